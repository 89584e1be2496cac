"""What the person at the terminal reads."""

import sys


class Gagal(Exception):
    """The command cannot go on; the text is one Indonesian line that says what to do."""


def kabar(teks: str = "") -> None:
    """Print one line at once, so that it stands before the output of a child process."""
    print(teks, flush=True)


def gagal(teks: str) -> None:
    """Print a failure on standard error as exactly one line."""
    print(f"Gagal: {' '.join(teks.split())}", file=sys.stderr, flush=True)
