"""Leads a case through its stages with the real actions, for tests."""

import datetime as dt

from django.utils import timezone

from kasus.actions import asesmen, layanan, pemantauan, rencana, terminasi
from kasus.actions.rencana import IsiButir, IsiRencana
from kasus.actions.segar import segarkan
from kasus.actions.terminasi import IsiTerminasi
from kasus.models import Kasus, Korban, TimKasus

LENGKAP = {
    "bio": "Luka lebam di lengan.",
    "psiko": "Takut pulang.",
    "sosial": "Tinggal bersama mertua.",
    "kebutuhan": "Tempat aman.",
    "rencana_aman": "Ke rumah saudara bila terdengar teriakan.",
}
CENTANG = {
    "kebutuhan_terpenuhi": True,
    "rencana_aman_ditinjau": True,
    "rencana_selesai": True,
    "sepakat": True,
    "boleh_kembali": True,
}
TUNTAS = IsiTerminasi(alasan="TUNTAS", **CENTANG)


def kini():
    return timezone.now()


def segar(objek):
    """The row as it is now."""
    return type(objek).objects.sistem("uji").get(pk=objek.pk)


def korban(kasus, kode="A"):
    return Korban.objects.sistem("uji").get(kasus=kasus, kode=kode)


def korban_lain(kasus, kode="B"):
    """One more victim of *kasus*."""
    return Korban.objects.sistem("uji").create(
        kasus=kasus, kode=kode, kelamin="P", tempat="LAINNYA", usia=25, kelompok_usia="U25_44"
    )


def kenali(kasus, by, risiko="SEDANG"):
    """Set the three criteria of identification."""
    baris = segar(kasus)
    baris.jenis_pada = baris.risiko_pada = baris.kewenangan_pada = kini()
    baris.risiko, baris.kewenangan = risiko, "KABKOTA"
    baris.save()
    segarkan(baris, by=by)


def darurat(kasus, by, **lain):
    """An emergency action, for victim A unless *korban* says otherwise."""
    isian = {"korban": [korban(kasus).pk], "pada": kini(), "jenis": "KESEHATAN"}
    return layanan.catat_kedaruratan(by=by, kasus=kasus, **{**isian, **lain})


def nilai(penerima, by, **lain):
    """A finished assessment."""
    isian = {"jenis": "BIOPSIKOSOSIAL", "mulai": kini(), "isi": LENGKAP, "selesai": kini()}
    return asesmen.mulai(by=by, korban=penerima, **{**isian, **lain})


def tulis_rencana(penerima, by, *, butir=("KESEHATAN",), **lain):
    """A plan that is not agreed yet."""
    isi = IsiRencana("Aman di rumah.", "PENERIMA", [IsiButir(b) for b in butir])
    return rencana.susun(by=by, korban=penerima, isi=isi, **lain)


def sepakati(penerima, by, **lain):
    """An agreed plan."""
    baru = tulis_rencana(penerima, by, **lain)
    return rencana.sepakati(by=by, rencana=baru, pada=kini(), versi=baru.versi)


def beri_layanan(penerima, by, **lain):
    isian = {"jenis": "KESEHATAN", "pada": kini(), "uraian": "Diperiksa dokter."}
    return layanan.catat_layanan(by=by, korban=penerima, **{**isian, **lain})


def pantau(penerima, by, *, terhubung=True, **lain):
    isian = {"pada": kini(), "hasil": "Aman."}
    return pemantauan.catat_pemantauan(
        by=by, korban=penerima, terhubung=terhubung, **{**isian, **lain}
    )


LANGKAH = ("identifikasi", "asesmen", "rencana", "layanan", "pemantauan")


def sampai(kasus, by, langkah, penerima=None):
    """Bring *kasus* so far that *langkah* is done."""
    penerima = penerima or korban(kasus)
    for nama in LANGKAH[: LANGKAH.index(langkah) + 1]:
        if nama == "identifikasi":
            kenali(kasus, by)
        elif nama == "asesmen":
            nilai(segar(penerima), by)
        elif nama == "rencana":
            sepakati(segar(penerima), by)
        elif nama == "layanan":
            butir = segar(penerima).rencana.get(disepakati_pada__isnull=False).butir.get()
            beri_layanan(segar(penerima), by, butir=butir.pk, selesai=True)
        else:
            pantau(segar(penerima), by)
    return segar(penerima)


def akhiri(kasus, manajer, supervisor):
    """End a case that went the whole way."""
    usulan = terminasi.usulkan(by=manajer, kasus=segar(kasus), isi=TUNTAS)
    terminasi.setujui(by=supervisor, terminasi=usulan)
    return segar(usulan)


def jadi_manajer(kasus, pengguna):
    return TimKasus.objects.sistem("uji").create(
        kasus=kasus, pengguna=pengguna, peran="MANAJER", ditunjuk_oleh=pengguna,
        mulai=kini() - dt.timedelta(days=2), selesai=kini() - dt.timedelta(days=1),
    )  # fmt: skip


def tahap(kasus):
    return Kasus.objects.sistem("uji").values_list("tahap", flat=True).get(pk=kasus.pk)
