"""Addresses of one action (DESIGN section 7)."""

from django.urls import path

from rad.views import ajukan, aksi, aksi_form, kaitan, kisi, perubahan, pulihkan, salin_periode

urlpatterns = [
    path("rad/nomenklatur/", aksi_form.nomenklatur_cari, name="nomenklatur_cari"),
    path("rad/<uuid:pk>/ajukan/", ajukan.ajukan_semua, name="ajukan_semua"),
    path("rad/<uuid:pk>/kisi/", kisi.kisi, name="kisi"),
    path("rad/<uuid:pk>/aksi/baru/", aksi_form.baru, name="aksi_baru"),
    path("rad/aksi/<uuid:pk>/", aksi.detail, name="aksi_detail"),
    path("rad/aksi/<uuid:pk>/ubah/", aksi_form.ubah, name="aksi_ubah"),
    path("rad/aksi/<uuid:pk>/ajukan/", aksi.ajukan, name="aksi_ajukan"),
    path("rad/aksi/<uuid:pk>/tarik/", aksi.tarik, name="aksi_tarik"),
    path("rad/aksi/<uuid:pk>/batalkan/", aksi.batalkan, name="aksi_batalkan"),
    path("rad/aksi/<uuid:pk>/perubahan/", perubahan.perubahan, name="aksi_perubahan"),
    path("rad/aksi/<uuid:pk>/cabut/", perubahan.cabut, name="aksi_cabut"),
    path("rad/aksi/<uuid:pk>/pulihkan/<int:langkah>/", pulihkan.aksi, name="aksi_pulihkan"),
    path("rad/<uuid:pk>/salin/", salin_periode.salin, name="salin_periode"),
    path("rad/aksi/<uuid:pk>/setujui/", aksi.setujui, name="aksi_setujui"),
    path("rad/aksi/<uuid:pk>/kembalikan/", aksi.kembalikan, name="aksi_kembalikan"),
    path("rad/aksi/<uuid:pk>/tetapkan/", aksi.tetapkan, name="aksi_tetapkan"),
    path("rad/aksi/<uuid:pk>/telaah/", aksi.telaah_tambah, name="telaah_tambah"),
    path("rad/tindak-lanjut/<uuid:pk>/", kaitan.kaitan, name="kaitan"),
    path("rad/kaitan/<uuid:pk>/lepas/", kaitan.lepas, name="kaitan_lepas"),
    path("rad/telaah/<uuid:pk>/selesai/", aksi.telaah_selesai, name="telaah_selesai"),
]
