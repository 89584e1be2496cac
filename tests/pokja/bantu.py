"""People and days that the tests of the structure share."""

import datetime as dt

from pokja.actions.pejabat import IsiPejabat, dudukkan
from pokja.models import Pejabat, Pengguna

SK_LAMA = dt.date(2025, 1, 6)
HARI_INI = dt.date(2026, 3, 2)


def akun(nama: str) -> Pengguna:
    """Make an account without a role."""
    return Pengguna.objects.create_user(nama, nama=nama.title(), demo=True)


def duduk(by, kedudukan, nama="Bambang", mulai=HARI_INI, **lain) -> Pejabat:
    """Seat somebody."""
    return dudukkan(by=by, kedudukan=kedudukan, isi=IsiPejabat(nama, mulai, **lain))
