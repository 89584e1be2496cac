"""The pages of a regulation: who sees what, what is asked, editing without loss."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pokja.enums import Peran
from rad.actions import perbup as tindakan
from rad.documents.perbup import susun
from rad.enums import StatusPerbup
from rad.models import DasarHukum, Pasal, Perbup
from rad.naskah import muat
from tests.rad.bantu_perbup_halaman import FAKTA, alamat, isian, pada, segar, siapkan
from tests.rad.test_forms_perbup import pdf

S = StatusPerbup


@pytest.fixture
def perbup(rad, lembaga, sekretariat):
    return siapkan(rad, lembaga, sekretariat)


@pytest.fixture
def orang_peran(orang, lembaga, sekretariat, sekretaris, hukum, bappeda, opd_a):
    """One person per role that matters here."""
    return {
        "sekretariat": sekretariat,
        "sekretaris": sekretaris,
        "hukum": hukum,
        "bappeda": bappeda,
        "opd": opd_a,
        "auditor": orang("auditor", Peran.AUDITOR),
        "admin": orang("admin", Peran.ADMIN_AKUN),
    }


def final(perbup, hukum) -> Perbup:
    perbup = pada(perbup, S.FASILITASI)
    tindakan.finalkan(by=hukum, perbup=perbup)
    return segar(perbup)


def naskah(perbup):
    return susun(segar(perbup), "rancangan")


def pasal(perbup, kunci) -> Pasal:
    return Pasal.objects.get(bab__perbup=perbup, kunci=kunci)


def isi(jawaban) -> str:
    return jawaban.content.decode()


# --- Who may -------------------------------------------------------------------------------

BACA = {
    # role: detail, periksa, sunting while the text is a draft / while it is with Bagian Hukum
    "sekretariat": (200, 200, 200, 403),
    "sekretaris": (200, 200, 200, 403),
    "hukum": (200, 200, 403, 200),
    "bappeda": (200, 200, 403, 403),
    "auditor": (200, 200, 403, 403),
    "opd": (404, 404, 403, 403),
    "admin": (404, 404, 403, 403),
}


@pytest.mark.parametrize("peran", BACA)
def test_siapa_membuka_apa(peran, perbup, orang_peran, masuk):
    klien = masuk(orang_peran[peran])
    detail, periksa, sunting, sunting_harmonisasi = BACA[peran]
    assert klien.get("/perbup/").status_code == 200
    assert klien.get(alamat("detail", perbup)).status_code == detail
    assert klien.get(alamat("periksa", perbup)).status_code == periksa
    assert klien.get(alamat("sunting", perbup)).status_code == sunting
    assert klien.get(alamat("opsi", perbup)).status_code == sunting
    satu = alamat("pasal", perbup, pasal(perbup, "maksud").pk)
    assert klien.get(satu).status_code == sunting
    pada(perbup, S.HARMONISASI)
    assert klien.get(alamat("sunting", perbup)).status_code == sunting_harmonisasi


def test_rancangan_tidak_terdaftar_bagi_perangkat_daerah(perbup, opd_a, masuk):
    assert "Belum ada Peraturan Bupati yang dapat Anda baca" in isi(masuk(opd_a).get("/perbup/"))


def test_yang_diundangkan_dibaca_semua_tanpa_kertas_kerja(perbup, hukum, opd_a, masuk):
    perbup = final(perbup, hukum)
    klien = masuk(hukum)
    klien.post(alamat("catat", perbup), {**FAKTA, "versi": perbup.versi})
    klien.post(alamat("undangkan", perbup))
    assert segar(perbup).status == S.DIUNDANGKAN
    klien = masuk(opd_a)
    halaman = isi(klien.get(alamat("detail", perbup)))
    assert "Nomor 12 Tahun 2025" in halaman
    assert "Paraf" not in halaman
    assert "Riwayat" not in halaman
    assert klien.get(alamat("periksa", perbup)).status_code == 403


@pytest.mark.parametrize(
    "nama", ["harmonisasikan", "fasilitasikan", "finalkan", "kembalikan", "undangkan", "cabut"]
)
def test_langkah_hanya_post_dan_hanya_oleh_yang_berhak(nama, perbup, opd_a, bappeda, masuk):
    assert masuk(bappeda).get(alamat(nama, perbup)).status_code in (403, 405)
    for user in (opd_a, bappeda):
        assert masuk(user).post(alamat(nama, perbup), {"alasan": "Coba saja"}).status_code == 403
    assert segar(perbup).status == S.RANCANGAN


def test_sekretariat_tidak_memfinalkan(perbup, sekretariat, masuk):
    perbup = pada(perbup, S.FASILITASI)
    assert masuk(sekretariat).post(alamat("finalkan", perbup)).status_code == 403
    assert segar(perbup).status == S.FASILITASI


# --- The list and the new draft -------------------------------------------------------------


def test_rancangan_disusun_dari_rad_dan_versinya(rad, lembaga, sekretariat, masuk):
    contoh = siapkan(rad, lembaga, sekretariat)
    klien = masuk(sekretariat)
    assert "Susun rancangan" in isi(klien.get("/perbup/"))
    kiriman = {"rad": rad.pk, "versi_rad": contoh.versi_rad_id, "kunci": uuid4()}
    jawaban = klien.post("/perbup/susun/", kiriman)
    baru = Perbup.objects.exclude(pk=contoh.pk).get()
    assert jawaban.url == alamat("detail", baru)
    assert baru.versi_rad == contoh.versi_rad
    assert len(list(muat(baru).semua_pasal())) > 20
    klien.post("/perbup/susun/", kiriman)
    assert Perbup.objects.count() == 2


def test_versi_dari_rad_lain_ditolak_pada_isiannya(perbup, pokja_tuban, sekretariat, masuk):
    from rad.models import Rad

    lain = Rad.objects.create(mulai=2030, selesai=2034, pokja=pokja_tuban)
    kiriman = {"rad": lain.pk, "versi_rad": perbup.versi_rad_id, "kunci": uuid4()}
    jawaban = masuk(sekretariat).post("/perbup/susun/", kiriman)
    assert "Versi ini berasal dari RAD lain." in isi(jawaban)
    assert Perbup.objects.count() == 1


# --- The page -------------------------------------------------------------------------------


def test_halaman_memuat_naskah_bernomor_lampiran_dan_yang_diminta(perbup, sekretariat, masuk):
    halaman = isi(masuk(sekretariat).get(alamat("detail", perbup)))
    assert "Lengkapi naskah, lalu kirim ke harmonisasi" in halaman
    assert "Pasal 24" in halaman
    assert "3 (tiga) bidang, yaitu:" in halaman
    assert perbup.versi_rad.sidik in halaman
    assert 'name="jenis" value="perbup-docx"' in halaman
    assert "perlu diperhatikan" in halaman


def test_jumlah_kueri_tidak_tumbuh_dengan_pasal(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)

    def kueri(nama) -> int:
        klien.get(alamat(nama, perbup))
        with CaptureQueriesContext(
            connection,
        ) as tangkapan:
            klien.get(alamat(nama, perbup))
        return len(tangkapan)

    nama = ("detail", "sunting", "periksa")
    sebelum = [kueri(n) for n in nama]
    bab = perbup.bab.first()
    for n in range(12):
        baru = Pasal.objects.create(bab=bab, urutan=50 + n, kunci=f"tambahan-{n}")
        for urut in (1, 2):
            ayat = baru.ayat.create(urutan=urut, isi="Isi 7 orang:")
            ayat.rincian.create(isi="satu 9 orang")
    assert [kueri(n) for n in nama] == sebelum


def test_langkah_maju_lalu_kembali_dengan_alasan(perbup, sekretariat, hukum, masuk):
    klien = masuk(sekretariat)
    assert "Bagian Hukum yang melanjutkan" in isi(
        klien.post(alamat("harmonisasikan", perbup), follow=True)
    )
    klien = masuk(hukum)
    tanpa = klien.post(alamat("kembalikan", perbup), {"alasan": ""})
    assert tanpa.status_code == 422
    assert segar(perbup).status == S.HARMONISASI
    klien.post(alamat("kembalikan", perbup), {"alasan": "Judul belum tepat."})
    assert segar(perbup).status == S.RANCANGAN
    assert "“Judul belum tepat.”" in isi(klien.get(alamat("detail", perbup)))


def test_yang_terlambat_diberi_tahu_siapa_yang_mendahului(perbup, sekretariat, sekretaris, masuk):
    masuk(sekretariat).post(alamat("harmonisasikan", perbup))
    jawaban = masuk(sekretaris).post(alamat("harmonisasikan", perbup), follow=True)
    assert "Dikirim ke harmonisasi oleh Sekretariat" in isi(jawaban)
    assert perbup.transisi.count() == 1


def test_final_ditolak_dengan_daftar_kesalahannya(perbup, hukum, masuk):
    perbup = pada(perbup, S.FASILITASI)
    Perbup.objects.filter(pk=perbup.pk).update(versi_rad=None)
    klien = masuk(hukum)
    assert "1 kesalahan</b> menghalangi" in isi(klien.get(alamat("detail", perbup)))
    jawaban = klien.post(alamat("finalkan", perbup), follow=True)
    assert "Lampiran: Pilih versi RAD" in isi(jawaban)
    assert segar(perbup).status == S.FASILITASI


def test_nomor_dan_pindaian_dicatat_lalu_diundangkan(perbup, hukum, masuk):
    perbup = final(perbup, hukum)
    klien = masuk(hukum)
    assert "Belum tercatat: nomor, tahun" in isi(klien.get(alamat("detail", perbup)))
    klien.post(alamat("undangkan", perbup))
    assert segar(perbup).status == S.FINAL
    berkas = SimpleUploadedFile("hasil pindai.pdf", pdf(), "application/pdf")
    kiriman = {**FAKTA, "versi": perbup.versi, "pindaian": berkas}
    assert "Tercatat." in isi(klien.post(alamat("catat", perbup), kiriman, follow=True))
    unduhan = klien.get(alamat("berkas", perbup))
    assert b"".join(unduhan.streaming_content).startswith(b"%PDF-")
    klien.post(alamat("undangkan", perbup))
    assert segar(perbup).status == S.DIUNDANGKAN


def test_fakta_yang_ditolak_tetap_terketik(perbup, hukum, masuk):
    perbup = final(perbup, hukum)
    kiriman = {**FAKTA, "versi": perbup.versi, "tanggal_ditetapkan": "31 Februari 2025"}
    jawaban = masuk(hukum).post(alamat("catat", perbup), kiriman)
    assert jawaban.status_code == 422
    assert 'value="31 Februari 2025"' in isi(jawaban)
    assert segar(perbup).nomor is None


def test_fakta_atas_versi_lama_menampilkan_keduanya(perbup, hukum, masuk):
    perbup = final(perbup, hukum)
    klien = masuk(hukum)
    klien.post(alamat("catat", perbup), {"nomor": "11", "versi": perbup.versi})
    jawaban = klien.post(alamat("catat", perbup), {**FAKTA, "versi": perbup.versi})
    assert jawaban.status_code == 409
    assert "Nomor: 11" in isi(jawaban)
    assert 'value="3 Maret 2025"' in isi(jawaban)
    assert segar(perbup).nomor == 11


def test_paraf_dibubuhkan_sendiri_dan_ditarik(perbup, hukum, masuk):
    perbup = pada(perbup, S.HARMONISASI)
    paraf = perbup.paraf.get(jabatan="Kepala Bagian Hukum")
    klien = masuk(hukum)
    klien.post(alamat("paraf", perbup, paraf.pk), {"versi": perbup.versi})
    paraf.refresh_from_db()
    assert paraf.oleh == hukum
    assert "Tarik paraf saya" in isi(klien.get(alamat("detail", perbup)))
    klien.post(alamat("paraf", perbup, paraf.pk), {"tarik": "ya"})
    paraf.refresh_from_db()
    assert paraf.oleh is None


# --- Findings -------------------------------------------------------------------------------


def test_temuan_menunjuk_ke_formulir_tempatnya(perbup, sekretariat, masuk):
    satu = pasal(perbup, "maksud")
    satu.ayat.update(isi="Dilaksanakan paling lama 7 hari")
    klien = masuk(sekretariat)
    halaman = isi(klien.get(alamat("periksa", perbup)))
    assert alamat("pasal", perbup, satu.pk) in halaman
    dasar = DasarHukum.objects.filter(perbup=perbup, terverifikasi=False).first()
    assert alamat("bagian", perbup, "dasar-hukum", dasar.pk) in halaman
    for url in set(re.findall(r'href="(/perbup/[^"#]+)', halaman)):
        assert klien.get(url).status_code == 200, url


# --- Editing --------------------------------------------------------------------------------


def test_setiap_formulir_disimpan_apa_adanya_tidak_mengubah_naskah(perbup, sekretariat, masuk):
    """Lossless: what the form shows is what is stored, for the whole ready-made draft."""
    klien = masuk(sekretariat)
    sebelum = naskah(perbup)
    kerangka = isi(klien.get(alamat("sunting", perbup)))
    halaman = sorted(set(re.findall(r'href="(/perbup/[^"]+/sunting/[^"?#]+)"', kerangka)))
    halaman = [h for h in halaman if not h.endswith("/baru/")]
    assert len(halaman) > 50
    for url in halaman:
        jawaban = klien.post(url, isian(isi(klien.get(url))))
        assert jawaban.status_code == 302, (url, isi(jawaban))
    assert naskah(perbup) == sebelum
    assert segar(perbup).versi == perbup.versi


def test_pasal_disunting_dan_kembali_ke_tempatnya(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    satu = pasal(perbup, "penanganan")
    url = alamat("pasal", perbup, satu.pk)
    data = isian(isi(klien.get(url)))
    assert "\n- pendataan Korban" in data["ayat-0-rincian"].replace("\r", "")
    data["ayat-0-rincian"] += "\nz) layanan baru, meliputi: [atau]\n- pertama\n- kedua"
    jawaban = klien.post(url, data)
    assert jawaban.url == f"{alamat('sunting', perbup)}#pasal-{satu.pk}"
    halaman = isi(klien.get(alamat("sunting", perbup)))
    assert f'id="pasal-{satu.pk}"' in halaman
    assert "pertama; atau" in halaman


def test_pratinjau_bernomor_tanpa_menyimpan(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    url = alamat("pasal", perbup, pasal(perbup, "maksud").pk)
    data = isian(isi(klien.get(url)))
    data |= {"ayat-0-isi": "Paling lama {7} hari sejak {pasal:tujuan}", "pratinjau": "ya"}
    halaman = isi(klien.post(url, data))
    assert "Paling lama 7 (tujuh) hari sejak Pasal 3." in halaman
    assert pasal(perbup, "maksud").ayat.get().isi.startswith("Peraturan Bupati ini dimaksudkan")


def test_tombol_tambah_dan_pindah_ayat_mempertahankan_ketikan(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    url = alamat("pasal", perbup, pasal(perbup, "rujukan").pk)
    data = isian(isi(klien.get(url)))
    halaman = isi(klien.post(url, {**data, "ayat-0-isi": "Ketikan saya", "tambah_ayat": "ya"}))
    baru = isian(halaman)
    assert baru["ayat-TOTAL_FORMS"] == "3"
    assert baru["ayat-0-isi"] == "Ketikan saya"
    turun = isian(isi(klien.post(url, {**baru, "turun_ayat": "0"})))
    assert turun["ayat-1-isi"] == "Ketikan saya"
    assert turun["ayat-1-objek"] == baru["ayat-0-objek"]
    klien.post(url, {**turun, "ayat-2-isi": "Ayat ketiga"})
    tersimpan = [a.isi for a in pasal(perbup, "rujukan").ayat.all()]
    assert tersimpan[1:] == ["Ketikan saya", "Ayat ketiga"]


def test_susunan_rincian_yang_salah_disebut_barisnya(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    url = alamat("pasal", perbup, pasal(perbup, "tujuan").pk)
    data = isian(isi(klien.get(url))) | {"ayat-0-rincian": "satu\n--- terlalu cepat"}
    jawaban = klien.post(url, data)
    assert jawaban.status_code == 422
    assert "Baris 2 melompati tingkat" in isi(jawaban)
    assert "--- terlalu cepat" in isi(jawaban)


def test_pasal_baru_sesudah_yang_ditunjuk_dan_pasal_tanpa_ayat_ditolak(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    maksud = pasal(perbup, "maksud")
    url = f"{alamat('pasal_baru', perbup)}?sesudah={maksud.pk}"
    data = isian(isi(klien.get(url)))
    kosong = klien.post(url, data)
    assert "paling sedikit memuat satu ayat" in isi(kosong)
    klien.post(url, {**data, "ayat-0-isi": "Asas pelaksanaan", "kunci": "asas"})
    urut = [p.kunci for p in muat(perbup).semua_pasal()]
    assert urut[1:4] == ["maksud", "asas", "tujuan"]


def test_kunci_yang_sudah_dipakai_ditolak(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    url = alamat("pasal", perbup, pasal(perbup, "maksud").pk)
    jawaban = klien.post(url, {**isian(isi(klien.get(url))), "kunci": "tujuan"})
    assert jawaban.status_code == 422
    assert "sudah dipakai pasal lain" in isi(jawaban)


def test_pasal_yang_dirujuk_tidak_terhapus_dan_sebabnya_disebut(perbup, sekretariat, masuk):
    satu = pasal(perbup, "keselarasan")
    jawaban = masuk(sekretariat).post(
        alamat("hapus", perbup, "pasal", satu.pk), {"versi": perbup.versi}, follow=True
    )
    assert "{pasal:keselarasan}, yang hilang oleh perubahan ini" in isi(jawaban)
    assert Pasal.objects.filter(pk=satu.pk).exists()


def test_bagian_dipindah_dan_dihapus_dari_kerangka(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    satu, dua, tiga = perbup.konsiderans.all()
    klien.post(alamat("pindah", perbup), {"versi": perbup.versi, "turun": f"konsiderans:{satu.pk}"})
    assert list(perbup.konsiderans.all()) == [dua, satu, tiga]
    usang = {"versi": perbup.versi, "turun": f"konsiderans:{satu.pk}"}
    assert "Naskah berubah" in isi(klien.post(alamat("pindah", perbup), usang, follow=True))
    assert list(perbup.konsiderans.all()) == [dua, satu, tiga]
    kini = {"versi": segar(perbup).versi}
    klien.post(alamat("hapus", perbup, "konsiderans", satu.pk), kini)
    assert list(perbup.konsiderans.all()) == [dua, tiga]


@pytest.mark.parametrize("tombol", ["naik", "turun"])
def test_pindah_dengan_sasaran_karangan_adalah_404(tombol, perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    for sasaran in ("", "lain:1", "pasal:bukan-uuid", f"pasal:{uuid4()}"):
        assert klien.post(alamat("pindah", perbup), {tombol: sasaran}).status_code == 404


def test_bagian_baru_dari_formulirnya(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)

    def simpan(url, **isi_form):
        data = isian(isi(klien.get(url))) | isi_form
        jawaban = klien.post(url, data)
        assert jawaban.status_code == 302, isi(jawaban)

    simpan(alamat("bagian_baru", perbup, "konsiderans"), jenis="yuridis", isi="bahwa perlu")
    simpan(alamat("bagian_baru", perbup, "bab"), judul="Sanksi")
    simpan(alamat("bagian_baru", perbup, "paraf"), jenis="hierarki", jabatan="Bupati")
    simpan(
        alamat("bagian_baru", perbup, "dasar-hukum"),
        jenis="perda", pembentuk="Kabupaten Tuban", nomor="5", tahun="2021", tentang="Anak",
    )  # fmt: skip
    bab = perbup.bab.last()
    simpan(f"{alamat('bagian_baru', perbup, 'bagian')}?bab={bab.pk}", judul="Umum")
    simpan(alamat("opsi", perbup), margin_kiri="35", tentang="RAD Baru")
    halaman = isi(klien.get(alamat("sunting", perbup)))
    for potongan in (
        "d. bahwa perlu;",
        "BAB X SANKSI",
        "Bagian Kesatu – Umum",
        "Peraturan Daerah Kabupaten Tuban Nomor 5 Tahun 2021 tentang Anak;",
        "Bupati",
        "/35 mm",
        "RAD Baru",
    ):
        assert potongan in halaman, potongan


def test_perubahan_dasar_hukum_ditambah_dari_formulirnya(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    dasar = DasarHukum.objects.filter(perbup=perbup, perubahan=[], jenis="uu").first()
    url = alamat("bagian", perbup, "dasar-hukum", dasar.pk)
    data = isian(isi(klien.post(url, {**isian(isi(klien.get(url))), "tambah_perubahan": "ya"})))
    data |= {"perubahan-0-jenis": "uu", "perubahan-0-nomor": "9", "perubahan-0-tahun": "2030"}
    data |= {"perubahan-0-tentang": "Perubahan"}
    assert klien.post(url, data).status_code == 302
    kutipan = isi(klien.get(alamat("sunting", perbup)))
    assert "sebagaimana telah diubah dengan Undang-Undang Nomor 9 Tahun 2030" in kutipan


def test_jenis_bagian_karangan_adalah_404(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    assert klien.get(alamat("bagian_baru", perbup, "rincian")).status_code == 404
    assert klien.get(alamat("bagian_baru", perbup, "bagian")).status_code == 404
    assert klien.get(alamat("bagian", perbup, "bab", uuid4())).status_code == 404
    assert klien.post(alamat("hapus", perbup, "ayat", uuid4())).status_code == 404


# --- Stale saves ----------------------------------------------------------------------------


def test_pasal_usang_menampilkan_kedua_naskah_dan_menyimpan_ketikan(
    perbup, sekretariat, sekretaris, masuk
):
    satu = pasal(perbup, "maksud")
    url = alamat("pasal", perbup, satu.pk)
    klien = masuk(sekretariat)
    usang = isian(isi(klien.get(url)))
    klien.post(url, {**usang, "ayat-0-isi": "Naskah yang tersimpan"})
    klien = masuk(sekretaris)
    jawaban = klien.post(url, {**usang, "ayat-0-isi": "Ketikan saya sendiri"})
    assert jawaban.status_code == 409
    halaman = isi(jawaban)
    assert "Naskah yang tersimpan." in halaman
    assert "Ketikan saya sendiri." in halaman
    assert "Sekretariat menyimpan perubahan" in halaman
    assert satu.ayat.get().isi == "Naskah yang tersimpan"
    assert klien.post(url, isian(halaman)).status_code == 302
    assert satu.ayat.get().isi == "Ketikan saya sendiri"


def test_bagian_usang_menampilkan_kedua_isian(perbup, sekretariat, sekretaris, masuk):
    bab = perbup.bab.first()
    url = alamat("bagian", perbup, "bab", bab.pk)
    klien = masuk(sekretariat)
    usang = isian(isi(klien.get(url)))
    klien.post(url, {**usang, "judul": "Judul tersimpan"})
    jawaban = masuk(sekretaris).post(url, {**usang, "judul": "Judul saya"})
    assert jawaban.status_code == 409
    assert "Judul tersimpan" in isi(jawaban)
    assert isian(isi(jawaban))["judul"] == "Judul saya"
    assert masuk(sekretaris).post(url, isian(isi(jawaban))).status_code == 302
    bab.refresh_from_db()
    assert bab.judul == "Judul saya"


def test_opsi_usang_menampilkan_kedua_isian(perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    usang = isian(isi(klien.get(alamat("opsi", perbup))))
    klien.post(alamat("opsi", perbup), {**usang, "margin_atas": "40"})
    jawaban = klien.post(alamat("opsi", perbup), {**usang, "margin_atas": "20"})
    assert jawaban.status_code == 409
    halaman = isi(jawaban)
    assert re.search(r"tepi atas.*?40.*?<ins>20", halaman, re.S | re.I)
    assert segar(perbup).margin_atas == 40


@pytest.mark.parametrize("jenis", ["pasal", "konsiderans"])
def test_yang_sudah_dihapus_orang_lain_dapat_disimpan_sebagai_baru(
    jenis, perbup, sekretariat, masuk
):
    klien = masuk(sekretariat)
    baris = pasal(perbup, "maksud") if jenis == "pasal" else perbup.konsiderans.first()
    url = alamat("bagian", perbup, jenis, baris.pk)
    ruas = "ayat-0-isi" if jenis == "pasal" else "isi"
    usang = {**isian(isi(klien.get(url))), ruas: "bahwa ketikan saya"}
    klien.post(alamat("hapus", perbup, jenis, baris.pk), {"versi": perbup.versi})
    jawaban = klien.post(url, usang)
    assert jawaban.status_code == 409
    assert "sudah dihapus" in isi(jawaban)
    tujuan = re.search(r'<form class="formulir[^>]*action="([^"]+)"', isi(jawaban))[1]
    assert klien.post(tujuan, isian(isi(jawaban))).status_code == 302
    assert "ketikan saya" in isi(klien.get(alamat("sunting", perbup)))


@pytest.mark.parametrize("jenis", ["pasal", "bab"])
def test_ketikan_tidak_hilang_bila_naskah_sudah_diserahkan(jenis, perbup, sekretariat, masuk):
    klien = masuk(sekretariat)
    baris = pasal(perbup, "maksud") if jenis == "pasal" else perbup.bab.first()
    url = alamat("bagian", perbup, jenis, baris.pk)
    ruas = "ayat-0-isi" if jenis == "pasal" else "judul"
    usang = {**isian(isi(klien.get(url))), ruas: "Ketikan terakhir"}
    klien.post(alamat("harmonisasikan", perbup))
    jawaban = klien.post(url, usang)
    assert jawaban.status_code == 403
    assert "Ketikan terakhir" in isi(jawaban)
    assert "berstatus Harmonisasi" in isi(jawaban)
