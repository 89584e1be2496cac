"""The volunteer's report: triage, answer, facts, what happens to it afterwards (R15, R34, R03)."""

import datetime as dt
import gzip
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kasus.actions import pengaduan as tindakan
from kasus.actions.terima import terima
from kasus.aturan.triase import PERTANYAAN
from kasus.documents.lembar import BAGIAN, RUAS
from kasus.documents.pengaduan import IsiPengaduan, unit_penerima
from kasus.forms.pengaduan import LaporForm
from kasus.models import Instansi, NotifikasiKasus, Pengaduan
from p3aks.core.audit import JejakAudit
from p3aks.core.models import SudahBerubah
from pokja.enums import Bidang, Peran
from pokja.models import Wilayah
from tests.kasus import bantu_pengaduan as b
from tests.kasus.bantu_pengaduan import DIRUJUK, LAPOR, RINGAN, segar, semua, teks, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def kader(patbm_a, manajer, supervisor):
    """A volunteer, where the unit has a manager and a head."""
    return patbm_a


@pytest.fixture
def client(client, kader):
    client.force_login(kader, "allauth.account.auth_backends.AuthenticationBackend")
    return client


class TestLangkah:
    def test_pertanyaan_lalu_jawaban_lalu_fakta(self, client):
        r = client.get(LAPOR)
        assert r.status_code == 200
        for p in PERTANYAAN:
            assert p.teks in teks(r)
        r = client.post(LAPOR, b.kirim_ulang(r) | {"t_seksual": "YA", "langkah": "lanjut"})
        assert r.status_code == 200
        assert "Kekerasan seksual tidak boleh diselesaikan di desa" in teks(r)
        kiriman = b.kirim_ulang(r) | b.FAKTA | {"langkah": "kirim"}
        r = client.post(LAPOR, kiriman)
        (pengaduan,) = semua()
        assert r.url == url("detail", pengaduan)
        assert pengaduan.jawaban["seksual"] == "YA"
        assert IsiPengaduan.dari(pengaduan.isi) == b.isi()

    @pytest.mark.parametrize(
        ("jawaban", "judul", "kalimat"),
        [
            (RINGAN | {"bahaya": "YA"}, "Hubungi sekarang", "tel:110"),
            (RINGAN | {"anak": "YA"}, "Rujuk ke unit layanan", "dalam 24 jam"),
            (RINGAN | {"kdrt": "YA"}, "Rujuk ke unit layanan", "Jangan mendamaikan"),
            (RINGAN, "Dampingi di desa", "tandai selesai"),
            (
                RINGAN | {"anak": "YA", "antaranak": "YA"},
                "Dampingi di desa",
                "unit yang menutupnya",
            ),
        ],
    )
    def test_jawaban_mengatakan_apa_yang_dilakukan(self, client, jawaban, judul, kalimat):
        r = client.post(LAPOR, b.data(jawaban, langkah="lanjut"))
        assert f'<h2 id="hasil">{judul}</h2>' in r.content.decode()
        assert kalimat in teks(r)

    def test_nomor_unit_tampil_saat_darurat(self, client, unit):
        Instansi.objects.create(lembaga=unit, tipe="UPTD_PPA", kontak="0356-000111")
        r = client.post(LAPOR, b.data(RINGAN | {"gawat": "YA"}, langkah="lanjut"))
        assert "tel:129" in teks(r)
        assert "0356-000111" in teks(r)

    def test_tidak_dijawab_dihitung_tidak_tahu(self, client):
        r = client.post(LAPOR, {"langkah": "lanjut", "t_anak": "BUKAN-JAWABAN"})
        assert "Hubungi sekarang" in teks(r)
        assert f"{len(PERTANYAAN)} pertanyaan dihitung sebagai tidak tahu" in teks(r)

    def test_yang_diketik_tidak_hilang_saat_bolak_balik(self, client):
        cerita = 'Baris satu.\r\nBaris "dua" & <tiga>.'
        asal = b.data(RINGAN, langkah="ubah", cerita=cerita, serumah="on", kejadian="kemarin lusa")
        tanya = client.post(LAPOR, asal)
        assert tanya.status_code == 200
        balik = b.kirim_ulang(tanya)
        lagi = b.kirim_ulang(client.post(LAPOR, balik | {"langkah": "lanjut"}))
        for nama, nilai in asal.items():
            if nama not in ("langkah", "serumah"):
                assert lagi[nama].replace("\r\n", "\n") == nilai.replace("\r\n", "\n"), nama
        assert lagi["serumah"] == "on"

    def test_isian_salah_kembali_dengan_kalimatnya(self, client):
        r = client.post(LAPOR, b.data(cerita="", usia="tiga puluh", kejadian="kemarin", jabatan=""))
        assert r.status_code == 422
        assert "Tulis umur dengan angka saja" in teks(r)
        assert "belum terbaca sebagai tanggal" in teks(r)
        assert "Pilih salah satu." in teks(r)
        assert 'value="tiga puluh"' in teks(r)
        assert 'value="Sumirah Contoh"' in teks(r)
        assert semua() == []

    def test_tidak_ada_yang_pribadi_di_alamat_judul_dan_sesi(self, client):
        r = client.post(LAPOR, b.data(langkah="lanjut"))
        assert "<title>Lembar kerja · " in r.content.decode()
        assert r.request["QUERY_STRING"] == ""
        assert "Sumirah" not in str(dict(client.session.items()))
        assert r["Cache-Control"] == "private, no-store"

    def test_halaman_ringan(self, client):
        for r in (client.get(LAPOR), client.post(LAPOR, b.data(langkah="lanjut"))):
            assert len(gzip.compress(r.content)) < 7_000

    def test_kueri_sedikit(self, client, unit, kader, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            client.get(LAPOR)


class TestKirim:
    def test_dua_kali_terkirim_menjadi_satu(self, client):
        kiriman = b.data()
        satu, dua = client.post(LAPOR, kiriman), client.post(LAPOR, kiriman)
        assert satu.url == dua.url
        assert len(semua()) == 1
        assert NotifikasiKasus.objects.sistem("uji").filter(jenis="pengaduan_baru").count() == 2

    def test_kunci_sama_isi_lain_tidak_menimpa_dan_tidak_hilang(self, client):
        kiriman = b.data()
        client.post(LAPOR, kiriman)
        r = client.post(LAPOR, kiriman | {"cerita": "Ternyata adiknya juga dipukul."})
        assert r.status_code == 409
        assert "Laporan itu tidak ditimpa" in teks(r)
        assert "Ternyata adiknya juga dipukul." in teks(r)
        (pertama,) = semua()
        assert pertama.isi["cerita"] == b.FAKTA["cerita"]
        # Sent again from that page, it is a report of its own.
        client.post(LAPOR, b.kirim_ulang(r) | {"langkah": "kirim"})
        assert {p.isi["cerita"] for p in semua()} == {
            b.FAKTA["cerita"],
            "Ternyata adiknya juga dipukul.",
        }

    def test_kunci_orang_lain_tidak_membuka_laporannya(self, kader, patbm_b, unit):
        kunci = uuid4()
        milik = b.lapor(kader, unit, kunci=kunci)
        lain = b.lapor(patbm_b, unit, kunci=kunci)
        assert milik.pk != lain.pk

    @pytest.mark.parametrize(
        ("ubah", "tindakan_", "jam"),
        [
            ({"seksual": "YA"}, "RUJUK", 24),
            ({"anak": "YA"}, "RUJUK", 24),
            ({"kdrt": "TIDAK_TAHU"}, "RUJUK", 24),
            ({"tppo": "YA"}, "RUJUK", 24),
            ({"luka": "YA"}, "RUJUK", 24),
            ({"abh": "YA"}, "RUJUK", 24),
            ({"konflik": "YA"}, "RUJUK", 24),
            ({"risiko": "YA"}, "HUBUNGI_SEKARANG", 1),
            ({}, "DAMPINGI", None),
        ],
    )
    def test_dirujuk_sendiri_dengan_batas(self, kader, unit, ubah, tindakan_, jam):
        p = b.lapor(kader, unit, RINGAN | ubah)
        assert p.tindakan == tindakan_
        assert p.batas == (p.lapor_pada + dt.timedelta(hours=jam) if jam else None)
        assert p.status == ("DIKIRIM" if jam else "DIDAMPINGI")
        assert p.ringan is (jam is None)

    def test_umur_dan_hubungan_memberatkan_jawaban(self, kader, unit):
        assert b.lapor(kader, unit, RINGAN, usia=15).tindakan == "RUJUK"
        assert b.lapor(kader, unit, RINGAN, hubungan="SUAMI_ISTRI").tindakan == "RUJUK"
        for hubungan in ("KELUARGA", "PACAR_TEMAN"):
            p = b.lapor(kader, unit, RINGAN, hubungan=hubungan, serumah=True)
            assert p.tindakan == "RUJUK"
        assert b.lapor(kader, unit, RINGAN, hubungan="KELUARGA").ringan

    def test_lembar_kertas_memakai_waktu_asalnya(self, client):
        client.post(LAPOR, b.data(lapor_pada="20 November 2025 14.30"))
        (p,) = semua()
        assert p.dari_kertas
        assert p.lapor_pada == dt.datetime(2025, 11, 20, 7, 30, tzinfo=dt.UTC)
        assert p.batas == p.lapor_pada + dt.timedelta(hours=24)
        assert p.terlambat
        assert "Batas waktunya sudah lewat" in teks(client.get(url("detail", p)))

    def test_waktu_yang_mustahil_ditolak(self, client, kader, unit):
        besok = timezone.localtime() + dt.timedelta(days=1)
        r = client.post(LAPOR, b.data(lapor_pada=f"{besok:%d/%m/%Y %H.%M}"))
        assert r.status_code == 422
        assert "tidak boleh di masa depan" in teks(r)
        r = client.post(LAPOR, b.data(kejadian="1 Desember 2025", lapor_pada="30/11/2025 10.00"))
        assert r.status_code == 422
        assert "Tanggal kejadian tidak boleh sesudah tanggal lapor." in teks(r)
        with pytest.raises(ValidationError):
            b.lapor(kader, unit, kejadian=2999)
        with pytest.raises(ValidationError):
            b.lapor(kader, unit, lapor_pada=besok)
        assert semua() == []

    def test_kejadian_boleh_tahunnya_saja(self, client):
        client.post(LAPOR, b.data(kejadian="2024"))
        assert IsiPengaduan.dari(semua()[0].isi).kejadian == 2024

    def test_desa_kader_ikut_tersimpan(self, client, desa):
        client.post(LAPOR, b.data())
        assert semua()[0].desa == desa

    def test_kader_dua_desa_memilih_desanya(self, client, kader, kecamatan):
        lain = Wilayah.objects.create(
            kode="35.23.18.2009", nama="Cepokorejo", tingkat="desa", induk=kecamatan
        )
        kader.penugasan.create(
            peran=Peran.PATBM, wilayah=lain, mulai=dt.date(2020, 1, 1), dasar="SK uji"
        )
        assert client.post(LAPOR, b.data()).status_code == 422
        assert client.post(LAPOR, b.data(desa="35.23.18.9999")).status_code == 422
        client.post(LAPOR, b.data(desa=lain.pk))
        assert semua()[0].desa == lain

    def test_bukan_kader(self, manajer, unit, client):
        with pytest.raises(PermissionDenied):
            b.lapor(manajer, unit)
        client.force_login(manajer, "allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(LAPOR).status_code == 403
        assert client.post(LAPOR, b.data()).status_code == 403

    def test_masa_tugas_berakhir(self, client, kader):
        kader.penugasan.update(selesai=dt.date(2021, 1, 1))
        assert client.post(LAPOR, b.data()).status_code == 403
        assert semua() == []

    def test_jejak_tanpa_isi(self, kader, unit):
        p = b.lapor(kader, unit)
        jejak = JejakAudit.objects.get(peristiwa="pengaduan.dikirim")
        assert jejak.rantai.endswith(str(p.pk))
        assert jejak.rincian == {"tindakan": "RUJUK", "dari_kertas": 0}

    def test_isi_tersandi_di_basis_data(self, kader, unit):
        b.lapor(kader, unit)
        polos = str(list(Pengaduan.objects.sistem("uji").values()))
        assert not any(nama in polos for nama in b.NAMA)


class TestTujuan:
    def test_satu_unit_terpilih_sendiri_beberapa_ditanyakan(self, client, unit, manajer_lain):
        r = client.post(LAPOR, b.data(langkah="lanjut"))
        assert "Kirim kepada unit mana?" in teks(r)
        r = client.post(LAPOR, b.data())
        assert r.status_code == 422
        client.post(LAPOR, b.data(unit=str(unit.pk)))
        assert semua()[0].unit == unit

    def test_tanpa_unit_dikatakan_dan_tidak_disimpan(self, client, manajer, supervisor):
        for orang in (manajer, supervisor):
            orang.penugasan.update(selesai=dt.date(2021, 1, 1))
        r = client.get(LAPOR)
        assert "Belum ada unit yang menerima laporan" in teks(r)
        r = client.post(LAPOR, b.data())
        assert r.status_code == 200
        assert 'value="kirim"' not in teks(r)
        assert 'value="Sumirah Contoh"' in teks(r)  # carried, not dropped
        assert semua() == []

    def test_unit_kabupaten_lain_dan_yang_tidak_aktif_bukan_tujuan(self, client, unit, settings):
        assert list(unit_penerima()) == [unit]
        unit.aktif = False
        unit.save()
        assert not unit_penerima()
        unit.aktif = True
        unit.save()
        settings.WILAYAH = "35.2"
        assert not unit_penerima()

    def test_pejabat_tanpa_kepala_unit_tidak_terkirim(self, client, supervisor):
        supervisor.penugasan.update(selesai=dt.date(2021, 1, 1))
        r = client.post(LAPOR, b.data(jabatan="PERANGKAT_DESA"))
        assert r.status_code == 422
        assert "telepon SAPA 129" in teks(r)
        assert semua() == []

    def test_pengelola_memberi_tahu_manajer_dan_kepala_tanpa_nama(
        self, kader, unit, manajer, supervisor, mailoutbox
    ):
        p = b.lapor(kader, unit)
        notif = NotifikasiKasus.objects.sistem("uji").all()
        assert {(n.pengguna, n.kode, n.jenis) for n in notif} == {
            (manajer, p.kode, "pengaduan_baru"),
            (supervisor, p.kode, "pengaduan_baru"),
        }

    def test_jalur_langsung_hanya_kepala_unit(self, kader, unit, manajer, supervisor):
        p = b.lapor(kader, unit, RINGAN, jabatan="PERANGKAT_DESA")
        assert p.langsung
        assert p.tindakan == "RUJUK"
        assert p.status == "DIKIRIM"
        notif = NotifikasiKasus.objects.sistem("uji").all()
        assert [n.pengguna for n in notif] == [supervisor]
        assert not Pengaduan.objects.untuk(manajer).exists()
        assert Pengaduan.objects.untuk(supervisor).exists()

    def test_dugaan_konflik_memberi_tahu_bidang_penanganan_tanpa_kode(self, kader, unit, orang):
        koordinator = orang("koor", Peran.KOORDINATOR_BIDANG, bidang=Bidang.PENANGANAN)
        orang("koor_lain", Peran.KOORDINATOR_BIDANG, bidang=Bidang.PENCEGAHAN)
        notif = NotifikasiKasus.objects.sistem("uji").filter(jenis="pengaduan_konflik")
        b.lapor(kader, unit, RINGAN | {"konflik": "YA"}, jabatan="APARAT")
        assert not notif
        b.lapor(kader, unit, RINGAN | {"konflik": "YA"})
        assert [(n.pengguna, n.kode) for n in notif.all()] == [(koordinator, "")]


class TestMilikSendiri:
    def test_terbaca_sampai_diterima_lalu_hanya_kode(self, client, kader, unit, manajer):
        p = b.lapor(kader, unit)
        sebelum = teks(client.get(url("detail", p)))
        assert "Sumirah Contoh" in sebelum
        assert "Bertengkar di dapur" in sebelum
        terima(by=manajer, pengaduan=p)
        sesudah = teks(client.get(url("detail", p)))
        assert p.kode in sesudah
        assert "Diterima unit" in sesudah
        for rahasia in ("Sumirah", "Bertengkar", "Jawaban triase", "K-"):
            assert rahasia not in sesudah
        daftar = teks(client.get(reverse("kasus:pengaduan_daftar")))
        assert p.kode in daftar
        assert "Diterima" in daftar

    def test_membaca_dicatat(self, client, kader, unit, manajer):
        p = b.lapor(kader, unit)
        client.get(url("detail", p))
        jejak = JejakAudit.objects.filter(peristiwa="pengaduan.dibaca")
        assert [(j.oleh_id, j.rincian["tingkat"]) for j in jejak] == [(str(kader.pk), "F3")]
        terima(by=manajer, pengaduan=p)
        client.get(url("detail", p))
        assert jejak.count() == 1  # only the code was shown

    def test_yang_tersegel_lenyap_begitu_diterima(self, client, kader, unit, supervisor):
        p = b.lapor(kader, unit, jabatan="PEJABAT")
        assert client.get(url("detail", p)).status_code == 200
        terima(by=supervisor, pengaduan=p)
        asing = url("detail", Pengaduan(pk=uuid4()))
        beda, ada = client.get(asing), client.get(url("detail", p))
        assert (ada.status_code, beda.status_code) == (404, 404)
        assert ada.content == beda.content
        daftar = teks(client.get(reverse("kasus:pengaduan_daftar")))
        assert p.kode not in daftar
        assert "Belum ada laporan" in daftar
        for nama in ("tambah", "selesai"):
            assert client.post(url(nama, p), {"teks": "x"}).status_code == 404
        assert not NotifikasiKasus.objects.sistem("uji").filter(kode=p.kode).exists()

    def test_kader_lain_tidak_melihat(self, client, patbm_b, unit):
        p = b.lapor(patbm_b, unit)
        assert client.get(url("detail", p)).status_code == 404
        assert client.post(url("tambah", p), {"teks": "Halo."}).status_code == 404
        assert client.post(url("selesai", p), {"catatan": "Selesai."}).status_code == 404
        assert p.kode not in teks(client.get(reverse("kasus:pengaduan_daftar")))

    def test_tambahan_menyambung_tidak_menimpa(self, client, kader, unit, manajer):
        p = b.lapor(kader, unit)
        NotifikasiKasus.objects.sistem("uji").update(dibaca_pada=timezone.now())
        for teks_ in ("Ia sekarang di rumah bibinya.", "Lukanya sudah diobati."):
            r = client.post(url("tambah", p), {"teks": teks_})
            assert r.url == url("detail", p)
        halaman = teks(client.get(url("detail", p)))
        for teks_ in ("Bertengkar di dapur", "rumah bibinya", "sudah diobati"):
            assert teks_ in halaman
        baru = NotifikasiKasus.objects.sistem("uji").filter(jenis="pengaduan_tambahan")
        assert baru.filter(pengguna=manajer).count() == 1
        kasus = terima(by=manajer, pengaduan=p)
        assert kasus.kronologi.startswith("Bertengkar di dapur")
        assert kasus.kronologi.index("rumah bibinya") < kasus.kronologi.index("sudah diobati")

    def test_tambahan_kosong(self, client, kader, unit):
        r = client.post(url("tambah", b.lapor(kader, unit)), {"teks": " "})
        assert r.status_code == 422
        assert "Keterangan belum ditulis." in teks(r)

    def test_tambahan_yang_terlambat_tidak_hilang(self, client, kader, unit, manajer):
        p = b.lapor(kader, unit)
        terima(by=manajer, pengaduan=p)
        r = client.post(url("tambah", p), {"teks": "Ia pindah ke rumah bibinya."})
        assert r.status_code == 409
        assert "Belum tersimpan" in teks(r)
        assert "Ia pindah ke rumah bibinya." in teks(r)
        assert "tambahan" not in segar(p).isi

    def test_tambahan_yang_melampaui_kronologi_ditolak(self, client, kader, unit):
        p = b.lapor(kader, unit, cerita="x" * 4000)
        for _ in range(2):
            tindakan.tambah(by=kader, pengaduan=p, teks="y" * 1500)
        r = client.post(url("tambah", p), {"teks": "z" * 1500})
        assert r.status_code == 422
        assert "z" * 1500 in teks(r)
        assert len(segar(p).isi["tambahan"]) == 2


class TestSelesai:
    def test_yang_ringan_selesai_dengan_catatan(self, client, kader, unit):
        p = b.lapor(kader, unit, RINGAN)
        assert "Tandai selesai" in teks(client.get(url("detail", p)))
        r = client.post(url("selesai", p), {"catatan": "singkat"})
        assert r.status_code == 422
        assert ">\nsingkat</textarea>" in r.content.decode()
        client.post(url("selesai", p), {"catatan": "Keduanya sudah berdamai, saya pantau."})
        p = segar(p)
        assert (p.status, p.isi["selesai"]) == ("SELESAI", "Keduanya sudah berdamai, saya pantau.")
        assert p.selesai_pada
        assert JejakAudit.objects.filter(peristiwa="pengaduan.selesai").count() == 1
        assert "Sumirah" not in teks(client.get(url("detail", p)))

    @pytest.mark.parametrize(
        "jawaban", [DIRUJUK, RINGAN | {"seksual": "YA"}, RINGAN | {"anak": "YA", "antaranak": "YA"}]
    )
    def test_yang_lain_ditolak_dengan_kalimat(self, client, kader, unit, jawaban):
        p = b.lapor(kader, unit, jawaban)
        assert url("selesai", p) not in teks(client.get(url("detail", p)))
        r = client.post(url("selesai", p), {"catatan": "Sudah selesai secara kekeluargaan."})
        assert r.status_code == 422
        assert "hanya unit layanan yang boleh menutupnya" in teks(r)
        assert "Sudah selesai secara kekeluargaan." in teks(r)
        assert segar(p).status == "DIKIRIM"

    def test_jabatan_menutup_jalan_selesai_di_desa(self, client, kader, unit):
        p = b.lapor(kader, unit, RINGAN, jabatan="PERANGKAT_DESA")
        assert client.post(url("selesai", p), {"catatan": "Sudah beres semua."}).status_code == 422
        assert segar(p).status == "DIKIRIM"

    def test_basis_data_menolak_juga(self, kader, unit):
        p = b.lapor(kader, unit)
        for ubah in (
            {"status": "SELESAI", "selesai_pada": timezone.now()},
            {"status": "DIDAMPINGI"},
            {"status": "DITERIMA"},
            {"diterima_oleh": kader, "diterima_pada": timezone.now()},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Pengaduan.objects.sistem("uji").filter(pk=p.pk).update(**ubah)

    def test_sesudah_diterima_tidak_dapat_diselesaikan(self, kader, unit, manajer):
        p = b.lapor(kader, unit, RINGAN)
        terima(by=manajer, pengaduan=p)
        with pytest.raises(SudahBerubah):
            tindakan.selesai(by=kader, pengaduan=p, catatan="Sudah beres semua.")

    def test_orang_lain_tidak(self, patbm_b, kader, manajer, unit):
        p = b.lapor(kader, unit, RINGAN)
        for orang in (patbm_b, manajer):
            with pytest.raises(PermissionDenied):
                tindakan.selesai(by=orang, pengaduan=p, catatan="Sudah beres semua.")
            with pytest.raises(PermissionDenied):
                tindakan.tambah(by=orang, pengaduan=p, teks="Halo.")


class TestLembar:
    def test_urutan_sama_dengan_formulir(self):
        form = LaporForm(unit=[], desa=[])
        assert [f.name for f in form.fakta] == list(RUAS)
        assert [f.label for f in form.triase] == [p.teks for p in PERTANYAAN]
        assert {r.id for bagian in BAGIAN for r in bagian.ruas} - set(
            IsiPengaduan.__dataclass_fields__
        ) == {"lapor_pada"}

    def test_lembar_memuat_semua_pertanyaan_dalam_urutannya(self, client):
        r = client.get(reverse("kasus:lapor_lembar"))
        isi = teks(r)
        letak = [isi.index(p.teks) for p in PERTANYAAN]
        letak += [isi.index(f"<p>{ruas.tanya}", letak[-1]) for ruas in RUAS.values()][:1]
        assert letak == sorted(letak)
        for ruas in RUAS.values():
            assert ruas.tanya in isi
            assert all(str(label) in isi for _, label in ruas.pilihan)
        assert "bila nomor 1, 2, atau 3 dijawab ya, atau nomor 1 atau 2 tidak tahu" in isi
        assert "nomor 13 dijawab ya" in isi
        assert "<title>Lembar kerja · " in r.content.decode()

    @pytest.mark.parametrize(
        ("siapa", "status"), [("manajer", 200), ("pendamping", 200), ("opd_a", 403)]
    )
    def test_siapa_mencetak(self, client, request, siapa, status):
        user = request.getfixturevalue(siapa)
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(reverse("kasus:lapor_lembar")).status_code == status
