"""How an app below shows what apps above know: they register a source when they start
(``AppConfig.ready``), and none of them knows another."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

F = TypeVar("F", bound=Callable[..., object])


class Sumber(Generic[F]):
    """The registered sources of one kind, in the order of the apps."""

    def __init__(self) -> None:
        self._semua: list[F] = []

    def __iter__(self) -> Iterator[F]:
        return iter(self._semua)

    def daftarkan(self, sumber: F) -> None:
        """Add a source; called once per app at its start."""
        if sumber not in self._semua:
            self._semua.append(sumber)
