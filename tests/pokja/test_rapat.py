"""Meetings from plan to final minutes, and follow-ups to their end."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from p3aks.core.models import SudahBerubah
from pokja.actions import notula, peserta, rapat, tindak_lanjut
from pokja.actions.notula import Naskah
from pokja.documents import hadirin, lanjutan
from pokja.enums import Bidang, Peran, Posisi
from pokja.enums_rapat import JawabanUndangan, StatusRapat, StatusTindakLanjut
from pokja.models import AgendaRapat, Kehadiran, Pejabat, Rapat, TindakLanjut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hari_ini")]
WIB = dt.timezone(dt.timedelta(hours=7))
WAKTU = (dt.datetime(2026, 3, 2, 9, 0, tzinfo=WIB), dt.datetime(2026, 3, 2, 12, 30, tzinfo=WIB))
ISI = {
    "acara": "Rakor peningkatan kapasitas penyedia layanan", "jenis": "rakor", "bidang": "",
    "cara": "hibrida", "tempat": "Command Center", "tautan": "https://rapat.example/x",
    "maksud": "", "dasar": "",
}  # fmt: skip


@pytest.fixture
def ketua(orang, lembaga):
    """Ketua of the Pokja."""
    return orang("bu_ketua", Peran.KETUA_WAKIL, lembaga=lembaga("Setda"))


@pytest.fixture
def dinkes_op(orang, lembaga):
    """Who enters data for Dinkes."""
    return orang("op_dinkes", Peran.OPD_OPERATOR, lembaga=lembaga("Dinkes"))


@pytest.fixture
def penanda(pokja, tambah):
    """Who signs invitations."""
    kedudukan = tambah(pokja, Posisi.SEKRETARIS, jabatan="Kepala Dinsos P3A")
    return Pejabat.objects.create(kedudukan=kedudukan, nama="Sri", mulai=dt.date(2025, 1, 6))


@pytest.fixture
def disiapkan(sekretariat, penanda, lembaga):
    """A meeting with one item and 59 guests, ready to convene."""
    satu = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=WAKTU)
    rapat.simpan_agenda(by=sekretariat, rapat=satu, isi={"judul": "Evaluasi semester II"})
    peserta.undang_peserta(by=sekretariat, rapat=satu, lembaga=[lembaga("Dinkes")])
    lain = [
        {"nama": f"Orang {n}", "jabatan": "", "instansi": "", "kelamin": "P" if n % 3 else "L"}
        for n in range(58)
    ]
    peserta.undang_peserta(by=sekretariat, rapat=satu, lain=lain)
    rapat.ubah_rapat(by=sekretariat, rapat=satu, isi={"penandatangan": penanda})
    return Rapat.objects.get(pk=satu.pk)


@pytest.fixture
def dibuka(disiapkan, sekretariat):
    """The same, going on."""
    rapat.undang(by=sekretariat, rapat=disiapkan)
    rapat.buka(by=sekretariat, rapat=disiapkan)
    return Rapat.objects.get(pk=disiapkan.pk)


@pytest.fixture
def utuh(dibuka, sekretariat):
    """The same, over, with complete minutes."""
    sesi = dibuka.sesi.get()
    hadir = dict.fromkeys(dibuka.kehadiran.values_list("pk", flat=True)[:40], "luring")
    peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan=hadir)
    agenda = dibuka.agenda.get()
    notula.simpan_pembahasan(by=sekretariat, agenda=agenda, teks="Dibahas", versi=agenda.versi)
    notula.simpan_kepala(
        by=sekretariat, rapat=dibuka, isi={"pimpinan": "Bupati", "notulis": "Rina"}
    )
    rapat.tutup(by=sekretariat, rapat=dibuka)
    return Rapat.objects.get(pk=dibuka.pk)


def naskah(satu, **teks):
    """The minutes as the page has them, with some texts exchanged."""
    isi = {a.pk: (a.versi, teks.get("pembahasan", a.pembahasan)) for a in satu.agenda.all()}
    return Naskah(teks.get("pembukaan", satu.pembukaan), satu.penutup, isi)


class TestJalan:
    def test_dari_rencana_sampai_final(self, utuh, sekretaris):
        notula.sahkan(by=sekretaris, rapat=utuh, versi=utuh.versi, naskah=naskah(utuh))
        utuh = Rapat.objects.get(pk=utuh.pk)
        assert utuh.status == StatusRapat.FINAL
        assert list(utuh.transisi.values_list("nama", flat=True)) == [
            "undang", "buka", "tutup", "sahkan",
        ]  # fmt: skip

    def test_tanpa_pokja_tidak_ada_rapat(self, sekretariat):
        with pytest.raises(ValidationError, match="Pokja"):
            rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=WAKTU)

    def test_undangan_menyebut_yang_kurang(self, pokja, sekretariat):
        satu = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=WAKTU)
        with pytest.raises(ValidationError) as galat:
            rapat.undang(by=sekretariat, rapat=satu)
        assert len(galat.value.messages) == 3

    def test_langkah_yang_terlambat_ditolak(self, dibuka, sekretariat):
        with pytest.raises(SudahBerubah):
            rapat.undang(by=sekretariat, rapat=dibuka)
        with pytest.raises(SudahBerubah):
            rapat.batalkan(by=sekretariat, rapat=dibuka, alasan="x")

    def test_final_mengunci_semuanya(self, utuh, sekretariat, sekretaris):
        notula.sahkan(by=sekretaris, rapat=utuh, versi=utuh.versi, naskah=naskah(utuh))
        agenda = utuh.agenda.get()
        for tulis in (
            lambda: rapat.ubah_rapat(by=sekretariat, rapat=utuh, isi={"acara": "Lain"}),
            lambda: rapat.simpan_agenda(by=sekretariat, rapat=utuh, isi={"judul": "Lain"}),
            lambda: rapat.hapus_sesi(by=sekretariat, sesi=utuh.sesi.get()),
            lambda: peserta.hapus_peserta(by=sekretariat, kehadiran=utuh.kehadiran.last()),
            lambda: peserta.catat_kehadiran(by=sekretariat, sesi=utuh.sesi.get(), perubahan={}),
            lambda: notula.simpan_pembahasan(
                by=sekretariat, agenda=agenda, teks="Lain", versi=agenda.versi + 1
            ),
            lambda: notula.simpan_keputusan(by=sekretariat, rapat=utuh, isi={"isi": "Lain"}),
        ):
            with pytest.raises(ValidationError, match="tidak dapat diubah"):
                tulis()
        assert AgendaRapat.objects.get(pk=agenda.pk).pembahasan == "Dibahas"

    def test_koordinator_hanya_bidangnya(self, pokja, orang, dinsos):
        koordinator = orang(
            "koor", Peran.KOORDINATOR_BIDANG, lembaga=dinsos, bidang=Bidang.PENCEGAHAN
        )
        rapat.buat_rapat(by=koordinator, isi=ISI | {"bidang": "pencegahan"}, waktu=WAKTU)
        with pytest.raises(PermissionDenied):
            rapat.buat_rapat(by=koordinator, isi=ISI | {"bidang": "penanganan"}, waktu=WAKTU)
        assert Rapat.objects.count() == 1

    def test_yang_mencatat_tidak_mengesahkan(self, utuh, sekretariat):
        with pytest.raises(PermissionDenied):
            notula.sahkan(by=sekretariat, rapat=utuh, versi=utuh.versi, naskah=naskah(utuh))

    def test_kunci_formulir_membuat_satu(self, pokja, sekretariat):
        kunci = {"by": sekretariat, "isi": ISI, "waktu": WAKTU, "id_baru": pokja.pk}
        assert rapat.buat_rapat(**kunci) == rapat.buat_rapat(**kunci)


class TestKehadiran:
    def test_mojokerto_59_orang_terhitung(self, utuh, sekretariat):
        sesi = utuh.sesi.get()
        sisa = Kehadiran.objects.filter(rapat=utuh, hadir=None)
        daring = dict.fromkeys(sisa.values_list("pk", flat=True), "daring")
        assert peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan=daring) == 19
        hitung = hadirin.hitung(utuh)
        assert (hitung.diundang, hitung.hadir, hitung.luring, hitung.daring) == (59, 59, 40, 19)
        assert dict(hitung.kelamin) == {"Perempuan": 38, "Laki-laki": 20, "L/P belum diisi": 1}
        assert hitung.tidak_hadir == 0

    def test_dua_meja_tidak_saling_menghapus(self, dibuka, sekretariat):
        sesi = dibuka.sesi.get()
        satu, dua = dibuka.kehadiran.values_list("pk", flat=True)[:2]
        peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan={satu: "luring"})
        peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan={dua: "daring"})
        assert sorted(sesi.hadir.values_list("cara", flat=True)) == ["daring", "luring"]
        peserta.catat_kehadiran(by=sekretariat, sesi=sesi, perubahan={dua: ""})
        assert list(sesi.hadir.values_list("kehadiran", flat=True)) == [satu]

    def test_mengundang_dua_kali_tidak_menggandakan(self, disiapkan, sekretariat, lembaga):
        jumlah = peserta.undang_peserta(
            by=sekretariat, rapat=disiapkan, lembaga=[lembaga("Dinkes")]
        )
        assert jumlah == 0
        assert disiapkan.kehadiran.count() == 59

    def test_wakil_berdiri_di_daftar_hadir(self, disiapkan, sekretariat):
        tamu = disiapkan.kehadiran.get(lembaga__isnull=False)
        isi = {"jawaban": JawabanUndangan.MEWAKILKAN, "wakil": "Tono", "kelamin_wakil": "L"}
        peserta.ubah_peserta(by=sekretariat, kehadiran=tamu, isi=isi)
        tamu.refresh_from_db()
        assert (tamu.nama_hadir, tamu.kelamin_hadir) == ("Tono", "L")
        assert tamu.jabatan_hadir.startswith("mewakili Pimpinan")
        assert tamu.dijawab_pada


class TestNotula:
    def test_dua_pengesah_satu_menang_yang_lain_melihat_keduanya(
        self, utuh, sekretaris, ketua, client
    ):
        alamat = reverse("pokja:rapat_sahkan", args=[utuh.pk])
        agenda = utuh.agenda.get()
        isian = {
            "versi": utuh.versi, "pembukaan": "Versi ketua", "penutup": "",
            f"versi-{agenda.pk}": agenda.versi, f"agenda-{agenda.pk}": "Dibahas panjang",
        }  # fmt: skip
        notula.sahkan(
            by=sekretaris, rapat=utuh, versi=utuh.versi,
            naskah=naskah(utuh, pembukaan="Versi sekretaris"),
        )  # fmt: skip
        client.force_login(ketua)
        jawaban = client.post(alamat, isian)
        halaman = jawaban.content.decode()
        assert jawaban.status_code == 409
        for teks in ("Versi ketua", "Versi sekretaris", "Dibahas panjang"):
            assert teks in halaman
        assert Rapat.objects.get(pk=utuh.pk).pembukaan == "Versi sekretaris"

    def test_simpan_otomatis_yang_basi_tidak_menimpa(self, dibuka, sekretariat, client):
        agenda = dibuka.agenda.get()
        alamat = reverse("pokja:agenda_pembahasan", args=[agenda.pk])
        awalan = f"b-{agenda.pk}"
        client.force_login(sekretariat)
        satu = {f"{awalan}-versi": agenda.versi, f"{awalan}-teks": "Tulisan pertama"}
        dua = satu | {f"{awalan}-teks": "Tulisan kedua"}
        assert b"Tersimpan" in client.post(alamat, satu, HTTP_HX_REQUEST="true").content
        kalah = client.post(alamat, dua, HTTP_HX_REQUEST="true")
        assert b"Tulisan pertama" in kalah.content
        agenda.refresh_from_db()
        assert agenda.pembahasan == "Tulisan pertama"
        utuh = client.post(alamat, dua)  # without a script: the whole page, with both
        assert utuh.status_code == 422
        assert b"Tulisan pertama" in utuh.content
        assert b"Tulisan kedua" in utuh.content
        client.post(alamat, dua | {"versi_kini": agenda.versi}, HTTP_HX_REQUEST="true")
        agenda.refresh_from_db()
        assert agenda.pembahasan == "Tulisan kedua"

    def test_yang_kurang_disebut_dan_tidak_disahkan(self, dibuka, sekretariat, sekretaris):
        rapat.tutup(by=sekretariat, rapat=dibuka)
        satu = Rapat.objects.get(pk=dibuka.pk)
        with pytest.raises(ValidationError) as galat:
            notula.sahkan(by=sekretaris, rapat=satu, versi=satu.versi, naskah=naskah(satu))
        assert len(galat.value.messages) == 4
        assert Rapat.objects.get(pk=dibuka.pk).status == StatusRapat.NOTULA


class TestTindakLanjut:
    @pytest.fixture
    def utang(self, dibuka, sekretariat, lembaga):
        """Dinkes owes a report by 1 April."""
        keputusan = notula.simpan_keputusan(by=sekretariat, rapat=dibuka, isi={"isi": "SOP"})
        return tindak_lanjut.simpan_tindak_lanjut(
            by=sekretariat, keputusan=keputusan,
            isi={"uraian": "Susun SOP", "lembaga": lembaga("Dinkes"),
                 "tenggat": dt.date(2026, 4, 1)},
        )  # fmt: skip

    def test_dilaporkan_dikembalikan_lalu_memadai(self, utang, dinkes_op, sekretariat):
        bukti = tindak_lanjut.laporkan(by=dinkes_op, tindak_lanjut=utang, uraian="Draf")
        with pytest.raises(ValidationError):
            tindak_lanjut.periksa(by=sekretariat, bukti=bukti, memadai=False)
        tindak_lanjut.periksa(by=sekretariat, bukti=bukti, memadai=False, catatan="Belum terbit")
        utang.refresh_from_db()
        assert utang.status == StatusTindakLanjut.TERBUKA
        bukti = tindak_lanjut.laporkan(by=dinkes_op, tindak_lanjut=utang, uraian="Terbit")
        tindak_lanjut.periksa(by=sekretariat, bukti=bukti, memadai=True)
        utang.refresh_from_db()
        assert utang.status == StatusTindakLanjut.MEMADAI
        with pytest.raises(SudahBerubah):
            tindak_lanjut.periksa(by=sekretariat, bukti=bukti, memadai=True)

    def test_yang_melaporkan_tidak_memeriksa(self, utang, orang, lembaga):
        rangkap = orang("rangkap", Peran.SEKRETARIAT, lembaga=lembaga("Dinkes"))
        bukti = tindak_lanjut.laporkan(by=rangkap, tindak_lanjut=utang, uraian="Selesai")
        with pytest.raises(PermissionDenied):
            tindak_lanjut.periksa(by=rangkap, bukti=bukti, memadai=True)

    def test_terbawa_ke_rapat_berikut_dan_dibekukan(self, utang, sekretariat):
        berikut = rapat.buat_rapat(by=sekretariat, isi=ISI, waktu=WAKTU)
        (agenda,) = berikut.agenda.all()
        assert agenda.lanjutan
        (baris,) = lanjutan.salin(berikut)
        assert baris["uraian"] == "Susun SOP"
        assert baris["tenggat"] == "1 April 2026"

    def test_tenggat_hanya_mundur_dengan_alasan_yang_terbaca(self, utang, sekretariat, client):
        with pytest.raises(ValidationError):
            tindak_lanjut.undur(
                by=sekretariat, tindak_lanjut=utang, tenggat=dt.date(2026, 3, 31), alasan="x"
            )
        tindak_lanjut.undur(
            by=sekretariat, tindak_lanjut=utang, tenggat=dt.date(2026, 5, 1), alasan="Banjir"
        )
        client.force_login(sekretariat)
        halaman = client.get(reverse("pokja:tindak_lanjut", args=[utang.pk])).content.decode()
        assert "Banjir" in halaman
        assert "1 Mei 2026" in halaman

    def test_pengganti_menemukannya(self, utang, dinkes_op, orang, lembaga):
        pengganti = orang("pengganti", Peran.OPD_OPERATOR, lembaga=lembaga("Dinkes"))
        asing = orang("asing", Peran.OPD_OPERATOR, lembaga=lembaga("Disdik"))
        assert list(TindakLanjut.objects.untuk(pengganti)) == [utang]
        assert not TindakLanjut.objects.untuk(asing).exists()


class TestHalaman:
    @pytest.mark.parametrize("tab", ["rapat", "rapat_peserta", "rapat_kehadiran", "rapat_notula"])
    def test_jumlah_kueri_tetap(
        self, tab, dibuka, sekretariat, client, django_assert_max_num_queries
    ):
        client.force_login(sekretariat)
        alamat = reverse(f"pokja:{tab}", args=[dibuka.pk])
        client.get(alamat)
        with django_assert_max_num_queries(25):
            client.get(alamat)

    def test_waktu_dan_lama_dihitung(self, disiapkan, sekretariat, client):
        client.force_login(sekretariat)
        halaman = client.get(reverse("pokja:rapat", args=[disiapkan.pk])).content.decode()
        assert "Senin, 2 Maret 2026" in halaman
        assert "3 jam 30 menit" in halaman

    def test_rapat_baru_lewat_formulir(self, pokja, sekretariat, client):
        client.force_login(sekretariat)
        alamat = reverse("pokja:rapat_baru")
        isian = {
            "acara": "Workshop", "jenis": "workshop", "cara": "luring", "tempat": "",
            "hari": "27 Mei 2026", "jam_mulai": "9", "jam_selesai": "08.00",
        }  # fmt: skip
        salah = client.post(alamat, isian)
        assert salah.status_code == 422
        assert "memerlukan tempat" in salah.content.decode()
        assert "sesudah jam mulai" in salah.content.decode()
        benar = isian | {"tempat": "Hotel", "jam_selesai": "pukul 16.00 WIB"}
        assert client.post(alamat, benar).status_code == 302
        (sesi,) = Rapat.objects.get().sesi.all()
        assert sesi.lama == dt.timedelta(hours=7)


class TestBeranda:
    def test_yang_berutang_yang_memeriksa_yang_mengesahkan(
        self, utuh, sekretariat, sekretaris, dinkes_op, lembaga, client
    ):
        keputusan = notula.simpan_keputusan(by=sekretariat, rapat=utuh, isi={"isi": "SOP"})
        utang = tindak_lanjut.simpan_tindak_lanjut(
            by=sekretariat, keputusan=keputusan,
            isi={"uraian": "Susun SOP", "lembaga": lembaga("Dinkes"),
                 "tenggat": dt.date(2026, 3, 1)},
        )  # fmt: skip

        def beranda(siapa) -> str:
            client.force_login(siapa)
            return client.get(reverse("beranda")).content.decode()

        assert "Susun SOP" in beranda(dinkes_op)
        assert "Sahkan notula" in beranda(sekretaris)
        assert "Rampungkan notula" in beranda(sekretariat)
        tindak_lanjut.laporkan(by=dinkes_op, tindak_lanjut=utang, uraian="Terbit")
        assert "Susun SOP" not in beranda(dinkes_op)
        assert "Periksa laporan Dinkes" in beranda(sekretariat)
