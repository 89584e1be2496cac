"""Synthetic RAD matrices of any size: the same snapshot for the same size, on every machine."""

import random
from decimal import Decimal

BIDANG = (
    ("PENCEGAHAN", "Pencegahan"),
    ("PENANGANAN", "Penanganan"),
    ("PEMBERDAYAAN_PARTISIPASI", "Pemberdayaan dan Partisipasi"),
)
KATA = (
    *("peningkatan", "kapasitas", "perempuan", "anak", "korban", "konflik"),
    *("sosial", "pendampingan", "psikososial", "layanan", "terpadu", "desa"),
    *("kelurahan", "kecamatan", "pencegahan", "kekerasan", "penyusunan", "peta"),
    *("potensi", "rawan", "forum", "kewaspadaan", "dini", "masyarakat"),
    *("sosialisasi", "pelatihan", "fasilitator", "perdamaian", "pemulihan", "ekonomi"),
    *("usaha", "mikro", "koperasi", "bantuan", "hukum", "rumah"),
    *("aman", "rujukan", "kesehatan", "reproduksi", "pendidikan", "darurat"),
    *("pengungsian", "koordinasi", "lintas", "perangkat", "daerah", "pemantauan"),
    *("evaluasi", "pelaporan", "data", "terpilah"),
)
SATUAN = ("orang", "dokumen", "kegiatan", "desa", "laporan", "unit", "persen", "kelompok")
OPD = (
    "Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak",
    "Badan Kesatuan Bangsa dan Politik",
    "Dinas Kesehatan",
    "Dinas Pendidikan",
    "Badan Perencanaan Pembangunan Daerah",
    "Satuan Polisi Pamong Praja",
    "Dinas Koperasi, Usaha Mikro, Perindustrian dan Perdagangan",
    "Badan Penanggulangan Bencana Daerah",
)
SUMBER = ("PAD", "DAU", "DAK Nonfisik PPA", "Dana Desa", "CSR")
TAHUN = (2025, 2026, 2027, 2028, 2029)
PER_SASARAN = 12


def snapshot(baris: int, *, ubah: int | None = None) -> dict:
    """Return the snapshot of a RAD with *baris* aksi of one indicator and one budget line each.

    *ubah* changes the amount of the aksi with that number, as an edit between two prints would.
    """
    acak = random.Random(7)

    def frasa(a: int, b: int) -> str:
        teks = " ".join(acak.choice(KATA) for _ in range(acak.randint(a, b)))
        return teks[0].upper() + teks[1:]

    def aksi(nomor: int) -> dict:
        awal, pagu = acak.randint(1, 60), acak.randint(5, 900) * 1_000_000
        if nomor == ubah:
            pagu += 1_000_000
        return {
            "nomor": nomor,
            "uraian": frasa(6, 12),
            "kode": f"2.08.0{acak.randint(2, 7)}.2.01.00{acak.randint(10, 99)}",
            "nomenklatur": frasa(4, 8),
            "status": "Disetujui",
            "baris": [
                {
                    "indikator": "Jumlah " + frasa(4, 9).lower(),
                    "satuan": acak.choice(SATUAN),
                    "arah": "naik",
                    "baseline": str(awal),
                    "target": [str(awal + 5 * k) for k in range(1, 6)],
                }
            ],
            "anggaran": [{"sumber": acak.choice(SUMBER), "pagu": [f"{pagu}.00"] * 5}],
            "penanggung_jawab": acak.choice(OPD),
            "pendukung": acak.sample(OPD, acak.randint(0, 2)),
            "lokasi": f"{acak.randint(1, 20)} kecamatan",
            "keterangan": "",
        }

    semua = [aksi(n) for n in range(1, baris + 1)]
    kelompok = []
    for i, (kode, label) in enumerate(BIDANG):
        isi = semua[i * baris // 3 : (i + 1) * baris // 3]
        potong = [isi[k : k + PER_SASARAN] for k in range(0, len(isi), PER_SASARAN)]
        kelompok.append(
            {
                "bidang": kode,
                "label": label,
                "sasaran": [{"uraian": frasa(6, 12), "aksi": a} for a in potong],
                **_total(isi),
            }
        )
    return {
        "judul": "RENCANA AKSI DAERAH PERLINDUNGAN DAN PEMBERDAYAAN PEREMPUAN DAN ANAK DALAM "
        "KONFLIK SOSIAL TAHUN 2025-2029",
        "daerah": {
            "jenis": "Kabupaten",
            "nama": "Tuban",
            "provinsi": "Jawa Timur",
            "kepala": "Bupati",
        },
        "periode": "2025-2029",
        "tahun": list(TAHUN),
        "tahun_dasar": 2024,
        "versi": {"nomor": None, "label": "Rancangan", "sidik": None},
        "per": "2026-11-22",
        "kelompok": kelompok,
        "total": {
            "tahun": _total(semua)["total"],
            "jumlah": _total(semua)["jumlah"],
            "sumber": _menurut(semua, lambda a: a["anggaran"][0]["sumber"]),
            "opd": _menurut(semua, lambda a: a["penanggung_jawab"]),
        },
        "legenda": ["Arah naik: capaian membaik bila angka bertambah."],
    }


def _total(aksi: list[dict]) -> dict:
    tahun = [
        sum((Decimal(a["anggaran"][0]["pagu"][k]) for a in aksi), Decimal(0)) for k in range(5)
    ]
    return {"total": [str(t) for t in tahun], "jumlah": str(sum(tahun))}


def _menurut(aksi: list[dict], kunci) -> list[list[str]]:
    jumlah: dict[str, Decimal] = {}
    for a in aksi:
        jumlah[kunci(a)] = jumlah.get(kunci(a), Decimal(0)) + Decimal(_total([a])["jumlah"])
    return [[k, str(v)] for k, v in sorted(jumlah.items())]
