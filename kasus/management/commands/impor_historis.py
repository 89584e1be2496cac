"""``impor_historis FILE``: check old printed tables and store them as they are (DESIGN 8)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError

from kasus.actions import historis as tindakan
from kasus.aturan.historis_tabel import Hasil, TabelCetak, Temuan
from kasus.forms.historis import HURUF_MAKS, HistorisForm
from pokja.models import Pengguna


class Command(BaseCommand):
    """Checks old printed tables and stores them as they are printed."""

    help = (
        "Memeriksa tabel historis (teks, CSV, atau Excel), lalu menyimpannya sebagaimana tercetak."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command line."""
        parser.add_argument("berkas", type=Path, help="berkas .txt, .csv, atau .xlsx")
        parser.add_argument("--oleh", help="nama pengguna yang memasukkan; perlu untuk menyimpan")
        parser.add_argument("--sumber", help="siapa yang menerbitkan, di mana, kapan")
        parser.add_argument(
            "--indikator", type=Path, help="berkas .txt: angka di samping tabel, satu per baris"
        )
        parser.add_argument("--tahun", type=int, help="tahun tabel, bila berkas tidak menyebutnya")
        parser.add_argument("--periksa", action="store_true", help="periksa saja, tidak menyimpan")
        parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Check; unless only asked to check, store; print what was found."""
        form = _form(opsi)
        if not form.is_valid():
            raise CommandError(" ".join(str(g) for d in form.errors.values() for g in d))
        if not opsi["periksa"]:
            tindakan.simpan(by=_pengguna(opsi["oleh"]), **form.kiriman())
        if opsi["json"]:
            self.stdout.write(json.dumps(_json(form.tabel), ensure_ascii=False, indent=1))
            return
        for tabel, hasil in form.tabel:
            self.stdout.write(f"Tahun {tabel.tahun}: {hasil.putusan.value}")
            for t in hasil.temuan:
                self.stdout.write(f"  {'Masalah' if t.berat else 'Peringatan'}: {t.pesan}")
            if hasil.saran:
                self.stdout.write(f"  {hasil.saran.pesan}")
        ringkas = "Hanya diperiksa; tidak ada yang disimpan." if opsi["periksa"] else "Disimpan."
        self.stdout.write(ringkas)


def _form(opsi: dict[str, Any]) -> HistorisForm:
    berkas: Path = opsi["berkas"]
    isi = _buka(berkas)
    data: dict[str, Any] = {
        "sumber": opsi["sumber"] or berkas.name,
        "tahun": opsi["tahun"] or "",
        "indikator": _teks(_buka(opsi["indikator"])) if opsi["indikator"] else "",
    }
    if berkas.suffix.lower() != ".txt":
        return HistorisForm(data, {"berkas": SimpleUploadedFile(berkas.name, isi)})
    return HistorisForm({**data, "teks": _teks(isi)}, {})


def _buka(berkas: Path) -> bytes:
    try:
        return berkas.read_bytes()
    except OSError as galat:
        raise CommandError(f"Berkas {berkas.name} tidak dapat dibuka: {galat.strerror}.") from None


def _teks(isi: bytes) -> str:
    return isi.decode(errors="replace")[:HURUF_MAKS]


def _json(semua: list[tuple[TabelCetak, Hasil]]) -> dict[str, Any]:
    """Return the findings in the shape of the other imports; a row is a line of a table."""
    baris = [(tabel, t) for tabel, hasil in semua for t in hasil.temuan]
    return {
        "sah": sum(len(tabel.larik) for tabel, hasil in semua if hasil.putusan != "ditahan"),
        "masalah": [_satu(tabel, t) for tabel, t in baris if t.berat],
        "peringatan": [_satu(tabel, t) for tabel, t in baris if not t.berat],
    }


def _satu(tabel: TabelCetak, t: Temuan) -> dict[str, Any]:
    letak = t.letak
    return {
        "lembar": str(tabel.tahun),
        "baris": letak.larik + 1 if letak and letak.larik >= 0 else 0,
        "kolom": letak.kolom or "Jumlah" if letak else "",
        "nilai": "" if t.tercetak is None else str(t.tercetak),
        "pesan": t.pesan,
    }


def _pengguna(username: str | None) -> Pengguna:
    user = Pengguna.objects.filter(username=username or "").first()
    if user is None:
        raise CommandError("Sebutkan dengan --oleh siapa yang memasukkan, atau pakai --periksa.")
    return user
