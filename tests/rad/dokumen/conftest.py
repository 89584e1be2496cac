"""A document at each stage, without a broker and (where said) without the engine."""

from decimal import Decimal

import pytest
from django.utils import timezone

from p3aks.bootstrap.lingkungan import lingkungan_anak
from p3aks.core import jobs
from p3aks.core.pdf import Hasil
from pokja.enums import Bidang
from rad import documents, tasks
from rad.actions import dokumen as aksi
from rad.enums import Arah, StatusAksi, StatusPerbup, SumberDana
from rad.models import Aksi, Anggaran, Dokumen, Indikator, Perbup, Sasaran, Target, VersiRad
from tests.rad.dokumen import jenis_uji
from tests.rad.dokumen.bantu import ISI, segar


@pytest.fixture(autouse=True)
def _jenis():
    """Register the small test kinds."""
    jenis_uji.daftarkan()
    yield
    jenis_uji.copot()


@pytest.fixture(autouse=True)
def lonceng(monkeypatch):
    """Instead of a broker: the list of ids that were rung."""
    terdengar = []
    monkeypatch.setattr(jobs, "tawarkan", lambda tugas, pk: not terdengar.append(pk))
    return terdengar


@pytest.fixture
def cetak_cepat(monkeypatch):
    """Render by writing a few bytes; counts how often."""
    kali = []

    def cetak(dokumen, tujuan, kemajuan, batal):
        kali.append(dokumen.pk)
        tujuan.write_bytes(ISI)
        return Hasil(sha256="", halaman=2, ukuran=0)

    monkeypatch.setattr(documents, "cetak", cetak)
    return kali


@pytest.fixture
def versi(rad, sekretariat):
    """A fixed version of the plan."""
    return VersiRad.objects.create(
        rad=rad, nomor=1, isi={"judul": "RAD"}, sidik="a" * 64, oleh=sekretariat
    )


@pytest.fixture
def minta(django_capture_on_commit_callbacks):
    """Ask for a document as the button does, with what happens on commit."""

    def _minta(by, objek, jenis="uji") -> Dokumen:
        with django_capture_on_commit_callbacks(execute=True):
            return aksi.siapkan(by=by, jenis=jenis, objek=objek)

    return _minta


@pytest.fixture
def jadi(minta, cetak_cepat):
    """A finished document."""

    def _jadi(by, objek, jenis="uji") -> Dokumen:
        dokumen = minta(by, objek, jenis)
        tasks.buat_dokumen(str(dokumen.pk))
        return segar(dokumen)

    return _jadi


@pytest.fixture
def huruf(monkeypatch):
    """The environment a worker is started with: fonts and libraries."""
    for nama in ("FONTCONFIG_FILE", "LD_LIBRARY_PATH"):
        if nilai := lingkungan_anak().get(nama):
            monkeypatch.setenv(nama, nilai)


@pytest.fixture
def rad_terisi(rad, opd_a, sekretariat):
    """A plan with one approved action."""
    sasaran = Sasaran.objects.create(rad=rad, bidang=Bidang.PENCEGAHAN, uraian="Daerah rawan aman")
    aksi_baru = Aksi.objects.create(
        rad=rad,
        bidang=Bidang.PENCEGAHAN,
        sasaran=sasaran,
        uraian="Penyuluhan pencegahan kekerasan",
        penanggung_jawab=opd_a.lembaga,
        status=StatusAksi.DISETUJUI,
        diajukan_oleh=opd_a,
        diajukan_pada=timezone.now(),
        diputuskan_oleh=sekretariat,
        diputuskan_pada=timezone.now(),
    )
    indikator = Indikator.objects.create(
        aksi=aksi_baru, nama="Desa tersuluh", satuan="desa", arah=Arah.NAIK
    )
    for tahun in rad.tahun:
        Target.objects.create(indikator=indikator, tahun=tahun, nilai=tahun - 2020)
        Anggaran.objects.create(
            aksi=aksi_baru, tahun=tahun, sumber=SumberDana.PAD, pagu=Decimal("1250000.00")
        )
    return rad


@pytest.fixture
def bermacam(rad, versi, sekretariat, minta):
    """A document of a draft plan, of a fixed version, of a draft and of a promulgated Perbup."""
    naskah = Perbup.objects.create(rad=rad, tentang="rencana aksi daerah")
    terbit = Perbup.objects.create(
        rad=rad,
        tentang="rencana aksi daerah",
        versi_rad=versi,
        nomor=7,
        tahun=2026,
        tanggal_ditetapkan="2026-11-20",
        tanggal_diundangkan="2026-11-21",
        nomor_berita_daerah=7,
        snapshot_final={"a": 1},
        sidik_final="b" * 64,
        status=StatusPerbup.DIUNDANGKAN,
    )
    return {
        "rad": minta(sekretariat, rad),
        "versi": minta(sekretariat, versi),
        "naskah": minta(sekretariat, naskah),
        "terbit": minta(sekretariat, terbit),
    }
