"""Consent per sector: who may give it, what it covers, and that withdrawing it closes everything
that rests on it (R16, R17)."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import persetujuan as tindakan
from kasus.actions.persetujuan import IsiPersetujuan, WaliDitolak
from kasus.models import Hubungan, Identitas, LaranganAkses, Persetujuan, Terlapor
from pokja.enums import Peran
from tests.kasus import bantu_rujukan as b
from tests.kasus.bantu_rujukan import teks

pytestmark = pytest.mark.django_db
ALASAN = "Anak tidak memiliki wali yang dapat dihubungi."


def isi(**lain):
    return IsiPersetujuan(
        **{"sektor": "KESEHATAN", "pemberi": "SENDIRI", "ruas": ("profil",), **lain}
    )


def wali(nama="Sri Rekaan", **lain):
    return isi(pemberi="WALI", wali_nama=nama, wali_hubungan="Ibu", **lain)


def simpan(kasus, by, isian):
    return tindakan.simpan(by=by, korban=b.korban_dari(kasus), isi=isian)


def beri_nama_terlapor(kasus, nama="Slamet Riyadi", **lain):
    terlapor = Terlapor.objects.sistem("uji").get(kasus=kasus)
    return Identitas.objects.sistem("uji").create(kasus=kasus, terlapor=terlapor, nama=nama, **lain)


class TestSiapa:
    def test_orang_dewasa_menyetujui_sendiri(self, buat_kasus, manajer):
        kasus = buat_kasus()
        p = simpan(kasus, manajer, isi(ruas=("ringkasan", "profil")))
        assert (p.dasar, p.ruas, p.oleh) == ("PERSETUJUAN", ["profil", "ringkasan"], manajer)
        assert b.jejak(kasus, "persetujuan.")[0][:2] == (
            "persetujuan.dicatat",
            {
                "korban": "A",
                "sektor": "KESEHATAN",
                "pemberi": "SENDIRI",
                "ruas": "profil ringkasan",
            },
        )

    def test_anak_tidak_menyetujui_sendiri(self, buat_kasus, manajer):
        with pytest.raises(ValidationError, match="oleh wali"):
            simpan(buat_kasus(2), manajer, isi())

    def test_wali_anak_bernama_dan_berhubungan(self, buat_kasus, manajer):
        p = simpan(buat_kasus(2), manajer, wali())
        assert (p.dasar, p.wali_nama, p.wali_hubungan) == ("WALI", "Sri Rekaan", "Ibu")
        for kurang in ({"wali_nama": ""}, {"wali_hubungan": ""}):
            with pytest.raises(ValidationError):
                simpan(buat_kasus(2), manajer, isi(pemberi="WALI", **kurang))

    def test_suami_tidak_menyetujui_untuk_istrinya(self, buat_kasus, manajer):
        with pytest.raises(ValidationError, match="dewasa menyetujui sendiri"):
            simpan(buat_kasus(), manajer, wali())
        assert simpan(buat_kasus(), manajer, wali(alasan="Di bawah pengampuan pengadilan."))

    def test_yang_sudah_dewasa_sejak_kejadian_menyetujui_sendiri(self, buat_kasus, manajer):
        kini = timezone.localdate()
        kasus = buat_kasus(2, usia=16, tanggal_kejadian=kini.replace(year=kini.year - 3, day=1))
        assert simpan(kasus, manajer, isi())

    def test_tanpa_persetujuan_hanya_data_paling_perlu(self, buat_kasus, manajer):
        kasus = buat_kasus(2)
        tanpa = {"pemberi": "TANPA", "dasar_lain": "KEWAJIBAN", "alasan": ALASAN}
        with pytest.raises(ValidationError) as galat:
            simpan(kasus, manajer, isi(**tanpa, ruas=("profil", "nama", "ringkasan")))
        assert "Nama" in str(galat.value.message_dict["ruas"])
        p = simpan(kasus, manajer, isi(**tanpa))
        assert (p.dasar, p.wali_nama) == ("KEWAJIBAN", "")

    @pytest.mark.parametrize("kurang", [{"alasan": "pendek"}, {"dasar_lain": "TUGAS_PUBLIK"}])
    def test_dasar_hukum_lain_perlu_alasan_panjang(self, buat_kasus, manajer, kurang):
        tanpa = {"pemberi": "TANPA", "dasar_lain": "VITAL", "alasan": ALASAN, **kurang}
        with pytest.raises(ValidationError) as galat:
            simpan(buat_kasus(2), manajer, isi(**tanpa))
        assert set(galat.value.message_dict) == set(kurang)


class TestWaliTerlapor:
    """A guardian who is the alleged perpetrator is refused, however the name is spelled (R17)."""

    @pytest.mark.parametrize(
        ("terlapor", "nama_wali"),
        [
            ("Slamet Riyadi", "Slamet Riyadi"),
            ("Slamet Riyadi", "Bapak H. Slamet Riadi"),
            ("Soekarno Rekaan", "Sukarno Rekaan"),
            ("Mohammad Rekaan", "Muhamad Rekaan"),
            ("Kuncoro alias Slamet Riyadi", "Slamet Riyadi"),
        ],
    )
    def test_ditolak_dan_menunjuk_jalan_lain(self, buat_kasus, manajer, terlapor, nama_wali):
        kasus = buat_kasus(2)
        beri_nama_terlapor(kasus, terlapor)
        with pytest.raises(WaliDitolak) as galat:
            simpan(kasus, manajer, wali(nama_wali))
        assert "wali pengganti" in str(galat.value)
        assert "dasar hukum" in str(galat.value)
        assert not Persetujuan.objects.sistem("uji").exists()
        # The refusal itself stays on record, without any name.
        assert b.jejak(kasus, "persetujuan.")[0][:2] == (
            "persetujuan.wali_ditolak",
            {"korban": "A", "sektor": "KESEHATAN"},
        )

    def test_nik_yang_sama_walau_namanya_lain(self, buat_kasus, manajer):
        kasus = buat_kasus(2)
        beri_nama_terlapor(kasus, nik=b.NIK)
        with pytest.raises(WaliDitolak, match="terlapor"):
            simpan(kasus, manajer, wali("Nama Lain", wali_nik=f"{b.NIK[:4]} {b.NIK[4:]}"))
        p = simpan(kasus, manajer, wali("Nama Lain", wali_nik="9900000000000000"))
        assert b.NIK not in str(p.__dict__)

    def test_wali_pengganti_pun_diperiksa(self, buat_kasus, manajer):
        kasus = buat_kasus(2)
        beri_nama_terlapor(kasus)
        ganti = isi(
            pemberi="WALI_PENGGANTI", wali_nama="Slamet Riyadi", wali_hubungan="Paman atau bibi"
        )
        with pytest.raises(WaliDitolak):
            simpan(kasus, manajer, ganti)

    def test_nama_mirip_perlu_dipastikan(self, buat_kasus, manajer):
        kasus = buat_kasus(2)
        beri_nama_terlapor(kasus, "Siti Aminah Rekaan")
        with pytest.raises(WaliDitolak, match="mirip"):
            simpan(kasus, manajer, wali("Siti"))
        assert simpan(kasus, manajer, wali("Siti", dipastikan=True))

    def test_orang_tua_tak_teridentifikasi_perlu_dipastikan(self, buat_kasus, manajer):
        kasus = buat_kasus(2)
        Hubungan.objects.sistem("uji").filter(korban__kasus=kasus).update(hubungan="ORANG_TUA")
        with pytest.raises(ValidationError, match="belum teridentifikasi"):
            simpan(kasus, manajer, wali())
        assert simpan(kasus, manajer, wali(dipastikan=True))


class TestCabut:
    def test_menutup_rujukan_seketika(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        p = b.setuju(kasus, manajer)
        rujukan = b.kirim(kasus, manajer, mitra)
        lain = b.wajib(kasus, manajer, mitra)
        alamat = reverse("kasus:paket", args=[rujukan.pk])
        assert masuk(mitra).get(alamat).status_code == 200
        assert tindakan.cabut(by=manajer, persetujuan=p) == 1
        assert masuk(mitra).get(alamat).status_code == 404
        for langkah in ("terima", "tolak", "selesai"):
            url = reverse(f"kasus:paket_{langkah}", args=[rujukan.pk])
            assert masuk(mitra).post(url, {"alasan": "x", "hasil": "x"}).status_code == 404
        assert rujukan.kode not in teks(masuk(mitra).get(reverse("kasus:paket_daftar")))
        assert b.segar(rujukan).status == "DITARIK"
        assert b.segar(lain).status == "DIKIRIM"  # rests on another basis
        assert b.peristiwa(kasus, "persetujuan.") == ["persetujuan.dicatat", "persetujuan.dicabut"]
        assert ("rujukan.ditarik", {"kode": rujukan.kode}, str(manajer.pk)) in b.jejak(kasus)

    def test_yang_selesai_tetap_selesai_tetapi_tak_terbaca(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        p = b.setuju(kasus, manajer)
        rujukan = b.kirim(kasus, manajer, mitra)
        for langkah, isian in (("terima", {}), ("selesai", {"hasil": "Sudah diperiksa."})):
            masuk(mitra).post(reverse(f"kasus:paket_{langkah}", args=[rujukan.pk]), isian)
        tindakan.cabut(by=manajer, persetujuan=p)
        assert b.segar(rujukan).status == "SELESAI"
        assert masuk(mitra).get(reverse("kasus:paket", args=[rujukan.pk])).status_code == 404

    def test_dua_kali_tidak_mengubah_apa_pun(self, buat_kasus, manajer):
        kasus = buat_kasus()
        p = b.setuju(kasus, manajer)
        tindakan.cabut(by=manajer, persetujuan=p)
        pada = b.segar(p).dicabut_pada
        tindakan.cabut(by=manajer, persetujuan=p)
        assert b.segar(p).dicabut_pada == pada
        assert b.setuju(kasus, manajer)  # may be asked anew

    def test_satu_yang_berlaku_per_sektor_dan_instansi(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        b.setuju(kasus, manajer)
        with pytest.raises(ValidationError, match="sudah ada persetujuan"):
            b.setuju(kasus, manajer)
        assert b.setuju(kasus, manajer, instansi=b.rumah_sakit(mitra))


class TestHalaman:
    def isian(self, **lain):
        return {
            "kunci": str(uuid4()), "sektor": "KESEHATAN", "ruas": ["profil", "risiko"],
            "pemberi": "SENDIRI", **lain,
        }  # fmt: skip

    def url(self, kasus):
        return reverse("kasus:persetujuan_baru", args=[kasus.pk, b.korban_dari(kasus).pk])

    def test_mencatat_lalu_tampil(self, buat_kasus, manajer, masuk):
        kasus = buat_kasus()
        isian = self.isian()
        for _ in range(2):  # a second click makes no second row
            r = masuk(manajer).post(self.url(kasus), isian)
            assert r.status_code == 302
        halaman = teks(masuk(manajer).get(r.url))
        assert "Jenis kelamin dan kelompok usia; Tingkat risiko" in halaman
        assert Persetujuan.objects.sistem("uji").count() == 1

    def test_isian_salah_tidak_hilang(self, buat_kasus, manajer, masuk):
        kasus = buat_kasus(2)
        r = masuk(manajer).post(
            self.url(kasus), self.isian(pemberi="WALI", wali_nama="Sri Rekaan", ruas=["profil"])
        )
        assert r.status_code == 422
        halaman = teks(r)
        assert "Pilih hubungan wali dengan korban." in halaman
        assert 'value="Sri Rekaan"' in halaman
        assert re.search(r'value="profil"[^>]*checked|checked[^>]*value="profil"', halaman)

    def test_wali_terlapor_dijelaskan_di_samping_isiannya(self, buat_kasus, manajer, masuk):
        kasus = buat_kasus(2)
        beri_nama_terlapor(kasus)
        r = masuk(manajer).post(
            self.url(kasus),
            self.isian(pemberi="WALI", wali_nama="Slamet Riadi", wali_hubungan="Ayah"),
        )
        assert r.status_code == 422
        assert "Wali ini tercatat sebagai terlapor" in teks(r)
        assert "Riyadi" not in teks(r)

    def test_nama_wali_tidak_tampil_di_halaman_rujukan(self, buat_kasus, manajer, masuk):
        kasus = buat_kasus(2)
        simpan(kasus, manajer, wali("Sri Kanariwati"))
        halaman = teks(masuk(manajer).get(reverse("kasus:rujukan", args=[kasus.pk])))
        assert "Kanariwati" not in halaman
        assert "Ibu" in halaman
        assert "<title>Lembar kerja" in halaman

    def test_mencabut_dari_halaman(self, buat_kasus, manajer, masuk):
        kasus = buat_kasus()
        p = b.setuju(kasus, manajer)
        r = masuk(manajer).post(reverse("kasus:persetujuan_cabut", args=[kasus.pk, p.pk]))
        assert r.status_code == 302
        assert b.segar(p).dicabut_oleh == manajer

    def test_siapa_yang_tidak_boleh(
        self, buat_kasus, manajer, manajer_lain, pendamping, mitra, auditor, orang, masuk
    ):
        kasus, lain, segel = buat_kasus(), buat_kasus(), buat_kasus(3)
        p = b.setuju(kasus, manajer)
        alamat = [
            self.url(kasus),
            reverse("kasus:persetujuan_cabut", args=[kasus.pk, p.pk]),
            reverse("kasus:rujukan", args=[kasus.pk]),
        ]
        for siapa, kode in ((manajer_lain, 404), (pendamping, 404), (mitra, 403), (auditor, 403)):
            hasil = [masuk(siapa).post(a).status_code for a in alamat[:2]]
            assert [*hasil, masuk(siapa).get(alamat[2]).status_code] == [kode] * 3, siapa
        with pytest.raises(PermissionDenied):
            tindakan.cabut(by=manajer_lain, persetujuan=p)
        # Another case's consent under this case's address, and a sealed case: not there.
        silang = reverse("kasus:persetujuan_cabut", args=[lain.pk, p.pk])
        assert masuk(manajer).post(silang).status_code == 404
        supervisor = orang("kepala_unit", Peran.SUPERVISOR, lembaga=manajer.lembaga)
        assert masuk(supervisor).get(self.url(segel)).status_code == 404
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="kerabat", oleh=manajer
        )
        assert masuk(manajer).get(alamat[2]).status_code == 404
        assert b.segar(p).dicabut_pada is None


def test_statistik_tanpa_data(buat_kasus, manajer):
    kasus = buat_kasus()
    with pytest.raises(ValidationError, match="tanpa identitas"):
        simpan(kasus, manajer, isi(sektor="STATISTIK"))
    assert simpan(kasus, manajer, isi(sektor="STATISTIK", ruas=())).ruas == []
