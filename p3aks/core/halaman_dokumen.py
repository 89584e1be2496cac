"""What the pages of documents do alike in every app: show how far one is, take a step, hand it out.
Who may do so is the view's question."""

import base64
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from p3aks.core.documents import DokumenBase, Status
from p3aks.core.permintaan import GalatDokumen, bisa_diulang

PDF = "application/pdf"
RUSAK = "Berkas dokumen ini hilang atau berubah sejak dibuat, jadi tidak diberikan."
DARI_CADANGAN = "Minta pengelola sistem memulihkannya dari cadangan."
BUAT_ULANG = "Tekan “Buat ulang” untuk membuatnya kembali dari isi yang sama."


def keadaan(request: HttpRequest, dokumen: DokumenBase) -> dict[str, Any]:
    """Return what the status part of a document's page needs."""
    return {
        "dokumen": dokumen,
        "bisa_diulang": bisa_diulang(dokumen),
        # The page asks with the state it shows; a change is read out, a repetition is not.
        "berubah": request.GET.get("dari", dokumen.status) != dokumen.status,
    }


def langkah(
    request: HttpRequest, dokumen: DokumenBase, jalankan: Callable[..., Any], halaman: str
) -> HttpResponse:
    """Stop or repeat *dokumen*; back to its page, whose address is named *halaman*."""
    try:
        jalankan(by=request.user, dokumen=dokumen)
    except GalatDokumen as galat:
        messages.warning(request, str(galat))
    return redirect(halaman, dokumen.pk)


def unduh(
    request: HttpRequest,
    dokumen: DokumenBase,
    *,
    catat: Callable[..., None],
    halaman: str,
    mime: str = PDF,
    ekstensi: str = "pdf",
) -> HttpResponse:
    """Hand out the file, only while it still has the hash it was finished with: 404 before that,
    back to its page (named *halaman*) where it is lost. *catat* records each taking.

    Kind and code alone are in the name; the digest (RFC 9530) goes along.
    """
    if dokumen.status != Status.SELESAI:
        raise Http404
    isi = dokumen.isi_utuh()
    catat(by=request.user, dokumen=dokumen, utuh=isi is not None)
    if isi is None:
        messages.error(request, f"{RUSAK} {DARI_CADANGAN if dokumen.final else BUAT_ULANG}")
        return redirect(halaman, dokumen.pk)
    sidik = base64.b64encode(bytes.fromhex(dokumen.sha256)).decode()
    nama = f"{dokumen.jenis}-{dokumen.kode}.{ekstensi}"
    return HttpResponse(
        isi,
        content_type=mime,
        headers={
            "Content-Disposition": f'attachment; filename="{nama}"',
            "X-Content-Type-Options": "nosniff",
            "Repr-Digest": f"sha-256=:{sidik}:",
        },
    )
