"""A conflict event of the demo regency: phases, a recorded decision, a camp. All synthetic."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from pokja.actions.keadaan import simpan_keadaan
from pokja.actions.pengungsi import catat_hitungan, simpan_kebutuhan, simpan_pengungsian
from pokja.actions.peristiwa import catat_fase, simpan_peristiwa
from pokja.models import Lembaga, Pengguna, Pengungsian, PeristiwaKonflik, Wilayah

HARI = dt.timedelta(days=1)
# kebutuhan, uraian, satuan, dibutuhkan, terpenuhi, lembaga
KEBUTUHAN = (
    ("PANGAN", "Makan tiga kali", "porsi per hari", 360, 360, "Dinsos-P3A"),
    ("AIR_SANITASI", "Jamban terpisah", "unit", 6, 2, "Dinkes"),
    ("KESEHATAN", "Pos kesehatan", "petugas per hari", 3, 3, "Dinkes"),
    ("HYGIENE", "Pembalut dan sabun", "paket", 45, 20, "Dinsos-P3A"),
    ("LAKTASI", "", "ruang", 1, 0, "Dinkes"),
    ("RUANG_ANAK", "Belajar dan bermain", "ruang", 1, 1, "Disdik"),
    ("KEAMANAN", "Lampu jalan ke jamban", "titik", 8, 3, "Polres"),
)


def muat_konflik(by: Pengguna) -> None:
    """Record the event as *by*; what exists stays."""
    if PeristiwaKonflik.objects.filter(sumber="BATAS").exists():
        return
    mulai = timezone.localdate() - 12 * HARI
    tempat = Wilayah.objects.kecamatan(settings.WILAYAH)[1]
    peristiwa = simpan_peristiwa(
        by=by,
        nama="Bentrok batas dusun (DEMO)",
        mulai=mulai,
        selesai=None,
        wilayah=tempat,
        sumber="BATAS",
        pola="BENTROK",
        fase="pencegahan",
        keterangan="Dua dusun, sengketa tanah lapang. (DEMO)",
    )
    catat_fase(
        by=by, peristiwa=peristiwa, fase="penghentian", pada=mulai + 2 * HARI,
        catatan="Warga dua dusun dipisahkan, posko dibuka. (DEMO)",
    )  # fmt: skip
    simpan_keadaan(
        by=by,
        peristiwa=peristiwa,
        isi={
            "skala": "kabupaten", "nomor": "300/DEMO/2026", "tanggal": mulai + 3 * HARI,
            "penetap": "Bupati Tuban", "mulai": mulai + 3 * HARI, "berakhir": mulai + 33 * HARI,
        },
    )  # fmt: skip
    isi = {"nama": "Balai kecamatan (DEMO)", "wilayah": tempat, "dibuka": mulai + 2 * HARI}
    _isi_pengungsian(by, simpan_pengungsian(by=by, peristiwa=peristiwa, isi=isi))


def _isi_pengungsian(by: Pengguna, tempat: Pengungsian) -> None:
    for hari, dewasa in ((0, 38), (5, 41)):
        catat_hitungan(
            by=by,
            pengungsian=tempat,
            isi={
                "pada": tempat.dibuka + hari * HARI, "perempuan_balita": 9, "perempuan_anak": 17,
                "perempuan_dewasa": dewasa, "perempuan_lansia": 6, "laki_laki_balita": 7,
                "laki_laki_anak": 15, "laki_laki_dewasa": 22, "laki_laki_lansia": 3, "hamil": 4,
                "menyusui": 8, "disabilitas_perempuan": 2, "disabilitas_laki_laki": 1,
            },
        )  # fmt: skip
    lembaga = {satu.singkatan: satu for satu in Lembaga.objects.all()}
    for kebutuhan, uraian, satuan, dibutuhkan, terpenuhi, singkatan in KEBUTUHAN:
        simpan_kebutuhan(
            by=by,
            pengungsian=tempat,
            isi={
                "kebutuhan": kebutuhan, "uraian": uraian, "satuan": satuan,
                "dibutuhkan": dibutuhkan, "terpenuhi": terpenuhi, "lembaga": lembaga[singkatan],
            },
        )  # fmt: skip
