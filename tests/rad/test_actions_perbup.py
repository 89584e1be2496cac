"""The way of a regulation, the facts from outside, and changes of its text."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from p3aks.core.audit import JejakAudit, rantai_dari
from pokja.enums import Peran
from rad.actions import perbup as tindakan
from rad.actions.perbup.pasal import isi_pasal, simpan_pasal
from rad.documents.perbup import susun
from rad.enums import StatusPerbup
from rad.models import Ayat, Bab, Pasal, Perbup
from rad.models.naskah import Bagian
from rad.naskah import muat
from rad.naskah.bentuk import AyatTeks, PasalTeks, butir
from tests.rad.bantu_perbup_halaman import pada, segar, siapkan

S = StatusPerbup
FAKTA = {
    "nomor": 12,
    "tahun": 2025,
    "tanggal_ditetapkan": dt.date(2025, 3, 3),
    "tanggal_diundangkan": dt.date(2025, 3, 4),
    "nomor_berita_daerah": 7,
}


@pytest.fixture
def perbup(rad, lembaga, sekretariat):
    return siapkan(rad, lembaga, sekretariat)


@pytest.fixture
def ketua(orang):
    return orang("ketua", Peran.KETUA_WAKIL)


def jejak(perbup):
    return list(
        JejakAudit.objects.filter(rantai=rantai_dari(perbup)).values_list("peristiwa", flat=True)
    )


def naskah(perbup):
    return susun(segar(perbup), "rancangan")


def pasal_berkunci(perbup, kunci) -> Pasal:
    return Pasal.objects.get(bab__perbup=perbup, kunci=kunci)


def finalkan(perbup, hukum) -> Perbup:
    perbup = pada(perbup, S.FASILITASI)
    tindakan.finalkan(by=hukum, perbup=perbup)
    return segar(perbup)


# --- The draft ------------------------------------------------------------------------------


def test_rancangan_tersusun_lengkap_dan_tercatat(rad, sekretariat):
    perbup = tindakan.susun_rancangan(by=sekretariat, rad=rad)
    assert perbup.status == S.RANCANGAN
    assert "2025-2029" in perbup.tentang
    assert len(naskah(perbup)["batang_tubuh"]) >= 9
    assert jejak(perbup) == ["perbup.disusun"]


def test_formulir_yang_dikirim_dua_kali_membuat_satu_rancangan(rad, sekretariat):
    kunci = uuid4()
    satu = tindakan.susun_rancangan(by=sekretariat, rad=rad, id_baru=kunci)
    dua = tindakan.susun_rancangan(by=sekretariat, rad=rad, id_baru=kunci)
    assert satu == dua
    assert Perbup.objects.count() == 1


def test_perangkat_daerah_tidak_menyusun_rancangan(rad, opd_a):
    with pytest.raises(PermissionDenied):
        tindakan.susun_rancangan(by=opd_a, rad=rad)


# --- The steps ------------------------------------------------------------------------------

LANGKAH = {
    "harmonisasikan": (S.RANCANGAN, S.HARMONISASI),
    "fasilitasikan": (S.HARMONISASI, S.FASILITASI),
    "finalkan": (S.FASILITASI, S.FINAL),
}


@pytest.mark.parametrize("nama", LANGKAH)
def test_langkah_mengubah_status_dan_tercatat(nama, perbup, sekretariat, hukum):
    dari, ke = LANGKAH[nama]
    perbup = pada(perbup, dari)
    pelaku = sekretariat if dari == S.RANCANGAN else hukum
    getattr(tindakan, nama)(by=pelaku, perbup=perbup)
    perbup = segar(perbup)
    assert perbup.status == ke
    langkah = perbup.transisi.get()
    assert (langkah.nama, langkah.dari, langkah.ke, langkah.oleh) == (nama, dari, ke, pelaku)
    assert langkah.salinan == {"sidik_naskah": naskah(perbup)["sidik_naskah"]}
    assert jejak(perbup) == [f"perbup.{nama}"]


@pytest.mark.parametrize(
    ("nama", "status"),
    [
        (nama, status)
        for nama, (dari, _) in LANGKAH.items()
        for status in (S.RANCANGAN, S.HARMONISASI, S.FASILITASI)
        if status != dari
    ],
)
def test_langkah_dari_status_lain_tidak_berjalan(nama, status, perbup, sekretariat, hukum):
    perbup = pada(perbup, status)
    pelaku = sekretariat if status == S.RANCANGAN else hukum
    with pytest.raises(tindakan.SudahBerubah):
        getattr(tindakan, nama)(by=pelaku, perbup=perbup)
    assert segar(perbup).status == status
    assert not perbup.transisi.exists()


@pytest.mark.parametrize("nama", ["fasilitasikan", "finalkan"])
def test_sesudah_diserahkan_hanya_bagian_hukum_yang_melangkah(nama, perbup, sekretariat):
    perbup = pada(perbup, LANGKAH[nama][0])
    with pytest.raises(PermissionDenied):
        getattr(tindakan, nama)(by=sekretariat, perbup=perbup)
    assert segar(perbup).status == LANGKAH[nama][0]


def test_final_membekukan_naskah_dan_lampiran(perbup, hukum):
    perbup = finalkan(perbup, hukum)
    assert perbup.status == S.FINAL
    assert len(perbup.sidik_final) == 64
    assert perbup.snapshot_final["matriks"]["versi"]["nomor"] == perbup.versi_rad.nomor
    Pasal.objects.filter(bab__perbup=perbup).first().ayat.update(isi="diubah di belakang")
    assert "diubah di belakang" not in str(susun(perbup, "rancangan"))


def test_final_ditolak_selama_ada_kesalahan(perbup, hukum):
    perbup = pada(perbup, S.FASILITASI)
    Perbup.objects.filter(pk=perbup.pk).update(versi_rad=None, tentang="RAD P3AKS Tahun 2025-2029")
    with pytest.raises(ValidationError) as galat:
        tindakan.finalkan(by=hukum, perbup=segar(perbup))
    assert any("Lampiran" in p for p in galat.value.messages)
    assert any("P3AKS" in p for p in galat.value.messages)
    assert segar(perbup).status == S.FASILITASI


@pytest.mark.parametrize("status", [S.HARMONISASI, S.FASILITASI])
def test_kembali_menjadi_rancangan_dengan_alasan(status, perbup, hukum):
    perbup = pada(perbup, status)
    with pytest.raises(ValidationError):
        tindakan.kembalikan(by=hukum, perbup=perbup, alasan=" ? ")
    tindakan.kembalikan(by=hukum, perbup=perbup, alasan="Pasal 7 perlu diselaraskan.")
    assert segar(perbup).status == S.RANCANGAN
    assert perbup.transisi.get().alasan == "Pasal 7 perlu diselaraskan."


def test_final_yang_dikembalikan_tidak_beku_lagi_dan_paraf_batal(perbup, hukum):
    perbup = finalkan(perbup, hukum)
    paraf = perbup.paraf.first()
    tindakan.bubuhkan_paraf(by=hukum, perbup=perbup, paraf=paraf, versi=perbup.versi)
    tindakan.kembalikan(by=hukum, perbup=perbup, alasan="Judul keliru.")
    perbup = segar(perbup)
    assert (perbup.snapshot_final, perbup.sidik_final) == (None, "")
    assert not perbup.paraf.exclude(oleh=None).exists()


def test_diundangkan_ditolak_tanpa_fakta_dari_luar(perbup, hukum):
    perbup = finalkan(perbup, hukum)
    with pytest.raises(ValidationError, match="nomor Berita Daerah"):
        tindakan.undangkan(by=hukum, perbup=perbup)
    assert segar(perbup).status == S.FINAL


def test_diundangkan_lalu_dicabut(perbup, hukum):
    perbup = finalkan(perbup, hukum)
    tindakan.catat_fakta(by=hukum, perbup=perbup, versi=perbup.versi, isi=FAKTA)
    perbup = segar(perbup)
    tindakan.undangkan(by=hukum, perbup=perbup)
    assert segar(perbup).status == S.DIUNDANGKAN
    with pytest.raises(ValidationError):
        tindakan.cabut(by=hukum, perbup=segar(perbup), alasan="")
    sebutan = "Peraturan Bupati Tuban Nomor 3 Tahun 2030"
    tindakan.cabut(by=hukum, perbup=segar(perbup), alasan=sebutan)
    assert segar(perbup).status == S.DICABUT
    assert perbup.transisi.order_by("-pk").first().alasan == sebutan


def test_langkah_atas_naskah_yang_sudah_berubah_tidak_berjalan(perbup, sekretariat):
    lama = segar(perbup)
    bab = perbup.bab.first()
    tindakan.simpan_bab(
        by=sekretariat, perbup=perbup, versi=perbup.versi, baris=bab, isi={"judul": "Umum"}
    )
    with pytest.raises(tindakan.SudahBerubah):
        tindakan.harmonisasikan(by=sekretariat, perbup=lama)
    assert segar(perbup).status == S.RANCANGAN


# --- Facts and initials ---------------------------------------------------------------------


def test_fakta_hanya_dicatat_bagian_hukum_sesudah_final(perbup, hukum, sekretariat):
    with pytest.raises(PermissionDenied):
        tindakan.catat_fakta(by=hukum, perbup=perbup, versi=perbup.versi, isi=FAKTA)
    perbup = finalkan(perbup, hukum)
    with pytest.raises(PermissionDenied):
        tindakan.catat_fakta(by=sekretariat, perbup=perbup, versi=perbup.versi, isi=FAKTA)


def test_fakta_disimpan_sekali_dan_pindaian_diganti(
    perbup, hukum, django_capture_on_commit_callbacks
):
    perbup = finalkan(perbup, hukum)

    def catat(isi, pindaian=None):
        kini = segar(perbup)
        with django_capture_on_commit_callbacks(execute=True):
            return tindakan.catat_fakta(
                by=hukum, perbup=kini, versi=kini.versi, isi=isi, pindaian=pindaian
            )

    assert catat(FAKTA, b"%PDF-1 satu") is True
    assert catat(FAKTA) is False
    lama = segar(perbup).berkas_final
    assert catat(FAKTA, b"%PDF-1 dua") is True
    baru = segar(perbup).berkas_final
    assert baru.read() == b"%PDF-1 dua"
    assert not lama.storage.exists(lama.name) or lama.name == baru.name
    assert jejak(perbup).count("perbup.fakta") == 2


def test_fakta_yang_sudah_diundangkan_dapat_diperbaiki_tetapi_tidak_dihapus(perbup, hukum):
    perbup = finalkan(perbup, hukum)
    tindakan.catat_fakta(by=hukum, perbup=perbup, versi=perbup.versi, isi=FAKTA)
    tindakan.undangkan(by=hukum, perbup=segar(perbup))
    kini = segar(perbup)
    tindakan.catat_fakta(by=hukum, perbup=kini, versi=kini.versi, isi={**FAKTA, "nomor": 13})
    assert segar(perbup).nomor == 13
    kini = segar(perbup)
    with pytest.raises(ValidationError, match="sudah diundangkan"):
        tindakan.catat_fakta(by=hukum, perbup=kini, versi=kini.versi, isi={"nomor": None})
    assert segar(perbup).nomor == 13


def test_nomor_yang_sudah_dipakai_ditolak(perbup, rad, hukum):
    Perbup.objects.create(rad=rad, tentang="Lain", nomor=12, tahun=2025)
    perbup = finalkan(perbup, hukum)
    with pytest.raises(ValidationError, match="sudah dipakai"):
        tindakan.catat_fakta(by=hukum, perbup=perbup, versi=perbup.versi, isi=FAKTA)


def test_satu_orang_satu_paraf_dan_hanya_miliknya_yang_ditarik(perbup, hukum, ketua):
    perbup = pada(perbup, S.FASILITASI)
    satu, dua = perbup.paraf.all()[:2]
    tindakan.bubuhkan_paraf(by=hukum, perbup=perbup, paraf=satu, versi=perbup.versi)
    with pytest.raises(ValidationError):
        tindakan.bubuhkan_paraf(by=hukum, perbup=perbup, paraf=dua, versi=perbup.versi)
    with pytest.raises(tindakan.SudahBerubah):
        tindakan.bubuhkan_paraf(by=ketua, perbup=perbup, paraf=satu, versi=perbup.versi)
    with pytest.raises(tindakan.SudahBerubah):
        tindakan.tarik_paraf(by=ketua, perbup=perbup, paraf=satu)
    tindakan.tarik_paraf(by=hukum, perbup=perbup, paraf=satu)
    assert not perbup.paraf.exclude(oleh=None).exists()


def test_paraf_batal_bila_naskah_diubah_sesudahnya(perbup, hukum, ketua):
    perbup = pada(perbup, S.HARMONISASI)
    tindakan.bubuhkan_paraf(by=ketua, perbup=perbup, paraf=perbup.paraf.first(), versi=perbup.versi)
    isi = {"judul": "Ketentuan Paling Umum"}
    baris = perbup.bab.first()
    tindakan.simpan_bab(by=hukum, perbup=perbup, versi=perbup.versi, baris=baris, isi=isi)
    assert not perbup.paraf.exclude(oleh=None).exists()


def test_yang_bukan_dalam_rantai_tidak_memaraf(perbup, bappeda, sekretariat):
    perbup = pada(perbup, S.FASILITASI)
    for by in (bappeda, sekretariat):
        with pytest.raises(PermissionDenied):
            tindakan.bubuhkan_paraf(
                by=by, perbup=perbup, paraf=perbup.paraf.first(), versi=perbup.versi
            )


# --- The text -------------------------------------------------------------------------------


def simpan(by, perbup, pasal, isi):
    perbup = segar(perbup)
    return simpan_pasal(
        by=by, perbup=perbup, versi=perbup.versi, pasal=pasal, isi=isi,
        bab=pasal.bab, bagian=pasal.bagian,
    )  # fmt: skip


def test_pasal_disimpan_apa_adanya_tidak_mengubah_apa_pun(perbup, sekretariat):
    sebelum = naskah(perbup)
    riwayat = Ayat.riwayat.count()
    for pasal in Pasal.objects.filter(bab__perbup=perbup):
        assert simpan(sekretariat, perbup, pasal, isi_pasal(pasal)) is None
    assert naskah(perbup) == sebelum
    assert segar(perbup).versi == perbup.versi
    assert Ayat.riwayat.count() == riwayat


def test_ayat_lama_tetap_barisnya_yang_baru_ditambah_yang_hilang_dihapus(perbup, sekretariat):
    pasal = pasal_berkunci(perbup, "sistematika")
    satu, dua, tiga = isi_pasal(pasal).ayat
    baru = AyatTeks("Matriks dapat dimutakhirkan", (butir("satu", "dalam"), butir("dua")))
    isi = PasalTeks((baru, satu, tiga), "sistematika")
    simpan(sekretariat, perbup, pasal, isi)
    ayat = list(pasal.ayat.all())
    assert [f"ayat:{a.pk}" for a in ayat[1:]] == [satu.objek, tiga.objek]
    assert not Ayat.objects.filter(pk=dua.objek.partition(":")[2]).exists()
    assert [(r.isi, r.tingkat) for r in ayat[0].rincian.order_by("tingkat", "urutan")] == [
        ("satu", 1),
        ("dua", 1),
        ("dalam", 2),
    ]


def test_rujukan_yang_akan_putus_menghalangi_dan_menyebut_tempatnya(perbup, sekretariat):
    sebelum = naskah(perbup)
    pasal = pasal_berkunci(perbup, "keselarasan")
    with pytest.raises(ValidationError, match=r"Pasal \d+.*\{pasal:keselarasan\}, yang hilang"):
        tindakan.hapus(by=sekretariat, perbup=segar(perbup), versi=perbup.versi, baris=pasal)
    lama = isi_pasal(pasal)
    with pytest.raises(ValidationError, match="hilang"):
        simpan(sekretariat, perbup, pasal, PasalTeks(lama.ayat, "nama-lain"))
    assert naskah(perbup) == sebelum
    assert segar(perbup).versi == perbup.versi


def test_penanda_yang_tidak_menunjuk_ke_mana_pun_ditolak(perbup, sekretariat):
    pasal = pasal_berkunci(perbup, "maksud")
    isi = PasalTeks((AyatTeks("Sebagaimana dimaksud dalam {pasal:tidak-ada}"),), "maksud")
    with pytest.raises(ValidationError, match="tidak menunjuk ke mana pun"):
        simpan(sekretariat, perbup, pasal, isi)


def test_ayat_tunggal_tidak_dapat_dirujuk_lagi(perbup, sekretariat):
    """With one paragraph left the article has no "(1)" to refer to."""
    pasal = pasal_berkunci(perbup, "pemantauan")
    with pytest.raises(ValidationError, match=r"\{ayat:periode\}"):
        simpan(sekretariat, perbup, pasal, PasalTeks(isi_pasal(pasal).ayat[:1], "pemantauan"))


def test_pasal_yang_tidak_dirujuk_dihapus_dan_nomor_bergeser(perbup, sekretariat):
    nomor = len(list(muat(perbup).semua_pasal()))
    tindakan.hapus(
        by=sekretariat, perbup=perbup, versi=perbup.versi, baris=pasal_berkunci(perbup, "maksud")
    )
    kini = naskah(perbup)["batang_tubuh"]
    assert kini[1]["bagian"][0]["pasal"][0]["label"] == "Pasal 2"
    assert "bertujuan" in kini[1]["bagian"][0]["pasal"][0]["ayat"][0]["isi"]
    assert len(list(muat(perbup).semua_pasal())) == nomor - 1


def test_bab_dan_bagian_yang_berisi_tidak_dihapus(perbup, sekretariat):
    for baris in (perbup.bab.first(), Bagian.objects.filter(bab__perbup=perbup).first()):
        with pytest.raises(ValidationError, match="masih memuat pasal"):
            tindakan.hapus(by=sekretariat, perbup=segar(perbup), versi=perbup.versi, baris=baris)


def pindah(by, perbup, baris, arah):
    perbup = segar(perbup)
    return tindakan.pindahkan(by=by, perbup=perbup, versi=perbup.versi, baris=baris, arah=arah)


def urutan_pasal(perbup):
    return [p.kunci for p in muat(segar(perbup)).semua_pasal()]


def test_pasal_naik_dan_turun_kembali_ke_tempatnya(perbup, sekretariat):
    semula = urutan_pasal(perbup)
    pasal = pasal_berkunci(perbup, "tujuan")
    assert pindah(sekretariat, perbup, pasal, "naik")
    assert urutan_pasal(perbup)[1:3] == ["tujuan", "maksud"]
    assert pindah(sekretariat, perbup, pasal, "turun")
    assert urutan_pasal(perbup) == semula


def test_pasal_di_ujung_pindah_ke_bab_sebelahnya_dan_berhenti_di_ujung_naskah(perbup, sekretariat):
    semula = urutan_pasal(perbup)
    pasal = pasal_berkunci(perbup, "maksud")
    assert pindah(sekretariat, perbup, pasal, "naik")
    pasal.refresh_from_db()
    assert pasal.bab == perbup.bab.first()
    assert urutan_pasal(perbup) == semula  # behind Pasal 1, in another chapter
    assert pindah(sekretariat, perbup, pasal, "naik")
    pasal.refresh_from_db()
    assert not pindah(sekretariat, perbup, pasal, "naik")
    assert urutan_pasal(perbup)[0] == "maksud"


def test_pasal_masuk_bagian_terdekat_bab_yang_terbagi(perbup, sekretariat):
    pasal = pasal_berkunci(perbup, "keselarasan")
    assert pindah(sekretariat, perbup, pasal, "turun")
    pasal.refresh_from_db()
    assert pasal.bagian is not None
    assert pasal.bagian.judul == "Umum"


def test_konsiderans_dan_bab_berpindah(perbup, sekretariat):
    satu, dua, tiga = perbup.konsiderans.all()
    assert pindah(sekretariat, perbup, tiga, "naik")
    assert list(perbup.konsiderans.all()) == [satu, tiga, dua]
    assert not pindah(sekretariat, perbup, satu, "naik")
    bab = perbup.bab.first()
    assert pindah(sekretariat, perbup, bab, "turun")
    assert list(Bab.objects.filter(perbup=perbup))[1] == bab


def test_bagian_pertama_menampung_pasal_babnya(perbup, sekretariat):
    bab = perbup.bab.first()
    bagian = tindakan.simpan_bagian(
        by=sekretariat, perbup=perbup, versi=perbup.versi, baris=None,
        isi={"bab": bab, "judul": "Pengertian"},
    )  # fmt: skip
    assert set(bab.pasal.values_list("bagian", flat=True)) == {bagian.pk}
    assert naskah(perbup)["batang_tubuh"][0]["bagian"][0]["label"] == "Bagian Kesatu"


def test_pasal_baru_berdiri_sesudah_yang_ditunjuk(perbup, sekretariat):
    sesudah = pasal_berkunci(perbup, "maksud")
    simpan_pasal(
        by=sekretariat, perbup=perbup, versi=perbup.versi, pasal=None,
        isi=PasalTeks((AyatTeks("Isi baru"),), "baru"), bab=sesudah.bab, sesudah=sesudah,
    )  # fmt: skip
    assert urutan_pasal(perbup)[1:4] == ["maksud", "baru", "tujuan"]


def test_simpan_atas_versi_lama_tidak_menulis_apa_pun(perbup, sekretariat, sekretaris):
    lama = perbup.versi
    bab = perbup.bab.first()
    tindakan.simpan_bab(by=sekretariat, perbup=perbup, versi=lama, baris=bab, isi={"judul": "Satu"})
    kini = segar(perbup)
    with pytest.raises(tindakan.SudahBerubah):
        tindakan.simpan_bab(
            by=sekretaris, perbup=kini, versi=lama, baris=kini.bab.first(), isi={"judul": "Dua"}
        )
    assert perbup.bab.first().judul == "Satu"


@pytest.mark.parametrize("status", [S.HARMONISASI, S.FASILITASI])
def test_sesudah_diserahkan_sekretariat_tidak_menyunting(status, perbup, sekretariat, hukum):
    perbup = pada(perbup, status)
    isian = {"versi": perbup.versi, "baris": perbup.bab.first(), "isi": {"judul": "Lain"}}
    with pytest.raises(PermissionDenied):
        tindakan.simpan_bab(by=sekretariat, perbup=perbup, **isian)
    assert tindakan.simpan_bab(by=hukum, perbup=perbup, **isian).judul == "Lain"


def test_naskah_final_tidak_disunting_siapa_pun(perbup, sekretariat, hukum):
    perbup = finalkan(perbup, hukum)
    for by in (sekretariat, hukum):
        with pytest.raises(PermissionDenied):
            tindakan.hapus(by=by, perbup=perbup, versi=perbup.versi, baris=perbup.bab.first())
