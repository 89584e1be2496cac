"""Addresses of the conflict inventory: ``/konflik/``."""

from django.urls import path

from pokja.views import peristiwa, potensi

app_name = "konflik"
urlpatterns = [
    path("potensi/", potensi.daftar, name="potensi"),
    path("potensi/baru/", potensi.baru, name="potensi_baru"),
    path("potensi/<uuid:pk>/", potensi.detail, name="potensi_detail"),
    path("potensi/<uuid:pk>/ubah/", potensi.ubah, name="potensi_ubah"),
    path("potensi/<uuid:pk>/tinjau/", potensi.tinjau, name="potensi_tinjau"),
    path("peristiwa/", peristiwa.daftar, name="peristiwa_daftar"),
    path("peristiwa/baru/", peristiwa.baru, name="peristiwa_baru"),
    path("peristiwa/<uuid:pk>/", peristiwa.ubah, name="peristiwa_ubah"),
]
