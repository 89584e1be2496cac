"""The report on a plan as plain data: figures of accepted reports only, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from p3aks.core.formatting import BULAN, tanggal
from pokja.documents import surat_rapat
from pokja.enums import Bidang, Posisi
from pokja.models import Daerah, Pejabat
from rad.documents import pantau, pantau_jumlah
from rad.documents.pantau import BarisIndikator, BarisPantau, Uang
from rad.documents.pantau_jumlah import Jumlah
from rad.enums_pantau import JenisLaporan, Periode, StatusLaporan, Warna
from rad.models import Aksi, AturanPantau, Bukti, LaporanAksi, LaporanRad, TargetPeriode
from rad.models.laporan_rad import BAB
from rad.models.salinan import kanonik

DITERIMA, BELUM_DITERIMA, BELUM_DILAPORKAN = "Diterima", "Belum diterima", "Belum dilaporkan"
P3AKS = "Perlindungan dan Pemberdayaan Perempuan dan Anak dalam Konflik Sosial"


def susun(laporan: LaporanRad) -> dict[str, Any]:
    """Return the report with its text; a final one exactly as it was frozen."""
    angka: dict[str, Any] = laporan.isi_final or angka_kini(laporan)
    bab = [
        {"judul": judul, "alinea": surat_rapat.baris(getattr(laporan, nama))}
        for nama, judul in BAB.items()
    ]
    return {**angka, "bab": bab, "final": laporan.final}


def angka_kini(laporan: LaporanRad) -> dict[str, Any]:
    """Return the figures of the report as they are now, as plain JSON: amounts and measures are
    canonical text."""
    rad, jenis = laporan.rad, JenisLaporan(laporan.jenis)
    aturan = AturanPantau.milik(rad)
    daerah = Daerah.ini()
    pemerintah = f"Pemerintah {daerah.jenis} {daerah.nama}"
    baris = _baris(rad, aturan, laporan.tahun, jenis.periode)
    lain = _lain(baris, laporan.tahun, jenis.periode)
    semua = pantau_jumlah.jumlah(baris)
    return {
        "judul": f"{laporan.sebutan}: Rencana Aksi Daerah {P3AKS} {daerah.jenis} {daerah.nama}",
        "sebutan": laporan.sebutan,
        "penulis": f"Pokja P3AKS {daerah.jenis} {daerah.nama}",
        "daerah": daerah.salinan(),
        "kop": {
            "pemerintah": pemerintah.upper(),
            "pokja": f"Kelompok Kerja {P3AKS}".upper(),
            "baris": surat_rapat.baris(daerah.alamat_pokja),
        },
        "kota": daerah.ibu_kota,
        "jenis": jenis.value,
        "tahun": laporan.tahun,
        "periode": jenis.periode.value,
        "periode_rad": rad.periode,
        "data_sampai": f"{BULAN[jenis.periode.bulan_akhir - 1]} {laporan.tahun}",
        "per": timezone.localdate().isoformat(),
        "per_kata": tanggal(timezone.localdate()),
        "kelompok": _kelompok(baris, lain),
        "jumlah": _jumlah(semua),
        "opd": [{"label": opd, **_jumlah(j)} for opd, j in pantau_jumlah.per(baris, "opd")],
        "sumber": [_uang(u) for u in pantau_jumlah.per_sumber(baris)],
        "tahunan": _tahunan(rad, aturan) if jenis is JenisLaporan.AKHIR else [],
        "status": lain["hitung"],
        "rumus": aturan.rumus.kalimat,
        "bobot": [aturan.bobot_administrasi, aturan.bobot_substansi],
        "ambang": [aturan.ambang_hijau, aturan.ambang_kuning],
        "batas": aturan.jadwal(laporan.tahun, jenis.periode).batas.isoformat(),
        "tanda": _tanda(),
    }


def _baris(rad: Any, aturan: AturanPantau, tahun: int, periode: Periode) -> list[BarisPantau]:
    return pantau.susun(
        Aksi.objects.dipantau().filter(rad=rad), aturan=aturan, tahun=tahun,
        periode=periode.value, laporan=LaporanAksi.objects.diterima(),
    )  # fmt: skip


def _lain(baris: list[BarisPantau], tahun: int, periode: Periode) -> dict[str, Any]:
    """Return what the matrices show beside the figures: supporters, measures of all three periods,
    names of evidence, and the state of every report, also of those that do not count."""
    pk = [b.pk for b in baris]
    pendukung: dict[UUID, list[str]] = defaultdict(list)
    for aksi, nama in (
        Aksi.pendukung.through.objects.filter(aksi__in=pk)
        .order_by("lembaga__nama")
        .values_list("aksi_id", "lembaga__nama")
    ):
        pendukung[aksi].append(nama)
    ukuran: dict[UUID, dict[str, dict[str, Any]]] = defaultdict(dict)
    for i, p, nilai, teks in TargetPeriode.objects.filter(
        indikator__aksi__in=pk, tahun=tahun
    ).values_list("indikator", "periode", "nilai", "ukuran"):
        ukuran[i][p] = {"nilai": kanonik(nilai), "teks": teks}
    bukti: dict[UUID, list[str]] = defaultdict(list)
    for induk, uraian in (
        Bukti.objects.filter(laporan__in=[b.laporan for b in baris if b.laporan])
        .order_by("dibuat_pada", "pk")
        .values_list("laporan", "uraian")
    ):
        bukti[induk].append(uraian)
    menunggu = set(
        LaporanAksi.objects.filter(
            aksi__in=pk, tahun=tahun, periode=periode.value, status=StatusLaporan.DILAPORKAN
        ).values_list("aksi", flat=True)
    )
    status = {b.pk: _sebut(b, b.pk in menunggu) for b in baris}
    hitung: dict[str, int] = defaultdict(int)
    for nama in status.values():
        hitung[nama] += 1
    return {
        "pendukung": pendukung, "ukuran": ukuran, "bukti": bukti, "status": status,
        "hitung": dict(hitung),
    }  # fmt: skip


def _sebut(b: BarisPantau, menunggu: bool) -> str:
    """Return the state of a report in a document, which counts accepted ones only."""
    if b.laporan is not None:
        return DITERIMA
    return BELUM_DITERIMA if menunggu else BELUM_DILAPORKAN


def _kelompok(baris: list[BarisPantau], lain: dict[str, Any]) -> list[dict[str, Any]]:
    hasil = []
    for bidang in Bidang:
        milik = [b for b in baris if b.bidang == bidang]
        if milik:
            hasil.append(
                {
                    "label": str(bidang.label),
                    "aksi": [_aksi(b, lain) for b in milik],
                    "jumlah": _jumlah(pantau_jumlah.jumlah(milik)),
                }
            )
    return hasil


def _aksi(b: BarisPantau, lain: dict[str, Any]) -> dict[str, Any]:
    ada = b.laporan is not None
    return {
        "nomor": b.nomor,
        "uraian": b.uraian,
        "kode": b.kode,
        "opd": b.opd,
        "pendukung": lain["pendukung"][b.pk],
        "status": lain["status"][b.pk],
        "terlambat": b.terlambat,
        "capaian": kanonik(b.capaian),
        "indikator": [_indikator(i, lain["ukuran"][i.pk]) for i in b.indikator],
        "pagu": kanonik(b.pagu),
        "serap_periode": kanonik(b.serap_periode) if ada else None,
        "serap_kumulatif": kanonik(b.serap_kumulatif),
        "serapan": kanonik(b.serapan),
        "skor": kanonik(b.skor),
        "warna": str(b.warna.label) if b.warna else "",
        "merah": b.warna == Warna.MERAH,
        "alasan_nilai": b.alasan_nilai,
        "kendala": b.kendala,
        "rencana": b.rencana,
        "bukti": lain["bukti"].get(b.laporan, []),
        "wajib": [b.wajib_memadai, b.wajib],
    }


def _indikator(i: BarisIndikator, ukuran: dict[str, Any]) -> dict[str, Any]:
    return {
        "nama": i.nama,
        "satuan": i.satuan,
        "arah": i.arah,
        "ukuran": [
            {"periode": p.value, **ukuran.get(p.value, {"nilai": None, "teks": ""})}
            for p in Periode
        ],
        "target_tahun": kanonik(i.target_tahun),
        "periode": [
            *(kanonik(n) for n in (i.target_periode, i.realisasi_periode)),
            str(i.capaian_periode),
        ],
        "kumulatif": [
            *(kanonik(n) for n in (i.target_kumulatif, i.realisasi_kumulatif)),
            str(i.capaian_kumulatif),
        ],
        "capaian_tahun": str(i.capaian_tahun),
        "alasan": i.alasan,
    }


def _jumlah(j: Jumlah) -> dict[str, Any]:
    return {
        "aksi": j.aksi,
        "diterima": j.diterima,
        "warna": {str(w.label): n for w, n in j.warna.items()},
        "capaian": kanonik(j.capaian),
        "pagu": kanonik(j.pagu),
        "serap_periode": kanonik(j.periode),
        "serap_kumulatif": kanonik(j.kumulatif),
        "serapan": kanonik(j.serapan),
    }


def _uang(u: Uang) -> dict[str, Any]:
    return {
        "label": u.label, "pagu": kanonik(u.pagu), "serap_periode": kanonik(u.periode),
        "serap_kumulatif": kanonik(u.kumulatif), "serapan": kanonik(u.serapan),
    }  # fmt: skip


def _tahunan(rad: Any, aturan: AturanPantau) -> list[dict[str, Any]]:
    """Return the figures at the end of each year of the plan."""
    return [
        {"tahun": t, **_jumlah(pantau_jumlah.jumlah(_baris(rad, aturan, t, Periode.B12)))}
        for t in rad.tahun
    ]


def _tanda() -> dict[str, Any]:
    """Return who signs: the Sekretaris of the Pokja as of today, else dotted lines."""
    hari = timezone.localdate()
    duduk = (
        Pejabat.objects.berlaku(hari)
        .filter(kedudukan__posisi=Posisi.SEKRETARIS, kedudukan__pokja__mulai__lte=hari.year)
        .order_by("-kedudukan__pokja__mulai", "-mulai")
    )
    return surat_rapat.tanda(duduk.first())


def tersebar(kelompok: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the actions of all fields in order."""
    return [a for k in kelompok for a in k["aksi"]]
