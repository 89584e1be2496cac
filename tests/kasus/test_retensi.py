"""The end of a case file: due, proposed, approved by another, made anonymous (R33)."""

import datetime as dt
import uuid
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from kasus.actions import duplikat, retensi
from kasus.documents.peta import KE_KASUS, TANPA_KASUS, kasus_dari_rantai
from kasus.documents.retensi import ORANG_SAMA, jatuh_tempo
from kasus.models import (
    AksesIdentitas,
    Asesmen,
    BentukKorban,
    CatatanKasus,
    DokumenKasus,
    GabungOrang,
    Hubungan,
    Identitas,
    InputSimfoni,
    Kasus,
    Korban,
    LaranganAkses,
    Layanan,
    Mediasi,
    Pelapor,
    Pemantauan,
    Pemusnahan,
    Penampungan,
    Pengaduan,
    Persetujuan,
    ProsesHukumTerlapor,
    RencanaIntervensi,
    Rujukan,
    TautanKonflik,
    Tenggat,
    Terlapor,
    Terminasi,
)
from p3aks.core.audit import rantai_dari
from p3aks.core.fields import kolom_rahasia
from p3aks.core.lingkup import adalah_rahasia
from pokja.enums import Peran
from tests.kasus.bantu_inti import peristiwa, pesan, segar, teks, url
from tests.kasus.bantu_pelindungan import (
    beri_identitas,
    buka_identitas,
    korban_dari,
    larang,
    tenggat_lewat,
)

pytestmark = pytest.mark.django_db
CERITA = "Cerita DEMO yang tidak boleh tersisa"
LAMA = dt.timedelta(days=11 * 366)


@pytest.fixture
def selesai(buat_kasus, manajer, supervisor):
    """A case that ended so long ago that its time is up: ``selesai(lalu=…)``."""

    def buat(tingkat=1, *, lalu=LAMA, nama="Sri DEMO Rahayu", lahir="1980-03-04", **lain):
        kasus = buat_kasus(tingkat, kronologi=CERITA, **lain)
        beri_identitas(kasus, nama, nik="9999014101900001", lahir=lahir, alamat=CERITA)
        pada = timezone.now() - lalu
        Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(
            tahap="TERMINASI", alasan_akhir="TUNTAS", dibuat_pada=pada,
            tanggal_lapor=pada - dt.timedelta(days=200),
            tanggal_kejadian=(pada - dt.timedelta(days=202)).date(),
        )  # fmt: skip
        baris = segar(kasus)
        baris.save()  # its month follows the day of the report
        Terminasi.objects.sistem("uji").create(
            kasus=kasus, alasan="TUNTAS", ringkasan=CERITA, diajukan_oleh=manajer,
            disetujui_oleh=supervisor, disetujui_pada=pada, dibuat_pada=pada,
        )  # fmt: skip
        return segar(kasus)

    return buat


def kode(per=None):
    return [(j.kode, bool(j.halangan)) for j in jatuh_tempo(per or timezone.localdate())]


def musnahkan(supervisor, ppdp, per=None):
    usulan = retensi.usulkan(by=supervisor, per=per or timezone.localdate())
    retensi.setujui(by=ppdp, usulan=usulan)
    retensi.jalankan(by=ppdp, usulan=usulan)
    return segar(usulan)


class TestJatuhTempo:
    def test_sepuluh_tahun_sesudah_berakhir(self, selesai):
        tua, _muda = selesai(), selesai(lalu=dt.timedelta(days=9 * 365))
        assert kode() == [(tua.kode, False)]
        (j,) = jatuh_tempo(timezone.localdate())
        assert j.batas == j.terminasi.replace(year=j.terminasi.year + 10)

    def test_anak_sampai_28_tahun(self, selesai):
        anak = selesai(2, lahir="2010-05-06")
        assert kode() == []
        assert kode(dt.date(2038, 5, 6)) == [(anak.kode, False)]
        assert kode(dt.date(2038, 5, 5)) == []

    def test_dibuka_kembali_tidak_jatuh_tempo(self, selesai, supervisor):
        kasus = selesai()
        Terminasi.objects.sistem("uji").filter(kasus=kasus).update(
            dibuka_kembali_pada=timezone.now(), dibuka_kembali_oleh=supervisor
        )
        assert kode() == []

    def test_ditahan_hukum(self, selesai):
        kasus = selesai(ditahan_hukum=True)
        assert kode() == [(kasus.kode, True)]

    def test_menahan_dan_melepas(self, masuk, supervisor, pendamping, manajer_lain, selesai):
        kasus = selesai()
        client = masuk(supervisor)
        client.post(url("tahan", kasus), {"ditahan": "ya"})
        assert kode() == [(kasus.kode, True)]
        assert "Berkas ditahan untuk proses hukum" in teks(client.get(url("akses", kasus)))
        client.post(url("tahan", kasus), {"ditahan": "tidak"})
        assert kode() == [(kasus.kode, False)]
        assert peristiwa(kasus)[-3:] == [
            "kasus.retensi_ditahan",
            "kasus.dibaca",
            "kasus.retensi_dilepas",
        ]
        assert masuk(pendamping).post(url("tahan", kasus)).status_code == 403
        assert masuk(manajer_lain).post(url("tahan", kasus)).status_code == 404

    def test_kasus_orang_yang_sama_menunggu(self, selesai, buat_kasus, manajer):
        tua, hidup = selesai(), buat_kasus(1)
        duplikat.gabung(
            by=manajer, satu=_korban(manajer, tua), dua=_korban(manajer, hidup),
            alasan="Tanggal lahir sama.",
        )  # fmt: skip
        (j,) = jatuh_tempo(timezone.localdate())
        assert j.halangan == [ORANG_SAMA]

    def test_orang_yang_sama_tidak_dianonimkan_sebagian(self, selesai, manajer, supervisor):
        """A proposal that holds only one of two cases of a person leaves both as they are."""
        satu, dua = selesai(), selesai()
        duplikat.gabung(
            by=manajer, satu=_korban(manajer, satu), dua=_korban(manajer, dua),
            alasan="Tanggal lahir sama.",
        )  # fmt: skip
        hari_ini = timezone.localdate()
        assert [j.halangan for j in jatuh_tempo(hari_ini)] == [[], []]
        (j,) = jatuh_tempo(hari_ini, hanya=[satu.pk])
        assert j.halangan == [ORANG_SAMA]
        with pytest.raises(ValidationError):
            retensi.usulkan(by=supervisor, per=hari_ini, hanya=[satu.pk])

    def test_jumlah_kueri_tetap(self, selesai, django_assert_num_queries):
        selesai()
        with django_assert_num_queries(6):
            jatuh_tempo(timezone.localdate())
        selesai(), selesai(2)
        with django_assert_num_queries(6):
            jatuh_tempo(timezone.localdate())


class TestPerintah:
    def jalan(self, *arg):
        keluar = StringIO()
        call_command("retensi", *arg, stdout=keluar)
        return keluar.getvalue()

    def test_hanya_menampilkan_kode_dan_tanggal(self, selesai):
        kasus, tertahan = selesai(), selesai(ditahan_hukum=True)
        isi = self.jalan()
        assert f"{kasus.kode}  terminasi " in isi
        assert "proses hukum" in isi
        assert "1 dari 2 kasus." in isi
        assert "DEMO" not in isi
        assert not Pemusnahan.objects.sistem("uji").exists()
        assert segar(tertahan).anonim_pada is None

    def test_usulkan(self, selesai, supervisor, ppdp):
        kasus = selesai()
        assert "menunggu persetujuan PPDP" in self.jalan("--usulkan", "--oleh", "supervisor")
        usulan = Pemusnahan.objects.sistem("uji").get()
        assert [b["kode"] for b in usulan.daftar] == [kasus.kode]
        assert (usulan.jumlah, usulan.diusulkan_oleh) == (1, supervisor)
        assert peristiwa(usulan) == ["kasus.retensi_diusulkan"]

    @pytest.mark.parametrize("oleh", [[], ["--oleh", "tidak_ada"], ["--oleh", "manajer"]])
    def test_usulkan_tanpa_hak(self, selesai, oleh):
        selesai()
        with pytest.raises(CommandError):
            self.jalan("--usulkan", *oleh)

    def test_tidak_ada_yang_jatuh_tempo(self, supervisor):
        with pytest.raises(CommandError, match="Tidak ada kasus"):
            self.jalan("--usulkan", "--oleh", "supervisor")


class TestDuaOrang:
    def test_jalan_lengkap_lewat_halaman(self, masuk, supervisor, ppdp, selesai):
        kasus = selesai()
        client = masuk(supervisor)
        assert kasus.kode in teks(client.get(url("retensi")))
        client.post(url("retensi"))
        usulan = Pemusnahan.objects.sistem("uji").get()
        assert client.post(url("retensi_setujui", usulan)).status_code == 403
        assert "belum disetujui" in pesan(client.post(url("retensi_jalankan", usulan)))
        assert client.get(url("retensi_berita", usulan)).status_code == 404
        client = masuk(ppdp)
        client.post(url("retensi_setujui", usulan))
        assert "sudah disetujui" in pesan(client.post(url("retensi_setujui", usulan)))
        r = client.post(url("retensi_jalankan", usulan))
        assert r.url == url("retensi_berita", usulan)
        isi = teks(client.get(r.url))
        assert kasus.kode in isi
        assert "Dianonimkan" in isi
        assert segar(kasus).anonim_pada
        assert peristiwa(kasus)[-1] == "kasus.dianonimkan"
        assert "sudah dijalankan" in pesan(client.post(url("retensi_jalankan", usulan)))
        assert kasus.kode not in kode()

    def test_ppdp_tidak_menyetujui_usulannya_sendiri(self, masuk, ppdp, selesai):
        selesai()
        usulan = retensi.usulkan(by=ppdp, per=timezone.localdate())
        assert masuk(ppdp).post(url("retensi_setujui", usulan)).status_code == 403
        assert segar(usulan).disetujui_pada is None

    def test_ditahan_sesudah_diusulkan_tetap_utuh(self, supervisor, ppdp, selesai, masuk):
        satu, dua = selesai(), selesai()
        usulan = retensi.usulkan(by=supervisor, per=timezone.localdate())
        retensi.setujui(by=ppdp, usulan=usulan)
        Kasus.objects.sistem("uji").filter(pk=satu.pk).update(ditahan_hukum=True)
        Terminasi.objects.sistem("uji").filter(kasus=dua).update(
            dibuka_kembali_pada=timezone.now(), dibuka_kembali_oleh=supervisor
        )
        assert retensi.jalankan(by=ppdp, usulan=usulan) == 0
        assert segar(satu).kronologi == segar(dua).kronologi == CERITA
        isi = teks(masuk(ppdp).get(url("retensi_berita", usulan)))
        assert "proses hukum" in isi
        assert "Tidak jatuh tempo lagi" in isi

    def test_supervisor_tidak_melihat_yang_tersegel(self, masuk, supervisor, ppdp, selesai):
        tersegel = selesai(3)
        usulan = retensi.usulkan(by=ppdp, per=timezone.localdate())
        assert tersegel.kode in teks(masuk(ppdp).get(url("retensi")))
        r = masuk(supervisor).get(url("retensi"))
        assert tersegel.kode not in teks(r)
        assert r.context["jatuh"] == r.context["usulan"] == []
        masuk(supervisor).post(url("retensi"))
        assert Pemusnahan.objects.sistem("uji").get() == usulan

    def test_supervisor_tidak_tahu_ada_kasus_lain_dari_orang_itu(
        self, masuk, supervisor, ppdp, manajer, selesai, buat_kasus
    ):
        tua, tersegel = selesai(), buat_kasus(3)
        duplikat.gabung(
            by=manajer, satu=_korban(manajer, tua), dua=_korban(manajer, tersegel),
            alasan="Tanggal lahir sama.",
        )  # fmt: skip
        assert ORANG_SAMA in teks(masuk(ppdp).get(url("retensi")))
        assert "orang yang sama" not in teks(masuk(supervisor).get(url("retensi")))

    def test_ppdp_yang_terlarang(self, masuk, ppdp, manajer, selesai):
        kasus = selesai()
        larang(kasus, ppdp, manajer)
        assert kasus.kode not in teks(masuk(ppdp).get(url("retensi")))

    def test_peran_lain(self, masuk, manajer, pendamping, auditor):
        for orang in (manajer, pendamping, auditor):
            assert masuk(orang).get(url("retensi")).status_code == 403


def isi_penuh(kasus, manajer):
    """Put words and times into every kind of row a case has."""
    kini = kasus.dibuat_pada
    korban = korban_dari(kasus)
    terlapor = Terlapor.objects.sistem("uji").get(kasus=kasus)

    def buat(model, **isi):
        return model.objects.sistem("uji").create(dibuat_pada=kini, **isi)

    buat(CatatanKasus, kasus=kasus, isi=CERITA, oleh=manajer)
    buat(Asesmen, korban=korban, mulai=kini, isi={"bio": CERITA}, oleh=manajer)
    buat(RencanaIntervensi, korban=korban, tujuan=CERITA, disusun_dengan="WALI", oleh=manajer)
    buat(
        Layanan, korban=korban, jenis="KESEHATAN", fungsi="PENDAMPINGAN", pada=kini,
        uraian=CERITA, oleh=manajer,
    )  # fmt: skip
    buat(Pemantauan, korban=korban, pada=kini, hasil=CERITA, oleh=manajer)
    buat(
        TautanKonflik, korban=korban, keterkaitan="DUGAAN", alasan=CERITA, oleh=manajer,
    )  # fmt: skip
    tenggat_lewat(kasus, kini)
    buat(ProsesHukumTerlapor, terlapor=terlapor, proses="PENYIDIKAN", tanggal=kini.date(),
         instansi=CERITA, dicatat_oleh=manajer)  # fmt: skip
    buat(Pelapor, kasus=kasus, hubungan=CERITA)
    buat(Persetujuan, korban=korban, sektor="KESEHATAN", dasar="WALI", pemberi="WALI",
         wali_nama=CERITA, wali_hubungan="Ibu", berlaku_dari=kini, oleh=manajer)  # fmt: skip
    buat(InputSimfoni, korban=korban, pada=kini, nomor="SIMFONI-77", oleh=manajer)
    buat(LaranganAkses, kasus=kasus, pengguna=manajer, alasan=CERITA, oleh=manajer,
         dicabut_oleh=manajer, dicabut_pada=kini)  # fmt: skip
    buat(Pengaduan, kunci=uuid.uuid4(), pelapor=manajer, unit=kasus.unit, lapor_pada=kini,
         isi={"cerita": CERITA}, jawaban={"a": "YA"}, tindakan="RUJUK", kasus=kasus,
         status="DITERIMA", diterima_oleh=manajer, diterima_pada=kini)  # fmt: skip
    buka_identitas(kasus, manajer)


def statistik():
    """Everything that a statistic counts, over all cases: by groups and months."""

    def hitung(model, *kolom, **saring):
        baris = model.objects.sistem("uji").filter(**saring)
        return sorted(map(str, baris.values_list(*kolom).annotate(n=models.Count("pk")).order_by()))

    bulan = []
    for model, kolom in ((Layanan, "pada"), (Pemantauan, "pada"), (Kasus, "tanggal_lapor"),
                         (Penampungan, "masuk"), (Rujukan, "dikirim_pada")):  # fmt: skip
        nilai = model.objects.sistem("uji").values_list(kolom, flat=True)
        bulan.append(sorted(f"{timezone.localtime(v):%Y%m}" for v in nilai))
    return {
        "kasus": hitung(Kasus, "bulan", "unit", "kecamatan", "tingkat", "tahap", "alasan_akhir",
                        "saluran", "risiko", "kewenangan", "verifikasi"),
        "korban": hitung(Korban, "kelamin", "kelompok_usia", "anak", "pendidikan", "pekerjaan",
                         "status_perkawinan", "status_anak", "disabilitas", "hamil", "kecamatan",
                         "tempat", "ranah", "kategori", "keterkaitan", "gbvims"),
        "terlapor": hitung(Terlapor, "kelamin", "kelompok_usia", "jabatan"),
        "bentuk": hitung(BentukKorban, "bentuk", "korban__kasus__bulan"),
        "hubungan": hitung(Hubungan, "hubungan", "serumah"),
        "layanan": hitung(Layanan, "jenis", "fungsi", "kedaruratan"),
        "proses": hitung(ProsesHukumTerlapor, "proses"),
        "mediasi": hitung(Mediasi, "status"),
        "pelanggaran": hitung(Tenggat, "langkah", dilanggar_pada__isnull=False),
        "tautan": hitung(TautanKonflik, "keterkaitan", "disahkan"),
        "orang": Korban.objects.sistem("uji").values("orang").distinct().count(),
        "bulan": bulan,
    }  # fmt: skip


class TestAnonim:
    @pytest.fixture
    def dua(self, selesai, manajer):
        """Two old cases of one person, full of words."""
        satu, dua = selesai(), selesai()
        isi_penuh(satu, manajer)
        duplikat.gabung(
            by=manajer, satu=_korban(manajer, satu), dua=_korban(manajer, dua),
            alasan="Tanggal lahir sama.",
        )  # fmt: skip
        return satu, dua

    def test_statistik_sebelum_dan_sesudah_sama(self, supervisor, ppdp, dua, buat_kasus):
        buat_kasus(2)
        sebelum = statistik()
        musnahkan(supervisor, ppdp)
        assert segar(dua[0]).anonim_pada
        assert statistik() == sebelum

    def test_tidak_satu_kata_pun_tersisa(self, supervisor, ppdp, dua):
        musnahkan(supervisor, ppdp)
        for model, jalur in KE_KASUS.items():
            syarat = {f"{jalur}__in" if jalur else "pk__in": [k.pk for k in dua]}
            for baris in model.objects.sistem("uji").filter(**syarat):
                for kolom in kolom_rahasia(model):
                    assert not getattr(baris, kolom.name), (model, kolom.name)
                mentah = {k.name: getattr(baris, k.attname) for k in model._meta.concrete_fields}
                assert "DEMO" not in str(mentah), model
                assert "SIMFONI-77" not in str(mentah), model
        identitas = Identitas.objects.sistem("uji").filter(kasus=dua[0]).get()
        assert (identitas.nik_indeks, identitas.nama_indeks, identitas.lahir_indeks) == ("", "", "")

    def test_tanggal_hanya_sampai_bulan(self, supervisor, ppdp, dua):
        musnahkan(supervisor, ppdp)
        kasus = segar(dua[0])
        assert timezone.localtime(kasus.tanggal_lapor).day == kasus.tanggal_kejadian.day == 1
        layanan = Layanan.objects.sistem("uji").get()
        lokal = timezone.localtime(layanan.pada)
        assert (lokal.day, lokal.hour) == (1, 0)

    def test_kunci_orang_terputus_tetapi_tetap_satu_orang(self, supervisor, ppdp, dua):
        lama = {k.orang for k in map(korban_dari, dua)}
        musnahkan(supervisor, ppdp)
        baru = {k.orang for k in map(korban_dari, dua)}
        assert len(lama) == len(baru) == 1
        assert lama != baru
        assert GabungOrang.objects.sistem("uji").get().orang_lama == {}

    def test_siapa_pernah_membuka_tetap_terbaca_waktunya(self, supervisor, ppdp, dua):
        akses = AksesIdentitas.objects.sistem("uji").get(kasus=dua[0])
        musnahkan(supervisor, ppdp)
        sesudah = segar(akses)
        assert (sesudah.dibuat_pada, sesudah.sampai) == (akses.dibuat_pada, akses.sampai)
        assert sesudah.alasan == ""

    def test_kasus_lain_utuh(self, supervisor, ppdp, dua, selesai):
        muda = selesai(lalu=dt.timedelta(days=400), nama="Tumini DEMO")
        musnahkan(supervisor, ppdp)
        assert segar(muda).kronologi == CERITA
        assert Identitas.objects.sistem("uji").get(kasus=muda).nama == "Tumini DEMO"

    def test_dokumen_dan_berkasnya_hapus(
        self, supervisor, ppdp, manajer, dua, django_capture_on_commit_callbacks
    ):
        from django.core.files.base import ContentFile

        kini = timezone.now()
        dokumen = DokumenKasus(
            jenis="surat-rujukan", judul="Surat", snapshot={"nama": CERITA}, versi_templat="1",
            kunci=uuid.uuid4().hex, diminta_oleh=manajer, status="SELESAI", persen=100,
            dibuat_pada=kini, mulai_pada=kini, selesai_pada=kini, sha256="0" * 64, kasus=dua[0],
        )  # fmt: skip
        dokumen.berkas.save("uji.pdf", ContentFile(CERITA.encode()), save=False)
        dokumen.save()
        nama, tempat = dokumen.berkas.name, dokumen.berkas.storage
        assert tempat.exists(nama)
        with django_capture_on_commit_callbacks(execute=True):
            musnahkan(supervisor, ppdp)
        assert not tempat.exists(nama)
        sisa = segar(dokumen)
        assert (sisa.snapshot, sisa.berkas.name, sisa.sha256) == ({}, "", "")

    def test_sesudahnya_tidak_dapat_ditulis(self, masuk, manajer, supervisor, ppdp, dua):
        musnahkan(supervisor, ppdp)
        korban = korban_dari(dua[0])
        data = {"kunci": str(uuid.uuid4()), "jenis": "JEJAK", "diterima_pada": "1 Juni 2025"}
        r = masuk(manajer).post(url("subjek_baru", korban), data)
        assert r.status_code == 422
        assert "sudah dianonimkan" in teks(r)


class TestLengkap:
    """Whoever adds a table or a column is reminded of what becomes of it."""

    def test_setiap_tabel_rahasia_ada_di_peta(self):
        from django.apps import apps

        semua = {m for m in apps.get_app_config("kasus").get_models() if adalah_rahasia(m)}
        assert semua == set(KE_KASUS) | TANPA_KASUS

    def test_setiap_jalur_sampai_ke_kasus(self):
        for model, jalur in KE_KASUS.items():
            akhir = model
            for bagian in filter(None, jalur.split("__")):
                akhir = akhir._meta.get_field(bagian).related_model
            assert akhir is Kasus, model

    # Words that are codes, or that say nothing about a person.
    BUKAN_KATA = {
        "kode", "kode_objek", "sebab_gugur", "tindakan", "langkah", "jenis", "judul", "galat",
        "tahap", "versi_templat", "tanda_air", "kunci", "sha256", "berkas",
    }  # fmt: skip

    def test_setiap_kolom_kata_dikosongkan_atau_dikecualikan(self):
        rahasia = {m: {k.name for k in kolom_rahasia(m)} for m in KE_KASUS}
        for model in set(KE_KASUS) - {DokumenKasus}:
            for kolom in model._meta.concrete_fields:
                teks_bebas = isinstance(kolom, models.CharField | models.TextField)
                if not teks_bebas or kolom.choices or kolom.name in rahasia[model]:
                    continue
                dikosongkan = retensi.KATA.get(model, {})
                assert kolom.name in dikosongkan or kolom.name in self.BUKAN_KATA, (model, kolom)

    def test_rantai_menunjuk_kasusnya(self, buat_kasus):
        kasus = buat_kasus(1)
        korban = korban_dari(kasus)
        rantai = [rantai_dari(kasus), rantai_dari(korban), "pokja.pengguna:1"]
        assert kasus_dari_rantai(rantai) == {rantai[0]: kasus.pk, rantai[1]: kasus.pk}


def _korban(user, kasus):
    return Korban.objects.untuk(user).get(kasus=kasus)


def test_t5_persetujuan_sesudah_masa_tugas_habis(masuk, orang, supervisor, selesai):
    """T5: the term ends, and the next request is refused."""
    selesai()
    usulan = retensi.usulkan(by=supervisor, per=timezone.localdate())
    mantan_ppdp = orang("mantan_ppdp", Peran.PPDP)
    client = masuk(mantan_ppdp)
    assert client.get(url("retensi")).status_code == 200
    mantan_ppdp.penugasan.update(selesai=dt.date(2020, 1, 1))
    assert client.post(url("retensi_setujui", usulan)).status_code == 403
    assert segar(usulan).disetujui_pada is None
