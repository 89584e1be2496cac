"""Addresses of what is done: emergency, assessment, plan, services, termination."""

from django.urls import path

from kasus.views import asesmen, layanan, penanganan, rencana, terminasi

urlpatterns = [
    path("<uuid:pk>/penanganan/", penanganan.penanganan, name="penanganan"),
    path("<uuid:pk>/kedaruratan/", layanan.kedaruratan, name="kedaruratan"),
    path("<uuid:pk>/asesmen/<uuid:korban>/", asesmen.baru, name="asesmen_baru"),
    path("<uuid:pk>/asesmen/<uuid:asesmen>/ubah/", asesmen.ubah, name="asesmen_ubah"),
    path("<uuid:pk>/rencana/<uuid:korban>/", rencana.baru, name="rencana_baru"),
    path("<uuid:pk>/rencana/<uuid:rencana>/ubah/", rencana.ubah, name="rencana_ubah"),
    path("<uuid:pk>/rencana/<uuid:rencana>/sepakati/", rencana.sepakati, name="rencana_sepakati"),
    path("<uuid:pk>/butir/<uuid:butir>/selesai/", rencana.butir_selesai, name="butir_selesai"),
    path("<uuid:pk>/butir/<uuid:butir>/batal/", rencana.butir_batal, name="butir_batal"),
    path("<uuid:pk>/layanan/<uuid:korban>/", layanan.layanan_baru, name="layanan_baru"),
    path("<uuid:pk>/pemantauan/<uuid:korban>/", layanan.pemantauan_baru, name="pemantauan_baru"),
    path("<uuid:pk>/terminasi/", terminasi.terminasi, name="terminasi"),
    path(
        "<uuid:pk>/terminasi/<uuid:terminasi>/setujui/",
        terminasi.setujui,
        name="terminasi_setujui",
    ),
    path(
        "<uuid:pk>/terminasi/<uuid:terminasi>/kembalikan/",
        terminasi.kembalikan,
        name="terminasi_kembalikan",
    ),
    path("<uuid:pk>/buka-kembali/", terminasi.buka_kembali, name="buka_kembali"),
]
