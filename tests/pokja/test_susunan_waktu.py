"""Who sat where on which day, after any succession of officials: a calendar painted day by day is
the oracle, and the database's roster must agree with it on every day."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokja.actions.pejabat import IsiPejabat, akhiri_pejabat, dudukkan
from pokja.enums import Posisi, SifatPejabat
from pokja.models import Kedudukan, Pejabat

pytestmark = pytest.mark.django_db
AWAL = dt.date(2025, 1, 6)  # the SK of the fixture's Pokja
HARI = 60
hari = st.integers(-3, HARI)
langkah = st.one_of(
    st.tuples(
        st.just("duduk"), st.integers(0, 1), st.sampled_from(SifatPejabat), hari,
        st.none() | st.integers(0, 30),
    ),
    st.tuples(st.just("akhiri"), st.integers(0, 9), hari),
)  # fmt: skip


class Kalender:
    """One seat as a calendar: for each day who fills it, and who stands in."""

    def __init__(self) -> None:
        self.isi: dict[tuple[int, bool], str] = {}
        self.terbuka: set[str] = set()

    def hari(self, nama: str) -> list[int]:
        return sorted(h for (h, _), siapa in self.isi.items() if siapa == nama)

    def coba(self, nama: str, plh: bool, mulai: int, selesai: int | None) -> bool:
        """Paint the new one; False where that must be refused."""
        if mulai < 0 or (plh and selesai is None):
            return False
        akhir = HARI * 2 if selesai is None else selesai
        lain = {self.isi[h, plh] for h in range(mulai, akhir + 1) if (h, plh) in self.isi}
        for siapa in lain:
            milik = self.hari(siapa)
            if milik[0] >= mulai or (siapa not in self.terbuka and milik[-1] > akhir):
                return False
        for siapa in lain:
            self.terbuka.discard(siapa)
            for h in [h for h in self.hari(siapa) if h >= mulai]:
                del self.isi[h, plh]
        for h in range(mulai, akhir + 1):
            self.isi[h, plh] = nama
        if selesai is None:
            self.terbuka.add(nama)
        return True

    def akhiri(self, nama: str, plh: bool, selesai: int) -> bool:
        milik = self.hari(nama)
        if not milik or selesai < milik[0]:
            return False
        baru = range(milik[0], selesai + 1)
        if any(self.isi.get((h, plh), nama) != nama for h in baru):
            return False
        for h in milik:
            del self.isi[h, plh]
        for h in baru:
            self.isi[h, plh] = nama
        self.terbuka.discard(nama)
        return True


@pytest.fixture
def dua_kedudukan(pokja_tuban, dinsos):
    """Two seats of the Pokja in force."""
    return [
        Kedudukan.objects.create(
            pokja=pokja_tuban,
            posisi=Posisi.ANGGOTA,
            lembaga=dinsos,
            jabatan_dinas=f"J{n}",
            urutan=n,
        )
        for n in range(2)
    ]


def test_susunan_pada_hari_apa_pun(dua_kedudukan, pokja_tuban, sekretariat):
    pokja_tuban.tanggal_sk = AWAL
    pokja_tuban.save()
    jumlah = {"diterima": 0, "ditolak": 0}

    @settings(
        max_examples=60, deadline=None, derandomize=True, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(st.lists(langkah, min_size=1, max_size=14))
    def coba(semua):
        with transaction.atomic():
            _jalankan(semua, dua_kedudukan, sekretariat, jumlah)
            transaction.set_rollback(True)

    coba()
    assert jumlah["diterima"] > 100
    assert jumlah["ditolak"] > 50


def _jalankan(semua, kedudukan, by, jumlah) -> None:
    kalender = [Kalender(), Kalender()]
    orang: list[tuple[int, Pejabat]] = []
    for ke, satu in enumerate(semua):
        if satu[0] == "duduk":
            _, tempat, sifat, mulai, lama = satu
            selesai = None if lama is None else mulai + lama
            harus = kalender[tempat].coba(f"O{ke}", sifat == SifatPejabat.PLH, mulai, selesai)
            isi = IsiPejabat(f"O{ke}", _tgl(mulai), sifat, selesai=_tgl(selesai))
            baru = _coba(dudukkan, by=by, kedudukan=kedudukan[tempat], isi=isi, id_baru=uuid4())
            if baru:
                orang.append((tempat, baru))
        elif orang:
            tempat, pejabat = orang[satu[1] % len(orang)]
            plh = pejabat.sifat == SifatPejabat.PLH
            harus = kalender[tempat].akhiri(pejabat.nama, plh, satu[2])
            baru = _coba(akhiri_pejabat, by=by, pejabat=pejabat, selesai=_tgl(satu[2])) is not False
        else:
            continue
        assert bool(baru) == harus, satu
        jumlah["diterima" if harus else "ditolak"] += 1
    for h in range(-2, HARI + 5):
        susunan = list(kedudukan[0].pokja.susunan(_tgl(h)))
        for tempat, duduk in enumerate(susunan):
            harapan = {s for (d, _), s in kalender[tempat].isi.items() if d == h}
            assert {p.nama for p in duduk.pemangku} == harapan, h


def _tgl(hari_ke: int | None) -> dt.date | None:
    return None if hari_ke is None else AWAL + dt.timedelta(days=hari_ke)


def _coba(tindakan, **isian):
    try:
        with transaction.atomic():
            return tindakan(**isian)
    except ValidationError:
        return False
