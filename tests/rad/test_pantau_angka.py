"""Monitoring: the figures of a period and of the year, and the evidence."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rad.actions import aksi as aksi_actions
from rad.actions import pantau, pantau_rencana, perubahan, versi
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.actions.pantau_rencana import IsiTarget
from rad.aturan.capaian import KOSONG
from rad.documents import pantau_jumlah
from rad.documents.pantau import BarisIndikator, BarisPantau, Uang
from rad.enums_pantau import StatusLaporan, Warna
from rad.models import (
    Aksi,
    Bukti,
    LaporanAksi,
    Target,
)
from tests.rad.bantu_aksi import teks
from tests.rad.bantu_pantau import B04, _aksi, _hari, baca, kirim, penuh, tulis  # noqa: F401  (fixtures)
from tests.rad.dunia_pantau import draf, lampirkan

D = Decimal


class TestAngka:
    def test_periode_dan_kumulatif_terpisah(self, aksi, opd_a, hari):
        i = aksi.indikator.get()
        bagian = {(i.pk, p): IsiTarget(D(n)) for p, n in (("B04", 1), ("B08", 2), ("B12", 3))}
        pantau_rencana.rencanakan(by=opd_a, aksi=aksi, tahun=2026, target=bagian)
        tulis(opd_a, aksi, nilai="1")
        hari.move_to(dt.datetime(2026, 9, 3, tzinfo=dt.UTC))
        draf(opd_a, aksi, "B08", tahun=2026, nilai="3")
        b = baca(opd_a, aksi, "B08").indikator[0]
        assert (b.target_periode, b.realisasi_periode) == (2, 3)
        assert (b.target_kumulatif, b.realisasi_kumulatif, b.target_tahun) == (3, 4, 6)
        persen = [c.persen for c in (b.capaian_periode, b.capaian_kumulatif, b.capaian_tahun)]
        assert persen == [D(150), D("133.33"), D("66.67")]

    def test_belum_dilaporkan_bukan_nol(self, aksi, opd_a, hari):
        tulis(opd_a, aksi)
        i = aksi.indikator.get()
        bagian = {(i.pk, p): IsiTarget(D(2)) for p in ("B04", "B08", "B12")}
        pantau_rencana.rencanakan(by=opd_a, aksi=aksi, tahun=2026, target=bagian)
        hari.move_to(dt.datetime(2026, 9, 3, tzinfo=dt.UTC))
        b = baca(opd_a, aksi, "B08")
        assert b.capaian is None
        assert b.indikator[0].realisasi_periode is None
        assert b.indikator[0].realisasi_kumulatif == 3
        assert b.indikator[0].capaian_kumulatif == KOSONG

    def test_keadaan_tidak_dijumlahkan(self, aksi, opd_a, hari):
        aksi.indikator.update(satuan="%")
        tulis(opd_a, aksi, nilai="40")
        hari.move_to(dt.datetime(2026, 9, 3, tzinfo=dt.UTC))
        draf(opd_a, aksi, "B08", tahun=2026, nilai="55")
        assert baca(opd_a, aksi, "B08").indikator[0].realisasi_kumulatif == 55

    def test_laporan_ikut_penerus(self, aksi, opd_a, rad, sekretariat, hari):
        """What was reported on the old wording belongs to its successor, locked or not."""
        kirim(opd_a, aksi)
        hari.move_to(dt.datetime(2026, 9, 3, tzinfo=dt.UTC))
        baru = perubahan.buka(by=opd_a, aksi=aksi, alasan="Sasarannya bertambah")
        aksi_actions.ajukan(by=opd_a, aksi=baru)
        aksi_actions.setujui(by=sekretariat, aksi=baru)
        assert baca(opd_a, aksi, "B08").indikator[0].realisasi_kumulatif == 3
        versi.tetapkan(by=sekretariat, rad=rad)
        b = baca(opd_a, baru, "B08")
        assert b.indikator[0].realisasi_kumulatif == 3
        assert b.serap_kumulatif == D(30_000_000)
        assert LaporanAksi.objects.get().aksi == baru
        assert list(Aksi.objects.dipantau()) == [baru]

    def test_capaian_dokumen_sumber_dibandingkan(self, aksi, opd_a, masuk):
        i = aksi.indikator.get()
        Target.objects.filter(indikator=i, tahun=2026).update(nilai=D(66))
        pantau.simpan(
            by=opd_a, aksi=aksi, **B04,
            isi=IsiLaporan({i.pk: IsiRealisasi(D("62.32"), "", D("91.63"))}),
        )  # fmt: skip
        isi_halaman = teks(
            masuk(opd_a).get(reverse("rad:laporan_aksi", args=[aksi.pk, 2026, "B04"]))
        )
        assert "Tercetak 91,63%, dihitung 94,42%." in isi_halaman
        assert "62,32 ÷ 66 = 94,42%" in isi_halaman

    @given(data=st.data())
    def test_jumlah_sama_di_setiap_potongan(self, data):
        baris = data.draw(st.lists(_baris(), max_size=12))
        semua = pantau_jumlah.jumlah(baris)
        for ruas in ("label_bidang", "opd", "sasaran", "label_status"):
            potong = [j for _, j in pantau_jumlah.per(baris, ruas)]
            for n in (
                "aksi",
                "dilaporkan",
                "diterima",
                "terlambat",
                "pagu",
                "periode",
                "kumulatif",
            ):
                assert sum(getattr(j, n) for j in potong) == getattr(semua, n)
        sumber = pantau_jumlah.per_sumber(baris)
        assert sum((u.pagu for u in sumber), D(0)) == semua.pagu
        assert sum((u.kumulatif for u in sumber), D(0)) == semua.kumulatif


rupiah = st.decimals(0, 10**9, places=2)


def _baris():
    uang = st.builds(Uang, st.sampled_from(["pad", "dau", "csr"]), rupiah, rupiah, rupiah)
    indikator = st.just([]).map(lambda x: list[BarisIndikator](x))
    return st.builds(
        BarisPantau,
        pk=st.uuids(), nomor=st.just(1), bidang=st.sampled_from(["pencegahan", "penanganan"]),
        sasaran=st.sampled_from("ab"), uraian=st.just("x"), kode=st.just(""), opd_id=st.just(1),
        opd=st.sampled_from(["Dinkes", "Disdik"]), laporan=st.none(),
        status=st.sampled_from(["", *StatusLaporan.values]), dilaporkan=st.none(),
        terlambat=st.booleans(), kendala=st.just(""), rencana=st.just(""), skor=st.none(),
        administrasi=st.none(), substansi=st.none(), alasan_nilai=st.just(""),
        warna=st.none() | st.sampled_from(Warna), indikator=indikator,
        uang=st.lists(uang, max_size=3),
    )  # fmt: skip


class TestBukti:
    def test_diperiksa_satu_per_satu(self, aksi, opd_a, sekretariat):
        syarat = [
            pantau_rencana.daftarkan_syarat(
                by=opd_a, aksi=aksi,
                isi={"uraian": nama, "dari": "", "periode": "", "wajib": True},
            )
            for nama in ("Daftar hadir", "Laporan kegiatan")
        ]  # fmt: skip
        laporan = tulis(opd_a, aksi)
        bukti = lampirkan(opd_a, laporan, syarat=syarat[0])
        pantau.simpan(by=opd_a, aksi=aksi, isi=penuh(aksi), versi=laporan.versi, **B04)
        pantau.laporkan(by=opd_a, laporan=LaporanAksi.objects.get())
        with pytest.raises(ValidationError):
            pantau_rencana.periksa_bukti(by=sekretariat, bukti=bukti, memadai=False)
        pantau_rencana.periksa_bukti(by=sekretariat, bukti=bukti, memadai=True)
        b = baca(sekretariat, aksi)
        assert (b.wajib_memadai, b.wajib, b.nilai_bukti) == (1, 2, D("50.00"))

    def test_berkas_yang_sama_sekali_saja(self, aksi, opd_a):
        laporan = tulis(opd_a, aksi)
        lampirkan(opd_a, laporan)
        with pytest.raises(ValidationError, match="sudah diunggah"):
            lampirkan(opd_a, laporan)

    def test_berkas_yang_sama_bersamaan(self, aksi, opd_a, monkeypatch):
        """Both were found new; the second leaves no file behind."""
        laporan = tulis(opd_a, aksi)
        pertama = lampirkan(opd_a, laporan)
        monkeypatch.setattr(Bukti, "full_clean", lambda self, exclude: None)
        with pytest.raises(ValidationError, match="sudah diunggah"):
            lampirkan(opd_a, laporan)
        assert Bukti.objects.get() == pertama
        _, berkas = pertama.berkas.storage.listdir("bukti-rad")
        assert berkas == [f"{pertama.pk}.pdf"]

    def test_dihapus_dengan_berkasnya(self, aksi, opd_a, django_capture_on_commit_callbacks):
        bukti = lampirkan(opd_a, tulis(opd_a, aksi))
        gudang, nama = bukti.berkas.storage, bukti.berkas.name
        with django_capture_on_commit_callbacks(execute=True):
            pantau_rencana.hapus_bukti(by=opd_a, bukti=bukti)
        assert not gudang.exists(nama)
