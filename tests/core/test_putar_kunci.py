"""Rotating the key beside the live system: no read fails, no write is lost, nothing is left."""

import threading
import time
import uuid
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from p3aks.core import putaran
from p3aks.core import simpanan as modul_simpanan
from p3aks.core.crypto import GalatSandi, id_kunci, indeks_buta
from p3aks.core.fields import RahasiaField, kolom_rahasia, semua_kolom_rahasia
from p3aks.core.lingkup import LingkupQuerySet, Rahasia
from p3aks.core.models import Tetap
from p3aks.core.simpanan import simpanan_rahasia
from tests.core.tabel_uji import (
    basis_data_berkas,
    buang_tabel,
    buat_tabel,
    kunci,
    mentah,
    model_uji,
)

NIK = "9923014107900001"


@pytest.fixture
def uji(monkeypatch):
    """The models, which are all the secret models there are."""
    with model_uji() as model:
        semua = semua_kolom_rahasia(model.daftar)
        monkeypatch.setattr(putaran, "semua_kolom_rahasia", lambda: semua)
        monkeypatch.setattr(putaran.apps, "get_models", lambda: [model.Orang, model.Lain])
        yield model


@pytest.fixture
def tabel(uji, db):
    buat_tabel(uji.Orang, uji.Lain)
    return uji


@pytest.fixture
def tabel_sungguhan(uji, transactional_db, tmp_path):
    """Tables that other threads see."""
    with basis_data_berkas(tmp_path / "uji.sqlite3"):
        buat_tabel(uji.Orang, uji.Lain)
        yield uji
        buang_tabel(uji.Orang, uji.Lain)


@pytest.fixture
def ganti_kunci(settings):
    """Put a fresh key in front of the list."""

    def ganti(nama: str = "v2") -> None:
        settings.KUNCI_DATA = [kunci(nama), *settings.KUNCI_DATA]

    return ganti


def perintah(*argumen: str) -> str:
    keluar = StringIO()
    call_command("putar_kunci", *argumen, stdout=keluar)
    return keluar.getvalue()


def id_semua(model) -> set[str]:
    """Return the key ids found in the database, past every field."""
    return {
        id_kunci(token)
        for pk in model.objects.values_list("pk", flat=True)
        for kolom in kolom_rahasia(model)
        if (token := mentah(model, kolom.column, pk)) not in (None, "", "{}", "[]")
    }


def test_semua_nilai_dan_berkas_pindah_lalu_kunci_lama_dapat_dibuang(tabel, ganti_kunci, settings):
    orang = [
        tabel.Orang.objects.create(nama=f"Siti {n}", nik=NIK, data={"n": n} if n % 2 else {})
        for n in range(450)
    ]
    tabel.Lain.objects.create(nama="Ani")
    nama = [simpanan_rahasia().save(f"dokumen/{n}.pdf", ContentFile(b"isi %d" % n)) for n in (1, 2)]
    ganti_kunci()
    with pytest.raises(CommandError, match=r"453 baris atau berkas .* JANGAN dibuang"):
        perintah("--periksa")
    assert id_semua(tabel.Orang) == {"v1"}

    keluaran = perintah()

    assert "uji_orang: 1125 nilai dipindah, 0 gagal, 0 tersisa" in keluaran
    assert "berkas: 2 nilai dipindah" in keluaran
    assert "Siti" not in keluaran
    settings.KUNCI_DATA = settings.KUNCI_DATA[:1]
    assert id_semua(tabel.Orang) | id_semua(tabel.Lain) == {"v2"}
    for n, satu in enumerate(orang):
        baru = tabel.Orang.objects.get(pk=satu.pk)
        assert (baru.nama, baru.nik, baru.data) == (f"Siti {n}", NIK, {"n": n} if n % 2 else {})
    assert [simpanan_rahasia().open(b).read() for b in nama] == [b"isi 1", b"isi 2"]
    assert "boleh dibuang" in perintah("--periksa")


def test_mengulang_tidak_mengubah_apa_pun(tabel, ganti_kunci):
    satu = tabel.Orang.objects.create(nama="Siti", nik=NIK)
    ganti_kunci()
    perintah()
    token = mentah(tabel.Orang, "nama", satu.pk)

    assert "uji_orang: 0 nilai dipindah, 0 gagal, 0 tersisa" in perintah()
    assert mentah(tabel.Orang, "nama", satu.pk) == token


def test_yang_rusak_dilewati_dihitung_dan_menahan_kunci_lama(tabel, ganti_kunci):
    baik = tabel.Orang.objects.create(nama="Siti")
    rusak = tabel.Orang.objects.create(nama="Ani")
    with connection.cursor() as cursor:
        nilai = rusak.pk.hex if connection.vendor == "sqlite" else str(rusak.pk)
        token = mentah(tabel.Orang, "nama", baik.pk)
        cursor.execute("UPDATE uji_orang SET nama = %s WHERE id = %s", [token, nilai])
    simpanan = simpanan_rahasia()
    jalur = simpanan.path(simpanan.save("a.pdf", ContentFile(b"isi")))
    with open(jalur, "wb") as berkas:
        berkas.write(b"bukan sandi")
    ganti_kunci()

    keluar = StringIO()
    with pytest.raises(CommandError, match="JANGAN dibuang"):
        call_command("putar_kunci", stdout=keluar)

    assert "uji_orang: 1 nilai dipindah, 1 gagal, 1 tersisa" in keluar.getvalue()
    assert "berkas: 0 nilai dipindah, 1 gagal, 1 tersisa" in keluar.getvalue()
    assert tabel.Orang.objects.get(pk=baik.pk).nama == "Siti"
    assert mentah(tabel.Orang, "nama", rusak.pk) == token


def test_terhenti_di_tengah_lalu_dilanjutkan(tabel, ganti_kunci, monkeypatch):
    for n in range(20):
        tabel.Orang.objects.create(nama=f"Siti {n}")
    ganti_kunci()
    asli, sudah = putaran._putar_baris, []

    def putus(model, pk):
        if len(sudah) == 7:
            raise KeyboardInterrupt
        sudah.append(pk)
        return asli(model, pk)

    monkeypatch.setattr(putaran, "_putar_baris", putus)
    with pytest.raises(KeyboardInterrupt):
        perintah()
    monkeypatch.setattr(putaran, "_putar_baris", asli)

    assert "uji_orang: 13 nilai dipindah" in perintah()
    assert sorted(o.nama for o in tabel.Orang.objects.all()) == sorted(
        f"Siti {n}" for n in range(20)
    )


def test_tulisan_di_antara_baca_dan_pindah_tidak_hilang(tabel, ganti_kunci, monkeypatch):
    """The narrowest race, made certain: someone saves after the value was read."""
    satu = tabel.Orang.objects.create(nama="Siti")
    ganti_kunci()
    asli, sekali = putaran._pindah, []

    def serobot(kolom, nilai, pk):
        baru = asli(kolom, nilai, pk)
        if not sekali:
            sekali.append(1)
            orang = tabel.Orang.objects.get(pk=pk)
            orang.nama = "Siti Baru"
            orang.save()
        return baru

    monkeypatch.setattr(putaran, "_pindah", serobot)
    perintah()

    assert tabel.Orang.objects.get(pk=satu.pk).nama == "Siti Baru"
    assert id_semua(tabel.Orang) == {"v2"}


def test_tabel_berlingkup_dibaca_lewat_sistem(tabel, ganti_kunci, monkeypatch):
    """A manager that demands a scope is asked for the system's."""

    with isolate_apps("p3aks.core"):

        class KorbanQuerySet(LingkupQuerySet):
            def saring(self, user):
                return self.none()

        class Korban(Rahasia):
            nama = RahasiaField(blank=True)
            nama_indeks = models.CharField(max_length=64, blank=True)

            objects = KorbanQuerySet.as_manager()

            class Meta(Rahasia.Meta):
                app_label = "core"
                db_table = "uji_korban"

            def __str__(self) -> str:
                return str(self.pk)

            def segarkan_indeks(self) -> None:
                self.nama_indeks = indeks_buta(self.nama, tujuan="nama")

    buat_tabel(Korban)
    monkeypatch.setattr(putaran, "semua_kolom_rahasia", lambda: {Korban: kolom_rahasia(Korban)})
    monkeypatch.setattr(putaran.apps, "get_models", lambda: [Korban])
    korban = Korban(nama="Siti")
    korban.save()
    ganti_kunci()

    assert "uji_korban: 1 nilai dipindah" in perintah()
    assert "uji_korban: 1 indeks diperbarui" in perintah("--indeks")
    satu = Korban.objects.sistem("uji").defer("nama").get()
    assert satu.nama == "Siti"  # a deferred column is read in the row's own scope
    assert satu.nama_indeks == indeks_buta("Siti", tujuan="nama")


def test_pembaca_dan_penulis_berjalan_terus_selama_putaran(tabel_sungguhan, ganti_kunci, settings):
    """Two rotations under load: 0 failed reads, 0 lost writes, 0 values left behind."""
    model = tabel_sungguhan.Orang
    jumlah = 60
    pk = [model.objects.create(nama="0", cerita=f"tetap {n}").pk for n in range(jumlah)]
    simpanan = simpanan_rahasia()
    berkas = [simpanan.save(f"{n}.pdf", ContentFile(b"isi %d" % n)) for n in range(20)]
    selesai, galat = threading.Event(), []
    ditulis, dibaca = dict.fromkeys(pk, 0), [0]

    def jaga(kerja) -> None:
        try:
            while not selesai.is_set():
                kerja()
        except Exception as satu:  # noqa: BLE001 - the test reports whatever it was
            galat.append(satu)
        finally:
            connection.close()

    def tulis() -> None:
        for satu in pk:
            orang = model.objects.get(pk=satu)
            orang.nama = str(int(orang.nama) + 1)
            orang.save(update_fields=["nama"])
            ditulis[satu] += 1
            time.sleep(0.001)

    def baca() -> None:
        for nomor, satu in enumerate(pk):
            orang = model.objects.get(pk=satu)
            assert orang.cerita == f"tetap {nomor}"
            assert int(orang.nama) >= 0
            dibaca[0] += 1
        for nomor, nama in enumerate(berkas):
            assert simpanan.open(nama).read() == b"isi %d" % nomor
            dibaca[0] += 1

    utas = [threading.Thread(target=jaga, args=(k,)) for k in (tulis, baca, baca)]
    [u.start() for u in utas]
    try:
        for nama in ("v2", "v3"):
            ganti_kunci(nama)
            time.sleep(0.1)
            keluaran = perintah()
            assert "0 gagal, 0 tersisa" in keluaran
    finally:
        selesai.set()
        [u.join() for u in utas]

    assert not galat
    assert dibaca[0] > 100
    assert sum(ditulis.values()) > 10
    settings.KUNCI_DATA = settings.KUNCI_DATA[:1]
    assert {o.pk: int(o.nama) for o in model.objects.all()} == ditulis
    assert id_semua(model) == {"v3"}
    assert all(not simpanan.di_kunci_lama(b) for b in berkas)


def test_berkas_yang_dihapus_selama_putaran_tidak_kembali(uji, ganti_kunci, monkeypatch):
    """Someone removes the file after it was read and before it is replaced."""
    simpanan = simpanan_rahasia()
    nama = simpanan.save("a.pdf", ContentFile(b"isi"))
    ganti_kunci()
    penghapus = threading.Thread(target=simpanan.delete, args=(nama,))
    asli = modul_simpanan.buka_bita

    def serobot(isi, *, tempat):
        if not penghapus.ident:
            penghapus.start()
            penghapus.join(0.3)
        return asli(isi, tempat=tempat)

    monkeypatch.setattr(modul_simpanan, "buka_bita", serobot)
    assert simpanan.putar(nama)
    penghapus.join()

    assert list(simpanan.semua()) == []


# --- blind indexes --------------------------------------------------------------------------------


def test_indeks_dihitung_ulang_dengan_kunci_baru(tabel, settings):
    orang = [tabel.Orang(nik=f"{n:016}") for n in range(5)]
    for satu in orang:
        satu.segarkan_indeks()
    tabel.Orang.objects.bulk_create(orang)
    tabel.Orang.objects.create()
    settings.KUNCI_INDEKS = kunci("v2")
    cari = indeks_buta(f"{3:016}", tujuan="nik")
    assert not tabel.Orang.objects.filter(nik_indeks=cari).exists()

    assert "uji_orang: 5 indeks diperbarui, 0 gagal" in perintah("--indeks")

    assert tabel.Orang.objects.get(nik_indeks=cari).pk == orang[3].pk
    assert "uji_orang: 0 indeks diperbarui" in perintah("--indeks")


def test_indeks_tidak_menimpa_tulisan_yang_lebih_baru(tabel, settings, monkeypatch):
    """A NIK that was corrected meanwhile keeps the index of the corrected one."""
    satu = tabel.Orang.objects.create(nik="1")
    sekali = []

    def serobot(orang):
        orang.nik_indeks = indeks_buta(orang.nik, tujuan="nik")
        if not sekali:
            sekali.append(1)
            lain = tabel.Orang.objects.get(pk=orang.pk)
            lain.nik = "2"
            lain.save()

    monkeypatch.setattr(tabel.Orang, "segarkan_indeks", serobot)
    perintah("--indeks")

    assert tabel.Orang.objects.get(pk=satu.pk).nik_indeks == indeks_buta("2", tujuan="nik")


def test_indeks_yang_tidak_dapat_dihitung_gagal_keras(tabel, settings, monkeypatch):
    tabel.Orang.objects.create(nik="1")
    settings.KUNCI_DATA = [kunci("v9")]

    with pytest.raises(CommandError, match="belum diperbarui"):
        perintah("--indeks")


def test_model_sungguhan_dapat_diperiksa(db):
    """Whatever secret columns the applications have, the query for old keys runs on them."""
    hasil = list(putaran.periksa())

    assert {h.tempat for h in hasil} >= {m._meta.db_table for m in semua_kolom_rahasia()}
    assert sum(h.sisa for h in hasil) == 0


def test_tidak_ada_kolom_rahasia_di_tabel_tetap(db):
    """A table that refuses UPDATE would hold the old key for ever."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            if connection.vendor == "sqlite"
            else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        )
        pemicu = {baris[0] for baris in cursor.fetchall()}
    assert "tetap_core_jejakaudit_ubah" in pemicu

    for model in semua_kolom_rahasia():
        assert not issubclass(model, Tetap), model
        assert f"tetap_{model._meta.db_table}_ubah" not in pemicu, model


def test_galat_tidak_menyebut_isi(tabel, settings):
    satu = tabel.Orang.objects.create(pk=uuid.uuid4(), nama="Siti")
    settings.KUNCI_DATA = [kunci("v9")]

    with pytest.raises(GalatSandi) as galat:
        tabel.Orang.objects.get(pk=satu.pk).nama  # noqa: B018
    assert "Siti" not in str(galat.value)
