"""The snapshot of a regulation: everything its print says, computed.

The text that is frozen (``bekukan``) and the facts from outside – number, dates, gazette – are
kept apart: the freeze happens before the regent signs, the facts are recorded afterwards.
"""

import datetime as dt
from typing import Any

from p3aks.core.formatting import tanggal
from p3aks.core.naskah import berhuruf, pangkas
from pokja.models import Daerah
from rad.documents.matriks import sidik
from rad.documents.matriks import susun as susun_matriks
from rad.documents.perbup_batang import batang_tubuh
from rad.documents.perbup_cetak import cetak
from rad.documents.perbup_teks import TITIK3, konsiderans, sebut_peraturan
from rad.enums import StatusPerbup
from rad.models import Perbup
from rad.models.naskah import kunci_urut
from rad.naskah import muat
from rad.naskah.bentuk import NaskahTeks

__all__ = [
    "FINAL",
    "RANCANGAN",
    "SALINAN",
    "TANDA_TANGAN",
    "bekukan",
    "cetak",
    "susun",
    "susun_naskah",
]

RANCANGAN, TANDA_TANGAN, FINAL, SALINAN = "rancangan", "tanda-tangan", "final", "salinan"
MODE = (RANCANGAN, TANDA_TANGAN, FINAL, SALINAN)
# Number and dates are given after the regent has signed; until then their places hold dots.
BELUM_BERNOMOR = (RANCANGAN, TANDA_TANGAN)
VERSI_BENTUK = 1
LAMPIRAN_BELUM_ADA = (
    "Lampiran belum ada: pilih versi RAD yang sudah ditetapkan sebagai Lampiran peraturan ini."
)


def susun(perbup: Perbup, mode: str | None = None) -> dict[str, Any]:
    """Return all that a print of *perbup* shows, as plain JSON-able data.

    *mode* is one of ``MODE``; without it, a draft until the text is frozen, then the sheet to be
    signed (no RANCANGAN, dots for number and dates), and the final print once the facts are
    recorded. ValueError, in a sentence for the user, when a print needs a frozen text, or a
    final print its number or dates (rule 21).
    """
    mode = mode or _mode(perbup)
    if mode not in MODE:
        raise ValueError(f"Ragam cetak tidak dikenal: {mode}.")
    if mode != RANCANGAN:
        _wajib_beku(perbup)
    if mode not in BELUM_BERNOMOR:
        _wajib_lengkap(perbup)
    naskah = perbup.snapshot_final or _naskah(perbup)
    return {**naskah, **_luar(naskah, perbup, mode), "sidik_naskah": sidik(naskah)}


def bekukan(perbup: Perbup) -> tuple[dict[str, Any], str]:
    """Return ``(text with Lampiran, SHA-256)`` to be frozen by ``Perbup.finalkan``.

    ValueError without a fixed version of the plan. Whether the text may be frozen at all is
    asked of ``rad.documents.periksa_perbup``.
    """
    if perbup.versi_rad is None:
        raise ValueError(LAMPIRAN_BELUM_ADA)
    naskah = _naskah(perbup)
    return naskah, sidik(naskah)


def susun_naskah(teks: NaskahTeks, daerah: dict[str, Any]) -> dict[str, Any]:
    """Return the text of a regulation with all numbers and signs computed, without Lampiran."""
    kepala = daerah["sebutan_kepala"]
    peraturan = f"Peraturan {kepala}"
    tentang = pangkas(teks.tentang)
    dasar = sorted(
        teks.dasar_hukum, key=lambda d: kunci_urut(d["jenis"], d.get("tahun"), d.get("nomor", ""))
    )
    pertimbangan = konsiderans(
        [(k.jenis, k.isi) for k in teks.konsiderans], nama_peraturan=peraturan, tentang=tentang
    )
    return {
        "jenis": "perbup",
        "bentuk": VERSI_BENTUK,
        "daerah": daerah,
        "tentang": tentang,
        "menimbang": berhuruf(pertimbangan),
        "mengingat": [
            {
                "label": f"{no}.",
                "isi": f"{sebut_peraturan(d)};",
                "terverifikasi": bool(d.get("terverifikasi")),
            }
            for no, d in enumerate(dasar, start=1)
        ],
        "menetapkan": f"{peraturan} tentang {tentang}.".upper(),
        "batang_tubuh": batang_tubuh(teks),
    }


def _naskah(perbup: Perbup) -> dict[str, Any]:
    """The part of the snapshot that a freeze fixes."""
    daerah = Daerah.ini()
    versi = perbup.versi_rad
    pengaturan = {
        "margin": {
            "atas": perbup.margin_atas,
            "bawah": perbup.margin_bawah,
            "kiri": perbup.margin_kiri,
            "kanan": perbup.margin_kanan,
        },
        "kata_sambung": perbup.kata_sambung,
        "seri": perbup.seri,
        "lampiran_nomor_ulang": perbup.lampiran_nomor_ulang,
    }
    return {
        **susun_naskah(muat(perbup), daerah.salinan()),
        "lambang": daerah.lambang_data(),
        "matriks": susun_matriks(versi) if versi else None,
        # Each document says with which settings it was made.
        "pengaturan": {**pengaturan, "versi": sidik(pengaturan)[:12]},
    }


# --- Facts from outside ---------------------------------------------------------------------


def _mode(perbup: Perbup) -> str:
    if perbup.snapshot_final is None:
        return RANCANGAN
    return FINAL if perbup.lengkap_untuk_diundangkan else TANDA_TANGAN


def _wajib_beku(perbup: Perbup) -> None:
    if perbup.snapshot_final is None:
        raise ValueError(
            f"Naskah masih berstatus {StatusPerbup(perbup.status).label}. "
            "Cetakan final tersedia setelah naskah difinalkan."
        )


def _wajib_lengkap(perbup: Perbup) -> None:
    if kurang := perbup.kekurangan_pengundangan:
        raise ValueError(
            f"Cetakan final belum dapat dibuat karena belum tercatat: {', '.join(kurang)}."
        )


def _luar(naskah: dict[str, Any], perbup: Perbup, mode: str) -> dict[str, Any]:
    """What depends on number, dates and mode."""
    daerah = naskah["daerah"]
    pejabat = f"{daerah['sebutan_kepala']} {daerah['nama']}".upper()
    titik = mode in BELUM_BERNOMOR
    nomor = TITIK3 if titik else str(perbup.nomor)
    tahun = TITIK3 if titik else str(perbup.tahun)
    judul = {
        "jenis": f"PERATURAN {pejabat}",
        "nomor": f"NOMOR {nomor} TAHUN {tahun}",
        "tentang": naskah["tentang"].upper(),
    }
    penetapan = _tanda_tangan(daerah, mode, "Ditetapkan", perbup.tanggal_ditetapkan)
    penetapan |= {"jabatan": f"{pejabat},", "nama": daerah["kepala"].upper()}
    return {
        "mode": mode,
        "judul_dokumen": _judul_dokumen(naskah, perbup, mode),
        "kepala": {
            "tanda": {RANCANGAN: "RANCANGAN", SALINAN: "SALINAN"}.get(mode, ""),
            "baris": [pejabat, f"PROVINSI {daerah['provinsi']}".upper()],
            **judul,
            "rahmat": "DENGAN RAHMAT TUHAN YANG MAHA ESA",
            "pejabat": f"{pejabat},",
        },
        "penutup": _penutup(naskah, perbup, mode, penetapan),
        "lampiran": _lampiran(naskah, judul, penetapan),
        "kerja": _lembar_kerja(naskah, perbup) if mode == RANCANGAN else None,
    }


def _judul_dokumen(naskah: dict[str, Any], perbup: Perbup, mode: str) -> str:
    daerah = naskah["daerah"]
    teks = f"Peraturan {daerah['sebutan_kepala']} {daerah['nama']}"
    if mode == RANCANGAN:
        teks = f"Rancangan {teks}"
    elif mode != TANDA_TANGAN:
        teks += f" Nomor {perbup.nomor} Tahun {perbup.tahun}"
    return f"{teks} tentang {naskah['tentang']}"


def _tanda_tangan(
    daerah: dict[str, Any], mode: str, kata: str, pada: dt.date | None
) -> dict[str, str]:
    return {
        "di": f"{kata} di {daerah['ibu_kota']}",
        "pada": f"pada tanggal {TITIK3 if mode in BELUM_BERNOMOR else tanggal(pada)}",
        "tanda": "ttd" if mode == SALINAN else "",
    }


def _penutup(
    naskah: dict[str, Any], perbup: Perbup, mode: str, penetapan: dict[str, str]
) -> dict[str, Any]:
    """Closing formula, signature blocks and gazette line."""
    daerah = naskah["daerah"]
    wilayah = f"{daerah['jenis']} {daerah['nama']}"
    pengundangan = _tanda_tangan(daerah, mode, "Diundangkan", perbup.tanggal_diundangkan)
    pengundangan |= {
        "jabatan": f"SEKRETARIS DAERAH {wilayah},".upper(),
        "nama": daerah["sekda"].upper(),
    }
    draf = mode in BELUM_BERNOMOR
    tahun = TITIK3 if draf else str(perbup.tanggal_diundangkan.year)  # type: ignore[union-attr]
    nomor = TITIK3 if draf else str(perbup.nomor_berita_daerah)
    seri = f" SERI {naskah['pengaturan']['seri']}" if naskah["pengaturan"]["seri"] else ""
    return {
        "perintah": (
            "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan "
            f"{daerah['sebutan_kepala']} ini dengan penempatannya dalam Berita Daerah {wilayah}."
        ),
        "penetapan": penetapan,
        "pengundangan": pengundangan,
        "berita_daerah": f"BERITA DAERAH {wilayah.upper()} TAHUN {tahun} NOMOR {nomor}{seri}",
        "salinan": _autentikasi(daerah) if mode == SALINAN else None,
    }


def _autentikasi(daerah: dict[str, Any]) -> dict[str, str]:
    """The block by which the Kepala Bagian Hukum certifies a copy, with rank and NIP."""
    nip = daerah["nip_kabag_hukum"]
    return {
        "kata": "Salinan sesuai dengan aslinya",
        "jabatan": "KEPALA BAGIAN HUKUM,",
        "nama": daerah["kabag_hukum"].upper(),
        "pangkat": daerah["pangkat_kabag_hukum"],
        "nip": f"NIP {nip}" if nip else "",
    }


def _lampiran(
    naskah: dict[str, Any], judul: dict[str, str], penetapan: dict[str, str]
) -> dict[str, Any] | None:
    """Header block and signature of the Lampiran; None without a fixed version."""
    if naskah["matriks"] is None:
        return None
    return {
        "kepala": ["LAMPIRAN", judul["jenis"], judul["nomor"], "TENTANG", judul["tentang"]],
        "judul": naskah["matriks"]["judul"].upper(),
        "tanda_tangan": {k: penetapan[k] for k in ("jabatan", "tanda", "nama")},
    }


def _lembar_kerja(naskah: dict[str, Any], perbup: Perbup) -> dict[str, Any]:
    """What only the working copy shows: initials and points still to be settled."""
    ragu = [m["label"].rstrip(".") for m in naskah["mengingat"] if not m["terverifikasi"]]
    catatan = [] if naskah["matriks"] else [LAMPIRAN_BELUM_ADA]
    if ragu:
        catatan.append(
            "Bertanda *) pada Mengingat: belum dicocokkan dengan naskah resmi, yaitu angka "
            f"{', '.join(ragu)}."
        )
    paraf: dict[str, list[dict[str, str]]] = {}
    for p in perbup.paraf.select_related("oleh"):
        paraf.setdefault(str(p.get_jenis_display()), []).append(
            {
                "jabatan": p.jabatan,
                "paraf": f"sudah, {p.oleh.nama}" if p.oleh else "",
                "tanggal": tanggal(p.pada) if p.pada else "",
            }
        )
    return {"paraf": [[jenis.upper(), baris] for jenis, baris in paraf.items()], "catatan": catatan}
