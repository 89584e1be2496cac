"""The child process: ``python -m p3aks.core.pdf.mesin PARENT_PID MEMORY_BYTES``.

Reads one job per line (JSON) from standard input and answers in lines on standard output:
``{"maju": [percent, stage]}`` any number of times, then ``{"hasil": …}`` or
``{"galat": kind, "rinci": …}``. It lowers its own priority, caps its own memory and CPU time and
dies with its parent. No Django, no database, no network, no files but those named in the job.
"""

import ctypes
import gc
import importlib
import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable

from p3aks.core.pdf.huruf import HurufTidakAda

Lapor = Callable[[int, str], None]  # percent of this job, stage

_PR_SET_PDEATHSIG = 1


def _ikut_induk(induk: int) -> None:
    """Die when the parent dies (Linux); leave at once if it is already gone."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != induk:
        sys.exit(1)


def _batasi_cpu(detik: int) -> None:
    """Allow *detik* more CPU seconds from now on."""
    pakai = resource.getrusage(resource.RUSAGE_SELF)
    batas = int(pakai.ru_utime + pakai.ru_stime) + 1 + detik
    keras = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (batas, keras))


def _kerjakan(tugas: dict, lapor: Lapor) -> dict:
    """Do one job; every failure becomes an answer."""
    try:
        # Imported only now: after the limits are set, and never more than the job needs.
        modul = importlib.import_module(f"p3aks.core.pdf.{tugas['kerja']}")
        hasil = modul.kerjakan(tugas, lapor)
    except HurufTidakAda as e:
        return {"galat": "huruf", "rinci": str(e)}
    except MemoryError:
        return {"galat": "memori", "rinci": "MemoryError"}
    except RecursionError:
        return {"galat": "besar", "rinci": "RecursionError: nested too deep"}
    except Exception as e:  # the process boundary
        logging.getLogger(__name__).exception("pdf job failed")
        return {"galat": "mesin", "rinci": f"{type(e).__name__}: {e}"}
    return hasil if "galat" in hasil else {"hasil": hasil}


def utama() -> None:
    """Serve jobs until standard input closes."""
    _ikut_induk(int(sys.argv[1]))
    os.nice(10)
    memori = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memori, memori))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    jawab = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever a C library prints must not look like an answer
    gc.freeze()
    for baris in sys.stdin:
        tugas = json.loads(baris)
        _batasi_cpu(tugas["cpu"])

        def lapor(persen: int, tahap: str) -> None:
            jawab.write(json.dumps({"maju": [persen, tahap]}) + "\n")

        jawab.write(json.dumps(_kerjakan(tugas, lapor)) + "\n")


if __name__ == "__main__":
    utama()
