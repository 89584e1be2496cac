"""``impor_rad FILE --rad RAD [--oleh USERNAME] [--periksa] [--json]`` (DESIGN section 8)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from p3aks.core.models import SudahBerubah
from p3aks.core.uploads import BerkasDitolak, periksa_ukuran
from pokja.enums import Peran
from pokja.models import Pengguna, Penugasan
from rad.actions import impor as aksi_impor
from rad.actions.kunci_pengisian import PengisianDitutup
from rad.forms.impor import HasilPeriksa, Temuan, periksa
from rad.models import Rad


class Command(BaseCommand):
    """Checks a RAD spreadsheet and stores its valid rows."""

    help = "Memeriksa berkas Excel RAD, lalu menyimpan baris yang sah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("berkas", type=Path, help="berkas .xlsx")
        parser.add_argument("--rad", required=True, help="UUID RAD, atau periodenya: 2025-2029")
        parser.add_argument("--oleh", help="nama pengguna; bila kosong: akun Sekretariat")
        parser.add_argument("--periksa", action="store_true", help="periksa saja, tidak menyimpan")
        parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Check; unless only asked to check, store; print what was found."""
        rad, by = _rad(opsi["rad"]), _pengguna(opsi["oleh"])
        if not by.has_perm("rad.impor"):
            raise CommandError(f"Pengguna {by.username} tidak berhak mengimpor RAD.")
        isi = _baca(opsi["berkas"])
        try:
            hasil = periksa(opsi["berkas"].name, isi, rad=rad, user=by)
            simpan = None if opsi["periksa"] else _simpan(by, rad, opsi["berkas"].name, isi, hasil)
        except BerkasDitolak as galat:
            raise CommandError(str(galat)) from None
        except PengisianDitutup as galat:
            raise CommandError(galat.messages[0]) from None
        except SudahBerubah:
            raise CommandError(
                "RAD diubah orang lain saat berkas diperiksa; tidak ada yang disimpan. Ulangi."
            ) from None
        if opsi["json"]:
            self.stdout.write(json.dumps(_json(hasil), ensure_ascii=False, indent=1))
        else:
            self._cetak(hasil, simpan)

    def _cetak(self, hasil: HasilPeriksa, simpan: aksi_impor.Ringkasan | None) -> None:
        for judul, daftar in (("Masalah", hasil.masalah), ("Peringatan", hasil.peringatan)):
            for t in daftar:
                self.stdout.write(f"{judul}: {_kalimat(t)}")
        self.stdout.write(
            f"Lembar {hasil.judul.lembar.nama}: {hasil.sah} baris sah, "
            f"{len(hasil.baris_bermasalah)} baris bermasalah."
        )
        if simpan:
            self.stdout.write(
                f"Disimpan: {simpan.baru} aksi baru, {simpan.berubah} berubah; {simpan.sama} "
                "sudah sama."
            )
        else:
            self.stdout.write("Hanya diperiksa; tidak ada yang disimpan.")


def _kalimat(t: Temuan) -> str:
    kolom = f", {t.kolom}" if t.kolom else ""
    nilai = f" (berisi “{t.nilai}”)" if t.nilai else ""
    return f"{t.lembar}, baris {t.baris}{kolom}: {t.pesan}{nilai}"


def _json(hasil: HasilPeriksa) -> dict[str, Any]:
    return {
        "sah": hasil.sah,
        "masalah": [t.data() for t in hasil.masalah],
        "peringatan": [t.data() for t in hasil.peringatan],
    }


def _simpan(
    by: Pengguna, rad: Rad, nama: str, isi: bytes, hasil: HasilPeriksa
) -> aksi_impor.Ringkasan:
    """Store the upload and apply it: the same way as on the web."""
    impor = aksi_impor.unggah(by=by, rad=rad, nama=nama, isi=isi, hasil=hasil.data())
    return aksi_impor.terapkan(by=by, impor=impor)


def _baca(berkas: Path) -> bytes:
    try:
        periksa_ukuran(berkas.stat().st_size)
        return berkas.read_bytes()
    except BerkasDitolak as galat:
        raise CommandError(str(galat)) from None
    except OSError as galat:
        raise CommandError(f"Berkas {berkas.name} tidak dapat dibuka: {galat.strerror}.") from None


def _rad(teks: str) -> Rad:
    try:
        syarat: dict[str, Any] = {"pk": UUID(teks)}
    except ValueError:
        mulai, _, selesai = teks.replace("–", "-").partition("-")
        if not (mulai.isdecimal() and selesai.isdecimal()):
            raise CommandError(
                f"RAD “{teks}” tidak dikenal. Tulis UUID atau periode seperti 2025-2029."
            ) from None
        syarat = {"mulai": int(mulai), "selesai": int(selesai)}
    rad = Rad.objects.filter(**syarat).first()
    if rad is None:
        raise CommandError(f"RAD {teks} tidak ditemukan.")
    return rad


def _pengguna(username: str | None) -> Pengguna:
    if username:
        user = Pengguna.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Pengguna {username} tidak ditemukan.")
        return user
    tugas = (
        Penugasan.objects.berlaku()
        .filter(peran=Peran.SEKRETARIAT, pengguna__is_active=True)
        .select_related("pengguna")
        .order_by("mulai", "pengguna__username")
        .first()
    )
    if tugas is None:
        raise CommandError("Belum ada akun Sekretariat. Sebutkan penggunanya dengan --oleh.")
    return tugas.pengguna
