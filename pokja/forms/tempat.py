"""A place of this regency, chosen from a list."""

from typing import Any

from django import forms
from django.conf import settings

from pokja.enums import TingkatWilayah
from pokja.models import Wilayah


class TempatField(forms.ChoiceField):
    """A kecamatan or village, with *seluruh* the whole regency too; cleans to the ``Wilayah``."""

    def __init__(self, *, seluruh: bool = False, **kwargs: Any) -> None:
        self.seluruh = seluruh
        super().__init__(**kwargs)

    def __deepcopy__(self, memo: Any) -> "TempatField":
        """Each form reads the places once; the class has none."""
        baru: TempatField = super().__deepcopy__(memo)
        baru.choices = _pilihan(seluruh=self.seluruh)
        return baru

    def clean(self, value: Any) -> Wilayah:
        """Return the place. ValidationError for what is not on the list."""
        return Wilayah.objects.get(pk=super().clean(value))


def _pilihan(*, seluruh: bool) -> list[Any]:
    """Return the places: each kecamatan as a group with its villages."""
    kelompok: dict[str, tuple[str, list[tuple[Any, str]]]] = {}
    for satu in Wilayah.objects.di_bawah(settings.WILAYAH):
        if satu.tingkat == TingkatWilayah.KECAMATAN:
            judul = f"Kecamatan {satu.nama}"
            kelompok[satu.kode] = (judul, [(satu.pk, f"{judul} (seluruhnya)")])
        elif satu.induk_id in kelompok:
            kelompok[satu.induk_id][1].append((satu.pk, satu.nama))
    semua = Wilayah.objects.filter(kode=settings.WILAYAH) if seluruh else ()
    return [("", "Pilih"), *((k.pk, f"{k} (seluruhnya)") for k in semua), *kelompok.values()]


class SaringKecamatanForm(forms.Form):
    """A list that may be narrowed to one kecamatan."""

    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)

    def __init__(self, *args: Any, kecamatan: list[Wilayah], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kecamatan"].choices = [("", "Semua"), *((k.kode, k.nama) for k in kecamatan)]
