"""The wording of the SK that forms a Pokja: what the Sekretariat finds when it begins, and what the
structure itself says (Permendagri 80/2015; dictums, never articles).

Considerations and legal bases are typed one to a line and edited by Bagian Hukum; numbers of
gazettes marked by no source here must be compared with the official text.
"""

from collections.abc import Sequence
from typing import Any

from p3aks.core.naskah import berhuruf, pangkas, pertimbangan

P3AKS = "Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial"
MENIMBANG = (
    "bahwa perempuan dan anak yang berada di daerah rawan atau sedang mengalami konflik sosial "
    "berhak atas perlindungan dan pemberdayaan yang terpadu dan berkelanjutan",
    "bahwa untuk mengoordinasikan pencegahan, penanganan, serta pemberdayaan dan partisipasi "
    "perempuan dan anak dalam konflik sosial di daerah, sesuai dengan Pasal 24 Peraturan Presiden "
    f"Nomor 18 Tahun 2014 tentang {P3AKS}, perlu dibentuk kelompok kerja",
)
MENGINGAT = (
    "Undang-Undang Nomor 7 Tahun 2012 tentang Penanganan Konflik Sosial (Lembaran Negara Republik "
    "Indonesia Tahun 2012 Nomor 116, Tambahan Lembaran Negara Republik Indonesia Nomor 5315)",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah (Lembaran Negara Republik "
    "Indonesia Tahun 2014 Nomor 244, Tambahan Lembaran Negara Republik Indonesia Nomor 5587) "
    "sebagaimana telah beberapa kali diubah terakhir dengan Undang-Undang Nomor 6 Tahun 2023 "
    "tentang Penetapan Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022 tentang "
    "Cipta Kerja menjadi Undang-Undang (Lembaran Negara Republik Indonesia Tahun 2023 Nomor 41, "
    "Tambahan Lembaran Negara Republik Indonesia Nomor 6856)",
    "Peraturan Pemerintah Nomor 2 Tahun 2015 tentang Peraturan Pelaksanaan Undang-Undang Nomor 7 "
    "Tahun 2012 tentang Penanganan Konflik Sosial (Lembaran Negara Republik Indonesia Tahun 2015 "
    "Nomor 18, Tambahan Lembaran Negara Republik Indonesia Nomor 5658)",
    f"Peraturan Presiden Nomor 18 Tahun 2014 tentang {P3AKS} (Lembaran Negara Republik Indonesia "
    "Tahun 2014 Nomor 44)",
    "Peraturan Menteri Koordinator Bidang Pembangunan Manusia dan Kebudayaan Nomor 2 Tahun 2019 "
    f"tentang Kelompok Kerja {P3AKS}",
)
_URUTAN = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN",
)  # fmt: skip


def baris(teks: str) -> list[str]:
    """Return the non-empty lines of *teks*, without final punctuation."""
    return [isi for satu in teks.splitlines() if (isi := pangkas(satu))]


def tentang(daerah: dict[str, Any], mulai: int, selesai: int) -> str:
    """Return the title after the word TENTANG; no abbreviation stands in it (rule 22)."""
    tahun = f"Tahun {mulai}-{selesai}" if selesai > mulai else f"Tahun {mulai}"
    return f"Pembentukan Kelompok Kerja {P3AKS} {daerah['jenis']} {daerah['nama']} {tahun}"


def menimbang(kalimat: Sequence[str], *, sebutan: str, judul: str) -> list[dict[str, str]]:
    """Return the considerations as ``label`` and ``isi``; the last one cites those before it."""
    perlu = f"perlu menetapkan Keputusan {sebutan} tentang {judul}"
    return berhuruf(pertimbangan(kalimat, perlu) or [f"bahwa {perlu};"])


def mengingat(kalimat: Sequence[str]) -> list[dict[str, str]]:
    """Return the legal bases as ``label`` and ``isi``, each closed by a semicolon."""
    return [{"label": f"{n}.", "isi": f"{k};"} for n, k in enumerate(kalimat, 1)]


def diktum(
    *, sebutan: str, mulai: int, selesai: int, bertugas: bool, dicabut: str
) -> list[dict[str, Any]]:
    """Return the dictums. *bertugas*: the Lampiran says each seat's duties; *dicabut*: number and
    title of the SK that this one replaces, empty for the first.

    The three tasks are those of Perpres 18/2014 Pasal 24 ayat (2).
    """
    isi: list[dict[str, Any]] = [
        {
            "isi": f"Membentuk Kelompok Kerja {P3AKS} yang selanjutnya disebut Kelompok Kerja, "
            "dengan susunan keanggotaan sebagaimana tercantum dalam Lampiran yang merupakan "
            f"bagian tidak terpisahkan dari Keputusan {sebutan} ini."
        },
        {
            "isi": "Kelompok Kerja sebagaimana dimaksud dalam Diktum KESATU mempunyai tugas:",
            "butir": [
                {
                    "label": "a.",
                    "isi": "melakukan koordinasi pelaksanaan perlindungan dan pemberdayaan "
                    "perempuan dan anak dalam konflik sosial;",
                },
                {
                    "label": "b.",
                    "isi": "melakukan advokasi, pemantauan, evaluasi, dan pelaporan; dan",
                },
                {
                    "label": "c.",
                    "isi": f"melaporkan hasil pelaksanaan tugasnya kepada {sebutan}.",
                },
            ],
        },
    ]
    if bertugas:
        tugas = "Tugas setiap kedudukan dalam Kelompok Kerja tercantum dalam Lampiran"
        isi.append({"isi": f"{tugas} Keputusan {sebutan} ini."})
    masa = f"tahun {mulai} sampai dengan tahun {selesai}" if selesai > mulai else f"tahun {mulai}"
    isi += [
        {
            "isi": "Kelompok Kerja dalam melaksanakan tugasnya bertanggung jawab kepada "
            f"{sebutan}, dengan masa tugas {masa}."
        },
        {
            "isi": f"Biaya yang timbul akibat ditetapkannya Keputusan {sebutan} ini dibebankan "
            "pada Anggaran Pendapatan dan Belanja Daerah serta sumber lain yang sah dan tidak "
            "mengikat sesuai dengan ketentuan peraturan perundang-undangan."
        },
    ]
    if dicabut:
        mulai_berlaku = f"Pada saat Keputusan {sebutan} ini mulai berlaku, {dicabut}"
        isi.append({"isi": f"{mulai_berlaku} dicabut dan dinyatakan tidak berlaku."})
    isi.append({"isi": f"Keputusan {sebutan} ini mulai berlaku pada tanggal ditetapkan."})
    return [{"label": kata, **d} for kata, d in zip(_URUTAN, isi, strict=False)]
