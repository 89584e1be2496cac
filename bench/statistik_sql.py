"""The same counts in SQL written by hand, which the statistics page and the pivot are measured
against: a statement per table, on SQLite and PostgreSQL."""

from collections.abc import Iterable
from typing import Any

BOLEH = """
SELECT k.id, k.verifikasi, k.saluran, k.tahap, k.bulan, k.risiko, k.kecamatan_id, k.tanggal_lapor,
       k.tanggal_kejadian
FROM kasus_kasus k
WHERE k.bulan BETWEEN %(awal)s AND %(akhir)s
  AND ((k.unit_id = %(unit)s AND k.tingkat < 3)
       OR EXISTS (SELECT 1 FROM kasus_timkasus t WHERE t.kasus_id = k.id
                  AND t.pengguna_id = %(siapa)s AND t.mulai <= %(kini)s
                  AND (t.selesai IS NULL OR t.selesai > %(kini)s))
       OR EXISTS (SELECT 1 FROM kasus_bukasegel s WHERE s.kasus_id = k.id
                  AND s.pengguna_id = %(siapa)s AND s.sampai > %(kini)s
                  AND s.ditutup_pada IS NULL))
  AND NOT EXISTS (SELECT 1 FROM kasus_laranganakses l WHERE l.kasus_id = k.id
                  AND l.pengguna_id = %(siapa)s AND l.dicabut_pada IS NULL)
"""
BERSAMA = {
    "k": BOLEH,
    "v": """
SELECT v.id, v.kasus_id, v.kelamin, v.anak, v.kategori, v.ranah, v.keterkaitan, v.tempat,
       v.kelompok_usia, k.kecamatan_id, k.tanggal_lapor
FROM k CROSS JOIN kasus_korban v WHERE v.kasus_id = k.id""",
    "butuh": """
SELECT v.id, b.jenis, EXISTS (SELECT 1 FROM kasus_layanan l WHERE l.korban_id = v.id
                              AND l.jenis = b.jenis) AS dapat
FROM v CROSS JOIN kasus_rencanaintervensi r CROSS JOIN kasus_butirrencana b
WHERE r.korban_id = v.id AND b.rencana_id = r.id AND r.digantikan_pada IS NULL
  AND r.disepakati_pada IS NOT NULL AND b.batal_pada IS NULL""",
}
SENDIRI = "WITH " + ", ".join(f"{nama} AS ({isi})" for nama, isi in BERSAMA.items())
# The number of a day here, of a moment and of a date.
HARI = {
    "sqlite": (
        "((CAST(strftime('%%s', {}) AS INTEGER) + 25200) / 86400)",
        "(CAST(strftime('%%s', {}) AS INTEGER) / 86400)",
    ),
    "postgresql": (
        "((({}) AT TIME ZONE 'Asia/Jakarta')::date - DATE '1970-01-01')",
        "({} - DATE '1970-01-01')",
    ),
}


def halaman(vendor: str) -> dict[str, str]:
    """Return the tables of the page, each a statement of its own, in the words of *vendor*."""
    return {nama: f"{SENDIRI} {isi}" for nama, isi in _halaman(vendor).items()}


def sekaligus(vendor: str) -> list[str]:
    """Return the tables of the page where scope and victims are written down once for all: what
    the guard of secret tables, which reads through the ORM alone, does not do."""
    return [
        *(f"CREATE TEMPORARY TABLE {nama} AS {isi}" for nama, isi in BERSAMA.items()),
        *_halaman(vendor).values(),
        *(f"DROP TABLE {nama}" for nama in BERSAMA),
    ]


def _halaman(vendor: str) -> dict[str, str]:
    saat, tanggal = (templat.format for templat in HARI[vendor])
    return {
        "kasus": "SELECT verifikasi, saluran, tahap, bulan, count(*) FROM k GROUP BY 1, 2, 3, 4",
        "fakta": "SELECT kelamin, anak, kategori, ranah, keterkaitan, tempat, count(*) FROM v "
        "GROUP BY 1, 2, 3, 4, 5, 6",
        "letak": "SELECT kelamin, anak, kelompok_usia, kecamatan_id, count(*) FROM v "
        "GROUP BY 1, 2, 3, 4",
        "bentuk": "SELECT b.bentuk, v.kelamin, v.anak, count(*) FROM v JOIN kasus_bentukkorban b "
        "ON b.korban_id = v.id GROUP BY 1, 2, 3",
        "hubungan": "SELECT h.hubungan, v.kelamin, count(*) FROM v JOIN kasus_hubungan h "
        "ON h.korban_id = v.id GROUP BY 1, 2",
        "terlapor": "SELECT t.kelompok_usia, t.kelamin, count(*) FROM k JOIN kasus_terlapor t "
        "ON t.kasus_id = k.id GROUP BY 1, 2",
        "lapor": f"SELECT {saat('tanggal_lapor')} - {tanggal('tanggal_kejadian')}, count(*) "
        "FROM k WHERE tanggal_kejadian IS NOT NULL GROUP BY 1",
        "layanan": f"SELECT {saat('pertama')} - {saat('tanggal_lapor')}, count(*) FROM "
        "(SELECT v.kasus_id, v.tanggal_lapor, min(l.pada) AS pertama FROM v JOIN kasus_layanan l "
        "ON l.korban_id = v.id GROUP BY 1, 2) p GROUP BY 1",
        "rujukan": "SELECT count(*), count(*) FILTER (WHERE dijawab_pada IS NOT NULL OR "
        "ditarik_pada IS NULL), count(dijawab_pada), count(*) FILTER (WHERE dijawab_pada IS NOT "
        "NULL OR (ditarik_pada IS NULL AND batas_jawab < %(kini)s)), count(*) FILTER (WHERE "
        "dijawab_pada <= batas_jawab), count(*) FILTER (WHERE status = 'SELESAI') FROM v "
        "JOIN kasus_rujukan r ON r.korban_id = v.id",
        "waktu": "SELECT risiko, EXISTS (SELECT 1 FROM kasus_tenggat t WHERE t.kasus_id = k.id "
        "AND (t.dilanggar_pada IS NOT NULL OR (t.gugur_pada IS NULL AND "
        "coalesce(t.dipenuhi_pada, %(kini)s) > t.batas))), count(*) FROM k WHERE EXISTS "
        "(SELECT 1 FROM kasus_tenggat t WHERE t.kasus_id = k.id AND (t.gugur_pada IS NULL "
        "OR t.dilanggar_pada IS NOT NULL)) GROUP BY 1, 2",
        "huni": f"SELECT count(*) FILTER (WHERE {saat('coalesce(p.keluar, %(kini)s)')} - "
        f"{saat('p.masuk')} >= 14), count(*) FROM v JOIN kasus_penampungan p "
        "ON p.korban_id = v.id",
        # The last line has no kind: all who need anything, and those who lack something of it.
        "butuh": "SELECT jenis, dapat, count(DISTINCT id), 0 FROM butuh GROUP BY 1, 2 UNION ALL "
        "SELECT NULL, NULL, count(DISTINCT id), count(DISTINCT CASE WHEN NOT dapat THEN id END) "
        "FROM butuh",
    }


def silang() -> list[str]:
    """Return the pivot by hand: its table, and how many cases are verified."""
    return [
        f"{SENDIRI} SELECT kategori, kelamin, count(*) FROM v GROUP BY 1, 2",
        f"{SENDIRI} SELECT verifikasi, count(*) FROM k GROUP BY 1",
    ]


def silang_ganda() -> list[str]:
    """Return a pivot whose totals are counted: its table, the totals, and the verified cases."""
    return [
        f"{SENDIRI} SELECT b.bentuk, v.kelamin, count(*) FROM v JOIN kasus_bentukkorban b "
        "ON b.korban_id = v.id GROUP BY 1, 2",
        f"{SENDIRI} SELECT kelamin, count(*) FROM v GROUP BY 1",
        f"{SENDIRI} SELECT verifikasi, count(*) FROM k GROUP BY 1",
    ]


def kerjakan(
    sql: Iterable[str], siapa: Any, unit: Any, bulan: tuple[int, int]
) -> list[list[tuple[Any, ...]]]:
    """Return all rows of each of *sql* for this person, office and months."""
    from django.db import connection
    from django.utils import timezone

    kini: Any = timezone.now()
    pk = {"unit": unit.pk, "siapa": siapa.pk}
    if connection.vendor == "sqlite":
        kini = kini.strftime("%Y-%m-%d %H:%M:%S")
        pk = {nama: satu.hex for nama, satu in pk.items()}
    isian = {"awal": bulan[0], "akhir": bulan[1], "kini": kini, **pk}
    hasil = []
    with connection.cursor() as cursor:
        for satu in sql:
            cursor.execute(satu, isian)
            hasil.append(cursor.fetchall() if cursor.description else [])
    return hasil
