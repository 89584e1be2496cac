"""Two versions compared: what is the same is silent, what differs is named field by field."""

import copy

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rad.actions import versi as aksi_versi
from rad.actions.versi import tetapkan
from rad.documents import perubahan, perubahan_matriks
from rad.models import Banding, Dokumen
from tests.rad.bantu_aksi import disetujui, teks, url
from tests.rad.bantu_matriks import banyak, kueri
from tests.rad.bantu_versi import ALASAN, buat_dua_versi

TAHUN = [2025, 2026]
ANGKA = st.none() | st.decimals(0, 10**6, places=2).map(lambda n: f"{n:.2f}")
KATA = st.sampled_from(["Kota", "Desa", "Kecamatan Jenu"])
INDIKATOR = st.fixed_dictionaries(
    {
        "indikator": st.sampled_from(["Kader", "Desa tangguh", "Korban dilayani"]),
        "satuan": KATA,
        "arah": st.sampled_from(["naik", "turun"]),
        "jenis": st.just("keluaran"),
        "kumulatif": st.booleans(),
        "baseline": ANGKA,
        "target": st.lists(ANGKA, min_size=2, max_size=2),
    },
    optional={"silsilah": st.sampled_from(["i1", "i2"])},
)
AKSI = st.fixed_dictionaries(
    {
        "nomor": st.just(1),
        "uraian": KATA,
        "kode": st.just(""),
        "penanggung_jawab": st.sampled_from(["Dinas A", "Dinas B"]),
        "pendukung": st.lists(KATA, max_size=2),
        "lokasi": KATA,
        "keterangan": st.just(""),
        "baris": st.lists(INDIKATOR, max_size=3),
        "anggaran": st.lists(
            st.fixed_dictionaries(
                {"sumber": st.just("PAD"), "pagu": st.lists(ANGKA, min_size=2, max_size=2)}
            ),
            max_size=1,
        ),
    }
)


@st.composite
def _isi(draw):
    """A snapshot with some of the lineages a–d."""
    kunci = draw(st.lists(st.sampled_from("abcd"), unique=True))
    aksi = [{**draw(AKSI), "id": k, "silsilah": k} for k in kunci]
    return {
        "tahun": TAHUN,
        "kelompok": [
            {
                "bidang": "pencegahan",
                "label": "Pencegahan",
                "sasaran": [{"uraian": "Sasaran", "aksi": aksi}],
            }
        ],
    }


@given(_isi())
def test_a_version_against_itself_is_empty(satu):
    assert not perubahan.bandingkan(satu, copy.deepcopy(satu))


@given(_isi(), _isi())
def test_the_way_back_is_the_mirror(satu, dua):
    maju, balik = perubahan.bandingkan(satu, dua), perubahan.bandingkan(dua, satu)
    assert [a["id"] for a in maju.baru] == [a["id"] for a in balik.hilang]
    assert {a["id"] for a, _ in maju.diubah} == {a["id"] for a, _ in balik.diubah}


@given(_isi(), _isi())
def test_totals_differ_by_what_was_added_gone_and_changed(satu, dua):
    semua = perubahan.jumlah(satu, dua)
    per_opd = [perubahan.jumlah(satu, dua, opd=o) for o in ("Dinas A", "Dinas B")]
    for baris, *bagian in zip(semua, *per_opd, strict=True):
        assert baris.semula == sum(b.semula for b in bagian)
        assert baris.menjadi == sum(b.menjadi for b in bagian)


@given(_isi())
def test_numbers_are_compared_as_numbers(satu):
    """More zeros behind the comma change nothing, and no money is the same as zero."""
    dua = copy.deepcopy(satu)
    for a in dua["kelompok"][0]["sasaran"][0]["aksi"]:
        for i in a["baris"]:
            i["target"] = [None if n is None else f"{n}00" for n in i["target"]]
        for g in a["anggaran"]:
            g["pagu"] = ["0.00" if n is None else n for n in g["pagu"]]
    assert not perubahan.bandingkan(satu, dua)


@pytest.fixture
def dua_versi(rad, opd_a, sekretariat, sekretaris):
    """Version 1 with two actions; version 2 changes one, drops one and adds one."""
    return buat_dua_versi(rad, opd_a, sekretariat, sekretaris)


def test_fields_are_named_by_lineage(dua_versi):
    satu, dua = dua_versi
    hasil = perubahan.bandingkan(satu.isi, dua.isi)
    ((aksi, beda),) = hasil.diubah
    assert aksi["uraian"] == "Peta rawan konflik"
    assert [a["uraian"] for a in hasil.baru] == ["Sekolah damai"]
    assert [a["uraian"] for a in hasil.hilang] == ["Visum gratis"]
    assert beda[0] == ("Uraian aksi", "Peta rawan", "Peta rawan konflik")
    assert beda[1][0] == "Indikator"
    assert beda[1][1].startswith("Desa dengan paralegal (desa, naik)")
    assert beda[1][2] == ""
    assert beda[2:] == [("Pagu 2026 (PAD)", "Rp85.000.000", "Rp90.000.000")]


def test_snapshot_without_lineage_falls_back_to_the_id(dua_versi):
    satu, dua = dua_versi
    lama = copy.deepcopy(satu.isi)
    for k in lama["kelompok"]:
        for s in k["sasaran"]:
            for a in s["aksi"]:
                del a["silsilah"]
                for i in a["baris"]:
                    del i["silsilah"]
    assert [a["uraian"] for a, _ in perubahan.bandingkan(lama, dua.isi).diubah] == [
        "Peta rawan konflik"
    ]


def test_page_shows_all_three_kinds_with_names_and_totals(dua_versi, rad, bappeda, masuk):
    halaman = teks(masuk(bappeda).get(url("banding", rad)))
    for kata in (
        "Semula versi 1, menjadi versi 2",
        "1 aksi berubah",
        "1 aksi baru",
        "1 aksi tidak termuat lagi",
        "Rp170.000.000",
        "Rp175.000.000",
        "Disetujui Sekretaris",
        "Matriks perubahan (PDF)",
    ):
        assert kata in halaman
    penanganan = teks(masuk(bappeda).get(url("banding", rad) + "?bidang=penanganan"))
    assert "1 aksi tidak termuat lagi" in penanganan
    assert "aksi berubah</h2>" not in penanganan


def test_state_now_is_what_the_next_version_would_hold(dua_versi, rad, opd_a, masuk, sekretariat):
    alamat = url("banding", rad) + "?dari=2&ke=kini"
    assert "Tidak ada perbedaan" in teks(masuk(opd_a).get(alamat))
    disetujui(opd_a, rad, sekretariat, "Forum anak")
    halaman = teks(masuk(opd_a).get(alamat))
    assert "Forum anak" in halaman
    assert "Matriks perubahan (PDF)" not in halaman


@pytest.mark.parametrize("kueri_", ["?dari=99&ke=2", "?dari=x", "?ke=-1", "?bidang=x&opd=y"])
def test_wrong_choice_is_named(dua_versi, rad, opd_a, masuk, kueri_):
    jawaban = masuk(opd_a).get(url("banding", rad) + kueri_)
    assert jawaban.status_code == 200
    assert jawaban.context["hasil"] is None
    assert jawaban.context["form"].errors


def test_queries_do_not_grow(rad, opd_a, sekretariat, masuk):
    client, biaya = masuk(opd_a), set()
    for n in (3, 30):
        banyak(
            rad, [opd_a.lembaga], n, pengaju=opd_a, pemutus=sekretariat, status="disetujui",
            awalan=f"Ke-{n}",
        )  # fmt: skip
        tetapkan(by=sekretariat, rad=rad)
        alamat = url("banding", rad) + "?dari=1&ke=1"
        client.get(alamat)
        biaya.add(kueri(client, alamat))
    assert len(biaya) == 1


def test_printed_rows_name_reason_and_people(dua_versi):
    satu, dua = dua_versi
    isi_matriks = perubahan_matriks.susun(aksi_versi.banding(dari=satu, ke=dua))
    baris = [b for b in isi_matriks["baris"] if b["jenis"] == "aksi"]
    assert [b["no"] for b in baris] == [1, None, None, 2, 3]
    assert baris[0]["keterangan"][0] == ALASAN
    assert any("Disetujui Sekretariat" in k for k in baris[0]["keterangan"])
    (dicabut,) = [b for b in baris if b["uraian"] == "Aksi dicabut"]
    assert dicabut["keterangan"][0] == "Sudah selesai."
    assert dicabut["menjadi"] == [""]


def test_document_is_made_of_the_pair(dua_versi, rad, bappeda, masuk, monkeypatch):
    monkeypatch.setattr("p3aks.core.jobs.tawarkan", lambda tugas, pk: True)
    client, (satu, dua) = masuk(bappeda), dua_versi
    alamat = reverse("rad:banding_dokumen", args=[rad.pk])
    for jenis in ("matriks-perubahan", "matriks-perubahan-xlsx"):
        jawaban = client.post(alamat, {"dari": 1, "ke": 2, "jenis": jenis})
        dokumen = Dokumen.objects.get(jenis=jenis)
        assert jawaban.url == reverse("rad:dokumen_detail", args=[dokumen.pk])
        assert (dokumen.versi, dokumen.final) == (dua, True)
        assert client.get(jawaban.url).status_code == 200
    assert Banding.objects.get().dari == satu
    for isian in (
        {"dari": 1, "ke": 1, "jenis": "matriks-perubahan"},
        {"dari": 1, "ke": 9, "jenis": "matriks-perubahan"},
        {"dari": 1, "ke": 2, "jenis": "perbup"},
    ):
        assert client.post(alamat, isian).status_code in (302, 404)
    assert Dokumen.objects.count() == 2
