"""The workbook of a period: taken, filled in offline, sent back. Out and in changes nothing."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from p3aks.core.formatting import bersih_teks
from p3aks.core.models import JejakAudit, SudahBerubah
from p3aks.core.uploads import BerkasDitolak
from rad.actions import pantau, versi
from rad.actions import realisasi as tindakan
from rad.actions.isi import IsiIndikator
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.actions.unggahan import SudahDiputuskan
from rad.documents.realisasi_xlsx import BARIS_JUDUL, BARIS_KODE
from rad.models import ImporRealisasi, LaporanAksi, Realisasi, RealisasiAnggaran
from tests.rad.bantu_aksi import TAHUN, disetujui
from tests.rad.bantu_pantau import B04, TERKUNCI, _hari  # noqa: F401  (a fixture)
from tests.rad.bantu_realisasi import (
    LETAK,
    _dua,  # noqa: F401  (a fixture)
    acak,
    periksa_isi,
    pesan,
    pratinjau,
    sel_isian,
    simpan,
    ubah,
    unduh,
)
from tests.rad.dunia_pantau import buka

TEKS = st.text(
    st.characters(blacklist_categories=["Cs", "Co", "Cn"], blacklist_characters="\x00"), max_size=40
).map(str.strip)
ANGKA = st.decimals(-(10**10), 10**10, places=4, allow_nan=False) | st.just(Decimal(0))
UANG = st.decimals(0, 10**12, places=2, allow_nan=False) | st.just(Decimal(0))
acakan = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
pytestmark = pytest.mark.django_db


def kosongkan():
    """Forget what the last example stored."""
    for model in (Realisasi, RealisasiAnggaran, LaporanAksi):
        model.objects.all().delete()


def tulis(by, aksi, nilai="10", versi=None, **lain):
    """Report: every indicator *nilai*, 30 million from PAD."""
    ukur = {i.pk: IsiRealisasi(Decimal(nilai)) for i in aksi.indikator.all()}
    isi = IsiLaporan(ukur, {"pad": Decimal(30_000_000)}, **lain)
    return pantau.simpan(by=by, aksi=aksi, isi=isi, versi=versi, **B04)


def kirim(by, aksi):
    """Report everything and send it."""
    ukur = {i.pk: IsiRealisasi(Decimal(3)) for i in aksi.indikator.all()}
    uang = {"pad": Decimal(5), "dau": Decimal(0)}
    laporan = pantau.simpan(by=by, aksi=aksi, isi=IsiLaporan(ukur, uang), **B04)
    pantau.laporkan(by=by, laporan=laporan)
    return laporan


class TestIdentitas:
    @acakan
    @given(st.data())
    def test_unduh_lalu_unggah_tidak_mengubah_apa_pun(self, dua, rad, opd_a, data):
        """Whatever a report holds: decimals, zero, large sums, odd text, missing figures; also when
        the rows were sorted."""
        kosongkan()
        if data.draw(st.booleans()):
            self._acak(data, opd_a, dua[0])
        keluar = unduh(opd_a, rad)
        hasil = periksa_isi(acak(keluar) if data.draw(st.booleans()) else keluar, rad, opd_a)
        assert pesan(hasil) == ""
        assert [(c.jenis, c.beda) for c in hasil.calon] == [("sama", [])]

    @acakan
    @given(
        st.lists(st.none() | ANGKA, min_size=2, max_size=2),
        st.lists(TEKS, min_size=2, max_size=2),
        st.lists(st.none() | UANG, min_size=2, max_size=2),
        TEKS,
        TEKS,
    )
    def test_yang_diisi_keluar_lagi_sama(
        self, dua, rad, opd_a, nilai, alasan, uang, kendala, rencana
    ):
        """In and out again: the cells hold what was typed, texts as the system stores them."""
        kosongkan()
        kosong = unduh(opd_a, rad)
        angka = [*nilai, *uang]
        teks = [bersih_teks(t) or None for t in (*alasan, kendala, rencana)]
        isian = [
            *((n, "nilai", v) for n, v in enumerate(angka, 1)),
            *((n, "alasan", t) for n, t in enumerate(teks[:2], 1)),
            (1, "kendala", teks[2]),
            (1, "rencana", teks[3]),
        ]
        impor = pratinjau(opd_a, rad, ubah(kosong, *isian))
        assert impor.hasil["masalah"] == []
        tindakan.terapkan(by=opd_a, impor=impor)
        lagi = sel_isian(unduh(opd_a, rad))
        assert [_angka(b[0]) for b in lagi] == angka
        assert [b[1] for b in lagi] == [*teks[:2], None, None]
        assert lagi[0][2:] == teks[2:]

    @acakan
    @given(st.data())
    def test_berkas_lama_tidak_menimpa_yang_baru(self, dua, rad, opd_a, kepala, data):
        """Whatever stood in a report and whatever somebody made of it since: a workbook in which
        nobody touched a cell changes nothing."""
        kosongkan()
        nomor = 0
        if data.draw(st.booleans()):
            nomor = self._acak(data, opd_a, dua[0]).versi
        lama = unduh(opd_a, rad)
        self._acak(data, kepala, dua[0], nomor)
        hasil = periksa_isi(lama, rad, opd_a)
        assert pesan(hasil) == ""
        assert [(c.jenis, c.beda) for c in hasil.calon] == [("sama", [])]

    def _acak(self, data, by, aksi, versi=None):
        """Store a report that holds anything, or nothing."""
        satu = st.builds(IsiRealisasi, st.none() | ANGKA, TEKS, st.none() | st.just(Decimal(8)))
        ukur = {i.pk: data.draw(satu) for i in aksi.indikator.all() if data.draw(st.booleans())}
        dana = {s: data.draw(UANG) for s in ("pad", "dau", "csr") if data.draw(st.booleans())}
        isi = IsiLaporan(ukur, dana, data.draw(TEKS), data.draw(TEKS), Decimal("12.5"))
        return pantau.simpan(by=by, aksi=aksi, isi=isi, versi=versi, **B04)

    def test_kosong_lalu_disimpan_tidak_membuat_laporan(self, dua, rad, opd_a):
        assert simpan(opd_a, rad, unduh(opd_a, rad)) == 0
        assert not LaporanAksi.objects.exists()

    def test_nol_bukan_kosong(self, dua, rad, opd_a):
        simpan(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 0), (3, "nilai", 0)))
        assert Realisasi.objects.get(indikator__nama="Desa dilatih").nilai == 0
        assert RealisasiAnggaran.objects.get().nilai == 0
        assert [b[0] for b in sel_isian(unduh(opd_a, rad))] == [0, None, 0, None]

    def test_yang_terlalu_panjang_untuk_excel_tetap_utuh(self, dua, rad, opd_a):
        """A stored figure that the page would not take any more is not refused when it comes back,
        nor is a text that looks like a formula error."""
        i = dua[0].indikator.first()
        ukur = {i.pk: IsiRealisasi(Decimal("12345678901234.5"), "#REF!")}
        pantau.simpan(by=opd_a, aksi=dua[0], isi=IsiLaporan(ukur, kendala="#N/A"), **B04)
        hasil = periksa_isi(unduh(opd_a, rad), rad, opd_a)
        assert (pesan(hasil), hasil.calon[0].beda) == ("", [])


def _angka(nilai):
    """Read a cell that the workbook holds as a number, or as text where it is too long."""
    if isinstance(nilai, str):
        nilai = nilai.replace(".", "").replace(",", ".")
    return None if nilai is None else Decimal(str(nilai))


class TestIsi:
    def test_yang_diisi_menjadi_draf_laporan(self, dua, rad, opd_a):
        isi = ubah(
            unduh(opd_a, rad), (1, "nilai", 7.5), (2, "alasan", "Survei baru selesai Mei."),
            (3, "nilai", "Rp1.250.000,50"), (1, "kendala", "Hujan deras."),
            (4, "rencana", "Digabung posyandu."),
        )  # fmt: skip
        assert simpan(opd_a, rad, isi) == 1
        laporan = LaporanAksi.objects.get()
        assert (laporan.status, laporan.rencana) == ("draf", "Digabung posyandu.")
        nilai = {r.indikator.nama: (r.nilai, r.alasan) for r in laporan.realisasi.all()}
        assert nilai["Desa dilatih"] == (Decimal("7.5"), "")
        assert nilai["Lama menunggu"] == (None, "Survei baru selesai Mei.")
        # Sources stand by their label: DAU before PAD.
        uang = [(r.sumber, r.nilai) for r in laporan.anggaran.all()]
        assert uang == [("dau", Decimal("1250000.50"))]
        peristiwa = JejakAudit.objects.values_list("peristiwa", flat=True)
        assert {"laporan_aksi.disimpan", "laporan_aksi.diimpor"} <= set(peristiwa)

    def test_tertulis_apa_yang_diisi(self, rad, hari, opd_a, sekretariat):
        """A percentage is a state; what is counted is counted within the period."""
        satu = [
            IsiIndikator("Desa dilatih", "desa", "naik", dict.fromkeys(TAHUN, Decimal(30))),
            IsiIndikator("Keterwakilan", "persen", "naik", dict.fromkeys(TAHUN, Decimal(30))),
        ]
        disetujui(opd_a, rad, sekretariat, indikator=satu)
        versi.tetapkan(by=sekretariat, rad=rad)
        lembar = openpyxl.load_workbook(io.BytesIO(unduh(opd_a, rad))).active
        diisi = [lembar.cell(BARIS_JUDUL + n, LETAK["cara"]).value for n in (2, 3, 4)]
        assert diisi == [
            "angka periode ini saja", "keadaan akhir periode", "terserap dalam periode ini"
        ]  # fmt: skip

    def test_teks_tidak_pernah_menjadi_rumus(self, dua, rad, opd_a):
        tulis(opd_a, dua[0], kendala='=HYPERLINK("http://x")')
        lembar = openpyxl.load_workbook(io.BytesIO(unduh(opd_a, rad))).active
        sel = lembar.cell(BARIS_JUDUL + 2, LETAK["kendala"])
        assert (sel.data_type, sel.value) == ("s", '=HYPERLINK("http://x")')

    def test_yang_tidak_ada_dalam_buku_kerja_tetap(self, dua, rad, opd_a):
        """What a source printed is no column; changing a value leaves it as it is."""
        i = dua[0].indikator.first()
        ukur = {i.pk: IsiRealisasi(Decimal(3), "", Decimal("87.27"))}
        isi = IsiLaporan(ukur, {"pad": Decimal(5)}, "", "", Decimal("12.50"))
        pantau.simpan(by=opd_a, aksi=dua[0], isi=isi, **B04)
        simpan(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 4)))
        laporan = LaporanAksi.objects.get()
        assert laporan.serapan_sumber == Decimal("12.50")
        assert laporan.realisasi.get(indikator=i).capaian_sumber == Decimal("87.27")
        assert laporan.realisasi.get(indikator=i).nilai == 4
        assert laporan.anggaran.get().nilai == 5

    def test_baris_yang_dibuang_tidak_menghapus(self, dua, rad, opd_a):
        """Neither the money of a missing row, nor the obstacles that stood on it."""
        tulis(opd_a, dua[0], kendala="Hujan", rencana="Diulang")
        simpan(opd_a, rad, ubah(unduh(opd_a, rad), (2, "nilai", 11), buang=(1, 3, 4)))
        laporan = LaporanAksi.objects.get()
        assert (laporan.kendala, laporan.rencana) == ("Hujan", "Diulang")
        assert laporan.anggaran.get().nilai == 30_000_000
        assert {r.nilai for r in laporan.realisasi.all()} == {10, 11}

    def test_mengosongkan_sel_menghapus_isinya(self, dua, rad, opd_a):
        """Said in the preview before it happens."""
        tulis(opd_a, dua[0], kendala="Hujan")
        kosong = ((1, "nilai", None), (4, "nilai", None), (1, "kendala", None))
        isi = ubah(unduh(opd_a, rad), *kosong)
        beda = periksa_isi(isi, rad, opd_a).calon[0].beda
        assert beda == [
            ["Desa dilatih", "10", ""],
            ["Realisasi anggaran PAD", "Rp30.000.000", ""],
            ["Kendala", "Hujan", ""],
        ]
        simpan(opd_a, rad, isi)
        laporan = LaporanAksi.objects.get()
        assert (laporan.kendala, laporan.anggaran.count()) == ("", 0)

    @pytest.mark.parametrize(
        ("sel", "kata"),
        [
            ((1, "nilai", "sepuluh"), "bukan angka"),
            ((1, "nilai", "BB"), "perlu angka"),
            ((1, "nilai", "#REF!"), "Galat rumus"),
            ((1, "nilai", 10**30), "digit"),
            ((1, "nilai", 1.23456), "di belakang koma"),
            ((3, "nilai", -5), "Paling sedikit 0"),
            ((1, "alasan", "a" * 501), "501"),
            ((1, "kendala", "a" * 2001), "2001"),
            ((3, "alasan", "Belum cair"), "baris indikator"),
            ((1, "baris", "00000000-0000-0000-0000-000000000000"), "tidak dikenal lagi"),
            ((1, "aksi", "00000000-0000-0000-0000-000000000000"), "bukan milik"),
            ((1, "aksi", None), "bukan dari buku kerja"),
            ((1, "jenis", "Lain"), "tidak dikenal"),
        ],
    )
    def test_sel_yang_salah_disebut_dan_aksinya_tidak_disimpan(self, dua, rad, opd_a, sel, kata):
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 5), (2, "nilai", 8), sel)
        hasil = periksa_isi(isi, rad, opd_a)
        assert kata in pesan(hasil)
        assert hasil.masalah[0].baris == BARIS_JUDUL + 1 + sel[0]
        # A row under a foreign key is no row of the action: its other rows may be stored.
        assert [len(c.beda) for c in hasil.calon] == ([1] if sel[1] == "aksi" else [])

    def test_baris_ganda_dan_dua_kendala_ditolak(self, dua, rad, opd_a):
        isi = unduh(opd_a, rad)
        kunci = str(dua[0].indikator.first().pk)
        assert "dua kali" in pesan(periksa_isi(ubah(isi, (2, "baris", kunci)), rad, opd_a))
        beda = ubah(isi, (1, "kendala", "Hujan"), (2, "kendala", "Banjir"))
        assert "sekali per aksi" in pesan(periksa_isi(beda, rad, opd_a))

    @pytest.mark.parametrize(
        ("kode", "kata"),
        [
            ("", "Unduh buku kerjanya"),
            ("Kode buku kerja: 2026-B04-x", "Unduh buku kerjanya"),
            ("Kode buku kerja: 2026-B08-{}", "untuk B08 2026, bukan B04 2026"),
            ("Kode buku kerja: 2027-B04-{}", "untuk B04 2027, bukan B04 2026"),
            ("Kode buku kerja: 2026-B04-00000000-0000-0000-0000-000000000000", "RAD lain"),
        ],
    )
    def test_berkas_lain_ditolak(self, dua, rad, opd_a, kode, kata):
        buku = openpyxl.load_workbook(io.BytesIO(unduh(opd_a, rad)))
        buku.active.cell(BARIS_KODE + 1, 1).value = kode.format(rad.pk)
        keluar = io.BytesIO()
        buku.save(keluar)
        with pytest.raises(BerkasDitolak, match=kata):
            periksa_isi(keluar.getvalue(), rad, opd_a)

    def test_kolom_yang_hilang_disebut(self, dua, rad, opd_a):
        buku = openpyxl.load_workbook(io.BytesIO(unduh(opd_a, rad)))
        buku.active.delete_cols(LETAK["kendala"])
        keluar = io.BytesIO()
        buku.save(keluar)
        with pytest.raises(BerkasDitolak, match="Kolom yang hilang: Kendala"):
            periksa_isi(keluar.getvalue(), rad, opd_a)


class TestAturan:
    def test_hanya_aksi_sendiri(self, dua, rad, opd_a, opd_b, sekretariat):
        """An OPD takes and sends its own; the Sekretariat reports for whoever has no account."""
        milik = periksa_isi(unduh(opd_a, rad), rad, opd_a)
        assert [c.aksi.pk for c in milik.calon] == [dua[0].pk]
        hasil = periksa_isi(ubah(unduh(opd_b, rad), (1, "nilai", 4)), rad, opd_a)
        assert "bukan milik perangkat daerah Anda" in pesan(hasil)
        assert not hasil.calon
        assert len(periksa_isi(unduh(sekretariat, rad), rad, sekretariat).calon) == 2

    def test_periode_terkunci_ditolak(self, dua, rad, opd_a, sekretariat, hari):
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4))
        impor = pratinjau(opd_a, rad, isi)
        hari.move_to(TERKUNCI)
        assert "terkunci sejak 15 Juni 2026" in pesan(periksa_isi(isi, rad, opd_a))
        with pytest.raises(SudahBerubah):
            tindakan.terapkan(by=opd_a, impor=impor)
        # What is as it is stored may stand in the file.
        assert not periksa_isi(unduh(opd_a, rad), rad, opd_a).masalah
        assert not LaporanAksi.objects.exists()
        impor.refresh_from_db()
        assert impor.terbuka
        buka(rad, sekretariat, "B04", tahun=2026)
        assert tindakan.terapkan(by=opd_a, impor=impor) == 1

    def test_periode_yang_belum_mulai(self, dua, rad, opd_a, hari):
        hari.move_to("2025-12-31T03:00:00Z")
        hasil = periksa_isi(ubah(unduh(opd_a, rad), (1, "nilai", 4)), rad, opd_a)
        assert "baru dapat dilaporkan mulai 1 Januari 2026" in pesan(hasil)

    def test_laporan_yang_sudah_dikirim_atau_diterima(self, dua, rad, opd_a, sekretariat):
        laporan = kirim(opd_a, dua[0])
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4))
        hasil = periksa_isi(isi, rad, opd_a)
        assert "sudah dikirim, jadi belum diganti. Tarik dahulu" in pesan(hasil)
        assert not hasil.calon
        nilai = {"administrasi": Decimal(90), "substansi": Decimal(90)}
        pantau.terima(by=sekretariat, laporan=laporan, **nilai)
        assert "sudah diterima Sekretariat" in pesan(periksa_isi(isi, rad, opd_a))

    def test_laporan_yang_dikembalikan_dapat_diisi(self, dua, rad, opd_a, sekretariat):
        laporan = kirim(opd_a, dua[0])
        pantau.kembalikan(by=sekretariat, laporan=laporan, alasan="Angkanya mohon dicek.")
        assert simpan(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 4))) == 1

    def test_sel_yang_sama_disimpan_orang_lain(self, dua, rad, opd_a, kepala):
        """Both figures are shown, nothing is replaced."""
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4))
        tulis(kepala, dua[0], nilai="9")
        hasil = periksa_isi(isi, rad, opd_a)
        assert [(t.baris, t.kunci) for t in hasil.masalah] == [(BARIS_JUDUL + 2, "nilai")]
        assert "tersimpan “9”, pada berkas “4”" in pesan(hasil)
        assert not hasil.calon

    def test_kendala_yang_sama_disimpan_orang_lain(self, dua, rad, opd_a, kepala):
        isi = ubah(unduh(opd_a, rad), (1, "kendala", "Hujan"))
        tulis(kepala, dua[0], kendala="Banjir")
        hasil = periksa_isi(isi, rad, opd_a)
        assert "tersimpan “Banjir”, pada berkas “Hujan”" in pesan(hasil)
        # Whoever typed the same is no contradiction.
        assert not periksa_isi(ubah(isi, (1, "kendala", "Banjir")), rad, opd_a).masalah

    def test_dua_rekan_mengisi_bagiannya(self, dua, rad, opd_a):
        """Two copies of one workbook: the second does not empty what the first brought."""
        kosong = unduh(opd_a, rad)
        simpan(opd_a, rad, ubah(kosong, (1, "nilai", 4), (3, "nilai", 1000)))
        simpan(opd_a, rad, ubah(kosong, (2, "nilai", 6), (1, "kendala", "Hujan")))
        assert {r.nilai for r in Realisasi.objects.all()} == {4, 6}
        assert RealisasiAnggaran.objects.get().nilai == 1000
        assert LaporanAksi.objects.get().kendala == "Hujan"

    def test_diisi_bertahap_dalam_satu_berkas(self, dua, rad, opd_a):
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4))
        assert simpan(opd_a, rad, isi) == 1
        assert simpan(opd_a, rad, ubah(isi, (2, "nilai", 6))) == 1
        assert {r.nilai for r in Realisasi.objects.all()} == {4, 6}

    def test_sidik_yang_rusak_disebut(self, dua, rad, opd_a):
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4), (1, "awal", "x"))
        assert "Kolom tersembunyi di baris ini rusak" in pesan(periksa_isi(isi, rad, opd_a))

    def test_pratinjau_yang_basi_tidak_disimpan_sebagian(self, dua, rad, sekretariat, opd_b):
        """Two reports wait; one changes underneath: neither is stored."""
        isi = ubah(unduh(sekretariat, rad), (1, "nilai", 4), (5, "nilai", 4))
        impor = pratinjau(sekretariat, rad, isi)
        assert [a["jenis"] for a in impor.hasil["aksi"]] == ["baru", "baru"]
        tulis(opd_b, dua[1])
        with pytest.raises(SudahBerubah):
            tindakan.terapkan(by=sekretariat, impor=impor)
        assert not LaporanAksi.objects.filter(aksi=dua[0]).exists()

    def test_dikirim_sesudah_pratinjau(self, dua, rad, opd_a, kepala):
        laporan = tulis(kepala, dua[0])
        isi = ubah(unduh(opd_a, rad), (1, "nilai", 4), (3, "nilai", 7))
        impor = pratinjau(opd_a, rad, isi)
        uang = {"pad": Decimal(5), "dau": Decimal(0)}
        ukur = {i.pk: IsiRealisasi(Decimal(3)) for i in dua[0].indikator.all()}
        pantau.simpan(
            by=kepala, aksi=dua[0], isi=IsiLaporan(ukur, uang), versi=laporan.versi, **B04
        )
        pantau.laporkan(by=kepala, laporan=LaporanAksi.objects.get())
        with pytest.raises(SudahBerubah):
            tindakan.terapkan(by=opd_a, impor=impor)
        assert RealisasiAnggaran.objects.get(sumber="pad").nilai == 5

    def test_dua_kali_simpan_sekali_tersimpan(self, dua, rad, opd_a):
        simpan(opd_a, rad, ubah(unduh(opd_a, rad), (1, "nilai", 4)))
        with pytest.raises(SudahDiputuskan):
            tindakan.terapkan(by=opd_a, impor=ImporRealisasi.objects.get())

    def test_berkas_yang_sama_satu_pratinjau(self, dua, rad, opd_a, kepala):
        isi = unduh(opd_a, rad)
        assert pratinjau(opd_a, rad, isi).pk == pratinjau(opd_a, rad, isi).pk
        assert pratinjau(kepala, rad, isi).pk != ImporRealisasi.objects.filter(oleh=opd_a).get().pk
