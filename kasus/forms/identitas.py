"""Forms about who a person is (tier F3), and the reason for opening that."""

from datetime import date
from typing import Any

from django import forms

from kasus.actions.identitas import ALASAN_PALING_PENDEK
from kasus.actions.isi import IsiIdentitas, IsiPelapor
from kasus.actions.orang import waktu_lahir
from kasus.forms.isian import (
    FormulirKasus,
    HariAtauTahunField,
    NikField,
    TeksField,
    isian_versi,
)
from kasus.models import Identitas, Pelapor


class BukaIdentitasForm(FormulirKasus):
    """Why somebody needs the identities now."""

    alasan = TeksField(
        label="Untuk apa identitas dibuka?",
        min_length=ALASAN_PALING_PENDEK,
        max_length=500,
        baris=3,
        help_text="Paling sedikit 15 huruf, misalnya: menjemput korban untuk pemeriksaan di RSUD.",
        error_messages={
            "required": "Tulis alasannya. Alasan ini dibaca pejabat pelindungan data.",
            "min_length": "Tulis alasan yang lebih jelas, paling sedikit 15 huruf.",
        },
    )


class IdentitasForm(FormulirKasus):
    """An identity. *ruas* keeps some fields only, for an intake."""

    versi = isian_versi(initial=0)
    nama = TeksField(label="Nama lengkap", max_length=150, required=False)
    alias = TeksField(label="Nama panggilan", max_length=100, required=False)
    nik = NikField(label="NIK", required=False, help_text="16 angka. Boleh kosong.")
    tempat_lahir = TeksField(label="Tempat lahir", max_length=100, required=False)
    tanggal_lahir = HariAtauTahunField(
        label="Tanggal lahir",
        required=False,
        help_text="Tulis seperti 22 November 2010, atau tahunnya saja.",
    )
    agama = TeksField(label="Agama", max_length=30, required=False)
    alamat = TeksField(label="Alamat", max_length=500, baris=2, required=False)
    desa = TeksField(label="Desa/kelurahan", max_length=100, required=False)
    telepon = TeksField(label="Nomor telepon", max_length=30, required=False)
    sekolah = TeksField(label="Sekolah atau tempat kerja", max_length=200, required=False)
    orang_tua = TeksField(label="Orang tua atau wali", max_length=200, required=False)
    kelompok = TeksField(
        label="Kelompok dalam konflik",
        max_length=200,
        required=False,
        help_text="Hanya bila diperlukan untuk keselamatan. Tidak pernah masuk laporan.",
    )

    def __init__(
        self,
        *args: Any,
        identitas: Identitas | None = None,
        ruas: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        if identitas is not None:
            kwargs["initial"] = _awal(identitas)
        super().__init__(*args, **kwargs)
        for nama in [n for n in self.fields if ruas and n not in ruas]:
            del self.fields[nama]

    def isi(self) -> IsiIdentitas:
        """Return the cleaned identity."""
        nilai = {n: v for n, v in self.cleaned_data.items() if n in IsiIdentitas.__annotations__}
        lahir = nilai.get("tanggal_lahir")
        nilai["tanggal_lahir"] = lahir.isoformat() if isinstance(lahir, date) else str(lahir or "")
        return IsiIdentitas(**nilai)


class PelaporForm(FormulirKasus):
    """Who reported, apart from the name."""

    korban_sendiri = forms.BooleanField(label="Korban sendiri yang melapor", required=False)
    hubungan = TeksField(
        label="Hubungan pelapor dengan korban",
        max_length=100,
        required=False,
        help_text="Misalnya: bibi, guru, tetangga, kader PATBM.",
    )

    def __init__(self, *args: Any, pelapor: Pelapor | None = None, **kwargs: Any) -> None:
        if pelapor is not None:
            kwargs["initial"] = {
                "korban_sendiri": pelapor.korban_sendiri,
                "hubungan": pelapor.hubungan,
            }
        super().__init__(*args, **kwargs)

    def isi(self) -> IsiPelapor:
        """Return what was said about the reporter."""
        return IsiPelapor(**self.cleaned_data)


def _awal(identitas: Identitas) -> dict[str, Any]:
    nilai = {n: getattr(identitas, n) for n in IsiIdentitas.__annotations__}
    nilai["tanggal_lahir"] = next((w for w in waktu_lahir(identitas.tanggal_lahir) if w), None)
    return {**nilai, "versi": identitas.versi}
