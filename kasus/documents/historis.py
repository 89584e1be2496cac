"""A printed table as stored data and as it is drawn: printed figure, computed figure, finding."""

from typing import Any, NamedTuple

from kasus.aturan.historis_indikator import periksa_indikator
from kasus.aturan.historis_tabel import Bagian, Hasil, Indikator, Larik, TabelCetak
from p3aks.core.formatting import angka


class SelCetak(NamedTuple):
    """One printed number; ``terhitung`` and ``selisih`` where another one follows from the rest."""

    kolom: str
    nilai: int | None
    terhitung: int | None = None

    @property
    def selisih(self) -> int | None:
        """How far what is printed lies from what follows."""
        if self.terhitung is None or self.nilai is None:
            return None
        return self.nilai - self.terhitung


class BarisCetak(NamedTuple):
    """One line as it is drawn."""

    label: str
    sel: list[SelCetak]
    total: bool


def data_isi(tabel: TabelCetak) -> dict[str, Any]:
    """Return what is printed as plain data."""
    return {
        "kolom": tabel.kolom,
        "larik": [_data_larik(x) for x in tabel.larik],
        "total": tabel.total and _data_larik(tabel.total),
        "indikator": [_data_indikator(satu, tabel) for satu in tabel.indikator],
    }


def data_temuan(hasil: Hasil) -> list[dict[str, Any]]:
    """Return the findings as plain data."""
    return [
        {
            "kode": t.kode,
            "berat": t.berat,
            "pesan": t.pesan,
            "larik": t.letak and t.letak.larik,
            "kolom": t.letak and t.letak.kolom,
            "tercetak": t.tercetak,
            "terhitung": t.terhitung,
        }
        for t in hasil.temuan
    ]


def data_saran(hasil: Hasil) -> dict[str, Any] | None:
    """Return the suggestion as plain data."""
    if not (saran := hasil.saran):
        return None
    return {**saran.letak._asdict(), "tercetak": saran.tercetak, "menjadi": saran.menjadi,
            "pesan": saran.pesan}  # fmt: skip


def tabel_dari(tahun: int, satuan: str, isi: dict[str, Any]) -> TabelCetak:
    """Return the table that :func:`data_isi` wrote down, without the figures beside it."""
    total = isi["total"]
    return TabelCetak(
        tahun, [_larik(x) for x in isi["larik"]], _larik(total) if total else None, satuan
    )


def indikator(isi: dict[str, Any]) -> list[dict[str, str]]:
    """Return the figures beside a stored table; tables of before have none."""
    return list(isi.get("indikator", ()))


def gambar(isi: dict[str, Any], temuan: list[dict[str, Any]]) -> list[BarisCetak]:
    """Return the lines of a stored table, with the computed figure beside each that differs."""
    hitung = {(t["larik"], t["kolom"]): t["terhitung"] for t in temuan if t["berat"]}
    semua = [*enumerate(isi["larik"]), *([(-1, isi["total"])] if isi["total"] else [])]
    return [
        BarisCetak(
            x["label"],
            [
                *(SelCetak(k, x["sel"].get(k), hitung.get((n, k))) for k in isi["kolom"]),
                SelCetak("Jumlah", x["jumlah"], hitung.get((n, ""))),
            ],
            n == -1,
        )
        for n, x in semua
    ]


def _data_indikator(satu: Indikator, tabel: TabelCetak) -> dict[str, str]:
    """What is printed, what it is made of, and what follows from that."""
    if isinstance(satu, Bagian):
        dasar = f"dari {angka(satu.penyebut)}"
    else:
        target = satu.predikat or angka(satu.target)
        arah = f", arah {satu.arah}" if satu.arah else ""
        dasar = f"target {target}, realisasi {angka(satu.realisasi)}{arah}"
    return {
        "baris": satu.baris, "nama": satu.nama, "dasar": dasar,
        "tercetak": f"{angka(satu.persen)}%", "terhitung": periksa_indikator(satu, tabel).terhitung,
    }  # fmt: skip


def _data_larik(x: Larik) -> dict[str, Any]:
    return {"label": x.label, "sel": dict(x.sel), "jumlah": x.jumlah}


def _larik(isi: dict[str, Any]) -> Larik:
    return Larik(isi["label"], isi["sel"], isi["jumlah"])
