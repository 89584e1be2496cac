"""The gallery of interface parts at /_komponen/ (routed in DEBUG only)."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from p3aks.core.access import izin
from p3aks.core.formfields import AngkaField, RupiahField
from p3aks.core.forms import FormulirMixin, TanggalField


class ContohForm(FormulirMixin, forms.Form):
    """One field of each kind that the real forms use."""

    kelompok = (
        ("Apa yang akan dilakukan?", ("uraian", "bidang", "keterkaitan")),
        ("Berapa dan kapan?", ("target", "pagu", "mulai")),
        ("Bukti", ("berkas", "setuju")),
    )

    uraian = forms.CharField(
        label="Uraian aksi", widget=forms.Textarea(attrs={"rows": 3}), help_text="Satu kalimat."
    )
    bidang = forms.ChoiceField(
        label="Bidang", choices=[("", "Pilih bidang"), ("1", "Pencegahan"), ("2", "Penanganan")]
    )
    keterkaitan = forms.ChoiceField(
        label="Arah indikator",
        choices=[("naik", "Makin tinggi makin baik"), ("turun", "Makin rendah makin baik")],
        widget=forms.RadioSelect,
    )
    target = AngkaField(label="Target 2027", help_text="Boleh pecahan, misalnya 35,5.")
    pagu = RupiahField(label="Pagu 2027 (rupiah)", help_text="Misalnya 85.000.000.")
    mulai = TanggalField(label="Mulai", help_text="Misalnya 22 November 2026.", required=False)
    berkas = forms.FileField(label="Berkas", help_text="PDF, paling besar 20 MB.", required=False)
    setuju = forms.BooleanField(label="Data ini sudah diperiksa kepala bidang", required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput, initial=3)


class AlasanForm(FormulirMixin, forms.Form):
    """The reason that goes with a return."""

    alasan = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 2}))


@izin("publik")
def galeri(request: HttpRequest) -> HttpResponse:
    """Show every part once, with a form that was refused; GET and POST alike store nothing."""
    kini = timezone.now()
    salah = {
        "salah-uraian": "Visum bagi korban",
        "salah-target": "1,234",
        "salah-pagu": "banyak",
        "salah-mulai": "31 Februari 2027",
        "salah-versi": "3",
    }
    konteks = {
        "form": ContohForm(initial={"pagu": Decimal(75_000_000), "target": Decimal(48)}),
        "form_salah": ContohForm(salah, prefix="salah"),
        "form_alasan": AlasanForm(prefix="alasan"),
        "halaman": Paginator(range(90), 30).page(2),
        "jumlah": [("disetujui", 5), ("diajukan", 2), ("dikembalikan", 1), ("draf", 1)],
        "langkah": [
            {"judul": "Diajukan", "pelaku": "Siti Aminah", "waktu": kini, "isi": ""},
            {
                "judul": "Dikembalikan",
                "pelaku": "Sekretariat",
                "waktu": kini - timedelta(days=2),
                "isi": "Target 2027 lebih kecil dari 2026, mohon dicek.",
            },
            {
                "judul": "Dibuat",
                "pelaku": "Siti Aminah",
                "waktu": kini - timedelta(days=9),
                "isi": "",
            },
        ],
    }
    return render(request, "components/index.html", konteks)
