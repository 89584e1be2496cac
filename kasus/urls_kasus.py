"""Addresses of one case: list, intake, people, identification, identities."""

from django.urls import path

from kasus.views import daftar, identifikasi, identitas, kasus, orang

urlpatterns = [
    path("", daftar.daftar, name="daftar"),
    path("cari/", daftar.cari, name="cari"),
    path("baru/", kasus.baru, name="baru"),
    path("<uuid:pk>/", kasus.detail, name="detail"),
    path("<uuid:pk>/kejadian/", kasus.kejadian, name="kejadian"),
    path("<uuid:pk>/catatan/", kasus.catatan, name="catatan"),
    path("<uuid:pk>/tim/", kasus.tim_tambah, name="tim_tambah"),
    path("<uuid:pk>/tim/<uuid:anggota>/akhiri/", kasus.tim_akhiri, name="tim_akhiri"),
    path("<uuid:pk>/verifikasi/", kasus.verifikasi_data, name="verifikasi"),
    path("<uuid:pk>/identifikasi/", identifikasi.identifikasi, name="identifikasi"),
    path("<uuid:pk>/orang/", orang.orang, name="orang"),
    path("<uuid:pk>/orang/korban/", orang.korban_baru, name="korban_baru"),
    path("<uuid:pk>/orang/korban/<uuid:orang>/", orang.korban_ubah, name="korban_ubah"),
    path("<uuid:pk>/orang/terlapor/", orang.terlapor_baru, name="terlapor_baru"),
    path("<uuid:pk>/orang/terlapor/<uuid:orang>/", orang.terlapor_ubah, name="terlapor_ubah"),
    path("<uuid:pk>/orang/hubungan/", orang.hubungan, name="hubungan"),
    path("<uuid:pk>/identitas/", identitas.identitas, name="identitas"),
    path(
        "<uuid:pk>/identitas/<slug:jenis>/<uuid:orang>/",
        identitas.identitas_ubah,
        name="identitas_ubah",
    ),
]
