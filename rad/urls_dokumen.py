"""Addresses of documents (DESIGN section 7)."""

from django.urls import path

from rad.views import dokumen

urlpatterns = [
    path("dokumen/", dokumen.daftar, name="dokumen_daftar"),
    path("dokumen/buat/", dokumen.buat, name="dokumen_buat"),
    path("dokumen/<uuid:pk>/", dokumen.detail, name="dokumen_detail"),
    path("dokumen/<uuid:pk>/unduh/", dokumen.unduh, name="dokumen_unduh"),
    path("dokumen/<uuid:pk>/batal/", dokumen.batal, name="dokumen_batal"),
    path("dokumen/<uuid:pk>/ulang/", dokumen.ulang, name="dokumen_ulang"),
]
urlpatterns_verifikasi = [
    path("verifikasi/<str:kode>/", dokumen.verifikasi, name="verifikasi"),
]
