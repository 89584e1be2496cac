"""Who takes part in a conference, by function."""

from typing import Any

from django.db.models import Prefetch

from kasus.enums_akses import TingkatData
from kasus.models import KonferensiKasus
from pokja.models import Penugasan

# What a participant is shown. Identity (F3) never: a conference speaks of a case by its code.
TINGKAT_PESERTA: dict[int, str] = {
    TingkatData.F0: "Kode, waktu, dan tempat saja",
    TingkatData.F1: "Juga bahan rapat",
    TingkatData.F2: "Juga bahan rapat dan hasilnya",
}


def daftar_peserta(konferensi: KonferensiKasus) -> list[dict[str, Any]]:
    """Return the participants, each with ``fungsi``: the role held today and the institution.

    Names are for those who invite; other participants know each other by function.
    """
    berlaku = Prefetch("pengguna__penugasan", Penugasan.objects.berlaku(), to_attr="kini")
    peserta = konferensi.peserta.select_related("pengguna__lembaga").prefetch_related(berlaku)
    return [
        {
            "isi": p,
            "fungsi": _fungsi(p.pengguna),
            "dapat_dibaca": TINGKAT_PESERTA[p.tingkat],
        }
        for p in peserta
    ]


def _fungsi(pengguna: Any) -> str:
    peran = ", ".join(sorted({p.get_peran_display() for p in pengguna.kini}))
    bagian = (peran, pengguna.lembaga.singkatan if pengguna.lembaga else "")
    return " · ".join(filter(None, bagian)) or "Tanpa peran saat ini"
