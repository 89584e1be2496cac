"""Rights around people and the Pokja. Each predicate's docstring is the rule as the Sekretariat
would sign it; ``obj`` None asks "at all?"."""

from collections.abc import Callable
from typing import Any

import rules

from pokja.enums import Peran


def pemegang(*peran: str) -> Callable[..., bool]:
    """Return a predicate: the person holds one of *peran* today."""

    @rules.predicate(f"pemegang:{'|'.join(peran)}")
    def punya(user: Any, obj: Any = None) -> bool:
        return bool(getattr(user, "peran", frozenset()) & set(peran))

    return punya


SEMUA_PERAN = tuple(Peran)

lihat_struktur = pemegang(*SEMUA_PERAN)
"""Everyone with a role may see who sits in the Pokja."""

kelola_struktur = pemegang(Peran.SEKRETARIAT, Peran.SEKRETARIS)
"""The Sekretariat prepares the structure and its SK."""

ubah_daerah = pemegang(Peran.SEKRETARIAT, Peran.SEKRETARIS, Peran.BAGIAN_HUKUM)
"""The Sekretariat and Bagian Hukum keep the names that documents are signed with."""

rules.add_perm("pokja.lihat_struktur", lihat_struktur)
rules.add_perm("pokja.kelola_struktur", kelola_struktur)
rules.add_perm("pokja.ubah_daerah", ubah_daerah)
