"""Clocks: kept in step with the facts, never paused, and each breach stored once (R12)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kasus.actions.notifikasi import beri_tahu, penanggung_jawab
from kasus.aturan.penampungan import HARI_PERINGATAN
from kasus.aturan.sla import batas_standar, jam_sah
from kasus.documents.tenggat import ALASAN, BARIS_SLA, Jam, jam_kasus, standar_unit
from kasus.models import AturanSla, Kasus, NotifikasiKasus, Penampungan, Tenggat
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran
from pokja.models import Lembaga

DASAR_MINIMUM = 10
JAM_KERJA = "Jam kerja paling lama 8, atau kelipatan 24 (1 hari kerja = 24)."


@transaction.atomic
def perbarui_tenggat(kasus: Kasus, by: Any) -> None:
    """Bring the stored clocks of *kasus* in step with its facts; store breaches that show.

    A deadline is set by the standard in force when its clock starts, and anew only where the
    start or the risk changes while it runs; a breach is never taken back. *by* is who changed the
    facts (a breach itself is nobody's act). Call at the end of every write to a case.
    """
    if kasus.anonim_pada:
        return
    kini = timezone.now()
    semua = Tenggat.objects.sistem(ALASAN).filter(kasus=kasus)
    ada = {(t.langkah, t.rujukan_objek): t for t in semua}
    for jam in jam_kasus(kasus):
        lama = ada.pop((jam.langkah, jam.objek), None)
        if lama is None:
            lama = semua.create(
                kasus=kasus, langkah=jam.langkah, rujukan_objek=jam.objek, mulai=jam.mulai,
                batas=jam.batas, risiko=jam.risiko, dipenuhi_pada=jam.dipenuhi,
                gugur_pada=jam.gugur,
            )  # fmt: skip
        else:
            _sesuaikan(lama, jam)
    for sisa in ada.values():  # the facts know them no more, e.g. the risk is not high any longer
        if sisa.dipenuhi_pada is None and sisa.gugur_pada is None:
            sisa.gugur_pada = kini
            sisa.save(update_fields=["gugur_pada", "diubah_pada"])
    _catat_pelanggaran(kasus, kini)


def _sesuaikan(tenggat: Tenggat, jam: Jam) -> None:
    """Store what *jam* says where it differs."""
    sebelum = (tenggat.mulai, tenggat.batas, tenggat.dipenuhi_pada, tenggat.gugur_pada)
    hidup_lagi = tenggat.gugur_pada is not None and jam.mulai > tenggat.gugur_pada
    if tenggat.gugur_pada is None or hidup_lagi:
        _atur_batas(tenggat, jam)
        tenggat.gugur_pada = jam.gugur
        # A later assessment of the risk moves its date; the step was done when it was first done.
        dulu = tenggat.dipenuhi_pada
        tenggat.dipenuhi_pada = min(dulu, jam.dipenuhi) if dulu and jam.dipenuhi else jam.dipenuhi
    if sebelum != (tenggat.mulai, tenggat.batas, tenggat.dipenuhi_pada, tenggat.gugur_pada):
        tenggat.save()


def _atur_batas(tenggat: Tenggat, jam: Jam) -> None:
    if tenggat.dipenuhi_pada or tenggat.dilanggar_pada:
        return
    if (tenggat.mulai, tenggat.risiko) != (jam.mulai, jam.risiko):
        tenggat.mulai, tenggat.batas, tenggat.risiko = jam.mulai, jam.batas, jam.risiko


def _catat_pelanggaran(kasus: Kasus, kini: dt.datetime) -> None:
    lewat = Tenggat.objects.sistem(ALASAN).filter(kasus=kasus, dilanggar_pada=None, batas__lt=kini)
    jumlah = 0
    for tenggat in lewat:
        selesai = tenggat.dipenuhi_pada or tenggat.gugur_pada or kini
        if selesai <= _batas_pasti(kasus, tenggat):
            continue
        tenggat.dilanggar_pada = kini
        tenggat.save(update_fields=["dilanggar_pada", "diubah_pada"])
        rincian = {"langkah": tenggat.langkah, "batas": tenggat.batas.isoformat()}
        catat(by=None, peristiwa="tenggat.dilanggar", objek=kasus, rincian=rincian)
        jumlah += 1
    if jumlah:
        beri_tahu(kasus, kasus.kode, "tenggat_lewat", penanggung_jawab(kasus))


def _batas_pasti(kasus: Kasus, tenggat: Tenggat) -> dt.datetime:
    """Return the time from which *tenggat* is broken whatever the risk turns out to be.

    While the risk is not known the strictest standard is shown; a breach is for good, so it is
    stored only once the most lenient one has passed too (or the risk is set).
    """
    if kasus.risiko:
        return tenggat.batas
    standar = [s for s in standar_unit(kasus.unit_id) if s.langkah == tenggat.langkah and s.risiko]
    return max([tenggat.batas, *(batas_standar(tenggat.mulai, s) for s in standar)])


def periksa_tenggat() -> int:
    """Store the breaches of all cases that have come since the last time; warn of stays at day 10.

    The periodic job calls it. Each case in its own transaction, its facts read anew first: what
    was done in time is never a breach because somebody forgot to look. Returns how many cases
    had a clock that ran out.
    """
    lewat = (
        Tenggat.objects.sistem(ALASAN).lewat().filter(dilanggar_pada=None, kasus__anonim_pada=None)
    )
    daftar = set(lewat.values_list("kasus", flat=True))
    for pk in daftar:
        with transaction.atomic():
            kasus = Kasus.objects.sistem(ALASAN).select_for_update(of=("self",)).get(pk=pk)
            perbarui_tenggat(kasus, None)
    _ingatkan_penampungan()
    return len(daftar)


def _ingatkan_penampungan() -> None:
    """Tell once per stay that day 10 has come (R13)."""
    sejak = timezone.localdate() - dt.timedelta(days=HARI_PERINGATAN - 2)
    masuk_sebelum = timezone.make_aware(dt.datetime.combine(sejak, dt.time()))
    huni = (
        Penampungan.objects.sistem(ALASAN)
        .dihuni()
        .filter(masuk__lt=masuk_sebelum, rujukan_lanjutan=None, perpanjangan_pada=None)
    )
    for satu in huni.prefetch_related("korban__kasus"):
        kasus = satu.korban.kasus
        sudah = NotifikasiKasus.objects.sistem(ALASAN).filter(
            kasus=kasus, jenis="penampungan_hari10", dibuat_pada__gte=satu.masuk
        )
        if not sudah.exists():
            beri_tahu(kasus, kasus.kode, "penampungan_hari10", penanggung_jawab(kasus))


@transaction.atomic
def ubah_aturan(
    *,
    by: Any,
    unit: Lembaga,
    langkah: str,
    risiko: str,
    jam: int,
    hari_kerja: bool,
    dasar: str,
    versi: int = 0,
) -> AturanSla:
    """Set the time standard of a step in *unit*, with the number of the SK it rests on.

    It holds for clocks that start from now on. *versi* is the version the person started from, 0
    where the unit had no row. Raises PermissionDenied unless *by* supervises the unit;
    ValidationError by field, also for a step whose time a law or rule has fixed; SudahBerubah.
    """
    if unit.pk not in by.lembaga_sebagai(Peran.SUPERVISOR):
        raise PermissionDenied
    if (langkah, risiko) not in BARIS_SLA:
        raise ValidationError("Batas waktu langkah ini ditetapkan peraturan.")
    if jam < 1 or not jam_sah(jam, hari_kerja):
        raise ValidationError({"jam": JAM_KERJA if hari_kerja else "Paling sedikit 1 jam."})
    if len(dasar.strip()) < DASAR_MINIMUM:
        raise ValidationError({"dasar": "Tulis nomor dan tanggal SK yang menjadi dasarnya."})
    isi = {"jam": jam, "hari_kerja": hari_kerja, "dasar": dasar, "diubah_oleh": by}
    kunci_baris = {"unit": unit, "langkah": langkah, "risiko": risiko}
    lama = AturanSla.objects.filter(**kunci_baris).first()
    if (lama.versi if lama else 0) != versi:
        raise SudahBerubah
    if lama is None:
        try:
            with transaction.atomic():
                aturan = AturanSla.objects.create(**kunci_baris, **isi)
        except IntegrityError as galat:  # somebody else's first row slipped in
            raise SudahBerubah from galat
    else:
        if not AturanSla.objects.rebut(pk=lama.pk, versi=versi, **isi):
            raise SudahBerubah
        aturan = AturanSla.objects.get(pk=lama.pk)
    catat(
        by=by,
        peristiwa="sla.diubah",
        objek=aturan,
        rincian={
            "langkah": langkah,
            "risiko": risiko,
            "dari": lama.jam if lama else None,
            "ke": jam,
        },
    )
    return aturan
