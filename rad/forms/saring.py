"""The filter above the matrix. The same query string filters the print view and the Excel file."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from p3aks.core.formatting import bersih_teks
from p3aks.core.forms import BantuanFormulir
from pokja.enums import Bidang
from rad.enums import StatusAksi, SumberDana
from rad.enums_selaras import Penanda
from rad.models import Aksi, Anggaran, Indikator, PenandaAksi, Rad

KEKURANGAN = (
    ("anggaran", "Belum teranggarkan"),
    ("indikator", "Belum ada indikator"),
    ("target", "Target belum lengkap"),
    ("kode", "Belum ada kode sub kegiatan"),
    ("kembar", "Sama dengan perangkat daerah lain"),
)
PERUBAHAN = ("perubahan", "Perubahan yang belum ditetapkan")


class AksiFilter(django_filters.FilterSet):
    """Narrows a queryset of actions of *rad*: bidang, opd, status, tahun, sumber, kekurangan,
    penanda, kata.

    ``tahun`` and ``sumber`` ask about the budget, together about the same amount. What does not
    count (cancelled, replaced, dropped, or a change not yet fixed) shows only when asked for by
    status. What does not fit a field
    is reported beside it and filters nothing.
    """

    bidang = django_filters.ChoiceFilter(
        label="Bidang", choices=Bidang.choices, empty_label="Semua bidang"
    )
    opd = django_filters.UUIDFilter(
        field_name="penanggung_jawab", label="Perangkat daerah", widget=forms.Select
    )
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[*StatusAksi.choices, PERUBAHAN],
        empty_label="Semua yang dihitung",
    )
    tahun = django_filters.TypedChoiceFilter(label="Tahun anggaran", coerce=int)
    sumber = django_filters.ChoiceFilter(
        label="Sumber dana", choices=SumberDana.choices, empty_label="Semua sumber dana"
    )
    kekurangan = django_filters.ChoiceFilter(
        label="Kelengkapan", choices=KEKURANGAN, empty_label="Lengkap maupun belum"
    )
    penanda = django_filters.ChoiceFilter(
        label="Penanda", choices=Penanda.choices, empty_label="Semua penanda"
    )
    kata = django_filters.CharFilter(label="Kata")

    class Meta:
        model = Aksi
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Any = None, *, rad: Rad, **kw: Any) -> None:
        super().__init__(data, queryset, **kw)
        self.rad = rad

    @cached_property
    def form(self) -> forms.Form:
        """The filter form, with the years of the plan to choose from."""
        form = super().form
        form.fields["tahun"].choices = [("", "Semua tahun"), *((t, str(t)) for t in self.rad.tahun)]
        form.fields["kata"].widget.attrs["placeholder"] = "Uraian, sasaran, indikator, kode"
        form.helper = BantuanFormulir()
        return form

    def pilihan_opd(self, opd: Iterable[tuple[Any, str]]) -> None:
        """Offer these ``(id, name)`` as institutions to choose from."""
        pilihan = sorted(set(opd), key=lambda p: p[1])
        self.form.fields["opd"].widget.choices = [("", "Semua perangkat daerah"), *pilihan]

    @cached_property
    def aktif(self) -> dict[str, Any]:
        """What is really asked for: field → value."""
        self.errors  # noqa: B018 – validates, so that cleaned_data exists
        bersih = getattr(self.form, "cleaned_data", {})
        return {k: v for k, v in bersih.items() if v not in (None, "")}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Apply every field that is filled in."""
        isi = self.aktif
        status = isi.get("status")
        if status == PERUBAHAN[0]:
            queryset = queryset.perubahan()  # type: ignore[attr-defined]
        elif status:
            queryset = queryset.filter(status=status)
        else:
            queryset = queryset.berlaku()  # type: ignore[attr-defined]
        if status == StatusAksi.DICABUT:
            queryset = queryset.filter(mencabut=False)  # the action itself, not the proposal
        if bidang := isi.get("bidang"):
            queryset = queryset.filter(bidang=bidang)
        if opd := isi.get("opd"):
            queryset = queryset.filter(penanggung_jawab=opd)
        uang = {k: isi[k] for k in ("tahun", "sumber") if k in isi}
        if uang:
            queryset = queryset.filter(
                Exists(Anggaran.objects.filter(aksi=OuterRef("pk"), pagu__gt=0, **uang))
            )
        if penanda := isi.get("penanda"):
            ada = PenandaAksi.objects.filter(aksi=OuterRef("pk"), jenis=penanda)
            queryset = queryset.filter(Exists(ada))
        if kekurangan := isi.get("kekurangan"):
            queryset = queryset.filter(_kekurangan(kekurangan, self.queryset))
        if kata := bersih_teks(isi.get("kata", "")):
            queryset = queryset.filter(_memuat(kata))
        return queryset


def _memuat(kata: str) -> Any:
    return (
        Q(uraian__icontains=kata)
        | Q(sasaran__uraian__icontains=kata)
        | Q(nomenklatur__istartswith=kata)
        | Q(lokasi__icontains=kata)
        | Exists(Indikator.objects.filter(aksi=OuterRef("pk"), nama__icontains=kata))
    )


def _kekurangan(jenis: str, terbaca: Any) -> Any:
    """Return the condition that an action lacks *jenis* (a key of KEKURANGAN). Duplicates are
    looked for among *terbaca* only: nobody learns of a draft that is not theirs to read."""
    anak = {"aksi": OuterRef("pk")}
    if jenis == "anggaran":
        return ~Exists(Anggaran.objects.filter(**anak, pagu__gt=0))
    if jenis == "indikator":
        return ~Exists(Indikator.objects.filter(**anak))
    if jenis == "target":
        tahun = F("aksi__rad__selesai") - F("aksi__rad__mulai") + 1
        return Exists(
            Indikator.objects.filter(**anak)
            .annotate(terisi=Count("target"))
            .filter(terisi__lt=tahun)
        )
    if jenis == "kode":
        return Q(nomenklatur="")
    kembar = terbaca.berlaku().filter(rad=OuterRef("rad"), uraian_normal=OuterRef("uraian_normal"))
    lama = Coalesce(OuterRef("menggantikan"), OuterRef("pk"))
    return Exists(kembar.exclude(pk=OuterRef("pk")).exclude(pk=lama))
