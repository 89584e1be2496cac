"""The people of a case: facts, relations, what follows from them (R03–R05, R07–R09)."""

import re
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kasus.actions import orang as tindakan
from kasus.actions.isi import IsiHubungan, IsiKorban
from kasus.enums_akses import JabatanTerlapor
from kasus.models import BentukKorban, Hubungan, Identitas, Korban, Terlapor
from tests.kasus.bantu_inti import jejak, lapor, salah, segar, teks, url

pytestmark = pytest.mark.django_db


def satu(model, kasus):
    return model.objects.sistem("uji").filter(kasus=kasus).order_by("kode").first()


def korban_kirim(**ubah):
    data = {
        "kelamin": "P", "usia": "30", "tempat": "LAINNYA", "bentuk": ["PSIKIS"],
        "disabilitas": "NA", "kanal_aman": "TIDAK", "pendidikan": "NA", "pekerjaan": "NA",
        "status_perkawinan": "NA", "status_anak": "BUKAN",
        "tahap_pengungsian": "TIDAK_DIKETAHUI", "versi": "1", "kunci": str(uuid4()),
    }  # fmt: skip
    data.update(ubah)
    return {k: v for k, v in data.items() if v is not None}


def terlapor_kirim(**ubah):
    data = {
        "kelamin": "L", "usia": "", "jabatan": "BUKAN", "pendidikan": "NA", "pekerjaan": "NA",
        "status_perkawinan": "NA", "status_anak": "BUKAN", "versi": "1", "kunci": str(uuid4()),
    }  # fmt: skip
    return {**data, **ubah}


class TestKorban:
    def test_added_once_with_the_next_letter(self, masuk, buat_kasus, manajer):
        kasus, client = buat_kasus(1), masuk(manajer)
        assert client.get(url("korban_baru", kasus)).status_code == 200
        data = korban_kirim(usia="15", bentuk=["FISIK", "SEKSUAL"], sub_seksual=["CABUL"])
        for _ in range(2):
            assert client.post(url("korban_baru", kasus), data).url == url("orang", kasus)
        baru = Korban.objects.sistem("uji").get(kasus=kasus, kode="B")
        assert (baru.anak, baru.kelompok_usia, baru.gbvims) == (True, "U13_17", "SEXUAL_ASSAULT")
        bentuk = BentukKorban.objects.sistem("uji").filter(korban=baru)
        assert {b.bentuk: b.sub for b in bentuk} == {"FISIK": [], "SEKSUAL": ["CABUL"]}
        assert segar(kasus).tingkat == 2
        assert ("kasus.korban_ditambah", {"orang": "B", "ruas": ""}) in jejak(kasus)

    def test_changed_with_the_names_of_fields_on_record(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        korban, client = satu(Korban, kasus), masuk(manajer)
        alamat = url("korban_ubah", kasus, korban)
        assert client.get(alamat).status_code == 200
        client.post(alamat, korban_kirim(hamil="on", pekerjaan="IRT", bentuk=["FISIK"]))
        baru = segar(korban)
        assert (baru.hamil, baru.pekerjaan, baru.versi) == (True, "IRT", 2)
        assert [b.bentuk for b in BentukKorban.objects.sistem("uji").filter(korban=korban)] == [
            "FISIK"
        ]
        ruas = jejak(kasus)[-1][1]["ruas"].split(",")
        assert {"hamil", "pekerjaan", "bentuk"} <= set(ruas)
        assert "IRT" not in ruas

    def test_status_of_a_child_is_not_for_adults(self, masuk, buat_kasus, manajer):
        """R08."""
        kasus = buat_kasus(1)
        alamat, client = url("korban_ubah", kasus, satu(Korban, kasus)), masuk(manajer)
        jawaban = client.post(alamat, korban_kirim(status_anak="KORBAN", pekerjaan="IRT"))
        assert jawaban.status_code == 422
        assert "di bawah 18 tahun" in salah(jawaban)[0]
        assert re.search(r'value="IRT"\s+selected', teks(jawaban))
        assert client.post(alamat, korban_kirim(status_anak="KORBAN", usia="17")).status_code == 302
        # Whoever may be a child, because nobody knows the age, is treated as one.
        tak_tahu = korban_kirim(status_anak="KORBAN", usia="", versi="2")
        assert client.post(alamat, tak_tahu).status_code == 302

    @pytest.mark.parametrize(
        ("ubah", "kalimat"),
        [
            ({"usia": "tiga puluh"}, "dengan angka"),
            ({"usia": "-1"}, "paling sedikit 0"),
            ({"bentuk": []}, "sedikitnya satu"),
            ({"sub_tppo": ["SEKS"]}, "Centang juga bentuk Perdagangan orang"),
            ({"ranah_manual": "KDRT"}, "Tulis alasan"),
            ({"tempat": "NGAWUR"}, "tidak dikenal"),
            ({"pasal15": ["z"]}, "pilihan|pilih"),
        ],
    )
    def test_mistake_is_named(self, masuk, buat_kasus, manajer, ubah, kalimat):
        kasus = buat_kasus(1)
        korban = satu(Korban, kasus)
        jawaban = masuk(manajer).post(url("korban_ubah", kasus, korban), korban_kirim(**ubah))
        assert jawaban.status_code == 422
        assert re.search(kalimat, salah(jawaban)[0], re.IGNORECASE)
        assert segar(korban).versi == 1

    def test_sphere_by_hand_needs_a_reason_and_may_be_given_back(self, masuk, buat_kasus, manajer):
        """R05."""
        kasus = buat_kasus(1)
        korban, client = satu(Korban, kasus), masuk(manajer)
        alamat = url("korban_ubah", kasus, korban)
        tangan = {"ranah_manual": "KDRT", "alasan_ranah": "Tinggal sebagai anak angkat."}
        client.post(alamat, korban_kirim(**tangan))
        baru = segar(korban)
        assert (baru.ranah, baru.ranah_manual, baru.kategori) == ("KDRT", "KDRT", "KDRT")
        client.post(alamat, korban_kirim(versi="2"))
        assert (segar(korban).ranah, segar(korban).ranah_manual) == ("KOMUNITAS", "")
        # The same as the rule says is no decision of its own.
        client.post(alamat, korban_kirim(versi="3", ranah_manual="KOMUNITAS"))
        assert segar(korban).ranah_manual == ""

    def test_gbvims_type_is_derived_or_set(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        korban, client = satu(Korban, kasus), masuk(manajer)
        alamat = url("korban_ubah", kasus, korban)
        client.post(alamat, korban_kirim(gbvims="NON_GBV"))
        assert (segar(korban).gbvims, segar(korban).gbvims_manual) == ("NON_GBV", True)
        client.post(alamat, korban_kirim(versi="2"))
        assert (segar(korban).gbvims, segar(korban).gbvims_manual) == ("PSYCHOLOGICAL", False)

    def test_circumstances_from_facts_need_a_reason_to_go(self, masuk, buat_kasus, manajer):
        """R09: g is set by the age; it stays, also unticked, until somebody writes why not."""
        kasus = buat_kasus(2, bentuk="SEKSUAL")
        korban, client = satu(Korban, kasus), masuk(manajer)
        alamat = url("korban_ubah", kasus, korban)
        dasar = {"usia": "12", "bentuk": ["SEKSUAL"], "pasal15": ["e"]}
        assert "Terhadap anak" in teks(client.get(alamat))
        client.post(alamat, korban_kirim(**dasar))
        isi = teks(client.get(url("orang", kasus)))
        assert "g. Terhadap anak" in isi
        assert "e. Lebih dari satu kali" in isi
        client.post(alamat, korban_kirim(**dasar, versi="2", kecuali_g="Usia masih diperiksa."))
        assert segar(korban).pasal15_kecuali == {"g": "Usia masih diperiksa."}
        assert segar(korban).pasal15 == ["e"]
        assert "g. Terhadap anak" not in teks(client.get(url("orang", kasus)))

    def test_circumstances_only_for_sexual_violence(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(2)
        assert "Terhadap anak" not in teks(masuk(manajer).get(url("orang", kasus)))

    def test_stale_save_shows_both_and_drops_neither(self, masuk, buat_kasus, manajer):
        kasus = buat_kasus(1)
        korban, client = satu(Korban, kasus), masuk(manajer)
        alamat = url("korban_ubah", kasus, korban)
        client.post(alamat, korban_kirim(pekerjaan="IRT", bentuk=["FISIK"]))
        kedua = korban_kirim(pekerjaan="PMI")
        jawaban = client.post(alamat, kedua)
        assert jawaban.status_code == 409
        assert set(jawaban.context["beda"]) == {
            ("Pekerjaan", "Ibu rumah tangga", "Pekerja migran"),
            ("Bentuk kekerasan", "Fisik", "Psikis"),
        }
        assert segar(korban).pekerjaan == "IRT"
        assert client.post(alamat, {**kedua, "versi": "2"}).status_code == 302
        assert segar(korban).pekerjaan == "PMI"

    def test_age_from_the_date_of_birth_wins(self, masuk, buat_kasus, manajer):
        """R03."""
        kasus = buat_kasus(1, tahun_kejadian=2025)
        korban = satu(Korban, kasus)
        Identitas.objects.sistem("uji").create(
            kasus=kasus, korban=korban, nama="Sri DEMO", tanggal_lahir="2012"
        )
        masuk(manajer).post(url("korban_ubah", kasus, korban), korban_kirim(usia="40"))
        assert (segar(korban).usia, segar(korban).anak) == (12, True)

    def test_called_a_child_stays_protected_without_an_age(self, buat_kasus, manajer):
        kasus = buat_kasus(2)
        korban = satu(Korban, kasus)
        isi = IsiKorban(kelamin="P", tempat="LAINNYA", bentuk={"PSIKIS": ()}, usia=None)
        tindakan.simpan_korban(by=manajer, kasus=kasus, isi=isi, korban=korban, versi=1)
        assert (segar(korban).usia, segar(korban).anak) == (None, True)

    def test_victim_of_another_case_is_not_changed_here(self, masuk, buat_kasus, manajer):
        satu_kasus, dua = buat_kasus(1), buat_kasus(1)
        asing = satu(Korban, dua)
        client = masuk(manajer)
        assert client.get(url("korban_ubah", satu_kasus, asing)).status_code == 404
        jawaban = client.post(url("korban_ubah", satu_kasus, asing), korban_kirim())
        assert jawaban.status_code == 404


class TestTerlapor:
    def test_added_and_changed(self, masuk, buat_kasus, manajer):
        kasus, client = buat_kasus(1), masuk(manajer)
        data = terlapor_kirim(usia="16", status_anak="PELAKU")
        for _ in range(2):
            client.post(url("terlapor_baru", kasus), data)
        kode = Terlapor.objects.sistem("uji").filter(kasus=kasus).values_list("kode", flat=True)
        assert sorted(kode) == ["X", "Y"]
        baru = Terlapor.objects.sistem("uji").get(kasus=kasus, kode="Y")
        assert (baru.anak, baru.status_anak) == (True, "PELAKU")
        alamat = url("terlapor_ubah", kasus, baru)
        assert client.get(alamat).status_code == 200
        jawaban = client.post(alamat, terlapor_kirim(usia="19", status_anak="PELAKU"))
        assert jawaban.status_code == 422
        assert client.post(alamat, terlapor_kirim(usia="19")).status_code == 302
        assert client.post(alamat, terlapor_kirim(usia="20")).status_code == 409

    def test_more_than_three(self, buat_kasus, manajer):
        from kasus.actions.isi import IsiTerlapor

        kasus = buat_kasus(1)
        kode = [
            tindakan.simpan_terlapor(by=manajer, kasus=kasus, isi=IsiTerlapor(kelamin="L")).kode
            for _ in range(4)
        ]
        assert kode == ["Y", "Z", "X2", "Y2"]

    def test_office_seals_and_the_page_says_so_before(self, masuk, buat_kasus, manajer, supervisor):
        kasus, client = buat_kasus(1), masuk(manajer)
        assert "menyegel kasus" in teks(client.get(url("terlapor_baru", kasus)))
        terlapor = satu(Terlapor, kasus)
        client.post(
            url("terlapor_ubah", kasus, terlapor), terlapor_kirim(jabatan=JabatanTerlapor.APARAT)
        )
        assert segar(kasus).tersegel
        assert client.get(url("detail", kasus)).status_code == 200
        assert masuk(supervisor).get(url("orang", kasus)).status_code == 404


class TestHubungan:
    def test_relation_decides_about_kdrt(self, masuk, buat_kasus, manajer):
        kasus, client = buat_kasus(1), masuk(manajer)
        assert "Korban A dan Terlapor X" in teks(client.get(url("hubungan", kasus)))
        data = {"A-X-versi": "1", "A-X-hubungan": "KELUARGA", "A-X-serumah": "on"}
        assert client.post(url("hubungan", kasus), data).url == url("orang", kasus)
        assert satu(Korban, kasus).kategori == "KDRT"
        assert ("kasus.hubungan_diubah", {"jumlah": 1}) in jejak(kasus)
        lama = len(jejak(kasus))
        client.post(url("hubungan", kasus), {**data, "A-X-versi": "2"})
        assert [p for p, _ in jejak(kasus)[lama:]] == ["kasus.dibaca"]

    def test_one_relation_per_pair(self, masuk, buat_kasus, manajer):
        kasus, client = buat_kasus(1), masuk(manajer)
        client.post(url("korban_baru", kasus), korban_kirim())
        client.post(url("terlapor_baru", kasus), terlapor_kirim())
        data = {
            "A-X-versi": "1", "A-X-hubungan": "TETANGGA", "A-Y-versi": "0",
            "B-X-versi": "0", "B-X-hubungan": "SUAMI_ISTRI", "B-Y-versi": "0",
        }  # fmt: skip
        client.post(url("hubungan", kasus), data)
        pasangan = Hubungan.objects.sistem("uji").filter(korban__kasus=kasus)
        assert {(h.korban.kode, h.terlapor.kode, h.hubungan) for h in pasangan} == {
            ("A", "X", "TETANGGA"), ("B", "X", "SUAMI_ISTRI"),
        }  # fmt: skip

    def test_stale_and_incomplete(self, masuk, buat_kasus, manajer):
        kasus, client = buat_kasus(1), masuk(manajer)
        client.post(url("hubungan", kasus), {"A-X-versi": "1", "A-X-hubungan": "GURU"})
        kedua = {"A-X-versi": "1", "A-X-hubungan": "MAJIKAN"}
        jawaban = client.post(url("hubungan", kasus), kedua)
        assert jawaban.status_code == 409
        assert jawaban.context["beda"] == [("Terlapor bagi korban adalah", "Guru", "Majikan")]
        assert 'name="A-X-versi" value="2"' in teks(jawaban)
        jawaban = client.post(url("hubungan", kasus), {"A-X-versi": "2", "A-X-serumah": "on"})
        assert jawaban.status_code == 422
        assert "Pilih hubungannya" in teks(jawaban)

    def test_without_an_alleged_perpetrator_it_says_what_to_do(self, masuk, manajer, unit):
        client = masuk(manajer)
        kasus = lapor(client, unit)
        assert "Belum ada terlapor" in teks(client.get(url("hubungan", kasus)))

    def test_pair_of_two_cases_is_refused(self, buat_kasus, manajer):
        satu_kasus, dua = buat_kasus(1), buat_kasus(1)
        baris = tindakan.BarisHubungan(
            satu(Korban, satu_kasus), satu(Terlapor, dua), IsiHubungan(hubungan="GURU")
        )
        with pytest.raises(ValidationError):
            tindakan.simpan_hubungan(by=manajer, kasus=satu_kasus, daftar=[baris])


HALAMAN = ("korban_baru", "korban_ubah", "terlapor_baru", "terlapor_ubah", "hubungan")


@pytest.mark.parametrize("nama", HALAMAN)
@pytest.mark.parametrize(
    ("siapa", "status"),
    [("supervisor", 403), ("pendamping", 403), ("manajer_lain", 404), ("patbm_a", 403)],
)
def test_strangers(masuk, buat_kasus, masukkan_tim, request, nama, siapa, status):
    kasus, user = buat_kasus(1), request.getfixturevalue(siapa)
    if siapa == "pendamping":
        masukkan_tim(kasus, user)
    lain = {"korban_ubah": Korban, "terlapor_ubah": Terlapor}.get(nama)
    alamat = url(nama, kasus, *([satu(lain, kasus)] if lain else []))
    client = masuk(user)
    assert client.get(alamat).status_code == status
    assert client.post(alamat, {}).status_code == status


@pytest.mark.parametrize(
    ("siapa", "status"),
    [("supervisor", 200), ("pendamping", 404), ("manajer_lain", 404), ("auditor", 403)],
)
def test_people_page(masuk, buat_kasus, request, siapa, status):
    kasus = buat_kasus(1)
    jawaban = masuk(request.getfixturevalue(siapa)).get(url("orang", kasus))
    assert jawaban.status_code == status
    if status == 200:
        assert "Tambah korban" not in teks(jawaban)


def test_action_refuses_who_does_not_manage(buat_kasus, masukkan_tim, pendamping):
    kasus = buat_kasus(1)
    masukkan_tim(kasus, pendamping)
    isi = IsiKorban(kelamin="P", tempat="LAINNYA", bentuk={"PSIKIS": ()})
    with pytest.raises(PermissionDenied):
        tindakan.simpan_korban(by=pendamping, kasus=kasus, isi=isi)
