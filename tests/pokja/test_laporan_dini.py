"""Early warning from the report to the after-action note: what is kept, who judges, what is due."""

import datetime as dt
import re
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.actions import laporan_dini, rapat, tindak_lanjut
from pokja.aturan.peringatan import median_lama, usulkan
from pokja.documents.tugas_dini import susun
from pokja.documents.tugas_rapat import susun as susun_rapat
from pokja.enums import Bidang, Peran
from pokja.models import LaporanDini, Pengguna, PotensiKonflik, TindakLanjut
from pokja.views.lapor_dini import KIRIM_MAKS
from tests.pokja.bantu import HARI_INI
from tests.pokja.dunia_dini import ISI, NILAI, lapor, verifikasi
from tests.pokja.dunia_rapat import AWAL, SELESAI
from tests.pokja.dunia_rapat import ISI as ISI_RAPAT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]

LAPOR, KEADAAN = "/konflik/lapor/", "/konflik/lapor/keadaan/"
AKSI = {"kaitan_rad": "tidak", "aksi_rad": ""}
CATATAN = {"terjadi": "Reda.", "berhasil": "Dialog.", "perbaikan": "Lebih awal.", **AKSI}


@pytest.fixture
def isian(desa):
    """What a visitor types, without an account."""
    return {
        "tanda": "massa", "uraian": "Dua kelompok pemuda berkumpul.", "wilayah": desa.pk,
        "terlihat": "2 Maret 2026", "waktu": "pagi", "berlangsung": "ya", "terpapar": "tidak_tahu",
        "asal": "warga", "kontak": "", "situs": "", "id_baru": str(uuid4()),
    }  # fmt: skip


@pytest.fixture
def koordinator(orang, lembaga):
    """Koordinator bidang Pencegahan at Bakesbangpol: verifies as well."""
    return orang(
        "koordinator", Peran.KOORDINATOR_BIDANG, lembaga=lembaga("Bakesbangpol"),
        bidang=Bidang.PENCEGAHAN,
    )  # fmt: skip


@pytest.fixture
def langkah(opd_a):
    """Make a step that Dinkes owes today."""

    def _langkah(by, laporan, tenggat=HARI_INI, **lain):
        isi = {"uraian": "Temui warga", "lembaga": opd_a.lembaga, "tenggat": tenggat, **lain}
        return laporan_dini.simpan_langkah(by=by, laporan=laporan, isi=isi)

    return _langkah


def _teks(jawaban) -> str:
    return jawaban.content.decode()


def _kode(jawaban) -> str:
    return re.search(r"D-[A-Z2-9]{8}", _teks(jawaban))[0]


class TestTanpaAkun:
    def test_terkirim_dengan_kode_dan_tidak_diketahui_siapa(self, client, isian):
        jawaban = client.post(LAPOR, isian)
        satu = LaporanDini.objects.get()
        assert jawaban.status_code == 200
        assert _kode(jawaban) == satu.kode
        assert (satu.pelapor, satu.kontak, satu.status) == (None, "", "BARU")
        assert "sesi" not in jawaban.cookies

    def test_halaman_menyebut_nomor_darurat(self, client, desa):
        halaman = _teks(client.get(LAPOR))
        assert 'href="tel:110"' in halaman
        assert 'href="tel:112"' in halaman
        assert "bukan nama orang" in halaman

    def test_dua_kali_terkirim_satu_laporan(self, client, isian):
        kode = {_kode(client.post(LAPOR, isian)) for _ in range(2)}
        assert LaporanDini.objects.count() == len(kode) == 1

    def test_formulir_lama_dengan_isi_lain_tidak_hilang(self, client, isian):
        client.post(LAPOR, isian)
        lain = {**isian, "uraian": "Kini ada yang membawa kayu."}
        jawaban = client.post(LAPOR, lain)
        assert jawaban.status_code == 422
        assert "tidak ditimpa" in _teks(jawaban)
        assert "Kini ada yang membawa kayu." in _teks(jawaban)
        lain["id_baru"] = re.search(r'name="id_baru" value="([^"]+)"', _teks(jawaban))[1]
        assert client.post(LAPOR, lain).status_code == 200
        assert LaporanDini.objects.count() == 2

    @pytest.mark.parametrize(
        ("ubah", "kalimat"),
        [
            ({"uraian": ""}, "Bagian ini belum diisi."),
            ({"terlihat": "3 Maret 2026"}, "Tanggal ini belum tiba."),
            ({"terlihat": "kemarin"}, "belum terbaca sebagai tanggal"),
            ({"wilayah": "35.99"}, "pilihan yang valid"),
            ({"asal": "intelijen"}, "pilihan yang valid"),
            ({"asal": "polri"}, "pilihan yang valid"),
            ({"uraian": "x" * 1001}, "1000"),
            ({"situs": "https://contoh.invalid"}, "kirim sekali lagi"),
        ],
    )
    def test_yang_kurang_dijelaskan_dan_isian_tetap(self, client, isian, ubah, kalimat):
        jawaban = client.post(LAPOR, {**isian, "kontak": "Balai desa", **ubah})
        assert jawaban.status_code == 422
        assert kalimat in _teks(jawaban)
        assert "Balai desa" in _teks(jawaban)
        assert not LaporanDini.objects.exists()

    def test_kotak_mesin_dikosongkan_lagi(self, client, isian):
        halaman = _teks(client.post(LAPOR, {**isian, "situs": "x"}))
        assert 'name="situs" value' not in halaman

    def test_terlalu_sering_ditahan_isian_tetap(self, client, isian):
        for _ in range(KIRIM_MAKS):
            assert client.post(LAPOR, {**isian, "id_baru": str(uuid4())}).status_code == 200
        jawaban = client.post(LAPOR, {**isian, "id_baru": str(uuid4())})
        assert jawaban.status_code == 429
        assert "Dua kelompok pemuda berkumpul." in _teks(jawaban)
        assert LaporanDini.objects.count() == KIRIM_MAKS

    def test_jatah_per_pengunjung_di_belakang_server_https(self, client, isian, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for n in range(KIRIM_MAKS + 1):
            asal = {"x-forwarded-for": f"203.0.113.9, 198.51.100.{n}"}
            jawaban = client.post(LAPOR, {**isian, "id_baru": str(uuid4())}, headers=asal)
            assert jawaban.status_code == 200
        cacat = {"x-forwarded-for": "bukan alamat"}
        kiriman = {**isian, "id_baru": str(uuid4())}
        assert client.post(LAPOR, kiriman, headers=cacat).status_code == 200

    def test_yang_salah_isi_bukan_kiriman(self, client, isian):
        for _ in range(KIRIM_MAKS + 2):
            client.post(LAPOR, {**isian, "uraian": ""})
        assert client.post(LAPOR, isian).status_code == 200

    def test_kontak_tersandi_dan_hanya_dibuka_dengan_catatan(
        self, client, masuk, isian, sekretariat, bappeda
    ):
        client.post(LAPOR, {**isian, "kontak": "0812-DEMO"})
        satu = LaporanDini.objects.get()
        with connection.cursor() as cursor:
            cursor.execute("SELECT kontak FROM pokja_laporandini")
            assert "DEMO" not in cursor.fetchone()[0]
        alamat = reverse("konflik:laporan_detail", args=[satu.pk])
        for user in (sekretariat, bappeda):
            for halaman in (reverse("konflik:laporan"), alamat):
                assert "0812-DEMO" not in _teks(masuk(user).get(halaman))
        buka = reverse("konflik:laporan_kontak", args=[satu.pk])
        assert masuk(bappeda).post(buka).status_code == 403
        assert "0812-DEMO" in _teks(masuk(sekretariat).post(buka))
        assert JejakAudit.objects.filter(peristiwa="laporan_dini.kontak_dibaca").count() == 1
        laporan_dini.tolak(by=sekretariat, laporan=satu, alasan="Latihan")
        satu.refresh_from_db()
        assert satu.kontak == "", "hilang begitu ditutup"


class TestKeadaan:
    def test_hanya_keadaan_dan_kode_tidak_di_alamat(self, client, sekretariat, desa):
        satu = lapor()
        for teks in (satu.kode, satu.kode.lower().replace("-", " ")):
            jawaban = client.post(KEADAAN, {"kode": teks})
            assert "menunggu verifikasi" in _teks(jawaban)
        verifikasi(sekretariat, satu)
        halaman = _teks(client.post(KEADAAN, {"kode": satu.kode}))
        assert "sudah diverifikasi" in halaman
        assert satu.uraian not in halaman
        assert "uning" not in halaman, "tingkatnya tidak disebut"
        assert "verifikasi" not in _teks(client.get(f"{KEADAAN}?kode={satu.kode}"))

    def test_kode_lain(self, client, desa):
        lapor()
        for teks in ("D-AAAAAAAA", "x", "é"):
            jawaban = client.post(KEADAAN, {"kode": teks})
            assert jawaban.status_code == 422
            assert "tidak ditemukan" in _teks(jawaban)

    def test_tidak_dapat_ditebak_tanpa_batas(self, client, desa):
        satu = lapor()
        for _ in range(25):
            jawaban = client.post(KEADAAN, {"kode": "D-AAAAAAAA"})
        assert jawaban.status_code == 429
        assert client.post(KEADAAN, {"kode": satu.kode}).status_code == 429


class TestLewatAkun:
    def test_asal_dan_desa_terisi(self, masuk, orang, desa, isian):
        kader = orang("kader", Peran.PATBM, wilayah=desa)
        client = masuk(kader)
        halaman = _teks(client.get(LAPOR))
        assert '<option value="desa" selected>' in halaman
        assert f'<option value="{desa.pk}" selected>' in halaman
        assert 'value="intelijen"' not in halaman
        client.post(LAPOR, isian)
        assert LaporanDini.objects.get().pelapor == kader

    def test_asal_intelijen_hanya_oleh_yang_membacanya(self, koordinator, opd_a, desa):
        lapor(koordinator, asal="intelijen")
        with pytest.raises(ValidationError, match="Asal"):
            lapor(opd_a, asal="intelijen")
        with pytest.raises(ValidationError, match="Asal"):
            lapor(asal="intelijen")

    def test_tanpa_peran_menjadi_tanpa_akun(self, masuk, mantan, desa, isian):
        masuk(mantan).post(LAPOR, isian)
        assert LaporanDini.objects.get().pelapor is None


class TestAturan:
    @pytest.mark.parametrize(
        ("tanda", "berlangsung", "terpapar", "nilai", "harapan"),
        [
            ("bansos", "tidak", "tidak", "B2", "kuning"),
            ("bansos", "ya", "tidak", "B2", "jingga"),
            ("bansos", "ya", "ya", "B2", "merah"),
            ("massa", "tidak", "tidak", "B2", "jingga"),
            ("massa", "ya", "ya", "A1", "merah"),
            ("massa", "ya", "tidak_tahu", "F6", "merah"),
            ("bansos", "tidak", "tidak", "D2", "hijau"),
            ("bansos", "tidak", "tidak", "E5", "hijau"),
            ("bansos", "ya", "tidak", "E5", "kuning"),
            ("bansos", "tidak_tahu", "tidak_tahu", "F6", "kuning"),
        ],
    )
    def test_usulan(self, tanda, berlangsung, terpapar, nilai, harapan):
        hasil = usulkan(
            tanda=tanda, berlangsung=berlangsung, terpapar=terpapar, keandalan=nilai[0],
            kredibilitas=nilai[1],
        )  # fmt: skip
        assert hasil.tingkat == harapan
        assert hasil.alasan

    def test_median(self):
        jam = [dt.timedelta(hours=n) for n in (1, 9, 2)]
        assert median_lama([*jam, None]) == dt.timedelta(hours=2)
        assert median_lama([None]) is None


class TestVerifikasi:
    @pytest.mark.parametrize(
        ("tingkat", "jam"), [("merah", 6), ("jingga", 24), ("kuning", 72), ("hijau", 168)]
    )
    def test_tenggat_menurut_tingkat(self, sekretariat, desa, tingkat, jam):
        satu = verifikasi(sekretariat, lapor(), tingkat=tingkat, alasan="Pengamatan lapangan")
        assert satu.batas_rencana - satu.diverifikasi_pada == dt.timedelta(hours=jam)
        assert satu.alasan_tingkat == ("" if tingkat == "kuning" else "Pengamatan lapangan")
        assert satu.transisi.get().oleh == sekretariat

    def test_menyimpang_perlu_alasan(self, sekretariat, desa):
        with pytest.raises(ValidationError, match="Aturan mengusulkan kuning"):
            verifikasi(sekretariat, lapor(), tingkat="merah")

    def test_bukan_laporan_sendiri(self, masuk, koordinator, sekretariat, desa):
        satu = lapor(koordinator)
        with pytest.raises(PermissionDenied):
            verifikasi(koordinator, satu)
        with pytest.raises(PermissionDenied):
            laporan_dini.tolak(by=koordinator, laporan=satu, alasan="x")
        client = masuk(koordinator)
        halaman = _teks(client.get(reverse("konflik:laporan_detail", args=[satu.pk])))
        assert "orang lain yang memverifikasinya" in halaman
        with pytest.raises(IntegrityError), transaction.atomic():
            LaporanDini.objects.filter(pk=satu.pk).update(diverifikasi_oleh=koordinator)

    def test_yang_kedua_tidak_menimpa(self, masuk, sekretariat, koordinator, desa):
        satu = lapor()
        verifikasi(sekretariat, satu)
        with pytest.raises(SudahBerubah):
            verifikasi(koordinator, satu, tingkat="merah", alasan="Lain")
        alamat = reverse("konflik:laporan_verifikasi", args=[satu.pk])
        jawaban = masuk(koordinator).post(
            alamat, {**NILAI, "tingkat": "merah", "alasan": "Ada senjata tajam"}
        )
        assert jawaban.status_code == 422
        assert "keadaan laporan kini terverifikasi" in _teks(jawaban)
        assert "Ada senjata tajam" in _teks(jawaban)
        satu.refresh_from_db()
        assert satu.tingkat == "kuning"

    def test_halaman_mengusulkan_dengan_alasannya(self, masuk, sekretariat, desa):
        satu = lapor(tanda="massa", berlangsung="ya")
        client, alamat = masuk(sekretariat), reverse("konflik:laporan_verifikasi", args=[satu.pk])
        assert "2. Tingkat" not in _teks(client.get(alamat))
        assert client.get(alamat, {"keandalan": "B"}).status_code == 422
        halaman = _teks(client.get(alamat, {"keandalan": "F", "kredibilitas": "3"}))
        assert "Pengerahan massa: mulai dari jingga." in halaman
        assert "Berlangsung sekarang: naik satu tingkat." in halaman
        assert re.search(r'value="merah"[^>]* checked', halaman)
        assert "merah 6 jam" in halaman
        kirim = {"keandalan": "F", "kredibilitas": "3", "tingkat": "kuning"}
        jawaban = client.post(alamat, kirim)
        assert jawaban.status_code == 422
        assert "Aturan mengusulkan merah" in _teks(jawaban)
        assert client.post(alamat, {**kirim, "alasan": "Sudah bubar"}).status_code == 302

    def test_tidak_terbukti(self, sekretariat, desa):
        satu = lapor()
        laporan_dini.tolak(by=sekretariat, laporan=satu, alasan="Latihan hansip")
        satu.refresh_from_db()
        assert (satu.status, satu.transisi.get().alasan) == ("TIDAK_TERBUKTI", "Latihan hansip")
        with pytest.raises(SudahBerubah):
            verifikasi(sekretariat, satu)


class TestRespons:
    def test_langkah_pertama_dalam_waktunya(self, sekretariat, desa, langkah):
        satu = verifikasi(sekretariat, lapor())  # kuning: three days
        batas = HARI_INI + dt.timedelta(days=3)
        with pytest.raises(ValidationError, match="langkah pertama paling lambat 5 Maret 2026"):
            langkah(sekretariat, satu, batas + dt.timedelta(days=1))
        langkah(sekretariat, satu, batas)
        langkah(sekretariat, satu, batas + dt.timedelta(days=30))
        with pytest.raises(ValidationError, match="sudah lewat"):
            langkah(sekretariat, satu, HARI_INI - dt.timedelta(days=1))

    def test_rencana_terlambat_masih_dapat_disusun(self, sekretariat, desa, langkah):
        satu = verifikasi(sekretariat, lapor())
        with time_machine.travel("2026-03-20T03:00:00Z", tick=False):
            langkah(sekretariat, satu, dt.date(2026, 3, 20))
            laporan_dini.tangani(by=sekretariat, laporan=satu)

    def test_tanpa_langkah_tidak_ditangani(self, sekretariat, desa, langkah):
        satu = verifikasi(sekretariat, lapor())
        with pytest.raises(ValidationError, match="paling sedikit satu langkah"):
            laporan_dini.tangani(by=sekretariat, laporan=satu)
        henti = langkah(sekretariat, satu)
        tindak_lanjut.hentikan(by=sekretariat, tindak_lanjut=henti, alasan="Salah lembaga")
        with pytest.raises(ValidationError, match="paling sedikit satu langkah"):
            laporan_dini.tangani(by=sekretariat, laporan=satu)

    def test_ditutup_bila_tidak_ada_yang_terbuka(self, sekretariat, desa, langkah, opd_a):
        satu = verifikasi(sekretariat, lapor())
        tugas = langkah(sekretariat, satu)
        with pytest.raises(SudahBerubah):
            laporan_dini.selesaikan(by=sekretariat, laporan=satu, isi=CATATAN)
        laporan_dini.tangani(by=sekretariat, laporan=satu)
        with pytest.raises(ValidationError, match="belum selesai"):
            laporan_dini.selesaikan(by=sekretariat, laporan=satu, isi=CATATAN)
        bukti = tindak_lanjut.laporkan(by=opd_a, tindak_lanjut=tugas, uraian="Sudah ditemui")
        tindak_lanjut.periksa(by=sekretariat, bukti=bukti, memadai=True)
        with pytest.raises(ValidationError, match="Sebutkan aksinya"):
            laporan_dini.selesaikan(
                by=sekretariat, laporan=satu, isi={**CATATAN, "kaitan_rad": "celah"}
            )
        with time_machine.travel("2026-03-04T03:00:00Z", tick=False):
            laporan_dini.selesaikan(by=sekretariat, laporan=satu, isi=CATATAN)
        satu.refresh_from_db()
        assert satu.status == "SELESAI"
        assert satu.lama[-1] == ("sampai ditutup", dt.timedelta(days=2))
        with pytest.raises(ValidationError, match="ditutup"):
            langkah(sekretariat, satu)

    def test_isi_langkah_tetap_sesudah_berlaku(self, masuk, sekretariat, desa, langkah, opd_a):
        satu = verifikasi(sekretariat, lapor())
        tugas = langkah(sekretariat, satu)
        client, alamat = masuk(sekretariat), reverse("konflik:langkah_ubah", args=[tugas.pk])
        kirim = {
            "uraian": "Temui kedua RT", "lembaga": opd_a.lembaga_id, "tenggat": "2 Maret 2026",
            "versi": "1",
        }  # fmt: skip
        assert client.post(alamat, kirim).status_code == 302
        basi = client.post(alamat, {**kirim, "uraian": "Temui tokoh"})
        assert basi.status_code == 422
        assert "Tersimpan kini: Temui kedua RT" in _teks(basi)
        assert "Temui tokoh" in _teks(basi)
        laporan_dini.tangani(by=sekretariat, laporan=satu)
        jawaban = client.post(alamat, {**kirim, "versi": "2"})
        assert "Rencana sudah berlaku." in _teks(jawaban)

    @pytest.mark.usefixtures("pokja")
    def test_bukan_agenda_rapat_berikutnya(self, sekretariat, desa, langkah):
        langkah(sekretariat, verifikasi(sekretariat, lapor()))
        baru = rapat.buat_rapat(by=sekretariat, isi=ISI_RAPAT, waktu=(AWAL, SELESAI))
        assert not baru.agenda.exists()

    def test_satu_asal(self, sekretariat, desa, langkah, opd_a):
        langkah(sekretariat, verifikasi(sekretariat, lapor()))
        with pytest.raises(IntegrityError), transaction.atomic():
            TindakLanjut.objects.update(laporan=None)

    def test_tampil_pada_tindak_lanjut_dan_beranda_penanggung_jawab(
        self, masuk, sekretariat, opd_a, opd_b, desa, langkah
    ):
        satu = verifikasi(sekretariat, lapor())
        tugas = langkah(sekretariat, satu)
        daftar = reverse("pokja:tindak_lanjut_daftar")
        alamat = reverse("pokja:tindak_lanjut", args=[tugas.pk])
        detail = reverse("konflik:laporan_detail", args=[satu.pk])
        assert detail in _teks(masuk(sekretariat).get(alamat))
        client = masuk(opd_a)
        assert f"Respons atas laporan dini {satu.kode}" in _teks(client.get(daftar))
        halaman = _teks(client.get(alamat))
        assert f"Respons atas laporan dini {satu.kode}" in halaman
        assert detail not in halaman
        assert satu.uraian not in halaman
        assert [t.judul for t in susun_rapat(Pengguna.objects.get(pk=opd_a.pk)).butir] == [
            "Temui warga"
        ]
        assert masuk(opd_b).get(alamat).status_code == 404


def test_intelijen_tidak_terlihat_di_mana_pun(
    masuk, orang, sekretariat, koordinator, bappeda, opd_a, lembaga, desa, langkah
):
    rahasia = verifikasi(sekretariat, lapor(koordinator, asal="intelijen", uraian="Kabar rahasia"))
    tugas = langkah(sekretariat, rahasia, uraian="Langkah rahasia")
    alamat = reverse("konflik:laporan_detail", args=[rahasia.pk])
    langkah_url = reverse("pokja:tindak_lanjut", args=[tugas.pk])
    auditor = orang("auditor", Peran.AUDITOR, lembaga=lembaga("Setda"))
    pendamping = orang("pendamping", Peran.PENDAMPING, lembaga=lembaga("Setda"))
    ketua = orang("ketua", Peran.KETUA_WAKIL, lembaga=lembaga("Setda"))
    for user in (sekretariat, ketua):
        client = masuk(user)
        assert "Kabar rahasia" in _teks(client.get(alamat))
        assert rahasia.kode in _teks(client.get(reverse("konflik:laporan")))
        assert client.get(langkah_url).status_code == 200
    for user in (bappeda, auditor):
        client = masuk(user)
        assert client.get(alamat).status_code == 404
        halaman = _teks(client.get(reverse("konflik:laporan")))
        assert rahasia.kode not in halaman
        assert "<b>0</b> terverifikasi" in halaman, "juga tidak terhitung"
    for user in (bappeda, auditor, pendamping):
        client = masuk(user)
        assert client.get(langkah_url).status_code == 404
        semua = reverse("pokja:tindak_lanjut_daftar") + "?keadaan=semua"
        assert "Langkah rahasia" not in _teks(client.get(semua))
    halaman = _teks(masuk(opd_a).get(langkah_url))
    assert "Langkah rahasia" in halaman, "yang harus mengerjakannya membacanya"
    assert "ntelijen" not in halaman


class TestTautan:
    def test_potensi_baru_dari_laporan(self, masuk, sekretariat, desa):
        satu = lapor()
        client, alamat = masuk(sekretariat), reverse("konflik:laporan_potensi", args=[satu.pk])
        assert "Protes pembagian bantuan" in _teks(client.get(alamat))
        kirim = {
            "judul": "Protes bansos", "wilayah": desa.pk, "sumber": "BANSOS", "pola": "KESENJANGAN",
            "tingkat": "sedang", "asal": "warga",
        }  # fmt: skip
        assert client.post(alamat, kirim).status_code == 302
        satu.refresh_from_db()
        assert satu.potensi.judul == "Protes bansos"
        halaman = _teks(client.get(reverse("konflik:laporan_detail", args=[satu.pk])))
        assert "Protes bansos" in halaman
        lepas = client.post(reverse("konflik:laporan_tautkan", args=[satu.pk]), {"potensi": ""})
        assert lepas.status_code == 302
        satu.refresh_from_db()
        assert satu.potensi is None

    def test_dari_intelijen_tetap_intelijen(self, sekretariat, koordinator, desa):
        satu = lapor(koordinator, asal="intelijen")
        isi = {
            "judul": "X", "wilayah": desa, "sumber": "SARA", "pola": "SARA", "tingkat": "tinggi",
        }  # fmt: skip
        with pytest.raises(ValidationError, match="intelijen"):
            laporan_dini.catat_potensi(by=sekretariat, laporan=satu, isi={**isi, "asal": "warga"})
        assert not PotensiKonflik.objects.exists()
        laporan_dini.catat_potensi(by=sekretariat, laporan=satu, isi={**isi, "asal": "intelijen"})

    def test_potensi_kecamatan_lain_ditolak(self, masuk, sekretariat, desa):
        satu, lain = lapor(), PotensiKonflik.objects.create(
            judul="Jauh", wilayah_id="35.23", sumber="SARA", pola="SARA", tingkat="tinggi",
            asal="desa", ditinjau=HARI_INI,
        )  # fmt: skip
        alamat = reverse("konflik:laporan_tautkan", args=[satu.pk])
        assert masuk(sekretariat).post(alamat, {"potensi": lain.pk}).status_code == 422


class TestDaftar:
    def test_yang_lewat_di_atas_lalu_menurut_keadaan(self, masuk, sekretariat, desa, langkah):
        kini = timezone.now()
        baru = lapor()
        tepat = verifikasi(sekretariat, lapor(tanda="massa"), tingkat="jingga")
        lewat = verifikasi(sekretariat, lapor())
        LaporanDini.objects.filter(pk=lewat.pk).update(batas_rencana=kini - dt.timedelta(hours=1))
        macet = verifikasi(sekretariat, lapor())
        tugas = langkah(sekretariat, macet)
        laporan_dini.tangani(by=sekretariat, laporan=macet)
        TindakLanjut.objects.filter(pk=tugas.pk).update(tenggat=HARI_INI - dt.timedelta(days=1))
        tutup = lapor()
        laporan_dini.tolak(by=sekretariat, laporan=tutup, alasan="Salah")
        client = masuk(sekretariat)
        halaman = _teks(client.get(reverse("konflik:laporan")))
        urut = re.findall(r"D-[A-Z2-9]{8}", halaman)
        assert set(urut[:2]) == {lewat.kode, macet.kode}
        assert urut[2:] == [baru.kode, tepat.kode, tutup.kode]
        assert "<b>2</b> lewat tenggat" in halaman
        assert "Merah</span> 6 jam" in halaman
        assert "0 menit sampai diverifikasi" in halaman
        for kueri, jumlah in (
            ("keadaan=lewat", 2), ("keadaan=BARU", 1), ("tingkat=jingga", 1), ("keadaan=celah", 0),
            ("kecamatan=35.23.18", 5), ("keadaan=x", 5), ("halaman=9", 5),
        ):  # fmt: skip
            halaman = _teks(client.get(f"{reverse('konflik:laporan')}?{kueri}"))
            assert len(re.findall(r"D-[A-Z2-9]{8}", halaman)) == jumlah, kueri

    def test_jumlah_kueri_tetap(self, masuk, bappeda, desa):
        def tambah(jumlah):
            LaporanDini.objects.bulk_create(LaporanDini(**ISI) for _ in range(jumlah))

        tambah(60)
        client = masuk(bappeda)
        client.get(reverse("konflik:laporan"))
        with CaptureQueriesContext(connection) as satu:
            client.get(reverse("konflik:laporan"))
        tambah(600)
        with CaptureQueriesContext(connection) as banyak:
            halaman = _teks(client.get(reverse("konflik:laporan")))
        assert len(banyak) == len(satu)
        assert len(re.findall(r"D-[A-Z2-9]{8}", halaman)) == 50


def test_beranda_pengelola(sekretariat, koordinator, bappeda, desa, langkah):
    def judul(user):
        return [t.judul for t in susun(Pengguna.objects.get(pk=user.pk)).butir]

    satu = lapor(koordinator)
    assert judul(sekretariat) == [f"Verifikasi {satu}: Protes pembagian bantuan"]
    assert judul(koordinator) == [], "bukan laporannya sendiri"
    assert judul(bappeda) == []
    verifikasi(sekretariat, satu)
    assert judul(koordinator) == [f"Susun respons {satu}: Protes pembagian bantuan"]
    tugas = langkah(sekretariat, satu)
    laporan_dini.tangani(by=sekretariat, laporan=satu)
    assert judul(koordinator) == []
    tindak_lanjut.hentikan(by=sekretariat, tindak_lanjut=tugas, alasan="Sudah reda")
    assert judul(koordinator) == [f"Tutup {satu} dengan catatan hasil"]


def test_menu_menurut_peran(masuk, opd_a, bappeda, sekretariat):
    """The form for those who only report, the pages for those who read."""
    for user, ada, tidak in (
        (opd_a, "Lapor konflik", "Konflik"), (bappeda, "Konflik", "Lapor konflik"),
    ):  # fmt: skip
        halaman = _teks(masuk(user).get("/"))
        assert f">{ada}</a>" in halaman
        assert f">{tidak}</a>" not in halaman
    assert reverse("konflik:lapor") in _teks(Client().get("/publik/"))
