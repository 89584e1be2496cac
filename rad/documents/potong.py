"""Turns the snapshot of a RAD matrix into printable parts of flat rows. Pure: data in, data out."""

from collections.abc import Iterator

from rad.documents.situasi import tampil

BATAS_SATU = 300
"""Rows up to which one render is cheaper than cutting and joining (measured, python3 -m bench)."""

Baris = dict[str, object]


def bagi_matriks(snapshot: dict, per: int = 80) -> list[dict]:
    """Return the template contexts of ``rad/dokumen/matriks.html``, in order.

    A matrix of at most ``BATAS_SATU`` rows of aksi is one part with subtotals in the table. A
    longer one is cut per bidang into parts of about *per* rows, always in front of a sasaran, so
    that our own cut tears no sasaran apart; its totals stand only in a closing part, so that a
    changed amount makes no other part stale.

    Each part holds all keys of *snapshot* except ``kelompok``, and: ``baris`` (flat rows, each
    with ``jenis`` bidang, sasaran, aksi or jumlah), ``rekap_bidang`` (label, amounts per year,
    sum), ``awal`` and ``akhir`` (first or last part), ``kolom`` (how many columns there are, and
    where), ``situasi`` (the chapter to print in the first part, None without one). Amounts and
    measures stay canonical text.
    """
    kelompok = [
        (k, [list(_baris_sasaran(k, s, i)) for i, s in _urut(k)]) for k in snapshot["kelompok"]
    ]
    seluruh = sum(len(s) - 1 for _, sasaran in kelompok for s in sasaran)
    if seluruh <= BATAS_SATU:
        isi = [[b for k, s in kelompok for b in _baris_bidang(k, s)]]
    else:
        isi = [*(bagian for k, s in kelompok for bagian in _potong_bidang(k, s, per)), []]
    umum = {n: v for n, v in snapshot.items() if n != "kelompok"}
    umum["situasi"] = tampil(snapshot.get("situasi"))
    umum["kolom"] = _kolom(len(snapshot["tahun"]))
    umum["rekap_bidang"] = [(k["label"], k["total"], k["jumlah"]) for k, _ in kelompok]
    terakhir = len(isi) - 1
    return [{**umum, "baris": b, "awal": i == 0, "akhir": i == terakhir} for i, b in enumerate(isi)]


def _kolom(tahun: int) -> dict[str, object]:
    """Column counts of a matrix over that many years."""
    semua = 10 + 2 * tahun
    return {
        "semua": semua,
        "kiri": 6 + tahun,
        "tahun": tahun,
        "kanan": 4,
        "akhir": list(range(semua - 3, semua + 1)),
    }


def _urut(kelompok: dict) -> Iterator[tuple[int, dict]]:
    return enumerate(kelompok["sasaran"], start=1)


def _baris_bidang(kelompok: dict, sasaran: list[list[Baris]]) -> list[Baris]:
    """Rows of a whole bidang: its heading, its sasaran, its subtotal."""
    jumlah = {
        "jenis": "jumlah",
        "teks": kelompok["label"],
        "pagu": kelompok["total"],
        "jumlah": kelompok["jumlah"],
    }
    return [_kepala(kelompok), *(b for s in sasaran for b in s), jumlah]


def _kepala(kelompok: dict, sambungan: str = "") -> Baris:
    return {"jenis": "bidang", "teks": kelompok["label"], "sambungan": sambungan}


def _potong_bidang(kelompok: dict, sasaran: list[list[Baris]], per: int) -> Iterator[list[Baris]]:
    """Yield the parts of one bidang; those after the first repeat its name as a continuation.

    Cutting runs from the front, so that an edit moves no cut before it; a short rest (less than
    half of *per*) stays with the part in front of it.
    """
    kini: list[Baris] = []
    kepala = _kepala(kelompok)
    sisa = sum(map(len, sasaran))
    for baris in sasaran:
        if kini and len(kini) + len(baris) / 2 > per and sisa > per / 2:
            yield [kepala, *kini]
            kini, kepala = [], _kepala(kelompok, "lanjutan")
        kini += baris
        sisa -= len(baris)
    yield [kepala, *kini]


def _baris_sasaran(kelompok: dict, sasaran: dict, nomor: int) -> Iterator[Baris]:
    """Yield the heading of a sasaran and the rows of its aksi."""
    yield {
        "jenis": "sasaran",
        "nomor": nomor,
        "teks": sasaran["uraian"],
        "bidang": kelompok["label"],
    }
    for aksi in sasaran["aksi"]:
        yield from _baris_aksi(aksi)


def _baris_aksi(aksi: dict) -> Iterator[Baris]:
    """Yield one row per indicator or budget line, whichever are more; later ones only add these.

    No cell spans rows: a row span cut by a page break fails PDF/UA-1.
    """
    indikator, anggaran = aksi["baris"], aksi["anggaran"]
    for i in range(max(1, len(indikator), len(anggaran))):
        yield {
            "jenis": "aksi",
            "aksi": aksi if i == 0 else None,
            "indikator": indikator[i] if i < len(indikator) else None,
            "anggaran": anggaran[i] if i < len(anggaran) else None,
        }
