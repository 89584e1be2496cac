"""The first report: little is compulsory, nothing typed is lost, nothing hidden shows (R03,
R19)."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from kasus.actions import kasus as tindakan
from kasus.enums_akses import JabatanTerlapor, PeranTim, TingkatKasus
from kasus.models import (
    Hubungan,
    Identitas,
    Kasus,
    Korban,
    LaranganAkses,
    Pelapor,
    Terlapor,
    TimKasus,
)
from tests.kasus.bantu_inti import NIK, kiriman, lapor, peristiwa, salah, teks, url

pytestmark = pytest.mark.django_db


def semua(model):
    return model.objects.sistem("uji")


def test_only_the_minimum_is_required(masuk, manajer, unit):
    wajib = {
        "saluran": "TELEPON",
        "tanggal_lapor": "20/11/2025 09:30",
        "korban-kelamin": "P",
        "korban-tempat": "LAINNYA",
        "korban-bentuk": ["PSIKIS"],
    }
    bukan = {k: None for k in kiriman(unit) if k not in {*wajib, "unit", "kunci"}}
    sisa = {"korban-disabilitas": "NA", "korban-kanal_aman": "TIDAK", "terlapor-jabatan": "BUKAN"}
    kasus = lapor(masuk(manajer), unit, **{**bukan, **wajib, **sisa})
    assert kasus.unit == unit
    assert (kasus.tanggal_kejadian, kasus.tahun_kejadian) == (None, None)
    assert semua(Terlapor).count() == 0
    assert semua(Identitas).count() == 0
    assert semua(Korban).get().kelompok_usia == "NA"
    assert semua(TimKasus).get().peran == PeranTim.MANAJER
    assert peristiwa(kasus)[:1] == ["kasus.dibuat"]


def test_everything_told_is_stored_in_its_place(masuk, manajer, unit, kecamatan):
    kasus = lapor(
        masuk(manajer),
        unit,
        kejadian="2024",
        kecamatan=kecamatan.pk,
        **{
            "korban-usia": "",
            "id-korban-nik": "9999 0141 0190 0001",
            "id-korban-tanggal_lahir": "3 Mei 2012",
            "korban-bentuk": ["SEKSUAL"],
            "korban-sub_seksual": ["KSBE"],
            "terlapor-kelamin": "L",
            "terlapor-hubungan": "ORANG_TUA",
            "terlapor-serumah": "on",
            "id-terlapor-nama": "Bagus DEMO",
            "pelapor-hubungan": "bibi",
            "id-pelapor-nama": "Wati DEMO",
        },
    )
    korban, terlapor = semua(Korban).get(), semua(Terlapor).get()
    assert (kasus.tanggal_kejadian, kasus.tahun_kejadian) == (None, 2024)
    # Born in May 2012, harmed in 2024: 11 or 12, and the lower is taken.
    assert (korban.usia, korban.anak, korban.kelompok_usia) == (11, True, "U6_12")
    assert (korban.ranah, korban.kategori) == ("KDRT", "KDRT")
    assert (korban.gbvims, korban.gbvims_manual) == ("PSYCHOLOGICAL", False)
    assert kasus.tingkat == TingkatKasus.K2
    assert semua(Hubungan).get().serumah
    identitas = {i.korban_id or i.terlapor_id or i.pelapor_id: i for i in semua(Identitas)}
    assert identitas[korban.pk].nik == NIK
    assert identitas[korban.pk].tanggal_lahir == "2012-05-03"
    assert identitas[terlapor.pk].nama == "Bagus DEMO"
    assert identitas[semua(Pelapor).get().pk].nama == "Wati DEMO"


def test_office_seals_the_case_at_once(masuk, manajer, manajer_lain, supervisor, unit, orang):
    rekan = orang("rekan", "manajer_kasus", lembaga=unit)
    kasus = lapor(masuk(manajer), unit, **{"terlapor-jabatan": JabatanTerlapor.PERANGKAT_DESA})
    assert kasus.tingkat == TingkatKasus.K3
    assert masuk(manajer).get(url("detail", kasus)).status_code == 200
    for user in (rekan, supervisor, manajer_lain):
        assert masuk(user).get(url("detail", kasus)).status_code == 404


@pytest.mark.parametrize(
    ("ubah", "ruas", "kalimat"),
    [
        ({"kejadian": "21 November 2025"}, "id_kejadian", "tidak boleh sesudah tanggal lapor"),
        ({"kejadian": "31 Februari 2025"}, "id_kejadian", "bukan tanggal yang ada"),
        ({"kejadian": "2999"}, "id_kejadian", "masih di depan"),
        ({"tanggal_lapor": ""}, "id_tanggal_lapor", "belum diisi"),
        ({"korban-bentuk": []}, "div_id_korban-bentuk", "Pilih sedikitnya satu"),
        ({"korban-sub_seksual": ["KSBE"]}, "sub_seksual", "Centang juga bentuk Seksual"),
        ({"id-korban-nik": "1234"}, "id_id-korban-nik", "16 angka"),
        ({"terlapor-serumah": "on"}, "id_terlapor-hubungan", "Pilih hubungannya"),
        ({"id-korban-tanggal_lahir": "1 Desember 2025"}, "tanggal_lahir", "masih di depan|sesudah"),
        ({"kecamatan": "99.99.99"}, "id_kecamatan", "pilih"),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(masuk, manajer, unit, ubah, ruas, kalimat):
    import re

    jawaban = masuk(manajer).post(url("baru"), kiriman(unit, **ubah))
    assert jawaban.status_code == 422
    ringkasan = salah(jawaban)[0]
    assert ruas in ringkasan
    assert re.search(kalimat, ringkasan, re.IGNORECASE)
    isi = teks(jawaban)
    assert "Sri DEMO Rahayu" in isi
    assert "Korban A ditampar Terlapor X di teras." in isi
    assert semua(Kasus).count() == 0


def test_report_in_the_future_is_refused(masuk, manajer, unit):
    besok = timezone.localtime() + dt.timedelta(hours=2)
    waktu = f"{besok:%d/%m/%Y %H.%M}"
    jawaban = masuk(manajer).post(url("baru"), kiriman(unit, tanggal_lapor=waktu))
    assert jawaban.status_code == 422
    assert "id_tanggal_lapor" in salah(jawaban)[0]


def test_birth_after_the_incident_is_refused_beside_its_field(masuk, manajer, unit):
    ubah = {"kejadian": "2010", "id-korban-tanggal_lahir": "3 Mei 2012", "korban-usia": ""}
    jawaban = masuk(manajer).post(url("baru"), kiriman(unit, **ubah))
    assert jawaban.status_code == 422
    assert "sesudah kejadian" in salah(jawaban)[0]


def test_sent_twice_it_is_one_case(masuk, manajer, unit):
    client, data = masuk(manajer), kiriman(unit)
    satu, dua = client.post(url("baru"), data), client.post(url("baru"), data)
    assert satu.url == dua.url
    assert semua(Kasus).count() == 1
    assert semua(Korban).count() == 1


def test_key_of_a_foreign_case_tells_nothing(masuk, manajer, manajer_lain, unit, buat_kasus):
    tersegel = buat_kasus(3, by=manajer_lain)
    jawaban = masuk(manajer).post(url("baru"), kiriman(unit, kunci=str(tersegel.pk)))
    assert jawaban.status_code == 302
    assert str(tersegel.pk) not in jawaban.url
    assert semua(Kasus).count() == 2


def test_action_sent_twice_returns_the_first(manajer, unit, masuk):
    from kasus.forms.intake import Intake

    kunci = uuid4()
    intake = Intake(user=manajer, data=_kueri(kiriman(unit)), kunci=kunci)
    assert intake.sah()
    satu = tindakan.buat(by=manajer, isi=intake.isi(), id_baru=kunci)
    assert tindakan.buat(by=manajer, isi=intake.isi(), id_baru=kunci).pk == satu.pk == kunci


def _kueri(data):
    from django.http import QueryDict

    hasil = QueryDict(mutable=True)
    for nama, nilai in data.items():
        hasil.setlist(nama, nilai if isinstance(nilai, list) else [nilai])
    return hasil


@pytest.mark.parametrize(
    "siapa", ["pendamping", "supervisor", "patbm_a", "mitra", "ppdp", "auditor", "sekretariat"]
)
def test_only_a_case_manager_opens_a_case(masuk, request, siapa, unit):
    client = masuk(request.getfixturevalue(siapa))
    assert client.get(url("baru")).status_code == 403
    assert client.post(url("baru"), kiriman(unit)).status_code == 403


def test_manager_cannot_open_a_case_for_another_unit(masuk, manajer, lembaga):
    jawaban = masuk(manajer).post(url("baru"), kiriman(lembaga("P2TP2A Lain")))
    assert jawaban.status_code == 422
    assert semua(Kasus).count() == 0


class TestMungkinSama:
    """R19: the same person in a case one handles is asked about; elsewhere nothing shows."""

    def test_same_nik_is_asked_about_and_may_be_saved(self, masuk, manajer, unit):
        client = masuk(manajer)
        satu = lapor(client, unit, **{"id-korban-nik": NIK})
        data = kiriman(unit, **{"id-korban-nik": NIK, "id-korban-nama": "Lain DEMO"})
        jawaban = client.post(url("baru"), data)
        assert jawaban.status_code == 422
        isi = teks(jawaban)
        assert satu.kode in isi
        assert "Mungkin sama" in isi
        assert "Sri DEMO Rahayu" not in isi
        assert client.post(url("baru"), {**data, "tetap_simpan": "on"}).status_code == 302
        assert semua(Kasus).count() == 2

    def test_same_sound_year_and_kecamatan(self, masuk, manajer, unit, kecamatan):
        client = masuk(manajer)
        rumah = {"korban-kecamatan": kecamatan.pk, "id-korban-tanggal_lahir": "1995"}
        satu = lapor(client, unit, **rumah)
        mirip = {**rumah, "id-korban-nama": "Ibu Sri DEMO Rahajoe"}
        assert satu.kode in teks(client.post(url("baru"), kiriman(unit, **mirip)))
        lain = {**mirip, "id-korban-tanggal_lahir": "1980"}
        assert client.post(url("baru"), kiriman(unit, **lain)).status_code == 302

    @pytest.mark.parametrize("sebab", ["unit_lain", "tersegel", "ditolak"])
    def test_what_is_out_of_sight_makes_no_difference(
        self, masuk, manajer, manajer_lain, unit, orang, sebab
    ):
        pemilik = (
            manajer_lain if sebab == "unit_lain" else orang("a", "manajer_kasus", lembaga=unit)
        )
        jabatan = "ASN" if sebab == "tersegel" else "BUKAN"
        unit_pemilik = pemilik.lembaga
        ubah = {"id-korban-nik": NIK, "terlapor-jabatan": jabatan}
        satu = lapor(masuk(pemilik), unit_pemilik, **ubah)
        if sebab == "ditolak":
            LaranganAkses.objects.sistem("uji").create(
                kasus=satu, pengguna=manajer, alasan="Kerabat terlapor", oleh=pemilik
            )
        jawaban = masuk(manajer).post(url("baru"), kiriman(unit, **{"id-korban-nik": NIK}))
        assert jawaban.status_code == 302
