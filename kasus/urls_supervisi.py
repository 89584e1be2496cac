"""Addresses of supervision: workload, statistics, duplicates, access, seals."""

from django.urls import path

from kasus.views import akses, beban, duplikat, penelusuran, segel, statistik, statistik_silang

urlpatterns = [
    path("beban/", beban.beban, name="beban"),
    path("statistik/", statistik.statistik, name="statistik"),
    path("statistik/silang/", statistik_silang.silang, name="statistik_silang"),
    path("statistik/silang/simpan/", statistik_silang.simpan, name="sudut_simpan"),
    path("statistik/silang/<uuid:pk>/hapus/", statistik_silang.hapus, name="sudut_hapus"),
    path("duplikat/", duplikat.daftar, name="duplikat"),
    path("duplikat/<uuid:satu>/<uuid:dua>/", duplikat.banding, name="duplikat_banding"),
    path("duplikat/<uuid:satu>/<uuid:dua>/gabung/", duplikat.gabung, name="duplikat_gabung"),
    path("duplikat/<uuid:satu>/<uuid:dua>/bukan/", duplikat.bukan, name="duplikat_bukan"),
    path("duplikat/<uuid:pk>/batal/", duplikat.batal, name="gabung_batal"),
    path("segel/", segel.buka, name="buka_segel"),
    path("segel/daftar/", segel.daftar, name="segel_daftar"),
    path("segel/<uuid:pk>/", segel.telaah, name="segel_telaah"),
    path("larangan/<uuid:pk>/cabut/", akses.larangan_cabut, name="larangan_cabut"),
    path("<uuid:pk>/akses/", akses.akses, name="akses"),
    path("<uuid:pk>/larangan/", akses.larangan_tambah, name="larangan_tambah"),
    path("<uuid:pk>/tahan/", akses.tahan, name="tahan"),
    path("<uuid:pk>/alasan/", penelusuran.alasan_buka, name="alasan_buka"),
]
