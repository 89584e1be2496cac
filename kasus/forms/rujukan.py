"""A referral, and what a partner answers."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from kasus.actions.rujukan import IsiRujukan
from kasus.enums_layanan import DasarPemrosesan, JenisLayanan, SektorPersetujuan
from kasus.forms.persetujuan import PilihanInstansi
from kasus.models import Instansi
from p3aks.core.forms import FormulirMixin
from pokja.models import Pengguna

DASAR = (
    (DasarPemrosesan.PERSETUJUAN, "Persetujuan yang tercatat untuk sektor dan instansi ini"),
    (DasarPemrosesan.KEWAJIBAN, "Kewajiban hukum, tanpa persetujuan: hanya data paling perlu"),
    (DasarPemrosesan.VITAL, "Kepentingan vital (nyawa atau keselamatan): hanya data paling perlu"),
)


class RujukanForm(FormulirMixin, forms.Form):
    """To whom one victim is referred, for what, and on which basis.

    ``calon``: per institution the people who may receive a packet there.
    """

    kelompok = (
        ("Ke mana dan untuk apa?", ("instansi", "jenis", "sektor", "penerima")),
        ("Atas dasar apa?", ("dasar", "alasan")),
        ("Apa yang ditulis untuk mitra?", ("ringkasan", "pesan")),
    )

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    instansi = PilihanInstansi(
        label="Instansi tujuan", queryset=Instansi.objects.none(), empty_label="Pilih instansi"
    )
    jenis = forms.ChoiceField(
        label="Layanan yang diminta", choices=[("", "Pilih layanan"), *JenisLayanan.choices]
    )
    sektor = forms.ChoiceField(
        label="Sektor persetujuan",
        choices=[
            ("", "Pilih sektor"),
            *((k, v) for k, v in SektorPersetujuan.choices if k != SektorPersetujuan.STATISTIK),
        ],
    )
    penerima = forms.ChoiceField(
        label="Hanya untuk orang ini",
        required=False,
        help_text="Selain orang ini, petugas lain pada instansi itu tidak dapat membuka paketnya.",
    )
    dasar = forms.ChoiceField(label="Dasar rujukan", choices=DASAR, widget=forms.RadioSelect)
    alasan = forms.CharField(
        label="Alasan, untuk catatan tim",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila tanpa persetujuan. Tidak dikirim kepada mitra.",
    )
    ringkasan = forms.CharField(
        label="Ringkasan kejadian",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dikirim hanya bila disetujui. Seperlunya, tanpa nama siapa pun.",
    )
    pesan = forms.CharField(
        label="Pesan bagi penerima",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Yang diharapkan dari mitra dan siapa yang dihubungi. Tanpa nama korban.",
    )

    def __init__(
        self,
        *args: Any,
        instansi: Any,
        calon: Mapping[Any, list[Pengguna]],
        tersegel: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].queryset = instansi
        self.fields["kunci"].initial = uuid4()
        nama = {i.pk: i.lembaga.nama for i in instansi}
        self._orang = {str(p.pk): p for orang in calon.values() for p in orang}
        kosong = "Pilih penerima" if tersegel else "Semua petugas mitra pada instansi itu"
        self.fields["penerima"].choices = [
            ("", kosong),
            *(
                (nama[pk], [(str(p.pk), p.nama) for p in orang])
                for pk, orang in calon.items()
                if orang
            ),
        ]
        for wajib in ("penerima", "pesan") if tersegel else ():
            self.fields[wajib].required = True

    def clean_penerima(self) -> Pengguna | None:
        """Return the person."""
        return self._orang.get(self.cleaned_data["penerima"])

    @property
    def isi(self) -> IsiRujukan:
        """The valid entries, for the action."""
        return IsiRujukan(**{k: v for k, v in self.cleaned_data.items() if k != "kunci"})

    @property
    def terketik(self) -> list[tuple[str, str]]:
        """What was typed, by name, to travel through the preview unchanged."""
        return [(ruas.html_name, str(ruas.value() or "")) for ruas in self]


class TolakPaketForm(FormulirMixin, forms.Form):
    """Why a partner does not take a referral."""

    alasan = forms.CharField(
        label="Alasan menolak",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Unit pengirim membacanya dan mencari jalan lain.",
    )


class SelesaiPaketForm(FormulirMixin, forms.Form):
    """What a partner has done."""

    hasil = forms.CharField(
        label="Hasil layanan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Apa yang sudah diberikan dan apa yang masih perlu. Tanpa nama korban.",
    )
