"""Health check of the web container: ``python -m p3aks.bootstrap.sehat [PORT]``.

Exit status 0 when ``/sehat/`` answers 200. Asks under the first name of ``ALLOWED_HOSTS``, because
Django refuses any other.
"""

import os
import sys

from p3aks.bootstrap.proses import tanya_sehat


def nama_host(allowed_hosts: str) -> str:
    """Return a Host header that *allowed_hosts* (comma separated) accepts."""
    pertama = allowed_hosts.split(",", maxsplit=1)[0].strip().lstrip(".")
    return pertama if pertama not in ("", "*") else "127.0.0.1"


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    jawaban = tanya_sehat(port, host=nama_host(os.environ.get("ALLOWED_HOSTS", "")))
    print(jawaban.status, jawaban.isi[:300])
    sys.exit(jawaban.status != 200)
