"""What the structure of the Pokja asks of a person. Pure reading, a constant number of queries."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone

from pokja.enums import StatusPokja
from pokja.models import Kedudukan, Pejabat, Pengguna, Penugasan, Pokja, PotensiKonflik
from pokja.tugas import MAKS, Daftar, Tugas

MENJELANG = dt.timedelta(days=14)


def susun(user: Pengguna) -> Daftar:
    """Return what the structure asks of *user* today."""
    butir = [*_struktur(user), *_potensi(user), *_akses(user)]
    return Daftar(butir[:MAKS], len(butir), "pokja:daftar")


def _struktur(user: Pengguna) -> Iterator[Tugas]:
    """Those who keep the structure: a draft to finish, seats that are or soon will be vacant."""
    if not user.has_perm("pokja.kelola_struktur"):
        return
    hari_ini = timezone.localdate()
    for pokja in Pokja.objects.untuk(user).filter(status=StatusPokja.RANCANGAN):
        yield Tugas(
            judul=f"Lanjutkan rancangan {pokja}", alamat="pokja:detail", pk=pokja.pk,
            keterangan="Belum ada SK.", sejak=pokja.dibuat_pada,
        )  # fmt: skip
    milik = Kedudukan.objects.untuk(user).filter(pokja__status=StatusPokja.BERLAKU)
    terisi = Pejabat.objects.berlaku(hari_ini).filter(kedudukan=OuterRef("pk"))
    for kedudukan in milik.filter(~Exists(terisi)).order_by("urutan"):
        yield Tugas(
            judul=f"Catat pejabat: {kedudukan}", alamat="pokja:kedudukan", pk=kedudukan.pk,
            keterangan="Kedudukan ini kosong.",
        )  # fmt: skip
    kini = Pejabat.objects.berlaku(hari_ini).filter(kedudukan__in=milik)
    sesudah = Pejabat.objects.filter(kedudukan=OuterRef("kedudukan"), mulai__gt=OuterRef("mulai"))
    habis = kini.filter(~Exists(sesudah), selesai__lte=hari_ini + MENJELANG)
    for pejabat in habis.select_related("kedudukan").order_by("selesai"):
        yield Tugas(
            judul=f"Masa {pejabat.nama} segera berakhir", alamat="pokja:kedudukan",
            pk=pejabat.kedudukan_id, keterangan=str(pejabat.kedudukan), batas=pejabat.selesai,
        )  # fmt: skip


def _potensi(user: Pengguna) -> Iterator[Tugas]:
    """Those who keep the inventory: how many potentials nobody has looked at for six months."""
    if not user.has_perm("pokja.kelola_potensi"):
        return
    hari_ini = timezone.localdate()
    perlu = PotensiKonflik.objects.untuk(user).perlu_ditinjau(hari_ini)
    if terlama := perlu.order_by("ditinjau").first():
        jumlah = perlu.count()
        satu = jumlah == 1
        yield Tugas(
            judul="Tinjau satu potensi konflik" if satu else f"Tinjau {jumlah} potensi konflik",
            alamat="konflik:potensi_detail" if satu else "konflik:potensi",
            pk=terlama.pk if satu else None,
            keterangan="Sudah enam bulan sejak tinjauan terakhir.",
            batas=terlama.tinjau_lagi,
        )


def _akses(user: Pengguna) -> Iterator[Tugas]:
    """The account manager: a holder took over a seat whose former holder had roles through it."""
    if not user.has_perm("pokja.kelola_akun"):
        return
    hari_ini = timezone.localdate()
    dahulu = Penugasan.objects.filter(
        pejabat__kedudukan=OuterRef("kedudukan"), pejabat__mulai__lt=OuterRef("mulai")
    )
    punya = Penugasan.objects.filter(pejabat=OuterRef("pk"), pengguna=OuterRef("pengguna"))
    baru = Pejabat.objects.berlaku(hari_ini).filter(Exists(dahulu), ~Exists(punya))
    for pejabat in baru.select_related("kedudukan").order_by("mulai"):
        yield Tugas(
            judul=f"Beri akses pengganti: {pejabat.nama}",
            alamat="pokja:akun" if pejabat.pengguna_id else "pokja:akun_baru",
            pk=pejabat.pengguna_id,
            keterangan=f"{pejabat.kedudukan}. Akses pejabat sebelumnya sudah berakhir.",
        )
