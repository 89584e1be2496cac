"""Rupiah and number fields as a clerk meets them: typed, refused with a reason, shown again."""

import re
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core.formfields import AngkaField, IsianAngka, RupiahField

D = Decimal


class PaguForm(forms.Form):
    pagu = RupiahField(label="Pagu", help_text="Contoh: 85.000.000")
    target = AngkaField(required=False, max_digits=12, decimal_places=4, min_value=0, max_value=100)


def isian(form: forms.Form, nama: str) -> str:
    """Return the value attribute of the rendered input, "" when there is none."""
    cocok = re.search(r'value="([^"]*)"', str(form[nama]))
    return cocok[1] if cocok else ""


@pytest.mark.parametrize(
    ("ketikan", "nilai"),
    [
        ("Rp 85.000.000", "85000000"),
        ("85000000", "85000000"),
        (" 0 ", "0"),
        ("1.234,56", "1234.56"),
    ],
)
def test_rupiah_dibaca_seperti_diketik(ketikan, nilai):
    form = PaguForm({"pagu": ketikan, "target": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"pagu": D(nilai), "target": None}


@pytest.mark.parametrize(
    ("ketikan", "sebab"),
    [
        ("", "belum diisi"),
        ("banyak", "bukan jumlah rupiah"),
        ("1,234", "dua cara"),
        ("1,234,567.89", "cara Inggris"),
        ("-5.000", "negatif"),
        ("99.999.999.999.999.999", "terlalu besar"),
    ],
)
def test_yang_ditolak_tetap_di_isian_dengan_alasan_di_sampingnya(ketikan, sebab):
    form = PaguForm({"pagu": ketikan, "target": "35,5"})
    assert not form.is_valid()
    assert sebab in form.errors["pagu"][0]
    assert isian(form, "pagu") == ketikan
    assert isian(form, "target") == "35,5"  # the good neighbour is kept too
    assert sebab in form.as_div()
    assert 'aria-invalid="true"' in str(form["pagu"])
    assert "id_pagu_helptext" in str(form["pagu"])


@pytest.mark.parametrize(
    ("ketikan", "sebab"),
    [
        ("-1", "Paling sedikit 0."),
        ("100,5", "Paling banyak 100."),
        ("0,12345", "Paling banyak 4 angka di belakang koma."),
        ("123456789", "Paling banyak 8 angka di depan koma."),
        ("seratus", "bukan angka"),
        ("1,234", "dua cara"),
    ],
)
def test_batas_angka_dijelaskan_dalam_bahasa_indonesia(ketikan, sebab):
    form = PaguForm({"pagu": "0", "target": ketikan})
    assert not form.is_valid()
    assert any(sebab in pesan for pesan in form.errors["target"])
    assert isian(form, "target") == ketikan


def test_nilai_tersimpan_tampil_seperti_diketik():
    form = PaguForm(initial={"pagu": D("85000000.00"), "target": D("35.5000")})
    assert (isian(form, "pagu"), isian(form, "target")) == ("85.000.000", "35,5")
    assert isian(PaguForm(initial={"pagu": D("1250.50")}), "pagu") == "1.250,50"
    assert isian(PaguForm(initial={"pagu": 0}), "pagu") == "0"
    assert isian(PaguForm(), "pagu") == ""


@given(
    st.decimals(0, D("9999999999999999.99"), places=2),
    st.decimals(0, 100, places=4),
)
def test_menyimpan_tanpa_menyentuh_tidak_mengubah_apa_pun(pagu, target):
    awal = {"pagu": pagu, "target": target}
    kosong = PaguForm(initial=awal)
    form = PaguForm({nama: kosong[nama].value() for nama in awal}, initial=awal)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == awal
    assert not form.has_changed()


def test_isian_membuka_papan_angka_dan_tidak_mengisi_sendiri():
    html = str(PaguForm()["pagu"])
    for atribut in (
        'type="text"',
        'inputmode="decimal"',
        'autocomplete="off"',
        'class="form-control"',
    ):
        assert atribut in html
    assert IsianAngka({"class": "text-end form-control"}).attrs["class"] == "text-end form-control"
    assert IsianAngka({"class": "text-end"}).attrs["class"] == "text-end form-control"


@pytest.mark.parametrize(
    ("sel", "nilai"),
    [(85_000_000, "85000000"), (85_000_000.0, "85000000"), (D("1.50"), "1.5"), (0, "0")],
)
def test_sel_lembar_kerja_diterima_apa_adanya(sel, nilai):
    assert RupiahField().clean(sel) == D(nilai)


def test_sel_pecahan_dibaca_seperti_tampil_di_lembar_kerja():
    assert AngkaField(decimal_places=3).clean(0.055) == D("0.055")
    assert AngkaField(decimal_places=3).clean(0.1 + 0.2) == D("0.3")


@pytest.mark.parametrize("sel", [float("nan"), float("inf"), D("NaN"), True])
def test_sel_yang_bukan_angka_ditolak(sel):
    with pytest.raises(ValidationError, match="bukan angka"):
        AngkaField().clean(sel)


def test_pesan_dapat_diganti_per_formulir():
    field = RupiahField(
        max_value=10, error_messages={"required": "Isi dulu.", "max_value": "Lebih."}
    )
    for isi, pesan in (("", "Isi dulu"), ("11", "Lebih")):
        with pytest.raises(ValidationError, match=pesan):
            field.clean(isi)
