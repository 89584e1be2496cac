"""One page for what stands beside the services: shelter, conferences, mediation."""

from typing import Any

from django.utils import timezone

from kasus.documents.mediasi import catatan_mediasi
from kasus.documents.penampungan import hunian
from kasus.enums_akses import StatusMediasi
from kasus.models import AksesIdentitas, Kasus, Mediasi


def pendukung(kasus: Kasus, user: Any) -> dict[str, Any]:
    """Return the stays, mediations and conferences of *kasus* in its scope, by victim.

    ``alamat_terbuka``: *user* has the identities of this case open, so addresses may show (F3).
    """
    catatan = catatan_mediasi(kasus)
    mediasi = list(Mediasi.objects.seperti(kasus).filter(korban__kasus=kasus))
    huni = hunian(kasus)
    korban: list[dict[str, Any]] = []
    for satu in kasus.korban.all():
        mutlak, kurang = catatan.sebab(satu)
        milik = [m for m in mediasi if m.korban_id == satu.pk]
        korban.append(
            {
                "korban": satu,
                "dihuni": any(h.isi.korban_id == satu.pk and not h.isi.keluar for h in huni),
                "mediasi": milik,
                "mutlak": mutlak,
                "kurang": kurang,
                "boleh_mediasi": not (mutlak or kurang)
                and all(m.status != StatusMediasi.BERJALAN for m in milik),
            }
        )
    return {
        "korban": korban,
        "hunian": huni,
        "mediasi_terlarang": next((k["mutlak"][0] for k in korban if k["mutlak"]), ""),
        "konferensi": kasus.konferensi.all(),
        "kini": timezone.now(),
        "alamat_terbuka": AksesIdentitas.objects.untuk(user)
        .aktif(user)
        .filter(kasus=kasus)
        .exists(),
    }
