"""Addresses of the plan, its matrix and its versions."""

from django.urls import path

from rad.views import celah, matriks

urlpatterns = [
    path("rad/", matriks.daftar, name="daftar"),
    path("rad/versi/<uuid:pk>/", matriks.versi, name="versi"),
    path("rad/<uuid:pk>/", matriks.matriks, name="matriks"),
    path("rad/<uuid:pk>/celah/", celah.celah, name="celah"),
    path("rad/<uuid:pk>/kedudukan/", celah.kedudukan, name="kedudukan"),
    path("rad/<uuid:pk>/cetak/", matriks.cetak, name="cetak"),
    path("rad/<uuid:pk>/tetapkan/", matriks.tetapkan, name="tetapkan"),
]
