"""The history of a document, read from the audit trail."""

from typing import Any

from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.models import Pengguna
from rad.models import Dokumen
from rad.models.dokumen import PERAN_SEMUA_DOKUMEN

KATA = {
    "dokumen.diminta": "Diminta",
    "dokumen.selesai": "Selesai dibuat",
    "dokumen.gagal": "Gagal dibuat",
    "dokumen.dibatalkan": "Dibatalkan",
    "dokumen.diulang": "Diminta ulang",
    "dokumen.diunduh": "Diunduh",
    "dokumen.rusak": "Berkas ditemukan hilang atau berubah",
}
UNDUHAN = ("dokumen.diunduh", "dokumen.rusak")
TERBANYAK = 50


def riwayat(dokumen: Dokumen, user: Any) -> list[dict[str, Any]]:
    """Return the newest 50 events, newest first, as ``{judul, pelaku, waktu}``.

    Who downloaded it is shown to those who answer for all documents; everybody else sees only
    their own downloads.
    """
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(dokumen), peristiwa__in=KATA)
    if not user.peran & PERAN_SEMUA_DOKUMEN:
        jejak = jejak.exclude(peristiwa__in=UNDUHAN) | jejak.filter(oleh_id=str(user.pk))
    baris = list(jejak.order_by("-nomor").values_list("peristiwa", "oleh_id", "pada")[:TERBANYAK])
    orang = Pengguna.objects.filter(pk__in={oleh for _, oleh, _ in baris if oleh})
    nama = {str(pk): n for pk, n in orang.values_list("pk", "nama")}
    return [
        {"judul": KATA[p], "pelaku": nama.get(oleh, "Sistem"), "waktu": waktu}
        for p, oleh, waktu in baris
    ]
