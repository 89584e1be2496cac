"""Addresses of the reports on a plan."""

from django.urls import path

from rad.views import laporan_rad, paket_aksi

urlpatterns = [
    path("rad/<uuid:pk>/laporan/", laporan_rad.daftar, name="laporan_daftar"),
    path("rad/laporan/<uuid:pk>/", laporan_rad.detail, name="laporan_rad"),
    path("rad/laporan/<uuid:pk>/rancang-ulang/", laporan_rad.rancang_ulang, name="laporan_rancang"),
    path("rad/laporan/<uuid:pk>/finalkan/", laporan_rad.finalkan, name="laporan_finalkan"),
    path("rad/laporan-aksi/<uuid:pk>/paket/", paket_aksi.paket, name="laporan_aksi_paket"),
]
