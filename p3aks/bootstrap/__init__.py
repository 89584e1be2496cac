"""From a bare machine to a running system: ``manage.py mulai`` and ``manage.py uji``.

Standard library only, because nothing is installed yet when this runs. The two modules that do
import third-party packages (``data``, ``server_uji``) are started as programs inside ``.venv``.

==============  ==============================================================================
``pesan``       what the person at the terminal reads; ``Gagal`` is a failure in one line
``lingkungan``  folders, ``fonts.conf``, the environment of every process
``rahasia``     ``.env`` and the keys in it
``paket``       ``.venv`` and the hash-locked Python packages
``native``      Pango and friends, Chromium; with or without root
``proses``      ports, health, child processes and their logs
``mulai``       the command ``mulai``
``uji``         the command ``uji``
``data``        (inside ``.venv``) migrate and load the demo
``server_uji``  (inside ``.venv``) throw-away PostgreSQL and Valkey
``sehat``       (inside the container) the health check of the web service
``huruf``       (while the image is built) writes ``fonts.conf``
==============  ==============================================================================
"""

import errno
import signal
import subprocess
from types import FrameType

from p3aks.bootstrap.lingkungan import siapkan_proses
from p3aks.bootstrap.pesan import Gagal, gagal

__all__ = ["PERINTAH", "jalankan", "siapkan_proses"]

PERINTAH = ("mulai", "uji")


def jalankan(perintah: str, argumen: list[str]) -> int:
    """Run *perintah* (one of ``PERINTAH``) and return the exit status of the process.

    Every failure ends as one Indonesian line on standard error, never as a traceback.
    """
    from p3aks.bootstrap import mulai, uji

    semula = signal.signal(signal.SIGTERM, _seperti_ctrl_c)
    try:
        return {"mulai": mulai.utama, "uji": uji.utama}[perintah](argumen)
    except KeyboardInterrupt:
        gagal("Dihentikan atas permintaan. Jalankan perintah yang sama untuk melanjutkan.")
        return 130
    except Gagal as galat:
        gagal(str(galat))
        return 1
    except OSError as galat:
        gagal(terjemahkan(galat))
        return 1
    except subprocess.SubprocessError as galat:
        gagal(f"Program yang dipanggil tidak berjalan semestinya ({galat}). Ulangi perintah ini.")
        return 1
    finally:
        signal.signal(signal.SIGTERM, semula)


def _seperti_ctrl_c(_nomor: int, _bingkai: FrameType | None) -> None:
    """Take a request to terminate like Ctrl-C, so that everything started is stopped."""
    raise KeyboardInterrupt


def terjemahkan(galat: OSError) -> str:
    """Say what an operating-system error means for the person who started the command."""
    tempat = f" ({galat.filename})" if galat.filename else ""
    if galat.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Ruang penyimpanan habis{tempat}. Kosongkan sekitar 2 GB, lalu ulangi."
    if galat.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Tidak ada izin menulis{tempat}. Pindahkan folder proyek ke tempat milik Anda "
            "sendiri atau perbaiki pemiliknya, lalu ulangi."
        )
    return f"Sistem operasi menolak: {galat.strerror or galat}{tempat}."
