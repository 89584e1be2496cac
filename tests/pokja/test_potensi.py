"""The inventory of conflict potentials: kept by few, reviewed every six months, and what comes from
intelligence stays with those who keep it."""

import datetime as dt
import re
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from pokja.actions.potensi import simpan_potensi, tinjau
from pokja.documents.tugas import susun
from pokja.enums import Bidang, Peran
from pokja.models import Pengguna, PotensiKonflik, TinjauanPotensi
from pokja.models.potensi import MASA_TINJAUAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
HARI_INI = dt.date(2026, 3, 2)


@pytest.fixture
def isi(desa):
    """What a potential says: ``isi(judul="…")``."""

    def _isi(**ganti):
        return {
            "judul": "Sengketa batas dusun", "wilayah": desa, "sumber": "BATAS", "pola": "LAHAN",
            "tingkat": "sedang", "asal": "desa", **ganti,
        }  # fmt: skip

    return _isi


@pytest.fixture
def potensi(sekretariat, isi):
    """A potential recorded today."""
    return simpan_potensi(by=sekretariat, isi=isi())


class TestTindakan:
    def test_baru_tercatat_ditinjau_hari_ini(self, potensi, sekretariat, isi):
        assert (potensi.ditinjau, potensi.selesai) == (HARI_INI, None)
        simpan_potensi(
            by=sekretariat, isi=isi(tingkat="tinggi", perempuan=40), potensi=potensi, versi=1
        )
        with pytest.raises(SudahBerubah):
            simpan_potensi(by=sekretariat, isi=isi(), potensi=potensi, versi=1)
        potensi.refresh_from_db()
        assert (potensi.tingkat, potensi.perempuan, potensi.versi) == ("tinggi", 40, 2)
        kunci = uuid4()
        for _ in range(2):
            simpan_potensi(by=sekretariat, isi=isi(), id_baru=kunci)
        assert PotensiKonflik.objects.count() == 2

    def test_tinjauan_sampai_selesai(self, potensi, sekretariat, isi):
        isian = {"by": sekretariat, "potensi": potensi, "catatan": "Warga bermusyawarah."}
        with pytest.raises(ValidationError, match="belum tiba"):
            tinjau(**isian, pada=HARI_INI + dt.timedelta(days=1), tingkat="rendah")
        with pytest.raises(ValidationError, match="Tinjauan terakhir tercatat 2 Maret 2026"):
            tinjau(**isian, pada=HARI_INI - dt.timedelta(days=1), tingkat="rendah")
        kunci = uuid4()
        for _ in range(2):
            tinjau(**isian, pada=HARI_INI, tingkat="rendah", id_baru=kunci)
        potensi.refresh_from_db()
        assert (potensi.tingkat, potensi.selesai, potensi.versi) == ("rendah", None, 2)
        tinjau(**isian, pada=HARI_INI, tingkat="rendah", selesai=True)
        potensi.refresh_from_db()
        assert potensi.selesai == HARI_INI
        with pytest.raises(ValidationError, match="sudah selesai"):
            tinjau(**isian, pada=HARI_INI, tingkat="tinggi")
        with pytest.raises(ValidationError, match="sudah selesai"):
            simpan_potensi(by=sekretariat, isi=isi(), potensi=potensi)
        assert TinjauanPotensi.objects.count() == 2

    def test_tinjauan_ditulis_sekali(self, potensi, sekretariat):
        satu = tinjau(
            by=sekretariat, potensi=potensi, pada=HARI_INI, tingkat="tinggi", catatan="Ada ancaman."
        )
        satu.catatan = "Lain"
        with pytest.raises(TypeError):
            satu.save()
        with pytest.raises(TypeError):
            satu.delete()

    def test_bukan_pengelola(self, potensi, bappeda, isi):
        with pytest.raises(PermissionDenied):
            simpan_potensi(by=bappeda, isi=isi())
        with pytest.raises(PermissionDenied):
            tinjau(by=bappeda, potensi=potensi, pada=HARI_INI, tingkat="tinggi", catatan="x")


def test_intelijen_tidak_terlihat_di_mana_pun(
    masuk, sekretariat, bappeda, orang, lembaga, isi, potensi
):
    rahasia = simpan_potensi(by=sekretariat, isi=isi(judul="Kabar rahasia", asal="intelijen"))
    koordinator = orang(
        "koordinator", Peran.KOORDINATOR_BIDANG, lembaga=lembaga("Bakesbangpol"),
        bidang=Bidang.PENCEGAHAN,
    )  # fmt: skip
    ketua = orang("ketua", Peran.KETUA_WAKIL, lembaga=lembaga("Setda"))
    alamat = reverse("konflik:potensi_detail", args=[rahasia.pk])
    for user in (sekretariat, koordinator, ketua):
        client = masuk(user)
        assert "Kabar rahasia" in client.get(reverse("konflik:potensi")).content.decode()
        assert client.get(alamat).status_code == 200
    client = masuk(bappeda)
    halaman = client.get(reverse("konflik:potensi")).content.decode()
    assert "Kabar rahasia" not in halaman
    assert "<b>1</b> tingkat sedang" in halaman, "juga tidak terhitung"
    assert client.get(alamat).status_code == 404


class TestHalaman:
    def test_tambah_tinjau_dan_saring(self, masuk, sekretariat, desa):
        client = masuk(sekretariat)
        baru = reverse("konflik:potensi_baru")
        kirim = {
            "judul": "Protes penyaluran bansos", "wilayah": desa.pk, "sumber": "BANSOS",
            "pola": "KESENJANGAN", "tingkat": "tinggi", "asal": "warga", "anak": "-1",
            "pihak": "Warga dua RT",
        }  # fmt: skip
        jawaban = client.post(baru, kirim)
        assert jawaban.status_code == 422
        assert "Warga dua RT" in jawaban.content.decode()
        jawaban = client.post(baru, {**kirim, "anak": "12"})
        satu = PotensiKonflik.objects.get()
        assert jawaban.url == reverse("konflik:potensi_detail", args=[satu.pk])
        tinjau_url = reverse("konflik:potensi_tinjau", args=[satu.pk])
        jawaban = client.post(tinjau_url, {"pada": "2 Maret 2026", "tingkat": "rendah"})
        assert jawaban.status_code == 422
        assert "Bagian ini belum diisi." in jawaban.content.decode()
        isian = {
            "pada": "2 Maret 2026",
            "tingkat": "rendah",
            "catatan": "Data penerima diperbaiki.",
        }
        assert client.post(tinjau_url, isian).status_code == 302
        halaman = client.get(reverse("konflik:potensi_detail", args=[satu.pk])).content.decode()
        assert "Data penerima diperbaiki." in halaman
        daftar = reverse("konflik:potensi")
        for kueri, ada in (
            ("?tingkat=rendah", True), ("?tingkat=tinggi", False), ("?kecamatan=35.23.18", True),
            ("?keadaan=tinjau", False), ("?keadaan=selesai", False), ("?tingkat=x", True),
            ("?halaman=9", True),
        ):  # fmt: skip
            halaman = client.get(daftar + kueri).content.decode()
            assert ("Protes penyaluran bansos" in halaman) is ada, kueri

    def test_simpan_basi_menampilkan_keduanya(self, masuk, sekretariat, potensi, desa):
        client, alamat = masuk(sekretariat), reverse("konflik:potensi_ubah", args=[potensi.pk])
        kirim = {
            "judul": "Batas dusun lama", "wilayah": desa.pk, "sumber": "BATAS", "pola": "LAHAN",
            "tingkat": "tinggi", "asal": "desa", "versi": "1",
        }  # fmt: skip
        assert client.post(alamat, kirim).status_code == 302
        jawaban = client.post(alamat, {**kirim, "judul": "Batas sawah"})
        assert jawaban.status_code == 422
        assert "Tersimpan kini: Batas dusun lama, Tinggi." in jawaban.content.decode()
        assert "Batas sawah" in jawaban.content.decode()
        assert client.post(alamat, {**kirim, "judul": "Batas sawah", "versi": "2"}).url

    def test_jumlah_kueri_tetap_juga_pada_dua_ribu(self, masuk, bappeda, desa):
        def tambah(jumlah):
            PotensiKonflik.objects.bulk_create(
                PotensiKonflik(
                    judul=f"Potensi {n}", wilayah=desa, sumber="SDA", pola="LAHAN", asal="desa",
                    tingkat="rendah", ditinjau=HARI_INI,
                )
                for n in range(jumlah)
            )  # fmt: skip

        tambah(60)
        client = masuk(bappeda)
        client.get(reverse("konflik:potensi"))
        with CaptureQueriesContext(connection) as satu:
            client.get(reverse("konflik:potensi"))
        tambah(2000)
        with CaptureQueriesContext(connection) as banyak:
            halaman = client.get(reverse("konflik:potensi")).content
        assert len(banyak) == len(satu)
        assert len(re.findall(rb">Potensi \d+<", halaman)) == 50


def test_tugas_meninjau_sesudah_enam_bulan(potensi, sekretariat, bappeda, isi):
    def judul(user):
        return [t.judul for t in susun(Pengguna.objects.get(pk=user.pk)).butir]

    assert judul(sekretariat) == []
    with time_machine.travel(dt.datetime(2026, 3, 2, 3, tzinfo=dt.UTC) + MASA_TINJAUAN):
        assert judul(sekretariat) == ["Tinjau satu potensi konflik"]
        assert judul(bappeda) == []
    PotensiKonflik.objects.update(ditinjau=HARI_INI - MASA_TINJAUAN)
    lagi = simpan_potensi(by=sekretariat, isi=isi())
    PotensiKonflik.objects.filter(pk=lagi.pk).update(ditinjau=HARI_INI - MASA_TINJAUAN)
    assert judul(sekretariat) == ["Tinjau 2 potensi konflik"]
