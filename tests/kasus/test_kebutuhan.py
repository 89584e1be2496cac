"""What conflict victims need: needed since, met when and by whom; and the gap between."""

import datetime as dt

import pytest
from django.urls import reverse

from kasus.models import KebutuhanKorban, Korban
from pokja.enums import KebutuhanKonflik

pytestmark = pytest.mark.django_db


@pytest.fixture
def kasus(buat_kasus, masukkan_tim, pendamping):
    """A case with the manager and a companion in its team."""
    baru = buat_kasus()
    masukkan_tim(baru, pendamping)
    return baru


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus, kode="A")


class TestKebutuhan:
    def kirim(self, client, kasus, formulir, ubah="", **isian):
        alamat = reverse("kasus:kebutuhan", args=[kasus.pk, korban_dari(kasus).pk])
        ekor = f"?ubah={ubah}" if ubah else ""
        return client.post(alamat + ekor, {"formulir": formulir, **isian})

    def test_dicatat_dipenuhi_dan_selisihnya(self, masuk, pendamping, kasus, dinsos):
        client = masuk(pendamping)
        r = self.kirim(
            client, kasus, "tambah", kebutuhan=["PANGAN", "LAKTASI"], dibutuhkan_pada="2/1/2026"
        )
        assert r.status_code == 302
        isi = client.get(reverse("kasus:konflik", args=[kasus.pk])).content.decode()
        assert "2 dari 2 belum terpenuhi" in isi
        r = self.kirim(
            client, kasus, "ubah", "PANGAN", dibutuhkan_pada="2 Januari 2026",
            terpenuhi_pada="4 Januari 2026", opd=dinsos.pk,
        )  # fmt: skip
        assert r.status_code == 302
        pangan = KebutuhanKorban.objects.sistem("uji").get(kebutuhan="PANGAN")
        assert (pangan.terpenuhi_pada, pangan.opd) == (dt.date(2026, 1, 4), dinsos)
        isi = client.get(reverse("kasus:konflik", args=[kasus.pk])).content.decode()
        assert "1 dari 2 belum terpenuhi" in isi
        r = self.kirim(client, kasus, "hapus", "LAKTASI")
        assert r.status_code == 302
        self.kirim(client, kasus, "hapus", "PANGAN")
        assert list(KebutuhanKorban.objects.sistem("uji").values_list("kebutuhan", flat=True)) == [
            "PANGAN"
        ]

    @pytest.mark.parametrize(
        ("terpenuhi", "beropd", "kata"),
        [
            ("1 Januari 2026", True, "Tidak boleh mendahului"),
            ("4 Januari 2026", False, "Pilih siapa yang memenuhinya"),
            ("4 Januari 2099", True, "masa depan"),
        ],
    )
    def test_isian_salah(self, masuk, pendamping, kasus, dinsos, terpenuhi, beropd, kata):
        client = masuk(pendamping)
        self.kirim(client, kasus, "tambah", kebutuhan=["PANGAN"], dibutuhkan_pada="2/1/2026")
        r = self.kirim(
            client, kasus, "ubah", "PANGAN", dibutuhkan_pada="2 Januari 2026",
            terpenuhi_pada=terpenuhi, opd=dinsos.pk if beropd else "",
        )  # fmt: skip
        assert r.status_code == 422
        assert kata in r.content.decode()
        assert terpenuhi in r.content.decode()

    def test_pengungsian(self, masuk, pendamping, kasus):
        client = masuk(pendamping)
        r = self.kirim(client, kasus, "pengungsian", tahap_pengungsian="DI_PENGUNGSIAN")
        assert r.status_code == 302
        assert korban_dari(kasus).tahap_pengungsian == "DI_PENGUNGSIAN"
        r = self.kirim(
            client, kasus, "pengungsian", tahap_pengungsian="DI_PENGUNGSIAN", terpisah="on"
        )
        assert r.status_code == 422
        assert "bukan anak" in r.content.decode()

    def test_semua_kebutuhan_dan_kode_asing(self, masuk, pendamping, kasus):
        client = masuk(pendamping)
        self.kirim(
            client, kasus, "tambah", kebutuhan=KebutuhanKonflik.values, dibutuhkan_pada="2/1/2026"
        )
        alamat = reverse("kasus:kebutuhan", args=[kasus.pk, korban_dari(kasus).pk])
        assert "Tambah kebutuhan" not in client.get(alamat).content.decode()
        assert client.get(alamat + "?ubah=EMAS").status_code == 200
        assert self.kirim(client, kasus, "lain").status_code == 200
