"""Writes around an action: who may, what is stored, what is refused, what is left untouched."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from p3aks.core.models import JejakAudit, SudahBerubah
from rad.actions import aksi as tindakan
from rad.actions import telaah as catatan
from rad.actions.isi import IsiAnggaran, IsiIndikator
from rad.actions.versi import tetapkan
from rad.models import Aksi, Indikator, Target, TransisiAksi
from rad.models.salinan import salin
from tests.rad import bantu_aksi as b

pytestmark = pytest.mark.django_db


def segar(aksi) -> Aksi:
    return Aksi.objects.get(pk=aksi.pk)


def langkah(aksi):
    return list(aksi.transisi.values_list("nama", "dari", "ke"))


class TestSimpan:
    def test_menyimpan_seluruh_isi(self, rad, opd_a, lembaga):
        polres = lembaga("Polres Tuban")
        aksi = segar(b.draf(opd_a, rad, pendukung=[polres], keterangan="Bersama"))
        assert salin(aksi) == {
            "bidang": "pencegahan",
            "sasaran": "Desa tangguh konflik",
            "nomenklatur": "2.08.02.2.02.0006",
            "uraian": "Pelatihan paralegal desa",
            "penanggung_jawab": "Dinas Kesehatan",
            "pendukung": ["Polres Tuban"],
            "lokasi": "20 kecamatan",
            "keterangan": "Bersama",
            "indikator": [
                {
                    "nama": "Desa dengan paralegal",
                    "satuan": "desa",
                    "arah": "naik",
                    "baseline": None,
                    "jenis": "keluaran",
                    "kumulatif": False,
                    "target": {"2025": "5", "2026": "6", "2027": "7", "2028": "8", "2029": "9"},
                }
            ],
            "anggaran": [{"sumber": "pad", "pagu": {"2026": "85000000"}}],
        }

    def test_opd_tidak_mengisi_untuk_opd_lain(self, rad, opd_a, opd_b):
        with pytest.raises(PermissionDenied):
            tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_b.lembaga))
        milik_b = b.draf(opd_b, rad)
        with pytest.raises(PermissionDenied):
            tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga), aksi=milik_b)
        assert Aksi.objects.count() == 1

    def test_opd_tidak_melepas_aksi_ke_opd_lain(self, rad, opd_a, opd_b):
        aksi = b.draf(opd_a, rad)
        with pytest.raises(PermissionDenied):
            tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_b.lembaga), aksi=aksi)

    def test_sekretariat_membantu_opd(self, rad, sekretariat, opd_a):
        assert b.draf(sekretariat, rad, opd=opd_a.lembaga).penanggung_jawab == opd_a.lembaga

    @pytest.mark.parametrize("siapa", ["mantan", "bappeda", "hukum"])
    def test_peran_lain_ditolak(self, rad, siapa, request):
        user = request.getfixturevalue(siapa)
        with pytest.raises(PermissionDenied):
            tindakan.simpan(by=user, rad=rad, isi=b.isi(user.lembaga))

    def test_simpanan_basi_ditolak_dan_tidak_menyentuh_apa_pun(self, rad, opd_a):
        aksi = b.draf(opd_a, rad)
        dibuka = aksi.versi
        tindakan.simpan(
            by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga, lokasi="Jenu"), aksi=segar(aksi)
        )
        with pytest.raises(SudahBerubah):
            tindakan.simpan(
                by=opd_a,
                rad=rad,
                isi=b.isi(opd_a.lembaga, lokasi="Palang", indikator=[]),
                aksi=segar(aksi),
                versi=dibuka,
            )
        assert segar(aksi).lokasi == "Jenu"
        assert segar(aksi).indikator.count() == 1

    def test_formulir_terkirim_dua_kali_membuat_satu_aksi(self, rad, opd_a):
        kunci = uuid.uuid4()
        isi = b.isi(opd_a.lembaga)
        satu = tindakan.simpan(by=opd_a, rad=rad, isi=isi, id_baru=kunci)
        dua = tindakan.simpan(by=opd_a, rad=rad, isi=isi, id_baru=kunci)
        assert satu.pk == dua.pk == kunci
        assert Aksi.objects.count() == 1
        assert segar(satu).versi == 1

    def test_kunci_milik_orang_lain_ditolak(self, rad, opd_a, opd_b):
        milik_b = b.draf(opd_b, rad)
        with pytest.raises(PermissionDenied):
            tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga, "x"), id_baru=milik_b.pk)
        assert segar(milik_b).uraian == "Pelatihan paralegal desa"

    def test_mengubah_yang_disetujui_membatalkan_persetujuan(self, rad, opd_a, sekretariat):
        aksi = segar(b.disetujui(opd_a, rad, sekretariat))
        tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga, lokasi="Jenu"), aksi=aksi)
        aksi = segar(aksi)
        assert (aksi.status, aksi.lokasi, aksi.diputuskan_oleh) == ("draf", "Jenu", None)
        assert langkah(aksi)[-1] == ("batal_setuju", "disetujui", "draf")
        # The copy in the log is what had been approved, not what replaced it.
        assert aksi.transisi.last().salinan["lokasi"] == "20 kecamatan"

    def test_yang_diajukan_tidak_dapat_diubah(self, rad, opd_a):
        aksi = segar(b.diajukan(opd_a, rad))
        with pytest.raises(PermissionDenied):
            tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga), aksi=aksi)

    def test_baris_yang_tidak_berubah_tidak_disentuh(self, rad, opd_a):
        aksi = b.draf(opd_a, rad)
        sebelum = (Indikator.objects.get().pk, set(Target.objects.values_list("pk", flat=True)))
        indikator = [
            IsiIndikator(
                "Desa dengan paralegal", "desa", "naik", {t: Decimal(t - 2020) for t in b.TAHUN}
            ),
            IsiIndikator("Kasus dirujuk", "kasus", "turun", {2025: Decimal("1.5")}),
        ]
        tindakan.simpan(by=opd_a, rad=rad, isi=b.isi(opd_a.lembaga, indikator=indikator), aksi=aksi)
        assert Indikator.objects.first().pk == sebelum[0]
        assert sebelum[1] < set(Target.objects.values_list("pk", flat=True))
        assert Target.riwayat.filter(history_type="~").count() == 0

    def test_baris_yang_dibuang_hilang(self, rad, opd_a):
        aksi = b.draf(opd_a, rad)
        isi = b.isi(opd_a.lembaga, indikator=[], anggaran=[IsiAnggaran("dau", {2027: Decimal(5)})])
        aksi = tindakan.simpan(by=opd_a, rad=rad, isi=isi, aksi=aksi)
        assert not Target.objects.exists()
        assert list(aksi.anggaran.values_list("sumber", "tahun")) == [("dau", 2027)]


class TestLangkah:
    def test_dari_draf_sampai_ditetapkan(self, rad, opd_a, sekretariat):
        aksi = b.draf(opd_a, rad)
        tindakan.ajukan(by=opd_a, aksi=aksi)
        tindakan.setujui(by=sekretariat, aksi=aksi)
        tetapkan(by=sekretariat, rad=rad, hanya=aksi)
        aksi = segar(aksi)
        assert langkah(aksi) == [
            ("ajukan", "draf", "diajukan"),
            ("setujui", "diajukan", "disetujui"),
            ("tetapkan", "disetujui", "ditetapkan"),
        ]
        assert (aksi.diajukan_oleh, aksi.diputuskan_oleh) == (opd_a, sekretariat)
        peristiwa = JejakAudit.objects.filter(rantai=f"rad.aksi:{aksi.pk}")
        assert list(peristiwa.values_list("peristiwa", flat=True)) == [
            "aksi.dibuat",
            "aksi.ajukan",
            "aksi.setujui",
            "aksi.tetapkan",
        ]

    def test_yang_belum_lengkap_tidak_dapat_diajukan(self, rad, opd_a):
        aksi = b.draf(opd_a, rad, indikator=[])
        with pytest.raises(ValidationError, match="Indikator belum diisi"):
            tindakan.ajukan(by=opd_a, aksi=aksi)
        assert segar(aksi).status == "draf"
        assert not TransisiAksi.objects.exists()

    def test_tidak_memutuskan_pengajuan_sendiri(self, rad, sekretariat, sekretaris, opd_a):
        aksi = b.diajukan(sekretariat, rad, opd=opd_a.lembaga)
        with pytest.raises(PermissionDenied):
            tindakan.setujui(by=sekretariat, aksi=aksi)
        with pytest.raises(PermissionDenied):
            tindakan.kembalikan(by=sekretariat, aksi=aksi, alasan="Mohon dicek.")
        tindakan.setujui(by=sekretaris, aksi=aksi)
        assert segar(aksi).status == "disetujui"

    def test_dua_keputusan_bersamaan_yang_kedua_gagal(self, rad, opd_a, sekretariat, sekretaris):
        aksi = b.diajukan(opd_a, rad)
        dibaca_satu, dibaca_dua = segar(aksi), segar(aksi)
        tindakan.setujui(by=sekretariat, aksi=dibaca_satu)
        with pytest.raises(SudahBerubah):
            tindakan.kembalikan(by=sekretaris, aksi=dibaca_dua, alasan="Mohon dicek.")
        aksi = segar(aksi)
        assert (aksi.status, aksi.diputuskan_oleh) == ("disetujui", sekretariat)
        assert aksi.transisi.count() == 2

    def test_tidak_menyetujui_isi_yang_belum_dibaca(self, rad, opd_a, sekretariat):
        """Withdrawn, changed and submitted again between reading and pressing the button."""
        aksi = b.diajukan(opd_a, rad)
        dibaca = segar(aksi)
        tindakan.tarik(by=opd_a, aksi=aksi)
        isi = b.isi(opd_a.lembaga, lokasi="Diam-diam diganti")
        aksi = tindakan.simpan(by=opd_a, rad=rad, isi=isi, aksi=segar(aksi))
        tindakan.ajukan(by=opd_a, aksi=aksi)
        with pytest.raises(SudahBerubah):
            tindakan.setujui(by=sekretariat, aksi=dibaca)
        with pytest.raises(SudahBerubah):
            tindakan.setujui(by=sekretariat, aksi=segar(aksi), versi=dibaca.versi)
        assert segar(aksi).status == "diajukan"
        assert segar(aksi).lokasi == "Diam-diam diganti"

    def test_kembalikan_memerlukan_alasan(self, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        with pytest.raises(ValidationError):
            tindakan.kembalikan(by=sekretariat, aksi=aksi, alasan="  ??  ")
        assert segar(aksi).status == "diajukan"

    def test_tarik_hanya_sebelum_diputuskan(self, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        tindakan.tarik(by=opd_a, aksi=aksi)
        assert (segar(aksi).status, segar(aksi).diajukan_oleh) == ("draf", None)
        lain = b.disetujui(opd_a, rad, sekretariat, "lain")
        with pytest.raises(PermissionDenied):
            tindakan.tarik(by=opd_a, aksi=lain)

    def test_batalkan_membebaskan_uraiannya(self, rad, opd_a):
        aksi = b.draf(opd_a, rad)
        tindakan.batalkan(by=opd_a, aksi=aksi, alasan="Digabung dengan aksi lain.")
        assert segar(aksi).transisi.get().alasan == "Digabung dengan aksi lain."
        assert b.draf(opd_a, rad).pk != aksi.pk

    @pytest.mark.parametrize("siapa", ["opd_b", "bappeda", "mantan"])
    def test_orang_luar_tidak_melangkah(self, rad, opd_a, siapa, request):
        aksi, user = b.diajukan(opd_a, rad), request.getfixturevalue(siapa)
        for jalankan in (tindakan.tarik, tindakan.setujui, tindakan.ajukan):
            with pytest.raises(PermissionDenied):
                jalankan(by=user, aksi=aksi)
        assert segar(aksi).status == "diajukan"


class TestTelaah:
    def test_sekretariat_menulis_opd_menjawab(self, rad, opd_a, sekretariat):
        aksi = b.draf(opd_a, rad)
        catatan.tambah(by=sekretariat, aksi=aksi, isi="Satuannya apa?", ruas="indikator")
        catatan.tambah(by=opd_a, aksi=aksi, isi="Orang.", ruas="indikator")
        assert list(aksi.telaah.values_list("isi", flat=True)) == ["Satuannya apa?", "Orang."]

    def test_selesai_dicatat_sekali(self, rad, opd_a, sekretariat):
        t = catatan.tambah(by=sekretariat, aksi=b.draf(opd_a, rad), isi="Cek.")
        assert catatan.selesaikan(by=opd_a, telaah=t)
        assert not catatan.selesaikan(by=sekretariat, telaah=t)
        t.refresh_from_db()
        assert t.selesai_oleh == opd_a

    @pytest.mark.parametrize("siapa", ["opd_b", "bappeda", "hukum", "mantan"])
    def test_orang_luar_ditolak(self, rad, opd_a, siapa, request):
        with pytest.raises(PermissionDenied):
            catatan.tambah(by=request.getfixturevalue(siapa), aksi=b.draf(opd_a, rad), isi="Halo.")
