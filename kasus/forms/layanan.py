"""Forms of emergency actions, services and follow-up."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kasus.enums_layanan import FungsiLayanan, JenisLayanan
from kasus.models import ButirRencana, Instansi, Korban
from p3aks.core.forms import FormulirMixin, TanggalField, WaktuField
from pokja.models import Lembaga

# Mediation has a page of its own, which checks what bars it (R14).
PILIHAN_FUNGSI = [pilihan for pilihan in FungsiLayanan.choices if pilihan[0] != "MEDIASI"]
TANPA_NAMA = "Tanpa nama, alamat, atau nomor telepon; itu hanya di halaman identitas."
CONTOH_WAKTU = "Misalnya 22 November 2026 14.30."
Pilihan = list[tuple[str, Any]]


def pilihan_instansi() -> Pilihan:
    """Return the institutions to choose from: partners of the referral directory first."""
    mitra = set(Instansi.objects.filter(aktif=True).values_list("lembaga_id", flat=True))
    kelompok: dict[bool, Pilihan] = {True: [], False: []}
    for pk, nama in Lembaga.objects.filter(aktif=True).values_list("pk", "nama"):
        kelompok[pk in mitra].append((str(pk), nama))
    judul = {True: "Mitra rujukan", False: "Instansi lain"}
    return [("", "Tidak disebut"), *((judul[k], kelompok[k]) for k in judul if kelompok[k])]


class InstansiField(forms.TypedChoiceField):
    """An institution; cleans to the id of its Lembaga, or None. The form sets the choices."""

    def __init__(self, **kwargs: Any) -> None:
        bawaan = {"label": "Instansi", "required": False, "empty_value": None, "coerce": UUID}
        super().__init__(**{**bawaan, **kwargs})


def waktu_field(label: str, **kwargs: Any) -> WaktuField:
    """Return a field for a time that is now unless somebody types another."""
    return WaktuField(label=label, **{"initial": timezone.now, "help_text": CONTOH_WAKTU, **kwargs})


class BarisForm(FormulirMixin, forms.Form):
    """A form that makes one row. ``kunci``: sent twice, it still makes one."""

    use_required_attribute = False  # our sentence, not the browser's, says what is missing

    kunci = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "instansi" in self.fields:
            self.fields["instansi"].choices = pilihan_instansi()


class KedaruratanForm(BarisForm):
    """An emergency action for one or more victims of a case."""

    korban = forms.TypedMultipleChoiceField(
        label="Korban yang ditolong", coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    jenis = forms.ChoiceField(
        label="Tindakan", choices=[("", "Pilih tindakan"), *JenisLayanan.choices]
    )
    fungsi = forms.ChoiceField(
        label="Fungsi layanan", choices=PILIHAN_FUNGSI, initial=FungsiLayanan.PENDAMPINGAN
    )
    instansi = InstansiField(label="Bersama instansi")
    pada = waktu_field("Waktu tindakan")
    uraian = forms.CharField(
        label="Yang dilakukan",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=TANPA_NAMA,
    )

    def __init__(self, *args: Any, korban: list[Korban], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ruas = self.fields["korban"]
        ruas.choices = [
            (str(k.pk), f"Korban {k.kode} ({k.get_kelamin_display()}, usia {_usia(k)})")
            for k in korban
        ]
        if len(korban) == 1:
            ruas.initial = [str(korban[0].pk)]


def _usia(korban: Korban) -> str:
    return korban.get_kelompok_usia_display().lower()


class LayananForm(BarisForm):
    """A service, for an item of the plan or free."""

    butir = forms.TypedChoiceField(
        label="Butir rencana", required=False, coerce=UUID, empty_value=None
    )
    selesai = forms.BooleanField(
        label="Butir ini selesai dengan layanan ini", required=False, initial=False
    )
    jenis = forms.ChoiceField(
        label="Jenis layanan",
        required=False,
        choices=[("", "Menurut butir rencana"), *JenisLayanan.choices],
        help_text="Pilih hanya bila layanan ini di luar rencana.",
    )
    fungsi = forms.ChoiceField(
        label="Fungsi layanan", choices=PILIHAN_FUNGSI, initial=FungsiLayanan.PENDAMPINGAN
    )
    instansi = InstansiField(
        label="Diberikan oleh", help_text="Bila tidak disebut, instansi dalam butir rencana."
    )
    pada = waktu_field("Waktu layanan")
    uraian = forms.CharField(
        label="Yang diberikan",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=TANPA_NAMA,
    )

    def __init__(self, *args: Any, butir: list[ButirRencana], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["butir"].choices = [
            ("", "Di luar rencana"),
            *((str(b.pk), sebut_butir(b)) for b in butir),
        ]


def sebut_butir(butir: ButirRencana) -> str:
    """Return an item as one line: the service and who gives it."""
    return f"{butir.get_jenis_display()} · {butir.instansi.nama if butir.instansi else 'unit ini'}"


class PemantauanForm(BarisForm):
    """A contact with a victim, or an attempt at one."""

    terhubung = forms.TypedChoiceField(
        label="Apakah berhasil dihubungi?",
        choices=[("ya", "Ya, berbicara dengan penerima manfaat"), ("tidak", "Tidak berhasil")],
        coerce=lambda nilai: nilai == "ya",
        widget=forms.RadioSelect,
    )
    pada = waktu_field("Waktu")
    hasil = forms.CharField(
        label="Hasil",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Keadaan, keamanan, dan kebutuhannya sekarang. {TANPA_NAMA}",
    )
    berikutnya = TanggalField(
        label="Pemantauan berikutnya", required=False, help_text="Misalnya 22 Desember 2026."
    )
