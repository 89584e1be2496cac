"""Eight processes write to one SQLite file: with our settings, and with Django's own."""

import multiprocessing
import os
import statistics
import tempfile
import time
from multiprocessing.queues import SimpleQueue
from pathlib import Path

from bench.web_data import salin_basis_data

PENULIS = 8


def adu(rad, user, putaran: int, detik: float) -> tuple[float, float, int]:
    """Return transactions per second with our settings and with the defaults, and what went wrong
    with ours: locked databases, lost changes, broken chains. The two take turns, each on a copy
    of the same file."""
    from django.db import connection

    asal = Path(connection.settings_dict["NAME"])
    pilihan = {"kita": connection.settings_dict["OPTIONS"], "bawaan": {}}
    laju: dict[str, list[float]] = {n: [] for n in pilihan}
    galat, cacat = dict.fromkeys(pilihan, 0), dict.fromkeys(pilihan, 0)
    for _ in range(putaran):
        for nama, opsi in pilihan.items():
            with tempfile.TemporaryDirectory(dir=asal.parent) as folder:
                salinan = Path(folder) / "penulis.sqlite3"
                salin_basis_data(salinan)
                jadi, terkunci = _serentak(salinan, opsi, rad, user, detik)
                cacat[nama] += _cacat(salinan, opsi, jadi)
            laju[nama].append(jadi / detik)
            galat[nama] += terkunci
    for nama, nilai in laju.items():
        tengah = statistics.median(nilai)
        print(
            f"  {PENULIS} penulis {nama:8s} {tengah:7.0f} tulisan/detik, {galat[nama]} terkunci,"
            f" {cacat[nama]} cacat"
        )
    return (
        statistics.median(laju["kita"]),
        statistics.median(laju["bawaan"]),
        galat["kita"] + cacat["kita"],
    )


def _cacat(berkas: Path, opsi: dict, jadi: int) -> int:
    """Count lost changes and faults of the chains after *jadi* transactions on *berkas*."""
    from django.db import connection

    from p3aks.core.audit import JejakAudit, periksa
    from rad.models import Sasaran

    asal = {n: connection.settings_dict[n] for n in ("NAME", "OPTIONS")}
    connection.close()
    connection.settings_dict.update(NAME=str(berkas), OPTIONS=opsi)
    try:
        angka = sum(int(t) for t in Sasaran.objects.values_list("tujuan", flat=True) if t.isdigit())
        jejak = JejakAudit.objects.filter(peristiwa="sasaran.diubah").count()
        return abs(jadi - angka) + abs(jadi - jejak) + sum(1 for _ in periksa())
    finally:
        connection.close()
        connection.settings_dict.update(asal)


def _serentak(berkas: Path, opsi: dict, rad, user, detik: float) -> tuple[int, int]:
    """Run the writers; return their transactions and their lock errors."""
    konteks = multiprocessing.get_context("fork")
    pintu, antrean = konteks.Barrier(PENULIS), konteks.SimpleQueue()
    sasaran = list(rad.sasaran.values_list("pk", flat=True)[:PENULIS])
    from django.db import connections

    connections.close_all()
    proses = [
        konteks.Process(target=_tulis, args=(berkas, opsi, pk, user, detik, pintu, antrean))
        for pk in (sasaran * PENULIS)[:PENULIS]
    ]
    for p in proses:
        p.start()
    hasil = [antrean.get() for _ in proses]
    for p in proses:
        p.join()
    return sum(j for j, _ in hasil), sum(g for _, g in hasil)


def _tulis(berkas: Path, opsi: dict, pk, user, detik: float, pintu, antrean: SimpleQueue) -> None:
    """Read, change and record one row in a transaction, again and again; report the counts."""
    from django.db import OperationalError, connection, transaction

    jadi = galat = 0
    try:
        connection.settings_dict.update(NAME=str(berkas), OPTIONS=opsi)
        connection.ensure_connection()
        pintu.wait(30)
        batas = time.monotonic() + detik
        while time.monotonic() < batas:
            try:
                with transaction.atomic():
                    _satu(pk, user)
                jadi += 1
            except OperationalError:
                galat += 1
    finally:
        connection.close()
        antrean.put((jadi, galat))
    os._exit(0)


def _satu(pk, user) -> None:
    from p3aks.core.audit import catat
    from rad.models import Sasaran

    lama = Sasaran.objects.values_list("tujuan", flat=True).get(pk=pk)
    tujuan = str(int(lama) + 1 if lama.isdigit() else 1)
    Sasaran.objects.filter(pk=pk).update(tujuan=tujuan)
    catat(by=user, peristiwa="sasaran.diubah", objek=Sasaran(pk=pk))
