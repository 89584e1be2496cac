"""The list: what waits for me, what I may see, and the search for a person (R19, R21)."""

import datetime as dt

import pytest
from django.utils import timezone

from kasus.documents import daftar as isi_daftar
from kasus.models import Identitas, Kasus, Korban, LaranganAkses, Tenggat, TimKasus
from p3aks.core.audit import JejakAudit
from pokja.enums import Peran
from tests.kasus.bantu_inti import NIK, jejak, teks, url
from tests.rad.bantu_aksi import hitung_kueri

pytestmark = pytest.mark.django_db


def beri_nama(kasus, nama="Sri DEMO Rahayu", nik=""):
    korban = Korban.objects.sistem("uji").filter(kasus=kasus).first()
    return Identitas.objects.sistem("uji").create(kasus=kasus, korban=korban, nama=nama, nik=nik)


def tunda(kasus, jam=5):
    kini = timezone.now()
    return Tenggat.objects.sistem("uji").create(
        kasus=kasus,
        langkah="asesmen",
        mulai=kini - dt.timedelta(hours=jam + 1),
        batas=kini - dt.timedelta(hours=jam),
    )


class TestSiapaMelihatApa:
    @pytest.mark.parametrize(
        ("siapa", "terlihat"),
        [
            ("manajer", {1, 2, 3}),
            ("supervisor", {1, 2}),
            ("pendamping", set()),
            ("manajer_lain", set()),
            ("sekretariat", {1}),
            ("auditor", {1, 2}),
        ],
    )
    def test_levels_per_role(self, masuk, buat_kasus, request, siapa, terlihat):
        kasus = {tingkat: buat_kasus(tingkat) for tingkat in (1, 2, 3)}
        isi = teks(masuk(request.getfixturevalue(siapa)).get(url("daftar")))
        assert {t for t, k in kasus.items() if k.kode in isi} == terlihat

    @pytest.mark.parametrize("siapa", ["patbm_a", "mitra", "ppdp", "opd_a", "bappeda"])
    def test_other_roles_have_no_list(self, masuk, request, siapa):
        client = masuk(request.getfixturevalue(siapa))
        assert client.get(url("daftar")).status_code == 403
        assert client.post(url("cari"), {"nama": "Sri"}).status_code == 403

    @pytest.mark.parametrize("siapa", ["sekretariat", "auditor"])
    def test_readers_of_codes_see_nothing_else(self, masuk, buat_kasus, request, siapa):
        kasus = buat_kasus(1)
        kasus.risiko, kasus.risiko_pada = "TINGGI", timezone.now()
        kasus.save()
        jawaban = masuk(request.getfixturevalue(siapa)).get(url("daftar"))
        tabel = teks(jawaban).split("<table>")[1].split("</table>")[0]
        assert kasus.kode in tabel
        assert "Risiko" not in tabel
        assert "Rahasia" not in tabel
        assert kasus.unit.singkatan not in tabel
        assert "risiko" not in jawaban.context["saring"].fields

    def test_a_filter_on_risk_is_no_way_to_learn_it(self, masuk, buat_kasus, sekretariat):
        kasus = buat_kasus(1)
        kasus.risiko, kasus.risiko_pada = "TINGGI", timezone.now()
        kasus.save()
        isi = teks(masuk(sekretariat).get(url("daftar"), {"risiko": "RENDAH"}))
        assert kasus.kode in isi

    def test_two_roles_do_not_open_foreign_content(
        self, masuk, buat_kasus, manajer_lain, sekretariat, dinsos
    ):
        """Someone who works for the Sekretariat and manages cases elsewhere sees codes here."""
        from pokja.models import Penugasan

        kasus = buat_kasus(1)
        kasus.risiko, kasus.risiko_pada = "TINGGI", timezone.now()
        kasus.save()
        Penugasan.objects.create(
            pengguna=manajer_lain, peran=Peran.SEKRETARIAT, mulai=dt.date(2020, 1, 1), dasar="SK"
        )
        client = masuk(manajer_lain)
        isi = teks(client.get(url("daftar")))
        assert kasus.kode in isi
        tabel = isi.split("<table>")[1].split("</table>")[0]
        assert "Risiko tinggi" not in tabel
        assert kasus.kode not in teks(client.get(url("daftar"), {"risiko": "TINGGI"}))

    def test_count_of_k2_is_for_the_sekretariat_alone(
        self, masuk, buat_kasus, sekretariat, auditor, manajer
    ):
        satu, _ = buat_kasus(2), buat_kasus(3)
        assert masuk(sekretariat).get(url("daftar")).context["jumlah_k2"] == 1
        assert masuk(auditor).get(url("daftar")).context["jumlah_k2"] is None
        LaranganAkses.objects.sistem("uji").create(
            kasus=satu, pengguna=sekretariat, alasan="Kerabat", oleh=manajer
        )
        assert masuk(sekretariat).get(url("daftar")).context["jumlah_k2"] == 0

    def test_denied_manager_sees_no_trace(self, masuk, buat_kasus, manajer):
        """T6: list, task list, search."""
        kasus = buat_kasus(1)
        beri_nama(kasus, nik=NIK)
        tunda(kasus)
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="Kerabat terlapor", oleh=manajer
        )
        client = masuk(manajer)
        assert kasus.kode not in teks(client.get(url("daftar")))
        assert kasus.kode not in teks(client.post(url("cari"), {"nik": NIK}))
        assert "Tidak ada langkah yang terlambat" in teks(client.get(url("daftar")))


class TestTugas:
    def test_overdue_first_then_what_is_missing(self, masuk, buat_kasus, manajer):
        belum, lewat = buat_kasus(1), buat_kasus(1)
        Tenggat.objects.sistem("uji").all().delete()
        tunda(lewat)
        tugas = masuk(manajer).get(url("daftar")).context["tugas"]
        assert [t.kasus.pk for t in tugas] == [lewat.pk, belum.pk]
        assert "terlampaui" in tugas[0].perlu
        assert "Belum diidentifikasi" in tugas[1].perlu

    def test_only_the_team_is_asked_unless_nobody_leads(self, masuk, buat_kasus, orang, unit):
        rekan = orang("rekan", Peran.MANAJER_KASUS, lembaga=unit)
        kasus = buat_kasus(1)
        client = masuk(rekan)
        assert client.get(url("daftar")).context["tugas"] == []
        TimKasus.objects.sistem("uji").filter(kasus=kasus).update(selesai=timezone.now())
        (tugas,) = client.get(url("daftar")).context["tugas"]
        assert "Belum ada manajer kasus" in tugas.perlu


class TestSaringDanHalaman:
    def test_filters(self, masuk, buat_kasus, manajer):
        satu, dua = buat_kasus(1), buat_kasus(1)
        Kasus.objects.sistem("uji").filter(pk=dua.pk).update(
            risiko="TINGGI", risiko_pada=timezone.now(), tahap="ASESMEN"
        )
        client = masuk(manajer)

        def kode(**saring):
            return {k.kode for k in client.get(url("daftar"), saring).context["baris"]}

        assert kode(risiko="TINGGI") == {dua.kode}
        assert kode(tahap="ASESMEN") == {dua.kode}
        assert kode(kode=satu.kode[2:6].lower()) == {satu.kode}
        assert kode(tahap="NGAWUR") == {satu.kode, dua.kode}
        assert kode(kode="K-ZZZZZZZZ") == set()

    @pytest.mark.parametrize("siapa", ["manajer", "sekretariat"])
    def test_pages_show_each_case_once(self, masuk, buat_kasus, request, siapa, monkeypatch):
        monkeypatch.setattr(isi_daftar, "SEHALAMAN", 2)
        semua = {buat_kasus(1).kode for _ in range(5)}
        client, alamat, terlihat = masuk(request.getfixturevalue(siapa)), url("daftar"), []
        while alamat:
            jawaban = client.get(alamat)
            terlihat += [k.kode for k in jawaban.context["baris"]]
            alamat = jawaban.context["url_sesudah"]
        assert len(terlihat) == 5
        assert set(terlihat) == semua

    def test_mark_of_a_page_tells_a_reader_of_codes_only_the_month(
        self, masuk, buat_kasus, sekretariat, monkeypatch
    ):
        monkeypatch.setattr(isi_daftar, "SEHALAMAN", 1)
        buat_kasus(1)
        kini = timezone.localtime(buat_kasus(1).tanggal_lapor)
        lanjut = masuk(sekretariat).get(url("daftar")).context["url_sesudah"]
        assert f"sesudah={kini:%Y%m}01T000000" in lanjut

    @pytest.mark.parametrize("siapa", ["manajer", "supervisor", "sekretariat"])
    def test_queries_do_not_grow_with_the_list(
        self, masuk, buat_kasus, request, siapa, django_assert_num_queries
    ):
        client = masuk(request.getfixturevalue(siapa))
        tunda(buat_kasus(1))
        client.get(url("daftar"))
        jumlah = hitung_kueri(client, url("daftar"))
        for _ in range(8):
            tunda(buat_kasus(1))
        with django_assert_num_queries(jumlah):
            client.get(url("daftar"))


class TestCari:
    def test_by_sound_of_the_name_or_nik(self, masuk, buat_kasus, manajer):
        satu, dua = buat_kasus(1), buat_kasus(1)
        beri_nama(satu)
        beri_nama(dua, "Lain DEMO", nik=NIK)
        client = masuk(manajer)
        jawaban = client.post(url("cari"), {"nama": "Sri Demo Rahajoe"})
        assert [k.kode for k in jawaban.context["hasil_cari"]] == [satu.kode]
        jawaban = client.post(url("cari"), {"nik": "9999-0141-0190-0001"})
        assert [k.kode for k in jawaban.context["hasil_cari"]] == [dua.kode]
        assert "Lain DEMO" not in teks(jawaban)
        assert "mungkin sama" in teks(jawaban)

    def test_only_among_handled_cases(self, masuk, buat_kasus, manajer, manajer_lain, supervisor):
        tersegel = buat_kasus(3)
        beri_nama(tersegel, nik=NIK)
        for user in (manajer_lain, supervisor):
            jawaban = masuk(user).post(url("cari"), {"nik": NIK})
            assert jawaban.context["hasil_cari"] == []
        assert len(masuk(manajer).post(url("cari"), {"nik": NIK}).context["hasil_cari"]) == 1

    def test_recorded_on_ones_own_chain_without_the_words(self, masuk, buat_kasus, manajer):
        beri_nama(buat_kasus(1))
        masuk(manajer).post(url("cari"), {"nama": "Sri DEMO Rahayu"})
        assert jejak(manajer) == [("kasus.dicari", {"nama": 1, "nik": 0, "hasil": 1})]
        assert not JejakAudit.objects.filter(rincian__icontains="Sri").exists()

    def test_nothing_typed_is_lost_or_put_into_an_address(self, masuk, manajer):
        client = masuk(manajer)
        assert client.get(url("cari")).status_code == 405
        jawaban = client.post(url("cari"), {"nama": "Sri DEMO", "nik": "12"})
        assert jawaban.status_code == 422
        assert 'value="Sri DEMO"' in teks(jawaban)
        assert "16 angka" in teks(jawaban)
        assert "Isi nama atau NIK" in teks(client.post(url("cari"), {}))
        assert jejak(manajer) == []
