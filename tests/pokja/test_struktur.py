"""The draft of a Pokja: its seats change until the SK; and the chart made of them."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from p3aks.core.audit import JejakAudit
from p3aks.core.models import SudahBerubah
from pokja.actions import struktur as s
from pokja.documents.susunan import bagan
from pokja.enums import Bidang, Posisi, SifatPejabat, StatusPokja
from pokja.models import Kedudukan, Pokja
from tests.pokja.bantu import HARI_INI, SK_LAMA, duduk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]


class TestRancangan:
    def test_menyalin_susunan_tanpa_plh(self, pokja, tambah, sekretariat):
        ketua = tambah(pokja)
        duduk(sekretariat, ketua, "Bambang", SK_LAMA, nip="1" * 18, kelamin="L")
        duduk(sekretariat, ketua, "Plh", sifat=SifatPejabat.PLH, selesai=HARI_INI)
        baru = s.siapkan_rancangan(by=sekretariat, mulai=2026, selesai=2030, dari=pokja)
        (satu,) = baru.susunan(HARI_INI)
        assert (satu.posisi, satu.jabatan_dinas) == (Posisi.KETUA, "Sekretaris Daerah")
        assert [(p.nama, p.nip, p.kelamin) for p in satu.pemangku] == [("Bambang", "1" * 18, "L")]
        assert Pokja.objects.get(pk=pokja.pk).status == StatusPokja.BERLAKU

    def test_satu_rancangan_saja_dan_dikirim_dua_kali_tetap_satu(self, pokja, sekretariat):
        kunci = uuid4()
        for _ in range(2):
            s.siapkan_rancangan(by=sekretariat, mulai=2026, selesai=2030, id_baru=kunci)
        with pytest.raises(ValidationError, match="Masih ada rancangan"):
            s.siapkan_rancangan(by=sekretariat, mulai=2026, selesai=2030)

    def test_buang(self, rancangan, pokja, tambah, sekretariat):
        tambah(rancangan)
        s.buang_rancangan(by=sekretariat, pokja=rancangan)
        assert not Pokja.objects.filter(pk=rancangan.pk).exists()
        with pytest.raises(ValidationError, match="sudah ditetapkan"):
            s.buang_rancangan(by=sekretariat, pokja=pokja)

    def test_hanya_sekretariat(self, pokja, bappeda):
        with pytest.raises(PermissionDenied):
            s.siapkan_rancangan(by=bappeda, mulai=2026, selesai=2030)


class TestKedudukan:
    def isi(self, dinsos, **ganti):
        isian = {"posisi": Posisi.KETUA, "lembaga": dinsos, "jabatan_dinas": "Sekda", **ganti}
        return s.IsiKedudukan(**isian)

    def test_tambah_ubah_hapus(self, rancangan, sekretariat, dinsos):
        satu = s.simpan_kedudukan(by=sekretariat, pokja=rancangan, isi=self.isi(dinsos))
        isi = self.isi(dinsos, jabatan_dinas="Sekretaris Daerah")
        s.simpan_kedudukan(by=sekretariat, pokja=rancangan, isi=isi, kedudukan=satu, versi=1)
        with pytest.raises(SudahBerubah):
            s.simpan_kedudukan(by=sekretariat, pokja=rancangan, isi=isi, kedudukan=satu, versi=1)
        assert Kedudukan.objects.get().jabatan_dinas == "Sekretaris Daerah"
        s.hapus_kedudukan(by=sekretariat, kedudukan=satu)
        assert not Kedudukan.objects.exists()
        jejak = JejakAudit.objects.filter(rantai__contains=str(rancangan.pk))
        assert jejak.count() == 4

    def test_koordinator_memerlukan_bidang(self, rancangan, sekretariat, dinsos):
        isi = self.isi(dinsos, posisi=Posisi.KOORDINATOR)
        with pytest.raises(ValidationError, match="Koordinator memerlukan bidang"):
            s.simpan_kedudukan(by=sekretariat, pokja=rancangan, isi=isi)

    def test_tetap_sesudah_sk(self, pokja, tambah, sekretariat, dinsos):
        satu = tambah(pokja)
        with pytest.raises(ValidationError, match="sudah ditetapkan dengan SK"):
            s.simpan_kedudukan(by=sekretariat, pokja=pokja, isi=self.isi(dinsos))
        with pytest.raises(ValidationError, match="sudah ditetapkan dengan SK"):
            s.hapus_kedudukan(by=sekretariat, kedudukan=satu)


def test_bagan_dari_atas_ke_bawah(pokja, tambah):
    for posisi, bidang in (
        (Posisi.ANGGOTA, Bidang.PENANGANAN), (Posisi.KOORDINATOR, Bidang.PENANGANAN),
        (Posisi.SEKRETARIS, ""), (Posisi.KETUA, ""), (Posisi.SEKRETARIAT, ""),
        (Posisi.ANGGOTA, Bidang.PENCEGAHAN),
    ):  # fmt: skip
        tambah(pokja, posisi, bidang, f"{posisi} {bidang}")

    def tulis(cabang):
        return [(c.judul, len(c.isi), tulis(c.bawah)) for c in cabang]

    assert tulis(bagan(pokja, HARI_INI)) == [
        ("Ketua", 1, [("Sekretaris", 1, [
            ("Bidang Pencegahan", 0, [("Anggota", 1, [])]),
            ("Bidang Penanganan", 1, [("Anggota", 1, [])]),
            ("Sekretariat", 1, []),
        ])]),
    ]  # fmt: skip
