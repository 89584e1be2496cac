"""Rules that hold for every template, read from the files themselves.

Print templates (templates/<app>/dokumen/) become PDF and may carry a <style>; everything else is
a web page under a strict Content-Security-Policy.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.library import Library, import_library
from django.template.utils import get_app_template_dirs

from p3aks.core.access import semua_alamat

AKAR = settings.BASE_DIR / "templates"
BERKAS = sorted(p for p in AKAR.rglob("*") if p.suffix in {".html", ".txt", ".css", ".svg"})
HTML = [p for p in BERKAS if p.suffix == ".html"]
WEB = [p for p in HTML if "dokumen" not in p.relative_to(AKAR).parts[1:-1]]
PAKET_PYTHON = ("p3aks", "pokja", "rad", "kasus")
DARI_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}

KOMENTAR = re.compile(r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
TAG_HTML = re.compile(r"<(?:{%.*?%}|{{.*?}}|\"[^\"]*\"|'[^']*'|[^>])*>", re.DOTALL)
FORMULIR = re.compile(r"<form\b(.*?)</form>", re.DOTALL | re.IGNORECASE)
TAG_TEMPLATE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
RUJUKAN = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"'#]+)")


def nama(berkas: Path) -> str:
    return berkas.relative_to(AKAR).as_posix()


@cache
def isi(berkas: Path) -> str:
    """The template without its comments."""
    return KOMENTAR.sub("", berkas.read_text())


def per_berkas(kumpulan: list[Path]):
    return pytest.mark.parametrize("berkas", kumpulan, ids=nama)


@per_berkas(HTML)
def test_no_style_attribute_and_no_event_handler(berkas):
    for tag in TAG_HTML.findall(isi(berkas)):
        assert not re.search(r"\sstyle\s*=", tag), tag
        assert not re.search(r"\son[a-z]+\s*=", tag), tag
        assert not re.search(r"\shx-on[:-]", tag), tag
        assert "javascript:" not in tag.lower(), tag


@per_berkas(WEB)
def test_web_page_has_no_inline_style_or_script(berkas):
    assert "<style" not in isi(berkas)
    for tag in re.findall(r"<script\b[^>]*>", isi(berkas)):
        # A JSON block is data: the browser does not run it and the policy does not block it.
        assert "src=" in tag or 'type="application/json"' in tag, tag
    # A link that a person follows (the way out of a public page) loads nothing.
    dimuat = re.sub(r"<a\s[^>]*>", "", isi(berkas))
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", dimuat), "berkas dari situs lain"


@per_berkas(WEB)
def test_every_post_form_carries_the_csrf_token(berkas):
    for formulir in FORMULIR.findall(isi(berkas)):
        kepala = formulir.split(">", 1)[0].lower()
        if 'method="post"' in kepala:
            assert "{% csrf_token %}" in formulir, formulir[:120]
        else:
            assert "{% csrf_token %}" not in formulir, "token bocor ke alamat: " + formulir[:120]


@per_berkas(WEB)
def test_voice_has_no_exclamation_marks(berkas):
    teks = TAG_TEMPLATE.sub("", isi(berkas))
    teks = re.sub(r"<script\b.*?</script>", "", teks, flags=re.DOTALL)
    assert "!" not in TAG_HTML.sub("", teks)


@per_berkas(WEB)
def test_page_says_its_title(berkas):
    if '{% extends "base.html" %}' in isi(berkas) and "/layout/" not in f"/{nama(berkas)}":
        assert re.search(r"{% block judul %}.+?{% endblock", isi(berkas), re.DOTALL)


@per_berkas(WEB)
def test_table_cells_name_themselves_for_the_narrow_screen(berkas):
    """Under 700 px a framed table becomes cards, whose cells have no column heads.

    A frame with a second class ("bingkai matriks") has a narrow layout of its own.
    """
    if 'class="bingkai"' in isi(berkas):
        for sel in re.findall(r"<td\b[^>]*>", isi(berkas)):
            assert "data-judul=" in sel or "colspan=" in sel, sel


@cache
def pustaka() -> dict[str, Library]:
    mesin = engines["django"].engine
    return {kunci: import_library(jalur) for kunci, jalur in mesin.libraries.items()}


@per_berkas(BERKAS)
def test_every_loaded_library_is_used(berkas):
    teks = isi(berkas)
    dipakai = set(re.findall(r"{%\s*(\w+)", teks)) | set(re.findall(r"\|\s*(\w+)", teks))
    for dimuat in re.findall(r"{%\s*load\s+([\w\s]+?)\s*%}", teks):
        if " from " in f" {dimuat} ":
            dari_pustaka = set(dimuat.split(" from ")[0].split())
            assert dari_pustaka <= dipakai, dimuat
            continue
        for satu in dimuat.split():
            isinya = set(pustaka()[satu].tags) | set(pustaka()[satu].filters)
            assert isinya & dipakai, f"{satu} dimuat tetapi tidak dipakai"


def test_every_template_is_used():
    sumber = "\n".join(
        p.read_text()
        for paket in PAKET_PYTHON
        for p in (settings.BASE_DIR / paket).rglob("*.py")
        if "migrations" not in p.parts
    )
    dirujuk = {rujukan for p in BERKAS for rujukan in RUJUKAN.findall(isi(p))} | DARI_DJANGO
    # Same path in an installed package: we replace that package's template.
    lain = get_app_template_dirs("templates")
    menganggur = [
        n
        for n in map(nama, BERKAS)
        if n not in dirujuk and n not in sumber and not any((Path(d) / n).exists() for d in lain)
    ]
    assert menganggur == []


@per_berkas(WEB)
def test_static_files_named_exist(berkas):
    for jalur in re.findall(r"{%\s*static\s+[\"']([^\"']+)", isi(berkas)):
        assert finders.find(jalur), jalur


@per_berkas(WEB)
def test_addresses_named_exist(berkas):
    dikenal = {alamat for _, alamat, _ in semua_alamat()}
    for alamat in re.findall(r"{%\s*(?:url|tautan_menu)\s+[\"']([^\"']+)", isi(berkas)):
        assert alamat in dikenal, alamat


@cache
def kelas_dikenal() -> set[str]:
    css = "".join(p.read_text() for p in (settings.BASE_DIR / "static").rglob("*.css"))
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", css))


@per_berkas(WEB)
def test_classes_used_are_styled(berkas):
    """A class that no style sheet knows is a misspelling or a part that never got its look."""
    for atribut in re.findall(r"\sclass=\"([^\"]*)\"", TAG_TEMPLATE.sub("\0", isi(berkas))):
        for kelas in atribut.split():
            assert "\0" in kelas or kelas in kelas_dikenal(), kelas


#: Folder -> the names it may not know (the import direction of DESIGN section 2, for templates).
TERLARANG = {
    "rad": ("kasus",),
    "kasus": ("rad",),
    "pokja": ("rad", "kasus"),
    "components": ("rad", "kasus", "pokja"),
    "layout": ("rad", "kasus", "pokja"),
}


@per_berkas(HTML)
def test_apps_do_not_include_each_other(berkas):
    for app in TERLARANG.get(nama(berkas).split("/")[0], ()):
        assert not any(r.startswith(f"{app}/") for r in RUJUKAN.findall(isi(berkas)))
        assert not re.search(rf"{{%\s*url\s+[\"']{app}:", isi(berkas))


@pytest.mark.parametrize(
    ("aturan", "buruk"),
    [
        (test_no_style_attribute_and_no_event_handler, '<p class="a" style="color:red">x</p>'),
        (test_no_style_attribute_and_no_event_handler, '<a onclick="x()">x</a>'),
        (test_web_page_has_no_inline_style_or_script, "<script>x()</script>"),
        (test_web_page_has_no_inline_style_or_script, '<img src="https://cdn.example/a.png">'),
        (test_every_post_form_carries_the_csrf_token, '<form method="post"><button></form>'),
        (test_every_post_form_carries_the_csrf_token, "<form>{% csrf_token %}</form>"),
        (test_voice_has_no_exclamation_marks, "<p>Selamat datang!</p>"),
        (test_table_cells_name_themselves_for_the_narrow_screen, '<p class="bingkai"><td>x</td>'),
        (test_every_loaded_library_is_used, "{% load static %}<p>x</p>"),
        (test_static_files_named_exist, "{% static 'p3aks/tidak-ada.css' %}"),
        (test_addresses_named_exist, "{% url 'tidak-ada' %}"),
        (test_classes_used_are_styled, '<p class="panel panle">x</p>'),
        (test_page_says_its_title, '{% extends "base.html" %}{% block isi %}x{% endblock %}'),
    ],
)
def test_the_rules_catch_what_they_forbid(tmp_path, monkeypatch, aturan, buruk):
    monkeypatch.setattr(f"{__name__}.AKAR", tmp_path)
    berkas = tmp_path / "buruk.html"
    berkas.write_text(buruk)
    with pytest.raises(AssertionError):
        aturan(berkas)
