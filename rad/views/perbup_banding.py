"""Two states of one form side by side, in words, for the page after a stale save."""

from typing import Any

from django import forms

from rad.documents.perbup_teks import sebut_peraturan

Baris = tuple[str, str, str]


def banding(diketik: Any, tersimpan: Any) -> list[Baris]:
    """Return (label, stored, typed) of each field in which the bound form *diketik* differs from
    the unbound form *tersimpan*."""
    hasil = []
    for isian in diketik:
        if isian.is_hidden:
            continue
        kiri, kanan = _baca(tersimpan[isian.name]), _baca(isian)
        if kiri != kanan:
            hasil.append((str(isian.label), kiri, kanan))
    if hasattr(diketik, "perubahan"):
        kiri, kanan = _perubahan(tersimpan), _perubahan(diketik)
        if kiri != kanan:
            hasil.append(("Perubahan peraturan", kiri, kanan))
    return hasil


def _baca(isian: Any) -> str:
    nilai = isian.value()
    if isinstance(isian.field, forms.BooleanField):
        return "ya" if nilai in (True, "on", "true", "True") else "tidak"
    if isinstance(isian.field, forms.ModelChoiceField):
        return next((str(t) for k, t in isian.field.choices if str(k) == str(nilai or "")), "")
    if isinstance(isian.field, forms.ChoiceField):
        return str(dict(isian.field.choices).get(nilai, nilai) or "")
    return "" if nilai is None else str(nilai).strip().replace("\r\n", "\n")


def _perubahan(form: Any) -> str:
    """Name the amendments, those to be deleted left out."""
    nama = []
    for f in form.perubahan.forms:
        if f["DELETE"].value() or not f["jenis"].value():
            continue
        ruas = ("jenis", "pembentuk", "nomor", "tahun", "tentang", "lembaran", "tambahan")
        nama.append(sebut_peraturan({r: f[r].value() or "" for r in ruas}))
    return "; ".join(nama)
