"""What a village volunteer does with a report: send it, add to it, finish it (R15)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kasus.actions.dasar import tidak_di_depan
from kasus.actions.notifikasi import beri_tahu, pemegang_di_unit
from kasus.aturan.waktu import urutan_tanggal
from kasus.documents.pengaduan import PENERIMA, IsiPengaduan, kronologi, nilai_laporan
from kasus.enums_akses import StatusPengaduan
from kasus.models import Kasus, Pengaduan
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.enums import Bidang, Peran
from pokja.models import Lembaga, Pengguna, Penugasan, Wilayah

ALASAN = "menulis pengaduan"
MAKS_KRONOLOGI: int = Kasus._meta.get_field("kronologi").max_length or 0
BUKAN_RINGAN = (
    "Laporan ini tidak dapat diselesaikan di desa. Menurut jawaban Anda, hanya unit layanan yang "
    "boleh menutupnya."
)


@transaction.atomic
def kirim(
    *,
    by: Pengguna,
    kunci: UUID,
    unit: Lembaga,
    isi: IsiPengaduan,
    jawaban: Mapping[str, str],
    desa: Wilayah | None = None,
    lapor_pada: datetime | None = None,
) -> Pengaduan:
    """Store a report and tell who receives it.

    *kunci* is the one-time key of the form: sent twice it makes one report, and the second call
    returns the first one's row unchanged. *lapor_pada* is the time on a paper sheet that is copied
    now; the deadline runs from there (R34). A light report stays in the village, every other waits
    for the unit; one against an official goes to the supervisor of the unit alone.
    Raises PermissionDenied unless *by* is a volunteer, ValidationError for dates in an impossible
    order (R03).
    """
    if not by.has_perm("kasus.lapor"):
        raise PermissionDenied
    kini = timezone.now()
    lapor = lapor_pada or kini
    tidak_di_depan(lapor, "Waktu di lembar kertas")
    if salah := urutan_tanggal(isi.kejadian, lapor, kini):
        raise ValidationError([kalimat for _, kalimat in salah])
    hasil = nilai_laporan(jawaban, isi)
    isian: dict[str, Any] = {
        "pelapor": by,
        "desa": desa,
        "unit": unit,
        "lapor_pada": lapor,
        "dari_kertas": lapor_pada is not None,
        "isi": isi.salinan(),
        "jawaban": dict(jawaban),
        "tindakan": hasil.tindakan,
        "ringan": hasil.ringan,
        "langsung": isi.langsung,
        "batas": lapor + timedelta(hours=hasil.batas_jam) if hasil.batas_jam else None,
        "status": StatusPengaduan.DIDAMPINGI if hasil.ringan else StatusPengaduan.DIKIRIM,
    }
    pengaduan, baru = Pengaduan.objects.sistem(ALASAN).get_or_create(
        # Bound to its author: a key that somebody else used tells nothing about their report.
        kunci=uuid5(kunci, str(by.pk)),
        defaults=isian,
    )
    if baru:
        catat(
            by=by,
            peristiwa="pengaduan.dikirim",
            objek=pengaduan,
            rincian={"tindakan": hasil.tindakan, "dari_kertas": int(pengaduan.dari_kertas)},
        )
        _kabari_unit(pengaduan, "pengaduan_baru", by)
        if hasil.beri_tahu_pokja:
            beri_tahu(None, "", "pengaduan_konflik", _koordinator_penanganan(), by=by)
    return pengaduan


def sama(pengaduan: Pengaduan, isi: IsiPengaduan, jawaban: Mapping[str, str]) -> bool:
    """Tell whether *pengaduan* says what was just sent, apart from what was added since."""
    return IsiPengaduan.dari(pengaduan.isi) == isi and pengaduan.jawaban == dict(jawaban)


@transaction.atomic
def tambah(*, by: Pengguna, pengaduan: Pengaduan, teks: str) -> None:
    """Append *teks* to a report that nobody has taken over; what stands there stays.

    Raises PermissionDenied for anybody but its author, SudahBerubah once the unit has it,
    ValidationError where the story would become longer than a case can hold.
    """
    baris = _milik(by, pengaduan)
    salinan = dict(baris.isi)
    salinan["tambahan"] = [
        *salinan.get("tambahan", ()),
        {"pada": timezone.now().isoformat(), "teks": teks},
    ]
    if len(kronologi(salinan)) > MAKS_KRONOLOGI:
        raise ValidationError(
            "Tambahan ini terlalu panjang untuk disatukan dengan laporannya. Persingkat, atau "
            "sampaikan langsung kepada unit."
        )
    baris.isi = salinan
    baris.save(update_fields=["isi", "diubah_pada"])
    catat(by=by, peristiwa="pengaduan.ditambah", objek=baris)
    _kabari_unit(baris, "pengaduan_tambahan", by)


@transaction.atomic
def selesai(*, by: Pengguna, pengaduan: Pengaduan, catatan: str) -> None:
    """Finish a light report in the village, with a note of what was done (R15).

    Raises PermissionDenied for anybody but its author, SudahBerubah once the unit has it,
    ValidationError with the reason for every report that triage did not call light.
    """
    baris = _milik(by, pengaduan)
    if not baris.ringan:
        raise ValidationError(BUKAN_RINGAN)
    baris.isi = {**baris.isi, "selesai": catatan}
    baris.status = StatusPengaduan.SELESAI
    baris.selesai_pada = timezone.now()
    baris.save(update_fields=["isi", "status", "selesai_pada", "diubah_pada"])
    catat(by=by, peristiwa="pengaduan.selesai", objek=baris)


def catat_baca_pengaduan(by: Pengguna, pengaduan: Pengaduan, *, tingkat: str) -> None:
    """Record that *by* read the content of a report; *tingkat* is the highest tier shown (R22)."""
    catat(
        by=by,
        peristiwa="pengaduan.dibaca",
        objek=pengaduan,
        rincian={"tingkat": tingkat, "kanal": "HTML"},
    )


def kunci_pengaduan(pengaduan: Pengaduan) -> Pengaduan:
    """Return the report as it is now, locked until the end of the transaction.

    The caller checks the right on what it returns. Raises SudahBerubah once it is taken over or
    finished.
    """
    baris = Pengaduan.objects.sistem(ALASAN).select_for_update(of=("self",)).get(pk=pengaduan.pk)
    if not baris.terbuka:
        raise SudahBerubah
    return baris


def _milik(by: Pengguna, pengaduan: Pengaduan) -> Pengaduan:
    if not by.has_perm("kasus.tambah_pengaduan", pengaduan):
        raise PermissionDenied
    return kunci_pengaduan(pengaduan)


def _kabari_unit(pengaduan: Pengaduan, jenis: str, by: Pengguna) -> None:
    peran = (Peran.SUPERVISOR,) if pengaduan.langsung else PENERIMA
    beri_tahu(None, pengaduan.kode, jenis, pemegang_di_unit(pengaduan.unit_id, *peran), by=by)


def _koordinator_penanganan() -> Any:
    """Return who leads the POKJA's bidang penanganan: they hear of conflict, not of a person."""
    return Pengguna.objects.filter(
        penugasan__in=Penugasan.objects.berlaku().filter(
            peran=Peran.KOORDINATOR_BIDANG, bidang=Bidang.PENANGANAN
        ),
        is_active=True,
    ).distinct()
