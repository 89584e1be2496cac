"""Nobody is found in the releases of a year, by any way out."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.urls import reverse

from kasus.aturan.rilis import KECAMATAN, Sel, dari_data, hitung, tabel_rilis
from kasus.documents import rilis as isi_rilis
from kasus.documents.rilis_susun import Terbitan, susun
from kasus.models import Rilis
from p3aks.core.supresi.selang import selang
from pokja.documents import rekap_berkas
from pokja.documents.rekap import TUTUP, tampilan
from tests.kasus.bantu_inti import teks
from tests.kasus.bantu_rilis import (
    ALASAN,
    DUA,
    SATU,
    SETAHUN,
    TAHUN,
    tabel,
    tambah_kasus,
    terbitkan,
)
from tests.kasus.penyerang import Penyerang

pytestmark = pytest.mark.django_db


def serang(tahun):
    """Attack everything released of *tahun* at once: all tables, all periods, all versions. Return
    the intervals of the hidden counts, with the true numbers."""
    semua = list(Rilis.objects.sistem("uji").terbit(tahun).select_related("terbitan"))
    nama = {k: n for r in semua for k, n in r.bekuan["kecamatan"]}
    tabel = tabel_rilis(sorted(nama.items()))
    keadaan = {n: dari_data(k["data"]) for n, k in isi_rilis.keadaan_lama(semua).items()}
    rilis = [
        Terbitan(tuple(r.bekuan["blok"]), r.k, r.k_kecamatan,
                 frozenset(isi_rilis.tersembunyi(r.rekap.isi)))
        for r in semua
    ]  # fmt: skip
    susunan = susun(keadaan, rilis, tabel)
    terbit = {(r.blok, s) for r in rilis for b, s in susunan.kunci if b == r.blok} - {
        (r.blok, s) for r in rilis for s in r.tersembunyi
    }
    benar = dict(zip(susunan.kunci, susunan.nilai.tolist(), strict=True))
    rahasia = [k for k, n in benar.items() if n and k not in terbit]
    return selang(susunan, rahasia), benar


def aman(tahun=TAHUN):
    """Whatever was released and hidden, or follows from it, is known no closer than its k."""
    ujung, benar = serang(tahun)
    terbit = {tuple(r.bekuan["blok"]) for r in Rilis.objects.sistem("uji").terbit(tahun)}
    for (blok, sel), satu in ujung.items():
        assert satu.bawah <= benar[blok, sel] <= satu.atas
        k = 10 if sel.tabel == KECAMATAN else 5
        if blok in terbit or benar[blok, sel] < k:
            assert satu.lebar >= k, (blok, sel, satu)
    return ujung


def test_nobody_is_found_in_any_of_four_releases(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 25, paruh=1, benih=1)
    tambah_kasus(manajer, 28, paruh=2, benih=11)
    for masa in (SATU, DUA, SETAHUN):
        terbitkan(supervisor, penanda, masa)
        assert aman()
    tambah_kasus(manajer, 9, paruh=1, benih=21)
    terbitkan(supervisor, penanda, SATU, muat_ulang=True, catatan=ALASAN)
    assert aman()


def test_nobody_is_found_by_who_reads_only_what_is_published(
    client, supervisor, penanda, manajer, tempat
):
    """Another attacker, with code of its own, takes the open data of both halves and the year."""
    tambah_kasus(manajer, 45, paruh=1, benih=5)
    tambah_kasus(manajer, 50, paruh=2, benih=6)
    penyerang = Penyerang()
    for paruh, masa in ((1, SATU), (2, DUA), (0, SETAHUN)):
        rekap = terbitkan(supervisor, penanda, masa)
        berkas = client.get(reverse("publik_rekap_json", args=[rekap.pk])).content
        penyerang.baca(paruh, json.loads(berkas)["data"])
    penyerang.setahun(0, (1, 2))
    ujung = penyerang.selang()
    assert len(ujung) > 30
    for (_, nama, *_rest), (bawah, atas) in ujung.items():
        assert atas - bawah >= (10 if nama == KECAMATAN else 5)


def test_the_attack_finds_what_is_not_hidden_well(supervisor, penanda, manajer, tempat):
    """The test can fail: with only the small counts hidden, somebody is known."""
    tambah_kasus(manajer, 40)
    rekap = terbitkan(supervisor, penanda)
    catatan = dari_data(
        Rilis.objects.sistem("uji")
        .get()
        .bekuan["keadaan"][Rilis.objects.sistem("uji").get().bekuan["blok"][0]]["data"]
    )
    nama = sorted({(b["kode"], b["label"]) for b in tabel(rekap, KECAMATAN)["baris"]})
    semua = tabel_rilis([(k, n) for k, n in nama if k != "-"])
    nilai = hitung(catatan, semua)
    kecil = frozenset(s for s, n in nilai.items() if 0 < n < (10 if s.tabel == KECAMATAN else 5))
    susunan = susun({"1:x": catatan}, [Terbitan(("1:x",), 5, 10)], semua)
    ujung = selang(susunan, [(("1:x",), s) for s in kecil])
    assert any(s.lebar < 5 for s in ujung.values())
    assert len(isi_rilis.tersembunyi(rekap.isi)) > len(kecil)


def test_every_way_out_says_the_same(client, supervisor, penanda, manajer, tempat):
    """Page, CSV, XLSX and JSON: the published counts, and nothing where one is hidden."""
    tambah_kasus(manajer, 60)
    rekap = terbitkan(supervisor, penanda)
    tutup = isi_rilis.tersembunyi(rekap.isi)
    assert tutup
    lewat_json = json.loads(client.get(reverse("publik_rekap_json", args=[rekap.pk])).content)
    assert lewat_json["data"] == rekap.isi
    isi = client.get(reverse("publik_rekap_csv", args=[rekap.pk])).content.decode("utf-8-sig")
    baris = list(csv.DictReader(io.StringIO(isi), delimiter=";"))
    satuan = {s["label"]: s["kunci"] for s in rekap.isi["satuan"]}
    for b in baris:
        sel = Sel(
            satuan[b["satuan"]] if not b["baris_kode"] else b["tabel"],
            b["baris_kode"] or None, b["kolom_kode"] or None,
        )  # fmt: skip
        assert (b["keadaan"] == "tidak_ditampilkan") == (sel in tutup) == (b["jumlah"] == "")
    buku = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("publik_rekap_xlsx", args=[rekap.pk])).content)
    )
    lembar = list(buku["Data"].iter_rows(min_row=2, values_only=True))
    assert [("" if x[9] is None else str(x[9]), x[10]) for x in lembar] == [
        (b["jumlah"], b["keadaan"]) for b in baris
    ]
    assert len(buku.sheetnames) == 3
    halaman = teks(client.get(reverse("publik_rekap", args=[rekap.pk])))
    cetak = re.findall(r'<td data-judul="[^"]+" class="n">\s*([^<\s]+)', halaman)
    harap = [
        s.teks for t in tampilan(rekap.isi)
        for larik in (*((*x.sel, x.jumlah) for x in t.larik), (*t.total, t.jumlah))
        for s in larik
    ]  # fmt: skip
    assert [c for c in cetak if c != "–" and not c.endswith("%") and c != "dari"] == harap
    assert harap.count(TUTUP) >= len(tutup)


def test_shares_are_of_published_counts_only(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 60)
    rekap = terbitkan(supervisor, penanda)
    for t in tampilan(rekap.isi):
        for x in t.larik:
            assert not x.persen or (x.jumlah.nilai is not None and t.jumlah.nilai >= 20)
            assert not x.batang or x.persen


def test_map_is_hidden_like_its_table(client, supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 70)
    rekap = terbitkan(supervisor, penanda)
    halaman = teks(client.get(reverse("publik_rekap", args=[rekap.pk])))
    for b in tabel(rekap, KECAMATAN)["baris"]:
        if "." in b["kode"]:
            kata = "tidak ditampilkan" if b["jumlah"] is None else f"{b['jumlah']} korban"
            assert f'title="{b["label"]}: {kata}"' in halaman


def test_open_data_names_itself(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 10)
    rekap = terbitkan(supervisor, penanda)
    meta = rekap_berkas.metadata(rekap)
    assert meta["sha256"] == rekap.sidik
    assert {v["nama"] for v in meta["variabel"]} >= {"kasus", "korban", "pasangan"}
    assert [k["nama"] for k in rekap_berkas.buku_kode()] == [k for k, _, _ in rekap_berkas.KOLOM]
