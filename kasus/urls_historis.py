"""Addresses of the old printed tables."""

from django.urls import path

from kasus.views import historis

urlpatterns = [
    path("historis/", historis.daftar, name="historis_daftar"),
    path("historis/baru/", historis.baru, name="historis_baru"),
    path("historis/<uuid:pk>/", historis.detail, name="historis"),
    path("historis/<uuid:pk>/versi/", historis.versi, name="historis_versi"),
]
