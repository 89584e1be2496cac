"""Early reports, steps and triggers for the access table, made through the real actions."""

import datetime as dt
from typing import Any

from django.utils import timezone

from pokja.actions import laporan_dini
from pokja.models import LaporanDini, PemicuKalender

ISI = {
    "tanda": "bansos", "wilayah_id": "35.23.18", "terlihat": dt.date(2026, 3, 1), "waktu": "pagi",
    "uraian": "Warga dua RT memprotes daftar penerima.", "terpapar": "tidak_tahu",
    "berlangsung": "tidak", "asal": "warga", "kontak": "",
}  # fmt: skip
NILAI = {"keandalan": "B", "kredibilitas": "2", "tingkat": "kuning"}


def lapor(by: Any = None, **lain: Any) -> LaporanDini:
    """Send a report: a protest about bansos, seen the day before."""
    return laporan_dini.lapor(by=by, isi=ISI | lain)


def verifikasi(by: Any, laporan: LaporanDini, **lain: Any) -> LaporanDini:
    """Verify it as the rule proposes."""
    return laporan_dini.verifikasi(by=by, laporan=laporan, **NILAI | lain)


def buat_objek_dini(orang: dict[str, Any], dinkes: Any) -> dict[str, tuple[Any, ...]]:
    """One report in each state, one from intelligence, one of the koordinator's own; Dinkes owes a
    step of each plan."""
    by, hari_ini = orang["sekretariat"], timezone.localdate()
    isi = {"uraian": "Data penerima diperiksa", "lembaga": dinkes, "tenggat": hari_ini}
    terverifikasi, ditangani = (verifikasi(by, lapor()) for _ in range(2))
    rahasia = verifikasi(by, lapor(orang["ketua_wakil"], asal="intelijen"))
    langkah, _, langkah_rahasia = (
        laporan_dini.simpan_langkah(by=by, laporan=satu, isi=isi)
        for satu in (terverifikasi, ditangani, rahasia)
    )
    laporan_dini.tangani(by=by, laporan=ditangani)
    ditangani.tindak_lanjut.update(status="DIHENTIKAN", selesai_pada=timezone.now())
    pemicu = PemicuKalender.objects.create(
        nama="Pilkades serentak", jenis="pilkades", wilayah_id="35.23", mulai=hari_ini,
        selesai=hari_ini,
    )  # fmt: skip
    return {
        "laporan": (lapor(kontak="Balai desa").pk,),
        "laporan_sendiri": (lapor(orang["koordinator_bidang"]).pk,),
        "laporan_intelijen": (rahasia.pk,),
        "laporan_terverifikasi": (terverifikasi.pk,),
        "laporan_ditangani": (ditangani.pk,),
        "langkah": (langkah.pk,),
        "langkah_intelijen": (langkah_rahasia.pk,),
        "pemicu": (pemicu.pk,),
    }
