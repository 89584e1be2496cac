"""People at the site by plain HTTP: forms are read from the page, filled in and sent, and every
answer is searched for canaries the moment it arrives."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

from tests.kebocoran import Pencarian, Sarang, buka_tanda_tangan

JUDUL = "Lembar kerja · Sistem P3AKS"
BERSAMA = "bersama"  # owner of a canary that belongs to several cases
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TAUT = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
_JUDUL = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Jawaban(NamedTuple):
    """One answer."""

    alamat: str
    status: int
    kepala: list[tuple[str, str]]
    isi: bytes

    @property
    def teks(self) -> str:
        """The page as text."""
        return self.isi.decode("utf-8", "replace")

    def kepala_satu(self, nama: str) -> str:
        """The header *nama*, or ""."""
        return next((v for k, v in self.kepala if k.lower() == nama.lower()), "")


@dataclass
class Buku:
    """What everybody saw: (person, page) → numbers of canaries; and what nobody may see at all."""

    sarang: Sarang
    terlihat: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    salah: list[str] = field(default_factory=list)
    alamat: dict[str, None] = field(default_factory=dict)
    status: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    milik: dict[str, str] = field(default_factory=dict)
    kepala: Pencarian = field(default_factory=Pencarian)
    isi: Pencarian = field(default_factory=Pencarian)

    def catat(self, siapa: str, jawaban: Jawaban) -> None:
        """Search one answer: address, headers and title at once, the body by who sees it where."""
        jalur = urlsplit(jawaban.alamat).path
        halaman = nama_halaman(jalur)
        self.status[siapa, jawaban.status] += 1
        kepala = "\n".join(f"{k}: {v}" for k, v in [("alamat", jawaban.alamat), *jawaban.kepala])
        bita = kepala.encode()
        for satu in (bita, *buka_tanda_tangan(bita.replace(b'"', b""))):
            if nomor := self.kepala.periksa(f"{siapa} {halaman}", satu):
                self.salah.append(f"{siapa} {halaman}: alamat atau kepala {self._sebut(nomor)}")
        nomor = self.isi.periksa(f"{siapa} {halaman}", jawaban.isi)
        self.terlihat[siapa, halaman] |= nomor
        self._judul(siapa, jalur, jawaban)
        asing = {n for n in nomor if not self._semilik(jalur, n)}
        if asing:
            self.salah.append(f"{siapa} {halaman}: isi kasus lain {self._sebut(asing)}")

    def _judul(self, siapa: str, jalur: str, jawaban: Jawaban) -> None:
        if not jalur.startswith("/kasus/") or not (cocok := _JUDUL.search(jawaban.teks)):
            return
        if jawaban.status < 400 and cocok[1] != JUDUL:
            self.salah.append(f"{siapa} {jalur}: judul “{cocok[1]}”")

    def _semilik(self, jalur: str, nomor: int) -> bool:
        """Whether the objects named in the address are those canary *nomor* belongs to."""
        pemilik = {self.milik[u] for u in _UUID.findall(jalur) if u in self.milik}
        sini = self.sarang.isi[nomor].milik if nomor >= 0 else BERSAMA
        return not pemilik or sini in pemilik | {BERSAMA}

    def di_luar_hak(self) -> list[str]:
        """Return who saw what they may not see."""
        hasil = list(self.salah)
        for (siapa, halaman), nomor in sorted(self.terlihat.items()):
            lebih = {n for n in nomor if n < 0 or (siapa, halaman) not in self.sarang.isi[n].tampil}
            if lebih:
                hasil.append(f"{siapa} {halaman}: {self._sebut(lebih)}")
        return hasil

    def tak_terlihat(self) -> list[str]:
        """Return the canaries nobody found where they belong: there the scan proves nothing."""
        ada = set().union(*self.terlihat.values())
        return [str(k) for k in self.sarang.isi if k.wajib and k.nomor not in ada]

    def _sebut(self, nomor: Iterable[int]) -> str:
        return ", ".join(self.sarang.sebut(nomor)[:8])


def nama_halaman(jalur: str) -> str:
    """Return the name of the page at *jalur*."""
    try:
        return resolve(jalur).view_name
    except Resolver404:
        return "(tidak ada)"


class Peramban:
    """One person's session. ``_minta`` is what differs between the running system and Django's
    own client."""

    def __init__(self, siapa: str, buku: Buku) -> None:
        self.siapa, self.buku = siapa, buku

    def _minta(self, metode: str, alamat: str, data: Any) -> Jawaban:
        raise NotImplementedError

    def minta(self, metode: str, alamat: str, data: Any = None, *, rusak: bool = False) -> Jawaban:
        """Send one request and record the answer. *rusak*: the server is meant to fail."""
        jawaban = self._minta(metode, alamat, data)
        assert rusak == (jawaban.status >= 500), f"{self.siapa} {alamat}: {jawaban.status}"
        self.buku.catat(self.siapa, jawaban)
        return jawaban

    def buka(self, alamat: str) -> Jawaban:
        """Open a page, wherever it leads."""
        return self._ikuti(self.minta("GET", alamat))

    def _ikuti(self, jawaban: Jawaban) -> Jawaban:
        for _ in range(5):
            if jawaban.status not in (301, 302, 303):
                break
            jawaban = self.minta("GET", urljoin(jawaban.alamat, jawaban.kepala_satu("Location")))
        if jawaban.status == 200:
            self.buku.alamat[urlsplit(jawaban.alamat).path] = None
        return jawaban

    def masuk(self, sandi: str) -> None:
        """Log in through the log-in page."""
        self.isi("/masuk/", login=self.siapa, password=sandi)

    def isi(self, tujuan: str, halaman: str = "", /, status: Any = (302,), **ubah: Any) -> Jawaban:
        """Fill in the form on *halaman* (default: *tujuan*) that posts to *tujuan*, and send it.

        *ubah*: field → value, list of values, or None to leave it out; ``__`` stands for ``-``.
        Fails unless the answer has one of *status*; 302 is what a form that was taken answers.
        """
        lembar = self.buka(halaman or tujuan)
        assert lembar.status == 200, f"{self.siapa} {halaman or tujuan}: {lembar.status}"
        return self.kirim(lembar, tujuan, status=status, **ubah)

    def kirim(self, lembar: Jawaban, alamat: str, /, status: Any = (302,), **ubah: Any) -> Jawaban:
        """The same with the page at hand."""
        isian = isian_formulir(lembar, alamat)
        assert isian is not None, f"{lembar.alamat} tanpa formulir untuk {alamat}"
        for nama, nilai in ubah.items():
            nama = nama.replace("__", "-")
            isian.pop(nama, None)
            if nilai is not None:
                isian[nama] = nilai if isinstance(nilai, list) else [nilai]
        jawaban = self.minta("POST", alamat, isian, rusak=500 in status)
        assert jawaban.status in status, (
            f"{self.siapa} {alamat}: {jawaban.status}\n{_galat(jawaban)}"
        )
        return jawaban

    def jelajah(self, dari: Iterable[str], lewati: Iterable[str] = ()) -> int:
        """Follow every link from the pages *dari*, as far as the case app goes, to three pages of
        each kind, except addresses with one of *lewati* in them; return how many were opened."""
        antre, sudah = list(dari), set()
        jenis: Counter[str] = Counter()
        while antre:
            alamat = antre.pop(0)
            halaman = nama_halaman(urlsplit(alamat).path)
            if alamat in sudah or jenis[halaman] == 3 or any(satu in alamat for satu in lewati):
                continue
            sudah.add(alamat)
            jenis[halaman] += 1
            jawaban = self.buka(alamat)
            if jawaban.status == 200:
                antre += [t for t in tautan(jawaban) if t not in sudah]
        return len(sudah)


def isian_formulir(lembar: Jawaban, alamat: str) -> dict[str, list[str]] | None:
    """Return what a browser would send, untouched, from the form on *lembar* that posts to
    *alamat*, the token against forgery included; None where there is no such form."""
    sini = urlsplit(lembar.alamat).path
    for form in html.fromstring(lembar.teks).iter("form"):
        tujuan = {form.get("action") or sini, *(b.get("formaction") for b in form.iter("button"))}
        if alamat in tujuan and form.method == "POST":
            isian: dict[str, list[str]] = {}
            for nama, nilai in form.form_values():
                isian.setdefault(nama, []).append(nilai)
            return isian
    return None


def tautan(jawaban: Jawaban) -> Iterator[str]:
    """Yield the addresses of the case app that *jawaban* links to."""
    for satu in _TAUT.findall(jawaban.teks):
        bagian = urlsplit(urljoin(jawaban.alamat, unescape(satu)))
        if bagian.path.startswith("/kasus/") and bagian.netloc == urlsplit(jawaban.alamat).netloc:
            yield bagian.path + (f"?{bagian.query}" if bagian.query else "")


def _galat(jawaban: Jawaban) -> str:
    teks = re.sub(
        r"<[^>]+>",
        " ",
        "\n".join(
            re.findall(r'(?s)<div class="galat.*?</div>|<span id="error.*?</span>', jawaban.teks)
        ),
    )
    return re.sub(r"\s+", " ", unescape(teks))[:600]


class PerambanDjango(Peramban):
    """Inside the test process, with CSRF checked as in real life."""

    def __init__(self, siapa: str, buku: Buku) -> None:
        super().__init__(siapa, buku)
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def _minta(self, metode: str, alamat: str, data: Any) -> Jawaban:
        jalur = urlsplit(alamat)
        tujuan = jalur.path + (f"?{jalur.query}" if jalur.query else "")
        jawaban = self.client.post(tujuan, data) if metode == "POST" else self.client.get(tujuan)
        isi = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
        kuki = [("Set-Cookie", m.OutputString()) for m in jawaban.cookies.values()]
        return Jawaban(tujuan, jawaban.status_code, [*jawaban.headers.items(), *kuki], isi)


class PerambanNyata(Peramban):
    """Against the running system."""

    def __init__(self, siapa: str, buku: Buku, alamat: str) -> None:
        super().__init__(siapa, buku)
        self.alamat, self.sesi = alamat, requests.Session()

    def _minta(self, metode: str, alamat: str, data: Any) -> Jawaban:
        tujuan = urljoin(self.alamat, alamat)
        kepala = {"Referer": tujuan}
        jawaban = self.sesi.request(
            metode, tujuan, data=data, headers=kepala, allow_redirects=False, timeout=60
        )
        kepala_jawaban = list(jawaban.raw.headers.items())
        return Jawaban(tujuan, jawaban.status_code, kepala_jawaban, jawaban.content)
