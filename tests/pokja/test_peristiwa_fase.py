"""Pattern and phase of conflict events: asked for anew, written once, dated; events from before
keep working until somebody completes them."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.actions.peristiwa import catat_fase, simpan_peristiwa
from pokja.enums import Peran
from pokja.models import FasePeristiwa, PeristiwaKonflik

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
HARI_INI = dt.date(2026, 3, 2)
MULAI = dt.date(2026, 1, 2)


@pytest.fixture
def isi(desa):
    """What an event says: ``isi(pola="…")``."""

    def _isi(**ganti):
        return {
            "nama": "Bentrok batas desa", "mulai": MULAI, "selesai": None, "wilayah": desa,
            "sumber": "BATAS", "pola": "LAHAN", "fase": "penghentian", **ganti,
        }  # fmt: skip

    return _isi


@pytest.fixture
def peristiwa(sekretariat, isi):
    """An event in its first phase."""
    return simpan_peristiwa(by=sekretariat, **isi())


class TestTindakan:
    def test_baru_berpola_dan_berfase(self, sekretariat, isi, peristiwa):
        satu = peristiwa.riwayat_fase.get()
        assert (satu.fase, satu.pada, peristiwa.fase) == ("penghentian", MULAI, "penghentian")
        for salah, ruas in (({"pola": ""}, "pola"), ({"fase": ""}, "fase"), ({"fase": "x"}, "fase"),
                            ({"fase_sejak": dt.date(2025, 12, 31)}, "fase_sejak"),
                            ({"fase_sejak": dt.date(2026, 3, 3)}, "fase_sejak")):  # fmt: skip
            with pytest.raises(ValidationError) as galat, transaction.atomic():
                simpan_peristiwa(by=sekretariat, **isi(**salah))
            assert ruas in galat.value.message_dict
        assert PeristiwaKonflik.objects.count() == 1

    def test_perubahan_fase_bertanggal_dan_tetap(self, sekretariat, peristiwa):
        kunci = uuid4()
        for _ in range(2):
            catat_fase(by=sekretariat, peristiwa=peristiwa, fase="pemulihan",
                       pada=dt.date(2026, 2, 1), catatan="Ikrar damai.", id_baru=kunci)  # fmt: skip
        peristiwa.refresh_from_db()
        assert (peristiwa.fase, peristiwa.versi) == ("pemulihan", 2)
        assert [f.fase for f in peristiwa.riwayat_fase.all()] == ["pemulihan", "penghentian"]
        with pytest.raises(DatabaseError), transaction.atomic():
            FasePeristiwa.objects.update(catatan="Lain")
        with pytest.raises(TypeError):
            peristiwa.riwayat_fase.first().delete()
        assert JejakAudit.objects.filter(peristiwa="peristiwa.fase").count() == 2

    @pytest.mark.parametrize(
        ("fase", "pada", "kata"),
        [
            ("penghentian", HARI_INI, "sudah berada pada fase itu"),
            ("pemulihan", dt.date(2026, 3, 3), "belum tiba"),
            ("pemulihan", dt.date(2026, 1, 1), "tercatat mulai 2 Januari 2026"),
        ],
    )
    def test_fase_yang_ditolak(self, sekretariat, peristiwa, fase, pada, kata):
        with pytest.raises(ValidationError, match=kata):
            catat_fase(by=sekretariat, peristiwa=peristiwa, fase=fase, pada=pada)

    def test_perubahan_fase_membuat_formulir_terbuka_basi(self, sekretariat, peristiwa, isi):
        """Otherwise an open form would carry the old phase back."""
        dibuka = PeristiwaKonflik.objects.get()
        catat_fase(by=sekretariat, peristiwa=peristiwa, fase="pemulihan", pada=HARI_INI)
        with pytest.raises(SudahBerubah):
            simpan_peristiwa(by=sekretariat, peristiwa=dibuka, versi=1, **isi())

    def test_bukan_pengelola(self, bappeda, peristiwa):
        with pytest.raises(PermissionDenied):
            catat_fase(by=bappeda, peristiwa=peristiwa, fase="pemulihan", pada=HARI_INI)


class TestHalaman:
    def test_peristiwa_lama_tanpa_pola_dan_fase_tetap_jalan(self, masuk, sekretariat, desa):
        lama = PeristiwaKonflik.objects.create(
            nama="Bentrok lama", mulai=MULAI, wilayah=desa, sumber="SDA"
        )
        client = masuk(sekretariat)
        halaman = client.get(reverse("konflik:peristiwa_daftar")).content.decode()
        assert "pola belum dicatat" in halaman
        alamat = reverse("konflik:peristiwa", args=[lama.pk])
        assert "fase belum dicatat" in client.get(alamat).content.decode()
        ubah = reverse("konflik:peristiwa_ubah", args=[lama.pk])
        kirim = {"nama": "Bentrok lama", "mulai": "2 Januari 2026", "wilayah": desa.pk,
                 "sumber": "SDA", "versi": "1"}  # fmt: skip
        jawaban = client.post(ubah, kirim)
        assert jawaban.status_code == 422
        assert "Pilih polanya." in jawaban.content.decode()
        assert client.post(ubah, {**kirim, "pola": "LAHAN"}).url == alamat
        fase = reverse("konflik:peristiwa_fase", args=[lama.pk])
        kirim = {"fase": "penghentian", "pada": "2 Januari 2026"}
        assert client.post(fase, kirim).url == alamat
        lama.refresh_from_db()
        assert (lama.pola, lama.fase) == ("LAHAN", "penghentian")

    def test_fase_salah_mengembalikan_ketikan(self, masuk, sekretariat, peristiwa):
        client = masuk(sekretariat)
        fase = reverse("konflik:peristiwa_fase", args=[peristiwa.pk])
        jawaban = client.post(
            fase, {"fase": "pemulihan", "pada": "1 Januari 2020", "catatan": "Ikrar damai"}
        )
        assert jawaban.status_code == 422
        halaman = jawaban.content.decode()
        assert "Fase terakhir tercatat mulai 2 Januari 2026." in halaman
        assert "Ikrar damai" in halaman
        assert '<details class="lipat" open>' in halaman

    def test_pembaca_tanpa_hak_mengubah(self, masuk, orang, dinsos, peristiwa):
        client = masuk(orang("pendamping", Peran.PENDAMPING, lembaga=dinsos))
        halaman = client.get(reverse("konflik:peristiwa", args=[peristiwa.pk])).content.decode()
        assert "Penghentian konflik" in halaman
        assert "Catat perubahan fase" not in halaman
        assert "Catat keputusan" not in halaman

    def test_basi_menampilkan_keduanya_dengan_kata(self, masuk, sekretariat, peristiwa, desa):
        client, ubah = masuk(sekretariat), reverse("konflik:peristiwa_ubah", args=[peristiwa.pk])
        kirim = {"nama": "Bentrok batas desa", "mulai": "2 Januari 2026", "wilayah": desa.pk,
                 "sumber": "SDA", "pola": "BENTROK", "versi": "1"}  # fmt: skip
        assert client.post(ubah, kirim).status_code == 302
        jawaban = client.post(ubah, {**kirim, "pola": "LAHAN", "sumber": "BATAS"})
        assert jawaban.status_code == 409
        halaman = jawaban.content.decode()
        for kata in ("<td data-judul=\"Tersimpan sekarang\">Bentrok antarwarga</td>",
                     "<ins>Sengketa lahan</ins>", "<ins>Sengketa batas wilayah</ins>"):  # fmt: skip
            assert kata in halaman
