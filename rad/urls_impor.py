"""Addresses of the spreadsheet import and export (DESIGN section 7)."""

from django.urls import path

from rad.views import impor

urlpatterns = [
    path("rad/<uuid:pk>/ekspor.xlsx", impor.ekspor, name="ekspor"),
    path("rad/<uuid:pk>/impor/", impor.unggah, name="impor"),
    path("rad/<uuid:pk>/impor/templat.xlsx", impor.templat, name="impor_templat"),
    path("rad/impor/<uuid:pk>/", impor.detail, name="impor_detail"),
    path("rad/impor/<uuid:pk>/simpan/", impor.simpan, name="impor_simpan"),
    path("rad/impor/<uuid:pk>/buang/", impor.buang, name="impor_buang"),
    path("rad/impor/<uuid:pk>/bertanda.xlsx", impor.bertanda, name="impor_bertanda"),
]
