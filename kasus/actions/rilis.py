"""Releases of statistics: composed by one person, signed or refused by another (keamanan 3.2)."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.aturan.rilis import Catatan, dari_data
from kasus.documents import rilis as isi_rilis
from kasus.documents.rilis import ALASAN
from kasus.documents.statistik_dasar import Masa
from kasus.enums_akses import PutusanRilis
from kasus.models import Rilis
from kasus.tasks import susun_rilis
from p3aks.core import permintaan
from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.documents import BERJALAN, Status, sidik_sumber
from p3aks.core.models import SudahBerubah
from pokja.models import Daerah, Pengguna, RekapTerbit

SUMBER = ("kasus/aturan/rilis.py", "kasus/documents/rilis*.py", "p3aks/core/supresi/*.py")
PANJANG_ALASAN = 10


@transaction.atomic
def susun(*, by: Pengguna, masa: Masa, muat_ulang: bool = False, catatan: str = "") -> Rilis:
    """Freeze the figures of *masa*, and have decided what of them is hidden.

    A half-year that was released before counts the same records again; *muat_ulang* counts those of
    today, as a revision of at least k changed records (keamanan 3.2). *catatan*: why, for a new
    version of a period. Raises PermissionDenied; ValidationError with the sentence for the person.
    """
    wajib(by, "kasus.susun_rilis", None)
    daerah = Daerah.ini()
    lama = _lama(masa.tahun)
    _periksa(masa, lama, catatan)
    keadaan = isi_rilis.keadaan_lama(lama)
    blok = [
        _keadaan(Masa(masa.tahun, p), keadaan, daerah.ambang_publik, muat_ulang=muat_ulang)
        for p in ((masa.paruh,) if masa.paruh else (1, 2))
    ]
    if any(x.bekuan["blok"] == blok and x.paruh == masa.paruh for x in lama):
        raise ValidationError("Tidak ada data yang berubah sejak terbitan terakhir masa ini.")
    snapshot = isi_rilis.susun(masa, blok, keadaan, lama)
    kolom: dict[str, Any] = {
        "jenis": "rilis",
        "judul": snapshot["judul"],
        "snapshot": snapshot,
        "versi_templat": sidik_sumber(SUMBER),
        "kunci": uuid4().hex,
        "tahun": masa.tahun,
        "paruh": masa.paruh,
        "k": daerah.ambang_publik,
        "k_kecamatan": daerah.ambang_kecamatan,
        "catatan": catatan.strip(),
    }
    semua = Rilis.objects.sistem(ALASAN)
    return permintaan.minta(by=by, semua=semua, kolom=kolom, tugas=susun_rilis)


@transaction.atomic
def tandatangani(*, by: Pengguna, rilis: Rilis) -> RekapTerbit:
    """Publish *rilis*, which never changes from now on. *by* is not who composed it.

    Raises PermissionDenied; SudahBerubah where it was decided meanwhile; ValidationError where
    another release came out since it was composed, or its file is damaged.
    """
    baris = _kunci(by, "kasus.tandatangani_rilis", rilis)
    terbit = [str(x.pk) for x in _lama(baris.tahun)]
    if [x["rilis"] for x in baris.bekuan["lama"]] != terbit:
        raise ValidationError("Ada statistik lain yang terbit sejak rilis ini disusun. Susun lagi.")
    if (hasil := isi_rilis.hasil(baris)) is None:
        raise ValidationError("Berkas rilis ini hilang atau berubah sejak disusun. Susun lagi.")
    isi = hasil["isi"]
    lama = RekapTerbit.objects.terkini().filter(tahun=baris.tahun, paruh=baris.paruh).first()
    terbitan: RekapTerbit = RekapTerbit.objects.create(
        tahun=baris.tahun,
        paruh=baris.paruh,
        nomor=lama.nomor + 1 if lama else 1,
        isi=isi,
        sidik=isi_rilis.sidik(isi),
        menggantikan=lama,
        catatan=baris.catatan if lama else "",
        disusun_oleh=baris.diminta_oleh,
        ditandatangani_oleh=by,
    )
    _putuskan(by, baris, PutusanRilis.TERBIT, terbitan=terbitan)
    rincian: dict[str, str | int | None] = {"sidik": terbitan.sidik, "versi": terbitan.nomor}
    catat(by=by, peristiwa="rilis.terbit", objek=baris, rincian=rincian)
    catat(by=by, peristiwa="rekap.terbit", objek=terbitan, rincian=rincian)
    return terbitan


@transaction.atomic
def tolak(*, by: Pengguna, rilis: Rilis, alasan: str) -> None:
    """Refuse *rilis* with *alasan*; who composed it takes it back like this. Raises as
    :func:`tandatangani`; ValidationError for a reason that is too short."""
    if len(alasan.strip()) < PANJANG_ALASAN:
        raise ValidationError(
            {"alasan": f"Tuliskan alasan, paling sedikit {PANJANG_ALASAN} huruf."}
        )
    baris = _kunci(by, "kasus.tolak_rilis", rilis)
    _putuskan(by, baris, PutusanRilis.DITOLAK, alasan=alasan.strip())
    catat(by=by, peristiwa="rilis.ditolak", objek=baris)


@transaction.atomic
def ulangi(*, by: Pengguna, dokumen: Rilis) -> None:
    """Compose a release again that failed or was stopped. Raises PermissionDenied; GalatDokumen."""
    wajib(by, "kasus.susun_rilis", dokumen)
    permintaan.ulangi(by=by, dokumen=dokumen, tugas=susun_rilis)


@transaction.atomic
def batalkan(*, by: Pengguna, dokumen: Rilis) -> None:
    """Stop composing. Raises as :func:`ulangi`."""
    wajib(by, "kasus.susun_rilis", dokumen)
    permintaan.batalkan(by=by, dokumen=dokumen)


def _lama(tahun: int) -> list[Rilis]:
    return list(Rilis.objects.sistem(ALASAN).terbit(tahun).select_related("terbitan"))


def _periksa(masa: Masa, lama: list[Rilis], catatan: str) -> None:
    if not masa.selesai:
        raise ValidationError(
            {"masa": f"{masa.label} belum selesai. Yang diterbitkan hanya masa yang sudah lewat."}
        )
    terbuka = Rilis.objects.sistem(ALASAN).filter(tahun=masa.tahun, putusan="")
    if terbuka.filter(status__in=(*BERJALAN, Status.SELESAI)).exists():
        raise ValidationError(
            f"Masih ada rilis tahun {masa.tahun} yang belum diputus. Putuskan dahulu: tiap rilis "
            "diuji terhadap yang terbit sebelumnya."
        )
    if any(x.paruh == masa.paruh for x in lama) and len(catatan.strip()) < PANJANG_ALASAN:
        raise ValidationError(
            {"catatan": f"{masa.label} sudah terbit. Tuliskan apa yang berubah dan sebabnya."}
        )


def _keadaan(masa: Masa, keadaan: dict[str, Any], k: int, *, muat_ulang: bool) -> str:
    """Return the name of the state that the half-year *masa* is counted in; a new one is added to
    *keadaan*."""
    terakhir = next((n for n in reversed(keadaan) if n.startswith(f"{masa.paruh}:")), None)
    if terakhir and not muat_ulang:
        return terakhir
    catatan = isi_rilis.catatan_kini(masa)
    nama, isi = isi_rilis.keadaan_baru(masa.paruh, catatan)
    if terakhir and nama != terakhir:
        if nama in keadaan:
            raise ValidationError(f"Data {masa.label} kembali sama dengan terbitan yang lebih tua.")
        _cukup_berubah(masa, catatan, dari_data(keadaan[terakhir]["data"]), k)
    keadaan.setdefault(nama, isi)
    return nama


def _cukup_berubah(masa: Masa, baru: Catatan, lama: Catatan, k: int) -> None:
    """A revision of a few records would show whose they are (keamanan 3.2)."""
    beda = zip(baru.tanpa(lama), lama.tanpa(baru), strict=True)
    jumlah = [len({_kunci_catatan(x) for x in (*masuk, *keluar)}) for masuk, keluar in beda]
    if any(0 < n < k for n in jumlah):
        raise ValidationError(
            f"Data {masa.label} yang berubah sejak terbitan terakhir masih kurang dari {k}, jadi "
            "revisinya akan menunjukkan orangnya. Tunggu sampai lebih banyak."
        )


def _kunci_catatan(satu: Any) -> str:
    return satu if isinstance(satu, str) else satu[0]


def _kunci(by: Pengguna, hak: str, rilis: Rilis) -> Rilis:
    """Return *rilis* locked, with all undecided ones of its year: one is decided at a time."""
    tahun = Rilis.objects.sistem(ALASAN).filter(tahun=rilis.tahun)
    semua = list(tahun.select_for_update().order_by("pk"))
    baris = next(x for x in semua if x.pk == rilis.pk)
    wajib(by, hak, baris)
    if baris.putusan or baris.status != Status.SELESAI:
        raise SudahBerubah
    return baris


def _putuskan(by: Pengguna, rilis: Rilis, putusan: str, **lain: Any) -> None:
    rilis.putusan, rilis.diputus_oleh, rilis.diputus_pada = putusan, by, timezone.now()
    rilis.final = True  # what was decided on is never composed anew
    for nama, nilai in lain.items():
        setattr(rilis, nama, nilai)
    rilis.save(update_fields=["putusan", "diputus_oleh", "diputus_pada", "final", *lain])
