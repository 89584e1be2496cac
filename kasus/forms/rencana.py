"""The form of a plan with its items; the agreement; the reason of a cancelled item."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from kasus.actions.rencana import TULIS_ALASAN, IsiButir, IsiRencana
from kasus.enums_layanan import JenisLayanan
from kasus.forms.layanan import (
    TANPA_NAMA,
    BarisForm,
    InstansiField,
    pilihan_instansi,
    waktu_field,
)
from kasus.models import ButirRencana, RencanaIntervensi
from p3aks.core.formatting import tanggal
from p3aks.core.forms import FormulirMixin, TanggalField
from pokja.models import Lembaga

MAKS_BUTIR = 20
BARIS_KOSONG = 3


class RencanaForm(BarisForm):
    """The plan itself. ``versi`` is the version the person started from."""

    versi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tujuan = forms.CharField(
        label="Tujuan",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Apa yang ingin dicapai, menurut penerima manfaat. {TANPA_NAMA}",
    )
    disusun_dengan = forms.ChoiceField(
        label="Disusun bersama",
        choices=[("", "Pilih"), *RencanaIntervensi.Bersama.choices],
        help_text="Orang tua atau wali yang menjadi terlapor tidak mewakili: pilih wali pengganti.",
    )


class ButirForm(FormulirMixin, forms.Form):
    """One service that the plan promises. An empty row is skipped."""

    use_required_attribute = False

    jenis = forms.ChoiceField(
        label="Layanan", choices=[("", "Pilih layanan"), *JenisLayanan.choices]
    )
    instansi = InstansiField(label="Oleh instansi")
    batas = TanggalField(
        label="Paling lambat", required=False, help_text="Misalnya 22 Desember 2026."
    )
    uraian = forms.CharField(label="Keterangan", required=False, max_length=1000)

    def __init__(self, *args: Any, instansi: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].choices = instansi


class ButirBaseFormSet(forms.BaseFormSet):
    """The items of a plan; the institutions are read once for all rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, form_kwargs={"instansi": pilihan_instansi()}, **kwargs)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Say what the box of a stored row does. Which rows are stored, the sender tells us."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Hapus layanan ini saat disimpan"

    def isi(self) -> list[IsiButir]:
        """Return the rows that were filled in and not dropped."""
        terisi = [f for f in self.forms if f.has_changed() and f not in self.deleted_forms]
        return [
            IsiButir(**{n: f.cleaned_data[n] for n in ("jenis", "instansi", "batas", "uraian")})
            for f in terisi
        ]


ButirFormSet = forms.formset_factory(
    ButirForm,
    formset=ButirBaseFormSet,
    extra=BARIS_KOSONG,
    can_delete=True,
    can_delete_extra=False,
    max_num=MAKS_BUTIR,
    absolute_max=MAKS_BUTIR,
)


class IsianRencana:
    """The page's two forms as one: what was typed in *data*, or what *rencana* holds.

    With *kunci*, the one-time key of a new plan, it begins with the items of *rencana* that are
    still open.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rencana: RencanaIntervensi | None = None,
        kunci: UUID | None = None,
    ) -> None:
        awal, baris = _awal(rencana, kunci) if data is None else ({}, [])
        self.rencana = RencanaForm(data, initial=awal)
        self.butir = ButirFormSet(data, initial=baris, prefix="butir")

    def sah(self) -> bool:
        """Return whether both hold; each is asked, so that all errors show at once."""
        hasil = [self.rencana.is_valid(), self.butir.is_valid()]
        return all(hasil)

    def isi(self) -> IsiRencana:
        """Return the plan for the actions. Only after :meth:`sah`."""
        d = self.rencana.cleaned_data
        return IsiRencana(
            tujuan=d["tujuan"], disusun_dengan=d["disusun_dengan"], butir=self.butir.isi()
        )


def _awal(
    rencana: RencanaIntervensi | None, kunci: UUID | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    if rencana is None:
        return {"kunci": kunci}, []
    baris = [
        {"jenis": b.jenis, "instansi": b.instansi_id, "batas": b.batas, "uraian": b.uraian}
        for b in rencana.butir.all()
        if b.terbuka
    ]
    awal = {
        "kunci": kunci,
        "versi": rencana.versi,
        "tujuan": rencana.tujuan,
        "disusun_dengan": rencana.disusun_dengan,
    }
    return awal, baris


def beda_rencana(rencana: RencanaIntervensi, isi: IsiRencana) -> list[tuple[str, str, str]]:
    """Return what differs between the stored plan and what was typed, part by part:
    label, stored text, typed text."""
    label = dict(RencanaIntervensi.Bersama.choices)
    nama = dict(Lembaga.objects.values_list("pk", "nama"))
    pasangan = [
        ("Tujuan", rencana.tujuan, isi.tujuan),
        (
            "Disusun bersama",
            rencana.get_disusun_dengan_display(),
            str(label.get(isi.disusun_dengan, "")),
        ),
        (
            "Layanan",
            "\n".join(sorted(_baris(b, nama.get(b.instansi_id)) for b in rencana.butir.all())),
            "\n".join(sorted(_baris(b, nama.get(b.instansi)) for b in isi.butir)),
        ),
    ]
    return [(judul, lama, baru) for judul, lama, baru in pasangan if lama != baru]


def _baris(butir: ButirRencana | IsiButir, instansi: str | None) -> str:
    bagian = [str(JenisLayanan(butir.jenis).label), instansi or "unit ini"]
    if butir.batas:
        bagian.append(f"paling lambat {tanggal(butir.batas)}")
    return " · ".join([*bagian, butir.uraian] if butir.uraian else bagian)


class SepakatiForm(FormulirMixin, forms.Form):
    """The agreement of the beneficiary to the plan as it was read."""

    use_required_attribute = False

    versi = forms.IntegerField(widget=forms.HiddenInput)
    pada = waktu_field("Disepakati pada")


class BatalForm(FormulirMixin, forms.Form):
    """Why an item of the plan is not done."""

    use_required_attribute = False

    alasan = forms.CharField(
        label="Alasan dibatalkan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": TULIS_ALASAN},
    )
