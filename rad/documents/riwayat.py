"""The life of one document as its page tells it: asked for, made, taken."""

from typing import Any

from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.models import Pengguna
from rad.models import Dokumen

MAKS = 30
JUDUL = {
    "dokumen.diminta": "Diminta",
    "dokumen.diulang": "Diminta sekali lagi",
    "dokumen.dibatalkan": "Dibatalkan",
    "dokumen.selesai": "Selesai dibuat",
    "dokumen.gagal": "Gagal dibuat",
    "dokumen.diunduh": "Diunduh",
    "dokumen.rusak": "Berkas ditolak: sidiknya tidak cocok",
}


def riwayat(dokumen: Dokumen, user: Pengguna) -> list[dict[str, Any]]:
    """Return the latest steps of *dokumen*, newest first, as ``{judul, pelaku, waktu, isi}`` for
    ``components/linimasa.html``. Two queries.

    Who may read drafts of the plan's documents sees everybody's steps; anybody else the own
    ones and the system's.
    """
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(dokumen), peristiwa__in=JUDUL)
    if not user.has_perm("rad.kelola_rad"):
        jejak = jejak.filter(oleh_id__in=["", str(user.pk)])
    baris = list(jejak.order_by("-nomor")[:MAKS])
    orang = Pengguna.objects.in_bulk({b.oleh_id for b in baris if b.oleh_id})
    nama = {str(pk): p.nama for pk, p in orang.items()}
    return [
        {
            "judul": JUDUL[b.peristiwa],
            "pelaku": nama.get(b.oleh_id, "akun yang sudah tidak ada") if b.oleh_id else "Sistem",
            "waktu": b.pada,
            "isi": "",
        }
        for b in baris
    ]
