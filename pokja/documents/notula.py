"""The minutes of a meeting: what was said, decided, and what follows from it."""

import datetime as dt
from functools import partial
from typing import Any

from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import tanggal
from pokja.documents import hadirin, lanjutan, surat_rapat
from pokja.enums_rapat import StatusRapat
from pokja.models import Keputusan, Rapat, TindakLanjut

cetak = partial(cetak_templat, "pokja/dokumen/notula.html")


def susun(rapat: Rapat) -> dict[str, Any]:
    """Return the minutes as plain data."""
    return {
        **surat_rapat.dasar(rapat, "Notula"),
        "surat": surat_rapat.surat(rapat),
        "pimpinan": rapat.pimpinan or surat_rapat.TITIK,
        "notulis": rapat.notulis or surat_rapat.TITIK,
        "peserta": surat_rapat.yang_hadir(hadirin.hitung(rapat)),
        "pembukaan": surat_rapat.baris(rapat.pembukaan),
        **pembahasan(rapat),
        "penutup": surat_rapat.baris(rapat.penutup),
    }


def pembahasan(rapat: Rapat) -> dict[str, Any]:
    """Return ``butir``, the items of the agenda with what was said and decided under each, and
    ``umum``, the decisions under none. Four queries."""
    semua = list(rapat.keputusan.prefetch_related("tindak_lanjut__lembaga"))
    tenggat = _tenggat_semula(rapat)
    return {
        "butir": [
            {
                "judul": a.judul,
                "penyaji": a.penyaji,
                "teks": surat_rapat.baris(a.pembahasan),
                "lanjutan": _lanjutan(rapat, a) if a.lanjutan else [],
                "keputusan": [_keputusan(k, tenggat) for k in semua if k.agenda_id == a.pk],
            }
            for a in rapat.agenda.all()
        ],
        "umum": [_keputusan(k, tenggat) for k in semua if k.agenda_id is None],
    }


def _lanjutan(rapat: Rapat, agenda: Any) -> list[dict[str, str]]:
    return agenda.salinan if rapat.status == StatusRapat.FINAL else lanjutan.salin(rapat)


def _tenggat_semula(rapat: Rapat) -> dict[Any, dt.date]:
    """Return the days that the meeting set: more time given later, which carries a reason, does
    not change its minutes."""
    riwayat = TindakLanjut.riwayat.filter(keputusan__rapat=rapat, history_change_reason=None)
    if rapat.final_pada:
        riwayat = riwayat.filter(history_date__lte=rapat.final_pada)
    return dict(riwayat.order_by("history_date", "history_id").values_list("id", "tenggat"))


def _keputusan(satu: Keputusan, tenggat: dict[Any, dt.date]) -> dict[str, Any]:
    """Return a decision with who does what until when."""
    return {
        "isi": satu.isi,
        "tindak_lanjut": [
            {
                "uraian": t.uraian,
                "lembaga": t.lembaga.nama,
                "tenggat": tanggal(tenggat.get(t.pk, t.tenggat)),
            }
            for t in satu.tindak_lanjut.all()
        ],
    }
