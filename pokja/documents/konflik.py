"""The overview of conflicts: what is asked, what is near, what is under way."""

import datetime as dt
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from pokja.aturan.kerawanan import Skor, nilai_skor
from pokja.documents.kerawanan import Keadaan, keadaan
from pokja.documents.peta import susun_peta
from pokja.enums import FaseKonflik, IndikatorPeta, TingkatPotensi
from pokja.models import (
    BobotKerawanan,
    LaporanDini,
    PeristiwaKonflik,
    PotensiKonflik,
    StatusKeadaanKonflik,
    TinjauanPotensi,
)
from pokja.models.laporan_dini import STATUS_TUTUP

BANYAK = 5


def kerawanan(user: Any, per: dt.date) -> tuple[list[Keadaan], dict[str, Skor], dict[str, int]]:
    """Return the kecamatan on day *per*, their scores by code (the highest first), and the
    weights in force. Six queries."""
    semua = keadaan(user, per)
    bobot = BobotKerawanan.objects.untuk(user).kini()
    skor = nilai_skor({k.kode: k.bahan for k in semua}, bobot) if semua else []
    return semua, {s.kode: s for s in skor}, bobot


def ringkasan(user: Any, per: dt.date) -> dict[str, Any]:
    """Return what the overview shows *user* on day *per*: of potentials and of events only what
    the person may read. A constant number of queries."""
    hasil: dict[str, Any] = {"potensi": None, "laporan": None, "peristiwa": None}
    if user.has_perm("pokja.lihat_potensi"):
        hasil["potensi"] = _potensi(user, per)
        hasil["laporan"] = _laporan(user)
    if user.has_perm("pokja.lihat_peristiwa"):
        hasil["peristiwa"] = _peristiwa(user, per)
    return hasil


def _potensi(user: Any, per: dt.date) -> dict[str, Any]:
    milik = PotensiKonflik.objects.untuk(user)
    jumlah = dict(
        milik.filter(selesai=None).order_by().values_list("tingkat").annotate(Count("pk"))
    )
    perlu = milik.perlu_ditinjau(per)
    return {
        "tingkat": [(t.label, jumlah.get(t.value, 0)) for t in TingkatPotensi],
        "perlu": perlu.order_by("ditinjau", "pk").select_related("wilayah__induk")[:BANYAK],
        "jumlah_perlu": perlu.count(),
        "tinjauan": TinjauanPotensi.objects.untuk(user).select_related("potensi")[:BANYAK],
        "peta": susun_peta(IndikatorPeta.TERBUKA, keadaan(user, per), {}),
    }


def _laporan(user: Any) -> dict[str, Any]:
    kini = timezone.now()
    terbuka = LaporanDini.objects.untuk(user).exclude(status__in=STATUS_TUTUP)
    urut = terbuka.mendesak_dulu(kini).select_related("wilayah__induk").defer("uraian")
    return {
        "terbuka": urut[:BANYAK],
        "jumlah": terbuka.count(),
        "lewat": terbuka.lewat(kini).count(),
    }


def _peristiwa(user: Any, per: dt.date) -> list[PeristiwaKonflik]:
    """Return the events that are not over, still being recovered from, or under a state of
    conflict, the latest first, each with ``keadaan_kini``: its states in force."""
    berlaku = StatusKeadaanKonflik.objects.untuk(user).berlaku(per)
    semua = PeristiwaKonflik.objects.untuk(user).filter(
        Q(selesai=None)
        | Q(selesai__gte=per)
        | Q(fase=FaseKonflik.PEMULIHAN)
        | Q(pk__in=berlaku.values("peristiwa"))
    )
    return list(
        semua.select_related("wilayah__induk").prefetch_related(
            Prefetch("keadaan", berlaku, to_attr="keadaan_kini")
        )[: 2 * BANYAK]
    )
