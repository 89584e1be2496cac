"""The form of an upload page, and the material for the marked copy that goes back to the office."""

from collections.abc import Callable
from typing import Any

from django import forms

from p3aks.core.forms import FormulirMixin
from p3aks.core.uploads import BerkasDitolak, periksa_ukuran
from pokja.models import Pengguna
from rad.forms.impor import HasilPeriksa, Temuan, periksa


class UnggahForm(FormulirMixin, forms.Form):
    """The upload: valid when the file can be read; ``hasil`` then holds what was found.

    *tempat* is what the file is checked against (``Impor.tempat``), by ``periksa``.
    """

    periksa: Callable[..., Any] = staticmethod(periksa)

    berkas = forms.FileField(
        label="Berkas Excel",
        help_text="Format .xlsx, paling besar 2 MB. Berkas hanya diperiksa; belum ada yang "
        "disimpan.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Pilih berkas Excel lebih dahulu.",
            "empty": "Berkas ini kosong (0 bita). Pilih kembali berkas yang berisi tabel.",
        },
    )

    def __init__(self, *args: Any, user: Pengguna, tempat: dict[str, Any], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.user, self.tempat = user, tempat
        self.isi = b""
        self.hasil: Any = None

    def clean_berkas(self) -> Any:
        """Read and check the file; its refusal stands beside the field."""
        berkas = self.cleaned_data["berkas"]
        try:
            periksa_ukuran(berkas.size)
            self.isi = berkas.read()
            self.hasil = self.periksa(berkas.name, self.isi, user=self.user, **self.tempat)
        except BerkasDitolak as galat:
            raise forms.ValidationError(str(galat), code="ditolak") from galat
        return berkas

    def kiriman(self) -> dict[str, Any]:
        """Return what was sent and found, for ``rad.actions.unggahan.unggah``."""
        nama = self.cleaned_data["berkas"].name
        return {"nama": nama, "isi": self.isi, "hasil": self.hasil.data(), **self.tempat}


def bahan_bertanda(hasil: HasilPeriksa) -> dict[str, Any]:
    """Return what ``rad.documents.templat_impor.cetak_bertanda`` writes: the bad rows as seen in
    the file, and what is wrong in which cell."""
    judul = hasil.judul
    kunci = sorted(judul.letak, key=judul.letak.__getitem__)
    per_baris: dict[int, list[Temuan]] = {}
    for t in hasil.masalah:
        per_baris.setdefault(t.baris, []).append(t)
    baris = []
    for b in hasil.baris:
        if not (temuan := per_baris.get(b.nomor)):
            continue
        salah: dict[int, str] = {}
        for t in temuan:
            c = kunci.index(t.kunci) if t.kunci in kunci else kunci.index("uraian")
            salah[c] = f"{salah[c]} {t.pesan}" if c in salah else t.pesan
        semua = " ".join(f"{t.kolom}: {t.pesan}" if t.kolom else t.pesan for t in temuan)
        baris.append((b.nomor, [b.teks(k) for k in kunci], salah, semua))
    return {"judul": [judul.label[judul.letak[k]] for k in kunci], "baris": baris}
