#!/usr/bin/env python3
"""Entry point: ``mulai`` and ``uji`` work on a bare machine, anything else is a Django command.

This file keeps to syntax that older Pythons can read, so that they get a sentence, not an error.
"""

import os
import shutil
import sys

PYTHON_MINIMAL = (3, 11)


def cari_python_baru() -> None:
    """Re-run under a newer interpreter from PATH; stop with one line when there is none."""
    for nama in ("python3.11", "python3.12", "python3.13", "python3.14"):
        jalur = shutil.which(nama)
        if jalur:
            os.execv(jalur, [jalur, *sys.argv])  # noqa: S606 - no shell is wanted
    terpasang = ".".join(str(angka) for angka in sys.version_info[:3])
    sys.exit(
        f"Sistem P3AKS memerlukan Python 3.11 atau lebih baru, yang terpasang {terpasang}. "
        "Pasang Python 3.11 (Debian 12 dan Ubuntu 24.04 sudah menyediakannya), lalu ulangi."
    )


def main() -> None:
    """Dispatch the command line."""
    if sys.version_info < PYTHON_MINIMAL:
        cari_python_baru()

    from p3aks import bootstrap

    if len(sys.argv) > 1 and sys.argv[1] in bootstrap.PERINTAH:
        sys.exit(bootstrap.jalankan(sys.argv[1], sys.argv[2:]))

    bootstrap.siapkan_proses()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "p3aks.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as galat:
        # A missing setting is the operator's business, not a programmer's: one line, no trace.
        sys.exit(f"{galat}")


if __name__ == "__main__":
    main()
