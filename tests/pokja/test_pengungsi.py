"""Displaced people: counted by sex and age, never named; a correction is a new count; small numbers
shown only to those who keep the event; what is missing, per institution."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core.models import SudahBerubah
from pokja.actions.pengungsi import catat_hitungan, simpan_kebutuhan, simpan_pengungsian
from pokja.documents.pengungsi import jumlah, kesenjangan, sel
from pokja.enums import Peran
from pokja.models import HitunganPengungsi, KebutuhanPengungsi, Pengungsian, PeristiwaKonflik

HARI_INI = dt.date(2026, 3, 2)
DIBUKA = dt.date(2026, 2, 20)


@given(st.lists(st.integers(0, 40), min_size=1))
def test_jumlah_tidak_membocorkan_sel_kecil(semua):
    """Whatever the hidden cells are, the sum reads the same: nothing can be computed back."""
    kecil = [n for n in semua if 0 < n < 5]
    tampil = jumlah(semua, terbuka=False)
    for ganti in (1, 2, 3, 4):
        assert jumlah([ganti if 0 < n < 5 else n for n in semua], terbuka=False) == tampil
    assert tampil.startswith("≥") == bool(kecil)
    assert jumlah(semua, terbuka=True) == f"{sum(semua):,}".replace(",", ".")


@pytest.mark.parametrize(("banyak", "tampil"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5")])
def test_sel_kecil(banyak, tampil):
    assert sel(banyak, terbuka=False) == tampil
    assert sel(banyak, terbuka=True) == str(banyak)


@pytest.fixture
def peristiwa(desa):
    """An event that goes on."""
    return PeristiwaKonflik.objects.create(
        nama="Bentrok batas desa", mulai=dt.date(2026, 2, 18), wilayah=desa, sumber="BATAS",
        pola="LAHAN", fase="penghentian",
    )  # fmt: skip


@pytest.fixture
def tempat(sekretariat, peristiwa, desa):
    """A place opened on 20 February."""
    return simpan_pengungsian(
        by=sekretariat, peristiwa=peristiwa,
        isi={"nama": "Balai Desa Glodog", "wilayah": desa, "dibuka": DIBUKA, "ditutup": None},
    )  # fmt: skip


@pytest.fixture
def butuh(sekretariat, tempat, lembaga):
    """Record a need: ``butuh("PANGAN", 10, 4)``."""

    def _butuh(kebutuhan, dibutuhkan, terpenuhi=0, opd="Dinas Kesehatan", satuan="paket", di=None):
        return simpan_kebutuhan(
            by=sekretariat, pengungsian=di or tempat,
            isi={"kebutuhan": kebutuhan, "satuan": satuan, "dibutuhkan": dibutuhkan,
                 "terpenuhi": terpenuhi, "lembaga": lembaga(opd)},
        )  # fmt: skip

    return _butuh


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini")
class TestTindakan:
    def test_perbaikan_adalah_hitungan_baru(self, sekretariat, tempat):
        kunci = uuid4()
        for _ in range(2):
            catat_hitungan(by=sekretariat, pengungsian=tempat, id_baru=kunci,
                           isi={"pada": HARI_INI, "perempuan_dewasa": 12})  # fmt: skip
        isi = {"pada": HARI_INI, "perempuan_dewasa": 21}
        with time_machine.travel("2026-03-02T04:00:00Z"):
            catat_hitungan(by=sekretariat, pengungsian=tempat, isi=isi)
        assert [h.perempuan_dewasa for h in tempat.hitungan.all()] == [21, 12]
        with pytest.raises(DatabaseError), transaction.atomic():
            HitunganPengungsi.objects.update(hamil=1)
        with pytest.raises(TypeError):
            tempat.hitungan.first().delete()

    @pytest.mark.parametrize(
        ("salah", "kata"),
        [
            ({"pada": dt.date(2026, 3, 3)}, "belum tiba"),
            ({"pada": dt.date(2026, 2, 19)}, "dibuka 20 Februari 2026"),
            ({"pada": dt.date(2026, 3, 2), "hamil": 1}, "hamil atau menyusui melebihi"),
            ({"pada": HARI_INI, "perempuan_lansia": 3, "menyusui": 1}, "hamil atau menyusui"),
            ({"pada": HARI_INI, "laki_laki_anak": 3, "disabilitas_laki_laki": 4}, "disabilitas"),
            ({"pada": HARI_INI, "laki_laki_anak": 3, "disabilitas_perempuan": 1}, "disabilitas"),
        ],
    )
    def test_hitungan_yang_ditolak(self, sekretariat, tempat, salah, kata):
        with pytest.raises(ValidationError) as galat:
            catat_hitungan(by=sekretariat, pengungsian=tempat, isi=salah)
        assert kata in str(galat.value)

    def test_tempat_yang_ditutup(self, sekretariat, tempat, peristiwa):
        isi = {"nama": "Balai", "wilayah": tempat.wilayah, "dibuka": DIBUKA}
        with pytest.raises(ValidationError, match="mendahului"), transaction.atomic():
            simpan_pengungsian(by=sekretariat, peristiwa=peristiwa, pengungsian=tempat,
                               isi={**isi, "ditutup": DIBUKA - dt.timedelta(1)})  # fmt: skip
        tempat = Pengungsian.objects.get()
        simpan_pengungsian(by=sekretariat, peristiwa=peristiwa, pengungsian=tempat,
                           isi={**isi, "ditutup": DIBUKA})  # fmt: skip
        with pytest.raises(ValidationError, match="ditutup 20 Februari 2026"):
            catat_hitungan(by=sekretariat, pengungsian=tempat, isi={"pada": HARI_INI})
        with pytest.raises(IntegrityError), transaction.atomic():
            Pengungsian.objects.update(ditutup=dt.date(2026, 1, 1))

    def test_bukan_pengelola(self, bappeda, tempat, peristiwa):
        with pytest.raises(PermissionDenied):
            catat_hitungan(by=bappeda, pengungsian=tempat, isi={"pada": HARI_INI})
        with pytest.raises(PermissionDenied):
            simpan_pengungsian(by=bappeda, peristiwa=peristiwa, isi={})
        with pytest.raises(PermissionDenied):
            simpan_kebutuhan(by=bappeda, pengungsian=tempat, isi={})

    def test_kebutuhan_basi_dan_riwayat(self, sekretariat, tempat, butuh):
        satu = butuh("PANGAN", 10)
        isi = {"terpenuhi": 6}
        simpan_kebutuhan(by=sekretariat, pengungsian=tempat, kebutuhan=satu, versi=1, isi=isi)
        with pytest.raises(SudahBerubah):
            simpan_kebutuhan(by=sekretariat, pengungsian=tempat, kebutuhan=satu, versi=1, isi=isi)
        assert [r.terpenuhi for r in satu.riwayat.all()] == [6, 0]

    def test_kesenjangan_per_lembaga(self, butuh, sekretariat, peristiwa, tempat, desa):
        lain = simpan_pengungsian(
            by=sekretariat, peristiwa=peristiwa,
            isi={"nama": "Masjid", "wilayah": desa, "dibuka": DIBUKA, "ditutup": None},
        )  # fmt: skip
        butuh("PANGAN", 10, 15, opd="Dinas Sosial")
        butuh("PANGAN", 10, 4, opd="Dinas Sosial", di=lain)
        butuh("LAKTASI", 2, 2, opd="Dinas Kesehatan", satuan="ruang")
        semua = kesenjangan(KebutuhanPengungsi.objects.select_related("lembaga"))
        assert [(k.lembaga.nama, k.kurang, k.baris) for k in semua] == [
            ("Dinas Kesehatan", 0, [("Ruang menyusui", "ruang", 2, 2, 0)]),
            ("Dinas Sosial", 1, [("Pangan", "paket", 20, 19, 6)]),
        ]


@pytest.mark.django_db
@pytest.mark.usefixtures("hari_ini")
class TestHalaman:
    def test_dari_peristiwa_sampai_kekurangan(self, masuk, sekretariat, peristiwa, desa, lembaga):
        client = masuk(sekretariat)
        detail = reverse("konflik:peristiwa", args=[peristiwa.pk])
        jawaban = client.post(
            reverse("konflik:pengungsian_baru", args=[peristiwa.pk]),
            {"nama": "Balai Desa", "wilayah": desa.pk, "dibuka": "20 Februari 2026"},
        )
        tempat = Pengungsian.objects.get()
        assert jawaban.url == reverse("konflik:pengungsian", args=[tempat.pk])
        assert "belum dihitung" in client.get(jawaban.url).content.decode()
        hitung = reverse("konflik:pengungsi_hitung", args=[tempat.pk])
        halaman = client.get(hitung).content.decode()
        assert halaman.count('inputmode="numeric"') == 12
        salah = {"pada": "2 Maret 2026", "perempuan_dewasa": "14", "hamil": "20", "catatan": "Pagi"}
        jawaban = client.post(hitung, salah)
        assert jawaban.status_code == 422
        halaman = jawaban.content.decode()
        assert "hamil atau menyusui melebihi" in halaman
        assert 'value="14"' in halaman
        assert (
            client.post(hitung, {**salah, "hamil": "2", "laki_laki_anak": "7"}).status_code == 302
        )
        halaman = client.get(reverse("konflik:pengungsian", args=[tempat.pk])).content.decode()
        assert '<td class="n" data-judul="Jumlah">21</td>' in halaman
        assert "hamil <b>2</b>" in halaman
        opd = lembaga("Dinas Kesehatan", "Dinkes")
        kirim = {"kebutuhan": "HYGIENE", "uraian": "Pembalut", "satuan": "paket",
                 "dibutuhkan": "14", "terpenuhi": "3", "lembaga": opd.pk}  # fmt: skip
        baru = reverse("konflik:kebutuhan_baru", args=[tempat.pk])
        assert client.post(baru, {**kirim, "dibutuhkan": ""}).status_code == 422
        assert client.post(baru, kirim).status_code == 302
        halaman = client.get(detail).content.decode()
        for kata in ("21 orang", "Dinas Kesehatan · 1 kebutuhan belum terpenuhi", "<b>11</b>"):
            assert kata in halaman, kata
        satu = KebutuhanPengungsi.objects.get()
        ubah = reverse("konflik:kebutuhan_ubah", args=[satu.pk])
        assert client.post(ubah, {**kirim, "terpenuhi": "14", "versi": "1"}).status_code == 302
        assert "semua terpenuhi" in client.get(detail).content.decode()
        jawaban = client.post(ubah, {**kirim, "terpenuhi": "9", "versi": "1"})
        assert jawaban.status_code == 409
        assert "<ins>9</ins>" in jawaban.content.decode()

    def test_jumlah_kecil_hanya_bagi_pengelola(
        self, masuk, orang, dinsos, sekretariat, peristiwa, tempat
    ):
        catat_hitungan(
            by=sekretariat, pengungsian=tempat,
            isi={"pada": HARI_INI, "perempuan_dewasa": 9, "perempuan_anak": 3, "laki_laki_anak": 8,
                 "hamil": 2, "menyusui": 5},
        )  # fmt: skip
        alamat = reverse("konflik:pengungsian", args=[tempat.pk])
        detail = reverse("konflik:peristiwa", args=[peristiwa.pk])
        halaman = masuk(sekretariat).get(alamat).content.decode()
        assert '<td class="n" data-judul="Perempuan">3</td>' in halaman
        assert '<td class="n" data-judul="Jumlah">20</td>' in halaman
        client = masuk(orang("pendamping", Peran.PENDAMPING, lembaga=dinsos))
        halaman = client.get(alamat).content.decode()
        for kata in (
            'data-judul="Perempuan">&lt;5</td>',
            'data-judul="Perempuan">≥10</td>',
            'data-judul="Jumlah">≥18</td>',
            "hamil <b>&lt;5</b>",
            "menyusui <b>5</b>",
        ):
            assert kata in halaman, kata
        for bocor in ('data-judul="Perempuan">3<', 'data-judul="Jumlah">20<',
                      'data-judul="Perempuan">12<', 'data-judul="Jumlah">11<'):  # fmt: skip
            assert bocor not in halaman, bocor
        assert "≥18 orang" in client.get(detail).content.decode()

    def test_riwayat_terbaca(self, masuk, sekretariat, tempat):
        for banyak in (12, 21):
            catat_hitungan(by=sekretariat, pengungsian=tempat,
                           isi={"pada": HARI_INI, "perempuan_dewasa": banyak,
                                "catatan": f"Hitungan {banyak}"})  # fmt: skip
        halaman = masuk(sekretariat).get(reverse("konflik:pengungsian", args=[tempat.pk]))
        isi = halaman.content.decode()
        assert "12 orang" in isi
        assert "Hitungan 12" in isi

    def test_kueri_tetap(self, masuk, sekretariat, peristiwa, tempat, desa, butuh):
        def isi(banyak):
            for n in range(banyak):
                satu = simpan_pengungsian(
                    by=sekretariat, peristiwa=peristiwa,
                    isi={"nama": f"Tempat {n}", "wilayah": desa, "dibuka": DIBUKA},
                )  # fmt: skip
                for di in (satu, tempat):
                    catat_hitungan(by=sekretariat, pengungsian=di, isi={"pada": HARI_INI})
                    butuh("PANGAN", 3, di=di, opd=f"Dinas {n}")

        client = masuk(sekretariat)
        alamat = [reverse("konflik:peristiwa", args=[peristiwa.pk]),
                  reverse("konflik:pengungsian", args=[tempat.pk])]  # fmt: skip

        def hitung():
            with CaptureQueriesContext(connection) as kueri:
                for satu in alamat:
                    assert client.get(satu).status_code == 200
            return len(kueri)

        isi(1)
        hitung()
        sedikit = hitung()
        isi(5)
        assert hitung() == sedikit
