"""Follow-ups of earlier meetings, as a meeting looks at them."""

from typing import Any

from p3aks.core.formatting import tanggal
from pokja.models import Rapat, TindakLanjut


def terbuka(rapat: Rapat) -> Any:
    """Return the open follow-ups that *rapat* looks at: those of earlier meetings of its Pokja,
    of its bidang where it has one."""
    semua = TindakLanjut.objects.terbuka().filter(keputusan__rapat__pokja=rapat.pokja_id)
    if rapat.bidang:
        semua = semua.filter(keputusan__rapat__bidang=rapat.bidang)
    return semua.exclude(keputusan__rapat=rapat.pk)


def salin(rapat: Rapat) -> list[dict[str, str]]:
    """Return them as plain data, as the minutes keep them."""
    semua = terbuka(rapat).select_related("lembaga").mendesak_dulu()
    return [
        {
            "uraian": t.uraian,
            "lembaga": t.lembaga.nama,
            "tenggat": tanggal(t.tenggat),
            "keadaan": t.get_status_display(),
        }
        for t in semua
    ]
