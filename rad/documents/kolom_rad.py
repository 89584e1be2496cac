"""The columns of the RAD matrix as a spreadsheet: the one order for export, template and import."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

AWALAN_TARGET = "target_"
AWALAN_PAGU = "pagu_"


@dataclass(frozen=True)
class Kolom:
    """One column. ``kunci`` is the name of the form field that checks it; ``lebar`` in letters."""

    kunci: str
    label: str
    lebar: int
    jenis: Literal["teks", "angka", "rupiah", "nomor"] = "teks"


def kolom_rad(tahun: Iterable[int], tahun_dasar: int, *, lengkap: bool = True) -> list[Kolom]:
    """Return the columns for a plan with these years.

    Args:
        tahun: years of the plan.
        tahun_dasar: year of the baselines.
        lengkap: with the columns that only the system fills (name of the code, status, ID);
            the template for OPD leaves them out.
    """
    tahun = list(tahun)
    sistem = [Kolom("nama_kode", "Nama Sub Kegiatan", 30)] if lengkap else []
    ekor = [Kolom("status", "Status", 13), Kolom("id", "ID", 12)] if lengkap else []
    return [
        Kolom("no", "No", 5, "nomor"),
        Kolom("bidang", "Bidang", 16),
        Kolom("sasaran", "Sasaran", 28),
        Kolom("nomenklatur", "Kode Sub Kegiatan", 18),
        *sistem,
        Kolom("uraian", "Aksi", 36),
        Kolom("nama", "Indikator", 30),
        Kolom("satuan", "Satuan", 11),
        Kolom("arah", "Arah", 8),
        Kolom("baseline", f"Baseline {tahun_dasar}", 10, "angka"),
        *(Kolom(f"{AWALAN_TARGET}{t}", f"Target {t}", 10, "angka") for t in tahun),
        *(Kolom(f"{AWALAN_PAGU}{t}", f"Anggaran {t}", 17, "rupiah") for t in tahun),
        Kolom("sumber", "Sumber Dana", 16),
        Kolom("penanggung_jawab", "OPD Penanggung Jawab", 30),
        Kolom("pendukung", "Instansi Pendukung", 32),
        Kolom("lokasi", "Lokasi", 18),
        Kolom("keterangan", "Keterangan", 24),
        Kolom("jenis", "Jenis Indikator", 11),
        Kolom("kumulatif", "Target Kumulatif", 10),
        *ekor,
    ]
