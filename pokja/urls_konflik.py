"""Addresses around conflicts: ``/konflik/``."""

from django.urls import path

from pokja.views import keadaan, konflik, pengungsi, peristiwa, potensi

app_name = "konflik"
urlpatterns = [
    path("", konflik.ringkasan, name="ringkasan"),
    path("peta/", konflik.peta, name="peta"),
    path("kerawanan/", konflik.kerawanan, name="kerawanan"),
    path("kerawanan/bobot/", konflik.bobot, name="bobot"),
    path("potensi/", potensi.daftar, name="potensi"),
    path("potensi/baru/", potensi.baru, name="potensi_baru"),
    path("potensi/<uuid:pk>/", potensi.detail, name="potensi_detail"),
    path("potensi/<uuid:pk>/ubah/", potensi.ubah, name="potensi_ubah"),
    path("potensi/<uuid:pk>/tinjau/", potensi.tinjau, name="potensi_tinjau"),
    path("peristiwa/", peristiwa.daftar, name="peristiwa_daftar"),
    path("peristiwa/baru/", peristiwa.baru, name="peristiwa_baru"),
    path("peristiwa/<uuid:pk>/", peristiwa.detail, name="peristiwa"),
    path("peristiwa/<uuid:pk>/ubah/", peristiwa.ubah, name="peristiwa_ubah"),
    path("peristiwa/<uuid:pk>/fase/", peristiwa.fase, name="peristiwa_fase"),
    path("peristiwa/<uuid:pk>/keadaan/", keadaan.baru, name="keadaan_baru"),
    path("keadaan/<uuid:pk>/", keadaan.ubah, name="keadaan"),
    path("keadaan/<uuid:pk>/berkas/", keadaan.berkas, name="keadaan_berkas"),
    path("peristiwa/<uuid:pk>/pengungsian/", pengungsi.baru, name="pengungsian_baru"),
    path("pengungsian/<uuid:pk>/", pengungsi.detail, name="pengungsian"),
    path("pengungsian/<uuid:pk>/ubah/", pengungsi.ubah, name="pengungsian_ubah"),
    path("pengungsian/<uuid:pk>/hitung/", pengungsi.hitung, name="pengungsi_hitung"),
    path("pengungsian/<uuid:pk>/kebutuhan/", pengungsi.kebutuhan_baru, name="kebutuhan_baru"),
    path("kebutuhan/<uuid:pk>/", pengungsi.kebutuhan_ubah, name="kebutuhan_ubah"),
]
