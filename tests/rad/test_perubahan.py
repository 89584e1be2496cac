"""Changing what is fixed: a successor beside it, never two of one lineage counted."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from p3aks.core.models import SudahBerubah
from rad.actions import aksi as tindakan
from rad.actions import perubahan
from rad.actions.isi import IsiAnggaran
from rad.actions.versi import tetapkan
from rad.documents import matriks
from rad.enums import StatusAksi as S
from rad.models import Aksi, KaitanTindakLanjut
from tests.rad.bahan_impor import JUDUL, baris, cek
from tests.rad.bahan_impor import pesan as pesan_impor
from tests.rad.bantu_aksi import disetujui, draf, isi, pesan, segar, teks, url
from tests.rad.bantu_rapat import utang

ALASAN = "Pagu mengikuti APBD perubahan."


@pytest.fixture
def tetap(rad, opd_a, sekretariat):
    """A fixed action."""
    aksi = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    tetapkan(by=sekretariat, rad=rad)
    return segar(aksi)


def _setujui(by, pemutus, aksi):
    tindakan.ajukan(by=by, aksi=aksi)
    tindakan.setujui(by=pemutus, aksi=aksi)


def _uraian(isi_matriks):
    return [a["uraian"] for k in isi_matriks["kelompok"] for s in k["sasaran"] for a in s["aksi"]]


def test_change_is_a_draft_with_the_whole_content_and_lineage(tetap, opd_a):
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    assert (baru.status, segar(tetap).status) == (S.DRAF, S.DITETAPKAN)
    assert perubahan.salin(segar(baru)) == perubahan.salin(tetap)
    assert (baru.silsilah, baru.urutan) == (tetap.pk, tetap.urutan)
    assert [i.silsilah for i in baru.indikator.all()] == [i.pk for i in tetap.indikator.all()]


def test_second_generation_keeps_the_first_root(tetap, opd_a, sekretariat, rad):
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    _setujui(opd_a, sekretariat, baru)
    tetapkan(by=sekretariat, rad=rad)
    lagi = perubahan.buka(by=opd_a, aksi=segar(baru), alasan=ALASAN)
    assert lagi.silsilah == tetap.pk
    assert lagi.menggantikan_id == baru.pk
    assert [i.silsilah for i in lagi.indikator.all()] == [i.pk for i in tetap.indikator.all()]


def test_predecessor_counts_until_the_change_is_fixed_and_never_both(
    tetap, opd_a, sekretariat, rad
):
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    tindakan.simpan(
        by=opd_a, rad=rad, aksi=segar(baru), isi=isi(opd_a.lembaga, "Peta rawan terbaru")
    )
    baru = segar(baru)
    for langkah in (
        lambda: None,
        lambda: tindakan.ajukan(by=opd_a, aksi=baru),
        lambda: tindakan.setujui(by=sekretariat, aksi=baru),
    ):
        langkah()
        assert [a.pk for a in rad.aksi.berlaku()] == [tetap.pk]
    # What would be fixed next has the change in place of the old text.
    assert _uraian(matriks.susun(rad)) == ["Peta rawan terbaru"]
    versi = tetapkan(by=sekretariat, rad=rad)
    assert _uraian(versi.isi) == ["Peta rawan terbaru"]
    assert versi.isi["total"]["jumlah"] == "85000000.00"
    assert segar(tetap).status == S.DIGANTIKAN
    assert [a.pk for a in rad.aksi.berlaku()] == [baru.pk]
    assert versi.isi["kelompok"][0]["sasaran"][0]["aksi"][0]["silsilah"] == str(tetap.pk)


def test_one_change_fixed_alone_makes_room_too(tetap, opd_a, sekretariat, rad):
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    _setujui(opd_a, sekretariat, baru)
    disetujui(opd_a, rad, sekretariat, "Visum gratis")
    versi = tetapkan(by=sekretariat, rad=rad, hanya=segar(baru))
    assert _uraian(versi.isi) == ["Peta rawan"]
    assert segar(tetap).status == S.DIGANTIKAN


def test_one_change_at_a_time_and_a_cancelled_one_makes_room(tetap, opd_a):
    satu = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    with pytest.raises(PermissionDenied):
        perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    with pytest.raises(PermissionDenied):
        perubahan.usulkan_cabut(by=opd_a, aksi=tetap, alasan=ALASAN)
    tindakan.batalkan(by=opd_a, aksi=satu, alasan="Tidak jadi")
    assert segar(tetap).status == S.DITETAPKAN
    assert perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN).pk != satu.pk


def test_two_people_at_once_open_one_change(tetap, opd_a, monkeypatch):
    perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    monkeypatch.setattr(Aksi, "dapat_berubah", True)
    monkeypatch.setattr(Aksi, "validate_constraints", lambda *_, **__: None)
    with pytest.raises((SudahBerubah, ValidationError)):
        perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    assert tetap.pengganti.count() == 1


def test_dropping_is_decided_by_another_and_left_out_of_the_next_version(
    tetap, opd_a, sekretariat, sekretaris, rad
):
    disetujui(opd_a, rad, sekretariat, "Visum gratis")
    usul = perubahan.usulkan_cabut(by=sekretariat, aksi=tetap, alasan="Sudah dikerjakan provinsi.")
    tindakan.ajukan(by=sekretariat, aksi=usul)
    with pytest.raises(PermissionDenied):
        tindakan.setujui(by=sekretariat, aksi=usul)
    tindakan.setujui(by=sekretaris, aksi=usul)
    assert segar(tetap).status == S.DITETAPKAN
    versi = tetapkan(by=sekretariat, rad=rad)
    assert _uraian(versi.isi) == ["Visum gratis"]
    assert (segar(tetap).status, segar(usul).status) == (S.DICABUT, S.DICABUT)


def test_proposal_to_drop_has_no_text_to_edit(tetap, opd_a, rad):
    usul = perubahan.usulkan_cabut(by=opd_a, aksi=tetap, alasan=ALASAN)
    with pytest.raises(PermissionDenied):
        tindakan.simpan(by=opd_a, rad=rad, aksi=usul, isi=isi(opd_a.lembaga))


def test_wording_is_shared_with_the_predecessor_only(tetap, opd_a, rad):
    lain = draf(opd_a, rad, "Aksi lain")
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    for uraian, aksi in (("Aksi lain", baru), ("Peta rawan", lain), ("Peta rawan", None)):
        with pytest.raises(ValidationError):
            tindakan.simpan(by=opd_a, rad=rad, aksi=aksi, isi=isi(opd_a.lembaga, uraian))
    with pytest.raises(IntegrityError), transaction.atomic():
        Aksi.objects.filter(pk=lain.pk).update(uraian_normal=tetap.uraian_normal)


@pytest.mark.parametrize("alasan", ["", "   pendek  "])
def test_change_needs_a_reason(tetap, opd_a, alasan):
    with pytest.raises(ValidationError):
        perubahan.buka(by=opd_a, aksi=tetap, alasan=alasan)
    assert not tetap.pengganti.exists()


def test_strangers_open_nothing(tetap, opd_b):
    for buka in (perubahan.buka, perubahan.usulkan_cabut):
        with pytest.raises(PermissionDenied):
            buka(by=opd_b, aksi=tetap, alasan=ALASAN)


def test_indicator_keeps_its_lineage_when_the_one_before_it_goes(opd_a, rad):
    dua = [
        *isi(opd_a.lembaga).indikator,
        tindakan.IsiIndikator("Kader terlatih", "orang", "naik", {2025: Decimal(4)}),
    ]
    aksi = draf(opd_a, rad, indikator=dua)
    kedua = aksi.indikator.get(nama="Kader terlatih").pk
    tindakan.simpan(by=opd_a, rad=rad, aksi=aksi, isi=isi(opd_a.lembaga, indikator=dua[1:]))
    assert [(i.pk, i.nama) for i in aksi.indikator.all()] == [(kedua, "Kader terlatih")]


def test_follow_ups_go_with_what_is_in_force(tetap, opd_a, sekretariat, rad):
    tindak_lanjut = utang(opd_a.lembaga, sekretariat)
    KaitanTindakLanjut.objects.create(aksi=tetap, tindak_lanjut=tindak_lanjut, oleh=sekretariat)
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    _setujui(opd_a, sekretariat, baru)
    tetapkan(by=sekretariat, rad=rad)
    assert KaitanTindakLanjut.objects.get().aksi_id == baru.pk


def test_page_opens_the_change_and_shows_both_ways(tetap, opd_a, masuk):
    client = masuk(opd_a)
    assert "Ubah lewat perubahan" in teks(client.get(url("aksi_detail", tetap)))
    kosong = client.post(url("aksi_perubahan", tetap), {"alasan": "pendek"})
    assert "paling sedikit 10 huruf" in teks(kosong)
    assert "pendek" in teks(kosong)
    jawaban = client.post(url("aksi_perubahan", tetap), {"alasan": ALASAN})
    baru = tetap.pengganti.get()
    assert jawaban.url == url("aksi_ubah", baru)
    assert "Perubahan aksi ini sedang disusun" in teks(client.get(url("aksi_detail", tetap)))
    halaman = teks(client.get(url("aksi_detail", baru)))
    assert ALASAN in halaman
    assert "Batalkan perubahan ini" in halaman


def test_second_opening_is_told_and_the_reason_given_back(tetap, opd_a, masuk):
    perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    jawaban = masuk(opd_a).post(url("aksi_cabut", tetap), {"alasan": "Tidak relevan lagi."})
    assert "Tidak relevan lagi." in pesan(jawaban)
    assert tetap.pengganti.count() == 1


def test_fixed_action_says_how_it_changes(tetap, opd_a, masuk):
    assert "lewat perubahan" in pesan(masuk(opd_a).get(url("aksi_ubah", tetap)))


def test_matrix_page_counts_the_fixed_one_and_links_the_change(tetap, opd_a, rad, masuk):
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    tindakan.simpan(
        by=opd_a,
        rad=rad,
        aksi=segar(baru),
        isi=isi(opd_a.lembaga, "Peta rawan", anggaran=[IsiAnggaran("pad", {2026: Decimal(999)})]),
    )
    client = masuk(opd_a)
    halaman = teks(client.get(url("matriks", rad)))
    assert "Rp85.000.000" in halaman
    assert "Rp85.000.999" not in halaman
    assert "1 perubahan atas aksi yang ditetapkan" in halaman
    assert "Rp999" in teks(client.get(url("matriks", rad) + "?status=perubahan"))


def test_inbox_compares_the_change_with_what_is_in_force(tetap, opd_a, rad, sekretariat, masuk):
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    tindakan.simpan(
        by=opd_a, rad=rad, aksi=segar(baru), isi=isi(opd_a.lembaga, "Peta rawan", lokasi="Kota")
    )
    tindakan.ajukan(by=opd_a, aksi=segar(baru))
    halaman = teks(masuk(sekretariat).get("/rad/telaah/"))
    assert ALASAN in halaman
    assert "1 perubahan dari aksi yang berlaku" in halaman
    assert "Sama dengan" not in halaman
    assert "pengajuan pertama" in halaman


def test_inbox_names_who_returned(rad, opd_a, sekretariat, masuk):
    aksi = draf(opd_a, rad)
    tindakan.ajukan(by=opd_a, aksi=aksi)
    tindakan.kembalikan(by=sekretariat, aksi=aksi, alasan="Target mohon dicek.")
    tindakan.ajukan(by=opd_a, aksi=aksi)
    assert f"Terakhir dikembalikan {sekretariat.nama}" in teks(
        masuk(sekretariat).get("/rad/telaah/")
    )


def test_spreadsheet_row_of_a_fixed_action_says_what_it_needs(tetap, opd_a, rad):
    ubahan = baris(
        uraian="Peta rawan", penanggung_jawab=opd_a.lembaga.nama, id=str(tetap.pk), lokasi="Kota"
    )
    hasil = cek(rad, opd_a, ubahan, judul=[*JUDUL, "ID"])
    assert "Buka dahulu perubahannya" in " ".join(pesan_impor(hasil)[2])
    baru = perubahan.buka(by=opd_a, aksi=tetap, alasan=ALASAN)
    # Without an ID the fixed one is meant; with that of the change, the change takes it.
    assert "Buka dahulu perubahannya" in " ".join(
        pesan_impor(cek(rad, opd_a, {k: v for k, v in ubahan.items() if k != "id"}))[2]
    )
    hasil = cek(rad, opd_a, {**ubahan, "id": str(baru.pk)}, judul=[*JUDUL, "ID"])
    assert [c.aksi for c in hasil.calon] == [baru]
