"""The project's Celery application with one more task, which notes when it was started.

BENCH_JEDA overrides the polling interval: "bawaan" takes the one of the transport (1 s).
"""

import os
import time
from pathlib import Path

from p3aks.celery import app

if os.environ.get("BENCH_JEDA") == "bawaan":
    app.conf.broker_transport_options = {
        k: v for k, v in app.conf.broker_transport_options.items() if k != "polling_interval"
    }


@app.task(name="bench.mulai", ignore_result=True)
def catat_mulai(nama: str) -> None:
    """Write the time of the start to the file *nama* of the data folder."""
    kini = time.time()
    berkas = Path(os.environ["P3AKS_VAR"]) / f"mulai-{nama}"
    sementara = berkas.with_suffix(".tmp")
    sementara.write_text(repr(kini))
    sementara.replace(berkas)
