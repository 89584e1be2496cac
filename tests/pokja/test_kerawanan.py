"""The vulnerability score: between 0 and 100, never lowered by more, explained to the last point;
weights kept by the Sekretariat, with what was in force before."""

import datetime as dt
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.actions.kerawanan import ubah_bobot
from pokja.aturan.kerawanan import BOBOT_BAWAAN, FAKTOR, KODE, nilai_skor
from pokja.documents.kerawanan import keadaan
from pokja.enums import JenisJejaring, TingkatWilayah
from pokja.models import BobotKerawanan, Jejaring, PeristiwaKonflik, PotensiKonflik, Wilayah

HARI_INI = dt.date(2026, 3, 2)
ALAMAT, BOBOT = "konflik:kerawanan", "konflik:bobot"

BAHAN = st.dictionaries(
    st.sampled_from([f"35.23.{n:02}" for n in range(1, 13)]),
    st.fixed_dictionaries(dict.fromkeys(KODE, st.integers(0, 500))),
    min_size=1,
)
BOBOT_APA_PUN = st.fixed_dictionaries(dict.fromkeys(KODE, st.integers(0, 100))).filter(
    lambda b: any(b.values())
)


def nol(**ganti):
    return {**dict.fromkeys(KODE, 0), **ganti}


class TestRumus:
    @given(BAHAN, BOBOT_APA_PUN)
    def test_skor_dalam_0_sampai_100_dan_sama_dengan_jumlah_sumbangannya(self, bahan, bobot):
        for s in nilai_skor(bahan, bobot):
            assert 0 <= s.nilai <= 100
            assert sum(u.poin for u in s.sumbangan) == s.nilai
            assert s.terbaik <= s.peringkat <= s.terburuk

    @given(BAHAN, BOBOT_APA_PUN, st.sampled_from(KODE), st.integers(1, 500), st.data())
    def test_lebih_banyak_tidak_pernah_menurunkan(self, bahan, bobot, faktor, tambah, data):
        kode = data.draw(st.sampled_from(sorted(bahan)))
        lebih = {**bahan, kode: {**bahan[kode], faktor: bahan[kode][faktor] + tambah}}
        dulu = {s.kode: s for s in nilai_skor(bahan, bobot)}[kode]
        kini = {s.kode: s for s in nilai_skor(lebih, bobot)}[kode]
        assert kini.nilai >= dulu.nilai
        assert kini.peringkat <= dulu.peringkat

    @given(BAHAN, BOBOT_APA_PUN)
    def test_urut_dan_yang_sama_sama_peringkatnya(self, bahan, bobot):
        semua = nilai_skor(bahan, bobot)
        assert [s.nilai for s in semua] == sorted((s.nilai for s in semua), reverse=True)
        for satu in semua:
            assert satu.peringkat == 1 + sum(lain.nilai > satu.nilai for lain in semua)

    @given(BAHAN, BOBOT_APA_PUN, st.integers(2, 9))
    def test_hanya_perbandingan_bobot_yang_berarti(self, bahan, bobot, kali):
        lipat = {k: b * kali for k, b in bobot.items()}
        assert nilai_skor(bahan, bobot) == nilai_skor(bahan, lipat)

    def test_contoh_terhitung_dengan_tangan(self):
        """Highest in potentials of level tinggi (30) and half in exposure (20/2): 40 of 100."""
        semua = nilai_skor(
            {
                "a": nol(tinggi=2, terpapar=50),
                "b": nol(terpapar=100, peristiwa=1),
                "c": nol(),
            },
            BOBOT_BAWAAN,
        )
        assert [(s.kode, s.nilai, s.peringkat) for s in semua] == [
            ("a", 40, 1), ("b", 30, 2), ("c", 0, 3),
        ]  # fmt: skip
        assert [(u.faktor.kode, u.poin) for u in semua[0].terbesar] == [
            ("tinggi", 30), ("terpapar", 10),
        ]  # fmt: skip
        assert semua[2].terbesar == []
        assert semua[0].bulat == "40,0"

    def test_kepekaan_memperlihatkan_peringkat_yang_bergantung_pada_bobot(self):
        dekat = nilai_skor({"a": nol(sedang=1), "b": nol(basi=1, rendah=1), "c": nol()},
                           BOBOT_BAWAAN)  # fmt: skip
        assert [(s.kode, s.peringkat, s.terbaik, s.terburuk) for s in dekat] == [
            ("a", 1, 1, 2), ("b", 1, 1, 2), ("c", 3, 3, 3),
        ]  # fmt: skip

    @pytest.mark.parametrize("bobot", [nol(), nol(tinggi=-1, basi=5)])
    def test_bobot_yang_tidak_dapat_dipakai(self, bobot):
        with pytest.raises(ValueError, match="bobot"):
            nilai_skor({"a": nol()}, bobot)

    def test_bobot_bawaan_berjumlah_seratus(self):
        assert sum(f.bobot for f in FAKTOR) == 100


@pytest.fixture
def tempat(tuban, desa):
    """Kecamatan Palang with a second village, and Kecamatan Plumpang with none."""
    Wilayah.objects.create(
        kode="35.23.18.2002", nama="Cepokorejo", tingkat=TingkatWilayah.DESA, induk=desa.induk
    )
    Wilayah.objects.create(
        kode="35.23.17", nama="Plumpang", tingkat=TingkatWilayah.KECAMATAN, induk=tuban.wilayah
    )
    return desa


@pytest.fixture
def isi(tempat):
    """Potentials on both levels, one from intelligence, one over; events old and new; a PATBM."""

    def potensi(wilayah, **ganti):
        return PotensiKonflik(
            **{
                "judul": "Batas", "wilayah": wilayah, "sumber": "SDA", "pola": "LAHAN",
                "asal": "desa", "tingkat": "rendah", "ditinjau": HARI_INI, **ganti,
            }
        )  # fmt: skip

    kecamatan = tempat.induk
    PotensiKonflik.objects.bulk_create(
        [
            potensi(tempat, tingkat="tinggi", perempuan=40, anak=20),
            potensi(kecamatan, tingkat="sedang", perempuan=5, ditinjau=dt.date(2025, 8, 1)),
            potensi(tempat, tingkat="tinggi", asal="intelijen", perempuan=7, anak=3),
            potensi(tempat, tingkat="tinggi", selesai=HARI_INI),
        ]
    )
    for mulai in (dt.date(2021, 3, 1), dt.date(2021, 3, 3), HARI_INI, dt.date(2026, 4, 1)):
        PeristiwaKonflik.objects.create(nama="x", mulai=mulai, wilayah=tempat, sumber="SDA")
    Jejaring.objects.create(jenis=JenisJejaring.PATBM, wilayah=tempat, mulai=dt.date(2025, 1, 1))
    return tempat


@pytest.mark.django_db
class TestBahan:
    def test_menghitung_per_kecamatan(self, isi, sekretariat, bappeda):
        plumpang, palang = keadaan(sekretariat, HARI_INI)
        assert (palang.kode, palang.tinggi, palang.sedang, palang.rendah) == ("35.23.18", 2, 1, 0)
        assert (palang.terpapar, palang.tak_diketahui, palang.basi) == (75, 1, 1)
        assert (palang.desa, palang.patbm, palang.persen_patbm) == (2, 1, Fraction(50))
        assert palang.peristiwa == 2, "lima tahun terakhir, tidak lebih dan tidak yang akan datang"
        assert (palang.terbuka, palang.tertinggi) == (3, "tinggi")
        assert (plumpang.terbuka, plumpang.tertinggi, plumpang.persen_patbm) == (0, "", 0)
        assert plumpang.bahan == nol()
        lain = keadaan(bappeda, HARI_INI)[1]
        assert (lain.tinggi, lain.terpapar, lain.peristiwa) == (1, 65, 2)

    def test_kabupaten_tanpa_kecamatan(self, tuban, masuk, sekretariat):
        assert keadaan(sekretariat, HARI_INI) == []
        assert "Kecamatan belum dimuat" in masuk(sekretariat).get(reverse(ALAMAT)).content.decode()
        assert masuk(sekretariat).get(reverse("konflik:peta")).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini")
class TestHalaman:
    def test_skor_dan_mengapa(self, masuk, sekretariat, isi):
        halaman = masuk(sekretariat).get(reverse(ALAMAT)).content.decode()
        for kata in (
            'id="k-35.23.18"', "Palang", "Potensi tingkat tinggi (2): <b>30,0</b>",
            "Desa tanpa PATBM (50%): <b>10,0</b>", "belum ada yang tercatat",
            "1 potensi terbuka belum menyebut", "Bobot bawaan sistem", "ikut dihitung",
        ):  # fmt: skip
            assert kata in halaman, kata

    def test_intelijen_tidak_masuk_skor_pembaca_lain(self, masuk, bappeda, isi):
        halaman = masuk(bappeda).get(reverse(ALAMAT)).content.decode()
        assert "Potensi tingkat tinggi (1): <b>30,0</b>" in halaman
        assert "tidak ikut dihitung di halaman Anda" in halaman
        assert "Ubah bobot" not in halaman

    def test_bobot_diubah_dengan_alasan_dan_terlacak(self, masuk, sekretariat, isi):
        client = masuk(sekretariat)
        kirim = {**BOBOT_BAWAAN, "tinggi": 90, "versi": 0, "alasan": "Kesepakatan rapat pleno"}
        jawaban = client.post(reverse(BOBOT), {**kirim, "alasan": "", "basi": "-3"})
        assert jawaban.status_code == 422
        assert 'value="90"' in jawaban.content.decode()
        jawaban = client.post(reverse(BOBOT), {**kirim, **dict.fromkeys(KODE, 0)})
        assert "Paling sedikit satu bobot" in jawaban.content.decode()
        assert client.post(reverse(BOBOT), kirim).status_code == 302
        halaman = client.get(reverse(ALAMAT)).content.decode()
        assert "Kesepakatan rapat pleno" in halaman
        assert '<td class="n" data-judul="Bobot">90</td>' in halaman
        assert "Potensi tingkat tinggi (2): <b>56,2</b>" in halaman
        assert JejakAudit.objects.get(peristiwa="kerawanan.bobot").rincian["tinggi"] == 90

    def test_bobot_basi_menampilkan_keduanya(self, masuk, sekretariat, tempat):
        client = masuk(sekretariat)
        kirim = {**BOBOT_BAWAAN, "versi": 0, "alasan": "Satu"}
        assert client.post(reverse(BOBOT), {**kirim, "tinggi": 50}).status_code == 302
        jawaban = client.post(reverse(BOBOT), {**kirim, "tinggi": 70})
        assert jawaban.status_code == 422
        isi = jawaban.content.decode()
        assert "Potensi tingkat tinggi 50" in isi
        assert 'value="70"' in isi
        assert client.post(reverse(BOBOT), {**kirim, "tinggi": 70, "versi": 1}).status_code == 302
        assert BobotKerawanan.objects.count() == 2


@pytest.mark.django_db
class TestTindakan:
    def test_menolak(self, sekretariat, bappeda):
        isi = {"bobot": dict(BOBOT_BAWAAN), "alasan": "Uji"}
        with pytest.raises(PermissionDenied):
            ubah_bobot(by=bappeda, versi=0, **isi)
        with pytest.raises(SudahBerubah):
            ubah_bobot(by=sekretariat, versi=3, **isi)
        with pytest.raises(ValidationError, match="Paling sedikit satu"):
            ubah_bobot(by=sekretariat, versi=0, bobot=nol(), alasan="Uji")
        with pytest.raises(ValidationError, match="100"):
            ubah_bobot(by=sekretariat, versi=0, bobot=nol(tinggi=101), alasan="Uji")

    def test_ditulis_sekali(self, sekretariat):
        satu = ubah_bobot(by=sekretariat, bobot=dict(BOBOT_BAWAAN), alasan="Uji", versi=0)
        with pytest.raises(TypeError):
            satu.delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            BobotKerawanan.objects.update(tinggi=1)
