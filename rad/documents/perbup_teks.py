"""Wording of a regulation: markers, punctuation, citations. Pure: text in, text out.

Rules: UU 12/2011 Lampiran II and the practice of regional regulations.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from p3aks.core.formatting import angka_terbilang, terbilang
from p3aks.core.naskah import bahwa, pangkas, pertimbangan
from rad.enums_perbup import JenisPeraturan as J

PENANDA = re.compile(r"\{(?:(pasal|ayat):([^{}\s]+)|(\d{1,15})(%?))\}")
_LEMBARAN_TAHUN = re.compile(r"^(\d{4})/(\d+)$")
TITIK3 = "..."
# Shown as help beside every text field of the regulation: what is typed, what is printed, why.
BANTUAN_PENANDA = (
    ("{pasal:sistematika}", "Pasal 6", "Rujukan ke pasal yang berkunci “sistematika”."),
    ("{ayat:perubahan-rad}", "ayat (2)", "Rujukan ke ayat yang berkunci “perubahan-rad”."),
    ("{3}", "3 (tiga)", "Bilangan dalam norma, diikuti katanya."),
    ("{30%}", "30% (tiga puluh persen)", "Persentase dalam norma, diikuti katanya."),
)


def uraikan(teks: str, rujukan: Callable[[str, str], str | None]) -> str:
    """Replace the markers of *teks*: ``{3}`` → "3 (tiga)", ``{30%}`` → "30% (tiga puluh persen)",
    ``{pasal:x}`` and ``{ayat:x}`` by what ``rujukan(kind, key)`` answers. None leaves the marker
    as typed; other braces stay."""

    def ganti(m: re.Match[str]) -> str:
        jenis, kunci, angka, persen = m.groups()
        if persen:
            return f"{angka}% ({terbilang(int(angka))} persen)"
        return angka_terbilang(int(angka)) if angka else rujukan(jenis, kunci) or m[0]

    return PENANDA.sub(ganti, teks)


def kunci_dirujuk(teks: str) -> list[tuple[str, str]]:
    """Return the ``(kind, key)`` of each cross reference in *teks*, in order."""
    return [(m[1], m[2]) for m in PENANDA.finditer(teks) if m[1]]


def konsiderans(
    butir: Iterable[tuple[str, str]], *, nama_peraturan: str, tentang: str
) -> list[str]:
    """Return the sentences of Menimbang, the closing one included, without letters.

    *butir* are ``(jenis, isi)``. A single consideration of delegation is enough and then carries
    the closing words itself; otherwise a last sentence cites all letters before it.
    """
    butir = list(butir)
    perlu = f"perlu menetapkan {nama_peraturan} tentang {pangkas(tentang)}"
    if len(butir) == 1 and butir[0][0] == "pendelegasian":
        return [f"{bahwa(butir[0][1])}, {perlu};"]
    return pertimbangan([isi for _, isi in butir], perlu)


# --- Mengingat ------------------------------------------------------------------------------


def sebut_peraturan(p: Mapping[str, Any]) -> str:
    """Return the full citation of one rule: name, number, year, title and gazette.

    *p* has the keys of ``DasarHukum``; for an amendment the same without ``perubahan``.
    """
    jenis = J(p["jenis"])
    if jenis is J.UUD:
        teks = str(jenis.label)
    else:
        teks = f"{_nama_jenis(jenis, p)} Nomor {p['nomor']} Tahun {p['tahun']}"
        if p.get("tentang"):
            teks += f" tentang {pangkas(p['tentang'])}"
    if p.get("pasal"):
        teks = f"{p['pasal']} {teks}"
    if lembaran := _lembaran(jenis, p):
        teks += f" ({lembaran})"
    if perubahan := p.get("perubahan"):
        kata = "telah diubah" if len(perubahan) == 1 else "telah beberapa kali diubah terakhir"
        teks += f" sebagaimana {kata} dengan {sebut_peraturan(perubahan[-1])}"
    return teks


def _nama_jenis(jenis: J, p: Mapping[str, Any]) -> str:
    pembentuk = p.get("pembentuk") or ""
    if jenis in (J.PERMEN, J.PERGUB, J.PERKADA):
        return f"Peraturan {pembentuk}".strip()
    if jenis in (J.PERDA, J.PERDA_PROVINSI):
        return f"Peraturan Daerah {pembentuk}".strip()
    return str(jenis.label)


def _nama_lembaran(jenis: J, p: Mapping[str, Any]) -> str:
    """Name of the gazette in which rules of this kind appear."""
    pembentuk = str(p.get("pembentuk") or "")
    if jenis in (J.PERDA, J.PERDA_PROVINSI):
        return f"Lembaran Daerah {pembentuk}"
    if jenis is J.PERGUB:
        return f"Berita Daerah Provinsi {pembentuk.removeprefix('Gubernur ')}"
    if jenis is J.PERKADA:
        kota = pembentuk.startswith("Wali Kota ")
        nama = pembentuk.removeprefix("Wali Kota ").removeprefix("Bupati ")
        return f"Berita Daerah {'Kota' if kota else 'Kabupaten'} {nama}"
    return f"{'Berita' if jenis is J.PERMEN else 'Lembaran'} Negara Republik Indonesia"


def _lembaran(jenis: J, p: Mapping[str, Any]) -> str:
    lembaran, tambahan = str(p.get("lembaran") or ""), str(p.get("tambahan") or "")
    if jenis is J.UUD or not lembaran:
        return ""
    nama = _nama_lembaran(jenis, p)
    if m := _LEMBARAN_TAHUN.match(lembaran):
        teks = f"{nama} Tahun {m[1]} Nomor {m[2]}"
    elif lembaran.isdecimal():
        teks = f"{nama} Tahun {p['tahun']} Nomor {lembaran}"
    else:
        teks = lembaran
    if not tambahan or jenis is J.PERPRES:
        return teks
    if tambahan.isdecimal():
        tambahan = f"Tambahan {nama} Nomor {tambahan}"
    return f"{teks}, {tambahan}"
