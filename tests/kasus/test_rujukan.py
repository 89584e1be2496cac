"""Referrals: a packet holds the agreed fields and no other, and is sent as it was previewed
(R16; threats T6, T9, T23)."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kasus.actions import persetujuan
from kasus.actions import rujukan as tindakan
from kasus.documents.paket import MINIMUM, RUAS
from kasus.models import (
    Identitas,
    Instansi,
    Korban,
    LaranganAkses,
    NotifikasiKasus,
    Persetujuan,
    Rujukan,
    Terlapor,
    Terminasi,
)
from pokja.enums import Peran
from pokja.models import Penugasan
from tests.kasus import bantu_rujukan as b
from tests.kasus.bantu_rujukan import teks

pytestmark = pytest.mark.django_db


def kode_ruas(rujukan):
    return [r["kode"] for r in rujukan.paket["ruas"]]


class TestPaket:
    def test_hanya_ruas_yang_disetujui(self, buat_kasus, manajer, mitra):
        """T9: what is in the packet equals the consented list, for every single field."""
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.buka_identitas(kasus, manajer)
        for kode in RUAS:
            izin_data = b.setuju(kasus, manajer, kode)
            r = b.kirim(kasus, manajer, mitra, ringkasan="Ringkas.")
            assert kode_ruas(r) == [kode]
            isi = str(r.paket)
            assert (b.NAMA in isi) == (kode == "nama"), kode
            assert (b.NIK in isi) == (kode == "nik"), kode
            assert b.TELEPON not in isi  # no safe channel was agreed on
            assert kasus.kode not in isi
            Persetujuan.objects.sistem("uji").filter(pk=izin_data.pk).update(
                dicabut_pada=timezone.now(), dicabut_oleh=manajer
            )

    @pytest.mark.parametrize(
        ("kanal", "tampil"),
        [("TIDAK", False), ("LANGSUNG", False), ("TELEPON", True), ("PESAN", True)],
    )
    def test_t23_telepon_hanya_lewat_kanal_aman(self, buat_kasus, manajer, mitra, kanal, tampil):
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.buka_identitas(kasus, manajer)
        Korban.objects.sistem("uji").update(kanal_aman=kanal)
        b.setuju(kasus, manajer, "kontak")
        assert (b.TELEPON in str(b.kirim(kasus, manajer, mitra).paket)) == tampil

    @pytest.mark.parametrize("dasar", ["KEWAJIBAN", "VITAL"])
    def test_tanpa_persetujuan_paling_sedikit(self, buat_kasus, manajer, mitra, dasar):
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.setuju(kasus, manajer, "nama", "nik")  # not what this referral rests on
        r = b.wajib(kasus, manajer, mitra, dasar=dasar, ringkasan="Tidak ikut dikirim.")
        assert kode_ruas(r) == list(MINIMUM)
        assert (r.persetujuan, r.dasar) == (None, dasar)
        assert "Tidak ikut" not in str(r.paket)
        assert r.alasan not in str(r.paket)

    def test_tanpa_persetujuan_dan_tanpa_alasan_ditolak(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        with pytest.raises(ValidationError) as galat:
            b.wajib(kasus, manajer, mitra, alasan="perlu")
        assert "alasan" in galat.value.message_dict
        with pytest.raises(ValidationError, match="Pilih dasar"):
            b.wajib(kasus, manajer, mitra, dasar="TUGAS_PUBLIK")

    def test_dasar_hukum_tercatat_tidak_membuka_lebih_dari_minimum(
        self, buat_kasus, manajer, mitra
    ):
        kasus = buat_kasus()
        p = b.setuju(
            kasus, manajer, "profil", pemberi="TANPA", dasar_lain="VITAL", alasan="Nyawa terancam, "
            "tidak sadarkan diri.",
        )  # fmt: skip
        Persetujuan.objects.sistem("uji").filter(pk=p.pk).update(ruas=["profil", "nama"])
        assert kode_ruas(b.kirim(kasus, manajer, mitra)) == ["profil"]

    def test_persetujuan_lain_tidak_dipakai(self, buat_kasus, manajer, mitra, lembaga):
        """Another sector, another institution, another victim, a withdrawn or later consent."""
        kasus, lain = buat_kasus(), buat_kasus()
        b.setuju(lain, manajer)
        b.setuju(kasus, manajer, sektor="HUKUM")
        instansi_lain = Instansi.objects.create(lembaga=lembaga("LBH Lain", "LBH"), tipe="LBH")
        b.setuju(kasus, manajer, instansi=instansi_lain)
        nanti = b.setuju(kasus, manajer)
        Persetujuan.objects.sistem("uji").filter(pk=nanti.pk).update(
            berlaku_dari=timezone.now() + dt.timedelta(days=1)
        )
        with pytest.raises(ValidationError, match="Belum ada persetujuan"):
            b.kirim(kasus, manajer, mitra)

    def test_persetujuan_khusus_instansi_mendahului_yang_umum(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        b.setuju(kasus, manajer, "profil", "risiko")
        khusus = b.setuju(kasus, manajer, "kejadian", instansi=b.rumah_sakit(mitra))
        r = b.kirim(kasus, manajer, mitra)
        assert (r.persetujuan_id, kode_ruas(r)) == (khusus.pk, ["kejadian"])

    def test_wali_yang_kemudian_menjadi_terlapor(self, buat_kasus, manajer, mitra):
        """R17 also after a later change of facts: the stored consent carries nothing any more."""
        kasus = buat_kasus(2)
        b.setuju(kasus, manajer, pemberi="WALI", wali_nama="Sri Rekaan", wali_hubungan="Ibu")
        assert b.kirim(kasus, manajer, mitra)
        terlapor = Terlapor.objects.sistem("uji").get(kasus=kasus)
        Identitas.objects.sistem("uji").create(kasus=kasus, terlapor=terlapor, nama="Sri Rekaan")
        with pytest.raises(ValidationError, match="ternyata tercatat sebagai terlapor"):
            b.kirim(kasus, manajer, mitra)

    def test_identitas_hanya_sesudah_dibuka_dengan_alasan(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.setuju(kasus, manajer, "nama")
        with pytest.raises(ValidationError, match="Buka dahulu identitas"):
            b.kirim(kasus, manajer, mitra)
        b.buka_identitas(kasus, manajer)
        b.kirim(kasus, manajer, mitra)
        dibaca = b.jejak(kasus, "kasus.identitas_dibaca")
        assert [r["tingkat"] for _, r, _ in dibaca] == ["F3"]

    def test_ringkasan_yang_disetujui_harus_ditulis(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        b.setuju(kasus, manajer, "ringkasan")
        with pytest.raises(ValidationError) as galat:
            b.kirim(kasus, manajer, mitra)
        assert "ringkasan" in galat.value.message_dict


class TestKirim:
    def test_tersimpan_terenkripsi_dan_tercatat(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.buka_identitas(kasus, manajer)
        p = b.setuju(kasus, manajer, "nama", "profil")
        r = b.kirim(kasus, manajer, mitra)
        assert re.fullmatch(r"R-[A-Z2-9]{8}", r.kode)
        assert (r.persetujuan_id, r.dasar, r.status) == (p.pk, "PERSETUJUAN", "DIKIRIM")
        assert r.sampai - r.dikirim_pada == dt.timedelta(days=90)
        with connection.cursor() as kursor:
            kursor.execute("SELECT * FROM kasus_rujukan")
            assert b.NAMA not in str(kursor.fetchall())
        dikirim = b.jejak(kasus, "rujukan.dikirim")[0][1]
        assert (dikirim["kode"], dikirim["ruas"]) == (r.kode, "profil nama")
        notis = NotifikasiKasus.objects.sistem("uji").get(pengguna=mitra)
        assert (notis.kode, notis.jenis) == (r.kode, "rujukan_baru")

    @pytest.mark.parametrize(("risiko", "jam"), [("TINGGI", 1), ("SEDANG", 6), ("RENDAH", 24)])
    def test_batas_jawab_menurut_risiko(self, buat_kasus, manajer, mitra, risiko, jam):
        kasus = buat_kasus(risiko=risiko, risiko_pada=timezone.now())
        r = b.wajib(kasus, manajer, mitra)
        assert r.batas_jawab - r.dikirim_pada == dt.timedelta(hours=jam)

    def test_yang_berubah_sejak_pratinjau_tidak_dikirim(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        b.setuju(kasus, manajer, "profil", "risiko")
        isi, korban = b.isi_rujukan(mitra), b.korban_dari(kasus)
        sidik = tindakan.pratinjau(by=manajer, korban=korban, isi=isi).sidik
        Korban.objects.sistem("uji").filter(pk=korban.pk).update(kelamin="L")
        with pytest.raises(tindakan.PaketBerubah):
            tindakan.kirim(by=manajer, korban=korban, isi=isi, sidik=sidik)
        assert not Rujukan.objects.sistem("uji").exists()

    def test_hanya_yang_menangani(self, buat_kasus, manajer, manajer_lain, mitra):
        kasus = buat_kasus()
        for siapa in (manajer_lain, mitra):
            with pytest.raises(PermissionDenied):
                b.wajib(kasus, siapa, mitra)

    def test_kasus_yang_berakhir_hanya_dapat_ditutup(self, buat_kasus, manajer, supervisor, mitra):
        """Nothing is sent or agreed on any more; withdrawing stays possible."""
        kasus = buat_kasus()
        p = b.setuju(kasus, manajer)
        rujukan = b.kirim(kasus, manajer, mitra)
        Terminasi.objects.sistem("uji").create(
            kasus=kasus, alasan="TUNTAS", diajukan_oleh=manajer, disetujui_oleh=supervisor,
            disetujui_pada=timezone.now() + dt.timedelta(seconds=1),
        )  # fmt: skip
        for gagal in (b.kirim, b.wajib):
            with pytest.raises(ValidationError, match="berakhir"):
                gagal(kasus, manajer, mitra)
        with pytest.raises(ValidationError, match="berakhir"):
            b.setuju(kasus, manajer, sektor="HUKUM")
        persetujuan.cabut(by=manajer, persetujuan=p)
        assert b.segar(rujukan).status == "DITARIK"

    def test_instansi_tidak_aktif_dan_sektor_laporan(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus()
        Instansi.objects.filter(pk=b.rumah_sakit(mitra).pk).update(aktif=False)
        with pytest.raises(ValidationError) as galat:
            b.wajib(kasus, manajer, mitra, sektor="STATISTIK")
        assert set(galat.value.message_dict) == {"instansi", "sektor"}


class TestTersegel:
    def test_perlu_nama_dan_pesan(self, buat_kasus, manajer, mitra):
        kasus = buat_kasus(3)
        with pytest.raises(ValidationError) as galat:
            b.wajib(kasus, manajer, mitra, pesan="")
        assert set(galat.value.message_dict) == {"penerima", "pesan"}
        r = b.wajib(kasus, manajer, mitra, penerima=mitra)
        assert (r.tersegel, r.penerima) == (True, mitra)

    def test_penerima_petugas_instansi_itu_dan_tidak_terlarang(
        self, buat_kasus, manajer, mitra, opd_a, orang
    ):
        kasus = buat_kasus(3)
        admin = orang("admin", Peran.ADMIN_AKUN, lembaga=mitra.lembaga)
        Penugasan.objects.create(
            pengguna=admin, peran=Peran.MITRA_LAYANAN, lembaga=mitra.lembaga,
            mulai=dt.date(2020, 1, 1), dasar="SK uji",
        )  # fmt: skip
        for bukan in (opd_a, admin):
            with pytest.raises(ValidationError, match="bukan petugas mitra"):
                b.wajib(kasus, manajer, mitra, penerima=bukan)
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=mitra, alasan="kerabat", oleh=manajer
        )
        with pytest.raises(ValidationError, match="bukan petugas mitra"):
            b.wajib(kasus, manajer, mitra, penerima=mitra)


class TestHalaman:
    def url(self, kasus):
        return reverse("kasus:rujukan_baru", args=[kasus.pk, b.korban_dari(kasus).pk])

    def isian(self, mitra, **lain):
        return {
            "kunci": str(uuid4()), "instansi": str(b.rumah_sakit(mitra).pk), "jenis": "KESEHATAN",
            "sektor": "KESEHATAN", "dasar": "PERSETUJUAN", "pesan": "Mohon pemeriksaan.",
            "penerima": "", "alasan": "", "ringkasan": "", "langkah": "lihat", **lain,
        }  # fmt: skip

    def test_lihat_lalu_kirim(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        b.setuju(kasus, manajer, "profil", "ringkasan")
        isian = self.isian(mitra, ringkasan="Ditulis <b>petugas</b>.")
        r = masuk(manajer).post(self.url(kasus), isian)
        halaman = teks(r)
        assert "Belum ada yang dikirim" in halaman
        assert "Ditulis &lt;b&gt;petugas&lt;/b&gt;." in halaman
        assert not Rujukan.objects.sistem("uji").exists()
        sidik = re.search(r'name="sidik" value="([0-9a-f]{64})"', halaman)[1]
        kirim = {**isian, "langkah": "kirim", "sidik": sidik}
        for _ in range(2):
            assert masuk(manajer).post(self.url(kasus), kirim).status_code == 302
        rujukan = Rujukan.objects.sistem("uji").get()
        # The preview and the partner's page show the very same block.
        paket = teks(masuk(mitra).get(reverse("kasus:paket", args=[rujukan.pk])))
        potong = re.compile(
            r'<section class="panel" aria-labelledby="isi-paket">.*?</section>', re.S
        )
        assert potong.search(paket)[0] == potong.search(halaman)[0]
        assert rujukan.kode in teks(masuk(manajer).get(reverse("kasus:rujukan", args=[kasus.pk])))

    def test_tanpa_pratinjau_tidak_terkirim(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        b.setuju(kasus, manajer)
        r = masuk(manajer).post(self.url(kasus), self.isian(mitra, langkah="kirim", sidik="0" * 64))
        assert "berubah sejak Anda melihatnya" in teks(r)
        assert not Rujukan.objects.sistem("uji").exists()

    def test_isian_salah_tidak_hilang(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        r = masuk(manajer).post(self.url(kasus), self.isian(mitra, pesan="Pesan yang diketik"))
        assert r.status_code == 422
        assert "Belum ada persetujuan yang berlaku" in teks(r)
        assert "Pesan yang diketik" in teks(r)

    def test_kembali_mengubah(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        b.setuju(kasus, manajer)
        r = masuk(manajer).post(self.url(kasus), self.isian(mitra, langkah="ubah"))
        assert r.status_code == 200
        assert "Mohon pemeriksaan." in teks(r)
        assert "Belum tersimpan" not in teks(r)

    def test_identitas_tidak_tampil_sebelum_dibuka(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        b.isi_identitas(kasus)
        b.setuju(kasus, manajer, "nama")
        r = masuk(manajer).post(self.url(kasus), self.isian(mitra))
        assert (r.status_code, b.NAMA in teks(r)) == (422, False)
        assert reverse("kasus:identitas", args=[kasus.pk]) in teks(r)
        b.buka_identitas(kasus, manajer)
        assert b.NAMA in teks(masuk(manajer).post(self.url(kasus), self.isian(mitra)))

    def test_kasus_tersegel_menyebut_penerimanya(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus(3)
        wajib = {"dasar": "VITAL", "alasan": "Nyawa terancam, perlu perawatan segera."}
        r = masuk(manajer).post(self.url(kasus), self.isian(mitra, **wajib))
        assert r.status_code == 422
        r = masuk(manajer).post(self.url(kasus), self.isian(mitra, **wajib, penerima=mitra.pk))
        assert f"{mitra.nama}, {mitra.lembaga.nama}" in teks(r)

    def test_jumlah_kueri_tetap(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        url = reverse("kasus:rujukan", args=[kasus.pk])

        def hitung():
            with CaptureQueriesContext(
                connection,
            ) as kueri:
                assert masuk(manajer).get(url).status_code == 200
            return len(kueri)

        b.setuju(kasus, manajer)
        b.kirim(kasus, manajer, mitra)
        hitung()
        awal = hitung()
        for sektor in ("HUKUM", "EKONOMI", "KEAMANAN"):
            b.setuju(kasus, manajer, sektor=sektor)
            b.kirim(kasus, manajer, mitra, sektor=sektor)
        Korban.objects.sistem("uji").create(kasus=kasus, kode="B", kelamin="P", tempat="LAINNYA")
        assert hitung() == awal

    def test_menarik(self, buat_kasus, manajer, mitra, masuk):
        kasus = buat_kasus()
        rujukan = b.wajib(kasus, manajer, mitra)
        url = reverse("kasus:rujukan_tarik", args=[kasus.pk, rujukan.pk])
        assert masuk(manajer).post(url).status_code == 302
        assert b.segar(rujukan).status == "DITARIK"
        r = masuk(manajer).post(url, follow=True)
        assert "sudah tertutup bagi mitra" in teks(r)
        assert b.peristiwa(kasus, "rujukan.") == ["rujukan.dikirim", "rujukan.ditarik"]
        assert masuk(mitra).get(reverse("kasus:paket", args=[rujukan.pk])).status_code == 404

    def test_siapa_yang_tidak_boleh(
        self, buat_kasus, manajer, manajer_lain, pendamping, mitra, supervisor, ppdp, masuk
    ):
        kasus, lain, segel = buat_kasus(), buat_kasus(), buat_kasus(3)
        rujukan = b.wajib(kasus, manajer, mitra)
        alamat = [
            self.url(kasus),
            reverse("kasus:rujukan_tarik", args=[kasus.pk, rujukan.pk]),
            reverse("kasus:surat_buat", args=[kasus.pk, rujukan.pk]),
        ]
        for siapa, kode in ((manajer_lain, 404), (pendamping, 404), (mitra, 403), (ppdp, 403)):
            assert [masuk(siapa).post(a).status_code for a in alamat] == [kode] * 3, siapa
        assert masuk(supervisor).get(self.url(kasus)).status_code == 200
        assert masuk(supervisor).get(self.url(segel)).status_code == 404
        for nama in ("rujukan_tarik", "surat_buat"):
            silang = reverse(f"kasus:{nama}", args=[lain.pk, rujukan.pk])
            assert masuk(manajer).post(silang).status_code == 404
        korban_lain = b.korban_dari(lain).pk
        silang = reverse("kasus:rujukan_baru", args=[kasus.pk, korban_lain])
        assert masuk(manajer).get(silang).status_code == 404


class TestInstansi:
    def test_manajer_menambah_dan_mengubah(self, manajer, lembaga, masuk):
        polres = lembaga("Polres Tuban", "Polres")
        isian = {
            "lembaga": polres.pk,
            "tipe": "UPPA",
            "layanan": ["PENEGAKAN_HUKUM"],
            "aktif": "on",
        }
        baru = reverse("kasus:instansi_baru")
        r = masuk(manajer).post(baru, {**isian, "layanan": []})
        assert r.status_code == 422
        assert masuk(manajer).post(baru, isian).status_code == 302
        assert masuk(manajer).post(baru, isian).status_code == 422  # has an entry already
        instansi = Instansi.objects.get()
        ubah = reverse("kasus:instansi_ubah", args=[instansi.pk])
        masuk(manajer).post(ubah, {**isian, "jam": "24 jam", "aktif": ""})
        instansi.refresh_from_db()
        assert (instansi.lembaga, instansi.jam, instansi.aktif) == (polres, "24 jam", False)
        halaman = teks(masuk(manajer).get(reverse("kasus:instansi_daftar")))
        assert "Polres Tuban" in halaman
        assert "Penegakan hukum" in halaman

    def test_siapa_yang_boleh(self, pendamping, mitra, manajer, masuk):
        daftar, baru = reverse("kasus:instansi_daftar"), reverse("kasus:instansi_baru")
        assert masuk(pendamping).get(daftar).status_code == 200
        assert masuk(pendamping).get(baru).status_code == 403
        assert masuk(mitra).get(daftar).status_code == 403
        assert masuk(manajer).get(baru).status_code == 200
