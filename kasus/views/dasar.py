"""How every page of a case begins: fetched in the reader's scope, and recorded."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kasus.actions.dasar import catat_baca
from kasus.actions.penelusuran import PerluAlasan, periksa_penelusuran
from kasus.models import Kasus


def kasus_ditangani(request: HttpRequest, pk: UUID, *, halaman: str = "") -> Kasus:
    """Return the case *pk* if the person handles it; 404 otherwise, whether or not it exists.

    With *halaman* (a page that shows content) the reading goes into the trail. Raises
    :class:`PerluAlasan` for a person who opens far more cases than their work needs (T7).
    """
    user = request.user
    kasus = get_object_or_404(
        Kasus.objects.untuk(user).ditangani(user).select_related("unit", "kecamatan"), pk=pk
    )
    if halaman:
        if periksa_penelusuran(user, kasus):
            raise PerluAlasan(kasus.pk)
        catat_baca(user, kasus, halaman)
    return kasus
