"""Checks a regulation against the drafting rules: what keeps it from being final, and what a
careful reader would mention. The rules are in ``periksa_perbup_aturan``."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from p3aks.core.formatting import huruf
from p3aks.core.naskah import pangkas
from pokja.models import Daerah
from rad.documents.perbup_teks import sebut_peraturan
from rad.documents.periksa_perbup_aturan import ATURAN, GALAT, PERINGATAN, Aturan, Temuan, temuan
from rad.documents.periksa_perbup_batang import Letak, periksa_batang, semua_teks
from rad.enums_perbup import JenisKonsiderans, JenisPeraturan
from rad.models import Perbup
from rad.naskah import muat
from rad.naskah.bentuk import NaskahTeks

__all__ = [
    "ATURAN",
    "GALAT",
    "PERINGATAN",
    "Aturan",
    "Temuan",
    "menghalangi",
    "periksa",
    "periksa_naskah",
]

J = JenisPeraturan
_AKRONIM = re.compile(
    r"\b(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z0-9]{2,}\b|\b(?:Pokja|Timdu|Perbup)\b"
)
_GELAR = re.compile(r",|\b(?:Drs?|Dra|Ir|H|Hj|Prof|S\.\w|M\.\w|A\.Md)\b\.?", re.IGNORECASE)
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
_TANPA_LEMBARAN = (J.UUD, J.TAP_MPR)
_PERLU_TAMBAHAN = (J.UU, J.PERPPU, J.PP)
_PERLU_PEMBENTUK = (J.PERMEN, J.PERDA_PROVINSI, J.PERGUB, J.PERDA, J.PERKADA)
_TIDAK_TERPISAH = re.compile(r"Lampiran\b.*\btidak terpisahkan", re.DOTALL)
_MULAI_BERLAKU = "mulai berlaku pada tanggal diundangkan"


def periksa(perbup: Perbup, per: dt.date | None = None) -> list[Temuan]:
    """Return all findings of *perbup* on day *per* (default: today in WIB), from top to bottom.

    The number of queries does not grow with the text.
    """
    per = per or timezone.localdate()
    naskah = muat(perbup)
    daerah = Daerah.ini()
    return [
        *periksa_naskah(naskah, daerah.salinan(), per),
        *_lampiran(perbup),
        *_pejabat(daerah),
    ]


def periksa_naskah(naskah: NaskahTeks, daerah: dict[str, Any], per: dt.date) -> list[Temuan]:
    """Return the findings of the text alone."""
    return [
        *_judul(naskah),
        *_konsiderans(naskah),
        *_mengingat(naskah, daerah, per),
        *periksa_batang(naskah),
        *_penutup(naskah),
        *_identitas(naskah),
    ]


def menghalangi(daftar: Iterable[Temuan]) -> list[Temuan]:
    """Return those findings that keep the text from becoming final."""
    return [t for t in daftar if t.tingkat == GALAT]


# --- Title and considerations ---------------------------------------------------------------


def _judul(naskah: NaskahTeks) -> Iterator[Temuan]:
    judul = naskah.tentang.strip()
    if not judul:
        yield temuan("JDL-01", "Judul belum diisi.", "Judul")
        return
    for m in _AKRONIM.finditer(judul):
        yield temuan("JDL-02", f"Tulis kepanjangan “{m[0]}” dalam judul.", "Judul")
    if judul[-1] in ".,;:":
        yield temuan("JDL-03", "Tanda baca di akhir judul akan dibuang.", "Judul")
    if re.match(r"(?:rancangan\s+)?peraturan\s+(?:bupati|wali\s*kota)\b", judul, re.IGNORECASE):
        yield temuan("JDL-04", "Tulis nama sesudah kata TENTANG saja.", "Judul")


def _konsiderans(naskah: NaskahTeks) -> Iterator[Temuan]:
    daftar = naskah.konsiderans
    if not daftar:
        pesan = "Belum ada pertimbangan, sehingga kalimat penutup Menimbang tidak dapat disusun."
        yield temuan("KSD-01", pesan, "Menimbang")
        return
    for no, k in enumerate(daftar, start=1):
        tempat = f"Menimbang huruf {huruf(no)}"
        isi = pangkas(k.isi)
        if not re.sub(r"^bahwa\b", "", isi, flags=re.IGNORECASE).strip():
            yield temuan("KSD-07", "Pertimbangan ini belum berisi.", tempat, k.objek)
        elif not isi.startswith("bahwa "):
            pesan = "Kata “bahwa” akan ditambahkan di awal kalimat."
            yield temuan("KSD-02", pesan, tempat, k.objek)
        if "perlu menetapkan" in isi:
            pesan = "Hapus kalimat “perlu menetapkan …”; sistem menyusunnya sendiri."
            yield temuan("KSD-05", pesan, tempat, k.objek)
        if re.search(r"[a-z)]\.\s+[A-Z]", isi):
            yield temuan("KSD-06", "Pertimbangan ini lebih dari satu kalimat.", tempat, k.objek)
    yield from _unsur_konsiderans([k.jenis for k in daftar])


def _unsur_konsiderans(jenis: list[str]) -> Iterator[Temuan]:
    urut = [j.value for j in JenisKonsiderans]
    posisi = [urut.index(j) for j in jenis]
    if posisi != sorted(posisi):
        pesan = "Susun pertimbangan: filosofis, sosiologis, lalu yuridis."
        yield temuan("KSD-03", pesan, "Menimbang")
    if jenis == [JenisKonsiderans.PENDELEGASIAN]:
        return
    wajib = (JenisKonsiderans.FILOSOFIS, JenisKonsiderans.SOSIOLOGIS, JenisKonsiderans.YURIDIS)
    if kurang := [str(j.label).lower() for j in wajib if j not in jenis]:
        yield temuan("KSD-04", f"Belum ada unsur {', '.join(kurang)}.", "Menimbang")


# --- Legal bases ----------------------------------------------------------------------------


def _mengingat(naskah: NaskahTeks, daerah: dict[str, Any], per: dt.date) -> Iterator[Temuan]:
    daftar = naskah.dasar_hukum
    if not daftar:
        yield temuan("MGT-01", "Belum ada dasar hukum.", "Mengingat")
        return
    sudah: set[tuple[Any, ...]] = set()
    for no, d in enumerate(daftar, start=1):
        tempat, objek = f"Mengingat angka {no}", d.get("objek", "")
        for kode, pesan in (*_satu_dasar(d), *_masa_berlaku(d, per), *_perubahan(d)):
            yield temuan(kode, pesan, tempat, objek)
        tanda = (d["jenis"], d.get("pembentuk"), d.get("nomor"), d.get("tahun"), d.get("pasal"))
        if tanda in sudah:
            yield temuan("MGT-10", "Peraturan ini sudah disebut.", tempat, objek)
        sudah.add(tanda)
    yield from _dasar_wajib(daftar, daerah)


def _satu_dasar(d: dict[str, Any]) -> Iterator[tuple[str, str]]:
    jenis = J(d["jenis"])
    nama = _nama(d)
    if not d.get("terverifikasi"):
        catatan = f" {d['catatan']}" if d.get("catatan") else ""
        yield "MGT-05", f"{nama} belum dicocokkan dengan naskah resmi.{catatan}"
    if jenis in _PERLU_PEMBENTUK and not d.get("pembentuk"):
        yield "MGT-11", f"Isi pembentuk {nama}, misalnya “Menteri Dalam Negeri”."
    if jenis not in _TANPA_LEMBARAN and not d.get("lembaran") and not d.get("perubahan"):
        yield "MGT-06", f"Nomor lembaran atau berita {nama} belum diisi."
    if jenis is J.PERPRES and d.get("tambahan"):
        yield "MGT-08", f"Kosongkan nomor tambahan lembaran {nama}."
    if jenis in _PERLU_TAMBAHAN and d.get("lembaran") and not d.get("tambahan"):
        yield "MGT-07", f"Nomor Tambahan Lembaran Negara {nama} belum diisi."


def _nama(d: dict[str, Any]) -> str:
    """Name a rule without title and gazette."""
    kosong = {"tentang": "", "lembaran": "", "perubahan": [], "pasal": ""}
    return sebut_peraturan({**d, **kosong})


def _masa_berlaku(d: dict[str, Any], per: dt.date) -> Iterator[tuple[str, str]]:
    mulai, sampai = d.get("berlaku_mulai"), d.get("berlaku_sampai")
    if sampai and sampai < per:
        yield "MGT-09", f"{_nama(d)} sudah tidak berlaku."
    if mulai and mulai > per:
        yield "MGT-09", f"{_nama(d)} belum berlaku."


def _perubahan(d: dict[str, Any]) -> Iterator[tuple[str, str]]:
    tahun = [p.get("tahun") or 0 for p in d.get("perubahan") or []]
    if tahun != sorted(tahun) or (tahun and tahun[0] < (d.get("tahun") or 0)):
        yield "MGT-12", f"Urutan perubahan {_nama(d)} tidak menurut tahun."
    elif tahun and not d["perubahan"][-1].get("tentang"):
        yield "MGT-12", f"Judul perubahan terakhir {_nama(d)} belum diisi."


def _dasar_wajib(daftar: tuple[dict[str, Any], ...], daerah: dict[str, Any]) -> Iterator[Temuan]:
    if not any(d["jenis"] == J.UUD for d in daftar):
        pesan = "Tambahkan Pasal 18 ayat (6) UUD 1945 sebagai dasar kewenangan."
        yield temuan("MGT-02", pesan, "Mengingat")
    pembentukan = re.compile(
        rf"pembentukan\b.*\b(?:kabupaten|kota|daerah)|\b{daerah['nama']}\b", re.I
    )
    if not any(d["jenis"] == J.UU and _pembentukan(d, pembentukan) for d in daftar):
        wilayah = f"{daerah['jenis']} {daerah['nama']}"
        pesan = f"Tambahkan undang-undang yang membentuk {wilayah}."
        yield temuan("MGT-03", pesan, "Mengingat")
    if not any("pemerintahan daerah" in d.get("tentang", "").lower() for d in daftar):
        pesan = "Tambahkan undang-undang tentang Pemerintahan Daerah."
        yield temuan("MGT-04", pesan, "Mengingat")


def _pembentukan(d: dict[str, Any], pola: re.Pattern[str]) -> bool:
    tentang = d.get("tentang", "")
    return bool(pola.search(tentang)) and "perundang-undangan" not in tentang.lower()


# --- Closing, Lampiran, officials -----------------------------------------------------------


def _penutup(naskah: NaskahTeks) -> Iterator[Temuan]:
    pasal = list(naskah.semua_pasal())
    if not pasal:
        return
    akhir = " ".join(a.isi for a in pasal[-1].ayat)
    if _MULAI_BERLAKU not in akhir:
        pesan = f"Tulis “Peraturan … ini {_MULAI_BERLAKU}” dalam pasal terakhir."
        yield temuan("PNP-01", pesan, f"Pasal {len(pasal)}", pasal[-1].objek)
    if pangkas(naskah.bab[-1].judul).casefold() != "ketentuan penutup":
        yield temuan("PNP-02", "Bab terakhir bukan Ketentuan Penutup.", "Bab terakhir")
    if not any(_TIDAK_TERPISAH.search(t) for t, _ in _semua(naskah)):
        pesan = (
            "Nyatakan bahwa RAD tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan."
        )
        yield temuan("LMP-02", pesan, "Batang tubuh")


def _semua(naskah: NaskahTeks) -> Iterator[tuple[str, Letak]]:
    for no, pasal in enumerate(naskah.semua_pasal(), start=1):
        for ayat in pasal.ayat:
            yield from semua_teks(ayat, Letak(f"Pasal {no}", ayat.objek, no))


def _identitas(naskah: NaskahTeks) -> Iterator[Temuan]:
    """A regulation never names a victim: sixteen digits in a row are an identity number."""
    konsiderans = ((k.isi, Letak("Menimbang", k.objek, 0)) for k in naskah.konsiderans)
    for teks, letak in (*konsiderans, *_semua(naskah)):
        if _NIK.search(teks):
            pesan = "Ada deretan 16 angka seperti NIK; hapus data pribadi dari naskah."
            yield temuan("DTP-01", pesan, letak.tempat, letak.objek)


def _lampiran(perbup: Perbup) -> Iterator[Temuan]:
    if perbup.rad.periode not in perbup.tentang:
        pesan = f"Judul tidak menyebut Tahun {perbup.rad.periode}, periode RAD-nya."
        yield temuan("JDL-05", pesan, "Judul")
    if perbup.versi_rad is None:
        pesan = "Pilih versi RAD yang sudah ditetapkan sebagai Lampiran."
        yield temuan("LMP-01", pesan, "Lampiran")
        return
    terbaru = perbup.rad.versi_tetap.order_by("-nomor").values_list("nomor", flat=True).first()
    if terbaru != perbup.versi_rad.nomor:
        pesan = (
            f"Lampiran memakai versi {perbup.versi_rad.nomor}, padahal sudah ada versi {terbaru}."
        )
        yield temuan("LMP-03", pesan, "Lampiran")


def _pejabat(daerah: Daerah) -> Iterator[Temuan]:
    for jabatan, nama in (
        (daerah.sebutan_kepala, daerah.kepala),
        ("Sekretaris Daerah", daerah.sekda),
    ):
        if not nama:
            yield temuan("PJB-01", f"Nama {jabatan} belum diisi.", "Penutup")
        elif _GELAR.search(nama):
            yield temuan("PJB-02", f"Hapus gelar dari nama {jabatan}.", "Penutup")
    if not daerah.lambang:
        pesan = "Berkas lambang negara belum ada; tempatnya dicetak kosong."
        yield temuan("PJB-03", pesan, "Kop")
