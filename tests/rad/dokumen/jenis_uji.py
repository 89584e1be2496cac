"""Small kinds of documents for tests; ``daftarkan`` puts them into the registry."""

import time
from pathlib import Path
from typing import Any

from p3aks.core.pdf import GalatDibatalkan, Hasil, Potongan, buat_pdf
from rad.documents import JENIS, PDF, Jenis

GAYA = "@page{size:215mm 330mm;margin:25mm}html{font:12pt 'TeX Gyre Bonum'}table{width:160mm}"


def susun(objek: Any) -> dict[str, Any]:
    """A page about the object."""
    return {"judul": f"Uji {objek.pk}", "baris": 1}


def susun_panjang(objek: Any) -> dict[str, Any]:
    """Enough rows to keep the PDF engine busy for seconds."""
    return {"judul": f"Uji panjang {objek.pk}", "baris": 500}


def cetak_pdf(snapshot, tujuan: Path, kemajuan, batal) -> Hasil:
    """A table of ``baris`` rows through the real engine, never from the cache."""
    isi = "".join(
        f"<tr><td>{i}<td>Aksi {i} bagi korban<td>orang</tr>" for i in range(snapshot["baris"])
    )
    html = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f"<title>{snapshot['judul']}</title><style>{GAYA}</style></head><body>"
        f"<h1>{snapshot['judul']}</h1><table><thead><tr><th>No<th>Aksi<th>Satuan</thead>"
        f"<tbody>{isi}</tbody></table></body></html>"
    )
    return buat_pdf(
        [Potongan(html=html)],
        tujuan,
        judul=snapshot["judul"],
        penulis="Uji",
        tanda_air=snapshot["dokumen"]["tanda_air"] or None,
        kemajuan=kemajuan,
        batal=batal,
    )


def cetak_lambat(snapshot, tujuan: Path, kemajuan, batal) -> Hasil:
    """Sleep in steps without reporting, so that only the heartbeat keeps the lease."""
    for _ in range(80):
        time.sleep(0.1)
        if batal():
            raise GalatDibatalkan
    kemajuan(90, "Menulis")
    tujuan.write_bytes(b"%PDF-1.7 lambat")
    return Hasil(sha256="", halaman=1, ukuran=0)


def daftarkan() -> None:
    """Put the kinds ``uji``, ``uji-panjang`` and ``uji-lambat`` into the registry."""
    for kode, gather, render in (
        ("uji", susun, cetak_pdf),
        ("uji-panjang", susun_panjang, cetak_pdf),
        ("uji-lambat", susun, cetak_lambat),
    ):
        JENIS[kode] = Jenis(
            kode=kode,
            label=f"Dokumen {kode}",
            ekstensi="pdf",
            mime=PDF,
            objek=("rad.Rad", "rad.VersiRad", "rad.Perbup"),
            susun=gather,
            cetak=render,
            final=lambda objek: objek._meta.model_name == "versirad",
        )


def copot() -> None:
    """Take them out again."""
    for kode in ("uji", "uji-panjang", "uji-lambat"):
        JENIS.pop(kode, None)
