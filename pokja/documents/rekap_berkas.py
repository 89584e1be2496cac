"""A release as open data: CSV, XLSX and JSON with its codebook, and the metadata of Satu Data
(Perpres 39/2019; activity, variables and indicators as in Peraturan BPS 5/2020).

The same published counts as on the page, and nothing else: a hidden one is empty, and marked so.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from p3aks.core.tables.tulis import Buku, Sel, tulis_baris
from pokja.models import Daerah, RekapTerbit

KOLOM = (
    ("tahun", "Tahun laporan.", "bilangan"),
    ("paruh", "1 dan 2: semester; 0: setahun.", "bilangan"),
    ("versi", "Nomor versi terbitan masa itu.", "bilangan"),
    ("tabel", "Kode tabel.", "teks"),
    ("satuan", "Apa yang dihitung: kasus, korban, atau pasangan korban dan terlapor.", "teks"),
    ("baris_kode", "Kode baris; kosong: jumlah seluruh baris.", "teks"),
    ("baris", "Label baris.", "teks"),
    ("kolom_kode", "Kode kolom; kosong: jumlah seluruh kolom.", "teks"),
    ("kolom", "Label kolom.", "teks"),
    ("jumlah", "Banyaknya; kosong bila tidak ditampilkan.", "bilangan"),
    ("keadaan", "terbit, atau tidak_ditampilkan.", "teks"),
)  # fmt: skip
TERBIT, TUTUP = "terbit", "tidak_ditampilkan"
# Name, concept, definition, source of the definition.
VARIABEL = (
    ("kasus", "Laporan kekerasan", "Satu peristiwa yang dilaporkan, dengan satu korban atau lebih, "
     "terverifikasi, dihitung menurut waktu dilaporkan.", "SIMFONI-PPA"),
    ("korban", "Orang yang mengalami kekerasan", "Satu orang dalam satu semester, sekali pun "
     "dilaporkan lebih dari sekali; digolongkan menurut laporan pertama.", "SIMFONI-PPA"),
    ("pasangan", "Hubungan korban dan terlapor", "Satu korban dengan satu terlapor; seorang korban "
     "dapat mempunyai beberapa terlapor.", "SIMFONI-PPA"),
    ("bentuk", "Bentuk kekerasan", "Satu korban dapat mengalami beberapa bentuk, jadi jumlah "
     "barisnya dapat melebihi jumlah korban.", "UU 12/2022, UU 23/2004, UU 21/2007"),
    ("kategori", "Kategori korban", "Korban konflik sosial; bila bukan, korban KDRT; bila bukan, "
     "korban kekerasan lain. Tiap korban masuk tepat satu kategori.",
     "Perpres 18/2014, UU 23/2004"),
    ("usia", "Umur saat kejadian", "Umur dalam tahun penuh pada waktu kejadian. Anak: di bawah 18 "
     "tahun; yang umurnya tidak diketahui dihitung dewasa.", "UU 35/2014"),
    ("tempat", "Tempat kejadian", "Satu tempat bagi tiap korban.", "SIMFONI-PPA"),
    ("layanan", "Layanan yang diterima", "Layanan yang sudah diberikan sampai tanggal keadaan "
     "data; satu korban dapat menerima beberapa.", "PermenPPPA 2/2022"),
    ("kecamatan", "Kecamatan kejadian", "Tempat kejadian, bukan tempat tinggal korban.",
     "Kepmendagri 300.2.2-2138/2025"),
)  # fmt: skip


def baris(rekap: RekapTerbit) -> Iterator[tuple[Sel, ...]]:
    """Yield one row per count, in the order of ``KOLOM``."""
    isi, dari = rekap.isi, (rekap.tahun, rekap.paruh, rekap.nomor)
    for s in isi["satuan"]:
        yield (*dari, "jumlah", s["label"], "", "Seluruhnya", "", "Jumlah", *_nilai(s["jumlah"]))
    label = {s["kunci"]: s["label"] for s in isi["satuan"]}
    for t in isi["tabel"]:
        kolom = [*((k["kode"], k["label"]) for k in t["kolom"]), ("", "Jumlah")]
        larik = [(b["kode"], b["label"], [*b["sel"], b["jumlah"]]) for b in t["baris"]]
        larik.append(("", "Jumlah", [*t["total"], t["jumlah"]]))
        for kode, nama, sel in larik:
            for (k, nama_kolom), n in zip(kolom, sel, strict=True):
                yield (
                    *dari, t["kunci"], label[t["satuan"]], kode, nama, k, nama_kolom, *_nilai(n),
                )  # fmt: skip


def _nilai(n: int | None) -> tuple[int | None, str]:
    return n, TUTUP if n is None else TERBIT


def ke_csv(rekap: RekapTerbit) -> bytes:
    """Return the counts as CSV: UTF-8 with mark, semicolons, as Indonesian Excel opens it."""
    keluar = io.StringIO()
    tulis = csv.writer(keluar, delimiter=";")
    tulis.writerow([nama for nama, _, _ in KOLOM])
    # Labels come from lists of codes and of places, never from what somebody typed.
    tulis.writerows(["" if s is None else s for s in satu] for satu in baris(rekap))
    return keluar.getvalue().encode("utf-8-sig")


def ke_json(rekap: RekapTerbit) -> bytes:
    """Return counts, codebook and metadata as JSON."""
    isi = {"metadata": metadata(rekap), "kolom": buku_kode(), "data": rekap.isi}
    return json.dumps(isi, ensure_ascii=False, indent=1).encode()


def ke_xlsx(rekap: RekapTerbit) -> bytes:
    """Return a workbook: counts, codebook, metadata."""
    keluar = io.BytesIO()
    with Buku(keluar, judul=f"Statistik {rekap}", dibuat=rekap.dibuat_pada) as buku:
        _lembar(buku, "Data", [nama for nama, _, _ in KOLOM], list(baris(rekap)))
        kode = [[k["nama"], k["arti"], k["tipe"]] for k in buku_kode()]
        _lembar(buku, "Buku kode", ["kolom", "arti", "tipe"], kode)
        meta: list[Sequence[Sel]] = [[k, str(v)] for k, v in _datar(metadata(rekap))]
        _lembar(buku, "Metadata", ["butir", "isi"], meta)
    return keluar.getvalue()


def _lembar(buku: Buku, nama: str, kepala: Sequence[str], isi: Sequence[Sequence[Sel]]) -> None:
    lembar, tebal, biasa = buku.lembar(nama), buku.gaya(bold=True), buku.gaya()
    lembar.set_column(0, len(kepala) - 1, 24)
    lembar.freeze_panes(1, 0)
    tulis_baris(lembar, 0, list(kepala), [tebal] * len(kepala))
    for n, satu in enumerate(isi, 1):
        tulis_baris(lembar, n, list(satu), [biasa] * len(kepala))


def _datar(isi: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for kunci, nilai in isi.items():
        if isinstance(nilai, list):
            for n, satu in enumerate(nilai, 1):
                yield f"{kunci} {n}", "; ".join(f"{k}: {v}" for k, v in satu.items())
        else:
            yield kunci, nilai


def buku_kode() -> list[dict[str, str]]:
    """Return what each column of the files means."""
    return [{"nama": nama, "arti": arti, "tipe": tipe} for nama, arti, tipe in KOLOM]


def metadata(rekap: RekapTerbit) -> dict[str, Any]:
    """Return what Satu Data asks of a set of statistics."""
    daerah, ambang = Daerah.ini(), rekap.isi["ambang"]
    wilayah = f"{daerah.jenis} {daerah.nama}"
    return {
        "judul": f"Kekerasan terhadap perempuan dan anak yang dilaporkan, {wilayah}, {rekap}",
        "produsen_data": f"Dinas yang membidangi perempuan dan anak {wilayah}",
        "walidata": f"Walidata {wilayah}",
        "dasar": "Perpres 18/2014; Perpres 39/2019; UU 27/2022",
        "tujuan": "Perencanaan dan pemantauan RAD P3AKS, dan keterbukaan kepada umum.",
        "cara_pengumpulan": "Catatan administrasi unit layanan; hanya yang terverifikasi.",
        "cakupan_wilayah": f"{wilayah} (kode {daerah.wilayah_id})",
        "masa": rekap.isi["masa"]["label"],
        "keadaan_data": rekap.isi["per"],
        "versi": rekap.nomor,
        "catatan_versi": rekap.catatan or "Versi pertama.",
        "terbit": rekap.dibuat_pada.date().isoformat(),
        "penyajian": f"Angka di bawah {ambang['umum']} (per kecamatan {ambang['kecamatan']}) dan "
        "angka lain yang dapat mengungkapkannya tidak ditampilkan.",
        "batasan": "Banyaknya laporan bukan banyaknya kekerasan. Jumlah setahun adalah jumlah "
        "kedua semesternya.",
        "sha256": rekap.sidik,
        "lisensi": "Boleh dipakai siapa pun dengan menyebut sumbernya.",
        "variabel": [
            {"nama": nama, "konsep": konsep, "definisi": definisi, "acuan": acuan}
            for nama, konsep, definisi, acuan in VARIABEL
        ],
        "indikator": [
            {"nama": "Korban anak", "ukuran": "korban di bawah 18 tahun : seluruh korban × 100",
             "satuan": "persen"},
            {"nama": "Korban konflik sosial", "ukuran": "korban kategori konflik : seluruh korban "
             "× 100", "satuan": "persen"},
        ],
    }  # fmt: skip
