"""The demo regency: Kabupaten Tuban as its 2021 workshop agreed it, with synthetic people.

Everything goes through the same actions as real work, so the demo is also a check of them.
"""

import csv
import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pokja.actions import buat_pengguna, muat_lembaga, muat_wilayah
from pokja.contoh import muat_pokja
from pokja.enums import StatusPokja
from pokja.models import (
    Daerah,
    Kedudukan,
    Lembaga,
    Pejabat,
    Pengguna,
    Pokja,
)
from rad.actions import aksi as aksi_actions
from rad.actions import versi as versi_actions
from rad.contoh.keselarasan import muat_keselarasan
from rad.contoh.pantau import isi_laporan, pengisi
from rad.contoh.rencana import isi_rencana
from rad.models import Aksi, Perbup, Rad
from rad.naskah import tulis_naskah_awal

FOLDER = Path(settings.BASE_DIR) / "data" / "contoh"
DASAR = "Akun demo"
# Left for the people who try the demo: something to do for each of them.
DRAF = ("Pelatihan kewirausahaan perempuan penyintas",)
DIAJUKAN = (
    "Pendidikan damai, toleransi dan cinta tanah air di sekolah",
    "Akses permodalan kelompok usaha perempuan",
    "Percepatan penanganan perkara oleh Unit PPA",
)
DIKEMBALIKAN = ("Pelayanan kesehatan dan visum bagi korban",)
ALASAN = "Target 2027 belum sesuai Renstra Dinas Kesehatan, mohon dicek kembali."
DISETUJUI = ("Kesempatan kembali bersekolah bagi anak korban",)


def akun() -> list[dict[str, str]]:
    """Return the demo accounts: username, nama, peran, lembaga, bidang, untuk."""
    return _baca("akun.csv")


@transaction.atomic
def muat(*, lapor: Callable[[str], None]) -> Rad:
    """Load the demo regency; what exists stays as it is.

    *lapor* is told each step. Raises ImproperlyConfigured without a demo password.
    """
    if not settings.DEMO_PASSWORD:
        raise ImproperlyConfigured("P3AKS_DEMO_PASSWORD belum diisi; akun demo tidak dibuat.")
    lapor("Wilayah dan lembaga")
    muat_wilayah(kode=settings.WILAYAH)
    Daerah.objects.get_or_create(
        wilayah_id=settings.WILAYAH,
        defaults={
            "ibu_kota": "Tuban",
            "kepala": "ADITYA PRANATA (DEMO)",
            "sekda": "BAMBANG SUTRISNO (DEMO)",
            "kabag_hukum": "ARIF RAHMAN (DEMO)",
            "pangkat_kabag_hukum": "Pembina",
        },
    )
    with (FOLDER.parent / "lembaga.csv").open(encoding="utf-8", newline="") as berkas:
        muat_lembaga(baris=csv.DictReader(berkas))
    lembaga = {b.singkatan: b for b in Lembaga.objects.all()}
    call_command(
        "impor_nomenklatur", FOLDER.parent / "nomenklatur.csv", verbosity=0, stdout=StringIO()
    )
    lapor("Akun dan susunan Pokja")
    orang = {b["username"]: _orang(b, lembaga) for b in akun()}
    pokja = _pokja(lembaga)
    lapor("Jejaring, rapat, dan konflik")
    muat_pokja(orang, pokja)
    rad, baru = Rad.objects.get_or_create(
        mulai=2025,
        selesai=2029,
        # Never over when the demo is loaded: an OPD could not enter anything.
        defaults={
            "pokja": pokja,
            "batas_pengisian": max(
                dt.date(2026, 11, 30), timezone.localdate() + dt.timedelta(days=14)
            ),
        },
    )
    if baru:
        lapor("Rencana aksi dan rancangan Peraturan Bupati")
        isi_rencana(rad, FOLDER / "rad-tuban-2025-2029.xlsx", orang["sekretaris"])
        _jalankan_alur(rad, orang)
        versi = versi_actions.tetapkan(
            by=orang["sekretariat"], rad=rad, keterangan="Hasil rapat pleno Pokja"
        )
        _setujui_susulan(rad, orang)
        lapor("Laporan B04 dan B08")
        isi_laporan(rad, orang)
        perbup = Perbup.objects.create(rad=rad, versi_rad=versi, tentang="(disusun)")
        tulis_naskah_awal(perbup)
        lapor("Keselarasan, SOP, dan pendanaan")
        muat_keselarasan(rad, orang)
    return rad


def _orang(baris: dict[str, str], lembaga: dict[str, Lembaga]) -> Pengguna:
    ada = Pengguna.objects.filter(username=baris["username"]).first()
    return ada or buat_pengguna(
        username=baris["username"],
        nama=baris["nama"],
        sandi=settings.DEMO_PASSWORD,
        peran=baris["peran"],
        lembaga=lembaga.get(baris["lembaga"]),
        bidang=baris["bidang"],
        dasar=DASAR,
        demo=True,
    )


def _pokja(lembaga: dict[str, Lembaga]) -> Pokja:
    pokja, baru = Pokja.objects.get_or_create(
        mulai=2025,
        selesai=2029,
        defaults={
            "nomor_sk": "188.45/DEMO/2025",
            "tanggal_sk": dt.date(2025, 1, 6),
            "status": StatusPokja.BERLAKU,
        },
    )
    for urutan, b in enumerate(_baca("kedudukan.csv") if baru else [], 1):
        kedudukan = Kedudukan.objects.create(
            pokja=pokja,
            posisi=b["posisi"],
            bidang=b["bidang"],
            lembaga=lembaga[b["lembaga"]],
            jabatan_dinas=b["jabatan_dinas"],
            tupoksi=b["tupoksi"],
            urutan=urutan,
        )
        if b["pejabat"]:
            Pejabat.objects.create(
                kedudukan=kedudukan,
                nama=b["pejabat"],
                kelamin=b["kelamin"],
                pengguna=Pengguna.objects.filter(nama=b["pejabat"]).first(),
                mulai=dt.date(2025, 1, 6),
            )
    return pokja


def _jalankan_alur(rad: Rad, orang: dict[str, Pengguna]) -> None:
    """Submit and decide, so that each role finds something to do."""
    pemutus = orang["sekretariat"]
    for aksi in _lengkap(rad):
        if aksi.uraian in (*DRAF, *DISETUJUI):
            continue
        aksi_actions.ajukan(by=pengisi(aksi, orang), aksi=aksi)
        if aksi.uraian in DIKEMBALIKAN:
            aksi_actions.kembalikan(by=pemutus, aksi=aksi, alasan=ALASAN)
        elif aksi.uraian not in DIAJUKAN:
            aksi_actions.setujui(by=pemutus, aksi=aksi)


def _setujui_susulan(rad: Rad, orang: dict[str, Pengguna]) -> None:
    """Approve one action after the version was fixed: it waits for the next version."""
    for aksi in _lengkap(rad).filter(uraian__in=DISETUJUI):
        aksi_actions.ajukan(by=pengisi(aksi, orang), aksi=aksi)
        aksi_actions.setujui(by=orang["sekretariat"], aksi=aksi)


def _lengkap(rad: Rad) -> QuerySet[Aksi]:
    return (
        rad.aksi.select_related("rad", "sasaran", "penanggung_jawab")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
        .order_by("urutan")
    )


def _baca(nama: str) -> list[dict[str, str]]:
    with (FOLDER / nama).open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))
