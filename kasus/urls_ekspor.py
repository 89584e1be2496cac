"""Addresses of exports and the SIMFONI tick."""

from django.urls import path

from kasus.views import ekspor

urlpatterns = [
    path("ekspor/", ekspor.ekspor, name="ekspor"),
    path("ekspor/unduh/", ekspor.unduh, name="ekspor_unduh"),
    path("ekspor/<uuid:korban>/diinput/", ekspor.diinput, name="ekspor_diinput"),
]
