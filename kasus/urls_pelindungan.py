"""Addresses of data protection: trail, breaches, requests, retention, standing records."""

from django.urls import path

from kasus.views import akses, insiden, penelusuran, retensi, subjek

urlpatterns = [
    path("jejak/", akses.jejak, name="jejak"),
    path("jejak/<uuid:pk>/", akses.jejak_kasus, name="jejak_kasus"),
    path("penelusuran/", penelusuran.daftar, name="penelusuran"),
    path("penelusuran/<uuid:pk>/", penelusuran.telaah, name="penelusuran_telaah"),
    path("insiden/", insiden.daftar, name="insiden_daftar"),
    path("insiden/baru/", insiden.baru, name="insiden_baru"),
    path("insiden/<uuid:pk>/", insiden.detail, name="insiden"),
    path("insiden/<uuid:pk>/langkah/", insiden.langkah, name="insiden_langkah"),
    path("insiden/<uuid:pk>/ekspor.xlsx", insiden.ekspor, name="insiden_ekspor"),
    path("insiden/<uuid:pk>/surat/", insiden.surat, name="insiden_surat"),
    path("subjek/", subjek.daftar, name="subjek_daftar"),
    path("subjek/baru/<uuid:korban>/", subjek.baru, name="subjek_baru"),
    path("subjek/<uuid:pk>/", subjek.jejak, name="subjek_jejak"),
    path("retensi/", retensi.daftar, name="retensi"),
    path("retensi/<uuid:pk>/setujui/", retensi.setujui, name="retensi_setujui"),
    path("retensi/<uuid:pk>/jalankan/", retensi.jalankan, name="retensi_jalankan"),
    path("retensi/<uuid:pk>/berita-acara/", retensi.berita, name="retensi_berita"),
    path("ropa/", insiden.ropa, name="ropa"),
    path("dpia/", insiden.dpia, name="dpia"),
]
