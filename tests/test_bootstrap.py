"""The pure parts of ``manage.py mulai`` and ``uji``: no network, no Django, no servers."""

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from p3aks import bootstrap
from p3aks.bootstrap import (
    lingkungan,
    mulai,
    pesan,
    rahasia,
    server_uji,
    uji,
)

AKAR = Path(__file__).resolve().parent.parent


# --- .env ---------------------------------------------------------------------------------------


def test_new_env_file_holds_strong_secrets_for_its_owner_only(tmp_path):
    berkas = tmp_path / ".env"

    tambahan = rahasia.lengkapi_env(berkas, tmp_path / "var/kunci-dipakai", {})

    isi = rahasia.baca_env(berkas)
    assert sorted(tambahan) == sorted(rahasia.PEMBUAT)
    assert berkas.stat().st_mode & 0o777 == 0o600
    assert isi["DEBUG"] == "true"
    assert len(isi["SECRET_KEY"]) >= 50
    assert re.fullmatch(r"v1:[A-Za-z0-9+/]{43}=", isi["P3AKS_KUNCI_DATA"])
    assert isi["P3AKS_KUNCI_DATA"] != isi["P3AKS_KUNCI_INDEKS"]
    assert len(isi["P3AKS_DEMO_PASSWORD"]) >= 15


def test_second_run_changes_nothing(tmp_path):
    berkas, penanda = tmp_path / ".env", tmp_path / "kunci-dipakai"
    rahasia.lengkapi_env(berkas, penanda, {})
    sebelum = berkas.read_bytes()

    assert rahasia.lengkapi_env(berkas, penanda, {}) == []
    assert berkas.read_bytes() == sebelum


def test_existing_values_stay_and_missing_keys_are_appended(tmp_path):
    berkas = tmp_path / ".env"
    berkas.write_text("# milik kami\nSECRET_KEY='rahasia lama'\nALLOWED_HOSTS=a.id\n")

    rahasia.lengkapi_env(berkas, tmp_path / "kunci-dipakai", {})

    teks, isi = berkas.read_text(), rahasia.baca_env(berkas)
    assert teks.startswith("# milik kami\nSECRET_KEY='rahasia lama'\nALLOWED_HOSTS=a.id\n")
    assert isi["SECRET_KEY"] == "rahasia lama"
    assert isi["P3AKS_KUNCI_DATA"].startswith("v1:")
    assert "DEBUG" not in isi  # a file somebody wrote is not turned into a trial


def test_blank_line_is_filled_in_place(tmp_path):
    berkas = tmp_path / ".env"
    berkas.write_text("SECRET_KEY=\nLOG_LEVEL=INFO\n")

    rahasia.lengkapi_env(berkas, tmp_path / "kunci-dipakai", {})

    assert berkas.read_text().count("SECRET_KEY=") == 1
    assert len(rahasia.baca_env(berkas)["SECRET_KEY"]) >= 50


def test_secret_from_a_file_or_the_real_environment_is_not_made_again(tmp_path):
    berkas = tmp_path / ".env"
    berkas.write_text("SECRET_KEY_FILE=/run/secrets/secret_key\n")

    tambahan = rahasia.lengkapi_env(
        berkas, tmp_path / "kunci-dipakai", {"P3AKS_KUNCI_DATA": "v1:dari-luar"}
    )

    assert sorted(tambahan) == ["P3AKS_DEMO_PASSWORD", "P3AKS_KUNCI_INDEKS"]


def test_lost_env_does_not_silently_lock_existing_data(tmp_path):
    berkas, penanda = tmp_path / ".env", tmp_path / "var/kunci-dipakai"
    rahasia.lengkapi_env(berkas, penanda, {})
    berkas.unlink()

    with pytest.raises(pesan.Gagal, match=r"Kembalikan \.env dari cadangan"):
        rahasia.lengkapi_env(berkas, penanda, {})
    assert not berkas.exists()


def test_open_permissions_are_closed(tmp_path):
    berkas, penanda = tmp_path / ".env", tmp_path / "kunci-dipakai"
    rahasia.lengkapi_env(berkas, penanda, {})
    berkas.chmod(0o644)

    rahasia.lengkapi_env(berkas, penanda, {})

    assert berkas.stat().st_mode & 0o777 == 0o600


def test_settings_and_bootstrap_read_env_files_alike(tmp_path):
    environ = pytest.importorskip("environ")
    berkas = tmp_path / ".env"
    rahasia.lengkapi_env(berkas, tmp_path / "kunci-dipakai", {})
    berkas.write_text(berkas.read_text() + "ALLOWED_HOSTS=a.id, b.id\nKUTIP='dua kata'\n")

    terbaca: dict[str, str] = {}

    class Env(environ.Env):
        ENVIRON = terbaca

    Env.read_env(berkas)

    assert terbaca == rahasia.baca_env(berkas)


def test_mulai_refuses_a_folder_set_up_for_real_use(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("DEBUG=false\n")
    monkeypatch.setattr(mulai, "AKAR", tmp_path)
    monkeypatch.delenv("DEBUG", raising=False)

    with pytest.raises(pesan.Gagal, match="pemakaian sungguhan"):
        mulai.siapkan_rahasia()
    assert (tmp_path / ".env").read_text() == "DEBUG=false\n"


# --- fonts and environment ----------------------------------------------------------------------


def test_fonts_conf_lists_the_vendored_fonts_and_nothing_else(tmp_path):
    conf = lingkungan.tulis_fonts_conf(
        tmp_path / "var/fonts.conf", font=AKAR / "static/fonts", tembolok=tmp_path / "a & b"
    )

    akar = ElementTree.parse(conf).getroot()  # noqa: S314 - our own file
    assert [d.text for d in akar.iter("dir")] == [str(AKAR / "static/fonts")]
    assert [d.text for d in akar.iter("cachedir")] == [str(tmp_path / "a & b")]
    assert list(akar.iter("include")) == []
    assert len(list((AKAR / "static/fonts").glob("*.otf"))) == 4


def test_fonts_conf_follows_a_moved_project(tmp_path):
    conf = tmp_path / "fonts.conf"
    lingkungan.tulis_fonts_conf(conf, font=Path("/lama"), tembolok=tmp_path)
    lingkungan.tulis_fonts_conf(conf, font=Path("/baru"), tembolok=tmp_path)

    assert "<dir>/baru</dir>" in conf.read_text()


def test_unpacked_libraries_reach_child_processes(tmp_path, monkeypatch):
    pustaka = tmp_path / ".native/usr/lib/x86_64-linux-gnu"
    (pustaka / "pulseaudio").mkdir(parents=True)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/sudah/ada")
    monkeypatch.setenv("P3AKS_VAR", "data-lain")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)

    env = lingkungan.lingkungan_anak(tmp_path)

    assert env["LD_LIBRARY_PATH"] == f"{pustaka}:{pustaka / 'pulseaudio'}:/sudah/ada"
    assert env["P3AKS_VAR"] == str(tmp_path / "data-lain")
    assert env["FONTCONFIG_FILE"] == str(tmp_path / "data-lain/fonts.conf")


def test_environment_is_the_same_when_prepared_twice(tmp_path, monkeypatch):
    (tmp_path / ".native/usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    pertama = lingkungan.lingkungan_anak(tmp_path)
    for nama, nilai in pertama.items():
        monkeypatch.setenv(nama, nilai)

    assert lingkungan.lingkungan_anak(tmp_path) == pertama  # otherwise manage.py never stops


# --- messages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("galat", "saran"),
    [
        (OSError(28, "No space left on device", "/x"), "Ruang penyimpanan habis (/x)"),
        (PermissionError(13, "Permission denied", "/x"), "Tidak ada izin menulis (/x)"),
        (OSError(30, "Read-only file system", "/x"), "Tidak ada izin menulis (/x)"),
        (OSError(5, "Input/output error"), "Sistem operasi menolak"),
    ],
)
def test_every_failure_is_one_line_on_stderr_and_a_non_zero_exit(galat, saran, monkeypatch, capsys):
    def gagal(_argumen):
        raise galat

    monkeypatch.setattr(mulai, "utama", gagal)

    assert bootstrap.jalankan("mulai", []) == 1
    keluaran = capsys.readouterr()
    assert saran in keluaran.err
    assert keluaran.err.count("\n") == 1


def test_interrupt_ends_with_130_and_without_traceback(monkeypatch, capsys):
    def putus(_argumen):
        raise KeyboardInterrupt

    monkeypatch.setattr(uji, "utama", putus)

    assert bootstrap.jalankan("uji", []) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_ready_block_tells_address_password_accounts_and_how_to_stop():
    blok = mulai.blok_siap(8001, "opd\tOperator Dinas\nkepala\tKepala Dinas", "kata-sandi")

    for isi in ("http://127.0.0.1:8001/", "kata-sandi", "opd           Operator", "Ctrl-C"):
        assert isi in blok


# --- the suite command --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keluaran", "hitungan"),
    [
        ("....\n=== 12 passed, 1 skipped in 3.20s ===\n", {"passed": 12, "skipped": 1}),
        ("FAILED a\n2 failed, 40 passed, 1 error in 9s", {"failed": 2, "passed": 40, "error": 1}),
        ("\x1b[32m7 passed\x1b[0m in 1s", {"passed": 7}),
        ("no tests ran in 0.01s", {}),
    ],
)
def test_closing_line_of_pytest_is_counted(keluaran, hitungan):
    assert uji.hitung_uji(keluaran) == hitungan


def test_one_failed_step_fails_the_whole(capsys):
    lulus = uji.Hasil("ruff", True, 1.0, {})
    gagal = uji.Hasil("pytest SQLite", False, 2.0, {"passed": 3, "failed": 1})

    assert uji.ringkas([lulus]) == 0
    assert uji.ringkas([lulus, gagal]) == 1
    assert "Belum lulus: pytest SQLite" in capsys.readouterr().out


def test_nothing_of_the_users_env_file_reaches_the_tests(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("EMAIL_URL=smtp://kantor\nSECRET_KEY=milik-kantor\n")
    monkeypatch.setattr(uji, "AKAR", tmp_path)

    env = uji.lingkungan_uji(tmp_path)

    assert env["EMAIL_URL"] == ""
    assert env["SECRET_KEY"] != "milik-kantor"
    assert env["P3AKS_VAR"].startswith(str(tmp_path))


def test_servers_reach_the_suite_and_sqlite_runs_see_none():
    alamat = {"DATABASE_URL": "postgres://x/y", "REDIS_URL": "redis://x/0"}

    dengan = uji.pakai_server({"TEST_DATABASE_URL": "lama"}, alamat)
    tanpa = uji.pakai_server(dengan, {})

    assert dengan["TEST_DATABASE_URL"] == dengan["DATABASE_URL"] == "postgres://x/y"
    assert dengan["TEST_REDIS_URL"] == dengan["REDIS_URL"] == "redis://x/0"
    assert set(tanpa.values()) == {""}


def test_deploy_check_runs_under_the_documented_production_values(tmp_path):
    env = uji.lingkungan_produksi(tmp_path)

    assert env["DEBUG"] == "false"
    assert env["DATABASE_URL"].startswith("postgres://")
    assert len(env["SECRET_KEY"]) >= 50
    assert env["ALLOWED_HOSTS"]


def test_folder_permissions_are_put_back_after_the_test_server(tmp_path):
    rumah = tmp_path / "rumah"
    rumah.mkdir(mode=0o700)

    with server_uji.izin_tetap(rumah / "data"):
        rumah.chmod(0o755)

    assert rumah.stat().st_mode & 0o777 == 0o700


# --- manage.py ----------------------------------------------------------------------------------


def test_bootstrap_needs_nothing_but_the_standard_library():
    program = (
        "import sys\n"
        "from p3aks.bootstrap import mulai, uji\n"
        "luar = {n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names)\n"
        "print(sorted(luar - {'p3aks', '__main__'}))\n"
    )
    hasil = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.')\n{program}"],
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert hasil.stdout.strip() == "[]"


def test_without_anything_installed_manage_py_says_what_to_run(tmp_path):
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from p3aks.bootstrap import lingkungan\n"
        "lingkungan.PYTHON = Path('/tidak/ada')\n"
        "lingkungan.siapkan_proses()\n"
    )
    hasil = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        cwd=AKAR,
        env={"P3AKS_VAR": str(tmp_path / "var"), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert hasil.returncode != 0
    assert hasil.stderr == (
        "Lingkungan Python belum siap. Jalankan lebih dulu: python3 manage.py mulai\n"
    )


@pytest.mark.parametrize("perintah", bootstrap.PERINTAH)
def test_help_is_indonesian_and_needs_no_environment(perintah, capsys):
    with pytest.raises(SystemExit) as keluar:
        bootstrap.jalankan(perintah, ["--help"])

    assert keluar.value.code == 0
    assert re.search(r"Menyiapkan|Menjalankan", capsys.readouterr().out)
