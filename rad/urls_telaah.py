"""Addresses of the reviewers' inbox."""

from django.urls import path

from rad.views import telaah

urlpatterns = [
    path("rad/telaah/", telaah.telaah, name="telaah"),
    path("rad/telaah/setujui/", telaah.setujui_pilihan, name="telaah_setujui"),
    path("rad/telaah/kembalikan/", telaah.kembalikan_pilihan, name="telaah_kembalikan"),
]
