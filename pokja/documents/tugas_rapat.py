"""What meetings and their follow-ups ask of a person. A constant number of queries."""

from django.utils import timezone

from pokja.enums_rapat import PutusanBukti, StatusRapat, StatusTindakLanjut
from pokja.models import BuktiTindakLanjut, Pengguna, Rapat, TindakLanjut
from pokja.permissions import bidang_boleh
from pokja.tugas import Daftar, Tugas, dari, gabung

TIDAK_ADA = Daftar([], 0)


def susun(user: Pengguna) -> Daftar:
    """Return what is owed, to be verified, to be finished and to be made final."""
    if not user.has_perm("pokja.lihat_rapat"):
        return TIDAK_ADA
    bagian = (_utang(user), _periksa(user), _notula(user))
    return gabung(*bagian, lanjut="pokja:tindak_lanjut_daftar")


def _utang(user: Pengguna) -> Daftar:
    """Whoever stands for an institution: what it owes, the most pressing first."""
    if not user.has_perm("pokja.laporkan_tindak_lanjut"):
        return TIDAK_ADA
    hari_ini = timezone.localdate()
    milik = TindakLanjut.objects.untuk(user).filter(
        lembaga__in=user.mewakili, status=StatusTindakLanjut.TERBUKA
    )
    return dari(
        milik.mendesak_dulu().select_related("keputusan__rapat", "laporan"),
        lambda satu: Tugas(
            judul=satu.uraian, alamat="pokja:tindak_lanjut", pk=satu.pk, keterangan=satu.asal,
            batas=satu.tenggat, lewat=satu.lewat(hari_ini),
        ),
    )  # fmt: skip


def _periksa(user: Pengguna) -> Daftar:
    """Those who verify: reports of others that wait."""
    if not user.has_perm("pokja.periksa_tindak_lanjut"):
        return TIDAK_ADA
    menunggu = BuktiTindakLanjut.objects.untuk(user).filter(putusan=PutusanBukti.MENUNGGU)
    milik = menunggu.exclude(oleh=user).select_related("tindak_lanjut__lembaga")
    return dari(
        milik.order_by("dibuat_pada"),
        lambda bukti: Tugas(
            judul=f"Periksa laporan {bukti.tindak_lanjut.lembaga.singkatan}",
            alamat="pokja:tindak_lanjut", pk=bukti.tindak_lanjut_id,
            keterangan=bukti.tindak_lanjut.uraian, sejak=bukti.dibuat_pada,
        ),
    )  # fmt: skip


def _notula(user: Pengguna) -> Daftar:
    """Those who make minutes final: minutes to sign; those who keep meetings: to finish."""
    milik = Rapat.objects.untuk(user).filter(status=StatusRapat.NOTULA)
    if user.has_perm("pokja.sahkan_notula"):
        sebutan, alamat = "Sahkan notula", "pokja:rapat_sahkan"
    elif user.has_perm("pokja.kelola_rapat"):
        sebutan, alamat = "Rampungkan notula", "pokja:rapat_notula"
        if (bidang := bidang_boleh(user)) is not None:
            milik = milik.filter(bidang__in=bidang)
    else:
        return TIDAK_ADA
    return dari(
        milik,
        lambda rapat: Tugas(
            judul=f"{sebutan}: {rapat.acara}", alamat=alamat, pk=rapat.pk, sejak=rapat.awal
        ),
    )
