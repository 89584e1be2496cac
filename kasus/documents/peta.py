"""Which table belongs to which case: the path from each secret table to its case.

Whoever must find everything about a case (retention, a breach) reads it here. A test holds the
list complete.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from kasus.models import (
    AksesIdentitas,
    AlasanBuka,
    Asesmen,
    BentukKorban,
    BukaSegel,
    ButirRencana,
    CatatanKasus,
    DokumenKasus,
    DugaanPenelusuran,
    EksporKasus,
    Fasilitas,
    GabungOrang,
    Hubungan,
    Identitas,
    InputSimfoni,
    Insiden,
    Kasus,
    KebutuhanKorban,
    KonferensiKasus,
    Korban,
    LaranganAkses,
    Layanan,
    Mediasi,
    NotifikasiKasus,
    Pelapor,
    Pemantauan,
    Pemusnahan,
    Penampungan,
    Pengaduan,
    PermintaanSubjek,
    Persetujuan,
    PesertaKonferensi,
    ProsesHukumTerlapor,
    RencanaIntervensi,
    Rilis,
    Rujukan,
    SudutPandang,
    TabelHistoris,
    TautanKonflik,
    Tenggat,
    Terlapor,
    Terminasi,
    TimKasus,
)

ALASAN = "mencari kasus dari suatu baris"

KE_KASUS: dict[type[models.Model], str] = {
    Kasus: "",
    **dict.fromkeys(
        (
            AksesIdentitas, AlasanBuka, BukaSegel, CatatanKasus, DokumenKasus, Identitas,
            KonferensiKasus, Korban, LaranganAkses, NotifikasiKasus, Pelapor, Pengaduan, Tenggat,
            Terlapor, Terminasi, TimKasus,
        ),
        "kasus",
    ),
    **dict.fromkeys(
        (
            Asesmen, BentukKorban, Hubungan, InputSimfoni, KebutuhanKorban, Layanan, Mediasi,
            Pemantauan, Penampungan, PermintaanSubjek, Persetujuan, RencanaIntervensi, Rujukan,
            TautanKonflik,
        ),
        "korban__kasus",
    ),
    ButirRencana: "rencana__korban__kasus",
    GabungOrang: "digabung__kasus",
    PesertaKonferensi: "konferensi__kasus",
    ProsesHukumTerlapor: "terlapor__kasus",
}  # fmt: skip
# Records about no single case.
TANPA_KASUS = frozenset(
    {
        DugaanPenelusuran,
        EksporKasus,
        Fasilitas,
        Insiden,
        Pemusnahan,
        Rilis,
        SudutPandang,
        TabelHistoris,
    }
)

_LABEL = {model._meta.label_lower: model for model in KE_KASUS}


def kasus_dari_rantai(rantai: Iterable[str]) -> dict[str, Any]:
    """Return the case id of each audit chain in *rantai* that belongs to a case.

    One query per table, however many chains. What belongs to no case is left out.
    """
    per_tabel: dict[type[models.Model], list[str]] = defaultdict(list)
    for satu in rantai:
        label, _, pk = satu.partition(":")
        if model := _LABEL.get(label):
            per_tabel[model].append(pk)
    hasil: dict[str, Any] = {}
    for model, daftar in per_tabel.items():
        label, jalur = model._meta.label_lower, KE_KASUS[model] or "pk"
        baris: Any = model._default_manager
        for awal in range(0, len(daftar), 500):
            bagian = baris.sistem(ALASAN).filter(pk__in=daftar[awal : awal + 500])
            hasil |= {f"{label}:{pk}": k for pk, k in bagian.values_list("pk", jalur) if k}
    return hasil
