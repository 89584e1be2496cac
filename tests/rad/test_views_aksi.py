"""The page of one action: its steps, what it shows to whom, and the comments on it."""

import re
from decimal import Decimal

import pytest

from pokja.enums import Peran
from rad.actions import aksi as tindakan
from rad.actions import telaah as catatan
from rad.actions.isi import IsiAnggaran, IsiIndikator
from rad.enums import SumberDana
from rad.models import Telaah
from tests.rad import bantu_aksi as b
from tests.rad.bantu_aksi import hitung_kueri, pesan, segar, teks, url

pytestmark = pytest.mark.django_db


LANGKAH = ("ajukan", "tarik", "batalkan", "setujui", "kembalikan", "tetapkan")
# Who may press what on an action of opd_a that stands in the state that the step asks for:
# 302 done, 403 not the role, 404 not to be seen.
HARAPAN = {
    #              ajukan tarik batalkan setujui kembalikan tetapkan
    "opd_a": (302, 302, 302, 403, 403, 403),
    "kepala": (302, 302, 302, 403, 403, 403),
    "opd_b": (404, 404, 404, 403, 403, 403),
    "sekretariat": (302, 302, 302, 302, 302, 302),
    "sekretaris": (302, 302, 302, 302, 302, 302),
    "bappeda": (403, 403, 403, 403, 403, 403),
    "hukum": (403, 403, 403, 403, 403, 403),
    "mantan": (403, 403, 403, 403, 403, 403),
}
DARI = {
    "ajukan": "draf",
    "tarik": "diajukan",
    "batalkan": "draf",
    "setujui": "diajukan",
    "kembalikan": "diajukan",
    "tetapkan": "disetujui",
}
KE = {
    "ajukan": "diajukan",
    "tarik": "draf",
    "batalkan": "dibatalkan",
    "setujui": "disetujui",
    "kembalikan": "dikembalikan",
    "tetapkan": "ditetapkan",
}


class TestLangkah:
    @pytest.mark.parametrize("nama", LANGKAH)
    @pytest.mark.parametrize("siapa", HARAPAN)
    def test_siapa_boleh_apa(self, masuk, rad, opd_a, orang, dinsos, request, nama, siapa):
        penyetuju = orang("penyetuju", Peran.SEKRETARIAT, lembaga=dinsos)
        user = request.getfixturevalue(siapa)
        aksi = {
            "draf": lambda: b.draf(opd_a, rad),
            "diajukan": lambda: b.diajukan(opd_a, rad),
            "disetujui": lambda: b.disetujui(opd_a, rad, penyetuju),
        }[DARI[nama]]()
        r = masuk(user).post(url(f"aksi_{nama}", aksi), {"alasan": "Mohon dicek lagi."})
        harapan = HARAPAN[siapa][LANGKAH.index(nama)]
        assert r.status_code == harapan
        assert segar(aksi).status == (KE if harapan == 302 else DARI)[nama]

    @pytest.mark.parametrize("nama", LANGKAH)
    def test_hanya_post(self, masuk, opd_a, sekretariat, rad, nama):
        aksi = b.draf(opd_a, rad)
        assert masuk(sekretariat).get(url(f"aksi_{nama}", aksi)).status_code == 405

    @pytest.mark.parametrize("nama", LANGKAH)
    def test_tanpa_masuk_ke_halaman_masuk(self, client, opd_a, rad, nama):
        r = client.post(url(f"aksi_{nama}", b.draf(opd_a, rad)))
        assert r.status_code == 302
        assert "/masuk/" in r.url

    def test_pengajuan_sendiri_tidak_diputuskan(self, masuk, rad, sekretariat, opd_a):
        aksi = b.diajukan(sekretariat, rad, opd=opd_a.lembaga)
        client = masuk(sekretariat)
        assert client.post(url("aksi_setujui", aksi)).status_code == 403
        r = client.post(url("aksi_kembalikan", aksi), {"alasan": "Mohon dicek."})
        assert r.status_code == 403
        isi = teks(client.get(url("aksi_detail", aksi)))
        assert "orang lain yang memutuskan" in isi
        assert url("aksi_setujui", aksi) not in isi
        assert segar(aksi).status == "diajukan"

    def test_terlambat_memutuskan_diberi_tahu_siapa_yang_lebih_dahulu(
        self, masuk, rad, opd_a, sekretariat, sekretaris
    ):
        aksi = b.disetujui(opd_a, rad, sekretariat)
        r = masuk(sekretaris).post(
            url("aksi_kembalikan", aksi), {"alasan": "Target 2027 mohon dicek."}
        )
        assert r.url == url("aksi_detail", aksi)
        assert "Sudah diputuskan oleh Sekretariat pada" in pesan(r)
        assert "“Target 2027 mohon dicek.”" in pesan(r)
        assert segar(aksi).status == "disetujui"
        r = masuk(sekretaris).post(url("aksi_setujui", aksi))
        assert "Sudah diputuskan oleh Sekretariat pada" in pesan(r)

    def test_terlambat_menarik(self, masuk, rad, opd_a, sekretariat):
        aksi = b.disetujui(opd_a, rad, sekretariat)
        r = masuk(opd_a).post(url("aksi_tarik", aksi))
        assert r.status_code == 302
        assert "Sudah diputuskan oleh Sekretariat" in pesan(r)

    def test_sudah_ditarik_saat_hendak_disetujui(self, masuk, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        tindakan.tarik(by=opd_a, aksi=aksi)
        r = masuk(sekretariat).post(url("aksi_setujui", aksi))
        assert "Pengajuan ditarik oleh Opd A" in pesan(r)
        assert segar(aksi).status == "draf"

    def test_isi_yang_berganti_tidak_tersetujui(self, masuk, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        client = masuk(sekretariat)
        dibaca = re.search(
            r'name="versi" value="(\d+)"', teks(client.get(url("aksi_detail", aksi)))
        )[1]
        tindakan.tarik(by=opd_a, aksi=aksi)
        isi = b.isi(opd_a.lembaga, lokasi="Lain")
        tindakan.ajukan(
            by=opd_a, aksi=tindakan.simpan(by=opd_a, rad=rad, isi=isi, aksi=segar(aksi))
        )
        r = client.post(url("aksi_setujui", aksi), {"versi": dibaca})
        assert "berubah sejak Anda membukanya" in pesan(r)
        assert segar(aksi).status == "diajukan"

    def test_alasan_yang_kurang_ditulis_di_tempatnya(self, masuk, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        r = masuk(sekretariat).post(url("aksi_kembalikan", aksi), {"alasan": "cek"})
        assert r.status_code == 200
        assert "paling sedikit lima huruf" in teks(r)
        assert ">\ncek</textarea>" in r.content.decode()
        assert segar(aksi).status == "diajukan"

    def test_ajukan_yang_kurang_menyebut_kurangnya(self, masuk, rad, opd_a):
        aksi = b.draf(opd_a, rad, indikator=[])
        r = masuk(opd_a).post(url("aksi_ajukan", aksi))
        assert "Indikator belum diisi." in pesan(r)
        assert segar(aksi).status == "draf"


class TestDetail:
    def test_alasan_pengembalian_di_atas(self, masuk, rad, opd_a, sekretariat):
        aksi = b.dikembalikan(opd_a, rad, sekretariat, alasan="Target 2027 mohon dicek.")
        isi = teks(masuk(opd_a).get(url("aksi_detail", aksi)))
        letak = isi.index("Target 2027 mohon dicek.")
        assert "Dikembalikan Sekretariat," in isi[:letak]
        assert letak < isi.index("Isi aksi")
        assert re.search(r'class="tombol utama" href="[^"]+">Perbaiki<', isi)

    def test_yang_berubah_antara_dua_pengajuan(self, masuk, rad, opd_a, sekretariat):
        aksi = b.dikembalikan(opd_a, rad, sekretariat)
        ubah = b.isi(opd_a.lembaga, anggaran=[IsiAnggaran("pad", {2026: Decimal(90_000_000)})])
        aksi = tindakan.simpan(by=opd_a, rad=rad, isi=ubah, aksi=segar(aksi))
        tindakan.ajukan(by=opd_a, aksi=aksi)
        r = masuk(sekretariat).get(url("aksi_detail", aksi))
        assert r.context["perubahan"] == [("Pagu 2026 (PAD)", "Rp85.000.000", "Rp90.000.000")]
        assert "Yang berubah sejak pengajuan sebelumnya" in teks(r)
        assert "pengajuan ke-2" in teks(r)
        assert [x["judul"] for x in r.context["langkah"]] == [
            "Diajukan lagi (pengajuan ke-2)",
            "Dikembalikan",
            "Diajukan",
        ]

    def test_tombol_menurut_hak(self, masuk, rad, opd_a, sekretariat, bappeda):
        aksi = b.diajukan(opd_a, rad)
        tombol = {
            "opd_a": teks(masuk(opd_a).get(url("aksi_detail", aksi))),
            "sekretariat": teks(masuk(sekretariat).get(url("aksi_detail", aksi))),
            "bappeda": teks(masuk(bappeda).get(url("aksi_detail", aksi))),
        }
        assert url("aksi_tarik", aksi) in tombol["opd_a"]
        assert url("aksi_setujui", aksi) not in tombol["opd_a"]
        assert url("aksi_setujui", aksi) in tombol["sekretariat"]
        assert url("aksi_kembalikan", aksi) in tombol["sekretariat"]
        assert 'method="post" action="/rad' not in tombol["bappeda"]

    def test_satu_tombol_utama(self, masuk, rad, opd_a, sekretariat):
        for aksi, user in (
            (b.draf(opd_a, rad, "a"), opd_a),
            (b.draf(opd_a, rad, "b", indikator=[]), opd_a),
            (b.dikembalikan(opd_a, rad, sekretariat, uraian="c"), opd_a),
            (b.diajukan(opd_a, rad, "d"), sekretariat),
        ):
            isi = teks(masuk(user).get(url("aksi_detail", aksi)))
            assert len(re.findall(r'class="tombol utama"', isi)) == 1

    def test_sesudah_diperbaiki_yang_utama_mengajukan(self, masuk, rad, opd_a, sekretariat):
        aksi = b.dikembalikan(opd_a, rad, sekretariat)
        isi = b.isi(opd_a.lembaga, lokasi="Kecamatan Soko")
        tindakan.simpan(by=opd_a, rad=rad, isi=isi, aksi=segar(aksi))
        halaman = teks(masuk(opd_a).get(url("aksi_detail", aksi)))
        assert 'class="tombol utama" type="submit">Ajukan lagi<' in halaman
        assert "Yang berubah sejak pengajuan terakhir" in halaman
        assert halaman.count("tombol utama") == 1

    def test_orang_luar_tidak_membaca_alasan_dan_catatan(
        self, masuk, rad, opd_a, opd_b, bappeda, sekretariat
    ):
        aksi = b.dikembalikan(opd_a, rad, sekretariat, alasan="Alasan dapur kami.")
        tindakan.ajukan(by=opd_a, aksi=aksi)
        tindakan.setujui(by=sekretariat, aksi=aksi)
        catatan.tambah(by=sekretariat, aksi=aksi, isi="Catatan dapur kami.")
        luar = teks(masuk(opd_b).get(url("aksi_detail", aksi)))
        assert "dapur kami" not in luar
        dalam = teks(masuk(bappeda).get(url("aksi_detail", aksi)))
        assert "Alasan dapur kami." in dalam
        assert "Catatan dapur kami." in dalam

    def test_uraian_kembar_tidak_membocorkan_draf(self, masuk, rad, opd_a, opd_b, sekretariat):
        b.draf(opd_b, rad, "Sekolah aman")
        aksi = b.draf(opd_a, rad, "Sekolah aman")
        assert "Uraian yang sama" not in teks(masuk(opd_a).get(url("aksi_detail", aksi)))
        assert "Uraian yang sama" in teks(masuk(sekretariat).get(url("aksi_detail", aksi)))

    @pytest.mark.parametrize("siapa", ["opd_a", "sekretariat"])
    def test_jumlah_kueri_tetap(
        self, masuk, rad, opd_a, sekretariat, siapa, request, django_assert_num_queries
    ):
        def banyak(n, uraian):
            aksi = b.diajukan(
                opd_a,
                rad,
                uraian,
                indikator=[
                    IsiIndikator(f"I{i}", "orang", "naik", {t: Decimal(i) for t in b.TAHUN})
                    for i in range(n)
                ],
                anggaran=[
                    IsiAnggaran(s, {t: Decimal(5) for t in b.TAHUN}) for s in list(SumberDana)[:n]
                ],
            )
            for i in range(n):
                catatan.tambah(by=sekretariat, aksi=aksi, isi=f"Catatan {i}", ruas="lokasi")
            return aksi

        satu, sepuluh = banyak(1, "satu"), banyak(10, "sepuluh")
        client = masuk(request.getfixturevalue(siapa))
        client.get(url("aksi_detail", satu))
        with django_assert_num_queries(hitung_kueri(client, url("aksi_detail", satu))):
            assert client.get(url("aksi_detail", sepuluh)).status_code == 200


class TestTelaah:
    def test_catatan_muncul_di_bagiannya(self, masuk, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        r = masuk(sekretariat).post(
            url("telaah_tambah", aksi), {"ruas": "lokasi", "isi": "Kecamatan mana saja?"}
        )
        assert r.url == url("aksi_detail", aksi)
        isi = teks(masuk(opd_a).get(url("aksi_detail", aksi)))
        bagian = isi[isi.index("<dt>Lokasi</dt>") : isi.index("<dt>Keterangan</dt>")]
        assert "Kecamatan mana saja?" in bagian

    def test_opd_menjawab_dan_menandai_selesai(self, masuk, rad, opd_a, sekretariat):
        aksi = b.diajukan(opd_a, rad)
        t = catatan.tambah(by=sekretariat, aksi=aksi, isi="Kecamatan mana saja?")
        client = masuk(opd_a)
        client.post(url("telaah_tambah", aksi), {"ruas": "", "isi": "Montong dan Soko."})
        client.post(url("telaah_selesai", t))
        t.refresh_from_db()
        assert t.selesai_oleh == opd_a
        assert Telaah.objects.filter(oleh=opd_a, isi="Montong dan Soko.").exists()

    def test_catatan_kosong_dijelaskan(self, masuk, rad, opd_a):
        r = masuk(opd_a).post(url("telaah_tambah", b.draf(opd_a, rad)), {"isi": " "})
        assert "Catatan belum ditulis." in teks(r)

    @pytest.mark.parametrize(("siapa", "status"), [("opd_b", 404), ("bappeda", 403)])
    def test_orang_luar(self, masuk, rad, opd_a, sekretariat, siapa, status, request):
        aksi = b.diajukan(opd_a, rad)
        t = catatan.tambah(by=sekretariat, aksi=aksi, isi="Cek.")
        client = masuk(request.getfixturevalue(siapa))
        assert client.post(url("telaah_tambah", aksi), {"isi": "Halo"}).status_code == status
        assert client.post(url("telaah_selesai", t)).status_code == status
        assert Telaah.objects.count() == 1
