"""Addresses of the conflict dimension."""

from django.urls import path

from kasus.views import konflik

urlpatterns = [
    path("<uuid:pk>/konflik/", konflik.detail, name="konflik"),
    path("<uuid:pk>/konflik/korban/<uuid:korban>/usul/", konflik.usul, name="konflik_usul"),
    path("<uuid:pk>/konflik/korban/<uuid:korban>/kebutuhan/", konflik.kebutuhan, name="kebutuhan"),
    path("<uuid:pk>/konflik/<uuid:tautan>/sahkan/", konflik.sahkan, name="konflik_sahkan"),
    path("<uuid:pk>/konflik/<uuid:tautan>/tolak/", konflik.tolak, name="konflik_tolak"),
]
