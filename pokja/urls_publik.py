"""Addresses without login: private links, QR codes, published statistics. Included at the root,
without namespace."""

from django.urls import path

from pokja.views import rekap, tautan

urlpatterns = [
    path("undangan/<str:token>/", tautan.undangan, name="undangan"),
    path("undangan/<str:token>/hadir/<uuid:pk>/", tautan.undangan_hadir, name="undangan_hadir"),
    path("undangan/<str:token>/rapat.ics", tautan.undangan_kalender, name="undangan_kalender"),
    path("hadir/<str:token>/", tautan.hadir, name="hadir"),
    path("publik/statistik/", rekap.daftar, name="publik_statistik"),
    path("publik/statistik/<uuid:pk>/", rekap.detail, name="publik_rekap"),
    path("publik/statistik/<uuid:pk>.csv", rekap.unduh_csv, name="publik_rekap_csv"),
    path("publik/statistik/<uuid:pk>.xlsx", rekap.unduh_xlsx, name="publik_rekap_xlsx"),
    path("publik/statistik/<uuid:pk>.json", rekap.unduh_json, name="publik_rekap_json"),
    path("publik/statistik/buku-kode/", rekap.buku_kode, name="publik_buku_kode"),
    path("kalender/<uuid:kunci>/rapat.ics", tautan.kalender_saya, name="kalender_saya"),
]
