"""Steps of a workflow, taken and logged in one way."""

from collections.abc import Callable, Mapping
from typing import Any

from django_fsm import ConcurrentTransition, TransitionNotAllowed

from p3aks.core.audit import Nilai, catat
from p3aks.core.models import SudahBerubah


def melangkah(
    objek: Any,
    nama: str,
    by: Any,
    *,
    awalan: str,
    alasan: str = "",
    salinan: Callable[[], dict[str, Any]] = dict,
    rincian: Mapping[str, Nilai] | None = None,
    **isian: Any,
) -> None:
    """Run transition *nama* of *objek* with *isian*, store it only if state and version in the
    database are still those read, and log it in ``objek.transisi`` and in the audit trail.

    *awalan* begins the name of the audit event; *salinan* gives the content as it is afterwards.
    Raises SudahBerubah where *objek* is not in the state for the step any more.
    """
    dari = objek.status
    try:
        getattr(objek, nama)(**isian)
        # The content may have changed although the state is the same again.
        type(objek).objects.naikkan(objek)
        objek.save()
    except (TransitionNotAllowed, ConcurrentTransition) as galat:
        raise SudahBerubah from galat
    objek.transisi.create(
        nama=nama, dari=dari, ke=objek.status, oleh=by, alasan=alasan, salinan=salinan()
    )
    langkah = {"dari": dari, "ke": objek.status, **(rincian or {})}
    catat(by=by, peristiwa=f"{awalan}.{nama}", objek=objek, rincian=langkah)
