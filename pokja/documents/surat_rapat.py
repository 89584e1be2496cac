"""What the papers of a meeting have in common: letterhead, time, place, who signs."""

from typing import Any

from django.utils import timezone

from p3aks.core.formatting import angka_terbilang, tanggal
from pokja.documents.hadirin import BELUM_DIISI, Hitungan
from pokja.enums import SifatPejabat
from pokja.models import Daerah, Pejabat, Rapat, SesiRapat

TITIK3 = "..."
POKJA = "Kelompok Kerja Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial"


def dasar(rapat: Rapat, judul: str) -> dict[str, Any]:
    """Return the facts that every paper of *rapat* begins with, as plain data."""
    daerah = Daerah.ini()
    pemerintah = f"Pemerintah {daerah.jenis} {daerah.nama}"
    return {
        "judul": f"{judul}: {rapat.acara}",
        "penulis": pemerintah,
        "kop": {
            "pemerintah": pemerintah.upper(),
            "pokja": POKJA.upper(),
            "alamat": daerah.alamat_pokja,
        },
        "kota": daerah.ibu_kota,
        "daerah": f"{daerah.jenis} {daerah.nama}",
        "acara": rapat.acara,
        "jenis": rapat.get_jenis_display(),
        "sesi": [_sesi(s) for s in rapat.sesi.all()],
        "tempat": rapat.tempat,
        "tautan": rapat.tautan,
        "cara": rapat.get_cara_display(),
    }


def _sesi(sesi: SesiRapat) -> dict[str, str]:
    return {
        "judul": sesi.judul,
        "hari": tanggal(timezone.localtime(sesi.mulai), hari=True),
        "jam": sesi.jam,
        "tempat": sesi.tempat,
    }


def rentang_hari(isi: dict[str, Any]) -> str:
    """Return the days of the meeting in words: one, or the first and the last."""
    pertama, terakhir = isi["sesi"][0]["hari"], isi["sesi"][-1]["hari"]
    return pertama if pertama == terakhir else f"{pertama} sampai dengan {terakhir}"


def tanda(pejabat: Pejabat | None) -> dict[str, str]:
    """Return who signs: office (``Plt.``, ``Plh.`` before it, Permendagri 1/2023), name, NIP."""
    if pejabat is None:
        return {"jabatan": TITIK3, "nama": TITIK3, "nip": ""}
    awalan = {SifatPejabat.PLT: "Plt. ", SifatPejabat.PLH: "Plh. "}.get(
        SifatPejabat(pejabat.sifat), ""
    )
    jabatan = f"{awalan}{pejabat.kedudukan.jabatan_dinas}"
    peran = f"{pejabat.kedudukan.get_posisi_display()} Pokja P3AKS"
    return {"jabatan": f"{jabatan} selaku {peran}", "nama": pejabat.nama, "nip": pejabat.nip}


def baris(teks: str) -> list[str]:
    """Return the lines of *teks* that say something."""
    return [satu.strip() for satu in teks.splitlines() if satu.strip()]


def hitungan(hitung: Hitungan) -> dict[str, Any]:
    """Return the counts of those present as plain data."""
    return {
        "hadir": hitung.hadir,
        "luring": hitung.luring,
        "daring": hitung.daring,
        "kelamin": [list(satu) for satu in hitung.kelamin],
        "bidang": [list(satu) for satu in hitung.bidang],
    }


def yang_hadir(hitung: Hitungan) -> str:
    """Return the number of those present in words, by sex: ``59 (lima puluh sembilan) orang,
    terdiri atas 31 perempuan dan 28 laki-laki``."""
    terpilah = [f"{n} {label.lower()}" for label, n in hitung.kelamin if label != BELUM_DIISI]
    rinci = f", terdiri atas {' dan '.join(terpilah)}" if terpilah else ""
    return f"{angka_terbilang(hitung.hadir)} orang{rinci}"
