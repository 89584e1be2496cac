"""The SK puts a draft in force and closes the Pokja before it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from pokja.actions import sk
from pokja.actions.peran import usulkan_peran
from pokja.aturan.masa import SEHARI
from pokja.enums import Peran, Posisi, StatusPokja
from pokja.models import Pejabat, Pengguna, Penugasan, Pokja
from tests.pokja.bantu import HARI_INI, SK_LAMA, akun, duduk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]


class TestBerlakukan:
    def test_mengakhiri_yang_lama_dan_menyimpan_riwayat(
        self, pokja, rancangan, tambah, sekretariat, pengelola
    ):
        nanik, budi = akun("nanik"), akun("budi")
        lama = duduk(sekretariat, tambah(pokja), "Nanik", SK_LAMA, pengguna=nanik)
        pergi = duduk(sekretariat, tambah(pokja, Posisi.ANGGOTA), "Budi", SK_LAMA, pengguna=budi)
        ikut = duduk(sekretariat, tambah(rancangan), "Nanik", pengguna=nanik)
        isian = {"by": pengelola, "peran": Peran.ANGGOTA_POKJA, "dasar": "SK"}
        milik_nanik = usulkan_peran(**isian, user=nanik, pejabat=lama)
        milik_budi = usulkan_peran(**isian, user=budi, pejabat=pergi)
        milik_budi.mulai = SK_LAMA
        milik_budi.save()
        mulai = dt.date(2026, 2, 16)
        sk.berlakukan(by=sekretariat, pokja=rancangan, nomor_sk="188/7/2026", tanggal_sk=mulai)
        pokja.refresh_from_db()
        assert (pokja.status, pokja.berakhir) == (StatusPokja.BERAKHIR, dt.date(2026, 2, 15))
        rancangan.refresh_from_db()
        assert (rancangan.status, rancangan.nomor_sk) == (StatusPokja.BERLAKU, "188/7/2026")
        ikut.refresh_from_db()
        assert ikut.mulai == HARI_INI
        for hari, ini in ((mulai - SEHARI, pokja), (mulai, rancangan), (HARI_INI, rancangan)):
            assert list(Pokja.objects.pada(hari)) == [ini]
        assert not Pokja.objects.pada(SK_LAMA - SEHARI)
        milik_nanik.refresh_from_db()
        assert (milik_nanik.pejabat, milik_nanik.selesai) == (ikut, None)
        assert not Pengguna.objects.get(pk=budi.pk).peran
        assert [p.nama for p in pokja.susunan(SK_LAMA)[0].pemangku] == ["Nanik"]

    def test_lewat_perintah_pejabat_dan_peran_lama_juga_berakhir(
        self, pokja, tambah, sekretariat, pengelola
    ):
        nanik = akun("nanik")
        lama = duduk(sekretariat, tambah(pokja), "Nanik", SK_LAMA, pengguna=nanik)
        peran = usulkan_peran(
            by=pengelola, user=nanik, peran=Peran.ANGGOTA_POKJA, dasar="SK", pejabat=lama
        )
        Penugasan.objects.filter(pk=peran.pk).update(mulai=SK_LAMA)
        isian = {"mulai": 2026, "selesai": 2030, "nomor_sk": "188/8"}
        with pytest.raises(ValidationError, match="bertanggal 6 Januari 2025"):
            sk.bentuk_pokja(**isian, tanggal_sk=SK_LAMA)
        baru = sk.bentuk_pokja(**isian, tanggal_sk=dt.date(2026, 2, 16))
        assert list(Pokja.objects.pada(HARI_INI)) == [baru]
        for satu in (lama, peran):
            satu.refresh_from_db()
            assert satu.selesai == dt.date(2026, 2, 15)

    def test_peran_mengikuti_paling_lama_sampai_akhir_jabatan_yang_baru(
        self, pokja, rancangan, tambah, sekretariat, pengelola
    ):
        nanik, budi = akun("nanik"), akun("budi")
        akhir, lewat = dt.date(2026, 12, 31), dt.date(2026, 2, 1)
        ketua, wakil = tambah(rancangan), tambah(rancangan, Posisi.WAKIL_KETUA)
        baru = duduk(sekretariat, ketua, "N", selesai=akhir, pengguna=nanik)
        duduk(sekretariat, wakil, "B", lewat, selesai=lewat, pengguna=budi)
        peran = {}
        for orang, posisi in ((nanik, Posisi.KETUA), (budi, Posisi.WAKIL_KETUA)):
            lama = duduk(sekretariat, tambah(pokja, posisi), "L", SK_LAMA, pengguna=orang)
            peran[orang] = usulkan_peran(
                by=pengelola, user=orang, peran=Peran.ANGGOTA_POKJA, dasar="SK", pejabat=lama
            )
        Penugasan.objects.filter(pengguna__in=peran).update(mulai=SK_LAMA)
        sk.berlakukan(
            by=sekretariat, pokja=rancangan, nomor_sk="1", tanggal_sk=dt.date(2026, 2, 16)
        )
        for satu in peran.values():
            satu.refresh_from_db()
        assert (peran[nanik].pejabat, peran[nanik].selesai) == (baru, akhir)
        assert peran[budi].selesai == dt.date(2026, 2, 15)
        assert not wakil.pejabat.exists(), "masanya habis sebelum SK"

    def test_peran_tidak_terikat_pada_rancangan(self, rancangan, tambah, sekretariat, pengelola):
        nanik = akun("nanik")
        satu = duduk(sekretariat, tambah(rancangan), "N", pengguna=nanik)
        with pytest.raises(ValidationError, match="tidak berlaku"):
            usulkan_peran(
                by=pengelola, user=nanik, peran=Peran.ANGGOTA_POKJA, dasar="SK", pejabat=satu
            )

    def test_tidak_ada_yang_duduk_sebelum_sk(self, pokja, rancangan, tambah, sekretariat):
        ketua = tambah(rancangan)
        duduk(sekretariat, ketua, "Ketua", dt.date(2026, 1, 5))
        sk.berlakukan(
            by=sekretariat, pokja=rancangan, nomor_sk="1", tanggal_sk=dt.date(2026, 2, 16)
        )
        assert Pejabat.objects.get(kedudukan=ketua).mulai == dt.date(2026, 2, 16)

    @pytest.mark.parametrize(
        ("tanggal_sk", "kata"),
        [(HARI_INI + SEHARI, "belum berlaku"), (SK_LAMA, "bertanggal 6 Januari 2025")],
    )
    def test_tanggal(self, pokja, rancangan, tambah, sekretariat, tanggal_sk, kata):
        tambah(rancangan)
        with pytest.raises(ValidationError, match=kata):
            sk.berlakukan(by=sekretariat, pokja=rancangan, nomor_sk="1", tanggal_sk=tanggal_sk)
        pokja.refresh_from_db()
        assert pokja.status == StatusPokja.BERLAKU

    def test_tanpa_ketua_ditolak(self, rancangan, sekretariat):
        with pytest.raises(ValidationError, match="Susunan masih kosong"):
            sk.berlakukan(by=sekretariat, pokja=rancangan, nomor_sk="1", tanggal_sk=HARI_INI)

    def test_yang_berakhir_tidak_berubah_lagi(self, pokja, rancangan, tambah, sekretariat):
        ketua = tambah(pokja)
        tambah(rancangan)
        sk.berlakukan(by=sekretariat, pokja=rancangan, nomor_sk="1", tanggal_sk=HARI_INI)
        with pytest.raises(ValidationError, match="sudah berakhir"):
            duduk(sekretariat, ketua)
        with pytest.raises(ValidationError, match="sudah ditetapkan"):
            sk.berlakukan(by=sekretariat, pokja=pokja, nomor_sk="1", tanggal_sk=HARI_INI)
