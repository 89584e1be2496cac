"""What a meeting left for the plan to carry out."""

import datetime as dt

from pokja.actions import notula, rapat, tindak_lanjut
from pokja.models import Rapat
from tests.pokja.dunia_rapat import AWAL, ISI, SELESAI


def utang(lembaga, by):
    """A follow-up that *lembaga* owes."""
    satu = rapat.buat_rapat(by=by, isi=ISI, waktu=(AWAL, SELESAI))
    Rapat.objects.filter(pk=satu.pk).update(status="BERLANGSUNG")
    keputusan = notula.simpan_keputusan(by=by, rapat=satu, isi={"isi": "SOP"})
    isi = {"uraian": "Susun SOP", "lembaga": lembaga, "tenggat": dt.date(2027, 1, 4)}
    return tindak_lanjut.simpan_tindak_lanjut(by=by, keputusan=keputusan, isi=isi)
