"""The address of the semester evaluation."""

from django.urls import path

from kasus.views import evaluasi

urlpatterns = [path("evaluasi/", evaluasi.evaluasi, name="evaluasi")]
