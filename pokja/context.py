"""What every page shows: whose system this is, who is here, where one can go."""

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse

from pokja.models import Daerah, Wilayah

MENU = (
    # (label, url name, right)
    ("Beranda", "beranda", None),
    ("RAD", "rad:daftar", "rad.lihat_rad"),
    ("Telaah", "rad:telaah", "rad.telaah_aksi"),
    ("Kasus", "kasus:daftar", "kasus.lihat"),
    ("Lapor", "kasus:lapor", "kasus.lapor"),
    ("Laporan saya", "kasus:pengaduan_daftar", "kasus.lapor"),
    ("Pengaduan", "kasus:pengaduan_daftar", "kasus.terima_pengaduan"),
    ("Rujukan", "kasus:paket_daftar", "kasus.terima_rujukan"),
    ("Rilis statistik", "kasus:rilis_daftar", "kasus.hanya_rilis"),
    ("Pelindungan data", "kasus:insiden_daftar", "kasus.pelindungan"),
    ("Perbup", "rad:perbup_daftar", "rad.lihat_perbup"),
    ("Pokja", "pokja:daftar", "pokja.lihat_struktur"),
    ("Rapat", "pokja:rapat_daftar", "pokja.lihat_rapat"),
    ("Konflik", "konflik:ringkasan", "pokja.lihat_konflik"),
    ("Lapor konflik", "konflik:lapor", "pokja.hanya_lapor_dini"),
    ("Akun", "pokja:akun_daftar", "pokja.lihat_akun"),
    ("Dokumen", "rad:dokumen_daftar", "rad.lihat_dokumen"),
)


def _daerah() -> tuple[str, str]:
    """Return the regency's name, and whom a victim may call there."""

    def baca() -> tuple[str, str]:
        daerah = Daerah.objects.filter(wilayah_id=settings.WILAYAH)
        if ada := daerah.values_list("wilayah__nama", "kontak_korban").first():
            return ada
        nama = Wilayah.objects.filter(kode=settings.WILAYAH).values_list("nama", flat=True)
        return nama.first() or "Pemerintah Daerah", ""

    nama, kontak = caches["proses"].get_or_set(kunci_daerah(), baca, 300) or baca()
    return nama, kontak


def kunci_daerah() -> str:
    """Return under which key the process keeps what every page says of the regency."""
    return f"daerah-{settings.WILAYAH}"


def _di_sini(jalur: str, menu: list[str]) -> str:
    """Return the address of *menu* that stands for the page *jalur*: the longest that it starts
    with; else the first one of the same app; else Beranda, the root of all."""
    awalan = max((url for url in menu if jalur.startswith(url)), key=len, default="")
    if awalan != "/" or jalur == "/":
        return awalan
    aplikasi = f"/{jalur.split('/')[1]}/"
    return next((url for url in menu if url.startswith(aplikasi)), "")


def umum(request: HttpRequest) -> dict[str, Any]:
    """Return the names that ``templates/base.html`` needs."""
    user: Any = getattr(request, "user", None)
    masuk = bool(user and user.is_authenticated)
    butir = [
        (nama, reverse(alamat))
        for nama, alamat, hak in (MENU if masuk else ())
        if hak is None or user.has_perm(hak)
    ]
    di_sini = _di_sini(request.path, [url for _, url in butir])
    menu = [{"nama": nama, "url": url, "aktif": url == di_sini} for nama, url in butir]
    nama_daerah, kontak_korban = _daerah()
    return {
        "daerah_nama": nama_daerah,
        "kontak_korban": kontak_korban,
        "menu": menu,
        "mode_demo": bool(masuk and user.demo),
        "pengguna_label": " · ".join(
            filter(None, (user.nama, user.lembaga.singkatan if user.lembaga else ""))
        )
        if masuk
        else "",
    }
