"""Tags of the interface parts."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from p3aks.core.templatetags.p3aks_ui import BENTUK_STATUS, komposisi, peramban
from pokja.enums import Bidang, StatusPokja
from rad.enums import StatusAksi, StatusPerbup


def tulis(kode: str, **konteks: object) -> str:
    return Template("{% load p3aks_ui %}" + kode).render(Context(konteks)).strip()


def test_status_is_a_shape_and_a_word():
    assert tulis("{% status s %}", s="diajukan") == '<span class="status diajukan">Diajukan</span>'
    assert tulis("{% status s %}", s=StatusAksi.DIAJUKAN) == tulis("{% status s %}", s="DIAJUKAN")
    assert "Perlu diputuskan" in tulis('{% status s "Perlu diputuskan" %}', s="diajukan")


@pytest.mark.parametrize("keadaan", [*StatusAksi, *StatusPerbup, *StatusPokja])
def test_every_state_of_the_workflows_has_a_shape_of_its_own(keadaan):
    assert any(keadaan.value in kumpulan for kumpulan in BENTUK_STATUS.values())


def test_no_state_has_two_shapes():
    semua = [nilai for kumpulan in BENTUK_STATUS.values() for nilai in kumpulan]
    assert len(semua) == len(set(semua))


def test_unknown_state_is_neutral_unless_told():
    assert 'class="status draf"' in tulis('{% status "entah_apa" %}')
    assert "Entah apa" in tulis('{% status "entah_apa" %}')
    assert 'class="status disetujui"' in tulis('{% status "terbuka" bentuk="disetujui" %}')


def test_words_are_escaped():
    assert "<b>" not in tulis("{% status s l %}", s="draf", l="<b>")
    assert "<b>" not in tulis("{% bidang s l %}", s="pencegahan", l="<b>")


def test_bidang_is_a_bar_and_a_word():
    html = '<span class="bidang b-penanganan">Penanganan</span>'
    assert tulis("{% bidang b %}", b=Bidang.PENANGANAN) == html
    assert tulis("{% bidang b %}", b="penanganan") == html


@pytest.mark.parametrize("jumlah", [(1, 1, 1), (5, 2, 1), (1, 999, 0), (7, 0, 0)])
def test_composition_fills_the_bar_exactly(jumlah):
    hasil = komposisi(zip(("disetujui", "diajukan", "draf"), jumlah, strict=True))
    ujung = 0
    for potongan in hasil["potongan"]:
        assert potongan["x"] == ujung
        ujung += potongan["lebar"]
    assert ujung == hasil["lebar"]
    assert [p["jumlah"] for p in hasil["potongan"]] == [n for n in jumlah if n]


def test_composition_of_nothing_draws_nothing():
    assert komposisi([("draf", 0)])["potongan"] == []
    assert "<rect" not in tulis("{% komposisi b %}", b=[])


def test_menu_item_knows_where_one_is():
    di_sana = RequestFactory().get("/masuk/sesi/")
    assert 'aria-current="page"' in tulis(
        '{% tautan_menu "usersessions_list" "Perangkat" %}', request=di_sana
    )
    assert "aria-current" not in tulis('{% tautan_menu "mfa_index" "Kunci" %}', request=di_sana)


def test_page_links_keep_the_filters():
    request = RequestFactory().get("/rad/?bidang=pencegahan&halaman=2")
    assert tulis("{% ganti_kueri halaman=3 %}", request=request) == (
        "?bidang=pencegahan&amp;halaman=3"
    )
    assert tulis('{% ganti_kueri bidang="" %}', request=request) == "?halaman=2"


@pytest.mark.parametrize(
    ("user_agent", "nama"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge di Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Firefox/131.0", "Firefox di Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604.1", "Safari di iPhone"),
        ("", "Peramban lain"),
    ],
)
def test_browser_by_the_name_people_know(user_agent, nama):
    assert peramban(user_agent) == nama
