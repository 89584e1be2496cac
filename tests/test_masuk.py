"""Logging in, staying in, and getting out, as a person meets it."""

import datetime as dt
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
)
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from pokja.enums import Peran
from pokja.models import Pengguna
from tests.conftest import SANDI

# Noon in Tuban.
KINI = dt.datetime(2026, 3, 2, 5, 0, tzinfo=dt.UTC)
MASUK = "/masuk/"


@pytest.fixture
def siti(orang):
    """An operator who may do without a second factor."""
    user = orang("siti", Peran.BAPPEDA)
    user.demo, user.email = False, "siti@contoh.go.id"
    user.save()
    return user


@pytest.fixture
def rina(orang):
    """A verifier: decides about others' work."""
    user = orang("rina", Peran.SEKRETARIAT)
    user.demo = False
    user.save()
    return user


def masuk(client, nama="siti", sandi=SANDI, **lain):
    return client.post(reverse("account_login"), {"login": nama, "password": sandi, **lain})


def kode(rahasia: str) -> str:
    """The six digits that a telephone would show now."""
    return format_hotp_value(hotp_value(rahasia, int(time.time()) // 30))


def teks(jawaban) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", jawaban.content.decode()).split())


def di_dalam(client) -> bool:
    return client.get("/").status_code == 200


# --- the log-in page ------------------------------------------------------------------------------


def test_masuk_dengan_nama_atau_email(siti):
    for nama in ("siti", "siti@contoh.go.id", "SITI@contoh.go.id"):
        client = Client()
        assert masuk(client, nama).status_code == 302, nama
        assert di_dalam(client)


def test_sandi_salah_dan_nama_asing_dijawab_sama(client, siti):
    def galat(nama, sandi):
        isi = masuk(client, nama, sandi)
        assert isi.status_code == 200
        return isi.context["form"].non_field_errors()

    assert galat("siti", "sandi-yang-salah-sekali") == galat("tidak_ada", "apa-pun-isinya")
    assert galat("siti@contoh.go.id", "salah") == galat("x@contoh.go.id", "salah")
    assert not di_dalam(client)


def test_akun_nonaktif_tidak_masuk(client, siti):
    Pengguna.objects.filter(pk=siti.pk).update(is_active=False)
    masuk(client)
    assert not di_dalam(client)


def test_lima_kegagalan_menahan_akun_lima_belas_menit(siti):
    with time_machine.travel(KINI, tick=False) as jam:
        for _ in range(5):
            assert "terlalu banyak" not in teks(masuk(Client(), sandi="salah")).lower()
        for sandi in ("salah", SANDI):  # the right one as well: it must not be recognisable
            client = Client()
            jawaban = masuk(client, sandi=sandi)
            assert jawaban.status_code == 200
            assert "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi." in teks(jawaban)
            assert not di_dalam(client)
        jam.shift(dt.timedelta(minutes=14))
        assert masuk(Client()).status_code == 200
        jam.shift(dt.timedelta(minutes=2))
        client = Client()
        assert masuk(client).status_code == 302
        assert di_dalam(client)


def test_akun_lain_tidak_ikut_tertahan(siti, orang):
    orang("budi", Peran.BAPPEDA)
    for _ in range(6):
        masuk(Client(), sandi="salah")
    client = Client()
    assert masuk(client, "budi").status_code == 302


def test_permintaan_bertubi_tubi_ditahan_dengan_halaman_bahasa_indonesia(client, db):
    for _ in range(60):
        jawaban = client.post(reverse("account_reset_password"), {"email": "a@contoh.go.id"})
        if jawaban.status_code == 429:
            break
    assert jawaban.status_code == 429
    assert "Tunggu beberapa menit, lalu coba lagi." in teks(jawaban)
    assert 'lang="id"' in jawaban.content.decode()


@pytest.mark.parametrize(
    "tujuan",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example",
        "http:jahat.example",
        "javascript:alert(1)",
        "https:///jahat.example",
        "\x00//jahat.example",
        "/\t/jahat.example",
        "https://testserver@jahat.example/",
        "https://testserver.jahat.example/",
    ],
)
def test_sesudah_masuk_tidak_keluar_ke_situs_lain(client, siti, tujuan):
    jawaban = masuk(client, next=tujuan)
    assert jawaban.status_code == 302
    assert jawaban.url == "/"


def test_sesudah_masuk_ke_halaman_yang_diminta(client, siti):
    jawaban = client.get("/rad/")
    assert jawaban.url == f"{MASUK}?next=/rad/"
    assert masuk(client, next="/rad/").url == "/rad/"


def test_kunci_sesi_berganti_saat_masuk(client, siti):
    client.get(MASUK)
    sesi = client.session
    sesi["penanda"] = "sebelum"
    sesi.save()
    client.cookies["sesi"] = sebelum = sesi.session_key
    masuk(client)
    assert client.session.session_key != sebelum


def test_tidak_ada_pendaftaran(client, db):
    isian = {
        "username": "penyusup",
        "email": "p@contoh.go.id",
        "password1": SANDI * 2,
        "password2": SANDI * 2,
    }
    alamat = reverse("account_signup")
    for jawaban in (client.get(alamat), client.post(alamat, isian)):
        assert "tidak membuka pendaftaran sendiri" in teks(jawaban)
        assert b'name="password1"' not in jawaban.content
    assert not Pengguna.objects.filter(username="penyusup").exists()
    assert "daftar" not in teks(client.get(MASUK)).lower()


# --- the session ----------------------------------------------------------------------------------


def test_tiga_puluh_menit_diam_mengakhiri_sesi(client, siti):
    with time_machine.travel(KINI, tick=False) as jam:
        masuk(client)
        for _ in range(4):
            jam.shift(dt.timedelta(minutes=29))
            assert di_dalam(client)
        jam.shift(dt.timedelta(minutes=31))
        jawaban = client.get("/rad/")
        assert jawaban.url == f"{MASUK}?next=/rad/"
        assert "30 menit tidak ada kegiatan" in teks(client.get(jawaban.url))
        assert not di_dalam(client)


def test_sembilan_jam_mengakhiri_sesi_yang_sibuk(client, siti):
    with time_machine.travel(KINI, tick=False) as jam:
        masuk(client)
        for _ in range(26):
            jam.shift(dt.timedelta(minutes=20))
            assert di_dalam(client)
        jam.shift(dt.timedelta(minutes=20))
        assert not di_dalam(client)
        assert "sudah 9 jam" in teks(client.get(MASUK))
        masuk(client)  # and a new nine hours begin
        jam.shift(dt.timedelta(minutes=20))
        assert di_dalam(client)


def test_keluar_hanya_dengan_menekan_tombol(client, siti):
    masuk(client)
    jawaban = client.get(reverse("account_logout"))  # a link or an image would do this
    assert jawaban.status_code == 200
    assert di_dalam(client)
    kunci = client.session.session_key
    assert client.post(reverse("account_logout")).url == MASUK
    assert not di_dalam(client)
    client.cookies["sesi"] = kunci
    assert not di_dalam(client)  # the old key opens nothing any more


def test_keluar_dari_situs_lain_ditolak(siti):
    client = Client(enforce_csrf_checks=True)
    client.force_login(siti, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(reverse("account_logout")).status_code == 403
    assert di_dalam(client)


def test_daftar_perangkat_mengeluarkan_yang_lain(siti):
    kantor, warnet = Client(), Client()
    for client in (kantor, warnet):
        masuk(client)
        assert di_dalam(client)
    halaman = kantor.get(reverse("usersessions_list"))
    assert len(halaman.context["sessions"]) == 2
    kantor.post(reverse("usersessions_list"))
    assert di_dalam(kantor)
    assert not di_dalam(warnet)


def test_perangkat_orang_lain_tidak_tampak_dan_tidak_keluar(siti, orang):
    orang("budi", Peran.BAPPEDA)
    punya_siti, punya_budi = Client(), Client()
    masuk(punya_siti)
    masuk(punya_budi, "budi")
    assert di_dalam(punya_siti)
    assert len(punya_budi.get(reverse("usersessions_list")).context["sessions"]) == 1
    punya_budi.post(reverse("usersessions_list"))
    assert di_dalam(punya_siti)


# --- passwords ------------------------------------------------------------------------------------


def test_sandi_paling_sedikit_lima_belas_tanpa_aturan_campuran(siti):
    for pendek in ("a" * 14, "Ab1!xyzw-pqrst", "siti@contoh.go"):
        with pytest.raises(ValidationError):
            validate_password(pendek, siti)
    validate_password("empat kuda makan rumput", siti)


def test_ubah_sandi_mengeluarkan_dan_sandi_lama_tidak_berlaku(client, siti):
    baru = "lima gajah naik perahu"
    masuk(client)
    alamat = reverse("account_change_password")
    salah = {"oldpassword": "bukan ini", "password1": baru, "password2": baru}
    assert client.post(alamat, salah).status_code == 200
    pendek = {"oldpassword": SANDI, "password1": "pendek", "password2": "pendek"}
    jawaban = client.post(alamat, pendek)
    assert "15" in teks(jawaban)
    client.post(alamat, {**salah, "oldpassword": SANDI})
    assert masuk(Client()).status_code == 200
    assert masuk(Client(), sandi=baru).status_code == 302


def test_lupa_sandi_menjawab_sama_dan_menyurati_pemiliknya_saja(client, siti):
    jawaban = [
        client.post(reverse("account_reset_password"), {"email": e})
        for e in ("siti@contoh.go.id", "tidak.ada@contoh.go.id")
    ]
    assert [(j.status_code, j.url) for j in jawaban] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert [m.to for m in mail.outbox] == [["siti@contoh.go.id"]]


def test_tautan_sandi_baru_sekali_pakai_dan_satu_jam(siti):
    with time_machine.travel(KINI, tick=False) as jam:
        tautan = _tautan(Client(), siti)
        jam.shift(dt.timedelta(minutes=61))
        assert "password1" not in Client().get(tautan, follow=True).content.decode()
        tautan, client = _tautan(Client(), siti), Client()
        halaman = client.get(tautan, follow=True)
        isian = {"password1": "enam bebek di kolam", "password2": "enam bebek di kolam"}
        client.post(halaman.redirect_chain[-1][0], isian)
        assert masuk(Client(), sandi="enam bebek di kolam").status_code == 302
        assert "password1" not in Client().get(tautan, follow=True).content.decode()


def _tautan(client, siti) -> str:
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": siti.email})
    return re.search(r"https?://testserver(/\S+)", mail.outbox[0].body)[1]


# --- the second factor ----------------------------------------------------------------------------


def test_pemutus_memasang_totp_lalu_memakainya(client, rina):
    """The whole way: no page without it, set-up, codes on paper, the next log-in."""
    masuk(client, "rina")
    for alamat in ("/", "/rad/", "/rad/telaah/", "/dokumen/"):
        assert client.get(alamat).url == reverse("mfa_activate_totp")
    pasang = reverse("mfa_activate_totp")
    assert client.get(pasang).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": SANDI})
    assert client.get(pasang).status_code == 200
    assert client.post(pasang, {"code": "000000"}).status_code == 200  # wrong digits
    assert client.get("/rad/").status_code == 302
    halaman = client.get(pasang)
    rahasia = client.session[SECRET_SESSION_KEY]
    assert rahasia in teks(halaman)
    jawaban = client.post(pasang, {"code": kode(rahasia)})
    assert jawaban.status_code == 302
    assert client.get("/rad/").status_code == 200
    tersimpan = Authenticator.objects.get(user=rina, type=Authenticator.Type.TOTP)
    assert tersimpan.data

    lain = Client()
    assert masuk(lain, "rina").url == reverse("mfa_authenticate")
    assert not di_dalam(lain)  # the password alone opens nothing
    assert lain.post(reverse("mfa_authenticate"), {"code": "123456"}).status_code == 200
    assert not di_dalam(lain)
    with time_machine.travel(time.time() + 60):
        lain.post(reverse("mfa_authenticate"), {"code": kode(rahasia)})
        assert di_dalam(lain)


def test_kode_totp_tidak_dipakai_dua_kali(client, rina):
    rahasia = _pasang_totp(client)
    with time_machine.travel(time.time() + 90, tick=False):
        angka = kode(rahasia)
        hasil = []
        for peramban in (Client(), Client()):
            masuk(peramban, "rina")
            peramban.post(reverse("mfa_authenticate"), {"code": angka})
            hasil.append(di_dalam(peramban))
    assert hasil == [True, False]


def test_kode_pemulihan_sekali_pakai(client, rina):
    _pasang_totp(client)
    halaman = client.get(reverse("mfa_view_recovery_codes"))
    daftar = halaman.context["unused_codes"]
    assert len(daftar) == 10
    hasil = []
    for _ in range(2):
        peramban = Client()
        masuk(peramban, "rina")
        peramban.post(reverse("mfa_authenticate"), {"code": daftar[0]})
        hasil.append(di_dalam(peramban))
    assert hasil == [True, False]


def test_langkah_kedua_yang_ditebak_ditahan(client, rina):
    _pasang_totp(client)
    peramban = Client()
    masuk(peramban, "rina")
    for n in range(12):
        jawaban = peramban.post(reverse("mfa_authenticate"), {"code": f"{n:06}"})
    assert "Terlalu banyak percobaan" in teks(jawaban) or jawaban.status_code == 429
    assert not di_dalam(peramban)


def test_pemutus_tidak_melepas_lapis_kedua_begitu_saja(client, rina):
    """Taking it off sends back to setting it up."""
    _pasang_totp(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get("/rad/").url == reverse("mfa_activate_totp")


def _pasang_totp(client) -> str:
    masuk(client, "rina")
    client.post(reverse("account_reauthenticate"), {"password": SANDI})
    client.get(reverse("mfa_activate_totp"))
    rahasia = client.session[SECRET_SESSION_KEY]
    client.post(reverse("mfa_activate_totp"), {"code": kode(rahasia)})
    assert di_dalam(client)
    return rahasia
