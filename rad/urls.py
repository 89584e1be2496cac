"""Addresses of the RAD app, by area."""

from rad import (
    urls_aksi,
    urls_dokumen,
    urls_impor,
    urls_kelola,
    urls_laporan,
    urls_matriks,
    urls_pantau,
    urls_perbup,
    urls_realisasi,
    urls_selaras,
    urls_telaah,
)

app_name = "rad"
urlpatterns = [
    *urls_kelola.urlpatterns,
    *urls_matriks.urlpatterns,
    *urls_pantau.urlpatterns,
    *urls_realisasi.urlpatterns,
    *urls_laporan.urlpatterns,
    *urls_telaah.urlpatterns,
    *urls_aksi.urlpatterns,
    *urls_impor.urlpatterns,
    *urls_selaras.urlpatterns,
    *urls_perbup.urlpatterns,
    *urls_dokumen.urlpatterns,
    *urls_dokumen.urlpatterns_verifikasi,
]
