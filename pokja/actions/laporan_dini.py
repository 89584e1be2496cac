"""Writes on early warning: reported, verified, answered, closed."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from p3aks.core.access import wajib
from p3aks.core.alur import melangkah
from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from p3aks.core.models import SudahBerubah
from pokja.actions.potensi import simpan_potensi
from pokja.actions.tindak_lanjut import tulis_tindak_lanjut
from pokja.aturan.peringatan import batas_rencana, usulkan
from pokja.enums import AsalInformasi
from pokja.enums_dini import ASAL_TERBUKA, KaitanRad, StatusLaporan
from pokja.enums_rapat import StatusTindakLanjut
from pokja.models import LaporanDini, Pengguna, PeristiwaKonflik, PotensiKonflik, TindakLanjut

TANPA_LANGKAH = "Rencana respons memerlukan paling sedikit satu langkah."
MASIH_TERBUKA = "Masih ada langkah yang belum selesai. Periksa atau hentikan langkah itu dahulu."
BUKAN_WAKTUNYA = "Laporan ini belum diverifikasi atau sudah ditutup, jadi rencananya tidak berubah."
SUDAH_BERLAKU = "Rencana sudah berlaku. Tenggat langkahnya dapat diundur; isinya tidak berubah."


@transaction.atomic
def lapor(*, by: Pengguna | None, isi: dict[str, Any], id_baru: UUID | None = None) -> LaporanDini:
    """Store what somebody saw; *isi* has its columns by name. *by* is None without an account:
    then nothing tells who it was.

    *id_baru* is the one-time key of the form: sent twice it makes one, and the first counts.
    Raises ValidationError for a day ahead, and for an origin that *by* may not name.
    """
    if id_baru and (sudah := LaporanDini.objects.filter(pk=id_baru).first()):
        return sudah
    if isi["terlihat"] > timezone.localdate():
        raise ValidationError({"terlihat": "Tanggal ini belum tiba."})
    if isi["asal"] not in asal_boleh(by):
        raise ValidationError({"asal": "Asal ini tidak dapat dipilih."})
    laporan = LaporanDini(pelapor=by, id=id_baru or uuid4())
    laporan.isikan(isi)
    try:
        with transaction.atomic():
            laporan.save()
    except IntegrityError:  # the same form, sent a moment earlier
        return LaporanDini.objects.get(pk=laporan.pk)
    catat(by=by, peristiwa="laporan_dini.dibuat", objek=laporan)
    return laporan


def asal_boleh(by: Pengguna | None) -> tuple[AsalInformasi, ...]:
    """Return what *by* may name as origin: without an account what anybody may be; intelligence
    only where one may read it."""
    if by is None:
        return ASAL_TERBUKA
    semua = tuple(AsalInformasi)
    if by.has_perm("pokja.lihat_intelijen"):
        return semua
    return tuple(a for a in semua if a != AsalInformasi.INTELIJEN)


def _kunci(by: Pengguna, laporan: LaporanDini, hak: str = "pokja.kelola_potensi") -> LaporanDini:
    terkunci = LaporanDini.objects.select_for_update().get(pk=laporan.pk)
    wajib(by, hak, terkunci)
    return terkunci


def _langkah(laporan: LaporanDini, nama: str, by: Pengguna, alasan: str = "", **isian: Any) -> None:
    melangkah(laporan, nama, by, awalan="laporan_dini", alasan=alasan, oleh=by, **isian)


@transaction.atomic
def verifikasi(
    *,
    by: Pengguna,
    laporan: LaporanDini,
    keandalan: str,
    kredibilitas: str,
    tingkat: str,
    alasan: str = "",
) -> LaporanDini:
    """Say that the report holds, and how urgent it is; from now the time for the plan runs.

    Raises PermissionDenied unless *by* verifies and did not report it; SudahBerubah where somebody
    judged it before; ValidationError where *tingkat* is not the one of the rule
    (:func:`pokja.aturan.peringatan.usulkan`) and no *alasan* says why.
    """
    terkunci = _kunci(by, laporan, "pokja.verifikasi_laporan")
    if terkunci.status != StatusLaporan.BARU:
        raise SudahBerubah
    usulan = usulkan(
        tanda=terkunci.tanda, berlangsung=terkunci.berlangsung, terpapar=terkunci.terpapar,
        keandalan=keandalan, kredibilitas=kredibilitas,
    ).tingkat  # fmt: skip
    menyimpang = tingkat != usulan
    if menyimpang and not alasan:
        pesan = f"Aturan mengusulkan {usulan.label.lower()}. Tulis mengapa tingkatnya lain."
        raise ValidationError({"alasan": pesan})
    terkunci.isikan(
        {
            "keandalan": keandalan,
            "kredibilitas": kredibilitas,
            "tingkat_usulan": usulan,
            "tingkat": tingkat,
            "alasan_tingkat": alasan if menyimpang else "",
        }
    )
    pada = timezone.now()
    batas = batas_rencana(tingkat, pada, settings.TENGGAT_PERINGATAN)
    _langkah(terkunci, "verifikasi", by, terkunci.alasan_tingkat, pada=pada, batas_rencana=batas)
    return terkunci


@transaction.atomic
def tolak(*, by: Pengguna, laporan: LaporanDini, alasan: str) -> None:
    """Say that the report does not hold, and why. Raises PermissionDenied, SudahBerubah."""
    terkunci = _kunci(by, laporan, "pokja.verifikasi_laporan")
    _langkah(terkunci, "tolak", by, alasan, pada=timezone.now())


@transaction.atomic
def tautkan(
    *,
    by: Pengguna,
    laporan: LaporanDini,
    potensi: PotensiKonflik | None,
    peristiwa: PeristiwaKonflik | None,
) -> None:
    """Say to which potential and which event the report belongs; None: to none."""
    terkunci = _kunci(by, laporan)
    LaporanDini.objects.naikkan(terkunci)
    terkunci.isikan({"potensi": potensi, "peristiwa": peristiwa})
    terkunci.save()
    catat(by=by, peristiwa="laporan_dini.ditautkan", objek=terkunci)


@transaction.atomic
def catat_potensi(
    *, by: Pengguna, laporan: LaporanDini, isi: dict[str, Any], id_baru: UUID | None = None
) -> PotensiKonflik:
    """Put a new potential into the inventory and link the report to it. Raises as
    :func:`simpan_potensi`, and ValidationError where a report from intelligence would make one
    that everybody reads."""
    terkunci = _kunci(by, laporan)
    rahasia = terkunci.asal == AsalInformasi.INTELIJEN
    if rahasia and isi["asal"] != AsalInformasi.INTELIJEN:
        raise ValidationError({"asal": "Laporannya dari intelijen, jadi potensinya juga."})
    potensi = simpan_potensi(by=by, isi=isi, id_baru=id_baru)
    tautkan(by=by, laporan=terkunci, potensi=potensi, peristiwa=terkunci.peristiwa)
    return potensi


@transaction.atomic
def baca_kontak(*, by: Pengguna, laporan: LaporanDini) -> str:
    """Return how to reach the reporter, and record that *by* read it. Raises PermissionDenied."""
    wajib(by, "pokja.kelola_potensi", laporan)
    catat(by=by, peristiwa="laporan_dini.kontak_dibaca", objek=laporan)
    return str(laporan.kontak)


@transaction.atomic
def simpan_langkah(
    *,
    by: Pengguna,
    laporan: LaporanDini,
    isi: dict[str, Any],
    langkah: TindakLanjut | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> TindakLanjut:
    """Store a step of the response: ``uraian``, ``lembaga``, ``tenggat`` (a day); until the plan
    is in force it may be corrected, afterwards only be added to.

    Raises PermissionDenied; ValidationError where the report is not to be answered (any more), for
    a day that is over, and where no step would be due within the time of the grade; SudahBerubah
    for a stale *versi*.
    """
    terkunci = _kunci(by, laporan)
    if not terkunci.berencana:
        raise ValidationError(BUKAN_WAKTUNYA)
    if langkah and terkunci.status != StatusLaporan.TERVERIFIKASI:
        raise ValidationError(SUDAH_BERLAKU)
    if isi["tenggat"] < timezone.localdate():
        raise ValidationError({"tenggat": "Hari ini sudah lewat."})
    lain = _langkah_berlaku(terkunci).exclude(pk=langkah.pk if langkah else None)
    paling_lambat = terkunci.batas_langkah_pertama(timezone.now())
    if isi["tenggat"] > paling_lambat and not lain.filter(tenggat__lte=paling_lambat).exists():
        raise ValidationError({"tenggat": _pertama(terkunci)})
    return tulis_tindak_lanjut(
        by=by, induk={"laporan": terkunci}, isi=isi, tindak_lanjut=langkah, versi=versi,
        id_baru=id_baru, jejak=("laporan_dini.langkah", terkunci),
    )  # fmt: skip


def _langkah_berlaku(laporan: LaporanDini) -> Any:
    return laporan.tindak_lanjut.exclude(status=StatusTindakLanjut.DIHENTIKAN)


def _pertama(laporan: LaporanDini) -> str:
    kapan = tanggal(laporan.batas_langkah_pertama(timezone.now()))
    tingkat = laporan.get_tingkat_display().lower()
    return f"Untuk tingkat {tingkat}, langkah pertama paling lambat {kapan}."


@transaction.atomic
def tangani(*, by: Pengguna, laporan: LaporanDini) -> None:
    """The plan is complete and in force. Raises PermissionDenied; SudahBerubah where it is not to
    be planned (any more); ValidationError without a step, or with none in time."""
    terkunci = _kunci(by, laporan)
    if terkunci.status == StatusLaporan.TERVERIFIKASI:
        tenggat = list(_langkah_berlaku(terkunci).values_list("tenggat", flat=True))
        if not tenggat:
            raise ValidationError(TANPA_LANGKAH)
        if min(tenggat) > terkunci.batas_langkah_pertama(timezone.now()):
            raise ValidationError(_pertama(terkunci))
    _langkah(terkunci, "tangani", by)


@transaction.atomic
def selesaikan(*, by: Pengguna, laporan: LaporanDini, isi: dict[str, str]) -> None:
    """Close the report with its after-action note: ``terjadi``, ``berhasil``, ``perbaikan``,
    ``kaitan_rad`` and ``aksi_rad``. The reporter's contact goes.

    Raises PermissionDenied; SudahBerubah where it is not being handled; ValidationError while a
    step is open, and where the action of the RAD, or its gap, is not named.
    """
    terkunci = _kunci(by, laporan)
    if terkunci.status != StatusLaporan.DITANGANI:
        raise SudahBerubah
    if terkunci.tindak_lanjut.terbuka().exists():
        raise ValidationError(MASIH_TERBUKA)
    if isi["kaitan_rad"] != KaitanRad.TIDAK and not isi["aksi_rad"]:
        raise ValidationError({"aksi_rad": "Sebutkan aksinya, atau apa yang belum ada."})
    terkunci.isikan(isi)
    _langkah(terkunci, "selesaikan", by)
