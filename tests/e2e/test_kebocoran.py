"""T10 and T21 on the running system, after every other journey: canaries go in by the real forms;
then all that web server, worker, mail, browsers and backup have left on the machine is searched.

``P3AKS_ARTEFAK`` receives ``kebocoran.json``: how many places were searched, and how much.
"""

import io
import json
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from p3aks.core.pencadangan import aliran
from tests.e2e.conftest import ARTEFAK, SANDI
from tests.kebocoran import Pencarian, cari, isi_redis, program_postgres, surat, urai
from tests.penanam import Panggung, u
from tests.penanam.demo import ASING
from tests.penanam.penonton import alamat_wakil, intip, jelajahi
from tests.penanam.semua import tanam
from tests.peramban_http import Buku, PerambanNyata

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def buku(mesin, sarang):
    """Plant everything, let everybody look; return what they saw."""
    catatan = Buku(sarang)

    def buat(nama: str) -> PerambanNyata:
        return PerambanNyata(nama, catatan, mesin.alamat)

    panggung = Panggung(catatan, buat, lambda pk: _tunggu_dokumen(panggung, pk))
    tanam(panggung, SANDI)
    jelajahi(panggung)
    asing = [buat(nama) for nama in ASING]
    for satu in asing:
        satu.masuk(SANDI)
    intip([*asing, buat("publik")], alamat_wakil(panggung))
    catatan.unduhan = panggung.unduhan
    return catatan


def _tunggu_dokumen(p: Panggung, pk: str) -> None:
    batas = time.monotonic() + 90
    while time.monotonic() < batas:
        if u("dokumen_unduh", pk) in p.manajer.buka(u("dokumen", pk)).teks:
            return
        time.sleep(0.5)
    raise AssertionError("surat rujukan tidak selesai")


def test_t10_hanya_yang_berhak_melihat(buku, sarang):
    assert len(sarang.isi) >= 500
    assert buku.tak_terlihat() == []
    assert buku.di_luar_hak() == []


def test_t21_surat_tanpa_nama_di_metadata(buku):
    pdf = buku.unduhan["surat-rujukan.pdf"].isi
    assert {nama for nama, isi in urai("surat", pdf) if cari(isi)} == {"surat»teks"}


def test_t21_judul_alamat_dan_nama_berkas_peramban(jejak, sarang):
    pencarian = Pencarian()
    for satu in jejak:
        pencarian.periksa(satu[:60], satu.encode())
    assert not pencarian.temuan, pencarian.laporan(sarang)


def test_t10_seluruh_mesin(buku, mesin, sarang, tmp_path, subtests):
    """All files of the system, the database from inside, Valkey, mail, and a backup opened."""
    redis = mesin.lingkungan["REDIS_URL"]
    nama = ["folder data", "basis data", "surel", "cadangan", *(["Valkey"] if redis else [])]
    hasil = {satu: Pencarian() for satu in nama}
    _cadangan(mesin, tmp_path, hasil["cadangan"])
    hasil["basis data"].periksa("isi", _isi_basis_data(mesin))
    for kunci, isi in isi_redis(redis) if redis else ():
        hasil["Valkey"].periksa(kunci, isi)
    for berkas in (mesin.var / "surel").iterdir():
        hasil["surel"].periksa(berkas.name, surat(berkas.read_bytes()))
    hasil["folder data"].periksa_folder("var", mesin.var)
    for nama, satu in hasil.items():
        with subtests.test(nama):
            assert satu.tempat, "tidak ada yang diperiksa"
            assert not satu.temuan, satu.laporan(sarang)
    with subtests.test("catatan server ada"):
        assert (mesin.var / "log/akses.log").read_text().count("/kasus/") > 500
        assert "request_finished" in (mesin.var / "log/e2e.log").read_text()
    ARTEFAK.mkdir(parents=True, exist_ok=True)
    angka = {n: {"tempat": s.tempat, "bita": s.bita} for n, s in hasil.items()}
    angka["jawaban HTTP"] = {"tempat": buku.isi.tempat, "bita": buku.isi.bita}
    laporan = {"kenari": len(sarang.isi), "temuan": 0, **angka}
    (ARTEFAK / "kebocoran.json").write_text(json.dumps(laporan, indent=1))


def _isi_basis_data(mesin) -> bytes:
    """Return the whole database as one file, taken past the application."""
    if alamat := mesin.lingkungan["DATABASE_URL"]:
        perintah = [program_postgres("pg_dump"), "--format=custom", alamat]
        return subprocess.run(perintah, check=True, stdout=subprocess.PIPE).stdout
    with closing(sqlite3.connect(mesin.var / "p3aks.sqlite3")) as db:
        return db.serialize()


def _cadangan(mesin, tmp_path, pencarian: Pencarian) -> None:
    """Back up with a throw-away key; search the file as it is, and what is inside."""
    kunci = tmp_path / "kunci.txt"
    lingkungan = {
        **mesin.lingkungan,
        "P3AKS_CADANGAN_PENERIMA": aliran.identitas_baru(kunci),
        "P3AKS_PG_BIN": str(Path(program_postgres("pg_dump")).parent),
    }
    mesin._replace(lingkungan=lingkungan).kelola("cadangkan")
    (berkas,) = (mesin.var / "cadangan").glob("*.age")
    polos = io.BytesIO()
    aliran.baca(berkas, aliran.baca_identitas(kunci), lambda pipa: polos.write(pipa.read()))
    pencarian.periksa("tersandi", berkas.read_bytes())
    pencarian.periksa("terbuka", polos.getvalue())


def test_t23_surel_hanya_kepada_akun(buku, mesin):
    """Whoever got mail has an account; no letter says more than that there is something to read."""
    tujuan, isi = set(), set()
    for berkas in (mesin.var / "surel").iterdir():
        for baris in berkas.read_text().splitlines():
            if baris.startswith(("To:", "Cc:", "Bcc:")):
                tujuan.add(baris.partition(" ")[2])
            if baris.startswith("Subject:"):
                isi.add(baris)
    perintah = (
        "from pokja.models import Pengguna as P; print(*P.objects.values_list('email', flat=True))"
    )
    akun = set(mesin.kelola("shell", "--no-imports", "-c", perintah).split())
    assert tujuan
    assert tujuan <= akun
    assert isi == {"Subject: Ada pembaruan di Sistem P3AKS"}
