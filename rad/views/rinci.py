"""An action's tables and comments in the shape its page draws them."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rad.enums import StatusAksi, SumberDana
from rad.forms.aksi import RUAS_TELAAH
from rad.models import Aksi, Telaah


def tabel_indikator(aksi: Aksi) -> list[dict[str, Any]]:
    """Return the indicators, each with ``target``: (year, value or None) for every year."""
    hasil = []
    for i in aksi.indikator.all():
        nilai = {t.tahun: t.nilai for t in i.target.all()}
        hasil.append({"i": i, "target": [(t, nilai.get(t)) for t in aksi.rad.tahun]})
    return hasil


def tabel_anggaran(aksi: Aksi) -> dict[str, Any]:
    """Return the budget as ``baris`` (label, (year, amount or None)…, sum), ``tahun`` sums and
    ``jumlah``. Amounts are Decimal rupiah."""
    pagu: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for a in aksi.anggaran.all():
        pagu[a.sumber][a.tahun] = a.pagu
    tahun = aksi.rad.tahun
    return {
        "baris": [
            (SumberDana(s).label, [(t, p.get(t)) for t in tahun], sum(p.values()))
            for s, p in pagu.items()
        ],
        "tahun": [(t, sum(p.get(t, Decimal(0)) for p in pagu.values())) for t in tahun],
        "jumlah": aksi.pagu,
    }


def per_ruas(daftar: Iterable[Telaah]) -> dict[str, Any]:
    """Return the comments as ``terbuka`` (part → open ones), ``selesai`` and ``jumlah`` of open
    ones. The part "" is the action as a whole."""
    terbuka: dict[str, list[Telaah]] = {ruas: [] for ruas in ("umum", *RUAS_TELAAH)}
    selesai = []
    for t in daftar:
        t.label_ruas = RUAS_TELAAH.get(t.ruas, "")
        if t.selesai_pada:
            selesai.append(t)
        else:
            terbuka[t.ruas if t.ruas in terbuka else "umum"].append(t)
    return {
        "terbuka": terbuka,
        "selesai": selesai,
        "jumlah": sum(len(isi) for isi in terbuka.values()),
    }


def diminta(aksi: Aksi | None) -> dict[str, Any]:
    """Return what the person who edits should have before the eyes: ``alasan``, the last return
    that is still unanswered (or None), and ``catatan``, the open comments."""
    if aksi is None:
        return {"alasan": None, "catatan": []}
    kembali = aksi.transisi.filter(nama="kembalikan").select_related("oleh").order_by("-pada")
    catatan = list(aksi.telaah.filter(selesai_pada=None).select_related("oleh"))
    for t in catatan:
        t.label_ruas = RUAS_TELAAH.get(t.ruas, "")
    return {
        "alasan": kembali.first() if aksi.status == StatusAksi.DIKEMBALIKAN else None,
        "catatan": catatan,
    }
