"""The tie to a conflict: proposed by one, read by another, and only then counted (R06, R07)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kasus.actions import konflik as tindakan
from kasus.actions.notifikasi import jumlah_belum_dibaca
from kasus.actions.tenggat import perbarui_tenggat, periksa_tenggat
from kasus.documents.konflik import korban_kasus, rekap_kategori
from kasus.enums import KategoriPelaporan, KeterkaitanKonflik, Ranah
from kasus.models import (
    Hubungan,
    Kasus,
    Korban,
    LaranganAkses,
    NotifikasiKasus,
    TautanKonflik,
    Tenggat,
)
from p3aks.core.models import JejakAudit, SudahBerubah
from pokja.models import PeristiwaKonflik

pytestmark = pytest.mark.django_db
ALASAN = "Rumahnya dirusak oleh massa yang bentrok di balai desa."


@pytest.fixture
def peristiwa(kecamatan):
    """A conflict event."""
    return PeristiwaKonflik.objects.create(
        nama="Bentrok antarkampung", mulai=dt.date(2026, 1, 2), wilayah=kecamatan, sumber="SDA"
    )


@pytest.fixture
def buat_kasus(buat_kasus):
    """Make a case as everywhere, without the notices that come of its own clocks."""

    def buat(*args, **isian):
        kasus = buat_kasus(*args, **isian)
        NotifikasiKasus.objects.sistem("uji").delete()
        return kasus

    return buat


@pytest.fixture
def kasus(buat_kasus, masukkan_tim, pendamping):
    """A case with the manager and a companion in its team."""
    baru = buat_kasus()
    masukkan_tim(baru, pendamping)
    return baru


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus, kode="A")


def usul(by, kasus, peristiwa, keterkaitan="LANGSUNG", korban=None, alasan=ALASAN):
    return tindakan.usulkan(
        by=by, kasus=kasus, korban=korban or korban_dari(kasus), keterkaitan=keterkaitan,
        peristiwa=peristiwa, alasan=alasan,
    )  # fmt: skip


class TestUsul:
    def test_belum_mengubah_apa_pun(self, kasus, pendamping, manajer, peristiwa):
        usul(pendamping, kasus, peristiwa)
        korban = korban_dari(kasus)
        assert (korban.keterkaitan, korban.kategori) == ("TIDAK", "NON_KDRT")
        assert Kasus.objects.sistem("uji").get(pk=kasus.pk).peristiwa is None
        assert jumlah_belum_dibaca(manajer) == 1
        assert jumlah_belum_dibaca(pendamping) == 0
        assert JejakAudit.objects.filter(peristiwa="konflik.diusulkan").count() == 1

    @pytest.mark.parametrize(
        ("keterkaitan", "ada", "alasan", "kata"),
        [
            ("LANGSUNG", False, ALASAN, "Pilih peristiwa"),
            ("TIDAK_LANGSUNG", False, ALASAN, "Pilih peristiwa"),
            ("LANGSUNG", True, "terlalu pendek", "sedikitnya 20"),
            ("DUGAAN", False, "belum pasti", "sedikitnya 20"),
            ("TIDAK", True, ALASAN, "tidak berperistiwa"),
            ("TIDAK", False, ALASAN, "sudah tercatat demikian"),
        ],
    )
    def test_yang_kurang_ditolak(
        self, kasus, pendamping, peristiwa, keterkaitan, ada, alasan, kata
    ):
        with pytest.raises(ValidationError, match=kata):
            usul(pendamping, kasus, peristiwa if ada else None, keterkaitan, alasan=alasan)

    def test_dugaan_boleh_tanpa_peristiwa(self, kasus, pendamping):
        assert usul(pendamping, kasus, None, "DUGAAN").peristiwa is None

    def test_satu_yang_menunggu_dan_kiriman_ulang(self, kasus, pendamping, manajer, peristiwa):
        satu = usul(pendamping, kasus, peristiwa)
        assert usul(pendamping, kasus, peristiwa) == satu
        with pytest.raises(ValidationError, match="menunggu pembaca kedua"):
            usul(manajer, kasus, None, "DUGAAN")
        assert TautanKonflik.objects.sistem("uji").count() == 1

    def test_orang_asing(self, kasus, manajer_lain, peristiwa):
        with pytest.raises(PermissionDenied):
            usul(manajer_lain, kasus, peristiwa)


class TestBacaKedua:
    def test_pengusul_tidak_mengesahkan_sendiri(self, kasus, pendamping, peristiwa):
        tautan = usul(pendamping, kasus, peristiwa)
        for aksi in (tindakan.sahkan, tindakan.tolak):
            with pytest.raises(PermissionDenied):
                aksi(by=pendamping, kasus=kasus, tautan=tautan, catatan="Setuju saja.")
        assert korban_dari(kasus).keterkaitan == "TIDAK"

    @pytest.mark.parametrize("siapa", ["manajer", "supervisor"])
    def test_disahkan_lalu_berlaku(self, kasus, pendamping, peristiwa, request, siapa):
        pembaca = request.getfixturevalue(siapa)
        tautan = usul(pendamping, kasus, peristiwa)
        tindakan.sahkan(by=pembaca, kasus=kasus, tautan=tautan)
        korban = korban_dari(kasus)
        assert (korban.keterkaitan, korban.kategori) == ("LANGSUNG", "KONFLIK")
        assert Kasus.objects.sistem("uji").get(pk=kasus.pk).peristiwa == peristiwa
        assert jumlah_belum_dibaca(pendamping) == 1
        assert JejakAudit.objects.filter(peristiwa="konflik.disahkan").count() == 1

    def test_ditolak_dihitung_seperti_semula(self, kasus, pendamping, manajer, peristiwa):
        tautan = usul(pendamping, kasus, peristiwa)
        with pytest.raises(ValidationError, match="mengapa"):
            tindakan.tolak(by=manajer, kasus=kasus, tautan=tautan, catatan=" ")
        tindakan.tolak(by=manajer, kasus=kasus, tautan=tautan, catatan="Tidak ada buktinya.")
        assert korban_dari(kasus).kategori == "NON_KDRT"
        assert usul(pendamping, kasus, peristiwa, "DUGAAN").disahkan is None

    def test_yang_sudah_dibaca_tidak_dibaca_lagi(
        self, kasus, pendamping, manajer, supervisor, peristiwa
    ):
        tautan = usul(pendamping, kasus, peristiwa)
        tindakan.sahkan(by=manajer, kasus=kasus, tautan=tautan)
        with pytest.raises(SudahBerubah):
            tindakan.tolak(by=supervisor, kasus=kasus, tautan=tautan, catatan="Terlambat.")

    def test_tidak_langsung_tidak_mengubah_kategori(self, kasus, pendamping, manajer, peristiwa):
        tautan = usul(pendamping, kasus, peristiwa, "TIDAK_LANGSUNG")
        tindakan.sahkan(by=manajer, kasus=kasus, tautan=tautan)
        korban = korban_dari(kasus)
        assert (korban.keterkaitan, korban.kategori) == ("TIDAK_LANGSUNG", "NON_KDRT")

    def test_kdrt_tetap_ranah_walau_konflik(self, kasus, pendamping, manajer, peristiwa):
        """Sphere and tie are independent; the category goes to the conflict first."""
        Hubungan.objects.sistem("uji").update(hubungan="SUAMI_ISTRI")
        tindakan.sahkan(by=manajer, kasus=kasus, tautan=usul(pendamping, kasus, peristiwa))
        korban = korban_dari(kasus)
        assert (korban.ranah, korban.kategori) == (Ranah.KDRT, "KONFLIK")
        lepas = usul(pendamping, kasus, None, "TIDAK")
        tindakan.sahkan(by=manajer, kasus=kasus, tautan=lepas)
        assert korban_dari(kasus).kategori == "KDRT"
        assert Kasus.objects.sistem("uji").get(pk=kasus.pk).peristiwa is None

    def test_dua_korban_satu_peristiwa(self, kasus, pendamping, manajer, peristiwa, kecamatan):
        kedua = Korban.objects.sistem("uji").create(
            kasus=kasus, kode="B", kelamin="P", tempat="LAINNYA", usia=20
        )
        lain = PeristiwaKonflik.objects.create(
            nama="Bentrok lain", mulai=dt.date(2026, 2, 2), wilayah=kecamatan, sumber="SARA"
        )
        tindakan.sahkan(by=manajer, kasus=kasus, tautan=usul(pendamping, kasus, peristiwa))
        with pytest.raises(ValidationError, match="korban lain"):
            usul(pendamping, kasus, lain, korban=kedua)
        usul(pendamping, kasus, peristiwa, korban=kedua)
        # The only tied victim may move to another event; the case follows.
        TautanKonflik.objects.sistem("uji").filter(korban=kedua).delete()
        tindakan.sahkan(by=manajer, kasus=kasus, tautan=usul(pendamping, kasus, lain))
        assert Kasus.objects.sistem("uji").get(pk=kasus.pk).peristiwa == lain


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hubungan=st.lists(
        st.sampled_from(["SUAMI_ISTRI", "TETANGGA", "NA", "PIHAK_KONFLIK"]), min_size=1, max_size=4
    ),
    langkah=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(KeterkaitanKonflik.values), st.booleans()),
        max_size=6,
    ),
)
def test_kategori_selalu_berjumlah_sama_dengan_korban(
    buat_kasus, masukkan_tim, pendamping, manajer, peristiwa, hubungan, langkah
):
    """R07 on random data through the actions: nobody is counted twice, nobody is lost, and
    nothing counts before a second person has read it."""
    with transaction.atomic():
        kasus = buat_kasus()
        masukkan_tim(kasus, pendamping)
        terlapor = kasus.terlapor.get()
        semua = [korban_dari(kasus)]
        for huruf in "BCD"[: len(hubungan) - 1]:
            semua.append(
                Korban.objects.sistem("uji").create(
                    kasus=kasus, kode=huruf, kelamin="P", tempat="LAINNYA", usia=30
                )
            )
        kasus.korban.first().hubungan.all().delete()
        for korban, jenis in zip(semua, hubungan, strict=True):
            Hubungan.objects.sistem("uji").create(korban=korban, terlapor=terlapor, hubungan=jenis)
        harapan = {k.pk: "TIDAK" for k in semua}
        for nomor, keterkaitan, setuju in langkah:
            korban = semua[nomor % len(semua)]
            ada = peristiwa if keterkaitan in ("LANGSUNG", "TIDAK_LANGSUNG") else None
            try:
                tautan = usul(pendamping, kasus, ada, keterkaitan, korban)
            except ValidationError:
                assert harapan[korban.pk] == keterkaitan, "hanya yang sama ditolak"
                continue
            assert _keterkaitan(kasus) == harapan
            if setuju:
                tindakan.sahkan(by=manajer, kasus=kasus, tautan=tautan)
                harapan[korban.pk] = keterkaitan
            else:
                tindakan.tolak(by=manajer, kasus=kasus, tautan=tautan, catatan="Kurang bukti.")
            assert _keterkaitan(kasus) == harapan
            daftar = korban_kasus(Kasus.objects.untuk(manajer).get(pk=kasus.pk))
            rekap = dict(rekap_kategori(daftar))
            assert sum(rekap.values()) == len(semua)
            langsung = [pk for pk, k in harapan.items() if k == "LANGSUNG"]
            assert rekap[KategoriPelaporan.KONFLIK.label] == len(langsung)
        transaction.set_rollback(True)


def _keterkaitan(kasus):
    return dict(Korban.objects.sistem("uji").filter(kasus=kasus).values_list("pk", "keterkaitan"))


class TestHalaman:
    def alamat(self, nama, kasus, *lain):
        return reverse(f"kasus:{nama}", args=[kasus.pk, *lain])

    def test_empat_sumbu_dan_rekap(self, masuk, manajer, kasus):
        isi = masuk(manajer).get(self.alamat("konflik", kasus)).content.decode()
        for kata in ("Bentuk kekerasan", "Ranah", "Keterkaitan konflik", "Status hukum anak"):
            assert kata in isi
        assert "Psikis" in isi
        assert "Publik/komunitas" in isi
        dibaca = JejakAudit.objects.filter(peristiwa="kasus.dibaca").latest("pk")
        assert dibaca.rincian["halaman"] == "konflik"

    def test_usul_sampai_disahkan(self, masuk, manajer, pendamping, kasus, peristiwa):
        korban = korban_dari(kasus)
        isian = {"keterkaitan": "LANGSUNG", "peristiwa": peristiwa.pk, "alasan": ALASAN}
        r = masuk(pendamping).post(self.alamat("konflik_usul", kasus, korban.pk), isian)
        assert r.status_code == 302
        tautan = TautanKonflik.objects.sistem("uji").get()
        isi = masuk(pendamping).get(self.alamat("konflik", kasus)).content.decode()
        assert "orang lain yang membaca" in isi
        assert self.alamat("konflik_sahkan", kasus, tautan.pk) not in isi
        r = masuk(pendamping).post(self.alamat("konflik_sahkan", kasus, tautan.pk))
        assert r.status_code == 403
        client = masuk(manajer)
        assert ALASAN in client.get(self.alamat("konflik", kasus)).content.decode()
        r = client.post(self.alamat("konflik_tolak", kasus, tautan.pk), {"catatan": ""})
        assert r.status_code == 422
        assert "Tulis mengapa usulan ini ditolak." in r.content.decode()
        assert client.post(self.alamat("konflik_sahkan", kasus, tautan.pk)).status_code == 302
        assert korban_dari(kasus).kategori == "KONFLIK"
        r = client.post(self.alamat("konflik_tolak", kasus, tautan.pk), {"catatan": "Tidak."})
        assert r.status_code == 302
        assert korban_dari(kasus).kategori == "KONFLIK"

    def test_isian_salah_mengembalikan_ketikan(self, masuk, pendamping, kasus):
        r = masuk(pendamping).post(
            self.alamat("konflik_usul", kasus, korban_dari(kasus).pk),
            {"keterkaitan": "LANGSUNG", "alasan": "Kira-kira begitu ceritanya, panjang."},
        )
        assert r.status_code == 422
        isi = r.content.decode()
        assert "Kira-kira begitu ceritanya, panjang." in isi
        assert "Pilih peristiwa konflik yang terkait." in isi

    @pytest.mark.parametrize("nama", ["konflik", "konflik_usul", "kebutuhan"])
    def test_siapa_boleh(self, masuk, kasus, nama, manajer_lain, mitra, ppdp, supervisor, manajer):
        lain = [] if nama == "konflik" else [korban_dari(kasus).pk]
        alamat = self.alamat(nama, kasus, *lain)
        for user, status in (
            (manajer, 200), (supervisor, 200), (manajer_lain, 404), (mitra, 403), (ppdp, 403),
        ):  # fmt: skip
            assert masuk(user).get(alamat).status_code == status
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=supervisor, alasan="Kerabat", oleh=manajer
        )
        assert masuk(supervisor).get(alamat).status_code == 404

    def test_tersegel_tidak_ada_bagi_yang_bukan_tim(self, masuk, supervisor, manajer, buat_kasus):
        segel = buat_kasus(3)
        assert masuk(supervisor).get(self.alamat("konflik", segel)).status_code == 404
        assert masuk(manajer).get(self.alamat("konflik", segel)).status_code == 200

    def test_jumlah_kueri_tetap(self, masuk, manajer, kasus, django_assert_num_queries):
        client = masuk(manajer)
        client.get(self.alamat("konflik", kasus))
        with CaptureQueriesContext(connection) as satu:
            client.get(self.alamat("konflik", kasus))
        for huruf in "BCDE":
            Korban.objects.sistem("uji").create(
                kasus=kasus, kode=huruf, kelamin="P", tempat="LAINNYA"
            ).kebutuhan.create(
                kebutuhan="PANGAN", dibutuhkan_pada=dt.date(2026, 1, 1), dicatat_oleh=manajer
            )
        with django_assert_num_queries(len(satu)):
            client.get(self.alamat("konflik", kasus))


def test_dugaan_14_hari_menjadi_pelanggaran(kasus, pendamping, manajer, peristiwa):
    """A suspicion that nobody settles within 14 days is told to manager and supervisor (R06)."""
    dugaan = usul(pendamping, kasus, None, "DUGAAN")
    tindakan.sahkan(by=manajer, kasus=kasus, tautan=dugaan)
    perbarui_tenggat(kasus, manajer)
    jam = Tenggat.objects.sistem("uji").get(langkah="DUGAAN")
    assert jam.batas - jam.mulai == dt.timedelta(days=14)
    lalu = timezone.now() - dt.timedelta(days=15)
    for tautan in TautanKonflik.objects.sistem("uji"):
        tautan.dibuat_pada = lalu
        tautan.save()
    Tenggat.objects.sistem("uji").update(mulai=lalu, batas=lalu + dt.timedelta(days=14))
    assert periksa_tenggat() == 1
    assert Tenggat.objects.sistem("uji").get(langkah="DUGAAN").dilanggar_pada is not None
    # Another suspicion does not start the clock anew; a settled tie ends it.
    tindakan.sahkan(by=manajer, kasus=kasus, tautan=usul(pendamping, kasus, peristiwa))
    perbarui_tenggat(kasus, manajer)
    jam = Tenggat.objects.sistem("uji").get(langkah="DUGAAN")
    assert jam.dipenuhi_pada is not None
    assert jam.dilanggar_pada is not None
