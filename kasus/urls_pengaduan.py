"""Addresses of reports from the villages."""

from django.urls import path

from kasus.views import lapor, pengaduan, terima

urlpatterns = [
    path("lapor/", lapor.lapor, name="lapor"),
    path("lapor/lembar/", lapor.lembar, name="lapor_lembar"),
    path("pengaduan/", pengaduan.daftar, name="pengaduan_daftar"),
    path("pengaduan/<uuid:pk>/", pengaduan.detail, name="pengaduan_detail"),
    path("pengaduan/<uuid:pk>/tambah/", pengaduan.tambah, name="pengaduan_tambah"),
    path("pengaduan/<uuid:pk>/selesai/", pengaduan.selesai, name="pengaduan_selesai"),
    path("pengaduan/<uuid:pk>/terima/", terima.terima, name="pengaduan_terima"),
]
