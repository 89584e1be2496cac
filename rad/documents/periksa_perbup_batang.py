"""Checks of the body: structure, lists, numbers, cross references, definitions. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from p3aks.core.formatting import BULAN, huruf, romawi, terbilang, urutan
from p3aks.core.naskah import pangkas
from rad.documents.perbup_batang import Nomor
from rad.documents.perbup_teks import PENANDA, kunci_dirujuk
from rad.documents.periksa_perbup_aturan import Temuan, temuan
from rad.enums_perbup import JenisRincian
from rad.naskah.bentuk import AyatTeks, BabTeks, Butir, NaskahTeks

_SEBUT = ("huruf {}", "angka {}", "huruf {})", "angka {})", "rincian {}")
_NOMOR_DIKETIK = re.compile(r"^(?:\(\d+\)|[a-z]{1,2}[.)]|\d+[.)])\s")
_KURAWAL = re.compile(r"\{[^{}]*\}")
_RUJUKAN_TETAP = re.compile(r"\b(?:Pasal|pasal)\s+\d+|\bayat\s+\(\d+\)")
# A number that is no norm: part of a citation, a year, a date, a code such as B04.
_BILANGAN = re.compile(r"(?<![\w.,/-])(\d+(?:[.,]\d+)*)(%?)(?:\s*\(([^()]*)\))?(?![\w/])")
_NAMA_BULAN = "|".join(BULAN)
_BUKAN_NORMA = re.compile(
    rf"(?:\b(?:nomor|tahun|pasal|angka|lampiran|abad|{_NAMA_BULAN})\s+|ayat\s+\(|\d{{4}}\s*[-–]\s*)$",
    re.IGNORECASE,
)
_BULAN = re.compile(rf"^\s+(?:{_NAMA_BULAN})\b")
_SINGKATAN = re.compile(r"\b(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z0-9]{2,}\b")
_ISTILAH = re.compile(
    r"yang\s+selanjutnya\s+di(?:sebut|singkat)(?:\s+dengan)?\s+([^,]+?)(?:,|\s+adalah\b)"
)


@dataclass(frozen=True)
class Letak:
    """Where a text stands: words for people, row to open, and the number of its article."""

    tempat: str
    objek: str
    pasal: int


def periksa_batang(naskah: NaskahTeks) -> Iterator[Temuan]:
    """Yield the findings of the body of *naskah*, from top to bottom."""
    if not naskah.bab or not any(True for _ in naskah.semua_pasal()):
        yield temuan("BTG-01", "Batang tubuh belum mempunyai bab dan pasal.", "Batang tubuh")
        return
    for no, bab in enumerate(naskah.bab, start=1):
        yield from _bab(no, bab)
    rujukan = Nomor(naskah)
    yield from _kunci_ganda(rujukan)
    nomor_kunci = {k: v[0] for k, v in rujukan.pasal.items()}
    for no, pasal in enumerate(naskah.semua_pasal(), start=1):
        if not pasal.ayat:
            yield temuan("BTG-03", f"Pasal {no} belum berisi.", f"Pasal {no}", pasal.objek)
        for urut, ayat in enumerate(pasal.ayat, start=1):
            sebut = f"Pasal {no}" + (f" ayat ({urut})" if len(pasal.ayat) > 1 else "")
            letak = Letak(sebut, ayat.objek, no)
            yield from _daftar(ayat, letak)
            for teks, tempat in semua_teks(ayat, letak):
                yield from _teks(teks, tempat)
                yield from _rujukan(teks, tempat, rujukan, nomor_kunci)
    yield from _definisi(naskah)


def semua_teks(ayat: AyatTeks, letak: Letak) -> Iterator[tuple[str, Letak]]:
    """Yield every text of a paragraph with its place: itself, then its items."""
    yield ayat.isi, letak
    definisi = ayat.jenis == JenisRincian.DEFINISI
    yield from _teks_butir(ayat.butir, letak, 0 if definisi else 1)


def _teks_butir(
    butir: tuple[Butir, ...], letak: Letak, tingkat: int
) -> Iterator[tuple[str, Letak]]:
    for no, b in enumerate(butir, start=1):
        ini = Letak(f"{letak.tempat} {_sebut(tingkat, no)}", b.objek or letak.objek, letak.pasal)
        yield b.isi, ini
        yield from _teks_butir(b.anak, ini, tingkat + 1)


def _sebut(tingkat: int, no: int) -> str:
    """Name an item in words; level 0 are definitions, which are numbered."""
    pola = _SEBUT[min(tingkat, 5) - 1] if tingkat else "angka {}"
    return pola.format(huruf(no) if tingkat in (1, 3) else no)


# --- Structure ------------------------------------------------------------------------------


def _bab(no: int, bab: BabTeks) -> Iterator[Temuan]:
    tempat = f"BAB {romawi(no)}"
    berjudul = [b for b in bab.bagian if b.judul]
    if not any(b.pasal for b in bab.bagian):
        yield temuan("BTG-02", "Bab ini belum mempunyai pasal.", tempat, bab.objek)
        return
    for urut, b in enumerate(berjudul, start=1):
        if not b.pasal:
            pesan = "Bagian ini belum mempunyai pasal."
            yield temuan("BTG-02", pesan, f"{tempat} Bagian {urutan(urut)}", b.objek)
    if berjudul and len(berjudul) < len(bab.bagian):
        pesan = "Ada pasal yang berada di luar bagian."
        yield temuan("BTG-05", pesan, tempat, bab.objek)
    if len(berjudul) == 1:
        pesan = "Bab ini hanya mempunyai satu bagian; hapus bagian itu atau tambah yang lain."
        yield temuan("BTG-06", pesan, tempat, bab.objek)


def _daftar(ayat: AyatTeks, letak: Letak) -> Iterator[Temuan]:
    """Check the lists of a paragraph at every level."""
    if ayat.isi.rstrip().endswith(":") and not ayat.butir:
        pesan = "Kalimat diakhiri titik dua, tetapi rinciannya belum ada."
        yield temuan("BTG-10", pesan, letak.tempat, letak.objek)
    if ayat.jenis == JenisRincian.DEFINISI:
        for no, b in enumerate(ayat.butir, start=1):
            yield from _anak(b, Letak(f"{letak.tempat} angka {no}", b.objek, letak.pasal), 1)
        return
    yield from _satu_daftar(ayat.butir, ayat.penghubung, letak, 1)


def _satu_daftar(
    butir: tuple[Butir, ...], penghubung: str, letak: Letak, tingkat: int
) -> Iterator[Temuan]:
    if len(butir) == 1:
        yield temuan("BTG-08", "Rincian hanya satu butir.", letak.tempat, letak.objek)
    if len(butir) > 1 and not penghubung:
        pesan = "Pilih “dan”, “atau”, atau “dan/atau” sebelum rincian terakhir."
        yield temuan("BTG-09", pesan, letak.tempat, letak.objek)
    for no, b in enumerate(butir, start=1):
        ini = Letak(f"{letak.tempat} {_sebut(tingkat, no)}", b.objek or letak.objek, letak.pasal)
        if tingkat > 4:
            pesan = "Rincian ini berada pada tingkat kelima."
            yield temuan("BTG-07", pesan, ini.tempat, ini.objek)
        if _diawali_kapital(b.isi):
            pesan = f"Rincian “{_cuplik(b.isi)}” dimulai dengan huruf kapital."
            yield temuan("BTG-11", pesan, ini.tempat, ini.objek)
        yield from _anak(b, ini, tingkat + 1)


def _anak(b: Butir, letak: Letak, tingkat: int) -> Iterator[Temuan]:
    if b.isi.rstrip().endswith(":") and not b.anak:
        pesan = "Rincian diakhiri titik dua, tetapi rincian di bawahnya belum ada."
        yield temuan("BTG-10", pesan, letak.tempat, letak.objek)
    yield from _satu_daftar(b.anak, b.penghubung, letak, tingkat)


def _diawali_kapital(teks: str) -> bool:
    """Whether a text starts as a sentence does. Names (two words with capitals in a row, or
    nothing but capitalised words, or an acronym) are right to start so."""
    kata = [k for k in teks.split() if k not in ("dan", "atau", "dan/atau")]
    if not kata or not kata[0][0].isupper() or kata[0].isupper():
        return False
    return not (len(kata) == 1 or kata[1][0].isupper())


def _cuplik(teks: str) -> str:
    return teks if len(teks) <= 40 else f"{teks[:39]}…"


# --- Wording --------------------------------------------------------------------------------


def _teks(teks: str, letak: Letak) -> Iterator[Temuan]:
    if not pangkas(teks):
        yield temuan("BTG-04", "Bagian ini belum berisi.", letak.tempat, letak.objek)
        return
    if m := _NOMOR_DIKETIK.match(teks):
        pesan = f"Hapus “{m[0].strip()}” di awal; nomor diberikan oleh sistem."
        yield temuan("BTG-12", pesan, letak.tempat, letak.objek)
    for m in _KURAWAL.finditer(teks):
        if not PENANDA.fullmatch(m[0]):
            pesan = f"“{m[0]}” bukan rujukan yang dikenal dan akan tercetak apa adanya."
            yield temuan("RJK-05", pesan, letak.tempat, letak.objek)
    if letak.pasal > 1 or "yang dimaksud dengan" not in teks:
        yield from _bilangan(teks, letak)


def _bilangan(teks: str, letak: Letak) -> Iterator[Temuan]:
    polos = PENANDA.sub(" ", teks)
    for m in _BILANGAN.finditer(polos):
        angka, persen, kata = m.groups()
        if _BUKAN_NORMA.search(polos[: m.start()]) or _BULAN.match(polos[m.end(1) :]):
            continue
        if kata is None:
            pesan = f"Tulis bilangan {angka}{persen} sebagai {{{angka}{persen}}}."
            yield temuan("BTG-13", pesan, letak.tempat, letak.objek)
        elif angka.isdecimal() and (benar := _kata(angka, persen)) != kata.strip():
            pesan = f"{angka}{persen} ditulis “{kata}”; seharusnya “{benar}”."
            yield temuan("BTG-14", pesan, letak.tempat, letak.objek)


def _kata(angka: str, persen: str) -> str:
    return terbilang(int(angka)) + (" persen" if persen else "")


# --- Cross references -----------------------------------------------------------------------


def _kunci_ganda(rujukan: Nomor) -> Iterator[Temuan]:
    for kunci, letak in rujukan.pasal.items():
        if len(letak) > 1:
            tempat = ", ".join(f"Pasal {n}" for n in letak)
            yield temuan("RJK-02", f"Kunci “{kunci}” dipakai dua kali.", tempat)
    for kunci, semua in rujukan.ayat.items():
        if len(semua) > 1:
            tempat = ", ".join(f"Pasal {n} ayat ({a})" for n, a, _ in semua)
            yield temuan("RJK-02", f"Kunci “{kunci}” dipakai dua kali.", tempat)


def _rujukan(
    teks: str, letak: Letak, rujukan: Nomor, nomor_kunci: dict[str, int]
) -> Iterator[Temuan]:
    for m in _RUJUKAN_TETAP.finditer(re.sub(r"Pasal \d+[^;]*?(?:Undang|Peraturan)", " ", teks)):
        pesan = f"“{m[0]}” diketik langsung; pakai kunci rujukan agar nomornya ikut berubah."
        yield temuan("RJK-04", pesan, letak.tempat, letak.objek)
    for jenis, kunci in kunci_dirujuk(teks):
        if rujukan(jenis, kunci) is None:
            pesan = _sebab_putus(jenis, kunci, rujukan)
            yield temuan("RJK-01", pesan, letak.tempat, letak.objek)
        elif jenis == "ayat" and (ke := rujukan.ayat[kunci][0][0]) != letak.pasal:
            depan = teks[: teks.index(f"{{ayat:{kunci}}}")].rstrip()
            sebelum = kunci_dirujuk(depan)
            if not (
                depan.endswith("}")
                and sebelum
                and sebelum[-1][0] == "pasal"
                and nomor_kunci.get(sebelum[-1][1]) == ke
            ):
                pesan = f"Ayat yang dirujuk berada pada Pasal {ke}; sebutkan pasalnya lebih dulu."
                yield temuan("RJK-03", pesan, letak.tempat, letak.objek)


def _sebab_putus(jenis: str, kunci: str, rujukan: Nomor) -> str:
    penanda = f"{{{jenis}:{kunci}}}"
    ada = rujukan.pasal.get(kunci) if jenis == "pasal" else rujukan.ayat.get(kunci)
    if not ada:
        return f"Rujukan {penanda} tidak menemukan {jenis} dengan kunci itu."
    if len(ada) > 1:
        return f"Rujukan {penanda} menemukan dua {jenis} dengan kunci yang sama."
    return f"Rujukan {penanda} menuju satu-satunya ayat dalam pasalnya, yang tidak bernomor."


# --- Definitions ----------------------------------------------------------------------------


def _definisi(naskah: NaskahTeks) -> Iterator[Temuan]:
    if pangkas(naskah.bab[0].judul).casefold() != "ketentuan umum":
        yield temuan("DEF-01", "Bab pertama bukan Ketentuan Umum.", "BAB I", naskah.bab[0].objek)
    pasal = list(naskah.semua_pasal())
    daftar = [a for a in pasal[0].ayat if a.jenis == JenisRincian.DEFINISI]
    if not any(a.butir for a in daftar):
        yield temuan(
            "DEF-02", "Pasal 1 belum memuat batasan pengertian.", "Pasal 1", pasal[0].objek
        )
    butir = [b for a in daftar for b in a.butir]
    badan = " ".join(
        teks for p in pasal[1:] for a in p.ayat for teks, _ in semua_teks(a, Letak("", "", 0))
    )
    for no, b in enumerate(butir, start=1):
        yield from _satu_definisi(no, b, butir, badan)
    dikenal = " ".join(b.isi for b in butir)
    for singkatan in sorted(set(_SINGKATAN.findall(PENANDA.sub(" ", badan)))):
        if not re.search(rf"\b{singkatan}\b", dikenal):
            pesan = f"Singkatan “{singkatan}” belum dijelaskan dalam Pasal 1."
            yield temuan("DEF-06", pesan, "Batang tubuh")


def _satu_definisi(no: int, b: Butir, butir: list[Butir], badan: str) -> Iterator[Temuan]:
    tempat = f"Pasal 1 angka {no}"
    if not re.search(r"\badalah\b", b.isi):
        yield temuan("DEF-03", "Batasan pengertian tanpa kata “adalah”.", tempat, b.objek)
        return
    if b.isi[:1].islower():
        yield temuan("DEF-05", "Batasan pengertian diawali huruf kecil.", tempat, b.objek)
    istilah = istilah_definisi(b.isi)
    lain = " ".join(d.isi for d in butir if d is not b)
    if not re.search(rf"\b{re.escape(istilah)}\b", f"{badan} {lain}"):
        pesan = f"Istilah “{istilah}” tidak dipakai dalam pasal mana pun."
        yield temuan("DEF-04", pesan, tempat, b.objek)


def istilah_definisi(isi: str) -> str:
    """Return the term that a definition introduces, in its short form where it has one."""
    if m := _ISTILAH.search(isi):
        return m[1].strip()
    return re.split(r",|\s+adalah\b|\s+yang\s+selanjutnya\b", isi, maxsplit=1)[0].strip()
