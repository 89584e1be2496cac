"""Addresses of the plan, its matrix and its versions."""

from django.urls import path

from rad.views import banding, celah, matriks, pulihkan, versi

urlpatterns = [
    path("rad/", matriks.daftar, name="daftar"),
    path("rad/versi/<uuid:pk>/", versi.versi, name="versi"),
    path("rad/versi/<uuid:pk>/pulihkan/", pulihkan.versi, name="versi_pulihkan"),
    path("rad/<uuid:pk>/", matriks.matriks, name="matriks"),
    path("rad/<uuid:pk>/celah/", celah.celah, name="celah"),
    path("rad/<uuid:pk>/kedudukan/", celah.kedudukan, name="kedudukan"),
    path("rad/<uuid:pk>/cetak/", matriks.cetak, name="cetak"),
    path("rad/<uuid:pk>/banding/", banding.banding, name="banding"),
    path("rad/<uuid:pk>/banding/dokumen/", banding.dokumen, name="banding_dokumen"),
    path("rad/<uuid:pk>/tetapkan/", versi.tetapkan, name="tetapkan"),
]
