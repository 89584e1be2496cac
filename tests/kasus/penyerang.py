"""An attacker who has only what is published: the JSON of every release, and what its pages say of
how the figures go together. It shares no code with what decides which counts are hidden."""

from collections import defaultdict

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

ANAK = ("U0_12", "U13_17")
JAUH = 100_000


class Penyerang:
    """Collects published counts and sums; ``selang`` computes what follows for the hidden ones."""

    def __init__(self) -> None:
        self.sel: dict[tuple, int | None] = {}
        self.batas: list[tuple[dict[tuple, int], float, float]] = []

    def baca(self, masa, isi) -> None:
        """Take in one release. *masa*: (half or 0 for the year, version)."""

        def sel(tabel, baris, kolom, nilai):
            kunci = (masa, tabel, baris, kolom)
            assert self.sel.setdefault(kunci, nilai) == nilai, f"{kunci} terbit dengan dua angka"
            return kunci

        for s in isi["satuan"]:
            sel(s["kunci"], None, None, s["jumlah"])
        for t in isi["tabel"]:
            kolom = [k["kode"] for k in t["kolom"]]
            per_kolom = defaultdict(list)
            for b in t["baris"]:
                kunci = [
                    sel(t["kunci"], b["kode"], k, n)
                    for k, n in zip([*kolom, None], [*b["sel"], b["jumlah"]], strict=True)
                ]
                if kolom:
                    self.sama(kunci[-1], kunci[:-1])
                for k, satu in zip([*kolom, None], kunci, strict=True):
                    per_kolom[k].append(satu)
            jumlah = [
                sel(t["satuan"], None, k, n)
                for k, n in zip([*kolom, None], [*t["total"], t["jumlah"]], strict=True)
            ]
            if kolom:
                self.sama(jumlah[-1], jumlah[:-1])
            for k, total in zip([*kolom, None], jumlah, strict=True):
                self.tambah(t["jenis"], total, per_kolom[k])
        usia = {b["kode"]: (masa, "usia", b["kode"], None)
                for t in isi["tabel"] if t["kunci"] == "usia" for b in t["baris"]}  # fmt: skip
        self.sama((masa, "korban", None, "ANAK"), [usia[u] for u in ANAK])
        self.sama((masa, "korban", None, "DEWASA"), [k for u, k in usia.items() if u not in ANAK])

    def tambah(self, jenis, total, bagian) -> None:
        """Rows share out the total, or may overlap, or leave some out."""
        if jenis == "habis":
            self.sama(total, bagian)
            return
        for satu in bagian:
            self.batas.append(({satu: 1, total: -1}, -np.inf, 0))
        if jenis == "ganda":
            self.batas.append((dict.fromkeys(bagian, 1) | {total: -1}, 0, np.inf))

    def sama(self, total, bagian) -> None:
        """*bagian* add up to *total*."""
        self.batas.append((dict.fromkeys(bagian, 1) | {total: -1}, 0, 0))

    def setahun(self, tahun, paruh) -> None:
        """The year says that it is the sum of its halves."""
        for kunci in [k for k in self.sel if k[0] == tahun]:
            self.sama(kunci, [(p, *kunci[1:]) for p in paruh])

    def selang(self) -> dict[tuple, tuple[float, float]]:
        """Return between which whole numbers each hidden count lies."""
        tutup = [k for k, n in self.sel.items() if n is None]
        letak = {k: n for n, k in enumerate(tutup)}
        baris, bawah, atas = [], [], []
        for isi, b, a in self.batas:
            tahu = sum(f * (self.sel[k] or 0) for k, f in isi.items())
            satu = np.zeros(len(tutup))
            for k, f in isi.items():
                if k in letak:
                    satu[letak[k]] += f
            if satu.any():
                baris.append(satu)
                bawah.append(b - tahu)
                atas.append(a - tahu)
            else:
                assert b <= tahu <= a, isi
        syarat = LinearConstraint(np.array(baris), bawah, atas)
        return {k: (self._ujung(letak[k], syarat, 1), self._ujung(letak[k], syarat, -1))
                for k in tutup}  # fmt: skip

    def _ujung(self, n, syarat, arah) -> float:
        tujuan = np.zeros(syarat.A.shape[1])
        tujuan[n] = arah
        hasil = milp(
            tujuan, constraints=syarat, bounds=Bounds(1, JAUH), integrality=np.ones(len(tujuan))
        )
        assert hasil.status == 0, hasil.message
        return arah * float(round(hasil.fun))
