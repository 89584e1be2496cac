"""Web bars W1–W6 and W8: our pages against the plain way, in one interleaved run."""

import argparse
import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from bench.palang import Palang
from bench.web_data import dunia, rencana, siapkan, siapkan_postgres

AKAR = Path(__file__).resolve().parent


def tambah_argumen(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``python3 -m bench web``."""
    parser.add_argument("--cepat", action="store_true", help="data kecil, sedikit putaran")
    parser.add_argument("--putaran", type=int, default=15, help="jumlah putaran selang-seling")
    parser.add_argument(
        "--postgres", action="store_true", help="hanya W8, pada PostgreSQL sekali pakai"
    )


def jalankan(args: argparse.Namespace) -> list[Palang]:
    """Measure everything, interleaved, and return the bars."""
    putaran, antrean = (5, 500) if args.cepat else (args.putaran, 5000)
    if args.postgres:
        return _w8_postgres(putaran)
    siapkan()
    sekretariat, pengaju, opd = dunia()
    client = _masuk(sekretariat)
    kueri = _kueri(client, opd, pengaju)
    rad = rencana(2025, 200, opd, pengaju)
    rencana(2030, antrean, opd, pengaju, status="diajukan")
    kerja = {
        **_daftar(client),
        **_formulir(sekretariat, rad),
        **_matriks(rad),
        **_jumlah(rencana(2035, antrean, opd, pengaju)),
        **_dalam(client, antrean),
        **_tulis(sekretariat, rad),
    }
    cpu = _ukur(kerja, putaran)
    _cetak(cpu)
    return _palang(cpu, kueri)


def _palang(cpu: dict[str, float], kueri: dict[str, list[int]]) -> list[Palang]:
    def bagi(atas: str, bawah: str) -> float:
        return cpu[atas] / cpu[bawah]

    return [
        Palang("W1", "kotak telaah 50 baris : ORM tanpa login", bagi("daftar", "daftar-orm"), 1.5),
        Palang("W2", "kueri matriks, N = 10, 100, 1000", max(kueri["matriks"]), 5, ""),
        Palang("W2", "kueri kotak telaah, N = 10, 100, 1000", max(kueri["telaah"]), 5, ""),
        Palang("W2", "kueri berubah menurut N", max(map(_rentang, kueri.values())), 0, ""),
        Palang("W3", "formulir aksi 25 isian : as_div", bagi("crispy", "as_div"), 1.5),
        Palang("W4", "matriks 200 aksi : objek ORM", bagi("matriks", "matriks-orm"), 0.7),
        Palang("W5", "rekapitulasi pagu : satu SQL", bagi("jumlah", "jumlah-sql"), 1.4),
        Palang("W6", "halaman 90 % : halaman pertama", bagi("dalam", "pertama"), 2.0),
        *_palang_tulis(cpu, 2.3),
    ]


def _palang_tulis(cpu: dict[str, float], batas: float) -> list[Palang]:
    jejak = cpu["tulis-jejak"]
    return [
        Palang("W8", "tulis berjejak : tulis biasa", jejak / cpu["tulis"], batas),
        Palang("W8", "tulis berjejak : simple-history", jejak / cpu["tulis-riwayat"], 1.0),
    ]


def _w8_postgres(putaran: int) -> list[Palang]:
    """Measure the trail on a PostgreSQL of its own; CPU of this process, not of the server."""
    with siapkan_postgres():
        sekretariat, pengaju, opd = dunia()
        cpu = _ukur(_tulis(sekretariat, rencana(2025, 50, opd, pengaju)), putaran)
    _cetak(cpu)
    return _palang_tulis(cpu, 1.8)


def _cetak(cpu: dict[str, float]) -> None:
    for nama, detik in cpu.items():
        print(f"  {nama:16s} {detik * 1000:8.2f} ms CPU")


def _rentang(nilai: list[int]) -> int:
    return max(nilai) - min(nilai)


def _jumlah_kueri(client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _buka(client, url)
    with CaptureQueriesContext(connection) as q:
        _buka(client, url)
    return len(q.captured_queries)


def _ukur(
    kerja: dict[str, Callable[[], object]],
    putaran: int,
    jam: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """Return the median CPU seconds of each, all in turn, *putaran* times, after a warm-up. None
    pays for the garbage of the one before it. *jam*: another clock, where a server works too."""
    nilai: dict[str, list[float]] = defaultdict(list)
    for ke in range(putaran + 1):
        for nama, satu in kerja.items():
            gc.collect()
            mulai = jam()
            satu()
            if ke:
                nilai[nama].append(jam() - mulai)
    return {nama: statistics.median(n) for nama, n in nilai.items()}


def _masuk(user):
    from django.test import Client

    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def _buka(client, url: str) -> bytes:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")
    return response.content


def _templat(nama: str):
    from django.template import engines

    return engines["django"].from_string((AKAR / nama).read_text())


def _kueri(client, opd, pengaju) -> dict[str, list[int]]:
    """Return the queries on the plan's tables for pages of 10, 100 and 1000 actions."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from rad.models import Aksi

    hasil = defaultdict(list)
    for n, mulai in ((10, 2000), (100, 2006), (1000, 2012)):
        rad = rencana(mulai, n, opd, pengaju, status="diajukan")
        for nama, url in (("matriks", f"/rad/{rad.pk}/"), ("telaah", "/rad/telaah/")):
            _buka(client, url)
            with CaptureQueriesContext(connection) as q:
                _buka(client, url)
            hasil[nama].append(sum('FROM "rad_' in k["sql"] for k in q.captured_queries))
        Aksi.objects.filter(rad=rad).delete()
    return hasil


def _daftar(client) -> dict[str, Callable[[], object]]:
    """Return the inbox as a person gets it, and the same rows from plain ORM and template."""
    from rad.models import Aksi

    templat = _templat("acuan_daftar.html")
    semua = (
        Aksi.objects.filter(status="diajukan")
        .select_related("rad", "penanggung_jawab", "diajukan_oleh")
        .prefetch_related("indikator__target", "anggaran", "transisi")
        .order_by("diajukan_pada", "pk")
    )
    return {
        "daftar": lambda: _buka(client, "/rad/telaah/"),
        "daftar-orm": lambda: templat.render({"aksi": semua[:50]}),
    }


def _formulir(user, rad) -> dict[str, Callable[[], object]]:
    """Return the 25 fields of one action with crispy, and with Django's own ``as_div``."""
    from crispy_forms.utils import render_crispy_form

    from p3aks.core.forms import BantuanFormulir
    from rad.forms.aksi import AksiForm, AnggaranForm, IndikatorForm

    bantuan = BantuanFormulir()

    def formulir():
        return (
            AksiForm(rad=rad, user=user),
            IndikatorForm(rad=rad, prefix="i"),
            AnggaranForm(rad=rad, prefix="a"),
        )

    return {
        "crispy": lambda: [render_crispy_form(f, bantuan) for f in formulir()],
        "as_div": lambda: [f.as_div() for f in formulir()],
    }


def _matriks(rad) -> dict[str, Callable[[], object]]:
    """Return data and body of the 200-action matrix our way, and with model objects."""
    from django.template.loader import get_template

    from rad.documents import layar
    from rad.models import Aksi

    kita, orm = get_template("rad/_matriks.html"), _templat("acuan_matriks.html")
    semua = Aksi.objects.filter(rad=rad)

    def ringan():
        kelompok, _ = layar.susun(rad, layar.baris_aksi(semua, semua))
        return kita.render(
            {"kelompok": kelompok, "kolom_tahun": list(rad.tahun), "tautan": True, "status": True,
             "tahun_dasar": rad.tahun_dasar}
        )  # fmt: skip

    def objek():
        aksi = semua.urut_matriks().select_related("sasaran", "penanggung_jawab")
        aksi = aksi.prefetch_related("indikator__target", "anggaran")
        return orm.render({"aksi": aksi, "rad": rad})

    return {"matriks": ringan, "matriks-orm": objek}


def _jumlah(rad) -> dict[str, Callable[[], object]]:
    """Return the totals in every cut, live, and the one SQL query that they need at least."""
    from django.db import connection

    from rad.documents import ringkas
    from rad.models import Aksi

    sql = (
        "SELECT a.bidang, l.nama, g.sumber, g.tahun, SUM(g.pagu) FROM rad_anggaran g"
        " JOIN rad_aksi a ON a.id = g.aksi_id JOIN pokja_lembaga l"
        " ON l.id = a.penanggung_jawab_id WHERE a.rad_id = %s GROUP BY 1, 2, 3, 4"
    )

    def langsung():
        with connection.cursor() as cursor:
            cursor.execute(sql, [rad.pk.hex])
            return cursor.fetchall()

    semua = Aksi.objects.filter(rad=rad)
    return {
        "jumlah": lambda: ringkas.ringkas(ringkas.sel_aksi(semua), rad.tahun),
        "jumlah-sql": langsung,
    }


def _dalam(client, antrean: int) -> dict[str, Callable[[], object]]:
    """Return the first page of the inbox, and the one after 90 % of it."""
    from rad.models import Aksi

    batas = Aksi.objects.filter(status="diajukan").order_by("diajukan_pada", "pk")[
        antrean * 9 // 10
    ]
    url = f"/rad/telaah/?sesudah={batas.diajukan_pada:%Y%m%dT%H%M%S.%fZ}_{batas.pk}"
    return {
        "pertama": lambda: _buka(client, "/rad/telaah/"),
        "dalam": lambda: _buka(client, url),
    }


def _tulis(user, rad) -> dict[str, Callable[[], object]]:
    """Return 50 changes of a row: alone, with our trail, and with a simple-history row."""
    from django.db import transaction

    from p3aks.core.audit import catat
    from rad.models import Sasaran

    sasaran = rad.sasaran.first()

    def ulang(satu: Callable[[int], None]) -> Callable[[], None]:
        def jalan() -> None:
            for n in range(50):
                with transaction.atomic():
                    satu(n)

        return jalan

    def biasa(n: int) -> None:
        sasaran.tujuan = f"Tujuan {n}"
        sasaran.skip_history_when_saving = True
        sasaran.save()
        del sasaran.skip_history_when_saving

    def berjejak(n: int) -> None:
        biasa(n)
        catat(by=user, peristiwa="sasaran.diubah", objek=sasaran)

    def beriwayat(n: int) -> None:
        sasaran.tujuan = f"Tujuan {n}"
        Sasaran.save(sasaran)

    return {
        "tulis": ulang(biasa),
        "tulis-jejak": ulang(berjejak),
        "tulis-riwayat": ulang(beriwayat),
    }
