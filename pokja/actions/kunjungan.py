"""When a person was last here."""

import datetime as dt

from django.utils import timezone

from pokja.models import Pengguna

# Who comes back within this time is still on the same visit.
SEKUNJUNGAN = dt.timedelta(minutes=30)


def catat_kunjungan(*, by: Pengguna) -> dt.datetime | None:
    """Note that *by* looks at the first page; return when the visit before this one ended (None
    on the first)."""
    kini = timezone.now()
    terakhir = by.dilihat_pada
    if terakhir is None or kini - terakhir > SEKUNJUNGAN:
        by.dilihat_sebelumnya = terakhir
    # Once a minute is exact enough; a page that is only read shall not write each time.
    if terakhir is None or kini - terakhir > dt.timedelta(minutes=1):
        by.dilihat_pada = kini
        by.save(update_fields=["dilihat_pada", "dilihat_sebelumnya"])
    return by.dilihat_sebelumnya
