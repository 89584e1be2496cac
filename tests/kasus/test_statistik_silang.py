"""The pivot: every table equals what counting by hand gives, and shows nobody too much."""

import random
from collections import Counter
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.utils import timezone

from kasus.actions import statistik as tindakan
from kasus.documents.statistik_silang import (
    BAWAAN,
    DIMENSI,
    SATUAN,
    Pilihan,
    baca,
    susun,
)
from kasus.models import BentukKorban, Hubungan, Kasus, Korban, Layanan, SudutPandang, Terlapor
from tests.kasus.bantu_inti import peristiwa, pesan, teks, url
from tests.kasus.bantu_pelindungan import korban_dari, kueri, larang
from tests.kasus.test_statistik import buat, tambah_korban

pytestmark = pytest.mark.django_db
TAHUN = timezone.localdate().year
SAH = [
    (kode, baris, kolom)
    for kode, satuan in SATUAN.items()
    for baris, b in DIMENSI.items()
    if satuan in b.jalur
    for kolom, k in [("", None), *DIMENSI.items()]
    if kolom != baris and (k is None or satuan in k.jalur)
]


def semua(model, **saring):
    return model.objects.sistem("uji").filter(**saring)


def label(dimensi, nilai):
    return "Belum ada layanan" if nilai is None else str(dict(DIMENSI[dimensi].pilihan)[nilai])


def nilai(kunci, kasus, korban, orang):
    """The values one record has in a dimension, read from its objects."""
    if kunci in ("saluran", "tahap", "verifikasi"):
        return [getattr(kasus, kunci)]
    if kunci == "bentuk":
        return sorted({b.bentuk for b in semua(BentukKorban, korban=korban)})
    if kunci == "layanan":
        return sorted({x.jenis for x in semua(Layanan, korban=korban)}) or [None]
    ruas = {"usia": "kelompok_usia", "konflik": "keterkaitan"}.get(kunci, kunci)
    return [getattr(orang if kunci in ("usia", "kelamin", "anak") else korban, ruas)]


def rekam(kode):
    """Every record of a unit as (key, case, victim, the person whose facts count, pair)."""
    if kode == "kasus":
        return [(k.pk, k, None, None, None) for k in semua(Kasus)]
    if kode == "korban":
        return [(k.pk, k.kasus, k, k, None) for k in semua(Korban)]
    if kode == "terlapor":
        return [(t.pk, t.kasus, None, t, None) for t in semua(Terlapor)]
    return [(h.pk, h.korban.kasus, h.korban, h.korban, h) for h in semua(Hubungan)]


def fakta(kode):
    """Per record of a unit: dimension → the labels it stands under."""
    hasil = []
    for _, kasus, korban, orang, pasangan in rekam(kode):
        satu = {}
        for kunci, d in DIMENSI.items():
            if SATUAN[kode] not in d.jalur or kunci in ("bulan", "kecamatan"):
                continue
            isi = [pasangan.hubungan] if kunci == "hubungan" else nilai(kunci, kasus, korban, orang)
            satu[kunci] = [label(kunci, x) for x in isi]
        hasil.append(satu)
    return hasil


def tangan(daftar, baris, kolom):
    """Cells, totals of rows, totals of columns, by hand."""
    sel, per_baris, per_kolom = Counter(), Counter(), Counter()
    for satu in daftar:
        per_baris.update(satu[baris])
        per_kolom.update(satu.get(kolom, ()))
        sel.update((b, k) for b in satu[baris] for k in satu.get(kolom, ()))
    return sel, per_baris, per_kolom


@pytest.fixture
def dunia(manajer, unit, buat_kasus):
    acak = random.Random(4)
    for n in range(4):
        kasus = buat_kasus(acak.choice([1, 2]))
        if n:
            buat(Terlapor, kasus=kasus, kode="Y", kelamin="L")
        for kode in "BC"[:n]:
            korban = tambah_korban(kasus, acak, kode)
            for jenis in ["KESEHATAN", "BANTUAN_HUKUM", "KESEHATAN"][: acak.randint(0, 3)]:
                buat(
                    Layanan, korban=korban, jenis=jenis, fungsi="PENDAMPINGAN", instansi=unit,
                    oleh=manajer,
                )  # fmt: skip


def test_every_table_is_what_counting_by_hand_gives(manajer, dunia):
    """All units × rows × columns; months and districts have a test of their own."""
    assert len(semua(Layanan)) > len({(x.korban_id, x.jenis) for x in semua(Layanan)})
    per_satuan = {kode: fakta(kode) for kode in SATUAN}
    diuji = 0
    for kode, baris, kolom in SAH:
        if {baris, kolom} & {"bulan", "kecamatan"}:
            continue
        t = susun(manajer, Pilihan(kode, baris, kolom)).tabel
        sel, per_baris, per_kolom = tangan(per_satuan[kode], baris, kolom)
        tercetak = {(x.label, k): n for x, isi in t.baris for k, n in isi if n}
        assert tercetak == dict(sel), (kode, baris, kolom)
        assert {x.label: x.jumlah for x in t.larik} == dict(per_baris), (kode, baris, kolom)
        assert dict(t.kaki) == dict(per_kolom), (kode, baris, kolom)
        assert t.jumlah == len(per_satuan[kode]), (kode, baris, kolom)
        diuji += 1
    assert diuji > 100


def test_months_and_districts(manajer, buat_kasus, kecamatan):
    for bulan, tempat in ((TAHUN * 100 + 2, kecamatan), (TAHUN * 100 + 9, None)):
        satu = buat_kasus(1)
        semua(Kasus, pk=satu.pk).update(bulan=bulan, kecamatan=tempat)
    t = susun(manajer, Pilihan("korban", "bulan", "kecamatan")).tabel
    assert [(x.label, x.sel) for x in t.larik] == [("Februari", [0, 1]), ("September", [1, 0])]
    assert t.kolom == ["Tidak dicatat", "Palang"]
    assert susun(manajer, Pilihan("kasus", "bulan", "", paruh=1)).tabel.jumlah == 1


def test_scope_and_verification(manajer, supervisor, manajer_lain, buat_kasus):
    satu = buat_kasus(1)
    buat_kasus(3)
    larangan = buat_kasus(1)
    larang(larangan, supervisor, manajer)
    semua(Kasus, pk=satu.pk).update(
        verifikasi="TERVERIFIKASI", verifikasi_oleh=manajer, verifikasi_pada=timezone.now()
    )
    for kode in SATUAN:
        pilihan = Pilihan(kode, *BAWAAN[SATUAN[kode]])
        assert susun(manajer, pilihan).kasus == 3
        assert susun(supervisor, pilihan).tabel.jumlah == 1
        assert susun(manajer_lain, pilihan).tabel.jumlah == 0
    s = susun(manajer, Pilihan(terverifikasi=True))
    assert (s.kasus, s.terverifikasi, s.tabel.jumlah) == (1, 1, 1)


@pytest.mark.parametrize(
    ("alamat", "kata"),
    [
        ("hitung=terlapor&baris=bentuk", "Bentuk kekerasan tidak dicatat per terlapor."),
        ("hitung=kasus&baris=bulan&kolom=kelamin", "Jenis kelamin tidak dicatat per kasus."),
        ("hitung=korban&baris=usia&kolom=usia", "Baris dan kolomnya sama."),
        ("hitung=orang", "Pilihan ini tidak dikenal."),
        ("baris=nik", "Pilihan ini tidak dikenal."),
        ("paruh=9", "Pilihan ini tidak dikenal."),
        ("tahun=1889", "Tidak ada kasus pada tahun itu."),
        ("tahun=" + "9" * 400, "Tidak ada kasus pada tahun itu."),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_said_beside_its_field(masuk, manajer, buat_kasus, alamat, kata):
    buat_kasus(1)
    jawaban = masuk(manajer).get(f"{url('statistik_silang')}?{alamat}")
    isi = teks(jawaban)
    assert jawaban.status_code == 200
    assert "Pilihan ini tidak dapat dihitung" in isi
    assert isi.count(kata) == 2  # above, and beside the field
    assert "<tfoot>" in isi


def test_parser_reads_back_what_it_wrote():
    for kode, baris, kolom in SAH:
        for tahun, paruh, verifikasi in ((None, 0, False), (TAHUN, 2, True)):
            pilihan = Pilihan(kode, baris, kolom, tahun, paruh, verifikasi)
            assert baca(QueryDict(pilihan.kueri), [TAHUN]) == (pilihan, {})
            assert len(pilihan.kueri) <= 200
    assert baca({}, [TAHUN]) == (Pilihan(), {})


def test_page_names_unit_time_and_verification(masuk, manajer, buat_kasus):
    kasus = buat_kasus(1)
    isi = teks(masuk(manajer).get(url("statistik_silang")))
    for kalimat in (
        "Yang dihitung: korban dari 1 kasus yang Anda tangani atau pimpin, keadaan",
        "0 kasus terverifikasi; yang belum diverifikasi ikut dihitung.",
        "bukan dengan menambahkan sel", "Korban menurut bentuk kekerasan dan jenis kelamin",
    ):  # fmt: skip
        assert kalimat in isi
    assert kasus.kode not in isi
    kosong = teks(masuk(manajer).get(url("statistik_silang"), {"verifikasi": "ya"}))
    assert "Tidak ada korban yang dapat dihitung" in kosong
    assert "<tfoot>" not in kosong


def test_saved_view_is_found_again_by_its_owner_alone(masuk, manajer, supervisor, buat_kasus):
    buat_kasus(1)
    client = masuk(manajer)
    data = {**Pilihan("terlapor", "usia", "").data, "nama": " Umur  terlapor "}
    jawaban = client.post(url("sudut_simpan"), data)
    assert "Hanya Anda" in pesan(jawaban)
    sudut = semua(SudutPandang).get()
    assert sudut.nama == "Umur terlapor"
    assert parse_qs(jawaban.url.partition("?")[2])["hitung"] == ["terlapor"]
    assert peristiwa(sudut) == ["sudut_pandang.disimpan"]
    halaman = teks(client.get(jawaban.url))
    assert "Umur terlapor" in halaman
    assert "Terlapor menurut kelompok usia" in halaman
    assert "Umur terlapor" not in teks(masuk(supervisor).get(url("statistik_silang")))
    assert masuk(supervisor).post(url("sudut_hapus", sudut)).status_code == 404
    client = masuk(manajer)
    assert client.get(url("sudut_hapus", sudut)).status_code == 405
    assert client.post(url("sudut_hapus", sudut)).status_code == 302
    assert not semua(SudutPandang).exists()
    assert peristiwa(sudut) == ["sudut_pandang.disimpan", "sudut_pandang.dihapus"]


@pytest.mark.parametrize(
    "ubah", [{"nama": ""}, {"nama": "x" * 61}, {"baris": "hubungan"}, {"tahun": "1800"}]
)
def test_what_is_not_a_view_is_not_kept(masuk, manajer, ubah):
    data = {**Pilihan().data, "nama": "Bentuk"} | ubah
    assert masuk(manajer).post(url("sudut_simpan"), data).status_code == 422
    assert not semua(SudutPandang).exists()


def test_names_and_number_of_views(manajer, supervisor, auditor, monkeypatch):
    monkeypatch.setattr(tindakan, "MAKS", 2)
    satu = tindakan.simpan(by=manajer, nama="Satu", pilihan=Pilihan())
    assert tindakan.simpan(by=manajer, nama="SATU", pilihan=Pilihan()) == satu
    with pytest.raises(ValidationError, match="sudah dipakai"):
        tindakan.simpan(by=manajer, nama="satu", pilihan=Pilihan(paruh=1))
    tindakan.simpan(by=manajer, nama="Dua", pilihan=Pilihan())
    with pytest.raises(ValidationError, match="Hapus satu dahulu"):
        tindakan.simpan(by=manajer, nama="Tiga", pilihan=Pilihan())
    tindakan.simpan(by=supervisor, nama="Satu", pilihan=Pilihan())
    with pytest.raises(PermissionDenied):
        tindakan.simpan(by=auditor, nama="Satu", pilihan=Pilihan())
    assert not SudutPandang.objects.untuk(auditor).exists()


def test_queries_do_not_grow(masuk, manajer, buat_kasus):
    client, alamat = masuk(manajer), f"{url('statistik_silang')}?baris=bentuk&kolom=layanan"
    biaya = set()
    for n in (3, 27):
        for ke in range(n):
            tambah_korban(buat_kasus(1), random.Random(n), "B")
            tindakan.simpan(by=manajer, nama=f"{n} {ke}", pilihan=Pilihan())
        client.get(alamat)
        biaya.add(kueri(client, alamat))
    assert len(biaya) == 1


def test_a_case_taken_away_is_counted_no_more(manajer, supervisor, buat_kasus):
    kasus = buat_kasus(1)
    assert susun(supervisor, Pilihan()).tabel.jumlah == 1
    larang(kasus, supervisor, manajer)
    assert susun(supervisor, Pilihan()).tabel.jumlah == 0
    assert korban_dari(kasus)
