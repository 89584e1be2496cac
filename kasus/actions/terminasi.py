"""The end of a case: proposed by its manager, decided by somebody else, reopened (R10, R18)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.actions.penanganan import ALASAN, tutup_langkah
from kasus.aturan.tahap import kurang_mencatat
from kasus.aturan.terminasi import Butir, IsianTerminasi, kurang, putus_kontak
from kasus.documents.fakta import fakta_kasus
from kasus.documents.penanganan import butir_terbuka, kontak, kurang_mengakhiri
from kasus.enums_akses import TingkatKasus
from kasus.enums_layanan import AlasanAkhir
from kasus.models import Kasus, Korban, Penampungan, Terminasi
from p3aks.core.models import SudahBerubah

SUDAH_MENUNGGU = "Sudah ada usulan terminasi yang menunggu supervisor."
BUTIR_MASIH_TERBUKA = (
    "Masih ada butir rencana yang terbuka. Selesaikan atau batalkan butir itu lebih dulu."
)
MASIH_DITAMPUNG = "Masih ada korban di penampungan. Catat kapan ia keluar lebih dulu."
KASUS_UTAMA_TIDAK_ADA = "Kode ini tidak ada di antara kasus yang Anda tangani."
TULIS_CATATAN = "Tulis apa yang harus dilengkapi, agar manajer kasus dapat memperbaikinya."
TULIS_ALASAN = "Tulis alasan kasus ini dibuka kembali."
# The column of each tick. The sixth tick is the supervisor's decision itself.
RUAS: dict[Butir, str] = {
    Butir.KEBUTUHAN: "kebutuhan_terpenuhi",
    Butir.KESELAMATAN: "rencana_aman_ditinjau",
    Butir.RENCANA: "rencana_selesai",
    Butir.KESEPAKATAN: "sepakat",
    Butir.BOLEH_KEMBALI: "boleh_kembali",
}
_RUAS_LAIN = {
    "uraian alasan": "ringkasan",
    "penerima pelimpahan": "penerima",
    "kode kasus utama": "kasus_utama",
    "Putus kontak": "alasan",
    "Pilih alasan": "alasan",
}
_BELUM_DIPUTUS = "belum diputus"


@dataclass(frozen=True)
class IsiTerminasi:
    """What a manager fills in. *penerima* is the id of a Lembaga; *penjelasan* maps a Butir to why
    its tick is not set. Lost contact is no part of it: it is counted."""

    alasan: str
    ringkasan: str = ""
    penerima: UUID | None = None
    kasus_utama: str = ""
    kebutuhan_terpenuhi: bool = False
    rencana_aman_ditinjau: bool = False
    rencana_selesai: bool = False
    sepakat: bool = False
    boleh_kembali: bool = False
    penjelasan: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def usulkan(*, by: Any, kasus: Kasus, isi: IsiTerminasi) -> Terminasi:
    """Propose to end *kasus*. Only its manager; the facts and five ticks must hold by then.

    Raises PermissionDenied, or ValidationError by field with everything that is missing.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    semua = Terminasi.objects.sistem(ALASAN)
    if semua.filter(kasus=kasus, disetujui_pada=None, dikembalikan_pada=None).exists():
        raise ValidationError(SUDAH_MENUNGGU)
    hari, upaya = kontak_kasus(kasus)
    terminasi = Terminasi(
        kasus=kasus,
        alasan=isi.alasan,
        penerima_id=isi.penerima,
        kasus_utama=isi.kasus_utama.strip().upper(),
        putus_kontak=putus_kontak(hari, upaya),
        ringkasan=isi.ringkasan,
        diajukan_oleh=by,
        **{ruas: getattr(isi, ruas) for ruas in RUAS.values()},
    )
    terminasi.penjelasan = {kode: teks for kode, teks in isi.penjelasan.items() if teks.strip()}
    _periksa(terminasi, kasus, supervisor=_BELUM_DIPUTUS)
    _periksa_kasus_utama(by, terminasi, kasus)
    terminasi.save(force_insert=True)
    tutup_langkah(
        by, kasus, "kasus.terminasi_diusulkan", terminasi=str(terminasi.pk), alasan=isi.alasan
    )
    hasil: Terminasi = semua.get(pk=terminasi.pk)
    return hasil


@transaction.atomic
def setujui(*, by: Any, terminasi: Terminasi) -> None:
    """End the case. Only a supervisor who is not its manager; everything is checked once more.

    Raises SudahBerubah where it was decided already, PermissionDenied, ValidationError.
    """
    kasus, baris = _menunggu(by, terminasi)
    _periksa(baris, kasus, supervisor=str(by.pk))
    dibuka = [t.dibuka_kembali_pada for t in kasus.terminasi.all()]
    baris.disetujui_oleh, baris.disetujui_pada = by, _sesudah(baris.dibuat_pada, *dibuka)
    baris.save(update_fields=["disetujui_oleh", "disetujui_pada", "diubah_pada"])
    kasus.alasan_akhir = baris.alasan
    tutup_langkah(
        by, kasus, "kasus.terminasi_disetujui", terminasi=str(baris.pk), alasan=baris.alasan
    )


@transaction.atomic
def kembalikan(*, by: Any, terminasi: Terminasi, catatan: str) -> None:
    """Return a proposal to the manager with a note. The same people as `setujui`.

    Raises SudahBerubah, PermissionDenied, or ValidationError by field.
    """
    kasus, baris = _menunggu(by, terminasi)
    if not catatan.strip():
        raise ValidationError({"catatan": TULIS_CATATAN})
    baris.dikembalikan_oleh, baris.dikembalikan_pada = by, _sesudah(baris.dibuat_pada)
    baris.catatan_supervisor = catatan
    baris.save(
        update_fields=[
            "dikembalikan_oleh",
            "dikembalikan_pada",
            "catatan_supervisor",
            "diubah_pada",
        ]
    )
    tutup_langkah(by, kasus, "kasus.terminasi_dikembalikan", terminasi=str(baris.pk))


@transaction.atomic
def buka_kembali(*, by: Any, kasus: Kasus, alasan: str) -> None:
    """Reopen a case that has ended, with a reason. Manager or supervisor of its unit.

    Raises PermissionDenied, or ValidationError by field.
    """
    kasus = kunci(by, kasus, "kasus.pimpin")
    if halangan := kurang_mencatat(fakta_kasus(kasus), "dibuka_kembali"):
        raise ValidationError(halangan)
    if not alasan.strip():
        raise ValidationError({"alasan": TULIS_ALASAN})
    disetujui = Terminasi.objects.sistem(ALASAN).filter(kasus=kasus, disetujui_pada__isnull=False)
    baris = disetujui.latest("disetujui_pada")
    baris.dibuka_kembali_oleh, baris.dibuka_kembali_pada = by, _sesudah(baris.disetujui_pada)
    baris.alasan_dibuka = alasan
    baris.save(
        update_fields=[
            "dibuka_kembali_oleh", "dibuka_kembali_pada", "alasan_dibuka", "diubah_pada"
        ]
    )  # fmt: skip
    tutup_langkah(by, kasus, "kasus.dibuka_kembali", terminasi=str(baris.pk))


def kontak_kasus(kasus: Kasus) -> tuple[int, int]:
    """Return the days without contact and the attempts since, of the victim best in touch.

    Contact with the case is lost only when it is lost with every victim.
    """
    semua = [kontak(k) for k in Korban.objects.sistem(ALASAN).filter(kasus=kasus)]
    return (min(h for h, _ in semua), min(u for _, u in semua)) if semua else (0, 0)


def _sesudah(*lalu: datetime | None) -> datetime:
    """Return now, and in any case a moment after *lalu*: a clock may have been set back."""
    return max([timezone.now(), *(w + timedelta(microseconds=1) for w in lalu if w is not None)])


def _menunggu(by: Any, terminasi: Terminasi) -> tuple[Kasus, Terminasi]:
    """Lock the case; return it and the proposal as it is now, where *by* may decide on it."""
    kasus = kunci(by, terminasi.kasus)
    baris: Terminasi = Terminasi.objects.sistem(ALASAN).get(pk=terminasi.pk, kasus=kasus)
    if not by.has_perm("kasus.putuskan_terminasi", baris):
        raise PermissionDenied
    if not baris.menunggu:
        raise SudahBerubah
    return kasus, baris


def _periksa(terminasi: Terminasi, kasus: Kasus, *, supervisor: str) -> None:
    """Raise ValidationError with all that stands against ending *kasus* (R10, R18)."""
    hari, upaya = kontak_kasus(kasus)
    isian = IsianTerminasi(
        alasan=terminasi.alasan,
        uraian=terminasi.ringkasan,
        kebutuhan_terpenuhi=terminasi.kebutuhan_terpenuhi,
        hari_tanpa_kontak=hari,
        upaya_kontak=upaya,
        rencana_keselamatan_ditinjau=terminasi.rencana_aman_ditinjau,
        rencana_selesai=terminasi.rencana_selesai,
        disepakati=terminasi.sepakat,
        diberi_tahu_boleh_kembali=terminasi.boleh_kembali,
        manajer_kasus=str(terminasi.diajukan_oleh_id),
        supervisor=supervisor,
        penerima=str(terminasi.penerima_id or ""),
        kode_kasus_utama=terminasi.kasus_utama,
        penjelasan=terminasi.penjelasan,
    )
    galat: dict[str, list[str]] = {}
    for kalimat in kurang(isian):
        galat.setdefault(_ruas(kalimat), []).append(kalimat)
    if terminasi.alasan in AlasanAkhir.values:
        for kalimat in kurang_mengakhiri(kasus, AlasanAkhir(terminasi.alasan)):
            galat.setdefault("__all__", []).append(kalimat)
    if Penampungan.objects.sistem(ALASAN).dihuni().filter(korban__kasus=kasus).exists():
        galat.setdefault("__all__", []).append(MASIH_DITAMPUNG)
    if terminasi.rencana_selesai and _butir_terbuka(kasus):
        galat.setdefault("rencana_selesai", []).append(BUTIR_MASIH_TERBUKA)
    if galat:
        raise ValidationError(galat)


def _butir_terbuka(kasus: Kasus) -> bool:
    return any(butir_terbuka(k) for k in Korban.objects.sistem(ALASAN).filter(kasus=kasus))


def _ruas(kalimat: str) -> str:
    """Return the field beside which a sentence of the rules stands."""
    centang = {str(butir.label)[1:]: ruas for butir, ruas in RUAS.items()}
    penanda = {**centang, **_RUAS_LAIN}
    return next((ruas for tanda, ruas in penanda.items() if tanda in kalimat), "__all__")


def _periksa_kasus_utama(by: Any, terminasi: Terminasi, kasus: Kasus) -> None:
    """The main case of a duplicate is one the proposer handles, and not more secret than this."""
    if terminasi.alasan != AlasanAkhir.DUPLIKAT:
        return
    lain = Kasus.objects.untuk(by).ditangani(by).filter(kode=terminasi.kasus_utama)
    if not kasus.tersegel:
        lain = lain.filter(tingkat__lt=TingkatKasus.K3)  # its code would tell that it exists
    if not lain.exclude(pk=kasus.pk).exists():
        raise ValidationError({"kasus_utama": KASUS_UTAMA_TIDAK_ADA})
