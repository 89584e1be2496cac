"""Addresses without login: private links and QR codes. Included at the root, without namespace."""

from django.urls import path

from pokja.views import tautan

urlpatterns = [
    path("undangan/<str:token>/", tautan.undangan, name="undangan"),
    path("undangan/<str:token>/hadir/<uuid:pk>/", tautan.undangan_hadir, name="undangan_hadir"),
    path("undangan/<str:token>/rapat.ics", tautan.undangan_kalender, name="undangan_kalender"),
    path("hadir/<str:token>/", tautan.hadir, name="hadir"),
    path("kalender/<uuid:kunci>/rapat.ics", tautan.kalender_saya, name="kalender_saya"),
]
