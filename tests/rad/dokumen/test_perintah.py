"""The commands, and the real kinds through the real engine."""

import datetime as dt
import hashlib
import io
import json
import uuid

import pikepdf
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from p3aks.core.documents import Status
from rad import documents, tasks
from rad.models import Dokumen, Perbup
from tests.rad.dokumen.bantu import segar


def test_command_makes_the_file_by_itself_where_no_worker_runs(
    rad, sekretariat, tmp_path, capsys, huruf, monkeypatch
):
    from rad.management.commands import buat_dokumen as perintah

    monkeypatch.setattr(perintah, "SABAR", 0.0)
    keluaran = tmp_path / "uji.pdf"
    call_command("buat_dokumen", "uji", "2025-2029", keluaran=keluaran)
    d = Dokumen.objects.get()
    assert d.diminta_oleh == sekretariat
    assert capsys.readouterr().out == f"{d.sha256}  {keluaran}\n"
    assert hashlib.sha256(keluaran.read_bytes()).hexdigest() == d.sha256
    with pikepdf.open(io.BytesIO(keluaran.read_bytes())) as pdf:
        assert len(pdf.pages) == d.halaman == 1
        assert str(pdf.docinfo["/Title"]) == d.judul


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (("uji", "2031-2035"), "Tidak ada RAD untuk periode"),
        (("uji", "kemarin"), "bukan UUID"),
        (("uji", str(uuid.UUID(int=7))), "Tidak ada objek"),
    ],
)
def test_command_explains_what_it_does_not_find(rad, tmp_path, argumen, pesan):
    with pytest.raises(CommandError, match=pesan):
        call_command("buat_dokumen", *argumen, keluaran=tmp_path / "x.pdf")


def test_command_acts_with_the_rights_of_a_person(rad, opd_a, tmp_path):
    with pytest.raises(CommandError, match="tidak berhak"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x", oleh="opd_a")
    with pytest.raises(CommandError, match="Tidak ada pengguna"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x", oleh="siapa")
    with pytest.raises(CommandError, match="sebutkan --oleh"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x")


def test_command_tells_a_failure_in_the_words_of_the_page(rad, sekretariat, tmp_path, monkeypatch):
    from rad.management.commands import buat_dokumen as perintah

    monkeypatch.setattr(perintah, "SABAR", 0.0)
    monkeypatch.setattr(documents, "cetak", lambda *_: 1 / 0)
    with pytest.raises(CommandError, match="kesalahan pada sistem"):
        call_command("buat_dokumen", "uji", "2025-2029", keluaran=tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_sweep_command_tells_what_it_did(rad, sekretariat, minta, capsys, lonceng):
    d = minta(sekretariat, rad)
    Dokumen.objects.update(ditawarkan_pada=timezone.now() - dt.timedelta(minutes=1))
    call_command("sapu_dokumen")
    assert capsys.readouterr().out.startswith("1 dokumen ditawarkan kembali")
    assert lonceng == [d.pk, d.pk]


@pytest.mark.parametrize(
    ("jenis", "awal"), [("matriks-rad", b"%PDF-1.7"), ("matriks-rad-xlsx", b"PK\x03\x04")]
)
def test_the_matrix_comes_out_of_the_whole_pipeline(
    rad_terisi, sekretariat, minta, huruf, jenis, awal
):
    d = minta(sekretariat, rad_terisi, jenis)
    tasks.buat_dokumen(str(d.pk))
    d = segar(d)
    assert (d.status, d.galat) == (Status.SELESAI, "")
    isi = d.isi_utuh()
    assert isi.startswith(awal)
    assert d.berkas.name.endswith(documents.JENIS[jenis].ekstensi)
    if jenis == "matriks-rad":
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            data = json.loads(pdf.attachments["matriks-rad.json"].get_file().read_bytes())
        assert data == d.snapshot  # what a machine reads is what was asked for
        teks = "".join(h.extract_text() for h in pypdf.PdfReader(io.BytesIO(isi)).pages)
        assert "Penyuluhan pencegahan kekerasan" in " ".join(teks.split())


@pytest.mark.parametrize("jenis", ["perbup", "perbup-docx"])
def test_a_regulation_comes_out_of_the_whole_pipeline(rad_terisi, sekretariat, minta, huruf, jenis):
    perbup = Perbup.objects.create(rad=rad_terisi, tentang="rencana aksi daerah")
    d = minta(sekretariat, perbup, jenis)
    tasks.buat_dokumen(str(d.pk))
    d = segar(d)
    assert (d.status, d.galat) == (Status.SELESAI, "")
    assert d.judul != documents.JENIS[jenis].label  # the title of the regulation itself
    assert (d.perbup, d.rad, d.final) == (perbup, None, False)
