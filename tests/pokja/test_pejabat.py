"""Those who hold seats: they come and go by date, and access ends with the seat."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pokja.actions import pejabat
from pokja.actions import struktur as s
from pokja.actions.peran import usulkan_peran
from pokja.aturan.masa import SEHARI
from pokja.documents.tugas import susun
from pokja.enums import Bidang, Kelamin, Peran, Posisi, SifatPejabat
from pokja.models import Pengguna, Penugasan
from tests.pokja.bantu import HARI_INI, SK_LAMA, akun, duduk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]


class TestPejabat:
    def test_pengganti_mengakhiri_yang_lama_sehari_sebelumnya(self, pokja, tambah, sekretariat):
        ketua = tambah(pokja)
        lama = duduk(sekretariat, ketua, "Lama", SK_LAMA)
        duduk(sekretariat, ketua, "Baru", HARI_INI)
        lama.refresh_from_db()
        assert lama.selesai == HARI_INI - SEHARI
        assert [p.nama for p in pokja.susunan(HARI_INI)[0].pemangku] == ["Baru"]
        assert [p.nama for p in pokja.susunan(lama.selesai)[0].pemangku] == ["Lama"]

    def test_plh_mendampingi_dan_memerlukan_hari_terakhir(self, pokja, tambah, sekretariat):
        ketua = tambah(pokja)
        duduk(sekretariat, ketua, "Tetap", SK_LAMA)
        with pytest.raises(ValidationError, match="isi sampai"):
            duduk(sekretariat, ketua, "Plh", sifat=SifatPejabat.PLH)
        duduk(sekretariat, ketua, "Plh", sifat=SifatPejabat.PLH, selesai=HARI_INI + SEHARI)
        assert {p.nama for p in pokja.susunan(HARI_INI)[0].pemangku} == {"Tetap", "Plh"}

    def test_sebelum_sk_belum_ada_kedudukan(self, pokja, tambah, sekretariat):
        with pytest.raises(ValidationError, match="sejak SK 6 Januari 2025"):
            duduk(sekretariat, tambah(pokja), mulai=SK_LAMA - SEHARI)

    def test_yang_menghalangi_disebut(self, pokja, tambah, sekretariat):
        ketua = tambah(pokja)
        duduk(sekretariat, ketua, "Kini", HARI_INI)
        with pytest.raises(ValidationError, match="Kini tercatat di sini sejak 2 Maret 2026"):
            duduk(sekretariat, ketua, "Lain", HARI_INI)

    def test_t5_peran_karena_kedudukan_berakhir_pada_permintaan_berikutnya(
        self, pokja, tambah, sekretariat, pengelola, masuk
    ):
        """Replaced today: gone at the next request, without a new log-in."""
        ketua, nanik = tambah(pokja, Posisi.KOORDINATOR, Bidang.PENCEGAHAN), akun("nanik")
        lama = duduk(sekretariat, ketua, "Nanik", SK_LAMA, pengguna=nanik)
        usulkan_peran(
            by=pengelola, user=nanik, peran=Peran.KOORDINATOR_BIDANG, dasar="SK",
            bidang=Bidang.PENCEGAHAN, pejabat=lama,
        )  # fmt: skip
        lepas = usulkan_peran(by=pengelola, user=nanik, peran=Peran.ANGGOTA_POKJA, dasar="SK")
        client = masuk(nanik)
        assert client.get(reverse("konflik:peristiwa_daftar")).status_code == 200
        nanik.penugasan.update(mulai=SK_LAMA)
        duduk(sekretariat, ketua, "Baru", HARI_INI)
        assert client.get(reverse("konflik:peristiwa_daftar")).status_code == 403
        assert client.get(reverse("pokja:detail", args=[pokja.pk])).status_code == 200
        lepas.refresh_from_db()
        assert lepas.selesai is None, "peran yang tidak terkait kedudukan tetap"

    def test_peran_paling_lama_selama_kedudukan(self, pokja, tambah, sekretariat, pengelola):
        nanik = akun("nanik")
        akhir = dt.date(2026, 6, 30)
        plt = duduk(
            sekretariat, tambah(pokja), "N", sifat=SifatPejabat.PLT, selesai=akhir, pengguna=nanik
        )
        isian = {"user": nanik, "peran": Peran.ANGGOTA_POKJA, "dasar": "SK", "pejabat": plt}
        assert usulkan_peran(by=pengelola, **isian).selesai == akhir
        isian |= {"user": akun("lain")}
        with pytest.raises(ValidationError, match="dipangku orang lain"):
            usulkan_peran(by=pengelola, **isian)

    def test_akun_diganti_mengakhiri_peran_yang_lama(self, pokja, tambah, sekretariat, pengelola):
        nanik = akun("nanik")
        satu = duduk(sekretariat, tambah(pokja), "N", SK_LAMA, pengguna=nanik)
        peran = usulkan_peran(
            by=pengelola, user=nanik, peran=Peran.ANGGOTA_POKJA, dasar="SK", pejabat=satu
        )
        pejabat.perbaiki_pejabat(
            by=sekretariat, pejabat=satu, nama="Nanik", nip="", kelamin="P", pengguna=None
        )
        assert not Penugasan.objects.filter(pk=peran.pk).exists(), "baru diberi hari ini"
        satu.refresh_from_db()
        assert (satu.nama, satu.kelamin) == ("Nanik", Kelamin.PEREMPUAN)


class TestTugas:
    """What the beranda asks because of the structure."""

    def judul(self, user) -> list[str]:
        return [t.judul for t in susun(Pengguna.objects.get(pk=user.pk)).butir]

    def test_rancangan_kosong_dan_segera_berakhir(self, pokja, tambah, sekretariat, bappeda):
        ketua = tambah(pokja)
        assert self.judul(sekretariat) == ["Catat pejabat: Ketua – Sekretaris Daerah"]
        akhir = HARI_INI + dt.timedelta(days=14)
        duduk(sekretariat, ketua, "Plt", sifat=SifatPejabat.PLT, selesai=akhir)
        assert self.judul(sekretariat) == ["Masa Plt segera berakhir"]
        duduk(sekretariat, ketua, "Tetap", akhir + SEHARI)
        assert self.judul(sekretariat) == []
        s.siapkan_rancangan(by=sekretariat, mulai=2026, selesai=2030)
        assert self.judul(sekretariat) == ["Lanjutkan rancangan Pokja P3AKS 2026–2030"]
        assert self.judul(bappeda) == []

    def test_pengganti_tanpa_akses(self, pokja, tambah, sekretariat, pengelola):
        ketua, nanik = tambah(pokja), akun("nanik")
        lama = duduk(sekretariat, ketua, "Nanik", SK_LAMA, pengguna=nanik)
        isian = {"by": pengelola, "peran": Peran.ANGGOTA_POKJA, "dasar": "SK"}
        usulkan_peran(**isian, user=nanik, pejabat=lama)
        Penugasan.objects.filter(pejabat=lama).update(mulai=SK_LAMA)
        assert self.judul(pengelola) == []
        budi = akun("budi")
        baru = duduk(sekretariat, ketua, "Budi", HARI_INI, pengguna=budi)
        assert self.judul(pengelola) == ["Beri akses pengganti: Budi"]
        usulkan_peran(**isian, user=budi, pejabat=baru)
        assert self.judul(pengelola) == []
        isi = {"nama": "Budi", "nip": "", "kelamin": "", "pengguna": akun("budi2")}
        Penugasan.objects.filter(pejabat=baru).update(mulai=SK_LAMA)
        pejabat.perbaiki_pejabat(by=sekretariat, pejabat=baru, **isi)
        assert self.judul(pengelola) == ["Beri akses pengganti: Budi"], "akunnya lain"
