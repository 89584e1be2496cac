"""Referrals: planned, previewed, sent, withdrawn; and what a partner does with the packet."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from kasus.actions import identitas
from kasus.actions.dasar import catat_baca, kunci
from kasus.actions.notifikasi import beri_tahu, penanggung_jawab, tim
from kasus.actions.penanganan import kunci_korban, wajib_terbuka
from kasus.actions.persetujuan import (
    ALASAN_MINIMUM,
    DASAR_LAIN,
    PESAN_ALASAN,
    masih_sah,
    tutup,
)
from kasus.actions.segar import segarkan
from kasus.aturan.sla import Langkah, batas_standar, cari_standar
from kasus.documents.mitra import petugas_mitra
from kasus.documents.paket import (
    RINGKASAN,
    Tujuan,
    ruas_berlaku,
    sidik_paket,
    susun,
    tingkat_paket,
    tingkat_ruas,
)
from kasus.documents.tenggat import standar_unit
from kasus.enums_akses import PemberiPersetujuan, StatusRujukan, TingkatData
from kasus.enums_layanan import DasarPemrosesan, SektorPersetujuan
from kasus.models import Instansi, Kasus, Korban, Persetujuan, Rujukan
from p3aks.core.audit import catat
from p3aks.core.documents import ABJAD_KODE
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna

ALASAN = "rujukan"
DIBACA = timedelta(days=90)  # how long a partner may read a packet (T9)
JAWAB_BAWAAN = timedelta(hours=24)
PERLU_IDENTITAS = "identitas"  # code of the error that asks to open the identities first


@dataclass(frozen=True)
class IsiRujukan:
    """What the sender chose. ``dasar``: PERSETUJUAN looks for the consent on record; KEWAJIBAN and
    VITAL go without one and need ``alasan``. ``pesan`` is for the partner."""

    instansi: Instansi
    jenis: str
    sektor: str
    dasar: str
    pesan: str = ""
    ringkasan: str = ""
    alasan: str = ""
    penerima: Pengguna | None = None


@dataclass(frozen=True)
class Rancangan:
    """A referral before it is sent: what it rests on and what the partner will read."""

    persetujuan: Persetujuan | None
    dasar: str
    paket: dict[str, Any]

    @property
    def sidik(self) -> str:
        """The hash that ties a preview to what is sent."""
        return sidik_paket(self.paket)


class PaketBerubah(Exception):
    """The packet is not what was last previewed. Nothing was sent."""


def kode_rujukan() -> str:
    """Return a random code, 40 bits: ``R-7F3MQ2XW``."""
    return f"R-{get_random_string(8, ABJAD_KODE)}"


@transaction.atomic
def pratinjau(*, by: Any, korban: Korban, isi: IsiRujukan) -> Rancangan:
    """Return exactly what the partner would read. The reading goes into the trail.

    Raises PermissionDenied when *by* does not handle the case; ValidationError, by form field,
    for what stands against sending (also that the case has ended).
    """
    kasus, korban, fakta = kunci_korban(by, korban)
    wajib_terbuka(fakta)
    rancangan = _rancang(by, korban, kasus, isi)
    tingkat = tingkat_paket(rancangan.paket)
    catat_baca(by, kasus, "pratinjau rujukan", tingkat=tingkat)
    if tingkat == "F3" and (akses := identitas.akses_aktif(by, kasus)):
        identitas.catat_baca(by=by, kasus=kasus, akses=akses, orang=korban.kode)
    return rancangan


@transaction.atomic
def kirim(
    *, by: Any, korban: Korban, isi: IsiRujukan, sidik: str, id_baru: UUID | None = None
) -> Rujukan:
    """Send the packet that was previewed as *sidik*.

    *id_baru* is the one-time key of the form: sent twice it makes one referral. Raises
    :class:`PaketBerubah` when facts or consents changed since the preview; PermissionDenied and
    ValidationError as :func:`pratinjau`.
    """
    kasus, korban, fakta = kunci_korban(by, korban)
    semua = Rujukan.objects.sistem(ALASAN)
    if id_baru and (sudah := semua.filter(pk=id_baru, korban=korban).first()):
        return sudah
    wajib_terbuka(fakta)
    rancangan = _rancang(by, korban, kasus, isi)
    if rancangan.sidik != sidik:
        raise PaketBerubah
    kini = timezone.now()
    standar = cari_standar(standar_unit(kasus.unit_id), Langkah.RESPONS, kasus.risiko)
    rujukan = semua.create(
        id=id_baru or uuid4(),
        kode=kode_rujukan(),
        korban=korban,
        instansi=isi.instansi,
        penerima=isi.penerima,
        jenis=isi.jenis,
        sektor=isi.sektor,
        persetujuan=rancangan.persetujuan,
        dasar=rancangan.dasar,
        alasan=isi.alasan.strip(),
        paket=rancangan.paket,
        tersegel=kasus.tersegel,
        dikirim_pada=kini,
        dikirim_oleh=by,
        batas_jawab=batas_standar(kini, standar) if standar else kini + JAWAB_BAWAAN,
        sampai=kini + DIBACA,
    )
    catat(
        by=by,
        peristiwa="rujukan.dikirim",
        objek=kasus,
        rincian={
            "kode": rujukan.kode,
            "korban": korban.kode,
            "sektor": str(isi.sektor),
            "dasar": str(rancangan.dasar),
            "ruas": " ".join(r["kode"] for r in rancangan.paket["ruas"]),
        },
    )
    penerima = [isi.penerima] if isi.penerima else _semua_mitra(kasus, isi.instansi)
    beri_tahu(kasus, rujukan.kode, "rujukan_baru", penerima, by=by)
    segarkan(kasus, by=by)
    return rujukan


@transaction.atomic
def tarik(*, by: Any, rujukan: Rujukan) -> None:
    """Take a packet back; the partner gets 404 from the next request on.

    Raises PermissionDenied; ValidationError where it is not open any more.
    """
    baris = Rujukan.objects.sistem(ALASAN).select_related("penerima").get(pk=rujukan.pk)
    korban = Korban.objects.sistem(ALASAN).get(pk=baris.korban_id)
    kasus = kunci(by, Kasus(pk=korban.kasus_id))
    baris.refresh_from_db(fields=["status", "ditarik_pada"])
    if baris.ditarik_pada or baris.status == StatusRujukan.DITOLAK:
        raise ValidationError("Rujukan ini sudah tertutup bagi mitra.")
    tutup(baris, kasus, by)
    segarkan(kasus, by=by)


# --- the partner ----------------------------------------------------------------------------------


def catat_baca_paket(*, by: Any, rujukan: Rujukan) -> None:
    """Record that the partner *by* reads the packet, on the chain of the case."""
    catat_baca(by, _kasus_dari(rujukan), "paket rujukan", tingkat=tingkat_paket(rujukan.paket))


def terima(*, by: Any, rujukan: Rujukan) -> None:
    """Accept a packet. Raises PermissionDenied, or SudahBerubah when it was answered already."""
    _jawab(by, rujukan, StatusRujukan.DIKIRIM, StatusRujukan.DITERIMA)


def tolak(*, by: Any, rujukan: Rujukan, alasan: str) -> None:
    """Refuse a packet, with a reason; whoever refused has no more use for its content and cannot
    read it any longer. Errors as :func:`terima`; ValidationError without a reason."""
    _jawab(by, rujukan, StatusRujukan.DIKIRIM, StatusRujukan.DITOLAK, _wajib_teks(alasan))


def selesaikan(*, by: Any, rujukan: Rujukan, hasil: str) -> None:
    """Report that the service was given, with its result. Errors as :func:`tolak`."""
    _jawab(by, rujukan, StatusRujukan.DITERIMA, StatusRujukan.SELESAI, _wajib_teks(hasil))


@transaction.atomic
def _jawab(by: Any, rujukan: Rujukan, dari: str, ke: str, teks: str = "") -> None:
    """Move the referral on for its partner and tell the team."""
    kasus = _kasus_dari(rujukan, kunci=True)
    baris = (
        Rujukan.objects.untuk(by)
        .kepada(by)
        .select_for_update(of=("self",))
        .filter(pk=rujukan.pk)
        .first()
    )
    if baris is None or not by.has_perm("kasus.terima_rujukan", baris):
        raise PermissionDenied
    if baris.status != dari:
        raise SudahBerubah
    kini = timezone.now()
    baris.status = ke
    if baris.dijawab_pada is None:
        baris.dijawab_pada, baris.dijawab_oleh = kini, by
    if ke == StatusRujukan.SELESAI:
        baris.selesai_pada = kini
    if teks:
        baris.jawaban = teks
    baris.save()
    catat(
        by=by,
        peristiwa=f"rujukan.{ke.lower()}",
        objek=kasus,
        rincian={"kode": baris.kode},
    )
    beri_tahu(kasus, baris.kode, "rujukan_jawaban", tim(kasus) | penanggung_jawab(kasus), by=by)
    segarkan(kasus, by=by)


def _kasus_dari(rujukan: Rujukan, *, kunci: bool = False) -> Kasus:
    """Return the case of *rujukan*, which its partner cannot see; locked with *kunci*."""
    semua = Kasus.objects.sistem("jejak dan kabar rujukan")
    if kunci:
        semua = semua.select_for_update(of=("self",))
    return semua.get(korban=rujukan.korban_id)


def _wajib_teks(teks: str) -> str:
    if not teks.strip():
        raise ValidationError("Bagian ini belum diisi.")
    return teks.strip()


# --- planning -------------------------------------------------------------------------------------


def _rancang(by: Any, korban: Korban, kasus: Kasus, isi: IsiRujukan) -> Rancangan:
    _periksa_tujuan(kasus, isi)
    if isi.dasar == DasarPemrosesan.PERSETUJUAN:
        persetujuan: Persetujuan | None = _persetujuan(korban, kasus, isi)
        dasar = persetujuan.dasar if persetujuan else ""
    else:
        persetujuan, dasar = None, isi.dasar
        if dasar not in DASAR_LAIN:
            raise ValidationError({"dasar": "Pilih dasar rujukan."})
        if len(isi.alasan.strip()) < ALASAN_MINIMUM:
            raise ValidationError({"alasan": PESAN_ALASAN})
    ruas = ruas_berlaku(persetujuan)
    if RINGKASAN in ruas and not isi.ringkasan.strip():
        raise ValidationError(
            {"ringkasan": "Ringkasan termasuk yang disetujui. Tulis seperlunya untuk mitra."}
        )
    if tingkat_ruas(ruas) == TingkatData.F3 and identitas.akses_aktif(by, kasus) is None:
        raise ValidationError(
            "Paket ini memuat identitas. Buka dahulu identitas kasus ini dengan menyebut "
            "alasannya, lalu kirim lagi. Isian Anda tetap ada di bawah.",
            code=PERLU_IDENTITAS,
        )
    tujuan = Tujuan(isi.instansi, isi.jenis, isi.sektor, dasar, isi.pesan)
    return Rancangan(persetujuan, dasar, susun(korban, kasus, tujuan, ruas, isi.ringkasan))


def _periksa_tujuan(kasus: Kasus, isi: IsiRujukan) -> None:
    galat: dict[str, str] = {}
    if isi.sektor == SektorPersetujuan.STATISTIK:
        galat["sektor"] = "Sektor ini untuk laporan, bukan untuk rujukan."
    if not isi.instansi.aktif:
        galat["instansi"] = "Instansi ini sudah tidak aktif dalam direktori."
    if isi.penerima:
        calon = petugas_mitra(kasus, [isi.instansi])[isi.instansi.pk]
        if isi.penerima not in calon:
            galat["penerima"] = "Orang ini bukan petugas mitra pada instansi tujuan."
    elif kasus.tersegel:
        galat["penerima"] = "Kasus tersegel hanya dirujuk kepada orang yang disebut namanya."
    if kasus.tersegel and not isi.pesan.strip():
        galat["pesan"] = "Tulis pesan bagi penerima: cara menjaga rahasia dan siapa yang dihubungi."
    if galat:
        raise ValidationError(galat)


def _persetujuan(korban: Korban, kasus: Kasus, isi: IsiRujukan) -> Persetujuan:
    """Return what the referral rests on: the consent for this very institution before the one for
    the whole sector, a consent before a legal basis on record."""
    aktif = Persetujuan.objects.sistem(ALASAN).aktif().filter(korban=korban, sektor=isi.sektor)
    calon = [p for p in aktif if p.instansi_id in (None, isi.instansi.pk)]
    sah = [p for p in calon if masih_sah(p, korban, kasus)]
    if not sah:
        raise ValidationError({"dasar": _pesan_tanpa(calon, isi)})
    return min(sah, key=lambda p: (p.pemberi == PemberiPersetujuan.TANPA, p.instansi_id is None))


def _pesan_tanpa(calon: list[Persetujuan], isi: IsiRujukan) -> str:
    if calon:
        return (
            "Wali yang memberi persetujuan ternyata tercatat sebagai terlapor. Cabut persetujuan "
            "itu, lalu tanyakan kepada wali pengganti atau pakai dasar hukum lain."
        )
    sektor = SektorPersetujuan(isi.sektor).label
    return (
        f"Belum ada persetujuan yang berlaku untuk sektor {sektor} kepada {isi.instansi}. "
        "Tanyakan dahulu, atau pilih dasar lain dengan alasan."
    )


def _semua_mitra(kasus: Kasus, instansi: Instansi) -> list[Pengguna]:
    return petugas_mitra(kasus, [instansi])[instansi.pk]
