"""Monitoring: reports from the OPD to the Sekretariat, their lock, their evidence and figures."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from p3aks.core.models import SudahBerubah
from rad.actions import aksi as aksi_actions
from rad.actions import pantau, pantau_rencana, perubahan, versi
from rad.actions.isi import IsiAnggaran
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.actions.pantau_rencana import IsiTarget
from rad.aturan.capaian import KOSONG
from rad.documents import kabar, pantau_jumlah, tugas
from rad.documents import pantau as susun
from rad.documents.pantau import BarisIndikator, BarisPantau, Uang
from rad.enums_pantau import StatusLaporan, Warna
from rad.models import (
    Aksi,
    AturanPantau,
    BukaKunci,
    Bukti,
    LaporanAksi,
    Realisasi,
    Target,
    TargetPeriode,
    Terkunci,
)
from tests.rad.bantu_aksi import disetujui, teks
from tests.rad.dunia_pantau import draf, isi, lampirkan

D = Decimal
DALAM_B04 = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)  # after the period, before its deadline
TERLAMBAT = dt.datetime(2026, 5, 20, 9, tzinfo=dt.UTC)
TERKUNCI = dt.datetime(2026, 7, 1, 9, tzinfo=dt.UTC)
B04 = {"tahun": 2026, "periode": "B04"}


@pytest.fixture
def hari():
    """The clock, inside the time for B04 2026."""
    with time_machine.travel(DALAM_B04, tick=True) as jam:
        yield jam


@pytest.fixture
def aksi(hari, opd_a, rad, sekretariat) -> Aksi:
    """A fixed action of *opd_a* with money in 2026 from two sources."""
    uang = [IsiAnggaran("pad", {2026: D(90_000_000)}), IsiAnggaran("dau", {2026: D(10_000_000)})]
    satu = disetujui(opd_a, rad, sekretariat, anggaran=uang)
    versi.tetapkan(by=sekretariat, rad=rad)
    return Aksi.objects.select_related("rad", "penanggung_jawab").get(pk=satu.pk)


def tulis(by, aksi, **lain):
    return draf(by, aksi, tahun=2026, **lain)


def kirim(by, aksi):
    laporan = tulis(by, aksi)
    pantau.simpan(by=by, aksi=aksi, isi=penuh(aksi), versi=laporan.versi, **B04)
    laporan = LaporanAksi.objects.get(pk=laporan.pk)
    pantau.laporkan(by=by, laporan=laporan)
    return laporan


def penuh(aksi, nilai="3"):
    """A report with every value and every source."""
    uang = {"pad": D(30_000_000), "dau": D(0)}
    return IsiLaporan(isi(aksi, nilai).realisasi, uang, "Hujan", "Diulang")


def baca(user, aksi, periode="B04"):
    return susun.susun(
        Aksi.objects.filter(pk=aksi.pk), aturan=AturanPantau.milik(aksi.rad), tahun=2026,
        periode=periode, laporan=LaporanAksi.objects.untuk(user),
    )[0]  # fmt: skip


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


class TestHalaman:
    def test_dua_orang_satu_laporan(self, aksi, opd_a, kepala, masuk):
        tulis(opd_a, aksi)
        alamat = reverse("rad:laporan_aksi", args=[aksi.pk, 2026, "B04"])
        i = aksi.indikator.get().pk.hex
        kirim_pertama = {"versi": 1, f"nilai_{i}": "4", "anggaran_pad": "1.000"}
        assert masuk(opd_a).post(alamat, kirim_pertama).status_code == 302
        jawaban = masuk(kepala).post(
            alamat, {**kirim_pertama, f"nilai_{i}": "7", "kendala": "Hujan"}
        )
        assert jawaban.status_code == 409
        isi_halaman = teks(jawaban)
        assert "Orang lain menyimpan laporan ini lebih dahulu" in isi_halaman
        assert ">4<" in isi_halaman
        assert 'value="7"' in isi_halaman
        assert Realisasi.objects.get().nilai == 4

    def test_salah_ketik_tidak_hilang(self, aksi, opd_a, masuk):
        alamat = reverse("rad:laporan_aksi", args=[aksi.pk, 2026, "B04"])
        i = aksi.indikator.get().pk.hex
        data = {"versi": 0, f"nilai_{i}": "tiga", "anggaran_pad": "Rp1,5 juta", "kendala": "Hujan"}
        jawaban = masuk(opd_a).post(alamat, data)
        assert jawaban.status_code == 422
        assert "“tiga” bukan angka" in teks(jawaban)
        assert 'value="Rp1,5 juta"' in teks(jawaban)
        assert not LaporanAksi.objects.exists()

    def test_jumlah_kueri_tetap(self, rad, hari, opd_a, sekretariat, masuk):
        def kueri():
            client = masuk(sekretariat)
            alamat = reverse("rad:pantau", args=[rad.pk, 2026, "B04"])
            client.get(alamat)
            with CaptureQueriesContext(connection) as tangkap:
                client.get(alamat)
            return len(tangkap)

        def tambah(dari, sampai):
            for n in range(dari, sampai):
                satu = disetujui(opd_a, rad, sekretariat, f"Pelatihan {n}")
                versi.tetapkan(by=sekretariat, rad=rad, hanya=satu)
                draf(opd_a, satu, tahun=2026)

        tambah(0, 2)
        sedikit = kueri()
        tambah(2, 12)
        assert kueri() == sedikit

    def test_saringan(self, aksi, opd_a, sekretariat, masuk):
        kirim(opd_a, aksi)
        alamat = reverse("rad:pantau", args=[aksi.rad_id, 2026, "B04"])
        assert aksi.uraian in teks(masuk(sekretariat).get(alamat + "?keadaan=dilaporkan"))
        assert aksi.uraian not in teks(masuk(sekretariat).get(alamat + "?keadaan=belum"))
        salah = alamat + "?opd=x&keadaan=y&bidang=z&halaman=-9"
        assert masuk(sekretariat).get(salah).status_code == 200

    def test_periode_yang_tidak_ada(self, aksi, sekretariat, masuk):
        for tahun, periode in ((2024, "B04"), (2026, "B05"), (10**12, "B04")):
            alamat = f"/rad/{aksi.rad_id}/monitoring/{tahun}/{periode}/"
            assert masuk(sekretariat).get(alamat).status_code == 404

    def test_aturan(self, rad, sekretariat, masuk):
        alamat = reverse("rad:pantau_atur", args=[rad.pk])
        data = {
            "versi": 1, "hari_batas": 15, "hari_kunci": 10, "bobot_administrasi": 40,
            "rumus_turun": "rasio", "batas_capaian": "", "ambang_hijau": 70, "ambang_kuning": 70,
        }  # fmt: skip
        jawaban = masuk(sekretariat).post(alamat, data)
        assert jawaban.status_code == 422
        for kalimat in ("tidak boleh mendahului", "tak terhingga", "di atas ambang kuning"):
            assert kalimat in teks(jawaban)
        benar = {**data, "hari_kunci": 60, "batas_capaian": "120", "ambang_kuning": 50}
        assert masuk(sekretariat).post(alamat, benar).status_code == 302
        aturan = AturanPantau.milik(rad)
        assert (aturan.bobot_substansi, aturan.rumus.batas) == (60, D(120))

    def test_kunci_dibuka_lewat_halaman(self, aksi, sekretariat, masuk, hari):
        hari.move_to(TERKUNCI)
        alamat = reverse("rad:pantau_buka", args=[aksi.rad_id])
        data = {
            "tahun": 2026,
            "periode": "B04",
            "sampai": "10 Juli 2026",
            "alasan": "Padam listrik",
        }
        assert masuk(sekretariat).post(alamat, data).status_code == 302
        assert BukaKunci.objects.get().sampai == dt.date(2026, 7, 10)
