"""``buat_pdf``: the whole way from HTML parts to a finished file on disk."""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from p3aks.core.pdf.bentuk import Batas, Hasil, Potongan
from p3aks.core.pdf.galat import GalatHuruf, GalatTerlaluBesar
from p3aks.core.pdf.proses import Kolam
from p3aks.core.pdf.tembolok import Tembolok, buka, bungkus, kunci

_AKAR = Path(__file__).resolve().parents[3]
# HTML that takes a child about two seconds to lay out; less is not worth starting another one.
_BEBAN_ANAK = 60_000

Kemajuan = Callable[[int, str], None]
Lampiran = tuple[str, str, bytes]


def _diam(persen: int, tahap: str) -> None:
    """Report to nobody."""


def buat_pdf(
    potongan: Sequence[Potongan],
    tujuan: Path,
    *,
    judul: str,
    penulis: str,
    bahasa: str = "id",
    lampiran: Sequence[Lampiran] = (),
    tanda_air: str | None = None,
    kata_sambung: bool = False,
    nomor_halaman: bool = True,
    dibuat: datetime | None = None,
    kemajuan: Kemajuan = _diam,
    batal: Callable[[], bool] = lambda: False,
    batas: Batas | None = None,
    tembolok: Path | None = None,
) -> Hasil:
    """Render *potongan* into one PDF/A-3a + PDF/UA-1 file at *tujuan* and describe it.

    *tujuan* appears whole or not at all: written beside, synced, then renamed. *lampiran* are
    ``(file name, MIME type, content)`` embedded as data. *tanda_air* (e.g. ``RANCANGAN``) is drawn
    on every page. *kata_sambung* prints the first word of the next page at the foot of each page.
    *nomor_halaman* prints ``- 2 -`` at the top from page two. *dibuat* is an aware time; without
    it the file carries no date. The same arguments give the same bytes.

    *kemajuan* receives percent and stage, *batal* is asked several times a second. *tembolok* is
    the cache folder, ``cache/pdf`` in the data folder (P3AKS_VAR, else ``var``) unless given.

    Raises a ``GalatPdf``; its text is meant for the user, its ``rinci`` for the log.
    Layout rules: Permendagri 53/2011 art. 92 (F4, Bookman), page numbers as in law practice.
    """
    batas = batas or Batas()
    _periksa(potongan, batas)
    simpanan = _tembolok(tembolok, potongan)
    pilihan: dict[str, object] = {
        "judul": judul,
        "penulis": penulis,
        "bahasa": bahasa,
        "tanda_air": tanda_air,
        "kata_sambung": kata_sambung,
        "nomor_halaman": nomor_halaman,
        "dibuat": dibuat.isoformat(timespec="seconds") if dibuat else None,
    }
    seluruh = _kunci_seluruh(potongan, lampiran, pilihan) if simpanan else None
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    no, nama = tempfile.mkstemp(prefix=f".{tujuan.name}.", dir=tujuan.parent)
    os.close(no)
    keluaran = Path(nama)
    try:
        uraian = _dari_tembolok(simpanan, seluruh, keluaran)
        siap = len(potongan)
        if uraian is None:
            with tempfile.TemporaryDirectory(prefix="p3aks-pdf-") as ruang:
                kerja = _Pekerjaan(Path(ruang), potongan, batas, simpanan, kemajuan)
                uraian = kerja.jalankan(keluaran, batal, lampiran, pilihan)
                siap = kerja.dari_tembolok
            if simpanan and seluruh:
                simpanan.simpan(seluruh, bungkus(uraian, keluaran.read_bytes()))
            if simpanan:
                simpanan.pangkas([seluruh or "", *kerja.nama])
        _pasang(keluaran, tujuan)
    finally:
        keluaran.unlink(missing_ok=True)
    kemajuan(100, "Selesai")
    return Hasil(**uraian, dari_tembolok=siap)


def _periksa(potongan: Sequence[Potongan], batas: Batas) -> None:
    if not potongan:
        raise ValueError("buat_pdf needs at least one part")
    for p in potongan:
        if len(p.html) > batas.html:
            raise GalatTerlaluBesar(f"html {len(p.html)} > {batas.html}")
    if not os.environ.get("FONTCONFIG_FILE"):
        raise GalatHuruf("FONTCONFIG_FILE is not set")


def _tembolok(folder: Path | None, potongan: Sequence[Potongan]) -> Tembolok | None:
    """The cache folder; None when nothing may be stored."""
    if all(p.kunci is None for p in potongan):
        return None
    var = Path(os.environ.get("P3AKS_VAR") or _AKAR / "var")
    return Tembolok(folder or var / "cache" / "pdf")


def _kunci_seluruh(
    potongan: Sequence[Potongan], lampiran: Sequence[Lampiran], pilihan: dict[str, object]
) -> str | None:
    """Key of the finished file; None as soon as one part must not be cached."""
    if any(p.kunci is None for p in potongan):
        return None
    isi = [f"{p.nomor}|{p.kata_sambung}|{_kunci_potongan(p)}" for p in potongan]
    lampir = [f"{n}|{m}|{kunci(b.hex())}" for n, m, b in lampiran]
    return "dokumen-" + kunci(json.dumps(pilihan), version("pikepdf"), *isi, "|", *lampir)


def _kunci_potongan(p: Potongan) -> str:
    huruf = os.environ.get("FONTCONFIG_FILE", "")
    return "bagian-" + kunci(version("weasyprint"), huruf, p.kunci or "", p.html)


def _dari_tembolok(simpanan: Tembolok | None, nama: str | None, keluaran: Path) -> dict | None:
    """Write the finished file of that name to *keluaran*, if there is one, and describe it."""
    berkas = simpanan.ambil(nama) if simpanan and nama else None
    utuh = buka(berkas) if berkas else None
    if utuh is None:
        return None
    with keluaran.open("wb") as keluar:
        keluar.write(utuh[1])
        keluar.flush()
        os.fsync(keluar.fileno())
    return utuh[0]


def _pasang(keluaran: Path, tujuan: Path) -> None:
    """Rename into place and make the rename itself durable."""
    keluaran.chmod(0o640)
    keluaran.replace(tujuan)
    folder = os.open(tujuan.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class _Pekerjaan:
    """One document under way: which parts are ready, which are still to be rendered."""

    def __init__(
        self,
        ruang: Path,
        potongan: Sequence[Potongan],
        batas: Batas,
        simpanan: Tembolok | None,
        kemajuan: Kemajuan,
    ) -> None:
        self.ruang, self.potongan, self.batas = ruang, potongan, batas
        self.simpanan, self.kemajuan = simpanan, kemajuan
        self.nama = [
            _kunci_potongan(p) if simpanan and p.kunci is not None else "" for p in potongan
        ]
        self.berkas = [simpanan.ambil(n) if simpanan and n else None for n in self.nama]
        self.dari_tembolok = sum(b is not None for b in self.berkas)
        self.terakhir = -1

    def jalankan(
        self,
        keluaran: Path,
        batal: Callable[[], bool],
        lampiran: Sequence[Lampiran],
        pilihan: dict[str, object],
    ) -> dict:
        """Render what is missing, join everything into *keluaran*, return its description."""
        self._lapor(1, "Menyiapkan dokumen")
        kurang = [i for i, b in enumerate(self.berkas) if b is None]
        with Kolam(self.batas, batal) as kolam:
            self._cetak(kolam, kurang)
            tugas = {
                "kerja": "rangkai",
                "keluaran": str(keluaran),
                "versi_mesin": version("weasyprint"),
                "bagian": [
                    {"berkas": str(b), "nomor": p.nomor, "kata_sambung": p.kata_sambung}
                    for b, p in zip(self.berkas, self.potongan, strict=True)
                ],
                "lampiran": self._tulis_lampiran(lampiran),
                "maks_halaman": self.batas.halaman,
                **pilihan,
            }
            return kolam.kerjakan([tugas], lambda _, p, t: self._lapor(80 + p * 19 // 100, t))[0]

    def _cetak(self, kolam: Kolam, kurang: list[int]) -> None:
        tugas = []
        for i in kurang:
            html = self.ruang / f"{i}.html"
            html.write_text(self.potongan[i].html, encoding="utf-8")
            keluar = self.ruang / f"{i}.pdf"
            tugas.append(
                {
                    "kerja": "cetak",
                    "html": str(html),
                    "keluaran": str(keluar),
                    "maks_halaman": self.batas.halaman,
                }
            )
        maju = [0] * len(kurang)

        def lapor(urut: int, persen: int, tahap: str) -> None:
            maju[urut] = persen
            if len(kurang) > 1:
                tahap = f"Menata bagian {sum(m == 100 for m in maju)} dari {len(kurang)}"
            self._lapor(2 + sum(maju) * 78 // (100 * len(kurang)), tahap)

        if tugas:
            berat = sum(len(self.potongan[i].html) for i in kurang)
            kolam.kerjakan(tugas, lapor, anak=max(1, round(berat / _BEBAN_ANAK)))
        for i, t in zip(kurang, tugas, strict=True):
            berkas = Path(str(t["keluaran"]))
            simpan = self.simpanan is not None and self.nama[i]
            self.berkas[i] = (
                self.simpanan.simpan(self.nama[i], berkas.read_bytes())  # type: ignore[union-attr]
                if simpan
                else berkas
            )

    def _tulis_lampiran(self, lampiran: Sequence[Lampiran]) -> list[tuple[str, str, str]]:
        hasil = []
        for i, (nama, mime, isi) in enumerate(lampiran):
            berkas = self.ruang / f"lampiran-{i}"
            berkas.write_bytes(isi)
            hasil.append((nama, mime, str(berkas)))
        return hasil

    def _lapor(self, persen: int, tahap: str) -> None:
        """Pass progress on; it never goes back and never repeats itself."""
        if tahap and persen > self.terakhir:
            self.terakhir = persen
            self.kemajuan(persen, tahap)
