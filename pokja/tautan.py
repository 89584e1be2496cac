"""Private links: an address that a guest opens without an account.

The address carries a row's id and a signature, nothing else; nothing secret is stored. A link is
made void by raising the number that is signed with it (``Kehadiran.tautan_ke``).
"""

from uuid import UUID

from django.core.signing import BadSignature, Signer

PISAH = "."
# What a link opens.
UNDANGAN, HADIR = "undangan", "hadir"


def _penanda(jenis: str) -> Signer:
    return Signer(salt=f"pokja.tautan.{jenis}", sep=PISAH)


def buat_tautan(jenis: str, pk: UUID, ke: int = 1) -> str:
    """Return the token for row *pk*; *ke* is the number of the link, *jenis* what it opens."""
    return _penanda(jenis).sign(f"{pk.hex}-{ke}")


def baca_tautan(jenis: str, token: str) -> tuple[UUID, int] | None:
    """Return ``(pk, ke)`` of a token made for *jenis*, or None for any other text."""
    try:
        isi, _, ke = _penanda(jenis).unsign(token).partition("-")
        return UUID(hex=isi), int(ke)
    except (BadSignature, ValueError):
        return None
