"""Cases of twenty years: one half-year made row by row, the others copies of it moved back."""

import datetime as dt
import json
import random
import tempfile
from pathlib import Path
from string import ascii_uppercase
from typing import Any

PARUH = 40  # half-years
TAHUN = 2025  # the second half of it is made, 39 before it are copies
TIPIS, ISI_TIPIS = 1999, 500  # a half-year of a small regency, among whatever else there is
SEMUA_TABEL = (
    "Kasus", "TimKasus", "Korban", "BentukKorban", "Terlapor", "Hubungan", "RencanaIntervensi",
    "ButirRencana", "Layanan", "Rujukan", "Tenggat", "Penampungan",
)  # fmt: skip


def petugas(opd):
    """Make the case manager and twenty companions of the first office; return them."""
    from pokja.enums import Peran
    from pokja.models import Pengguna, Penugasan

    orang = []
    for n, peran in enumerate([Peran.MANAJER_KASUS, *[Peran.PENDAMPING] * 20]):
        nama = f"petugas-demo-{n}"
        user = Pengguna.objects.create_user(nama, nama=nama, lembaga=opd, demo=True)
        Penugasan.objects.create(
            pengguna=user, peran=peran, lembaga=opd, mulai=dt.date(2005, 1, 1), dasar="bench"
        )
        orang.append(user)
    return orang


def isi(kasus: int, orang, unit, lain) -> None:
    """Fill the empty tables with *kasus* cases, the same number in each of forty half-years, and
    500 cases of a half-year of their own."""
    _setengah_tahun(TAHUN, kasus // PARUH, orang, unit, lain, random.Random(kasus))
    _salin()
    _setengah_tahun(TIPIS, ISI_TIPIS, orang, unit, lain, random.Random(1))


def rekap(orang, lama):
    """Return the release of the second half of TAHUN as it is now, decided by the app; not the
    work of two people, which is not measured. *lama*: the version before it."""
    from kasus.documents import rilis
    from kasus.documents.statistik_dasar import Masa
    from kasus.models import Rilis
    from pokja.models import RekapTerbit

    masa = Masa(TAHUN, 2)
    nama, keadaan = rilis.keadaan_baru(2, rilis.catatan_kini(masa))
    snapshot = rilis.susun(masa, [nama], {nama: keadaan}, [])
    with tempfile.TemporaryDirectory(prefix="p3aks-bench-") as folder:
        berkas = Path(folder) / "putusan.json"
        rilis.cetak(
            Rilis(snapshot=snapshot, k=5, k_kecamatan=10), berkas,
            lambda *_: None, lambda: None,
        )  # fmt: skip
        isi = json.loads(berkas.read_text())["isi"]
    return RekapTerbit.objects.create(
        tahun=masa.tahun, paruh=masa.paruh, nomor=lama.nomor + 1 if lama else 1, isi=isi,
        sidik=rilis.sidik(isi), menggantikan=lama, catatan="bench" if lama else "",
        disusun_oleh=orang[0], ditandatangani_oleh=orang[1],
    )  # fmt: skip


def kosongkan() -> None:
    """Delete all cases."""
    from django.db import connection

    from kasus import models

    with connection.cursor() as cursor:
        tabel = [f'"{getattr(models, nama)._meta.db_table}"' for nama in reversed(SEMUA_TABEL)]
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tabel)} CASCADE")
            return
        for satu in tabel:
            cursor.execute(f"DELETE FROM {satu}")


def _setengah_tahun(tahun: int, n: int, orang, unit, lain, acak: random.Random) -> None:
    """Make *n* cases of the second half of *tahun*: 1.2 victims each, 1.5 forms per victim."""
    from django.utils import timezone

    from kasus import models as m
    from kasus.models import Instansi
    from pokja.enums import TingkatWilayah
    from pokja.models import Wilayah

    kabupaten = unit.wilayah
    tempat = [
        Wilayah.objects.get_or_create(
            kode=f"35.23.{k:02d}",
            defaults={"nama": f"Kecamatan {k}", "tingkat": TingkatWilayah.KECAMATAN,
                      "induk": kabupaten},
        )[0]
        for k in range(1, 21)
    ]  # fmt: skip
    mitra = Instansi.objects.get_or_create(lembaga=lain, defaults={"tipe": "RSUD"})[0]
    awal = timezone.make_aware(dt.datetime.combine(dt.date(tahun, 7, 1), dt.time()))
    baris: dict[str, list[Any]] = {nama: [] for nama in SEMUA_TABEL}
    for _ in range(n):
        lapor = awal + dt.timedelta(minutes=acak.randrange(184 * 24 * 60))
        _satu_kasus(m, baris, acak, lapor, orang, unit if acak.random() < 0.9 else lain, tempat,
                    mitra)  # fmt: skip
    for nama in SEMUA_TABEL:
        getattr(m, nama).objects.sistem("bench").bulk_create(baris[nama], batch_size=2000)


def _satu_kasus(m, baris, acak, lapor, orang, unit, tempat, mitra) -> None:
    from kasus import enums, enums_akses, enums_layanan, enums_orang
    from kasus.models.penanganan import RencanaIntervensi

    def pilih(pilihan):
        # The first choices are the common ones.
        semua = list(pilihan)
        return semua[min(int(acak.expovariate(0.6)), len(semua) - 1)]

    hari = dt.timedelta(days=1)
    manajer, pendamping = orang[0], acak.choice(orang[1:])
    risiko = pilih(enums_layanan.TingkatRisiko)
    kasus = m.Kasus(
        unit=unit, tingkat=acak.choices([1, 2, 3], [40, 55, 5])[0], saluran=pilih(
            enums_layanan.SaluranMasuk
        ), tanggal_lapor=lapor, dibuat_oleh=manajer, dibuat_pada=lapor + hari,
        tanggal_kejadian=(lapor - int(acak.expovariate(0.05)) * hari).date()
        if acak.random() < 0.8 else None,
        kecamatan=acak.choice(tempat), tahap=acak.choice(list(enums_layanan.TahapKasus)),
        verifikasi=acak.choice(list(enums_layanan.StatusVerifikasi)), risiko=risiko,
        risiko_pada=lapor, bulan=lapor.year * 100 + lapor.month,
    )  # fmt: skip
    baris["Kasus"].append(kasus)
    baris["TimKasus"].append(m.TimKasus(
        kasus=kasus, pengguna=pendamping, peran=enums_akses.PeranTim.PENDAMPING, mulai=lapor,
        ditunjuk_oleh=manajer,
    ))  # fmt: skip
    baris["Tenggat"] += [
        m.Tenggat(
            kasus=kasus,
            langkah=langkah,
            mulai=lapor,
            batas=lapor + hari,
            risiko=risiko,
            dipenuhi_pada=lapor + acak.random() * 1.2 * hari,
        )
        for langkah in ("RESPONS", "TINDAK_LANJUT")
    ]
    terlapor = _orang(m.Terlapor, kasus, "X", acak, enums_orang)
    baris["Terlapor"].append(terlapor)
    for kode in "AB"[: 1 + (acak.random() < 0.2)]:
        korban = _orang(
            m.Korban, kasus, kode, acak, enums_orang, tempat=pilih(enums.TempatKejadian),
            ranah=pilih(enums.Ranah), keterkaitan=pilih(enums.KeterkaitanKonflik),
            kategori=acak.choice(list(enums.KategoriPelaporan)),
        )  # fmt: skip
        baris["Korban"].append(korban)
        baris["Hubungan"].append(
            m.Hubungan(korban=korban, terlapor=terlapor, hubungan=pilih(enums.HubunganPelaku))
        )
        bentuk = {pilih(enums.BentukKekerasan) for _ in range(acak.randint(1, 2))}
        baris["BentukKorban"] += [m.BentukKorban(korban=korban, bentuk=b) for b in bentuk]
        jenis = {pilih(enums_layanan.JenisLayanan) for _ in range(2)}
        if acak.random() < 0.5:
            rencana = m.RencanaIntervensi(
                korban=korban, disepakati_pada=lapor + hari, oleh=manajer,
                disusun_dengan=RencanaIntervensi.Bersama.PENERIMA,
            )  # fmt: skip
            baris["RencanaIntervensi"].append(rencana)
            baris["ButirRencana"] += [m.ButirRencana(rencana=rencana, jenis=j) for j in jenis]
        baris["Layanan"] += [
            m.Layanan(
                korban=korban, jenis=j, fungsi="PENDAMPINGAN", oleh=manajer,
                pada=lapor + acak.randint(0, 20) * hari,
            )
            for j in jenis if acak.random() < 0.6
        ]  # fmt: skip
        if acak.random() < 0.3:
            baris["Rujukan"].append(_rujukan(m, korban, mitra, lapor, acak, manajer))
        if acak.random() < 0.05:
            baris["Penampungan"].append(m.Penampungan(
                korban=korban, fasilitas=_fasilitas(m, unit), masuk=lapor, dicatat_oleh=manajer,
                keluar=lapor + acak.randint(1, 25) * hari,
            ))  # fmt: skip


def _orang(model, kasus, kode, acak, enums_orang, **lain):
    usia = acak.choice(list(enums_orang.KelompokUsia))
    return model(
        kasus=kasus, kode=kode, kelamin=acak.choice("PPPL"), kelompok_usia=usia,
        anak=usia in ("U0_5", "U6_12", "U13_17"), **lain,
    )  # fmt: skip


def _rujukan(m, korban, mitra, lapor, acak, manajer):
    hari = dt.timedelta(days=1)
    dijawab = lapor + acak.randint(1, 6) * hari if acak.random() < 0.7 else None
    return m.Rujukan(
        kode=f"R-{''.join(acak.choices(ascii_uppercase, k=8))}", korban=korban, instansi=mitra,
        jenis="KESEHATAN", sektor="KESEHATAN", dasar="VITAL", dikirim_pada=lapor,
        dikirim_oleh=manajer, batas_jawab=lapor + 3 * hari, sampai=lapor + 90 * hari,
        dijawab_pada=dijawab,
        dijawab_oleh=manajer if dijawab else None, status="SELESAI" if dijawab else "DIKIRIM",
    )  # fmt: skip


def _fasilitas(m, unit):
    if not hasattr(_fasilitas, "ada"):
        _fasilitas.ada = m.Fasilitas.objects.sistem("bench").create(
            kode="Melati", unit=unit, kapasitas=10
        )
    return _fasilitas.ada


def _salin() -> None:
    """Copy the half-year 39 times inside the database, each half a year earlier, under ids of its
    own; without checks of foreign keys, which would be half of the work."""
    from django.db import connection, transaction

    from kasus import models

    model = [getattr(models, nama) for nama in SEMUA_TABEL]
    sebelum, sesudah = CEPAT[connection.vendor]
    with connection.cursor() as cursor:
        for perintah in sebelum:
            cursor.execute(perintah)
        with transaction.atomic():
            for m in model:
                cursor.execute(_sql_salin(m, model, SALIN[connection.vendor]))
        for perintah in sesudah:
            cursor.execute(perintah)


# What makes writing fast, and what sets it back to how the application has it.
CEPAT = {
    "sqlite": (
        ["PRAGMA journal_mode = OFF", "PRAGMA cache_size = -1000000", "PRAGMA foreign_keys = OFF"],
        ["PRAGMA foreign_keys = ON", "PRAGMA cache_size = -65536", "PRAGMA journal_mode = WAL"],
    ),
    "postgresql": (
        ["SET session_replication_role = replica"],
        ["SET session_replication_role = origin", "VACUUM ANALYZE"],
    ),
}
# How an id, a code, a moment and a day become those of the copy. No id of version 4 looks like
# these.
SALIN = {
    "sqlite": {
        "id": "substr({0}, 1, 12) || 'f' || substr({0}, 14, 15) || printf('%04x', paruh.k)",
        "kode": "substr({0}, 1, 1) || printf('%x', paruh.k) || substr({0}, 2)",
        "saat": "strftime('%Y-%m-%d %H:%M:%f', {0}, (-183 * paruh.k) || ' days')",
        "hari": "date({0}, (-183 * paruh.k) || ' days')",
    },
    "postgresql": {
        "id": "(substr({0}::text, 1, 14) || 'f' || substr({0}::text, 16, 17) || "
        "lpad(to_hex(paruh.k), 4, '0'))::uuid",
        "kode": "substr({0}, 1, 1) || to_hex(paruh.k) || substr({0}, 2)",
        "saat": "{0} - make_interval(days => 183 * paruh.k)",
        "hari": "{0} - 183 * paruh.k",
    },
}
BULAN = "(bulan / 100 * 12 + bulan % 100 - 1 - 6 * paruh.k)"  # counted from year 0


def _sql_salin(m: Any, semua: list[Any], kata: dict[str, str]) -> str:
    jenis = {"DateTimeField": "saat", "DateField": "hari"}
    kolom = {}
    for f in m._meta.concrete_fields:
        tipe, k = f.get_internal_type(), f.column
        if f.primary_key or f.related_model in semua:
            templat = kata["id"]
        elif f.unique and tipe == "CharField":
            templat = kata["kode"]
        elif k == "bulan":
            templat = f"{BULAN} / 12 * 100 + {BULAN} % 12 + 1"
        else:
            templat = kata[jenis[tipe]] if tipe in jenis else "{0}"
        kolom[f'"{k}"'] = templat.format(f'"{k}"')
    return (
        f"WITH RECURSIVE paruh(k) AS (SELECT {PARUH - 1} UNION ALL SELECT k - 1 FROM paruh "
        f'WHERE k > 1) INSERT INTO "{m._meta.db_table}" ({", ".join(kolom)}) '
        f'SELECT {", ".join(kolom.values())} FROM paruh CROSS JOIN "{m._meta.db_table}"'
    )
