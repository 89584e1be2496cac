"""A consistent copy of the database with its figures, and the way back, for both engines."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from p3aks.core.audit import JejakAudit
from p3aks.core.pencadangan import GalatCadangan

ALIAS = "pulih"
_PULIH = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
_PARAMETER = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


class Isi(NamedTuple):
    """What a database holds: rows per table, number and hash of the heads of the trail."""

    tabel: dict[str, int]
    rantai: int
    sidik_jejak: str


def mesin() -> str:
    """Return ``postgresql`` or ``sqlite``."""
    return connection.vendor


def hitung(db: BaseDatabaseWrapper) -> Isi:
    """Return the figures of *db*."""
    with db.cursor() as cursor:
        tabel = {}
        for nama in sorted(db.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {db.ops.quote_name(nama)}")  # noqa: S608
            tabel[nama] = cursor.fetchone()[0]
        kepala: list[tuple[str, int, str]] = []
        if JejakAudit._meta.db_table in tabel:
            cursor.execute(
                "SELECT rantai, nomor, sidik FROM core_jejakaudit AS j WHERE nomor ="
                " (SELECT MAX(nomor) FROM core_jejakaudit AS k WHERE k.rantai = j.rantai)"
            )
            kepala = sorted(cursor.fetchall())  # here: two servers may sort text differently
    sidik = hashlib.sha256()
    for satu in kepala:
        sidik.update(json.dumps(satu).encode() + b"\n")
    return Isi(tabel, len(kepala), sidik.hexdigest())


def salin(tujuan: Path) -> Isi:
    """Write a copy of the database to the file *tujuan*; return the figures of exactly that copy.

    Others go on reading and writing meanwhile. Raises ``GalatCadangan``.
    """
    return _salin_postgres(tujuan) if mesin() == "postgresql" else _salin_sqlite(tujuan)


@contextmanager
def dipulihkan(berkas: Path) -> Iterator[BaseDatabaseWrapper]:
    """Restore the copy *berkas* into a database of its own; it is there as alias ``pulih`` until
    the block ends. Raises ``GalatCadangan`` when it cannot be restored."""
    db = connection.copy(alias=ALIAS)
    with ExitStack() as tumpukan:
        if mesin() == "postgresql":
            nama = f"p3aks_uji_{os.urandom(6).hex()}"
            tumpukan.enter_context(_basis_data_sementara(nama))
            db.settings_dict["NAME"] = nama
            _pg("pg_restore", *_PULIH, "--dbname", nama, str(berkas), db=db)
        else:
            db.settings_dict.update(NAME=str(berkas), OPTIONS={})
            _wajib_utuh(db)
        tumpukan.callback(db.close)  # before the database goes
        db.ensure_connection()
        tumpukan.enter_context(_terdaftar(db))
        yield db


def _wajib_utuh(db: BaseDatabaseWrapper) -> None:
    """SQLite opens a damaged file without a word."""
    try:
        with db.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            utuh = cursor.fetchone()[0] == "ok"
    except DatabaseError:
        utuh = False
    if not utuh:
        raise GalatCadangan("Basis data di dalam cadangan rusak.")


def kosong() -> bool:
    """Whether the database has no table yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def pulihkan(berkas: Path) -> None:
    """Restore the copy *berkas* into the empty database of the settings, whole or not at all.

    Raises ``GalatCadangan``.
    """
    if mesin() == "postgresql":
        connection.close()
        nama = connection.get_connection_params()["dbname"]
        _pg("pg_restore", *_PULIH, "--dbname", nama, str(berkas), db=connection)
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(berkas)) as asal:
        asal.backup(connection.connection)  # type: ignore[arg-type]


@contextmanager
def _terdaftar(db: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the ORM reach *db* as ``using("pulih")``."""
    connections.settings[ALIAS] = db.settings_dict
    connections[ALIAS] = db
    try:
        yield
    finally:
        del connections[ALIAS]
        del connections.settings[ALIAS]


# --- SQLite ---------------------------------------------------------------------------------------


def _salin_sqlite(tujuan: Path) -> Isi:
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(tujuan)) as salinan:
            connection.connection.backup(salinan)  # type: ignore[union-attr]
            salinan.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    except sqlite3.Error as galat:
        raise GalatCadangan(f"Basis data tidak dapat disalin: {galat}.") from None
    db = connection.copy(alias=ALIAS)
    db.settings_dict.update(NAME=str(tujuan), OPTIONS={})
    try:
        return hitung(db)
    finally:
        db.close()


# --- PostgreSQL -----------------------------------------------------------------------------------


def _salin_postgres(tujuan: Path) -> Isi:
    """pg_dump and the figures read the same snapshot, so that they agree to the row."""
    db: Any = connection.copy(alias=ALIAS)
    try:
        with db.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            potret = cursor.fetchone()[0]
            _pg("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                f"--snapshot={potret}", f"--file={tujuan}", db=db)  # fmt: skip
            return hitung(db)
    finally:
        db.close()


@contextmanager
def _basis_data_sementara(nama: str) -> Iterator[None]:
    """Make an empty database *nama* on the server, and drop it in the end."""
    db: Any = connection
    q = connection.ops.quote_name(nama)
    with db._nodb_cursor() as cursor:
        try:
            cursor.execute(f"CREATE DATABASE {q} TEMPLATE template0")
        except DatabaseError as galat:
            raise GalatCadangan(
                "Basis data sementara tidak dapat dibuat; akun basis data perlu hak CREATEDB "
                f"({type(galat).__name__})."
            ) from None
    try:
        yield
    finally:
        with db._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {q} WITH (FORCE)")


def _program(nama: str) -> str:
    """Return the path of a program of the PostgreSQL client."""
    jalur = shutil.which(nama, path=settings.P3AKS_PG_BIN or None)
    if jalur is None:
        raise GalatCadangan(
            f"{nama} tidak ditemukan. Pasang klien PostgreSQL seversi servernya, atau isi "
            "P3AKS_PG_BIN dengan foldernya."
        )
    return jalur


def _pg(nama: str, *argumen: str, db: BaseDatabaseWrapper) -> None:
    """Run a client program against *db*; the password goes by the environment, never by argv."""
    parameter = db.get_connection_params()
    lingkungan = {v: str(parameter[p]) for p, v in _PARAMETER.items() if parameter.get(p)}
    jalan = subprocess.run(  # noqa: S603 - a program of the client, no shell
        [_program(nama), *argumen],
        env={**os.environ, **lingkungan},
        capture_output=True,
        text=True,
        check=False,
    )
    if jalan.returncode:
        baris = (jalan.stderr.strip().splitlines() or ["tanpa pesan"])[0]
        if "version mismatch" in jalan.stderr:
            baris += " – pasang klien seversi servernya, atau isi P3AKS_PG_BIN"
        raise GalatCadangan(f"{nama} gagal: {baris}")
