"""No order of facts leads a case into an illegal state (R10, R11, R18).

The pure rules and the guards of the actions, kept in memory. ``mesin.py`` says how long.
"""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    rule,
)

from kasus.aturan import tahap as t
from kasus.enums_layanan import AlasanAkhir, TingkatRisiko
from tests.kasus.mesin import (
    AWAL,
    jalankan,
    periksa_fakta,
    periksa_perpindahan,
)

LANGKAH_FAKTA = [n for n in t.NAMA_FAKTA if n not in ("diterima", "terminasi", "dibuka_kembali")]


class MesinAturan(RuleBasedStateMachine):
    """The pure rules with the guards of the actions, no database."""

    def __init__(self):
        super().__init__()
        self.kini = AWAL
        self.tanggal = {nama: [] for nama in t.NAMA_FAKTA}
        self.tanggal["diterima"] = [AWAL]
        self.risiko = ""
        self.terbuka = 0  # items of the plan in force
        self.tertutup = []
        self.tahap = self.hitung()

    @property
    def fakta(self):
        semua = self.tertutup and not self.terbuka
        self.tanggal["layanan_semua_selesai"] = [max(self.tertutup)] if semua else []
        return t.susun(self.tanggal, self.risiko)

    def hitung(self):
        return t.hitung_tahap(self.fakta)

    def sesudah(self, *, rencana_baru=False):
        baru = self.hitung()
        periksa_perpindahan(self.tahap, baru, rencana_baru=rencana_baru)
        periksa_fakta(self.fakta, baru)
        self.tahap = baru

    @rule(
        nama=st.sampled_from(LANGKAH_FAKTA),
        mundur=st.sampled_from((0, 0, 0, 1, 30)),
        maju=st.sampled_from((0, 1, 26)),
    )
    def catat(self, nama, mundur, maju):
        """Record one fact at a date that may lie too early."""
        self.kini += dt.timedelta(hours=maju)
        pada = self.kini - dt.timedelta(hours=mundur)
        if t.kurang_mencatat(self.fakta, nama, pada):
            return
        if nama == "risiko_ditetapkan":
            self.risiko = self.risiko or TingkatRisiko.RENDAH
        if nama == "rencana_disepakati":
            self.tanggal[nama], self.terbuka, self.tertutup = [pada], 2, []
        elif nama == "layanan_semua_selesai":
            self.terbuka = max(0, self.terbuka - 1)
            self.tertutup.append(pada)
        else:
            self.tanggal[nama].append(pada)
        self.sesudah(rencana_baru=nama == "rencana_disepakati")

    @rule(nama=st.sampled_from(("asesmen_mulai", "asesmen_selesai", "layanan_pertama")))
    def maju(self, nama):
        """The way forward, taken more often."""
        self.catat(nama=nama, mundur=0, maju=1)

    @rule(risiko=st.sampled_from(TingkatRisiko.values))
    def nilai_risiko(self, risiko):
        if self.risiko and not t.berakhir(self.fakta):
            self.risiko = risiko
            self.sesudah()

    @rule(alasan=st.sampled_from(AlasanAkhir))
    def akhiri(self, alasan):
        self.kini += dt.timedelta(minutes=1)
        if t.kurang_terminasi(self.fakta, alasan):
            return
        self.tanggal["terminasi"].append(self.kini)
        self.sesudah()
        for nama in LANGKAH_FAKTA:
            assert t.kurang_mencatat(self.fakta, nama, self.kini)

    @rule(jam=st.integers(0, 48))
    def buka(self, jam):
        self.kini += dt.timedelta(hours=jam, minutes=1)
        if not t.kurang_mencatat(self.fakta, "dibuka_kembali", self.kini):
            self.tanggal["dibuka_kembali"].append(self.kini)
            self.sesudah()


def test_aturan_tidak_menuju_keadaan_terlarang():
    jalankan(MesinAturan, singkat=60)
