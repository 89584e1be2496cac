"""Where a long list goes on: the time and id of the last row shown, as one word in an address."""

from datetime import UTC, datetime
from uuid import UUID


def tulis_batas(saat: datetime, pk: UUID) -> str:
    """Return the mark of a row with the aware time *saat* and id *pk*."""
    return f"{saat.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}_{pk}"


def baca_batas(teks: str) -> tuple[datetime, UUID] | None:
    """Return the time and id that :func:`tulis_batas` wrote; None for anything else."""
    waktu, _, pk = teks.partition("_")
    try:
        return datetime.strptime(waktu, "%Y%m%dT%H%M%S.%f%z").astimezone(UTC), UUID(pk)
    except (ValueError, OverflowError):  # overflow: a year that UTC does not have
        return None
