"""Is the system well?"""

import os
import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from p3aks.core.access import izin

RUANG_MINIMUM = 200 * 1024 * 1024


@izin("publik")
@require_safe
def sehat(request: HttpRequest) -> JsonResponse:
    """Answer 200 with ``{"sehat": true}`` where pages can be served, 503 otherwise.

    Redis is not among the reasons for 503: without it documents wait, pages work.
    """
    butir = {
        "basis_data": _basis_data(),
        "berkas": os.access(settings.MEDIA_ROOT, os.W_OK)
        and shutil.disk_usage(settings.MEDIA_ROOT).free > RUANG_MINIMUM,
    }
    semua = all(butir.values())
    return JsonResponse(
        {"sehat": semua, **butir, "singgahan": _singgahan()},
        status=200 if semua else 503,
        headers={"Cache-Control": "no-store"},
    )


def _basis_data() -> bool:
    try:
        with connection.cursor() as kursor:
            kursor.execute("SELECT 1")
            return bool(kursor.fetchone())
    except DatabaseError:
        return False


def _singgahan() -> bool:
    try:
        cache.set("sehat", 1, 5)
        return cache.get("sehat") == 1
    except Exception:  # noqa: BLE001  any broken cache must still give an answer
        return False
