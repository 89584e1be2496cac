"""What early warning asks of those who keep the inventory. A constant number of queries.

What an institution owes as a step of a response stands with its other follow-ups.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from p3aks.core.formatting import tanggal
from pokja.enums_dini import StatusLaporan
from pokja.models import LaporanDini, PemicuKalender, Pengguna, TindakLanjut
from pokja.tugas import Daftar, Tugas

MAKS = 6


def susun(user: Pengguna) -> Daftar:
    """Return the plans to make, the reports to verify and to close, and the triggers near."""
    if not user.has_perm("pokja.kelola_potensi"):
        return Daftar([], 0)
    butir = [*_rencana(user), *_verifikasi(user), *_tutup(user), *_pemicu(user)]
    return Daftar(butir[:MAKS], len(butir), "konflik:laporan")


def _rencana(user: Pengguna) -> Iterator[Tugas]:
    """Verified reports without a plan, the next deadline first."""
    kini = timezone.now()
    milik = LaporanDini.objects.untuk(user).filter(status=StatusLaporan.TERVERIFIKASI)
    for laporan in milik.select_related("wilayah").order_by("batas_rencana")[: MAKS + 1]:
        yield Tugas(
            judul=f"Susun respons {laporan}: {laporan.get_tanda_display()}",
            alamat="konflik:laporan_detail", pk=laporan.pk,
            keterangan=f"{laporan.wilayah}, tingkat {laporan.get_tingkat_display().lower()}",
            batas=timezone.localdate(laporan.batas_rencana), lewat=laporan.rencana_lewat(kini),
        )  # fmt: skip


def _verifikasi(user: Pengguna) -> Iterator[Tugas]:
    """New reports of others."""
    milik = LaporanDini.objects.untuk(user).filter(status=StatusLaporan.BARU)
    baru = milik.exclude(pelapor=user).select_related("wilayah").order_by("dibuat_pada")
    for laporan in baru[: MAKS + 1]:
        yield Tugas(
            judul=f"Verifikasi {laporan}: {laporan.get_tanda_display()}",
            alamat="konflik:laporan_verifikasi", pk=laporan.pk, keterangan=str(laporan.wilayah),
            sejak=laporan.dibuat_pada,
        )  # fmt: skip


def _tutup(user: Pengguna) -> Iterator[Tugas]:
    """Responses of which no step is open any more."""
    terbuka = TindakLanjut.objects.terbuka().filter(laporan=OuterRef("pk"))
    milik = LaporanDini.objects.untuk(user).filter(status=StatusLaporan.DITANGANI)
    for laporan in milik.filter(~Exists(terbuka)).order_by("ditangani_pada")[: MAKS + 1]:
        yield Tugas(
            judul=f"Tutup {laporan} dengan catatan hasil", alamat="konflik:laporan_selesai",
            pk=laporan.pk, keterangan="Semua langkahnya sudah selesai.",
        )  # fmt: skip


def _pemicu(user: Pengguna) -> Iterator[Tugas]:
    """Triggers for which one is to be on guard, with the potentials of their place."""
    hari_ini = timezone.localdate()
    for pemicu in PemicuKalender.objects.untuk(user).mendekat(hari_ini):
        sini = pemicu.wilayah.kode_kecamatan
        yield Tugas(
            judul=f"Pemicu mendekat: {pemicu}", alamat="konflik:potensi",
            kueri="" if sini == settings.WILAYAH else f"?kecamatan={sini}",
            keterangan=f"{pemicu.wilayah}, {_kapan(pemicu)}. Periksa potensi di sana.",
            batas=pemicu.mulai if pemicu.mulai >= hari_ini else None,
        )  # fmt: skip


def _kapan(pemicu: PemicuKalender) -> str:
    if pemicu.mulai == pemicu.selesai:
        return tanggal(pemicu.mulai)
    return f"{tanggal(pemicu.mulai)} sampai {tanggal(pemicu.selesai)}"
