"""Legal bases that the draft starts with. Bagian Hukum edits the copies.

``terverifikasi`` is true only where number, title and gazette were read in a text of the rule;
the others are a default that a person must compare with the official text, and every working
copy marks them. ``perubahan`` lists amendments, oldest first.
"""

from typing import Any

from rad.enums_perbup import JenisPeraturan as J

PMK = "Menteri Koordinator Bidang Pembangunan Manusia dan Kebudayaan"
DAGRI = "Menteri Dalam Negeri"
PPPA = "Menteri Pemberdayaan Perempuan dan Perlindungan Anak"
CIPTA_KERJA = (
    "Penetapan Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022 tentang Cipta "
    "Kerja menjadi Undang-Undang"
)


def _p(
    jenis: J,
    nomor: int,
    tahun: int,
    tentang: str,
    lembaran: str = "",
    tambahan: str = "",
    *,
    sah: bool = False,
    **lain: Any,
) -> dict[str, Any]:
    """Write one rule shortly."""
    isi = {"jenis": jenis.value, "nomor": str(nomor), "tahun": tahun, "tentang": tentang}
    return {**isi, "lembaran": lembaran, "tambahan": tambahan, "terverifikasi": sah, **lain}


def _ubah(
    jenis: J, nomor: int, tahun: int, tentang: str = "", lembaran: str = "", tambahan: str = ""
) -> dict[str, Any]:
    """Write one amendment shortly; those before the last only count."""
    isi = _p(jenis, nomor, tahun, tentang, lembaran, tambahan)
    del isi["terverifikasi"]
    return isi


UUD = {
    "jenis": J.UUD.value,
    "pasal": "Pasal 18 ayat (6)",
    "terverifikasi": True,
}
PEMBENTUKAN_TUBAN = _p(
    J.UU,
    12,
    1950,
    "Pembentukan Daerah-daerah Kabupaten Dalam Lingkungan Propinsi Jawa Timur",
    perubahan=[
        {
            **_ubah(
                J.UU,
                2,
                1965,
                "Perubahan Batas Wilayah Kotapraja Surabaya dan Daerah Tingkat II Surabaya dengan "
                "mengubah Undang-Undang Nomor 12 Tahun 1950 tentang Pembentukan Daerah-daerah "
                "Kabupaten Dalam Lingkungan Propinsi Jawa Timur dan Undang-Undang Nomor 16 Tahun "
                "1950 tentang Pembentukan Daerah-daerah Kota Besar Dalam Lingkungan Propinsi "
                "Jawa Timur, Jawa Tengah, Jawa Barat dan Daerah Istimewa Yogyakarta",
                "19",
                "2730",
            )
        }
    ],
    catatan="Periksa apakah kabupaten sudah memiliki undang-undang pembentukan yang baru.",
)
UMUM = (
    _p(
        J.UU,
        7,
        1984,
        "Pengesahan Konvensi Mengenai Penghapusan Segala Bentuk Diskriminasi Terhadap Wanita "
        "(Convention on the Elimination of All Forms of Discrimination Against Women)",
        "29",
        "3277",
        sah=True,
    ),
    _p(J.UU, 39, 1999, "Hak Asasi Manusia", "165", "3886", sah=True),
    _p(
        J.UU,
        23,
        2002,
        "Perlindungan Anak",
        "109",
        "4235",
        perubahan=[
            _ubah(J.UU, 35, 2014),
            _ubah(
                J.UU,
                17,
                2016,
                "Penetapan Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2016 "
                "tentang Perubahan Kedua atas Undang-Undang Nomor 23 Tahun 2002 tentang "
                "Perlindungan Anak Menjadi Undang-Undang",
                "237",
                "5946",
            ),
        ],
        sah=True,
    ),
    _p(J.UU, 23, 2004, "Penghapusan Kekerasan Dalam Rumah Tangga", "95", "4419", sah=True),
    _p(J.UU, 21, 2007, "Pemberantasan Tindak Pidana Perdagangan Orang", "58", "4720"),
    _p(
        J.UU,
        12,
        2011,
        "Pembentukan Peraturan Perundang-undangan",
        "82",
        "5234",
        perubahan=[
            _ubah(J.UU, 15, 2019),
            _ubah(
                J.UU,
                13,
                2022,
                "Perubahan Kedua atas Undang-Undang Nomor 12 Tahun 2011 tentang Pembentukan "
                "Peraturan Perundang-undangan",
                "143",
                "6801",
            ),
        ],
    ),
    _p(J.UU, 7, 2012, "Penanganan Konflik Sosial", "116", "5315", sah=True),
    _p(
        J.UU,
        23,
        2014,
        "Pemerintahan Daerah",
        "244",
        "5587",
        perubahan=[
            _ubah(J.UU, 9, 2015),
            _ubah(J.UU, 6, 2023, CIPTA_KERJA, "41", "6856"),
        ],
    ),
    _p(J.UU, 12, 2022, "Tindak Pidana Kekerasan Seksual", "120", "6792"),
    _p(
        J.PP,
        2,
        2015,
        "Peraturan Pelaksanaan Undang-Undang Nomor 7 Tahun 2012 tentang Penanganan Konflik Sosial",
        "18",
        "5658",
    ),
    _p(J.PP, 78, 2021, "Perlindungan Khusus bagi Anak", "173", "6718"),
    _p(
        J.PERPRES,
        18,
        2014,
        "Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial",
        "44",
        sah=True,
    ),
    _p(
        J.PERMEN,
        42,
        2015,
        "Pelaksanaan Koordinasi Penanganan Konflik Sosial",
        "506",
        pembentuk=DAGRI,
    ),
    _p(
        J.PERMEN,
        80,
        2015,
        "Pembentukan Produk Hukum Daerah",
        "2036",
        pembentuk=DAGRI,
        perubahan=[
            {
                **_ubah(
                    J.PERMEN,
                    120,
                    2018,
                    "Perubahan atas Peraturan Menteri Dalam Negeri Nomor 80 Tahun 2015 tentang "
                    "Pembentukan Produk Hukum Daerah",
                    "2019/157",
                ),
                "pembentuk": DAGRI,
            }
        ],
    ),
    _p(
        J.PERMEN,
        2,
        2019,
        "Kelompok Kerja Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial",
        pembentuk=PMK,
        catatan="Judul dan nomor Berita Negara belum dibaca dari naskah resmi.",
    ),
    _p(
        J.PERMEN,
        90,
        2019,
        "Klasifikasi, Kodefikasi, dan Nomenklatur Perencanaan Pembangunan dan Keuangan Daerah",
        "1447",
        pembentuk=DAGRI,
    ),
    _p(
        J.PERMEN,
        5,
        2021,
        "Rencana Aksi Nasional Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik "
        "Sosial Tahun 2020-2025",
        "837",
        pembentuk=PMK,
        catatan="Ganti bila rencana aksi nasional periode berikutnya sudah ditetapkan.",
    ),
    _p(
        J.PERMEN,
        2,
        2022,
        "Standar Layanan Perlindungan Perempuan dan Anak",
        pembentuk=PPPA,
        catatan="Judul dan nomor Berita Negara belum dibaca dari naskah resmi.",
    ),
)


def dasar_hukum_awal(daerah: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Return the bases for *daerah* (``Daerah.salinan()``).

    The law that founded the regency is known here for Tuban only; elsewhere the checker reminds
    Bagian Hukum to add it.
    """
    tuban = (daerah["jenis"], daerah["nama"]) == ("Kabupaten", "Tuban")
    return (UUD, *((PEMBENTUKAN_TUBAN,) if tuban else ()), *UMUM)
