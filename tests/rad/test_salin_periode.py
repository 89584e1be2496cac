"""A new plan begins from the one before it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from rad.actions import aksi as tindakan
from rad.actions.kunci_pengisian import PengisianDitutup
from rad.actions.salin_periode import salin_periode
from rad.actions.versi import tetapkan
from rad.enums import StatusAksi as S
from rad.models import Rad
from tests.rad.bantu_aksi import disetujui, draf, teks, url
from tests.rad.bantu_matriks import banyak, kueri


@pytest.fixture
def lama(rad, opd_a, sekretariat):
    """A fixed action of 2025–2029."""
    aksi = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    tetapkan(by=sekretariat, rad=rad)
    aksi.refresh_from_db()
    return aksi


@pytest.fixture
def baru(rad):
    """RAD 2030–2034."""
    return Rad.objects.create(mulai=2030, selesai=2034, pokja=rad.pokja)


def test_copy_is_a_draft_with_lineage_without_targets_and_money(lama, baru, opd_a):
    (aksi,) = salin_periode(by=opd_a, rad=baru, aksi=[lama]).disalin
    assert (aksi.status, aksi.silsilah, aksi.uraian) == (S.DRAF, lama.pk, "Peta rawan")
    assert aksi.menggantikan_id is None
    indikator, asal = aksi.indikator.get(), lama.indikator.get()
    assert (indikator.nama, indikator.silsilah) == (asal.nama, asal.pk)
    assert indikator.baseline == asal.target.get(tahun=2029).nilai
    assert not indikator.target.exists()
    assert not aksi.anggaran.exists()


def test_money_moves_by_whole_years_when_asked_for(lama, baru, opd_a):
    (aksi,) = salin_periode(by=opd_a, rad=baru, aksi=[lama], dengan_pagu=True).disalin
    assert list(aksi.anggaran.values_list("tahun", "pagu")) == [(2031, Decimal(85_000_000))]


def test_copied_twice_it_is_there_once(lama, baru, opd_a):
    salin_periode(by=opd_a, rad=baru, aksi=[lama])
    kedua = salin_periode(by=opd_a, rad=baru, aksi=[lama, lama])
    assert not kedua.disalin
    assert {sebab for _, sebab in kedua.dilewati} == {"sudah ada dalam RAD ini"}
    assert baru.aksi.count() == 1


def test_a_cancelled_copy_can_be_made_again(lama, baru, opd_a):
    (aksi,) = salin_periode(by=opd_a, rad=baru, aksi=[lama]).disalin
    tindakan.batalkan(by=opd_a, aksi=aksi, alasan="Salah salin")
    assert len(salin_periode(by=opd_a, rad=baru, aksi=[lama]).disalin) == 1


def test_what_stands_in_the_way_is_named_and_the_rest_copied(lama, baru, opd_a, sekretariat, rad):
    lain = disetujui(opd_a, rad, sekretariat, "Visum gratis")
    draf(opd_a, baru, "Peta rawan")
    hasil = salin_periode(by=opd_a, rad=baru, aksi=[lama, lain])
    assert [a.uraian for a in hasil.disalin] == ["Visum gratis"]
    assert "sudah memiliki aksi" in hasil.dilewati[0][1]


def test_refusals(lama, baru, rad, opd_a, opd_b):
    with pytest.raises(PermissionDenied):
        salin_periode(by=opd_b, rad=baru, aksi=[lama])
    with pytest.raises(ValidationError):
        salin_periode(by=opd_a, rad=rad, aksi=[lama])
    baru.batas_pengisian = dt.date(2020, 1, 1)
    baru.save()
    with pytest.raises(PengisianDitutup):
        salin_periode(by=opd_a, rad=baru, aksi=[lama])
    assert not baru.aksi.exists()


def test_page_lists_own_actions_and_copies_the_chosen(lama, baru, opd_a, opd_b, masuk):
    assert "Tidak ada aksi" in teks(masuk(opd_b).get(url("salin_periode", baru)))
    client = masuk(opd_a)
    assert "Salin dari RAD sebelumnya" in teks(client.get(url("matriks", baru)))
    halaman = teks(client.get(url("salin_periode", baru)))
    assert "Peta rawan" in halaman
    dari = {"dari": str(lama.rad_id), "bidang": "", "opd": ""}
    assert client.post(url("salin_periode", baru), dari).status_code == 302
    assert not baru.aksi.exists()
    client.post(url("salin_periode", baru), {**dari, "aksi": [str(lama.pk), "x"]})
    assert baru.aksi.get().silsilah == lama.pk
    assert "sudah ada" in teks(client.get(url("salin_periode", baru)))


def test_all_of_the_filtered_at_once(lama, baru, opd_a, opd_b, rad, sekretariat, masuk):
    disetujui(opd_b, rad, sekretariat, "Sekolah damai", bidang="pemberdayaan")
    client = masuk(sekretariat)
    isian = {"dari": str(rad.pk), "bidang": "pemberdayaan", "opd": "", "semua": "1"}
    client.post(url("salin_periode", baru), isian)
    assert [a.uraian for a in baru.aksi.all()] == ["Sekolah damai"]


def test_queries_do_not_grow(baru, rad, opd_a, sekretariat, masuk):
    client, biaya = masuk(sekretariat), set()
    for n in (3, 30):
        banyak(
            rad, [opd_a.lembaga], n, pengaju=opd_a, pemutus=sekretariat, status="disetujui",
            awalan=f"Ke-{n}",
        )  # fmt: skip
        client.get(url("salin_periode", baru))
        biaya.add(kueri(client, url("salin_periode", baru)))
    assert len(biaya) == 1
