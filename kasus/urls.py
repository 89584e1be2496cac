"""Addresses of the case app, by area."""

from django.urls import path

from kasus import (
    urls_ekspor,
    urls_evaluasi,
    urls_historis,
    urls_kasus,
    urls_konflik,
    urls_pelindungan,
    urls_penanganan,
    urls_pengaduan,
    urls_rilis,
    urls_rujukan,
    urls_supervisi,
    urls_tempat,
)
from kasus.views import keluar

app_name = "kasus"
urlpatterns = [
    path("keluar/", keluar.keluar, name="keluar"),
    *urls_pengaduan.urlpatterns,
    *urls_rujukan.urlpatterns,
    *urls_supervisi.urlpatterns,
    *urls_pelindungan.urlpatterns,
    *urls_ekspor.urlpatterns,
    *urls_evaluasi.urlpatterns,
    *urls_historis.urlpatterns,
    *urls_rilis.urlpatterns,
    *urls_tempat.urlpatterns,
    *urls_konflik.urlpatterns,
    *urls_penanganan.urlpatterns,
    *urls_kasus.urlpatterns,
]
