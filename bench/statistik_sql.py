"""The same counts in SQL written by hand: who may be counted is asked once, the rest joined to it.

What the statistics page and the pivot are measured against.
"""

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
# The pivot: its table, the totals that are counted, and how many cases are verified.
SILANG = f"""
WITH k AS MATERIALIZED ({BOLEH})
SELECT 'sel', v.kategori, v.kelamin, count(*) FROM k CROSS JOIN kasus_korban v
WHERE v.kasus_id = k.id GROUP BY 2, 3
UNION ALL SELECT 'verifikasi', verifikasi, NULL, count(*) FROM k GROUP BY 2
"""
SILANG_GANDA = f"""
WITH k AS MATERIALIZED ({BOLEH}),
v AS MATERIALIZED (SELECT v.id, v.kelamin FROM k CROSS JOIN kasus_korban v WHERE v.kasus_id = k.id)
SELECT 'sel', b.bentuk, v.kelamin, count(*) FROM v CROSS JOIN kasus_bentukkorban b
WHERE b.korban_id = v.id GROUP BY 2, 3
UNION ALL SELECT 'jumlah', NULL, kelamin, count(*) FROM v GROUP BY 3
UNION ALL SELECT 'verifikasi', verifikasi, NULL, count(*) FROM k GROUP BY 2
"""
_HARI = "CAST(strftime('%%s', {}) AS INTEGER)"
_HARI_INI = "((" + _HARI + " + 25200) / 86400)"
_SEMUA = {
    "kasus": "SELECT verifikasi, saluran, tahap, bulan, NULL, NULL, count(*) FROM k "
    "GROUP BY 1, 2, 3, 4",
    "fakta": "SELECT kelamin, anak, kategori, ranah, keterkaitan, tempat, count(*) FROM v "
    "GROUP BY 1, 2, 3, 4, 5, 6",
    "letak": "SELECT kelamin, anak, kelompok_usia, kecamatan_id, NULL, NULL, count(*) FROM v "
    "GROUP BY 1, 2, 3, 4",
    "bentuk": "SELECT b.bentuk, v.kelamin, v.anak, NULL, NULL, NULL, count(*) FROM v "
    "JOIN kasus_bentukkorban b ON b.korban_id = v.id GROUP BY 1, 2, 3",
    "hubungan": "SELECT h.hubungan, v.kelamin, NULL, NULL, NULL, NULL, count(*) FROM v "
    "JOIN kasus_hubungan h ON h.korban_id = v.id GROUP BY 1, 2",
    "terlapor": "SELECT t.kelompok_usia, t.kelamin, NULL, NULL, NULL, NULL, count(*) FROM k "
    "JOIN kasus_terlapor t ON t.kasus_id = k.id GROUP BY 1, 2",
    "lapor": f"SELECT {_HARI_INI.format('tanggal_lapor')} - {_HARI.format('tanggal_kejadian')} "
    "/ 86400, NULL, NULL, NULL, NULL, NULL, count(*) FROM k WHERE tanggal_kejadian IS NOT NULL "
    "GROUP BY 1",
    "layanan": f"SELECT {_HARI_INI.format('pertama')} - {_HARI_INI.format('tanggal_lapor')}, "
    "NULL, NULL, NULL, NULL, NULL, count(*) FROM (SELECT v.kasus_id, v.tanggal_lapor, "
    "min(l.pada) AS pertama FROM v JOIN kasus_layanan l ON l.korban_id = v.id GROUP BY 1, 2) "
    "GROUP BY 1",
    "rujukan": "SELECT count(*), count(*) FILTER (WHERE dijawab_pada IS NOT NULL OR ditarik_pada "
    "IS NULL), count(dijawab_pada), count(*) FILTER (WHERE dijawab_pada IS NOT NULL OR "
    "(ditarik_pada IS NULL AND batas_jawab < %(kini)s)), count(*) FILTER (WHERE dijawab_pada <= "
    "batas_jawab), count(*) FILTER (WHERE status = 'SELESAI'), 0 FROM v "
    "JOIN kasus_rujukan r ON r.korban_id = v.id",
    "waktu": "SELECT risiko, lewat, NULL, NULL, NULL, NULL, count(*) FROM (SELECT k.id, k.risiko, "
    "max(t.dilanggar_pada IS NOT NULL OR (t.gugur_pada IS NULL AND "
    "coalesce(t.dipenuhi_pada, %(kini)s) > t.batas)) AS lewat FROM k JOIN kasus_tenggat t "
    "ON t.kasus_id = k.id WHERE t.gugur_pada IS NULL OR t.dilanggar_pada IS NOT NULL "
    "GROUP BY 1, 2) GROUP BY 1, 2",
    "huni": f"SELECT count(*) FILTER (WHERE {_HARI_INI.format('coalesce(p.keluar, %(kini)s)')} - "
    f"{_HARI_INI.format('p.masuk')} >= 14), NULL, NULL, NULL, NULL, NULL, count(*) FROM v "
    "JOIN kasus_penampungan p ON p.korban_id = v.id",
    "butuh": "SELECT jenis, dapat, NULL, NULL, NULL, NULL, count(DISTINCT id) FROM butuh "
    "GROUP BY 1, 2",
    "lengkap": "SELECT NULL, NULL, NULL, NULL, NULL, count(DISTINCT id), count(DISTINCT CASE "
    "WHEN NOT dapat THEN id END) FROM butuh",
}
SEMUA = f"""
WITH k AS MATERIALIZED ({BOLEH}),
v AS MATERIALIZED (
  SELECT v.id, v.kasus_id, v.kelamin, v.anak, v.kategori, v.ranah, v.keterkaitan, v.tempat,
         v.kelompok_usia, k.kecamatan_id, k.tanggal_lapor
  FROM k CROSS JOIN kasus_korban v WHERE v.kasus_id = k.id),
butuh AS MATERIALIZED (
  SELECT v.id, b.jenis, EXISTS (SELECT 1 FROM kasus_layanan l WHERE l.korban_id = v.id
                                AND l.jenis = b.jenis) AS dapat
  FROM v CROSS JOIN kasus_rencanaintervensi r CROSS JOIN kasus_butirrencana b
  WHERE r.korban_id = v.id AND b.rencana_id = r.id AND r.digantikan_pada IS NULL
    AND r.disepakati_pada IS NOT NULL AND b.batal_pada IS NULL)
""" + " UNION ALL ".join(f"SELECT '{nama}', * FROM ({isi})" for nama, isi in _SEMUA.items())


def kerjakan(sql: str, siapa: Any, unit: Any, bulan: tuple[int, int]) -> list[tuple[Any, ...]]:
    """Return all rows of *sql* for this person, office and months."""
    from django.db import connection
    from django.utils import timezone

    kini = timezone.now().strftime("%Y-%m-%d %H:%M:%S")
    isian = {"awal": bulan[0], "akhir": bulan[1], "unit": unit.pk.hex, "siapa": siapa.pk.hex,
             "kini": kini}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, isian)
        return cursor.fetchall()
