"""The map of a release: the table of the kecamatan, drawn. Hidden there is hidden here."""

from collections.abc import Mapping
from typing import Any

from p3aks.core.formatting import angka
from p3aks.core.peta import rentang
from pokja.documents.peta import Peta, gambar_peta

KECAMATAN, TUTUP = "kecamatan", 1
TINGKAT = 3  # classes 2–4; 0 is zero, 1 is hidden


def susun_peta(isi: Mapping[str, Any]) -> Peta:
    """Return the map of a published *isi*; each place leads to its line. One query."""
    tabel = next(t for t in isi["tabel"] if t["kunci"] == KECAMATAN)
    nilai = {b["kode"]: b["jumlah"] for b in tabel["baris"] if "." in b["kode"]}
    nama = {b["kode"]: b["label"] for b in tabel["baris"]}
    ada = [n for n in nilai.values() if n]
    lantai = min(ada, default=1) - 1  # small ones are not there: no class for them
    bagian = [
        (bawah + lantai, atas + lantai)
        for bawah, atas in rentang(max(ada, default=0) - lantai, TINGKAT)
    ]
    legenda = [(0, "0"), (TUTUP, "tidak ditampilkan")]
    for kelas, (bawah, atas) in enumerate(bagian, TUTUP + 1):
        legenda.append((kelas, str(atas) if bawah == atas else f"{bawah}–{atas}"))

    def baca(kode: str) -> tuple[int, str, str]:
        n = nilai[kode]
        if n is None:
            return TUTUP, "∗", "tidak ditampilkan"
        kelas = TUTUP + sum(n >= bawah for bawah, _ in bagian) if n else 0
        return kelas, angka(n), f"{angka(n)} korban"

    return gambar_peta(
        "Korban menurut kecamatan kejadian", {k: nama[k] for k in nilai}, legenda, baca,
        lambda kode: f"#{KECAMATAN}-{kode}",
    )  # fmt: skip
