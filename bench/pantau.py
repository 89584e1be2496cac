"""Monitoring bars: a plan of 5 years, 1,000 actions and 15 periods, each reported on."""

import argparse
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from bench.palang import Palang
from bench.pantau_data import terpantau
from bench.web import _buka, _jumlah_kueri, _masuk, _ukur
from bench.web_data import dunia, siapkan

TAHUN, PERIODE = 2029, "B12"  # the last period: all before it counts
TELANJANG = """<table>{% for b in baris %}<tr><td>{{ b.nomor }}. {{ b.uraian }}</td><td>{{ b.opd }}
</td><td>{{ b.status }}</td><td>{{ b.capaian }}</td><td>{{ b.serapan }}</td></tr>{% endfor %}
</table>"""


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench pantau``."""
    parser.add_argument("--cepat", action="store_true", help="data kecil, sedikit putaran")
    parser.add_argument("--putaran", type=int, default=9, help="jumlah putaran selang-seling")


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure everything, interleaved, and return the bars."""
    besar, putaran = (100, 3) if args.cepat else (1000, args.putaran)
    siapkan()
    sekretariat, pelapor, opd = dunia()
    client = _masuk(sekretariat)
    kueri: dict[str, list[int]] = defaultdict(list)
    # A plan of its own for each size; the last one has the years that are measured.
    for mulai, n in ((2005, 10), (2015, 100 if besar > 100 else 30), (2025, besar)):
        rad = terpantau(mulai, n, opd, pelapor, sekretariat)
        for nama, alamat in _alamat(rad, mulai + 4).items():
            kueri[nama].append(_jumlah_kueri(client, alamat))
    alamat = _alamat(rad, TAHUN)
    kerja = {
        **{nama: (lambda url=url: _buka(client, url)) for nama, url in alamat.items()},
        **_data(rad),
    }
    cpu = _ukur(kerja, putaran)
    for nama, detik in cpu.items():
        print(f"  {nama:12s} {detik * 1000:8.2f} ms CPU")
    return [
        Palang("W1", "daftar periode : data dengan templat telanjang",
               cpu["daftar"] / cpu["telanjang"], 1.5),
        *(
            Palang("W2", f"kueri {nama} berubah menurut N", max(n) - min(n), 0, "")
            for nama, n in kueri.items()
        ),
        Palang("W4", f"data satu periode, {besar} aksi : objek ORM",
               cpu["susun"] / cpu["orm"], 0.7),
        Palang("W4", f"halaman publik, {besar} aksi : objek ORM", cpu["publik"] / cpu["orm"], 1.0),
        Palang("W5", "dasbor 15 periode : 15 kali data satu periode",
               cpu["dasbor"] / cpu["susun"] / 15, 0.4),
        Palang("M1", "dasbor 5 tahun, 15 periode", cpu["dasbor"], 1.0, "s"),
    ]  # fmt: skip


def _alamat(rad, tahun: int) -> dict[str, str]:
    kueri = f"?tahun={tahun}&periode={PERIODE}"
    return {
        "dasbor": f"/rad/{rad.pk}/dasbor/{kueri}",
        "daftar": f"/rad/{rad.pk}/monitoring/{tahun}/{PERIODE}/",
        "publik": f"/publik/rad/{rad.pk}/kemajuan/{kueri}",
    }


def _data(rad) -> dict[str, Callable[[], object]]:
    """Return the figures of one period our way, the same with a bare template, and what plain
    model objects need for them."""
    from django.template import engines

    from rad.documents import pantau
    from rad.models import Aksi, AturanPantau, LaporanAksi

    templat = engines["django"].from_string(TELANJANG)
    aturan = AturanPantau.milik(rad)

    def susun():
        return pantau.susun(
            Aksi.objects.dipantau().filter(rad=rad), aturan=aturan, tahun=TAHUN, periode=PERIODE,
            laporan=LaporanAksi.objects.all(),
        )  # fmt: skip

    return {
        "susun": susun,
        "telanjang": lambda: templat.render({"baris": susun()[:50]}),
        "orm": lambda: _objek(rad, aturan),
    }


def _objek(rad, aturan) -> list[tuple[object, ...]]:
    """Return per action its reports, achievement and money of the year, through model objects."""
    from django.db.models import Prefetch

    from rad.aturan import capaian
    from rad.models import Aksi, LaporanAksi

    setahun = LaporanAksi.objects.filter(tahun=TAHUN).prefetch_related(
        "realisasi", "anggaran", "bukti"
    )
    semua = (
        Aksi.objects.dipantau()
        .filter(rad=rad)
        .urut_matriks()
        .select_related("sasaran", "penanggung_jawab")
        .prefetch_related(
            "indikator__target", "indikator__target_periode", "anggaran", "syarat_bukti",
            Prefetch("laporan", setahun),
        )
    )  # fmt: skip
    hasil = []
    for a in semua:
        laporan = list(a.laporan.all())
        nilai = []
        for i in a.indikator.all():
            cara = capaian.cara_hitung(i.satuan, i.kumulatif)
            target = capaian.gabungkan(
                [t.nilai for t in i.target_periode.all() if t.tahun == TAHUN], cara
            )
            realisasi = capaian.gabungkan(
                [r.nilai for x in laporan for r in x.realisasi.all() if r.indikator_id == i.pk],
                cara,
            )
            nilai.append(
                capaian.hitung(target=target, realisasi=realisasi, arah=i.arah, rumus=aturan.rumus)
            )
        pagu = sum((g.pagu for g in a.anggaran.all() if g.tahun == TAHUN), Decimal(0))
        serap = sum((g.nilai for x in laporan for g in x.anggaran.all()), Decimal(0))
        bukti = sum(len(x.bukti.all()) for x in laporan)
        hasil.append((a.sasaran.uraian, a.penanggung_jawab.nama, capaian.rata(nilai), pagu, serap,
                      bukti, len(a.syarat_bukti.all())))  # fmt: skip
    return hasil
