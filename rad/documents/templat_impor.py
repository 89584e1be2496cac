"""The empty spreadsheet that an office fills in and uploads, and the returned one with marks."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from xlsxwriter.worksheet import Worksheet

from p3aks.core.tables.tulis import Buku, tulis_baris
from pokja.enums import Bidang
from rad.documents.kolom_rad import Kolom, kolom_rad
from rad.documents.matriks_xlsx import FORMAT
from rad.enums import Arah, JenisIndikator, SumberDana

BARIS_ISIAN = 500  # rows with drop-downs
PILIHAN = "Pilihan"
KOLOM_PERBAIKAN = "Perbaikan"
PETUNJUK = (
    "Isi lembar RAD, satu baris untuk satu aksi. Judul kolom jangan diubah.",
    "Aksi dengan beberapa indikator atau sumber dana: tulis di baris berikutnya dengan No, Aksi "
    "dan OPD yang sama; setiap indikator dan setiap sumber dana ditulis sekali.",
    "Arah: naik bila makin besar makin baik, turun bila makin kecil makin baik.",
    "Anggaran dalam rupiah penuh, tanpa singkatan juta atau miliar. Tulis 0 bila tidak ada.",
    "Kode Sub Kegiatan boleh kosong. Untuk kabupaten, angka keempatnya 2: 2.08.03.2.02.0001.",
    "Instansi Pendukung: pisahkan dengan titik koma (;), sebab nama instansi memuat koma.",
    "Setelah diunggah, sistem menunjukkan dahulu apa yang baru, berubah dan perlu diperbaiki. "
    "Belum ada yang disimpan sebelum Anda menyetujuinya.",
)


def cetak_templat(
    tujuan: Path | IO[bytes], *, tahun: Iterable[int], tahun_dasar: int, opd: Sequence[str]
) -> None:
    """Write the template for a plan with these years to *tujuan*.

    *opd*: names offered as responsible institution. Choices stand in drop-downs on the first 500
    rows; sheet "Petunjuk" explains.
    """
    kolom = kolom_rad(tahun, tahun_dasar, lengkap=False)
    with Buku(tujuan, judul="Templat isian RAD P3AKS") as buku:
        lembar = buku.lembar("RAD")
        _judul(buku, lembar, kolom)
        petunjuk = buku.lembar("Petunjuk")
        petunjuk.set_column(0, 0, 5)
        petunjuk.set_column(1, 1, 100)
        biasa = buku.gaya(text_wrap=True, font_size=11)
        for n, kalimat in enumerate(PETUNJUK):
            tulis_baris(petunjuk, n, [n + 1, kalimat], [biasa, biasa])
        pilihan: dict[str, list[str]] = {
            "bidang": [str(x.label) for x in Bidang],
            "arah": [x.value for x in Arah],
            "sumber": [str(x.label) for x in SumberDana],
            "penanggung_jawab": list(opd),
            "jenis": [x.value for x in JenisIndikator],
            "kumulatif": ["ya", "tidak"],
        }
        _lembar_pilihan(buku, lembar, kolom, pilihan)


def _judul(buku: Buku, lembar: Worksheet, kolom: Sequence[Kolom]) -> None:
    tajuk = buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True, valign="vcenter")
    gaya = {
        "teks": buku.gaya(text_wrap=True, num_format="@"),
        "nomor": buku.gaya(),
        "angka": buku.gaya(num_format=FORMAT["angka"]),
        "rupiah": buku.gaya(num_format=FORMAT["rupiah"]),
    }
    for c, k in enumerate(kolom):
        # The format of the column: a code typed here stays text and never becomes a date.
        lembar.set_column(c, c, k.lebar, gaya[k.jenis])
    lembar.freeze_panes(1, 0)
    tulis_baris(lembar, 0, [k.label for k in kolom], [tajuk] * len(kolom))


def _lembar_pilihan(
    buku: Buku, lembar: Worksheet, kolom: Sequence[Kolom], pilihan: Mapping[str, list[str]]
) -> None:
    """Write the lists to a hidden sheet and hang drop-downs on them."""
    daftar = buku.lembar(PILIHAN, tersembunyi=True)
    biasa = buku.gaya()
    for r in range(max(map(len, pilihan.values()))):
        isi = [x[r] if r < len(x) else None for x in pilihan.values()]
        tulis_baris(daftar, r, isi, [biasa] * len(isi))
    for c, k in enumerate(kolom):
        if k.kunci not in pilihan or not pilihan[k.kunci]:
            continue
        huruf = "ABCDEF"[list(pilihan).index(k.kunci)]
        lembar.data_validation(
            1,
            c,
            BARIS_ISIAN,
            c,
            {
                "validate": "list",
                "source": f"={PILIHAN}!${huruf}$1:${huruf}${len(pilihan[k.kunci])}",
                "error_title": "Pilih dari daftar",
                "error_message": f"{k.label}: pilih salah satu dari daftar.",
            },
        )


def cetak_bertanda(
    tujuan: Path | IO[bytes],
    *,
    judul: Sequence[str],
    baris: Iterable[tuple[int, Sequence[str], Mapping[int, str], str]],
) -> None:
    """Write the rows that need correction, marked, to *tujuan*.

    Args:
        judul: headings, one per column.
        baris: for each bad row its number in the sent file, its cells as seen, what is wrong by
            column (number from 0 → sentence), and all of it in one text. Faulty cells are coloured
            and carry the sentence as a note; the last columns say it again. The file can be
            corrected and uploaded as it is: those last columns are ignored then.
    """
    with Buku(tujuan, judul="Baris yang perlu diperbaiki") as buku:
        lembar = buku.lembar("Perlu diperbaiki")
        tajuk = buku.gaya(bold=True, bg_color="#E3EFEE", border=1, text_wrap=True)
        biasa = buku.gaya(text_wrap=True, border=1, num_format="@")
        salah = buku.gaya(text_wrap=True, border=1, num_format="@", bg_color="#FBE9E7")
        n = len(judul)
        lembar.set_column(0, n - 1, 18)
        lembar.set_column(n, n, 60)
        lembar.set_column(n + 1, n + 1, 10)
        lembar.freeze_panes(1, 0)
        kepala: list[Any] = [*judul, KOLOM_PERBAIKAN, "Baris asal"]
        tulis_baris(lembar, 0, kepala, [tajuk] * len(kepala))
        for r, (nomor, sel, salahnya, semua) in enumerate(baris, 1):
            gaya = [salah if c in salahnya else biasa for c in range(n)]
            tulis_baris(lembar, r, [*sel, semua, nomor], [*gaya, biasa, biasa])
            for c, pesan in salahnya.items():
                lembar.write_comment(r, c, pesan, {"author": "Sistem P3AKS", "x_scale": 2})
