"""Cases in the forms and option lists of SIMFONI-PPA, and what is still missing for them (R23).

Identity and free text keep their columns and stay empty: whoever types a case into SIMFONI reads
them on the identity page, where each reading is recorded.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from kasus.aturan import simfoni
from kasus.enums import BentukKekerasan
from kasus.models import Kasus, Korban, Terlapor
from p3aks.core.formatting import tanggal
from pokja.models import Daerah, Wilayah

Baris = dict[str, str]
URUTAN = ("kasus", "korban", "pelaku", "pelayanan", "rujukan", "penanganan")


@dataclass
class KasusSimfoni:
    """One case as SIMFONI wants it: rows per form, and what is missing."""

    kasus: Kasus
    korban: list[Korban]
    formulir: dict[str, list[Baris]] = field(default_factory=lambda: {n: [] for n in URUTAN})
    kurang: list[str] = field(default_factory=list)

    @property
    def selang_input(self) -> int:
        """Days from the report to its entry here."""
        return (self.kasus.dibuat_pada - self.kasus.tanggal_lapor).days


def kumpulkan(user: Any, dari: dt.date, sampai: dt.date) -> list[KasusSimfoni]:
    """Return the cases *user* handles that were reported from *dari* to *sampai* (WIB), by date.

    The number of queries does not grow with the number of cases.
    """
    daftar = (
        Kasus.objects.untuk(user)
        .ditangani(user)
        .filter(tanggal_lapor__date__gte=dari, tanggal_lapor__date__lte=sampai, anonim_pada=None)
        .select_related("kecamatan")
        .defer("kronologi")
        .order_by("tanggal_lapor", "pk")
        .prefetch_related(
            "korban__bentuk",
            "korban__hubungan",
            "korban__layanan__instansi",
            "korban__rujukan__instansi__lembaga",
            "korban__input_simfoni",
            "terlapor__proses_hukum",
        )
    )
    tempat = _daerah()
    return [_susun(kasus, tempat) for kasus in daftar]


def _daerah() -> Baris:
    daerah: Wilayah = Daerah.ini().wilayah
    return {
        "provinsi": daerah.induk.nama if daerah.induk else "",
        "kabupaten_kota": daerah.nama,
    }


def _susun(kasus: Kasus, tempat: Baris) -> KasusSimfoni:
    korban = list(kasus.korban.all())
    terlapor = {t.pk: t for t in kasus.terlapor.all()}
    hasil = KasusSimfoni(kasus, korban)
    acuan = {"no_registrasi": kasus.kode}
    isi = hasil.formulir
    isi["kasus"].append({**acuan, **tempat, **_kasus(kasus, korban)})
    for k in korban:
        milik = {**acuan, "kode_korban": k.kode}
        isi["korban"].append({**milik, **_orang(k), **_korban(k)})
        isi["pelaku"] += [
            {
                **milik,
                "kode_pelaku": terlapor[h.terlapor_id].kode,
                **_orang(terlapor[h.terlapor_id]),
                "hubungan": simfoni.label("hubungan", h.hubungan),
            }
            for h in k.hubungan.all()
        ]
        isi["pelayanan"] += [
            {
                **milik,
                "instansi": lay.instansi.nama if lay.instansi else "",
                "layanan": simfoni.label("layanan", lay.jenis),
            }
            for lay in k.layanan.all()
        ]
        isi["rujukan"] += [
            {
                **milik,
                "tanggal_rujukan": _tanggal(r.dikirim_pada),
                "tujuan": tempat["kabupaten_kota"],
                "instansi": r.instansi.lembaga.nama,
            }
            for r in k.rujukan.all()
        ]
    for t in terlapor.values():
        isi["penanganan"] += [
            {
                **acuan,
                "kode_pelaku": t.kode,
                "instansi": p.instansi,
                "proses_hukum": simfoni.label("proses_hukum", p.proses),
            }
            for p in t.proses_hukum.all()
        ]
    hasil.kurang = _kurang(isi)
    return hasil


def _kurang(isi: dict[str, list[Baris]]) -> list[str]:
    """Return each finding once, in the order of the forms; a case without a victim lacks all."""
    kalimat = [
        masalah for nama in URUTAN for baris in isi[nama] for masalah in _periksa(nama, baris)
    ]
    if not isi["pelaku"]:
        kalimat.append("Hubungan terlapor dengan korban belum diisi.")
    return list(dict.fromkeys(kalimat))


def _periksa(nama: str, baris: Baris) -> Iterable[str]:
    siapa = baris.get("kode_pelaku") if nama == "pelaku" else baris.get("kode_korban")
    awalan = f"{siapa}: " if siapa else ""
    return (f"{awalan}{kalimat}" for kalimat in simfoni.kelengkapan(nama, baris))


def _kasus(kasus: Kasus, korban: list[Korban]) -> Baris:
    kejadian = kasus.tanggal_kejadian
    return {
        "tanggal_lapor": _tanggal(kasus.tanggal_lapor),
        "tanggal_kejadian": tanggal(kejadian) if kejadian else str(kasus.tahun_kejadian or ""),
        "tempat": simfoni.label("tempat", korban[0].tempat) if korban else "",
        "kecamatan": kasus.kecamatan.nama if kasus.kecamatan else "",
    }


def _orang(orang: Korban | Terlapor) -> Baris:
    return {
        "jenis_kelamin": simfoni.label("jenis_kelamin", orang.kelamin),
        "usia": simfoni.label("usia", orang.kelompok_usia),
        "pendidikan": simfoni.label("pendidikan", orang.pendidikan),
        "pekerjaan": simfoni.label("pekerjaan", orang.pekerjaan),
        "perkawinan": simfoni.label("perkawinan", orang.status_perkawinan),
        "difabel": simfoni.label("difabel", getattr(orang, "disabilitas", "")),
    }


def _korban(korban: Korban) -> Baris:
    bentuk = {b.bentuk: b.sub for b in korban.bentuk.all()}
    return {
        "kdrt": simfoni.label("kdrt", korban.ranah),
        "bentuk": simfoni.gabung_label("bentuk", bentuk),
        "trafficking": simfoni.gabung_label("trafficking", bentuk.get(BentukKekerasan.TPPO, [])),
    }


def _tanggal(waktu: dt.datetime) -> str:
    return tanggal(timezone.localdate(waktu))
