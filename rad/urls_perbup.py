"""Addresses of regulations (DESIGN section 7)."""

from django.urls import path

from rad.views import perbup, perbup_alur, perbup_pasal, perbup_sunting

urlpatterns = [
    path("perbup/", perbup.daftar, name="perbup_daftar"),
    path("perbup/susun/", perbup.susun_baru, name="perbup_susun"),
    path("perbup/<uuid:pk>/", perbup.detail, name="perbup_detail"),
    path("perbup/<uuid:pk>/periksa/", perbup.periksa_naskah, name="perbup_periksa"),
    path("perbup/<uuid:pk>/berkas/", perbup.berkas, name="perbup_berkas"),
    path("perbup/<uuid:pk>/sunting/", perbup_sunting.kerangka, name="perbup_sunting"),
    path("perbup/<uuid:pk>/sunting/opsi/", perbup_sunting.opsi, name="perbup_opsi"),
    path("perbup/<uuid:pk>/sunting/pasal/baru/", perbup_pasal.baru, name="perbup_pasal_baru"),
    path(
        "perbup/<uuid:pk>/sunting/pasal/<uuid:bagian>/",
        perbup_pasal.ubah,
        name="perbup_pasal",
    ),
    path(
        "perbup/<uuid:pk>/sunting/<slug:jenis>/baru/",
        perbup_sunting.baru,
        name="perbup_bagian_baru",
    ),
    path(
        "perbup/<uuid:pk>/sunting/<slug:jenis>/<uuid:bagian>/",
        perbup_sunting.ubah,
        name="perbup_bagian",
    ),
    path(
        "perbup/<uuid:pk>/sunting/<slug:jenis>/<uuid:bagian>/hapus/",
        perbup_sunting.hapus,
        name="perbup_hapus",
    ),
    path("perbup/<uuid:pk>/pindah/", perbup_sunting.pindah, name="perbup_pindah"),
    path(
        "perbup/<uuid:pk>/harmonisasikan/",
        perbup_alur.harmonisasikan,
        name="perbup_harmonisasikan",
    ),
    path("perbup/<uuid:pk>/fasilitasikan/", perbup_alur.fasilitasikan, name="perbup_fasilitasikan"),
    path("perbup/<uuid:pk>/finalkan/", perbup_alur.finalkan, name="perbup_finalkan"),
    path("perbup/<uuid:pk>/kembalikan/", perbup_alur.kembalikan, name="perbup_kembalikan"),
    path("perbup/<uuid:pk>/undangkan/", perbup_alur.undangkan, name="perbup_undangkan"),
    path("perbup/<uuid:pk>/cabut/", perbup_alur.cabut, name="perbup_cabut"),
    path("perbup/<uuid:pk>/catat/", perbup_alur.catat, name="perbup_catat"),
    path("perbup/<uuid:pk>/paraf/<uuid:paraf>/", perbup_alur.paraf, name="perbup_paraf"),
]
