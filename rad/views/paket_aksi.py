"""The evidence of one report as a package for national portals."""

import tempfile
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from p3aks.core.access import izin
from rad.documents import paket_aksi, pantau
from rad.models import Aksi, AturanPantau, LaporanAksi
from rad.views.pantau_laporan import ambil

DI_MEMORI = 5 * 1024 * 1024


@izin("rad.lihat_pantau")
@require_safe
def paket(request: HttpRequest, pk: UUID) -> FileResponse:
    """Named files with an index, as a ZIP. Numbers are those of the whole plan."""
    laporan = ambil(request.user, pk)
    semua = pantau.susun(
        Aksi.objects.untuk(request.user).dipantau().filter(rad=laporan.aksi.rad),
        aturan=AturanPantau.milik(laporan.aksi.rad), tahun=laporan.tahun,
        periode=laporan.periode, laporan=LaporanAksi.objects.untuk(request.user),
    )  # fmt: skip
    baris = next(b for b in semua if b.pk == laporan.aksi_id)
    berkas = tempfile.SpooledTemporaryFile(DI_MEMORI)  # noqa: SIM115  closed by the response
    paket_aksi.tulis(laporan, baris, berkas)
    berkas.seek(0)
    nama = paket_aksi.nama_berkas(laporan, baris.nomor)
    return FileResponse(berkas, as_attachment=True, filename=nama, content_type="application/zip")
