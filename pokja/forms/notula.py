"""Minutes, decisions and what follows from them."""

from typing import Any
from uuid import UUID

from django import forms

from p3aks.core.forms import FormulirMixin, KunciMixin, TanggalField, nilai_baris
from p3aks.core.pindaian import PindaianField
from pokja.actions.notula import Naskah
from pokja.enums_rapat import StatusTindakLanjut
from pokja.models import AgendaRapat, Keputusan, Lembaga, Rapat, TindakLanjut

PANJANG = 20_000
PEMBAHASAN = 50_000


def _kalimat(label: str, baris: int, maks: int = PANJANG, **lain: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=maks, required=False,
        widget=forms.Textarea(attrs={"rows": baris}), **lain,
    )  # fmt: skip


class KepalaNotulaForm(FormulirMixin, forms.Form):
    """What frames the minutes."""

    RUAS = ("pimpinan", "notulis", "nomor_berita_acara", "pembukaan", "penutup", "saran")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    pimpinan = forms.CharField(label="Pemimpin rapat", max_length=150, required=False)
    notulis = forms.CharField(label="Pencatat", max_length=150, required=False)
    nomor_berita_acara = forms.CharField(
        label="Nomor berita acara", max_length=80, required=False, help_text="Boleh menyusul."
    )
    pembukaan = _kalimat("Pembukaan", 4, help_text="Siapa membuka, apa pesannya.")
    penutup = _kalimat("Penutup", 3)
    saran = _kalimat("Saran untuk laporan", 3, 4000)

    def __init__(self, *args: Any, rapat: Rapat, **kwargs: Any) -> None:
        kwargs["initial"] = nilai_baris(rapat, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class PembahasanForm(forms.Form):
    """The minutes of one item, as autosave sends them."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    teks = forms.CharField(
        label="Pembahasan",
        max_length=PEMBAHASAN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "form-control"}),
    )


class KeputusanForm(FormulirMixin, KunciMixin):
    """A decision."""

    RUAS = ("isi", "agenda")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    isi = forms.CharField(
        label="Keputusan", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    agenda = forms.ModelChoiceField(
        label="Pokok bahasan",
        queryset=AgendaRapat.objects.none(),
        required=False,
        empty_label="Rapat secara umum",
    )

    def __init__(
        self, *args: Any, rapat: Rapat, keputusan: Keputusan | None = None, **kwargs: Any
    ) -> None:
        if keputusan is not None:
            kwargs["initial"] = nilai_baris(keputusan, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)
        self.fields["agenda"].queryset = rapat.agenda.all()

    def kolom(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class TindakLanjutForm(FormulirMixin, KunciMixin):
    """What follows from a decision."""

    RUAS = ("uraian", "lembaga", "tenggat")

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    uraian = forms.CharField(
        label="Yang dikerjakan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Satu pekerjaan yang kelak dapat dibuktikan.",
    )
    lembaga = forms.ModelChoiceField(
        label="Penanggung jawab", queryset=Lembaga.objects.filter(aktif=True), empty_label="Pilih"
    )
    tenggat = TanggalField(label="Paling lambat", help_text="Misalnya 31 Januari 2027.")

    def __init__(
        self, *args: Any, tindak_lanjut: TindakLanjut | None = None, **kwargs: Any
    ) -> None:
        if tindak_lanjut is not None:
            kwargs["initial"] = nilai_baris(tindak_lanjut, ("versi", *self.RUAS))
        super().__init__(*args, **kwargs)

    def isi(self) -> dict[str, Any]:
        """Return the columns for the action."""
        return {n: self.cleaned_data[n] for n in self.RUAS}


class SahkanForm(FormulirMixin, forms.Form):
    """The whole text of the minutes, read once more before they are final.

    One field for each agenda item, ``agenda-<id>``, beside the version it had when it was read.
    """

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    pembukaan = _kalimat("Pembukaan", 4)

    def __init__(self, *args: Any, rapat: Rapat, agenda: list[AgendaRapat], **kwargs: Any) -> None:
        awal = nilai_baris(rapat, ("versi", "pembukaan", "penutup"))
        awal |= {f"agenda-{a.pk}": a.pembahasan for a in agenda}
        awal |= {f"versi-{a.pk}": a.versi for a in agenda}
        kwargs["initial"] = awal
        super().__init__(*args, **kwargs)
        self.agenda = agenda
        for a in agenda:
            self.fields[f"versi-{a.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
            )
            self.fields[f"agenda-{a.pk}"] = _kalimat(a.judul, 6, PEMBAHASAN)
        self.fields["penutup"] = _kalimat("Penutup", 3)

    def naskah(self) -> Naskah:
        """Return the text as the person has it."""
        isi = self.cleaned_data
        pembahasan: dict[UUID, tuple[int, str]] = {
            a.pk: (isi[f"versi-{a.pk}"], isi[f"agenda-{a.pk}"]) for a in self.agenda
        }
        return Naskah(isi["pembukaan"], isi["penutup"], pembahasan)


class LaporkanForm(FormulirMixin, KunciMixin):
    """What was done, with evidence."""

    uraian = forms.CharField(
        label="Yang sudah dikerjakan", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    berkas = PindaianField(label="Berkas bukti")


class PeriksaForm(FormulirMixin, forms.Form):
    """Whether the evidence is adequate."""

    memadai = forms.ChoiceField(
        label="Putusan",
        widget=forms.RadioSelect,
        choices=[("ya", "Memadai, tindak lanjut selesai"), ("belum", "Belum memadai")],
    )
    catatan = forms.CharField(
        label="Catatan",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila belum memadai: apa yang masih kurang.",
    )


class UndurForm(FormulirMixin, forms.Form):
    """More time, and why."""

    tenggat = TanggalField(label="Tenggat baru")
    alasan = forms.CharField(label="Alasan", max_length=100)


class HentikanForm(FormulirMixin, forms.Form):
    """Why nothing more will be done."""

    alasan = forms.CharField(
        label="Alasan", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class SaringTindakLanjutForm(forms.Form):
    """What the list of follow-ups shows."""

    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[
            ("", "Belum selesai"),
            ("lewat", "Lewat tenggat"),
            (StatusTindakLanjut.DILAPORKAN.value, "Menunggu pemeriksaan"),
            ("semua", "Semua"),
        ],
    )
    lembaga = forms.ModelChoiceField(
        label="Penanggung jawab",
        required=False,
        queryset=Lembaga.objects.all(),
        empty_label="Semua lembaga",
    )
