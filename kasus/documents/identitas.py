"""Identities of a case for the one page that shows them (tier F3)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst

from kasus.enums_akses import KanalAman
from kasus.models import Identitas, Kasus, Korban, Pelapor, Terlapor

RUAS = (
    *("nama", "alias", "nik", "tempat_lahir", "tanggal_lahir", "agama", "alamat", "desa"),
    *("telepon", "sekolah", "orang_tua", "kelompok"),
)


@dataclass(frozen=True)
class Orang:
    """One person: ``jenis`` korban, terlapor or pelapor; ``identitas`` None where none is known
    or open to the reader."""

    jenis: str
    baris: Any
    identitas: Identitas | None

    @property
    def sebutan(self) -> str:
        """Return how the case speaks of this person: ``Korban A``, ``Pelapor``."""
        return f"{self.jenis.capitalize()} {getattr(self.baris, 'kode', '')}".strip()

    @property
    def ruas(self) -> list[tuple[str, str, str]]:
        """Return (label, content, column) of what is known."""
        if self.identitas is None:
            return []
        kolom: Any = Identitas._meta
        return [
            (capfirst(kolom.get_field(n).verbose_name), isi, n)
            for n in RUAS
            if (isi := getattr(self.identitas, n))
        ]

    @property
    def bahaya(self) -> str:
        """Return the warning beside a victim's telephone: how she may be reached, if at all."""
        if not isinstance(self.baris, Korban):
            return ""
        if self.baris.kanal_aman == KanalAman.TIDAK:
            return "Jangan dihubungi: belum ada cara yang aman."
        return f"Cara yang aman: {self.baris.get_kanal_aman_display().lower()}."


def isi_identitas(user: Any, kasus: Kasus) -> list[Orang]:
    """Return everybody in *kasus*, with the identities that are open to *user* now."""
    semua = Identitas.objects.untuk(user).filter(kasus=kasus)
    per_orang = {i.korban_id or i.terlapor_id or i.pelapor_id: i for i in semua}
    orang: list[tuple[str, Any]] = [
        *(("korban", k) for k in kasus.korban.all()),
        *(("terlapor", t) for t in kasus.terlapor.all()),
        *(("pelapor", p) for p in Pelapor.objects.untuk(user).filter(kasus=kasus)),
    ]
    return [Orang(jenis, baris, per_orang.get(baris.pk)) for jenis, baris in orang]


def satu_orang(user: Any, kasus: Kasus, jenis: str, pk: UUID) -> Orang | None:
    """Return one person of *kasus*; None where there is none of that kind and id."""
    model: Any = {"korban": Korban, "terlapor": Terlapor, "pelapor": Pelapor}.get(jenis)
    if model is None:
        return None
    baris = model.objects.untuk(user).filter(kasus=kasus, pk=pk).first()
    if baris is None:
        return None
    identitas = Identitas.objects.untuk(user).filter(**{jenis: baris}).first()
    return Orang(jenis, baris, identitas)
