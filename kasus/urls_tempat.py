"""Addresses of shelter, conference, mediation, clocks and notices."""

from django.urls import path

from kasus.views import konferensi, mediasi, notifikasi, penampungan, pendukung, tenggat

urlpatterns = [
    path("notifikasi/", notifikasi.daftar, name="notifikasi"),
    path("notifikasi/baca/", notifikasi.baca, name="notifikasi_baca"),
    path("waktu/aturan/", tenggat.aturan, name="sla"),
    path("waktu/aturan/<uuid:unit>/<slug:kunci>/", tenggat.ubah, name="sla_ubah"),
    path("penampungan/", penampungan.daftar, name="fasilitas_daftar"),
    path("penampungan/baru/", penampungan.baru, name="fasilitas_baru"),
    path("penampungan/<uuid:pk>/", penampungan.ubah, name="fasilitas_ubah"),
    path("konferensi/<uuid:pk>/", konferensi.detail, name="konferensi"),
    path("konferensi/<uuid:pk>/hasil/", konferensi.hasil, name="konferensi_hasil"),
    path(
        "konferensi/<uuid:pk>/peserta/<uuid:peserta>/batal/",
        konferensi.batal_undang,
        name="konferensi_batal_undang",
    ),
    path("<uuid:pk>/pendukung/", pendukung.detail, name="pendukung"),
    path("<uuid:pk>/waktu/", tenggat.detail, name="tenggat"),
    path("<uuid:pk>/konferensi/baru/", konferensi.baru, name="konferensi_baru"),
    path(
        "<uuid:pk>/penampungan/korban/<uuid:korban>/masuk/",
        penampungan.masuk,
        name="penampungan_masuk",
    ),
    path(
        "<uuid:pk>/penampungan/<uuid:huni>/keluar/", penampungan.keluar, name="penampungan_keluar"
    ),
    path(
        "<uuid:pk>/penampungan/<uuid:huni>/lanjut/", penampungan.lanjut, name="penampungan_lanjut"
    ),
    path(
        "<uuid:pk>/penampungan/<uuid:huni>/perpanjang/",
        penampungan.perpanjang,
        name="penampungan_perpanjang",
    ),
    path("<uuid:pk>/mediasi/korban/<uuid:korban>/mulai/", mediasi.mulai, name="mediasi_mulai"),
    path("<uuid:pk>/mediasi/<uuid:mediasi>/selesai/", mediasi.selesai, name="mediasi_selesai"),
]
