"""What changed between two matrix snapshots, field by field: the basis of the comparison page and
of the *matriks perubahan*.

Actions and indicators are the same by their lineage; older snapshots do not hold it, there the id
stands for it (a first action's lineage is its own id). Numbers are compared as numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from p3aks.core.formatting import angka, normal_teks, rupiah
from rad.documents.situasi import sebutan
from rad.enums import Arah, JenisIndikator

Butir = dict[str, Any]
Beda = list[tuple[str, str, str]]
TANPA = "tanpa statistik"
Ruas = dict[str, tuple[Any, str]]  # label → (value to compare, text to read)


@dataclass(frozen=True)
class Perubahan:
    """Actions added, gone and changed; ``diubah`` pairs an action with ``(label, old, new)``. Each
    action is a row of the snapshot with its ``bidang``, ``label_bidang`` and ``sasaran``."""

    baru: list[Butir]
    hilang: list[Butir]
    diubah: list[tuple[Butir, Beda]]

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.baru or self.hilang or self.diubah)

    def saring(self, bidang: str = "", opd: str = "") -> "Perubahan":
        """Return the changes in one *bidang* (code) and of one *opd* (name); "" means any."""

        def cocok(a: Butir) -> bool:
            return bidang in ("", a["bidang"]) and opd in ("", a["penanggung_jawab"])

        return Perubahan(
            [a for a in self.baru if cocok(a)],
            [a for a in self.hilang if cocok(a)],
            [(a, beda) for a, beda in self.diubah if cocok(a)],
        )

    @property
    def semua(self) -> list[Butir]:
        """Every action concerned."""
        return [*self.baru, *(a for a, _ in self.diubah), *self.hilang]


def bandingkan(lama: dict[str, Any], baru: dict[str, Any]) -> Perubahan:
    """Compare two snapshots of ``rad.documents.matriks``."""
    kiri, kanan = per_silsilah(lama), per_silsilah(baru)
    diubah = [
        (a, beda)
        for kunci, a in kanan.items()
        if kunci in kiri and (beda := _beda(kiri[kunci], a, baru["tahun"]))
    ]
    return Perubahan(
        baru=[a for kunci, a in kanan.items() if kunci not in kiri],
        hilang=[a for kunci, a in kiri.items() if kunci not in kanan],
        diubah=diubah,
    )


def per_silsilah(isi: dict[str, Any]) -> dict[str, Butir]:
    """Return the actions of a snapshot by lineage, in matrix order."""
    return {
        a.get("silsilah", a["id"]): {
            **a,
            "bidang": k["bidang"],
            "label_bidang": k["label"],
            "sasaran": s["uraian"],
        }
        for k in isi["kelompok"]
        for s in k["sasaran"]
        for a in s["aksi"]
    }


def pilihan(*isi: dict[str, Any]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what the snapshots can be filtered by: (code, label) of each bidang, names of OPDs."""
    semua = [a for satu in isi for a in per_silsilah(satu).values()]
    bidang = {a["bidang"]: a["label_bidang"] for a in semua}
    return list(bidang.items()), sorted({a["penanggung_jawab"] for a in semua})


def situasi(lama: dict[str, Any], baru: dict[str, Any]) -> tuple[str, str] | None:
    """Return which release of statistics each snapshot holds; None where it is the same."""
    kiri, kanan = (isi.get("situasi") for isi in (lama, baru))
    if (kiri and kiri["rekap"]) == (kanan and kanan["rekap"]):
        return None
    return sebutan(kiri) or TANPA, sebutan(kanan) or TANPA


@dataclass(frozen=True)
class Jumlah:
    """One line before and after, in rupiah (or a count of actions where ``uang`` is false)."""

    label: str
    semula: Decimal
    menjadi: Decimal
    uang: bool = True

    @property
    def selisih(self) -> Decimal:
        """By how much it grew."""
        return self.menjadi - self.semula


def jumlah(
    lama: dict[str, Any], baru: dict[str, Any], bidang: str = "", opd: str = ""
) -> list[Jumlah]:
    """Return number of actions, budget per year and in all, before and after, for one *bidang*
    and *opd* or all."""
    kiri, kanan = (_hitung(isi, bidang, opd) for isi in (lama, baru))
    baris = [Jumlah("Aksi", Decimal(kiri[0]), Decimal(kanan[0]), uang=False)]
    for t in baru["tahun"]:
        baris.append(Jumlah(f"Pagu {t}", kiri[1].get(t, Decimal(0)), kanan[1].get(t, Decimal(0))))
    nol = Decimal(0)
    semua = Jumlah("Pagu seluruhnya", sum(kiri[1].values(), nol), sum(kanan[1].values(), nol))
    return [*baris, semua]


def _hitung(isi: dict[str, Any], bidang: str, opd: str) -> tuple[int, dict[int, Decimal]]:
    pagu = dict.fromkeys(isi["tahun"], Decimal(0))
    banyak = 0
    for a in per_silsilah(isi).values():
        if bidang in ("", a["bidang"]) and opd in ("", a["penanggung_jawab"]):
            banyak += 1
            for _, tahun, nilai in _pagu(a, isi["tahun"]):
                pagu[tahun] += nilai
    return banyak, pagu


def ringkas(a: Butir, tahun: list[int]) -> list[str]:
    """Return the whole content of one action in a few lines, for a row that has no counterpart."""
    baris = [f"Sasaran: {a['sasaran']}", f"Penanggung jawab: {a['penanggung_jawab']}"]
    if a["pendukung"]:
        baris.append(f"Instansi pendukung: {'; '.join(a['pendukung'])}")
    baris += [f"{label}: {a[k]}" for label, k in (
        ("Kode sub kegiatan", "kode"), ("Lokasi", "lokasi"), ("Keterangan", "keterangan"),
    ) if a[k]]  # fmt: skip
    baris += [f"Indikator: {_kalimat_indikator(i, tahun)}" for i in a["baris"]]
    sumber: dict[str, list[str]] = {}
    for nama, t, nilai in _pagu(a, tahun):
        sumber.setdefault(nama, []).append(f"{t} {rupiah(nilai)}")
    return baris + [f"Pagu {nama}: {', '.join(isi)}" for nama, isi in sumber.items()]


def _beda(kiri: Butir, kanan: Butir, tahun: list[int]) -> Beda:
    beda = _selisih(_ruas(kiri), _ruas(kanan))
    for lama, baru in _pasangan(kiri["baris"], kanan["baris"]):
        if lama is None or baru is None:
            kata = ["" if i is None else _kalimat_indikator(i, tahun) for i in (lama, baru)]
            beda.append(("Indikator", kata[0], kata[1]))
        else:
            beda += _selisih(_ruas_indikator(lama, baru, tahun), _ruas_indikator(baru, baru, tahun))
    uang = [
        {f"Pagu {t} ({nama})": (nilai, rupiah(nilai)) for nama, t, nilai in _pagu(a, tahun)}
        for a in (kiri, kanan)
    ]
    return beda + _selisih(*uang)


def _selisih(kiri: Ruas, kanan: Ruas) -> Beda:
    kosong = (None, "")
    return [
        (label, kiri.get(label, kosong)[1], kanan.get(label, kosong)[1])
        for label in dict.fromkeys([*kiri, *kanan])
        if kiri.get(label, kosong)[0] != kanan.get(label, kosong)[0]
    ]


def _ruas(a: Butir) -> Ruas:
    teks = {
        "Bidang": a["label_bidang"],
        "Sasaran": a["sasaran"],
        "Uraian aksi": a["uraian"],
        "Kode sub kegiatan": a["kode"],
        "Penanggung jawab": a["penanggung_jawab"],
        "Instansi pendukung": "; ".join(a["pendukung"]),
        "Lokasi": a["lokasi"],
        "Keterangan": a["keterangan"],
    }
    return {label: (isi, isi) for label, isi in teks.items()}


def _ruas_indikator(i: Butir, kini: Butir, tahun: list[int]) -> Ruas:
    """Return one indicator as fields, under the name that it has now."""
    nama = kini["indikator"]
    hasil: Ruas = {
        "Nama indikator": (i["indikator"], i["indikator"]),
        f"Satuan “{nama}”": (i["satuan"], i["satuan"]),
        f"Arah “{nama}”": (i["arah"], str(Arah(i["arah"]).label)),
        f"Jenis “{nama}”": (i["jenis"], str(JenisIndikator(i["jenis"]).label)),
        f"Target kumulatif “{nama}”": (i["kumulatif"], "ya" if i["kumulatif"] else "tidak"),
        f"Baseline “{nama}”": _angka(i["baseline"]),
    }
    for t, nilai in zip(tahun, i["target"], strict=True):
        hasil[f"Target {t} “{nama}”"] = _angka(nilai)
    return hasil


def _pasangan(
    kiri: Iterable[Butir], kanan: Iterable[Butir]
) -> list[tuple[Butir | None, Butir | None]]:
    """Pair indicators by lineage, then (older snapshots) by name, then by place."""
    sisa, belum = list(kiri), list(kanan)
    hasil: list[tuple[Butir | None, Butir | None]] = []
    for kunci in (_silsilah, _nama):
        for baru in list(belum):
            sama = (i for i in sisa if kunci(baru) is not None and kunci(i) == kunci(baru))
            if (lama := next(sama, None)) is not None:
                hasil.append((lama, baru))
                sisa.remove(lama)
                belum.remove(baru)
    if not any(_silsilah(i) for i in sisa):
        while sisa and belum:
            hasil.append((sisa.pop(0), belum.pop(0)))
    return [*hasil, *((None, i) for i in belum), *((i, None) for i in sisa)]


def _silsilah(i: Butir) -> str | None:
    return i.get("silsilah")


def _nama(i: Butir) -> str:
    return normal_teks(i["indikator"])


def _pagu(a: Butir, tahun: list[int]) -> Iterable[tuple[str, int, Decimal]]:
    """Yield (source, year, rupiah); nothing for no money, so that no row and zero are the same."""
    for g in a["anggaran"]:
        for t, pagu in zip(tahun, g["pagu"], strict=True):
            if pagu is not None and (nilai := Decimal(pagu)):
                yield g["sumber"], t, nilai


def _kalimat_indikator(i: Butir, tahun: list[int]) -> str:
    target = ", ".join(
        f"{t} {angka(Decimal(n))}" for t, n in zip(tahun, i["target"], strict=True) if n is not None
    )
    awal = f"; baseline {angka(Decimal(i['baseline']))}" if i["baseline"] is not None else ""
    return f"{i['indikator']} ({i['satuan']}, {i['arah']}){awal}; target {target or 'belum diisi'}"


def _angka(nilai: str | None) -> tuple[Decimal | None, str]:
    return (None, "") if nilai is None else (Decimal(nilai), angka(Decimal(nilai)))
