"""The three forms of one action page as one thing: read, kept, compared, summarised."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from p3aks.core.formatting import bersih_teks
from p3aks.core.parsing import baca_bilangan
from pokja.enums import Bidang
from pokja.models import Pengguna
from rad.actions.isi import IsiAksi
from rad.enums import JenisIndikator, SumberDana
from rad.forms.aksi import AksiForm, AnggaranFormSet, IndikatorFormSet, isi_aksi
from rad.forms.penanda import PenandaForm
from rad.models import Aksi, Nomenklatur, Rad

MAKS_PILIHAN = 20
Galat = tuple[str, str, str]


class IsianAksi:
    """The page's content: the action, its indicators, its budget.

    With *data* (a QueryDict) it is what somebody typed; without, what *aksi* holds; without
    either, an empty page. A new action may be given its tags at once: ``penanda`` stands beside
    the content (``rad.models.penanda``) and is None for an action that is there already.
    """

    def __init__(
        self,
        *,
        rad: Rad,
        user: Pengguna,
        aksi: Aksi | None = None,
        data: QueryDict | None = None,
    ) -> None:
        self.rad, self.user, self.data = rad, user, data
        awal = _awal(aksi) if aksi and data is None else ({}, [], [])
        self.aksi = AksiForm(data, initial=awal[0], rad=rad, user=user, aksi=aksi)
        self.indikator = IndikatorFormSet(data, initial=awal[1], prefix="indikator", rad=rad)
        self.anggaran = AnggaranFormSet(data, initial=awal[2], prefix="anggaran", rad=rad)
        self.penanda = None if aksi else PenandaForm(data)
        for kumpulan, baris in ((self.indikator, awal[1]), (self.anggaran, awal[2])):
            kumpulan.extra = 0 if baris else 1
            for f in kumpulan.forms:
                f.fields["DELETE"].label = "Hapus bagian ini saat disimpan"

    @property
    def versi(self) -> int:
        """The version the person started from; 0, which no row has, when it is missing."""
        return self.aksi.cleaned_data.get("versi") or 0

    def sah(self) -> bool:
        """Return whether all hold; each is asked, so that all errors show at once."""
        semua = (self.aksi, self.indikator, self.anggaran, self.penanda)
        hasil = [f.is_valid() for f in semua if f is not None]
        return all(hasil)

    def isi(self) -> IsiAksi:
        """Return the content for ``rad.actions.aksi.simpan``. Only after :meth:`sah`."""
        return isi_aksi(self.aksi, self.indikator.isi(), self.anggaran.isi())

    def tahan(self) -> "IsianAksi":
        """Show what was typed without judging it: for round trips that save nothing."""
        penanda = [self.penanda] if self.penanda else []
        for f in (self.aksi, *self.indikator.forms, *self.anggaran.forms, *penanda):
            f._errors, f.cleaned_data = ErrorDict(), {}
        for kumpulan in (self.indikator, self.anggaran):
            kumpulan._errors, kumpulan._non_form_errors = [], kumpulan.error_class()
        return self

    def galat(self) -> list[Galat]:
        """Return every error as (id to jump to, label, sentence), in page order."""
        if self.data is None:
            return []
        hasil = list(_galat(self.aksi))
        for kumpulan, nama in ((self.indikator, "Indikator"), (self.anggaran, "Sumber dana")):
            hasil += [("", nama, g) for g in kumpulan.non_form_errors()]
            for n, f in enumerate(kumpulan.forms, 1):
                if not f.cleaned_data.get("DELETE"):
                    hasil += _galat(f, f"{nama} {n}: ")
        return hasil + (list(_galat(self.penanda)) if self.penanda else [])

    def sasaran(self) -> list[tuple[str, str]]:
        """Return the plan's goals as (wording, label of the bidang), for the suggestions."""
        daftar = self.rad.sasaran.order_by("bidang", "urutan").values_list("uraian", "bidang")
        return [(uraian, str(Bidang(bidang).label)) for uraian, bidang in daftar]


def cari_nomenklatur(kata: str, maks: int = MAKS_PILIHAN) -> list[tuple[str, str]]:
    """Return up to *maks* codes an action may point to, as (code, name); each code once."""
    if not (kata := bersih_teks(kata)):
        return []
    if kata[:1].isdigit():
        kata = kata.split(" ", 1)[0]
    daftar = Nomenklatur.objects.untuk_aksi().cari(kata).order_by("kode", "-tahun_mulai")
    hasil: dict[str, str] = {}
    for kode, nama in daftar.values_list("kode", "nama")[: maks * 3]:
        hasil.setdefault(kode, nama)
    return list(hasil.items())[:maks]


def nama_nomenklatur(kode: str) -> str:
    """Return the latest name of *kode*, or "" when our table does not hold it."""
    if not (kode := bersih_teks(kode)):
        return ""
    daftar = Nomenklatur.objects.filter(kode=kode).order_by("-tahun_mulai")
    return daftar.values_list("nama", flat=True).first() or ""


def ubah_data(data: QueryDict) -> QueryDict | None:
    """Return *data* changed by the page's helper buttons (one row more, a code picked), or None
    when a saving button was pressed."""
    baru = data.copy()
    for prefix in ("indikator", "anggaran"):
        if f"tambah_{prefix}" in data:
            teks = data.get(f"{prefix}-TOTAL_FORMS", "0")
            jumlah = baca_bilangan(teks)
            baru[f"{prefix}-TOTAL_FORMS"] = str(jumlah + 1)
            # What an untouched row says; anything else would make the row look filled in.
            baru.setdefault(f"indikator-{jumlah}-jenis", JenisIndikator.KELUARAN.value)
            return baru
    if kode := data.get("pilih_nomenklatur"):
        baru["nomenklatur"] = kode
        return baru
    return baru if "cari_nomenklatur" in data else None


def _galat(form: forms.Form, awalan: str = "") -> Iterator[Galat]:
    for teks in form.non_field_errors():
        yield "", awalan.rstrip(": ") or "Aksi", teks
    for isian in form:
        for teks in isian.errors:
            yield isian.id_for_label or f"div_{isian.auto_id}", f"{awalan}{isian.label}", teks


def _awal(aksi: Aksi) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the initial values of the three forms (prefetched relations are used)."""
    indikator = [
        {
            "nama": i.nama,
            "satuan": i.satuan,
            "arah": i.arah,
            "baseline": i.baseline,
            "jenis": i.jenis,
            "kumulatif": i.kumulatif,
            **{f"target_{t.tahun}": t.nilai for t in i.target.all()},
        }
        for i in aksi.indikator.all()
    ]
    anggaran: dict[str, dict[str, Any]] = {}
    for a in aksi.anggaran.all():
        baris = anggaran.setdefault(a.sumber, {"sumber": SumberDana(a.sumber).value})
        baris[f"pagu_{a.tahun}"] = a.pagu
    utama = {
        "versi": aksi.versi,
        "bidang": aksi.bidang,
        "sasaran": aksi.sasaran.uraian,
        "nomenklatur": aksi.nomenklatur,
        "uraian": aksi.uraian,
        "penanggung_jawab": aksi.penanggung_jawab_id,
        "pendukung": [p.pk for p in aksi.pendukung.all()],
        "lokasi": aksi.lokasi,
        "keterangan": aksi.keterangan,
    }
    return utama, indikator, list(anggaran.values())
