"""The register of SOPs: versions that freeze, files behind rights, reports on both sides."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from rad.actions import sop as tindakan
from rad.contoh.keselarasan import pdf_kosong
from rad.documents.sop import aksi_tanpa_sop, sop_berlaku
from rad.models import KaitanSop, Sop, VersiSop
from tests.rad import bantu_aksi as b

AWAL = dt.date(2025, 1, 6)


def buat(by, judul="Rujukan korban", nomor="1") -> Sop:
    isi = {"nomor": nomor, "judul": judul, "lembaga": by.lembaga, "bidang": "", "jenis": "teknis"}
    return tindakan.simpan_sop(by=by, isi=isi)


def draf(by, sop, berlaku=AWAL) -> VersiSop:
    isi = {"berlaku": berlaku, "ringkasan": ""}
    return tindakan.simpan_versi(by=by, sop=sop, isi=isi, pindaian=pdf_kosong())


def berlaku(by, sop, mulai=AWAL) -> VersiSop:
    satu = draf(by, sop, mulai)
    tindakan.berlakukan(by=by, versi_sop=satu)
    return satu


def segar(versi) -> VersiSop:
    return VersiSop.objects.get(pk=versi.pk)


def test_dari_kosong_sampai_berlaku_lewat_layar(masuk, opd_a):
    client = masuk(opd_a)
    isian = {"nomor": "067/1", "judul": "Rujukan", "lembaga": opd_a.lembaga_id, "jenis": "teknis"}
    jawaban = client.post(reverse("rad:sop_baru"), isian)
    sop = Sop.objects.get()
    assert jawaban.url == reverse("rad:sop", args=[sop.pk])
    naskah = SimpleUploadedFile("Nama korban.pdf", pdf_kosong())
    isian = {"berlaku": "6 Januari 2025", "ringkasan": "Pertama", "pindaian": naskah}
    client.post(reverse("rad:sop_versi_baru", args=[sop.pk]), isian)
    versi = VersiSop.objects.get()
    client.post(reverse("rad:sop_berlakukan", args=[versi.pk]))
    assert segar(versi).status == "berlaku"
    unduh = client.get(reverse("rad:sop_berkas", args=[versi.pk]))
    assert 'filename="sop-versi-1.pdf"' in unduh["Content-Disposition"]
    assert "korban" not in versi.berkas.name
    assert b"".join(unduh.streaming_content) == pdf_kosong()


def test_bukan_pdf_ditolak_dan_ketikan_tetap(masuk, opd_a):
    alamat = reverse("rad:sop_versi_baru", args=[buat(opd_a).pk])
    palsu = SimpleUploadedFile("a.pdf", b"bukan")
    jawaban = masuk(opd_a).post(alamat, {"ringkasan": "Diketik", "pindaian": palsu})
    assert jawaban.status_code == 422
    assert "Diketik" in jawaban.text
    assert not VersiSop.objects.exists()


def test_yang_berlaku_terkunci(masuk, opd_a):
    versi = berlaku(opd_a, buat(opd_a))
    client = masuk(opd_a)
    assert client.get(reverse("rad:sop_versi_ubah", args=[versi.pk])).status_code == 403
    isi = {"berlaku": AWAL, "ringkasan": "Diam-diam"}
    with pytest.raises(PermissionDenied):
        tindakan.simpan_versi(
            by=opd_a, sop=versi.sop, versi_sop=segar(versi), versi=versi.versi, isi=isi
        )
    with pytest.raises(PermissionDenied):
        tindakan.buang_draf(by=opd_a, versi_sop=segar(versi))
    assert segar(versi).ringkasan == ""


def test_versi_baru_mengakhiri_yang_lama(opd_a):
    sop = buat(opd_a)
    lama = berlaku(opd_a, sop)
    baru = berlaku(opd_a, sop, dt.date(2026, 2, 2))
    assert (segar(lama).status, segar(lama).dicabut) == ("dicabut", dt.date(2026, 2, 1))
    assert segar(baru).nomor == 2
    assert "Digantikan versi 2" in segar(lama).transisi.last().alasan


def test_basis_data_menolak_dua_yang_berlaku(opd_a):
    sop = buat(opd_a)
    berlaku(opd_a, sop)
    with pytest.raises(IntegrityError), transaction.atomic():
        VersiSop.objects.create(sop=sop, nomor=9, status="berlaku", berlaku=AWAL, sidik="0" * 64)


def test_belum_lengkap_atau_belum_waktunya(opd_a):
    kosong = tindakan.simpan_versi(
        by=opd_a, sop=buat(opd_a), isi={"berlaku": None, "ringkasan": ""}
    )
    with pytest.raises(ValidationError) as galat:
        tindakan.berlakukan(by=opd_a, versi_sop=kosong)
    assert len(galat.value.messages) == 2
    nanti = draf(opd_a, buat(opd_a, nomor="2"), dt.date(2999, 1, 1))
    with pytest.raises(ValidationError, match="belum tiba"):
        tindakan.berlakukan(by=opd_a, versi_sop=nanti)


def test_versi_baru_tidak_mendahului_yang_lama(opd_a):
    sop = buat(opd_a)
    lama = berlaku(opd_a, sop)
    with pytest.raises(ValidationError, match="harus sesudah"):
        tindakan.berlakukan(by=opd_a, versi_sop=draf(opd_a, sop))
    assert segar(lama).status == "berlaku"


def test_satu_draf_saja(masuk, opd_a):
    sop = buat(opd_a)
    draf(opd_a, sop)
    jawaban = masuk(opd_a).post(reverse("rad:sop_versi_baru", args=[sop.pk]), {"ringkasan": "Dua"})
    assert jawaban.status_code == 422
    assert "sudah punya draf" in jawaban.text


def test_cabut_memerlukan_alasan(masuk, opd_a):
    versi = berlaku(opd_a, buat(opd_a))
    client, alamat = masuk(opd_a), reverse("rad:sop_cabut", args=[versi.pk])
    assert client.post(alamat, {"alasan": ""}).status_code == 422
    client.post(alamat, {"alasan": "Layanan dihapus."})
    assert segar(versi).status == "dicabut"
    assert "sudah diubah orang lain" in b.teks(client.post(alamat, {"alasan": "Lagi"}, follow=True))


def test_dua_orang_memberlakukan(opd_a):
    satu = draf(opd_a, buat(opd_a))
    dua = segar(satu)
    tindakan.berlakukan(by=opd_a, versi_sop=satu)
    with pytest.raises((SudahBerubah, ValidationError)):
        tindakan.berlakukan(by=opd_a, versi_sop=dua)
    assert segar(satu).transisi.count() == 1


def test_draf_hanya_untuk_pemilik_dan_sekretariat(masuk, opd_a, opd_b, sekretariat, bappeda):
    sop = buat(opd_a)
    versi = draf(opd_a, sop)
    for orang, kode in ((opd_b, 404), (bappeda, 404), (sekretariat, 200), (opd_a, 200)):
        client = masuk(orang)
        assert client.get(reverse("rad:sop", args=[sop.pk])).status_code == kode
        assert client.get(reverse("rad:sop_berkas", args=[versi.pk])).status_code == kode
    tindakan.berlakukan(by=opd_a, versi_sop=versi)
    assert masuk(opd_b).get(reverse("rad:sop_berkas", args=[versi.pk])).status_code == 200
    assert masuk(opd_b).get(reverse("rad:sop_ubah", args=[sop.pk])).status_code == 403


def test_opd_tidak_mendaftarkan_atau_memindahkan_ke_lembaga_lain(opd_a, opd_b):
    isi = {"nomor": "9", "judul": "X", "lembaga": opd_b.lembaga, "bidang": "", "jenis": "teknis"}
    with pytest.raises(PermissionDenied):
        tindakan.simpan_sop(by=opd_a, isi=isi)
    sop = buat(opd_a)
    with pytest.raises(PermissionDenied):
        tindakan.simpan_sop(by=opd_a, sop=sop, versi=sop.versi, isi=isi)


def test_kedua_sisi_dan_lampiran(masuk, opd_a, sekretariat, rad):
    ber, tanpa = b.draf(opd_a, rad, "Ber-SOP"), b.draf(opd_a, rad, "Tanpa")
    sop, hanya_draf = buat(opd_a), buat(opd_a, "Belum terbit", "2")
    berlaku(opd_a, sop)
    client = masuk(opd_a)
    client.post(reverse("rad:aksi_sop", args=[ber.pk]), {"pilihan": [sop.pk]})
    tindakan.kaitkan(by=opd_a, aksi=[tanpa], sop=[hanya_draf])
    assert "Rujukan korban" in client.get(b.url("aksi_detail", ber)).text
    assert "Ber-SOP" in client.get(reverse("rad:sop", args=[sop.pk])).text
    (satu,) = sop_berlaku(sekretariat, rad)
    assert (satu["judul"], satu["versi"], satu["berlaku"], satu["aksi"]) == (
        "Rujukan korban", 1, "2025-01-06", ["Ber-SOP"],
    )  # fmt: skip
    assert [a.uraian for a in aksi_tanpa_sop(sekretariat, rad)] == ["Tanpa"]
    assert "Rujukan korban" in client.get(reverse("rad:sop_rencana", args=[rad.pk])).text
    daftar = client.get(reverse("rad:sop_daftar"), {"keadaan": "tanpa_versi"}).text
    assert "Belum terbit" in daftar
    assert "Rujukan korban" not in daftar
    client.post(reverse("rad:sop_lepas", args=[KaitanSop.objects.get(sop=sop).pk]))
    daftar = client.get(reverse("rad:sop_daftar"), {"keadaan": "tanpa_aksi"}).text
    assert "Rujukan korban" in daftar


def test_jumlah_kueri_daftar_tetap(masuk, opd_a):
    client, alamat = masuk(opd_a), reverse("rad:sop_daftar")
    for n in range(3):
        berlaku(opd_a, buat(opd_a, nomor=str(n)))
    client.get(alamat)
    sedikit = b.hitung_kueri(client, alamat)
    for n in range(3, 30):
        berlaku(opd_a, buat(opd_a, nomor=str(n)))
    assert b.hitung_kueri(client, alamat) == sedikit
