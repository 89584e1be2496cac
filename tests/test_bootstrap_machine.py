"""How ``manage.py mulai`` deals with the machine: ports, packages, libraries, processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from p3aks.bootstrap import (
    mulai,
    native,
    paket,
    pesan,
    proses,
    sehat,
)

AKAR = Path(__file__).resolve().parent.parent


# --- ports and health ---------------------------------------------------------------------------


def test_busy_port_gives_the_next_free_one():
    with socket.socket() as sibuk:
        sibuk.bind(("127.0.0.1", 0))
        sibuk.listen()
        dipakai = sibuk.getsockname()[1]

        assert dipakai < proses.port_kosong(dipakai) < dipakai + 50
        with pytest.raises(pesan.Gagal, match="--port"):
            proses.port_kosong(dipakai, percobaan=1)


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_impossible_port_is_explained(port):
    with pytest.raises(pesan.Gagal, match="1024 sampai 65535"):
        proses.port_kosong(port)


def test_health_of_a_port_where_nobody_listens_is_zero():
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        assert proses.tanya_sehat(soket.getsockname()[1], detik=1).status == 0


@pytest.mark.parametrize(
    ("hosts", "nama"),
    [("p3aks.tuban.go.id, b.id", "p3aks.tuban.go.id"), (".go.id", "go.id"), ("*", "127.0.0.1")],
)
def test_container_health_check_asks_under_an_allowed_name(hosts, nama):
    assert sehat.nama_host(hosts) == nama


# --- packages -----------------------------------------------------------------------------------


def test_installation_is_skipped_only_for_the_same_lock_file(tmp_path):
    daftar, cap = tmp_path / "requirements.txt", tmp_path / "cap.json"
    daftar.write_text("django==5.2.19\n")

    assert not paket.sudah_terpasang(cap, daftar)
    cap.write_text(f'{{"requirements.txt": "{paket.sidik(daftar)}"}}')
    assert paket.sudah_terpasang(cap, daftar)
    daftar.write_text("django==5.2.20\n")
    assert not paket.sudah_terpasang(cap, daftar)


@pytest.mark.parametrize("isi", ["", "{", "[]", '{"requirements.txt": null}'])
def test_damaged_installation_record_means_install_again(tmp_path, isi):
    daftar, cap = tmp_path / "requirements.txt", tmp_path / "cap.json"
    daftar.write_text("x\n")
    cap.write_text(isi)

    assert not paket.sudah_terpasang(cap, daftar)


@pytest.fixture
def venv_palsu(tmp_path, monkeypatch):
    """Point the installer at an empty project; records what it would do."""
    venv = tmp_path / ".venv"
    venv.mkdir()
    (tmp_path / paket.RUNTIME).write_text("a\n")
    (tmp_path / paket.PENGEMBANGAN).write_text("a\nb\n")
    for nama, nilai in {
        "AKAR": tmp_path,
        "VENV": venv,
        "CAP": venv / "cap.json",
        "SEDANG": venv / "sedang",
        "folder_var": lambda: tmp_path / "var",
        "_sehat": lambda: True,
        "_buat_venv": lambda: kejadian.append("venv"),
        "_pasang": lambda daftar: kejadian.append(daftar.name),
    }.items():
        monkeypatch.setattr(paket, nama, nilai)
    kejadian: list[str] = []
    return kejadian


def test_development_packages_also_satisfy_the_runtime(venv_palsu):
    paket.siapkan_paket(paket.PENGEMBANGAN)
    paket.siapkan_paket(paket.RUNTIME)

    assert venv_palsu == [paket.PENGEMBANGAN]


def test_interrupted_installation_starts_over(venv_palsu, monkeypatch):
    def putus(_daftar):
        raise KeyboardInterrupt

    with monkeypatch.context() as sementara:
        sementara.setattr(paket, "_pasang", putus)
        with pytest.raises(KeyboardInterrupt):
            paket.siapkan_paket(paket.RUNTIME)

    paket.siapkan_paket(paket.RUNTIME)
    paket.siapkan_paket(paket.RUNTIME)

    assert venv_palsu == ["venv", paket.RUNTIME]


@pytest.mark.parametrize(
    ("keluaran", "saran"),
    [
        ("ERROR: [Errno 28] No space left on device", "Ruang penyimpanan habis"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "berbeda dari yang dikunci"),
        ("NewConnectionError: Failed to establish a new connection", "sambungan internet"),
        ("ERROR: No matching distribution found for django", "sambungan internet"),
        ("sesuatu\nERROR: aneh sekali\n", "aneh sekali"),
        ("", "tanpa keterangan"),
    ],
)
def test_pip_failure_becomes_one_line_with_advice(keluaran, saran):
    baris = paket.sebab_gagal(keluaran, "requirements.txt")

    assert saran in baris
    assert "\n" not in baris


def test_missing_venv_module_without_root_names_the_package(monkeypatch):
    monkeypatch.setattr(paket.importlib.util, "find_spec", lambda nama: None)
    monkeypatch.setattr(native, "apt_pasang", lambda paket: False)

    with pytest.raises(pesan.Gagal, match=r"sudo apt-get install python3\.\d+-venv"):
        paket._buat_venv()


# --- native libraries ---------------------------------------------------------------------------


def test_library_that_cannot_be_loaded_is_reported():
    assert native.pustaka_kurang(["libc.so.6", "libtidak-ada.so.9"]) == ["libtidak-ada.so.9"]


def test_missing_pdf_library_ends_with_the_command_to_run(monkeypatch):
    monkeypatch.setattr(native, "pustaka_kurang", lambda nama: ["libpango-1.0.so.0"])
    monkeypatch.setattr(native, "apt_pasang", lambda paket: False)
    monkeypatch.setattr(native, "apt_bongkar", lambda paket: None)
    monkeypatch.setattr(native.shutil, "which", lambda nama: f"/usr/bin/{nama}")

    with pytest.raises(pesan.Gagal, match=r"sudo apt-get install libpango-1\.0-0"):
        native.siapkan_pdf()


def test_machine_without_apt_is_told_so(monkeypatch):
    monkeypatch.setattr(native.shutil, "which", lambda nama: None)

    with pytest.raises(pesan.Gagal, match="tidak memakai apt"):
        native.apt_bongkar(["chromium"])


def test_browser_named_explicitly_must_start(monkeypatch, tmp_path):
    tiruan = tmp_path / "chrome"
    tiruan.write_text("#!/bin/sh\necho 'pasang lewat snap' >&2; exit 1\n")
    tiruan.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(tiruan))

    with pytest.raises(pesan.Gagal, match="tidak dapat dijalankan"):
        native.siapkan_peramban()

    tiruan.write_text("#!/bin/sh\necho 'Chromium 156.0'\n")
    assert native.siapkan_peramban() == tiruan


# --- child processes ----------------------------------------------------------------------------


def _anak(tmp_path: Path, program: str) -> proses.Anak:
    return proses.Anak("contoh", [sys.executable, "-c", program], tmp_path / "log/contoh.log")


def _tunggu(syarat, detik: float = 10) -> bool:
    batas = time.monotonic() + detik
    while not syarat() and time.monotonic() < batas:
        time.sleep(0.02)
    return syarat()


def test_stopping_kills_what_ignores_the_request_and_its_children(tmp_path):
    anak = _anak(
        tmp_path,
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "cucu = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(cucu.pid, flush=True)\n"
        "time.sleep(60)\n",
    )
    anak.mulai()
    assert _tunggu(anak.akhir_log)
    cucu = int(anak.akhir_log()[0])

    proses.hentikan([anak], detik=0.3)

    assert not anak.hidup
    assert _tunggu(lambda: not _berjalan(cucu))


def test_restart_leaves_no_child_of_the_dead_process_behind(tmp_path):
    anak = _anak(
        tmp_path,
        "import os, subprocess, sys\n"
        "tidur = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "print(subprocess.Popen(tidur).pid, flush=True)\n"
        "os.abort()\n",
    )
    anak.mulai()
    assert _tunggu(lambda: not anak.hidup)
    yatim = int(anak.akhir_log()[0])
    assert _berjalan(yatim)

    anak.mulai()

    try:
        assert _tunggu(lambda: not _berjalan(yatim))
    finally:
        proses.hentikan([anak])


def _berjalan(pid: int) -> bool:
    """Tell whether *pid* runs; a zombie that only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_child_goes_when_its_parent_is_killed(tmp_path):
    induk = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time\n"
            "from pathlib import Path\n"
            "from p3aks.bootstrap.proses import Anak\n"
            "program = 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'\n"
            "Anak('x', [sys.executable, '-c', program], Path(sys.argv[1])).mulai()\n"
            "time.sleep(60)\n",
            str(tmp_path / "x.log"),
        ],
        cwd=AKAR,
        env={**os.environ, "P3AKS_VAR": str(tmp_path)},
    )
    try:
        log = tmp_path / "x.log"
        assert _tunggu(lambda: log.exists() and log.read_text().strip() != "")
        anak = int(log.read_text())
        assert _berjalan(anak)
    finally:
        induk.send_signal(signal.SIGKILL)
        induk.wait()

    assert _tunggu(lambda: not _berjalan(anak))


def test_death_is_told_with_the_end_of_the_log(tmp_path, capsys):
    anak = _anak(tmp_path, "print('sebab yang sebenarnya'); raise SystemExit(3)")
    anak.mulai()
    assert _tunggu(lambda: not anak.hidup)

    kalimat = mulai._cerita_mati(anak)

    assert "sebab yang sebenarnya" in capsys.readouterr().err
    assert kalimat.startswith("Proses contoh berhenti sendiri.")


def test_machine_without_shared_memory_is_told_what_to_mount(tmp_path):
    with pytest.raises(pesan.Gagal, match="mount -t tmpfs"):
        mulai.periksa_memori_bersama(tmp_path / "tidak-ada")


def test_second_mulai_in_the_same_folder_gets_the_address(tmp_path):
    with mulai._satu_saja(tmp_path / "mulai.kunci") as kunci:
        with pytest.raises(pesan.Gagal, match="sedang disiapkan"):
            mulai._satu_saja(tmp_path / "mulai.kunci")
        kunci.write("4321 8005\n")
        kunci.flush()
        with pytest.raises(pesan.Gagal, match=r"http://127\.0\.0\.1:8005/ \(proses 4321\)"):
            mulai._satu_saja(tmp_path / "mulai.kunci")

    mulai._satu_saja(tmp_path / "mulai.kunci").close()
