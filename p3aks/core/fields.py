"""Model fields whose values the database never sees in the clear.

A row from the database holds a :class:`NilaiRahasia` per secret column; reading the attribute
opens it, each time anew, and nothing opened is kept on the row. ``values()`` and ``values_list()``
therefore give ``‹rahasia›``, never text; open one with ``kolom.buka(nilai, pk)``.

Rules that follow from the binding of a value to table, column and primary key:

- the primary key must be known before the INSERT (a UUID);
- a table or column that is renamed keeps its old place with ``tempat="tabel.kolom"``;
- a copy of a row takes the opened values, not the row's own (``b.nama = a.nama``);
- ``filter``, ``update`` and ``bulk_update`` cannot take text, and raise ``TypeError``;
  search through a column of `p3aks.core.crypto.indeks_buta`.
"""

import json
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.apps.registry import Apps
from django.core import checks
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import Promise, cached_property

from p3aks.core.crypto import GalatKunci, GalatSandi, buka_sandi, id_kunci, kunci_aktif, sandikan

TAMPILAN = "‹rahasia›"
LOOKUP = ("exact", "in", "isnull")
SATU_BARIS = 255  # a longer secret is typed into a box of several lines


class NilaiRahasia:
    """What stands on a row in place of a secret: a token, or what was assigned and not yet saved.

    Never shows its content: not by ``str``, ``repr`` or formatting, and it pickles only as token.
    """

    __slots__ = ("_polos", "token")

    def __init__(self, token: str = "", *, polos: str | None = None) -> None:
        self.token = token
        self._polos = polos

    def __repr__(self) -> str:
        return TAMPILAN

    def __eq__(self, lain: object) -> bool:
        return isinstance(lain, NilaiRahasia) and bool(self.token) and self.token == lain.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __copy__(self) -> "NilaiRahasia":
        return self

    def __deepcopy__(self, _memo: Any) -> "NilaiRahasia":
        return self

    def __reduce__(self) -> tuple[type["NilaiRahasia"], tuple[str]]:
        if not self.token:
            raise TypeError("Nilai rahasia yang belum disimpan tidak dapat disalin keluar.")
        return NilaiRahasia, (self.token,)


class RahasiaAttribute(DeferredAttribute):
    """Opens the value when it is read, locks nothing until the row is saved."""

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        kolom: Any = self.field
        isi = instance.__dict__
        if kolom.attname not in isi:
            # A deferred column. By values: refresh_from_db would put the opened text on the row.
            dasar = type(instance)._base_manager.db_manager(
                instance._state.db, hints={"instance": instance}
            )
            isi[kolom.attname] = dasar.values_list(kolom.attname, flat=True).get(pk=instance.pk)
        return kolom._terbuka(isi[kolom.attname], instance)

    def __set__(self, instance: models.Model, nilai: Any) -> None:
        kolom: Any = self.field
        if not isinstance(nilai, NilaiRahasia) and nilai is not None:
            nilai = kolom._bungkus(nilai, instance)
        instance.__dict__[kolom.attname] = nilai


class RahasiaField(models.TextField):
    """Text under AES-256-GCM, bound to its table, column and row.

    ``""`` is stored as ``""``: that nothing was entered is no secret. NULL with ``null=True``.
    A value that did not change keeps its token, unless it lies under an old key. *max_length*
    limits what a form takes. *tempat* is the old ``table.column`` of a renamed one.
    """

    descriptor_class = RahasiaAttribute
    KOSONG: ClassVar[tuple[str, ...]] = ("",)  # stored as they are

    def __init__(self, *args: Any, tempat: str = "", **kwargs: Any) -> None:
        self._tempat = tempat
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """As usual, with *tempat* when it is set."""
        nama, jalur, args, kwargs = super().deconstruct()
        if self._tempat:
            kwargs["tempat"] = self._tempat
        return nama, jalur, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """The primary key must be known before the INSERT; an index over tokens finds nothing."""
        pesan = super().check(**kwargs)
        if isinstance(self.model._meta.pk, models.AutoField):
            pesan.append(checks.Error("RahasiaField perlu kunci utama UUID.", obj=self))
        if self.unique or self.db_index:  # type: ignore[attr-defined]
            pesan.append(checks.Error("RahasiaField tanpa unique dan db_index.", obj=self))
        return pesan

    # --- reading ---

    def tempat(self, pk: Any) -> str:
        """Return the place of this column's value in the row *pk*. Raises for an unknown pk."""
        kunci = self.model._meta.pk
        assert kunci is not None  # noqa: S101 - every model has one
        pk = kunci.to_python(pk)
        if pk is None:
            raise TypeError(f"{self.model.__name__}.{self.name}: kunci utama belum diketahui")
        return f"{self._tempat or f'{self.model._meta.db_table}.{self.column}'}.{pk}"

    def buka(self, nilai: Any, pk: Any) -> Any:
        """Return the content of *nilai*, as ``values()`` gave it, of the row *pk*.

        Raises ``GalatSandi`` when it does not open there.
        """
        if isinstance(nilai, NilaiRahasia):
            return self._dari_teks(self.buka_teks(nilai, pk))
        return nilai

    def buka_teks(self, nilai: "NilaiRahasia", pk: Any) -> str:
        """Return the text that is locked in *nilai* (of JSON, its source). Errors as `buka`."""
        if nilai._polos is not None:
            return nilai._polos
        return buka_sandi(nilai.token, tempat=self.tempat(pk))

    def from_db_value(self, nilai: str | None, *_: Any) -> Any:
        """Wrap the token."""
        if nilai is None or nilai == "":
            return nilai
        return NilaiRahasia(polos=nilai) if nilai in self.KOSONG else NilaiRahasia(nilai)

    def _pk(self, instance: models.Model) -> Any:
        return getattr(instance, self.model._meta.pk.attname)  # type: ignore[union-attr]

    def _terbuka(self, nilai: Any, instance: models.Model) -> Any:
        return self.buka(nilai, self._pk(instance))

    # --- writing ---

    def _ke_teks(self, nilai: Any) -> str:
        if isinstance(nilai, str | Promise):
            return str(nilai)
        raise TypeError(f"{self.name}: {type(nilai).__name__} bukan teks")

    def _dari_teks(self, teks: str) -> Any:
        return teks

    def _bungkus(self, nilai: Any, instance: models.Model) -> "NilaiRahasia | str":
        """Return *nilai* wrapped, or what the row holds already if that says the same."""
        teks = self._ke_teks(nilai)
        if teks == "":
            return teks
        lama = instance.__dict__.get(self.attname)
        if isinstance(lama, NilaiRahasia) and lama.token and teks not in self.KOSONG:
            try:
                if buka_sandi(lama.token, tempat=self.tempat(self._pk(instance))) == teks:
                    return lama
            except GalatSandi:
                pass  # replaced by something that opens
        return NilaiRahasia(polos=teks)

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """Lock what was assigned; return a token that is under the active key.

        Raises ``GalatSandi`` for the token of another row, which could never be opened here.
        """
        if self.attname not in instance.__dict__:
            getattr(instance, self.attname)
        nilai = instance.__dict__[self.attname]
        if not isinstance(nilai, NilaiRahasia):
            return nilai
        polos = nilai._polos
        if polos is None:
            try:
                # Reading costs microseconds; a copied row would lose its secrets for good.
                polos = buka_sandi(nilai.token, tempat=self.tempat(self._pk(instance)))
            except GalatKunci:
                if add:
                    raise
                return nilai  # its key is elsewhere: keep it
            if id_kunci(nilai.token) == kunci_aktif():
                return nilai
        elif polos in self.KOSONG:
            return nilai
        nilai = NilaiRahasia(sandikan(polos, tempat=self.tempat(self._pk(instance))))
        instance.__dict__[self.attname] = nilai
        return nilai

    def get_prep_value(self, value: Any) -> str | None:
        """Let tokens and nothing (``""``, None) through to SQL; raise ``TypeError`` for text."""
        if value is None or value == "":
            return value
        if isinstance(value, NilaiRahasia):
            if value.token:
                return value.token
            if value._polos in self.KOSONG:
                return value._polos
        elif self._ke_teks(value) in self.KOSONG:
            return self._ke_teks(value)
        raise TypeError(
            f"{self.name}: teks rahasia tidak boleh sampai ke SQL. Simpan lewat save() atau "
            "bulk_create(); cari lewat indeks buta."
        )

    def get_lookup(self, lookup_name: str) -> Any:
        """Only what makes sense on tokens; a pattern would compare its text with them."""
        if lookup_name in LOOKUP:
            return super().get_lookup(lookup_name)
        raise TypeError(f"{self.name}: nilai rahasia tidak dapat dicari dengan {lookup_name!r}.")

    def value_to_string(self, obj: models.Model) -> str:
        """Return the token: serialised rows hold no secret."""
        nilai = obj.__dict__.get(self.attname)
        return nilai.token or TAMPILAN if isinstance(nilai, NilaiRahasia) else nilai or ""

    # --- forms ---

    @cached_property
    def validators(self) -> list[Any]:
        """With *max_length*, which the column itself cannot hold to."""
        batas = [MaxLengthValidator(self.max_length)] if self.max_length else []
        return [*super().validators, *batas]

    def formfield(self, **kwargs: Any) -> Any:
        """One line for a short value, a box for a long one."""
        if self.max_length and self.max_length <= SATU_BARIS and not self.choices:
            kwargs.setdefault("widget", forms.TextInput)
        return super().formfield(**kwargs)


class RahasiaJSONField(RahasiaField):
    """A dict or list of plain JSON, locked as a whole.

    Each reading returns a fresh object: a change inside it is not saved until it is assigned.
    An empty dict or list is stored as it is. Raises ``TypeError`` for anything but dict and list.
    """

    empty_strings_allowed = False
    empty_values = [None, "", [], {}]
    KOSONG = ("{}", "[]")

    def _ke_teks(self, nilai: Any) -> str:
        if not isinstance(nilai, dict | list):
            raise TypeError(f"{self.name}: {type(nilai).__name__} bukan dict atau list")
        return json.dumps(nilai, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    def _dari_teks(self, teks: str) -> Any:
        return json.loads(teks)

    def to_python(self, value: Any) -> Any:
        """Leave objects as they are."""
        return value

    def formfield(self, **kwargs: Any) -> Any:
        """A box of JSON."""
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **kwargs})


def kolom_rahasia(model: type[models.Model]) -> list[RahasiaField]:
    """Return the secret columns of *model*'s own table."""
    return [k for k in model._meta.local_concrete_fields if isinstance(k, RahasiaField)]


def semua_kolom_rahasia(daftar: Apps = apps) -> dict[type[models.Model], list[RahasiaField]]:
    """Return every model in the registry *daftar* that has secret columns, with these."""
    semua = {
        m: kolom_rahasia(m)
        for m in daftar.get_models(include_auto_created=True)
        if m._meta.managed and not m._meta.proxy
    }
    return {m: kolom for m, kolom in semua.items() if kolom}
