"""Whom a conflict of interest keeps from a case, and why."""

from typing import Any

from django import forms

from kasus.forms.alasan import alasan_field
from kasus.models import Kasus, LaranganAkses
from p3aks.core.forms import FormulirMixin
from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan

# Roles through which somebody may come to know of a case at all.
PERAN_DAPAT_TAHU = (
    Peran.MANAJER_KASUS,
    Peran.PENDAMPING,
    Peran.SUPERVISOR,
    Peran.SEKRETARIAT,
    Peran.AUDITOR,
    Peran.PPDP,
    Peran.PATBM,
    Peran.MITRA_APH,
    Peran.MITRA_LAYANAN,
)


class PilihanOrang(forms.ModelChoiceField):
    """A person, with the institution."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and institution."""
        return f"{obj.nama} ({obj.lembaga})" if obj.lembaga else obj.nama


class LaranganForm(FormulirMixin, forms.Form):
    """One entry of the list of *kasus*."""

    use_required_attribute = False

    pengguna = PilihanOrang(
        label="Siapa yang tidak boleh tahu",
        queryset=Pengguna.objects.none(),
        empty_label="Pilih orang",
        help_text="Orang ini keluar dari tim, dan kasus ini hilang baginya di semua halaman. "
        "Ia tidak diberi tahu.",
        error_messages={"invalid_choice": "Orang ini sudah ada dalam daftar, atau tidak dikenal."},
    )
    alasan = alasan_field(
        "Benturan kepentingan apa", help_text="Misalnya kerabat, atasan, atau tetangga terlapor."
    )

    def __init__(self, *args: Any, kasus: Kasus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tugas = Penugasan.objects.berlaku().filter(peran__in=PERAN_DAPAT_TAHU)
        sudah = LaranganAkses.objects.seperti(kasus).aktif().filter(kasus=kasus)
        self.fields["pengguna"].queryset = (
            Pengguna.objects.filter(is_active=True, penugasan__in=tugas)
            .exclude(pk__in=list(sudah.values_list("pengguna", flat=True)))
            .select_related("lembaga")
            .distinct()
        )
