"""Status Keadaan Konflik: recorded from a decision with number and date, at most 90 days, extended
once by at most 30, ended early with a decision; never set by the system."""

import datetime as dt
import io
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.actions.keadaan import simpan_keadaan
from pokja.enums import Bidang, Peran
from pokja.models import PeristiwaKonflik, StatusKeadaanKonflik
from tests.pokja.dunia_konflik import MULAI, isi_keadaan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
HARI = dt.timedelta(days=1)
BERAKHIR = MULAI + 90 * HARI
PERPANJANG = {
    "nomor_perpanjangan": "300/2/2026", "tanggal_perpanjangan": dt.date(2026, 3, 1),
    "diperpanjang_sampai": BERAKHIR + 30 * HARI,
}  # fmt: skip
AKHIRI = {
    "nomor_pengakhiran": "300/3/2026", "tanggal_pengakhiran": dt.date(2026, 2, 20),
    "diakhiri": dt.date(2026, 2, 20),
}  # fmt: skip


@pytest.fixture
def peristiwa(desa):
    """An event."""
    return PeristiwaKonflik.objects.create(
        nama="Bentrok batas desa", mulai=dt.date(2026, 1, 2), wilayah=desa, sumber="BATAS",
        pola="LAHAN", fase="penghentian",
    )  # fmt: skip


@pytest.fixture
def catat(sekretariat, peristiwa):
    """Record a decision: ``catat(nomor="…")``."""

    def _catat(keadaan=None, versi=None, **ganti):
        return simpan_keadaan(by=sekretariat, peristiwa=peristiwa, isi=isi_keadaan(**ganti),
                              keadaan=keadaan, versi=versi)  # fmt: skip

    return _catat


def pdf() -> bytes:
    """A plain PDF of one page."""
    berkas = io.BytesIO()
    with pikepdf.new() as baru:
        baru.add_blank_page()
        baru.save(berkas)
    return berkas.getvalue()


class TestAturan:
    def test_sembilan_puluh_hari_dan_tidak_lebih(self, catat):
        assert catat().hari_terakhir == BERAKHIR
        with pytest.raises(ValidationError, match="paling lama 90 hari"), transaction.atomic():
            catat(mulai=BERAKHIR + HARI, berakhir=BERAKHIR + 92 * HARI)

    @pytest.mark.parametrize(
        ("salah", "kata"),
        [
            ({"nomor": ""}, "nomor"),
            ({"tanggal": None}, "tanggal"),
            ({"penetap": ""}, "penetap"),
            ({"skala": "desa"}, "skala"),
            ({"tanggal": dt.date(2026, 3, 3), "mulai": dt.date(2026, 3, 3)}, "belum tiba"),
            ({"mulai": MULAI - HARI}, "paling cepat pada tanggal keputusannya"),
            ({"berakhir": MULAI - HARI}, "tidak berakhir sebelum mulai"),
            ({"nomor_perpanjangan": "300/2/2026"}, "Perpanjangan memerlukan"),
            ({**PERPANJANG, "nomor_perpanjangan": ""}, "Perpanjangan memerlukan"),
            ({**PERPANJANG, "diperpanjang_sampai": BERAKHIR + 31 * HARI}, "paling lama 30 hari"),
            ({**PERPANJANG, "diperpanjang_sampai": BERAKHIR}, "berakhir sesudahnya"),
            ({**PERPANJANG, "tanggal_perpanjangan": MULAI - HARI}, "diputuskan sebelum"),
            ({"diakhiri": dt.date(2026, 2, 20)}, "Pengakhiran memerlukan"),
            ({**AKHIRI, "diakhiri": MULAI - HARI}, "di dalam masa"),
            ({**AKHIRI, "diakhiri": BERAKHIR}, "di dalam masa"),
        ],
    )
    def test_yang_tidak_sah_tidak_tersimpan(self, catat, salah, kata):
        with pytest.raises(ValidationError) as galat, transaction.atomic():
            catat(**salah)
        assert kata in str(galat.value)
        assert not StatusKeadaanKonflik.objects.exists()

    @pytest.mark.parametrize(
        "salah",
        [
            {"berakhir": BERAKHIR + HARI},
            {"nomor": ""},
            {**PERPANJANG, "nomor_perpanjangan": ""},
            {**PERPANJANG, "diperpanjang_sampai": BERAKHIR + 31 * HARI},
            {**AKHIRI, "nomor_pengakhiran": ""},
            {**AKHIRI, "diakhiri": MULAI - HARI},
        ],
    )
    def test_basis_data_menolak_juga(self, catat, salah):
        """Not only our form: no row gets past the law."""
        satu = catat()
        with pytest.raises(IntegrityError), transaction.atomic():
            StatusKeadaanKonflik.objects.filter(pk=satu.pk).update(**salah)

    def test_perpanjangan_dan_pengakhiran(self, catat):
        satu = catat(keadaan=catat(), **PERPANJANG)
        assert satu.hari_terakhir == BERAKHIR + 30 * HARI
        berlaku = StatusKeadaanKonflik.objects.berlaku
        assert berlaku(BERAKHIR + 30 * HARI).exists()
        assert not berlaku(BERAKHIR + 31 * HARI).exists()
        satu = catat(keadaan=satu, **PERPANJANG, **AKHIRI)
        assert satu.hari_terakhir == dt.date(2026, 2, 20)
        assert not berlaku(dt.date(2026, 2, 21)).exists()

    def test_tidak_dua_sekaligus_untuk_satu_peristiwa(self, catat):
        catat()
        with pytest.raises(ValidationError, match="sudah berlaku 5 Januari 2026 sampai 5 April"):
            catat(nomor="300/9/2026", mulai=dt.date(2026, 2, 1), berakhir=dt.date(2026, 2, 9))

    def test_siapa_mencatat(self, peristiwa, orang, dinsos, lembaga, sekretariat, catat):
        koordinator = orang("koordinator", Peran.KOORDINATOR_BIDANG, lembaga=lembaga("Kesbangpol"),
                            bidang=Bidang.PENANGANAN)  # fmt: skip
        for user in (koordinator, orang("manajer", Peran.MANAJER_KASUS, lembaga=dinsos)):
            with pytest.raises(PermissionDenied):
                simpan_keadaan(by=user, peristiwa=peristiwa, isi=isi_keadaan())
        satu = catat()
        with pytest.raises(SudahBerubah):
            catat(keadaan=satu, versi=7)
        kunci = uuid4()
        lain = isi_keadaan(mulai=BERAKHIR + HARI, berakhir=BERAKHIR + 9 * HARI)
        for _ in range(2):
            simpan_keadaan(by=sekretariat, peristiwa=peristiwa, isi=lain, id_baru=kunci)
        assert StatusKeadaanKonflik.objects.count() == 2
        assert JejakAudit.objects.filter(peristiwa="keadaan.dicatat").count() == 2


class TestHalaman:
    KIRIM = {
        "skala": "kabupaten", "nomor": "300/1/2026", "tanggal": "5 Januari 2026",
        "penetap": "Bupati Tuban", "mulai": "5 Januari 2026", "berakhir": "5 April 2026",
    }  # fmt: skip

    def test_catat_lalu_perpanjang_dengan_pindaian(self, masuk, sekretariat, peristiwa):
        client = masuk(sekretariat)
        detail = reverse("konflik:peristiwa", args=[peristiwa.pk])
        baru = reverse("konflik:keadaan_baru", args=[peristiwa.pk])
        assert "Sistem ini tidak menetapkan" in client.get(baru).content.decode()
        jawaban = client.post(baru, {**self.KIRIM, "nomor": "", "berakhir": "6 April 2026"})
        assert jawaban.status_code == 422
        assert "Bagian ini belum diisi." in jawaban.content.decode()
        jawaban = client.post(baru, {**self.KIRIM, "berakhir": "6 April 2026"})
        assert jawaban.status_code == 422
        assert "Berlaku paling lama 90 hari." in jawaban.content.decode()
        assert "Bupati Tuban" in jawaban.content.decode()
        assert client.post(baru, self.KIRIM).url == detail
        halaman = client.get(detail).content.decode()
        for kata in (
            "Berlaku sampai 5 April 2026",
            "Nomor 300/1/2026 tanggal 5 Januari 2026",
            "Pindaian belum diunggah",
            "hanya dicatat apa yang sudah diputuskan",
        ):
            assert kata in halaman, kata
        satu = StatusKeadaanKonflik.objects.get()
        berkas = reverse("konflik:keadaan_berkas", args=[satu.pk])
        assert client.get(berkas).status_code == 404
        kirim = {
            **self.KIRIM, "versi": "1", "nomor_perpanjangan": "300/2/2026",
            "tanggal_perpanjangan": "1 Maret 2026", "diperpanjang_sampai": "5 Mei 2026",
            "pindaian": SimpleUploadedFile("keputusan.pdf", pdf()),
        }  # fmt: skip
        assert client.post(reverse("konflik:keadaan", args=[satu.pk]), kirim).url == detail
        assert "Berlaku sampai 5 Mei 2026" in client.get(detail).content.decode()
        jawaban = client.get(berkas)
        assert jawaban["Content-Type"] == "application/pdf"
        assert b"".join(jawaban.streaming_content).startswith(b"%PDF")

    def test_simpan_basi_menampilkan_keduanya(self, masuk, sekretariat, catat):
        satu = catat()
        client, alamat = masuk(sekretariat), reverse("konflik:keadaan", args=[satu.pk])
        kirim = {**self.KIRIM, "versi": "1"}
        assert client.post(alamat, {**kirim, "nomor": "300/5/2026"}).status_code == 302
        jawaban = client.post(alamat, {**kirim, "nomor": "300/6/2026", "skala": "provinsi"})
        assert jawaban.status_code == 409
        isi = jawaban.content.decode()
        for kata in ("300/5/2026", "<ins>300/6/2026</ins>", "<ins>Provinsi</ins>"):
            assert kata in isi
        kirim = {**kirim, "nomor": "300/6/2026", "versi": "2"}
        assert client.post(alamat, kirim).status_code == 302

    def test_keadaan_yang_lewat_tidak_tampak_berlaku(self, masuk, sekretariat, peristiwa, catat):
        catat(berakhir=dt.date(2026, 2, 1))
        halaman = masuk(sekretariat).get(reverse("konflik:peristiwa", args=[peristiwa.pk]))
        assert "Berakhir 1 Februari 2026" in halaman.content.decode()
