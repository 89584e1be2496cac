"""Short ways to a directory entry, a consent, a referral and an opened identity. All synthetic."""

import datetime as dt
from uuid import uuid4

from django.utils import timezone

from kasus.actions import persetujuan as izin_data
from kasus.actions import rujukan as tindakan
from kasus.actions.persetujuan import IsiPersetujuan
from kasus.actions.rujukan import IsiRujukan
from kasus.models import AksesIdentitas, Identitas, Instansi, Korban
from p3aks.core.audit import JejakAudit, rantai_dari

NAMA = "Xenofilia Rekaan"
NIK = "9912345678901234"  # no such province
TELEPON = "0800-555-0199"
RAHASIA = (NAMA, NIK, TELEPON)


def rumah_sakit(mitra):
    """The directory entry of the partner's institution."""
    return Instansi.objects.get_or_create(
        lembaga=mitra.lembaga, defaults={"tipe": "RSUD", "layanan": ["KESEHATAN"]}
    )[0]


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus)


def isi_identitas(kasus, **lain):
    """Give the victim of *kasus* a name, a NIK and a telephone number."""
    return Identitas.objects.sistem("uji").create(
        kasus=kasus,
        korban=korban_dari(kasus),
        **{"nama": NAMA, "nik": NIK, "telepon": TELEPON, **lain},
    )


def buka_identitas(kasus, user):
    """As if *user* had opened the identities of *kasus* with a reason."""
    return AksesIdentitas.objects.sistem("uji").create(
        kasus=kasus,
        pengguna=user,
        alasan="Menyiapkan rujukan",
        sampai=timezone.now() + dt.timedelta(minutes=10),
    )


def setuju(kasus, by, *ruas, **lain):
    """Record a consent of the victim for health, with the fields *ruas*."""
    isi = IsiPersetujuan(
        **{"sektor": "KESEHATAN", "pemberi": "SENDIRI", "ruas": ruas or ("profil",), **lain}
    )
    return izin_data.simpan(by=by, korban=korban_dari(kasus), isi=isi)


def isi_rujukan(mitra, **lain):
    return IsiRujukan(
        **{
            "instansi": rumah_sakit(mitra),
            "jenis": "KESEHATAN",
            "sektor": "KESEHATAN",
            "dasar": "PERSETUJUAN",
            "pesan": "Mohon pemeriksaan.",
            **lain,
        }
    )


def kirim(kasus, by, mitra, **lain):
    """Preview and send; return the referral."""
    isi, korban = isi_rujukan(mitra, **lain), korban_dari(kasus)
    sidik = tindakan.pratinjau(by=by, korban=korban, isi=isi).sidik
    return tindakan.kirim(by=by, korban=korban, isi=isi, sidik=sidik, id_baru=uuid4())


def wajib(kasus, by, mitra, **lain):
    """Send without a consent, on a legal duty."""
    isi = {"dasar": "KEWAJIBAN", "alasan": "Pelaporan wajib menurut undang-undang.", **lain}
    return kirim(kasus, by, mitra, **isi)


def segar(objek):
    return type(objek).objects.sistem("uji").get(pk=objek.pk)


def jejak(kasus, awalan=""):
    """The events on the chain of *kasus* whose names begin with *awalan*."""
    baris = JejakAudit.objects.filter(rantai=rantai_dari(kasus), peristiwa__startswith=awalan)
    return [(b.peristiwa, b.rincian, b.oleh_id) for b in baris.order_by("nomor")]


def peristiwa(kasus, awalan=""):
    return [p for p, _, _ in jejak(kasus, awalan)]


def teks(jawaban):
    return jawaban.content.decode()
