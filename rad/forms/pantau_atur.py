"""The rules of monitoring, and reopening a locked period."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator

from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.models import Lembaga
from rad.enums_pantau import Periode, RumusTurun
from rad.forms.pantau import PersenField
from rad.models import Aksi, AturanPantau, Rad


class AturanPantauForm(FormulirMixin, forms.ModelForm):
    """Deadlines in days, weights and thresholds in percent, the formula."""

    RUAS = ("hari_batas", "hari_kunci", "bobot_administrasi", "rumus_turun", "batas_capaian",
            "ambang_hijau", "ambang_kuning")  # fmt: skip
    kelompok = (
        ("Kapan dilaporkan", ("hari_batas", "hari_kunci")),
        ("Bagaimana capaian dihitung", ("rumus_turun", "batas_capaian")),
        ("Bagaimana laporan dinilai", ("bobot_administrasi", "ambang_hijau", "ambang_kuning")),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)
    batas_capaian = PersenField(
        label="Capaian paling tinggi (%)", min_value=100, max_digits=6,
        help_text="Kosong: tidak dibatasi. Wajib untuk rumus target ÷ realisasi.",
    )  # fmt: skip

    class Meta:
        model = AturanPantau
        fields = ("hari_batas", "hari_kunci", "bobot_administrasi", "rumus_turun",
                  "batas_capaian", "ambang_hijau", "ambang_kuning")  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Put what does not fit together beside its field."""
        isi = super().clean() or self.cleaned_data
        batas, kunci = isi.get("hari_batas"), isi.get("hari_kunci")
        if batas is not None and kunci is not None and kunci < batas:
            self.add_error("hari_kunci", "Kunci tidak boleh mendahului batas lapor.")
        hijau, kuning = isi.get("ambang_hijau"), isi.get("ambang_kuning")
        if hijau is not None and kuning is not None and hijau <= kuning:
            self.add_error("ambang_hijau", "Ambang hijau harus di atas ambang kuning.")
        tanpa_batas = isi.get("batas_capaian") is None and "batas_capaian" not in self.errors
        if tanpa_batas and isi.get("rumus_turun") == RumusTurun.RASIO:
            self.add_error(
                "batas_capaian", "Isi batasnya: realisasi nol membuat rumus ini tak terhingga."
            )
        return isi

    def _post_clean(self) -> None:
        """The action validates and stores the row."""


class BukaKunciForm(FormulirMixin, forms.Form):
    """Which period, for whom, until when, why."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    periode = forms.ChoiceField(label="Periode", choices=Periode.choices)
    lembaga = forms.ModelChoiceField(
        label="Perangkat daerah", queryset=Lembaga.objects.none(), required=False,
        empty_label="Semua perangkat daerah",
    )  # fmt: skip
    sampai = TanggalField(label="Dibuka sampai")
    alasan = forms.CharField(
        label="Alasan", max_length=500, widget=forms.Textarea({"rows": 2}),
        validators=[MinLengthValidator(10, "Tulis alasannya, paling sedikit sepuluh huruf.")],
        help_text="Tercatat dalam jejak audit dan terbaca pada halaman pemantauan.",
    )  # fmt: skip

    def __init__(self, *args: Any, rad: Rad, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        isian: Any = self.fields
        isian["tahun"].choices = [(t, t) for t in rad.tahun]
        milik = Aksi.objects.dipantau().filter(rad=rad).values("penanggung_jawab")
        isian["lembaga"].queryset = Lembaga.objects.filter(pk__in=milik)
