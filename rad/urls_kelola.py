"""Addresses for opening and setting up plans."""

from django.urls import path

from rad.views import kelola, kunci_pengisian

urlpatterns = [
    path("rad/baru/", kelola.rad_baru, name="rad_baru"),
    path("rad/<uuid:pk>/ubah/", kelola.rad_ubah, name="rad_ubah"),
    path("rad/<uuid:pk>/pengisian/", kunci_pengisian.pengisian, name="pengisian"),
    path("rad/pengisian/<uuid:pk>/tutup/", kunci_pengisian.tutup, name="pengisian_tutup"),
]
