"""Abstract bases. No foreign key to a domain table except the user."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Dasar(models.Model):
    """A row with a public UUID and its two times."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now, editable=False)
    diubah_pada = models.DateTimeField("diubah pada", auto_now=True)

    class Meta:
        abstract = True

    def isikan(self, isi: Mapping[str, Any]) -> None:
        """Put *isi* into the columns of these names and validate the whole row; it is not saved.

        Raises ValidationError.
        """
        for nama, nilai in isi.items():
            setattr(self, nama, nilai)
        self.full_clean()


class SelisihHari(models.Func):
    """How many days lie between two dates, ``SelisihHari(later, earlier)``; also inside a
    constraint, where SQLite may not call a function of Django's."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = models.IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **lain: Any) -> Any:
        """SQLite has no dates, only text: it counts Julian days."""
        hari = (models.Func(satu, function="julianday") for satu in self.source_expressions)
        salinan = self.copy()
        salinan.set_source_expressions(list(hari))
        return salinan.as_sql(compiler, connection, **lain)


class SudahBerubah(Exception):
    """Somebody else changed the row since it was read. Nothing was written."""


class BermasaQuerySet(models.QuerySet):
    """QuerySet of rows with a first day ``mulai`` and a last day ``selesai`` (None: open)."""

    def berlaku(self, per: date) -> Self:
        """Return the rows whose time includes the day *per*."""
        return self.filter(Q(selesai=None) | Q(selesai__gte=per), mulai__lte=per)


class BerversiQuerySet(models.QuerySet):
    """QuerySet of rows under optimistic locking."""

    def rebut(self, *, pk: Any, versi: int, **perubahan: Any) -> bool:
        """Raise the row's version from *versi* by one and store *perubahan*, in one UPDATE.

        Returns False where somebody else saved in between: then nothing was written.
        """
        return bool(
            self.filter(pk=pk, versi=versi).update(
                versi=versi + 1, diubah_pada=timezone.now(), **perubahan
            )
        )

    def naikkan(self, baris: "Berversi", versi: int | None = None) -> None:
        """Raise the version of *baris* from *versi* (None: the one it was read with) by one, in the
        database and on the object.

        Raises :class:`SudahBerubah` where *versi* is not the one stored; then nothing was written.
        """
        if versi is None:
            versi = baris.versi
        if not self.rebut(pk=baris.pk, versi=versi):
            raise SudahBerubah
        baris.versi = versi + 1


class Berversi(models.Model):
    """Optimistic locking: each form carries ``versi``; a stale save is refused, not merged."""

    versi = models.PositiveIntegerField("versi simpan", default=1, editable=False)

    objects = BerversiQuerySet.as_manager()

    class Meta:
        abstract = True


class Tetap(models.Model):
    """A row that is written once: no update, no delete. The database refuses it as well
    (``p3aks.core.audit.larang_ubah`` in the app's migration)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} tidak dapat diubah")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise TypeError(f"{type(self).__name__} tidak dapat dihapus")


class TransisiBase(models.Model):
    """One step of a workflow: who moved what from where to where, when and why.

    ``salinan`` holds the object's content at that moment, so that a reader can see what changed
    between two submissions.
    """

    nama = models.CharField("langkah", max_length=30)
    dari = models.CharField("dari", max_length=20)
    ke = models.CharField("ke", max_length=20)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+"
    )
    pada = models.DateTimeField("pada", default=timezone.now)
    alasan = models.TextField("alasan", blank=True)
    salinan = models.JSONField("salinan", default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ("pada", "pk")

    def __str__(self) -> str:
        return f"{self.nama}: {self.dari} → {self.ke}"


class UntukQuerySet(models.QuerySet):
    """Base of every QuerySet that lists things: what a user may see is decided here."""

    def untuk(self, user: Any) -> Self:
        """Return the rows that *user* may see. Each model decides; there is no default."""
        raise NotImplementedError


# The one table of the kernel. Imported last: it needs the bases above.
from p3aks.core.audit import JejakAudit  # noqa: E402, F401
