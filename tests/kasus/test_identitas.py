"""Identities (F3): a reason, a proof of who asks, ten minutes, and a record of each reading
(R02, R22; T7, T23)."""

import datetime as dt
import re
import time

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from kasus.actions import identitas as tindakan
from kasus.actions.isi import IsiIdentitas
from kasus.models import AksesIdentitas, Identitas, Korban, LaranganAkses, Pelapor, Terlapor
from p3aks.core.audit import JejakAudit
from tests.conftest import SANDI
from tests.kasus.bantu_inti import NIK, jejak, lapor, peristiwa, salah, segar, teks, url

pytestmark = pytest.mark.django_db

NAMA, TELEPON = "Sri DEMO Kenari", "0800-0000-0001"
ALASAN = "Menjemput korban untuk pemeriksaan."


@pytest.fixture
def kasus(masuk, manajer, unit):
    """A case with three names in it."""
    return lapor(
        masuk(manajer),
        unit,
        **{
            "id-korban-nama": NAMA,
            "id-korban-nik": NIK,
            "id-korban-telepon": TELEPON,
            "id-terlapor-nama": "Bagus DEMO Merpati",
            "id-pelapor-nama": "Wati DEMO Gelatik",
            "pelapor-hubungan": "bibi korban",
        },
    )


@pytest.fixture
def yakin(masuk):
    """Log in as somebody who has just proved who they are: ``yakin(manajer, menit_lalu=3)``."""

    def _masuk(user, menit_lalu=0):
        client = masuk(user)
        sesi = client.session
        sesi[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        sesi[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time() - 60 * menit_lalu}
        ]
        sesi.save()
        return client

    return _masuk


def korban_dari(kasus):
    return Korban.objects.sistem("uji").get(kasus=kasus)


def buka(client, kasus):
    jawaban = client.post(url("identitas", kasus), {"alasan": ALASAN})
    assert jawaban.status_code == 302
    return client.get(url("identitas", kasus))


class TestBuka:
    def test_the_whole_way(self, masuk, kasus, manajer):
        """Prove who you are, say why, read."""
        client = masuk(manajer)
        jawaban = client.get(url("identitas", kasus))
        assert jawaban.url.startswith(reverse("account_reauthenticate"))
        jawaban = client.post(
            reverse("account_reauthenticate"),
            {"password": SANDI, "next": url("identitas", kasus)},
        )
        assert jawaban.url == url("identitas", kasus)
        assert NAMA not in teks(client.get(url("identitas", kasus)))
        isi = teks(buka(client, kasus))
        for rahasia in (
            NAMA,
            NIK,
            TELEPON,
            "Bagus DEMO Merpati",
            "Wati DEMO Gelatik",
            "bibi korban",
        ):
            assert rahasia in isi
        akses = AksesIdentitas.objects.sistem("uji").get()
        assert f"Tertutup lagi pukul {timezone.localtime(akses.sampai):%H.%M} WIB" in isi
        assert akses.alasan == ALASAN

    @pytest.mark.parametrize(("menit", "status"), [(9, 200), (11, 302)])
    def test_proof_is_good_for_ten_minutes(self, yakin, kasus, manajer, menit, status):
        client = yakin(manajer, menit_lalu=menit)
        assert client.get(url("identitas", kasus)).status_code == status

    def test_reason_is_kept_when_the_proof_ran_out_while_typing(self, yakin, kasus, manajer):
        jawaban = yakin(manajer, menit_lalu=11).post(url("identitas", kasus), {"alasan": ALASAN})
        assert jawaban.status_code == 422
        isi = teks(jawaban)
        assert ALASAN in isi
        assert f"{reverse('account_reauthenticate')}?next=" in isi
        assert AksesIdentitas.objects.sistem("uji").count() == 0

    def test_short_reason_opens_nothing(self, yakin, kasus, manajer):
        jawaban = yakin(manajer).post(url("identitas", kasus), {"alasan": "perlu"})
        assert jawaban.status_code == 422
        assert "15 huruf" in salah(jawaban)[0]
        assert NAMA not in teks(jawaban)
        assert ">\nperlu</textarea>" in jawaban.content.decode()
        with pytest.raises(ValidationError):
            tindakan.buka(by=manajer, kasus=kasus, alasan="perlu")

    def test_closed_again_after_ten_minutes(self, yakin, kasus, manajer):
        client = yakin(manajer)
        assert NAMA in teks(buka(client, kasus))
        AksesIdentitas.objects.sistem("uji").update(sampai=timezone.now())
        assert NAMA not in teks(client.get(url("identitas", kasus)))

    def test_open_for_one_person_and_one_case(self, yakin, kasus, manajer, supervisor, unit):
        client = yakin(manajer)
        buka(client, kasus)
        lain = lapor(client, unit, **{"id-korban-nama": "Lain DEMO Elang"})
        assert "Lain DEMO Elang" not in teks(client.get(url("identitas", lain)))
        assert NAMA not in teks(yakin(supervisor).get(url("identitas", kasus)))

    def test_each_reading_is_on_record(self, yakin, kasus, manajer):
        client = yakin(manajer)
        buka(client, kasus)
        client.get(url("identitas", kasus))
        akses = AksesIdentitas.objects.sistem("uji").get()
        catatan = [r for p, r in jejak(kasus) if p == "kasus.identitas_dibaca"]
        assert catatan == 2 * [
            {"akses": str(akses.pk), "orang": "semua", "tingkat": "F3", "kanal": "HTML"}
        ]
        semua = " ".join(map(str, JejakAudit.objects.values_list("rincian", flat=True)))
        for rahasia in (NAMA, NIK, TELEPON, ALASAN):
            assert rahasia not in semua

    @pytest.mark.parametrize(
        ("siapa", "status"),
        [
            ("pendamping", 404),
            ("manajer_lain", 404),
            ("sekretariat", 403),
            ("auditor", 403),
            ("ppdp", 403),
            ("patbm_a", 403),
            ("mitra", 403),
        ],
    )
    def test_strangers(self, yakin, kasus, request, siapa, status):
        client = yakin(request.getfixturevalue(siapa))
        assert client.get(url("identitas", kasus)).status_code == status
        assert client.post(url("identitas", kasus), {"alasan": ALASAN}).status_code == status
        assert AksesIdentitas.objects.sistem("uji").count() == 0

    def test_companion_of_the_team_reads_but_does_not_change(
        self, yakin, kasus, pendamping, masukkan_tim
    ):
        masukkan_tim(kasus, pendamping)
        client = yakin(pendamping)
        isi = teks(buka(client, kasus))
        assert NAMA in isi
        assert ">Ubah<" not in isi
        alamat = url("identitas_ubah", kasus, "korban", korban_dari(kasus))
        assert client.get(alamat).status_code == 403

    def test_denied_in_the_middle_is_out(self, yakin, kasus, manajer, supervisor):
        """T6: an opening is worth nothing to who is kept from the case."""
        client = yakin(manajer)
        buka(client, kasus)
        LaranganAkses.objects.sistem("uji").create(
            kasus=kasus, pengguna=manajer, alasan="Kerabat terlapor", oleh=supervisor
        )
        assert client.get(url("identitas", kasus)).status_code == 404
        assert Identitas.objects.untuk(manajer).count() == 0
        with pytest.raises(PermissionDenied):
            tindakan.buka(by=manajer, kasus=kasus, alasan=ALASAN)

    def test_while_open_no_second_opening(self, yakin, kasus, manajer):
        client = yakin(manajer)
        buka(client, kasus)
        client.post(url("identitas", kasus), {"alasan": ALASAN})
        assert AksesIdentitas.objects.sistem("uji").count() == 1


def test_no_name_on_any_other_page(yakin, kasus, manajer):
    """R02: also while the identities are open."""
    client = yakin(manajer)
    buka(client, kasus)
    korban, terlapor = korban_dari(kasus), Terlapor.objects.sistem("uji").get(kasus=kasus)
    for alamat in (
        url("daftar"), url("detail", kasus), url("orang", kasus), url("identifikasi", kasus),
        url("kejadian", kasus), url("hubungan", kasus), url("korban_ubah", kasus, korban),
        url("terlapor_ubah", kasus, terlapor), url("baru"),
    ):  # fmt: skip
        isi = teks(client.get(alamat))
        for rahasia in (NAMA, NIK, TELEPON, "Bagus DEMO Merpati", "Wati DEMO Gelatik"):
            assert rahasia not in isi, alamat


@pytest.mark.parametrize(
    ("kanal", "kalimat"),
    [("TIDAK", "Jangan dihubungi"), ("PESAN", "Cara yang aman: pesan singkat/whatsapp.")],
)
def test_how_she_may_be_reached_stands_beside_the_number(yakin, kasus, manajer, kanal, kalimat):
    """T23."""
    korban = korban_dari(kasus)
    korban.kanal_aman = kanal
    korban.save()
    isi = teks(buka(yakin(manajer), kasus))
    assert kalimat in isi.split(TELEPON)[1][:120]
    assert "tel:" not in isi


class TestUbah:
    def kirim(self, client, kasus, orang, **ubah):
        jenis = type(orang).__name__.lower()
        return client.post(url("identitas_ubah", kasus, jenis, orang), {"versi": "1", **ubah})

    def test_only_while_open(self, yakin, kasus, manajer):
        client, korban = yakin(manajer), korban_dari(kasus)
        alamat = url("identitas_ubah", kasus, "korban", korban)
        assert client.get(alamat).url == url("identitas", kasus)
        jawaban = self.kirim(client, kasus, korban, nama="Baru DEMO Nuri")
        assert jawaban.status_code == 422
        isi = teks(jawaban)
        assert "Baru DEMO Nuri" in isi
        assert NIK not in isi
        assert url("identitas", kasus) in isi
        assert Identitas.objects.sistem("uji").get(korban=korban).nama == NAMA

    def test_stored_and_recorded_by_code(self, yakin, kasus, manajer):
        client, korban = yakin(manajer), korban_dari(kasus)
        buka(client, kasus)
        assert NAMA in teks(client.get(url("identitas_ubah", kasus, "korban", korban)))
        jawaban = self.kirim(
            client, kasus, korban, nama="Baru DEMO Nuri", nik="9999.0141.0190.0002",
            tanggal_lahir="3/5/2010", telepon="0800 2",
        )  # fmt: skip
        assert jawaban.url == url("identitas", kasus)
        baru = Identitas.objects.sistem("uji").get(korban=korban)
        assert (baru.nama, baru.nik, baru.tanggal_lahir) == (
            "Baru DEMO Nuri", "9999014101900002", "2010-05-03",
        )  # fmt: skip
        assert baru.nik_indeks
        assert jejak(kasus)[-1] == ("kasus.identitas_diubah", {"orang": "A"})
        # 18 November 2025: fifteen years old, so a child, so very secret.
        assert (segar(korban).usia, segar(korban).anak) == (15, True)
        assert segar(kasus).tingkat == 2

    def test_the_reporter_too(self, yakin, kasus, manajer):
        client, pelapor = yakin(manajer), Pelapor.objects.sistem("uji").get(kasus=kasus)
        buka(client, kasus)
        ubah = {"nama": "Wati DEMO Gelatik", "pelapor-korban_sendiri": "on"}
        assert self.kirim(client, kasus, pelapor, **ubah).status_code == 302
        assert segar(pelapor).korban_sendiri
        assert jejak(kasus)[-1] == ("kasus.identitas_diubah", {"orang": "pelapor"})

    def test_first_identity_of_somebody(self, yakin, masuk, manajer, unit):
        kasus = lapor(masuk(manajer), unit, **{"id-korban-nama": ""})
        client, korban = yakin(manajer), korban_dari(kasus)
        assert "belum diisi" in teks(buka(client, kasus))
        assert self.kirim(client, kasus, korban, versi="0", nama=NAMA).status_code == 302
        assert self.kirim(client, kasus, korban, versi="0", nama="Lain DEMO").status_code == 409
        assert NAMA in teks(client.get(url("identitas", kasus)))

    def test_stale_save_shows_both(self, yakin, kasus, manajer):
        client, korban = yakin(manajer), korban_dari(kasus)
        buka(client, kasus)
        tetap = {"nik": NIK, "telepon": TELEPON}
        self.kirim(client, kasus, korban, nama="Satu DEMO Nuri", **tetap)
        jawaban = self.kirim(client, kasus, korban, nama="Dua DEMO Nuri", **tetap)
        assert jawaban.status_code == 409
        assert jawaban.context["beda"] == [("Nama lengkap", "Satu DEMO Nuri", "Dua DEMO Nuri")]
        versi = re.search(r'name="versi" value="(\d+)"', teks(jawaban))[1]
        jawaban = self.kirim(client, kasus, korban, versi=versi, nama="Dua DEMO Nuri", **tetap)
        assert jawaban.status_code == 302

    @pytest.mark.parametrize(
        ("ubah", "kalimat"),
        [
            ({"nik": "123"}, "16 angka"),
            ({"nik": "99990141019000O1"}, "16 angka"),
            ({"tanggal_lahir": "besok"}, "belum terbaca"),
            ({"tanggal_lahir": "1 Januari 2999"}, "masih di depan"),
            ({"tanggal_lahir": "20 November 2025"}, "sesudah kejadian"),
        ],
    )
    def test_mistake_is_named(self, yakin, kasus, manajer, ubah, kalimat):
        client, korban = yakin(manajer), korban_dari(kasus)
        buka(client, kasus)
        jawaban = self.kirim(client, kasus, korban, nama="Baru DEMO Nuri", **ubah)
        assert jawaban.status_code == 422
        assert kalimat in salah(jawaban)[0]
        assert "Baru DEMO Nuri" in teks(jawaban)
        assert Identitas.objects.sistem("uji").get(korban=korban).nama == NAMA

    def test_person_of_another_case(self, yakin, kasus, manajer, unit):
        client = yakin(manajer)
        lain = lapor(client, unit, **{"id-korban-nama": "Lain DEMO Elang"})
        buka(client, kasus)
        asing = korban_dari(lain)
        assert self.kirim(client, kasus, asing, nama="X").status_code == 404
        assert client.get(url("identitas_ubah", kasus, "saksi", asing)).status_code == 404
        with pytest.raises(PermissionDenied):
            tindakan.simpan(
                by=manajer, kasus=kasus, orang=asing, isi=IsiIdentitas(nama="X"), versi=1
            )

    def test_reading_for_a_change_is_on_record(self, yakin, kasus, manajer):
        client = yakin(manajer)
        buka(client, kasus)
        client.get(url("identitas_ubah", kasus, "korban", korban_dari(kasus)))
        assert jejak(kasus)[-1][1]["orang"] == "Korban A"


def test_ciphertext_only_in_the_database(kasus):
    """T10: no name, NIK or number in the tables, however they are read."""
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute("SELECT * FROM kasus_identitas")
        isi = str(kursor.fetchall())
    for rahasia in (NAMA, NIK, TELEPON):
        assert rahasia not in isi


def test_opening_is_not_shared_by_sessions_that_cannot_see_the_case(kasus, manajer, orang, unit):
    """An opening belongs to a person who handles the case, for as long as they do."""
    akses = tindakan.buka(by=manajer, kasus=kasus, alasan=ALASAN)
    assert akses.sampai - akses.dibuat_pada <= dt.timedelta(minutes=10, seconds=1)
    assert Identitas.objects.untuk(manajer).count() == 3
    assert "kasus.identitas_dibuka" in peristiwa(kasus)
    rekan = orang("rekan", "manajer_kasus", lembaga=unit)
    assert Identitas.objects.untuk(rekan).count() == 0
