"""Forms about the people of a case: facts in groups, never a name."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from kasus.actions.isi import IsiHubungan, IsiKorban, IsiTerlapor
from kasus.aturan import pasal15
from kasus.enums import (
    BentukKekerasan,
    HubunganPelaku,
    JenisGBVIMS,
    Ranah,
    SubSeksual,
    SubTPPO,
    TahapPengungsian,
    TempatKejadian,
)
from kasus.enums_akses import JabatanTerlapor, KanalAman
from kasus.enums_orang import (
    Disabilitas,
    JenisKelamin,
    Pekerjaan,
    Pendidikan,
    StatusAnak,
    StatusPerkawinan,
)
from kasus.forms.isian import (
    FormulirKasus,
    TeksField,
    centang,
    isian_usia,
    isian_versi,
    pilihan,
)
from kasus.models import Hubungan, Korban, Terlapor
from pokja.models import Wilayah

SUB = {BentukKekerasan.SEKSUAL: "sub_seksual", BentukKekerasan.TPPO: "sub_tppo"}
PENYEGEL = (
    "Pejabat, ASN, aparat, perangkat desa, anggota Pokja, atau pegawai lembaga pemakai sistem ini "
    "menyegel kasus: sejak disimpan, hanya tim kasus yang dapat mengetahui dan membukanya."
)


def isian_kecamatan(label: str, bantuan: str = "") -> forms.ModelChoiceField:
    """Return a choice among the kecamatan of this regency."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Wilayah.objects.kecamatan(settings.WILAYAH),
        required=False,
        empty_label="Tidak diketahui atau di luar daerah",
        help_text=bantuan,
    )


class OrangForm(FormulirKasus):
    """What victim and alleged perpetrator share."""

    versi = isian_versi()
    kunci = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kelamin = pilihan("Jenis kelamin", JenisKelamin, kosong="Pilih")
    usia = isian_usia(
        "Usia saat kejadian (tahun)",
        "Kosongkan bila tidak diketahui. Bila tanggal lahir sudah diisi pada identitas, usia "
        "dihitung dari sana.",
    )
    pendidikan = pilihan("Pendidikan", Pendidikan, initial=Pendidikan.NA)
    pekerjaan = pilihan("Pekerjaan", Pekerjaan, initial=Pekerjaan.NA)
    status_perkawinan = pilihan("Status perkawinan", StatusPerkawinan, initial=StatusPerkawinan.NA)
    status_anak = pilihan(
        "Anak yang berhadapan dengan hukum",
        StatusAnak,
        initial=StatusAnak.BUKAN,
        help_text="Hanya untuk orang yang belum 18 tahun saat kejadian.",
    )

    ISI: type[Any]

    def isi(self) -> Any:
        """Return the cleaned facts."""
        return self.ISI(**self._nilai())

    def _nilai(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n not in ("versi", "kunci")}


class KorbanPokokForm(OrangForm):
    """The first facts about a victim: what an intake asks."""

    tempat = pilihan("Tempat kejadian", TempatKejadian, kosong="Pilih")
    bentuk = centang("Bentuk kekerasan", BentukKekerasan, help_text="Pilih semua yang terjadi.")
    sub_seksual = centang("Rincian kekerasan seksual", SubSeksual)
    sub_tppo = centang("Rincian perdagangan orang", SubTPPO)
    hamil = forms.BooleanField(label="Sedang hamil saat kejadian", required=False)
    disabilitas = pilihan("Disabilitas", Disabilitas, initial=Disabilitas.NA)
    kecamatan = isian_kecamatan("Kecamatan tempat tinggal")
    kanal_aman = pilihan(
        "Cara menghubungi yang aman",
        KanalAman,
        initial=KanalAman.TIDAK,
        help_text="Tanyakan langsung kepada korban. Pelaku mungkin ikut membaca teleponnya.",
    )

    lipat = {
        "sub_seksual": "Bila ada kekerasan seksual: jenisnya",
        "sub_tppo": "Bila ada perdagangan orang: jenisnya",
    }
    ISI = IsiKorban
    kelompok = (
        ("Siapa korbannya?", ("kelamin", "usia", "kecamatan", "hamil", "disabilitas")),
        ("Kekerasan apa yang dialaminya?", ("bentuk", "sub_seksual", "sub_tppo", "tempat")),
        ("Bagaimana ia dapat dihubungi?", ("kanal_aman",)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bentuk"].required = True
        self.fields["bentuk"].error_messages["required"] = "Pilih sedikitnya satu."

    def clean(self) -> dict[str, Any]:
        """Kinds belong to their form of violence."""
        isi = super().clean() or self.cleaned_data
        for bentuk, ruas in SUB.items():
            if isi.get(ruas) and "bentuk" in isi and bentuk not in isi["bentuk"]:
                label = BentukKekerasan(bentuk).label
                self.add_error(ruas, f"Centang juga bentuk {label}, atau kosongkan rinciannya.")
        return isi

    def _nilai(self) -> dict[str, Any]:
        nilai = super()._nilai()
        sub = {bentuk: tuple(nilai.pop(ruas)) for bentuk, ruas in SUB.items()}
        nilai["bentuk"] = {b: sub.get(BentukKekerasan(b), ()) for b in nilai["bentuk"]}
        return nilai


class KorbanAwalForm(KorbanPokokForm):
    """A victim at intake; the rest is filled in on the people page."""

    pendidikan = pekerjaan = status_perkawinan = status_anak = None


class KorbanForm(KorbanPokokForm):
    """Everything about a victim but the name. Letters of Ps 15(1) that follow from the facts of
    *korban* are not ticked; they hold unless a reason says why not (R09)."""

    tahap_pengungsian = pilihan(
        "Tahap pengungsian saat kejadian",
        TahapPengungsian,
        initial=TahapPengungsian.TIDAK_DIKETAHUI,
    )
    terpisah = forms.BooleanField(label="Anak terpisah atau tanpa pendamping", required=False)
    ranah_manual = pilihan("Ranah", Ranah, kosong="Mengikuti aturan", required=False)
    alasan_ranah = TeksField(
        label="Alasan ranah berbeda dari aturan", required=False, max_length=1000, baris=2
    )
    gbvims = pilihan("Jenis GBVIMS", JenisGBVIMS, kosong="Mengikuti aturan", required=False)
    pasal15 = forms.MultipleChoiceField(
        label="Keadaan yang terjadi",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    kelompok = (
        *KorbanPokokForm.kelompok,
        (
            "Apa lagi yang diketahui tentang korban?",
            (
                *("pendidikan", "pekerjaan", "status_perkawinan", "status_anak"),
                *("tahap_pengungsian", "terpisah"),
            ),
        ),
        ("Bagaimana kejadian ini digolongkan?", ("ranah_manual", "alasan_ranah", "gbvims")),
    )

    def __init__(self, *args: Any, korban: Korban | None = None, **kwargs: Any) -> None:
        if korban is not None:
            kwargs["initial"] = {**_awal_korban(korban), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fakta = korban.pasal15_fakta if korban else []
        self.fields["pasal15"].choices = [
            (h, f"{h}. {teks}") for h, teks in pasal15.KEADAAN.items() if h not in self.fakta
        ]
        kecuali = korban.pasal15_kecuali if korban else {}
        for h in self.fakta:
            self.fields[f"kecuali_{h}"] = TeksField(
                label=f"{h}. {pasal15.KEADAAN[h]}",
                required=False,
                max_length=500,
                initial=kecuali.get(h, ""),
                help_text="Berasal dari data dan berlaku. Tulis alasan hanya bila tidak berlaku.",
            )

    @property
    def bagian(self) -> list[Any]:
        """The circumstances of Ps 15(1) come last."""
        judul = "Apakah ada keadaan yang memberatkan (Pasal 15 UU TPKS)?"
        nama = [*(f"kecuali_{h}" for h in self.fakta), "pasal15"]
        return [*super().bagian[: len(self.kelompok)], (judul, [self[n] for n in nama])]

    def _nilai(self) -> dict[str, Any]:
        nilai = super()._nilai()
        nilai["pasal15_kecuali"] = {h: nilai.pop(f"kecuali_{h}") for h in self.fakta}
        nilai["pasal15"] = frozenset(nilai["pasal15"])
        return nilai


class TerlaporForm(OrangForm):
    """Everything about an alleged perpetrator but the name."""

    kelamin = pilihan("Jenis kelamin", JenisKelamin, kosong="Belum diketahui", required=False)
    jabatan = pilihan(
        "Jabatan terlapor", JabatanTerlapor, initial=JabatanTerlapor.BUKAN, help_text=PENYEGEL
    )

    ISI = IsiTerlapor
    kelompok = (
        ("Siapa terlapornya?", ("kelamin", "usia", "jabatan")),
        (
            "Apa lagi yang diketahui tentangnya?",
            ("pendidikan", "pekerjaan", "status_perkawinan", "status_anak"),
        ),
    )

    def __init__(self, *args: Any, terlapor: Terlapor | None = None, **kwargs: Any) -> None:
        if terlapor is not None:
            kwargs["initial"] = {**_awal(terlapor), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class HubunganForm(FormulirKasus):
    """What one alleged perpetrator is to one victim."""

    versi = isian_versi(initial=0)
    hubungan = pilihan(
        "Terlapor bagi korban adalah", HubunganPelaku, kosong="Belum diisi", required=False
    )
    serumah = forms.BooleanField(label="Tinggal serumah", required=False)
    prt_menetap = forms.BooleanField(
        label="Salah satunya pekerja rumah tangga yang menetap di rumah itu", required=False
    )

    def __init__(self, *args: Any, hubungan: Hubungan | None = None, **kwargs: Any) -> None:
        if hubungan is not None:
            ruas = ("versi", "hubungan", "serumah", "prt_menetap")
            kwargs["initial"] = {n: getattr(hubungan, n) for n in ruas}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A tick without a relation says nothing."""
        isi = super().clean() or self.cleaned_data
        if not isi.get("hubungan") and (
            isi.get("serumah") or isi.get("prt_menetap") or self.initial.get("hubungan")
        ):
            self.add_error("hubungan", "Pilih hubungannya, atau “Tidak diketahui”.")
        return isi

    def isi(self) -> IsiHubungan | None:
        """Return the relation; None where none was chosen."""
        d = self.cleaned_data
        if not d["hubungan"]:
            return None
        return IsiHubungan(
            hubungan=d["hubungan"], serumah=d["serumah"], prt_menetap=d["prt_menetap"]
        )


def _awal(orang: Korban | Terlapor) -> dict[str, Any]:
    return {k.name: getattr(orang, k.name) for k in type(orang)._meta.concrete_fields}


def _awal_korban(korban: Korban) -> dict[str, Any]:
    bentuk: Mapping[str, list[str]] = {b.bentuk: b.sub for b in korban.bentuk.all()}
    return {
        **_awal(korban),
        "bentuk": list(bentuk),
        **{ruas: bentuk.get(b, []) for b, ruas in SUB.items()},
        "gbvims": korban.gbvims if korban.gbvims_manual else "",
    }
