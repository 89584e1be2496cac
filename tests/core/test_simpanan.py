"""Secret files: only ciphertext lies on the disk, and nothing but the right name opens it."""

import os
import stat
import threading
import uuid
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from p3aks.core import documents, jobs
from p3aks.core.crypto import GalatKunci, GalatSandi
from p3aks.core.pdf import Hasil
from p3aks.core.simpanan import KERJA, StorageRahasia, simpanan_rahasia
from rad.models import Dokumen
from tests.core.tabel_uji import kunci

ISI = b"%PDF-1.7 Siti Contoh, korban"


@pytest.fixture
def simpanan() -> StorageRahasia:
    return simpanan_rahasia()


@pytest.fixture
def akar(settings) -> Path:
    return Path(settings.RAHASIA_ROOT)


def isi_cakram(akar: Path) -> bytes:
    return b"".join(b.read_bytes() for b in sorted(akar.rglob("*")) if b.is_file())


def baca(simpanan, nama: str) -> bytes:
    with simpanan.open(nama) as berkas:
        return berkas.read()


def test_di_cakram_hanya_sandi(simpanan, akar):
    nama = simpanan.save("lampiran/ktp.pdf", ContentFile(ISI))

    assert baca(simpanan, nama) == ISI
    assert simpanan.size(nama) == len(ISI)
    assert b"Siti" not in isi_cakram(akar)
    assert b"PDF" not in isi_cakram(akar)


def test_hanya_pemilik_yang_dapat_membaca(simpanan, akar):
    simpanan.save("lampiran/2026/ktp.pdf", ContentFile(ISI))

    for jalur in [akar, *akar.rglob("*")]:
        batas = 0o700 if jalur.is_dir() else 0o600
        assert stat.S_IMODE(jalur.stat().st_mode) == batas, jalur


def test_nama_yang_sudah_ada_tidak_ditimpa(simpanan):
    satu = simpanan.save("a.txt", ContentFile(b"satu"))
    dua = simpanan.save("a.txt", ContentFile(b"dua"))

    assert satu != dua
    assert (baca(simpanan, satu), baca(simpanan, dua)) == (b"satu", b"dua")


def test_simpan_serentak_dengan_nama_sama_tidak_kehilangan_satu_pun(simpanan):
    nama, mulai = {}, threading.Barrier(8)

    def kerja(nomor: int) -> None:
        mulai.wait()
        nama[nomor] = simpanan.save("a.txt", ContentFile(str(nomor).encode()))

    utas = [threading.Thread(target=kerja, args=(n,)) for n in range(8)]
    [u.start() for u in utas]
    [u.join() for u in utas]

    assert {n: baca(simpanan, nama[n]) for n in nama} == {n: str(n).encode() for n in range(8)}


def test_berkas_yang_ditukar_namanya_tidak_terbuka(simpanan, akar):
    simpanan.save("siti.pdf", ContentFile(ISI))
    (akar / "siti.pdf").rename(akar / "ani.pdf")

    with pytest.raises(GalatSandi):
        simpanan.open("ani.pdf")


@pytest.mark.parametrize("panjang", [0, 7, 30, -1])
def test_berkas_terpotong_tidak_terbuka(simpanan, akar, panjang):
    simpanan.save("siti.pdf", ContentFile(ISI))
    isi = (akar / "siti.pdf").read_bytes()
    (akar / "siti.pdf").write_bytes(isi[:panjang])

    with pytest.raises(GalatSandi):
        simpanan.open("siti.pdf")


def test_tanpa_alamat_dan_tanpa_tulis(simpanan):
    nama = simpanan.save("a", ContentFile(ISI))

    with pytest.raises(ValueError, match="tidak punya alamat"):
        simpanan.url(nama)
    with pytest.raises(ValueError, match="hanya dibaca"):
        simpanan.open(nama, "wb")
    with pytest.raises(FileNotFoundError):
        simpanan.open("tidak-ada")


def test_tulisan_yang_terhenti_tidak_meninggalkan_apa_pun(simpanan, akar, monkeypatch):
    def putus(*_):
        raise OSError(28, "penuh")

    monkeypatch.setattr(os, "fsync", putus)
    with pytest.raises(OSError, match="penuh"):
        simpanan.save("a.pdf", ContentFile(ISI))

    assert [b for b in akar.rglob("*") if b.is_file()] == []


def test_putar_memindahkan_ke_kunci_aktif(simpanan, settings):
    nama = simpanan.save("a.pdf", ContentFile(ISI))
    lama = settings.KUNCI_DATA
    settings.KUNCI_DATA = [kunci("v2"), *lama]

    assert simpanan.di_kunci_lama(nama)
    assert simpanan.putar(nama)
    assert not simpanan.di_kunci_lama(nama)
    settings.KUNCI_DATA = settings.KUNCI_DATA[:1]
    assert baca(simpanan, nama) == ISI
    settings.KUNCI_DATA = lama
    with pytest.raises(GalatKunci):
        baca(simpanan, nama)
    settings.KUNCI_DATA = [kunci("v2"), *lama]
    assert not simpanan.putar("sudah-dihapus")
    assert not simpanan.exists("sudah-dihapus")


def test_daftar_semua_tanpa_folder_kerja(simpanan):
    simpanan.save("dokumen/a.pdf", ContentFile(ISI))
    simpanan.save("b.pdf", ContentFile(ISI))
    simpanan.delete("tidak-ada")

    assert list(simpanan.semua()) == ["b.pdf", "dokumen/a.pdf"]


# --- documents of a model that keeps its files here -----------------------------------------------


@pytest.fixture
def dokumen_rahasia(monkeypatch):
    """``rad.Dokumen`` with its file in the secret storage, as a model of cases declares it."""
    monkeypatch.setattr(Dokumen._meta.get_field("berkas"), "storage", storages["rahasia"])


@pytest.fixture
def antre(rad, sekretariat, dokumen_rahasia):
    return Dokumen.objects.create(
        rad=rad, jenis="uji", judul="Uji", snapshot={}, kunci=uuid.uuid4().hex,
        diminta_oleh=sekretariat,
    )  # fmt: skip


def test_dokumen_dicetak_ke_simpanan_rahasia(antre, akar, settings):
    mode = []

    def cetak(_dokumen, tujuan: Path, _maju, _lepas) -> Hasil:
        tujuan.write_bytes(ISI)
        mode.append((tujuan.parent, stat.S_IMODE(tujuan.parent.stat().st_mode)))
        return Hasil(sha256="", halaman=1, ukuran=0)

    assert jobs.kerjakan(Dokumen, antre.pk, cetak=cetak, ekstensi=lambda _: "pdf")
    antre.refresh_from_db()

    assert mode == [(akar / "dokumen" / KERJA, 0o700)]
    assert antre.isi_utuh() == ISI
    assert antre.ukuran == antre.berkas.size == len(ISI)
    assert b"Siti" not in isi_cakram(akar)
    assert not Path(settings.MEDIA_ROOT).exists()


def test_gagal_mencetak_tidak_meninggalkan_teks_terang(antre, akar):
    def cetak(_dokumen, tujuan: Path, _maju, _lepas) -> Hasil:
        tujuan.write_bytes(ISI)
        raise RuntimeError("putus")

    assert not jobs.kerjakan(Dokumen, antre.pk, cetak=cetak, ekstensi=lambda _: "pdf")

    assert isi_cakram(akar) == b""


def test_penyapu_membuang_yang_tak_bertuan_di_simpanan_rahasia(antre, akar):
    simpanan = documents.simpanan(Dokumen)
    yatim = simpanan.save(f"dokumen/{uuid.uuid4()}.pdf", ContentFile(ISI))
    kerja = documents.folder_kerja(Dokumen) / f"{uuid.uuid4()}.pdf"
    kerja.write_bytes(ISI)

    assert jobs.sapu(Dokumen, lambda _: True, tuntas=True).dihapus == 2
    assert not simpanan.exists(yatim)
    assert not kerja.exists()


def test_berkas_rusak_atau_kunci_hilang_bukan_dokumen_utuh(antre, settings):
    dokumen = SimpleNamespace(berkas=antre.berkas, sha256="x")
    antre.berkas.save("a.pdf", ContentFile(ISI), save=False)
    settings.KUNCI_DATA = [kunci("v9")]

    assert Dokumen.isi_utuh(dokumen) is None
