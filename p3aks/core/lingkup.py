"""Querysets that cannot be read without saying on whose behalf.

A table of secret data has a :class:`LingkupQuerySet` as its only manager. SQL is made from it only
after ``.untuk(user)`` (the rows that person may see) or ``.sistem("why")`` (jobs and rules of our
own). Everything else raises :class:`TanpaLingkup`: forgetting the scope shows nothing instead of
everything.

The guard sits where SQL is compiled, so it holds for lists, counts, ``exists``, aggregates,
unions, ``|`` and subqueries alike. An object remembers the scope it was read in; following a
relation from it applies that scope again on the other table.
"""

from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import sql
from django.db.models.sql.compiler import SQLCompiler

from p3aks.core.models import Dasar, UntukQuerySet

# Django builds a fresh inner query for ``exclude()`` across a to-many relation.
_warisan: ContextVar[Any] = ContextVar("lingkup-kueri", default=None)


class TanpaLingkup(RuntimeError):
    """Secret rows were asked for without ``.untuk(user)`` or ``.sistem(alasan)``."""


@dataclass(frozen=True)
class Sistem:
    """The scope of our own jobs and rules; ``alasan`` says which, for the reader of the code."""

    alasan: str


class KueriLingkup(sql.Query):
    """A query that makes SQL only with a scope."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lingkup: Any = _warisan.get()

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        """Refuse to compile without a scope."""
        if self.lingkup is None:
            raise TanpaLingkup(f"{self.model.__name__}: pakai .untuk(user) atau .sistem(alasan)")
        return super().get_compiler(*args, **kwargs)

    def combine(self, rhs: Any, connector: str) -> None:
        """Combine (``|``, ``&``) only what has the same scope."""
        _sama(self.lingkup, getattr(rhs, "lingkup", None))
        super().combine(rhs, connector)

    def split_exclude(self, *args: Any, **kwargs: Any) -> Any:
        """Let the inner query of an ``exclude()`` have the scope of the outer one."""
        tanda = _warisan.set(self.lingkup)
        try:
            return super().split_exclude(*args, **kwargs)
        finally:
            _warisan.reset(tanda)


def _sama(satu: Any, lain: Any) -> None:
    if satu is None or satu != lain:
        raise TanpaLingkup("Kueri dengan lingkup berbeda tidak digabung.")


class LingkupQuerySet(UntukQuerySet):
    """Rows of one secret table. A subclass says in :meth:`saring` who may see which."""

    def __init__(
        self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None
    ) -> None:
        super().__init__(model, query or KueriLingkup(model), using, hints)
        if query is None:
            self._warisi()

    def saring(self, user: Any) -> Self:
        """Return the rows *user* may see. Each model decides; there is no default."""
        raise NotImplementedError

    def untuk(self, user: Any) -> Self:
        """Return the rows *user* may see, readable from here on."""
        return self._dalam(user)

    def sistem(self, alasan: str) -> Self:
        """Return all rows, for our own jobs and rules; never in a view. *alasan* says why."""
        return self._dalam(Sistem(alasan))

    def seperti(self, objek: models.Model) -> Self:
        """Return the rows of this table that are seen in the scope *objek* was read in.

        Raises :class:`TanpaLingkup` when *objek* was not read in any.
        """
        if (lingkup := getattr(objek, "_lingkup", None)) is None:
            raise TanpaLingkup(f"{type(objek).__name__} dibaca tanpa lingkup")
        return self._dalam(lingkup)

    def _dalam(self, lingkup: Any) -> Self:
        qs = self._chain()
        qs.query.lingkup = lingkup
        return qs if isinstance(lingkup, Sistem) else qs.saring(lingkup)

    def _warisi(self) -> None:
        """Take over the scope of the object a relation was followed from."""
        asal = getattr(self._hints.get("instance"), "_lingkup", None)
        if asal is not None and self._query.lingkup is None:
            self._query = self._dalam(asal)._query

    def _add_hints(self, **hints: Any) -> None:
        super()._add_hints(**hints)
        self._warisi()

    # --- objects remember their scope -------------------------------------------------------------

    def _tandai(self, objek: Iterable[Any]) -> None:
        for satu in objek:
            if isinstance(satu, models.Model):
                satu._lingkup = self._query.lingkup  # type: ignore[attr-defined]

    def _fetch_all(self) -> None:
        baru = self._result_cache is None
        super()._fetch_all()
        if baru:
            self._tandai(self._result_cache or ())

    def _prefetch_related_objects(self) -> None:
        # The relations of these objects are followed next; they need their scope by then.
        self._tandai(self._result_cache or ())
        super()._prefetch_related_objects()

    def _iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for satu in super()._iterator(*args, **kwargs):
            self._tandai((satu,))
            yield satu

    def create(self, **isian: Any) -> Any:
        """Create one row; it is in this scope."""
        objek = super().create(**isian)
        self._tandai((objek,))
        return objek

    # --- doors that would lead around the guard ---------------------------------------------------

    def _combinator_query(self, combinator: str, *lain: Any, all: bool = False) -> Any:
        for satu in lain:
            _sama(self._query.lingkup, getattr(satu.query, "lingkup", None))
        return super()._combinator_query(combinator, *lain, all=all)

    def select_related(self, *ruas: Any) -> Self:
        """Join other tables' objects; never secret ones, whose own scope a join would skip.

        Use ``prefetch_related``: it reads them in the scope of this queryset.
        """
        for jalur in ruas:
            if jalur is not None:
                self._tolak_gabung(jalur)
        if not ruas:
            raise TypeError("select_related() tanpa nama relasi menggabung tabel rahasia")
        return super().select_related(*ruas)

    def _tolak_gabung(self, jalur: str) -> None:
        model: Any = self.model
        for nama in jalur.split("__"):
            model = model._meta.get_field(nama).related_model
            if adalah_rahasia(model):
                raise TypeError(f"{jalur}: pakai prefetch_related, lingkup tabelnya ikut dibaca")

    def update(self, **isian: Any) -> int:
        """Update the rows of this scope."""
        self._wajib()
        return super().update(**isian)

    def delete(self) -> Any:
        """Delete the rows of this scope."""
        self._wajib()
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse: raw SQL knows no scope."""
        raise TanpaLingkup(f"{self.model.__name__}: SQL mentah tidak berlingkup")

    def _wajib(self) -> None:
        if self._query.lingkup is None:
            raise TanpaLingkup(f"{self.model.__name__}: pakai .untuk(user) atau .sistem(alasan)")


def adalah_rahasia(model: Any) -> bool:
    """Tell whether *model* is a table that is read in a scope only."""
    return bool(model) and issubclass(
        getattr(model._default_manager, "_queryset_class", models.QuerySet), LingkupQuerySet
    )


class Rahasia(Dasar):
    """A row of secret data. Its QuerySet is the base manager as well, so that a foreign key
    followed from elsewhere meets the same guard."""

    class Meta:
        abstract = True
        base_manager_name = "objects"
