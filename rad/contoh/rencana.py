"""The demo plan, through the same import a regency uses."""

from pathlib import Path

from pokja.models import Pengguna
from rad.actions import impor
from rad.forms.impor import periksa
from rad.models import Rad


def isi_rencana(rad: Rad, berkas: Path, oleh: Pengguna) -> None:
    """Put every row of the spreadsheet *berkas* into *rad* as drafts."""
    isi = berkas.read_bytes()
    hasil = periksa(berkas.name, isi, rad=rad, user=oleh)
    unggahan = impor.unggah(by=oleh, rad=rad, nama=berkas.name, isi=isi, hasil=hasil.data())
    impor.terapkan(by=oleh, impor=unggahan)
