"""Folders, fonts and the environment variables that every process of the system needs."""

import importlib.util
import os
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from p3aks.bootstrap.rahasia import baca_env

AKAR = Path(__file__).resolve().parent.parent.parent
VENV = AKAR / ".venv"
NATIVE = AKAR / ".native"
PYTHON = VENV / "bin" / "python"

_FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<!-- Made by p3aks/bootstrap; replaced when it differs. Only the project's own fonts are seen, so
     that a document looks the same on every machine. Pango crashes when it finds no font. -->
<fontconfig>
  <dir>{font}</dir>
  <cachedir>{tembolok}</cachedir>
  <alias binding="same">
    <family>Bookman Old Style</family>
    <prefer><family>TeX Gyre Bonum</family></prefer>
  </alias>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>TeX Gyre Bonum</string></edit>
  </match>
</fontconfig>
"""


def folder_var(akar: Path = AKAR) -> Path:
    """Return the folder of everything the system writes: ``P3AKS_VAR``, otherwise ``var``."""
    diminta = os.environ.get("P3AKS_VAR") or baca_env(akar / ".env").get("P3AKS_VAR")
    return akar / diminta if diminta else akar / "var"


def tulis_fonts_conf(tujuan: Path, *, font: Path, tembolok: Path) -> Path:
    """Write the fontconfig file *tujuan*, which lists the folder *font* only.

    The file holds absolute paths, so it is replaced when the project folder has moved.
    """
    isi = _FONTS_CONF.format(font=escape(str(font)), tembolok=escape(str(tembolok)))
    if not (tujuan.is_file() and tujuan.read_text(encoding="utf-8") == isi):
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        sementara = tujuan.with_name(f"{tujuan.name}.{os.getpid()}")
        sementara.write_text(isi, encoding="utf-8")
        sementara.replace(tujuan)
    return tujuan


def folder_pustaka(native: Path = NATIVE) -> list[Path]:
    """Return the library folders below *native* (unpacked Debian packages), empty when none.

    Chromium's own ``pulseaudio`` sub-folder counts: without it an unpacked browser cannot start.
    """
    pola = ("usr/lib/*-linux-gnu*", "lib/*-linux-gnu*", "usr/lib/*-linux-gnu*/pulseaudio")
    return [folder for p in pola for folder in sorted(native.glob(p)) if folder.is_dir()]


def lingkungan_anak(akar: Path = AKAR) -> dict[str, str]:
    """Return the environment for a child process: data folder, fonts, libraries, settings module.

    A ``FONTCONFIG_FILE`` that already points to a file (as in the container image) is kept.
    """
    env = dict(os.environ)
    var = folder_var(akar)
    env["P3AKS_VAR"] = str(var)
    if not Path(env.get("FONTCONFIG_FILE", "")).is_file():
        conf = tulis_fonts_conf(
            var / "fonts.conf", font=akar / "static/fonts", tembolok=var / "cache/fontconfig"
        )
        env["FONTCONFIG_FILE"] = str(conf)
    jalur = [j for j in env.get("LD_LIBRARY_PATH", "").split(":") if j]
    tambahan = [str(f) for f in folder_pustaka(akar / ".native") if str(f) not in jalur]
    if tambahan or jalur:
        env["LD_LIBRARY_PATH"] = ":".join(tambahan + jalur)
    env.setdefault("DJANGO_SETTINGS_MODULE", "p3aks.settings")
    return env


def siapkan_proses() -> None:
    """Prepare this process for a Django command; re-executes it at most once.

    A system Python moves into ``.venv``, and the loader reads ``LD_LIBRARY_PATH`` only when a
    process starts. Stops with one line when there is no Django anywhere.
    """
    env = lingkungan_anak()
    di_luar_venv = sys.prefix == sys.base_prefix
    python = str(PYTHON) if di_luar_venv and PYTHON.exists() else sys.executable
    if python == sys.executable and importlib.util.find_spec("django") is None:
        sys.exit("Lingkungan Python belum siap. Jalankan lebih dulu: python3 manage.py mulai")
    if python != sys.executable or env.get("LD_LIBRARY_PATH") != os.environ.get("LD_LIBRARY_PATH"):
        os.execve(python, [python, *sys.orig_argv[1:]], env)  # noqa: S606 - our own interpreter
    os.environ.update(env)
