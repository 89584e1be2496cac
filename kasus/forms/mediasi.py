"""A mediation: its start, and its end."""

from django import forms

from kasus.aturan.mediasi import JenisPerkara
from p3aks.core.forms import FormulirMixin, TanggalField, WaktuField

HARUS_BENAR = "Tanpa pernyataan ini mediasi tidak dapat dimulai."


def _pernyataan(label: str, bantuan: str = "") -> forms.BooleanField:
    return forms.BooleanField(
        label=label, help_text=bantuan, error_messages={"required": HARUS_BENAR}
    )


class MulaiForm(FormulirMixin, forms.Form):
    """The matter, the mediator, and what both assessments must say (R14)."""

    jenis = forms.ChoiceField(
        label="Jenis perkara",
        choices=[("", "Pilih"), *JenisPerkara.choices],
        error_messages={"required": "Pilih jenis perkaranya."},
    )
    pokok = forms.CharField(
        label="Pokok perkara",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text="Apa yang hendak disepakati. Tanpa nama orang.",
    )
    mediator = forms.CharField(label="Mediator", max_length=150)
    pada = WaktuField(label="Waktu mulai", help_text="Misalnya 22 November 2026 14.30.")
    pilihan_penerima = _pernyataan(
        "Penerima manfaat memilih mediasi atas kehendaknya sendiri",
        "Ditanyakan tanpa kehadiran terlapor atau keluarganya.",
    )
    bebas_tekanan = _pernyataan(
        "Asesmen pendamping dan psikolog menyatakan penerima manfaat bebas dari tekanan"
    )
    tidak_berulang = _pernyataan(
        "Asesmen pendamping dan psikolog menyatakan kekerasan tidak akan berulang"
    )
    mediator_terlatih = _pernyataan("Mediator sudah terlatih")


class SelesaiForm(FormulirMixin, forms.Form):
    """How a mediation ended; an agreement needs its papers."""

    sepakat = forms.TypedChoiceField(
        label="Hasil",
        choices=[("1", "Ada kesepakatan"), ("0", "Tidak ada kesepakatan")],
        coerce=lambda teks: teks == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasilnya."},
    )
    hasil = forms.CharField(
        label="Isi kesepakatan atau sebab tidak sepakat",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    berita_acara = forms.BooleanField(label="Berita acara sudah disimpan", required=False)
    kesepakatan_ditandatangani = forms.BooleanField(
        label="Kesepakatan sudah ditandatangani", required=False
    )
    tanggung_jawab = forms.BooleanField(
        label="Kesepakatan memuat tanggung jawab terlapor", required=False
    )
    pantau_mulai = TanggalField(
        label="Pemantauan mulai", required=False, help_text="Wajib bila ada kesepakatan."
    )
