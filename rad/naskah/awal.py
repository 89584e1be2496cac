"""Puts the ready-made draft together for one regency and one period."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from p3aks.core.formatting import angka_terbilang
from rad.enums_perbup import JenisKonsiderans, JenisParaf
from rad.naskah.bentuk import KonsideransTeks, NaskahTeks
from rad.naskah.dasar_hukum import dasar_hukum_awal
from rad.naskah.pokok import PELAKSANAAN, RENCANA_AKSI, TUJUAN, UMUM
from rad.naskah.tata_kelola import DATA, KELEMBAGAAN, PEMANTAUAN, PENUTUP

TENTANG = (
    "Rencana Aksi Daerah Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial "
    "Tahun [PERIODE]"
)
KONSIDERANS = (
    KonsideransTeks(
        JenisKonsiderans.FILOSOFIS.value,
        "bahwa perempuan dan anak berhak atas perlindungan, rasa aman, dan kehidupan yang "
        "bermartabat dalam setiap keadaan, termasuk dalam situasi konflik sosial, sebagai bagian "
        "dari hak asasi manusia yang dijamin oleh Undang-Undang Dasar Negara Republik Indonesia "
        "Tahun 1945",
    ),
    KonsideransTeks(
        JenisKonsiderans.SOSIOLOGIS.value,
        "bahwa konflik sosial menimbulkan dampak khusus bagi perempuan dan anak berupa kekerasan, "
        "pengungsian, terputusnya layanan dasar, dan hilangnya sumber penghidupan, sehingga di "
        "[DAERAH] diperlukan pencegahan, penanganan, serta pemberdayaan dan partisipasi yang "
        "terencana, terpadu, dan berkelanjutan",
    ),
    KonsideransTeks(
        JenisKonsiderans.YURIDIS.value,
        "bahwa berdasarkan Pasal 24 Peraturan Presiden Nomor 18 Tahun 2014 tentang Perlindungan "
        "dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial, [kepala] membentuk kelompok "
        "kerja yang melaksanakan koordinasi, advokasi, pemantauan, evaluasi, dan pelaporan, "
        "sehingga diperlukan rencana aksi daerah sebagai pedoman pelaksanaannya",
    ),
)
BAB = (UMUM, TUJUAN, RENCANA_AKSI, PELAKSANAAN, KELEMBAGAAN, DATA, PEMANTAUAN, *PENUTUP)
# The usual chain of initials; the regency edits the rows.
PARAF_AWAL = (
    (JenisParaf.HIERARKI.value, "Sekretaris Daerah"),
    (JenisParaf.HIERARKI.value, "Asisten Pemerintahan dan Kesejahteraan Rakyat"),
    (JenisParaf.KOORDINASI.value, "Kepala Bagian Hukum"),
    (JenisParaf.KOORDINASI.value, "Kepala Perangkat Daerah pemrakarsa"),
)


def tentang_awal(mulai: int, selesai: int) -> str:
    """Return the title for the period *mulai*–*selesai* (years), without acronym."""
    return TENTANG.replace("[PERIODE]", f"{mulai}-{selesai}")


def naskah_awal(daerah: dict[str, Any], mulai: int, selesai: int) -> NaskahTeks:
    """Return the complete draft for *daerah* (``Daerah.salinan()``) and the years given."""
    kepala = daerah["sebutan_kepala"]
    ganti = {
        "[DAERAH]": f"{daerah['jenis']} {daerah['nama']}",
        "[NAMA]": daerah["nama"],
        "[KEPALA]": kepala,
        "[kepala]": kepala.lower(),
        "[PERATURAN]": f"Peraturan {kepala}",
        "[SEBUTAN]": f"{kepala} {daerah['nama']}",
        "[PROVINSI]": daerah["provinsi"],
        "[MULAI]": str(mulai),
        "[SELESAI]": str(selesai),
        "[LAMA]": angka_terbilang(selesai - mulai + 1),
    }
    return NaskahTeks(
        tentang=tentang_awal(mulai, selesai),
        konsiderans=_isi(KONSIDERANS, ganti),
        dasar_hukum=dasar_hukum_awal(daerah),
        bab=_isi(BAB, ganti),
    )


def _isi(bagian: Any, ganti: dict[str, str]) -> Any:
    """Fill the names of the regency and the years into every text of a tree."""
    if isinstance(bagian, str):
        for tanda, nilai in ganti.items():
            bagian = bagian.replace(tanda, nilai)
        return bagian
    if isinstance(bagian, tuple):
        return tuple(_isi(b, ganti) for b in bagian)
    if is_dataclass(bagian) and not isinstance(bagian, type):
        return replace(
            bagian, **{f.name: _isi(getattr(bagian, f.name), ganti) for f in fields(bagian)}
        )
    return bagian
