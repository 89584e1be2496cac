"""The page of a case: who sees how much, team, notes, verification, the incident (R10, R20–R22)."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.utils import timezone

from kasus.actions import kasus as tindakan
from kasus.actions import orang as orang_tindakan
from kasus.actions import tim
from kasus.actions.isi import IsiKejadian, IsiTerlapor
from kasus.enums_akses import JabatanTerlapor, PeranTim
from kasus.models import CatatanKasus, Kasus, Korban, LaranganAkses, TimKasus
from p3aks.core.models import SudahBerubah
from pokja.enums import Peran
from tests.kasus.bantu_inti import jejak, peristiwa, pesan, segar, teks, url
from tests.rad.bantu_aksi import hitung_kueri

pytestmark = pytest.mark.django_db


class TestSiapaMelihatApa:
    @pytest.mark.parametrize(
        ("siapa", "harapan"),
        [
            #                 K1   K2   K3
            ("manajer", (200, 200, 200)),
            ("supervisor", (200, 200, 404)),
            ("pendamping", (404, 404, 404)),
            ("manajer_lain", (404, 404, 404)),
            ("sekretariat", (200, 404, 404)),
            ("auditor", (200, 200, 404)),
            ("ppdp", (403, 403, 403)),
            ("patbm_a", (403, 403, 403)),
            ("mitra", (403, 403, 403)),
            ("bappeda", (403, 403, 403)),
        ],
    )
    def test_levels_per_role(self, masuk, buat_kasus, request, siapa, harapan):
        client = masuk(request.getfixturevalue(siapa))
        hasil = tuple(
            client.get(url("detail", buat_kasus(tingkat))).status_code for tingkat in (1, 2, 3)
        )
        assert hasil == harapan

    def test_sealed_is_like_not_there(self, masuk, buat_kasus, supervisor):
        client = masuk(supervisor)
        tersegel = client.get(url("detail", buat_kasus(3)))
        tiada = client.get(url("detail", uuid4()))
        assert tersegel.status_code == tiada.status_code == 404
        assert tersegel.content == tiada.content

    def test_assigned_companion_reads_denied_one_does_not(
        self, masuk, buat_kasus, masukkan_tim, pendamping, manajer
    ):
        kasus = buat_kasus(2)
        masukkan_tim(kasus, pendamping)
        client = masuk(pendamping)
        assert client.get(url("detail", kasus)).status_code == 200
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=pendamping, alasan="Kerabat", oleh=manajer
        )
        assert client.get(url("detail", kasus)).status_code == 404

    @pytest.mark.parametrize("siapa", ["sekretariat", "auditor"])
    def test_readers_of_codes_see_code_stage_and_month(
        self, masuk, buat_kasus, request, siapa, unit
    ):
        kasus = buat_kasus(1, kronologi="Rahasia sekali")
        jawaban = masuk(request.getfixturevalue(siapa)).get(url("detail", kasus))
        isi = teks(jawaban)
        assert kasus.kode in isi
        assert "Pengaduan diterima" in isi
        for rahasia in ("Rahasia sekali", "Korban", "Psikis", "Palang", "tetangga", unit.nama):
            assert rahasia not in isi.split("</header>")[1]
        assert ("Waktu setiap langkah" in isi) == (siapa == "auditor")
        assert jejak(kasus)[-1][1] == {"halaman": "ringkasan", "tingkat": "F0", "kanal": "HTML"}

    def test_auditor_sees_times_of_k1_only(self, masuk, buat_kasus, auditor):
        assert "Waktu setiap langkah" not in teks(masuk(auditor).get(url("detail", buat_kasus(2))))

    def test_title_says_nothing_and_reading_is_recorded(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        isi = teks(masuk(manajer).get(url("detail", kasus)))
        assert re.search(r"<title>(.*?)</title>", isi)[1] == "Lembar kerja · Sistem P3AKS"
        assert jejak(kasus)[-1] == (
            "kasus.dibaca",
            {"halaman": "ringkasan", "tingkat": "F2", "kanal": "HTML"},
        )


class TestIsi:
    def test_facts_in_groups_and_the_next_step(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1, kronologi="Terlapor X memaki Korban A.", usia=30)
        isi = teks(masuk(manajer).get(url("detail", kasus)))
        for kata in (
            "Terlapor X memaki Korban A.",
            "25–44 tahun",
            "Psikis",
            "Terlapor X: tetangga",
            "Publik/komunitas",
            "Korban kekerasan lain",
            "Tetapkan tingkat risiko.",
            'aria-current="step">Pengaduan diterima',
        ):
            assert kata in isi
        assert re.findall(r'class="tombol utama" href="([^"]+)"', isi) == [
            url("identifikasi", kasus)
        ]

    @pytest.mark.parametrize("siapa", ["manajer", "supervisor", "pendamping"])
    def test_queries_do_not_grow(
        self, masuk, buat_kasus, masukkan_tim, request, siapa, manajer, pendamping
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        kecil, besar = buat_kasus(1), buat_kasus(1)
        for kasus in (kecil, besar):
            masukkan_tim(kasus, pendamping)
        for i in range(5):
            Korban.objects.sistem("uji").create(
                kasus=besar, kode=f"B{i}", kelamin="P", tempat="LAINNYA"
            )
            orang_tindakan.simpan_terlapor(by=manajer, kasus=besar, isi=IsiTerlapor(kelamin="L"))
            tindakan.tulis_catatan(by=manajer, kasus=besar, isi=f"Catatan {i}")
        tindakan.tulis_catatan(by=manajer, kasus=kecil, isi="Satu")
        client = masuk(request.getfixturevalue(siapa))
        for kasus in (kecil, besar):  # the first opening of a case within the hour asks more
            client.get(url("detail", kasus))
        for halaman in ("detail", "orang"):
            jumlah = hitung_kueri(client, url(halaman, kecil))
            with CaptureQueriesContext(
                connection,
            ) as kueri:
                assert client.get(url(halaman, besar)).status_code == 200
            assert len(kueri) == jumlah


class TestCatatan:
    def test_written_once_by_whoever_handles_the_case(
        self, masuk, buat_kasus, masukkan_tim, pendamping
    ):
        kasus, kunci = buat_kasus(1), str(uuid4())
        masukkan_tim(kasus, pendamping)
        client = masuk(pendamping)
        data = {"isi": "Korban A sudah ditelepon.", "kunci": kunci}
        for _ in range(2):
            jawaban = client.post(url("catatan", kasus), data)
            assert jawaban.url == url("detail", kasus)
        assert CatatanKasus.objects.sistem("uji").get().oleh == pendamping
        assert "Korban A sudah ditelepon." in teks(client.get(url("detail", kasus)))
        assert "ditelepon" not in pesan(jawaban)
        assert peristiwa(kasus).count("kasus.catatan_ditulis") == 1

    def test_too_long_comes_back_as_typed(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        jawaban = masuk(manajer).post(url("catatan", kasus), {"isi": "panjang " * 1100})
        assert jawaban.status_code == 422
        assert "panjang panjang" in teks(jawaban)
        assert "Catatan" in teks(jawaban)
        assert masuk(manajer).post(url("catatan", kasus), {"isi": " "}).status_code == 422

    @pytest.mark.parametrize(
        ("siapa", "status"),
        [("manajer_lain", 404), ("pendamping", 404), ("sekretariat", 403), ("auditor", 403)],
    )
    def test_strangers(self, masuk, buat_kasus, request, siapa, status):
        client = masuk(request.getfixturevalue(siapa))
        assert client.post(url("catatan", buat_kasus(1)), {"isi": "Halo"}).status_code == status

    def test_old_notes_are_one_click_away(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        for i in range(22):
            tindakan.tulis_catatan(by=manajer, kasus=kasus, isi=f"Catatan nomor {i:02}.")
        client = masuk(manajer)
        isi = teks(client.get(url("detail", kasus)))
        assert "nomor 21" in isi
        assert "nomor 00" not in isi
        assert "nomor 00" in teks(client.get(url("detail", kasus), {"catatan": "semua"}))


class TestTim:
    def tambah(self, client, kasus, orang, peran="PENDAMPING"):
        return client.post(url("tim_tambah", kasus), {"pengguna": orang.pk, "peran": peran})

    def test_manager_names_a_companion_and_ends_it(
        self, masuk, buat_kasus, manajer, pendamping, client
    ):
        kasus = buat_kasus(3)
        assert self.tambah(masuk(manajer), kasus, pendamping).status_code == 302
        anggota = TimKasus.objects.sistem("uji").get(pengguna=pendamping)
        assert masuk(pendamping).get(url("detail", kasus)).status_code == 200
        masuk(manajer).post(url("tim_akhiri", kasus, anggota))
        assert masuk(pendamping).get(url("detail", kasus)).status_code == 404
        assert {"kasus.tim_ditambah", "kasus.tim_diakhiri"} <= set(peristiwa(kasus))

    def test_nobody_from_outside_denied_or_without_the_role(
        self, masuk, buat_kasus, manajer, pendamping, manajer_lain, opd_a, orang, unit
    ):
        kasus = buat_kasus(1)
        admin = orang("admin", Peran.PENDAMPING, lembaga=unit)
        admin.penugasan.create(peran=Peran.ADMIN_AKUN, mulai=dt.date(2020, 1, 1), dasar="SK")
        lama = orang("lama", Peran.PENDAMPING, lembaga=unit, selesai=dt.date(2021, 1, 1))
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=pendamping, alasan="Kerabat terlapor", oleh=manajer
        )
        client = masuk(manajer)
        for siapa in (manajer_lain, opd_a, admin, lama, pendamping, manajer):
            jawaban = self.tambah(client, kasus, siapa)
            assert jawaban.status_code == 422, siapa
            assert "tidak dapat masuk" in teks(jawaban)
        assert TimKasus.objects.sistem("uji").filter(kasus=kasus).count() == 1

    def test_role_in_the_team_needs_the_role_in_the_unit(
        self, masuk, buat_kasus, manajer, pendamping
    ):
        kasus, client = buat_kasus(1), masuk(manajer)
        jawaban = self.tambah(client, kasus, pendamping, "MANAJER")
        assert jawaban.status_code == 422
        assert "tidak memegang peran" in teks(jawaban)
        assert self.tambah(client, kasus, pendamping, "PSIKOLOG").status_code == 302

    def test_last_leader_stays(self, masuk, buat_kasus, manajer, orang, unit):
        kasus, client = buat_kasus(3), masuk(manajer)
        anggota = TimKasus.objects.sistem("uji").get(kasus=kasus)
        jawaban = client.post(url("tim_akhiri", kasus, anggota))
        assert "Tunjuk dahulu manajer kasus lain" in pesan(jawaban)
        rekan = orang("rekan", Peran.MANAJER_KASUS, lembaga=unit)
        self.tambah(client, kasus, rekan, "MANAJER")
        jawaban = client.post(url("tim_akhiri", kasus, anggota))
        # The case is sealed: who leaves the team is out, and is told without its code.
        assert jawaban.url == url("daftar")
        assert kasus.kode not in pesan(jawaban)
        assert client.get(url("detail", kasus)).status_code == 404

    @pytest.mark.parametrize(
        ("siapa", "status"),
        [("pendamping", 403), ("manajer_lain", 404), ("sekretariat", 403), ("supervisor", 302)],
    )
    def test_who_may_name(
        self, masuk, buat_kasus, masukkan_tim, request, siapa, status, orang, unit
    ):
        kasus = buat_kasus(1)
        baru = orang("baru", Peran.PENDAMPING, lembaga=unit)
        client = masuk(request.getfixturevalue(siapa))
        assert self.tambah(client, kasus, baru).status_code == status

    def test_member_of_another_case_is_not_ended_here(self, masuk, buat_kasus, manajer):
        satu, dua = buat_kasus(1), buat_kasus(1)
        anggota = TimKasus.objects.sistem("uji").get(kasus=dua)
        assert masuk(manajer).post(url("tim_akhiri", satu, anggota)).status_code == 404

    def test_ending_twice_changes_nothing(self, buat_kasus, manajer, masukkan_tim, pendamping):
        kasus = buat_kasus(1)
        anggota = masukkan_tim(kasus, pendamping, PeranTim.PSIKOLOG)
        tim.akhiri(by=manajer, kasus=kasus, anggota=anggota)
        selesai = segar(anggota).selesai
        tim.akhiri(by=manajer, kasus=kasus, anggota=anggota)
        assert segar(anggota).selesai == selesai


class TestVerifikasi:
    def test_verified_then_void_when_facts_change(self, masuk, buat_kasus, supervisor, manajer):
        kasus = buat_kasus(1)
        masuk(supervisor).post(url("verifikasi", kasus), {"putusan": "setujui"})
        assert segar(kasus).verifikasi == "TERVERIFIKASI"
        assert segar(kasus).verifikasi_oleh == supervisor
        orang_tindakan.simpan_terlapor(by=manajer, kasus=kasus, isi=IsiTerlapor(kelamin="L"))
        assert segar(kasus).verifikasi == "BELUM"
        assert segar(kasus).verifikasi_pada is None

    def test_returned_with_a_reason_that_becomes_a_note(
        self, masuk, buat_kasus, supervisor, manajer
    ):
        kasus, client = buat_kasus(1), masuk(supervisor)
        jawaban = client.post(url("verifikasi", kasus), {"putusan": "kembalikan", "alasan": "cek"})
        assert jawaban.status_code == 422
        assert ">\ncek</textarea>" in jawaban.content.decode()
        assert segar(kasus).verifikasi == "BELUM"
        client.post(
            url("verifikasi", kasus),
            {"putusan": "kembalikan", "alasan": "Usia korban belum diisi."},
        )
        assert segar(kasus).verifikasi == "DIKEMBALIKAN"
        assert "Usia korban belum diisi." in teks(masuk(manajer).get(url("detail", kasus)))
        assert ("kasus.verifikasi", {"status": "dikembalikan"}) in jejak(kasus)

    @pytest.mark.parametrize(
        ("siapa", "status"), [("manajer", 403), ("pendamping", 403), ("sekretariat", 403)]
    )
    def test_only_the_supervisor(self, masuk, buat_kasus, request, siapa, status):
        client = masuk(request.getfixturevalue(siapa))
        kasus = buat_kasus(1)
        assert client.post(url("verifikasi", kasus), {"putusan": "setujui"}).status_code == status

    def test_nobody_verifies_what_they_recorded(self, masuk, buat_kasus, supervisor):
        kasus = buat_kasus(1, by=supervisor)
        jawaban = masuk(supervisor).post(url("verifikasi", kasus), {"putusan": "setujui"})
        assert jawaban.status_code == 403


class TestKejadian:
    def kirim(self, kasus, **ubah):
        return {
            "versi": kasus.versi,
            "saluran": "WA",
            "tanggal_lapor": "20 November 2025 09.30",
            "kejadian": "18 November 2025",
            "kronologi": "Diperbaiki.",
            **ubah,
        }

    def test_stored_and_recorded(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        client = masuk(manajer)
        assert client.get(url("kejadian", kasus)).status_code == 200
        assert client.post(url("kejadian", kasus), self.kirim(kasus)).url == url("detail", kasus)
        baru = segar(kasus)
        assert (baru.saluran, baru.kronologi, baru.bulan) == ("WA", "Diperbaiki.", 202511)
        assert baru.tanggal_kejadian == dt.date(2025, 11, 18)
        assert "kasus.kejadian_diubah" in peristiwa(kasus)

    def test_stale_save_shows_both_and_drops_neither(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1, kronologi="Semula.")
        client = masuk(manajer)
        client.post(url("kejadian", kasus), self.kirim(kasus, kronologi="Dari yang pertama."))
        kedua = self.kirim(kasus, kronologi="Dari yang kedua.")
        jawaban = client.post(url("kejadian", kasus), kedua)
        assert jawaban.status_code == 409
        assert jawaban.context["beda"] == [("Kronologi", "Dari yang pertama.", "Dari yang kedua.")]
        assert "Dari yang kedua.</textarea>" in teks(jawaban)
        assert segar(kasus).kronologi == "Dari yang pertama."
        versi = re.search(r'name="versi" value="(\d+)"', teks(jawaban))[1]
        assert client.post(url("kejadian", kasus), {**kedua, "versi": versi}).status_code == 302
        assert segar(kasus).kronologi == "Dari yang kedua."

    def test_the_same_text_twice_is_no_conflict(self, masuk, buat_kasus, manajer):
        kasus, client = buat_kasus(1), masuk(manajer)
        for _ in range(2):
            assert client.post(url("kejadian", kasus), self.kirim(kasus)).status_code == 302

    def test_report_is_not_later_than_its_entry(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        kini = f"{timezone.localtime() + dt.timedelta(minutes=2):%d/%m/%Y %H.%M}"
        jawaban = masuk(manajer).post(
            url("kejadian", kasus), self.kirim(kasus, tanggal_lapor=kini, kejadian="")
        )
        assert jawaban.status_code == 422
        assert "tidak boleh sesudah kasus ini dicatat" in teks(jawaban)

    def test_age_follows_the_incident(self, buat_kasus, manajer):
        from kasus.models import Identitas

        kasus = buat_kasus(1)
        korban = Korban.objects.sistem("uji").get(kasus=kasus)
        Identitas.objects.sistem("uji").create(
            kasus=kasus, korban=korban, nama="Sri DEMO", tanggal_lahir="2008-01-01"
        )
        isi = IsiKejadian(
            saluran="WA", tanggal_lapor=kasus.tanggal_lapor, kejadian=dt.date(2025, 6, 1)
        )
        tindakan.ubah_kejadian(by=manajer, kasus=kasus, isi=isi, versi=kasus.versi)
        assert (segar(korban).usia, segar(korban).anak) == (17, True)
        assert segar(kasus).tingkat == 2
        with pytest.raises(SudahBerubah):
            tindakan.ubah_kejadian(by=manajer, kasus=kasus, isi=isi, versi=kasus.versi)

    @pytest.mark.parametrize(
        ("siapa", "status"),
        [("supervisor", 403), ("pendamping", 403), ("manajer_lain", 404), ("auditor", 403)],
    )
    def test_strangers(self, masuk, buat_kasus, masukkan_tim, request, siapa, status):
        kasus = buat_kasus(1)
        user = request.getfixturevalue(siapa)
        if siapa == "pendamping":
            masukkan_tim(kasus, user)
        client = masuk(user)
        assert client.get(url("kejadian", kasus)).status_code == status
        assert client.post(url("kejadian", kasus), self.kirim(kasus)).status_code == status


def test_sealing_closes_the_case_to_who_is_not_in_its_team(masuk, buat_kasus, orang, unit):
    """A manager of the unit who is not in the team seals the case: it is gone for them too."""
    rekan = orang("rekan", Peran.MANAJER_KASUS, lembaga=unit)
    kasus = buat_kasus(1)
    jawaban = masuk(rekan).post(
        url("terlapor_baru", kasus),
        {
            "kelamin": "L", "jabatan": JabatanTerlapor.ASN, "pendidikan": "NA",
            "pekerjaan": "NA", "status_perkawinan": "NA", "status_anak": "BUKAN",
            "kunci": str(uuid4()),
        },
    )  # fmt: skip
    assert jawaban.url == url("daftar")
    assert Kasus.objects.sistem("uji").get(pk=kasus.pk).tersegel
    assert ("kasus.tingkat_naik", {"dari": 1, "ke": 3}) in jejak(kasus)
