"""Writes about a case as a whole: the first report, the incident, notes."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kasus.actions import verifikasi
from kasus.actions.dasar import kunci
from kasus.actions.isi import IsiIdentitas, IsiKejadian, IsiLaporan
from kasus.actions.orang import hitung_ulang_usia, tambah_korban, tambah_terlapor
from kasus.actions.segar import segarkan
from kasus.aturan import waktu
from kasus.enums_akses import PeranTim
from kasus.models import CatatanKasus, Hubungan, Identitas, Kasus, Pelapor, TimKasus
from p3aks.core.audit import catat

ALASAN = "mencatat laporan baru"
RUAS_WAKTU = {"tanggal_kejadian": "kejadian", "tahun_kejadian": "kejadian"}


def buat(
    *, by: Any, isi: IsiLaporan, id_baru: UUID | None = None, hak: str = "kasus.kelola"
) -> Kasus:
    """Store a first report as a new case; *by* joins its team as the one who leads it.

    *id_baru* is the one-time key of the form: sent twice, also at the same moment, it makes one
    case and the second call returns it. *hak* is the right that *by* needs on the unit. Raises
    PermissionDenied, or ValidationError by field of the form (R03, R04, R08).
    """
    if not by.has_perm(hak, Kasus(unit=isi.unit)):
        raise PermissionDenied
    if sudah := _buatan(by, id_baru):
        return sudah
    # A key that is somebody else's makes a case of its own: it tells nothing about the other.
    terpakai = id_baru and Kasus.objects.sistem(ALASAN).filter(pk=id_baru).exists()
    pk = uuid4() if terpakai or not id_baru else id_baru
    try:
        with transaction.atomic():
            return _buat(by, isi, pk)
    except IntegrityError:
        if sudah := _buatan(by, id_baru):  # the same form, sent at the same moment
            return sudah
        raise


@transaction.atomic
def ubah_kejadian(*, by: Any, kasus: Kasus, isi: IsiKejadian, versi: int) -> None:
    """Store when, where and how; ages at the incident follow (R03).

    Raises :class:`SudahBerubah` for an old *versi*, PermissionDenied unless *by* manages the
    case, ValidationError by field.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    periksa_kejadian(isi, kasus)
    Kasus.objects.sistem(ALASAN).naikkan(kasus, versi)
    for nama, nilai in _kolom_kejadian(isi).items():
        setattr(kasus, nama, nilai)
    kasus.save()
    hitung_ulang_usia(kasus)
    verifikasi.gugurkan(kasus)
    segarkan(kasus, by=by)
    catat(by=by, peristiwa="kasus.kejadian_diubah", objek=kasus)


@transaction.atomic
def tulis_catatan(*, by: Any, kasus: Kasus, isi: str, id_baru: UUID | None = None) -> CatatanKasus:
    """Add a note. *id_baru*: the one-time key of the form. Raises PermissionDenied unless *by*
    handles the case."""
    kasus = kunci(by, kasus)
    semua = CatatanKasus.objects.sistem("menulis catatan")
    pk = id_baru or uuid4()
    if sudah := semua.filter(pk=pk, kasus=kasus, oleh=by).first():
        return sudah
    catatan: CatatanKasus = semua.create(id=pk, kasus=kasus, isi=isi, oleh=by)
    catat(by=by, peristiwa="kasus.catatan_ditulis", objek=kasus)
    return catatan


def periksa_kejadian(isi: IsiKejadian, kasus: Kasus | None = None) -> None:
    """Raise ValidationError by field for dates in an impossible order: incident, report, entry
    (R03). The entry is now, or when *kasus* was recorded."""
    dicatat = kasus.dibuat_pada if kasus else timezone.now()
    masalah = [
        (RUAS_WAKTU.get(ruas, ruas), kalimat)
        for ruas, kalimat in waktu.urutan_tanggal(isi.kejadian, isi.tanggal_lapor, dicatat)
    ]
    if not masalah and isi.tanggal_lapor > dicatat:
        sebutan = "kasus ini dicatat" if kasus else "sekarang"
        masalah = [("tanggal_lapor", f"Waktu lapor tidak boleh sesudah {sebutan}.")]
    if masalah:
        raise ValidationError({ruas: [kalimat] for ruas, kalimat in masalah})


def _buat(by: Any, isi: IsiLaporan, pk: UUID) -> Kasus:
    periksa_kejadian(isi.kejadian)
    kasus = Kasus.objects.sistem(ALASAN).create(
        id=pk, unit=isi.unit, dibuat_oleh=by, **_kolom_kejadian(isi.kejadian)
    )
    peran = PeranTim.MANAJER if by.has_perm("kasus.kelola", kasus) else PeranTim.SUPERVISOR
    TimKasus.objects.sistem(ALASAN).create(kasus=kasus, pengguna=by, peran=peran, ditunjuk_oleh=by)
    korban = tambah_korban(kasus, isi.korban, lahir=isi.identitas_korban.tanggal_lahir)
    _identitas(kasus, isi.identitas_korban, korban=korban)
    if isi.terlapor:
        lahir = isi.identitas_terlapor.tanggal_lahir
        terlapor = tambah_terlapor(kasus, isi.terlapor, lahir=lahir)
        _identitas(kasus, isi.identitas_terlapor, terlapor=terlapor)
        if isi.hubungan:
            Hubungan.objects.sistem(ALASAN).create(
                korban=korban,
                terlapor=terlapor,
                hubungan=isi.hubungan.hubungan,
                serumah=isi.hubungan.serumah,
                prt_menetap=isi.hubungan.prt_menetap,
            )
    pelapor = Pelapor.objects.sistem(ALASAN).create(
        kasus=kasus,
        korban_sendiri=isi.pelapor.korban_sendiri,
        hubungan=isi.pelapor.hubungan,
    )
    _identitas(kasus, isi.identitas_pelapor, pelapor=pelapor)
    catat(by=by, peristiwa="kasus.dibuat", objek=kasus, rincian={"saluran": str(kasus.saluran)})
    segarkan(kasus, by=by)
    return kasus


def _buatan(by: Any, pk: UUID | None) -> Kasus | None:
    """Return the case that *by* has made from the form with key *pk* already."""
    if pk is None:
        return None
    return Kasus.objects.sistem(ALASAN).filter(pk=pk, dibuat_oleh=by).first()


def _identitas(kasus: Kasus, isi: IsiIdentitas, **pemilik: Any) -> None:
    if not isi.kosong:
        Identitas.objects.sistem(ALASAN).create(kasus=kasus, **pemilik, **vars(isi))


def _kolom_kejadian(isi: IsiKejadian) -> dict[str, Any]:
    tahun = isi.kejadian if isinstance(isi.kejadian, int) else None
    return {
        "saluran": isi.saluran,
        "tanggal_lapor": isi.tanggal_lapor,
        "tanggal_kejadian": isi.kejadian if tahun is None else None,
        "tahun_kejadian": tahun,
        "kecamatan": isi.kecamatan,
        "kronologi": isi.kronologi,
    }
