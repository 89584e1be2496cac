"""All addresses. DESIGN section 7 is the contract; each app lists its own."""

from django.conf import settings
from django.urls import include, path

from p3aks.core.views import sehat
from rad.views.beranda import beranda

urlpatterns = [
    path("", beranda, name="beranda"),
    path("sehat/", sehat, name="sehat"),
    path("masuk/", include("pokja.urls_akun")),
    path("pokja/", include("pokja.urls")),
    path("konflik/", include("pokja.urls_konflik")),
    path("kasus/", include("kasus.urls")),
    path("", include("pokja.urls_publik")),
    path("", include("rad.urls_publik")),
    path("", include("rad.urls")),
]

if settings.DEBUG:
    from p3aks.core.galeri import galeri

    urlpatterns.append(path("_komponen/", galeri, name="galeri"))
