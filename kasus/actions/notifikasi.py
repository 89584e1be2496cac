"""Neutral notices: that something is new on a code, and of what kind. Never a name or a text (T21).

A notice is a row that its reader finds after logging in. The e-mail that may go with it says only
that there is something to read.
"""

from collections.abc import Iterable
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kasus.enums_akses import PeranTim, TingkatKasus
from kasus.models import Kasus, LaranganAkses, NotifikasiKasus, TimKasus
from kasus.models.kasus import PERAN_TERLARANG
from kasus.models.pelindungan import UNTUK_ORANG_LUAR
from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan

ALASAN = "notifikasi kasus"
SUBJEK = "Ada pembaruan di Sistem P3AKS"
ISI = "Ada pembaruan. Masuk ke sistem untuk membacanya."
TERBARU = 100  # a longer list is read by nobody
BATAS_KIRIM = 5  # seconds that somebody's page waits for a mail server

# What stands behind "Ada pembaruan pada K-…: ". Add a line here for a new kind of notice.
TEKS: dict[str, str] = {
    "pengaduan_baru": "pengaduan baru menunggu diterima",
    "pengaduan_tambahan": "kader menambah keterangan pada pengaduan",
    "pengaduan_diterima": "pengaduan Anda diterima",
    "pengaduan_konflik": "ada laporan desa yang mungkin terkait konflik sosial",
    "tim": "Anda masuk tim kasus",
    "serah_terima": "kasus diserahkan kepada Anda",
    "tahap": "tahap kasus berubah",
    "tingkat_naik": "tingkat kerahasiaan naik",
    "terminasi_diajukan": "terminasi menunggu persetujuan",
    "terminasi_diputuskan": "terminasi sudah diputuskan",
    "dibuka_kembali": "kasus dibuka kembali",
    "rujukan_baru": "rujukan baru untuk Anda",
    "rujukan_jawaban": "jawaban mitra",
    "rujukan_ditarik": "rujukan ditarik",
    "persetujuan_dicabut": "persetujuan dicabut",
    "konflik_usul": "usulan keterkaitan konflik menunggu pembaca kedua",
    "konflik_dibaca": "usulan keterkaitan konflik sudah dibaca",
    "konferensi": "undangan konferensi kasus",
    "konferensi_hasil": "hasil konferensi kasus dikunci",
    "mediasi_gugur": "mediasi gugur karena hukum",
    "penampungan_hari10": "penampungan memasuki hari ke-10",
    "tenggat_lewat": "batas waktu terlampaui",
    "segel_dibuka": "segel kasus dibuka, perlu ditelaah",
    "identitas_dibuka": "identitas dibuka",
    "penelusuran": "pembukaan kasus di luar kebiasaan",
    "permintaan_subjek": "permintaan subjek data",
    "insiden": "insiden data, batas 72 jam",
    "duplikat": "dugaan data ganda",
    "verifikasi": "verifikasi data",
    "retensi": "usulan pemusnahan data",
    "dokumen": "dokumen selesai dibuat",
}


@transaction.atomic
def beri_tahu(
    kasus: Kasus | None, kode: str, jenis: str, penerima: Iterable[Pengguna], *, by: Any = None
) -> int:
    """Leave a notice of kind *jenis* (a key of ``TEKS``) on *kode* for each of *penerima*.

    *kasus* is the case it is about, None where there is none; give it also when *kode* is that of
    a referral or report, for then its deny-list holds. Passed over: who is on the deny-list (T6);
    outside the team of a sealed case, unless the kind is in ``UNTUK_ORANG_LUAR``; who caused it
    (*by*); who has an unread notice of the same kind on the same code; who holds no role today, and
    technical administrators. Returns how many notices were left. ValueError for an unknown kind.
    """
    if jenis not in TEKS:
        raise ValueError(f"Jenis notifikasi tidak dikenal: {jenis}")
    calon = {p.pk: p for p in penerima if p.peran and not p.peran & PERAN_TERLARANG}
    if by is not None:
        calon.pop(by.pk, None)
    boleh = set(calon) - _terlarang(kasus) if kasus is not None else set(calon)
    if kasus is not None and kasus.tersegel and jenis not in UNTUK_ORANG_LUAR:
        boleh &= _tim(kasus)
    semua = NotifikasiKasus.objects.sistem(ALASAN)
    sudah = semua.filter(
        kasus=kasus, kode=kode, jenis=jenis, dibaca_pada=None, pengguna__in=boleh
    ).values_list("pengguna", flat=True)
    baru = [calon[pk] for pk in boleh - set(sudah)]
    for orang in baru:
        semua.create(pengguna=orang, kasus=kasus, kode=kode, jenis=jenis)
    if alamat := [orang.email for orang in baru if orang.email]:
        # A mail server that does not answer must not undo what was stored.
        transaction.on_commit(lambda: _kirim(alamat), robust=True)
    return len(baru)


def _kirim(alamat: list[str]) -> None:
    surat = [EmailMessage(SUBJEK, ISI, to=[satu]) for satu in alamat]
    get_connection(timeout=BATAS_KIRIM).send_messages(surat)


def _terlarang(kasus: Kasus) -> set[Any]:
    tolak = LaranganAkses.objects.sistem(ALASAN).aktif().filter(kasus=kasus)
    return set(tolak.values_list("pengguna", flat=True))


def _tim(kasus: Kasus, *peran: str) -> set[Any]:
    tim = TimKasus.objects.sistem(ALASAN).aktif().filter(kasus=kasus)
    tim = tim.filter(peran__in=peran) if peran else tim
    return set(tim.values_list("pengguna", flat=True))


def tim(kasus: Kasus) -> QuerySet[Pengguna]:
    """Return the people in the team of *kasus* now."""
    return Pengguna.objects.filter(pk__in=_tim(kasus))


def penanggung_jawab(kasus: Kasus) -> QuerySet[Pengguna]:
    """Return who answers for *kasus*: its managers and supervisors.

    Manager: those of the team; where the team has none, the managers of the unit. Supervisor:
    those of the unit. Of a sealed case only the team.
    """
    manajer = _tim(kasus, PeranTim.MANAJER)
    orang = manajer | _tim(kasus, PeranTim.SUPERVISOR)
    if kasus.tingkat < TingkatKasus.K3:
        orang |= set(pemegang_di_unit(kasus.unit_id, Peran.SUPERVISOR).values_list("pk", flat=True))
        if not manajer:
            unit = pemegang_di_unit(kasus.unit_id, Peran.MANAJER_KASUS)
            orang |= set(unit.values_list("pk", flat=True))
    return Pengguna.objects.filter(pk__in=orang)


def pemegang_di_unit(unit_id: Any, *peran: str) -> QuerySet[Pengguna]:
    """Return the active people who hold one of *peran* for the unit today."""
    berlaku = Penugasan.objects.berlaku().filter(peran__in=peran, lembaga=unit_id)
    return Pengguna.objects.filter(pk__in=berlaku.values("pengguna"), is_active=True)


def jumlah_belum_dibaca(user: Any) -> int:
    """Return how many notices *user* has not read."""
    return NotifikasiKasus.objects.untuk(user).filter(dibaca_pada=None).count()


@transaction.atomic
def tandai_dibaca(*, by: Any, pk: Any = None) -> int:
    """Mark *by*'s notice *pk*, or all of theirs, as read. Returns how many were unread."""
    belum = NotifikasiKasus.objects.untuk(by).filter(dibaca_pada=None)
    belum = belum.filter(pk=pk) if pk is not None else belum
    return belum.update(dibaca_pada=timezone.now())
