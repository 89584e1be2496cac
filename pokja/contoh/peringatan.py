"""Early warnings of the demo regency: one report on each stage, and what the calendar holds.

Groups and places only. Made by the same actions as real work, with days around today.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone

from pokja.actions import laporan_dini, pemicu, tindak_lanjut
from pokja.models import LaporanDini, Lembaga, Pengguna, Wilayah

AWAL = {
    "waktu": "sore", "terpapar": "tidak_tahu", "berlangsung": "tidak", "asal": "desa", "kontak": "",
}  # fmt: skip
LAPORAN = (
    {
        "tanda": "pilkades", "asal": "fkdm", "terpapar": "ya",
        "uraian": "Pendukung dua calon berkumpul di balai desa dan saling mengejek. (DEMO)",
    },
    {
        "tanda": "massa", "asal": "kecamatan",
        "uraian": "Kelompok petani merencanakan unjuk rasa di kantor kecamatan. (DEMO)",
    },
    {
        "tanda": "agama", "asal": "layanan",
        "uraian": "Spanduk penolakan rumah ibadah dipasang di dua dusun. (DEMO)",
    },
    {
        "tanda": "bansos", "asal": "warga",
        "uraian": "Warga dua RT memprotes daftar penerima bantuan. (DEMO)",
    },
    {
        "tanda": "hoaks",
        "uraian": "Pesan berantai menuduh satu kelompok pendatang mencuri ternak. (DEMO)",
    },
)  # fmt: skip
CATATAN = {
    "terjadi": "Dialog dua dusun di balai desa; spanduk diturunkan warga sendiri. (DEMO)",
    "berhasil": "FKUB datang pada hari yang sama.",
    "perbaikan": "Perempuan dari kedua dusun perlu diundang sejak awal.",
    "kaitan_rad": "celah",
    "aksi_rad": "Dialog rutin lintas agama di tingkat desa",
}


def muat_peringatan(orang: dict[str, Pengguna], lembaga: dict[str, Lembaga]) -> None:
    """Load reports, the steps of two responses, and four triggers; what exists stays."""
    if LaporanDini.objects.exists():
        return
    by, opd = orang["sekretariat"], orang["opd"]
    hari_ini = timezone.localdate()
    desa = list(Wilayah.objects.di_bawah(settings.WILAYAH).desa()[:: len(LAPORAN) * 5])
    pelapor = (None, None, None, None, orang["patbm"])
    pilkades, massa, agama, *_ = (
        laporan_dini.lapor(by=p, isi={**AWAL, "wilayah": desa[n], "terlihat": hari_ini, **isi})
        for n, (p, isi) in enumerate(zip(pelapor, LAPORAN, strict=True))
    )
    for laporan, nilai in ((pilkades, "B2"), (massa, "C3"), (agama, "A1")):
        laporan_dini.verifikasi(
            by=by, laporan=laporan, keandalan=nilai[0], kredibilitas=nilai[1],
            tingkat="kuning" if laporan == agama else "jingga",
        )  # fmt: skip
    besok = hari_ini + dt.timedelta(days=1)
    _langkah(
        by, pilkades, "Pertemukan panitia pilkades dan pendukung", lembaga["Bakesbangpol"], besok
    )
    _langkah(by, pilkades, "Siagakan puskesmas dan ruang ibu-anak", opd.lembaga, besok)
    laporan_dini.tangani(by=by, laporan=pilkades)
    dialog = _langkah(by, agama, "Dialog dua dusun bersama FKUB", opd.lembaga, besok)
    laporan_dini.tangani(by=by, laporan=agama)
    bukti = tindak_lanjut.laporkan(
        by=opd, tindak_lanjut=dialog, uraian="Dialog berlangsung. (DEMO)"
    )
    tindak_lanjut.periksa(by=by, bukti=bukti, memadai=True)
    laporan_dini.selesaikan(by=by, laporan=agama, isi=CATATAN)
    _pemicu(by, hari_ini, desa[0])


def _langkah(by: Pengguna, laporan: LaporanDini, uraian: str, oleh: Any, tenggat: dt.date) -> Any:
    isi = {"uraian": uraian, "lembaga": oleh, "tenggat": tenggat}
    return laporan_dini.simpan_langkah(by=by, laporan=laporan, isi=isi)


def _pemicu(by: Pengguna, hari_ini: dt.date, desa: Wilayah) -> None:
    def tambah(nama: str, jenis: str, hari: int, lama: int, wilayah_id: str) -> None:
        mulai = hari_ini + dt.timedelta(days=hari)
        isi = {
            "nama": f"{nama} (DEMO)", "jenis": jenis, "wilayah_id": wilayah_id, "mulai": mulai,
            "selesai": mulai + dt.timedelta(days=lama), "siaga_hari": 14, "catatan": "",
        }  # fmt: skip
        pemicu.simpan_pemicu(by=by, isi=isi)

    tambah("Pilkades serentak", "pilkades", 10, 0, desa.kode_kecamatan)
    tambah("Penyaluran bansos triwulan", "bansos", 20, 4, settings.WILAYAH)
    tambah("Sedekah laut", "hari_besar", 45, 1, desa.kode_kecamatan)
    tambah("Masa kampanye pilkada", "pemilu", 120, 60, settings.WILAYAH)
