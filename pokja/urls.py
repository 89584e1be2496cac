"""Addresses of the Pokja app."""

from django.urls import include, path, register_converter

from pokja.views import (
    akun,
    bagikan,
    daerah,
    dokumen,
    jejaring,
    lembaga,
    notula,
    peserta,
    rapat,
    struktur,
    susun_rapat,
    susunan,
    tindak_lanjut,
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

rapat_urls = [
    path("", rapat.daftar, name="rapat_daftar"),
    path("baru/", rapat.baru, name="rapat_baru"),
    path("sesi/<uuid:pk>/", susun_rapat.sesi_ubah, name="sesi"),
    path("sesi/<uuid:pk>/hapus/", susun_rapat.sesi_hapus, name="sesi_hapus"),
    path("sesi/<uuid:pk>/kehadiran/", peserta.catat_sesi, name="sesi_kehadiran"),
    path("sesi/<uuid:pk>/qr/", bagikan.sesi_qr, name="sesi_qr"),
    path("agenda/<uuid:pk>/", susun_rapat.agenda_ubah, name="agenda"),
    path("agenda/<uuid:pk>/hapus/", susun_rapat.agenda_hapus, name="agenda_hapus"),
    path("agenda/<uuid:pk>/pindah/<slug:arah>/", susun_rapat.agenda_pindah, name="agenda_pindah"),
    path("agenda/<uuid:pk>/materi/", susun_rapat.materi, name="agenda_materi"),
    path("agenda/<uuid:pk>/pembahasan/", notula.pembahasan, name="agenda_pembahasan"),
    path("peserta/<uuid:pk>/", peserta.ubah, name="peserta"),
    path("peserta/<uuid:pk>/hapus/", peserta.hapus, name="peserta_hapus"),
    path("peserta/<uuid:pk>/tautan/", bagikan.tautan_ganti, name="tautan_ganti"),
    path("keputusan/<uuid:pk>/", notula.keputusan_ubah, name="keputusan"),
    path("keputusan/<uuid:pk>/hapus/", notula.keputusan_hapus, name="keputusan_hapus"),
    path(
        "keputusan/<uuid:pk>/tindak-lanjut/", notula.tindak_lanjut_baru, name="tindak_lanjut_baru"
    ),
    path("<uuid:pk>/", rapat.detail, name="rapat"),
    path("<uuid:pk>/ubah/", rapat.ubah, name="rapat_ubah"),
    path("<uuid:pk>/undang/", rapat.undang, name="rapat_undang"),
    path("<uuid:pk>/buka/", rapat.buka, name="rapat_buka"),
    path("<uuid:pk>/tutup/", rapat.tutup, name="rapat_tutup"),
    path("<uuid:pk>/batalkan/", rapat.batalkan, name="rapat_batalkan"),
    path("<uuid:pk>/sesi/", susun_rapat.sesi_baru, name="sesi_baru"),
    path("<uuid:pk>/agenda/", susun_rapat.agenda_baru, name="agenda_baru"),
    path("<uuid:pk>/undangan/", susun_rapat.undangan, name="rapat_undangan"),
    path("<uuid:pk>/peserta/", peserta.daftar, name="rapat_peserta"),
    path("<uuid:pk>/peserta/tambah/", peserta.undang, name="peserta_tambah"),
    path("<uuid:pk>/dokumen/<slug:jenis>/", dokumen.buat_rapat, name="rapat_dokumen"),
    path("<uuid:pk>/bagikan/", bagikan.bagikan, name="rapat_bagikan"),
    path("<uuid:pk>/rapat.ics", bagikan.rapat_kalender, name="rapat_kalender"),
    path("<uuid:pk>/kehadiran/", peserta.kehadiran, name="rapat_kehadiran"),
    path("<uuid:pk>/daftar-hadir/", peserta.daftar_hadir, name="daftar_hadir"),
    path("<uuid:pk>/daftar-hadir/unggah/", peserta.daftar_hadir_unggah, name="daftar_hadir_unggah"),
    path("<uuid:pk>/notula/", notula.notula, name="rapat_notula"),
    path("<uuid:pk>/keputusan/", notula.keputusan_baru, name="keputusan_baru"),
    path("<uuid:pk>/sahkan/", notula.sahkan, name="rapat_sahkan"),
]
tindak_lanjut_urls = [
    path("", tindak_lanjut.daftar, name="tindak_lanjut_daftar"),
    path("<uuid:pk>/", tindak_lanjut.detail, name="tindak_lanjut"),
    path("<uuid:pk>/ubah/", tindak_lanjut.ubah, name="tindak_lanjut_ubah"),
    path("<uuid:pk>/laporkan/", tindak_lanjut.laporkan, name="tindak_lanjut_laporkan"),
    path("<uuid:pk>/undur/", tindak_lanjut.undur, name="tindak_lanjut_undur"),
    path("<uuid:pk>/hentikan/", tindak_lanjut.hentikan, name="tindak_lanjut_hentikan"),
    path("bukti/<uuid:pk>/periksa/", tindak_lanjut.periksa, name="bukti_periksa"),
    path("bukti/<uuid:pk>/berkas/", tindak_lanjut.bukti_berkas, name="bukti_berkas"),
]

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
    path("rapat/", include(rapat_urls)),
    path("tindak-lanjut/", include(tindak_lanjut_urls)),
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
    path("<uuid:pk>/kesiapan/", struktur.kesiapan, name="kesiapan"),
    path("<uuid:pk>/kedudukan/", susunan.kedudukan_baru, name="kedudukan_baru"),
    path("<uuid:pk>/berlakukan/", susunan.berlakukan, name="berlakukan"),
    path("<uuid:pk>/sk/", struktur.sk_berkas, name="sk_berkas"),
    path("<uuid:pk>/sk/unggah/", susunan.sk_unggah, name="sk_unggah"),
    path("<uuid:pk>/naskah/", susunan.naskah, name="naskah"),
    path("<uuid:pk>/dokumen/<slug:jenis>/", dokumen.buat, name="dokumen_buat"),
    path("<uuid:pk>/buang/", susunan.buang, name="buang"),
]
