"""allauth's forms in our words (settings ACCOUNT_FORMS and MFA_FORMS name these classes).

Only labels, helps and messages change; what a form checks stays allauth's.
"""

from typing import Any, ClassVar

from allauth.account import forms as akun
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as kunci
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import Field, HiddenInput, JSONField
from django.forms.fields import InvalidJSONInput

from p3aks.core.forms import sebut_belum_diisi

SANDI_BARU = (
    "Paling sedikit 15 huruf atau angka. Beberapa kata yang mudah Anda ingat lebih aman daripada "
    "satu kata yang rumit."
)


class _KataKita:
    """Sets `label` and `bantuan` per field and drops placeholders, which repeat the label."""

    label: ClassVar[dict[str, str]] = {}
    bantuan: ClassVar[dict[str, str]] = {}
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, isian in self.fields.items():
            isian.widget.attrs.pop("placeholder", None)
            isian.label = self.label.get(nama, isian.label)
            isian.help_text = self.bantuan.get(nama, isian.help_text)
        sebut_belum_diisi(self.fields.values())


class FormMasuk(_KataKita, akun.LoginForm):
    label: ClassVar[dict[str, str]] = {
        "login": "Nama pengguna atau email",
        "password": "Kata sandi",
        "remember": "Tetap masuk di perangkat ini",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No name is longer, and SQLite refuses to compare with a text of a megabyte.
        self.fields["login"].validators.append(MaxLengthValidator(254))


class FormUbahSandi(_KataKita, akun.ChangePasswordForm):
    label: ClassVar[dict[str, str]] = {
        "oldpassword": "Kata sandi sekarang",
        "password1": "Kata sandi baru",
        "password2": "Kata sandi baru, sekali lagi",
    }
    bantuan: ClassVar[dict[str, str]] = {"password1": SANDI_BARU}


class FormSandiBaru(_KataKita, akun.ResetPasswordKeyForm):
    label: ClassVar[dict[str, str]] = {
        "password1": "Kata sandi baru",
        "password2": "Kata sandi baru, sekali lagi",
    }
    bantuan: ClassVar[dict[str, str]] = {"password1": SANDI_BARU}


class FormLupaSandi(_KataKita, akun.ResetPasswordForm):
    label: ClassVar[dict[str, str]] = {"email": "Alamat email"}


class FormPastikan(_KataKita, akun.ReauthenticateForm):
    label: ClassVar[dict[str, str]] = {"password": "Kata sandi Anda"}


class FormLangkahKedua(_KataKita, mfa.AuthenticateForm):
    label: ClassVar[dict[str, str]] = {"code": "Enam angka atau kode pemulihan"}


class FormPastikanKode(_KataKita, mfa.ReauthenticateForm):
    label: ClassVar[dict[str, str]] = {"code": "Enam angka atau kode pemulihan"}


class FormPasangTotp(_KataKita, ActivateTOTPForm):
    label: ClassVar[dict[str, str]] = {"code": "Enam angka dari aplikasi"}


class KredensialField(JSONField):
    """The browser's answer. Python refuses to read a number of 5,000 digits; so do we, in words."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what to show again; what cannot be read is shown as it came."""
        try:
            return super().bound_data(data, initial)
        except ValueError:
            return InvalidJSONInput(data)

    def to_python(self, value: Any) -> Any:
        """Return the parsed answer."""
        try:
            return super().to_python(value)
        except ValueError as galat:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from galat


class _KunciCacat:
    """Answers a passkey that is no passkey as a wrong one: the library reads it unchecked."""

    def clean_credential(self) -> Any:
        """Return what allauth makes of it."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (KeyError, TypeError, AttributeError, ValueError) as galat:
            raise get_adapter().validation_error("incorrect_code") from galat


class FormMasukKunci(_KunciCacat, kunci.LoginWebAuthnForm):
    """Log in with a passkey."""

    credential = KredensialField(widget=HiddenInput)


class FormPastikanKunci(_KunciCacat, kunci.ReauthenticateWebAuthnForm):
    """Prove with a passkey that one is still there."""

    credential = KredensialField(widget=HiddenInput)


class FormTambahKunci(_KataKita, kunci.AddWebAuthnForm):
    """Register a passkey."""

    credential = KredensialField(widget=HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse what is no registration, in words instead of a crash."""
        try:
            return super().clean()
        except (KeyError, TypeError, AttributeError, ValueError) as galat:
            raise get_adapter().validation_error("incorrect_code") from galat
