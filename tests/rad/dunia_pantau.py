"""Monitoring in the world of the access table: a draft, a report that was sent, their evidence."""

import datetime as dt
import hashlib
import io
from decimal import Decimal
from typing import Any

from rad.actions import laporan_rad, pantau, pantau_rencana, tanggapan, unggahan
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.documents import realisasi, realisasi_xlsx
from rad.models import Aksi, BukaKunci, ImporRealisasi, LaporanAksi, LaporanRad, TanggapanWarga

TAHUN = 2025
PDF = b"%PDF-1.7 uji"


def buka(rad: Any, oleh: Any, *periode: str, tahun: int = TAHUN) -> None:
    """Keep *periode* open, whatever the day on which the tests run."""
    for satu in periode or ("B04", "B08", "B12"):
        BukaKunci.objects.create(
            rad=rad, tahun=tahun, periode=satu, sampai=dt.date(9999, 12, 31), oleh=oleh,
            alasan="Uji berjalan pada hari apa pun.",
        )  # fmt: skip


def isi(aksi: Aksi, nilai: str = "3", serap: str = "1000000", **lain: Any) -> IsiLaporan:
    """A complete report: *nilai* for each indicator, *serap* rupiah for each source of the year."""
    return IsiLaporan(
        realisasi={i.pk: IsiRealisasi(Decimal(nilai)) for i in aksi.indikator.all()},
        anggaran={a.sumber: Decimal(serap) for a in aksi.anggaran.filter(tahun=TAHUN)},
        **lain,
    )


def draf(by: Any, aksi: Aksi, periode: str = "B04", tahun: int = TAHUN, **lain: Any) -> LaporanAksi:
    """A report that is being written."""
    return pantau.simpan(by=by, aksi=aksi, tahun=tahun, periode=periode, isi=isi(aksi, **lain))


def dilaporkan(by: Any, aksi: Aksi, periode: str = "B04", **lain: Any) -> LaporanAksi:
    """A report that was sent."""
    laporan = draf(by, aksi, periode, **lain)
    pantau.laporkan(by=by, laporan=laporan)
    return laporan


def lampirkan(by: Any, laporan: LaporanAksi, isi: bytes = PDF, syarat: Any = None) -> Any:
    """A file of evidence."""
    return pantau_rencana.unggah(
        by=by, laporan=laporan, uraian="Laporan kegiatan", isi=isi, ekstensi="pdf",
        sidik=hashlib.sha256(isi).hexdigest(), syarat=syarat,
    )  # fmt: skip


def buat_objek_pantau(orang: dict[str, Any], rad: Any) -> dict[str, tuple[Any, ...]]:
    """Return the URL arguments by name."""
    siti = orang["opd_operator"]
    aksi = Aksi.objects.dipantau().get(rad=rad)
    buka(rad, orang["sekretariat"])
    syarat = pantau_rencana.daftarkan_syarat(
        by=siti, aksi=aksi,
        isi={"uraian": "Daftar hadir", "dari": "panitia", "periode": "", "wajib": True},
    )  # fmt: skip
    tulis = draf(siti, aksi, "B04")
    bukti_draf = lampirkan(siti, tulis)
    kirim = draf(siti, aksi, "B08")
    bukti_kirim = lampirkan(siti, kirim)
    pantau.laporkan(by=siti, laporan=kirim)
    return {
        "aksi_tetap": (aksi.pk,),
        "periode": (rad.pk, TAHUN, "B04"),
        "laporan_tempat": (aksi.pk, TAHUN, "B04"),
        "laporan_draf": (tulis.pk,),
        "laporan_kirim": (kirim.pk,),
        "bukti_draf": (bukti_draf.pk,),
        "bukti_kirim": (bukti_kirim.pk,),
        "syarat_bukti": (syarat.pk,),
        "tanggapan": (_tanggapan(aksi).pk,),
        "impor_realisasi": (_impor_realisasi(siti, rad).pk,),
        "laporan_rad": (_laporan_rad(orang["sekretariat"], rad).pk,),
    }


def _impor_realisasi(oleh: Any, rad: Any) -> ImporRealisasi:
    """A workbook that waits: the one of B12 as it was downloaded."""
    tempat, isi = {"tahun": TAHUN, "periode": "B12"}, io.BytesIO()
    aksi = realisasi.susun(realisasi.aksi_dapat_diisi(oleh, rad), **tempat)
    realisasi_xlsx.cetak(isi, rad=rad.pk, aksi=aksi, **tempat)
    return unggahan.unggah(
        ImporRealisasi, by=oleh, nama="realisasi.xlsx", isi=isi.getvalue(),
        hasil={"aksi": [], "masalah": []}, rad=rad, **tempat,
    )  # fmt: skip


def _laporan_rad(oleh: Any, rad: Any) -> LaporanRad:
    return laporan_rad.buat(by=oleh, rad=rad, jenis="B04", tahun=TAHUN)


def _tanggapan(aksi: Aksi) -> TanggapanWarga:
    isi = {"pokok": "saran", "isi": "Tambah jadwal di desa kami.", "tempat": None}
    return tanggapan.kirim(aksi=aksi, isi=isi)
