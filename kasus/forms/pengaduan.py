"""The report of a volunteer: triage answers and few facts, on one form that walks in two steps.

Everything typed travels in the form itself, shown or hidden; nothing of it in the session or the
address. The words come from `kasus.documents.lembar`.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.functional import cached_property

from kasus.aturan.triase import PERTANYAAN, Jawaban
from kasus.aturan.waktu import urutan_tanggal
from kasus.documents import lembar
from kasus.documents.lembar import BAGIAN, RUAS
from kasus.documents.pengaduan import IsiPengaduan
from kasus.enums_akses import JabatanTerlapor
from p3aks.core.forms import BantuanFormulir, FormulirMixin, TanggalField, WaktuField
from pokja.models import Lembaga, Wilayah

AWALAN = "t_"
USIA_TERTUA = 120
BELUM_DIPILIH = "Pilih salah satu."
BUKAN_PILIHAN = "Pilih salah satu yang tersedia."
TANPA_KEPALA = (
    "Unit ini belum punya kepala yang dapat membaca laporan seperti ini. Jangan kirim dari sini; "
    "telepon SAPA 129."
)
_TAHUN = re.compile(r"\d{4}")


class KejadianField(TanggalField):
    """A day, or a year alone; cleans to date, int or None (R03)."""

    def to_python(self, value: Any) -> date | int | None:
        """Return the day or the year."""
        teks = str(value or "").strip()
        return int(teks) if _TAHUN.fullmatch(teks) else super().to_python(value)


def _kata(nama: str) -> dict[str, Any]:
    ruas = RUAS[nama]
    return {"label": ruas.tanya, "help_text": ruas.bantuan, "required": ruas.wajib}


def _teks(nama: str, panjang: int, **widget: Any) -> forms.CharField:
    kotak = forms.Textarea(attrs=widget) if "rows" in widget else forms.TextInput(attrs=widget)
    kotak.attrs.setdefault("autocomplete", "off")
    return forms.CharField(**_kata(nama), max_length=panjang, widget=kotak)


def _pilih(nama: str, *, kosong: bool = False) -> forms.ChoiceField:
    """Return a list to choose from; *kosong*: it starts at a line that is no answer."""
    awal = [("", "Pilih")] if kosong else []
    galat = {"required": BELUM_DIPILIH, "invalid_choice": BUKAN_PILIHAN}
    return forms.ChoiceField(
        **_kata(nama), choices=[*awal, *RUAS[nama].pilihan], error_messages=galat
    )


class LaporForm(FormulirMixin, forms.Form):
    """The report. Triage answers are fields ``t_<id>``; no answer is "tidak tahu", never an error.

    ``kunci`` is the one-time key: the same form sent twice makes one report. *unit* and *desa* are
    asked only where there is more than one.
    """

    kunci = forms.CharField(widget=forms.HiddenInput, required=False)
    cerita = _teks("cerita", 4000, rows=6)
    kejadian = KejadianField(**_kata("kejadian"))
    tempat = _pilih("tempat", kosong=True)
    nama_korban = _teks("nama_korban", 150)
    kelamin = forms.ChoiceField(
        **_kata("kelamin"),
        choices=lembar.KELAMIN,
        widget=forms.RadioSelect,
        error_messages={"required": BELUM_DIPILIH, "invalid_choice": BUKAN_PILIHAN},
    )
    usia = forms.IntegerField(
        **_kata("usia"),
        min_value=0,
        max_value=USIA_TERTUA,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Tulis umur dengan angka saja, misalnya 34.",
            "min_value": "Umur tidak boleh kurang dari nol.",
            "max_value": f"Umur paling banyak {USIA_TERTUA} tahun.",
        },
    )
    kanal = _pilih("kanal")
    telepon = _teks("telepon", 30, inputmode="tel")
    alamat = _teks("alamat", 500, rows=2)
    jabatan = _pilih("jabatan", kosong=True)
    nama_terlapor = _teks("nama_terlapor", 150)
    kelamin_terlapor = _pilih("kelamin_terlapor")
    hubungan = _pilih("hubungan")
    serumah = forms.BooleanField(**_kata("serumah"))
    asal = _pilih("asal")
    lapor_pada = WaktuField(**_kata("lapor_pada"))

    def __init__(
        self, *args: Any, unit: Iterable[Lembaga], desa: Iterable[Wilayah], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self._unit = {str(u.pk): u for u in unit}
        self._desa = {d.pk: d for d in desa}
        for tanya in PERTANYAAN:
            self.fields[AWALAN + tanya.id] = forms.CharField(
                label=tanya.teks,
                required=False,
                widget=forms.RadioSelect({"class": "form-check-input"}, Jawaban.choices),
            )
        if len(self._desa) > 1:
            pilihan = [("", "Pilih desa"), *((d.pk, d.nama) for d in self._desa.values())]
            self.fields["desa"] = _tujuan("Dari desa mana laporan ini?", pilihan)
        if len(self._unit) > 1:
            pilihan = [("", "Pilih unit"), *((k, u.nama) for k, u in self._unit.items())]
            self.fields["unit"] = _tujuan("Kirim kepada unit mana?", pilihan)

    @cached_property
    def helper(self) -> BantuanFormulir:
        """Draw the facts by group; triage and key are drawn by the page."""
        kelompok = [(b.judul, [r.id for r in b.ruas]) for b in BAGIAN]
        kelompok[-1][1].extend(n for n in ("desa", "unit") if n in self.fields)
        bantuan = BantuanFormulir(kelompok)
        bantuan.render_unmentioned_fields = False
        return bantuan

    @property
    def triase(self) -> list[forms.BoundField]:
        """The triage questions, in their order."""
        return [self[AWALAN + tanya.id] for tanya in PERTANYAAN]

    @property
    def fakta(self) -> list[forms.BoundField]:
        """Everything else that is asked."""
        return [f for f in self if not f.name.startswith(AWALAN) and f.name != "kunci"]

    def tahan(self) -> Self:
        """Carry what was typed to the other step without judging it yet."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def jawaban(self) -> dict[str, str]:
        """Return the triage answers; whatever is no answer counts as "tidak tahu"."""
        terisi = {t.id: self[AWALAN + t.id].value() for t in PERTANYAAN}
        return {
            nama: str(jawab) if jawab in Jawaban.values else str(Jawaban.TIDAK_TAHU)
            for nama, jawab in terisi.items()
        }

    def clean_kunci(self) -> UUID:
        """A key that is missing or no key is replaced: the report is worth more."""
        try:
            return UUID(self.cleaned_data["kunci"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        """Dates in order (R03); a report against an official needs somebody who may read it."""
        isi = super().clean() or self.cleaned_data
        kini = timezone.now()
        lapor = isi.get("lapor_pada") or kini
        if lapor > kini:
            self.add_error("lapor_pada", "Waktu di lembar kertas tidak boleh di masa depan.")
        elif not self.has_error("kejadian"):
            for _, kalimat in urutan_tanggal(isi.get("kejadian"), lapor, kini):
                self.add_error("kejadian", kalimat)
        unit = self.unit
        if unit and not unit.berkepala and isi.get("jabatan", "BUKAN") != JabatanTerlapor.BUKAN:
            self.add_error("jabatan", TANPA_KEPALA)
        return isi

    @property
    def unit(self) -> Any:
        """The unit that receives the report: the only one, or the chosen one; else None."""
        return self._satu(self._unit, "unit")

    @property
    def desa(self) -> Wilayah | None:
        """The place the report comes from: the volunteer's only one, or the chosen one."""
        return self._satu(self._desa, "desa")

    def _satu(self, pilihan: dict[str, Any], nama: str) -> Any:
        if len(pilihan) == 1:
            return next(iter(pilihan.values()))
        return pilihan.get(self.cleaned_data.get(nama, ""))

    def isi(self) -> IsiPengaduan:
        """Return the content. Only after ``is_valid()``. What was left open stays unknown."""
        bukan_isi = {"kunci", "lapor_pada", "desa", "unit"}
        terisi = {f.name: self.cleaned_data[f.name] for f in self.fakta if f.name not in bukan_isi}
        return IsiPengaduan(**{n: nilai for n, nilai in terisi.items() if nilai not in ("", None)})


def _tujuan(label: str, pilihan: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=pilihan,
        error_messages={"required": BELUM_DIPILIH, "invalid_choice": BUKAN_PILIHAN},
    )


class TambahForm(FormulirMixin, forms.Form):
    """What the volunteer learned later."""

    use_required_attribute = False

    teks = forms.CharField(
        label="Keterangan tambahan",
        max_length=2000,
        help_text="Yang sudah tertulis di atas tidak berubah.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Keterangan belum ditulis."},
    )


class SelesaiForm(FormulirMixin, forms.Form):
    """What was done in the village, before a light report is finished."""

    use_required_attribute = False

    catatan = forms.CharField(
        label="Apa yang sudah dilakukan?",
        min_length=10,
        max_length=2000,
        help_text="Tulis singkat: siapa yang didampingi, apa hasilnya. Unit dapat membacanya.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": "Tulis dahulu apa yang sudah dilakukan.",
            "min_length": "Tulis sedikit lebih panjang, paling sedikit sepuluh huruf.",
        },
    )
