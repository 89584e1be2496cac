"""Addresses of what a plan is held against: targets, SOPs, tags, funding, codes."""

from django.urls import path

from rad.views import acuan, keselarasan, nomenklatur, pendanaan, selaras_aksi, sop

urlpatterns = [
    path("rad/acuan/", acuan.daftar, name="acuan_daftar"),
    path("rad/acuan/baru/", acuan.baru, name="acuan_baru"),
    path("rad/acuan/<uuid:pk>/", acuan.detail, name="acuan"),
    path("rad/acuan/<uuid:pk>/ubah/", acuan.ubah, name="acuan_ubah"),
    path("rad/acuan/<uuid:pk>/hapus/", acuan.hapus, name="acuan_hapus"),
    path("rad/acuan/<uuid:pk>/tabel/", acuan.tabel, name="acuan_tabel"),
    path("rad/acuan/<uuid:pk>/butir/baru/", acuan.butir_baru, name="butir_baru"),
    path("rad/acuan/butir/<uuid:pk>/", acuan.butir, name="butir"),
    path("rad/acuan/butir/<uuid:pk>/aksi/", acuan.butir_aksi, name="butir_aksi"),
    path("rad/acuan/butir/<uuid:pk>/ubah/", acuan.butir_ubah, name="butir_ubah"),
    path("rad/acuan/butir/<uuid:pk>/hapus/", acuan.butir_hapus, name="butir_hapus"),
    path("rad/aksi/<uuid:pk>/acuan/", selaras_aksi.acuan, name="aksi_acuan"),
    path("rad/aksi/<uuid:pk>/sop/", selaras_aksi.sop, name="aksi_sop"),
    path("rad/aksi/<uuid:pk>/penanda/", selaras_aksi.penanda, name="aksi_penanda"),
    path("rad/aksi/<uuid:pk>/kebutuhan/", selaras_aksi.kebutuhan, name="aksi_kebutuhan"),
    path("rad/kaitan-acuan/<uuid:pk>/lepas/", selaras_aksi.acuan_lepas, name="acuan_lepas"),
    path("rad/kaitan-sop/<uuid:pk>/lepas/", selaras_aksi.sop_lepas, name="sop_lepas"),
    path("rad/<uuid:pk>/keselarasan/", keselarasan.keselarasan, name="keselarasan"),
    path("rad/<uuid:pk>/keselarasan.xlsx", keselarasan.xlsx, name="keselarasan_xlsx"),
    path("rad/<uuid:pk>/penanda/", keselarasan.penanda, name="penanda"),
    path("rad/<uuid:pk>/pendanaan/", pendanaan.pendanaan, name="pendanaan"),
    path("rad/<uuid:pk>/nomenklatur/", nomenklatur.nomenklatur, name="nomenklatur"),
    path("rad/<uuid:pk>/nomenklatur/usulkan/", nomenklatur.usulkan, name="nomenklatur_usulkan"),
    path("rad/<uuid:pk>/sop/", sop.rencana, name="sop_rencana"),
    path("rad/sop/", sop.daftar, name="sop_daftar"),
    path("rad/sop/baru/", sop.baru, name="sop_baru"),
    path("rad/sop/<uuid:pk>/", sop.detail, name="sop"),
    path("rad/sop/<uuid:pk>/ubah/", sop.ubah, name="sop_ubah"),
    path("rad/sop/<uuid:pk>/versi/", sop.versi_baru, name="sop_versi_baru"),
    path("rad/sop/versi/<uuid:pk>/ubah/", sop.versi_ubah, name="sop_versi_ubah"),
    path("rad/sop/versi/<uuid:pk>/berlakukan/", sop.berlakukan, name="sop_berlakukan"),
    path("rad/sop/versi/<uuid:pk>/cabut/", sop.cabut, name="sop_cabut"),
    path("rad/sop/versi/<uuid:pk>/buang/", sop.buang, name="sop_buang"),
    path("rad/sop/versi/<uuid:pk>/berkas/", sop.berkas, name="sop_berkas"),
]
