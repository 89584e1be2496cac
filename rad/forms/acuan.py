"""Reference documents and their items."""

from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin, KunciMixin, nilai_baris
from pokja.enums import Bidang
from pokja.models import Lembaga
from rad.enums_selaras import JenisAcuan, JenisButir
from rad.forms.aksi import TeksField
from rad.models import ButirAcuan, DokumenAcuan

PILIH = ("", "Pilih")


class DokumenAcuanForm(FormulirMixin, KunciMixin):
    """A document: kind, name, basis, years."""

    RUAS = ("jenis", "nama", "lembaga", "dasar_hukum", "mulai", "selesai")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jenis = forms.ChoiceField(label="Jenis", choices=[PILIH, *JenisAcuan.choices])
    nama = TeksField(
        label="Nama", max_length=200, help_text="Misalnya RPJMD Kabupaten Tuban 2025–2029."
    )
    lembaga = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=Lembaga.objects.filter(aktif=True),
        required=False,
        empty_label="Bukan milik satu perangkat daerah",
        help_text="Hanya untuk Renstra PD.",
    )
    dasar_hukum = TeksField(
        label="Nomor dan tanggal dasar hukum",
        max_length=300,
        required=False,
        help_text="Misalnya Peraturan Daerah Nomor … Tahun … tanggal ….",
    )
    mulai = forms.IntegerField(label="Tahun mulai", min_value=1945, max_value=2200)
    selesai = forms.IntegerField(label="Tahun selesai", min_value=1945, max_value=2200)

    def __init__(self, *args: Any, dokumen: DokumenAcuan | None = None, **kw: Any) -> None:
        if dokumen is not None:
            kw["initial"] = nilai_baris(dokumen, ("versi", *self.RUAS))
        super().__init__(*args, **kw)

    def clean(self) -> dict[str, Any]:
        """The rules of the table, each beside its field."""
        isi = super().clean() or self.cleaned_data
        mulai, selesai, jenis = isi.get("mulai"), isi.get("selesai"), isi.get("jenis")
        if mulai and selesai and selesai < mulai:
            self.add_error("selesai", "Tahun selesai mendahului tahun mulai.")
        elif mulai and selesai and jenis == JenisAcuan.RKPD and selesai != mulai:
            self.add_error("selesai", "RKPD/Renja berlaku satu tahun: samakan dengan tahun mulai.")
        if jenis == JenisAcuan.RENSTRA and not isi.get("lembaga") and "lembaga" not in self.errors:
            self.add_error("lembaga", "Renstra memerlukan perangkat daerahnya.")
        if jenis and jenis != JenisAcuan.RENSTRA and isi.get("lembaga"):
            self.add_error("lembaga", "Hanya Renstra yang milik satu perangkat daerah. Kosongkan.")
        return isi

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class ButirForm(FormulirMixin, KunciMixin):
    """One item of a document."""

    kelompok = (
        ("Butir", ("jenis", "kode", "uraian", "induk")),
        ("Ukurannya, bila ada", ("indikator", "satuan", "target")),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jenis = forms.ChoiceField(label="Jenis", choices=[PILIH, *JenisButir.choices])
    kode = TeksField(label="Kode", max_length=30, help_text="Seperti dalam dokumennya: 5.2, T1.S2.")
    uraian = TeksField(label="Uraian", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    induk = forms.ModelChoiceField(
        label="Di bawah butir",
        queryset=ButirAcuan.objects.none(),
        required=False,
        empty_label="Tidak di bawah butir lain",
    )
    indikator = TeksField(label="Indikator", max_length=300, required=False)
    satuan = TeksField(label="Satuan", max_length=50, required=False)
    target = TeksField(
        label="Target",
        max_length=200,
        required=False,
        help_text="Seperti tertulis, misalnya 2025: 60; 2029: 75.",
    )

    def __init__(
        self,
        *args: Any,
        dokumen: DokumenAcuan,
        butir: ButirAcuan | None = None,
        induk: ButirAcuan | None = None,
        **kw: Any,
    ) -> None:
        kw["initial"] = {"induk": induk and induk.pk}
        if butir is not None:
            kw["initial"] = nilai_baris(butir, ("versi", *self.RUAS))
        super().__init__(*args, **kw)
        lain = dokumen.butir.all()
        self.fields["induk"].queryset = lain.exclude(pk=butir.pk) if butir else lain

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class SaringKeselarasanForm(forms.Form):
    """Which part of the coverage report is shown."""

    dokumen = forms.ModelChoiceField(
        label="Dokumen", queryset=None, required=False, empty_label="Semua dokumen"
    )
    bidang = forms.ChoiceField(
        label="Bidang", required=False, choices=[("", "Semua bidang"), *Bidang.choices]
    )
    opd = forms.ModelChoiceField(
        label="Perangkat daerah",
        queryset=Lembaga.objects.all(),
        required=False,
        empty_label="Semua perangkat daerah",
    )

    def __init__(self, *args: Any, dokumen: Any, opd: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["dokumen"].queryset = dokumen
        self.fields["opd"].queryset = Lembaga.objects.filter(pk__in=opd)

    def aktif(self) -> dict[str, Any]:
        """Return what is asked for, as ids; what does not fit a field asks for nothing."""
        self.errors  # noqa: B018 – validates, so that cleaned_data exists
        isi = self.cleaned_data
        return {
            nama: getattr(isi[nama], "pk", isi[nama])
            for nama in ("dokumen", "bidang", "opd")
            if isi.get(nama)
        }
