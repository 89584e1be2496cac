"""Shared form parts: one column, errors on top and beside, dates as people type them."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import cached_property

from p3aks.core import formatting

BELUM_DIISI = "Bagian ini belum diisi."
Kelompok = Sequence[tuple[str, Sequence[str]]]


class BantuanFormulir(FormHelper):
    """Crispy settings of every form: the page writes <form>, csrf_token and the button itself.

    Args:
        kelompok: (question, field names) pairs, each drawn as a fieldset; empty for no groups.
            Fields named nowhere follow at the end, hidden ones too: none is ever lost.
    """

    def __init__(self, kelompok: Kelompok = ()) -> None:
        super().__init__()
        self.form_tag = False
        self.disable_csrf = True
        if kelompok:
            self.layout = Layout(*(Fieldset(judul, *isian) for judul, isian in kelompok))
            self.render_unmentioned_fields = True


def sebut_belum_diisi(isian: Iterable[forms.Field]) -> None:
    """Replace Django's "Bidang ini tidak boleh kosong": here a bidang is a part of the Pokja.

    A message that a field was given on purpose stays.
    """
    bawaan = forms.Field.default_error_messages["required"]
    for satu in isian:
        if satu.error_messages.get("required") is bawaan:
            satu.error_messages["required"] = BELUM_DIISI


class FormulirMixin:
    """Gives a form the house style: `class AksiForm(FormulirMixin, forms.ModelForm)`.

    Set `kelompok` to group long forms by question. The summary of errors with links comes from
    templates/bootstrap5/errors.html, the error beside each field from crispy.
    """

    kelompok: ClassVar[Kelompok] = ()
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sebut_belum_diisi(self.fields.values())

    @cached_property
    def helper(self) -> BantuanFormulir:
        """Return the crispy helper that `{% crispy form %}` asks for."""
        return BantuanFormulir(self.kelompok)


class KunciMixin(forms.Form):
    """The one-time key of a form for something new: sent twice, it makes one."""

    id_baru = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class JebakanMixin(forms.Form):
    """A box that people do not see and machines fill in; the form draws it with ``jebakan()``."""

    MESIN = "Kotak “Biarkan kosong” terisi. Kotak itu sudah dikosongkan; kirim sekali lagi."
    situs = forms.CharField(
        label="Biarkan kosong",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @staticmethod
    def jebakan() -> Field:
        """Return the box for the layout, out of sight."""
        return Field("situs", wrapper_class="sembunyi")

    def clean_situs(self) -> str:
        """Refuse what a machine filled in; of a person nothing is lost."""
        if self.cleaned_data["situs"]:
            self.data = self.data.copy()
            self.data["situs"] = ""
            raise ValidationError(self.MESIN)
        return ""


class MasaMixin:
    """A form with ``mulai`` and ``selesai``: the end does not come before the beginning."""

    TERBALIK = "Hari terakhir mendahului hari pertama."

    def clean(self) -> dict[str, Any]:
        """Refuse times that run backwards, beside the end."""
        isi: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        mulai, selesai = isi.get("mulai"), isi.get("selesai")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", self.TERBALIK)  # type: ignore[attr-defined]
        return isi


def nilai_baris(baris: Model, ruas: Iterable[str]) -> dict[str, Any]:
    """Return what a form about the row *baris* starts with; of a relation, the key."""
    return {nama: baris.serializable_value(nama) for nama in ruas}


def tambah_galat(form: Any, galat: ValidationError) -> None:
    """Put what an action refused beside its fields; on top where *form* has no such field."""
    per_ruas = galat.error_dict if hasattr(galat, "error_dict") else {"": galat.error_list}
    for ruas, isi in per_ruas.items():
        form.add_error(ruas if ruas in form.fields else None, isi)


def terima_versi(form: Any, versi: int) -> None:
    """Let the bound *form* start from the stored *versi*: after a stale save the person has seen
    both texts, and saving once more means it."""
    form.data = form.data.copy()
    form.data["versi"] = str(versi)


_TANGGAL = re.compile(r"(\d{1,2})[\s\-/.]+([a-z]+|\d{1,2})[\s\-/.]+(\d{4})")
_TANGGAL_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_BULAN = {
    tulisan: nomor
    for nomor, nama in enumerate(formatting.BULAN, start=1)
    for tulisan in (nama.lower(), nama[:3].lower())
} | {"peb": 2, "pebruari": 2, "agt": 8, "ags": 8, "sept": 9, "nop": 11, "nopember": 11}


def baca_tanggal(teks: str) -> date:
    """Read a date as people type it: "22 November 2026", "22 Nov 2026", "22/11/2026", "2026-11-22".

    Day before month, as everywhere in Indonesia; the year has four digits. ValueError (message
    for the typist) for anything else and for days that do not exist.
    """
    bersih = teks.strip().lower()
    if iso := _TANGGAL_ISO.fullmatch(bersih):
        tahun, bulan, hari = (int(bagian) for bagian in iso.groups())
    elif cocok := _TANGGAL.fullmatch(bersih):
        hari, tahun = int(cocok[1]), int(cocok[3])
        bulan = int(cocok[2]) if cocok[2].isdigit() else _BULAN.get(cocok[2], 0)
    else:
        raise ValueError(
            f"“{teks[:30]}” belum terbaca sebagai tanggal. Tulis seperti 22 November 2026."
        )
    try:
        return date(tahun, bulan, hari)
    except ValueError as galat:
        raise ValueError(f"“{teks[:30]}” bukan tanggal yang ada di kalender.") from galat


class TanggalField(forms.Field):
    """A date, typed "22 November 2026" or "22/11/2026"; cleans to date or None.

    Not type=date: its order of day and month follows the browser's language, not the country's.
    """

    widget = forms.TextInput
    baca: ClassVar[Callable[[str], Any]] = staticmethod(baca_tanggal)

    def to_python(self, value: Any) -> Any:
        """Return the date, or None when empty; a date from a spreadsheet cell stays as it is."""
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else self._baca(value)

    def _baca(self, value: Any) -> Any:
        """Return what a typed text means, or None when empty."""
        if value is None or not (teks := str(value).strip()):
            return None
        try:
            return self.baca(teks)
        except ValueError as galat:
            raise ValidationError(str(galat), code="invalid") from galat

    def prepare_value(self, value: Any) -> Any:
        """Show a stored date as people write it, and a refused text exactly as it was typed."""
        return formatting.tanggal(value) if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Switch off the browser's memory: it offers other forms' dates."""
        return {**super().widget_attrs(widget), "autocomplete": "off"}


_WAKTU = re.compile(
    r"(?P<hari>.+?)[\s,]+(?:pukul|jam)?\s*(?P<jam>\d{1,2})[.:](?P<menit>\d{2})(?:\s*wib)?"
)


def baca_waktu(teks: str) -> datetime:
    """Read day and time as people type them: "22 November 2026 14.30", "22/11/2026 pukul 14:30".

    A day alone means 00.00. Returns an aware time of the local zone (WIB). ValueError (message for
    the typist) for anything else.
    """
    bersih = teks.strip().lower()
    cocok = _WAKTU.fullmatch(bersih)
    hari = baca_tanggal(cocok["hari"] if cocok else bersih)
    try:
        jam = time(int(cocok["jam"]), int(cocok["menit"])) if cocok else time()
    except ValueError as galat:
        raise ValueError(f"“{teks[:30]}” bukan jam yang ada. Tulis seperti 14.30.") from galat
    return timezone.make_aware(datetime.combine(hari, jam))


class WaktuField(TanggalField):
    """A day with its time, typed "22 November 2026 14.30"; cleans to an aware datetime or None."""

    baca = staticmethod(baca_waktu)

    def to_python(self, value: Any) -> Any:
        """Return the aware datetime, or None when empty."""
        if isinstance(value, datetime):
            return value if timezone.is_aware(value) else timezone.make_aware(value)
        return self._baca(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time as people write it, and a refused text exactly as it was typed."""
        if isinstance(value, datetime):
            lokal = timezone.localtime(value) if timezone.is_aware(value) else value
            return f"{formatting.tanggal(lokal)} {lokal:%H.%M}"
        return super().prepare_value(value)


_JAM = re.compile(r"(?:pukul|jam)?\s*(\d{1,2})(?:[.:](\d{2}))?(?:\s*wib)?")


def baca_jam(teks: str) -> time:
    """Read a time of day as people type it: "09.00", "9:30", "pukul 13.00 WIB", "9". ValueError
    (message for the typist) for anything else."""
    salah = f"“{teks[:30]}” belum terbaca sebagai jam. Tulis seperti 09.00."
    if not (cocok := _JAM.fullmatch(teks.strip().lower())):
        raise ValueError(salah)
    try:
        return time(int(cocok[1]), int(cocok[2] or 0))
    except ValueError as galat:
        raise ValueError(salah) from galat


class JamField(TanggalField):
    """A time of day, typed "09.00", "9:30" or "pukul 13.00 WIB"; cleans to time or None."""

    baca = staticmethod(baca_jam)

    def to_python(self, value: Any) -> Any:
        """Return the time, or None when empty."""
        return value if isinstance(value, time) else self._baca(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time as people write it, and a refused text exactly as it was typed."""
        return f"{value:%H.%M}" if isinstance(value, time) else value
