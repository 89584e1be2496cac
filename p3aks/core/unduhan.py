"""A finished document as an HTTP answer."""

import base64

from django.http import HttpResponse

from p3aks.core.documents import DokumenBase

PDF = "application/pdf"


def jawaban_berkas(
    dokumen: DokumenBase, isi: bytes, *, mime: str = PDF, ekstensi: str = "pdf"
) -> HttpResponse:
    """Return *isi* for saving: named by kind and code alone, with its digest (RFC 9530)."""
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
