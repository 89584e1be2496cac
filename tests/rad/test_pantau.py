"""Monitoring: reports from the OPD to the Sekretariat, and their lock."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from rad.actions import pantau, pantau_rencana
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.actions.pantau_rencana import IsiTarget
from rad.aturan.capaian import KOSONG
from rad.documents import kabar, tugas
from rad.enums_pantau import StatusLaporan, Warna
from rad.models import (
    Bukti,
    LaporanAksi,
    Realisasi,
    TargetPeriode,
    Terkunci,
)
from tests.rad.bantu_aksi import disetujui
from tests.rad.bantu_pantau import (  # noqa: F401  (fixtures)
    B04,
    DALAM_B04,
    TERKUNCI,
    TERLAMBAT,
    _aksi,
    _hari,
    baca,
    kirim,
    penuh,
    tulis,
)
from tests.rad.dunia_pantau import draf, lampirkan

D = Decimal


class TestAlur:
    def test_dari_opd_sampai_diterima(self, aksi, opd_a, sekretariat, bappeda):
        laporan = kirim(opd_a, aksi)
        assert baca(bappeda, aksi).status == StatusLaporan.DILAPORKAN
        pantau.terima(by=sekretariat, laporan=laporan, administrasi=D(100), substansi=D(90))
        b = baca(bappeda, aksi)
        assert (b.status, b.skor, b.warna) == ("diterima", D("93.00"), Warna.HIJAU)
        assert (b.serap_periode, b.pagu, b.serapan) == (D(30_000_000), D(100_000_000), D("30.00"))
        assert list(laporan.transisi.values_list("nama", "oleh__username")) == [
            ("laporkan", opd_a.username),
            ("terima", sekretariat.username),
        ]

    def test_draf_tidak_terbaca_orang_lain(self, aksi, opd_a, opd_b, bappeda):
        tulis(opd_a, aksi)
        assert LaporanAksi.objects.untuk(opd_a).count() == 1
        assert not LaporanAksi.objects.untuk(bappeda).exists()
        assert not LaporanAksi.objects.untuk(opd_b).exists()
        assert baca(bappeda, aksi).label_status == "Belum dilaporkan"

    def test_nilai_atau_alasan(self, aksi, opd_a):
        laporan = pantau.simpan(by=opd_a, aksi=aksi, isi=IsiLaporan(), **B04)
        with pytest.raises(ValidationError) as galat:
            pantau.laporkan(by=opd_a, laporan=laporan)
        assert len(galat.value.messages) == 3  # the indicator and two sources
        i = aksi.indikator.get()
        alasan = IsiLaporan(
            {i.pk: IsiRealisasi(None, "Kegiatan baru mulai Mei")}, {"pad": D(0), "dau": D(0)}
        )
        pantau.simpan(by=opd_a, aksi=aksi, isi=alasan, versi=laporan.versi, **B04)
        pantau.laporkan(by=opd_a, laporan=LaporanAksi.objects.get())
        assert baca(opd_a, aksi).indikator[0].capaian_tahun == KOSONG

    def test_yang_melaporkan_tidak_memeriksa(self, aksi, sekretariat, sekretaris):
        laporan = kirim(sekretariat, aksi)  # for an OPD without an account
        with pytest.raises(PermissionDenied):
            pantau.terima(by=sekretariat, laporan=laporan, administrasi=D(90), substansi=D(90))
        pantau.terima(by=sekretaris, laporan=laporan, administrasi=D(90), substansi=D(90))

    def test_merah_perlu_alasan(self, aksi, opd_a, sekretariat):
        laporan = kirim(opd_a, aksi)
        nilai = {"administrasi": D(50), "substansi": D(40)}
        with pytest.raises(ValidationError, match="merah"):
            pantau.terima(by=sekretariat, laporan=laporan, **nilai)
        pantau.terima(by=sekretariat, laporan=laporan, alasan="Anggaran terlambat cair.", **nilai)
        assert LaporanAksi.objects.get().alasan_nilai == "Anggaran terlambat cair."

    def test_kembali_lalu_diperbaiki(self, aksi, opd_a, sekretariat):
        laporan = kirim(opd_a, aksi)
        pantau.kembalikan(by=sekretariat, laporan=laporan, alasan="Daftar hadir belum ada.")
        judul = [t.judul for t in tugas.susun(opd_a).butir]
        assert any(j.startswith("Perbaiki laporan B04 2026") for j in judul)
        sejak = DALAM_B04 - dt.timedelta(days=1)
        assert "Laporan dikembalikan: B04 2026" in [k.judul for k in kabar.susun(opd_a, sejak)]
        laporan = LaporanAksi.objects.get()
        pantau.laporkan(by=opd_a, laporan=laporan)
        assert LaporanAksi.objects.get().status == StatusLaporan.DILAPORKAN

    def test_yang_dinilai_yang_dibaca(self, aksi, opd_a, sekretariat):
        laporan = kirim(opd_a, aksi)
        dibaca = laporan.versi
        pantau.tarik(by=opd_a, laporan=laporan)
        pantau.laporkan(by=opd_a, laporan=LaporanAksi.objects.get())
        with pytest.raises(SudahBerubah):
            pantau.terima(
                by=sekretariat, laporan=LaporanAksi.objects.get(), versi=dibaca,
                administrasi=D(90), substansi=D(90),
            )  # fmt: skip

    def test_hanya_yang_ditetapkan_dilaporkan(self, hari, rad, opd_a, sekretariat):
        belum = disetujui(opd_a, rad, sekretariat)
        with pytest.raises(ValidationError, match="ditetapkan"):
            tulis(opd_a, belum)

    def test_dua_orang_memulai_bersamaan(self, aksi, opd_a, monkeypatch):
        """Who comes second is told so: no error page."""

        def disela(*tempat):
            LaporanAksi.objects.bulk_create([LaporanAksi(aksi=aksi, kendala="Pertama", **B04)])

        monkeypatch.setattr(pantau, "pastikan_terbuka", disela)
        with pytest.raises(SudahBerubah):
            tulis(opd_a, aksi)

    def test_opd_lain_ditolak(self, aksi, opd_b):
        with pytest.raises(PermissionDenied):
            tulis(opd_b, aksi)


class TestKunci:
    def test_sebelum_mulai_belum_ada_yang_dilaporkan(self, aksi, opd_a):
        with pytest.raises(Terkunci, match="mulai 1 September 2026"):
            draf(opd_a, aksi, "B12", tahun=2026)

    def test_terlambat_masih_diterima_dan_ditandai(self, aksi, opd_a, hari):
        hari.move_to(TERLAMBAT)
        kirim(opd_a, aksi)
        assert baca(opd_a, aksi).terlambat

    def test_setelah_kunci_tidak_ada_jalan(self, aksi, opd_a, sekretariat, sekretaris, masuk, hari):
        """A locked period cannot change by any channel."""
        laporan = kirim(opd_a, aksi)
        bukti = _bukti_terkirim(aksi, opd_a, sekretaris, laporan)
        laporan = LaporanAksi.objects.select_related("aksi__rad").get(pk=laporan.pk)
        semula = _isi_basis()
        hari.move_to(TERKUNCI)
        i = aksi.indikator.get()
        jalan = [
            lambda: pantau.tarik(by=opd_a, laporan=laporan),
            lambda: pantau.terima(
                by=sekretariat, laporan=laporan, administrasi=D(90), substansi=D(90)
            ),
            lambda: pantau.kembalikan(by=sekretariat, laporan=laporan, alasan="Daftar hadir belum"),
            lambda: pantau_rencana.periksa_bukti(by=sekretariat, bukti=bukti, memadai=True),
            lambda: pantau_rencana.rencanakan(
                by=opd_a, aksi=aksi, tahun=2026, target={(i.pk, "B04"): IsiTarget(D(9))}
            ),
            lambda: pantau.simpan(by=opd_a, aksi=aksi, isi=penuh(aksi), **B04),
            laporan.save,
            laporan.delete,
            Realisasi.objects.get().save,
            Realisasi.objects.get().delete,
            bukti.save,
            bukti.delete,
            laporan.anggaran.first().save,
            laporan.anggaran.first().delete,
        ]
        for satu in jalan:
            with pytest.raises((Terkunci, PermissionDenied)), transaction.atomic():
                satu()
        for orang in (opd_a, sekretariat):
            for alamat, data in _kiriman(aksi, laporan, bukti):
                masuk(orang).post(alamat, data)
        assert _isi_basis() == semula

    def test_dibuka_dengan_alasan_lalu_terkunci_lagi(self, aksi, opd_a, opd_b, sekretariat, hari):
        hari.move_to(TERKUNCI)
        besok = dt.date(2026, 7, 2)
        with pytest.raises(ValidationError):
            pantau_rencana.buka_kunci(
                by=sekretariat, rad=aksi.rad, sampai=besok, alasan="lupa", **B04
            )
        lain = opd_b.lembaga
        pantau_rencana.buka_kunci(
            by=sekretariat, rad=aksi.rad, sampai=besok, alasan="Listrik padam tiga hari",
            lembaga=lain, **B04,
        )  # fmt: skip
        with pytest.raises(Terkunci):  # opened for somebody else
            tulis(opd_a, aksi)
        pantau_rencana.buka_kunci(
            by=sekretariat, rad=aksi.rad, sampai=besok, alasan="Listrik padam tiga hari", **B04
        )
        laporan = tulis(opd_a, aksi)
        hari.move_to(TERKUNCI + dt.timedelta(days=2))
        with pytest.raises(Terkunci):
            laporan.save()

    def test_opd_tidak_membuka_sendiri(self, aksi, opd_a, hari):
        hari.move_to(TERKUNCI)
        with pytest.raises(PermissionDenied):
            pantau_rencana.buka_kunci(
                by=opd_a, rad=aksi.rad, sampai=dt.date(2026, 7, 2), alasan="Kami terlambat", **B04
            )

    def test_yang_terkunci_tidak_ditagih(self, aksi, opd_a, hari):
        assert any(t.judul.startswith("Laporkan B04 2026") for t in tugas.susun(opd_a).butir)
        hari.move_to(TERKUNCI)
        assert not any(t.judul.startswith("Laporkan") for t in tugas.susun(opd_a).butir)


def _bukti_terkirim(aksi, opd_a, sekretaris, laporan):
    pantau.tarik(by=opd_a, laporan=laporan)
    laporan = LaporanAksi.objects.select_related("aksi__rad").get(pk=laporan.pk)
    bukti = lampirkan(opd_a, laporan)
    pantau.laporkan(by=opd_a, laporan=laporan)
    return Bukti.objects.select_related("laporan__aksi__rad").get(pk=bukti.pk)


def _isi_basis():
    return [
        list(m.objects.order_by("pk").values_list())
        for m in (LaporanAksi, Realisasi, Bukti, TargetPeriode)
    ]


def _kiriman(aksi, laporan, bukti):
    i = aksi.indikator.get().pk.hex
    tempat = reverse("rad:laporan_aksi", args=[aksi.pk, 2026, "B04"])
    yield tempat, {"versi": laporan.versi, f"nilai_{i}": "9", "anggaran_pad": "5"}
    yield reverse("rad:pantau_rencana", args=[aksi.pk]) + "?tahun=2026", {f"nilai_{i}_B04": "7"}
    for nama in ("laporkan", "tarik", "terima", "kembalikan"):
        data = {"versi": laporan.versi, "administrasi": "9", "substansi": "9", "alasan": "x" * 20}
        yield reverse(f"rad:laporan_aksi_{nama}", args=[laporan.pk]), data
    yield reverse("rad:bukti_hapus", args=[bukti.pk]), {}
    yield reverse("rad:bukti_periksa", args=[bukti.pk]), {"memadai": "ya"}
