"""Early warning: the report, its verification, and its end."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from p3aks.core.forms import BantuanFormulir, FormulirMixin, JebakanMixin, KunciMixin, TanggalField
from p3aks.core.parsing import rapikan_kode
from pokja.actions.laporan_dini import asal_boleh
from pokja.enums_dini import (
    ASAL_PERAN,
    BagianHari,
    JenisTanda,
    KaitanRad,
    Keandalan,
    Kredibilitas,
    StatusLaporan,
    Tahu,
    TingkatPeringatan,
)
from pokja.forms.potensi import PILIH
from pokja.forms.tempat import SaringKecamatanForm, TempatField
from pokja.models import LaporanDini, Pengguna, PeristiwaKonflik, PotensiKonflik


def _kalimat(label: str, maks: int, bantuan: str = "", *, baris: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=maks, help_text=bantuan,
        widget=forms.Textarea(attrs={"rows": baris}),
    )  # fmt: skip


def _pilih(label: str, pilihan: Any, **lain: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, choices=pilihan.choices, **lain
    )  # fmt: skip


class LaporDiniForm(FormulirMixin, JebakanMixin, KunciMixin):
    """What somebody saw: three minutes on a telephone."""

    kelompok = (
        ("Apa yang terlihat", ("tanda", "uraian")),
        ("Di mana dan kapan", ("wilayah", "terlihat", "waktu")),
        ("Seberapa mendesak", ("berlangsung", "terpapar")),
        ("Siapa Anda (boleh anonim)", ("asal", "kontak")),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    tanda = forms.ChoiceField(label="Tanda apa", choices=[PILIH, *JenisTanda.choices])
    uraian = _kalimat(
        "Apa yang Anda lihat atau dengar", 1000,
        "Tulis kelompok, bukan nama orang. Misalnya “warga dua dusun berkumpul di balai desa”.",
        baris=5,
    )  # fmt: skip
    wilayah = TempatField(
        label="Desa atau kelurahan", help_text="Tidak tahu desanya? Pilih kecamatannya."
    )
    terlihat = TanggalField(label="Tanggal terlihat", help_text="Misalnya 22 November 2026.")
    waktu = _pilih("Bagian hari", BagianHari, initial=BagianHari.TIDAK_TAHU)
    berlangsung = _pilih("Berlangsung sekarang?", Tahu, initial=Tahu.TIDAK_TAHU)
    terpapar = _pilih("Ada perempuan atau anak yang terpapar?", Tahu, initial=Tahu.TIDAK_TAHU)
    asal = forms.ChoiceField(label="Anda melapor sebagai")
    kontak = forms.CharField(
        label="Cara menghubungi Anda",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Boleh kosong; laporan anonim sama nilainya. Bila diisi, disimpan tersandi, "
        "hanya dibuka petugas verifikasi, dan dihapus begitu laporan ditutup.",
    )

    def __init__(self, *args: Any, pelapor: Pengguna | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boleh = asal_boleh(pelapor)
        self.fields["asal"].choices = [PILIH, *((a.value, a.label) for a in boleh)]
        self.fields["terlihat"].initial = timezone.localdate()
        if pelapor:
            self.fields["asal"].initial = _asal(pelapor)
            self.fields["wilayah"].initial = _tempat(pelapor)

    @cached_property
    def helper(self) -> BantuanFormulir:
        """Draw the groups; the box for machines stands where only they look."""
        *awal, (judul, ruas) = self.kelompok
        return BantuanFormulir([*awal, (judul, [*ruas, self.jebakan()])])

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}

    def kunci_baru(self, kunci: Any) -> None:
        """Give the bound form the one-time key *kunci*: sent again it is a report of its own."""
        self.data = self.data.copy()
        self.data["id_baru"] = str(kunci)


def _asal(pelapor: Pengguna) -> str:
    return next((str(ASAL_PERAN[p]) for p in sorted(pelapor.peran) if p in ASAL_PERAN), "")


def _tempat(pelapor: Pengguna) -> str | None:
    """The place that a role of the reporter belongs to."""
    return next((p.wilayah_id for p in pelapor.penugasan_aktif if p.wilayah_id), None)


class KodeLaporanForm(FormulirMixin, forms.Form):
    """The code that a reporter was given."""

    kode = forms.CharField(
        label="Kode laporan",
        max_length=20,
        help_text="Misalnya D-7F3MQ2XW.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_kode(self) -> str:
        """Return the code as it is stored."""
        return rapikan_kode(self.cleaned_data["kode"])


class NilaiForm(FormulirMixin, forms.Form):
    """How far source and content may be trusted."""

    keandalan = _pilih("Keandalan sumber", Keandalan)
    kredibilitas = _pilih("Kredibilitas isi", Kredibilitas)


class VerifikasiForm(FormulirMixin, forms.Form):
    """The grade, beside what was said of source and content."""

    keandalan = forms.ChoiceField(choices=Keandalan.choices, widget=forms.HiddenInput)
    kredibilitas = forms.ChoiceField(choices=Kredibilitas.choices, widget=forms.HiddenInput)
    tingkat = _pilih("Tingkat", TingkatPeringatan)
    alasan = forms.CharField(
        label="Alasan bila tingkatnya lain dari usulan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="v_%s", **kwargs)  # the page has NilaiForm as well


class TolakForm(FormulirMixin, forms.Form):
    """Why a report does not hold."""

    alasan = _kalimat(
        "Alasan", 500, "Apa yang diperiksa dan apa hasilnya. Pelapor tidak membacanya.", baris=2
    )


class TautForm(FormulirMixin, forms.Form):
    """The potential and the event of the same kecamatan that a report belongs to."""

    potensi = forms.ModelChoiceField(
        label="Potensi konflik",
        required=False,
        queryset=PotensiKonflik.objects.none(),
        empty_label="Tidak ada",
    )
    peristiwa = forms.ModelChoiceField(
        label="Peristiwa konflik",
        required=False,
        queryset=PeristiwaKonflik.objects.none(),
        empty_label="Tidak ada",
    )

    def __init__(self, *args: Any, user: Pengguna, laporan: LaporanDini, **kwargs: Any) -> None:
        kwargs["initial"] = {"potensi": laporan.potensi_id, "peristiwa": laporan.peristiwa_id}
        super().__init__(*args, **kwargs)
        sini = Q(wilayah__kode__startswith=laporan.wilayah.kode_kecamatan)
        for nama, model in (("potensi", PotensiKonflik), ("peristiwa", PeristiwaKonflik)):
            kini = Q(pk=kwargs["initial"][nama])
            self.fields[nama].queryset = model.objects.untuk(user).filter(sini | kini)


class SelesaiForm(FormulirMixin, forms.Form):
    """The note after the action."""

    kelompok = (
        ("Sesudah respons", ("terjadi", "berhasil", "perbaikan")),
        ("Untuk RAD", ("kaitan_rad", "aksi_rad")),
    )
    RUAS = tuple(nama for _, ruas in kelompok for nama in ruas)

    terjadi = _kalimat("Apa yang terjadi", 2000, "Kelompok saja. Jangan tulis nama orang.")
    berhasil = _kalimat("Apa yang berhasil", 2000)
    perbaikan = _kalimat("Apa yang perlu diubah", 2000)
    kaitan_rad = _pilih("Kaitan dengan RAD", KaitanRad)
    aksi_rad = forms.CharField(
        label="Aksi RAD itu, atau apa yang belum ada",
        max_length=300,
        required=False,
        help_text="Wajib, kecuali tidak memerlukan aksi RAD.",
    )


class SaringLaporanForm(SaringKecamatanForm):
    """What the list of reports shows."""

    tingkat = forms.ChoiceField(
        label="Tingkat", required=False, choices=[("", "Semua"), *TingkatPeringatan.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            ("", "Semua"),
            ("lewat", "Lewat tenggat"),
            *StatusLaporan.choices,
            ("celah", "Celah RAD"),
        ],
    )
