"""The action form: one page for the action, its indicators and its budget.

Spreadsheet rows are checked with the same three forms (``rad.forms.impor``), so a rule about an
action stands here once.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from p3aks.core.formatting import KodeProvinsi, bersih_teks, normal_kode, normal_teks
from p3aks.core.formfields import RupiahField
from p3aks.core.forms import FormulirMixin
from pokja.enums import Bidang
from pokja.models import Lembaga, Pengguna
from rad.actions.isi import IsiAksi, IsiAnggaran, IsiIndikator
from rad.enums import Arah, JenisIndikator, SumberDana
from rad.forms.ukuran import DIGIT_MAKS, UkuranField
from rad.models import Aksi, Nomenklatur, Rad
from rad.models.salinan import LABEL
from rad.permissions import isi_untuk_lembaga

PESAN_ARAH = "Arah indikator wajib diisi: naik atau turun."


class TeksField(forms.CharField):
    """One line of text without control characters and doubled blanks."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return bersih_teks(super().to_python(value))


class AksiForm(FormulirMixin, forms.Form):
    """The action itself. ``versi`` is the version the person started from."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    bidang = forms.ChoiceField(
        label="Bidang",
        choices=[("", "Pilih bidang"), *Bidang.choices],
        error_messages={
            "invalid_choice": "Bidang tidak dikenal: pilih Pencegahan, Penanganan, atau "
            "Pemberdayaan dan Partisipasi.",
            "required": "Bidang wajib diisi.",
        },
    )
    sasaran = TeksField(
        label="Sasaran",
        max_length=300,
        help_text="Pilih sasaran yang sudah ada, atau tulis yang baru.",
        widget=forms.TextInput(attrs={"list": "daftar-sasaran"}),
        error_messages={"required": "Sasaran wajib diisi."},
    )
    nomenklatur = TeksField(
        label="Sub kegiatan",
        max_length=60,
        required=False,
        help_text="Ketik kode (2.08.03.2.02.0001) atau beberapa kata, lalu pilih. Boleh kosong.",
        widget=forms.TextInput(attrs={"list": "daftar-nomenklatur", "autocomplete": "off"}),
    )
    uraian = TeksField(
        label="Uraian aksi",
        max_length=500,
        help_text="Apa yang dilakukan, untuk siapa.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Aksi wajib diisi."},
    )
    penanggung_jawab = forms.ModelChoiceField(
        label="Penanggung jawab",
        queryset=Lembaga.objects.none(),
        empty_label="Pilih perangkat daerah",
        error_messages={
            "required": "Perangkat daerah penanggung jawab wajib diisi.",
            "invalid_choice": "Perangkat daerah ini tidak dikenal, atau bukan wewenang Anda.",
        },
    )
    pendukung = forms.ModelMultipleChoiceField(
        label="Instansi pendukung",
        queryset=Lembaga.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lokasi = TeksField(label="Lokasi", max_length=200, required=False)
    keterangan = TeksField(label="Keterangan", max_length=500, required=False)

    def __init__(self, *args: Any, rad: Rad, user: Pengguna, aksi: Aksi | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.rad, self.user, self.aksi = rad, user, aksi
        self.peringatan: list[tuple[str, str]] = []
        lembaga = Lembaga.objects.filter(aktif=True)
        self.fields["pendukung"].queryset = lembaga
        milik = [p.pk for p in lembaga if isi_untuk_lembaga(user, p)]
        self.fields["penanggung_jawab"].queryset = lembaga.filter(pk__in=milik)
        if len(milik) == 1:
            self.fields["penanggung_jawab"].initial = milik[0]

    def clean_nomenklatur(self) -> str:
        """Normalise the code; refuse malformed and provincial ones; warn about unknown ones."""
        mentah = self.cleaned_data["nomenklatur"]
        if not mentah:
            return ""
        try:
            # What the suggestion list puts in is "kode nama": the code is the first word.
            kode = normal_kode(mentah.split(" ", 1)[0])
        except KodeProvinsi as galat:
            raise forms.ValidationError(str(galat), code="provinsi") from galat
        except ValueError as galat:
            raise forms.ValidationError(str(galat), code="kode") from galat
        if not Nomenklatur.objects.filter(kode=kode).exists():
            self.peringatan.append(
                ("nomenklatur", f"Kode {kode} belum ada dalam daftar nomenklatur; mohon dicek.")
            )
        return kode

    def clean(self) -> dict[str, Any]:
        """Refuse a second action of the same wording for the same OPD."""
        isi = super().clean() or self.cleaned_data
        opd, uraian = isi.get("penanggung_jawab"), isi.get("uraian")
        if opd and uraian:
            kembar = Aksi.objects.hidup().filter(
                rad=self.rad, penanggung_jawab=opd, uraian_normal=normal_teks(uraian)
            )
            sendiri = [self.aksi.pk, self.aksi.menggantikan_id] if self.aksi else []
            if kembar.exclude(pk__in=sendiri).exists():
                self.add_error("uraian", "Perangkat daerah ini sudah memiliki aksi yang sama.")
        return isi


class IndikatorForm(FormulirMixin, forms.Form):
    """One indicator with a target per year: fields ``target_2025`` …"""

    nama = TeksField(
        label="Indikator", max_length=300, error_messages={"required": "Indikator wajib diisi."}
    )
    satuan = TeksField(
        label="Satuan", max_length=50, error_messages={"required": "Satuan wajib diisi."}
    )
    arah = forms.ChoiceField(
        label="Arah",
        choices=[("", "Pilih arah"), *Arah.choices],
        error_messages={"required": PESAN_ARAH, "invalid_choice": PESAN_ARAH},
    )
    baseline = UkuranField(label="Baseline")
    jenis = forms.ChoiceField(
        label="Jenis", choices=JenisIndikator, initial=JenisIndikator.KELUARAN, required=False
    )
    kumulatif = forms.BooleanField(label="Target kumulatif dari tahun ke tahun", required=False)

    def __init__(self, *args: Any, rad: Rad, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.rad = rad
        self.fields["baseline"].label = f"Baseline {rad.tahun_dasar}"
        for tahun in rad.tahun:
            self.fields[f"target_{tahun}"] = UkuranField(label=f"Target {tahun}")

    def clean_jenis(self) -> str:
        """An empty choice means keluaran."""
        return self.cleaned_data["jenis"] or JenisIndikator.KELUARAN

    @property
    def kolom_target(self) -> list[Any]:
        """The bound target fields, in year order."""
        return [self[f"target_{t}"] for t in self.rad.tahun]

    def isi(self) -> IsiIndikator:
        """Return the cleaned indicator."""
        d = self.cleaned_data
        target = {t: d.get(f"target_{t}") for t in self.rad.tahun}
        return IsiIndikator(
            nama=d["nama"],
            satuan=d["satuan"],
            arah=d["arah"],
            baseline=d.get("baseline"),
            jenis=d["jenis"],
            kumulatif=d["kumulatif"],
            target={t: n for t, n in target.items() if n is not None},
        )


class AnggaranForm(FormulirMixin, forms.Form):
    """One source of funds with an amount per year: fields ``pagu_2025`` …, in rupiah."""

    sumber = forms.ChoiceField(
        label="Sumber dana",
        choices=[("", "Pilih sumber dana"), *SumberDana.choices],
        required=False,
        error_messages={"invalid_choice": "Sumber dana tidak dikenal."},
    )

    def __init__(self, *args: Any, rad: Rad, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.rad = rad
        for tahun in rad.tahun:
            self.fields[f"pagu_{tahun}"] = RupiahField(
                label=f"Pagu {tahun}", required=False, max_digits=DIGIT_MAKS
            )

    @property
    def kolom_pagu(self) -> list[Any]:
        """The bound amount fields, in year order."""
        return [self[f"pagu_{t}"] for t in self.rad.tahun]

    def pagu(self) -> dict[int, Decimal]:
        """Return the amounts that were filled in."""
        isi = {t: self.cleaned_data.get(f"pagu_{t}") for t in self.rad.tahun}
        return {t: n for t, n in isi.items() if n is not None}

    def clean(self) -> dict[str, Any]:
        """Money needs a source; a zero without a source is simply no budget."""
        isi = super().clean() or self.cleaned_data
        if not isi.get("sumber") and not self.has_error("sumber") and any(self.pagu().values()):
            self.add_error("sumber", "Sumber dana wajib dipilih karena pagunya diisi.")
        return isi

    def isi(self) -> IsiAnggaran | None:
        """Return the cleaned line; None where nothing was filled in."""
        sumber, pagu = self.cleaned_data.get("sumber"), self.pagu()
        return IsiAnggaran(sumber=sumber, pagu=pagu) if sumber and pagu else None


class BarisFormSet(forms.BaseFormSet):
    """Rows of one kind; empty rows are skipped, ``DELETE`` drops one. Works without JavaScript:
    a "Tambah" button posts the form and gets it back with one row more."""

    def __init__(self, *args: Any, rad: Rad, **kw: Any) -> None:
        super().__init__(*args, form_kwargs={"rad": rad}, **kw)

    def isi(self) -> list[Any]:
        """Return the cleaned rows that are filled in and not dropped."""
        hasil = [f.isi() for f in self.forms if f.has_changed() and f not in self.deleted_forms]
        return [baris for baris in hasil if baris is not None]


class AnggaranBarisFormSet(BarisFormSet):
    """Budget lines: each source once."""

    def clean(self) -> None:
        """Refuse the same source twice."""
        super().clean()
        sudah: set[str] = set()
        for f in self.forms:
            sumber = f.cleaned_data.get("sumber") if f not in self.deleted_forms else ""
            if sumber and sumber in sudah:
                f.add_error("sumber", "Sumber dana ini sudah ada di baris lain; gabungkan.")
            sudah.add(sumber or "")


IndikatorFormSet = forms.formset_factory(
    IndikatorForm, formset=BarisFormSet, extra=1, can_delete=True, max_num=20, absolute_max=20
)
AnggaranFormSet = forms.formset_factory(
    AnggaranForm, formset=AnggaranBarisFormSet, extra=1, can_delete=True, max_num=15,
    absolute_max=15,
)  # fmt: skip


def isi_aksi(aksi: AksiForm, indikator: list[Any], anggaran: list[Any]) -> IsiAksi:
    """Return the whole content for ``rad.actions.aksi.simpan`` from valid forms."""
    d: Mapping[str, Any] = aksi.cleaned_data
    return IsiAksi(
        bidang=d["bidang"],
        sasaran=d["sasaran"],
        uraian=d["uraian"],
        penanggung_jawab=d["penanggung_jawab"],
        nomenklatur=d["nomenklatur"],
        pendukung=list(d["pendukung"]),
        lokasi=d["lokasi"],
        keterangan=d["keterangan"],
        indikator=indikator,
        anggaran=anggaran,
    )


class AlasanForm(FormulirMixin, forms.Form):
    """The reason that a return or a cancellation needs."""

    use_required_attribute = False  # our sentence, not the browser's, says what is missing

    alasan = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Tuliskan alasannya agar perangkat daerah tahu apa yang harus diperbaiki.",
            "min_length": "Tuliskan alasannya, paling sedikit lima huruf.",
        },
    )


class KembalikanForm(AlasanForm):
    """A return, tied to the version that was read."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)


RUAS_TELAAH = {**LABEL, "indikator": "Indikator dan target", "anggaran": "Anggaran"}


class TelaahForm(FormulirMixin, forms.Form):
    """A comment on the action or on one part of it."""

    ruas = forms.ChoiceField(
        label="Bagian yang dicatat",
        required=False,
        choices=[("", "Aksi secara keseluruhan"), *RUAS_TELAAH.items()],
    )
    isi = forms.CharField(
        label="Catatan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Catatan belum ditulis."},
    )
