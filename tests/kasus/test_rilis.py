"""Releases of statistics: two persons, frozen, and nobody found in them by any way out."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kasus import tasks
from kasus.actions import rilis as tindakan
from kasus.aturan.rilis import KECAMATAN, Catatan, Sel, dari_data, hitung, tabel_rilis
from kasus.documents import rilis as isi_rilis
from kasus.documents.rilis_susun import Terbitan, susun
from kasus.documents.statistik_dasar import Masa
from kasus.models import Kasus, Korban, Rilis
from p3aks.core.models import SudahBerubah
from p3aks.core.permintaan import GalatDokumen
from p3aks.core.supresi.selang import selang
from pokja.documents import rekap_berkas
from pokja.documents.rekap import TUTUP, tampilan
from pokja.enums import Peran
from pokja.models import RekapTerbit, Wilayah
from tests.kasus.bantu_inti import peristiwa, segar, teks, url
from tests.kasus.bantu_pelindungan import kueri
from tests.kasus.bantu_rilis import (
    DUA,
    SATU,
    SETAHUN,
    TAHUN,
    kerjakan,
    tabel,
    tambah_kasus,
    terbitkan,
)
from tests.kasus.bantu_rilis import susun as susun_rilis
from tests.kasus.penyerang import Penyerang

pytestmark = pytest.mark.django_db
ALASAN = "Dua puluh laporan terlambat dari kecamatan."


@pytest.fixture
def penanda(orang, unit):
    """A second supervisor, who signs."""
    return orang("penanda", Peran.SUPERVISOR, lembaga=unit)


@pytest.fixture
def tempat(kecamatan):
    """Five kecamatan."""
    for n in range(4):
        Wilayah.objects.create(
            kode=f"35.23.{n + 1:02d}", nama=f"Kecamatan {n}", tingkat="kecamatan",
            induk_id=kecamatan.induk_id,
        )  # fmt: skip


# --- the attack -----------------------------------------------------------------------------------


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


# --- what is counted ------------------------------------------------------------------------------


def test_counts_are_those_of_the_cases(supervisor, penanda, manajer, tempat):
    kasus = tambah_kasus(manajer, 60, kelamin="P", usia=30, kelompok_usia="U25_44", anak=False)
    tambah_kasus(manajer, 30, paruh=2, benih=3)
    tambah_kasus(manajer, 12, benih=4, verifikasi="BELUM")
    rekap = terbitkan(supervisor, penanda)
    jumlah = {s["kunci"]: s["jumlah"] for s in rekap.isi["satuan"]}
    assert jumlah == {"kasus": 60, "korban": 60, "pasangan": 60}
    assert len(kasus) == 60
    usia = {b["kode"]: b["jumlah"] for b in tabel(rekap, "usia")["baris"]}
    assert usia["U25_44"] == 60
    assert usia["U0_12"] == 0


def test_units_keep_the_national_identities(manajer, tempat):
    """Domain 1.4: places add up to the victims; forms to at least as many."""
    tambah_kasus(manajer, 80)
    catatan = isi_rilis.catatan_kini(SATU)
    nama = Wilayah.objects.filter(tingkat="kecamatan").values_list("kode", "nama")
    nilai = hitung(catatan, tabel_rilis(list(nama)))
    per = {
        t: sum(n for s, n in nilai.items() if s.tabel == t and s.kolom is None and s.baris)
        for t in ("tempat", "bentuk", "kategori", "usia", KECAMATAN, "hubungan")
    }
    assert per["tempat"] == per["kategori"] == per["usia"] == per[KECAMATAN] == nilai[Sel("korban")]
    assert per["bentuk"] >= nilai[Sel("korban")]
    assert per["hubungan"] == nilai[Sel("pasangan")]


def test_one_person_reported_twice_is_one_victim(manajer, tempat):
    satu, dua, _ = tambah_kasus(manajer, 3)
    semua = Korban.objects.sistem("uji")
    semua.filter(kasus=dua).update(orang=semua.get(kasus=satu).orang)
    catatan = isi_rilis.catatan_kini(SATU)
    assert len(catatan.korban) == 2
    assert len(catatan.kasus) == 3
    Kasus.objects.sistem("uji").filter(pk=dua.pk).update(alasan_akhir="DUPLIKAT")
    assert len(isi_rilis.catatan_kini(SATU).kasus) == 2


def test_sealed_cases_count_and_show_nowhere(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 30)
    Kasus.objects.sistem("uji").update(tingkat=3)
    assert terbitkan(supervisor, penanda).isi["satuan"][0]["jumlah"] == 30


def test_a_year_is_the_sum_of_its_frozen_halves(supervisor, penanda, manajer, tempat):
    """A late report does not show as the difference between the year and its halves."""
    tambah_kasus(manajer, 40)
    tambah_kasus(manajer, 40, paruh=2, benih=2)
    terbitkan(supervisor, penanda, SATU)
    tambah_kasus(manajer, 1, benih=9)
    setahun = terbitkan(supervisor, penanda, SETAHUN)
    assert {s["kunci"]: s["jumlah"] for s in setahun.isi["satuan"]}["kasus"] == 80


def test_nothing_at_all_is_published_as_nothing(supervisor, penanda, tempat):
    rekap = terbitkan(supervisor, penanda)
    assert {s["jumlah"] for s in rekap.isi["satuan"]} == {0}
    assert not isi_rilis.tersembunyi(rekap.isi)


# --- two persons, one after the other -------------------------------------------------------------


def test_who_composes_never_signs(supervisor, penanda, manajer, pendamping, tempat):
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    for orang in (supervisor, manajer, pendamping):
        with pytest.raises(PermissionDenied):
            tindakan.tandatangani(by=orang, rilis=rilis)
    with pytest.raises(PermissionDenied):
        tindakan.susun(by=manajer, masa=DUA)
    rekap = tindakan.tandatangani(by=penanda, rilis=rilis)
    assert (rekap.disusun_oleh, rekap.ditandatangani_oleh) == (supervisor, penanda)
    assert peristiwa(rekap) == ["rekap.terbit"]
    assert peristiwa(rilis)[-1] == "rilis.terbit"
    with pytest.raises(SudahBerubah):
        tindakan.tandatangani(by=penanda, rilis=rilis)


def test_what_is_published_never_changes(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 20)
    rekap = terbitkan(supervisor, penanda)
    assert rekap.sidik == isi_rilis.sidik(rekap.isi)
    with pytest.raises(TypeError):
        rekap.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        RekapTerbit.objects.filter(pk=rekap.pk).update(isi={})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("DELETE FROM pokja_rekapterbit")


def test_a_revision_says_why_and_waits_for_enough_changes(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 40)
    lama = terbitkan(supervisor, penanda)
    with pytest.raises(ValidationError, match="sudah terbit"):
        tindakan.susun(by=supervisor, masa=SATU, muat_ulang=True)
    with pytest.raises(ValidationError, match="Tidak ada data yang berubah"):
        tindakan.susun(by=supervisor, masa=SATU, muat_ulang=True, catatan=ALASAN)
    tambah_kasus(manajer, 4, benih=5)
    with pytest.raises(ValidationError, match="masih kurang dari 5"):
        tindakan.susun(by=supervisor, masa=SATU, muat_ulang=True, catatan=ALASAN)
    tambah_kasus(manajer, 3, benih=6)
    baru = terbitkan(supervisor, penanda, muat_ulang=True, catatan=ALASAN)
    assert (baru.nomor, baru.menggantikan, baru.catatan) == (2, lama, ALASAN)
    assert list(RekapTerbit.objects.terkini()) == [baru]


def test_only_a_period_that_is_over(supervisor):
    with pytest.raises(ValidationError, match="belum selesai"):
        tindakan.susun(by=supervisor, masa=Masa(TAHUN + 1))


def test_one_release_of_a_year_at_a_time(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    with pytest.raises(ValidationError, match="belum diputus"):
        tindakan.susun(by=supervisor, masa=DUA)
    with pytest.raises(ValidationError, match="alasan"):
        tindakan.tolak(by=penanda, rilis=rilis, alasan="")
    tindakan.tolak(by=penanda, rilis=rilis, alasan="Verifikasi belum tuntas.")
    assert segar(rilis).putusan == "DITOLAK"
    assert not RekapTerbit.objects.exists()
    terbitkan(supervisor, penanda, DUA)


def test_released_elsewhere_meanwhile(supervisor, penanda, manajer, tempat):
    """What was composed before another release came out was not tested against it."""
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    Rilis.objects.sistem("uji").filter(pk=rilis.pk).update(status="GAGAL", galat="uji")
    lain = susun_rilis(supervisor, DUA)
    tindakan.tandatangani(by=penanda, rilis=lain)
    Rilis.objects.sistem("uji").filter(pk=rilis.pk).update(status="SELESAI", galat="")
    with pytest.raises(ValidationError, match="Susun lagi"):
        tindakan.tandatangani(by=penanda, rilis=rilis)


def test_what_cannot_be_protected_is_not_published(monkeypatch, supervisor, manajer, tempat):
    from kasus.documents import rilis_susun

    def mustahil(*_, **__):
        raise rilis_susun.TidakTerlindungi

    tambah_kasus(manajer, 20)
    monkeypatch.setattr(rilis_susun, "cari", mustahil)
    rilis = tindakan.susun(by=supervisor, masa=SATU)
    assert not kerjakan(rilis)
    assert "tidak dapat diterbitkan" in segar(rilis).galat


def test_settings_of_the_day_hold(supervisor, penanda, manajer, tempat, tuban):
    tuban.ambang_publik, tuban.ambang_kecamatan = 11, 30
    tuban.save()
    tambah_kasus(manajer, 40)
    rekap = terbitkan(supervisor, penanda)
    assert rekap.isi["ambang"] == {"umum": 11, "kecamatan": 30}
    terlihat = [
        n for t in rekap.isi["tabel"] for b in t["baris"] for n in (*b["sel"], b["jumlah"]) if n
    ]
    assert min(terlihat) >= 11


def test_records_behind_a_release_stand_nowhere_in_the_clear(supervisor, manajer, tempat, settings):
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    with connection.cursor() as kursor:
        kursor.execute("SELECT snapshot FROM kasus_rilis")
        mentah = str(kursor.fetchall())
    korban = Korban.objects.sistem("uji").first()
    assert str(korban.orang) not in mentah
    assert "keadaan" not in mentah
    hasil = isi_rilis.hasil(rilis)
    assert str(korban.orang) not in json.dumps(hasil)


# --- pages ----------------------------------------------------------------------------------------


def test_compose_look_and_sign(masuk, supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 30)
    client = masuk(supervisor)
    assert "Belum ada rilis" in teks(client.get(url("rilis_daftar")))
    jawaban = client.post(url("rilis_baru"), {"masa": f"{TAHUN}-1", "catatan": ""})
    rilis = Rilis.objects.sistem("uji").get()
    assert jawaban.url == url("rilis", rilis)
    assert "Menunggu giliran" in teks(client.get(url("rilis", rilis)))
    assert kerjakan(rilis)
    halaman = teks(client.get(url("rilis", rilis)))
    assert "Menunggu orang kedua" in halaman
    assert "Tandatangani dan terbitkan" not in halaman
    assert "pembaca hanya tahu" in halaman
    assert client.post(url("rilis_tandatangani", rilis)).status_code == 403
    lain = masuk(penanda)
    assert "Tandatangani dan terbitkan" in teks(lain.get(url("rilis", rilis)))
    lain.post(url("rilis_tandatangani", rilis))
    rekap = RekapTerbit.objects.get()
    assert reverse("publik_rekap", args=[rekap.pk]) in teks(lain.get(url("rilis", rilis)))
    assert "Ditandatangani dan terbit" in teks(client.get(url("rilis_daftar")))


def test_hidden_numbers_show_to_nobody(masuk, penanda, supervisor, manajer, tempat):
    """Not even who signs sees a hidden count: the page has no other number in its place."""
    tambah_kasus(manajer, 30)
    rilis = susun_rilis(supervisor)
    isi = isi_rilis.hasil(rilis)["isi"]
    tutup = len(isi_rilis.tersembunyi(isi))
    halaman = teks(masuk(penanda).get(url("rilis", rilis)))
    assert halaman.count("(tidak ditampilkan)") >= tutup
    assert set(isi_rilis.hasil(rilis)) == {"isi", "kecil", "pelindung", "selang"}


def test_refusing_needs_a_reason(masuk, supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 30)
    rilis = susun_rilis(supervisor)
    client = masuk(penanda)
    assert client.post(url("rilis_tolak", rilis), {"alasan": "x"}).status_code == 422
    client.post(url("rilis_tolak", rilis), {"alasan": "Verifikasi belum tuntas."})
    assert "Tidak diterbitkan" in teks(client.get(url("rilis", rilis)))


def test_bad_input_keeps_what_was_typed(masuk, supervisor):
    client = masuk(supervisor)
    for data in ({}, {"masa": "1999-7"}, {"masa": "x"}):
        assert client.post(url("rilis_baru"), data | {"catatan": "Ketikan"}).status_code == 422
    assert "Ketikan" in teks(client.post(url("rilis_baru"), {"catatan": "Ketikan"}))


def test_stopped_and_repeated(masuk, supervisor, manajer, tempat):
    tambah_kasus(manajer, 10)
    client = masuk(supervisor)
    client.post(url("rilis_baru"), {"masa": f"{TAHUN}-1"})
    rilis = Rilis.objects.sistem("uji").get()
    client.post(url("rilis_batal", rilis))
    assert segar(rilis).status == "BATAL"
    assert not kerjakan(rilis)
    client.post(url("rilis_ulang", rilis))
    assert kerjakan(rilis)


def test_queries_do_not_grow(masuk, client, supervisor, penanda, manajer, tempat):
    biaya, publik = set(), set()
    for n in (3, 30):
        tambah_kasus(manajer, n, paruh=1 if n == 3 else 2, benih=n)
        rekap = terbitkan(supervisor, penanda, SATU if n == 3 else DUA)
        orang = masuk(supervisor)
        orang.get(url("rilis_daftar"))
        rilis = Rilis.objects.sistem("uji").get(terbitan=rekap)
        biaya.add((kueri(orang, url("rilis_daftar")), kueri(orang, url("rilis", rilis))))
        halaman = (reverse("publik_statistik"), reverse("publik_rekap", args=[rekap.pk]))
        publik.add(tuple(kueri(client, h) for h in halaman))
    assert len(biaya) == len(publik) == 1


def test_composing_asks_the_same_queries_for_more_cases(manajer, tempat):
    biaya = set()
    for n in (3, 30):
        tambah_kasus(manajer, n, benih=n)
        with CaptureQueriesContext(
            connection,
        ) as tangkap:
            assert isi_rilis.catatan_kini(SATU) != Catatan()
        biaya.add(len(tangkap))
    assert len(biaya) == 1


def test_sweepers_leave_each_others_files_alone(masuk, supervisor, penanda, manajer, tempat):
    """Two tables keep their files in one folder: what is nobody's in the one may be the other's."""
    tambah_kasus(manajer, 10)
    rilis = susun_rilis(supervisor)
    for sapu in (tasks.sapu_dokumen, tasks.sapu_rilis):
        assert sapu(tuntas=True)["dihapus"] == 0
    assert isi_rilis.hasil(rilis)
    tindakan.tandatangani(by=penanda, rilis=rilis)
    rilis = segar(rilis)
    rilis.berkas.delete(save=False)
    Rilis.objects.sistem("uji").update(berkas="dokumen/hilang.json")
    with pytest.raises(GalatDokumen):
        tindakan.ulangi(by=supervisor, dokumen=segar(rilis))
    assert "Korban menurut umur" in teks(masuk(penanda).get(url("rilis", rilis)))


def test_open_data_names_itself(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 10)
    rekap = terbitkan(supervisor, penanda)
    meta = rekap_berkas.metadata(rekap)
    assert meta["sha256"] == rekap.sidik
    assert {v["nama"] for v in meta["variabel"]} >= {"kasus", "korban", "pasangan"}
    assert [k["nama"] for k in rekap_berkas.buku_kode()] == [k for k, _, _ in rekap_berkas.KOLOM]
