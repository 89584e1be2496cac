"""What the tests of a regulation's pages share: its ways through the states, and its forms as a
browser sends them back."""

import re
from html import unescape

from django.urls import reverse

from rad.enums import StatusPerbup
from rad.models import Perbup
from tests.rad.bantu_perbup import perbup_terisi, versi_rad

FAKTA = {
    "nomor": "12",
    "tahun": "2025",
    "tanggal_ditetapkan": "3 Maret 2025",
    "tanggal_diundangkan": "4 Maret 2025",
    "nomor_berita_daerah": "7",
}


def siapkan(rad, lembaga, sekretariat) -> Perbup:
    """A ready-made draft with its Lampiran."""
    return perbup_terisi(rad, versi_rad(rad, lembaga, sekretariat))


def segar(perbup) -> Perbup:
    """The regulation as the database has it."""
    return Perbup.objects.get(pk=perbup.pk)


def pada(perbup, status: str) -> Perbup:
    """Put the regulation into a state before FINAL, without the steps."""
    Perbup.objects.filter(pk=perbup.pk).update(status=StatusPerbup(status))
    return segar(perbup)


def isian(html: str) -> dict[str, str]:
    """Return what the page's last form would send unchanged (its main saving button pressed)."""
    formulir = max(re.findall(r"<form class=\"formulir.*?</form>", html, re.S), key=len)
    data: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", formulir):
        atribut = {k: unescape(v) for k, v in re.findall(r"([\w-]+)=\"([^\"]*)\"", tag)}
        if "name" not in atribut or atribut["name"] == "csrfmiddlewaretoken":
            continue
        if atribut.get("type") == "checkbox" and not re.search(r"\bchecked\b", tag):
            continue
        kosong = "on" if atribut.get("type") == "checkbox" else ""
        data[atribut["name"]] = atribut.get("value", kosong)
    for nama, teks in re.findall(
        r"<textarea\b[^>]*?name=\"([^\"]+)\"[^>]*>(.*?)</textarea>", formulir, re.S
    ):
        data[nama] = unescape(teks).removeprefix("\r").removeprefix("\n")
    for nama, isi in re.findall(
        r"<select\b[^>]*?name=\"([^\"]+)\"[^>]*>(.*?)</select>", formulir, re.S
    ):
        terpilih = re.search(r"<option value=\"([^\"]*)\"\s+selected", isi) or re.search(
            r"<option value=\"([^\"]*)\"", isi
        )
        data[nama] = unescape(terpilih[1]) if terpilih else ""
    return data


def alamat(nama: str, perbup, *lain) -> str:
    """Return the address of page *nama* of *perbup*."""
    return reverse(f"rad:perbup_{nama}", args=[perbup.pk, *lain])
