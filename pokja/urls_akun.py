"""Log-in and account pages. Only those of allauth's pages that make sense here are routed:
accounts are given out by the regency, so nobody signs up or confirms an address."""

from allauth.account import views as akun
from allauth.mfa.webauthn import views as kunci
from allauth.usersessions import views as sesi
from django.urls import include, path, re_path

from pokja.views import pemberitahuan

urlpatterns = [
    path("", akun.login, name="account_login"),
    path("keluar/", akun.logout, name="account_logout"),
    path("daftar/", akun.signup, name="account_signup"),
    path("nonaktif/", akun.account_inactive, name="account_inactive"),
    path("ulang/", akun.reauthenticate, name="account_reauthenticate"),
    path("sandi/ubah/", akun.password_change, name="account_change_password"),
    path("sandi/lupa/", akun.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", akun.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sandi/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        akun.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/lupa/selesai/",
        akun.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("dua-langkah/", include("allauth.mfa.urls")),
    path("kunci-sandi/", kunci.login_webauthn, name="mfa_login_webauthn"),
    path("pemberitahuan/", pemberitahuan.pemberitahuan, name="pemberitahuan"),
    path("pemberitahuan/kalender/", pemberitahuan.kalender, name="kalender_atur"),
    path("sesi/", sesi.list_usersessions, name="usersessions_list"),
]
