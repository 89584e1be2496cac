"""Addresses without login. Included at the root, without namespace."""

from django.urls import path

from rad.views import kemajuan, publik, tanggapan

urlpatterns = [
    path("publik/", publik.beranda, name="publik"),
    path("publik/rad/<uuid:pk>/", publik.rad, name="publik_rad"),
    path("publik/rad/<uuid:pk>/kemajuan/", kemajuan.kemajuan, name="publik_kemajuan"),
    path("publik/rad/<uuid:pk>/kemajuan.csv", kemajuan.unduh, name="publik_kemajuan_csv"),
    path("publik/aksi/<uuid:pk>/", tanggapan.tanggapi, name="publik_tanggapan"),
    path("publik/perbup/<uuid:pk>/", publik.perbup, name="publik_perbup"),
]
