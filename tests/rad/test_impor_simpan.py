"""From preview to plan: what is stored, once, and what an existing action allows."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from p3aks.core.models import JejakAudit, SudahBerubah
from rad.actions import aksi as aksi_aksi
from rad.actions import impor as aksi_impor
from rad.actions import unggahan
from rad.enums import StatusAksi, StatusImpor
from rad.models import Aksi, Anggaran, Indikator, Target
from rad.models.salinan import salin
from tests.rad.bahan_impor import BAKU, KOLOM, KOSONG, baris, buku, cek
from tests.rad.bahan_impor import JUDUL as JUDUL_BAKU


@pytest.fixture(autouse=True)
def _opd(lembaga):
    lembaga("Dinas Kesehatan", "Dinkes")
    lembaga("Dinas Pendidikan", "Disdik")


def unggah(rad, user, *isi, **opsi):
    """Upload a workbook of these rows; return the stored preview."""
    hasil = cek(rad, user, *isi, **opsi)
    return aksi_impor.unggah(
        by=user, rad=rad, nama="rad.xlsx", isi=buku(*isi, **opsi), hasil=hasil.data()
    )


def impor(rad, user, *isi, **opsi):
    """Upload and apply."""
    return aksi_impor.terapkan(by=user, impor=unggah(rad, user, *isi, **opsi))


@pytest.fixture
def satu_aksi(rad, sekretariat):
    """The action of the default row, stored by an import."""
    impor(rad, sekretariat, baris())
    return rad.aksi.get()


def maju(aksi, opd, sekretariat, sampai):
    """Bring an action to a state."""
    if sampai != StatusAksi.DRAF:
        aksi_aksi.ajukan(by=opd, aksi=aksi)
    if sampai in (StatusAksi.DISETUJUI, StatusAksi.DITETAPKAN):
        aksi_aksi.setujui(by=sekretariat, aksi=aksi)
    if sampai == StatusAksi.DITETAPKAN:
        aksi_aksi.langkah(aksi, "tetapkan", sekretariat)
    return aksi


def test_pratinjau_belum_mengisi_rad(rad, sekretariat):
    simpanan = unggah(rad, sekretariat, baris(), baris(no=2, uraian="Lain", arah=None))

    assert not Aksi.objects.exists()
    assert simpanan.status == StatusImpor.PRATINJAU
    assert simpanan.hasil["sah"] == 1
    assert simpanan.hasil["bermasalah"] == 1
    assert simpanan.berkas.name.startswith("impor/")
    assert "rad.xlsx" not in simpanan.berkas.name


def test_isi_tersimpan_lengkap(rad, sekretariat):
    ringkasan = impor(
        rad, sekretariat,
        baris(pendukung="Disdik", pagu_2025="Rp 85.000.000", target_2025=0.053, jenis="Hasil",
              kumulatif="ya", keterangan="Catatan", baseline="0,055"),
    )  # fmt: skip

    aksi = rad.aksi.get()
    assert ringkasan == aksi_impor.Ringkasan(baru=1)
    assert aksi.status == StatusAksi.DRAF
    assert aksi.penanggung_jawab.nama == "Dinas Kesehatan"
    assert [p.nama for p in aksi.pendukung.all()] == ["Dinas Pendidikan"]
    assert aksi.indikator.get().baseline == Decimal("0.055")
    assert aksi.indikator.get().jenis == "hasil"
    assert aksi.indikator.get().kumulatif
    assert Target.objects.get(tahun=2025).nilai == Decimal("0.053")
    assert Anggaran.objects.get(tahun=2025).pagu == Decimal("85000000.00")


def test_diulang_tidak_menggandakan_dan_tidak_mencatat_apa_pun(rad, sekretariat, satu_aksi):
    jumlah = [m.riwayat.count() for m in (Aksi, Indikator, Target, Anggaran)]

    ringkasan = impor(rad, sekretariat, baris())

    assert ringkasan == aksi_impor.Ringkasan(sama=1)
    assert rad.aksi.count() == 1
    assert [m.riwayat.count() for m in (Aksi, Indikator, Target, Anggaran)] == jumlah


def test_yang_berubah_diperbarui_dan_ditunjukkan(rad, sekretariat, satu_aksi):
    simpanan = unggah(rad, sekretariat, baris(target_2027=99, lokasi="Desa"))

    (calon,) = simpanan.hasil["aksi"]
    assert calon["jenis"] == "berubah"
    assert calon["beda"] == [
        ["Lokasi", "Kabupaten", "Desa"],
        ["Indikator 1: target 2027", "5", "99"],
    ]
    assert aksi_impor.terapkan(by=sekretariat, impor=simpanan).berubah == 1
    assert rad.aksi.get().lokasi == "Desa"
    assert rad.aksi.count() == 1


def test_kolom_yang_tidak_ada_tidak_menghapus_isi(rad, sekretariat):
    impor(rad, sekretariat, baris(jenis="hasil", kumulatif="ya", keterangan="Tetap", baseline=7,
                                  pendukung="Disdik"))  # fmt: skip
    lama = salin(rad.aksi.get())
    buang = {"baseline", "pendukung", "lokasi", "keterangan", "jenis", "kumulatif", "nomenklatur"}

    def tanpa(ws):
        for c in sorted((i for i, k in enumerate(KOLOM, 1) if k.kunci in buang), reverse=True):
            ws.delete_cols(c)

    assert impor(rad, sekretariat, baris(), ubah=tanpa) == aksi_impor.Ringkasan(sama=1)
    assert salin(rad.aksi.get()) == lama


def test_indikator_yang_dihapus_dari_berkas_ikut_hilang(rad, sekretariat):
    lanjut = {**KOSONG, "no": 1, "uraian": BAKU["uraian"], "penanggung_jawab": "Dinas Kesehatan"}
    lanjut |= {"nama": "Kedua", "satuan": "x", "arah": "turun"}
    impor(rad, sekretariat, baris(), lanjut)

    impor(rad, sekretariat, baris())

    assert [i.nama for i in rad.aksi.get().indikator.all()] == ["Jumlah sekolah"]


JUDUL_ID = [*JUDUL_BAKU, "ID"]


def test_id_menemukan_aksi_walau_uraiannya_diganti(rad, sekretariat, satu_aksi):
    isi = {**baris(uraian="Uraian yang dibetulkan"), "id": str(satu_aksi.pk)}

    assert impor(rad, sekretariat, isi, judul=JUDUL_ID).berubah == 1
    assert rad.aksi.get().uraian == "Uraian yang dibetulkan"


@pytest.mark.parametrize("id_", ["bukan-uuid", "00000000-0000-4000-8000-000000000000", "1"])
def test_id_yang_tidak_dikenal_diabaikan(rad, sekretariat, satu_aksi, id_):
    assert impor(rad, sekretariat, {**baris(), "id": id_}, judul=JUDUL_ID).sama == 1


def test_id_aksi_opd_lain_tidak_memberi_jalan(rad, opd_b, sekretariat, satu_aksi):
    isi = {**baris(penanggung_jawab="Disdik", lokasi="Rebut"), "id": str(satu_aksi.pk)}

    assert impor(rad, opd_b, isi, judul=JUDUL_ID).baru == 1
    satu_aksi.refresh_from_db()
    assert satu_aksi.lokasi == "Kabupaten"


def test_id_yang_sama_dua_kali_dalam_berkas(rad, sekretariat, satu_aksi):
    id_ = str(satu_aksi.pk)
    hasil = cek(
        rad, sekretariat, {**baris(), "id": id_}, {**baris(no=2, uraian="Lain"), "id": id_},
        judul=JUDUL_ID,
    )  # fmt: skip

    assert hasil.baris_bermasalah == [3]


def test_uraian_baru_yang_bentrok_dengan_aksi_lain(rad, sekretariat, satu_aksi):
    impor(rad, sekretariat, baris(uraian="Lain"))
    hasil = cek(rad, sekretariat, {**baris(uraian="Lain"), "id": str(satu_aksi.pk)}, judul=JUDUL_ID)

    assert "aksi lain yang sama" in hasil.masalah[0].pesan


@pytest.mark.parametrize(
    ("status", "kata"),
    [(StatusAksi.DIAJUKAN, "sudah diajukan"), (StatusAksi.DITETAPKAN, "sudah ditetapkan")],
)
def test_aksi_terkunci_yang_berubah_adalah_masalah(
    rad, sekretariat, sekretaris, opd_a, satu_aksi, status, kata
):
    maju(satu_aksi, opd_a, sekretaris, status)

    sama = cek(rad, sekretariat, baris())
    lain = cek(rad, sekretariat, baris(lokasi="Lain"))

    assert [c.jenis for c in sama.calon] == ["sama"]
    assert kata in lain.masalah[0].pesan
    assert lain.sah == 0


def test_aksi_disetujui_opd_tidak_sekretariat_dengan_peringatan(rad, sekretariat, opd_a, satu_aksi):
    maju(satu_aksi, opd_a, sekretariat, StatusAksi.DISETUJUI)

    oleh_opd = cek(rad, opd_a, baris(lokasi="Lain"))
    oleh_sekretariat = cek(rad, sekretariat, baris(lokasi="Lain"))

    assert "sudah disetujui" in oleh_opd.masalah[0].pesan
    assert "persetujuannya gugur" in oleh_sekretariat.peringatan[0].pesan
    impor(rad, sekretariat, baris(lokasi="Lain"))
    assert rad.aksi.get().status == StatusAksi.DRAF


def test_dua_kali_kirim_hanya_sekali_tersimpan(rad, sekretariat):
    simpanan = unggah(rad, sekretariat, baris())
    aksi_impor.terapkan(by=sekretariat, impor=simpanan)

    with pytest.raises(unggahan.SudahDiputuskan):
        aksi_impor.terapkan(by=sekretariat, impor=simpanan)

    assert rad.aksi.count() == 1


def test_rad_berubah_sejak_pratinjau_tidak_ada_yang_tersimpan(rad, sekretariat, satu_aksi):
    simpanan = unggah(
        rad, sekretariat, baris(no=1, uraian="Baru"), baris(no=2, lokasi="Dari berkas")
    )
    Aksi.objects.rebut(pk=satu_aksi.pk, versi=satu_aksi.versi, lokasi="Dari orang lain")

    with pytest.raises(SudahBerubah):
        aksi_impor.terapkan(by=sekretariat, impor=simpanan)

    assert [a.lokasi for a in rad.aksi.all()] == ["Dari orang lain"]
    simpanan.refresh_from_db()
    assert simpanan.status == StatusImpor.PRATINJAU


def test_aksi_baru_yang_sudah_ada_saat_disimpan(rad, sekretariat):
    simpanan = unggah(rad, sekretariat, baris())
    lain = unggah(rad, sekretariat, baris(no=2))
    aksi_impor.terapkan(by=sekretariat, impor=lain)

    with pytest.raises(SudahBerubah):
        aksi_impor.terapkan(by=sekretariat, impor=simpanan)

    assert rad.aksi.count() == 1


def test_lembaga_yang_berganti_nama_saat_disimpan(rad, sekretariat, lembaga):
    simpanan = unggah(rad, sekretariat, baris())
    opd = lembaga("Dinas Kesehatan")
    opd.nama = "Dinas Kesehatan Baru"
    opd.save()

    with pytest.raises(SudahBerubah):
        aksi_impor.terapkan(by=sekretariat, impor=simpanan)


def test_masa_tugas_yang_habis_menggugurkan_hak(rad, opd_a, orang):
    simpanan = unggah(rad, opd_a, baris())
    opd_a.penugasan.update(selesai="2021-01-01")
    del opd_a.penugasan_aktif

    with pytest.raises(PermissionDenied):
        aksi_impor.terapkan(by=opd_a, impor=simpanan)

    assert not Aksi.objects.exists()


def test_impor_orang_lain_tidak_dapat_diputuskan(rad, sekretariat, sekretaris):
    simpanan = unggah(rad, sekretariat, baris())

    with pytest.raises(unggahan.SudahDiputuskan):
        aksi_impor.terapkan(by=sekretaris, impor=simpanan)


def test_berkas_yang_sama_memakai_pratinjau_yang_sama(rad, sekretariat):
    hasil, isi = cek(rad, sekretariat, baris()).data(), buku(baris())
    satu, dua = (
        aksi_impor.unggah(by=sekretariat, rad=rad, nama="a.xlsx", isi=isi, hasil=hasil)
        for _ in range(2)
    )

    assert satu.pk == dua.pk


def test_dibuang_menghapus_berkas_dan_isinya(rad, sekretariat, django_capture_on_commit_callbacks):
    simpanan = unggah(rad, sekretariat, baris())
    tempat, nama = simpanan.berkas.storage, simpanan.berkas.name
    assert tempat.exists(nama)

    with django_capture_on_commit_callbacks(execute=True):
        unggahan.buang(by=sekretariat, impor=simpanan)

    simpanan.refresh_from_db()
    assert not tempat.exists(nama)
    assert (simpanan.status, simpanan.hasil) == (StatusImpor.DIBUANG, {})
    with pytest.raises(unggahan.SudahDiputuskan):
        aksi_impor.terapkan(by=sekretariat, impor=simpanan)


def test_jejak_audit_mencatat_jumlah_dan_sidik(rad, sekretariat):
    simpanan = unggah(rad, sekretariat, baris())
    aksi_impor.terapkan(by=sekretariat, impor=simpanan)

    jejak = JejakAudit.objects.get(peristiwa="rad.diimpor")
    assert jejak.rincian == {"baru": 1, "berubah": 0, "sama": 0, "sidik": simpanan.sidik}
