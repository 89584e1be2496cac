"""The conflict-of-interest list beats every grant on every channel, and leaves no trace (T6)."""

import time

import pytest
from django.utils import timezone

from kasus.actions import larangan as tindakan
from kasus.actions.notifikasi import beri_tahu
from kasus.enums_akses import PeranTim
from kasus.models import (
    AksesIdentitas,
    BukaSegel,
    Hubungan,
    Identitas,
    Kasus,
    Korban,
    LaranganAkses,
    NotifikasiKasus,
    PermintaanSubjek,
    TimKasus,
)
from pokja.enums import Peran
from tests.kasus.bantu_inti import peristiwa, pesan, segar, teks, url
from tests.kasus.bantu_pelindungan import (
    KALIMAT,
    beri_identitas,
    buka_identitas,
    dalam_tim,
    korban_dari,
    larang,
)

pytestmark = pytest.mark.django_db


def tambah(client, kasus, pengguna, alasan=KALIMAT):
    return client.post(url("larangan_tambah", kasus), {"pengguna": pengguna.pk, "alasan": alasan})


class TestTambahDanCabut:
    def test_berlaku_seketika_dan_mengakhiri_yang_terbuka(
        self, masuk, manajer, supervisor, pendamping, buat_kasus
    ):
        kasus = buat_kasus(1)
        dalam_tim(kasus, pendamping)
        beri_identitas(kasus)
        buka_identitas(kasus, pendamping)
        assert Identitas.objects.untuk(pendamping).count() == 1
        assert tambah(masuk(supervisor), kasus, pendamping).url == url("akses", kasus)
        assert masuk(pendamping).get(url("akses", kasus)).status_code in {403, 404}
        assert not Kasus.objects.untuk(pendamping).exists()
        assert not TimKasus.objects.sistem("uji").aktif(pendamping).exists()
        assert not AksesIdentitas.objects.sistem("uji").aktif(pendamping).exists()
        assert not Identitas.objects.untuk(pendamping).exists()
        assert "kasus.larangan_ditambah" in peristiwa(kasus)
        larangan = LaranganAkses.objects.sistem("uji").get()
        assert (larangan.alasan, larangan.oleh) == (KALIMAT, supervisor)

    def test_buka_segel_yang_terbuka_tertutup(self, manajer, orang, unit, buat_kasus):
        kasus = buat_kasus(3)
        teman = orang("teman", Peran.MANAJER_KASUS, lembaga=unit)
        kini = timezone.now()
        segel = BukaSegel.objects.sistem("uji").create(
            kasus=kasus, pengguna=teman, alasan=KALIMAT, dibuat_pada=kini,
            sampai=kini + timezone.timedelta(hours=4), batas_telaah=kini,
        )  # fmt: skip
        assert Kasus.objects.untuk(teman).exists()
        tindakan.tambah(by=manajer, kasus=kasus, pengguna=teman, alasan=KALIMAT)
        assert not Kasus.objects.untuk(teman).exists()
        assert BukaSegel.objects.sistem("uji").get(pk=segel.pk).ditutup_pada

    def test_orang_itu_tidak_diberi_tahu(self, manajer, pendamping, buat_kasus):
        kasus = buat_kasus(1)
        tindakan.tambah(by=manajer, kasus=kasus, pengguna=pendamping, alasan=KALIMAT)
        assert not NotifikasiKasus.objects.sistem("uji").filter(pengguna=pendamping).exists()
        assert beri_tahu(kasus, kasus.kode, "tahap", [pendamping]) == 0

    def test_dua_kali_kirim_satu_larangan(self, manajer, pendamping, buat_kasus):
        kasus = buat_kasus(1)
        for _ in range(2):
            tindakan.tambah(by=manajer, kasus=kasus, pengguna=pendamping, alasan=KALIMAT)
        assert LaranganAkses.objects.sistem("uji").count() == 1

    def test_cabut_tidak_mengembalikan_ke_tim(
        self, masuk, manajer, pendamping, buat_kasus, masukkan_tim
    ):
        kasus = buat_kasus(1)
        masukkan_tim(kasus, pendamping)
        client = masuk(manajer)
        tambah(client, kasus, pendamping)
        larangan = LaranganAkses.objects.sistem("uji").get()
        client.post(url("larangan_cabut", larangan))
        assert not Kasus.objects.untuk(pendamping).exists()
        assert "kasus.larangan_dicabut" in peristiwa(kasus)
        assert "sudah dicabut" in pesan(client.post(url("larangan_cabut", larangan)))
        tambah(client, kasus, pendamping)  # and on the list again
        assert LaranganAkses.objects.sistem("uji").aktif().count() == 1

    def test_keanggotaan_yang_akan_datang_dan_yang_berbatas_berakhir(
        self, manajer, pendamping, buat_kasus
    ):
        kasus, kini = buat_kasus(1), timezone.now()
        besok = kini + timezone.timedelta(days=1)
        satu, dua = dalam_tim(kasus, pendamping), buat_kasus(1)
        TimKasus.objects.sistem("uji").filter(pk=satu.pk).update(selesai=besok)
        dalam_tim(dua, pendamping)
        TimKasus.objects.sistem("uji").filter(kasus=dua, pengguna=pendamping).update(mulai=besok)
        for k in (kasus, dua):
            tindakan.tambah(by=manajer, kasus=k, pengguna=pendamping, alasan=KALIMAT)
        assert segar(satu).selesai < besok
        assert not TimKasus.objects.sistem("uji").filter(kasus=dua, pengguna=pendamping).exists()

    def test_yang_dilarang_tidak_dapat_mencabut(self, masuk, manajer, supervisor, buat_kasus):
        kasus = buat_kasus(1)
        larangan = larang(kasus, supervisor, manajer)
        assert masuk(supervisor).post(url("larangan_cabut", larangan)).status_code == 404
        assert tambah(masuk(supervisor), kasus, manajer).status_code == 404

    def test_mengundurkan_diri(self, masuk, supervisor, buat_kasus):
        kasus = buat_kasus(1)
        r = tambah(masuk(supervisor), kasus, supervisor)
        assert r.url == "/"
        assert masuk(supervisor).get(url("akses", kasus)).status_code == 404

    def test_hak_menambah(self, masuk, pendamping, manajer_lain, ppdp, manajer, buat_kasus):
        kasus = buat_kasus(1)
        dalam_tim(kasus, pendamping)
        dalam_tim(kasus, manajer_lain, PeranTim.MANAJER)
        for orang in (pendamping, manajer_lain, ppdp):
            assert tambah(masuk(orang), kasus, manajer).status_code == 403
        assert not LaranganAkses.objects.sistem("uji").exists()

    def test_isian_salah_kembali(self, masuk, manajer, pendamping, buat_kasus):
        kasus = buat_kasus(1)
        r = tambah(masuk(manajer), kasus, pendamping, "pendek")
        assert r.status_code == 422
        assert f'value="{pendamping.pk}" selected' in teks(r)
        assert ">\npendek</textarea>" in teks(r)
        larang(kasus, pendamping, manajer)
        assert "sudah ada dalam daftar" in teks(tambah(masuk(manajer), kasus, pendamping))


ORANG = ("manajer2", "supervisor", "pendamping", "sekretariat", "auditor", "ppdp")


@pytest.fixture
def dunia(orang, unit, supervisor, pendamping, sekretariat, auditor, ppdp):
    """One person of each role that could learn of a case."""
    return {
        "manajer2": orang("manajer2", Peran.MANAJER_KASUS, lembaga=unit),
        "supervisor": supervisor,
        "pendamping": pendamping,
        "sekretariat": sekretariat,
        "auditor": auditor,
        "ppdp": ppdp,
    }


@pytest.mark.parametrize("siapa", ORANG)
@pytest.mark.parametrize("tingkat", [1, 3])
def test_t6_tidak_ada_jejak_bagi_yang_dilarang(masuk, manajer, dunia, buat_kasus, siapa, tingkat):
    """Every page of supervision and protection, and every table: as if the case did not exist."""
    kasus, user = buat_kasus(tingkat), dunia[siapa]
    dalam_tim(kasus, user)
    beri_identitas(kasus, nik="9999014101900001")
    PermintaanSubjek.objects.sistem("uji").create(
        korban=korban_dari(kasus), jenis="JEJAK", batas=timezone.now(), oleh=manajer
    )
    beri_tahu(kasus, kasus.kode, "segel_dibuka", [user])
    kini = timezone.now()
    BukaSegel.objects.sistem("uji").create(
        kasus=kasus, pengguna=manajer, alasan=KALIMAT, dibuat_pada=kini,
        sampai=kini + timezone.timedelta(hours=4), batas_telaah=kini,
    )  # fmt: skip
    larang(kasus, user, manajer)
    for model in (Kasus, Korban, Hubungan, Identitas, TimKasus, LaranganAkses, PermintaanSubjek,
                  NotifikasiKasus, BukaSegel, AksesIdentitas):  # fmt: skip
        assert model.objects.untuk(user).count() == 0, model
    client = masuk(user)
    daftar = ("beban", "duplikat", "buka_segel", "segel_daftar", "subjek_daftar", "retensi",
              "penelusuran", "jejak", "notifikasi", "daftar")  # fmt: skip
    for alamat in [*map(url, daftar), url("akses", kasus), url("jejak_kasus", kasus)]:
        r = client.get(alamat)
        assert r.status_code in {200, 403, 404}, alamat
        assert kasus.kode not in teks(r), alamat
    assert client.get(url("jejak_kasus", kasus)).status_code in {403, 404}
    permintaan = PermintaanSubjek.objects.sistem("uji").get()
    assert client.get(url("subjek_jejak", permintaan)).status_code in {403, 404}
    segel = BukaSegel.objects.sistem("uji").get()
    assert client.get(url("segel_telaah", segel)).status_code in {403, 404}


def test_t6_waktu_jawab_tidak_membedakan(masuk, manajer, supervisor, buat_kasus):
    """A closed case answers as fast as one that does not exist: less than 5 ms apart."""
    tertutup = buat_kasus(1)
    larang(tertutup, supervisor, manajer)
    client = masuk(supervisor)
    alamat = [url("akses", tertutup), url("akses", "00000000-0000-4000-8000-000000000000")]
    lama = {a: [] for a in alamat}
    for _ in range(8):
        for a in alamat:
            mulai = time.thread_time()  # of our own work, however busy the machine is
            assert client.get(a).status_code == 404
            lama[a].append(time.thread_time() - mulai)
    a, b = (min(lama[x]) for x in alamat)
    assert abs(a - b) < 0.005
