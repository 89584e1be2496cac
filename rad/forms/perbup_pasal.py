"""One article as one form: its place and key, and its paragraphs as rows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict

from p3aks.core.forms import FormulirMixin
from p3aks.core.parsing import baca_bilangan
from rad.enums_perbup import JenisRincian, Penghubung
from rad.forms.perbup import BerversiMixin, KalimatField
from rad.forms.perbup_rincian import SusunanSalah, baca_rincian, tulis_rincian
from rad.models import Pasal, Perbup
from rad.models.naskah import KUNCI_SAH
from rad.naskah.bentuk import AyatTeks, NaskahTeks, PasalTeks

Galat = tuple[str, str, str]
LEBAR_BARIS = 64  # signs that a text area shows on a line, on a desk
BANTUAN_RINCIAN = (
    "Satu rincian per baris, tanpa huruf atau nomor. Rincian di bawahnya diawali “- ”, "
    "di bawahnya lagi “-- ”, lalu “--- ”. Bila sub-rincian dihubungkan bukan dengan “dan”, tulis "
    "[atau], [dan/atau], atau [tanpa] di akhir baris induknya."
)


def _kunci(contoh: str) -> forms.CharField:
    return forms.CharField(
        label="Kunci rujukan",
        max_length=40,
        required=False,
        validators=[KUNCI_SAH],
        help_text=f"Nama pendek agar dapat dirujuk, misalnya “{contoh}”. Boleh kosong.",
    )


class PasalForm(FormulirMixin, BerversiMixin, forms.Form):
    """The article's place and key."""

    letak = forms.ChoiceField(label="Letak")
    kunci = _kunci("sistematika")

    def __init__(self, *args: Any, perbup: Perbup, pasal: Pasal | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letak_ada = pilihan_letak(perbup, pasal)
        self.fields["letak"].choices = [(k, label) for k, (label, _, _) in self.letak_ada.items()]


class AyatForm(FormulirMixin, forms.Form):
    """One paragraph with its list. ``objek`` names the row it continues ("ayat:uuid")."""

    objek = forms.CharField(required=False, widget=forms.HiddenInput)
    isi = KalimatField(label="Isi", help_text="Tanpa nomor ayat dan tanpa titik di akhir.")
    rincian = forms.CharField(
        label="Rincian",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    jenis = forms.ChoiceField(
        label="Jenis rincian", choices=JenisRincian.choices, initial=JenisRincian.RINCIAN.value
    )
    penghubung = forms.ChoiceField(
        label="Kata sebelum rincian terakhir",
        choices=[*Penghubung.choices, ("", "tanpa kata penghubung")],
        initial=Penghubung.DAN.value,
        required=False,
    )
    kunci = _kunci("jangka-waktu")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ruas, terkecil in (("isi", 3), ("rincian", 4)):
            teks = str(self[ruas].value() or "")
            baris = sum(1 + len(b) // LEBAR_BARIS for b in teks.splitlines()) + 1
            self.fields[ruas].widget.attrs["rows"] = max(terkecil, min(baris, 18))

    def clean_rincian(self) -> str:
        """Read the list; the items are kept beside the text."""
        teks = self.cleaned_data["rincian"]
        try:
            self.butir, self.kata = baca_rincian(teks)
        except SusunanSalah as galat:
            raise ValidationError(str(galat)) from galat
        return teks

    def clean(self) -> dict[str, Any]:
        """Refuse a list whose typed last word is another than the chosen one: "dan" and "atau"
        say different things in law, so neither is overruled silently."""
        isi = super().clean() or self.cleaned_data
        kata = getattr(self, "kata", "")
        biasa = isi.get("jenis") == JenisRincian.RINCIAN
        if kata and biasa and "penghubung" in isi and isi["penghubung"] != kata:
            raise ValidationError(
                {
                    "penghubung": f"Rincian diketik dengan “{kata}”, sedangkan yang dipilih "
                    f"“{isi['penghubung'] or 'tanpa kata penghubung'}”. Samakan keduanya."
                }
            )
        return isi

    def teks(self) -> AyatTeks:
        """Return the paragraph as typed. Only after ``is_valid``."""
        d = self.cleaned_data
        return AyatTeks(d["isi"], self.butir, d["penghubung"], d["jenis"], d["kunci"], d["objek"])


AyatFormSet = forms.formset_factory(AyatForm, extra=0, can_delete=True, max_num=60, absolute_max=60)


class IsianPasal:
    """The page's content: with *data* what somebody typed, without it what *teks* holds."""

    def __init__(
        self,
        *,
        perbup: Perbup,
        naskah: NaskahTeks,
        pasal: Pasal | None = None,
        teks: PasalTeks | None = None,
        letak: str = "",
        data: QueryDict | None = None,
    ) -> None:
        self.naskah, self.objek, self.data = naskah, f"pasal:{pasal.pk}" if pasal else "", data
        awal = {
            "versi": perbup.versi,
            "kunci": teks.kunci if teks else "",
            "letak": kode_letak(pasal) if pasal else letak,
        }
        self.pasal = PasalForm(data, initial=awal, perbup=perbup, pasal=pasal)
        baris = [_awal(a) for a in teks.ayat] if teks else []
        self.ayat = AyatFormSet(data, initial=baris, prefix="ayat")
        self.ayat.extra = 0 if baris else 1
        for f in self.ayat.forms:
            f.fields["DELETE"].label = "Hapus ayat ini saat disimpan"

    def sah(self) -> bool:
        """Return whether all holds; each part is asked, so that all errors show at once."""
        hasil = [self.pasal.is_valid(), self.ayat.is_valid()]
        if not all(hasil):
            return False
        if not self.teks().ayat:
            self.pasal.add_error(None, "Pasal paling sedikit memuat satu ayat.")
        self._kunci_unik()
        return self.pasal.is_valid() and all(not f.errors for f in self._dipakai())

    def teks(self) -> PasalTeks:
        """Return the article as typed. Only after both forms are valid."""
        ayat = tuple(f.teks() for f in self._dipakai())
        return PasalTeks(ayat, self.pasal.cleaned_data["kunci"], self.objek)

    def letak(self) -> dict[str, Any]:
        """Return ``bab`` and ``bagian`` of the chosen place."""
        _, bab, bagian = self.pasal.letak_ada[self.pasal.cleaned_data["letak"]]
        return {"bab": bab, "bagian": bagian}

    def tahan(self) -> "IsianPasal":
        """Show what was typed without judging it: for round trips that save nothing."""
        for f in (self.pasal, *self.ayat.forms):
            f._errors, f.cleaned_data = ErrorDict(), {}
        self.ayat._errors, self.ayat._non_form_errors = [], self.ayat.error_class()
        return self

    def galat(self) -> list[Galat]:
        """Return every error as (id to jump to, label, sentence), in page order."""
        if self.data is None:
            return []
        hasil = list(_galat(self.pasal, "Pasal"))
        hasil += [("", "Ayat", g) for g in self.ayat.non_form_errors()]
        for n, f in enumerate(self.ayat.forms, 1):
            if not f.cleaned_data.get("DELETE"):
                hasil += _galat(f, f"Ayat {n}")
        return hasil

    def _dipakai(self) -> list[AyatForm]:
        return [
            f
            for f in self.ayat.forms
            if f.cleaned_data.get("isi") and not f.cleaned_data.get("DELETE")
        ]

    def _kunci_unik(self) -> None:
        """A key names one part only, or references to it point nowhere."""
        lain = [p for p in self.naskah.semua_pasal() if not self.objek or p.objek != self.objek]
        if (kunci := self.pasal.cleaned_data["kunci"]) and kunci in {p.kunci for p in lain}:
            self.pasal.add_error("kunci", f"Kunci “{kunci}” sudah dipakai pasal lain.")
        sudah = {a.kunci for p in lain for a in p.ayat}
        for f in self._dipakai():
            kunci = f.cleaned_data["kunci"]
            if kunci and kunci in sudah:
                f.add_error("kunci", f"Kunci “{kunci}” sudah dipakai ayat lain.")
            sudah.add(kunci)


def ubah_data(data: QueryDict) -> QueryDict | None:
    """Return *data* changed by the page's helper buttons (a paragraph more, one moved, a look at
    the preview), or None when the saving button was pressed."""
    baru = data.copy()
    jumlah = baca_bilangan(data.get("ayat-TOTAL_FORMS", ""))
    if "tambah_ayat" in data:
        baru["ayat-TOTAL_FORMS"] = str(jumlah + 1)
        return baru
    for nama, geser in (("naik", -1), ("turun", 1)):
        if (dari := baca_bilangan(data.get(f"{nama}_ayat", ""), -1)) >= 0:
            ke = dari + geser
            if 0 <= ke < jumlah and dari < jumlah:
                _tukar(baru, dari, ke)
            return baru
    return baru if "pratinjau" in data else None


def pilihan_letak(perbup: Perbup, pasal: Pasal | None) -> dict[str, tuple[str, Any, Any]]:
    """Return where an article may stand: code → (label, bab, bagian or None).

    A divided chapter takes articles in its sections only, except one that stands outside already.
    """
    hasil: dict[str, tuple[str, Any, Any]] = {}
    for no, bab in enumerate(perbup.bab.prefetch_related("bagian"), start=1):
        nama = f"Bab {no}, {bab.judul}"
        daftar = list(bab.bagian.all())
        lepas = pasal is not None and (pasal.bab_id, pasal.bagian_id) == (bab.pk, None)
        if not daftar or lepas:
            hasil[f"bab:{bab.pk}"] = (nama, bab, None)
        for urut, bagian in enumerate(daftar, start=1):
            hasil[f"bagian:{bagian.pk}"] = (f"{nama}, bagian {urut}: {bagian.judul}", bab, bagian)
    return hasil


def kode_letak(pasal: Pasal) -> str:
    """Return the code of the place where *pasal* stands."""
    return f"bagian:{pasal.bagian_id}" if pasal.bagian_id else f"bab:{pasal.bab_id}"


def _awal(ayat: AyatTeks) -> dict[str, str]:
    return {
        "objek": ayat.objek,
        "isi": " ".join(ayat.isi.split()),
        "rincian": tulis_rincian(ayat.butir),
        "jenis": ayat.jenis,
        "penghubung": ayat.penghubung,
        "kunci": ayat.kunci,
    }


def _tukar(data: QueryDict, dari: int, ke: int) -> None:
    ruas = (*AyatForm.base_fields, "DELETE")
    kiri, kanan = ({r: data.getlist(f"ayat-{n}-{r}") for r in ruas} for n in (dari, ke))
    for r in ruas:
        data.setlist(f"ayat-{ke}-{r}", kiri[r])
        data.setlist(f"ayat-{dari}-{r}", kanan[r])
        for n in (dari, ke):
            if not data.getlist(f"ayat-{n}-{r}"):
                data.pop(f"ayat-{n}-{r}")


def _galat(form: forms.Form, awalan: str) -> list[Galat]:
    hasil = [("", awalan, teks) for teks in form.non_field_errors()]
    for isian in form:
        for teks in isian.errors:
            hasil.append((isian.id_for_label, f"{awalan}: {isian.label}", teks))
    return hasil
