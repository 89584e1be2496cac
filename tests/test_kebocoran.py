"""The scanner sees what it is looking for, in every form and packing; and nothing else."""

import base64
import gzip
import html
import io
import json
import os
import sqlite3
import tarfile
import zipfile
from email.message import EmailMessage
from urllib.parse import quote

import pikepdf
import pytest
from django.core import signing

from tests.kebocoran import (
    BENTUK,
    TAK_UTUH,
    Pencarian,
    Sarang,
    buka_tanda_tangan,
    cari,
    kata,
    surat,
    urai,
)

SANDI = {
    "utf-8": lambda t: t.encode(),
    "utf-16-le": lambda t: t.encode("utf-16-le"),
    "utf-16-be": lambda t: t.encode("utf-16-be"),
    "utf-32": lambda t: t.encode("utf-32"),
    "persen": lambda t: quote(t).encode(),
    "html": lambda t: html.escape(t).encode("ascii", "xmlcharrefreplace"),
    "json": lambda t: json.dumps({"nama": t}).encode(),
    "huruf besar": lambda t: t.upper().encode(),
    "huruf kecil": lambda t: t.lower().encode(),
    "base64 geser 0": lambda t: base64.b64encode(t.encode()),
    "base64 geser 1": lambda t: base64.b64encode(b"x" + t.encode()),
    "base64 geser 2": lambda t: base64.b64encode(b"xy" + t.encode()),
    "base64 url": lambda t: base64.urlsafe_b64encode(b"?>" + t.encode()),
    "base64 berbaris": lambda t: base64.encodebytes(b"z" * 51 + t.encode()),
    "heksa": lambda t: t.encode().hex().encode(),
    "heksa besar": lambda t: t.encode().hex().upper().encode(),
}


@pytest.fixture(scope="module")
def sarang():
    """Three hundred canaries of all kinds."""
    semua = Sarang()
    for nomor in range(300):
        semua.baru(list(BENTUK)[nomor % len(BENTUK)], "uji")
    return semua


@pytest.mark.parametrize("nama", SANDI)
def test_setiap_sandi_terlihat(sarang, nama):
    for k in sarang.isi:
        bita = os.urandom(40) + b" " + SANDI[nama](k.teks) + b" " + os.urandom(40)
        assert cari(bita) == {k.nomor}, (nama, k.teks)


@pytest.mark.parametrize("nama", ["utf-8", "utf-16-le", "base64 geser 1", "heksa"])
def test_semua_sekaligus(sarang, nama):
    bita = b"\n".join(SANDI[nama](k.teks) for k in sarang.isi)
    assert cari(bita) == {k.nomor for k in sarang.isi}


def test_potongan_kenari_juga_terlihat(sarang):
    assert cari(kata(7)[:8].encode()) == {TAK_UTUH}
    assert sarang.sebut({TAK_UTUH}) == ["potongan"]


def test_yang_bukan_kenari_tidak_terlihat():
    acak = os.urandom(4_000_000)
    assert cari(acak) | cari(base64.b64encode(acak)) | cari(acak.hex().encode()) == set()


def test_kenari_unik(sarang):
    assert len({k.teks for k in sarang.isi}) == len(sarang.isi)
    assert all(k.teks.startswith("99") for k in sarang.isi if k.jenis == "nik")


def _zip(isi):
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("docProps/core.xml", isi)
    return keluar.getvalue()


def _tar(isi):
    keluar = io.BytesIO()
    with tarfile.open(fileobj=keluar, mode="w") as arsip:
        anggota = tarfile.TarInfo("basisdata")
        anggota.size = len(isi)
        arsip.addfile(anggota, io.BytesIO(isi))
    return keluar.getvalue()


def _sqlite(isi):
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE sesi (isi TEXT)")
        nilai = signing.dumps({"nama": isi.decode()}, compress=True)
        db.execute("INSERT INTO sesi VALUES (?)", [nilai])
        db.commit()
        return db.serialize()


def _pdf(tempat):
    def buat(isi):
        keluar, teks = io.BytesIO(), isi.decode()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            if tempat == "docinfo":
                pdf.docinfo["/Title"] = teks
            elif tempat == "xmp":
                with pdf.open_metadata() as meta:
                    meta["dc:title"] = teks
            elif tempat == "lampiran":
                pdf.attachments["data.txt"] = isi
            else:
                pdf.Root.Catatan = pikepdf.Dictionary(Isi=pikepdf.String(teks))
            pdf.save(keluar, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return keluar.getvalue()

    return buat


KEMASAN = {
    "zip": _zip,
    "gzip": gzip.compress,
    "tar": _tar,
    "sqlite": _sqlite,
    "zip dalam tar": lambda isi: _tar(_zip(isi)),
    **{f"pdf {n}": _pdf(n) for n in ("docinfo", "xmp", "lampiran", "objek")},
}


@pytest.mark.parametrize("nama", KEMASAN)
def test_setiap_kemasan_dibuka(sarang, nama):
    k = sarang.isi[0]
    berkas = KEMASAN[nama](k.teks.encode())
    ditemukan = {n for _, isi in urai("berkas", berkas) for n in cari(isi)}
    assert ditemukan == {k.nomor}
    pencarian = Pencarian()
    assert pencarian.periksa("berkas", berkas) == {k.nomor}
    assert f"nama #{k.nomor} (uji)" in pencarian.laporan(sarang)


def test_nama_berkas_ikut_diperiksa(sarang, tmp_path):
    (tmp_path / f"{kata(5)}.txt").write_text("kosong")
    pencarian = Pencarian()
    assert pencarian.periksa_folder("var", tmp_path) == 1
    assert set().union(*pencarian.temuan.values()) == {5}


@pytest.mark.parametrize("padat", [True, False])
def test_kuki_bertanda_tangan_dibuka(sarang, padat):
    k = sarang.isi[3]
    kuki = signing.dumps([k.teks] * 9, compress=padat).encode()
    assert {n for isi in buka_tanda_tangan(b"messages=" + kuki) for n in cari(isi)} == {k.nomor}


@pytest.mark.parametrize("cara", ["quoted-printable", "base64", "8bit"])
def test_surel_dibuka(sarang, cara):
    k = sarang.isi[5]
    pesan = EmailMessage()
    pesan["Subject"] = "Ada pembaruan"
    pesan.set_content(f"{'é' * 30} {k.teks}\n", cte=cara)
    assert cari(surat(pesan.as_bytes())) == {k.nomor}
    judul = EmailMessage()
    judul["Subject"] = f"Pembaruan é {k.teks}"
    assert cari(surat(judul.as_bytes())) == {k.nomor}
