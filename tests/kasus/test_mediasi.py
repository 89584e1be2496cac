"""Mediation is impossible wherever R14 says so: for every role, by every way in, also later."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kasus.actions import mediasi as tindakan
from kasus.actions.mediasi import Terlarang, batalkan_bila_terlarang
from kasus.actions.notifikasi import jumlah_belum_dibaca
from kasus.actions.segar import segarkan
from kasus.enums_akses import PeranTim, StatusMediasi
from kasus.models import Asesmen, BentukKorban, Kasus, Korban, LaranganAkses, Mediasi
from p3aks.core.models import JejakAudit, SudahBerubah

pytestmark = pytest.mark.django_db
PERNYATAAN = ("pilihan_penerima", "bebas_tekanan", "tidak_berulang", "mediator_terlatih")


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus, kode="A")


@pytest.fixture
def boleh(buat_kasus, manajer):
    """Make a case in which a mediation may begin: ``boleh()``."""

    def buat(*, asesmen=("BIOPSIKOSOSIAL", "PSIKOLOG"), **isian):
        isian.setdefault("risiko", "RENDAH")
        kasus = buat_kasus(risiko_pada=timezone.now(), **isian)
        for jenis in asesmen:
            Asesmen.objects.sistem("uji").create(
                korban=korban_dari(kasus), jenis=jenis, oleh=manajer,
                mulai=timezone.now() - dt.timedelta(hours=2), selesai=timezone.now(),
            )  # fmt: skip
        return kasus

    return buat


def isian(**ganti):
    return {
        "jenis": "PERDATA", "pokok": "Nafkah anak", "mediator": "Mediator A",
        "pada": timezone.now(), **dict.fromkeys(PERNYATAAN, True), **ganti,
    }  # fmt: skip


def mulai(by, kasus, **ganti):
    return tindakan.mulai(by=by, kasus=kasus, korban=korban_dari(kasus), **isian(**ganti))


def tambah_bentuk(kasus, bentuk, sub=()):
    BentukKorban.objects.sistem("uji").create(
        korban=korban_dari(kasus), bentuk=bentuk, sub=list(sub)
    )


LARANGAN = {
    "seksual": lambda k: tambah_bentuk(k, "SEKSUAL", ["NONFISIK"]),
    "tppo": lambda k: tambah_bentuk(k, "TPPO"),
    "anak": lambda k: Korban.objects.sistem("uji").filter(kasus=k).update(usia=15, anak=True),
    "korban lain anak": lambda k: Korban.objects.sistem("uji").create(
        kasus=k, kode="B", kelamin="L", tempat="LAINNYA", usia=9, anak=True
    ),
    "anak tanpa umur": lambda k: (
        Korban.objects.sistem("uji").filter(kasus=k).update(usia=None, anak=True)
    ),
    "risiko tinggi": lambda k: Kasus.objects.sistem("uji").filter(pk=k.pk).update(risiko="TINGGI"),
}
KURANG = {
    "tanpa psikolog": lambda k: Asesmen.objects.sistem("uji").filter(jenis="PSIKOLOG").delete(),
    "asesmen belum selesai": lambda k: Asesmen.objects.sistem("uji").update(selesai=None),
    "umur tidak diketahui": lambda k: (
        Korban.objects.sistem("uji").filter(kasus=k).update(usia=None, anak=False)
    ),
    "risiko belum dinilai": lambda k: (
        Kasus.objects.sistem("uji").filter(pk=k.pk).update(risiko="", risiko_pada=None)
    ),
}


class TestTidakMungkin:
    @pytest.mark.parametrize("sebab", [*LARANGAN, *KURANG])
    @pytest.mark.parametrize("siapa", ["manajer", "supervisor", "pendamping"])
    def test_untuk_setiap_peran_dan_saluran(
        self, masuk, boleh, masukkan_tim, pendamping, request, sebab, siapa
    ):
        user = request.getfixturevalue(siapa)
        kasus = boleh()
        masukkan_tim(kasus, pendamping)
        {**LARANGAN, **KURANG}[sebab](kasus)
        with pytest.raises(PermissionDenied):
            mulai(user, kasus)
        alamat = reverse("kasus:mediasi_mulai", args=[kasus.pk, korban_dari(kasus).pk])
        client = masuk(user)
        assert client.get(alamat).status_code == 403
        kirim = {**isian(), "pada": "2 Januari 2026 10.00"}
        assert client.post(alamat, kirim).status_code == 403
        assert not Mediasi.objects.sistem("uji").exists()

    def test_tim_psikolog_dan_kasus_tersegel_pun_tidak(self, boleh, manajer, orang, masukkan_tim):
        kasus = boleh(tingkat=3)
        tambah_bentuk(kasus, "SEKSUAL")
        TIM = masukkan_tim(kasus, orang("psikolog", "pendamping"), PeranTim.PSIKOLOG)
        for user in (manajer, TIM.pengguna):
            with pytest.raises(PermissionDenied):
                mulai(user, kasus)

    @pytest.mark.parametrize("sebab", LARANGAN)
    def test_halaman_menyebut_sebabnya_dan_tanpa_tombol(self, masuk, boleh, manajer, sebab):
        kasus = boleh()
        LARANGAN[sebab](kasus)
        isi = masuk(manajer).get(reverse("kasus:pendukung", args=[kasus.pk])).content.decode()
        assert "Mediasi tidak dapat dilakukan dalam kasus ini." in isi
        assert "/mediasi/" not in isi
        alamat = reverse("kasus:mediasi_mulai", args=[kasus.pk, korban_dari(kasus).pk])
        assert (
            "tidak ada yang dapat mengecualikannya" in masuk(manajer).get(alamat).content.decode()
        )

    def test_yang_kurang_disebut_satu_per_satu(self, masuk, boleh, manajer):
        kasus = boleh(asesmen=["BIOPSIKOSOSIAL"])
        isi = masuk(manajer).get(reverse("kasus:pendukung", args=[kasus.pk])).content.decode()
        assert "mediasi belum dapat dimulai. Lengkapi asesmen psikolog." in isi

    def test_delik_biasa(self, masuk, boleh, manajer):
        kasus = boleh()
        with pytest.raises(Terlarang):
            mulai(manajer, kasus, jenis="DELIK_BIASA")
        alamat = reverse("kasus:mediasi_mulai", args=[kasus.pk, korban_dari(kasus).pk])
        kirim = {**isian(jenis="DELIK_BIASA"), "pada": "2 Januari 2026 10.00"}
        r = masuk(manajer).post(alamat, kirim)
        assert r.status_code == 403
        assert "Delik biasa tidak dapat dimediasi." in r.content.decode()

    @pytest.mark.parametrize("nama", PERNYATAAN)
    def test_tanpa_pernyataan(self, masuk, boleh, manajer, nama):
        kasus = boleh()
        with pytest.raises(ValidationError):
            mulai(manajer, kasus, **{nama: False})
        alamat = reverse("kasus:mediasi_mulai", args=[kasus.pk, korban_dari(kasus).pk])
        kirim = {**isian(), "pada": "2 Januari 2026 10.00"}
        del kirim[nama]
        r = masuk(manajer).post(alamat, kirim)
        assert r.status_code == 422
        assert "Nafkah anak" in r.content.decode()
        with pytest.raises(IntegrityError), transaction.atomic():
            Mediasi.objects.sistem("uji").create(
                korban=korban_dari(kasus), dicatat_oleh=manajer, pokok="x", mediator="x",
                mulai=timezone.now(), jenis="PERDATA",
                **{**dict.fromkeys(PERNYATAAN, True), nama: False},
            )  # fmt: skip

    def test_hanya_satu_tempat_yang_membuatnya(self):
        """No other door: only the action that asks the rules writes this table."""
        pembuat = {
            p.relative_to(settings.BASE_DIR).as_posix()
            for p in (Path(settings.BASE_DIR) / "kasus").rglob("*.py")
            if "migrations" not in p.parts
            and re.search(
                r"\.mediasi\.create|\bMediasi\((?!Rahasia)|Mediasi\.objects[^\n]*create",
                p.read_text(),
            )
        }
        assert pembuat == {"kasus/actions/mediasi.py"}


class TestMulai:
    def test_dicatat(self, masuk, boleh, manajer):
        kasus = boleh()
        alamat = reverse("kasus:mediasi_mulai", args=[kasus.pk, korban_dari(kasus).pk])
        client = masuk(manajer)
        assert alamat in client.get(reverse("kasus:pendukung", args=[kasus.pk])).content.decode()
        assert client.get(alamat).status_code == 200
        r = client.post(alamat, {**isian(), "pada": "2 Januari 2026 10.00"})
        assert r.status_code == 302
        assert Mediasi.objects.sistem("uji").get().status == StatusMediasi.BERJALAN
        assert JejakAudit.objects.filter(peristiwa="mediasi.dimulai").count() == 1
        r = client.post(alamat, {**isian(), "pada": "2 Januari 2026 10.00"})
        assert r.status_code == 302, "formulir yang sama dikirim dua kali"
        with pytest.raises(ValidationError, match="Masih ada mediasi"):
            mulai(manajer, kasus)
        assert Mediasi.objects.sistem("uji").count() == 1

    def test_siapa_boleh(
        self, masuk, boleh, pendamping, masukkan_tim, manajer_lain, mitra, manajer
    ):
        kasus = boleh()
        masukkan_tim(kasus, pendamping)
        alamat = reverse("kasus:mediasi_mulai", args=[kasus.pk, korban_dari(kasus).pk])
        for user, status in ((pendamping, 403), (manajer_lain, 404), (mitra, 403)):
            assert masuk(user).get(alamat).status_code == status
            with pytest.raises(PermissionDenied):
                mulai(user, kasus)
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="Kerabat", oleh=manajer
        )
        assert masuk(manajer).get(alamat).status_code == 404


def test_kasus_yang_berakhir(boleh, manajer):
    kasus = boleh()
    Kasus.objects.sistem("uji").update(tahap="TERMINASI")
    with pytest.raises(ValidationError, match="sudah berakhir"):
        mulai(manajer, kasus)


class TestGugur:
    @pytest.mark.parametrize("sebab", LARANGAN)
    def test_fakta_kemudian_menggugurkan(self, boleh, manajer, masukkan_tim, pendamping, sebab):
        kasus = boleh()
        masukkan_tim(kasus, pendamping)
        mediasi = mulai(manajer, kasus)
        assert batalkan_bila_terlarang(kasus, manajer) == 0
        LARANGAN[sebab](kasus)
        kasus = Kasus.objects.sistem("uji").get(pk=kasus.pk)
        assert batalkan_bila_terlarang(kasus, manajer) == 1
        kini = Mediasi.objects.sistem("uji").get(pk=mediasi.pk)
        assert kini.status == StatusMediasi.GUGUR
        assert kini.sebab_gugur
        jejak = JejakAudit.objects.get(peristiwa="mediasi.gugur")
        assert jejak.rincian == {"korban": "A"}
        assert jumlah_belum_dibaca(pendamping) == 1
        assert batalkan_bila_terlarang(kasus, manajer) == 0, "hanya sekali"

    def test_setiap_penulisan_pada_kasus_memeriksanya(self, boleh, manajer):
        kasus = boleh()
        mulai(manajer, kasus)
        tambah_bentuk(kasus, "SEKSUAL")
        segarkan(Kasus.objects.sistem("uji").get(pk=kasus.pk), by=manajer)
        assert Mediasi.objects.sistem("uji").get().status == StatusMediasi.GUGUR

    def test_yang_gugur_tidak_dapat_disepakati(self, masuk, boleh, manajer):
        kasus = boleh()
        mediasi = mulai(manajer, kasus)
        tambah_bentuk(kasus, "SEKSUAL")
        with pytest.raises(Terlarang):
            tindakan.selesaikan(by=manajer, kasus=kasus, mediasi=mediasi, sepakat=True)
        alamat = reverse("kasus:mediasi_selesai", args=[kasus.pk, mediasi.pk])
        assert masuk(manajer).post(alamat, {"sepakat": "1"}).status_code == 403
        batalkan_bila_terlarang(kasus, manajer)
        with pytest.raises(SudahBerubah):
            tindakan.selesaikan(by=manajer, kasus=kasus, mediasi=mediasi, sepakat=False)


class TestSelesai:
    def test_kesepakatan_perlu_kelengkapan(self, masuk, boleh, manajer):
        kasus = boleh()
        mediasi = mulai(manajer, kasus)
        alamat = reverse("kasus:mediasi_selesai", args=[kasus.pk, mediasi.pk])
        client = masuk(manajer)
        r = client.post(alamat, {"sepakat": "1", "hasil": "Nafkah dibayar tiap bulan"})
        assert r.status_code == 422
        assert "Lampirkan berita acara." in r.content.decode()
        assert "Nafkah dibayar tiap bulan" in r.content.decode()
        r = client.post(
            alamat,
            {"sepakat": "1", "hasil": "Nafkah dibayar", "berita_acara": "on",
             "kesepakatan_ditandatangani": "on", "tanggung_jawab": "on",
             "pantau_mulai": "1 Desember 2026"},
        )  # fmt: skip
        assert r.status_code == 302
        kini = Mediasi.objects.sistem("uji").get()
        assert (kini.status, kini.pantau_mulai) == ("SEPAKAT", dt.date(2026, 12, 1))

    def test_tidak_sepakat(self, masuk, boleh, manajer, pendamping, masukkan_tim):
        kasus = boleh()
        masukkan_tim(kasus, pendamping)
        alamat = reverse("kasus:mediasi_selesai", args=[kasus.pk, mulai(manajer, kasus).pk])
        assert masuk(pendamping).post(alamat, {"sepakat": "0"}).status_code == 403
        assert masuk(manajer).post(alamat, {"sepakat": "0"}).status_code == 302
        assert Mediasi.objects.sistem("uji").get().status == "TIDAK_SEPAKAT"
        assert (
            "Mediasi dibuka" not in masuk(manajer).post(alamat, {"sepakat": "1"}).content.decode()
        )
        assert Mediasi.objects.sistem("uji").get().status == "TIDAK_SEPAKAT"
