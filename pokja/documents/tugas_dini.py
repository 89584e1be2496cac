"""What early warning asks of those who keep the inventory. A constant number of queries.

What an institution owes as a step of a response stands with its other follow-ups.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, When
from django.utils import timezone

from p3aks.core.formatting import tanggal
from pokja.enums_dini import StatusLaporan as S
from pokja.models import LaporanDini, PemicuKalender, Pengguna, TindakLanjut
from pokja.tugas import Daftar, Tugas, dari, gabung


def susun(user: Pengguna) -> Daftar:
    """Return the plans to make, the reports to verify and to close, and the triggers near."""
    if not user.has_perm("pokja.kelola_potensi"):
        return Daftar([], 0)
    pemicu = list(_pemicu(user))
    return gabung(_laporan(user), Daftar(pemicu, len(pemicu)), lanjut="konflik:laporan")


def _laporan(user: Pengguna) -> Daftar:
    """Plans to make, the next deadline first; new reports of others; responses of which no step
    is open any more."""
    kini = timezone.now()
    terbuka = TindakLanjut.objects.terbuka().filter(laporan=OuterRef("pk"))
    menunggu = (
        Q(status=S.TERVERIFIKASI)
        | Q(status=S.BARU) & (Q(pelapor=None) | ~Q(pelapor=user))
        | Q(status=S.DITANGANI) & ~Exists(terbuka)
    )
    giliran = Case(
        When(status=S.TERVERIFIKASI, then=0), When(status=S.BARU, then=1), default=2,
        output_field=IntegerField(),
    )  # fmt: skip
    semua = LaporanDini.objects.untuk(user).filter(menunggu).select_related("wilayah")
    return dari(
        semua.order_by(giliran, "batas_rencana", "dibuat_pada"), lambda satu: _tugas(satu, kini)
    )


def _tugas(laporan: LaporanDini, kini: dt.datetime) -> Tugas:
    tanda = laporan.get_tanda_display()
    if laporan.status == S.BARU:
        return Tugas(
            judul=f"Verifikasi {laporan}: {tanda}", alamat="konflik:laporan_verifikasi",
            pk=laporan.pk, keterangan=str(laporan.wilayah), sejak=laporan.dibuat_pada,
        )  # fmt: skip
    if laporan.status == S.DITANGANI:
        return Tugas(
            judul=f"Tutup {laporan} dengan catatan hasil", alamat="konflik:laporan_selesai",
            pk=laporan.pk, keterangan="Semua langkahnya sudah selesai.",
        )  # fmt: skip
    return Tugas(
        judul=f"Susun respons {laporan}: {tanda}", alamat="konflik:laporan_detail", pk=laporan.pk,
        keterangan=f"{laporan.wilayah}, tingkat {laporan.get_tingkat_display().lower()}",
        batas=timezone.localdate(laporan.batas_rencana), lewat=laporan.rencana_lewat(kini),
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
