"""What belongs to a conflict event, for the access table, made through the real actions."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile

from pokja.actions.keadaan import simpan_keadaan
from pokja.actions.pengungsi import catat_hitungan, simpan_kebutuhan, simpan_pengungsian
from pokja.models import PeristiwaKonflik

MULAI = dt.date(2026, 1, 5)


def isi_keadaan(**ganti: Any) -> dict[str, Any]:
    """What a decision says: 90 days from 5 January 2026."""
    return {
        "skala": "kabupaten", "nomor": "300/1/2026", "tanggal": MULAI, "penetap": "Bupati Tuban",
        "mulai": MULAI, "berakhir": MULAI + dt.timedelta(days=90), "nomor_perpanjangan": "",
        "tanggal_perpanjangan": None, "diperpanjang_sampai": None, "nomor_pengakhiran": "",
        "tanggal_pengakhiran": None, "diakhiri": None, **ganti,
    }  # fmt: skip


def buat_objek_konflik(orang: dict[str, Any], pk: Any) -> dict[str, tuple[Any, ...]]:
    """A state, a place with a count and a need, of the event *pk*."""
    by, peristiwa = orang["sekretariat"], PeristiwaKonflik.objects.get(pk=pk)
    keadaan = simpan_keadaan(by=by, peristiwa=peristiwa, isi=isi_keadaan())
    keadaan.berkas.save("keputusan.pdf", ContentFile(b"%PDF-1.7 uji"))
    tempat = simpan_pengungsian(
        by=by,
        peristiwa=peristiwa,
        isi={"nama": "Balai desa", "wilayah": peristiwa.wilayah, "dibuka": MULAI, "ditutup": None},
    )
    catat_hitungan(by=by, pengungsian=tempat, isi={"pada": MULAI, "perempuan_dewasa": 12})
    kebutuhan = simpan_kebutuhan(
        by=by,
        pengungsian=tempat,
        isi={
            "kebutuhan": "HYGIENE", "uraian": "Pembalut", "satuan": "paket", "dibutuhkan": 12,
            "terpenuhi": 4, "lembaga": orang["opd_operator"].lembaga,
        },
    )  # fmt: skip
    return {
        "keadaan": (keadaan.pk,),
        "pengungsian": (tempat.pk,),
        "kebutuhan_pengungsi": (kebutuhan.pk,),
    }
