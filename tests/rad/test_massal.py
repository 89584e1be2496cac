"""Bulk decisions: one by one, nothing decided twice, everything skipped has a name."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from rad.actions import aksi as tindakan
from rad.actions import massal
from rad.enums import StatusAksi
from rad.models import Aksi, TransisiAksi
from tests.rad.bantu_aksi import diajukan, disetujui


def status(*aksi):
    return [Aksi.objects.get(pk=a.pk).status for a in aksi]


def test_approves_each_and_logs_each(rad, opd_a, opd_b, sekretariat):
    dua = [diajukan(opd_a, rad, "Satu"), diajukan(opd_b, rad, "Dua")]
    hasil = massal.setujui_banyak(by=sekretariat, aksi=dua)
    assert (hasil.berhasil, hasil.dilewati) == (dua, [])
    assert status(*dua) == [StatusAksi.DISETUJUI] * 2
    assert TransisiAksi.objects.filter(nama="setujui", oleh=sekretariat).count() == 2


def test_own_submission_is_skipped_and_named_the_rest_goes_on(rad, opd_a, sekretariat):
    sendiri = diajukan(sekretariat, rad, "Milik sendiri", opd=opd_a.lembaga)
    lain = diajukan(opd_a, rad, "Milik OPD")
    hasil = massal.setujui_banyak(by=sekretariat, aksi=[sendiri, lain])
    assert hasil.berhasil == [lain]
    assert [str(d) for d in hasil.dilewati] == ["“Milik sendiri” Anda sendiri yang mengajukan"]
    assert status(sendiri, lain) == [StatusAksi.DIAJUKAN, StatusAksi.DISETUJUI]


def test_already_decided_is_named_with_who_and_when(rad, opd_a, sekretariat, sekretaris):
    aksi = disetujui(opd_a, rad, sekretaris)
    hasil = massal.kembalikan_banyak(
        by=sekretariat, aksi=[Aksi.objects.get(pk=aksi.pk)], alasan="Mohon dicek lagi."
    )
    assert hasil.berhasil == []
    assert hasil.dilewati[0].sebab.startswith("sudah disetujui Sekretaris, ")
    assert hasil.dilewati[0].sebab.endswith(" WIB")
    assert status(aksi) == [StatusAksi.DISETUJUI]


def test_race_the_second_decision_loses_and_says_to_whom(rad, opd_a, sekretariat, sekretaris):
    aksi = diajukan(opd_a, rad)
    basi = Aksi.objects.get(pk=aksi.pk)  # read before the other person decides
    tindakan.kembalikan(by=sekretaris, aksi=aksi, alasan="Target mohon dicek.")
    hasil = massal.setujui_banyak(by=sekretariat, aksi=[basi])
    assert hasil.berhasil == []
    assert "sudah dikembalikan Sekretaris" in hasil.dilewati[0].sebab
    assert status(aksi) == [StatusAksi.DIKEMBALIKAN]
    assert not TransisiAksi.objects.filter(aksi=aksi, nama="setujui").exists()


def test_what_changed_after_it_was_read_is_not_approved(rad, opd_a, sekretariat):
    aksi = diajukan(opd_a, rad)
    dibaca = {aksi.pk: aksi.versi}
    tindakan.tarik(by=opd_a, aksi=aksi)
    tindakan.ajukan(by=opd_a, aksi=aksi)  # submitted again, perhaps with another text
    kini = Aksi.objects.get(pk=aksi.pk)
    hasil = massal.setujui_banyak(by=sekretariat, aksi=[kini], dibaca=dibaca)
    assert [d.sebab for d in hasil.dilewati] == ["berubah sesudah Anda membacanya"]
    assert status(aksi) == [StatusAksi.DIAJUKAN]
    kini = Aksi.objects.get(pk=aksi.pk)
    assert massal.setujui_banyak(by=sekretariat, aksi=[kini], dibaca={aksi.pk: kini.versi}).berhasil


def test_withdrawn_meanwhile(rad, opd_a, sekretariat):
    aksi = diajukan(opd_a, rad)
    basi = Aksi.objects.get(pk=aksi.pk)
    tindakan.tarik(by=opd_a, aksi=aksi)
    hasil = massal.setujui_banyak(by=sekretariat, aksi=[basi])
    assert [d.sebab for d in hasil.dilewati] == ["sudah ditarik perangkat daerah"]
    assert status(aksi) == [StatusAksi.DRAF]


def test_return_needs_a_reason_and_without_one_decides_nothing(rad, opd_a, sekretariat):
    dua = [diajukan(opd_a, rad, "Satu"), diajukan(opd_a, rad, "Dua")]
    with pytest.raises(ValidationError):
        massal.kembalikan_banyak(by=sekretariat, aksi=dua, alasan="  x ")
    assert status(*dua) == [StatusAksi.DIAJUKAN] * 2


def test_return_gives_each_the_reason(rad, opd_a, sekretariat):
    dua = [diajukan(opd_a, rad, "Satu"), diajukan(opd_a, rad, "Dua")]
    massal.kembalikan_banyak(by=sekretariat, aksi=dua, alasan="Lengkapi baseline.")
    alasan = TransisiAksi.objects.filter(nama="kembalikan").values_list("alasan", flat=True)
    assert list(alasan) == ["Lengkapi baseline."] * 2


@pytest.mark.parametrize("siapa", ["opd_a", "bappeda", "hukum", "kepala"])
def test_nobody_else_decides_even_on_nothing(request, rad, opd_a, siapa):
    aksi = diajukan(opd_a, rad)
    with pytest.raises(PermissionDenied):
        massal.setujui_banyak(by=request.getfixturevalue(siapa), aksi=[aksi])
    assert status(aksi) == [StatusAksi.DIAJUKAN]
