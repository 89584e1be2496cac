"""Addresses of the Pokja app."""

from django.urls import path

from pokja.views import akun, daerah, peristiwa, struktur

app_name = "pokja"
urlpatterns = [
    path("", struktur.daftar, name="daftar"),
    path("daerah/", daerah.ubah, name="daerah"),
    path("akun/", akun.daftar, name="akun_daftar"),
    path("akun/baru/", akun.baru, name="akun_baru"),
    path("akun/<uuid:pk>/", akun.detail, name="akun"),
    path("akun/<uuid:pk>/peran/", akun.usulkan, name="peran_usulkan"),
    path("akun/<uuid:pk>/akhiri/", akun.akhiri, name="peran_akhiri"),
    path("peran/<uuid:pk>/setujui/", akun.setujui, name="peran_setujui"),
    path("peran/<uuid:pk>/tolak/", akun.tolak, name="peran_tolak"),
    path("peristiwa/", peristiwa.daftar, name="peristiwa_daftar"),
    path("peristiwa/baru/", peristiwa.baru, name="peristiwa_baru"),
    path("peristiwa/<uuid:pk>/", peristiwa.ubah, name="peristiwa_ubah"),
    path("<uuid:pk>/", struktur.detail, name="detail"),
]
