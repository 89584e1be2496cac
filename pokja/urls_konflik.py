"""Addresses of the conflict inventory: ``/konflik/``."""

from django.urls import path

from pokja.views import lapor_dini, laporan_dini, pemicu, peristiwa, potensi, respons_dini

app_name = "konflik"
urlpatterns = [
    path("lapor/", lapor_dini.lapor, name="lapor"),
    path("lapor/keadaan/", lapor_dini.keadaan, name="lapor_keadaan"),
    path("laporan/", laporan_dini.daftar, name="laporan"),
    path("laporan/<uuid:pk>/", laporan_dini.detail, name="laporan_detail"),
    path("laporan/<uuid:pk>/verifikasi/", laporan_dini.verifikasi, name="laporan_verifikasi"),
    path("laporan/<uuid:pk>/tolak/", laporan_dini.tolak, name="laporan_tolak"),
    path("laporan/<uuid:pk>/kontak/", laporan_dini.kontak, name="laporan_kontak"),
    path("laporan/<uuid:pk>/tautkan/", laporan_dini.tautkan, name="laporan_tautkan"),
    path("laporan/<uuid:pk>/potensi/", laporan_dini.potensi, name="laporan_potensi"),
    path("laporan/<uuid:pk>/langkah/", respons_dini.langkah_baru, name="langkah_baru"),
    path("laporan/<uuid:pk>/tangani/", respons_dini.tangani, name="laporan_tangani"),
    path("laporan/<uuid:pk>/selesai/", respons_dini.selesai, name="laporan_selesai"),
    path("langkah/<uuid:pk>/", respons_dini.langkah_ubah, name="langkah_ubah"),
    path("kalender/", pemicu.daftar, name="kalender"),
    path("kalender/baru/", pemicu.baru, name="pemicu_baru"),
    path("kalender/<uuid:pk>/", pemicu.ubah, name="pemicu"),
    path("kalender/<uuid:pk>/hapus/", pemicu.hapus, name="pemicu_hapus"),
    path("potensi/", potensi.daftar, name="potensi"),
    path("potensi/baru/", potensi.baru, name="potensi_baru"),
    path("potensi/<uuid:pk>/", potensi.detail, name="potensi_detail"),
    path("potensi/<uuid:pk>/ubah/", potensi.ubah, name="potensi_ubah"),
    path("potensi/<uuid:pk>/tinjau/", potensi.tinjau, name="potensi_tinjau"),
    path("peristiwa/", peristiwa.daftar, name="peristiwa_daftar"),
    path("peristiwa/baru/", peristiwa.baru, name="peristiwa_baru"),
    path("peristiwa/<uuid:pk>/", peristiwa.ubah, name="peristiwa_ubah"),
]
