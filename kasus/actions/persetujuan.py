"""Consent: recorded per sector, one at a time, and withdrawn with effect from the next request."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import kunci
from kasus.actions.notifikasi import beri_tahu, tim
from kasus.actions.penanganan import kunci_korban, wajib_terbuka
from kasus.actions.segar import segarkan
from kasus.aturan.wali import periksa_wali, wali_adalah_terlapor
from kasus.documents.paket import MINIMUM, RUAS, label_ruas
from kasus.documents.wali import bandingkan, usia_kini
from kasus.enums_akses import PemberiPersetujuan, StatusRujukan
from kasus.enums_layanan import DasarPemrosesan, SektorPersetujuan
from kasus.models import Instansi, Kasus, Korban, Persetujuan, Rujukan
from p3aks.core.audit import catat

ALASAN = "persetujuan"
ALASAN_MINIMUM = 20  # characters
# Bases that stand in for a consent when data go to a partner (R16).
DASAR_LAIN = (DasarPemrosesan.KEWAJIBAN, DasarPemrosesan.VITAL)
DASAR_PEMBERI: dict[str, str] = {
    PemberiPersetujuan.SENDIRI: DasarPemrosesan.PERSETUJUAN,
    PemberiPersetujuan.WALI: DasarPemrosesan.WALI,
    PemberiPersetujuan.WALI_PENGGANTI: DasarPemrosesan.WALI,
}
# The form field beside which a refusal of the rule stands.
_RUAS_GALAT: dict[str, str] = {
    DasarPemrosesan.PERSETUJUAN: "pemberi",
    DasarPemrosesan.WALI: "wali_nama",
}
PESAN_ALASAN = f"Tulis alasan paling sedikit {ALASAN_MINIMUM} huruf, supaya dapat diperiksa."
PESAN_MIRIP = (
    "Nama wali ini mirip dengan nama terlapor dalam kasus ini. Pastikan keduanya orang yang "
    "berbeda lalu centang pernyataannya, atau pilih wali pengganti atau dasar hukum lain."
)


@dataclass(frozen=True)
class IsiPersetujuan:
    """What was asked and answered for one sector. ``wali_nik`` is compared and not stored."""

    sektor: str
    pemberi: str
    ruas: tuple[str, ...]
    instansi: Instansi | None = None
    wali_nama: str = ""
    wali_hubungan: str = ""
    wali_nik: str = ""
    dipastikan: bool = False
    dasar_lain: str = ""
    alasan: str = ""

    @property
    def dasar(self) -> str:
        """The legal basis that follows from who gives it."""
        return DASAR_PEMBERI.get(self.pemberi, self.dasar_lain)

    @property
    def oleh_wali(self) -> bool:
        """Whether somebody consents for the victim."""
        return self.dasar == DasarPemrosesan.WALI


class WaliDitolak(ValidationError):
    """The guardian may not consent; the text leads to another way (R17)."""


def simpan(
    *, by: Any, korban: Korban, isi: IsiPersetujuan, id_baru: UUID | None = None
) -> Persetujuan:
    """Record one consent, or the legal basis that stands in for it.

    *id_baru* is the one-time key of the form: sent twice it makes one row. Raises PermissionDenied
    when *by* does not handle the case; ValidationError for what is missing, with the name of the
    form field as its key where one is meant, and where the case has ended; :class:`WaliDitolak`
    for a guardian who is or may be an alleged perpetrator. Such a refusal stays in the trail.
    """
    try:
        return _simpan(by, korban, isi, id_baru)
    except WaliDitolak:
        catat(
            by=by,
            peristiwa="persetujuan.wali_ditolak",
            objek=Kasus(pk=korban.kasus_id),
            rincian={"korban": korban.kode, "sektor": str(isi.sektor)},
        )
        raise


@transaction.atomic
def _simpan(by: Any, korban: Korban, isi: IsiPersetujuan, id_baru: UUID | None) -> Persetujuan:
    kasus, korban, fakta = kunci_korban(by, korban)
    semua = Persetujuan.objects.sistem(ALASAN)
    if id_baru and (sudah := semua.filter(pk=id_baru, korban=korban).first()):
        return sudah
    wajib_terbuka(fakta)
    _periksa_isi(isi)
    periksa_dasar(korban, kasus, isi)
    if semua.aktif().filter(korban=korban, sektor=isi.sektor, instansi=isi.instansi).exists():
        raise ValidationError(
            "Untuk sektor ini sudah ada persetujuan yang berlaku. Cabut dahulu yang lama bila "
            "penerima manfaat mengubah persetujuannya."
        )
    wali = isi.oleh_wali
    baru = semua.create(
        id=id_baru or uuid4(),
        korban=korban,
        sektor=isi.sektor,
        instansi=isi.instansi,
        dasar=isi.dasar,
        pemberi=isi.pemberi,
        wali_nama=isi.wali_nama.strip() if wali else "",
        wali_hubungan=isi.wali_hubungan.strip() if wali else "",
        alasan=isi.alasan.strip(),
        ruas=[k for k in RUAS if k in isi.ruas],
        oleh=by,
    )
    catat(
        by=by,
        peristiwa="persetujuan.dicatat",
        objek=kasus,
        rincian={
            "korban": korban.kode,
            "sektor": str(isi.sektor),
            "pemberi": str(isi.pemberi),
            "ruas": " ".join(baru.ruas),
        },
    )
    segarkan(kasus, by=by)
    return baru


def periksa_dasar(korban: Korban, kasus: Kasus, isi: IsiPersetujuan) -> None:
    """Raise unless whoever is named in *isi* may give consent for *korban* today (R17)."""
    banding = bandingkan(
        korban,
        kasus,
        nama=isi.wali_nama,
        hubungan=isi.wali_hubungan,
        nik=isi.wali_nik,
        dipastikan=isi.dipastikan,
    )
    usia = usia_kini(korban, kasus)
    if masalah := periksa_wali(usia, isi.dasar, banding.wali, banding.terlapor, isi.alasan):
        sama = isi.oleh_wali and wali_adalah_terlapor(banding.wali, banding.terlapor)
        galat = WaliDitolak if sama else ValidationError
        raise galat({_RUAS_GALAT.get(isi.dasar, "alasan"): masalah})
    if isi.oleh_wali and banding.mirip and not isi.dipastikan:
        raise WaliDitolak({"wali_nama": PESAN_MIRIP})


def masih_sah(persetujuan: Persetujuan, korban: Korban, kasus: Kasus) -> bool:
    """Whether a stored consent still holds by the facts of today: its guardian may have been found
    to be an alleged perpetrator since."""
    if persetujuan.dasar != DasarPemrosesan.WALI:
        return True
    banding = bandingkan(
        korban,
        kasus,
        nama=persetujuan.wali_nama,
        hubungan=persetujuan.wali_hubungan,
        dipastikan=True,
    )
    return not wali_adalah_terlapor(banding.wali, banding.terlapor)


@transaction.atomic
def cabut(*, by: Any, persetujuan: Persetujuan) -> int:
    """Withdraw a consent. Every referral that rests on it closes at once; partners get 404 from
    the next request on. Returns how many were still open or readable.

    Raises PermissionDenied; withdrawing twice changes nothing.
    """
    korban = Korban.objects.sistem(ALASAN).get(pk=persetujuan.korban_id)
    kasus = kunci(by, Kasus(pk=korban.kasus_id))
    baris = Persetujuan.objects.sistem(ALASAN).get(pk=persetujuan.pk)
    if baris.dicabut_pada:
        return 0
    baris.dicabut_pada, baris.dicabut_oleh = timezone.now(), by
    baris.save(update_fields=["dicabut_pada", "dicabut_oleh", "diubah_pada"])
    terbuka = Rujukan.objects.sistem(ALASAN).filter(persetujuan=baris, ditarik_pada=None)
    daftar = list(terbuka.select_related("penerima"))
    for rujukan in daftar:
        tutup(rujukan, kasus, by)
    catat(
        by=by,
        peristiwa="persetujuan.dicabut",
        objek=kasus,
        rincian={"korban": korban.kode, "sektor": str(baris.sektor), "rujukan": len(daftar)},
    )
    beri_tahu(kasus, kasus.kode, "persetujuan_dicabut", tim(kasus), by=by)
    segarkan(kasus, by=by)
    return len(daftar)


def tutup(rujukan: Rujukan, kasus: Kasus, by: Any) -> None:
    """Close *rujukan* for its partner, in the transaction of the caller. What was done stays on
    record: a finished referral keeps its state and is no longer readable."""
    rujukan.ditarik_pada = timezone.now()
    if rujukan.status in (StatusRujukan.DIKIRIM, StatusRujukan.DITERIMA):
        rujukan.status = StatusRujukan.DITARIK
    rujukan.save(update_fields=["ditarik_pada", "status", "diubah_pada"])
    catat(by=by, peristiwa="rujukan.ditarik", objek=kasus, rincian={"kode": rujukan.kode})
    if rujukan.penerima:
        beri_tahu(kasus, rujukan.kode, "rujukan_ditarik", [rujukan.penerima], by=by)


def _periksa_isi(isi: IsiPersetujuan) -> None:
    """Raise ValidationError for an answer that does not fit its question."""
    if asing := set(isi.ruas) - set(RUAS):
        raise ValueError(f"Ruas tidak dikenal: {', '.join(sorted(asing))}")
    galat = _galat_sektor(isi)
    if isi.pemberi == PemberiPersetujuan.TANPA:
        galat |= _galat_tanpa(isi)
    if galat:
        raise ValidationError(galat)


def _galat_sektor(isi: IsiPersetujuan) -> dict[str, str]:
    galat = {}
    if isi.sektor != SektorPersetujuan.STATISTIK:
        if not isi.ruas:
            galat["ruas"] = "Pilih paling sedikit satu data yang boleh dibagikan."
        return galat
    if isi.ruas:
        galat["ruas"] = "Data untuk laporan selalu tanpa identitas; kosongkan pilihan ini."
    if isi.instansi:
        galat["instansi"] = "Persetujuan untuk laporan tidak ditujukan kepada instansi."
    return galat


def _galat_tanpa(isi: IsiPersetujuan) -> dict[str, str]:
    """What a legal basis lacks that is to stand in for a consent."""
    galat = {}
    if isi.dasar_lain not in DASAR_LAIN:
        galat["dasar_lain"] = "Pilih dasar hukumnya."
    if len(isi.alasan.strip()) < ALASAN_MINIMUM:
        galat["alasan"] = PESAN_ALASAN
    if lebih := set(isi.ruas) - set(MINIMUM):
        galat["ruas"] = (
            "Tanpa persetujuan hanya data yang paling perlu yang boleh dibagikan. "
            f"Kosongkan: {'; '.join(label_ruas(lebih))}."
        )
    return galat
