"""An earlier text comes back as a draft; nothing is fixed by it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from rad.actions import aksi as tindakan
from rad.actions import perubahan, pulihkan
from rad.actions.versi import tetapkan
from rad.documents import matriks
from rad.documents import pulihkan as rencana
from rad.documents.perubahan import bandingkan
from rad.enums import StatusAksi as S
from rad.models import Aksi
from rad.models.salinan import beda, salin
from tests.rad.bantu_aksi import diajukan, disetujui, draf, isi, segar, teks, url
from tests.rad.bantu_matriks import banyak, kueri

ALASAN = "Keputusan rapat 12 November."


def _ubah(by, rad, aksi, uraian, pemutus):
    """Change the fixed *aksi* to *uraian* and have it approved."""
    baru = perubahan.buka(by=by, aksi=segar(aksi), alasan=ALASAN)
    tindakan.simpan(by=by, rad=rad, aksi=segar(baru), isi=isi(by.lembaga, uraian))
    return _setujui(by, baru, pemutus)


def _setujui(by, aksi, pemutus):
    tindakan.ajukan(by=by, aksi=segar(aksi))
    tindakan.setujui(by=pemutus, aksi=segar(aksi))
    return segar(aksi)


@pytest.fixture
def versi(rad, opd_a, sekretariat):
    """Version 1: Peta and Visum. Then Peta changes, Visum is dropped, Sekolah comes: version 2."""
    peta = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    visum = disetujui(opd_a, rad, sekretariat, "Visum gratis", bidang="penanganan")
    satu = tetapkan(by=sekretariat, rad=rad)
    _ubah(opd_a, rad, peta, "Peta rawan konflik", sekretariat)
    usul = perubahan.usulkan_cabut(by=opd_a, aksi=segar(visum), alasan=ALASAN)
    _setujui(opd_a, usul, sekretariat)
    disetujui(opd_a, rad, sekretariat, "Sekolah damai")
    tetapkan(by=sekretariat, rad=rad)
    return satu


def test_earlier_text_of_a_draft_replaces_it(rad, opd_a):
    aksi = diajukan(opd_a, rad)
    tindakan.tarik(by=opd_a, aksi=aksi)
    tindakan.simpan(by=opd_a, rad=rad, aksi=segar(aksi), isi=isi(opd_a.lembaga, lokasi="Kota"))
    langkah = aksi.transisi.get(nama="ajukan")
    hasil = pulihkan.pulihkan_aksi(by=opd_a, aksi=segar(aksi), langkah=langkah)
    assert hasil.pk == aksi.pk
    assert not beda(salin(segar(aksi)), langkah.salinan)


def test_earlier_text_of_a_fixed_action_becomes_a_change(rad, opd_a, sekretariat):
    aksi = disetujui(opd_a, rad, sekretariat, "Peta rawan")
    tetapkan(by=sekretariat, rad=rad)
    baru = _ubah(opd_a, rad, aksi, "Peta rawan konflik", sekretariat)
    tetapkan(by=sekretariat, rad=rad)
    langkah = aksi.transisi.get(nama="ajukan")
    # From the page of the replaced one: the text goes to what is in force.
    with pytest.raises(ValidationError):
        pulihkan.pulihkan_aksi(by=opd_a, aksi=segar(aksi), langkah=langkah, alasan="x")
    hasil = pulihkan.pulihkan_aksi(by=opd_a, aksi=segar(aksi), langkah=langkah, alasan=ALASAN)
    assert (hasil.uraian, hasil.status, hasil.menggantikan_id) == ("Peta rawan", S.DRAF, baru.pk)
    assert segar(baru).status == S.DITETAPKAN


def test_what_waits_for_a_decision_is_left_alone(rad, opd_a):
    aksi = diajukan(opd_a, rad)
    with pytest.raises(ValidationError):
        pulihkan.pulihkan_aksi(by=opd_a, aksi=aksi, langkah=aksi.transisi.get())


def test_strangers_and_foreign_texts_are_refused(rad, opd_a, opd_b):
    aksi, lain = diajukan(opd_a, rad), diajukan(opd_a, rad, "Aksi lain")
    for by, langkah in ((opd_b, aksi.transisi.get()), (opd_a, lain.transisi.get())):
        with pytest.raises(PermissionDenied):
            pulihkan.pulihkan_aksi(by=by, aksi=aksi, langkah=langkah)


def test_restored_version_reads_the_same_once_it_is_fixed(
    versi, rad, opd_a, sekretariat, sekretaris
):
    jumlah = pulihkan.pulihkan_versi(by=sekretariat, versi=versi, alasan=ALASAN)
    assert jumlah == {"ubah": 1, "kembali": 1, "cabut": 1}
    # Nothing is fixed by it.
    assert sorted(a.uraian for a in rad.aksi.filter(status=S.DITETAPKAN)) == [
        "Peta rawan konflik",
        "Sekolah damai",
    ]
    for aksi in rad.aksi.filter(status=S.DRAF):
        _setujui(sekretariat, aksi, sekretaris)
    tiga = tetapkan(by=sekretaris, rad=rad)
    assert not bandingkan(versi.isi, tiga.isi)
    assert tiga.isi["total"] == versi.isi["total"]


def test_indicator_that_comes_back_keeps_its_lineage(versi, rad, sekretariat):
    asal = Aksi.objects.get(uraian="Visum gratis", menggantikan=None, asal=None).indikator.get()
    pulihkan.pulihkan_versi(by=sekretariat, versi=versi, alasan=ALASAN)
    kembali = rad.aksi.get(uraian="Visum gratis", status=S.DRAF)
    assert kembali.indikator.get().silsilah == asal.pk


def test_the_newest_version_asks_for_nothing(versi, rad):
    assert rencana.rencana(rad.versi_tetap.get(nomor=2)) == []


def test_drafts_that_no_version_knows_stay(versi, rad, opd_a):
    baru = draf(opd_a, rad, "Forum anak")
    assert "Forum anak" not in {s.uraian for s in rencana.rencana(versi)}
    assert segar(baru).status == S.DRAF


def test_change_under_way_takes_the_text_or_stands_in_the_way(versi, rad, opd_a, sekretariat):
    kini = Aksi.objects.get(uraian="Peta rawan konflik", status=S.DITETAPKAN)
    jalan = perubahan.buka(by=opd_a, aksi=kini, alasan=ALASAN)
    (ubah,) = [s for s in rencana.rencana(versi) if s.jenis == rencana.UBAH]
    assert ubah.aksi == jalan
    tindakan.ajukan(by=opd_a, aksi=segar(jalan))
    (halang,) = [s for s in rencana.rencana(versi) if s.jenis == rencana.TERHALANG]
    assert halang.aksi == jalan
    pulihkan.pulihkan_versi(by=sekretariat, versi=versi, alasan=ALASAN)
    assert segar(jalan).uraian == "Peta rawan konflik"


def test_missing_institution_is_named(versi, rad, opd_a):
    opd_a.lembaga.nama = "Dinas Kesehatan P2KB"
    opd_a.lembaga.save()
    sebab = {s.sebab for s in rencana.rencana(versi) if s.jenis == rencana.TERHALANG}
    assert any("tidak ada lagi" in s for s in sebab)


def test_only_the_sekretariat_restores_a_version_and_only_what_it_saw(
    versi, rad, opd_a, sekretariat
):
    with pytest.raises(PermissionDenied):
        pulihkan.pulihkan_versi(by=opd_a, versi=versi, alasan=ALASAN)
    with pytest.raises(ValidationError):
        pulihkan.pulihkan_versi(by=sekretariat, versi=versi, alasan="x")
    with pytest.raises(SudahBerubah):
        pulihkan.pulihkan_versi(by=sekretariat, versi=versi, alasan=ALASAN, sidik="0" * 64)
    assert not rad.aksi.filter(status=S.DRAF).exists()


def test_pages_show_first_and_act_on_post(versi, rad, sekretariat, masuk):
    client = masuk(sekretariat)
    alamat = reverse("rad:versi_pulihkan", args=[versi.pk])
    halaman = client.get(alamat)
    for kata in ("Mendapat isi lama (1)", "Menjadi draf baru (1)", "Diusulkan dicabut (1)"):
        assert kata in teks(halaman)
    assert not rad.aksi.filter(status=S.DRAF).exists()
    sidik = halaman.context["form"]["sidik"].value()
    basi = client.post(alamat, {"alasan": ALASAN, "sidik": "lama"})
    assert "RAD berubah sejak halaman ini dibuka" in teks(basi)
    assert ALASAN in teks(basi)
    jawaban = client.post(alamat, {"alasan": ALASAN, "sidik": sidik}, follow=True)
    assert "Belum ada yang ditetapkan" in teks(jawaban)
    assert rad.aksi.filter(status=S.DRAF).count() == 3


def test_history_offers_the_earlier_text(rad, opd_a, masuk):
    aksi = diajukan(opd_a, rad)
    tindakan.tarik(by=opd_a, aksi=aksi)
    tindakan.simpan(by=opd_a, rad=rad, aksi=segar(aksi), isi=isi(opd_a.lembaga, lokasi="Kota"))
    client, langkah = masuk(opd_a), aksi.transisi.get(nama="ajukan")
    alamat = reverse("rad:aksi_pulihkan", args=[aksi.pk, langkah.pk])
    assert alamat in client.get(url("aksi_detail", aksi)).text
    assert "20 kecamatan" in teks(client.get(alamat))
    client.post(alamat)
    assert segar(aksi).lokasi == "20 kecamatan"
    besar = reverse("rad:aksi_pulihkan", args=[aksi.pk, 10**30])
    assert client.get(besar).status_code == 404


def test_next_plan_is_unaffected(versi, rad):
    assert matriks.susun(rad)["total"]["jumlah"] == "170000000.00"


def test_queries_do_not_grow(rad, opd_a, sekretariat, masuk):
    client, biaya = masuk(sekretariat), set()
    for n in (2, 3, 30):
        banyak(
            rad, [opd_a.lembaga], n, pengaju=opd_a, pemutus=sekretariat, status="disetujui",
            awalan=f"Ke-{n}",
        )  # fmt: skip
        tetapkan(by=sekretariat, rad=rad)
        alamat = reverse("rad:versi_pulihkan", args=[rad.versi_tetap.get(nomor=1).pk])
        client.get(alamat)
        biaya.add(kueri(client, alamat))
    assert len(biaya) == 1
