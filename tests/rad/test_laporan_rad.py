"""Reports on a plan: figures of accepted reports, text that people own, papers, the package."""

import datetime as dt
import io
import os
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import page
import pypdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from rad.actions import laporan_rad as tindakan
from rad.actions import pantau, versi
from rad.documents import JENIS, laporan_cetak, laporan_rad
from rad.models import Aksi, AturanPantau, LaporanAksi, LaporanRad
from tests.rad.bantu_aksi import disetujui, teks
from tests.rad.bantu_pantau import penuh
from tests.rad.dunia_pantau import PDF, draf, lampirkan

D = Decimal
DIAM = (lambda persen, tahap: None, lambda: False)
PROFIL = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
BARIS = {"kode": "", "tanda_air": "", "dibuat": "2026-05-04T10:00:00+07:00",
         "alamat_verifikasi": "", "final": False}  # fmt: skip


@pytest.fixture
def aksi(opd_a, rad, sekretariat):
    """Three fixed actions in May 2026: one accepted, one waiting, one not reported."""
    with time_machine.travel(dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC), tick=True):
        hasil = []
        for n, nama in enumerate(("Pelatihan", "Penyuluhan", "=Pendampingan")):
            satu = disetujui(opd_a, rad, sekretariat, nama)
            versi.tetapkan(by=sekretariat, rad=rad, hanya=satu)
            satu = Aksi.objects.select_related("rad").get(pk=satu.pk)
            hasil.append(satu)
            if n < 2:
                laporan = draf(opd_a, satu, tahun=2026)
                lampirkan(opd_a, laporan, PDF + str(n).encode())
                pantau.simpan(
                    by=opd_a, aksi=satu, tahun=2026, periode="B04", versi=laporan.versi,
                    isi=penuh(satu),
                )  # fmt: skip
                laporan = LaporanAksi.objects.get(pk=laporan.pk)
                pantau.laporkan(by=opd_a, laporan=laporan)
                if not n:
                    pantau.terima(by=sekretariat, laporan=laporan, administrasi=D(90),
                                  substansi=D(90))  # fmt: skip
        yield hasil


@pytest.fixture
def laporan(aksi, rad, sekretariat):
    """The report B04 2026, begun."""
    return tindakan.buat(by=sekretariat, rad=rad, jenis="B04", tahun=2026)


def cetak(laporan, kode, folder: Path) -> Path:
    jenis = JENIS[kode]
    jalur = folder / f"{kode}.{jenis.ekstensi}"
    jenis.cetak({**jenis.susun(laporan), "dokumen": BARIS}, jalur, *DIAM)
    if artefak := os.environ.get("P3AKS_ARTEFAK"):  # to be looked at
        (Path(artefak) / jalur.name).write_bytes(jalur.read_bytes())
    return jalur


def baca(jalur: Path) -> str:
    return " ".join(" ".join(h.extract_text() for h in pypdf.PdfReader(jalur).pages).split())


def test_hanya_yang_diterima_dihitung(laporan):
    angka = laporan_rad.angka_kini(laporan)
    assert (angka["jumlah"]["aksi"], angka["jumlah"]["diterima"]) == (3, 1)
    assert angka["jumlah"]["serap_kumulatif"] == "30000000"
    assert angka["status"] == {"Diterima": 1, "Belum diterima": 1, "Belum dilaporkan": 1}
    assert sum(D(o["pagu"]) for o in angka["opd"]) == D(angka["jumlah"]["pagu"])
    assert sum(D(k["jumlah"]["pagu"]) for k in angka["kelompok"]) == D(angka["jumlah"]["pagu"])
    assert sum(D(s["serap_kumulatif"]) for s in angka["sumber"]) == D(30_000_000)


def test_teks_dari_data(laporan):
    assert "menerima laporan 1 aksi; 1 laporan masih diperiksa dan 1 aksi" in laporan.pelaksanaan
    assert "Rp30.000.000" in laporan.hasil
    assert "Hujan Tindak lanjut: Diulang" in laporan.kendala


def test_dua_kali_dibuat_satu(laporan, rad, sekretariat):
    assert tindakan.buat(by=sekretariat, rad=rad, jenis="B04", tahun=2026) == laporan
    assert LaporanRad.objects.count() == 1


def test_dua_orang_memulai_bersamaan(aksi, rad, sekretariat, monkeypatch):
    def disela(angka):
        LaporanRad.objects.get_or_create(rad=rad, jenis="B04", tahun=2026)
        return {}

    monkeypatch.setattr(tindakan.laporan_teks, "rancang", disela)
    monkeypatch.setattr(LaporanRad, "full_clean", lambda self: None)
    hasil = tindakan.buat(by=sekretariat, rad=rad, jenis="B04", tahun=2026)
    assert hasil == LaporanRad.objects.get()


def test_ketikan_tidak_ditimpa(laporan, sekretariat):
    basi = laporan.versi
    tindakan.simpan(by=sekretariat, laporan=laporan, isi={"hasil": "Kata kami."}, versi=basi)
    with pytest.raises(SudahBerubah):
        tindakan.simpan(by=sekretariat, laporan=laporan, isi={"hasil": "Lain."}, versi=basi)
    tindakan.rancang_ulang(by=sekretariat, laporan=laporan, bab="kendala")
    assert LaporanRad.objects.get().hasil == "Kata kami."
    tindakan.rancang_ulang(by=sekretariat, laporan=laporan, bab="hasil")
    assert LaporanRad.objects.get().hasil != "Kata kami."
    assert laporan.riwayat.filter(hasil="Kata kami.").exists()


def test_final_membekukan_angka(laporan, aksi, sekretariat, sekretaris):
    with pytest.raises(PermissionDenied):
        tindakan.finalkan(by=sekretariat, laporan=laporan)
    tindakan.finalkan(by=sekretaris, laporan=laporan)
    semula = laporan_rad.susun(laporan)
    menunggu = LaporanAksi.objects.get(status="dilaporkan")
    pantau.terima(by=sekretariat, laporan=menunggu, administrasi=D(90), substansi=D(90))
    laporan = LaporanRad.objects.get()
    assert laporan_rad.susun(laporan) == semula
    with pytest.raises(ValidationError):
        tindakan.simpan(by=sekretariat, laporan=laporan, isi={"hasil": "x"})


def test_bab_kosong_belum_final(laporan, sekretariat, sekretaris):
    tindakan.simpan(by=sekretariat, laporan=laporan, isi={"penutup": ""})
    with pytest.raises(ValidationError, match="Kesimpulan"):
        tindakan.finalkan(by=sekretaris, laporan=laporan)


@pytest.mark.parametrize("jenis", ["B12", "TAHUN", "SEM2", "AKHIR"])
def test_yang_belum_dimulai_belum_dilaporkan(aksi, rad, sekretariat, jenis):
    with pytest.raises(ValidationError, match="belum dimulai"):
        tindakan.buat(by=sekretariat, rad=rad, jenis=jenis, tahun=2026)


def test_semester_satu_menyebut_asalnya(aksi, rad, sekretariat):
    laporan = tindakan.buat(by=sekretariat, rad=rad, jenis="SEM1", tahun=2026)
    assert "keadaan semester I ditunjukkan dengan laporan B04" in laporan.pendahuluan
    assert laporan_rad.angka_kini(laporan)["data_sampai"] == "April 2026"


def test_akhir_periode_memuat_setiap_tahun(aksi, rad, sekretariat):
    with time_machine.travel(dt.datetime(2029, 12, 4, 9, tzinfo=dt.UTC)):
        laporan = tindakan.buat(by=sekretariat, rad=rad, jenis="AKHIR", tahun=2026)
        assert laporan.tahun == 2029
        tahunan = laporan_rad.angka_kini(laporan)["tahunan"]
    assert [t["tahun"] for t in tahunan] == list(rad.tahun)
    assert tahunan[1]["serap_kumulatif"] == "30000000"


@pytest.mark.parametrize("kode", ["laporan-rad", "matriks-timdu", "matriks-monev"])
def test_naskah_sah_dan_terbaca(laporan, tmp_path, kode):
    jalur = cetak(laporan, kode, tmp_path)
    isi = baca(jalur)
    assert "LAPORAN B04 TAHUN 2026" in isi.upper()
    assert "=Pendampingan" in isi
    assert "Belum dilaporkan" in re.sub(r"[-\u2010\u00ad]\s*", "", isi)
    assert "arah turun" in isi
    for profil in PROFIL:
        hasil = page.validate_pdf(str(jalur), profile=profil)
        assert hasil.is_compliant, [(f.rule_id, f.message) for f in hasil.failures]


def test_lembar_kembar(laporan, tmp_path):
    pertama = cetak(laporan, "laporan-rad-xlsx", tmp_path).read_bytes()
    assert cetak(laporan, "laporan-rad-xlsx", tmp_path).read_bytes() == pertama
    data = laporan_rad.susun(laporan)
    baris = list(laporan_cetak.baris_monev(data))
    assert len(baris) == 3
    assert sum(b[13] for b in baris) == D(data["jumlah"]["pagu"])
    assert len(list(laporan_cetak.baris_timdu(data))) == 3


def test_bagian_besar_dipotong():
    banyak = [{"label": "Pencegahan", "aksi": list(range(250)), "jumlah": {}},
              {"label": "Penanganan", "aksi": list(range(120)), "jumlah": {}}]  # fmt: skip
    bagian = laporan_cetak.bagi(banyak)
    assert [len(b["bagian"][0]["aksi"]) for b in bagian] == [100, 100, 50, 100, 20]
    assert [b["bagian"][0]["tutup"] for b in bagian] == [False, False, True, False, True]
    assert [b["awal"] for b in bagian] == [True, False, False, False, False]
    assert [b["akhir"] for b in bagian] == [False, False, False, False, True]


class TestPaket:
    def test_bernama_dan_berindeks(self, aksi, opd_a, masuk):
        laporan = LaporanAksi.objects.get(status="diterima")
        alamat = reverse("rad:laporan_aksi_paket", args=[laporan.pk])
        jawaban = masuk(opd_a).get(alamat)
        isi = b"".join(jawaban.streaming_content)
        assert b"".join(masuk(opd_a).get(alamat).streaming_content) == isi
        assert jawaban.headers["Content-Disposition"].endswith('"2026-B04_aksi-001.zip"')
        arsip = zipfile.ZipFile(io.BytesIO(isi))
        assert arsip.namelist() == [
            "index.csv", "index.xlsx", "2026-B04_001_01_data-dukung.pdf",
        ]  # fmt: skip
        assert opd_a.nama not in arsip.read("index.csv").decode()

    def test_yang_wajib_dan_belum_ada_disebut(self, aksi, opd_a, masuk):
        aksi[0].syarat_bukti.create(uraian="Daftar hadir", wajib=True)
        laporan = LaporanAksi.objects.get(status="diterima")
        isi = b"".join(
            masuk(opd_a).get(reverse("rad:laporan_aksi_paket", args=[laporan.pk])).streaming_content
        )
        indeks = zipfile.ZipFile(io.BytesIO(isi)).read("index.csv").decode()
        assert "Daftar hadir;ya;;BELUM ADA" in indeks

    def test_bukan_rumus(self, aksi, opd_a, masuk):
        laporan = draf(opd_a, aksi[2], tahun=2026)
        isi = b"".join(
            masuk(opd_a).get(reverse("rad:laporan_aksi_paket", args=[laporan.pk])).streaming_content
        )
        assert "Aksi;3. =Pend" in zipfile.ZipFile(io.BytesIO(isi)).read("index.csv").decode()

    def test_milik_orang_lain_tidak_ada(self, aksi, opd_b, masuk):
        laporan = LaporanAksi.objects.first()
        alamat = reverse("rad:laporan_aksi_paket", args=[laporan.pk])
        assert masuk(opd_b).get(alamat).status_code == 404


def test_dua_orang_satu_laporan(laporan, sekretariat, sekretaris, masuk):
    alamat = reverse("rad:laporan_rad", args=[laporan.pk])
    isi = {**laporan.bab, "versi": 1, "hasil": "Kata pertama."}
    assert masuk(sekretariat).post(alamat, isi).status_code == 302
    jawaban = masuk(sekretaris).post(alamat, {**isi, "hasil": "Kata kedua."})
    assert jawaban.status_code == 409
    assert "Tersimpan kini: Kata pertama." in teks(jawaban)
    assert "Kata kedua.</textarea>" in teks(jawaban)


def test_halaman_laporan(laporan, rad, sekretaris, bappeda, masuk):
    assert "Laporan B04 Tahun 2026" in teks(
        masuk(bappeda).get(reverse("rad:laporan_daftar", args=[rad.pk]))
    )
    halaman = reverse("rad:laporan_rad", args=[laporan.pk])
    assert "Simpan teks" not in teks(masuk(bappeda).get(halaman))
    masuk(sekretaris).post(reverse("rad:laporan_finalkan", args=[laporan.pk]), {"versi": 1})
    assert "tidak berubah lagi" in teks(masuk(bappeda).get(halaman))


def test_naskah_lewat_antrean(laporan, sekretariat, masuk, lonceng):
    masuk(sekretariat).post(
        reverse("rad:dokumen_buat"), {"jenis": "matriks-timdu", "objek": laporan.pk}
    )
    assert laporan.dokumen.get().objek == laporan


def test_aturan_yang_dicetak(laporan, rad):
    AturanPantau.objects.create(rad=rad, batas_capaian=D(100), bobot_administrasi=40)
    angka = laporan_rad.angka_kini(laporan)
    assert "paling tinggi 100,00%" in angka["rumus"]
    assert angka["bobot"] == [40, 60]
