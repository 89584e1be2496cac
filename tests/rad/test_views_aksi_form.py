"""The action form: every field round trip, errors, stale saves, double submits, the picker."""

import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from rad.actions import aksi as tindakan
from rad.actions import telaah as catatan
from rad.actions.isi import IsiIndikator
from rad.models import Aksi, Nomenklatur
from rad.models.salinan import salin
from tests.rad import bantu_aksi as b
from tests.rad.bantu_aksi import hitung_kueri, pesan, segar, seperti_peramban, teks, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def kode(db):
    def buat(kode, nama, jenis="sub_kegiatan"):
        return Nomenklatur.objects.create(
            kode=kode, nama=nama, jenis=jenis, versi="uji", tahun_mulai=2021
        )

    return buat


class TestFormBaru:
    def test_setiap_ruas_kembali_seperti_diketik(self, masuk, opd_a, rad, lembaga):
        polres = lembaga("Polres Tuban")
        client = masuk(opd_a)
        kiriman = b.kiriman(opd_a.lembaga, pendukung=str(polres.pk))
        r = client.post(url("aksi_baru", rad), kiriman)
        aksi = Aksi.objects.get()
        assert r.status_code == 302
        assert r.url == url("aksi_detail", aksi)
        assert salin(aksi) == {
            "bidang": "penanganan",
            "sasaran": "Korban memperoleh layanan",
            "nomenklatur": "2.08.03.2.02.0001",
            "uraian": "Pelayanan kesehatan dan visum bagi korban",
            "penanggung_jawab": "Dinas Kesehatan",
            "pendukung": ["Polres Tuban"],
            "lokasi": "RSUD dr. R. Koesma",
            "keterangan": "Bersama Polres",
            "indikator": [
                {
                    "nama": "Korban yang memperoleh visum",
                    "satuan": "orang",
                    "arah": "turun",
                    "baseline": "35.5",
                    "jenis": "hasil",
                    "kumulatif": True,
                    "target": {"2025": "5", "2026": "4", "2027": "3", "2028": "2", "2029": "1"},
                }
            ],
            "anggaran": [{"sumber": "dbhcht", "pagu": {"2026": "85000000", "2027": "90500000"}}],
        }
        # Opened again and sent back untouched, the form changes nothing.
        form = client.get(url("aksi_ubah", aksi)).context["isian"]
        ulang = seperti_peramban(form)
        assert ulang["anggaran-0-pagu_2026"] == "85.000.000"
        assert ulang["indikator-0-baseline"] == "35,5"
        client.post(url("aksi_ubah", aksi), ulang)
        assert salin(segar(aksi)) == salin(aksi)
        assert segar(aksi).versi == aksi.versi + 1

    def test_kode_tak_dikenal_diperingatkan_bukan_ditolak(self, masuk, opd_a, rad, kode):
        r = masuk(opd_a).post(url("aksi_baru", rad), b.kiriman(opd_a.lembaga))
        assert "2.08.03.2.02.0001 belum ada dalam daftar" in pesan(r)
        masuk(opd_a).get(r.url)  # shows the message, and so takes it away
        kode("2.08.03.2.02.0001", "Penyediaan Layanan Pengaduan")
        lain = b.kiriman(opd_a.lembaga, uraian="Lain")
        r = masuk(opd_a).post(url("aksi_baru", rad), lain)
        assert pesan(r) == "Aksi disimpan sebagai draf."

    def test_kode_provinsi_ditolak_dengan_sebabnya(self, masuk, opd_a, rad):
        kiriman = b.kiriman(opd_a.lembaga, nomenklatur="2.08.03.1.02.0001")
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        assert "kewenangan provinsi" in teks(r)
        assert not Aksi.objects.exists()

    def test_galat_menyimpan_semua_ketikan(self, masuk, opd_a, rad):
        kiriman = b.kiriman(
            opd_a.lembaga,
            **{
                "sasaran": "",
                "indikator-0-arah": "",
                "indikator-0-target_2026": "1,234",
                "anggaran-0-pagu_2026": "delapan puluh juta",
                "anggaran-0-sumber": "",
            },
        )
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        isi = teks(r)
        assert r.status_code == 200
        assert not Aksi.objects.exists()
        for nilai in (
            "Pelayanan kesehatan dan visum bagi korban",
            "RSUD dr. R. Koesma",
            'value="1,234"',
            'value="delapan puluh juta"',
            'value="Rp90.500.000"',
        ):
            assert nilai in isi
        # Each error is on top with a link to the field, and beside the field.
        for id_isian, kalimat in (
            ("id_sasaran", "Sasaran wajib diisi."),
            ("id_indikator-0-arah", "Arah indikator wajib diisi: naik atau turun."),
            ("id_anggaran-0-sumber", "Sumber dana wajib dipilih karena pagunya diisi."),
        ):
            assert f'<a href="#{id_isian}">' in isi
            assert f'id="{id_isian}"' in isi
            assert isi.count(kalimat) == 2
        assert 'href="#id_indikator-0-target_2026"' in isi

    def test_sumber_dana_dua_kali_ditolak(self, masuk, opd_a, rad):
        kiriman = b.kiriman(
            opd_a.lembaga,
            **{
                "anggaran-TOTAL_FORMS": "2",
                "anggaran-1-sumber": "dbhcht",
                "anggaran-1-pagu_2025": "1.000",
            },
        )
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        assert "sudah ada di baris lain" in teks(r)

    @pytest.mark.parametrize("angka", ["9" * 16, "0,12345"])
    def test_angka_yang_tidak_muat_dijelaskan(self, masuk, opd_a, rad, angka):
        kiriman = b.kiriman(opd_a.lembaga, **{"indikator-0-target_2026": angka})
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        assert "Paling banyak" in teks(r)
        assert f'value="{angka}"' in teks(r)

    @pytest.mark.parametrize(
        ("tombol", "kunci", "id_baru"),
        [
            ("tambah_indikator", "indikator", "id_indikator-1-nama"),
            ("tambah_anggaran", "anggaran", "id_anggaran-1-sumber"),
        ],
    )
    def test_tambah_baris_menjaga_ketikan_tanpa_menilai(
        self, masuk, opd_a, rad, tombol, kunci, id_baru
    ):
        kiriman = b.kiriman(opd_a.lembaga, **{tombol: "ya", "simpan": None, "sasaran": ""})
        kiriman["anggaran-0-pagu_2026"] = "85 jt"
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        isi = teks(r)
        assert f'id="{id_baru}"' in isi
        assert 'value="85 jt"' in isi
        assert "wajib diisi." not in isi.replace("Isian bertanda * wajib diisi.", "")
        assert not Aksi.objects.exists()
        # The row that was added and left empty is no obstacle afterwards.
        lanjut = {**seperti_peramban(r.context["isian"]), "sasaran": "S", "simpan": "draf"}
        lanjut["anggaran-0-pagu_2026"] = "85.000.000"
        r = masuk(opd_a).post(url("aksi_baru", rad), lanjut)
        assert r.status_code == 302, r.context["galat"]
        assert Aksi.objects.get().indikator.count() == 1

    def test_cari_sub_kegiatan_tanpa_skrip(self, masuk, opd_a, rad, kode):
        kode("2.08.03.2.02.0001", "Penyediaan Layanan Pengaduan Korban")
        kode("2.08.03", "Program Layanan Korban", jenis="program")
        kiriman = b.kiriman(
            opd_a.lembaga, nomenklatur="korban layanan", cari_nomenklatur="ya", simpan=None
        )
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        isi = teks(r)
        assert 'name="pilih_nomenklatur" value="2.08.03.2.02.0001"' in isi
        assert 'value="2.08.03"' not in isi
        assert "RSUD dr. R. Koesma" in isi
        del kiriman["cari_nomenklatur"]
        kiriman["pilih_nomenklatur"] = "2.08.03.2.02.0001"
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        assert r.context["isian"].aksi["nomenklatur"].value() == "2.08.03.2.02.0001"
        assert "Penyediaan Layanan Pengaduan Korban" in teks(r)
        assert not Aksi.objects.exists()

    def test_terkirim_dua_kali_membuat_satu(self, masuk, opd_a, rad):
        client = masuk(opd_a)
        kunci = re.search(
            r'name="kunci" value="([0-9a-f-]+)"', teks(client.get(url("aksi_baru", rad)))
        )[1]
        kiriman = b.kiriman(opd_a.lembaga, kunci=kunci)
        satu = client.post(url("aksi_baru", rad), kiriman)
        dua = client.post(url("aksi_baru", rad), kiriman)
        assert satu.url == dua.url
        assert Aksi.objects.get().pk == uuid.UUID(kunci)
        assert "tidak membuat aksi baru" in pesan(dua)

    def test_kembali_lalu_mengirim_isi_lain_menampilkan_keduanya(self, masuk, opd_a, rad):
        client, kunci = masuk(opd_a), str(uuid.uuid4())
        client.post(url("aksi_baru", rad), b.kiriman(opd_a.lembaga, kunci=kunci))
        lain = b.kiriman(opd_a.lembaga, kunci=kunci, lokasi="Kecamatan Soko")
        r = client.post(url("aksi_baru", rad), lain)
        assert r.status_code == 409
        assert "Kecamatan Soko" in teks(r)
        assert "RSUD dr. R. Koesma" in teks(r)
        assert Aksi.objects.get().lokasi == "RSUD dr. R. Koesma"

    def test_kunci_milik_opd_lain_tidak_terbuka(self, masuk, opd_a, opd_b, rad):
        rahasia = b.draf(opd_b, rad, "Rencana OPD lain")
        r = masuk(opd_a).post(
            url("aksi_baru", rad), b.kiriman(opd_a.lembaga, kunci=str(rahasia.pk))
        )
        assert r.status_code == 403
        assert segar(rahasia).uraian == "Rencana OPD lain"

    def test_simpan_dan_ajukan(self, masuk, opd_a, rad):
        masuk(opd_a).post(url("aksi_baru", rad), b.kiriman(opd_a.lembaga, simpan="ajukan"))
        assert Aksi.objects.get().status == "diajukan"

    def test_ajukan_yang_belum_lengkap_tetap_disimpan(self, masuk, opd_a, rad):
        kiriman = b.kiriman(opd_a.lembaga, simpan="ajukan", **{"indikator-0-target_2028": ""})
        r = masuk(opd_a).post(url("aksi_baru", rad), kiriman)
        assert Aksi.objects.get().status == "draf"
        assert "Target 2028" in pesan(r)

    def test_opd_hanya_ditawari_lembaganya(self, masuk, opd_a, opd_b, rad):
        client = masuk(opd_a)
        isian = client.get(url("aksi_baru", rad)).context["isian"].aksi
        assert list(isian.fields["penanggung_jawab"].queryset) == [opd_a.lembaga]
        r = client.post(url("aksi_baru", rad), b.kiriman(opd_b.lembaga))
        assert "bukan wewenang Anda" in teks(r)
        assert not Aksi.objects.exists()

    @pytest.mark.parametrize(("siapa", "status"), [("bappeda", 403), ("mantan", 403)])
    def test_peran_lain_ditolak(self, masuk, rad, siapa, status, request):
        client = masuk(request.getfixturevalue(siapa))
        assert client.get(url("aksi_baru", rad)).status_code == status
        assert client.post(url("aksi_baru", rad), {}).status_code == status


class TestFormUbah:
    def test_simpanan_basi_menampilkan_kedua_isi(self, masuk, opd_a, kepala, rad):
        aksi = b.draf(opd_a, rad)
        client = masuk(opd_a)
        dibuka = seperti_peramban(client.get(url("aksi_ubah", aksi)).context["isian"])
        lain = b.isi(opd_a.lembaga, lokasi="Kecamatan Jenu", anggaran=[])
        tindakan.simpan(by=kepala, rad=rad, isi=lain, aksi=segar(aksi))

        dibuka |= {"lokasi": "Kecamatan Palang", "indikator-0-target_2027": "77,5"}
        r = client.post(url("aksi_ubah", aksi), dibuka)
        isi = teks(r)
        assert r.status_code == 409
        assert segar(aksi).lokasi == "Kecamatan Jenu"
        banding = {label: (lama, baru) for label, lama, baru in r.context["bentrok"]["beda"]}
        assert banding["Lokasi"] == ("Kecamatan Jenu", "Kecamatan Palang")
        assert banding["Indikator 1: target 2027"] == ("7", "77,5")
        assert banding["Pagu 2026 (PAD)"] == ("", "Rp85.000.000")
        assert "Kecamatan Jenu" in isi
        assert "Simpan isian saya" in isi
        assert "Pakai yang tersimpan" in isi
        assert 'value="77,5"' in isi

        # "Simpan isian saya" stores exactly what the page still holds.
        r = client.post(url("aksi_ubah", aksi), seperti_peramban(r.context["isian"]))
        assert r.status_code == 302
        assert segar(aksi).lokasi == "Kecamatan Palang"
        assert segar(aksi).pagu == Decimal(85_000_000)

    def test_diajukan_orang_lain_sementara_mengetik(self, masuk, opd_a, kepala, rad):
        aksi = b.draf(opd_a, rad)
        client = masuk(opd_a)
        dibuka = seperti_peramban(client.get(url("aksi_ubah", aksi)).context["isian"])
        tindakan.ajukan(by=kepala, aksi=segar(aksi))
        r = client.post(url("aksi_ubah", aksi), dibuka | {"lokasi": "Kecamatan Palang"})
        assert r.status_code == 409
        assert "Tarik dahulu pengajuannya" in teks(r)
        assert "Kecamatan Palang" in teks(r)
        assert segar(aksi).lokasi == "20 kecamatan"

    def test_tanpa_versi_dianggap_basi(self, masuk, opd_a, rad):
        aksi = b.draf(opd_a, rad)
        r = masuk(opd_a).post(url("aksi_ubah", aksi), b.kiriman(opd_a.lembaga))
        assert r.status_code == 409
        assert segar(aksi).versi == 1

    def test_menghapus_baris(self, masuk, opd_a, rad):
        aksi = b.draf(
            opd_a,
            rad,
            indikator=[
                IsiIndikator("Satu", "orang", "naik", {2025: Decimal(1)}),
                IsiIndikator("Dua", "orang", "naik", {2025: Decimal(2)}),
            ],
        )
        client = masuk(opd_a)
        kiriman = seperti_peramban(client.get(url("aksi_ubah", aksi)).context["isian"])
        client.post(url("aksi_ubah", aksi), kiriman | {"indikator-0-DELETE": "on"})
        assert [i.nama for i in segar(aksi).indikator.all()] == ["Dua"]

    def test_alasan_pengembalian_ada_di_depan_mata(self, masuk, opd_a, rad, sekretariat):
        aksi = b.dikembalikan(opd_a, rad, sekretariat, alasan="Satuannya orang atau kasus?")
        catatan.tambah(by=sekretariat, aksi=aksi, isi="RS yang mana?", ruas="lokasi")
        isi = teks(masuk(opd_a).get(url("aksi_ubah", aksi)))
        assert "Satuannya orang atau kasus?" in isi
        assert "RS yang mana?" in isi

    def test_yang_diajukan_diarahkan_dengan_penjelasan(self, masuk, opd_a, rad):
        aksi = b.diajukan(opd_a, rad)
        r = masuk(opd_a).get(url("aksi_ubah", aksi))
        assert r.url == url("aksi_detail", aksi)
        assert "Tarik dahulu" in pesan(r)

    def test_yang_disetujui_mengingatkan_lalu_kembali_draf(self, masuk, opd_a, rad, sekretariat):
        aksi = b.disetujui(opd_a, rad, sekretariat)
        client = masuk(opd_a)
        r = client.get(url("aksi_ubah", aksi))
        assert "persetujuannya batal" in teks(r)
        client.post(url("aksi_ubah", aksi), seperti_peramban(r.context["isian"]))
        assert segar(aksi).status == "draf"

    def test_draf_opd_lain_tidak_ada(self, masuk, opd_a, opd_b, rad):
        aksi = b.draf(opd_a, rad)
        client = masuk(opd_b)
        assert client.get(url("aksi_detail", aksi)).status_code == 404
        assert client.get(url("aksi_ubah", aksi)).status_code == 404
        assert client.post(url("aksi_ubah", aksi), {}).status_code == 404

    def test_milik_opd_lain_yang_terbit_hanya_dibaca(self, masuk, opd_a, opd_b, rad, sekretariat):
        aksi = b.disetujui(opd_a, rad, sekretariat)
        client = masuk(opd_b)
        assert client.get(url("aksi_detail", aksi)).status_code == 200
        assert client.get(url("aksi_ubah", aksi)).status_code == 403

    def test_jumlah_kueri_form_tetap(self, masuk, rad, opd_a, lembaga, django_assert_num_queries):
        def banyak(n, uraian):
            indikator = [
                IsiIndikator(f"I{i}", "orang", "naik", {t: Decimal(i) for t in b.TAHUN})
                for i in range(n)
            ]
            pendukung = [lembaga(f"Lembaga {i}") for i in range(n)]
            return b.draf(opd_a, rad, uraian, indikator=indikator, pendukung=pendukung)

        satu, sepuluh = banyak(1, "satu"), banyak(10, "sepuluh")
        client = masuk(opd_a)
        client.get(url("aksi_ubah", satu))
        with django_assert_num_queries(hitung_kueri(client, url("aksi_ubah", satu))):
            assert client.get(url("aksi_ubah", sepuluh)).status_code == 200


class TestNomenklatur:
    def test_menurut_kode_atau_kata(self, masuk, opd_a, kode):
        kode("2.08.03.2.02.0001", "Penyediaan Layanan Pengaduan Korban")
        kode("1.06.03.2.01.0001", "Pemulangan Korban")
        client = masuk(opd_a)
        alamat = reverse("rad:nomenklatur_cari")
        menurut_kode = teks(client.get(alamat, {"nomenklatur": "2.08"}))
        assert 'value="2.08.03.2.02.0001"' in menurut_kode
        assert "1.06" not in menurut_kode
        assert teks(client.get(alamat, {"q": "korban"})).count("<option") == 2
        assert teks(client.get(alamat, {"q": "layanan korban"})).count("<option") == 1
        assert "<option" not in teks(client.get(alamat))

    def test_paling_banyak_dua_puluh(self, masuk, opd_a, kode):
        for i in range(30):
            kode(f"2.08.03.2.02.{i:04}", "Layanan korban")
        r = masuk(opd_a).get(reverse("rad:nomenklatur_cari"), {"q": "korban"})
        assert teks(r).count("<option") == 20
