"""Addresses of the Pokja app."""

from django.urls import path

from pokja.views import daerah, struktur

app_name = "pokja"
urlpatterns = [
    path("", struktur.daftar, name="daftar"),
    path("daerah/", daerah.ubah, name="daerah"),
    path("<uuid:pk>/", struktur.detail, name="detail"),
]
