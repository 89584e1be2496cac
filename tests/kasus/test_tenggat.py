"""Clocks: set by the table, never paused, and each breach stored once (R12)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions.notifikasi import jumlah_belum_dibaca
from kasus.actions.tenggat import perbarui_tenggat, periksa_tenggat, ubah_aturan
from kasus.aturan.sla import BAWAAN
from kasus.documents.tenggat import BARIS_SLA, TETAP, baris_jam, baris_sla, keadaan
from kasus.models import Asesmen, AturanSla, Kasus, Korban, Layanan, Rujukan, Tenggat, Terminasi
from p3aks.core.models import JejakAudit, SudahBerubah

pytestmark = pytest.mark.django_db
SK = "SK Kepala Dinas 188/12/2026"


def jam(kasus, langkah):
    return Tenggat.objects.sistem("uji").get(kasus=kasus, langkah=langkah)


def langkah(kasus):
    return set(Tenggat.objects.sistem("uji").filter(kasus=kasus).values_list("langkah", flat=True))


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus, kode="A")


def layani(kasus, by, *, jam_lalu=0, **isian):
    return Layanan.objects.sistem("uji").create(
        korban=korban_dari(kasus), jenis="PSIKOLOGIS", oleh=by,
        pada=timezone.now() - dt.timedelta(hours=jam_lalu),
        **{"fungsi": "PENDAMPINGAN", **isian},
    )  # fmt: skip


def undur(kasus, jumlah_jam):
    """Move the report of *kasus* into the past; return the case as read anew."""
    lapor = timezone.now() - dt.timedelta(hours=jumlah_jam)
    Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(tanggal_lapor=lapor)
    return Kasus.objects.sistem("uji").get(pk=kasus.pk)


class TestJam:
    @pytest.mark.parametrize(
        ("risiko", "jumlah"), [("", 1), ("TINGGI", 1), ("SEDANG", 6), ("RENDAH", 24)]
    )
    def test_tanggapan_menurut_risiko(self, buat_kasus, manajer, risiko, jumlah):
        kasus = buat_kasus(risiko=risiko, risiko_pada=timezone.now() if risiko else None)
        perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert satu.mulai == kasus.tanggal_lapor
        assert satu.batas - satu.mulai == dt.timedelta(hours=jumlah)

    def test_yang_berjalan_menurut_fakta(self, buat_kasus, manajer):
        kasus = buat_kasus()
        perbarui_tenggat(kasus, manajer)
        assert langkah(kasus) == {"RESPONS", "TINDAK_LANJUT"}
        media = buat_kasus()
        media.saluran = "MEDIA"
        media.save()
        perbarui_tenggat(media, manajer)
        assert "PENJANGKAUAN" in langkah(media)
        genting = buat_kasus(risiko="TINGGI", risiko_pada=timezone.now())
        perbarui_tenggat(genting, manajer)
        krisis = jam(genting, "KRISIS")
        assert krisis.batas - krisis.mulai == dt.timedelta(minutes=120)

    def test_terpenuhi_oleh_fakta(self, buat_kasus, manajer):
        kasus = buat_kasus(risiko="RENDAH", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").dipenuhi_pada is None
        layanan = layani(kasus, manajer)
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").dipenuhi_pada == layanan.pada
        kasus.jenis_pada = kasus.kewenangan_pada = timezone.now()
        kasus.kewenangan = "KABKOTA"
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        selesai = jam(kasus, "TINDAK_LANJUT").dipenuhi_pada
        assert selesai == max(kasus.jenis_pada, kasus.risiko_pada)
        # A later assessment of the risk does not undo what was done in time.
        kasus.risiko_pada = timezone.now() + dt.timedelta(days=9)
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "TINDAK_LANJUT").dipenuhi_pada == selesai

    def test_risiko_berubah_batas_ikut(self, buat_kasus, manajer):
        kasus = buat_kasus(risiko="RENDAH", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        kasus.risiko = "SEDANG"
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert satu.batas - satu.mulai == dt.timedelta(hours=6)
        kasus.risiko, kasus.risiko_pada = "TINGGI", timezone.now()
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "KRISIS").gugur_pada is None
        kasus.risiko = "SEDANG"
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "KRISIS").gugur_pada is not None
        kasus.risiko, kasus.risiko_pada = "TINGGI", timezone.now() + dt.timedelta(seconds=1)
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        hidup = jam(kasus, "KRISIS")
        assert (hidup.gugur_pada, hidup.mulai) == (None, kasus.risiko_pada)

    def test_tidak_pernah_berhenti(self, buat_kasus, manajer):
        """Nothing but the fact itself meets a clock; time goes on at night and on holidays."""
        kasus = undur(buat_kasus(risiko="SEDANG", risiko_pada=timezone.now()), 5)
        perbarui_tenggat(kasus, manajer)
        for _ in range(3):
            perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert satu.batas == kasus.tanggal_lapor + dt.timedelta(hours=6)

    def test_terminasi_menggugurkan_yang_berjalan(self, buat_kasus, manajer, supervisor):
        kasus = buat_kasus(risiko="RENDAH", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        kini = timezone.now()
        Terminasi.objects.sistem("uji").create(
            kasus=kasus, alasan="PERMINTAAN", diajukan_oleh=manajer, disetujui_oleh=supervisor,
            dibuat_pada=kini, disetujui_pada=kini,
        )  # fmt: skip
        kasus.tahap = "TERMINASI"
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").gugur_pada == kini
        kasus.tahap = "DIBUKA_KEMBALI"
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").gugur_pada == kini, "laporan lama tidak menjadi janji baru"

    def test_perlindungan_polisi_pada_kdrt(self, buat_kasus, manajer, lembaga):
        from kasus.models import Instansi

        kasus = buat_kasus()
        polres = Instansi.objects.create(lembaga=lembaga("Polres", "Polres"), tipe="UPPA")
        kini = timezone.now()
        rujukan = Rujukan.objects.sistem("uji").create(
            kode="R-1", korban=korban_dari(kasus), instansi=polres, jenis="PENEGAKAN_HUKUM",
            sektor="HUKUM", dasar="VITAL", alasan="Perlu perlindungan", dikirim_oleh=manajer,
            dikirim_pada=kini, batas_jawab=kini + dt.timedelta(days=3),
            sampai=kini + dt.timedelta(days=90),
        )  # fmt: skip
        perbarui_tenggat(kasus, manajer)
        assert "PERLINDUNGAN" not in langkah(kasus)
        Korban.objects.sistem("uji").update(ranah="KDRT")
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "PERLINDUNGAN").batas == kini + dt.timedelta(hours=24)
        assert jam(kasus, "JAWABAN_RUJUKAN").batas == kini + dt.timedelta(days=3)
        rujukan.status, rujukan.dijawab_oleh = "DITERIMA", manajer
        rujukan.dijawab_pada = kini + dt.timedelta(hours=1)
        rujukan.save()
        perbarui_tenggat(kasus, manajer)
        for nama in ("PERLINDUNGAN", "JAWABAN_RUJUKAN"):
            assert jam(kasus, nama).dipenuhi_pada == rujukan.dijawab_pada


class TestPelanggaran:
    def test_disimpan_sekali_dan_diberitahukan(self, buat_kasus, manajer, supervisor):
        kasus = buat_kasus(risiko="SEDANG", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        assert periksa_tenggat() == 0
        kasus = undur(kasus, 7)
        perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert satu.dilanggar_pada is not None
        jejak = JejakAudit.objects.filter(peristiwa="tenggat.dilanggar")
        assert jejak.count() == 1
        assert jejak.get().rincian["langkah"] == "RESPONS"
        assert jejak.get().oleh_id == "", "pelanggaran bukan perbuatan seseorang"
        assert (jumlah_belum_dibaca(manajer), jumlah_belum_dibaca(supervisor)) == (1, 1)
        pertama = satu.dilanggar_pada
        for _ in range(2):
            periksa_tenggat()
            perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").dilanggar_pada == pertama
        assert jejak.count() == 1
        layani(kasus, manajer)
        perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert satu.dilanggar_pada == pertama, "pelanggaran tidak pernah ditarik"
        assert keadaan(satu, timezone.now()) == "terlambat"

    def test_risiko_belum_diketahui_tidak_menuduh(self, buat_kasus, manajer):
        """Shown is the strictest limit; a breach is for good, so it waits for the most lenient."""
        kasus = undur(buat_kasus(), 7)
        perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert (satu.batas - satu.mulai, satu.dilanggar_pada) == (dt.timedelta(hours=1), None)
        kasus = undur(kasus, 25)
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").dilanggar_pada is not None

    def test_risiko_yang_ditetapkan_kemudian_menilai_sejak_awal(self, buat_kasus, manajer):
        kasus = undur(buat_kasus(), 3)
        kasus.risiko, kasus.risiko_pada = "TINGGI", timezone.now()
        kasus.save()
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "RESPONS").dilanggar_pada is not None

    def test_ditemukan_pekerja_berkala(self, buat_kasus, manajer):
        kasus = buat_kasus(risiko="SEDANG", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        lalu = timezone.now() - dt.timedelta(minutes=1)
        Tenggat.objects.sistem("uji").filter(langkah="RESPONS").update(batas=lalu)
        assert periksa_tenggat() == 1
        assert jam(kasus, "RESPONS").dilanggar_pada is not None
        assert periksa_tenggat() == 0

    def test_fakta_dibaca_dahulu(self, buat_kasus, manajer):
        """What was done in time is no breach because nobody brought the clock in step."""
        kasus = buat_kasus(risiko="SEDANG", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        layani(kasus, manajer, jam_lalu=0.5)
        batas = timezone.now() - dt.timedelta(minutes=5)
        Tenggat.objects.sistem("uji").filter(langkah="RESPONS").update(batas=batas)
        periksa_tenggat()
        satu = jam(kasus, "RESPONS")
        assert satu.dilanggar_pada is None
        assert keadaan(satu, timezone.now()) == "tepat"

    def test_lembar_kertas_yang_terlambat_dicatat(self, buat_kasus, manajer):
        """An old sheet is entered with its original time: late is late (R34)."""
        kasus = undur(buat_kasus(risiko="SEDANG", risiko_pada=timezone.now()), 24 * 8)
        layani(kasus, manajer, jam_lalu=24 * 7)
        perbarui_tenggat(kasus, manajer)
        satu = jam(kasus, "RESPONS")
        assert satu.dipenuhi_pada is not None
        assert satu.dilanggar_pada is not None

    def test_tersegel_hanya_timnya_yang_tahu(self, buat_kasus, manajer, supervisor):
        kasus = undur(buat_kasus(3, risiko="SEDANG", risiko_pada=timezone.now()), 7)
        perbarui_tenggat(kasus, manajer)
        assert (jumlah_belum_dibaca(manajer), jumlah_belum_dibaca(supervisor)) == (1, 0)

    def test_kasus_anonim_dilewati(self, buat_kasus, manajer):
        kasus = buat_kasus(risiko="SEDANG", risiko_pada=timezone.now())
        perbarui_tenggat(kasus, manajer)
        Kasus.objects.sistem("uji").update(anonim_pada=timezone.now())
        lalu = timezone.now() - dt.timedelta(hours=2)
        Tenggat.objects.sistem("uji").update(mulai=lalu, batas=lalu)
        assert periksa_tenggat() == 0


class TestHalaman:
    def test_jam_satu_kasus(self, masuk, buat_kasus, manajer, manajer_lain, mitra, supervisor):
        kasus = undur(buat_kasus(risiko="SEDANG", risiko_pada=timezone.now()), 7)
        perbarui_tenggat(kasus, manajer)
        alamat = reverse("kasus:tenggat", args=[kasus.pk])
        isi = masuk(manajer).get(alamat).content.decode()
        assert "Tanggapan pertama" in isi
        assert "Lewat batas" in isi
        assert "Pelanggaran dicatat" in isi
        for user, status in ((supervisor, 200), (manajer_lain, 404), (mitra, 403)):
            assert masuk(user).get(alamat).status_code == status
        assert (
            masuk(supervisor).get(reverse("kasus:tenggat", args=[buat_kasus(3).pk])).status_code
            == 404
        )

    def test_yang_lewat_di_atas(self, buat_kasus, manajer):
        kasus = undur(buat_kasus(risiko="SEDANG", risiko_pada=timezone.now()), 7)
        perbarui_tenggat(kasus, manajer)
        baris = baris_jam(Kasus.objects.untuk(manajer).get(pk=kasus.pk))
        assert [b.keadaan for b in baris] == ["lewat", "berjalan"]
        assert [t.langkah for t in Tenggat.objects.untuk(manajer).lewat()] == ["RESPONS"]
        assert Tenggat.objects.untuk(manajer).mendekati(dt.timedelta(days=30)).count() == 1


class TestAturan:
    def ubah(self, by, unit, **ganti):
        return ubah_aturan(
            **{"by": by, "unit": unit, "langkah": "RESPONS", "risiko": "RENDAH", "jam": 12,
               "hari_kerja": False, "dasar": SK, **ganti}
        )  # fmt: skip

    def test_hanya_supervisor_unitnya(self, supervisor, manajer, unit, lembaga):
        for by, milik in ((manajer, unit), (supervisor, lembaga("P2TP2A Lain", "P2TP2A"))):
            with pytest.raises(PermissionDenied):
                self.ubah(by, milik)
        self.ubah(supervisor, unit)
        assert JejakAudit.objects.get(peristiwa="sla.diubah").rincian["ke"] == 12

    @pytest.mark.parametrize(
        ("ganti", "kata"),
        [
            ({"jam": 0}, "Paling sedikit 1"),
            ({"jam": 9, "hari_kerja": True}, "kelipatan 24"),
            ({"dasar": "lisan"}, "nomor dan tanggal SK"),
            ({"langkah": "PENAMPUNGAN", "risiko": ""}, "ditetapkan peraturan"),
            ({"langkah": "RUJUKAN_PATBM", "risiko": ""}, "ditetapkan peraturan"),
            ({"langkah": "KRISIS", "risiko": "RENDAH"}, "ditetapkan peraturan"),
        ],
    )
    def test_yang_ditolak(self, supervisor, unit, ganti, kata):
        with pytest.raises(ValidationError, match=kata):
            self.ubah(supervisor, unit, **ganti)
        assert not AturanSla.objects.exists()

    def test_berlaku_bagi_yang_mulai_sesudahnya(self, buat_kasus, manajer, supervisor, unit):
        lama = buat_kasus(risiko="RENDAH", risiko_pada=timezone.now())
        perbarui_tenggat(lama, manajer)
        self.ubah(supervisor, unit)
        perbarui_tenggat(lama, manajer)
        assert jam(lama, "RESPONS").batas - lama.tanggal_lapor == dt.timedelta(hours=24)
        baru = buat_kasus(risiko="RENDAH", risiko_pada=timezone.now())
        perbarui_tenggat(baru, manajer)
        assert jam(baru, "RESPONS").batas - baru.tanggal_lapor == dt.timedelta(hours=12)

    def test_asesmen_berjam_hanya_bila_ditetapkan(self, buat_kasus, manajer, supervisor, unit):
        self.ubah(supervisor, unit, langkah="ASESMEN", risiko="", jam=72, hari_kerja=True)
        kini = timezone.now()
        kasus = buat_kasus(
            risiko="RENDAH", risiko_pada=kini, jenis_pada=kini, kewenangan="KABKOTA",
            kewenangan_pada=kini,
        )  # fmt: skip
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "ASESMEN").dipenuhi_pada is None
        Asesmen.objects.sistem("uji").create(
            korban=korban_dari(kasus), mulai=kini, selesai=kini, oleh=manajer
        )
        perbarui_tenggat(kasus, manajer)
        assert jam(kasus, "ASESMEN").dipenuhi_pada == kini

    def test_tabel_lengkap(self, unit):
        baris = baris_sla(unit.pk)
        assert {(b.langkah, b.risiko) for b in baris} == {
            *((s.langkah, s.risiko) for s in BAWAAN), ("ASESMEN", ""),
        }  # fmt: skip
        assert {b.langkah for b in baris if b.tetap} == TETAP
        assert len({b.kunci for b in baris}) == len(baris) == len(BARIS_SLA) + len(TETAP)

    def test_ubah_lewat_halaman(self, masuk, supervisor, manajer, pendamping, unit, lembaga, mitra):
        alamat = reverse("kasus:sla_ubah", args=[unit.pk, "RESPONS-RENDAH"])
        for user, status in ((manajer, 403), (pendamping, 403), (mitra, 403)):
            assert masuk(user).get(alamat).status_code == status
        client = masuk(supervisor)
        lain = lembaga("P2TP2A Lain", "P2TP2A")
        for salah in ((lain.pk, "RESPONS-RENDAH"), (unit.pk, "PENAMPUNGAN"), (unit.pk, "LAIN")):
            assert client.get(reverse("kasus:sla_ubah", args=salah)).status_code == 404
        r = client.post(alamat, {"versi": "0", "jam": "12", "dasar": "lisan"})
        assert r.status_code == 422
        assert "lisan" in r.content.decode()
        assert client.post(alamat, {"versi": "0", "jam": "12", "dasar": SK}).status_code == 302
        isi = client.get(reverse("kasus:sla")).content.decode()
        assert SK in isi
        assert "12 jam" in isi
        r = client.post(alamat, {"versi": "0", "jam": "10", "dasar": SK})
        assert r.status_code == 409
        assert "Isian Anda" in r.content.decode()
        assert client.post(alamat, {"versi": "1", "jam": "10", "dasar": SK}).status_code == 302
        isi = masuk(pendamping).get(reverse("kasus:sla")).content.decode()
        assert "10 jam" in isi
        assert alamat not in isi
        assert masuk(mitra).get(reverse("kasus:sla")).status_code == 403

    def test_dua_supervisor_bersamaan(self, supervisor, unit):
        self.ubah(supervisor, unit)
        with pytest.raises(SudahBerubah):
            self.ubah(supervisor, unit, jam=10)
        self.ubah(supervisor, unit, jam=10, versi=1)
        assert AturanSla.objects.get().jam == 10
