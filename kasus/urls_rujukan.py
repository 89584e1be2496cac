"""Addresses of consent, referrals, packets, documents and the directory of partners."""

from django.urls import path

from kasus.views import dokumen, instansi, paket, persetujuan, rujukan

urlpatterns = [
    path("paket/", paket.daftar, name="paket_daftar"),
    path("paket/<uuid:pk>/", paket.detail, name="paket"),
    path("paket/<uuid:pk>/terima/", paket.terima, name="paket_terima"),
    path("paket/<uuid:pk>/tolak/", paket.tolak, name="paket_tolak"),
    path("paket/<uuid:pk>/selesai/", paket.selesai, name="paket_selesai"),
    path("instansi/", instansi.daftar, name="instansi_daftar"),
    path("instansi/baru/", instansi.baru, name="instansi_baru"),
    path("instansi/<uuid:pk>/", instansi.ubah, name="instansi_ubah"),
    path("dokumen/lembar/", dokumen.lembar_buat, name="lembar_buat"),
    path("dokumen/<uuid:pk>/", dokumen.detail, name="dokumen"),
    path("dokumen/<uuid:pk>/unduh/", dokumen.unduh, name="dokumen_unduh"),
    path("dokumen/<uuid:pk>/batal/", dokumen.batal, name="dokumen_batal"),
    path("dokumen/<uuid:pk>/ulang/", dokumen.ulang, name="dokumen_ulang"),
    path("<uuid:pk>/rujukan/", rujukan.daftar, name="rujukan"),
    path("<uuid:pk>/rujukan/<uuid:korban>/", rujukan.baru, name="rujukan_baru"),
    path("<uuid:pk>/rujukan/<uuid:rujukan>/tarik/", rujukan.tarik, name="rujukan_tarik"),
    path("<uuid:pk>/rujukan/<uuid:rujukan>/surat/", dokumen.surat_buat, name="surat_buat"),
    path("<uuid:pk>/persetujuan/<uuid:korban>/", persetujuan.baru, name="persetujuan_baru"),
    path(
        "<uuid:pk>/persetujuan/<uuid:persetujuan>/cabut/",
        persetujuan.cabut,
        name="persetujuan_cabut",
    ),
]
