"""The regulation's way, what the database refuses, and who sees it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_fsm import TransitionNotAllowed

from pokja.enums import Peran
from rad.documents.perbup import bekukan
from rad.enums import StatusPerbup as S
from rad.models import Ayat, Paraf, Pasal, Perbup, Rincian
from rad.models.naskah import DasarHukum
from tests.rad.bantu_perbup import UU, jadikan_final, perbup_terisi, versi_rad


@pytest.fixture
def perbup(rad, lembaga, sekretariat):
    return perbup_terisi(rad, versi_rad(rad, lembaga, sekretariat))


# --- Workflow -------------------------------------------------------------------------------


def test_the_whole_way(perbup):
    jadikan_final(perbup)
    assert not perbup.boleh_disunting
    perbup.undangkan()
    perbup.save()
    perbup.cabut()
    perbup.save()
    assert Perbup.objects.get(pk=perbup.pk).status == S.DICABUT


def test_steps_cannot_be_skipped_and_status_cannot_be_set(perbup):
    for langkah in (perbup.fasilitasikan, perbup.undangkan, perbup.cabut):
        with pytest.raises(TransitionNotAllowed):
            langkah()
    with pytest.raises(AttributeError):
        perbup.status = S.FINAL


def test_final_needs_a_fixed_version(rad):
    perbup = perbup_terisi(rad)
    perbup.harmonisasikan()
    perbup.fasilitasikan()
    with pytest.raises(TransitionNotAllowed):
        perbup.finalkan(snapshot={"a": 1}, sidik="x")


def test_promulgation_needs_the_facts_from_outside(perbup):
    jadikan_final(perbup, catat=False)
    with pytest.raises(TransitionNotAllowed):
        perbup.undangkan()
    assert perbup.kekurangan_pengundangan[0] == "nomor"


@pytest.mark.parametrize("langkah", ["harmonisasikan", "fasilitasikan", "final"])
def test_the_way_back_lifts_the_freeze(perbup, langkah):
    perbup.harmonisasikan()
    if langkah != "harmonisasikan":
        perbup.fasilitasikan()
    if langkah == "final":
        snapshot, sidik = bekukan(perbup)
        perbup.finalkan(snapshot=snapshot, sidik=sidik)
    perbup.kembalikan()
    perbup.save()
    baru = Perbup.objects.get(pk=perbup.pk)
    assert (baru.status, baru.snapshot_final, baru.sidik_final) == (S.RANCANGAN, None, "")
    assert baru.boleh_disunting


def test_a_promulgated_regulation_does_not_go_back(perbup):
    jadikan_final(perbup).undangkan()
    with pytest.raises(TransitionNotAllowed):
        perbup.kembalikan()


# --- What the database refuses --------------------------------------------------------------


def tolak(ubah):
    with pytest.raises(IntegrityError), transaction.atomic():
        ubah()


def test_database_keeps_final_frozen_and_promulgated_complete(perbup):
    q = Perbup.objects.filter(pk=perbup.pk)
    tolak(lambda: q.update(status=S.FINAL))
    tolak(lambda: q.update(sidik_final="a" * 64))
    jadikan_final(perbup, catat=False)
    tolak(lambda: q.update(status=S.DIUNDANGKAN))
    tolak(lambda: q.update(sidik_final=""))


def test_database_keeps_dates_in_order_and_numbers_unique(perbup, rad):
    q = Perbup.objects.filter(pk=perbup.pk)
    awal, akhir = dt.date(2026, 1, 5), dt.date(2026, 1, 4)
    tolak(lambda: q.update(tanggal_ditetapkan=awal, tanggal_diundangkan=akhir))
    q.update(nomor=1, tahun=2026)
    tolak(lambda: Perbup.objects.create(rad=rad, tentang="y", nomor=1, tahun=2026))


def test_items_go_four_levels_deep_and_no_deeper(perbup):
    ayat = Ayat.objects.filter(pasal__bab__perbup=perbup).first()
    induk = None
    for _ in range(4):
        induk = Rincian.objects.create(ayat=ayat, induk=induk, isi="x")
    assert induk.tingkat == 4
    lima = Rincian(ayat=ayat, induk=induk, isi="x")
    with pytest.raises(ValidationError, match="paling dalam empat tingkat"):
        lima.full_clean()
    tolak(lima.save)


def test_parts_belong_together(perbup, baris):
    pertama, kedua = perbup.bab.all()[:2]
    bagian = pertama.bagian.create(judul="x")
    with pytest.raises(ValidationError, match="termasuk bab lain"):
        Pasal(bab=kedua, bagian=bagian).full_clean()
    ayat = list(Ayat.objects.filter(rincian__isnull=False).distinct()[:2])
    induk = ayat[0].rincian.first()
    with pytest.raises(ValidationError, match="termasuk ayat lain"):
        Rincian(ayat=ayat[1], induk=induk, isi="x").full_clean()
    with pytest.raises(ValidationError, match="Kunci memakai huruf kecil"):
        Pasal(bab=kedua, kunci="Kunci Salah").full_clean()
    tolak(lambda: Paraf.objects.update(pada=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))


def test_lampiran_of_another_plan_and_wrong_year_are_refused(perbup, pokja_tuban, baris):
    lain = baris("rad.Rad", mulai=2030, selesai=2034, pokja=pokja_tuban)
    perbup.rad = lain
    with pytest.raises(ValidationError, match="RAD lain"):
        perbup.clean()
    perbup.rad = perbup.versi_rad.rad
    perbup.tahun, perbup.tanggal_ditetapkan = 2025, dt.date(2026, 1, 5)
    with pytest.raises(ValidationError, match="harus sama"):
        perbup.clean()


def test_a_basis_has_number_and_year(rad):
    perbup = Perbup.objects.create(rad=rad, tentang="x")
    tolak(lambda: DasarHukum.objects.create(perbup=perbup, jenis="uu", nomor="", tahun=2014))
    tolak(
        lambda: DasarHukum.objects.create(
            perbup=perbup,
            **{**UU, "berlaku_mulai": dt.date(2026, 1, 2), "berlaku_sampai": dt.date(2026, 1, 1)},
        )
    )


# --- Who sees what --------------------------------------------------------------------------


@pytest.mark.parametrize("peran", list(Peran))
def test_each_role_sees_what_the_access_table_says(perbup, orang, lembaga, peran):
    terbit = jadikan_final(perbup_terisi(perbup.rad, perbup.versi_rad))
    terbit.undangkan()
    terbit.save()
    dicabut = Perbup.objects.filter(pk=perbup_terisi(perbup.rad, perbup.versi_rad).pk)
    semua = {
        Peran.SEKRETARIAT,
        Peran.SEKRETARIS,
        Peran.KETUA_WAKIL,
        Peran.KOORDINATOR_BIDANG,
        Peran.BAPPEDA,
        Peran.BAGIAN_HUKUM,
        Peran.AUDITOR,
    }
    user = orang("seseorang", peran, lembaga=lembaga("Dinas X"))
    lihat = set(Perbup.objects.untuk(user))
    assert lihat == ({perbup, terbit, dicabut.get()} if peran in semua else {terbit})


def test_former_people_see_nothing_and_the_public_what_is_promulgated(perbup, mantan):
    assert not Perbup.objects.untuk(mantan).exists()
    assert not Perbup.objects.publik().exists()
    jadikan_final(perbup).undangkan()
    perbup.save()
    assert Perbup.objects.publik().get() == perbup


def test_history_and_name(perbup):
    assert str(perbup).startswith("Peraturan tentang Rencana Aksi Daerah")
    jadikan_final(perbup)
    assert str(perbup).startswith("Peraturan Nomor 12 Tahun 2026 tentang")
    assert [r.status for r in perbup.riwayat.order_by("history_date")][-1] == S.FINAL
