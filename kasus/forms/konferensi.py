"""Case conferences: calling one, inviting people, writing the result."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from kasus.actions.konferensi import dapat_diundang
from kasus.documents.konferensi import TINGKAT_PESERTA
from kasus.enums_akses import TingkatData
from kasus.models import Kasus
from p3aks.core.forms import FormulirMixin, WaktuField
from pokja.models import Pengguna


class KonferensiForm(FormulirMixin, forms.Form):
    """When and where, and what participants must know beforehand. ``id_baru``: a one-time key."""

    id_baru = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    pada = WaktuField(label="Waktu", help_text="Misalnya 22 November 2026 14.30.")
    tempat = forms.CharField(label="Tempat", max_length=200, required=False)
    bahan = forms.CharField(
        label="Bahan untuk peserta",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        help_text="Hanya yang perlu diketahui untuk memutuskan. Tanpa nama, alamat, sekolah, atau "
        "nomor telepon: peserta mengenal kasus ini dari kodenya.",
    )


class PilihOrangField(forms.ModelChoiceField):
    """People by name and institution."""

    def label_from_instance(self, obj: Pengguna) -> str:
        """Name, and where they work."""
        return f"{obj.nama} · {obj.lembaga.singkatan}" if obj.lembaga else obj.nama


class UndangForm(FormulirMixin, forms.Form):
    """Whom, what they need it for, and how much they see."""

    pengguna = PilihOrangField(
        label="Peserta",
        queryset=Pengguna.objects.none(),
        empty_label="Pilih orang",
        error_messages={"invalid_choice": "Orang ini tidak dapat diundang ke kasus ini."},
    )
    keperluan = forms.CharField(
        label="Mengapa ia perlu tahu",
        max_length=200,
        help_text="Misalnya: memutuskan jadwal pemeriksaan kesehatan.",
    )
    tingkat = forms.TypedChoiceField(
        label="Yang dapat dibaca",
        choices=list(TINGKAT_PESERTA.items()),
        coerce=int,
        initial=TingkatData.F1,
    )

    def __init__(self, *args: Any, kasus: Kasus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pengguna"].queryset = dapat_diundang(kasus).select_related("lembaga")


class HasilForm(FormulirMixin, forms.Form):
    """The result and who came. ``versi`` is the version the person started from."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    hasil = forms.CharField(
        label="Hasil konferensi",
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
        help_text="Keputusan, siapa melakukan apa, dan kapan. Tanpa nama korban dan terlapor.",
    )
    hadir = forms.MultipleChoiceField(
        label="Yang hadir", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, peserta: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hadir"].choices = peserta
        if not peserta:
            del self.fields["hadir"]

    def clean_hadir(self) -> list[UUID]:
        """Return the ids."""
        return [UUID(pk) for pk in self.cleaned_data["hadir"]]
