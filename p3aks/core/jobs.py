"""Moves document rows: offer, take, report, finish, cancel, sweep.

Every step is one guarded UPDATE on the row, so any of them may come twice, late, or from a worker
that was thought dead, and still exactly one result is kept. Times of the lease are the
database's, because workers on other machines have clocks of their own.

A worker holds a row by its random ``token`` for ``SEWA``; a thread of its own extends that while
it renders. When worker and thread are gone the lease runs out and :func:`sapu` puts the row back.
"""

import logging
import re
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, Value
from django.db.models.functions import Greatest, Now

from p3aks.core.audit import catat
from p3aks.core.documents import (
    BERJALAN,
    FOLDER,
    DokumenBase,
    Status,
    folder_kerja,
    sidik_berkas,
    simpan_berkas,
    simpanan,
)
from p3aks.core.lingkup import LingkupQuerySet
from p3aks.core.pdf import GalatPdf

SEWA = timedelta(seconds=getattr(settings, "P3AKS_SEWA_DETIK", 60))
DENYUT = SEWA / 5
TAWAR_ULANG = timedelta(seconds=20)  # a row that waits longer than this is offered again
TAWARAN_SEKALI = 20  # offers per sweep: a long queue must not flood the broker
MAKS_PERCOBAAN = 3
JEDA_TULIS = 0.5  # seconds between two progress writes
JEDA_TANYA = 1.0  # seconds between two looks at the cancel state

GALAT_UMUM = (
    "Dokumen belum dapat dibuat karena kesalahan pada sistem. Data Anda tidak berubah. "
    "Coba lagi; bila terulang, hubungi pengelola sistem."
)
GALAT_BERULANG = (
    f"Pembuatan dokumen terhenti {MAKS_PERCOBAAN} kali sebelum selesai, misalnya karena layanan "
    "dihentikan. Data Anda tidak berubah. Coba lagi; bila terulang, hubungi pengelola sistem."
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Publishing must never hold a request: one attempt, half a second to connect, half to answer.
_SEKALI_CEPAT = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}

log = logging.getLogger(__name__)
Model = type[DokumenBase]
Kemajuan = Callable[[int, str], None]
Batal = Callable[[], bool]


class Hasil(Protocol):
    """What a renderer tells about its file; hash and size are measured here anyway."""

    @property
    def halaman(self) -> int:
        """Number of pages, 0 for formats without pages."""
        ...


Cetak = Callable[[Any, Path, Kemajuan, Batal], Hasil]


# --- the bell -------------------------------------------------------------------------------------


def tawarkan(tugas: Any, pk: uuid.UUID) -> bool:
    """Tell the workers that row *pk* waits, by the Celery task *tugas*; within about a second.

    Never raises: where the broker does not answer, the row stays in the queue and the sweeper
    offers it again. Returns whether the message went out.
    """
    try:
        with tugas.app.connection_for_write(transport_options=_SEKALI_CEPAT) as sambungan:
            tugas.apply_async(args=[str(pk)], connection=sambungan, retry=False)
    except Exception as galat:  # noqa: BLE001 - whatever a broker may raise
        log.warning("antrean tidak menjawab: %s", type(galat).__name__)
        return False
    return True


# --- steps of one row -----------------------------------------------------------------------------


def _nanti(lama: timedelta) -> ExpressionWrapper:
    return ExpressionWrapper(
        Now() + Value(lama, output_field=DurationField()), output_field=DateTimeField()
    )


def _semua(model: Model) -> models.QuerySet[Any]:
    """Return all rows; of a table that is read in a scope only, as our own job."""
    semua = model._default_manager.all()
    return semua.sistem("pekerjaan dokumen") if isinstance(semua, LingkupQuerySet) else semua


def ambil(model: Model, pk: uuid.UUID | str) -> uuid.UUID | None:
    """Take a waiting row and return the lease token; None if it does not wait (any more)."""
    token = uuid.uuid4()
    diambil = (
        _semua(model)
        .filter(pk=pk, status=Status.ANTRE)
        .update(
            status=Status.JALAN,
            token=token,
            sewa_sampai=_nanti(SEWA),
            percobaan=F("percobaan") + 1,
            mulai_pada=Greatest(F("dibuat_pada"), Now()),
            tahap="Menyiapkan",
            persen=0,
        )
    )
    return token if diambil else None


def selesaikan(
    model: Model,
    pk: uuid.UUID | str,
    token: uuid.UUID,
    *,
    berkas: str,
    sha256: str,
    ukuran: int,
    halaman: int,
) -> bool:
    """Finish the row with its file, if *token* still holds it. Records it in the trail."""
    with transaction.atomic():
        jadi = _milik(model, pk, token).update(
            status=Status.SELESAI,
            token=None,
            sewa_sampai=None,
            selesai_pada=Greatest(F("mulai_pada"), Now()),
            tahap="Selesai",
            persen=100,
            galat="",
            berkas=berkas,
            sha256=sha256,
            ukuran=ukuran,
            halaman=halaman,
        )
        if jadi:
            _catat(model, pk, "dokumen.selesai", sha256=sha256, halaman=halaman)
    return bool(jadi)


def gagalkan(model: Model, pk: uuid.UUID | str, token: uuid.UUID, galat: str) -> bool:
    """End the row with *galat*, a sentence for the person, if *token* still holds it."""
    return _akhiri_gagal(model, pk, _milik(model, pk, token), galat)


def batalkan(model: Model, pk: uuid.UUID | str) -> bool:
    """Stop a row that waits or is being made. A worker on it notices within seconds."""
    return bool(
        _semua(model)
        .filter(pk=pk, status__in=BERJALAN)
        .update(
            status=Status.BATAL,
            token=None,
            sewa_sampai=None,
            selesai_pada=Greatest(F("dibuat_pada"), Now()),
            tahap="",
        )
    )


def antrekan_lagi(model: Model, pk: uuid.UUID | str, *, berkas_hilang: bool = False) -> bool:
    """Put a failed or cancelled row back into the queue, with all its attempts again.

    *berkas_hilang*: also a finished draft, because its file is gone. A final document is never
    made a second time: its hash has been given out.
    """
    boleh = Q(status__in=[Status.GAGAL, Status.BATAL])
    if berkas_hilang:
        boleh |= Q(status=Status.SELESAI, final=False)
    return bool(
        _semua(model)
        .filter(boleh, pk=pk)
        .update(
            status=Status.ANTRE,
            berkas="",
            sha256="",
            percobaan=0,
            persen=0,
            tahap="",
            galat="",
            mulai_pada=None,
            selesai_pada=None,
            ditawarkan_pada=Now(),
        )
    )


def _milik(model: Model, pk: uuid.UUID | str, token: uuid.UUID) -> models.QuerySet[DokumenBase]:
    return _semua(model).filter(pk=pk, token=token, status=Status.JALAN)


def _akhiri_gagal(
    model: Model, pk: uuid.UUID | str, baris: models.QuerySet[DokumenBase], galat: str
) -> bool:
    with transaction.atomic():
        jadi = baris.update(
            status=Status.GAGAL,
            token=None,
            sewa_sampai=None,
            selesai_pada=Greatest(F("mulai_pada"), Now()),
            tahap="",
            galat=galat[:500],
        )
        if jadi:
            _catat(model, pk, "dokumen.gagal")
    return bool(jadi)


def _catat(model: Model, pk: uuid.UUID | str, peristiwa: str, **rincian: str | int) -> None:
    objek = model(id=uuid.UUID(str(pk)))  # the chain's name is all that is needed
    catat(by=None, peristiwa=peristiwa, objek=objek, rincian=rincian)


# --- the worker's side ----------------------------------------------------------------------------


class Sewa:
    """The lease of one row while it is rendered: extends itself, passes progress on, knows when
    it is lost. A context manager; ``maju`` and ``lepas`` go to the renderer."""

    def __init__(self, model: Model, pk: uuid.UUID | str, token: uuid.UUID) -> None:
        self.model, self.pk, self.token = model, pk, token
        self._hilang = threading.Event()
        self._tutup = threading.Event()
        self._utas = threading.Thread(target=self._jaga, name="sewa-dokumen", daemon=True)
        self._ditulis = self._ditanya = time.monotonic()

    def __enter__(self) -> "Sewa":
        self._utas.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tutup.set()
        self._utas.join(timeout=5)

    def maju(self, persen: int, tahap: str) -> None:
        """Report progress (percent, stage); at most about twice a second reaches the row."""
        kini = time.monotonic()
        if kini - self._ditulis >= JEDA_TULIS:
            self._ditulis = self._ditanya = kini
            self._perbarui(persen=max(0, min(99, persen)), tahap=tahap[:120])

    def lepas(self) -> bool:
        """Whether the row is not ours any more: cancelled, or the lease ran out."""
        kini = time.monotonic()
        if not self._hilang.is_set() and kini - self._ditanya >= JEDA_TANYA:
            self._ditanya = kini
            self._perbarui()
        return self._hilang.is_set()

    def _perbarui(self, **kolom: str | int) -> None:
        """Extend the lease and store *kolom*. A database that is away for a moment is not the end:
        the lease decides."""
        try:
            ada = _milik(self.model, self.pk, self.token).update(sewa_sampai=_nanti(SEWA), **kolom)
        except DatabaseError as galat:
            log.warning("sewa belum diperpanjang: %s", type(galat).__name__)
            _segarkan_koneksi()
            return
        if not ada:
            self._hilang.set()

    def _jaga(self) -> None:
        while not self._tutup.wait(DENYUT.total_seconds()) and not self._hilang.is_set():
            try:
                self._perbarui()
            finally:
                connection.close()  # this thread's own


def _segarkan_koneksi() -> None:
    """Drop a connection that broke while nothing was asked of it (the database restarted)."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def kerjakan(
    model: Model, pk: uuid.UUID | str, *, cetak: Cetak, ekstensi: Callable[[Any], str]
) -> bool:
    """Make the document of row *pk*, if it waits. Returns whether this call finished it.

    *cetak* receives ``(row, target path, progress, cancelled?)`` and writes the file; *ekstensi*
    gives the file's ending for a row. Any error ends the row with a sentence for the person.
    """
    if (token := ambil(model, pk)) is None:
        return False
    dokumen = _semua(model).get(pk=pk)
    try:
        nama = f"{token}.{ekstensi(dokumen)}"
        sementara = folder_kerja(model) / nama
        with Sewa(model, pk, token) as sewa:
            hasil = cetak(dokumen, sementara, sewa.maju, sewa.lepas)
            sha256, ukuran = sidik_berkas(sementara)
            berkas = simpan_berkas(sementara, nama, model)
    except Exception as galat:  # whatever happens, the row must say so
        if isinstance(galat, GalatPdf):
            log.warning("dokumen %s gagal: %s %s", pk, type(galat).__name__, galat.rinci)
        else:
            log.exception("dokumen %s gagal", pk)
        _bersihkan(model, str(token))
        gagalkan(model, pk, token, str(galat) if isinstance(galat, GalatPdf) else GALAT_UMUM)
        return False
    _segarkan_koneksi()
    jadi = selesaikan(
        model,
        pk,
        token,
        berkas=berkas,
        sha256=sha256,
        ukuran=ukuran,
        halaman=hasil.halaman,
    )
    if not jadi:  # cancelled or overtaken meanwhile: nobody refers to this file
        simpanan(model).delete(berkas)
    return jadi


# --- the sweeper ----------------------------------------------------------------------------------


class Sapuan(NamedTuple):
    """What a sweep did: rows offered again, put back, given up; files removed."""

    ditawarkan: int
    dikembalikan: int
    digagalkan: int
    dihapus: int


def sapu(model: Model, tawar: Callable[[uuid.UUID], bool], *, tuntas: bool = False) -> Sapuan:
    """Bring back what got lost: rows whose worker died, rows whose message died, stray files.

    *tawar* publishes one id and tells whether that worked. *tuntas* also looks for stray files
    among the finished ones, which costs a listing of the folder. Any number of sweepers may run.
    """
    digagalkan = dikembalikan = ditawarkan = 0
    semua = _semua(model)
    for pk in list(semua.filter(status=Status.JALAN, sewa_sampai__lt=Now()).values_list("pk")):
        habis = semua.filter(pk=pk[0], status=Status.JALAN, sewa_sampai__lt=Now())
        digagalkan += _akhiri_gagal(
            model, pk[0], habis.filter(percobaan__gte=MAKS_PERCOBAAN), GALAT_BERULANG
        )
        dikembalikan += habis.filter(percobaan__lt=MAKS_PERCOBAAN).update(
            status=Status.ANTRE,
            token=None,
            sewa_sampai=None,
            persen=0,
            tahap="",
            mulai_pada=None,
            # Long ago: offered in this very sweep.
            ditawarkan_pada=_nanti(-2 * TAWAR_ULANG),
        )
    menunggu = semua.filter(status=Status.ANTRE, ditawarkan_pada__lt=_nanti(-TAWAR_ULANG))
    for pk in list(menunggu.order_by("ditawarkan_pada").values_list("pk")[:TAWARAN_SEKALI]):
        if menunggu.filter(pk=pk[0]).update(ditawarkan_pada=Now()):
            if not tawar(pk[0]):
                break  # no broker: the others wait as well
            ditawarkan += 1
    return Sapuan(ditawarkan, dikembalikan, digagalkan, _sapu_berkas(model, tuntas=tuntas))


def _sapu_berkas(model: Model, *, tuntas: bool) -> int:
    """Remove files of leases that are over. The name holds the token, and a token is stored
    before its file exists, so a file without a living row is nobody's."""
    dihapus = 0
    kerja = {b.name: b for b in folder_kerja(model).iterdir()}
    for nama in _tak_bertuan(model, list(kerja)):
        kerja[nama].unlink(missing_ok=True)
        dihapus += 1
    if tuntas:
        for nama in _tak_bertuan(model, simpanan(model).listdir(FOLDER)[1]):
            simpanan(model).delete(f"{FOLDER}/{nama}")
            dihapus += 1
    return dihapus


def _tak_bertuan(model: Model, berkas: list[str]) -> list[str]:
    """Return those of the file names *berkas* that no row refers to, by lease or as its file."""
    token = {n: cocok[0] for n in berkas if (cocok := _UUID.search(n))}
    nama, sisa = list(token), []
    for awal in range(0, len(nama), 500):
        bagian = nama[awal : awal + 500]
        bertuan: set[str] = set()
        for satu in _serumah(model):
            # One query for both: between two, a row could go from leased to finished.
            baris = (
                _semua(satu)
                .filter(
                    Q(token__in=[token[n] for n in bagian], status=Status.JALAN)
                    | Q(berkas__in=[f"{FOLDER}/{n}" for n in bagian])
                )
                .values_list("token", "berkas")
            )
            bertuan |= {str(t) for t, _ in baris} | {b for _, b in baris}
        sisa += [n for n in bagian if not bertuan & {token[n], f"{FOLDER}/{n}"}]
    return sisa


def _serumah(model: Model) -> list[Model]:
    """Return the tables of documents whose files lie beside those of *model*."""
    return [
        m for m in apps.get_models()
        if issubclass(m, DokumenBase) and simpanan(m) is simpanan(model)
    ]  # fmt: skip


def _bersihkan(model: Model, token: str) -> None:
    for berkas in folder_kerja(model).glob(f"*{token}*"):
        berkas.unlink(missing_ok=True)
