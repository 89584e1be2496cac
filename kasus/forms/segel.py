"""Breaking a seal: which case, why, and proof that it is oneself; and judging that."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms

from kasus.actions.segel import COBA_MAKS, boleh_mencoba
from kasus.forms.alasan import TANPA_CERITA, alasan_field
from kasus.forms.isian import TeksField
from p3aks.core.forms import BELUM_DIISI, FormulirMixin
from p3aks.core.parsing import rapikan_kode
from pokja.models import Pengguna

ALASAN_MINIMUM = 30
KODE_SALAH = "Kode enam angka tidak cocok atau sudah dipakai. Tunggu kode berikutnya."
SANDI_SALAH = "Kata sandi tidak cocok."
TERLALU_SERING = (
    f"Sudah {COBA_MAKS} kali mencoba dalam 15 menit. Tunggu 15 menit, lalu coba lagi. "
    "Bila nyawa terancam, telepon 110 atau 129."
)


class KodeKasusField(TeksField):
    """A case code, typed with or without the dash, in small or capital letters."""

    def __init__(self, **kwargs: Any) -> None:
        bawaan = {"label": "Kode kasus", "max_length": 20, "help_text": "Misalnya K-7F3MQ2XW."}
        super().__init__(**{**bawaan, **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the code as it is stored; "" when empty."""
        teks = super().to_python(value)
        return rapikan_kode(teks) if teks else ""


class KodeKasusForm(FormulirMixin, forms.Form):
    """A case code and nothing else."""

    use_required_attribute = False

    kode = KodeKasusField()


class BukaSegelForm(FormulirMixin, forms.Form):
    """Code, reason, and the six digits of the authenticator app: a recovery code is no proof that
    one holds the phone. Demo accounts have no app and give their password again."""

    use_required_attribute = False

    kode = KodeKasusField()
    alasan = alasan_field(
        "Keadaan darurat apa",
        min_length=ALASAN_MINIMUM,
        max_length=2000,
        help_text=f"Paling sedikit {ALASAN_MINIMUM} huruf. {TANPA_CERITA} "
        "Penelaah membaca alasan ini.",
    )
    bukti = forms.CharField(
        label="Enam angka dari aplikasi autentikator",
        max_length=128,
        strip=True,
        help_text="Kode pemulihan tidak berlaku di sini.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, *args: Any, user: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.totp = user, totp_milik(user)
        self.terlalu_sering = self.tidak_terbukti = False
        if self.totp is None:
            self.fields["bukti"] = forms.CharField(
                label="Kata sandi Anda",
                max_length=128,
                strip=False,
                help_text="Akun demo tidak memakai aplikasi autentikator, jadi kata sandi diminta "
                "sekali lagi.",
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
                error_messages={"required": BELUM_DIISI},
            )

    @property
    def perlu_totp(self) -> bool:
        """Whether the app has to be set up first. A demo account does without."""
        return self.totp is None and not self.user.demo

    def clean(self) -> dict[str, Any]:
        """Check the proof last, and only when the rest is right: a code counts once, and so does
        a try."""
        isi = super().clean() or self.cleaned_data
        if self.errors:
            return isi
        if not boleh_mencoba(self.user):
            self.terlalu_sering = True
            raise forms.ValidationError(TERLALU_SERING)
        if not self._terbukti(isi["bukti"]):
            self.tidak_terbukti = True
            self.add_error("bukti", SANDI_SALAH if self.totp is None else KODE_SALAH)
        return isi

    def _terbukti(self, bukti: str) -> bool:
        if self.totp is not None:
            return bool(self.totp.wrap().validate_code(bukti))
        return bool(self.user.demo and self.user.check_password(bukti))


def totp_milik(user: Pengguna) -> Any:
    """Return the authenticator app of *user*, or None. A passkey or recovery code is none."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()


class TelaahSegelForm(FormulirMixin, forms.Form):
    """The judgement on an opened seal."""

    use_required_attribute = False

    wajar = forms.TypedChoiceField(
        label="Apakah pembukaan ini wajar",
        choices=[("ya", "Wajar"), ("tidak", "Tidak wajar")],
        coerce=lambda nilai: nilai == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih wajar atau tidak wajar."},
    )
    catatan = alasan_field("Catatan telaah", max_length=2000)
