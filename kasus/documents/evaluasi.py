"""The semester evaluation of a service unit as a signed office report: counts, no code, no name.

The figures are those of ``statistik``, read in the scope of who asks for the report. What was
reported is counted by the time of the report; what was done (referrals, stays, clocks) by when it
was done or due. It stays inside the service: small counts stand in it as they are.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, F, Q
from django.utils import timezone

from kasus.aturan.penampungan import HARI_MAKS, lama
from kasus.documents.statistik import KELOMPOK, Statistik, susun
from kasus.documents.statistik_dasar import KASUS, KORBAN, TANPA_TEMPAT, Masa, Tabel, kasus_masa
from kasus.documents.statistik_mutu import RISIKO
from kasus.documents.tenggat import LABEL
from kasus.enums_layanan import AlasanAkhir, TahapKasus
from kasus.models import Kasus, Penampungan, Rujukan, Tenggat
from p3aks.core.cetak import cetak_templat
from p3aks.core.formatting import angka
from pokja.models import Daerah, Lembaga, Pengguna, Wilayah

TEMPLAT = "kasus/dokumen/evaluasi.html"
cetak = partial(cetak_templat, TEMPLAT)  # the report (F4) from its snapshot

RUJUKAN, TENGGAT, INAP, ORANG = "rujukan", "batas waktu", "masa penampungan", "orang"
ANAK = [nama for (_, anak), nama in KELOMPOK.items() if anak]
KOLOM_KORBAN = [*KELOMPOK.values()]
KOLOM_RUJUKAN = [
    "Dikirim", "Dijawab", "Tepat waktu", "Ditarik", "Belum dijawab", "Lewat batas",
]  # fmt: skip
KOLOM_TENGGAT = ["Jatuh tempo", "Ditepati", "Dilanggar", "Belum dipastikan"]


class Rapat(NamedTuple):
    """The meeting that evaluated, and how many took part in the room and from afar."""

    tanggal: dt.date
    tempat: str
    luring: int
    daring: int


class IsiEvaluasi(NamedTuple):
    """What a person adds to the figures. ``rapat`` None: the meeting is still to come."""

    masa: Masa
    unit: Lembaga
    rapat: Rapat | None = None
    hambatan: str = ""
    tindak_lanjut: str = ""


class _Bahan(NamedTuple):
    """The figures of one period."""

    s: Statistik
    rujukan: dict[str, list[int]]
    tenggat: dict[tuple[str, str], list[int]]
    inap: list[tuple[dt.datetime, dt.datetime | None, int, bool]]

    @property
    def pokok(self) -> list[tuple[str, str, int]]:
        """What may be set beside another semester: label, unit, count."""
        jumlah = dict(self.s.satuan)
        per_kelompok = dict(_ambil(self.s, "kecamatan").kaki)
        anak = sum(per_kelompok.get(nama, 0) for nama in ANAK)
        rujukan = _jumlahkan(self.rujukan.values(), KOLOM_RUJUKAN)
        tenggat = _jumlahkan(self.tenggat.values(), KOLOM_TENGGAT)
        return [
            ("Kasus dilaporkan", KASUS, jumlah[KASUS]),
            ("Korban", KORBAN, jumlah[KORBAN]),
            ("Korban anak", KORBAN, anak),
            ("Korban dewasa", KORBAN, jumlah[KORBAN] - anak),
            ("Rujukan dikirim", RUJUKAN, rujukan[0]),
            ("Rujukan dijawab tepat waktu", RUJUKAN, rujukan[2]),
            ("Penampungan dimulai", INAP, len(self.inap)),
            ("Batas waktu dilanggar", TENGGAT, tenggat[2]),
        ]


def susun_evaluasi(user: Pengguna, isi: IsiEvaluasi) -> dict[str, Any]:
    """Return the report as plain data. A fixed number of queries."""
    masa, kini = isi.masa, _bahan(user, isi.masa)
    lalu = [n for *_, n in _bahan(user, masa.sebelumnya).pokok] if masa.selesai else None
    return {
        **_kepala(user, isi),
        "pokok": [[*baris, lalu[n] if lalu else None] for n, baris in enumerate(kini.pokok)],
        "verifikasi": kini.s.verifikasi,
        **_pelaporan(user, masa, kini.s),
        **_penanganan(kini),
        "lama": _lama(kini),
        "tenggat": _tabel_tenggat(kini),
        **_keadaan(user, masa),
        **_isian(isi),
    }


def rentang(masa: Masa) -> tuple[dt.datetime, dt.datetime]:
    """Return when *masa* begins, and when it is over."""
    awal, akhir = (timezone.make_aware(dt.datetime.combine(h, dt.time())) for h in _hari(masa))
    return awal, akhir


def _hari(masa: Masa) -> tuple[dt.date, dt.date]:
    """Return the first day of *masa* and the day after its last."""
    dari, sampai = (b % 100 for b in masa.bulan)
    akhir = dt.date(masa.tahun + 1, 1, 1) if sampai == 12 else dt.date(masa.tahun, sampai + 1, 1)
    return dt.date(masa.tahun, dari, 1), akhir


def _kepala(user: Pengguna, isi: IsiEvaluasi) -> dict[str, Any]:
    """Return letterhead, author and period."""
    masa, daerah = isi.masa, Daerah.ini()
    awal, akhir = _hari(masa)
    return {
        "judul": f"Evaluasi semester {'I' * masa.paruh} {masa.tahun}",
        "penulis": f"Pemerintah {daerah.jenis} {daerah.nama}",
        "daerah": {"jenis": daerah.jenis, "nama": daerah.nama, "ibu_kota": daerah.ibu_kota},
        "unit": isi.unit.nama,
        "penyusun": user.nama,
        "tanggal": timezone.localdate().isoformat(),
        "masa": {
            "tahun": masa.tahun,
            "paruh": masa.paruh,
            "label": masa.label,
            "awal": awal.isoformat(),
            "akhir": (akhir - dt.timedelta(1)).isoformat(),
            "selesai": masa.selesai,
            "sebelumnya": masa.sebelumnya.label if masa.selesai else "",
        },
    }


def _bahan(user: Pengguna, masa: Masa) -> _Bahan:
    return _Bahan(susun(user, masa), _rujukan(user, masa), _tenggat(user, masa), _inap(user, masa))


def _rujukan(user: Pengguna, masa: Masa) -> dict[str, list[int]]:
    """Return the referrals sent in *masa* per institution, under ``KOLOM_RUJUKAN``."""
    awal, akhir = rentang(masa)
    dijawab, ditarik = Q(dijawab_pada__isnull=False), Q(ditarik_pada__isnull=False)
    menunggu = ~dijawab & ~ditarik
    baris = (
        Rujukan.objects.untuk(user)
        .filter(korban__kasus__in=Kasus.objects.untuk(user).ditangani(user).values("pk"))
        .filter(dikirim_pada__gte=awal, dikirim_pada__lt=akhir)
        .order_by("instansi__lembaga__nama")
        .values_list("instansi__lembaga__nama")
        .annotate(
            kirim=Count("pk"),
            jawab=Count("pk", filter=dijawab),
            tepat=Count("pk", filter=dijawab & Q(dijawab_pada__lte=F("batas_jawab"))),
            tarik=Count("pk", filter=~dijawab & ditarik),
            tunggu=Count("pk", filter=menunggu),
            lewat=Count("pk", filter=menunggu & Q(batas_jawab__lt=timezone.now())),
        )
    )
    return {nama: list(n) for nama, *n in baris}


def _tenggat(user: Pengguna, masa: Masa) -> dict[tuple[str, str], list[int]]:
    """Return the clocks due in *masa* per (risk of the case, step), under ``KOLOM_TENGGAT``.

    A breach is what was stored as one (R12); a clock that fell away before counts for nothing.
    """
    awal, akhir = rentang(masa)
    dilanggar = Q(dilanggar_pada__isnull=False)
    ditepati = ~dilanggar & Q(dipenuhi_pada__isnull=False)
    baris = (
        Tenggat.objects.untuk(user)
        .filter(dilanggar | Q(gugur_pada=None))
        .filter(batas__gte=awal, batas__lt=min(akhir, timezone.now()))
        .order_by()
        .values_list("kasus__risiko", "langkah")
        .annotate(
            semua=Count("pk"),
            tepat=Count("pk", filter=ditepati),
            langgar=Count("pk", filter=dilanggar),
            ragu=Count("pk", filter=~dilanggar & Q(dipenuhi_pada=None)),
        )
    )
    return {(risiko, langkah): list(n) for risiko, langkah, *n in baris}


def _inap(user: Pengguna, masa: Masa) -> list[tuple[dt.datetime, dt.datetime | None, int, bool]]:
    """Return the stays that began in *masa*: in, out, people, whether a longer stay is covered."""
    awal, akhir = rentang(masa)
    baris = (
        Penampungan.objects.untuk(user)
        .filter(masuk__gte=awal, masuk__lt=akhir)
        .order_by()
        .values_list("masuk", "keluar", "orang", "rujukan_lanjutan", "perpanjangan_pada")
    )
    return [(m, k, n, rujukan is not None or panjang is not None)
            for m, k, n, rujukan, panjang in baris]  # fmt: skip


def _pelaporan(user: Pengguna, masa: Masa, s: Statistik) -> dict[str, Any]:
    """Return what was reported; of the kecamatan those without a report too."""
    kasus = kasus_masa(user, masa)
    per_kecamatan = dict(kasus.values_list("kecamatan__nama").annotate(n=Count("pk")))
    korban = _ambil(s, "kecamatan")
    sel = {x.label: dict(zip(korban.kolom, x.sel, strict=True)) for x in korban.larik}
    ada = list(Wilayah.objects.kecamatan(settings.WILAYAH).values_list("nama", flat=True))
    luar = sorted({n or TANPA_TEMPAT for n in per_kecamatan} - {*ada})
    baris = []
    for nama in (*ada, *luar):
        isi = [sel.get(nama, {}).get(k, 0) for k in KOLOM_KORBAN]
        n = per_kecamatan.get(None if nama == TANPA_TEMPAT else nama, 0)
        baris.append([nama, [n, *isi, sum(isi)]])
    return {
        "kecamatan": {
            "kolom": KOLOM_KORBAN,
            "baris": baris,
            "kaki": _jumlahkan((n for _, n in baris), ["", *KOLOM_KORBAN, ""]),
            "nol": [nama for nama, n in baris if not any(n)],
        },
        "tabel_korban": [_dari(_ambil(s, k)) for k in ("kategori", "bentuk", "saluran")],
    }


def _penanganan(bahan: _Bahan) -> dict[str, Any]:
    """Return what was done: services by need, referrals, stays."""
    layanan = _ambil(bahan.s, "layanan")
    return {
        "layanan": {
            **_dari(layanan),
            "kolom": [*layanan.kolom, "Belum menerima"],
            "baris": [[x.label, [*x.sel, x.sel[0] - x.sel[1]]] for x in layanan.larik],
            "kaki": [*layanan.total, layanan.total[0] - layanan.total[1]],
        },
        "korban_lapor": dict(bahan.s.satuan)[KORBAN],
        "rujukan": _tabel(
            "Rujukan menurut instansi tujuan", RUJUKAN, KOLOM_RUJUKAN, list(bahan.rujukan.items())
        ),
        "inap": _ringkas_inap(bahan),
    }


def _lama(bahan: _Bahan) -> list[dict[str, Any]]:
    return [
        {**x._asdict(), "median": None if x.median is None else _desimal(x.median)}
        for x in bahan.s.lama
    ]


def _tabel_tenggat(bahan: _Bahan) -> list[dict[str, Any]]:
    """Return the clocks by risk and by step."""
    risiko, langkah = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for (kode_risiko, kode_langkah), isi in bahan.tenggat.items():
        for kolom, n in enumerate(isi):
            risiko[kode_risiko, kolom] += n
            langkah[kode_langkah, kolom] += n
    per_risiko, per_langkah = _baris(RISIKO, risiko), _baris(LABEL.items(), langkah)
    return [
        _tabel("Batas waktu menurut risiko kasus", TENGGAT, KOLOM_TENGGAT, per_risiko),
        _tabel("Batas waktu menurut langkah", TENGGAT, KOLOM_TENGGAT, per_langkah),
    ]


def _ringkas_inap(bahan: _Bahan) -> list[tuple[str, str, int | str]]:
    """Return what the stays come to: label, unit, figure."""
    hari_ini = timezone.localdate()
    malam = [
        (lama(timezone.localdate(m), hari_ini, timezone.localdate(k) if k else None), aman)
        for m, k, _, aman in bahan.inap
    ]
    lewat = [aman for n, aman in malam if n > HARI_MAKS]
    return [
        ("Penampungan dimulai", INAP, len(bahan.inap)),
        ("Yang ditampung, bersama anak dan keluarganya", ORANG, sum(n for *_, n, _ in bahan.inap)),
        ("Masih ditampung", INAP, sum(k is None for _, k, *_ in bahan.inap)),
        (f"Lebih dari {HARI_MAKS} hari", INAP, len(lewat)),
        ("– di antaranya dengan rujukan lanjutan atau perpanjangan", INAP, sum(lewat)),
        ("Median lama menginap", "hari", _desimal(median(n for n, _ in malam)) if malam else "–"),
    ]


def _keadaan(user: Pengguna, masa: Masa) -> dict[str, Any]:
    """Return where the cases of *masa* stand now: open by stage, ended by reason, handed over;
    and how many of earlier periods are still open."""
    hitung = Counter[tuple[str, str]]()
    for tahap, alasan, n in (
        kasus_masa(user, masa).values_list("tahap", "alasan_akhir").annotate(n=Count("pk"))
    ):
        hitung[tahap, alasan if tahap == TahapKasus.TERMINASI else ""] += n
    terbuka, berakhir = Counter[str](), Counter[str]()
    for (tahap, alasan), n in hitung.items():
        (berakhir if tahap == TahapKasus.TERMINASI else terbuka)[alasan or tahap] += n
    limpah = berakhir.pop(AlasanAkhir.DILIMPAHKAN, 0)
    lama_terbuka = Kasus.objects.untuk(user).ditangani(user).filter(bulan__lt=masa.bulan[0])
    alasan_akhir = [*AlasanAkhir.choices, (TahapKasus.TERMINASI, "Alasan tidak dicatat")]
    return {
        "tahap": [
            _kelompok("Masih ditangani", terbuka, TahapKasus.choices),
            _kelompok("Berakhir", berakhir, alasan_akhir),
            {"label": "Dilimpahkan", "n": limpah, "rinci": []},
        ],
        "semua_kasus": sum(hitung.values()),
        "lama_terbuka": lama_terbuka.exclude(tahap=TahapKasus.TERMINASI).count(),
    }


def _isian(isi: IsiEvaluasi) -> dict[str, Any]:
    """Return what was typed, line by line, as the report prints it."""
    rapat = isi.rapat
    return {
        "hambatan": [x for x in isi.hambatan.splitlines() if x.strip()],
        "tindak_lanjut": [x for x in isi.tindak_lanjut.splitlines() if x.strip()],
        "rapat": None if rapat is None else {
            "tanggal": rapat.tanggal.isoformat(),
            "tempat": rapat.tempat,
            "luring": rapat.luring,
            "daring": rapat.daring,
            "peserta": rapat.luring + rapat.daring,
        },
    }  # fmt: skip


def _ambil(s: Statistik, kunci: str) -> Tabel:
    return next(t for t in s.tabel if t.kunci == kunci)


def _dari(t: Tabel) -> dict[str, Any]:
    """Return a table of the statistics with its sum as the last column."""
    return {
        "judul": t.judul,
        "satuan": t.satuan,
        "kolom": [*t.kolom, "Jumlah"] if any(t.kolom) else ["Jumlah"],
        "baris": [[x.label, [*x.sel, x.jumlah] if any(t.kolom) else [x.jumlah]] for x in t.larik],
        "kaki": [*t.total, t.jumlah] if any(t.kolom) else [t.jumlah],
        "catatan": t.catatan,
    }


def _tabel(
    judul: str, satuan: str, kolom: list[str], baris: list[tuple[str, list[int]]]
) -> dict[str, Any]:
    kaki = _jumlahkan((n for _, n in baris), kolom)
    return {"judul": judul, "satuan": satuan, "kolom": kolom, "baris": baris, "kaki": kaki,
            "catatan": ""}  # fmt: skip


def _jumlahkan(baris: Iterable[list[int]], kolom: list[str]) -> list[int]:
    """Return the sums of the columns; zeros without a line."""
    return [sum(x) for x in zip(*baris, strict=True)] or [0] * len(kolom)


def _baris(
    pilihan: Iterable[tuple[Any, Any]], hitung: Mapping[tuple[str, int], int]
) -> list[tuple[str, list[int]]]:
    """Return one line per choice that occurs."""
    semua = [(str(label), [hitung.get((kode, k), 0) for k in range(len(KOLOM_TENGGAT))])
             for kode, label in pilihan]  # fmt: skip
    return [(label, n) for label, n in semua if any(n)]


def _desimal(nilai: float) -> str:
    """Write a median as people do: 14,5."""
    return angka(Decimal(str(nilai)))


def _kelompok(
    label: str, hitung: Counter[str], pilihan: Iterable[tuple[Any, Any]]
) -> dict[str, Any]:
    rinci = [[str(nama), hitung[kode]] for kode, nama in pilihan if hitung[kode]]
    return {"label": label, "n": sum(hitung.values()), "rinci": rinci}
