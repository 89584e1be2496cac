"""Breaches with their 72-hour clock, and requests of victims about their own data (R24)."""

import datetime as dt
import io
import uuid

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from kasus.actions import insiden as tindakan
from kasus.actions.dasar import catat_baca
from kasus.models import Insiden, PermintaanSubjek
from p3aks.core.audit import JejakAudit, catat, rantai_dari
from tests.kasus.bantu_inti import peristiwa, pesan, segar, teks, url
from tests.kasus.bantu_pelindungan import (
    beri_identitas,
    dalam_tim,
    korban_dari,
    kueri,
    larang,
    notifikasi,
)

pytestmark = pytest.mark.django_db


def isian(**ubah):
    """What a browser sends for a filled-in breach."""
    return {
        "kunci": str(uuid.uuid4()),
        "diketahui_pada": "20 November 2025 09.30",
        "data_terungkap": "Nama dan alamat pada dua kasus",
        "uraian": "Laptop dinas hilang di terminal.",
        "upaya": "Sesi diakhiri, kata sandi diganti.",
    } | ubah


@pytest.fixture
def insiden(ppdp, manajer):
    """A breach of the last two days through the manager's account."""
    kini = timezone.now()
    return tindakan.buat(
        by=ppdp,
        id_baru=uuid.uuid4(),
        isi={
            "diketahui_pada": kini - dt.timedelta(hours=10),
            "mulai": kini - dt.timedelta(days=2),
            "selesai": kini + dt.timedelta(minutes=1),
            "akun": manajer,
            "data_terungkap": "Nama",
            "uraian": "Sandi dipakai orang lain.",
            "upaya": "",
        },
    )


class TestInsiden:
    def test_dicatat_dengan_jam_72(self, masuk, ppdp):
        r = masuk(ppdp).post(url("insiden_baru"), isian())
        satu = Insiden.objects.sistem("uji").get()
        assert r.url == url("insiden", satu)
        assert satu.kode.startswith("I-")
        assert satu.batas - satu.diketahui_pada == dt.timedelta(hours=72)
        assert peristiwa(satu) == ["kasus.insiden_dibuat"]
        isi = teks(masuk(ppdp).get(url("insiden", satu)))
        assert "sudah lewat" in isi
        assert "Nama dan alamat pada dua kasus" in isi
        assert "sudah lewat" in teks(masuk(ppdp).get(url("insiden_daftar")))

    def test_dua_kali_kirim_satu_insiden(self, masuk, ppdp):
        data = isian()
        for _ in range(2):
            masuk(ppdp).post(url("insiden_baru"), data)
        assert Insiden.objects.sistem("uji").count() == 1

    @pytest.mark.parametrize(
        ("ubah", "kata"),
        [
            ({"diketahui_pada": "kemarin sore"}, "belum terbaca sebagai tanggal"),
            ({"diketahui_pada": "20 November 2099 09.30"}, "tidak boleh di masa depan"),
            ({"uraian": ""}, "Bagian ini belum diisi"),
            (
                {"mulai": "20 November 2025 09.00", "selesai": "19 November 2025"},
                "Berakhir sebelum mulai",
            ),
        ],
    )
    def test_isian_salah_kembali(self, masuk, ppdp, ubah, kata):
        r = masuk(ppdp).post(url("insiden_baru"), isian(**ubah))
        assert r.status_code == 422
        assert kata in teks(r)
        assert "Sesi diakhiri, kata sandi diganti." in teks(r)
        assert not Insiden.objects.sistem("uji").exists()

    def test_tiga_isi_wajib_sebelum_diberitahukan(self, masuk, ppdp, insiden):
        client = masuk(ppdp)
        r = client.post(url("insiden_langkah", insiden), {"langkah": "beritahukan"})
        assert "upaya penanganan" in pesan(r)
        assert segar(insiden).status == "TERBUKA"
        data = isian(upaya="Sandi diganti.", versi="1", diketahui_pada="20 November 2025 09.30")
        assert client.post(url("insiden", insiden), data).status_code == 302
        client.post(url("insiden_langkah", insiden), {"langkah": "beritahukan"})
        assert segar(insiden).status == "DIBERITAHUKAN"
        client.post(url("insiden_langkah", insiden), {"langkah": "tutup"})
        selesai = segar(insiden)
        assert (selesai.status, bool(selesai.ditutup_pada)) == ("DITUTUP", True)
        r = client.post(url("insiden_langkah", insiden), {"langkah": "beritahukan"})
        assert "Ditutup" in pesan(r)
        assert peristiwa(insiden) == [
            "kasus.insiden_dibuat",
            "kasus.insiden_diubah",
            "kasus.insiden_diberitahukan",
            "kasus.insiden_ditutup",
        ]

    def test_sesudah_diberitahukan_isinya_tetap(self, masuk, ppdp, insiden):
        Insiden.objects.sistem("uji").update(
            status="DIBERITAHUKAN", diberitahukan_pada=timezone.now()
        )
        r = masuk(ppdp).post(url("insiden", insiden), isian(versi="1"))
        assert r.status_code == 422
        assert "tidak diubah lagi" in teks(r) or segar(insiden).uraian.startswith("Sandi")
        assert segar(insiden).uraian == "Sandi dipakai orang lain."

    def test_simpan_basi_memperlihatkan_keduanya(self, masuk, ppdp, insiden):
        client = masuk(ppdp)
        client.post(url("insiden", insiden), isian(versi="1", uraian="Yang pertama."))
        r = client.post(url("insiden", insiden), isian(versi="1", uraian="Yang kedua."))
        assert r.status_code == 422
        assert "Yang pertama." in teks(r)
        assert "Yang kedua." in teks(r)
        assert segar(insiden).uraian == "Yang pertama."
        assert 'name="versi" value="2"' in teks(r)  # saving once more replaces it
        client.post(url("insiden", insiden), isian(versi="2", uraian="Yang kedua."))
        assert segar(insiden).uraian == "Yang kedua."

    def test_naskah_memuat_tiga_isi(self, masuk, ppdp, insiden):
        isi = teks(masuk(ppdp).get(url("insiden_surat", insiden)))
        assert "Pasal 46" in isi
        assert "Sandi dipakai orang lain." in isi
        assert "Belum lengkap: upaya" in isi

    def test_hanya_ppdp(self, masuk, manajer, supervisor, auditor, insiden):
        for orang in (manajer, supervisor, auditor):
            client = masuk(orang)
            for nama in ("insiden", "insiden_ekspor", "insiden_surat"):
                assert client.get(url(nama, insiden)).status_code == 403
            assert client.get(url("insiden_daftar")).status_code == 403
            assert client.post(url("insiden_langkah", insiden)).status_code == 403

    def test_ppdp_lain_diberi_tahu(self, orang, ppdp, insiden):
        from pokja.enums import Peran

        kedua = orang("ppdp2", Peran.PPDP)
        lagi = tindakan.buat(
            by=ppdp,
            id_baru=uuid.uuid4(),
            isi={n: getattr(insiden, n) for n in tindakan.ISI},
        )
        assert notifikasi(kedua, "insiden") == [lagi.kode]

    def test_catatan_pemrosesan_dan_penilaian_dampak(self, masuk, ppdp, auditor, manajer):
        for nama in ("ropa", "dpia"):
            isi = teks(masuk(ppdp).get(url(nama)))
            assert "tinjau ulang paling lambat 22 November 2027" in isi
            assert masuk(auditor).get(url(nama)).status_code == 200
            assert masuk(manajer).get(url(nama)).status_code == 403


class TestEkspor:
    def buku(self, client, insiden):
        r = client.get(url("insiden_ekspor", insiden))
        assert r.status_code == 200
        assert r["Content-Disposition"] == f'attachment; filename="insiden-{insiden.kode}.xlsx"'
        isi = io.BytesIO(b"".join(r.streaming_content))
        buku = load_workbook(isi)
        return {n: list(buku[n].iter_rows(values_only=True)) for n in buku.sheetnames}

    def test_subjek_data_dan_waktu_dengan_kode_saja(
        self, masuk, ppdp, manajer, supervisor, insiden, buat_kasus
    ):
        a, b, tak_disentuh = buat_kasus(1), buat_kasus(3), buat_kasus(1)
        beri_identitas(a, "Sri DEMO Rahayu", nik="9999014101900001")
        catat_baca(manajer, a, "penanganan")
        catat(
            by=manajer, peristiwa="kasus.identitas_dibaca", objek=a,
            rincian={"tingkat": "F3", "kanal": "HTML"},
        )  # fmt: skip
        catat(by=manajer, peristiwa="kasus.rencana_diubah", objek=korban_dari(b))
        catat_baca(supervisor, tak_disentuh, "penanganan")
        lembar = self.buku(masuk(ppdp), insiden)
        subjek = {(x[0], x[1]): x[2:5] for x in lembar["Subjek"][2:]}
        data, tingkat, kali = subjek[a.kode, "A"]
        assert "Penanganan" in data
        assert "Identitas dibaca" in data
        assert (tingkat, kali >= 2) == ("F3 Identitas", True)
        assert (b.kode, "A") in subjek  # touched through the chain of its victim
        assert "DEMO" not in str(lembar)
        assert f"diunduh {ppdp.nama}" in lembar["Subjek"][0][0]
        assert JejakAudit.objects.filter(rantai=rantai_dari(insiden)).last().peristiwa == (
            "kasus.insiden_diekspor"
        )

    def test_hanya_akun_dan_masa_itu(self, masuk, ppdp, supervisor, manajer, insiden, buat_kasus):
        lama, lain = buat_kasus(1, by=supervisor), buat_kasus(2, by=supervisor)
        catat_baca(supervisor, lain, "orang")
        insiden.mulai = timezone.now() - dt.timedelta(days=9)
        insiden.selesai = timezone.now() - dt.timedelta(days=8)
        insiden.save()
        catat_baca(manajer, lama, "orang")
        lembar = self.buku(masuk(ppdp), insiden)
        assert lembar["Subjek"][2:] == lembar["Rincian"][2:] == []

    def test_kasus_yang_tertutup_bagi_ppdp_tidak_ikut(
        self, masuk, ppdp, manajer, insiden, buat_kasus
    ):
        kasus = buat_kasus(1)
        catat_baca(manajer, kasus, "orang")
        larang(kasus, ppdp, manajer)
        assert kasus.kode not in str(self.buku(masuk(ppdp), insiden))

    def test_tanpa_akun_atau_masa_dijelaskan(self, masuk, ppdp, insiden):
        insiden.akun = None
        insiden.save()
        client = masuk(ppdp)
        assert url("insiden_ekspor", insiden) not in teks(client.get(url("insiden", insiden)))
        r = client.get(url("insiden_ekspor", insiden))
        assert r.url == url("insiden", insiden)
        assert "akun yang terlibat" in pesan(r)


class TestPermintaanSubjek:
    def minta(self, client, korban, **ubah):
        data = {
            "kunci": str(uuid.uuid4()),
            "jenis": "JEJAK",
            "diterima_pada": "20 November 2025 09.30",
            "catatan": "Disampaikan langsung.",
        }
        return client.post(url("subjek_baru", korban), data | ubah)

    @pytest.fixture
    def permintaan(self, masuk, manajer, buat_kasus):
        kasus = buat_kasus(1)
        self.minta(masuk(manajer), korban_dari(kasus))
        return PermintaanSubjek.objects.sistem("uji").get()

    def test_dicatat_dengan_jam_72_dan_ppdp_diberi_tahu(self, masuk, manajer, ppdp, buat_kasus):
        kasus = buat_kasus(3)
        assert self.minta(masuk(manajer), korban_dari(kasus)).url == url("subjek_daftar")
        satu = PermintaanSubjek.objects.sistem("uji").get()
        assert satu.batas - satu.diterima_pada == dt.timedelta(hours=72)
        assert notifikasi(ppdp, "permintaan_subjek") == [kasus.kode]
        assert "kasus.permintaan_subjek" in peristiwa(kasus)
        isi = teks(masuk(ppdp).get(url("subjek_daftar")))
        assert f"{kasus.kode} · A" in isi
        assert "batas lewat" in isi

    def test_jejak_menyebut_jabatan_bukan_nama(self, masuk, ppdp, manajer, pendamping, permintaan):
        kasus = permintaan.korban.kasus
        beri_identitas(kasus, "Sri DEMO Rahayu")
        for _ in range(2):
            catat_baca(pendamping, kasus, "penanganan")
        r = masuk(ppdp).get(url("subjek_jejak", permintaan))
        baris = [(b.siapa.split(",")[0], b.kegiatan, b.data, b.kali) for b in r.context["baris"]]
        assert ("Pendamping", "Dibaca: Penanganan", "Narasi dan layanan", 2) in baris
        isi = teks(r)
        assert "Sri DEMO" not in isi
        tabel = isi[isi.index("<table>") :]
        assert manajer.nama not in tabel.replace("Manajer kasus", "")
        assert peristiwa(kasus)[-1] == "kasus.jejak_dibaca"

    def test_dijawab_satu_kali(self, masuk, ppdp, permintaan):
        client = masuk(ppdp)
        data = {"catatan": "Diserahkan langsung."}
        client.post(url("subjek_jejak", permintaan), data)
        satu = segar(permintaan)
        assert satu.dijawab_oleh == ppdp
        assert satu.catatan == "Disampaikan langsung.\nDiserahkan langsung."
        assert "sudah dijawab" in pesan(client.post(url("subjek_jejak", permintaan), data))
        assert "kasus.permintaan_dijawab" in peristiwa(permintaan.korban.kasus)

    def test_siapa_boleh_apa(
        self, masuk, pendamping, manajer_lain, supervisor, auditor, permintaan
    ):
        korban, jejak = permintaan.korban, url("subjek_jejak", permintaan)
        assert masuk(manajer_lain).get(jejak).status_code == 404
        assert self.minta(masuk(manajer_lain), korban).status_code == 404
        assert masuk(auditor).get(jejak).status_code == 403
        assert masuk(pendamping).get(jejak).status_code == 404
        dalam_tim(korban.kasus, pendamping)
        assert masuk(pendamping).get(jejak).status_code == 200
        assert masuk(pendamping).post(jejak, {"catatan": "Sudah."}).status_code == 403
        assert masuk(supervisor).post(jejak, {"catatan": "Diserahkan."}).status_code == 302

    def test_tersegel_tidak_dalam_daftar_supervisor(self, masuk, manajer, supervisor, buat_kasus):
        kasus = buat_kasus(3)
        self.minta(masuk(manajer), korban_dari(kasus))
        assert kasus.kode not in teks(masuk(supervisor).get(url("subjek_daftar")))
        assert self.minta(masuk(supervisor), korban_dari(kasus)).status_code == 404

    def test_isian_salah_kembali_dan_sekali_simpan(self, masuk, manajer, buat_kasus):
        korban = korban_dari(buat_kasus(1))
        client = masuk(manajer)
        r = self.minta(client, korban, diterima_pada="besok")
        assert r.status_code == 422
        assert 'value="besok"' in teks(r)
        assert self.minta(client, korban, diterima_pada="20 November 2099").status_code == 422
        kunci = str(uuid.uuid4())
        for _ in range(2):
            self.minta(client, korban, kunci=kunci)
        assert PermintaanSubjek.objects.sistem("uji").count() == 1

    def test_kueri_tetap(self, masuk, manajer, ppdp, permintaan, buat_kasus):
        client = masuk(ppdp)
        client.get(url("subjek_daftar"))
        satu = kueri(client, url("subjek_daftar"))
        for _ in range(3):
            self.minta(masuk(manajer), korban_dari(buat_kasus(2)))
        assert kueri(masuk(ppdp), url("subjek_daftar")) <= satu + 1  # the new log-in
