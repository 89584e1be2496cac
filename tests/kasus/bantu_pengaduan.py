"""Reports for tests, made the way volunteers make them: through the form or the action."""

import re
from html import unescape
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kasus.actions import pengaduan as tindakan
from kasus.aturan.triase import PERTANYAAN
from kasus.documents.pengaduan import IsiPengaduan
from kasus.models import Pengaduan

RINGAN = {p.id: "TIDAK" for p in PERTANYAAN} | {"perselisihan": "YA"}
DIRUJUK = RINGAN | {"luka": "YA"}
LAPOR = "/kasus/lapor/"
FAKTA = {
    "cerita": "Bertengkar di dapur sampai tetangga datang.",
    "kejadian": "",
    "tempat": "RUMAH_TANGGA",
    "nama_korban": "Sumirah Contoh",
    "kelamin": "P",
    "usia": "34",
    "kanal": "LANGSUNG",
    "telepon": "0800-111-222",
    "alamat": "Dusun Krajan, lewat Bu Lilik",
    "jabatan": "BUKAN",
    "nama_terlapor": "Kasdi Contoh",
    "kelamin_terlapor": "L",
    "hubungan": "TETANGGA",
    "asal": "KORBAN",
}
# What belongs to tier F3 and may stand on no page of the unit.
NAMA = ("Sumirah", "Kasdi", "0800-111-222", "Dusun Krajan", "Patbm A")


def isi(**ubah) -> IsiPengaduan:
    """Complete content."""
    dasar = {k: v for k, v in FAKTA.items() if v} | {"usia": 34}
    return IsiPengaduan(**{**dasar, **ubah})


def lapor(by, unit, jawaban=DIRUJUK, *, kunci=None, desa=None, lapor_pada=None, **ubah):
    """A report sent by the volunteer *by*."""
    return tindakan.kirim(
        by=by,
        kunci=kunci or uuid4(),
        unit=unit,
        isi=isi(**ubah),
        jawaban=jawaban,
        desa=desa,
        lapor_pada=lapor_pada,
    )


def data(jawaban=DIRUJUK, *, langkah="kirim", kunci=None, **ubah) -> dict:
    """What the form sends."""
    triase = {f"t_{k}": v for k, v in jawaban.items()}
    return {**triase, **FAKTA, "kunci": str(kunci or uuid4()), "langkah": langkah, **ubah}


def segar(pengaduan) -> Pengaduan:
    """The row as it is now."""
    return Pengaduan.objects.sistem("uji").get(pk=pengaduan.pk)


def semua() -> list[Pengaduan]:
    """Every report."""
    return list(Pengaduan.objects.sistem("uji"))


def url(nama, pengaduan) -> str:
    """Address of a page of the report."""
    return reverse(f"kasus:pengaduan_{nama}", args=[pengaduan.pk])


def teks(jawaban) -> str:
    """The page as a reader sees it."""
    return re.sub(r"\s+", " ", unescape(jawaban.content.decode()))


def kirim_ulang(jawaban) -> dict:
    """What the browser would send from this page: every field as it stands."""
    html = jawaban.content.decode()
    bidang = {}
    for tag in re.findall(r"<input\b[^>]*>", html):
        sifat = {n: unescape(v) for n, v in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if sifat.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if "name" in sifat:
            bawaan = "on" if sifat.get("type") == "checkbox" else ""
            bidang[sifat["name"]] = sifat.get("value", bawaan)
    for nama, badan in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', html, re.S):
        bidang[nama] = unescape(badan)
    for nama, badan in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.S):
        pilih = re.search(r'<option value="([^"]*)"\s+selected', badan)
        bidang[nama] = pilih[1] if pilih else re.search(r'value="([^"]*)"', badan)[1]
    return {k: v for k, v in bidang.items() if not k.startswith(("csrf", "_"))}


def jumlah_kueri(client, alamat) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as tangkap:
        assert client.get(alamat).status_code == 200
    return len(tangkap)
