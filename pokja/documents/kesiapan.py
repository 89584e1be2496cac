"""The evidence for a Pokja's readiness, in a constant number of queries."""

import datetime as dt
from typing import Any

from pokja.aturan.kesiapan import Ukuran
from pokja.documents.jejaring import cakupan
from pokja.documents.susunan import komposisi
from pokja.enums import Bidang, Posisi, StatusPokja, Unsur
from pokja.enums_rapat import StatusRapat
from pokja.models import Pokja, PotensiKonflik, Rapat, TindakLanjut

SETAHUN = dt.timedelta(days=365)
RAPAT_SETAHUN = 2
PATOKAN = "patokan, bukan syarat hukum"


def ukuran(user: Any, pokja: Pokja, per: dt.date) -> list[Ukuran]:
    """Return the measures of *pokja* on day *per*, as far as *user* may read what they rest on."""
    per = max(per, dt.date.min + SETAHUN)  # a year back must still be a date
    susunan = list(pokja.susunan(per))
    laporan = komposisi(pokja, per)
    berlaku = pokja.status == StatusPokja.BERLAKU
    koordinator = [k.bidang for k in susunan if k.posisi == Posisi.KOORDINATOR]
    final = Rapat.objects.filter(pokja=pokja, status=StatusRapat.FINAL)
    terbuka = TindakLanjut.objects.terbuka().filter(keputusan__rapat__pokja=pokja)
    potensi = PotensiKonflik.objects.untuk(user).filter(selesai=None)
    jumlah_potensi = potensi.count()
    jejaring = cakupan(user, per)
    return [
        Ukuran(
            "SK berlaku dan pindaiannya tersimpan", berlaku + (berlaku and bool(pokja.berkas_sk)),
            2, "Perpres 18/2014 Pasal 24",
        ),
        Ukuran(
            "Kedudukan yang ada pejabatnya", laporan.kedudukan - laporan.kosong,
            laporan.kedudukan, "SK Bupati",
        ),
        Ukuran(
            "Unsur yang terwakili", sum(bool(n) for n in laporan.unsur.values()), len(Unsur),
            "Perpres 18/2014 Pasal 24 ayat (3)",
        ),
        Ukuran(
            "Bidang dengan satu Koordinator", sum(koordinator.count(b) == 1 for b in Bidang),
            len(Bidang), "Permenko PMK 2/2019",
        ),
        Ukuran(
            "Rapat dengan notula final setahun terakhir",
            final.filter(awal__date__gt=per - SETAHUN, awal__date__lte=per).count(),
            RAPAT_SETAHUN, PATOKAN,
        ),
        Ukuran(
            "Tindak lanjut terbuka yang belum lewat batas",
            terbuka.count() - terbuka.lewat(per).count(), terbuka.count(), "keputusan rapat",
        ),
        Ukuran(
            "Potensi konflik yang ditinjau enam bulan terakhir",
            jumlah_potensi - potensi.perlu_ditinjau(per).count(), jumlah_potensi,
            "kesepakatan workshop Tuban 2021",
        ),
        Ukuran(
            "Desa/kelurahan dengan PATBM", sum(c.patbm for c in jejaring),
            sum(c.desa for c in jejaring), PATOKAN,
        ),
    ]  # fmt: skip
