"""A search is recorded, its words are not."""

from typing import Any

from django.db import transaction

from p3aks.core.audit import catat


@transaction.atomic
def catat_cari(*, by: Any, nama: bool, nik: bool, hasil: int) -> None:
    """Record on the chain of *by* that they looked for a person, by what, and how many cases came
    out."""
    catat(
        by=by,
        peristiwa="kasus.dicari",
        objek=by,
        rincian={"nama": int(nama), "nik": int(nik), "hasil": hasil},
    )
