"""What case work asks of a person, for the beranda. Codes only: never what a case is about."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from kasus.enums_akses import StatusPengaduan, StatusRujukan
from kasus.models import (
    BukaSegel,
    DugaanPenelusuran,
    Insiden,
    NotifikasiKasus,
    Pengaduan,
    Rilis,
    Rujukan,
    TautanKonflik,
    Tenggat,
    Terminasi,
)
from kasus.models.rujukan import PERAN_MITRA
from pokja.enums import Peran
from pokja.models import Pengguna
from pokja.tugas import Daftar, Tugas

MAKS = 5


def susun(user: Pengguna) -> Daftar:
    """Return what waits for *user* in the case app, overdue things first."""
    bagian = [sumber(user) for sumber in _sumber(user)]
    butir = sorted((t for b in bagian for t in b.butir), key=lambda t: not t.lewat)
    return Daftar(butir, sum(b.jumlah for b in bagian), _lanjut(user))


def _lanjut(user: Pengguna) -> str:
    if user.has_perm("kasus.tangani"):
        return "kasus:daftar"
    if user.has_perm("kasus.terima_rujukan"):
        return "kasus:paket_daftar"
    if user.has_perm("kasus.tandatangani_rilis"):
        return "kasus:rilis_daftar"
    return "kasus:insiden_daftar" if user.has_perm("kasus.pelindungan") else "beranda"


def _sumber(user: Pengguna) -> Iterable[Callable[[Pengguna], Daftar]]:
    if user.has_perm("kasus.terima_pengaduan"):
        yield _pengaduan
    if user.has_perm("kasus.tangani"):
        yield from (_tenggat, _tautan)
    if Peran.SUPERVISOR in user.peran:
        yield _terminasi
    if user.lembaga_sebagai(*PERAN_MITRA):
        yield _rujukan
    if user.has_perm("kasus.tandatangani_rilis"):
        yield _rilis
    if user.has_perm("kasus.pelindungan"):
        yield from (_insiden, _segel, _penelusuran)
    if user.has_perm("kasus.lihat_notifikasi"):
        yield _notifikasi


def _pengaduan(user: Pengguna) -> Daftar:
    """Manager and supervisor take over what the villages reported."""
    antre = Pengaduan.objects.untuk(user).filter(status=StatusPengaduan.DIKIRIM)
    return _daftar(
        antre.order_by("batas", "dibuat_pada"),
        lambda p: Tugas(
            judul=f"Terima pengaduan {p.kode}",
            alamat="kasus:pengaduan_detail",
            pk=p.pk,
            sejak=p.dibuat_pada,
            lewat=bool(p.batas and p.batas < timezone.now()),
        ),
    )


def _tenggat(user: Pengguna) -> Daftar:
    """Clocks of one's own cases that have run out."""
    lewat = (
        Tenggat.objects.untuk(user)
        .berjalan()
        .filter(batas__lt=timezone.now(), kasus__tim__pengguna=user, kasus__tim__selesai=None)
        .distinct()
    )
    return _daftar(
        lewat.order_by("batas").prefetch_related("kasus"),
        lambda t: Tugas(
            judul=f"Waktu layanan {t.kasus.kode} terlampaui",
            alamat="kasus:tenggat",
            pk=t.kasus_id,
            batas=timezone.localdate(t.batas),
            lewat=True,
        ),
    )


def _tautan(user: Pengguna) -> Daftar:
    """A second reader is asked for links to a conflict that somebody else proposed."""
    antre = TautanKonflik.objects.untuk(user).filter(disahkan=None).exclude(oleh=user)
    return _daftar(
        antre.order_by("dibuat_pada").prefetch_related("korban__kasus"),
        lambda t: Tugas(
            judul=f"Baca usulan kaitan konflik pada {t.korban.kasus.kode}",
            alamat="kasus:konflik",
            pk=t.korban.kasus_id,
            sejak=t.dibuat_pada,
        ),
    )


def _terminasi(user: Pengguna) -> Daftar:
    """The supervisor decides on terminations that somebody else proposed."""
    antre = (
        Terminasi.objects.untuk(user)
        .filter(
            disetujui_pada=None,
            dikembalikan_pada=None,
            kasus__unit__in=user.lembaga_sebagai(Peran.SUPERVISOR),
        )
        .exclude(diajukan_oleh=user)
    )
    return _daftar(
        antre.order_by("dibuat_pada").prefetch_related("kasus"),
        lambda t: Tugas(
            judul=f"Putuskan terminasi {t.kasus.kode}",
            alamat="kasus:penanganan",
            pk=t.kasus_id,
            sejak=t.dibuat_pada,
        ),
    )


def _rilis(user: Pengguna) -> Daftar:
    """A second person signs or refuses the statistics that somebody else composed."""
    antre = Rilis.objects.untuk(user).menunggu().exclude(diminta_oleh=user).defer("snapshot")
    return _daftar(
        antre.order_by("selesai_pada"),
        lambda r: Tugas(
            judul=f"Putuskan rilis: {r.judul}",
            alamat="kasus:rilis",
            pk=r.pk,
            sejak=r.selesai_pada,
        ),
    )


def _rujukan(user: Pengguna) -> Daftar:
    """A partner answers the packets addressed to it."""
    antre = Rujukan.objects.untuk(user).kepada(user).filter(status=StatusRujukan.DIKIRIM)
    return _daftar(
        antre.order_by("batas_jawab"),
        lambda r: Tugas(
            judul=f"Jawab rujukan {r.kode}",
            alamat="kasus:paket",
            pk=r.pk,
            batas=timezone.localdate(r.batas_jawab),
            lewat=r.batas_jawab < timezone.now(),
        ),
    )


def _insiden(user: Pengguna) -> Daftar:
    """PPDP tells about a breach within 72 hours."""
    buka = Insiden.objects.untuk(user).filter(diberitahukan_pada=None, ditutup_pada=None)
    return _daftar(
        buka.order_by("batas"),
        lambda i: Tugas(
            judul=f"Beritahukan insiden {i.kode}",
            alamat="kasus:insiden",
            pk=i.pk,
            batas=timezone.localdate(i.batas),
            lewat=i.batas < timezone.now(),
        ),
    )


def _segel(user: Pengguna) -> Daftar:
    """PPDP judges each opening of a sealed case within 72 hours."""
    antre = BukaSegel.objects.untuk(user).filter(ditelaah_pada=None).exclude(pengguna=user)
    return _daftar(
        antre.order_by("batas_telaah"),
        lambda b: Tugas(
            judul="Nilai pembukaan segel",
            alamat="kasus:segel_daftar",
            batas=timezone.localdate(b.batas_telaah),
            lewat=b.batas_telaah < timezone.now(),
        ),
    )


def _penelusuran(user: Pengguna) -> Daftar:
    """PPDP looks at who opened far more than their work needs."""
    antre = DugaanPenelusuran.objects.untuk(user).filter(ditelaah_pada=None)
    return _daftar(
        antre.order_by("dibuat_pada"),
        lambda d: Tugas(
            judul="Periksa pembukaan kasus yang tidak lazim",
            alamat="kasus:penelusuran",
            sejak=d.dibuat_pada,
        ),
    )


def _notifikasi(user: Pengguna) -> Daftar:
    """What changed since one was last here, as one line."""
    jumlah = NotifikasiKasus.objects.untuk(user).filter(dibaca_pada=None).count()
    if not jumlah:
        return Daftar([], 0)
    return Daftar([Tugas(judul=f"Baca {jumlah} pemberitahuan", alamat="kasus:notifikasi")], 1)


def _daftar(antre: Any, buat: Callable[[Any], Tugas]) -> Daftar:
    butir = [buat(baris) for baris in antre[:MAKS]]
    jumlah = antre.count() if len(butir) == MAKS else len(butir)
    return Daftar(butir, jumlah)
