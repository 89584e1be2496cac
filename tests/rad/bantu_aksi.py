"""Actions for tests, made the way people make them: through the actions and the form."""

import re
from decimal import Decimal
from html import unescape

from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rad.actions import aksi as tindakan
from rad.actions.isi import IsiAksi, IsiAnggaran, IsiIndikator
from rad.models import Aksi

TAHUN = range(2025, 2030)


def isi(opd, uraian="Pelatihan paralegal desa", **ubah):
    """Complete content for institution *opd*."""
    isian = {
        "bidang": "pencegahan",
        "sasaran": "Desa tangguh konflik",
        "uraian": uraian,
        "penanggung_jawab": opd,
        "nomenklatur": "2.08.02.2.02.0006",
        "lokasi": "20 kecamatan",
        "indikator": [
            IsiIndikator(
                "Desa dengan paralegal", "desa", "naik", {t: Decimal(t - 2020) for t in TAHUN}
            )
        ],
        "anggaran": [IsiAnggaran("pad", {2026: Decimal(85_000_000)})],
    }
    return IsiAksi(**{**isian, **ubah})


def draf(by, rad, uraian="Pelatihan paralegal desa", **ubah) -> Aksi:
    """A draft of the institution for which *by* works."""
    opd = ubah.pop("opd", None) or by.lembaga
    return tindakan.simpan(by=by, rad=rad, isi=isi(opd, uraian, **ubah))


def diajukan(by, rad, uraian="Pelatihan paralegal desa", **ubah) -> Aksi:
    """A submitted action."""
    aksi = draf(by, rad, uraian, **ubah)
    tindakan.ajukan(by=by, aksi=aksi)
    return aksi


def disetujui(by, rad, pemutus, uraian="Pelatihan paralegal desa", **ubah) -> Aksi:
    """An approved action."""
    aksi = diajukan(by, rad, uraian, **ubah)
    tindakan.setujui(by=pemutus, aksi=aksi)
    return aksi


def dikembalikan(by, rad, pemutus, alasan="Target 2027 mohon dicek.", **ubah) -> Aksi:
    """A returned action."""
    aksi = diajukan(by, rad, **ubah)
    tindakan.kembalikan(by=pemutus, aksi=aksi, alasan=alasan)
    return aksi


def kiriman(opd, **ubah) -> dict:
    """What a browser sends for a filled-in form; ``None`` leaves a field out."""
    data = {
        "bidang": "penanganan",
        "sasaran": "Korban memperoleh layanan",
        "uraian": "Pelayanan kesehatan dan visum bagi korban",
        "nomenklatur": "02.08.03.02.02.0001",
        "penanggung_jawab": str(opd.pk),
        "lokasi": "RSUD dr. R. Koesma",
        "keterangan": "Bersama Polres",
        "indikator-TOTAL_FORMS": "1",
        "indikator-INITIAL_FORMS": "0",
        "indikator-0-nama": "Korban yang memperoleh visum",
        "indikator-0-satuan": "orang",
        "indikator-0-arah": "turun",
        "indikator-0-baseline": "35,5",
        "indikator-0-jenis": "hasil",
        "indikator-0-kumulatif": "on",
        **{f"indikator-0-target_{t}": str(2030 - t) for t in TAHUN},
        "anggaran-TOTAL_FORMS": "1",
        "anggaran-INITIAL_FORMS": "0",
        "anggaran-0-sumber": "dbhcht",
        "anggaran-0-pagu_2026": "85.000.000",
        "anggaran-0-pagu_2027": "Rp90.500.000",
        "simpan": "draf",
        **ubah,
    }
    return {k: v for k, v in data.items() if v is not None}


def segar(aksi) -> Aksi:
    """The action as the database has it now."""
    return Aksi.objects.get(pk=aksi.pk)


def url(nama, obj) -> str:
    """The address of *obj* under a name of the rad namespace."""
    return reverse(f"rad:{nama}", args=[obj.pk])


def teks(response) -> str:
    """The page as text on one line."""
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def pesan(response) -> str:
    """The messages that wait to be shown."""
    return " ".join(str(m) for m in get_messages(response.wsgi_request))


def hitung_kueri(client, alamat) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as kueri:
        client.get(alamat)
    return len(kueri)


def seperti_peramban(isian) -> dict[str, str]:
    """Return what a browser would send back for the forms as the page shows them."""
    data = {"simpan": "draf"}
    form = [isian.aksi]
    for kumpulan in (isian.indikator, isian.anggaran):
        form += [kumpulan.management_form, *kumpulan.forms]
    for f in form:
        for ruas in f:
            nilai = ruas.value()
            if isinstance(nilai, bool):
                nilai = "on" if nilai else None
            if nilai is not None:
                data[ruas.html_name] = nilai
    return {k: v for k, v in data.items() if v != ""}
