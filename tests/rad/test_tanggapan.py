"""Citizens' comments: nobody is asked who they are; nothing is published unread."""

import pytest
from django.urls import reverse

from rad.actions import tanggapan as tindakan
from rad.actions import versi
from rad.documents import tugas
from rad.forms.tanggapan import PRIBADI
from rad.models import Aksi, TanggapanWarga
from rad.views import tanggapan as halaman_tanggapan
from tests.rad.bantu_aksi import disetujui, draf, teks

ISI = {"pokok": "saran", "isi": "Tambah jadwal di desa kami."}


@pytest.fixture
def aksi(opd_a, rad, sekretariat):
    """A fixed action."""
    satu = disetujui(opd_a, rad, sekretariat)
    versi.tetapkan(by=sekretariat, rad=rad)
    return Aksi.objects.get(pk=satu.pk)


@pytest.fixture
def alamat(aksi):
    """The public page."""
    return reverse("publik_tanggapan", args=[aksi.pk])


def kirim(aksi, isi="Tambah jadwal di desa kami."):
    return tindakan.kirim(aksi=aksi, isi={"pokok": "saran", "isi": isi, "tempat": None})


def test_tayang_sesudah_diperiksa(client, alamat, sekretariat, masuk):
    client.logout()
    assert "Terima kasih" in teks(client.post(alamat, ISI))
    assert ISI["isi"] not in teks(client.get(alamat))
    satu = TanggapanWarga.objects.get()
    assert any(t.judul == "Periksa 1 tanggapan warga" for t in tugas.susun(sekretariat).butir)
    putusan = {"versi": 1, "isi_tayang": "Tambah jadwal.", "jawaban": "Tahun depan.",
               "putusan": "tayang"}  # fmt: skip
    masuk(sekretariat).post(reverse("rad:tanggapan", args=[satu.pk]), putusan)
    client.logout()
    isi = teks(client.get(alamat))
    assert "Tambah jadwal." in isi
    assert "Tahun depan." in isi
    assert ISI["isi"] not in isi
    assert TanggapanWarga.objects.get().isi == ISI["isi"]


def test_ditolak_tidak_tayang(client, alamat, aksi, sekretariat, masuk):
    satu = kirim(aksi)
    periksa = reverse("rad:tanggapan", args=[satu.pk])
    tanpa = masuk(sekretariat).post(periksa, {"versi": 1, "alasan": "", "putusan": "tolak"})
    assert tanpa.status_code == 422
    masuk(sekretariat).post(periksa, {"versi": 1, "alasan": "Menyebut nama", "putusan": "tolak"})
    assert TanggapanWarga.objects.get().status == "ditolak"
    assert "Belum ada yang ditayangkan" in teks(client.get(alamat))


@pytest.mark.parametrize(
    "isi",
    ["NIK saya 9923014107900001", "Telepon 0812-3456-7890 ya", "+62 812 3456 7890", "a@b.co.id"],
)
def test_data_pribadi_ditolak_dan_tidak_hilang(client, alamat, isi):
    jawaban = client.post(alamat, {**ISI, "isi": isi})
    assert jawaban.status_code == 422
    assert PRIBADI in teks(jawaban)
    assert isi in teks(jawaban)
    assert not TanggapanWarga.objects.exists()


def test_angka_biasa_boleh(client, alamat):
    client.post(alamat, {**ISI, "isi": "Dari 2025 sampai 2029 baru 85.000.000 rupiah"})
    assert TanggapanWarga.objects.count() == 1


def test_mesin_ditolak(client, alamat):
    assert client.post(alamat, {**ISI, "situs": "http://iklan"}).status_code == 422
    assert not TanggapanWarga.objects.exists()


def test_terlalu_sering(client, alamat, monkeypatch):
    monkeypatch.setattr(halaman_tanggapan, "KIRIM_MAKS", 2)
    for _ in range(2):
        client.post(alamat, ISI)
    jawaban = client.post(alamat, ISI)
    assert "satu jam lagi" in teks(jawaban)
    assert TanggapanWarga.objects.count() == 2


def test_dua_kali_satu(client, alamat):
    kunci = "0d4c5d6e-0000-4000-8000-000000000001"
    for _ in range(2):
        client.post(alamat, {**ISI, "id_baru": kunci})
    assert TanggapanWarga.objects.count() == 1


def test_dua_pemeriksa(aksi, sekretariat, sekretaris, masuk):
    satu = kirim(aksi)
    periksa = reverse("rad:tanggapan", args=[satu.pk])
    isi = {"versi": 1, "isi_tayang": "Satu", "putusan": "tayang"}
    masuk(sekretariat).post(periksa, isi)
    jawaban = masuk(sekretaris).post(periksa, {**isi, "isi_tayang": "Dua"})
    assert jawaban.status_code == 422
    assert "Orang lain sudah memeriksa" in teks(jawaban)
    assert TanggapanWarga.objects.get().isi_tayang == "Satu"


def test_aksi_yang_belum_ditetapkan_tidak_ada(client, opd_a, rad):
    assert client.get(reverse("publik_tanggapan", args=[draf(opd_a, rad).pk])).status_code == 404


def test_tulisan_kedua_dengan_formulir_lama_tidak_hilang(client, alamat):
    """Back in the browser, another text, sent again: it is told, kept, and goes through next."""
    client.logout()
    kunci = {"id_baru": "7f6f7c1e-53a0-4a6f-8a43-1d1e0a4c5b60"}
    client.post(alamat, ISI | kunci)
    jawaban = client.post(alamat, ISI | kunci | {"isi": "Ada lagi."})
    assert jawaban.status_code == 422
    assert "Ada lagi." in teks(jawaban)
    assert TanggapanWarga.objects.get().isi == ISI["isi"]
    baru = jawaban.context["form"]["id_baru"].value()
    assert client.post(alamat, ISI | {"isi": "Ada lagi.", "id_baru": baru}).status_code == 200
    assert TanggapanWarga.objects.count() == 2


def test_yang_ditayangkan_juga_diperiksa(aksi, sekretariat, masuk):
    satu = kirim(aksi)
    putusan = {"versi": 1, "isi_tayang": "Hubungi 0812 3456 7890.", "putusan": "tayang"}
    jawaban = masuk(sekretariat).post(reverse("rad:tanggapan", args=[satu.pk]), putusan)
    assert jawaban.status_code == 422
    assert PRIBADI in teks(jawaban)
    assert TanggapanWarga.objects.get().status == "menunggu"


def test_nik_berspasi_ditolak(client, alamat):
    jawaban = client.post(alamat, ISI | {"isi": "NIK saya 99 2318 5012.9000-01"})
    assert jawaban.status_code == 422
    assert not TanggapanWarga.objects.exists()
