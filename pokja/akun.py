"""How allauth makes and treats accounts here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AkunAdapter(DefaultAccountAdapter):
    """Accounts are given out by the regency; nobody signs up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        **dict.fromkeys(
            ("username_password_mismatch", "email_password_mismatch"),
            "Nama pengguna atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi.",
        ),
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always."""
        return False
