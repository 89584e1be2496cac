"""Plants canaries through the real forms while it leads cases the whole way, for the leak scans:
inside the test process and against the running system.

Each canary says who may see it on which page; :class:`tests.peramban_http.Buku` compares.
"""

import re
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

from django.urls import reverse
from lxml import html

from tests.kebocoran import Sarang
from tests.peramban_http import Buku, Jawaban, Peramban

PETUGAS = ("manajer", "supervisor", "pendamping")
# Who takes part; everybody else is a stranger to every case.
PELAKU = (*PETUGAS, "patbm", "mitra", "ppdp")
HEKSA = "[0-9a-f-]{36}"


def u(nama: str, *args: Any) -> str:
    """Return the address of a page of the case app."""
    return reverse(f"kasus:{nama}", args=args)


def pasangan(siapa: Iterable[str], *halaman: str) -> list[tuple[str, str]]:
    """Return each of *siapa* with each page of the case app."""
    return list(product(siapa, (f"kasus:{h}" for h in halaman)))


class Berkas:
    """One planted case or report: its ids, who works on it, and short ways to a canary of it."""

    def __init__(self, sarang: Sarang, nama: str, orang: tuple[str, ...]) -> None:
        self.sarang, self.nama, self.orang = sarang, nama, orang
        self.pk = self.korban = self.terlapor = self.pelapor = ""

    def kenari(self, jenis: str, *halaman: str, juga: Iterable[tuple[str, str]] = ()) -> str:
        """Return a canary that the team may see on *halaman*, and others at *juga*."""
        return self.sarang.baru(jenis, self.nama, [*pasangan(self.orang, *halaman), *juga])

    def alasan(self, *halaman: str, juga: Iterable[tuple[str, str]] = ()) -> str:
        """Return a reason for the record: the team may see it on *halaman*, but need not."""
        boleh = [*pasangan(self.orang, *halaman), *juga]
        return self.sarang.baru("alasan", self.nama, boleh, wajib=False)

    def identitas(self, jenis: str, juga: Iterable[tuple[str, str]] = ()) -> str:
        """Return a canary of tier F3: its team may see it on the identity pages only."""
        return self.kenari(jenis, "identitas", "identitas_ubah", juga=juga)


class Panggung:
    """The people with their sessions, and what was planted. *buat* makes the session of a person;
    *cetak* waits until the document with that id is made."""

    def __init__(
        self, buku: Buku, buat: Callable[[str], Peramban], cetak: Callable[[str], None]
    ) -> None:
        self.buku, self.sarang, self.cetak = buku, buku.sarang, cetak
        self.orang = {nama: buat(nama) for nama in PELAKU}
        self.manajer, self.supervisor, self.pendamping, self.patbm, self.mitra, self.ppdp = (
            self.orang.values()
        )
        self.berkas: list[Berkas] = []
        self.unduhan: dict[str, Jawaban] = {}

    def milik(self, b: Berkas, *pk: str) -> None:
        """Remember that pages with one of *pk* in their address are about *b*."""
        self.buku.milik |= dict.fromkeys(pk, b.nama)


def cari_pk(jawaban: Jawaban, pola: str) -> str:
    """Return the id at ``{}`` in the first address like *pola* on the page, or where it leads."""
    teks = f"{jawaban.kepala_satu('Location')}\n{jawaban.teks}"
    cocok = re.search(pola.replace("{}", f"({HEKSA})"), teks)
    assert cocok, f"{jawaban.alamat}: tidak memuat {pola}"
    return cocok[1]


def semua_pk(jawaban: Jawaban, pola: str) -> set[str]:
    """Return every id at ``{}`` in addresses like *pola* on the page."""
    return set(re.findall(pola.replace("{}", f"({HEKSA})"), jawaban.teks))


def pilihan(lembar: Jawaban, *potongan: str) -> str:
    """Return the value of the first choice on the page whose words contain one of *potongan*."""
    for satu in html.fromstring(lembar.teks).iter("option"):
        if satu.get("value") and any(p in satu.text_content() for p in potongan):
            return satu.get("value")
    raise AssertionError(f"{lembar.alamat}: tidak ada pilihan {potongan}")
