"""Addresses of the releases of statistics."""

from django.urls import path

from kasus.views import rilis

urlpatterns = [
    path("rilis/", rilis.daftar, name="rilis_daftar"),
    path("rilis/baru/", rilis.baru, name="rilis_baru"),
    path("rilis/<uuid:pk>/", rilis.detail, name="rilis"),
    path("rilis/<uuid:pk>/tandatangani/", rilis.tandatangani, name="rilis_tandatangani"),
    path("rilis/<uuid:pk>/tolak/", rilis.tolak, name="rilis_tolak"),
    path("rilis/<uuid:pk>/batal/", rilis.batal, name="rilis_batal"),
    path("rilis/<uuid:pk>/ulang/", rilis.ulang, name="rilis_ulang"),
]
