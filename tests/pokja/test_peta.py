"""The map: borders from the regency's own file, made simple without tearing shared borders; five
classes told apart without colour; tiles where there are no borders."""

import datetime as dt
import json
import math
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core.peta import LEBAR, gambar, garis, rentang, sederhanakan
from pokja.aturan.batas import BatasDitolak, baca_geojson
from pokja.enums import IndikatorPeta, TingkatWilayah
from pokja.models import BatasWilayah, PotensiKonflik, Wilayah

PETA = "konflik:peta"
HARI_INI = dt.date(2026, 3, 2)


def jarak(titik, awal, akhir):
    """Distance to a segment, by brute force over its length."""
    return min(
        math.dist(titik, (awal[0] + (akhir[0] - awal[0]) * i / 400,
                          awal[1] + (akhir[1] - awal[1]) * i / 400))
        for i in range(401)
    )  # fmt: skip


def kisi(kolom, baris, bergelombang=0.02, pecah=24):
    """Squares beside each other, whose borders wave: each border is one line of points that both
    neighbours have, as in a real file."""

    def tepi(a, b):
        (x1, y1), (x2, y2) = sorted((a, b))
        titik = []
        for i in range(pecah + 1):
            t = i / pecah
            geser = bergelombang * math.sin(math.tau * 3 * t + x1 + 2 * y1) * math.sin(math.pi * t)
            titik.append((round(112 + x1 + (x2 - x1) * t + (y2 - y1) * geser, 5),
                          round(-7 + y1 + (y2 - y1) * t + (x2 - x1) * geser, 5)))  # fmt: skip
        return titik if (x1, y1) == a else titik[::-1]

    hasil = {}
    for x in range(kolom):
        for y in range(baris):
            sudut = [(x / 10, y / 10), ((x + 1) / 10, y / 10), ((x + 1) / 10, (y + 1) / 10),
                     (x / 10, (y + 1) / 10)]  # fmt: skip
            ring = []
            for a, b in zip(sudut, [*sudut[1:], sudut[0]], strict=True):
                ring += tepi(a, b)[:-1]
            mulai = (7 * x + 3 * y) % len(ring)  # every place begins its ring elsewhere
            ring = ring[mulai:] + ring[:mulai]
            hasil[f"{x}-{y}"] = [[*ring, ring[0]][:: -1 if (x + y) % 2 else 1]]
    return hasil


def segmen(cincin):
    """The sides of a ring, whichever way it is walked."""
    return {frozenset(s) for s in pairwise(cincin)}


class TestSederhanakan:
    @given(
        st.lists(
            st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=40, unique=True
        ),
        st.floats(0, 20),
    )
    def test_garis_tetap_dalam_batas(self, titik, batas):
        tipis = garis(titik, batas)
        assert (tipis[0], tipis[-1]) == (titik[0], titik[-1])
        letak, sisa = [0], iter(range(1, len(titik)))
        for satu in tipis[1:-1]:
            letak.append(next(i for i in sisa if titik[i] == satu))
        letak.append(len(titik) - 1)
        for awal, akhir in pairwise(letak):
            for i in range(awal + 1, akhir):
                assert jarak(titik[i], titik[awal], titik[akhir]) <= batas + 0.2

    def test_garis_lurus_tinggal_ujungnya(self):
        assert garis([(0, 0), (1, 0), (2, 0), (5, 0)], 0.01) == [(0, 0), (5, 0)]

    @pytest.mark.parametrize("batas", [0.0, 0.001, 0.01, 0.05])
    def test_batas_bersama_tetap_bersama(self, batas):
        """Each inner side belongs to two neighbours: no gap and no overlap opens anywhere."""
        asli = kisi(4, 3)
        hasil = sederhanakan(asli, batas)
        semua = [s for kode in hasil for s in segmen(hasil[kode][0])]
        luar = {s for s in semua if semua.count(s) == 1}
        assert all(semua.count(s) <= 2 for s in semua)
        sudut = {t for s in luar for t in s}
        assert all(
            min(t[0] for t in s) <= 112.03 or max(t[0] for t in s) >= 112.37
            or min(t[1] for t in s) <= -6.97 or max(t[1] for t in s) >= -6.73
            for s in luar
        ), "sisi luar hanya di tepi"  # fmt: skip
        assert len(sudut) >= 14
        for kode, cincin in hasil.items():
            assert cincin[0][0] == cincin[0][-1]
            assert set(cincin[0]) <= set(asli[kode][0])

    def test_lebih_sedikit_titik(self):
        asli = kisi(4, 3)
        banyak = sum(len(c[0]) for c in asli.values())
        assert sum(len(c[0]) for c in sederhanakan(asli, 0.005).values()) < banyak / 3

    def test_pulau_di_dalam_lubang(self):
        """A hole and the place that fills it, begun elsewhere and walked the other way."""
        pulau = kisi(1, 1)["0-0"][0]
        lubang = [*pulau[9:-1], *pulau[:10]][::-1]
        luar = [(111, -8), (114, -8), (114, -5), (111, -5), (111, -8)]
        hasil = sederhanakan({"luar": [luar, lubang], "pulau": [pulau]}, 0.01)
        assert segmen(hasil["luar"][1]) == segmen(hasil["pulau"][0])

    def test_tempat_kecil_tidak_hilang(self):
        kecil = [(112, -7), (112.0001, -7), (112.0001, -7.0001), (112, -7)]
        besar = [(113, -7), (113.4, -7), (113.4, -7.4), (113, -7)]
        hasil = sederhanakan({"a": [kecil], "b": [besar, kecil]}, 0.01)
        assert hasil["a"] == [kecil]
        assert len(hasil["b"]) == 1


class TestGambar:
    def test_utara_di_atas_dan_label_di_dalam(self):
        tinggi, bentuk = gambar(kisi(2, 2, bergelombang=0))
        assert tinggi == pytest.approx(LEBAR, rel=0.02)
        assert bentuk["0-1"].y < bentuk["0-0"].y
        assert bentuk["0-0"].x == pytest.approx(LEBAR / 4, abs=9)
        assert bentuk["1-0"].x == pytest.approx(LEBAR * 3 / 4, abs=9)
        assert re.fullmatch(r"M(\d+ \d+L?)+Z", bentuk["0-0"].d)

    @given(st.integers(0, 2000), st.integers(1, 6))
    def test_rentang_menutup_semuanya_sekali(self, puncak, banyak):
        semua = rentang(puncak, banyak)
        assert [n for a, b in semua for n in range(a, b + 1)] == list(range(1, puncak + 1))
        assert len(semua) <= banyak


def fitur(kode, cincin, **ganti):
    return {
        "type": "Feature", "properties": {"kode": kode},
        "geometry": {"type": "Polygon", "coordinates": cincin}, **ganti,
    }  # fmt: skip


KECAMATAN = {f"35.23.{n:02}": f"Kecamatan {n}" for n in range(1, 13)}


def geojson(kode=tuple(KECAMATAN), **ganti) -> bytes:
    """A synthetic file: a grid of kecamatan."""
    isi = [fitur(k, c) for k, c in zip(kode, kisi(4, 3).values(), strict=False)]
    return json.dumps({"type": "FeatureCollection", "features": isi, **ganti}).encode()


@pytest.fixture
def kecamatan(tuban):
    """Twelve kecamatan."""
    return Wilayah.objects.bulk_create(
        Wilayah(kode=k, nama=n, tingkat=TingkatWilayah.KECAMATAN, induk=tuban.wilayah)
        for k, n in KECAMATAN.items()
    )


@pytest.fixture
def berkas(tmp_path):
    """Write a file: ``berkas(isi)``."""

    def _berkas(isi):
        jalur = tmp_path / "batas.geojson"
        jalur.write_bytes(isi)
        return jalur

    return _berkas


KOTAK = [[[112, -7], [112.1, -7], [112.1, -7.1], [112, -7]]]


class TestBaca:
    def baca(self, isi):
        isi = isi if isinstance(isi, bytes) else json.dumps(isi).encode()
        return baca_geojson(isi, kolom="kode", kabupaten="35.23", kode=KECAMATAN)

    @pytest.mark.parametrize(
        ("isi", "kata"),
        [
            (b"\x00\x01", "bukan JSON"),
            (b"[" * 100_000, "bukan JSON"),
            ({"type": "Topology"}, "bukan GeoJSON FeatureCollection"),
            ({"type": "FeatureCollection", "features": []}, "tidak memuat fitur"),
            ({"type": "FeatureCollection", "features": [7]}, "tidak punya kolom"),
            (geojson(crs={"properties": {"name": "EPSG:32749"}}), "bukan WGS84"),
            ([fitur("35.23.99", KOTAK)], "bukan kecamatan 35.23"),
            ([fitur("35.15.01", KOTAK)], "Tidak ada fitur dengan kode"),
            ([fitur("35.23.01", KOTAK, properties={"KDCPUM": "x"})], "Kolom yang ada: KDCPUM"),
            ([fitur("35.23.01", KOTAK, geometry={"type": "Point"})], "bukan Polygon"),
            ([fitur("35.23.01", KOTAK, geometry=None)], "bukan Polygon"),
            ([fitur("35.23.01", [[["a", 1], [2, 3]]])], "tidak terbaca"),
            ([fitur("35.23.01", [[[112], [113]]])], "tidak terbaca"),
            ([fitur("35.23.01", 7)], "tidak terbaca"),
            ([fitur("35.23.01", [[[10**400, -7]] * 4])], "tidak terbaca"),
            ([fitur("35.23.01", [[[112, float("nan")]] * 4])], "tidak terbaca"),
            ([fitur("35.23.01", [[[-7, 112], [-7, 113], [-8, 113], [-7, 112]]])], "bujur lalu"),
            ([fitur("35.23.01", [[[612345.0, 9234567.0]] * 4])], "EPSG:4326"),
            ([fitur("35.23.01", [[[112, -7], [113, -7], [113, -6]]])], "tidak tertutup"),
        ],
    )  # fmt: skip
    def test_berkas_yang_ditolak_dengan_sebabnya(self, isi, kata):
        isi = {"type": "FeatureCollection", "features": isi} if isinstance(isi, list) else isi
        with pytest.raises(BatasDitolak, match=kata):
            self.baca(isi)

    def test_kode_tanpa_titik_banyak_bagian_dan_kabupaten_lain(self):
        ganda = {"type": "MultiPolygon", "coordinates": [KOTAK, KOTAK]}
        bacaan = self.baca(
            {"type": "FeatureCollection", "features": [
                fitur("352301", KOTAK), fitur("35.23.01", KOTAK, geometry=ganda),
                fitur("35.15.01", KOTAK),
            ]}
        )  # fmt: skip
        assert {k: len(c) for k, c in bacaan.cincin.items()} == {"35.23.01": 3}
        assert bacaan.dilewati == 1

    def test_terlalu_besar(self, monkeypatch):
        monkeypatch.setattr("pokja.aturan.batas.TITIK", 100)
        with pytest.raises(BatasDitolak, match="lebih dari 100 titik"):
            self.baca(geojson())
        monkeypatch.setattr("pokja.aturan.batas.UKURAN", 100)
        with pytest.raises(BatasDitolak, match="30 MB"):
            self.baca(geojson())


@pytest.mark.django_db
class TestPerintah:
    def jalan(self, berkas, *lain):
        call_command("impor_batas", str(berkas), "--sumber", "Uji, CC BY 4.0", *lain)

    def test_memuat_mengganti_dan_memeriksa(self, kecamatan, berkas, capsys):
        self.jalan(berkas(geojson()), "--periksa")
        assert "Batas 12 kecamatan diperiksa, tidak disimpan" in capsys.readouterr().out
        assert not BatasWilayah.objects.exists()
        for _ in range(2):
            self.jalan(berkas(geojson()))
        assert BatasWilayah.objects.count() == 12
        self.jalan(berkas(geojson(tuple(KECAMATAN)[:10])))
        assert "Tanpa batas: Kecamatan 11, Kecamatan 12." in capsys.readouterr().out
        assert BatasWilayah.objects.count() == 10
        with pytest.raises(CommandError, match="Tidak ada fitur"):
            self.jalan(berkas(geojson(["35.15.01"])))
        assert BatasWilayah.objects.count() == 10, "yang lama tetap ada"

    def test_galat_menyebut_sebabnya(self, kecamatan, berkas, tmp_path):
        with pytest.raises(CommandError, match="tidak dapat dibaca"):
            self.jalan(tmp_path / "tidak-ada.geojson")
        with pytest.raises(CommandError, match="tidak punya kolom “KDCPUM”"):
            self.jalan(berkas(geojson()), "--kolom-kode", "KDCPUM")
        with pytest.raises(CommandError, match="200 huruf"):
            call_command("impor_batas", str(berkas(geojson())), "--sumber", "x" * 201)


@pytest.fixture
def terisi(kecamatan):
    """Five open potentials in the first kecamatan, one in the second, one of them secret."""
    PotensiKonflik.objects.bulk_create(
        PotensiKonflik(
            judul=f"Potensi {n}", wilayah=kecamatan[n // 5], sumber="SDA", pola="LAHAN",
            tingkat="tinggi" if n == 5 else "rendah", asal="intelijen" if n == 5 else "desa",
            ditinjau=HARI_INI,
        )
        for n in range(6)
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini", "terisi")
class TestHalaman:
    def svg(self, client, indikator=""):
        halaman = client.get(reverse(PETA), {"indikator": indikator}).content.decode()
        return halaman, re.search(r'<svg class="peta".*?</svg>', halaman, re.DOTALL)

    def test_tanpa_batas_berupa_petak(self, masuk, sekretariat):
        halaman, svg = self.svg(masuk(sekretariat))
        assert svg is None
        assert halaman.count('<span class="contoh k') == 12 + 5
        assert "menurut kode wilayah, bukan menurut letaknya" in halaman
        assert 'title="Kecamatan 1: 5 potensi terbuka"' in halaman

    @pytest.mark.parametrize("indikator", IndikatorPeta.values)
    def test_peta_sah_setiap_bentuk_tautan_bernama(self, masuk, sekretariat, berkas, indikator):
        call_command("impor_batas", str(berkas(geojson())), "--sumber", "Uji, CC BY 4.0")
        client = masuk(sekretariat)
        halaman, svg = self.svg(client, indikator)
        akar = ElementTree.fromstring(svg[0])  # noqa: S314  our own page
        tautan = [a for a in akar.iter() if a.tag == "a"]
        assert len(tautan) == 12
        for a in tautan:
            assert re.match(r"Kecamatan \d+: .+", a.get("aria-label"))
            assert client.get(a.get("href")).status_code == 200
        assert "style=" not in svg[0]
        assert "Batas: Uji, CC BY 4.0." in halaman
        assert "bukan acuan resmi" in halaman
        assert f'href="?indikator={indikator}" aria-current="page"' in halaman

    def test_kelas_tampak_tanpa_warna(self, masuk, sekretariat, berkas):
        """Class 1-3 have a pattern, class 4 is dark, class 0 white; the number stands on top."""
        call_command("impor_batas", str(berkas(geojson())), "--sumber", "Uji")
        _, svg = self.svg(masuk(sekretariat))
        assert '<path class="k4" fill-rule="evenodd" d=' in svg[0]
        assert 'fill="url(#corak-1)"' in svg[0]
        assert re.search(r'<text [^>]*aria-hidden="true">5<', svg[0])

    def test_sebagian_berbatas(self, masuk, sekretariat, berkas):
        call_command("impor_batas", str(berkas(geojson(tuple(KECAMATAN)[:11]))), "--sumber", "Uji")
        halaman, svg = self.svg(masuk(sekretariat))
        assert svg[0].count("<a ") == 11
        assert "Kecamatan yang digambar sebagai petak belum punya batas." in halaman

    def test_intelijen_tidak_tergambar_bagi_pembaca_lain(self, masuk, sekretariat, bappeda):
        halaman, _ = self.svg(masuk(sekretariat), "tertinggi")
        assert "Kecamatan 2: tingkat tertinggi tinggi" in halaman
        halaman, _ = self.svg(masuk(bappeda), "tertinggi")
        assert "Kecamatan 2: tidak ada potensi terbuka" in halaman

    def test_indikator_yang_tidak_dikenal(self, masuk, sekretariat):
        halaman, _ = self.svg(masuk(sekretariat), "x")
        assert 'href="?indikator=terbuka" aria-current="page"' in halaman
