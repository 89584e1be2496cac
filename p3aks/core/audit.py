"""The trail: append-only rows, chained by SHA-256, one chain per object.

Writing is :func:`catat`, inside the transaction of what is recorded; checking is :func:`periksa`
(command ``periksa_jejak``). A chain per object, not one for all, so that two people who work on
two objects never wait for each other.

What a chain shows: a changed, inserted, moved or removed row, by name. What it cannot show by
itself: that the *last* rows of a chain are gone. For that :func:`kepala` gives the heads, to be
kept somewhere else (``periksa_jejak --tulis-kepala``) and compared later (``--bandingkan``).
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.models import Max, Q
from django.utils import timezone

from p3aks.core.models import Tetap

AWAL = "0" * 64  # what the first row of a chain is linked to
PERCOBAAN = 5
PANJANG_RINCIAN = 300
_KUNCI_RINCIAN = re.compile(r"[a-z][a-z0-9_]{0,39}")
Nilai = str | int | None


class JejakAudit(Tetap):
    """One event. ``rantai`` is ``label:pk``; ``oleh_id`` stays readable when the account goes."""

    rantai = models.CharField("objek", max_length=120)
    nomor = models.PositiveIntegerField("nomor")
    pada = models.DateTimeField("pada", default=timezone.now)
    oleh_id = models.CharField("oleh", max_length=36, blank=True)
    peristiwa = models.CharField("peristiwa", max_length=60)
    rincian = models.JSONField("rincian", default=dict)
    sebelum = models.CharField("sidik baris sebelumnya", max_length=64)
    sidik = models.CharField("sidik", max_length=64)

    class Meta:
        app_label = "core"
        verbose_name = verbose_name_plural = "jejak audit"
        ordering = ("rantai", "nomor")
        indexes = [models.Index(fields=["peristiwa", "pada"], name="jejak_peristiwa")]
        constraints = [
            models.UniqueConstraint(fields=["rantai", "nomor"], name="jejak_nomor_unik"),
            models.CheckConstraint(
                condition=Q(nomor=1, sebelum=AWAL) | (Q(nomor__gt=1) & ~Q(sebelum=AWAL)),
                name="jejak_awal_rantai",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rantai} nomor {self.nomor}"

    def hitung_sidik(self) -> str:
        """Return the SHA-256 over this row's content and its predecessor's hash."""
        return _sidik(
            self.rantai,
            self.nomor,
            self.pada,
            self.oleh_id,
            self.peristiwa,
            self.rincian,
            self.sebelum,
        )


def rantai_dari(objek: models.Model) -> str:
    """Return the name of *objek*'s chain, e.g. ``rad.aksi:8c2…``."""
    return f"{objek._meta.label_lower}:{objek.pk}"


def catat(
    *, by: Any, peristiwa: str, objek: models.Model, rincian: Mapping[str, Nilai] | None = None
) -> JejakAudit:
    """Append *peristiwa* (e.g. ``"aksi.disetujui"``) on *objek* to its chain.

    Call it inside the transaction of the change: both are stored, or neither. *by* is the person,
    or None for the system. *rincian* takes short plain values only (text up to 300 characters,
    integers, None): numbers of versions, hashes, states – never a name, address or case text.

    Two writers on one chain: on PostgreSQL the second waits for the first to commit (a lock per
    chain); everywhere, whoever finds the number taken reads the new head and tries again.
    Raises ``TypeError`` or ``ValueError`` for a *rincian* that does not fit.
    """
    rincian = _periksa_rincian(rincian or {})
    rantai = rantai_dari(objek)
    oleh_id = str(by.pk) if by is not None and by.pk else ""
    if connection.in_atomic_block:
        return _tambah(rantai, oleh_id, peristiwa, rincian)
    with transaction.atomic():
        return _tambah(rantai, oleh_id, peristiwa, rincian)


# Plain SQL: through the ORM the three statements of one event cost more than what they record.
# A taken number makes no error that would need a savepoint, only no row.
_SQL_KEPALA = (
    "SELECT nomor, sidik FROM core_jejakaudit WHERE rantai = %s ORDER BY nomor DESC LIMIT 1"
)
_SQL_TAMBAH = (
    "INSERT INTO core_jejakaudit"
    " (rantai, nomor, pada, oleh_id, peristiwa, rincian, sebelum, sidik)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (rantai, nomor) DO NOTHING RETURNING id"
)
_SQL_KUNCI = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def _kepala(rantai: str) -> tuple[int, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(_SQL_KEPALA, [rantai])
        return cursor.fetchone()


def _tambah(rantai: str, oleh_id: str, peristiwa: str, rincian: dict[str, Nilai]) -> JejakAudit:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SQL_KUNCI, [rantai])
    for _ in range(PERCOBAAN):
        lalu = _kepala(rantai)
        nomor, sebelum = (lalu[0] + 1, lalu[1]) if lalu else (1, AWAL)
        baris = JejakAudit(
            rantai=rantai,
            nomor=nomor,
            oleh_id=oleh_id,
            peristiwa=peristiwa,
            rincian=rincian,
            sebelum=sebelum,
        )
        baris.sidik = baris.hitung_sidik()
        if _simpan(baris):
            return baris
    raise IntegrityError(f"{rantai}: nomor terus didahului penulis lain")


def _simpan(baris: JejakAudit) -> bool:
    """Insert *baris*; False when its number is taken meanwhile."""
    nilai = [
        baris.rantai,
        baris.nomor,
        connection.ops.adapt_datetimefield_value(baris.pada),
        baris.oleh_id,
        baris.peristiwa,
        connection.ops.adapt_json_value(baris.rincian, None),
        baris.sebelum,
        baris.sidik,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_SQL_TAMBAH, nilai)  # type: ignore[arg-type]  # JSON is driver-specific
        jadi = cursor.fetchall()
    if jadi:
        baris.pk = jadi[0][0]
        baris._state.adding = False
        baris._state.db = connection.alias
    return bool(jadi)


def _periksa_rincian(rincian: Mapping[str, Nilai]) -> dict[str, Nilai]:
    for nama, nilai in rincian.items():
        if not _KUNCI_RINCIAN.fullmatch(nama):
            raise ValueError(f"rincian: nama {nama!r} tidak berlaku")
        if not (nilai is None or isinstance(nilai, str | int)):
            raise TypeError(f"rincian {nama!r}: {type(nilai).__name__} tidak dicatat")
        if isinstance(nilai, str) and len(nilai) > PANJANG_RINCIAN:
            raise ValueError(f"rincian {nama!r}: lebih dari {PANJANG_RINCIAN} karakter")
    # Plain types only: an enum member would come back from the database as something else.
    return {n: str(v) if isinstance(v, str) else v for n, v in rincian.items()}


def _sidik(
    rantai: str,
    nomor: int,
    pada: datetime,
    oleh_id: str,
    peristiwa: str,
    rincian: Any,
    sebelum: str,
) -> str:
    isi = json.dumps(
        [
            rantai,
            nomor,
            pada.astimezone(UTC).isoformat(timespec="microseconds"),
            oleh_id,
            peristiwa,
            rincian,
            sebelum,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(isi.encode()).hexdigest()


class Cacat(NamedTuple):
    """A fault in the trail: which row, and what is wrong with it, in words."""

    rantai: str
    nomor: int
    sebab: str

    def __str__(self) -> str:
        return f"{self.rantai} nomor {self.nomor}: {self.sebab}"


def periksa(rantai: str | None = None) -> Iterator[Cacat]:
    """Yield every fault of the chain *rantai*, or of all chains; nothing means intact.

    Reads each row once, in order, with constant memory.
    """
    semua = JejakAudit.objects.all()
    if rantai is not None:
        semua = semua.filter(rantai=rantai)
    kini, nomor_lalu, sidik_lalu = None, 0, AWAL
    for r, nomor, pada, oleh_id, peristiwa, rincian, sebelum, sidik in (
        semua.order_by("rantai", "nomor")
        .values_list(
            "rantai", "nomor", "pada", "oleh_id", "peristiwa", "rincian", "sebelum", "sidik"
        )
        .iterator(chunk_size=2000)
    ):
        if r != kini:
            kini, nomor_lalu, sidik_lalu = r, 0, AWAL
        if nomor != nomor_lalu + 1:
            yield Cacat(r, nomor_lalu + 1, f"baris hilang; sesudahnya langsung nomor {nomor}")
        elif sebelum != sidik_lalu:
            yield Cacat(r, nomor, "tidak bersambung dengan baris sebelumnya")
        if sidik != _sidik(r, nomor, pada, oleh_id, peristiwa, rincian, sebelum):
            yield Cacat(r, nomor, "isinya berubah sesudah dicatat")
        nomor_lalu, sidik_lalu = nomor, sidik


def kepala() -> Iterator[tuple[str, int, str]]:
    """Yield ``(rantai, nomor, sidik)`` of the last row of every chain, in order of the name."""
    terakhir = JejakAudit.objects.order_by().values("rantai").annotate(n=Max("nomor"))
    yield from (
        JejakAudit.objects.filter(
            nomor=models.Subquery(
                terakhir.filter(rantai=models.OuterRef("rantai")).values("n"),
                output_field=models.PositiveIntegerField(),
            )
        )
        .order_by("rantai")
        .values_list("rantai", "nomor", "sidik")
        .iterator(chunk_size=2000)
    )


def bandingkan(simpanan: Iterable[tuple[str, int, str]]) -> Iterator[Cacat]:
    """Yield a fault for each saved head that is not in the trail any more.

    Chains may have grown since; they may not have lost or replaced what was their head.
    """
    for rantai, nomor, sidik in simpanan:
        ada = JejakAudit.objects.filter(rantai=rantai, nomor=nomor).values_list("sidik", flat=True)
        if not ada:
            yield Cacat(rantai, nomor, "baris hilang; ada saat kepala rantai disimpan")
        elif ada[0] != sidik:
            yield Cacat(rantai, nomor, "diganti sejak kepala rantai disimpan")


# --- triggers: the database itself refuses to change a row ----------------------------------------

_FUNGSI_PG = """
CREATE OR REPLACE FUNCTION p3aks_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Baris % tidak dapat diubah atau dihapus', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$
"""


def pasang_larangan(db: BaseDatabaseWrapper, tabel: str) -> None:
    """Make the database refuse UPDATE and DELETE of single rows of *tabel*."""
    q = db.ops.quote_name
    with db.cursor() as cursor:
        if db.vendor == "postgresql":
            cursor.execute(_FUNGSI_PG)
        for kata, nama in _nama_pemicu(tabel):
            tubuh = (
                "EXECUTE FUNCTION p3aks_tetap()"
                if db.vendor == "postgresql"
                else f"BEGIN SELECT RAISE(ABORT, 'Baris {tabel} tidak dapat diubah'); END"
            )
            cursor.execute(
                f"CREATE TRIGGER {q(nama)} BEFORE {kata} ON {q(tabel)} FOR EACH ROW {tubuh}"
            )


def lepas_larangan(db: BaseDatabaseWrapper, tabel: str) -> None:
    """Take the triggers of *tabel* away (reverse of a migration)."""
    q = db.ops.quote_name
    di = f" ON {q(tabel)}" if db.vendor == "postgresql" else ""
    with db.cursor() as cursor:
        for _, nama in _nama_pemicu(tabel):
            cursor.execute(f"DROP TRIGGER IF EXISTS {q(nama)}{di}")


def larang_ubah(tabel: str) -> list[RunPython]:
    """Return the migration operations that make *tabel* append-only, on SQLite and PostgreSQL.

    They stop a mistake in our code and whoever comes in through it. Row triggers do not see
    PostgreSQL's TRUNCATE, and the owner of a table can drop them: against the owner stand the
    chain and the heads kept elsewhere. SQLite rebuilds a table when a later migration alters a
    column, and loses the triggers with it: end such a migration with these operations again
    (a test looks).
    """

    def jalankan(
        kerja: Callable[[BaseDatabaseWrapper, str], None],
    ) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
        def operasi(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
            kerja(editor.connection, tabel)

        return operasi

    def ulang(db: BaseDatabaseWrapper, nama: str) -> None:
        lepas_larangan(db, nama)
        pasang_larangan(db, nama)

    return [RunPython(jalankan(ulang), jalankan(lepas_larangan), elidable=False)]


def _nama_pemicu(tabel: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("UPDATE", f"tetap_{tabel}_ubah"), ("DELETE", f"tetap_{tabel}_hapus")
