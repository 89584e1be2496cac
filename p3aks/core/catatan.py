"""What the logs may say about a request and about an error: where, never what somebody typed."""

import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from logging import LogRecord
from typing import Any

from django.http import HttpRequest
from django.utils.log import AdminEmailHandler
from django_structlog.middlewares import RequestMiddleware

# A key in an address opens something: an account (the link of a password mail), an invitation, a
# calendar. It is a path, and paths are logged.
_KUNCI = re.compile(r"(/sandi/lupa/)[^/]*-[^/]*/|(/(?:undangan|hadir|kalender)/)[^/]+/")


def tanpa_kunci(teks: str) -> str:
    """Return *teks* with the keys in addresses struck out."""
    return _KUNCI.sub(lambda m: f"{m[1] or m[2]}…/", teks)


def alamat(request: HttpRequest) -> str:
    """Return the method and path of *request*, without query string (search words) and keys."""
    return f"{request.method} {tanpa_kunci(request.path)}"


def jejak(galat: BaseException | None) -> str:
    """Return the call stack of *galat* and of its causes with the names of their types.

    Their messages stay out: a database names the row that it refuses, a parser the text.
    """
    bagian: list[str] = []
    while galat is not None and len(bagian) < 10:
        jenis = f"{type(galat).__module__}.{type(galat).__qualname__}"
        bagian.append("".join(traceback.format_tb(galat.__traceback__)) + jenis)
        galat = galat.__cause__ or galat.__context__
    return "\n".join(reversed(bagian))


def tanpa_pesan_galat(_: Any, __: str, kejadian: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Replace ``exc_info`` of a log event by :func:`jejak` (a structlog processor)."""
    galat = kejadian.pop("exc_info", None)
    if galat is True:
        galat = sys.exc_info()
    if isinstance(galat, tuple):
        galat = galat[1]
    if isinstance(galat, BaseException):
        kejadian["exception"] = jejak(galat)
    return kejadian


def kejadian_tanpa_kunci(_: Any, __: str, kejadian: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Strike keys out of a log event: Django names the path of each refused request (a structlog
    processor)."""
    if isinstance(kejadian.get("event"), str):
        kejadian["event"] = tanpa_kunci(kejadian["event"])
    return kejadian


class CatatanMiddleware(RequestMiddleware):
    """One line when a request begins and one when it ends, by :func:`alamat`."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return what the line says about the request."""
        return alamat(request)


class SurelGalat(AdminEmailHandler):
    """Tells ADMINS of an error. Django's own mail would carry the whole form and the cookies."""

    def emit(self, record: LogRecord) -> None:
        """Send where it happened."""
        galat = record.exc_info[1] if record.exc_info else None
        request = getattr(record, "request", None)
        tempat = alamat(request) if isinstance(request, HttpRequest) else record.name
        self.send_mail("Galat pada sistem", f"{tempat}\n\n{jejak(galat)}", fail_silently=True)
