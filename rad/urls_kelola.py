"""Addresses for opening and setting up plans."""

from django.urls import path

from rad.views import kelola

urlpatterns = [
    path("rad/baru/", kelola.rad_baru, name="rad_baru"),
    path("rad/<uuid:pk>/ubah/", kelola.rad_ubah, name="rad_ubah"),
]
