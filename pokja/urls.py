"""Addresses of the Pokja app."""

from django.urls import path, register_converter

from pokja.views import (
    akun,
    daerah,
    dokumen,
    jejaring,
    lembaga,
    struktur,
    susunan,
)


class KodeWilayah:
    """A Kemendagri code in an address: digits and points."""

    regex = r"[0-9.]{2,13}"

    def to_python(self, value: str) -> str:
        """Return the code."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code."""
        return value


register_converter(KodeWilayah, "kode_wilayah")

app_name = "pokja"
urlpatterns = [
    path("", struktur.daftar, name="daftar"),
    path("baru/", susunan.rancang, name="rancang"),
    path("lembaga/", lembaga.daftar, name="lembaga_daftar"),
    path("lembaga/baru/", lembaga.baru, name="lembaga_baru"),
    path("lembaga/<uuid:pk>/", lembaga.ubah, name="lembaga_ubah"),
    path("jejaring/", jejaring.daftar, name="jejaring"),
    path("jejaring/baru/", jejaring.baru, name="jejaring_baru"),
    path("jejaring/<uuid:pk>/", jejaring.ubah, name="jejaring_ubah"),
    path("jejaring/kecamatan/<kode_wilayah:kode>/", jejaring.kecamatan, name="jejaring_kecamatan"),
    path("jejaring/kecamatan/<kode_wilayah:kode>/patbm/", jejaring.patbm, name="jejaring_patbm"),
    path("kedudukan/<uuid:pk>/", susunan.kedudukan, name="kedudukan"),
    path("kedudukan/<uuid:pk>/ubah/", susunan.kedudukan_ubah, name="kedudukan_ubah"),
    path("kedudukan/<uuid:pk>/hapus/", susunan.kedudukan_hapus, name="kedudukan_hapus"),
    path("pejabat/<uuid:pk>/", susunan.pejabat_ubah, name="pejabat_ubah"),
    path("pejabat/<uuid:pk>/akhiri/", susunan.pejabat_akhiri, name="pejabat_akhiri"),
    path("dokumen/<uuid:pk>/", dokumen.detail, name="dokumen"),
    path("dokumen/<uuid:pk>/batal/", dokumen.batal, name="dokumen_batal"),
    path("dokumen/<uuid:pk>/ulang/", dokumen.ulang, name="dokumen_ulang"),
    path("dokumen/<uuid:pk>/unduh/", dokumen.unduh, name="dokumen_unduh"),
    path("daerah/", daerah.ubah, name="daerah"),
    path("akun/", akun.daftar, name="akun_daftar"),
    path("akun/baru/", akun.baru, name="akun_baru"),
    path("akun/<uuid:pk>/", akun.detail, name="akun"),
    path("akun/<uuid:pk>/peran/", akun.usulkan, name="peran_usulkan"),
    path("akun/<uuid:pk>/akhiri/", akun.akhiri, name="peran_akhiri"),
    path("peran/<uuid:pk>/setujui/", akun.setujui, name="peran_setujui"),
    path("peran/<uuid:pk>/tolak/", akun.tolak, name="peran_tolak"),
    path("<uuid:pk>/", struktur.detail, name="detail"),
    path("<uuid:pk>/bagan/", struktur.bagan, name="bagan"),
    path("<uuid:pk>/komposisi/", struktur.komposisi, name="komposisi"),
    path("<uuid:pk>/kedudukan/", susunan.kedudukan_baru, name="kedudukan_baru"),
    path("<uuid:pk>/berlakukan/", susunan.berlakukan, name="berlakukan"),
    path("<uuid:pk>/sk/", struktur.sk_berkas, name="sk_berkas"),
    path("<uuid:pk>/sk/unggah/", susunan.sk_unggah, name="sk_unggah"),
    path("<uuid:pk>/naskah/", susunan.naskah, name="naskah"),
    path("<uuid:pk>/dokumen/<slug:jenis>/", dokumen.buat, name="dokumen_buat"),
    path("<uuid:pk>/buang/", susunan.buang, name="buang"),
]
