"""How allauth makes and treats accounts here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AkunAdapter(DefaultAccountAdapter):
    """Accounts are given out by the regency; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False always."""
        return False
