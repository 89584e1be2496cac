"""Addresses of monitoring: the periods of a plan, one report, its evidence, the rules."""

from django.urls import path

from rad.views import (
    dasbor,
    pantau,
    pantau_atur,
    pantau_bukti,
    pantau_laporan,
    pantau_rencana,
    pantau_verifikasi,
    tanggapan,
)

urlpatterns = [
    path("rad/tanggapan/", tanggapan.daftar, name="tanggapan_daftar"),
    path("rad/tanggapan/<uuid:pk>/", tanggapan.periksa, name="tanggapan"),
    path("rad/<uuid:pk>/dasbor/", dasbor.dasbor, name="dasbor"),
    path("rad/<uuid:pk>/monitoring/", pantau.kini, name="pantau_kini"),
    path("rad/<uuid:pk>/monitoring/atur/", pantau_atur.atur, name="pantau_atur"),
    path("rad/<uuid:pk>/monitoring/buka-kunci/", pantau_atur.buka, name="pantau_buka"),
    path("rad/<uuid:pk>/monitoring/<int:tahun>/<str:periode>/", pantau.periode, name="pantau"),
    path("rad/aksi/<uuid:pk>/pemantauan/", pantau_rencana.rencana, name="pantau_rencana"),
    path("rad/aksi/<uuid:pk>/data-dukung/", pantau_rencana.syarat_tambah, name="syarat_tambah"),
    path("rad/data-dukung/<uuid:pk>/hapus/", pantau_rencana.syarat_hapus, name="syarat_hapus"),
    path(
        "rad/aksi/<uuid:pk>/laporan/<int:tahun>/<str:periode>/",
        pantau_laporan.laporan,
        name="laporan_aksi",
    ),
    path("rad/laporan-aksi/<uuid:pk>/", pantau_laporan.buka, name="laporan_aksi_buka"),
    path(
        "rad/laporan-aksi/<uuid:pk>/laporkan/",
        pantau_laporan.laporkan,
        name="laporan_aksi_laporkan",
    ),
    path("rad/laporan-aksi/<uuid:pk>/tarik/", pantau_laporan.tarik, name="laporan_aksi_tarik"),
    path(
        "rad/laporan-aksi/<uuid:pk>/terima/", pantau_verifikasi.terima, name="laporan_aksi_terima"
    ),
    path(
        "rad/laporan-aksi/<uuid:pk>/kembalikan/",
        pantau_verifikasi.kembalikan,
        name="laporan_aksi_kembalikan",
    ),
    path("rad/laporan-aksi/<uuid:pk>/bukti/", pantau_bukti.unggah, name="bukti_unggah"),
    path("rad/bukti/<uuid:pk>/", pantau_bukti.berkas, name="bukti_berkas"),
    path("rad/bukti/<uuid:pk>/hapus/", pantau_bukti.hapus, name="bukti_hapus"),
    path("rad/bukti/<uuid:pk>/periksa/", pantau_bukti.periksa, name="bukti_periksa"),
]
