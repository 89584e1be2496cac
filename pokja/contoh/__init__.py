"""The Pokja of the demo regency at work: network, potentials, meetings, early warning, an event.

Everything goes through the same actions as real work.
"""

from pokja.contoh.konflik import muat_konflik
from pokja.contoh.peringatan import muat_peringatan
from pokja.contoh.rapat import muat_rapat
from pokja.contoh.wilayah import muat_jejaring, muat_potensi
from pokja.models import Lembaga, Pengguna, Pokja


def muat_pokja(orang: dict[str, Pengguna], pokja: Pokja) -> None:
    """Load it; what exists stays as it is. *orang*: the demo accounts by username."""
    muat_jejaring()
    muat_potensi()
    muat_rapat(orang, pokja)
    muat_peringatan(orang, {b.singkatan: b for b in Lembaga.objects.all()})
    muat_konflik(orang["sekretariat"])
