"""Loaded by ``-p`` before Django reads its settings: throw-away folders and keys, whatever .env
says. TEST_DATABASE_URL and TEST_REDIS_URL point the suite at real servers."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from p3aks.bootstrap.lingkungan import AKAR, tulis_fonts_conf
from p3aks.bootstrap.rahasia import kunci_baru

os.environ["DEBUG"] = "true"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL", "")
os.environ["P3AKS_VAR"] = tempfile.mkdtemp(prefix="p3aks-uji-")
atexit.register(shutil.rmtree, os.environ["P3AKS_VAR"], ignore_errors=True)
_var = Path(os.environ["P3AKS_VAR"])
os.environ["FONTCONFIG_FILE"] = str(
    tulis_fonts_conf(_var / "fonts.conf", font=AKAR / "static/fonts", tembolok=_var / "fontconfig")
)
os.environ["P3AKS_WILAYAH"] = "35.23"
os.environ["P3AKS_KUNCI_DATA"] = kunci_baru()
os.environ["P3AKS_KUNCI_INDEKS"] = kunci_baru()
os.environ["P3AKS_DEMO_PASSWORD"] = "sandi-demo-untuk-uji-saja"
os.environ["EMAIL_URL"] = "memorymail://"

# pytest-randomly imports model_bakery, which imports Django from the wrong end, fails half way and
# leaves django.db.models without its submodules. Whole and first, here, it stays whole.
import django.db.models  # noqa: E402, F401
