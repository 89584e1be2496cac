"""The world of the access table as a target: every form that takes a POST, and who may use it."""

import hashlib
import itertools
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.apps import apps
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from p3aks.core.lingkup import adalah_rahasia
from rad.models import Bab, VersiRad
from tests.orang import buat_objek, buat_orang
from tests.rad.bantu_perbup import jadikan_final, perbup_terisi
from tests.serangan import badan, baris_akses, isian_halaman

SANDI = "sandi-yang-cukup-panjang"
FORMULIR = "application/x-www-form-urlencoded"
# address that takes a form → page that shows it (with the same object), where not its own
HALAMAN = {
    "kasus:rilis_tolak": "kasus:rilis",
    "rad:aksi_ajukan": "rad:aksi_detail",
    "rad:aksi_tarik": "rad:aksi_detail",
    "rad:aksi_batalkan": "rad:aksi_detail",
    "rad:aksi_perubahan": "rad:aksi_detail",
    "rad:aksi_cabut": "rad:aksi_detail",
    "rad:banding_dokumen": "rad:banding",
    "rad:aksi_setujui": "rad:aksi_detail",
    "rad:aksi_kembalikan": "rad:aksi_detail",
    "rad:aksi_tetapkan": "rad:aksi_detail",
    "rad:telaah_tambah": "rad:aksi_detail",
    "rad:syarat_tambah": "rad:pantau_rencana",
    "rad:bukti_unggah": "rad:laporan_aksi",
    "rad:laporan_rancang": "rad:laporan_rad",
    "rad:butir_aksi": "rad:butir",
    "rad:telaah_setujui": "rad:telaah",
    "rad:telaah_kembalikan": "rad:telaah",
    "rad:dokumen_buat": "rad:matriks",
    "rad:perbup_susun": "rad:perbup_daftar",
    "rad:perbup_hapus": "rad:perbup_bagian",
    "rad:perbup_pindah": "rad:perbup_sunting",
    "rad:perbup_harmonisasikan": "rad:perbup_detail",
    "rad:perbup_fasilitasikan": "rad:perbup_detail",
    "rad:perbup_finalkan": "rad:perbup_detail",
    "rad:perbup_kembalikan": "rad:perbup_detail",
    "rad:perbup_undangkan": "rad:perbup_detail",
    "rad:perbup_catat": "rad:perbup_detail",
    "rad:perbup_cabut": "rad:perbup_detail",
    "pokja:peran_usulkan": "pokja:akun",
    "pokja:jejaring_patbm": "pokja:jejaring_kecamatan",
    "konflik:potensi_tinjau": "konflik:potensi_detail",
    "konflik:laporan_tolak": "konflik:laporan_detail",
    "konflik:laporan_tautkan": "konflik:laporan_detail",
    "konflik:peristiwa_fase": "konflik:peristiwa",
    "pokja:rapat_batalkan": "pokja:rapat",
    "pokja:daftar_hadir_unggah": "pokja:rapat_kehadiran",
    "pokja:tindak_lanjut_laporkan": "pokja:tindak_lanjut",
    "pokja:tindak_lanjut_undur": "pokja:tindak_lanjut",
    "pokja:tindak_lanjut_hentikan": "pokja:tindak_lanjut",
    "kasus:cari": "kasus:daftar",
    "kasus:catatan": "kasus:detail",
    "kasus:tim_tambah": "kasus:detail",
    "kasus:tim_akhiri": "kasus:detail",
    "kasus:verifikasi": "kasus:detail",
    "kasus:buka_kembali": "kasus:penanganan",
    "kasus:rencana_sepakati": "kasus:penanganan",
    "kasus:butir_selesai": "kasus:penanganan",
    "kasus:terminasi_setujui": "kasus:penanganan",
    "kasus:terminasi_kembalikan": "kasus:penanganan",
    "kasus:konflik_sahkan": "kasus:konflik",
    "kasus:konflik_tolak": "kasus:konflik",
    "kasus:mediasi_selesai": "kasus:pendukung",
    "kasus:penampungan_keluar": "kasus:pendukung",
    "kasus:penampungan_lanjut": "kasus:pendukung",
    "kasus:penampungan_perpanjang": "kasus:pendukung",
    "kasus:pengaduan_tambah": "kasus:pengaduan_detail",
    "kasus:pengaduan_selesai": "kasus:pengaduan_detail",
    "kasus:paket_tolak": "kasus:paket",
    "kasus:paket_selesai": "kasus:paket",
    "kasus:duplikat_gabung": "kasus:duplikat_banding",
    "kasus:duplikat_bukan": "kasus:duplikat_banding",
    "kasus:larangan_tambah": "kasus:akses",
    "kasus:larangan_cabut": "kasus:akses",
    "kasus:insiden_langkah": "kasus:insiden",
    "kasus:ekspor_unduh": "kasus:ekspor",
    "kasus:ekspor_diinput": "kasus:ekspor",
    "kasus:sudut_simpan": "kasus:statistik_silang",
}
# Buttons that carry nothing but the address, or that this world's state does not show.
HANYA_TOMBOL = {
    "pokja:kedudukan_hapus",
    "pokja:dokumen_buat",
    "pokja:dokumen_batal",
    "pokja:dokumen_ulang",
    "kasus:rilis_batal",
    "kasus:rilis_ulang",
    "kasus:rilis_tandatangani",
    "pokja:buang",
    "konflik:laporan_kontak",
    "konflik:laporan_tangani",
    "konflik:pemicu_hapus",
    "pokja:rapat_undang",
    "pokja:rapat_buka",
    "pokja:rapat_tutup",
    "pokja:sesi_hapus",
    "pokja:agenda_hapus",
    "pokja:agenda_pindah",
    "pokja:peserta_hapus",
    "pokja:tautan_ganti",
    "pokja:rapat_dokumen",
    "rad:kaitan_lepas",
    "rad:syarat_hapus",
    "rad:laporan_aksi_laporkan",
    "rad:laporan_aksi_tarik",
    "rad:bukti_hapus",
    "rad:laporan_finalkan",
    "rad:acuan_hapus",
    "rad:acuan_lepas",
    "rad:butir_hapus",
    "rad:sop_lepas",
    "rad:sop_berlakukan",
    "rad:sop_buang",
    "kalender_atur",
    "pokja:keputusan_hapus",
    "rad:telaah_selesai",
    "rad:pengisian_tutup",
    "rad:impor_simpan",
    "rad:impor_buang",
    "rad:realisasi_impor_simpan",
    "rad:realisasi_impor_buang",
    "rad:dokumen_batal",
    "rad:dokumen_ulang",
    "rad:perbup_harmonisasikan",
    "rad:perbup_finalkan",
    "rad:perbup_undangkan",
    "rad:perbup_paraf",
    "pokja:peran_setujui",
    "pokja:peran_tolak",
    "kasus:keluar",
    "kasus:butir_selesai",
    "kasus:terminasi_setujui",
    "kasus:pengaduan_terima",
    "kasus:persetujuan_cabut",
    "kasus:rujukan_tarik",
    "kasus:surat_buat",
    "kasus:paket_terima",
    "kasus:dokumen_batal",
    "kasus:dokumen_ulang",
    "kasus:lembar_buat",
    "kasus:konferensi_batal_undang",
    "kasus:notifikasi_baca",
    "kasus:gabung_batal",
    "kasus:retensi_setujui",
    "kasus:retensi_jalankan",
    "kasus:sudut_hapus",
}
# Forms that this world's state does not show (the case is not that far, the identities are closed):
# their fields.
TAK_TAMPIL: dict[str, tuple[str, ...]] = {
    "pokja:peran_akhiri": ("peran",),
    # There is one version only, and nothing was fixed before this one.
    "rad:banding_dokumen": ("dari", "ke", "jenis"),
    "rad:versi_pulihkan": ("alasan", "sidik"),
    "rad:aksi_pulihkan": ("alasan",),
    # There is no earlier plan.
    "rad:salin_periode": ("dari", "bidang", "opd", "aksi", "pagu", "semua"),
    "rad:nomenklatur_usulkan": ("kode",),
    "rad:sop_cabut": ("alasan",),
    "pokja:agenda_pembahasan": ("versi_kini",),
    "pokja:bukti_periksa": ("memadai", "catatan"),
    "rad:bukti_periksa": ("memadai", "catatan"),
    "rad:laporan_aksi_terima": ("versi", "administrasi", "substansi", "alasan"),
    "rad:laporan_aksi_kembalikan": ("versi", "alasan"),
    # Its sitting is over: nobody signs in any more.
    "undangan_hadir": ("cara",),
    "hadir": ("nama", "jabatan", "instansi", "kelamin", "cara"),
    "konflik:laporan_verifikasi": ("keandalan", "kredibilitas", "tingkat", "alasan"),
    "kasus:identitas": ("alasan",),
    "kasus:identitas_ubah": (
        "versi", "nama", "alias", "nik", "tempat_lahir", "tanggal_lahir", "agama", "alamat",
        "desa", "telepon", "sekolah", "orang_tua", "kelompok",
    ),
    "kasus:asesmen_baru": (
        "kunci", "jenis", "mulai", "selesai", "bio", "psiko", "sosial", "spiritual", "kebutuhan",
        "harapan", "rencana_aman",
    ),
    "kasus:rencana_baru": ("kunci", "tujuan", "disusun_dengan", "butir-0-jenis", "butir-0-batas"),
    "kasus:rencana_sepakati": ("versi", "pada"),
    "kasus:buka_kembali": ("alasan",),
    "kasus:terminasi_kembalikan": ("catatan",),
    "kasus:pengaduan_selesai": ("catatan",),
    "kasus:paket_selesai": ("hasil",),
    "kasus:penampungan_lanjut": ("rujukan",),
    "kasus:tahan": ("alasan", "tahan"),
    "kasus:mediasi_selesai": ("status", "hasil", "pantau_mulai"),
}  # fmt: skip
# Rows that answer 404 to everybody in the table, because their form was sent without content.
PERAN_LAIN = {
    "rad:dokumen_buat": "sekretariat",
    "rad:banding_dokumen": "sekretariat",
    "rad:perbup_pindah": "sekretariat",
    "kasus:keluar": "manajer_kasus",
    "konflik:lapor": "opd_operator",
    "konflik:lapor_keadaan": "opd_operator",
}
OBJEK_HALAMAN = {
    "rad:matriks": "rad",
    "rad:laporan_aksi": "laporan_tempat",
    "kasus:detail": "kasus_k1",
    "kasus:penanganan": "kasus_k1",
    "kasus:konflik": "kasus_k1",
    "kasus:pendukung": "kasus_k2",
    "kasus:akses": "kasus_k1",
    "kasus:ekspor": "",
}
# Pages of the account: the person's own, so anybody's.
AKUN = {
    "account_login": "",
    "account_reset_password": "",
    "account_signup": "",
    "account_logout": "opd_operator",
    "account_reauthenticate": "opd_operator",
    "account_change_password": "opd_operator",
    "usersessions_list": "opd_operator",
    "mfa_activate_totp": "opd_operator",
    "mfa_authenticate": "",
    "mfa_reauthenticate": "opd_operator",
    "mfa_generate_recovery_codes": "opd_operator",
    "mfa_deactivate_totp": "opd_operator",
    "mfa_add_webauthn": "opd_operator",
    "mfa_reauthenticate_webauthn": "opd_operator",
    "mfa_login_webauthn": "",
}
# Kinds of the same address that the table names once; and a form whose page alone it names.
TAMBAHAN = (
    ("rad:perbup_pasal_baru", "perbup", (), ""),
    ("rad:perbup_bagian_baru", "perbup", ("dasar-hukum",), ""),
    ("rad:perbup_bagian_baru", "perbup", ("bab",), ""),
    ("rad:perbup_bagian_baru", "perbup", ("paraf",), ""),
    ("rad:perbup_bagian_baru", "perbup", ("bagian",), "?bab={bab}"),
)
# What a person would type where a page comes up empty.
KETIKAN = {
    "jabatan_dinas": "Kepala Dinas Kesehatan",
    "nomor_sk": "188.45/7/KPTS/2026",
    "tanggal_sk": "2 Maret 2026",
    "singkatan": "LSM Damai",
    "alasan": "Alasan yang cukup panjang",
    "isi": "bahwa catatan ini perlu ditulis",
    "sasaran": "Korban memperoleh layanan",
    "uraian": "Pendampingan korban di kecamatan",
    "nama": "Korban yang didampingi",
    "satuan": "orang",
    "judul": "Judul yang baru",
    "jabatan": "Kepala Bagian Hukum",
    "tentang": "Perlindungan Perempuan",
    "nomor": "7",
    "tahun": "2014",
    "login": "opd_operator",
    "password": SANDI,
    "email": "tidak.ada@contoh.go.id",
}
# The database stamps these by itself, or they name a file that every upload names anew.
_TAK_TETAP = (models.AutoField, models.FileField)
_DARI_LUAR = {"ditawarkan_pada", "kode"}  # the database's clock; a secret drawn beforehand


class Sasaran(NamedTuple):
    """One address that takes a POST: its name, who may use it, and what its page would send."""

    nama: str
    peran: str
    url: str
    isian: dict[str, list[str]]


class Jawaban(NamedTuple):
    """What came back: status, the exception behind a 500, the database afterwards (if asked)."""

    status: int
    galat: str
    isi: str = ""


class Arena:
    """The world, one logged-in client per person, and every request undone afterwards."""

    def __init__(self, rad: Any, lembaga: Any) -> None:
        self.orang = buat_orang(lembaga)
        self.objek = buat_objek(rad, self.orang, lembaga)
        naskah = perbup_terisi(rad, VersiRad.objects.get(pk=self.objek["versi"][0]))
        self.objek["perbup_final"] = (jadikan_final(naskah, catat=False).pk,)
        self.client = Client(raise_request_exception=False)
        self._kuki: dict[str, dict[str, str]] = {"": {}, "publik": {}}
        self._galat: list[str] = []
        siti = self.orang["opd_operator"]
        siti.set_password(SANDI)
        siti.save()

    def sebagai(self, peran: str) -> Client:
        """Return the client, logged in as *peran* ("" or "publik" for nobody)."""
        self.client.cookies.clear()
        if peran not in self._kuki:
            self._masuk(peran)
            self._kuki[peran] = {k: m.value for k, m in self.client.cookies.items()}
        for nama, nilai in self._kuki[peran].items():
            self.client.cookies[nama] = nilai
        return self.client

    def _masuk(self, peran: str) -> None:
        """Log in; ``opd_operator`` by the log-in page, which account pages want to have seen."""
        if peran == "opd_operator":
            isian = {"login": [peran], "password": [SANDI]}
            for nama in ("account_login", "account_reauthenticate"):
                self.client.generic("POST", reverse(nama), badan(isian), FORMULIR)
        else:
            self.client.force_login(
                self.orang[peran], "allauth.account.auth_backends.AuthenticationBackend"
            )

    def kirim(
        self, peran: str, url: str, isian: dict[str, list[str]] | bytes, *, lihat: bool = False
    ) -> Jawaban:
        """POST *isian* as a form, undo everything. *lihat*: return the database's content too."""
        isi = isian if isinstance(isian, bytes) else badan(isian)
        return self.minta("POST", peran, url, isi, FORMULIR, lihat=lihat)

    def minta(
        self,
        metode: str,
        peran: str,
        url: str,
        isi: bytes = b"",
        jenis: str = FORMULIR,
        *,
        lihat: bool = False,
        **kepala: str,
    ) -> Jawaban:
        """Send one request, undo everything."""
        client = self.sebagai(peran)
        cache.clear()  # how often somebody tried to log in is another test's question
        self._galat.clear()
        got_request_exception.connect(self._catat)
        try:
            with transaction.atomic():
                jawaban = client.generic(metode, url, isi, jenis, headers=kepala)
                if jawaban.streaming:
                    b"".join(jawaban.streaming_content)  # to the end: that closes the file
                hasil = basis_data() if lihat and jawaban.status_code < 500 else ""
                transaction.set_rollback(True)
        finally:
            got_request_exception.disconnect(self._catat)
        return Jawaban(jawaban.status_code, " ".join(self._galat), hasil)

    def _catat(self, **_: Any) -> None:
        galat = sys.exc_info()[1]
        self._galat.append(f"{type(galat).__name__}: {str(galat)[:200]}")

    def sasaran(self) -> list[Sasaran]:
        """Return every address that takes a POST, with what its form would send."""
        semua = [self._dari_tabel(b) for b in baris_kiriman()]
        semua += [self._tambahan(*t) for t in TAMBAHAN]
        return semua + [self._akun(nama, peran) for nama, peran in AKUN.items()]

    def _tambahan(self, nama: str, objek: str, lagi: tuple[str, ...], kueri: str) -> Sasaran:
        bab = Bab.objects.filter(perbup=self.objek[objek][0]).first()
        url = reverse(nama, args=(*self.objek[objek], *lagi)) + kueri.format(bab=bab.pk)
        isian = self._baca("sekretariat", url, url)
        assert isian is not None, url
        return Sasaran(nama, "sekretariat", url, isian)

    def _dari_tabel(self, baris: dict[str, str]) -> Sasaran:
        nama, args = baris["alamat"], self.objek.get(baris["objek"], ())
        url = reverse(nama, args=args)
        peran = PERAN_LAIN.get(nama) or next(k for k, v in baris.items() if v == "ya")
        halaman = HALAMAN.get(nama, nama)
        if nama in HANYA_TOMBOL or nama in TAK_TAMPIL:
            ruas = TAK_TAMPIL.get(nama, ())
            return Sasaran(nama, peran, url, {r: [KETIKAN.get(r, "")] for r in ruas})
        if halaman in OBJEK_HALAMAN:
            args = self.objek.get(OBJEK_HALAMAN[halaman], ())
        isian = self._baca(peran, reverse(halaman, args=args), url)
        assert isian is not None, f"{halaman} tidak memuat formulir untuk {nama}"
        return Sasaran(nama, peran, url, isian)

    def _akun(self, nama: str, peran: str) -> Sasaran:
        url = reverse(nama)
        return Sasaran(nama, peran, url, self._baca(peran, url, url) or {})

    def _baca(self, peran: str, halaman: str, url: str) -> dict[str, list[str]] | None:
        jawaban = self.sebagai(peran).get(halaman)
        isian = isian_halaman(jawaban.content, url) if jawaban.status_code == 200 else None
        if isian is None:
            return None
        for ruas, nilai in isian.items():
            if nilai == [""] and (ketikan := KETIKAN.get(ruas.rpartition("-")[2])):
                nilai[0] = ketikan
        return isian


def baris_kiriman() -> list[dict[str, str]]:
    """Return the POST rows of the table; of a form of the case app, which stands there once per
    level of case, the first that somebody may send."""
    semua: dict[str, dict[str, str]] = {}
    for baris in (b for b in baris_akses() if b["metode"] == "POST"):
        kasus = baris["alamat"].startswith("kasus:")
        kunci = baris["alamat"] if kasus else f"{baris['alamat']} {baris['objek']}"
        if not kasus or "ya" in baris.values():
            semua.setdefault(kunci, baris)
    return list(semua.values())


def basis_data() -> str:
    """Return all rows of our tables as text, without what the database stamps by itself."""
    tabel = itertools.chain.from_iterable(
        apps.get_app_config(a).get_models(include_auto_created=True)
        for a in ("core", "pokja", "rad", "kasus")
    )
    return "\n".join(_baris(model) for model in tabel)


def _baris(model: type[models.Model]) -> str:
    ruas = [
        f.attname for f in model._meta.concrete_fields if _tetap(f) and f.attname not in _DARI_LUAR
    ]
    baris = model._base_manager.sistem("uji") if adalah_rahasia(model) else model._base_manager
    semua = sorted(repr(b) for b in baris.order_by().values_list(*ruas))
    return f"{model._meta.label} {ruas}\n" + "\n".join(semua)


def _tetap(f: Any) -> bool:
    """Tell whether a column is the same after a rollback: PostgreSQL does not take numbers of a
    sequence back, and history tables copy them."""
    asal = f.target_field if f.is_relation else f
    salinan_nomor = f.attname == "id" and isinstance(f, models.IntegerField)
    return not isinstance(asal, _TAK_TETAP) and not salinan_nomor


def acak_tetap() -> Callable[[int], bytes]:
    """Return a stand-in for ``os.urandom`` that gives the same bytes in the same order."""
    urut = itertools.count()
    return lambda n: hashlib.shake_128(str(next(urut)).encode()).digest(n)
