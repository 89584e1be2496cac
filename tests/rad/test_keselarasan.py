"""Reference documents, the links of actions to their items, and the coverage report."""

import io
import re

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from rad.actions import acuan, penanda, perubahan
from rad.actions import aksi as tindakan
from rad.actions import versi as versi_actions
from rad.actions.pulihkan import pulihkan_versi
from rad.actions.salin_periode import salin_periode
from rad.contoh.keselarasan import muat_acuan
from rad.documents.keselarasan import pohon, susun
from rad.models import ButirAcuan, DokumenAcuan, KaitanAcuan, PenandaAksi, Rad
from tests.rad import bantu_aksi as b

RPJMD = {"jenis": "rpjmd", "nama": "RPJMD Tuban", "mulai": 2025, "selesai": 2029}


@pytest.fixture
def rpjmd(sekretariat) -> DokumenAcuan:
    """T1 with S1 and S2 below it."""
    dokumen = acuan.simpan_dokumen(by=sekretariat, isi=RPJMD)
    baris = [("T1", "Rukun", ""), ("S1", "Konflik tercegah", "T1"), ("S2", "Korban pulih", "T1")]
    acuan.masukkan_tabel(
        by=sekretariat,
        dokumen=dokumen,
        baris=[{"kode": k, "uraian": u, "induk": i} for k, u, i in baris],
    )
    return dokumen


def butir(kode, dokumen=None):
    return ButirAcuan.objects.get(kode=kode, **({"dokumen": dokumen} if dokumen else {}))


def kaitkan(by, aksi, *kode):
    acuan.kaitkan(by=by, aksi=[aksi], butir=[butir(k) for k in kode])


def laporan(masuk, user, rad, **saring):
    return masuk(user).get(reverse("rad:keselarasan", args=[rad.pk]), saring)


# Documents and items


def test_renstra_memerlukan_lembaganya(masuk, sekretariat, opd_a):
    client = masuk(sekretariat)
    isian = {"jenis": "renstra", "nama": "Renstra", "mulai": "2025", "selesai": "2029"}
    jawaban = client.post(reverse("rad:acuan_baru"), isian)
    assert jawaban.status_code == 422
    assert "Renstra memerlukan perangkat daerahnya" in jawaban.text
    assert 'value="Renstra"' in jawaban.text
    client.post(reverse("rad:acuan_baru"), {**isian, "lembaga": opd_a.lembaga_id})
    assert DokumenAcuan.objects.get().lembaga == opd_a.lembaga


def test_rkpd_setahun(masuk, bappeda):
    isian = {"jenis": "rkpd", "nama": "RKPD", "mulai": "2026", "selesai": "2027"}
    jawaban = masuk(bappeda).post(reverse("rad:acuan_baru"), isian)
    assert "satu tahun" in jawaban.text
    assert not DokumenAcuan.objects.exists()


def test_opd_tidak_mengubah_dokumen(masuk, opd_a, rpjmd):
    client = masuk(opd_a)
    assert client.get(reverse("rad:acuan", args=[rpjmd.pk])).status_code == 200
    assert client.get(reverse("rad:acuan_ubah", args=[rpjmd.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        acuan.simpan_dokumen(by=opd_a, isi=RPJMD)


def test_simpan_basi_menunjukkan_kedua_isian(masuk, sekretariat, rpjmd):
    isi = {**RPJMD, "nama": "RPJMD perubahan"}
    acuan.simpan_dokumen(by=sekretariat, dokumen=rpjmd, versi=rpjmd.versi, isi=isi)
    alamat = reverse("rad:acuan_ubah", args=[rpjmd.pk])
    jawaban = masuk(sekretariat).post(alamat, {**RPJMD, "nama": "RPJMD saya", "versi": "1"})
    assert jawaban.status_code == 409
    assert "RPJMD perubahan" in jawaban.text
    assert "RPJMD saya" in jawaban.text
    rpjmd.refresh_from_db()
    assert rpjmd.nama == "RPJMD perubahan"


def test_kode_ganda_ditolak_di_samping_kolomnya(masuk, sekretariat, rpjmd):
    isian = {"jenis": "sasaran", "kode": "S1", "uraian": "Lain"}
    jawaban = masuk(sekretariat).post(reverse("rad:butir_baru", args=[rpjmd.pk]), isian)
    assert jawaban.status_code == 422
    assert "kode" in jawaban.context["form"].errors


def test_butir_tidak_di_bawah_dirinya_sendiri(sekretariat, rpjmd):
    atas, bawah = butir("T1"), butir("S1")
    isi = {"jenis": "tujuan", "kode": "T1", "uraian": "Rukun", "induk": bawah}
    with pytest.raises(ValidationError, match="dirinya sendiri"):
        acuan.simpan_butir(by=sekretariat, dokumen=rpjmd, butir=atas, versi=atas.versi, isi=isi)
    atas.refresh_from_db()
    assert atas.induk is None
    assert [x.kode for x, _ in pohon(rpjmd.butir.all())] == ["T1", "S1", "S2"]


def test_butir_yang_dipakai_tidak_terhapus(masuk, sekretariat, opd_a, rad, rpjmd):
    kaitkan(sekretariat, b.draf(opd_a, rad), "S1")
    client = masuk(sekretariat)
    for kode, sebab in (("S1", "dipakai 1 aksi"), ("T1", "ada 2 butir lain")):
        jawaban = client.post(reverse("rad:butir_hapus", args=[butir(kode).pk]), follow=True)
        assert sebab in b.teks(jawaban)
    client.post(reverse("rad:butir_hapus", args=[butir("S2").pk]))
    assert sorted(ButirAcuan.objects.values_list("kode", flat=True)) == ["S1", "T1"]


# Pasting a table


def tempel(client, dokumen, tabel, **lain):
    return client.post(reverse("rad:acuan_tabel", args=[dokumen.pk]), {"tabel": tabel, **lain})


def test_tabel_ditempel(masuk, bappeda, rpjmd):
    tabel = (
        "Kode\tUraian\tInduk\tJenis\nS1\tKonflik tercegah\tT1\n\n"
        "S3\tBaru\tT1\tIndikator\nS3.1\tLebih baru\tS3"
    )
    jawaban = masuk(bappeda).post(
        reverse("rad:acuan_tabel", args=[rpjmd.pk]), {"tabel": tabel}, follow=True
    )
    assert "2 butir ditambahkan. 1 sudah ada." in b.teks(jawaban)
    assert butir("S3.1").induk == butir("S3")
    assert butir("S3").jenis == "indikator"


def test_tabel_bersalah_tidak_menyimpan_apa_pun_dan_tidak_hilang(masuk, bappeda, rpjmd):
    tabel = "S4;Baik;T1\nS5;Yatim;X9\n;Tanpa kode;\nS1;Isi lain;T1\nS4;Lagi;\nS6;Aneh;;ngawur"
    jawaban = tempel(masuk(bappeda), rpjmd, tabel)
    assert jawaban.status_code == 422
    assert [(s.baris, s.pesan.split(".")[0]) for s in jawaban.context["form"].salah] == [
        (2, "Induk X9 belum ada"),
        (3, "Kolom kode kosong"),
        (4, "Kode S1 sudah ada dengan isi lain"),
        (5, "Kode S4 sudah ada di baris 1"),
        (6, "Jenis “ngawur” tidak dikenal: tujuan, sasaran, indikator, program, target, lainnya"),
    ]
    assert "S5;Yatim;X9" in jawaban.text
    assert rpjmd.butir.count() == 3


def berkas(*baris) -> SimpleUploadedFile:
    buku = openpyxl.Workbook()
    for sel in baris:
        buku.active.append(sel)
    tujuan = io.BytesIO()
    buku.save(tujuan)
    return SimpleUploadedFile("rpjmd.xlsx", tujuan.getvalue())


def test_berkas_excel_dengan_kode_angka(masuk, bappeda, rpjmd):
    tempel(
        masuk(bappeda), rpjmd, "", berkas=berkas(["kode", "uraian"], [5, "Lima"], [5.1, "Satu", 5])
    )
    assert butir("5.1").induk.kode == "5"


def test_berkas_bersalah_pindah_ke_kotak(masuk, bappeda, rpjmd):
    jawaban = tempel(masuk(bappeda), rpjmd, "", berkas=berkas([7, "Tujuh", "X"]))
    assert jawaban.status_code == 422
    assert "7\tTujuh\tX" in jawaban.text


def test_bukan_excel_dan_kosong(masuk, bappeda, rpjmd):
    client = masuk(bappeda)
    palsu = SimpleUploadedFile("rpjmd.xlsx", b"bukan")
    assert "bukan Excel" in tempel(client, rpjmd, "", berkas=palsu).text
    assert "Tempel tabelnya" in tempel(client, rpjmd, " \n ").text


def test_acuan_bawaan_sekali_saja(sekretariat):
    assert muat_acuan(sekretariat) == 2
    assert muat_acuan(sekretariat) == 0
    assert butir("16.7").induk.kode == "16"
    assert DokumenAcuan.objects.get(jenis="ran").butir.count() == 3


def test_perintah_memuat_atas_nama_pengelolanya(sekretariat, opd_a):
    with pytest.raises(CommandError, match="tidak mengelola"):
        call_command("muat_acuan", oleh=opd_a.username)
    call_command("muat_acuan", oleh=sekretariat.username)
    assert DokumenAcuan.objects.count() == 2


# Links


def test_opd_mengaitkan_aksinya_juga_sesudah_ditetapkan(masuk, opd_a, sekretariat, rad, rpjmd):
    aksi = b.disetujui(opd_a, rad, sekretariat)
    versi_actions.tetapkan(by=sekretariat, rad=rad)
    client = masuk(opd_a)
    alamat = reverse("rad:aksi_acuan", args=[aksi.pk])
    halaman = client.get(alamat, {"kata": "pulih"})
    assert "Korban pulih" in halaman.text
    assert "Konflik tercegah" not in halaman.text
    client.post(f"{alamat}?kata=pulih", {"pilihan": [butir("S2").pk]})
    halaman = client.get(b.url("aksi_detail", aksi))
    assert "Korban pulih" in halaman.text
    assert "Tidak terkait RPJMD" not in halaman.text
    assert b.segar(aksi).status == "ditetapkan"
    client.post(reverse("rad:acuan_lepas", args=[KaitanAcuan.objects.get().pk]))
    assert "Tidak terkait RPJMD" in client.get(b.url("aksi_detail", aksi)).text


def test_dua_kali_sekali_dan_tidak_satu_pun_bila_satu_ditolak(opd_a, opd_b, rad, rpjmd):
    milik, orang = b.draf(opd_a, rad), b.draf(opd_b, rad)
    assert acuan.kaitkan(by=opd_a, aksi=[milik], butir=[butir("S1")]) == 1
    assert acuan.kaitkan(by=opd_a, aksi=[milik], butir=[butir("S1"), butir("S2")]) == 1
    with pytest.raises(PermissionDenied):
        acuan.kaitkan(by=opd_a, aksi=[milik, orang], butir=[butir("T1")])
    assert KaitanAcuan.objects.count() == 2


def test_tanpa_pilihan_halaman_kembali(masuk, opd_a, rad, rpjmd):
    alamat = reverse("rad:aksi_acuan", args=[b.draf(opd_a, rad).pk])
    jawaban = masuk(opd_a).post(alamat, {"pilihan": ["bukan-uuid"]})
    assert jawaban.status_code == 422
    assert masuk(opd_a).post(alamat, {}).status_code == 422


def test_banyak_aksi_sekaligus_dari_butirnya(masuk, bappeda, opd_a, opd_b, rad, rpjmd):
    satu, dua = b.diajukan(opd_a, rad, "Satu"), b.diajukan(opd_b, rad, "Dua")
    rahasia = b.draf(opd_b, rad, "Draf orang")
    client, alamat = masuk(bappeda), reverse("rad:butir", args=[butir("S1").pk])
    assert "Draf orang" not in client.get(alamat).text
    kirim = reverse("rad:butir_aksi", args=[butir("S1").pk])
    assert client.post(kirim, {"pilihan": [rahasia.pk]}).status_code == 422
    assert client.post(kirim, {"pilihan": [satu.pk, dua.pk]}).url == alamat
    assert KaitanAcuan.objects.count() == 2


# Coverage


@pytest.fixture
def terkait(rad, opd_a, opd_b, sekretariat, rpjmd) -> Rad:
    """Satu serves S1 and T1; Dua only an SDG; Tiga nothing."""
    muat_acuan(sekretariat)
    kaitkan(sekretariat, b.draf(opd_a, rad, "Satu"), "S1", "T1")
    kaitkan(sekretariat, b.draf(opd_b, rad, "Dua", bidang="penanganan"), "5.2")
    b.draf(opd_b, rad, "Tiga", anggaran=[])
    return rad


def test_yang_berdiri_sendiri_di_kedua_sisi(masuk, sekretariat, terkait):
    halaman = laporan(masuk, sekretariat, terkait)
    isi = halaman.context["isi"]
    assert [a.uraian for a in isi.tanpa_butir] == ["Tiga"]
    assert sorted(a.uraian for a in isi.tanpa_acuan) == ["Dua", "Tiga"]
    rpjmd = next(x for x in isi.bagian if x.dokumen.jenis == "rpjmd")
    assert [x.butir.kode for x in rpjmd.tanpa_aksi] == ["S2"]
    assert (rpjmd.jumlah_aksi, rpjmd.pagu) == (1, 85_000_000)  # once, though it serves two items
    sdgs = next(x for x in isi.bagian if x.dokumen.jenis == "sdgs")
    assert "5" not in {x.butir.kode for x in sdgs.tanpa_aksi}  # answered through 5.2
    assert "belum ada aksi" in halaman.text


def test_saringan_mempersempit(masuk, sekretariat, opd_a, terkait, rpjmd):
    isi = laporan(masuk, sekretariat, terkait, opd=opd_a.lembaga_id).context["isi"]
    assert [a.uraian for a in isi.aksi] == ["Satu"]
    isi = laporan(masuk, sekretariat, terkait, dokumen=rpjmd.pk).context["isi"]
    assert [x.dokumen for x in isi.bagian] == [rpjmd]
    isi = laporan(masuk, sekretariat, terkait, bidang="penanganan").context["isi"]
    assert [a.uraian for a in isi.aksi] == ["Dua"]
    isi = laporan(masuk, sekretariat, terkait, opd="x", bidang="%00").context["isi"]
    assert len(isi.aksi) == 3


def test_dokumen_dari_masa_lain_tidak_ikut(masuk, sekretariat, terkait):
    acuan.simpan_dokumen(
        by=sekretariat, isi={**RPJMD, "nama": "Lama", "mulai": 2015, "selesai": 2019}
    )
    isi = laporan(masuk, sekretariat, terkait).context["isi"]
    assert "Lama" not in {x.dokumen.nama for x in isi.bagian}


def test_draf_orang_lain_tidak_terhitung(opd_a, terkait):
    assert [a.uraian for a in susun(opd_a, terkait).aksi] == ["Satu"]


def test_excel_memuat_kedua_sisi(masuk, sekretariat, terkait):
    jawaban = masuk(sekretariat).get(reverse("rad:keselarasan_xlsx", args=[terkait.pk]))
    buku = openpyxl.load_workbook(io.BytesIO(b"".join(jawaban.streaming_content)))
    baris = {r[2]: r for r in buku["Butir"].iter_rows(min_row=2, values_only=True)}
    assert baris["S1"][6:] == (1, 85_000_000)
    assert baris["S2"][5] == "belum ada aksi"
    sebab = {r[0]: r[4] for r in buku["Aksi belum selaras"].iter_rows(min_row=2, values_only=True)}
    assert sebab["Tiga"] == "Tanpa butir acuan mana pun."
    assert sebab["Dua"].startswith("Tidak terkait RPJMD")


@pytest.mark.parametrize(
    "alamat", ["keselarasan", "penanda", "pendanaan", "nomenklatur", "sop_rencana", "matriks"]
)
def test_jumlah_kueri_tetap(alamat, masuk, sekretariat, opd_a, rad, rpjmd):
    client, jalur = masuk(sekretariat), reverse(f"rad:{alamat}", args=[rad.pk])

    def isi(dari, sampai):
        for n in range(dari, sampai):
            aksi = b.draf(opd_a, rad, f"Aksi {n}")
            isian = {"jenis": "lain", "kode": f"K{n}", "uraian": "Butir"}
            satu = acuan.simpan_butir(by=sekretariat, dokumen=rpjmd, isi=isian)
            acuan.kaitkan(by=sekretariat, aksi=[aksi], butir=[satu])
            penanda.simpan_penanda(by=sekretariat, aksi=aksi, penanda={"kla": "5"})

    isi(0, 3)
    client.get(jalur)
    sedikit = b.hitung_kueri(client, jalur)
    isi(3, 30)
    assert b.hitung_kueri(client, jalur) == sedikit


# Tags


def test_penanda_lewat_halaman_aksi(masuk, opd_a, rad):
    aksi = b.draf(opd_a, rad)
    client, alamat = masuk(opd_a), reverse("rad:aksi_penanda", args=[aksi.pk])
    jawaban = client.post(alamat, {"penanda": ["pug"], "kluster": "5", "dibaca": ""})
    assert jawaban.status_code == 422
    assert "Centang KLA" in jawaban.text
    client.post(alamat, {"penanda": ["pug", "kla"], "kluster": "5", "dibaca": ""})
    assert "KLA (V. Perlindungan khusus) · PUG/PPRG" in client.get(b.url("aksi_detail", aksi)).text
    client.post(alamat, {"penanda": [], "dibaca": penanda.keadaan_penanda(aksi)})
    assert not PenandaAksi.objects.exists()


def test_aksi_baru_langsung_berpenanda(masuk, opd_a, rad):
    client, alamat = masuk(opd_a), reverse("rad:aksi_baru", args=[rad.pk])
    isian = b.kiriman(opd_a.lembaga, penanda=["anak"], kluster="5")
    jawaban = client.post(alamat, isian)
    assert "Centang KLA" in jawaban.text
    assert not rad.aksi.exists()
    jawaban = client.post(alamat, {**isian, "tambah_anggaran": "ya"})
    assert re.search(r'<input[^>]*value="anak"[^>]* checked', jawaban.text)
    client.post(alamat, {**isian, "penanda": ["anak", "kla"]})
    assert penanda.keadaan_penanda(rad.aksi.get()) == "anak,kla5"


def test_penanda_basi_tidak_menimpa(masuk, opd_a, sekretariat, rad):
    aksi = b.draf(opd_a, rad)
    penanda.simpan_penanda(by=sekretariat, aksi=aksi, penanda={"anak": ""})
    alamat = reverse("rad:aksi_penanda", args=[aksi.pk])
    jawaban = masuk(opd_a).post(alamat, {"penanda": ["pug"], "dibaca": ""})
    assert jawaban.status_code == 409
    assert "Tersimpan kini: Anak" in jawaban.text
    assert [p.jenis for p in PenandaAksi.objects.all()] == ["anak"]
    with pytest.raises(SudahBerubah):
        penanda.simpan_penanda(by=opd_a, aksi=aksi, penanda={}, dibaca="")


def test_jumlah_per_penanda_bertumpang_tindih(masuk, opd_a, sekretariat, rad):
    satu, dua = b.draf(opd_a, rad, "Satu"), b.draf(opd_a, rad, "Dua")
    penanda.simpan_penanda(by=opd_a, aksi=satu, penanda={"pug": "", "kla": "5"})
    penanda.simpan_penanda(by=opd_a, aksi=dua, penanda={"pug": ""})
    halaman = masuk(sekretariat).get(reverse("rad:penanda", args=[rad.pk]))
    hasil = {p.penanda: (p.jumlah_aksi, p.semua.jumlah) for p in halaman.context["daftar"]}
    assert hasil == {"pug": (2, 170_000_000), "anak": (0, 0), "kla": (1, 85_000_000)}
    assert "Jangan dijumlahkan antarpenanda" in halaman.text
    matriks = masuk(sekretariat).get(b.url("matriks", rad), {"penanda": "kla"})
    assert matriks.context["jumlah_aksi"] == 1


def test_penanda_bertahan_bila_isi_aksi_disimpan_lagi(masuk, opd_a, rad, rpjmd):
    aksi = b.draf(opd_a, rad)
    penanda.simpan_penanda(by=opd_a, aksi=aksi, penanda={"anak": ""})
    acuan.kaitkan(by=opd_a, aksi=[aksi], butir=[butir("S1")])
    isian = b.kiriman(opd_a.lembaga, versi=str(aksi.versi))
    assert masuk(opd_a).post(b.url("aksi_ubah", aksi), isian).status_code == 302
    assert aksi.penanda.count() == aksi.kaitan_acuan.count() == 1


def test_pengganti_mewarisi(opd_a, sekretariat, rad, rpjmd):
    lama, baru = b.draf(opd_a, rad, "Lama"), b.draf(opd_a, rad, "Baru")
    kaitkan(opd_a, lama, "S1")
    penanda.simpan_penanda(by=opd_a, aksi=lama, penanda={"kla": "5"})
    penanda.simpan_kebutuhan(by=opd_a, aksi=lama, kebutuhan={2026: 5})
    for _ in range(2):  # twice is as once
        penanda.wariskan(by=sekretariat, dari=lama, ke=baru)
    assert [k.butir.kode for k in baru.kaitan_acuan.all()] == ["S1"]
    assert penanda.keadaan_penanda(baru) == "kla5"
    assert penanda.keadaan_kebutuhan(baru) == "2026:5"


@pytest.fixture
def selaras(opd_a, sekretariat, rad, rpjmd):
    """A fixed action with a target, a target that outlives the plan, a tag and a need."""
    aksi = b.disetujui(opd_a, rad, sekretariat)
    sdgs = acuan.simpan_dokumen(
        by=sekretariat, isi={"jenis": "sdgs", "nama": "SDGs", "mulai": 2015, "selesai": 2034}
    )
    tujuan = [{"kode": "5.2", "uraian": "Hapus kekerasan", "induk": ""}]
    acuan.masukkan_tabel(by=sekretariat, dokumen=sdgs, baris=tujuan)
    kaitkan(opd_a, aksi, "S1", "5.2")
    penanda.simpan_penanda(by=opd_a, aksi=aksi, penanda={"kla": "5"})
    penanda.simpan_kebutuhan(by=opd_a, aksi=aksi, kebutuhan={2026: 5})
    versi_actions.tetapkan(by=sekretariat, rad=rad)
    return b.segar(aksi)


def di_sampingnya(aksi):
    kode = sorted(aksi.kaitan_acuan.values_list("butir__kode", flat=True))
    return kode, penanda.keadaan_penanda(aksi), penanda.keadaan_kebutuhan(aksi)


def test_perubahan_mewarisi_dan_terhitung_sekali(opd_a, sekretariat, rad, selaras):
    baru = perubahan.buka(by=opd_a, aksi=selaras, alasan="Pagu mengikuti APBD perubahan.")
    assert di_sampingnya(baru) == di_sampingnya(selaras) == (["5.2", "S1"], "kla5", "2026:5")
    assert [a.pk for a in susun(sekretariat, rad).aksi] == [selaras.pk]
    tindakan.ajukan(by=opd_a, aksi=baru)
    tindakan.setujui(by=sekretariat, aksi=baru)
    versi_actions.tetapkan(by=sekretariat, rad=rad)
    laporan_kini = susun(sekretariat, rad)
    assert [a.pk for a in laporan_kini.aksi] == [baru.pk]
    assert laporan_kini.tanpa_butir == []


def test_yang_dicabut_kembali_dengan_yang_di_sampingnya(opd_a, sekretariat, rad, selaras):
    versi = rad.versi_tetap.get()
    usul = perubahan.usulkan_cabut(by=opd_a, aksi=selaras, alasan="Tidak didanai lagi.")
    tindakan.ajukan(by=opd_a, aksi=usul)
    tindakan.setujui(by=sekretariat, aksi=usul)
    versi_actions.tetapkan(by=sekretariat, rad=rad)
    pulihkan_versi(by=sekretariat, versi=versi, alasan="Ternyata tetap didanai.")
    (draf,) = rad.aksi.filter(status="draf")
    assert di_sampingnya(draf) == (["5.2", "S1"], "kla5", "2026:5")


def test_salinan_periode_baru_hanya_membawa_yang_sezaman(opd_a, rad, selaras):
    nanti = Rad.objects.create(mulai=2030, selesai=2034, pokja=rad.pokja)
    (salinan,) = salin_periode(by=opd_a, rad=nanti, aksi=[selaras]).disalin
    assert di_sampingnya(salinan) == (["5.2"], "kla5", "")
