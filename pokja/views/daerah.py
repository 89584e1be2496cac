"""Names and emblem of the regency."""

from django.contrib import messages
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from p3aks.core.audit import catat
from pokja.context import kunci_daerah
from pokja.forms.daerah import DaerahForm
from pokja.models import Daerah


@izin("pokja.ubah_daerah")
@require_http_methods(["GET", "POST"])
def ubah(request: HttpRequest) -> HttpResponse:
    """Edit what heads and signs documents."""
    daerah = get_object_or_404(Daerah.objects.untuk(request.user))
    form = DaerahForm(request.POST or None, request.FILES or None, instance=daerah)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            catat(by=request.user, peristiwa="daerah.diubah", objek=daerah)
        caches["proses"].delete(kunci_daerah())
        messages.success(request, "Identitas daerah disimpan; dokumen berikutnya memakainya.")
        return redirect("pokja:daerah")
    return render(request, "pokja/daerah_ubah.html", {"form": form})
