"""Writes around one regulation: its text, its way to promulgation, the facts from outside.

Each function runs in one transaction, checks the right once more and writes the audit trail.
Whoever saves on top of somebody else's change gets :class:`SudahBerubah`; nothing is written then.
"""

from p3aks.core.models import SudahBerubah
from rad.actions.perbup.alur import (
    cabut,
    fasilitasikan,
    finalkan,
    harmonisasikan,
    kembalikan,
    susun_rancangan,
    undangkan,
)
from rad.actions.perbup.bagian import (
    hapus,
    pindahkan,
    simpan_bab,
    simpan_bagian,
    simpan_dasar_hukum,
    simpan_konsiderans,
    simpan_opsi,
    simpan_paraf,
)
from rad.actions.perbup.dasar import rujukan_putus
from rad.actions.perbup.luar import bubuhkan_paraf, catat_fakta, tarik_paraf
from rad.actions.perbup.pasal import simpan_pasal

__all__ = [
    "SudahBerubah",
    "bubuhkan_paraf",
    "cabut",
    "catat_fakta",
    "fasilitasikan",
    "finalkan",
    "hapus",
    "harmonisasikan",
    "kembalikan",
    "pindahkan",
    "rujukan_putus",
    "simpan_bab",
    "simpan_bagian",
    "simpan_dasar_hukum",
    "simpan_konsiderans",
    "simpan_opsi",
    "simpan_paraf",
    "simpan_pasal",
    "susun_rancangan",
    "tarik_paraf",
    "undangkan",
]
