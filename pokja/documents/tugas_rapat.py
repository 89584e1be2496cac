"""What meetings and their follow-ups ask of a person. A constant number of queries."""

from collections.abc import Iterator

from django.utils import timezone

from pokja.enums_rapat import PutusanBukti, StatusRapat, StatusTindakLanjut
from pokja.models import BuktiTindakLanjut, Pengguna, Rapat, TindakLanjut
from pokja.tugas import Daftar, Tugas

MAKS = 6


def susun(user: Pengguna) -> Daftar:
    """Return what is owed, to be verified, to be finished and to be made final."""
    if not user.has_perm("pokja.lihat_rapat"):
        return Daftar([], 0)
    butir = [*_utang(user), *_periksa(user), *_notula(user)]
    return Daftar(butir[:MAKS], len(butir), "pokja:tindak_lanjut_daftar")


def _utang(user: Pengguna) -> Iterator[Tugas]:
    """Whoever stands for an institution: what it owes, the most pressing first."""
    if not user.has_perm("pokja.laporkan_tindak_lanjut"):
        return
    hari_ini = timezone.localdate()
    milik = TindakLanjut.objects.untuk(user).filter(
        lembaga__in=user.mewakili, status=StatusTindakLanjut.TERBUKA
    )
    for satu in milik.mendesak_dulu().select_related("keputusan__rapat", "laporan")[: MAKS + 1]:
        yield Tugas(
            judul=satu.uraian, alamat="pokja:tindak_lanjut", pk=satu.pk,
            keterangan=satu.asal,
            batas=satu.tenggat, lewat=satu.lewat(hari_ini),
        )  # fmt: skip


def _periksa(user: Pengguna) -> Iterator[Tugas]:
    """Those who verify: reports of others that wait."""
    if not user.has_perm("pokja.periksa_tindak_lanjut"):
        return
    menunggu = BuktiTindakLanjut.objects.untuk(user).filter(putusan=PutusanBukti.MENUNGGU)
    milik = menunggu.exclude(oleh=user).select_related("tindak_lanjut__lembaga")
    for bukti in milik.order_by("dibuat_pada")[: MAKS + 1]:
        yield Tugas(
            judul=f"Periksa laporan {bukti.tindak_lanjut.lembaga.singkatan}",
            alamat="pokja:tindak_lanjut", pk=bukti.tindak_lanjut_id,
            keterangan=bukti.tindak_lanjut.uraian, sejak=bukti.dibuat_pada,
        )  # fmt: skip


def _notula(user: Pengguna) -> Iterator[Tugas]:
    """Those who keep meetings: minutes to finish; those who make them final: minutes to sign."""
    tulis = user.has_perm("pokja.kelola_rapat")
    sahkan = user.has_perm("pokja.sahkan_notula")
    if not (tulis or sahkan):
        return
    for rapat in Rapat.objects.untuk(user).filter(status=StatusRapat.NOTULA)[: MAKS + 1]:
        if sahkan:
            yield Tugas(
                judul=f"Sahkan notula: {rapat.acara}", alamat="pokja:rapat_sahkan", pk=rapat.pk,
                sejak=rapat.awal,
            )  # fmt: skip
        elif user.has_perm("pokja.kelola_rapat", rapat):
            yield Tugas(
                judul=f"Rampungkan notula: {rapat.acara}", alamat="pokja:rapat_notula",
                pk=rapat.pk, sejak=rapat.awal,
            )  # fmt: skip
