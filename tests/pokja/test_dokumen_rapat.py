"""The papers of a meeting: their words, their PDF, and the package."""

import datetime as dt
import os
import zipfile
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from p3aks.core.documents import RANCANGAN, Status
from p3aks.core.pdf import GalatDibatalkan
from pokja.actions import dokumen as tindakan
from pokja.actions import notula, peserta, rapat, tindak_lanjut
from pokja.documents import daftar_hadir, laporan_rapat, surat_rapat, undangan
from pokja.documents.berita_acara import hari_terbilang
from pokja.documents.cetak import JENIS, SURAT_RAPAT
from pokja.documents.hadirin import BELUM_DIISI, Hitungan
from pokja.enums import Bidang, Peran, Posisi
from pokja.models import DokumenPokja, Pejabat, Rapat, TindakLanjut
from pokja.tasks import buat_dokumen
from tests.pokja.dunia_rapat import AWAL, ISI, SELESAI

EMAS = Path(__file__).with_name("emas")
DIAM = (lambda persen, tahap: None, lambda: False)  # nobody listens, nobody cancels
BARIS = {"kode": "", "tanda_air": "", "dibuat": "2026-03-02T10:00:00+07:00"}
JAM = dt.timedelta(hours=1)
SURAT = [j.kode for j in SURAT_RAPAT]
DI_PAKET = [
    "1-undangan.pdf", "2-daftar-hadir.pdf", "3-notula.pdf", "4-berita-acara.pdf", "5-laporan.pdf",
]  # fmt: skip
PROFIL = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
pytestmark = pytest.mark.django_db


def cetak(satu: Rapat, kode: str, folder: Path) -> Path:
    uraian = JENIS[kode]
    baris = {**BARIS, "tanda_air": uraian.tanda_air(satu)}
    jalur = folder / f"{kode}.{uraian.ekstensi}"
    uraian.cetak({**uraian.susun(satu), "dokumen": baris}, jalur, *DIAM)
    if artefak := os.environ.get("P3AKS_ARTEFAK"):  # to be looked at
        (Path(artefak) / f"{satu.jenis}-{jalur.name}").write_bytes(jalur.read_bytes())
    return jalur


def teks(jalur: Path) -> str:
    return "\n".join(h.extract_text() for h in pypdf.PdfReader(jalur).pages)


@pytest.fixture
def mojokerto(pokja, sekretariat, tambah, hari_ini):
    """A hybrid rakor with 59 guests, convened."""
    penanda = Pejabat.objects.create(
        kedudukan=tambah(pokja, Posisi.KETUA), nama="Teguh Gunarko", nip="196501011990031001",
        mulai=dt.date(2025, 1, 6), sifat="plh",
    )  # fmt: skip
    isi = ISI | {
        "acara": "Rapat Koordinasi P3AKS", "cara": "hibrida",
        "tautan": "https://rapat.contoh.go.id/p3aks",
    }  # fmt: skip
    satu = rapat.buat_rapat(by=sekretariat, isi=isi, waktu=(AWAL, SELESAI))
    rapat.simpan_agenda(
        by=sekretariat, rapat=satu, isi={"judul": "Kebijakan P3AKS", "penyaji": "Kemenko PMK"}
    )
    lain = [
        {"nama": f"Tamu {n}", "jabatan": f"Kepala Bagian {n}", "instansi": "Setda",
         "kelamin": "P" if n % 2 else "L"}
        for n in range(1, 60)
    ]  # fmt: skip
    peserta.undang_peserta(by=sekretariat, rapat=satu, lain=lain)
    surat = {"penandatangan": penanda, "tembusan": "Bupati Mojokerto\nArsip"}
    rapat.ubah_rapat(by=sekretariat, rapat=satu, isi=surat)
    rapat.undang(by=sekretariat, rapat=satu)
    return Rapat.objects.get(pk=satu.pk)


def buka(satu: Rapat, sekretariat) -> Rapat:
    """40 come, 19 attend online."""
    rapat.buka(by=sekretariat, rapat=satu)
    cara = {k.pk: "luring" if ke < 40 else "daring" for ke, k in enumerate(satu.kehadiran.all())}
    peserta.catat_kehadiran(by=sekretariat, sesi=satu.sesi.get(), perubahan=cara)
    return Rapat.objects.get(pk=satu.pk)


def tutup(satu: Rapat, sekretariat, lembaga) -> Rapat:
    """The same, over: 38 came, 19 online, two stayed away; minutes, two decisions, not final."""
    satu.kehadiran.filter(nama="Tamu 7").update(
        jawaban="mewakilkan", wakil="Wakil Tujuh", jabatan_wakil="Kepala Subbagian 7",
        kelamin_wakil="L",
    )  # fmt: skip
    satu = buka(satu, sekretariat)
    sesi, agenda = satu.sesi.get(), satu.agenda.get()
    pulang = dict.fromkeys(satu.kehadiran.values_list("pk", flat=True)[:2], "")
    peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan=pulang)
    pembahasan = "Peserta menyepakati perluasan kerja sama.\nP2TP2A kecamatan melapor bulanan."
    notula.simpan_pembahasan(by=sekretariat, agenda=agenda, teks=pembahasan, versi=agenda.versi)
    isi = {
        "pimpinan": "Bupati", "notulis": "Rina", "pembukaan": "Dibuka pukul 09.00 WIB.",
        "penutup": "Ditutup dengan doa.", "saran": "Rakor diulang tiap triwulan.",
    }  # fmt: skip
    notula.simpan_kepala(by=sekretariat, rapat=satu, isi=isi)
    for isi_keputusan, di in (
        ("P2TP2A kecamatan melapor bulanan", agenda),
        ("Rujukan satu pintu", None),
    ):
        keputusan = notula.simpan_keputusan(
            by=sekretariat, rapat=satu, isi={"isi": isi_keputusan, "agenda": di}
        )
    tindak_lanjut.simpan_tindak_lanjut(
        by=sekretariat, keputusan=keputusan,
        isi={"uraian": "Susun alur rujukan", "lembaga": lembaga("Dinas Kesehatan"),
             "tenggat": dt.date(2026, 6, 30)},
    )  # fmt: skip
    rapat.tutup(by=sekretariat, rapat=satu)
    return Rapat.objects.get(pk=satu.pk)


def periksa_emas(satu: Rapat, kode: str, folder: Path) -> None:
    """The words are those of the golden text; the file is F4, archivable and accessible."""
    jalur = cetak(satu, kode, folder)
    jadi = teks(jalur)
    emas = EMAS / f"{satu.jenis}-{kode}.txt"
    if os.environ.get("P3AKS_TULIS_EMAS"):
        emas.write_text(jadi)
    assert jadi.split() == emas.read_text().split()
    with pikepdf.open(jalur) as pdf:
        kotak = [float(x) for x in pdf.pages[0].MediaBox]
    assert kotak[2:] == pytest.approx([609.4, 935.4], abs=1)
    for profil in PROFIL:
        laporan = page.validate_pdf(str(jalur), profile=profil)
        assert laporan.is_compliant, [(f.rule_id, f.message) for f in laporan.failures]


@pytest.mark.parametrize("kode", SURAT)
def test_surat_workshop_tuban_sama_dengan_naskah_emas(tuban_2021, tmp_path, kode):
    """Two days, three sittings, final."""
    periksa_emas(tuban_2021, kode, tmp_path)


@pytest.mark.parametrize("kode", SURAT)
def test_surat_rakor_mojokerto_sama_dengan_naskah_emas(
    mojokerto, sekretariat, lembaga, tmp_path, kode
):
    """59 guests, in the room and online; minutes not final."""
    periksa_emas(tutup(mojokerto, sekretariat, lembaga), kode, tmp_path)


class TestUndangan:
    def test_59_penerima_di_lampiran_dan_plh_yang_menandatangani(self, mojokerto, tmp_path):
        jadi = teks(cetak(mojokerto, "undangan-rapat", tmp_path))
        rapi = " ".join(jadi.split())
        assert "Lampiran : 1 (satu) berkas" in rapi
        assert "Yth. Daftar undangan terlampir di tempat" in rapi
        assert "Kepala Bagian 59, Setda Tamu 59" in rapi
        # The letter and its annex are signed.
        assert rapi.count("Plh. Sekretaris Daerah selaku Ketua Kelompok Kerja,") == 2
        assert rapi.count("NIP 196501011990031001") == 2
        assert "Pukul : 09.00 WIB s.d. 12.00 WIB Tempat : Pendopo dan daring" in rapi
        assert "Hal : Undangan rapat koordinasi" in rapi
        assert "Bupati Mojokerto" in rapi

    def test_sedikit_penerima_disebut_di_surat(self, tuban_2021):
        tuban_2021.kehadiran.exclude(pk__in=tuban_2021.kehadiran.values("pk")[:3]).delete()
        isi = undangan.susun(tuban_2021)
        assert (isi["terlampir"], len(isi["tujuan"]), isi["lampiran"]) == (False, 3, "–")

    def test_rencana_bertanda_rancangan(self, mojokerto):
        tanda = JENIS["undangan-rapat"].tanda_air
        assert tanda(mojokerto) == ""
        mojokerto.__dict__["status"] = "RENCANA"
        assert tanda(mojokerto) == RANCANGAN


class TestDaftarHadir:
    def test_sebelum_rapat_kosong_dengan_baris_tambahan(self, mojokerto, tmp_path):
        isi = daftar_hadir.susun(mojokerto)
        (lembar,) = isi["lembar"]
        assert len(lembar["baris"]) == 59  # everybody invited
        assert lembar["kosong"] == list(range(60, 68))
        assert isi["hitung"] == []
        assert all(b["tanda"] == "" for b in lembar["baris"])
        assert len(pypdf.PdfReader(cetak(mojokerto, "daftar-hadir", tmp_path)).pages) >= 3

    def test_sesudah_dicatat_yang_daring_tidak_menandatangani(self, mojokerto, sekretariat):
        isi = daftar_hadir.susun(buka(mojokerto, sekretariat))
        tanda = [b["tanda"] for b in isi["lembar"][0]["baris"]]
        assert tanda == [""] * 40 + ["hadir daring"] * 19
        assert isi["hitung"] == [
            ["Hadir, seorang dihitung sekali", 59], ["Luring", 40], ["Daring", 19],
            ["Perempuan", 30], ["Laki-laki", 29],
        ]  # fmt: skip

    def test_sesi_yang_tidak_dicatat_tidak_menuduh_siapa_pun(self, mojokerto, sekretariat, lembaga):
        kedua = rapat.simpan_sesi(
            by=sekretariat, rapat=mojokerto,
            isi={"judul": "Sore", "tempat": "Aula", "mulai": SELESAI, "selesai": SELESAI + JAM},
        )  # fmt: skip
        rapat.buka(by=sekretariat, rapat=mojokerto)
        datang = dict.fromkeys(mojokerto.kehadiran.values_list("pk", flat=True)[:3], "luring")
        sesi = mojokerto.sesi.exclude(pk=kedua.pk).get()
        peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan=datang)
        rapat.tutup(by=sekretariat, rapat=mojokerto)
        pagi, sore = daftar_hadir.susun(Rapat.objects.get(pk=mojokerto.pk))["lembar"]
        assert [b["tanda"] for b in pagi["baris"]] == [""] * 3 + ["tidak hadir"] * 56
        assert {b["tanda"] for b in sore["baris"]} == {""}
        assert (pagi["tempat"], sore["tempat"]) == ("Pendopo dan daring", "Aula dan daring")
        assert (pagi["kosong"], sore["kosong"]) == ([], [])


def test_tenggat_dalam_notula_tetap_yang_diputuskan_rapat(tuban_2021):
    """The demo gives one follow-up more time after the minutes became final."""
    diundur = TindakLanjut.objects.get(uraian__startswith="Susun SOP")
    assert diundur.tenggat.year == 2026
    isi = JENIS["notula-rapat"].susun(tuban_2021)
    semua = [t for b in isi["butir"] for k in b["keputusan"] for t in k["tindak_lanjut"]]
    assert {t["tenggat"] for t in semua} == {"31 Desember 2021"}


def test_hari_terbilang_menurut_sesi_terakhir(tuban_2021):
    assert hari_terbilang(tuban_2021) == (
        "Jumat, tanggal dua puluh delapan bulan Mei tahun dua ribu dua puluh satu (28-05-2021)"
    )


class TestPaket:
    def test_lima_surat_dalam_satu_berkas_yang_selalu_sama(self, tuban_2021, tmp_path):
        jalur = cetak(tuban_2021, "paket-rapat", tmp_path)
        with zipfile.ZipFile(jalur) as arsip:
            assert arsip.namelist() == DI_PAKET
            assert {i.date_time for i in arsip.infolist()} == {(2026, 3, 2, 10, 0, 0)}
            assert all(arsip.read(n).startswith(b"%PDF") for n in arsip.namelist())
        (tmp_path / "lagi").mkdir()
        lagi = cetak(tuban_2021, "paket-rapat", tmp_path / "lagi")
        assert lagi.read_bytes() == jalur.read_bytes()
        assert sorted(p.name for p in tmp_path.iterdir()) == ["lagi", "paket-rapat.zip"]

    def test_sebelum_rapat_hanya_yang_sudah_masuk_akal(self, mojokerto):
        isi = JENIS["paket-rapat"].susun(mojokerto)
        assert [b["jenis"] for b in isi["bagian"]] == ["undangan-rapat", "daftar-hadir"]

    def test_belum_final_bertanda_rancangan(self, mojokerto, sekretariat):
        isi = JENIS["paket-rapat"].susun(buka(mojokerto, sekretariat))
        tanda = {b["jenis"]: b["tanda_air"] for b in isi["bagian"]}
        assert tanda == {
            "undangan-rapat": "", "daftar-hadir": "", "notula-rapat": RANCANGAN,
            "berita-acara-rapat": RANCANGAN, "laporan-rapat": RANCANGAN,
        }  # fmt: skip

    def test_kemajuannya_naik_dan_menyebut_bagiannya(self, mojokerto, tmp_path):
        maju: list[tuple[int, str]] = []
        isi = JENIS["paket-rapat"].susun(mojokerto) | {"dokumen": BARIS}
        JENIS["paket-rapat"].cetak(
            isi, tmp_path / "p.zip", lambda *m: maju.append(m), lambda: False
        )
        persen = [m[0] for m in maju]
        assert persen == sorted(persen)
        assert persen[-1] == 100
        assert {m[1] for m in maju} == {"Undangan (1 dari 2)", "Daftar hadir (2 dari 2)"}

    def test_berhenti_di_tengah_tanpa_sisa(self, mojokerto, tmp_path):
        isi = JENIS["paket-rapat"].susun(mojokerto) | {"dokumen": BARIS}
        tahap: list[str] = []
        with pytest.raises(GalatDibatalkan):
            JENIS["paket-rapat"].cetak(
                isi, tmp_path / "p.zip", lambda _, t: tahap.append(t),
                lambda: any(t.startswith("Daftar") for t in tahap),
            )  # fmt: skip
        assert [p.name for p in tmp_path.iterdir()] == ["p.zip"]  # which the job removes


class TestKata:
    """Words that are computed."""

    @pytest.mark.parametrize(
        ("kelamin", "rinci"),
        [
            ([("Perempuan", 2)], ", terdiri atas 2 (dua) perempuan"),
            ([(BELUM_DIISI, 2)], ""),
            (
                [("Perempuan", 1), (BELUM_DIISI, 1)],
                ", terdiri atas 1 (satu) perempuan dan 1 (satu) yang L/P belum diisi",
            ),
        ],
    )
    def test_yang_hadir_menjumlah_semua(self, kelamin, rinci):
        hitung = Hitungan(diundang=3, hadir=2, kelamin=kelamin)
        assert surat_rapat.yang_hadir(hitung) == (
            f"2 (dua) orang{rinci}; yang diundang 3 (tiga) orang"
        )

    def test_belum_ada_yang_dicatat_menjadi_titik(self):
        assert surat_rapat.yang_hadir(Hitungan(diundang=3)) == f"{surat_rapat.TITIK} orang"

    @pytest.mark.parametrize(
        ("cara", "ruang", "di_baris", "di_kalimat"),
        [
            ("luring", "Pendopo", "Pendopo", "di Pendopo"),
            ("hibrida", "Pendopo", "Pendopo dan daring", "di Pendopo dan secara daring"),
            ("daring", "", "Daring", "secara daring"),
        ],
    )
    def test_tempat(self, mojokerto, cara, ruang, di_baris, di_kalimat):
        mojokerto.cara, mojokerto.tempat = cara, ruang
        isi = surat_rapat.dasar(mojokerto, "Notula")
        assert (isi["tempat"], isi["di_tempat"]) == (di_baris, di_kalimat)

    def test_nomor_tanpa_tanggal_menjadi_titik(self, mojokerto):
        mojokerto.nomor_undangan = "005/1"
        assert surat_rapat.surat(mojokerto) == f"Nomor 005/1 tanggal {surat_rapat.TITIK}"

    def test_koordinator_disebut_dengan_bidangnya(self, pokja, tambah):
        duduk = tambah(pokja, Posisi.KOORDINATOR, Bidang.PENCEGAHAN, "Kepala Bakesbangpol")
        satu = Pejabat(kedudukan=duduk, nama="Ani", sifat="plt")
        assert surat_rapat.tanda(satu)["jabatan"] == [
            "Plt. Kepala Bakesbangpol", "selaku Koordinator Bidang Pencegahan Kelompok Kerja",
        ]  # fmt: skip

    def test_dasar_laporan_bila_kosong_ialah_sk_pokja(self, mojokerto):
        isi = laporan_rapat.susun(mojokerto)
        assert isi["dasar"][0].startswith(
            "Keputusan Bupati Tuban Nomor 188.45/1/2025 tanggal 6 Januari 2025 tentang Pembentukan"
        )
        mojokerto.dasar = "Perpres 18/2014"
        assert laporan_rapat.susun(mojokerto)["dasar"][0] == "Perpres 18/2014"


@pytest.mark.parametrize("jumlah", [29, 31, 33, 35, 36, 37])
def test_tanda_tangan_tidak_pernah_sendiri_di_halaman(mojokerto, sekretariat, tmp_path, jumlah):
    """Whatever number of guests fills the annex, a row of the list stands above its signature."""
    lebih = mojokerto.kehadiran.values("pk")[jumlah:]
    mojokerto.kehadiran.filter(pk__in=list(lebih.values_list("pk", flat=True))).delete()
    jalur = cetak(mojokerto, "undangan-rapat", tmp_path)
    terakhir = " ".join(pypdf.PdfReader(jalur).pages[-1].extract_text().split())
    assert f"Kepala Bagian {jumlah}, Setda" in terakhir.split("Plh.")[0]


class TestPermintaan:
    def test_sekali_tekan_lalu_diunduh_yang_diundang(
        self, mojokerto, sekretariat, orang, lembaga, masuk, django_capture_on_commit_callbacks
    ):
        client = masuk(sekretariat)
        tekan = reverse("pokja:rapat_dokumen", args=[mojokerto.pk, "paket-rapat"])
        halaman = client.post(tekan).url
        dokumen = DokumenPokja.objects.get()
        assert client.post(tekan).url == halaman  # the same content is made once
        buat_dokumen(str(dokumen.pk))
        dokumen.refresh_from_db()
        assert dokumen.status == Status.SELESAI
        unduh = client.get(reverse("pokja:dokumen_unduh", args=[dokumen.pk]))
        assert unduh.headers["Content-Type"] == "application/zip"
        assert unduh.headers["Content-Disposition"].endswith(f'{dokumen.kode}.zip"')
        assert "Tamu" not in unduh.headers["Content-Disposition"]
        dinkes = lembaga("Dinas Kesehatan", "Dinkes")
        tamu, asing = (orang(n, Peran.OPD_OPERATOR, lembaga=dinkes) for n in ("siti", "joko"))
        asing.penugasan.update(lembaga=lembaga("Dinas Lain", "Lain"))
        asing.lembaga = None
        asing.save()
        mojokerto.kehadiran.create(jabatan="Kepala", lembaga=dinkes)
        assert masuk(tamu).get(halaman).status_code == 200
        assert "Batalkan" not in masuk(tamu).get(halaman).text
        assert masuk(asing).get(halaman).status_code == 404

    def test_yang_belum_waktunya_ditolak_dengan_kalimat(self, mojokerto, sekretariat, masuk):
        tekan = reverse("pokja:rapat_dokumen", args=[mojokerto.pk, "laporan-rapat"])
        jawaban = masuk(sekretariat).post(tekan, follow=True)
        assert "belum dapat dibuat" in jawaban.text
        assert not DokumenPokja.objects.exists()

    def test_tombolnya_sesuai_keadaan(self, mojokerto, sekretariat, masuk):
        halaman = reverse("pokja:rapat", args=[mojokerto.pk])
        client = masuk(sekretariat)
        assert "berita-acara-rapat" not in client.get(halaman).text
        buka(mojokerto, sekretariat)
        assert "berita-acara-rapat" in client.get(halaman).text

    def test_halaman_rapat_mengunduh_langsung_dengan_kueri_tetap(
        self, mojokerto, sekretariat, masuk, lonceng, django_assert_num_queries
    ):
        halaman = reverse("pokja:rapat", args=[mojokerto.pk])
        client = masuk(sekretariat)
        isi = client.get(halaman).text
        assert "Belum ada dokumen yang dibuat" in isi
        assert "Paket memuat undangan, daftar hadir dalam satu berkas ZIP" in isi
        with CaptureQueriesContext(connection) as tanpa:
            client.get(halaman)
        for jenis in ("daftar-hadir", "undangan-rapat"):
            satu = tindakan.siapkan(by=sekretariat, objek=mojokerto, jenis=jenis)
        buat_dokumen(str(satu.pk))
        with django_assert_num_queries(len(tanpa)):
            isi = client.get(halaman).text
        unduh = {
            d.jenis: reverse("pokja:dokumen_unduh", args=[d.pk]) in isi
            for d in DokumenPokja.objects.all()
        }
        assert unduh == {"undangan-rapat": True, "daftar-hadir": False}  # which still waits

    def test_jenis_pokja_bukan_jenis_rapat(self, mojokerto, sekretariat, orang):
        with pytest.raises(ValueError, match="tidak dikenal"):
            tindakan.siapkan(by=sekretariat, objek=mojokerto, jenis="sk-pokja")
        with pytest.raises(ValueError, match="tidak dikenal"):
            tindakan.siapkan(by=sekretariat, objek=mojokerto.pokja, jenis="notula-rapat")
        with pytest.raises(PermissionDenied):
            tindakan.siapkan(
                by=orang("auditor", Peran.AUDITOR), objek=mojokerto, jenis="undangan-rapat"
            )
