"""Each condition of the case policy is needed: weaken it, and the list of who sees what objects.

A mutant that the list does not notice is a condition nobody tests, or one that does nothing.
"""

from typing import Any

import pytest

from kasus.models import (
    EksporKasus,
    GabungOrang,
    Identitas,
    NotifikasiKasus,
    Pemusnahan,
    PermintaanSubjek,
    dasar,
    dokumen,
    kasus,
    orang,
    pelindungan,
    pengaduan,
    rujukan,
    tempat,
)
from tests.kasus.kebijakan import DITANGANI, Dunia, harapan, terlihat
from tests.kasus.mutan import mutan

HARAPAN = harapan()


def _qs(model: Any) -> type:
    return model._default_manager._queryset_class


# (class, method) → tables in which a weakened condition must show
SASARAN: tuple[tuple[type, str, tuple[str, ...]], ...] = (
    (kasus.KasusQuerySet, "saring", ("Kasus",)),
    (kasus.KasusQuerySet, "_q_ditangani", (DITANGANI, "Kasus")),
    (kasus.KasusQuerySet, "_boleh", (DITANGANI, "Kasus")),
    (kasus.TimKasusQuerySet, "aktif", (DITANGANI,)),
    (kasus.LaranganQuerySet, "aktif", (DITANGANI,)),
    (kasus.BukaSegelQuerySet, "aktif", (DITANGANI,)),
    (kasus.BukaSegelQuerySet, "saring", ("BukaSegel",)),
    (dasar.PenangananQuerySet, "saring", ("Korban",)),
    (orang.AksesIdentitasQuerySet, "saring", ("AksesIdentitas",)),
    (orang.AksesIdentitasQuerySet, "aktif", ("Identitas",)),
    (_qs(Identitas), "saring", ("Identitas",)),
    (rujukan.RujukanQuerySet, "saring", ("Rujukan",)),
    (tempat.FasilitasQuerySet, "saring", ("Fasilitas",)),
    (tempat.KonferensiQuerySet, "saring", ("KonferensiKasus",)),
    (tempat.PesertaKonferensiQuerySet, "saring", ("PesertaKonferensi",)),
    (pengaduan.PengaduanQuerySet, "saring", ("Pengaduan",)),
    (dokumen.DokumenKasusQuerySet, "saring", ("DokumenKasus",)),
    (pelindungan.PpdpQuerySet, "saring", ("Insiden",)),
    (_qs(PermintaanSubjek), "saring", ("PermintaanSubjek",)),
    (_qs(GabungOrang), "saring", ("GabungOrang",)),
    (_qs(Pemusnahan), "saring", ("Pemusnahan",)),
    (_qs(EksporKasus), "saring", ("EksporKasus",)),
    (_qs(NotifikasiKasus), "saring", ("NotifikasiKasus",)),
)
# Mutants that change nothing anybody could see, each with the reason.
SETARA: dict[tuple[str, str], str] = {
    ("TimKasusQuerySet.aktif", "baris 4: selalu ya"): "kebijakan selalu menyebut orangnya",
    ("PengaduanQuerySet.saring", "baris 8: tanpa pk"): "Q() kosong hilang dalam gabungan |",
}


def _ketahuan(dunia: Dunia, tabel: tuple[str, ...]) -> bool:
    for nama, harus in HARAPAN.items():
        try:
            lihat = terlihat(dunia, nama, tabel)
        except Exception:  # noqa: BLE001 - a mutant that breaks is noticed
            return True
        if any(lihat[t] != harus[t] for t in tabel):
            return True
    return False


def test_every_condition_of_the_policy_is_needed(tuban, monkeypatch):
    dunia, hidup, jumlah = Dunia(tuban), [], 0
    for kelas, nama, tabel in SASARAN:
        assert not _ketahuan(dunia, tabel), f"{kelas.__name__}.{nama}: daftar tidak cocok"
        for uraian, fungsi in mutan(kelas, nama):
            jumlah += 1
            with monkeypatch.context() as tambal:
                tambal.setattr(kelas, nama, fungsi)
                kunci = f"{kelas.__qualname__}.{nama}", uraian
                if not _ketahuan(dunia, tabel) and kunci not in SETARA:
                    hidup.append(" ".join(kunci))
    assert jumlah > 60, "terlalu sedikit mutan: pembuatnya rusak"
    assert not hidup, f"{len(hidup)} dari {jumlah} mutan tidak ketahuan:\n" + "\n".join(hidup)


def test_the_maker_makes_mutants_that_differ():
    class Contoh:
        def boleh(self, a, b):
            return a | b

    hasil = {uraian.split(": ")[1]: fungsi(None, 1, 2) for uraian, fungsi in mutan(Contoh, "boleh")}
    assert hasil == {"sisi kiri saja": 1, "sisi kanan saja": 2}


@pytest.mark.parametrize(("kelas", "nama"), [(k, n) for k, n, _ in SASARAN])
def test_every_target_can_be_mutated(kelas, nama):
    assert next(mutan(kelas, nama), None), f"{kelas.__name__}.{nama} tidak bersyarat"
