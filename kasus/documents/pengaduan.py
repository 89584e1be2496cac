"""What a report says: its content as data, how triage judges it, and which part of it who reads."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from kasus.aturan.kategori import adalah_kdrt
from kasus.aturan.triase import JAM_RUJUK, PERTANYAAN, HasilTriase, Jawaban, Tindakan, nilai
from kasus.aturan.waktu import adalah_anak
from kasus.documents.lembar import RUAS, Ruas
from kasus.enums import HubunganPelaku
from kasus.enums_akses import JabatanTerlapor, KanalAman
from kasus.models import Instansi, Pengaduan
from p3aks.core.formatting import tanggal, tanggal_waktu
from pokja.enums import Peran
from pokja.models import Lembaga, Pengguna, Penugasan, Wilayah

ALASAN_LANGSUNG = "Orang yang dilaporkan pejabat atau aparat: hanya kepala unit yang menangani."


@dataclass(frozen=True)
class IsiPengaduan:
    """What the volunteer wrote. ``kejadian``: the day, only the year, or not known."""

    cerita: str
    kelamin: str
    tempat: str
    jabatan: str = JabatanTerlapor.BUKAN
    kejadian: date | int | None = None
    nama_korban: str = ""
    usia: int | None = None
    kanal: str = KanalAman.TIDAK
    telepon: str = ""
    alamat: str = ""
    nama_terlapor: str = ""
    kelamin_terlapor: str = ""
    hubungan: str = HubunganPelaku.NA
    serumah: bool = False
    asal: str = ""

    @property
    def langsung(self) -> bool:
        """Whether the report goes to the head of the unit alone (a case of level K3)."""
        return self.jabatan != JabatanTerlapor.BUKAN

    @property
    def ada_terlapor(self) -> bool:
        """Whether anything about an alleged perpetrator was told."""
        tahu_hubungan = self.hubungan != HubunganPelaku.NA
        return bool(self.nama_terlapor or self.kelamin_terlapor or tahu_hubungan or self.langsung)

    def salinan(self) -> dict[str, Any]:
        """Return the content as JSON can hold it."""
        isi = asdict(self)
        if isinstance(self.kejadian, date):
            isi["kejadian"] = self.kejadian.isoformat()
        return isi

    @classmethod
    def dari(cls, salinan: Mapping[str, Any]) -> Self:
        """Return the content that :meth:`salinan` wrote; what was added later is left out."""
        isi = {f.name: salinan[f.name] for f in fields(cls) if f.name in salinan}
        if isinstance(isi.get("kejadian"), str):
            isi["kejadian"] = date.fromisoformat(isi["kejadian"])
        return cls(**isi)


def nilai_laporan(jawaban: Mapping[str, str], isi: IsiPengaduan) -> HasilTriase:
    """Judge a whole report (R15): the answers, made heavier where the facts say more.

    An age under 18 counts as "anak", a household relation as "kdrt". A report against an official
    never stays in the village: it is referred within 24 hours, and the POKJA is not told.
    """
    jawab = dict(jawaban)
    if adalah_anak(isi.usia):
        jawab["anak"] = Jawaban.YA
    if isi.serumah or adalah_kdrt(isi.hubungan, isi.serumah, None):
        jawab["kdrt"] = Jawaban.YA
    hasil = nilai(jawab)
    if not isi.langsung:
        return hasil
    if hasil.tindakan == Tindakan.DAMPINGI:
        return HasilTriase(Tindakan.RUJUK, (ALASAN_LANGSUNG,), JAM_RUJUK, ringan=False)
    return replace(hasil, alasan=(*hasil.alasan, ALASAN_LANGSUNG), beri_tahu_pokja=False)


def hasil_triase(pengaduan: Pengaduan) -> HasilTriase:
    """Return the judgement on a stored report, with its reasons."""
    return nilai_laporan(pengaduan.jawaban, IsiPengaduan.dari(pengaduan.isi))


# --- what is shown --------------------------------------------------------------------------------


def baris_isi(isi: IsiPengaduan, *, identitas: bool) -> list[tuple[str, str]]:
    """Return label and text of what was filled in, in the order of the form.

    Without *identitas* the names, telephone and address (tier F3) are left out.
    """
    terisi = isi.salinan()
    return [
        (ruas.label, _tulis(isi, ruas))
        for nama, ruas in RUAS.items()
        if terisi.get(nama) not in ("", None, False) and (identitas or not ruas.identitas)
    ]


def _tulis(isi: IsiPengaduan, ruas: Ruas) -> str:
    terisi = getattr(isi, ruas.id)
    if isinstance(terisi, bool):
        return "Ya"
    if ruas.pilihan:
        return next((label for kode, label in ruas.pilihan if kode == terisi), str(terisi))
    if isinstance(terisi, date):
        return tanggal(terisi)
    return f"{terisi} tahun" if ruas.id == "usia" else str(terisi)


def baris_jawaban(jawaban: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return every triage question with the answer given; no answer reads "Tidak tahu"."""
    return [
        (tanya.teks, str(Jawaban(jawaban.get(tanya.id) or Jawaban.TIDAK_TAHU).label))
        for tanya in PERTANYAAN
    ]


def tambahan(salinan: Mapping[str, Any]) -> list[tuple[datetime, str]]:
    """Return what was added later, as (time, text), oldest first."""
    return [
        (datetime.fromisoformat(satu["pada"]), satu["teks"]) for satu in salinan.get("tambahan", ())
    ]


def kronologi(salinan: Mapping[str, Any]) -> str:
    """Return the story with all that was added, as it becomes the case's chronology."""
    lanjutan = (
        f"Tambahan kader, {tanggal_waktu(pada)}:\n{teks}" for pada, teks in tambahan(salinan)
    )
    return "\n\n".join([salinan["cerita"], *lanjutan])


# --- where it goes --------------------------------------------------------------------------------

PENERIMA = (Peran.MANAJER_KASUS, Peran.SUPERVISOR)


def unit_penerima() -> QuerySet[Lembaga]:
    """Return the units of this regency that receive reports: those for which somebody is case
    manager or supervisor today. ``berkepala``: whether a supervisor is among them."""
    pemegang = Penugasan.objects.berlaku().filter(pengguna__is_active=True)
    kepala = pemegang.filter(peran=Peran.SUPERVISOR, lembaga=OuterRef("pk"))
    return Lembaga.objects.filter(
        Q(wilayah=settings.WILAYAH) | Q(wilayah__kode__startswith=f"{settings.WILAYAH}."),
        aktif=True,
        pk__in=pemegang.filter(peran__in=PENERIMA).values("lembaga"),
    ).annotate(berkepala=Exists(kepala))


def desa_tugas(kader: Pengguna) -> list[Wilayah]:
    """Return the places for which *kader* is a volunteer today; a report may come from these."""
    kode = {p.wilayah_id for p in kader.penugasan_aktif if p.peran == Peran.PATBM}
    return list(Wilayah.objects.filter(pk__in=kode - {None}).select_related("induk"))


def kontak_unit(unit: list[Lembaga]) -> list[tuple[str, str]]:
    """Return name and telephone of each unit, from the referral directory; "" where none is."""
    kontak = dict(Instansi.objects.filter(lembaga__in=unit).values_list("lembaga", "kontak"))
    return [(u.nama, kontak.get(u.pk, "")) for u in unit]
