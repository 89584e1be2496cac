"""Cases by the intake form, with all three identities."""

from uuid import uuid4

from tests.penanam import Berkas, Panggung, cari_pk, pasangan, pilihan, u
from tests.peramban_http import BERSAMA

KASUS = 10
CATATAN = 9  # notes per case
# Roles that cases play here: a wife (the whole way), a child, a neighbour, one against an official.
ISTRI, ANAK, TETANGGA, KEMBAR, KEMBARAN, TERSEGEL = 1, 2, 3, 4, 5, KASUS
BIASA = range(KEMBAR, TERSEGEL)  # nothing but the report and its identities
INTAKE = ("nama", "nik", "alamat", "telepon", "orang_tua")
LENGKAP = {
    "korban": ("alias", "tempat_lahir", "agama", "desa", "sekolah", "kelompok"),
    "terlapor": ("alias", "tempat_lahir", "agama", "desa", "sekolah", "orang_tua", "telepon"),
    "pelapor": ("alias", "tempat_lahir", "agama", "desa", "sekolah", "orang_tua", "nik"),
}
PEMBACA_ALASAN = pasangan(["ppdp"], "jejak_kasus")
TIDAK_DIRUJUK = {"agama", "kelompok"}  # no consent form asks for these


def perlengkapan(p: Panggung) -> None:
    """A partner in the directory, and a shelter whose address is secret."""
    if "RSUD" not in p.manajer.buka(u("instansi_daftar")).teks:
        lembar = p.manajer.buka(u("instansi_baru"))
        rsud = pilihan(lembar, "RSUD")
        layanan = ["KESEHATAN", "PSIKOLOGIS"]
        p.manajer.kirim(lembar, u("instansi_baru"), lembaga=rsud, tipe="RSUD", layanan=layanan)
    alamat = p.sarang.baru("alamat", "kasus 2", pasangan(["manajer"], "pendukung"))
    p.manajer.isi(u("fasilitas_baru"), kode="Kenanga", kapasitas="9", alamat=alamat)


def semua_kasus(p: Panggung) -> None:
    """Take all first reports."""
    for nomor in range(1, KASUS + 1):
        orang = ("manajer", "supervisor")
        b = Berkas(p.sarang, f"kasus {nomor}", (*orang, "pendamping") if nomor <= ANAK else orang)
        p.berkas.append(b)
        _laporan(p, b, nomor)
        _identitas(p, b, nomor)
        lembar = p.manajer.buka(u("detail", b.pk))
        for _ in range(CATATAN):
            catatan = b.kenari("cerita", "detail")
            kunci = str(uuid4())
            p.manajer.kirim(lembar, u("catatan", b.pk), isi=catatan, kunci=kunci)


def _juga(nomor: int) -> list[tuple[str, str]]:
    """Where else the victim's identity may stand: she agreed, or two are compared."""
    if nomor in (KEMBAR, KEMBARAN):
        return pasangan(["manajer"], "duplikat_banding")
    if nomor != ISTRI:
        return []
    return pasangan(["manajer"], "rujukan_baru", "dokumen_unduh") + pasangan(
        ["mitra"], "paket", "dokumen_unduh"
    )


def _laporan(p: Panggung, b: Berkas, nomor: int) -> None:
    tersegel = nomor == TERSEGEL
    lembar = p.manajer.buka(u("baru"))
    isian = {
        "saluran": "LANGSUNG",
        "kronologi": b.kenari("cerita", "detail", "kejadian"),
        "korban__kelamin": "P",
        "korban__usia": "12" if nomor == ANAK else "30",
        "korban__bentuk": ["PSIKIS"] if nomor == TETANGGA else ["FISIK", "PSIKIS"],
        "korban__tempat": "RUMAH_TANGGA",
        "korban__kanal_aman": "PESAN",
        "terlapor__kelamin": "L",
        "terlapor__usia": "40",
        "terlapor__hubungan": "SUAMI_ISTRI" if nomor == ISTRI else "TETANGGA",
        "terlapor__jabatan": "PERANGKAT_DESA" if tersegel else "BUKAN",
        "tetap_simpan": "on",  # all these names sound alike
        "pelapor__hubungan": b.identitas("pendek"),
    }
    kembar = nomor in (KEMBAR, KEMBARAN)
    for ruas in ("alamat", "telepon", "orang_tua") if kembar else INTAKE:
        isian[f"id__korban__{ruas}"] = b.identitas(jenis(ruas), juga=_juga(nomor))
    if kembar:
        isian["korban__kecamatan"] = pilihan(lembar, "Palang")
        isian["id__korban__nama"] = _nama_kembar(p)
    for ruas in ("nama", "nik", "alamat"):
        isian[f"id__terlapor__{ruas}"] = b.identitas(jenis(ruas))
    for ruas in ("nama", "telepon", "alamat"):
        isian[f"id__pelapor__{ruas}"] = b.identitas(jenis(ruas))
    baru = p.manajer.kirim(lembar, u("baru"), **isian)
    b.pk = cari_pk(baru, "/kasus/{}/")
    orang = p.manajer.buka(u("orang", b.pk))
    b.korban = cari_pk(orang, "/orang/korban/{}/")
    b.terlapor = cari_pk(orang, "/orang/terlapor/{}/")
    p.milik(b, b.pk, b.korban, b.terlapor)


def _nama_kembar(p: Panggung) -> str:
    """One name for two victims, so that somebody has to compare them."""
    ada = next((k.teks for k in p.sarang.isi if k.milik == BERSAMA), "")
    halaman = pasangan(["manajer"], "identitas", "identitas_ubah", "duplikat_banding")
    return ada or p.sarang.baru("nama", BERSAMA, halaman)


def _identitas(p: Panggung, b: Berkas, nomor: int) -> None:
    """Open the identities with a reason and fill in what the intake did not ask."""
    p.manajer.isi(u("identitas", b.pk), alasan=b.alasan(juga=PEMBACA_ALASAN))
    b.pelapor = cari_pk(p.manajer.buka(u("identitas", b.pk)), "/identitas/pelapor/{}/")
    p.milik(b, b.pelapor)
    for siapa, ruas in LENGKAP.items():
        juga = _juga(nomor) if siapa == "korban" else []
        isian = {
            satu: b.identitas(jenis(satu), juga=() if satu in TIDAK_DIRUJUK else juga)
            for satu in ruas
        }
        p.manajer.isi(u("identitas_ubah", b.pk, siapa, getattr(b, siapa)), **isian)


def jenis(ruas: str) -> str:
    """Return which kind of canary a field takes."""
    return ruas if ruas in ("nama", "nik", "alamat", "telepon") else "pendek"


def tim(p: Panggung) -> None:
    """A companion joins the first two cases."""
    for b in p.berkas[:ANAK]:
        lembar = p.manajer.buka(u("detail", b.pk))
        siapa = pilihan(lembar, "Lilis Suryani", "Pendamping")
        p.manajer.kirim(lembar, u("tim_tambah", b.pk), pengguna=siapa)
