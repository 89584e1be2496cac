"""The conflict dimension of one victim: a proposed tie, its second reading, displacement, needs."""

from collections.abc import Collection
from typing import Any

from django import forms

from kasus.actions.konflik import ALASAN_MINIMUM
from kasus.enums import KeterkaitanKonflik, TahapPengungsian
from kasus.models import KebutuhanKorban
from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.enums import KebutuhanKonflik
from pokja.models import Lembaga, PeristiwaKonflik


class TautanForm(FormulirMixin, forms.Form):
    """How the act is tied to a conflict, to which event, and why somebody thinks so."""

    keterkaitan = forms.ChoiceField(
        label="Keterkaitan dengan konflik",
        choices=KeterkaitanKonflik.choices,
        widget=forms.RadioSelect,
        help_text="Langsung: dilakukan pihak yang berkonflik, atau karena konflik itu. Tidak "
        "langsung: terjadi karena pengungsian atau layanan yang terputus. Dugaan: belum pasti, "
        "diperiksa lagi dalam 14 hari.",
        error_messages={"required": "Pilih salah satu."},
    )
    peristiwa = forms.ModelChoiceField(
        label="Peristiwa konflik",
        queryset=PeristiwaKonflik.objects.none(),
        required=False,
        empty_label="Tidak ada atau belum diketahui",
        help_text="Wajib untuk yang terkait langsung atau tidak langsung.",
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=2000,
        min_length=ALASAN_MINIMUM,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text="Apa yang menunjukkan kaitannya. Tanpa nama orang. Dibaca oleh pembaca kedua.",
        error_messages={"min_length": f"Tulis alasan sedikitnya {ALASAN_MINIMUM} huruf."},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["peristiwa"].queryset = PeristiwaKonflik.objects.untuk(user)


class BacaForm(FormulirMixin, forms.Form):
    """What the second reader notes; needed to reject."""

    catatan = forms.CharField(
        label="Catatan pembaca kedua",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text="Wajib diisi bila menolak.",
    )


class PengungsianForm(FormulirMixin, forms.Form):
    """Displacement at the time of the incident."""

    tahap_pengungsian = forms.ChoiceField(
        label="Tahap pengungsian saat kejadian", choices=TahapPengungsian.choices
    )
    terpisah = forms.BooleanField(
        label="Anak terpisah dari keluarga atau tanpa pendamping", required=False
    )


class TambahKebutuhanForm(FormulirMixin, forms.Form):
    """Needs that are not on the list yet, and since when."""

    kebutuhan = forms.MultipleChoiceField(
        label="Yang dibutuhkan",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang sedikitnya satu."},
    )
    dibutuhkan_pada = TanggalField(label="Dibutuhkan sejak", help_text="Misalnya 22 November 2026.")

    def __init__(self, *args: Any, ada: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sisa = [(k, label) for k, label in KebutuhanKonflik.choices if k not in ada]
        self.fields["kebutuhan"].choices = sisa


class UbahKebutuhanForm(FormulirMixin, forms.Form):
    """One need: since when, met when and by whom."""

    dibutuhkan_pada = TanggalField(label="Dibutuhkan sejak")
    terpenuhi_pada = TanggalField(
        label="Terpenuhi pada", required=False, help_text="Kosongkan bila belum terpenuhi."
    )
    opd = forms.ModelChoiceField(
        label="Dipenuhi oleh",
        queryset=Lembaga.objects.none(),
        required=False,
        empty_label="Pilih lembaga",
    )

    def __init__(self, *args: Any, kebutuhan: KebutuhanKorban, **kwargs: Any) -> None:
        awal = {n: getattr(kebutuhan, n) for n in ("dibutuhkan_pada", "terpenuhi_pada")}
        super().__init__(*args, initial={**awal, "opd": kebutuhan.opd_id}, **kwargs)
        self.fields["opd"].queryset = Lembaga.objects.filter(aktif=True)
