"""docker-compose.yml, Dockerfile and .env.example agree with each other and with the code.

There is no container engine in the test run. The Compose schema finds mistyped keys but not a
reference that leads nowhere, so those are checked here.
"""

import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from celery import Celery
from ruamel.yaml import YAML

from p3aks.bootstrap.native import PAKET_PDF
from p3aks.bootstrap.rahasia import baca_env

AKAR = Path(__file__).resolve().parent.parent
BERKAS = AKAR / "docker-compose.yml"
CONTOH = AKAR / ".env.example"
COMPOSE = YAML(typ="safe").load(BERKAS)
LAYANAN = COMPOSE["services"]
APLIKASI = [nama for nama, isi in LAYANAN.items() if isi.get("build")]


def test_compose_file_follows_the_compose_schema():
    program = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    assert program, "check-jsonschema is in requirements-dev.txt"

    hasil = subprocess.run(
        [program, "--builtin-schema", "vendor.compose-spec", str(BERKAS)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert hasil.returncode == 0, hasil.stdout


@pytest.mark.parametrize("nama", LAYANAN)
def test_every_reference_of_a_service_exists(nama):
    layanan = LAYANAN[nama]
    bernama = {v.split(":")[0] for v in layanan.get("volumes", ()) if not v.startswith((".", "/"))}

    assert set(layanan.get("depends_on", ())) <= set(LAYANAN)
    assert bernama <= set(COMPOSE["volumes"])
    assert set(layanan.get("secrets", ())) <= set(COMPOSE["secrets"])
    for variabel, nilai in layanan.get("environment", {}).items():
        if variabel.endswith("_FILE"):
            assert nilai.removeprefix("/run/secrets/") in layanan["secrets"]


def test_no_volume_or_secret_is_left_over():
    def dipakai(kunci):
        return {v.split(":")[0] for isi in LAYANAN.values() for v in isi.get(kunci, ())}

    assert dipakai("volumes") == set(COMPOSE["volumes"])
    assert dipakai("secrets") == set(COMPOSE["secrets"])


@pytest.mark.parametrize("nama", LAYANAN)
def test_waiting_for_health_needs_a_health_check(nama):
    for lain, cara in LAYANAN[nama].get("depends_on", {}).items():
        if cara["condition"] == "service_healthy":
            assert "healthcheck" in LAYANAN[lain]
        else:
            assert cara["condition"] == "service_completed_successfully"
            assert LAYANAN[lain]["restart"] == "no"


def test_started_programs_exist_in_the_code():
    perintah = [" ".join(LAYANAN[nama]["command"]) for nama in APLIKASI]
    sasaran_celery = {m for p in perintah for m in re.findall(r"celery -A (\S+)", p)}
    sasaran_web = {m for p in perintah for m in re.findall(r"gunicorn (\S+):(\S+)", p)}

    assert sasaran_celery == {"p3aks.celery"}
    assert isinstance(importlib.import_module("p3aks.celery").app, Celery)
    assert sasaran_web == {("p3aks.wsgi", "application")}
    assert (AKAR / "p3aks/wsgi.py").is_file()
    assert importlib.util.find_spec("p3aks.bootstrap.sehat")


def test_workers_listen_to_every_queue_the_settings_route_to(settings):
    didengar = re.search(r"-Q (\S+)", " ".join(LAYANAN["worker"]["command"])).group(1).split(",")
    dituju = {rute["queue"] for rute in settings.CELERY_TASK_ROUTES.values()}

    assert dituju | {settings.CELERY_TASK_DEFAULT_QUEUE} <= set(didengar)


def test_every_variable_of_the_compose_file_is_documented():
    dipakai = set(re.findall(r"(?<!\$)\$\{?([A-Z_][A-Z0-9_]*)", BERKAS.read_text()))

    assert dipakai <= set(baca_env(CONTOH))


def test_every_variable_the_settings_read_is_documented_and_no_other():
    pola = re.compile(
        r"""\b(?:env\.)?(?:teks|benar|daftar|rahasia)\(\s*["']([A-Z][A-Z0-9_]+)["']"""
    )
    sumber = [f for f in (AKAR / "p3aks").rglob("*.py") if "bootstrap" not in f.parts]
    dibaca = {nama for f in sumber for nama in pola.findall(f.read_text(encoding="utf-8"))}
    compose = set(re.findall(r"\$\{([A-Z0-9_]+)", BERKAS.read_text()))

    assert dibaca | compose == set(baca_env(CONTOH))


def test_each_documented_variable_has_its_explanation_right_above():
    baris = CONTOH.read_text(encoding="utf-8").splitlines()
    for nomor, isi in enumerate(baris):
        if re.match(r"[A-Z]", isi) and isi != "P3AKS_PROSES_DOKUMEN=1":  # explained with the former
            assert baris[nomor - 1].startswith("# "), isi


def test_example_holds_no_secret():
    contoh = baca_env(CONTOH)

    assert contoh["DEBUG"] == "false"
    for nama in ("SECRET_KEY", "P3AKS_KUNCI_DATA", "P3AKS_KUNCI_INDEKS", "P3AKS_DEMO_PASSWORD"):
        assert contoh[nama] == ""


def test_only_the_web_service_is_reachable_and_only_from_this_machine():
    terbuka = {nama: isi["ports"] for nama, isi in LAYANAN.items() if isi.get("ports")}

    assert list(terbuka) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in terbuka["web"])


@pytest.mark.parametrize("nama", APLIKASI)
def test_application_containers_cannot_change_themselves(nama):
    layanan = LAYANAN[nama]

    assert layanan["read_only"] is True
    assert layanan["cap_drop"] == ["ALL"]
    assert layanan["security_opt"] == ["no-new-privileges:true"]


def test_image_runs_unprivileged_with_the_same_libraries_as_mulai():
    isi = (AKAR / "Dockerfile").read_text(encoding="utf-8")

    assert all(paket in isi for paket in PAKET_PDF)
    assert "pip install --require-hashes -r requirements.txt" in isi
    assert isi.index("USER p3aks") < isi.index("CMD [")


def test_image_context_brings_the_code_but_no_secret():
    aturan = (AKAR / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert aturan[0] == "*"
    aplikasi = {f.parent.name for f in AKAR.glob("*/apps.py")} | {"p3aks", "static", "templates"}
    assert {f"!{nama}" for nama in aplikasi} <= set(aturan)
    assert not {"!.env", "!rahasia", "!var"} & set(aturan)
