"""Reports of two periods for the demo plan: most accepted, one waiting, one returned, some missing.

The figures are invented by rule, so that every load gives the same ones.
"""

import datetime as dt
import hashlib
import io
from decimal import Decimal

import pikepdf
from django.utils import timezone

from pokja.models import Pengguna
from rad.actions import pantau, pantau_rencana
from rad.actions.pantau import IsiLaporan, IsiRealisasi
from rad.actions.pantau_rencana import IsiTarget
from rad.aturan.capaian import cara_hitung
from rad.enums_pantau import CaraHitung, Periode
from rad.models import Aksi, AturanPantau, LaporanAksi, Rad

OPERATOR = ("opd", "opd2", "opd3")
TAHUN = 2026
PERIODE = (Periode.B04, Periode.B08)
ALASAN_BUKA = "Data contoh dimuat sesudah periodenya terkunci."
KENDALA = (
    "",
    "Anggaran baru dapat dicairkan sesudah perubahan APBD.",
    "Sasaran di dua kecamatan belum terjangkau karena cuaca.",
)
RENCANA = (
    "",
    "Kegiatan dijadwalkan ulang pada triwulan IV.",
    "Kegiatan digabung dengan posyandu di kecamatan terkait.",
)
# How much of a period's share was reached, by turn.
LAJU = (Decimal("1"), Decimal("0.9"), Decimal("1.1"), Decimal("0.75"), Decimal("0.45"))


def pengisi(aksi: Aksi, orang: dict[str, Pengguna]) -> Pengguna:
    """Return the OPD's own operator; where the demo has none, the Sekretaris helps out."""
    operator = (orang[nama] for nama in OPERATOR)
    milik = (o for o in operator if o.lembaga_id == aksi.penanggung_jawab_id)
    return next(milik, orang["sekretaris"])


def isi_laporan(rad: Rad, orang: dict[str, Pengguna]) -> None:
    """Report on every fixed action of *rad* for the two periods, as the people of the demo do it.
    Does nothing before the second of them has begun."""
    if timezone.localdate() < PERIODE[-1].mulai(TAHUN):
        return
    _buka(rad, orang["sekretariat"])
    daftar = (
        Aksi.objects.dipantau()
        .filter(rad=rad)
        .select_related("rad", "penanggung_jawab")
        .prefetch_related("indikator__target", "anggaran")
        .order_by("urutan")
    )
    for n, aksi in enumerate(daftar):
        _rencanakan(aksi, orang["sekretaris"])
        for periode in PERIODE:
            if n % 9 == 7 and periode == PERIODE[-1]:
                continue  # not reported: the page shows who is late
            _satu(aksi, periode, n, orang)
    _tepat_waktu(rad)


def _tepat_waktu(rad: Rad) -> None:
    """Let most reports have come in time: the demo is loaded long after their periods."""
    aturan = AturanPantau.milik(rad)
    laporan = LaporanAksi.objects.filter(aksi__rad=rad, pertama_dilaporkan_pada__isnull=False)
    for periode in PERIODE:
        batas = aturan.jadwal(TAHUN, periode).batas
        saat = timezone.make_aware(dt.datetime.combine(batas, dt.time(14)))
        kelak = laporan.filter(periode=periode, aksi__bidang__in=("pencegahan", "penanganan"))
        kelak.filter(dilaporkan_pada__gte=saat).update(pertama_dilaporkan_pada=saat)


def _buka(rad: Rad, oleh: Pengguna) -> None:
    hari = timezone.localdate()
    aturan = AturanPantau.milik(rad)
    for periode in PERIODE:
        if aturan.jadwal(TAHUN, periode).terkunci(hari):
            pantau_rencana.buka_kunci(
                by=oleh, rad=rad, tahun=TAHUN, periode=periode,
                sampai=hari + dt.timedelta(days=7), alasan=ALASAN_BUKA,
            )  # fmt: skip


def _rencanakan(aksi: Aksi, oleh: Pengguna) -> None:
    target = {}
    for i in aksi.indikator.all():
        setahun = next((t.nilai for t in i.target.all() if t.tahun == TAHUN), None)
        if setahun is None:
            continue
        jumlah = cara_hitung(i.satuan, i.kumulatif) == CaraHitung.JUMLAH
        sisa = setahun
        for k, p in enumerate(Periode):
            bagian = setahun if not jumlah else sisa if k == 2 else Decimal(int(setahun / 3))
            sisa -= bagian
            target[i.pk, p.value] = IsiTarget(bagian)
    pantau_rencana.rencanakan(by=oleh, aksi=aksi, tahun=TAHUN, target=target)
    for uraian, dari in (("Laporan kegiatan", "bidang pelaksana"), ("Daftar hadir", "panitia")):
        isi = {"uraian": uraian, "dari": dari, "periode": "", "wajib": True}
        pantau_rencana.daftarkan_syarat(by=oleh, aksi=aksi, isi=isi)


def _satu(aksi: Aksi, periode: Periode, n: int, orang: dict[str, Pengguna]) -> None:
    pelapor = pengisi(aksi, orang)
    laporan = pantau.simpan(
        by=pelapor, aksi=aksi, tahun=TAHUN, periode=periode, isi=_isi(aksi, periode, n)
    )
    for syarat in aksi.syarat_bukti.all()[: 1 if n % 5 == 4 else 2]:
        pdf = _pdf(f"{syarat.uraian} {periode}")
        pantau_rencana.unggah(
            by=pelapor, laporan=laporan, uraian=syarat.uraian, isi=pdf, ekstensi="pdf",
            sidik=hashlib.sha256(pdf).hexdigest(), syarat=syarat,
        )  # fmt: skip
    pantau.laporkan(by=pelapor, laporan=laporan)
    if periode == PERIODE[-1] and n % 6 == 1:
        return  # waits for the Sekretariat
    if periode == PERIODE[-1] and n % 11 == 3:
        pantau.kembalikan(
            by=orang["sekretariat"], laporan=laporan, alasan="Daftar hadir belum ditandatangani."
        )
        return
    _terima(laporan, n, orang["sekretariat"])


def _isi(aksi: Aksi, periode: Periode, n: int) -> IsiLaporan:
    laju = LAJU[n % len(LAJU)]
    realisasi = {}
    for i in aksi.indikator.all():
        setahun = next((t.nilai for t in i.target.all() if t.tahun == TAHUN), Decimal(0))
        jumlah = cara_hitung(i.satuan, i.kumulatif) == CaraHitung.JUMLAH
        bagian = Decimal(int(setahun / 3)) if jumlah else setahun
        nilai = bagian * laju
        utuh = nilai.to_integral_value() if jumlah else nilai.quantize(Decimal("0.01"))
        realisasi[i.pk] = IsiRealisasi(utuh)
    anggaran = {
        a.sumber: (a.pagu / 3 * min(laju, Decimal(1))).quantize(Decimal(1))
        for a in aksi.anggaran.all()
        if a.tahun == TAHUN
    }
    k = n % len(KENDALA)
    return IsiLaporan(realisasi, anggaran, KENDALA[k], RENCANA[k])


def _terima(laporan: LaporanAksi, n: int, oleh: Pengguna) -> None:
    for bukti in laporan.bukti.all():
        pantau_rencana.periksa_bukti(by=oleh, bukti=bukti, memadai=True)
    substansi = min(LAJU[n % len(LAJU)] * 100, Decimal(100))
    pantau.terima(
        by=oleh, laporan=laporan, administrasi=Decimal(50 if n % 5 == 4 else 100),
        substansi=substansi,
        alasan="Realisasi jauh di bawah target karena anggaran terlambat cair."
        if substansi < 60 else "",
    )  # fmt: skip


def _pdf(judul: str) -> bytes:
    keluar = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 936))
        pdf.docinfo["/Title"] = judul
        pdf.save(keluar, deterministic_id=True)
    return keluar.getvalue()
