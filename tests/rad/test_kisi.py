"""The grid: rows saved for themselves, pasted tables, two people on one action."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rad.actions import aksi as tindakan
from rad.actions import perubahan
from rad.actions.isi import IsiAnggaran, IsiIndikator
from rad.documents.kisi import baris_aksi, gabung, kolom_kisi, rapi
from rad.forms.baris_aksi import PembacaAksi
from rad.forms.impor_baris import Kamus
from rad.models import Aksi
from rad.models.salinan import salin
from tests.rad.bantu_aksi import TAHUN, diajukan, disetujui, draf, segar, url
from tests.rad.bantu_matriks import banyak, kueri

BARU = {
    "bidang": "Pencegahan", "sasaran": "Desa tangguh konflik", "uraian": "Pelatihan paralegal",
    "nama": "Paralegal terlatih", "satuan": "orang", "arah": "Naik", "target_2025": "20",
    "pagu_2026": "85.000.000", "sumber": "PAD",
}  # fmt: skip


def kiriman(*aksi, **lain):
    """What the page sends: *aksi* as (id, version or "", starting lines or None, lines)."""
    data = {"k": [str(pk) for pk, *_ in aksi], **lain}
    for pk, versi, awal, baris in aksi:
        data[f"{pk}.versi"] = str(versi)
        data[f"{pk}.awal"] = "" if awal is None else json.dumps(awal)
        for kunci in {k for b in baris for k in b}:
            data[f"{pk}.{kunci}"] = [b.get(kunci, "") for b in baris]
    return data


def dari(aksi, **ubah):
    """The action as somebody's page shows it, with the first line changed."""
    awal = baris_aksi(segar(aksi))
    return aksi.pk, segar(aksi).versi, awal, [{**awal[0], **ubah}, *awal[1:]]


def rekan(by, aksi, **ubah):
    """Somebody else's save in between."""
    aksi = segar(aksi)
    isi_baru = replace(perubahan.isi_dari(aksi), **ubah)
    tindakan.simpan(by=by, rad=aksi.rad, aksi=aksi, isi=isi_baru)


def kirim(client, rad, *aksi, skrip=False, **lain):
    kepala = {"X-Kisi": "ya"} if skrip else {}
    return client.post(url("kisi", rad), kiriman(*aksi, **lain), headers=kepala)


def baca(jawaban, pk):
    """The row of one action in an answer, as its text with the values of its cells."""
    html = jawaban.content.decode()
    return unescape(re.search(rf'<tbody id="k-{pk}".*?</tbody>', html, re.S)[0])


@pytest.fixture
def dua(rad, opd_a, opd_b):
    """An own draft with two indicators and two sources, and one of another institution."""
    ukuran = [
        IsiIndikator("Desa", "desa", "naik", {2025: Decimal("1.5")}, baseline=Decimal("0.055")),
        IsiIndikator("Kasus", "kasus", "turun", {}, jenis="hasil", kumulatif=True),
    ]
    uang = [
        IsiAnggaran("pad", {2026: Decimal("85000000.50")}),
        IsiAnggaran("dau", {2027: Decimal(1)}),
    ]
    milik = draf(
        opd_a, rad, "Peta rawan", indikator=ukuran, anggaran=uang, pendukung=[opd_b.lembaga]
    )
    return milik, draf(opd_b, rad, "Sekolah damai")


def test_page_shows_own_open_actions_and_empty_rows(dua, rad, opd_a, sekretariat, masuk):
    disetujui(opd_a, rad, sekretariat, "Sudah disetujui")
    diajukan(opd_a, rad, "Sudah diajukan")
    halaman = masuk(opd_a).get(url("kisi", rad)).content.decode()
    assert halaman.count("<tbody id=") == 6
    for teks in ("Sekolah damai", "Sudah disetujui", "Sudah diajukan"):
        assert teks not in halaman
    baris = baca(masuk(opd_a).get(url("kisi", rad)), dua[0].pk)
    assert baris.count("<tr") == 2
    for teks in ("Peta rawan", "0,055", "85.000.000,50", "Kasus", opd_a.lembaga.nama):
        assert teks in baris


def test_sekretariat_sees_every_institution(dua, rad, sekretariat, masuk):
    halaman = masuk(sekretariat).get(url("kisi", rad)).content.decode()
    assert "Peta rawan" in halaman
    assert "Sekolah damai" in halaman


def test_what_the_grid_shows_reads_back_as_the_same_action(dua, rad, opd_a):
    terbaca = PembacaAksi(Kamus(rad, opd_a)).baca(baris_aksi(dua[0]), [1, 2])
    assert not terbaca.masalah
    assert terbaca.isi.salinan() == salin(segar(dua[0]))


def test_unchanged_rows_stay_untouched(dua, rad, opd_a, masuk):
    jawaban = kirim(masuk(opd_a), rad, dari(dua[0]))
    assert jawaban.status_code == 200
    assert segar(dua[0]).versi == dua[0].versi


def test_each_row_is_saved_for_itself(dua, rad, opd_a, masuk):
    baru, salah = uuid4(), uuid4()
    opd = {"penanggung_jawab": opd_a.lembaga.singkatan}
    jawaban = kirim(
        masuk(opd_a), rad,
        dari(dua[0], lokasi="Bancar"),
        (baru, "", None, [{**BARU, **opd}]),
        (salah, "", None, [{**BARU, **opd, "uraian": "Lain", "arah": "miring", "pagu_2026": "x"}]),
    )  # fmt: skip
    assert jawaban.status_code == 422
    assert segar(dua[0]).lokasi == "Bancar"
    aksi = Aksi.objects.get(pk=baru)
    assert (aksi.uraian, aksi.pagu, aksi.status) == ("Pelatihan paralegal", 85_000_000, "draf")
    assert not Aksi.objects.filter(pk=salah).exists()
    baris = baca(jawaban, salah)
    assert baris.count("aria-invalid") == 2
    assert re.findall(r'<a href="#(s-[^"]*)">([^<]*)</a>', baris) == [
        (f"s-{salah}-1-arah", "Arah"),
        (f"s-{salah}-1-pagu_2026", "Anggaran 2026"),
    ]
    assert baris.count(f'id="s-{salah}-1-arah"') == 1
    assert 'value="miring"' in baris
    assert "Arah indikator wajib diisi" in baris


def test_empty_rows_are_no_actions(rad, opd_a, masuk):
    kosong = (uuid4(), "", None, [{"penanggung_jawab": opd_a.lembaga.nama}])
    assert kirim(masuk(opd_a), rad, kosong).status_code == 200
    assert not rad.aksi.exists()


def test_new_row_sent_twice_is_one_action_and_takes_the_later_text(rad, opd_a, masuk):
    pk, opd = uuid4(), {"penanggung_jawab": opd_a.lembaga.nama}
    for lokasi in ("", "", "Bancar"):
        kirim(masuk(opd_a), rad, (pk, "", None, [{**BARU, **opd, "lokasi": lokasi}]))
    assert rad.aksi.get().lokasi == "Bancar"


def test_same_wording_twice_is_refused_beside_it(dua, rad, opd_a, masuk):
    pk = uuid4()
    baris = {**BARU, "uraian": "Peta  RAWAN", "penanggung_jawab": opd_a.lembaga.nama}
    jawaban = kirim(masuk(opd_a), rad, (pk, "", None, [baris]))
    assert jawaban.status_code == 422
    assert "sudah memiliki aksi" in baca(jawaban, pk)


def test_unknown_supporter_stays_in_its_cell(dua, rad, opd_a, masuk):
    jawaban = kirim(masuk(opd_a), rad, dari(dua[0], pendukung="Dinas Khayalan"))
    assert jawaban.status_code == 422
    assert "Dinas Khayalan" in baca(jawaban, dua[0].pk)
    assert segar(dua[0]).pendukung.count() == 1


def test_a_full_page_fits_into_one_request(dua, rad, opd_a, masuk):
    """Without a script all of it goes at once: 25 actions of three lines, 27 fields a line."""
    baris = [{k.kunci: "" for k in kolom_kisi(rad)} for _ in range(3)]
    penuh = [(uuid4(), "", None, baris) for _ in range(25)]
    jawaban = kirim(masuk(opd_a), rad, dari(dua[0], lokasi="Bancar"), *penuh)
    assert jawaban.status_code == 200
    assert segar(dua[0]).lokasi == "Bancar"


# Two people on one action


def test_changes_in_different_cells_come_together(dua, rad, opd_a, masuk):
    milikku = dari(dua[0], lokasi="Bancar", target_2025="2")
    rekan(opd_a, dua[0], keterangan="dari rekan")
    jawaban = kirim(masuk(opd_a), rad, milikku)
    assert jawaban.status_code == 200
    kini = segar(dua[0])
    assert (kini.lokasi, kini.keterangan) == ("Bancar", "dari rekan")
    assert kini.indikator.get(nama="Desa").target.get(tahun=2025).nilai == 2


def test_the_same_cell_shows_both_texts_and_waits(dua, rad, opd_a, masuk):
    milikku = dari(dua[0], lokasi="Bancar")
    rekan(opd_a, dua[0], lokasi="Jenu")
    client = masuk(opd_a)
    jawaban = kirim(client, rad, milikku)
    assert jawaban.status_code == 409
    baris = baca(jawaban, dua[0].pk)
    assert 'value="Bancar"' in baris
    assert "Tersimpan: Jenu" in baris
    lagi = _seperti_halaman(baris, dua[0].pk)
    assert client.post(url("kisi", rad), lagi).status_code == 409  # waits for a choice
    assert segar(dua[0]).lokasi == "Jenu"
    assert client.post(url("kisi", rad), {**lagi, "timpa": str(dua[0].pk)}).status_code == 200
    assert segar(dua[0]).lokasi == "Bancar"


def test_the_stored_text_may_be_chosen(dua, rad, opd_a, masuk):
    milikku = dari(dua[0], lokasi="Bancar")
    rekan(opd_a, dua[0], lokasi="Jenu")
    client = masuk(opd_a)
    lagi = _seperti_halaman(baca(kirim(client, rad, milikku), dua[0].pk), dua[0].pk)
    jawaban = client.post(url("kisi", rad), {**lagi, "pakai": str(dua[0].pk)})
    assert jawaban.status_code == 200
    assert 'value="Jenu"' in baca(jawaban, dua[0].pk)


def _seperti_halaman(baris, pk):
    """What the browser would send of this row."""
    isian = re.findall(rf'name="({pk}\.[a-z_0-9]+)" value="([^"]*)"', baris.replace(" list=", " "))
    isian = [(n, v) for n, v in isian if not n.endswith((".awal", ".versi"))]
    data = {"k": [str(pk)]}
    for nama, nilai in isian:
        data.setdefault(nama, []).append(nilai)
    for nama, nilai in re.findall(
        rf'<textarea[^>]*name="({pk}\.[a-z_0-9]+)"[^>]*>(.*?)</textarea>', baris, re.S
    ):
        data.setdefault(nama, []).append(nilai)
    versi = re.search(rf'name="{pk}\.versi" value="(\d+)"', baris)[1]
    awal = re.search(rf'name="{pk}\.awal" value="(.*?)">', baris)[1]
    return {**data, f"{pk}.versi": versi, f"{pk}.awal": awal}


def test_approved_or_submitted_meanwhile_is_not_overwritten(dua, rad, opd_a, sekretariat, masuk):
    aksi = disetujui(opd_a, rad, sekretariat, "Lain")
    for lain, sebab in ((aksi, "sudah disetujui"), (diajukan(opd_a, rad), "sedang diajukan")):
        satu = dari(lain, lokasi="Bancar")
        jawaban = kirim(masuk(opd_a), rad, satu)
        assert jawaban.status_code == 422
        assert sebab in baca(jawaban, satu[0])
        assert Aksi.objects.get(pk=satu[0]).lokasi == "20 kecamatan"


def test_foreign_actions_stay_out_of_reach(dua, rad, opd_a, masuk):
    asing = dari(dua[1], lokasi="Bancar")
    jawaban = kirim(masuk(opd_a), rad, asing)
    assert jawaban.status_code == 422
    assert "tidak dapat Anda baca" in baca(jawaban, dua[1].pk)
    tanpa_versi = (dua[1].pk, "", None, [{**BARU, "penanggung_jawab": opd_a.lembaga.nama}])
    assert kirim(masuk(opd_a), rad, tanpa_versi).status_code == 422
    assert segar(dua[1]).lokasi == "20 kecamatan"


def test_after_the_deadline_nothing_is_saved_and_nothing_lost(dua, rad, opd_a, masuk):
    milikku = dari(dua[0], lokasi="Bancar")
    rad.batas_pengisian = "2020-01-01"
    rad.save()
    client = masuk(opd_a)
    assert client.get(url("kisi", rad)).status_code == 302
    jawaban = kirim(client, rad, milikku)
    assert jawaban.status_code == 422
    assert 'value="Bancar"' in baca(jawaban, dua[0].pk)
    assert segar(dua[0]).lokasi == "20 kecamatan"


# Pasting

JUDUL = [
    "Bidang", "Sasaran", "Kode Sub Kegiatan", "Aksi", "Indikator", "Satuan", "Arah",
    "Baseline 2024", *(f"Target {t}" for t in TAHUN), *(f"Anggaran {t}" for t in TAHUN),
    "Sumber Dana", "OPD Penanggung Jawab",
]  # fmt: skip


def tabel(opd, *uraian, indikator="Peserta"):
    return [
        ["Pencegahan", "Rukun", "", u, indikator, "orang", "Naik", "",
         *"12345", "", "10.000.000", "", "", "", "PAD", opd.singkatan]
        for u in uraian
    ]  # fmt: skip


def tsv(*baris):
    return "\r\n".join("\t".join(b) for b in baris)


def test_pasted_table_with_heading(rad, opd_a, masuk):
    teks = tsv(JUDUL, *tabel(opd_a.lembaga, "Satu", "Dua"), *tabel(opd_a.lembaga, "Dua"))
    teks += "\r\n" + tsv(*tabel(opd_a.lembaga, "Dua", indikator="Lulusan")).replace("PAD", "DAU")
    jawaban = kirim(masuk(opd_a), rad, tempel=teks.replace("10.000.000", "", 1))
    assert jawaban.status_code == 422  # the same source twice in "Dua"
    assert rad.aksi.get().uraian == "Satu"
    assert "gabungkan" in jawaban.content.decode()


def test_pasted_rows_without_heading_begin_where_one_stood(rad, opd_a, masuk):
    baris = [b[3:] for b in tabel(opd_a.lembaga, "Satu", "Dua")]
    jawaban = kirim(masuk(opd_a), rad, tempel=tsv(*baris), mulai="uraian", skrip=True)
    html = jawaban.content.decode()
    assert jawaban.status_code == 422
    assert html.count("<tbody") == 2
    assert html.count("Bidang wajib diisi.") == 2
    assert "Satu</textarea>" in html


@pytest.mark.parametrize(
    ("teks", "sebab"),
    [
        (tsv([t.replace("2029", "2035") for t in JUDUL], ["x"]), "2035"),
        (tsv(*[["a"]] * 501), "500"),
        (tsv(["a"] * 40), "40 kolom"),
        (tsv(JUDUL), "belum ada baris"),
        ('"' + "a" * 140_000, "bukan tabel"),
    ],
)
def test_table_that_cannot_be_taken_stays_in_the_box(rad, opd_a, masuk, teks, sebab):
    jawaban = kirim(masuk(opd_a), rad, tempel=teks)
    assert jawaban.status_code == 422
    html = unescape(jawaban.content.decode())
    assert sebab in html
    assert re.search(r'name="tempel"[^>]*>(.*?)</textarea>', html, re.S)[1].strip()
    assert not rad.aksi.exists()


def test_one_more_line_and_more_rows_without_a_script(dua, rad, opd_a, masuk):
    jawaban = kirim(masuk(opd_a), rad, dari(dua[0]), tambah=str(dua[0].pk), tambah_aksi="10")
    assert baca(jawaban, dua[0].pk).count("<tr") == 3
    assert jawaban.content.decode().count("<tbody id=") == 11


def test_hostile_input_is_no_error(rad, opd_a, masuk):
    pk = uuid4()
    for awal in ("[", "[1]", "null", '{"a": 1}', "[[]]", '[{"lokasi": {"x": 1}}]', "[" * 10_000):
        data = {"k": [str(pk), "x"], f"{pk}.awal": awal, f"{pk}.versi": "9" * 400,
                f"{pk}.uraian": "a\x00b" * 400}  # fmt: skip
        assert masuk(opd_a).post(url("kisi", rad), data).status_code == 422


def test_queries_do_not_grow(rad, opd_a, masuk):
    client, biaya = masuk(opd_a), set()
    for n in (3, 20):
        banyak(rad, [opd_a.lembaga], n, pengaju=opd_a, status="draf", awalan=f"Ke-{n}")
        client.get(url("kisi", rad))
        biaya.add(kueri(client, url("kisi", rad)))
    assert len(biaya) == 1


# Bringing texts together

TEKS = st.sampled_from(["", "a", "b", "c"])
BARIS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(("uraian", "nama", "sumber"), TEKS)).map(rapi),
    min_size=1, max_size=3,
)  # fmt: skip


def _sel(baris):
    return {(n, k): v for n, b in enumerate(baris) for k, v in b.items()}


@given(BARIS, BARIS, BARIS)
def test_no_word_of_either_side_is_lost(awal, tersimpan, ketikan):
    hasil = gabung(awal, tersimpan, ketikan)
    a, t, k, h = map(_sel, (awal, tersimpan, ketikan, hasil.baris))
    for letak in {*a, *t, *k}:
        lama, kini, ketik = (x.get(letak, "") for x in (a, t, k))
        jadi = h.get(letak, "")
        if ketik == lama:
            assert jadi == kini
        elif kini in (lama, ketik):
            assert jadi == ketik
        else:
            assert (jadi, hasil.beda[letak]) == (ketik, kini)
    assert set(hasil.beda) <= {*a, *t, *k}


@given(BARIS, BARIS)
def test_with_oneself_nothing_changes(awal, ketikan):
    assert _sel(gabung(awal, awal, ketikan).baris) == _sel(ketikan)
    assert gabung(awal, awal, ketikan).beda == {}
    assert _sel(gabung(awal, ketikan, awal).baris) == _sel(ketikan)
    assert gabung(None, ketikan, ketikan).beda == {}


def test_columns_are_those_of_the_template(rad):
    assert [k.label for k in kolom_kisi(rad)][: len(JUDUL)] == JUDUL
