"""Fixed versions: numbered, complete, and never changed again."""

import copy
import hashlib
import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from p3aks.core.audit import JejakAudit, rantai_dari
from rad.actions.versi import tetapkan
from rad.enums import StatusAksi, StatusRad
from rad.models import Anggaran, VersiRad
from tests.rad.bantu_aksi import diajukan, disetujui


def uraian(versi):
    return [a["uraian"] for k in versi.isi["kelompok"] for s in k["sasaran"] for a in s["aksi"]]


def test_two_versions_are_numbered_and_the_second_contains_the_first(rad, opd_a, sekretariat):
    satu_aksi = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    satu = tetapkan(by=sekretariat, rad=rad, keterangan="Rakor November")
    disetujui(opd_a, rad, sekretariat, "Visum gratis")
    dua = tetapkan(by=sekretariat, rad=rad)
    assert (satu.nomor, dua.nomor) == (1, 2)
    assert uraian(satu) == ["Peta rawan"]
    assert sorted(uraian(dua)) == ["Peta rawan", "Visum gratis"]
    satu_aksi.refresh_from_db()
    rad.refresh_from_db()
    assert satu_aksi.status == StatusAksi.DITETAPKAN
    assert rad.status == StatusRad.DITETAPKAN
    jejak = JejakAudit.objects.filter(rantai=rantai_dari(rad), peristiwa="rad.ditetapkan")
    assert [j.rincian["sidik"] for j in jejak] == [satu.sidik, dua.sidik]


def test_hash_is_sha256_of_the_stored_content(rad, opd_a, sekretariat):
    disetujui(opd_a, rad, sekretariat)
    versi = VersiRad.objects.get(pk=tetapkan(by=sekretariat, rad=rad).pk)
    teks = json.dumps(versi.isi, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert versi.sidik == hashlib.sha256(teks.encode()).hexdigest()


def test_frozen_content_survives_later_edits(rad, opd_a, sekretariat):
    aksi = disetujui(opd_a, rad, sekretariat)
    versi = tetapkan(by=sekretariat, rad=rad)
    beku = copy.deepcopy(VersiRad.objects.get(pk=versi.pk).isi)
    Anggaran.objects.filter(aksi=aksi).update(pagu=Decimal(1))
    type(aksi).objects.filter(pk=aksi.pk).update(uraian="Lain sama sekali")
    aksi.penanggung_jawab.nama = "Dinas Baru"
    aksi.penanggung_jawab.save()
    assert VersiRad.objects.get(pk=versi.pk).isi == beku
    assert "85000000.00" in str(beku)


def test_version_refuses_save_and_delete(rad, opd_a, sekretariat):
    disetujui(opd_a, rad, sekretariat)
    versi = tetapkan(by=sekretariat, rad=rad)
    versi.keterangan = "Diubah diam-diam"
    with pytest.raises(TypeError):
        versi.save()
    with pytest.raises(TypeError):
        versi.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        VersiRad.objects.filter(pk=versi.pk).update(keterangan="Lewat belakang")
    assert VersiRad.objects.get(pk=versi.pk).keterangan == ""


def test_nothing_approved_fixes_nothing(rad, opd_a, sekretariat):
    diajukan(opd_a, rad)
    with pytest.raises(ValidationError):
        tetapkan(by=sekretariat, rad=rad)
    assert not VersiRad.objects.exists()


@pytest.mark.parametrize("siapa", ["opd_a", "kepala", "bappeda", "hukum", "mantan"])
def test_only_the_sekretariat_fixes_a_version(request, rad, opd_a, sekretariat, siapa):
    disetujui(opd_a, rad, sekretariat)
    with pytest.raises(PermissionDenied):
        tetapkan(by=request.getfixturevalue(siapa), rad=rad)
    assert not VersiRad.objects.exists()


def test_only_one_action_can_be_fixed(rad, opd_a, sekretariat):
    satu = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    dua = disetujui(opd_a, rad, sekretariat, "Visum gratis")
    versi = tetapkan(by=sekretariat, rad=rad, hanya=satu)
    dua.refresh_from_db()
    assert uraian(versi) == ["Peta rawan"]
    assert dua.status == StatusAksi.DISETUJUI
