"""Releases of statistics: what is counted, and two persons, one after the other."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from kasus.actions import rilis as tindakan
from kasus.aturan.rilis import KECAMATAN, Sel, hitung, tabel_rilis
from kasus.documents import rilis as isi_rilis
from kasus.documents.statistik_dasar import Masa
from kasus.models import Kasus, Korban, Rilis
from p3aks.core.models import SudahBerubah
from pokja.models import RekapTerbit, Wilayah
from tests.kasus.bantu_inti import peristiwa, segar
from tests.kasus.bantu_rilis import (
    ALASAN,
    DUA,
    SATU,
    SETAHUN,
    TAHUN,
    kerjakan,
    tabel,
    tambah_kasus,
    terbitkan,
)
from tests.kasus.bantu_rilis import susun as susun_rilis

pytestmark = pytest.mark.django_db


# --- what is counted ------------------------------------------------------------------------------


def test_counts_are_those_of_the_cases(supervisor, penanda, manajer, tempat):
    kasus = tambah_kasus(manajer, 60, kelamin="P", usia=30, kelompok_usia="U25_44", anak=False)
    tambah_kasus(manajer, 30, paruh=2, benih=3)
    tambah_kasus(manajer, 12, benih=4, verifikasi="BELUM")
    rekap = terbitkan(supervisor, penanda)
    jumlah = {s["kunci"]: s["jumlah"] for s in rekap.isi["satuan"]}
    assert jumlah == {"kasus": 60, "korban": 60, "pasangan": 60}
    assert len(kasus) == 60
    usia = {b["kode"]: b["jumlah"] for b in tabel(rekap, "usia")["baris"]}
    assert usia["U25_44"] == 60
    assert usia["U0_12"] == 0


def test_units_keep_the_national_identities(manajer, tempat):
    """Domain 1.4: places add up to the victims; forms to at least as many."""
    tambah_kasus(manajer, 80)
    catatan = isi_rilis.catatan_kini(SATU)
    nama = Wilayah.objects.filter(tingkat="kecamatan").values_list("kode", "nama")
    nilai = hitung(catatan, tabel_rilis(list(nama)))
    per = {
        t: sum(n for s, n in nilai.items() if s.tabel == t and s.kolom is None and s.baris)
        for t in ("tempat", "bentuk", "kategori", "usia", KECAMATAN, "hubungan")
    }
    assert per["tempat"] == per["kategori"] == per["usia"] == per[KECAMATAN] == nilai[Sel("korban")]
    assert per["bentuk"] >= nilai[Sel("korban")]
    assert per["hubungan"] == nilai[Sel("pasangan")]


def test_one_person_reported_twice_is_one_victim(manajer, tempat):
    satu, dua, _ = tambah_kasus(manajer, 3)
    semua = Korban.objects.sistem("uji")
    semua.filter(kasus=dua).update(orang=semua.get(kasus=satu).orang)
    catatan = isi_rilis.catatan_kini(SATU)
    assert len(catatan.korban) == 2
    assert len(catatan.kasus) == 3
    Kasus.objects.sistem("uji").filter(pk=dua.pk).update(alasan_akhir="DUPLIKAT")
    assert len(isi_rilis.catatan_kini(SATU).kasus) == 2


def test_sealed_cases_count_and_show_nowhere(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 30)
    Kasus.objects.sistem("uji").update(tingkat=3)
    assert terbitkan(supervisor, penanda).isi["satuan"][0]["jumlah"] == 30


def test_a_year_is_the_sum_of_its_frozen_halves(supervisor, penanda, manajer, tempat):
    """A late report does not show as the difference between the year and its halves."""
    tambah_kasus(manajer, 40)
    tambah_kasus(manajer, 40, paruh=2, benih=2)
    terbitkan(supervisor, penanda, SATU)
    tambah_kasus(manajer, 1, benih=9)
    setahun = terbitkan(supervisor, penanda, SETAHUN)
    assert {s["kunci"]: s["jumlah"] for s in setahun.isi["satuan"]}["kasus"] == 80


def test_nothing_at_all_is_published_as_nothing(supervisor, penanda, tempat):
    rekap = terbitkan(supervisor, penanda)
    assert {s["jumlah"] for s in rekap.isi["satuan"]} == {0}
    assert not isi_rilis.tersembunyi(rekap.isi)


# --- two persons, one after the other -------------------------------------------------------------


def test_who_composes_never_signs(supervisor, penanda, manajer, pendamping, tempat):
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    for orang in (supervisor, manajer, pendamping):
        with pytest.raises(PermissionDenied):
            tindakan.tandatangani(by=orang, rilis=rilis)
    with pytest.raises(PermissionDenied):
        tindakan.susun(by=manajer, masa=DUA)
    rekap = tindakan.tandatangani(by=penanda, rilis=rilis)
    assert (rekap.disusun_oleh, rekap.ditandatangani_oleh) == (supervisor, penanda)
    assert peristiwa(rekap) == ["rekap.terbit"]
    assert peristiwa(rilis)[-1] == "rilis.terbit"
    with pytest.raises(SudahBerubah):
        tindakan.tandatangani(by=penanda, rilis=rilis)


def test_what_is_published_never_changes(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 20)
    rekap = terbitkan(supervisor, penanda)
    assert rekap.sidik == isi_rilis.sidik(rekap.isi)
    with pytest.raises(TypeError):
        rekap.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        RekapTerbit.objects.filter(pk=rekap.pk).update(isi={})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("DELETE FROM pokja_rekapterbit")


def test_a_revision_says_why_and_waits_for_enough_changes(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 40)
    lama = terbitkan(supervisor, penanda)
    with pytest.raises(ValidationError, match="sudah terbit"):
        tindakan.susun(by=supervisor, masa=SATU, muat_ulang=True)
    with pytest.raises(ValidationError, match="Tidak ada data yang berubah"):
        tindakan.susun(by=supervisor, masa=SATU, muat_ulang=True, catatan=ALASAN)
    tambah_kasus(manajer, 4, benih=5)
    with pytest.raises(ValidationError, match="masih kurang dari 5"):
        tindakan.susun(by=supervisor, masa=SATU, muat_ulang=True, catatan=ALASAN)
    tambah_kasus(manajer, 3, benih=6)
    baru = terbitkan(supervisor, penanda, muat_ulang=True, catatan=ALASAN)
    assert (baru.nomor, baru.menggantikan, baru.catatan) == (2, lama, ALASAN)
    assert list(RekapTerbit.objects.terkini()) == [baru]


def test_only_a_period_that_is_over(supervisor):
    with pytest.raises(ValidationError, match="belum selesai"):
        tindakan.susun(by=supervisor, masa=Masa(TAHUN + 1))


def test_one_release_of_a_year_at_a_time(supervisor, penanda, manajer, tempat):
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    with pytest.raises(ValidationError, match="belum diputus"):
        tindakan.susun(by=supervisor, masa=DUA)
    with pytest.raises(ValidationError, match="alasan"):
        tindakan.tolak(by=penanda, rilis=rilis, alasan="")
    tindakan.tolak(by=penanda, rilis=rilis, alasan="Verifikasi belum tuntas.")
    assert segar(rilis).putusan == "DITOLAK"
    assert not RekapTerbit.objects.exists()
    terbitkan(supervisor, penanda, DUA)


def test_released_elsewhere_meanwhile(supervisor, penanda, manajer, tempat):
    """What was composed before another release came out was not tested against it."""
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    Rilis.objects.sistem("uji").filter(pk=rilis.pk).update(status="GAGAL", galat="uji")
    lain = susun_rilis(supervisor, DUA)
    tindakan.tandatangani(by=penanda, rilis=lain)
    Rilis.objects.sistem("uji").filter(pk=rilis.pk).update(status="SELESAI", galat="")
    with pytest.raises(ValidationError, match="Susun lagi"):
        tindakan.tandatangani(by=penanda, rilis=rilis)


def test_what_cannot_be_protected_is_not_published(monkeypatch, supervisor, manajer, tempat):
    from kasus.documents import rilis_susun

    def mustahil(*_, **__):
        raise rilis_susun.TidakTerlindungi

    tambah_kasus(manajer, 20)
    monkeypatch.setattr(rilis_susun, "cari", mustahil)
    rilis = tindakan.susun(by=supervisor, masa=SATU)
    assert not kerjakan(rilis)
    assert "tidak dapat diterbitkan" in segar(rilis).galat


def test_settings_of_the_day_hold(supervisor, penanda, manajer, tempat, tuban):
    tuban.ambang_publik, tuban.ambang_kecamatan = 11, 30
    tuban.save()
    tambah_kasus(manajer, 40)
    rekap = terbitkan(supervisor, penanda)
    assert rekap.isi["ambang"] == {"umum": 11, "kecamatan": 30}
    terlihat = [
        n for t in rekap.isi["tabel"] for b in t["baris"] for n in (*b["sel"], b["jumlah"]) if n
    ]
    assert min(terlihat) >= 11


def test_records_behind_a_release_stand_nowhere_in_the_clear(supervisor, manajer, tempat, settings):
    tambah_kasus(manajer, 20)
    rilis = susun_rilis(supervisor)
    with connection.cursor() as kursor:
        kursor.execute("SELECT snapshot FROM kasus_rilis")
        mentah = str(kursor.fetchall())
    korban = Korban.objects.sistem("uji").first()
    assert str(korban.orang) not in mentah
    assert "keadaan" not in mentah
    hasil = isi_rilis.hasil(rilis)
    assert str(korban.orang) not in json.dumps(hasil)
