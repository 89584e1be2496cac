"""The tie of a victim to a conflict, read by two people (R06), and what conflict victims need."""

import datetime as dt
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.actions.notifikasi import beri_tahu, penanggung_jawab, tim
from kasus.actions.segar import segarkan
from kasus.aturan.kategori import periksa_keterkaitan
from kasus.enums import KeterkaitanKonflik
from kasus.models import Kasus, KebutuhanKorban, Korban, TautanKonflik
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Lembaga, PeristiwaKonflik

ALASAN_MINIMUM = 20
MENUNGGU = "Masih ada usulan untuk korban ini yang menunggu pembaca kedua."
SUDAH_BEGITU = "Korban ini sudah tercatat demikian. Tidak ada yang perlu diusulkan."
PERISTIWA_LAIN = (
    "Satu kasus adalah satu kejadian, dan korban lain kasus ini terkait peristiwa yang berbeda. "
    "Pilih peristiwa yang sama, atau ubah dahulu keterkaitan korban itu."
)
TANPA_PERISTIWA = "Yang tidak terkait konflik tidak berperistiwa. Kosongkan peristiwanya."


@transaction.atomic
def usulkan(
    *,
    by: Any,
    kasus: Kasus,
    korban: Korban,
    keterkaitan: str,
    peristiwa: PeristiwaKonflik | None,
    alasan: str,
) -> TautanKonflik:
    """Propose how the act against *korban* is tied to a conflict. Nothing changes by it yet.

    A reason of 20 characters is needed for any change; an event for a direct or indirect tie,
    not for a suspicion (R06). Raises PermissionDenied unless *by* handles the case,
    ValidationError with the sentences for the typist.
    """
    kasus = kunci(by, kasus)
    korban = kasus.korban.get(pk=korban.pk)
    if menunggu := korban.tautan_konflik.filter(disahkan=None).first():
        sama = (by.pk, keterkaitan, peristiwa and peristiwa.pk, alasan)
        if sama == (menunggu.oleh_id, menunggu.keterkaitan, menunggu.peristiwa_id, menunggu.alasan):
            return menunggu  # type: ignore[no-any-return]  # the same form sent twice
        raise ValidationError(MENUNGGU)
    masalah = periksa_keterkaitan(keterkaitan, peristiwa is not None, alasan)
    if len(alasan.strip()) < ALASAN_MINIMUM:
        masalah.append(f"Tulis alasan sedikitnya {ALASAN_MINIMUM} huruf.")
    if keterkaitan == KeterkaitanKonflik.TIDAK and peristiwa is not None:
        masalah.append(TANPA_PERISTIWA)
    berlaku = _berlaku(korban)
    if keterkaitan == korban.keterkaitan and peristiwa == (berlaku and berlaku.peristiwa):
        masalah.append(SUDAH_BEGITU)
    masalah += _peristiwa_lain(kasus, korban, peristiwa)
    if masalah:
        raise ValidationError(masalah)
    tautan: TautanKonflik = korban.tautan_konflik.create(
        peristiwa=peristiwa, keterkaitan=keterkaitan, alasan=alasan, oleh=by
    )
    catat(by=by, peristiwa="konflik.diusulkan", objek=kasus, rincian={"korban": korban.kode})
    pembaca = chain(tim(kasus), penanggung_jawab(kasus))
    beri_tahu(kasus, kasus.kode, "konflik_usul", pembaca, by=by)
    segarkan(kasus, by=by)
    return tautan


@transaction.atomic
def sahkan(*, by: Any, kasus: Kasus, tautan: TautanKonflik, catatan: str = "") -> None:
    """Confirm *tautan* as its second reader; from now on the victim counts by it.

    Raises PermissionDenied for who proposed it and who does not handle the case, SudahBerubah
    where somebody else has read it meanwhile, ValidationError where another victim of the case
    was tied to another event meanwhile.
    """
    kasus, tautan = _yang_menunggu(by, kasus, tautan)
    korban = tautan.korban
    if masalah := _peristiwa_lain(kasus, korban, tautan.peristiwa):
        raise ValidationError(masalah)
    _tandai(tautan, by, disahkan=True, catatan=catatan)
    korban.keterkaitan = tautan.keterkaitan
    korban.save(update_fields=["keterkaitan", "diubah_pada"])
    kasus.peristiwa = _peristiwa_kasus(kasus)
    kasus.save(update_fields=["peristiwa", "diubah_pada"])
    _selesai(by, kasus, tautan, "konflik.disahkan")


@transaction.atomic
def tolak(*, by: Any, kasus: Kasus, tautan: TautanKonflik, catatan: str) -> None:
    """Reject *tautan* as its second reader, with a note; the victim counts as before.

    Raises as :func:`sahkan`.
    """
    kasus, tautan = _yang_menunggu(by, kasus, tautan)
    if not catatan.strip():
        raise ValidationError("Tulis mengapa usulan ini ditolak.")
    _tandai(tautan, by, disahkan=False, catatan=catatan)
    _selesai(by, kasus, tautan, "konflik.ditolak")


def _yang_menunggu(by: Any, kasus: Kasus, tautan: TautanKonflik) -> tuple[Kasus, TautanKonflik]:
    kasus = kunci(by, kasus)
    kini = TautanKonflik.objects.seperti(kasus).get(pk=tautan.pk, korban__kasus=kasus)
    if not by.has_perm("kasus.baca_kedua", kini):
        raise PermissionDenied
    if kini.disahkan is not None:
        raise SudahBerubah
    return kasus, kini


def _tandai(tautan: TautanKonflik, by: Any, *, disahkan: bool, catatan: str) -> None:
    tautan.disahkan, tautan.catatan_pembaca = disahkan, catatan
    tautan.dibaca_oleh, tautan.dibaca_pada = by, timezone.now()
    tautan.save()


def _selesai(by: Any, kasus: Kasus, tautan: TautanKonflik, peristiwa: str) -> None:
    catat(by=by, peristiwa=peristiwa, objek=kasus, rincian={"korban": tautan.korban.kode})
    beri_tahu(kasus, kasus.kode, "konflik_dibaca", [tautan.oleh], by=by)
    segarkan(kasus, by=by)


def _berlaku(korban: Korban) -> TautanKonflik | None:
    """Return the tie that *korban* counts by: the last one confirmed."""
    return korban.tautan_konflik.filter(disahkan=True).order_by("-dibaca_pada").first()


def _peristiwa_menurut_korban(kasus: Kasus) -> dict[Any, PeristiwaKonflik]:
    """Return the event of each victim that has one in force, by the victim's id."""
    sah = TautanKonflik.objects.seperti(kasus).filter(korban__kasus=kasus, disahkan=True)
    terakhir = {t.korban_id: t for t in sah.select_related("peristiwa").order_by("dibaca_pada")}
    return {pk: t.peristiwa for pk, t in terakhir.items() if t.peristiwa is not None}


def _peristiwa_lain(kasus: Kasus, korban: Korban, peristiwa: PeristiwaKonflik | None) -> list[str]:
    ada = _peristiwa_menurut_korban(kasus)
    ada.pop(korban.pk, None)
    berbeda = peristiwa is not None and any(p != peristiwa for p in ada.values())
    return [PERISTIWA_LAIN] if berbeda else []


def _peristiwa_kasus(kasus: Kasus) -> PeristiwaKonflik | None:
    return next(iter(_peristiwa_menurut_korban(kasus).values()), None)


# --- displacement and needs -----------------------------------------------------------------------


@transaction.atomic
def catat_pengungsian(
    *, by: Any, kasus: Kasus, korban: Korban, tahap_pengungsian: str, terpisah: bool
) -> None:
    """Record the stage of displacement at the incident, and whether a child was separated.

    Raises PermissionDenied unless *by* handles the case; ValidationError for an adult "child".
    """
    kasus = kunci(by, kasus)
    korban = kasus.korban.get(pk=korban.pk)
    if terpisah and korban.usia is not None and not korban.anak:
        raise ValidationError({"terpisah": "Korban ini bukan anak saat kejadian."})
    korban.tahap_pengungsian, korban.terpisah = tahap_pengungsian, terpisah
    korban.save(update_fields=["tahap_pengungsian", "terpisah", "diubah_pada"])
    _jejak(by, kasus, "konflik.pengungsian", korban)


@transaction.atomic
def catat_kebutuhan(
    *,
    by: Any,
    kasus: Kasus,
    korban: Korban,
    kebutuhan: Iterable[str],
    dibutuhkan_pada: dt.date,
) -> int:
    """Record what *korban* needs since *dibutuhkan_pada*; what is on the list already stays.

    Returns how many were new. Raises PermissionDenied unless *by* handles the case,
    ValidationError for a date in the future.
    """
    kasus = kunci(by, kasus)
    korban = kasus.korban.get(pk=korban.pk)
    _bukan_besok(dibutuhkan_pada, "dibutuhkan_pada")
    ada = set(korban.kebutuhan.values_list("kebutuhan", flat=True))
    baru = [k for k in dict.fromkeys(kebutuhan) if k not in ada]
    for satu in baru:
        korban.kebutuhan.create(kebutuhan=satu, dibutuhkan_pada=dibutuhkan_pada, dicatat_oleh=by)
    if baru:
        _jejak(by, kasus, "kebutuhan.dicatat", korban, jumlah=len(baru))
    return len(baru)


@transaction.atomic
def perbarui_kebutuhan(
    *,
    by: Any,
    kasus: Kasus,
    kebutuhan: KebutuhanKorban,
    dibutuhkan_pada: dt.date,
    terpenuhi_pada: dt.date | None,
    opd: Lembaga | None,
) -> None:
    """Record when a need was met and by whom, or correct it.

    A need that is met names who met it. Raises PermissionDenied unless *by* handles the case,
    ValidationError by field.
    """
    kasus = kunci(by, kasus)
    baris = _kebutuhan(kasus, kebutuhan)
    _bukan_besok(dibutuhkan_pada, "dibutuhkan_pada")
    if terpenuhi_pada is not None:
        _bukan_besok(terpenuhi_pada, "terpenuhi_pada")
        if terpenuhi_pada < dibutuhkan_pada:
            raise ValidationError(
                {"terpenuhi_pada": "Tidak boleh mendahului tanggal mulai dibutuhkan."}
            )
        if opd is None:
            raise ValidationError({"opd": "Pilih siapa yang memenuhinya."})
    baris.dibutuhkan_pada, baris.terpenuhi_pada, baris.opd = dibutuhkan_pada, terpenuhi_pada, opd
    baris.save()
    _jejak(by, kasus, "kebutuhan.diperbarui", baris.korban)


@transaction.atomic
def hapus_kebutuhan(*, by: Any, kasus: Kasus, kebutuhan: KebutuhanKorban) -> None:
    """Take a need off the list that was entered by mistake; one that was met stays.

    Raises PermissionDenied unless *by* handles the case, ValidationError for one that was met.
    """
    kasus = kunci(by, kasus)
    baris = _kebutuhan(kasus, kebutuhan)
    if baris.terpenuhi_pada is not None:
        raise ValidationError("Kebutuhan yang sudah terpenuhi tidak dihapus.")
    korban = baris.korban
    baris.delete()
    _jejak(by, kasus, "kebutuhan.dihapus", korban)


def _kebutuhan(kasus: Kasus, kebutuhan: KebutuhanKorban) -> KebutuhanKorban:
    return KebutuhanKorban.objects.seperti(kasus).get(pk=kebutuhan.pk, korban__kasus=kasus)


def _bukan_besok(hari: dt.date, ruas: str) -> None:
    if hari > timezone.localdate():
        raise ValidationError({ruas: "Tanggal tidak boleh di masa depan."})


def _jejak(by: Any, kasus: Kasus, peristiwa: str, korban: Korban, **rincian: int) -> None:
    catat(by=by, peristiwa=peristiwa, objek=kasus, rincian={"korban": korban.kode, **rincian})
    segarkan(kasus, by=by)
