"""Phonetic key of an Indonesian personal name, for finding possible duplicates (R19).

Two spellings of one name give one key: old and new spelling (Soekarti, Sukarti), Arabic names as
people write them (Mohammad, Muhamad, Moh.), titles, degrees and the order of words left out. The
key is a stored index and never shown. It is coarse on purpose: it only proposes "mungkin sama"
together with the year of birth and the kecamatan, and a person decides.
"""

import re
import unicodedata


def _daftar(teks: str) -> list[str]:
    return teks.split()


GELAR = frozenset(
    _daftar("""
    bpk bapak pak ibu bu sdr sdri saudara saudari tn tuan ny nyonya nn nona nyi ki
    h hj haji hajah hajjah kh kyai kiai kiyai nyai ust ustad ustadz ustadzah ustazah
    dr drg drh dra drs ir prof r rr rd raden rm alm almh almarhum almarhumah
    mas mbak mbah bang kak dik an by bayi
    """)
)
# What follows is the father's name or another name, which not everybody gives.
PUTUS = frozenset({"bin", "binti", "bt", "bte", "alias", "als"})
_LAIN = frozenset({"alias", "als"})
ULANG_MAKS = 20

_GELAR_AKADEMIK = _daftar("""
    strkeb amdkeb sfarm mkes skom skep spdi ners ssos spsi mkom mpsi spd sag sip ssi skm sst
    amd msi mpd mag phd sh se st mh mm
    """)
_SATU_GELAR = "|".join(r"\.?\s?".join(g) for g in _GELAR_AKADEMIK)  # the long ones first
_AKADEMIK = re.compile(rf"(?<=\w)(?:[,\s]+(?:{_SATU_GELAR})\.?(?![\w.]))+[\s,.]*$")
_KURUNG = re.compile(r"\([^)]*\)")
_SAMBUNG = re.compile(r"['’‘`ʼ]|(?<=\ba[dlnrstz])-|(?<=\bas[hy])-")  # Nur'aini, Az-Zahra
_BUKAN_HURUF = re.compile(r"[^a-z]+")

_MUHAMMAD = "muamat"
_SINGKATAN = {
    **dict.fromkeys(
        _daftar("md mhd moh mohd mohammed muh muhd muhamed muhammed moch mochd much muchd mch"),
        _MUHAMMAD,
    ),
    **dict.fromkeys(("ach", "akh", "achm", "ahm"), "amat"),
    **dict.fromkeys(("abd", "abdoel", "abdu", "abdur", "abdus"), "abdul"),
}
_DEPAN = {"m": _MUHAMMAD, "st": "siti", "sitti": "siti"}  # only as the first of several words

# In this order: the old spelling first, then sounds, then what is not heard.
_BUNYI: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pola), ganti)
    for pola, ganti in (
        (r"oe", "u"),
        (r"tj", "c"),
        (r"dj", "j"),
        (r"nj", "ny"),
        (r"sj|sy|sh", "s"),
        (r"^z(?=[aeiou])", "j"),  # Zainal, Jaenal
        (r"z", "s"),
        (r"x", "ks"),
        (r"q|ck", "k"),
        (r"^ch(?=and|atur|arl)", "c"),  # Chandra, Candra
        (r"^ch(?=r)|^c(?=[rl])", "k"),  # Christina, Kristina
        (r"ch|kh", "h"),
        (r"[vf]|ph", "p"),
        (r"h", ""),
        (r"ae|ay|^oi(?=r)", "ai"),  # Khairul, Khoirul, Chaerul
        (r"[jy]", "i"),  # Jusuf, Yusuf; with dj = j also Djoko, Joko
        (r"w(?=[aeiou])(?<=uw)", ""),  # Kuwat, Kuat
        (r"ie", "i"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
        (r"b$", "p"),
        (r"d$", "t"),
        (r"g$", "k"),
    )
)
_LEPAS = re.compile(r"^nur(?=\w{2})")  # Nuraini, Nur Aini
_ABDUL = re.compile(r"^abdu(?:l(?=[^aiu])|(?=[lrstdnc]))(?=\w{3})")  # Abdurrahman, Abdul Rahman


def kunci_nama(nama: str) -> str:
    """Return the key: the sounds of the words, sorted. "" when there is nothing to compare.

    Idempotent: the key of a key is itself.
    """
    return " ".join(token_nama(nama))


def token_nama(nama: str) -> list[str]:
    """Return the sounds of the words of a name, sorted, each once."""
    hasil = _token(nama)
    # A sound may read as something else (a title, a doubled letter): repeat until nothing moves.
    # Two or three rounds do; the bound only makes sure that it ends.
    for _ in range(ULANG_MAKS):
        lagi = _token(" ".join(hasil))
        if lagi == hasil:
            break
        hasil = lagi
    return hasil


def kunci_semua(nama: str) -> frozenset[str]:
    """Return the keys of a name and of every other name after "alias"."""
    bagian: list[list[str]] = [[]]
    for kata in _kata(nama):
        if kata in _LAIN:
            bagian.append([])
        else:
            bagian[-1].append(kata)
    return frozenset(k for b in bagian if (k := kunci_nama(" ".join(b))))


def _kata(nama: str) -> list[str]:
    """Return the plain words of a name: no accents, brackets or degrees."""
    teks = unicodedata.normalize("NFKD", nama.casefold())
    teks = "".join(c for c in teks if not unicodedata.combining(c))
    teks = _AKADEMIK.sub("", _KURUNG.sub(" ", teks))
    teks = _SAMBUNG.sub("", teks)
    return [k for k in _BUKAN_HURUF.split(teks) if k]


def _token(nama: str) -> list[str]:
    kata = _kata(nama)
    for i, k in enumerate(kata):
        if k in PUTUS and i > 0:
            kata = kata[:i]
            break
    kata = [k for k in kata if k not in GELAR] or kata
    if len(kata) > 1:
        kata[0] = _DEPAN.get(kata[0], kata[0])
        kata = [k for k in kata if len(k) > 1] or kata
    return sorted({t for k in kata for t in _lepas(_bunyi(_SINGKATAN.get(k, k))) if t})


def _bunyi(kata: str) -> str:
    """Return the sound of one word."""
    for pola, ganti in _BUNYI:
        kata = pola.sub(ganti, kata)
    return kata


def _lepas(bunyi: str) -> list[str]:
    """Split off "nur" and "abdul", which people write joined or apart."""
    if bunyi != "abdula" and (cocok := _ABDUL.match(bunyi)):
        return ["abdul", *_lepas(bunyi[cocok.end() :])]
    if cocok := _LEPAS.match(bunyi):
        return ["nur", *_lepas(bunyi[cocok.end() :])]
    return [bunyi]
