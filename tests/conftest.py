"""A strict harness, and the cast of people that every test may call on."""

import datetime as dt

import pytest
from django.template import base as template_base
from django.template.base import VariableDoesNotExist
from hypothesis import HealthCheck, settings
from model_bakery import baker

from p3aks.core import jobs
from pokja.enums import JenisLembaga, Peran, StatusPokja, TingkatWilayah
from pokja.models import Daerah, Lembaga, Pengguna, Penugasan, Pokja, Wilayah
from rad.models import Rad
from tests.larangan import _kosongkan_tabel_tetap  # noqa: F401  (an autouse fixture)

# How fast an example is drawn says how busy the machine is, not whether the code is right.
settings.register_profile("uji", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("uji")

SANDI = "sandi-yang-cukup-panjang"
# Files that take more than a few seconds: `uji --cepat` leaves them out, `uji` runs them.
LAMBAT = {
    "test_access",
    "test_actions_perbup",
    "test_cadangan",
    "test_dokumen_kasus",
    "test_dokumen_potong",
    "test_dokumen_rapat",
    "test_ekspor",
    "test_headers",
    "test_impor",
    "test_impor_simpan",
    "test_kebijakan",
    "test_kebijakan_mutasi",
    "test_ketahanan",
    "test_konflik",
    "test_mesin_aturan",
    "test_mesin_keadaan",
    "test_paket",
    "test_pdf",
    "test_penanganan",
    "test_perbup_cetak",
    "test_perbup_models",
    "test_perbup_susun",
    "test_putar_kunci",
    "test_realisasi",
    "test_rilis",
    "test_rilis_halaman",
    "test_rilis_serangan",
    "test_rujukan",
    "test_saring",
    "test_situasi",
    "test_sk",
    "test_t10_kebocoran",
    "test_t20_jejak",
    "test_t5_t6_akses",
    "test_t7_penelusuran",
    "test_tables",
    "test_terminasi",
    "test_views_aksi_form",
    "test_views_matriks",
    "test_views_perbup",
    "test_xss",
    "test_xss_kasus",
}
# Files that ask much of the machine and little of the database: run on PostgreSQL only, which
# refuses more than SQLite does.
SEKALI = {
    "test_access",
    "test_dokumen_potong",
    "test_headers",
    "test_kebijakan_mutasi",
    "test_ketahanan",
    "test_pdf",
    "test_perbup_cetak",
    "test_rilis",
    "test_rilis_halaman",
    "test_rilis_serangan",
    "test_susunan_waktu",
    "test_t10_kebocoran",
    "test_xss",
    "test_xss_kasus",
}


def pytest_collection_modifyitems(items):
    """Mark the slow files, and those that run on one database."""
    for item in items:
        if item.path.stem in LAMBAT:
            item.add_marker("lambat")
        if item.path.stem in SEKALI:
            item.add_marker("sekali")


@pytest.fixture(autouse=True)
def _berkas_sementara(settings, tmp_path):
    """Each test has files of its own, a cache of its own, and cheap password hashing."""
    settings.MEDIA_ROOT = tmp_path / "berkas"
    settings.RAHASIA_ROOT = tmp_path / "rahasia"
    settings.CACHES = {
        nama: {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": f"{tmp_path}/{nama}",
        }
        for nama in ("default", "proses")
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_BROKER_URL = "memory://"


@pytest.fixture(autouse=True)
def _variabel_template_wajib_ada(monkeypatch):
    """An undefined variable in one of our templates fails the test instead of printing nothing."""
    asli = template_base.FilterExpression.resolve

    def resolve(self, context, ignore_failures=False):
        asal = getattr(getattr(context, "template", None), "origin", None)
        if (
            not ignore_failures
            and isinstance(self.var, template_base.Variable)
            and asal
            and "/site-packages/" not in str(asal.name)
            and not any(f.__name__ in ("default", "default_if_none") for f, _ in self.filters)
        ):
            try:
                self.var.resolve(context)
            except VariableDoesNotExist as galat:
                if self.var.lookups and self.var.lookups[0] in ("form", "field", "widget"):
                    return asli(self, context, ignore_failures)
                raise AssertionError(f"{asal.name}: {self.var} tidak ada") from galat
        return asli(self, context, ignore_failures)

    monkeypatch.setattr(template_base.FilterExpression, "resolve", resolve)


@pytest.fixture
def tuban(db) -> Daerah:
    """Kabupaten Tuban."""
    jatim = Wilayah.objects.create(kode="35", nama="Jawa Timur", tingkat=TingkatWilayah.PROVINSI)
    wilayah = Wilayah.objects.create(
        kode="35.23", nama="Kabupaten Tuban", tingkat=TingkatWilayah.KABUPATEN, induk=jatim
    )
    return Daerah.objects.create(
        wilayah=wilayah, ibu_kota="Tuban", kepala="ADITYA CONTOH", sekda="BUDI CONTOH"
    )


@pytest.fixture
def lembaga(tuban):
    """Make an institution: ``lembaga("Dinas Kesehatan")``."""

    def buat(nama: str, singkatan: str = "") -> Lembaga:
        return Lembaga.objects.get_or_create(
            nama=nama,
            defaults={
                "singkatan": singkatan or nama,
                "jenis": JenisLembaga.OPD,
                "wilayah": tuban.wilayah,
            },
        )[0]

    return buat


@pytest.fixture
def orang(tuban):
    """Make a person with a role: ``orang("siti", Peran.OPD_OPERATOR, lembaga=dinkes)``."""

    def buat(username: str, peran: str, *, lembaga=None, mulai=None, selesai=None, **lain):
        user = Pengguna.objects.create_user(
            username, SANDI, nama=username.replace("_", " ").title(), lembaga=lembaga, demo=True
        )
        Penugasan.objects.create(
            pengguna=user,
            peran=peran,
            lembaga=lembaga,
            mulai=mulai or dt.date(2020, 1, 1),
            selesai=selesai,
            dasar="SK uji",
            **lain,
        )
        return user

    return buat


@pytest.fixture
def opd_a(orang, lembaga):
    """Operator of Dinas Kesehatan: owns things."""
    return orang("opd_a", Peran.OPD_OPERATOR, lembaga=lembaga("Dinas Kesehatan", "Dinkes"))


@pytest.fixture
def opd_b(orang, lembaga):
    """Operator of Dinas Pendidikan: the stranger."""
    return orang("opd_b", Peran.OPD_OPERATOR, lembaga=lembaga("Dinas Pendidikan", "Disdik"))


@pytest.fixture
def kepala(orang, lembaga):
    """Head of Dinas Kesehatan."""
    return orang("kepala", Peran.OPD_KEPALA, lembaga=lembaga("Dinas Kesehatan", "Dinkes"))


@pytest.fixture
def dinsos(lembaga):
    """Dinsos-P3A, the secretariat's office."""
    return lembaga("Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak", "Dinsos-P3A")


@pytest.fixture
def sekretariat(orang, dinsos):
    """Verifier at Dinsos-P3A."""
    return orang("sekretariat", Peran.SEKRETARIAT, lembaga=dinsos)


@pytest.fixture
def sekretaris(orang, dinsos):
    """Sekretaris of the Pokja."""
    return orang("sekretaris", Peran.SEKRETARIS, lembaga=dinsos)


@pytest.fixture
def bappeda(orang, lembaga):
    """Bappeda staff."""
    return orang(
        "bappeda", Peran.BAPPEDA, lembaga=lembaga("Badan Perencanaan Pembangunan Daerah", "Bappeda")
    )


@pytest.fixture
def hukum(orang, lembaga):
    """Bagian Hukum."""
    return orang("hukum", Peran.BAGIAN_HUKUM, lembaga=lembaga("Bagian Hukum", "Bag. Hukum"))


@pytest.fixture
def mantan(orang, lembaga):
    """Former operator of Dinas Kesehatan: the term has ended."""
    return orang(
        "mantan",
        Peran.OPD_OPERATOR,
        lembaga=lembaga("Dinas Kesehatan", "Dinkes"),
        selesai=dt.date(2021, 12, 31),
    )


@pytest.fixture
def pokja_tuban(tuban) -> Pokja:
    """The Pokja in force."""
    return Pokja.objects.create(
        mulai=2025, selesai=2029, nomor_sk="188.45/1/2025", tanggal_sk=dt.date(2025, 1, 2),
        status=StatusPokja.BERLAKU,
    )  # fmt: skip


@pytest.fixture
def rad(pokja_tuban) -> Rad:
    """RAD 2025–2029."""
    return Rad.objects.create(mulai=2025, selesai=2029, pokja=pokja_tuban)


@pytest.fixture
def masuk(client):
    """Log in: ``masuk(opd_a).get("/")``."""

    def _masuk(user):
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return _masuk


@pytest.fixture
def lonceng(monkeypatch):
    """What was offered to the workers, as the messages carry it."""
    pesan: list[tuple[str, object]] = []
    monkeypatch.setattr(jobs, "tawarkan", lambda tugas, pk: not pesan.append((tugas.name, pk)))
    return pesan


@pytest.fixture
def baris():
    """``baker.make`` by its short name."""
    return baker.make
