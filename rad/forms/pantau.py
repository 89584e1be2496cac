"""What is typed on the pages of monitoring."""

import hashlib
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from p3aks.core.formatting import angka, rupiah
from p3aks.core.formfields import AngkaField, RupiahField
from p3aks.core.forms import FormulirMixin, KunciMixin
from p3aks.core.foto import bersihkan_foto
from p3aks.core.parsing import baca_angka
from p3aks.core.pindaian import UKURAN_PDF, periksa_pdf
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.actions.pantau_rencana import IsiTarget
from rad.documents.ringkas import label_sumber
from rad.enums_pantau import Periode
from rad.forms.ukuran import DIGIT_MAKS, UkuranField
from rad.models import Aksi, LaporanAksi, SyaratBukti

TEKS = {"rows": 3}


class PersenField(AngkaField):
    """A percentage; the sign may be typed."""

    baca = staticmethod(lambda teks: baca_angka(teks.strip().removesuffix("%")))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 7, "decimal_places": 2, "required": False, **kwargs})


class LarikIndikator(NamedTuple):
    """One indicator in the form: the row and its bound fields."""

    pk: UUID
    nama: str
    nilai: forms.BoundField
    alasan: forms.BoundField
    capaian_sumber: forms.BoundField


class LaporanForm(FormulirMixin, forms.Form):
    """The report of *aksi*: a value or a reason per indicator, money per source, obstacles.

    With a stored *laporan* it starts from what that says.
    """

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kendala = forms.CharField(
        label="Kendala", required=False, max_length=2000, widget=forms.Textarea(TEKS)
    )
    rencana = forms.CharField(
        label="Rencana tindak lanjut", required=False, max_length=2000,
        widget=forms.Textarea(TEKS),
    )  # fmt: skip
    serapan_sumber = PersenField(
        label="Serapan menurut dokumen sumber (%)",
        help_text="Bila laporan lain sudah mencetaknya; hanya dibandingkan.",
    )

    def __init__(
        self, data: Any = None, *, aksi: Aksi, tahun: int, laporan: LaporanAksi | None = None
    ) -> None:
        super().__init__(data, initial=_awal(laporan))
        self.indikator = list(aksi.indikator.all())
        self.sumber = sorted(
            {a.sumber for a in aksi.anggaran.all() if a.tahun == tahun}
            | ({r.sumber for r in laporan.anggaran.all()} if laporan else set())
        )
        for i in self.indikator:
            self.fields[f"nilai_{i.pk.hex}"] = UkuranField(label=f"Realisasi ({i.satuan})")
            self.fields[f"alasan_{i.pk.hex}"] = forms.CharField(
                label="Alasan bila belum ada angka", required=False, max_length=500
            )
            self.fields[f"sumber_{i.pk.hex}"] = PersenField(
                label="Capaian menurut dokumen sumber (%)", max_digits=9
            )
        for s in self.sumber:
            self.fields[f"anggaran_{s}"] = RupiahField(
                label=label_sumber(s), required=False, max_digits=DIGIT_MAKS
            )

    def larik(self) -> list[LarikIndikator]:
        """Return the indicators with their fields, in order."""
        return [
            LarikIndikator(
                i.pk, i.nama, *(self[f"{n}_{i.pk.hex}"] for n in ("nilai", "alasan", "sumber"))
            )
            for i in self.indikator
        ]

    def uang(self) -> list[forms.BoundField]:
        """Return the fields of the money, by source."""
        return [self[f"anggaran_{s}"] for s in self.sumber]

    def isi(self) -> IsiLaporan:
        """Return the content for ``rad.actions.pantau.simpan``."""
        data = self.cleaned_data
        return IsiLaporan(
            realisasi={
                i.pk: IsiRealisasi(
                    *(data[f"{n}_{i.pk.hex}"] for n in ("nilai", "alasan", "sumber"))
                )
                for i in self.indikator
            },
            anggaran={
                s: data[f"anggaran_{s}"] for s in self.sumber if data[f"anggaran_{s}"] is not None
            },
            kendala=data["kendala"],
            rencana=data["rencana"],
            serapan_sumber=data["serapan_sumber"],
        )

    def beda(self, kini: LaporanAksi) -> list[tuple[str, str, str]]:
        """Return ``(label, stored, typed)`` of what differs between this form and *kini*."""
        tersimpan = _awal(kini)
        nama = {i.pk.hex: i.nama for i in self.indikator}
        hasil = []
        for n, isian in self.fields.items():
            lama, baru = tersimpan.get(n), self.cleaned_data.get(n)
            if n == "versi" or (lama or None) == (baru or None):
                continue
            label = str(isian.label)
            if milik := nama.get(n.rpartition("_")[2]):
                label = f"{milik}: {label}"
            hasil.append((label, _tulis(n, lama), _tulis(n, baru)))
        return hasil


def _tulis(ruas: str, nilai: Any) -> str:
    if nilai is None or nilai == "":
        return "(kosong)"
    if ruas.startswith("anggaran_"):
        return rupiah(nilai)
    return angka(nilai) if isinstance(nilai, Decimal) else str(nilai)


def _awal(laporan: LaporanAksi | None) -> dict[str, Any]:
    if laporan is None:
        return {"versi": 0}
    hasil: dict[str, Any] = {
        "versi": laporan.versi,
        "kendala": laporan.kendala,
        "rencana": laporan.rencana,
        "serapan_sumber": laporan.serapan_sumber,
    }
    for r in laporan.realisasi.all():
        kunci = r.indikator_id.hex
        hasil |= {
            f"nilai_{kunci}": r.nilai,
            f"alasan_{kunci}": r.alasan,
            f"sumber_{kunci}": r.capaian_sumber,
        }
    return hasil | {f"anggaran_{r.sumber}": r.nilai for r in laporan.anggaran.all()}


class PenilaianForm(FormulirMixin, forms.Form):
    """What the verifier gives: two scores from 0 to 100, and a reason."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    administrasi = PersenField(
        label="Nilai administrasi (0–100)", required=True, min_value=0, max_value=100
    )
    substansi = PersenField(
        label="Nilai substansi (0–100)", required=True, min_value=0, max_value=100
    )
    alasan = forms.CharField(
        label="Alasan penilaian", required=False, max_length=1000, widget=forms.Textarea(TEKS),
        help_text="Wajib bila skornya merah.",
    )  # fmt: skip


class KembalikanLaporanForm(FormulirMixin, forms.Form):
    """Why a report goes back."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Alasan", max_length=1000, widget=forms.Textarea(TEKS),
        help_text="Perangkat daerah membacanya di beranda. Sebut apa yang kurang.",
    )  # fmt: skip


class BuktiField(forms.FileField):
    """Evidence: a PDF, or a photograph, which is made small and freed of place and time. Cleans to
    ``(bytes, ending)``."""

    def __init__(self, **kwargs: Any) -> None:
        terima = "application/pdf,image/jpeg,image/png"
        super().__init__(
            label="Berkas",
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": terima}),
            help_text="PDF (paling besar 10 MB) atau foto JPG/PNG. Jangan memuat nama korban.",
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, str]:
        """Return the checked bytes and the file ending. ValidationError says why it is refused."""
        berkas = super().clean(data, initial)
        if berkas.size > 2 * UKURAN_PDF:  # before it is read
            raise ValidationError("Berkas ini lebih besar dari 10 MB.")
        isi: bytes = berkas.read()
        if isi.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
            return bersihkan_foto(isi), "jpg"
        periksa_pdf(isi)
        return isi, "pdf"


class BuktiForm(FormulirMixin, KunciMixin):
    """One file of evidence."""

    syarat = forms.ModelChoiceField(
        label="Untuk data dukung", queryset=SyaratBukti.objects.none(), required=False,
        empty_label="Data dukung lain",
    )  # fmt: skip
    uraian = forms.CharField(label="Isi berkas", max_length=200, required=False)
    berkas = BuktiField()

    def __init__(self, *args: Any, aksi: Aksi, periode: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        isian: Any = self.fields["syarat"]
        isian.queryset = aksi.syarat_bukti.filter(periode__in=("", periode))

    def clean(self) -> dict[str, Any]:
        """Name the file after what it is for, unless told otherwise."""
        isi = super().clean() or self.cleaned_data
        if not isi.get("uraian"):
            if syarat := isi.get("syarat"):
                isi["uraian"] = syarat.uraian
            elif "syarat" in isi:
                self.add_error("uraian", "Tulis isi berkasnya, atau pilih data dukungnya.")
        return isi

    def isi(self) -> dict[str, Any]:
        """Return the arguments of ``rad.actions.pantau_rencana.unggah``."""
        data = dict(self.cleaned_data)
        isi, ekstensi = data.pop("berkas")
        sidik = hashlib.sha256(isi).hexdigest()
        return {**data, "isi": isi, "ekstensi": ekstensi, "sidik": sidik}


class PeriksaBuktiForm(FormulirMixin, forms.Form):
    """The verdict on one file."""

    memadai = forms.ChoiceField(
        label="Putusan", choices=(("ya", "Memadai"), ("tidak", "Belum memadai")),
        widget=forms.RadioSelect,
    )  # fmt: skip
    catatan = forms.CharField(label="Catatan", required=False, max_length=500)


class SyaratForm(FormulirMixin, forms.ModelForm):
    """One kind of evidence that an action owes."""

    class Meta:
        model = SyaratBukti
        fields = ("uraian", "dari", "periode", "wajib")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        isian: Any = self.fields["periode"]
        isian.choices = [("", "Setiap periode"), *Periode.choices]
        isian.help_text = ""


class TargetPeriodeForm(FormulirMixin, forms.Form):
    """The targets of the three periods of *tahun* for each indicator of *aksi*."""

    def __init__(self, data: Any = None, *, aksi: Aksi, tahun: int, terkunci: set[str]) -> None:
        super().__init__(data)
        self.indikator = list(aksi.indikator.all())
        self.terkunci = terkunci
        for i in self.indikator:
            lama = {t.periode: t for t in i.target_periode.all() if t.tahun == tahun}
            for p in Periode:
                satu = lama.get(p.value)
                kunci = f"{i.pk.hex}_{p.value}"
                self.fields[f"nilai_{kunci}"] = UkuranField(
                    label=f"{p.value}", initial=satu and satu.nilai, disabled=p.value in terkunci
                )
                self.fields[f"ukuran_{kunci}"] = forms.CharField(
                    label=f"Ukuran keberhasilan {p.value}", required=False, max_length=300,
                    initial=satu.ukuran if satu else "", disabled=p.value in terkunci,
                )  # fmt: skip

    def larik(self) -> list[dict[str, Any]]:
        """Return per indicator its name and its fields per period."""
        return [
            {
                "indikator": i,
                "periode": [
                    {
                        "nama": p.value,
                        "nilai": self[f"nilai_{i.pk.hex}_{p.value}"],
                        "ukuran": self[f"ukuran_{i.pk.hex}_{p.value}"],
                    }
                    for p in Periode
                ],
            }
            for i in self.indikator
        ]

    def target(self) -> dict[tuple[UUID, str], IsiTarget]:
        """Return the content for ``rad.actions.pantau_rencana.rencanakan``."""
        return {
            (i.pk, p.value): IsiTarget(
                self.cleaned_data[f"nilai_{i.pk.hex}_{p.value}"],
                self.cleaned_data[f"ukuran_{i.pk.hex}_{p.value}"],
            )
            for i in self.indikator
            for p in Periode
            if p.value not in self.terkunci
        }


def usul_substansi(capaian: Decimal | None) -> Decimal | None:
    """Return the substance score that the system proposes: the achievement, at most 100."""
    return None if capaian is None else min(capaian, Decimal(100))
