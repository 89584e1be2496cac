"""The first report: several small forms on one page, of which little is compulsory."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from kasus.actions.isi import IsiHubungan, IsiKejadian, IsiLaporan, IsiTerlapor
from kasus.actions.kasus import periksa_kejadian
from kasus.documents.cari import mungkin_sama
from kasus.enums import HubunganPelaku
from kasus.enums_akses import JabatanTerlapor
from kasus.enums_layanan import SaluranMasuk
from kasus.enums_orang import JenisKelamin
from kasus.forms.identitas import IdentitasForm, PelaporForm
from kasus.forms.isian import (
    FormulirKasus,
    Gabungan,
    HariAtauTahunField,
    TeksField,
    isian_usia,
    isian_versi,
    pilihan,
    sebar_galat,
)
from kasus.forms.orang import PENYEGEL, KorbanAwalForm, isian_kecamatan
from kasus.models import Kasus
from p3aks.core.forms import WaktuField
from pokja.enums import Peran
from pokja.models import Lembaga, Pengguna

RUAS_KORBAN = ("nama", "nik", "tanggal_lahir", "alamat", "telepon", "orang_tua")
RUAS_TERLAPOR = ("nama", "nik", "tanggal_lahir", "alamat")
RUAS_PELAPOR = ("nama", "telepon", "alamat")


class KejadianForm(FormulirKasus):
    """When, where and how; the same at intake and afterwards."""

    versi = isian_versi()
    saluran = pilihan("Laporan masuk lewat", SaluranMasuk, kosong="Pilih")
    tanggal_lapor = WaktuField(
        label="Waktu lapor",
        help_text="Tulis seperti 22 November 2026 14.30.",
    )
    kejadian = HariAtauTahunField(
        label="Tanggal kejadian",
        required=False,
        help_text="Tulis seperti 22 November 2026, atau tahunnya saja (2026). Kosongkan bila "
        "tidak diketahui.",
    )
    kecamatan = isian_kecamatan("Kecamatan kejadian")
    kronologi = TeksField(
        label="Kronologi",
        required=False,
        max_length=8000,
        baris=6,
        help_text="Apa yang terjadi, dengan kata-kata pelapor. Tanpa nama orang: tulis Korban A, "
        "Terlapor X.",
    )

    kelompok = (
        ("Bagaimana laporan ini sampai?", ("unit", "saluran", "tanggal_lapor")),
        ("Kapan dan di mana kejadiannya?", ("kejadian", "kecamatan")),
        ("Apa yang diceritakan?", ("kronologi",)),
    )

    def __init__(self, *args: Any, kasus: Kasus | None = None, **kwargs: Any) -> None:
        self.kasus = kasus
        if kasus is not None:
            kwargs["initial"] = {
                **{n: getattr(kasus, n) for n in ("versi", "saluran", "tanggal_lapor")},
                **{n: getattr(kasus, n) for n in ("kecamatan", "kronologi")},
                "kejadian": kasus.tanggal_kejadian or kasus.tahun_kejadian,
            }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Incident, report and entry follow each other (R03)."""
        isi = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                periksa_kejadian(self.isi(), self.kasus)
            except forms.ValidationError as galat:
                sebar_galat(galat, [self])
        return isi

    def isi(self) -> IsiKejadian:
        """Return the cleaned facts."""
        ruas = ("saluran", "tanggal_lapor", "kejadian", "kecamatan", "kronologi")
        return IsiKejadian(**{n: self.cleaned_data[n] for n in ruas})


class KejadianAwalForm(KejadianForm):
    """The same at intake, with the unit where somebody manages cases for several."""

    def __init__(self, *args: Any, user: Pengguna, **kwargs: Any) -> None:
        kwargs["initial"] = {"tanggal_lapor": timezone.now(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        unit = Lembaga.objects.filter(pk__in=user.lembaga_sebagai(Peran.MANAJER_KASUS) - {None})
        self.fields["unit"] = forms.ModelChoiceField(
            label="Unit layanan", queryset=unit, empty_label="Pilih"
        )
        if len(unit) == 1:
            self.fields["unit"].initial = unit[0]
            self.fields["unit"].widget = forms.HiddenInput()


class TerlaporAwalForm(FormulirKasus):
    """An alleged perpetrator at intake: nothing is compulsory until something is said."""

    kelamin = pilihan("Jenis kelamin", JenisKelamin, kosong="Belum diketahui", required=False)
    usia = isian_usia("Perkiraan usia saat kejadian (tahun)")
    jabatan = pilihan(
        "Jabatan terlapor", JabatanTerlapor, initial=JabatanTerlapor.BUKAN, help_text=PENYEGEL
    )
    hubungan = pilihan(
        "Terlapor bagi korban adalah", HubunganPelaku, kosong="Belum diisi", required=False
    )
    serumah = forms.BooleanField(label="Tinggal serumah dengan korban", required=False)
    prt_menetap = forms.BooleanField(
        label="Salah satunya pekerja rumah tangga yang menetap di rumah itu", required=False
    )

    kelompok = (
        (
            "Siapa terlapornya?",
            ("kelamin", "usia", "jabatan", "hubungan", "serumah", "prt_menetap"),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A tick without a relation says nothing."""
        isi = super().clean() or self.cleaned_data
        if (isi.get("serumah") or isi.get("prt_menetap")) and not isi.get("hubungan"):
            self.add_error("hubungan", "Pilih hubungannya, atau “Tidak diketahui”.")
        return isi

    def disebut(self) -> bool:
        """Whether anything was said about an alleged perpetrator."""
        isi = self.cleaned_data
        return (
            isi["usia"] is not None
            or isi["jabatan"] != JabatanTerlapor.BUKAN
            or bool(isi["kelamin"] or isi["hubungan"])
        )

    def isi(self) -> IsiTerlapor:
        """Return the alleged perpetrator."""
        return IsiTerlapor(**{n: self.cleaned_data[n] for n in ("kelamin", "usia", "jabatan")})

    def isi_hubungan(self) -> IsiHubungan | None:
        """Return what the alleged perpetrator is to the victim, or None."""
        d = self.cleaned_data
        if not d["hubungan"]:
            return None
        return IsiHubungan(
            hubungan=d["hubungan"], serumah=d["serumah"], prt_menetap=d["prt_menetap"]
        )


class KirimForm(FormulirKasus):
    """The one-time key, and the tick that saves a report in spite of a possible duplicate."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, required=False)
    tetap_simpan = forms.BooleanField(
        label="Sudah saya periksa: ini laporan yang lain, simpan sebagai kasus baru",
        required=False,
    )


class Intake(Gabungan):
    """All forms of a first report. *mirip* holds the handled cases that may be the same (R19)."""

    def __init__(self, *, user: Pengguna, data: Any = None, kunci: UUID | None = None) -> None:
        self.user, self.mirip = user, []
        self.kejadian = KejadianAwalForm(data, user=user)
        self.korban = KorbanAwalForm(data, prefix="korban")
        self.identitas_korban = IdentitasForm(data, prefix="id-korban", ruas=RUAS_KORBAN)
        self.terlapor = TerlaporAwalForm(data, prefix="terlapor")
        self.identitas_terlapor = IdentitasForm(data, prefix="id-terlapor", ruas=RUAS_TERLAPOR)
        self.pelapor = PelaporForm(data, prefix="pelapor")
        self.identitas_pelapor = IdentitasForm(data, prefix="id-pelapor", ruas=RUAS_PELAPOR)
        self.kirim = KirimForm(data, initial={"kunci": kunci})
        super().__init__(
            [
                self.kejadian, self.korban, self.identitas_korban, self.terlapor,
                self.identitas_terlapor, self.pelapor, self.identitas_pelapor, self.kirim,
            ]
        )  # fmt: skip

    def sah(self) -> bool:
        """Whether all is well, and nobody of that name is in a case already."""
        return super().sah() and self._belum_ada()

    def _belum_ada(self) -> bool:
        """Look for the same person among the cases one handles; ask before a second case."""
        isi = self.identitas_korban.isi()
        self.mirip = mungkin_sama(
            self.user,
            nama=isi.nama,
            nik=isi.nik,
            lahir=isi.tanggal_lahir,
            kecamatan=self.korban.cleaned_data["kecamatan"],
        )
        if self.mirip and not self.kirim.cleaned_data["tetap_simpan"]:
            self.kirim.add_error(
                "tetap_simpan", "Mungkin sudah ada kasus yang sama. Periksa dahulu, lalu centang."
            )
            return False
        return True

    def isi(self) -> IsiLaporan:
        """Return the whole report; an alleged perpetrator only where something was said."""
        identitas_terlapor = self.identitas_terlapor.isi()
        disebut = self.terlapor.disebut() or not identitas_terlapor.kosong
        return IsiLaporan(
            unit=self.kejadian.cleaned_data["unit"],
            kejadian=self.kejadian.isi(),
            korban=self.korban.isi(),
            terlapor=self.terlapor.isi() if disebut else None,
            hubungan=self.terlapor.isi_hubungan(),
            pelapor=self.pelapor.isi(),
            identitas_korban=self.identitas_korban.isi(),
            identitas_terlapor=identitas_terlapor,
            identitas_pelapor=self.identitas_pelapor.isi(),
        )
