"""Addresses of the workbook of a period: out, in, preview, decision."""

from django.urls import path

from rad.views import realisasi

_PERIODE = "rad/<uuid:pk>/monitoring/<int:tahun>/<str:periode>"

urlpatterns = [
    path(f"{_PERIODE}/realisasi.xlsx", realisasi.unduh, name="realisasi_unduh"),
    path(f"{_PERIODE}/impor/", realisasi.unggah, name="realisasi_impor"),
    path("rad/monitoring/impor/<uuid:pk>/", realisasi.detail, name="realisasi_impor_detail"),
    path(
        "rad/monitoring/impor/<uuid:pk>/simpan/",
        realisasi.simpan,
        name="realisasi_impor_simpan",
    ),
    path("rad/monitoring/impor/<uuid:pk>/buang/", realisasi.buang, name="realisasi_impor_buang"),
]
