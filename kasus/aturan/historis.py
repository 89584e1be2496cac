"""Checks of an old printed table: what in it cannot be right, and what nobody can tell.

No number is ever changed (R28). What is printed stays beside what follows from the rest of the
table; a person decides. A repair is only spoken of where exactly one number, changed alone, makes
the whole table agree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from kasus.aturan.historis_indikator import periksa_indikator
from kasus.aturan.historis_tabel import Hasil, Letak, Putusan, Saran, TabelCetak, Temuan
from p3aks.core.formatting import normal_teks


class Sumbu(StrEnum):
    """What a printed category really is; four independent axes and one that is no violence."""

    BENTUK = "bentuk kekerasan"
    RANAH = "ranah"
    STATUS = "status hukum anak"
    PROGRAM = "program"


class Golongan(NamedTuple):
    """A category under its usual name, with the axis it belongs to."""

    kunci: str
    sumbu: Sumbu


# Spellings as offices print them (without case, signs and doubled blanks) → what is meant.
_ALIAS: dict[Golongan, tuple[str, ...]] = {
    Golongan("fisik", Sumbu.BENTUK): ("fisik", "kekerasan fisik"),
    Golongan("psikis", Sumbu.BENTUK): ("psikis", "non fisik", "nonfisik", "kekerasan psikis"),
    Golongan("seksual", Sumbu.BENTUK): ("seksual", "kekerasan seksual", "pelecehan seksual"),
    Golongan("penelantaran", Sumbu.BENTUK): ("penelantaran", "penelantaran anak"),
    Golongan("eksploitasi", Sumbu.BENTUK): ("eksploitasi",),
    Golongan("tppo", Sumbu.BENTUK): ("tppo", "trafficking", "perdagangan orang"),
    Golongan("lainnya", Sumbu.BENTUK): ("lainnya", "lain lain", "lain"),
    Golongan("daring", Sumbu.RANAH): ("cyber", "siber", "perlindungan cyber", "kbgo"),
    Golongan("kdrt", Sumbu.RANAH): ("kdrt", "kekerasan dalam rumah tangga"),
    Golongan("abh", Sumbu.STATUS): ("abh", "anak berhadapan hukum", "anak berhadapan dengan hukum"),
    Golongan("pemenuhan hak", Sumbu.PROGRAM): (
        "pemenuhan hak anak dan perempuan", "pemenuhan hak dan perempuan",
        "pemenuhan hak perempuan dan anak", "pemenuhan hak anak",
    ),
}  # fmt: skip
GOLONGAN = {sebutan: g for g, daftar in _ALIAS.items() for sebutan in daftar}


def golongan(label: str) -> Golongan | None:
    """Return what a printed category means; None for one that no table knows."""
    huruf = "".join(c if c.isalnum() else " " for c in normal_teks(label))
    return GOLONGAN.get(" ".join(huruf.split()))


def periksa(tabel: TabelCetak, sebelumnya: TabelCetak | None = None) -> Hasil:
    """Return what is wrong or doubtful in *tabel*, also held against the year before."""
    temuan = [*_jumlah(tabel)]
    berat = bool(temuan)
    temuan += [Temuan("P1", False, c) for c in tabel.catatan]
    if sebelumnya:
        temuan += _salinan(tabel, sebelumnya)
        temuan += _label_berubah(tabel, sebelumnya)
    temuan += _golongan(tabel)
    if not tabel.satuan:
        temuan.append(Temuan("W6", False, "Satuan tidak dicetak: kasus atau korban?"))
    temuan += [t for satu in tabel.indikator for t in periksa_indikator(satu, tabel).temuan]
    return Hasil(temuan, _saran(tabel) if berat else None)


def periksa_semua(tabel: Iterable[TabelCetak]) -> list[Hasil]:
    """Check tables in order of year, each against the one before; where one is held, no change
    between two years is computed (W5)."""
    urut = sorted(tabel, key=lambda t: t.tahun)
    hasil = [periksa(t, lalu) for lalu, t in zip([None, *urut], urut, strict=False)]
    for (a, lama), (b, baru) in pairwise(zip(urut, hasil, strict=True)):
        if Putusan.DITAHAN in (lama.putusan, baru.putusan):
            pesan = f"Perubahan {a.tahun} ke {b.tahun} tidak dapat dihitung: tabelnya ditahan."
            baru.temuan.append(Temuan("W5", False, pesan))
    return hasil


# Sums


class _Jumlah(NamedTuple):
    """One sum that has to hold: *bagian* together are the number at *total*."""

    total: Letak
    bagian: list[Letak]


def _angka(tabel: TabelCetak) -> dict[Letak, int]:
    """Return every printed number by its place."""
    hasil: dict[Letak, int] = {}
    semua = [*enumerate(tabel.larik), *([(-1, tabel.total)] if tabel.total else [])]
    for n, larik in semua:
        hasil |= {Letak(n, k): nilai for k, nilai in larik.sel.items()}
        if larik.jumlah is not None:
            hasil[Letak(n, "")] = larik.jumlah
    return hasil


def _syarat(tabel: TabelCetak) -> Iterator[_Jumlah]:
    """Yield the sums of *tabel*: each line, each column, the line sums, the line of totals."""
    angka = _angka(tabel)
    for n, larik in enumerate(tabel.larik):
        if Letak(n, "") in angka and larik.sel:
            yield _Jumlah(Letak(n, ""), [Letak(n, k) for k in larik.sel])
    for k in (*tabel.kolom, ""):
        bagian = [Letak(n, k) for n in range(len(tabel.larik)) if Letak(n, k) in angka]
        if Letak(-1, k) in angka and len(bagian) == len(tabel.larik):
            yield _Jumlah(Letak(-1, k), bagian)
    if tabel.total and tabel.total.sel and tabel.total.jumlah is not None:
        yield _Jumlah(Letak(-1, ""), [Letak(-1, k) for k in tabel.total.sel])


def _jumlah(tabel: TabelCetak) -> Iterator[Temuan]:
    angka = _angka(tabel)
    for syarat in _syarat(tabel):
        tercetak, terhitung = angka[syarat.total], sum(angka[b] for b in syarat.bagian)
        if tercetak != terhitung:
            kode, pesan = _sebut(tabel, syarat, tercetak, terhitung)
            yield Temuan(kode, True, pesan, syarat.total, tercetak, terhitung)


def _sebut(tabel: TabelCetak, syarat: _Jumlah, tercetak: int, terhitung: int) -> tuple[str, str]:
    selisih = f"(selisih {tercetak - terhitung})"
    n, kolom = syarat.total
    if n >= 0:
        rincian = " + ".join(str(v) for v in tabel.larik[n].sel.values())
        return "E1", f"{tabel.larik[n].label}: {rincian} = {terhitung} ≠ {tercetak} {selisih}"
    if kolom:
        return "E2", f"Kolom {kolom}: Σ {terhitung} ≠ total {tercetak} {selisih}"
    if syarat.bagian[0].larik == -1:
        return "E3", f"Baris total: Σ {terhitung} ≠ {tercetak} {selisih}"
    return "E5", f"Σ rincian {terhitung} ≠ total {tercetak} {selisih}"


def _saran(tabel: TabelCetak) -> Saran | None:
    """Return the one change of one number that makes every sum hold; None where there is none or
    more than one."""
    angka, syarat = _angka(tabel), list(_syarat(tabel))
    ada = {(letak, nilai) for letak in angka for nilai in _calon(letak, angka, syarat)}
    if len(ada) != 1:
        return None
    letak, nilai = ada.pop()
    nama = "total" if letak.larik == -1 else tabel.larik[letak.larik].label
    kolom = f" kolom {letak.kolom}" if letak.kolom else " kolom jumlah"
    pesan = (
        f"Bila {nama}{kolom} {nilai}, bukan {angka[letak]}, seluruh tabel cocok, dan tidak ada "
        "angka lain yang sendirian membuatnya cocok. Tanyakan kepada penerbitnya; sistem tidak "
        "mengubahnya."
    )
    return Saran(letak, angka[letak], nilai, pesan)


def _calon(letak: Letak, angka: Mapping[Letak, int], syarat: Sequence[_Jumlah]) -> set[int]:
    """Return the value of the number at *letak* that makes every sum hold, if there is one."""
    nilai: set[int] = set()
    for s in syarat:
        lain = sum(angka[b] for b in s.bagian if b != letak)
        if letak == s.total:
            nilai.add(lain)
        elif letak in s.bagian:
            nilai.add(angka[s.total] - lain)
        elif angka[s.total] != lain:
            return set()  # a sum that this number has no part in does not hold
    return nilai if len(nilai) == 1 and min(nilai) >= 0 else set()


# What the words and the years say


def _salinan(tabel: TabelCetak, lama: TabelCetak) -> Iterator[Temuan]:
    """Lines that say the same in both years, number by number: copied, perhaps (W1)."""
    dulu = {_kunci(x.label): x for x in lama.larik}
    for n, x in enumerate(tabel.larik):
        y = dulu.get(_kunci(x.label))
        if y and any(x.sel.values()) and (x.sel, x.jumlah) == (y.sel, y.jumlah):
            pesan = f"{x.label}: semua angka sama dengan tahun {lama.tahun}; salinan?"
            yield Temuan("W1", False, pesan, Letak(n, ""))


def _label_berubah(tabel: TabelCetak, lama: TabelCetak) -> Iterator[Temuan]:
    dulu = {_kunci(x.label): x.label for x in lama.larik}
    for n, x in enumerate(tabel.larik):
        sebutan = dulu.get(_kunci(x.label))
        if sebutan and normal_teks(sebutan) != normal_teks(x.label):
            pesan = (
                f"“{x.label}” tertulis “{sebutan}” pada {lama.tahun}; dianggap golongan yang sama."
            )
            yield Temuan("W4", False, pesan, Letak(n, ""))


def _golongan(tabel: TabelCetak) -> Iterator[Temuan]:
    """Children's categories that count adults (W2), axes in one list (W3), unknown words (W4)."""
    sumbu: dict[Sumbu, str] = {}
    for n, x in enumerate(tabel.larik):
        g = golongan(x.label)
        if g is None:
            yield Temuan(
                "W4", False, f"“{x.label}” tidak dikenal; apa yang dihitung?", Letak(n, "")
            )
            continue
        sumbu.setdefault(g.sumbu, x.label)
        dewasa = x.sel.get("P", 0)
        if g.kunci == "abh" and dewasa:
            pesan = f"{x.label} menurut artinya anak, tetapi kolom P memuat {dewasa}: P itu dewasa?"
            yield Temuan("W2", False, pesan, Letak(n, "P"))
    if len(sumbu) > 1:
        isi = "; ".join(f"{s.value} ({label})" for s, label in sumbu.items())
        yield Temuan("W3", False, f"Satu daftar mencampur beberapa sumbu: {isi}.")


def _kunci(label: str) -> str:
    g = golongan(label)
    return g.kunci if g else normal_teks(label)
