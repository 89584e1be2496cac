"""The shape of the repository, held by tests: relations, glossary, sizes, no admin, no detours."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model

from p3aks.core.models import Tetap, UntukQuerySet
from rad.models import Rad

AKAR = Path(__file__).resolve().parent.parent
APLIKASI = ("p3aks", "pokja", "rad", "kasus")
SUMBER = [
    p
    for app in APLIKASI
    for p in (AKAR / app).rglob("*.py")
    if "migrations" not in p.parts and "__pycache__" not in p.parts
]
GLOSARIUM = (AKAR / "docs/glosarium.md").read_text(encoding="utf-8")


def _model(app: str) -> list[type[Model]]:
    return [
        m for m in apps.get_app_config(app).get_models() if not m.__name__.startswith("Historical")
    ]


@pytest.mark.parametrize("jalur", SUMBER, ids=lambda p: str(p.relative_to(AKAR)))
def test_berkas_python_di_bawah_600_baris(jalur):
    assert len(jalur.read_text(encoding="utf-8").splitlines()) <= 600


@pytest.mark.parametrize(
    "jalur", sorted((AKAR / "templates").rglob("*.html")), ids=lambda p: p.name
)
def test_templat_di_bawah_250_baris(jalur):
    assert len(jalur.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("app", ["pokja", "rad"])
def test_setiap_status_dan_peran_ada_di_glosarium_atau_enum(app):
    """Workflow states are words officials use, so they stand in the glossary."""
    from rad import enums

    for enum in (enums.StatusAksi, enums.StatusPerbup, enums.StatusRad):
        for label in enum.labels:
            assert f"| {label} " in GLOSARIUM, f"{label} belum ada di docs/glosarium.md"


def test_sinonim_terlarang_tidak_dipakai_sebagai_nama():
    """A banned synonym may not name a class, function or variable."""
    baris = [b.split("|") for b in GLOSARIUM.splitlines() if b.startswith("| ")][2:]
    terlarang = {
        kata.strip()
        for b in baris
        for kata in re.sub(r"\(.*?\)", "", b[-2]).split(",")
        if re.fullmatch(r"[a-z]{3,}", kata.strip())
    }
    assert terlarang
    pelanggaran = []
    for jalur in SUMBER:
        for simpul in ast.walk(ast.parse(jalur.read_text(encoding="utf-8"))):
            nama = getattr(simpul, "name", None) or getattr(simpul, "id", None)
            if isinstance(nama, str) and terlarang & set(nama.casefold().split("_")):
                pelanggaran.append(f"{jalur.relative_to(AKAR)}: {nama}")
    assert not pelanggaran


def test_tidak_ada_admin_dan_superuser():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not hasattr(get_user_model(), "is_superuser")


@pytest.mark.parametrize(
    "jalur",
    [p for p in SUMBER if "views" in p.parts or p.name == "views.py"],
    ids=lambda p: str(p.relative_to(AKAR)),
)
def test_view_hanya_membaca_lewat_untuk(jalur):
    """In views, a list of domain rows starts with ``.untuk(`` (or ``.publik(``)."""
    bebas = {"Lembaga", "Wilayah", "Nomenklatur"}
    isi = jalur.read_text(encoding="utf-8")
    # Only secret tables have ``sistem``; in a view it would open them to anybody.
    assert ".sistem(" not in isi
    pola = re.compile(r"\b([A-Z]\w+)\.objects\.(\w+)\(")
    for cocok in pola.finditer(isi):
        if cocok[1] not in bebas:
            assert cocok[2] in {"untuk", "publik"}, f"{cocok[0]} di {jalur.name}"


@pytest.mark.parametrize(
    "model", _model("rad") + _model("pokja") + _model("kasus"), ids=lambda m: m.__name__
)
def test_id_publik_adalah_uuid(model):
    """Whatever has a page of its own is addressed by UUID."""
    if hasattr(model, "get_absolute_url"):
        assert model._meta.pk.get_internal_type() == "UUIDField"


def test_baris_tetap_menolak_ubah_dan_hapus():
    for model in _model("rad") + _model("core"):
        if issubclass(model, Tetap):
            with pytest.raises(TypeError):
                model().delete()


def test_untuk_tanpa_aturan_gagal():
    """A QuerySet that forgot its rule raises instead of returning everything."""
    with pytest.raises(NotImplementedError):
        UntukQuerySet(Rad).untuk(None)


def test_uang_selalu_desimal():
    """No float column anywhere."""
    for app in ("core", "pokja", "rad", "kasus"):
        for model in _model(app):
            for kolom in model._meta.get_fields():
                assert getattr(kolom, "get_internal_type", str)() != "FloatField", (model, kolom)


def test_setiap_dependensi_punya_alasan():
    for nama in ("requirements.in", "requirements-dev.in"):
        for baris in (AKAR / nama).read_text(encoding="utf-8").splitlines():
            if baris and not baris.startswith(("#", "-")):
                assert re.search(r"\s+# \S", baris), f"{nama}: {baris}"


def test_tidak_menyebut_tempat_kerja_pembuatnya():
    """A clone is complete by itself: nothing points outside it."""
    for jalur in [*SUMBER, *(AKAR / "docs").rglob("*.md"), AKAR / "README.md"]:
        assert "../shared" not in jalur.read_text(encoding="utf-8"), jalur
