"""The house style of forms, and dates as people type them."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from p3aks.core.forms import BELUM_DIISI, FormulirMixin, TanggalField, baca_tanggal


class Contoh(FormulirMixin, forms.Form):
    kelompok = (("Apa dan kapan?", ("uraian", "mulai")),)

    uraian = forms.CharField(label="Uraian", help_text="Satu kalimat.")
    mulai = TanggalField(label="Mulai", required=False)
    arah = forms.ChoiceField(
        label="Arah", choices=[("naik", "Naik"), ("turun", "Turun")], widget=forms.RadioSelect
    )
    alasan = forms.CharField(required=False, error_messages={"required": "Sebutkan alasannya."})
    versi = forms.IntegerField(widget=forms.HiddenInput)


def gambar(form: forms.Form) -> str:
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))


def test_summary_links_to_each_field_and_the_field_says_it_again():
    html = gambar(Contoh({"mulai": "31 Februari 2027", "versi": "1"}))
    ringkasan, isian = html.split("</ul>", 1)
    for tujuan in ("id_uraian", "id_mulai", "div_id_arah"):
        assert f'href="#{tujuan}"' in ringkasan
        assert f'id="{tujuan}"' in isian
    assert 'aria-describedby="id_uraian_helptext id_uraian_error"' in isian
    assert 'id="id_uraian_error"' in isian
    assert 'value="31 Februari 2027"' in isian, "yang diketik tidak boleh hilang"


def test_form_without_errors_has_no_summary():
    assert 'role="alert"' not in gambar(Contoh())


def test_fields_are_grouped_and_none_is_lost():
    html = gambar(Contoh())
    assert "<legend>Apa dan kapan?</legend>" in html
    for nama in ("uraian", "mulai", "arah", "alasan", "versi"):
        assert f'name="{nama}"' in html
    assert "<form" not in html
    assert "csrfmiddlewaretoken" not in html


def test_hidden_field_error_is_said_on_top():
    html = gambar(Contoh({"uraian": "x", "arah": "naik", "versi": "bukan"}))
    assert "Versi" in html.split("</ul>", 1)[0]


def test_missing_field_is_said_in_our_words():
    form = Contoh({})
    assert form.errors["uraian"] == [BELUM_DIISI]
    assert form.fields["alasan"].error_messages["required"] == "Sebutkan alasannya."


@pytest.mark.parametrize(
    "teks",
    [
        "22 November 2026",
        "22 nov 2026",
        "22 Nopember 2026",
        "22/11/2026",
        "22-11-2026",
        "22.11.2026",
        " 2026-11-22 ",
    ],
)
def test_dates_as_people_type_them(teks):
    assert baca_tanggal(teks) == date(2026, 11, 22)


def test_day_comes_before_month():
    assert baca_tanggal("3/4/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(
    "teks", ["", "besok", "31 Februari 2027", "22/11/26", "11/22/2026", "5 Foo 2026", "2026-13-01"]
)
def test_what_is_no_date_is_refused_with_a_sentence(teks):
    with pytest.raises(ValueError, match=r"\.$"):
        baca_tanggal(teks)


def test_date_field_shows_what_it_reads():
    isian = TanggalField()
    assert isian.prepare_value(date(2026, 11, 2)) == "2 November 2026"
    assert isian.clean(isian.prepare_value(date(2026, 11, 2))) == date(2026, 11, 2)
    assert isian.clean(date(2026, 11, 2)) == date(2026, 11, 2)
    assert TanggalField(required=False).clean("  ") is None
