"""Follow-up: contacts with a victim, and attempts at one (R18 counts them)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from kasus.actions.penanganan import (
    ALASAN,
    kunci_baru,
    kunci_korban,
    tutup_langkah,
    wajib_langkah,
    wajib_tanggal,
    wajib_terbuka,
)
from kasus.aturan.waktu import hari_wib
from kasus.documents.penanganan import putaran_ini
from kasus.models import Korban, Pemantauan

BERIKUTNYA_MUNDUR = "Tanggal tidak boleh mendahului tanggal pemantauan ini."
SEBELUM_DIBUKA = "Tanggal tidak boleh mendahului tanggal kasus dibuka kembali."
TULIS_HASIL = "Tulis hasil pemantauan dengan singkat."


@transaction.atomic
def catat_pemantauan(
    *,
    by: Any,
    korban: Korban,
    pada: datetime,
    terhubung: bool,
    hasil: str = "",
    berikutnya: date | None = None,
    kunci: UUID | None = None,
) -> Pemantauan:
    """Record a contact with *korban*, or (*terhubung* False) an attempt that failed.

    A contact needs a service to watch; an attempt may be made at any stage, for somebody may be
    lost before anything was done. Raises PermissionDenied, or ValidationError by field.
    """
    kasus, korban, fakta = kunci_korban(by, korban)
    pk, sudah = kunci_baru(Pemantauan, kunci, korban)
    if sudah:
        return sudah
    if terhubung:
        pada = wajib_langkah(fakta, "pemantauan_pertama", pada)
        if not hasil.strip():
            raise ValidationError({"hasil": TULIS_HASIL})
    else:
        wajib_terbuka(fakta)
        pada = wajib_tanggal(fakta, pada)
        if not putaran_ini(fakta, pada):
            raise ValidationError({"pada": SEBELUM_DIBUKA})
    if berikutnya is not None and berikutnya < hari_wib(pada):
        raise ValidationError({"berikutnya": BERIKUTNYA_MUNDUR})
    pemantauan: Pemantauan = Pemantauan.objects.sistem(ALASAN).create(
        id=pk,
        korban=korban,
        pada=pada,
        terhubung=terhubung,
        hasil=hasil,
        berikutnya=berikutnya,
        oleh=by,
    )
    tutup_langkah(
        by,
        kasus,
        "kasus.pemantauan_dicatat",
        korban=korban.kode,
        pemantauan=str(pk),
        terhubung=int(terhubung),
    )
    return pemantauan
