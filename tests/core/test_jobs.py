"""The queue: whatever dies, comes twice or comes late, one row ends in one document."""

import datetime as dt
import os
import socket
import time
import uuid
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from p3aks.core import jobs
from p3aks.core.audit import JejakAudit, periksa, rantai_dari
from p3aks.core.documents import FOLDER, Status, folder_kerja
from p3aks.core.pdf import GalatTerlaluBesar, Hasil
from rad.models import Dokumen

ISI = b"%PDF-1.7 isi"


@pytest.fixture
def baru(rad, sekretariat):
    """Make a waiting row."""

    def buat(**isian) -> Dokumen:
        return Dokumen.objects.create(
            rad=rad,
            jenis="uji",
            judul="Uji",
            snapshot={"judul": "Uji"},
            kunci=uuid.uuid4().hex,
            diminta_oleh=sekretariat,
            **isian,
        )

    return buat


def cetak(dokumen, tujuan: Path, kemajuan, batal) -> Hasil:
    tujuan.write_bytes(ISI)
    return Hasil(sha256="bukan yang dipakai", halaman=3, ukuran=0)


def kerjakan(dokumen: Dokumen, cara=cetak) -> bool:
    return jobs.kerjakan(Dokumen, str(dokumen.pk), cetak=cara, ekstensi=lambda _: "pdf")


def segar(dokumen: Dokumen) -> Dokumen:
    return Dokumen.objects.get(pk=dokumen.pk)


def berkas_jadi() -> list[str]:
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    return sorted(b.name for b in folder.iterdir() if b.is_file()) if folder.exists() else []


def habiskan_sewa(dokumen: Dokumen, percobaan: int = 1) -> None:
    """As if a worker had taken the row and died a while ago."""
    Dokumen.objects.filter(pk=dokumen.pk).update(
        status=Status.JALAN,
        token=uuid.uuid4(),
        sewa_sampai=timezone.now() - dt.timedelta(seconds=1),
        mulai_pada=timezone.now(),
        percobaan=percobaan,
    )


def sapu(**pilihan) -> tuple[jobs.Sapuan, list[uuid.UUID]]:
    terdengar: list[uuid.UUID] = []
    hasil = jobs.sapu(Dokumen, lambda pk: not terdengar.append(pk), **pilihan)
    return hasil, terdengar


# --- one row --------------------------------------------------------------------------------------


def test_a_waiting_row_becomes_a_document(baru):
    d = baru()
    assert kerjakan(d)
    d = segar(d)
    assert (d.status, d.persen, d.halaman, d.ukuran) == (Status.SELESAI, 100, 3, len(ISI))
    assert d.isi_utuh() == ISI
    assert (d.token, d.sewa_sampai) == (None, None)
    assert d.dibuat_pada <= d.mulai_pada <= d.selesai_pada
    assert berkas_jadi() == [Path(d.berkas.name).name]
    assert list(folder_kerja().iterdir()) == []
    jejak = JejakAudit.objects.get(rantai=rantai_dari(d))
    assert (jejak.peristiwa, jejak.rincian["sha256"]) == ("dokumen.selesai", d.sha256)


def test_nothing_of_the_content_is_in_the_file_name(baru):
    d = baru()
    kerjakan(d)
    assert uuid.UUID(Path(segar(d).berkas.name).stem)


def test_the_same_message_ten_times_renders_once(baru):
    d, kali = baru(), []

    def hitung(*argumen):
        kali.append(1)
        return cetak(*argumen)

    assert [kerjakan(d, hitung) for _ in range(10)] == [True] + [False] * 9
    assert len(kali) == len(berkas_jadi()) == 1


def test_only_one_of_many_takes_the_row(baru):
    d = baru()
    token = [jobs.ambil(Dokumen, d.pk) for _ in range(5)]
    assert token[0] is not None
    assert token[1:] == [None] * 4
    assert segar(d).token == token[0]


def test_the_lease_lasts_about_a_minute_by_the_databases_clock(baru):
    d = baru()
    jobs.ambil(Dokumen, d.pk)
    sisa = segar(d).sewa_sampai - timezone.now()
    assert dt.timedelta(seconds=55) < sisa <= dt.timedelta(seconds=61)


def test_a_stranger_can_neither_finish_nor_fail_it(baru):
    d = baru()
    jobs.ambil(Dokumen, d.pk)
    asing = uuid.uuid4()
    isi = {"berkas": "dokumen/x.pdf", "sha256": "a" * 64, "ukuran": 1, "halaman": 1}
    assert not jobs.selesaikan(Dokumen, d.pk, asing, **isi)
    assert not jobs.gagalkan(Dokumen, d.pk, asing, "tidak")
    assert segar(d).status == Status.JALAN


def test_a_late_worker_leaves_the_winners_file_alone(baru):
    d = baru()

    def terlambat(dokumen, tujuan, kemajuan, batal):
        habiskan_sewa(dokumen)
        sapu()
        assert kerjakan(dokumen)  # the second worker finishes first
        return cetak(dokumen, tujuan, kemajuan, batal)

    assert not kerjakan(d, terlambat)
    d = segar(d)
    assert d.status == Status.SELESAI
    assert d.isi_utuh() == ISI
    assert berkas_jadi() == [Path(d.berkas.name).name]
    assert JejakAudit.objects.filter(peristiwa="dokumen.selesai").count() == 1


def test_cancelling_reaches_the_worker_and_no_file_stays(baru, monkeypatch):
    monkeypatch.setattr(jobs, "JEDA_TANYA", 0)
    d, melihat = baru(), []

    def dibatalkan(dokumen, tujuan, kemajuan, batal):
        melihat.append(batal())
        assert jobs.batalkan(Dokumen, dokumen.pk)
        melihat.append(batal())
        return cetak(dokumen, tujuan, kemajuan, batal)

    assert not kerjakan(d, dibatalkan)
    assert melihat == [False, True]
    assert segar(d).status == Status.BATAL
    assert berkas_jadi() == []


def test_an_engine_error_is_told_in_its_own_words(baru):
    def besar(*_):
        raise GalatTerlaluBesar("html 99 > 1")

    d = baru()
    assert not kerjakan(d, besar)
    d = segar(d)
    assert d.status == Status.GAGAL
    assert d.galat == str(GalatTerlaluBesar())
    assert JejakAudit.objects.filter(peristiwa="dokumen.gagal").exists()


def test_any_other_error_is_told_without_technical_words_and_leaves_no_file(baru, caplog):
    def rusak(_dokumen, tujuan, _kemajuan, _batal):
        tujuan.write_bytes(b"setengah")
        tujuan.with_name(f".{tujuan.name}.abc").write_bytes(b"setengah")
        raise KeyError("kolom_rahasia")

    d = baru()
    assert not kerjakan(d, rusak)
    assert segar(d).galat == jobs.GALAT_UMUM
    assert "KeyError" in caplog.text
    assert list(folder_kerja().iterdir()) == []


def test_failed_and_cancelled_rows_can_go_back_and_others_cannot(baru):
    gagal, batal, selesai, antre = baru(), baru(), baru(), baru()
    kerjakan(gagal, lambda *_: 1 / 0)
    jobs.batalkan(Dokumen, batal.pk)
    kerjakan(selesai)
    hasil = [jobs.antrekan_lagi(Dokumen, d.pk) for d in (gagal, batal, selesai, antre)]
    assert hasil == [True, True, False, False]
    assert kerjakan(gagal)
    assert (segar(gagal).percobaan, segar(gagal).galat) == (1, "")
    assert not jobs.batalkan(Dokumen, gagal.pk)


def test_only_a_draft_is_made_again_when_its_file_is_lost(baru):
    draf, final = baru(), baru(final=True)
    for d in (draf, final):
        kerjakan(d)
    assert jobs.antrekan_lagi(Dokumen, draf.pk, berkas_hilang=True)
    assert not jobs.antrekan_lagi(Dokumen, final.pk, berkas_hilang=True)


def test_progress_reaches_the_row_at_most_twice_a_second(baru, monkeypatch):
    jam = [100.0]
    monkeypatch.setattr(jobs.time, "monotonic", lambda: jam[0])
    d = baru()
    token = jobs.ambil(Dokumen, d.pk)
    sewa = jobs.Sewa(Dokumen, d.pk, token)
    tertulis = set()
    for persen in range(1, 101):
        jam[0] += 0.05
        sewa.maju(persen, f"Bagian {persen}")
        tertulis.add(segar(d).persen)
    assert 8 <= len(tertulis) <= 12
    assert max(tertulis) == 99  # 100 is for the finished row alone
    assert segar(d).tahap.startswith("Bagian ")


def test_progress_extends_the_lease_and_a_lost_one_is_noticed(baru, monkeypatch):
    monkeypatch.setattr(jobs, "JEDA_TULIS", 0)
    d = baru()
    token = jobs.ambil(Dokumen, d.pk)
    Dokumen.objects.update(sewa_sampai=timezone.now())
    sewa = jobs.Sewa(Dokumen, d.pk, token)
    sewa.maju(10, "Menata")
    assert segar(d).sewa_sampai > timezone.now() + dt.timedelta(seconds=50)
    assert not sewa.lepas()
    habiskan_sewa(d)
    sewa.maju(20, "Menata")
    assert sewa.lepas()
    assert segar(d).persen == 10


def test_a_database_that_is_away_for_a_moment_does_not_stop_the_work(baru, monkeypatch):
    d = baru()
    token = jobs.ambil(Dokumen, d.pk)
    sewa = jobs.Sewa(Dokumen, d.pk, token)

    def hilang(*_):
        raise DatabaseError

    monkeypatch.setattr(jobs, "JEDA_TULIS", 0)
    with monkeypatch.context() as mp:
        mp.setattr(jobs, "_milik", hilang)
        sewa.maju(10, "Menata")
    assert not sewa.lepas()
    sewa.maju(20, "Menata")
    assert segar(d).persen == 20


# --- the sweeper ----------------------------------------------------------------------------------


def test_a_row_whose_worker_died_is_offered_again_in_the_same_sweep(baru):
    d = baru()
    habiskan_sewa(d)
    hasil, terdengar = sapu()
    assert hasil == jobs.Sapuan(ditawarkan=1, dikembalikan=1, digagalkan=0, dihapus=0)
    assert terdengar == [d.pk]
    assert kerjakan(d)
    assert segar(d).percobaan == 2


def test_the_third_death_is_the_last(baru):
    d = baru()
    habiskan_sewa(d, percobaan=jobs.MAKS_PERCOBAAN)
    hasil, terdengar = sapu()
    assert (hasil.digagalkan, hasil.dikembalikan, terdengar) == (1, 0, [])
    d = segar(d)
    assert (d.status, d.galat) == (Status.GAGAL, jobs.GALAT_BERULANG)
    assert sapu()[0].digagalkan == 0


def test_a_living_worker_is_left_alone(baru):
    d = baru()
    token = jobs.ambil(Dokumen, d.pk)
    assert sapu()[0] == (0, 0, 0, 0)
    assert segar(d).token == token


def test_a_row_is_offered_again_after_twenty_seconds_not_before(baru):
    segera, lama = baru(), baru()
    Dokumen.objects.filter(pk=lama.pk).update(
        ditawarkan_pada=timezone.now() - dt.timedelta(seconds=21)
    )
    assert sapu()[1] == [lama.pk]
    assert sapu()[1] == []
    assert segar(segera).status == Status.ANTRE


def test_a_silent_broker_is_asked_once_per_sweep_and_nothing_is_lost(baru):
    for _ in range(3):
        baru(ditawarkan_pada=timezone.now() - dt.timedelta(minutes=1))
    ditanya = []
    hasil = jobs.sapu(Dokumen, lambda pk: bool(ditanya.append(pk)))
    assert len(ditanya) == 1
    assert hasil.ditawarkan == 0
    assert Dokumen.objects.filter(status=Status.ANTRE).count() == 3


def test_a_long_queue_does_not_flood_the_broker(baru):
    for _ in range(jobs.TAWARAN_SEKALI + 5):
        baru(ditawarkan_pada=timezone.now() - dt.timedelta(minutes=1))
    assert len(sapu()[1]) == jobs.TAWARAN_SEKALI
    assert len(sapu()[1]) == 5


def test_stray_files_go_and_files_in_use_stay(baru):
    jadi, jalan = baru(), baru()
    kerjakan(jadi)
    token = jobs.ambil(Dokumen, jalan.pk)
    kerja, folder = folder_kerja(), folder_kerja().parent
    dipakai = [kerja / f".{token}.pdf.abc", kerja / f"{token}.pdf", folder / f"{token}.pdf"]
    tertinggal = [kerja / f".{uuid.uuid4()}.pdf.abc", folder / f"{uuid.uuid4()}.pdf"]
    bukan_kita = folder / "catatan.txt"
    for b in (*dipakai, *tertinggal, bukan_kita):
        b.write_bytes(b"x")
    assert sapu()[0].dihapus == 1
    assert sapu(tuntas=True)[0].dihapus == 1
    assert all(b.exists() for b in (*dipakai, bukan_kita))
    assert not any(b.exists() for b in tertinggal)
    assert segar(jadi).isi_utuh() == ISI


def test_the_trail_of_all_this_is_intact(baru):
    d = baru()
    habiskan_sewa(d, percobaan=jobs.MAKS_PERCOBAAN)
    sapu()
    jobs.antrekan_lagi(Dokumen, d.pk)
    kerjakan(d)
    assert [j.peristiwa for j in JejakAudit.objects.filter(rantai=rantai_dari(d))] == [
        "dokumen.gagal",
        "dokumen.selesai",
    ]
    assert list(periksa()) == []


# --- what the database itself refuses -------------------------------------------------------------


@pytest.mark.parametrize(
    "isian",
    [
        {"status": Status.JALAN},
        {"token": uuid.uuid4()},
        {"status": Status.SELESAI},
        {"status": Status.GAGAL},
        {"persen": 101},
        {"selesai_pada": "2020-01-01T00:00:00Z", "mulai_pada": "2020-01-02T00:00:00Z"},
        {"mulai_pada": "2020-01-01T00:00:00Z"},
        {"rad": None},
    ],
)
def test_impossible_rows_are_refused(baru, isian):
    d = baru()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dokumen.objects.filter(pk=d.pk).update(**isian)


# --- the bell -------------------------------------------------------------------------------------


def buat_dokumen(pk: str) -> None:
    """A task body that is never run here."""


@pytest.fixture
def tugas():
    """A task whose broker is a Redis at the given port."""

    def buat(port: int):
        app = Celery("uji", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
        app.conf.task_ignore_result = True
        return app.task(buat_dokumen, name="uji.tugas", shared=False)

    return buat


def test_a_broker_that_is_gone_costs_no_time(tugas, caplog):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    mulai = time.monotonic()
    assert jobs.tawarkan(tugas(port), uuid.uuid4()) is False
    assert time.monotonic() - mulai < 1.5
    assert "antrean tidak menjawab: OperationalError" in caplog.text


def test_a_broker_that_hangs_costs_about_a_second(tugas, caplog):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen(20)
        mulai = time.monotonic()
        assert jobs.tawarkan(tugas(s.getsockname()[1]), uuid.uuid4()) is False
        assert time.monotonic() - mulai < 1.5
    assert "antrean tidak menjawab: OperationalError" in caplog.text


def test_the_message_holds_the_id_and_nothing_else(tmp_path):
    app = Celery("uji", broker="filesystem://", set_as_current=False)
    for folder in ("antrian", "kendali"):
        (tmp_path / folder).mkdir()
    app.conf.broker_transport_options = {
        "data_folder_in": str(tmp_path / "antrian"),
        "data_folder_out": str(tmp_path / "antrian"),
        "control_folder": str(tmp_path / "kendali"),
    }
    pk = uuid.uuid4()
    assert jobs.tawarkan(app.task(buat_dokumen, name="uji.tugas", shared=False), pk)
    (pesan,) = (tmp_path / "antrian").iterdir()
    isi = pesan.read_text()
    assert str(pk) in isi
    assert os.path.getsize(pesan) < 2000
