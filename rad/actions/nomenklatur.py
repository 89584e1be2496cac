"""Proposing the successor of a retired code."""

from collections.abc import Iterable

from django.db import transaction

from p3aks.core.access import wajib
from pokja.models import Pengguna
from rad.actions import telaah
from rad.models import Aksi


@transaction.atomic
def usulkan_pengganti(*, by: Pengguna, aksi: Iterable[Aksi], lama: str, baru: str) -> int:
    """Ask the responsible institutions of *aksi* to write *baru* for the code *lama*, as a comment
    on that part; an open comment of the same words is not repeated. Return how many were written.

    The code itself is content of the plan, so nothing is changed here: the institution does that
    and the Sekretariat decides on it, as always. Raises PermissionDenied.
    """
    wajib(by, "rad.usulkan_kode", None)
    isi = f"Kode {lama} tidak berlaku lagi. Gantilah dengan {baru} bila isinya memang sama."
    jumlah = 0
    for satu in aksi:
        if not satu.telaah.filter(selesai_pada=None, ruas="nomenklatur", isi=isi).exists():
            telaah.tambah(by=by, aksi=satu, isi=isi, ruas="nomenklatur")
            jumlah += 1
    return jumlah
