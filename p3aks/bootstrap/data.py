"""Bring the database up to date and load the demo when it is empty.

Run as a program inside ``.venv``: one start of Django instead of four. Standard output is for
the caller: a line ``tahap <name>`` before each stage, at the end the list of demo accounts.
"""

import io
import os
import sys

TAHAP = {
    "basis data": [("migrate", "--no-input", "--verbosity=0"), ("createcachetable",)],
    "data contoh": [("demo", "--jika-kosong")],
}


def utama() -> None:
    """Run all stages; what the commands print goes to standard error, which is the log."""
    import django
    from django.core.management import call_command

    print("tahap pengaturan", flush=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p3aks.settings")
    django.setup()
    for nama, perintah in TAHAP.items():
        print(f"tahap {nama}", flush=True)
        for satu in perintah:
            call_command(*satu, stdout=sys.stderr)
    daftar = io.StringIO()
    call_command("demo", "--daftar", stdout=daftar)
    print("daftar", flush=True)
    print(daftar.getvalue().rstrip(), flush=True)


if __name__ == "__main__":
    utama()
