"""What the papers of a meeting have in common: letterhead, time, place, who came, who signs.
Weekdays, durations and numbers are computed, never typed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from p3aks.core.formatting import angka_terbilang, lama, tanggal, waktu
from p3aks.core.naskah import deret
from pokja.aturan.naskah_sk import P3AKS
from pokja.documents.hadirin import BELUM_DIISI, Hitungan
from pokja.enums import Bidang, Posisi, SifatPejabat, Unsur
from pokja.enums_rapat import CaraRapat
from pokja.models import AgendaRapat, Daerah, Pejabat, Rapat, SesiRapat

TITIK = "……………………"  # an official paper needs the place; a pen fills it
SAMPAI = "s.d."


def dasar(rapat: Rapat, judul: str) -> dict[str, Any]:
    """Return the facts that every paper of *rapat* begins with, as plain data."""
    daerah = Daerah.ini()
    pemerintah = f"Pemerintah {daerah.jenis} {daerah.nama}"
    sesi, agenda = list(rapat.sesi.all()), list(rapat.agenda.all())
    return {
        "judul": f"{judul}: {rapat.acara}",
        "penulis": pemerintah,
        "kop": {
            "pemerintah": pemerintah.upper(),
            "pokja": f"Kelompok Kerja {P3AKS}".upper(),
            "baris": [*_sekretariat(rapat), *baris(daerah.alamat_pokja)],
        },
        "kota": daerah.ibu_kota,
        "acara": rapat.acara,
        "rentang": _rentang(sesi),
        "waktu": _waktu(sesi),
        "lama": lama(sum((s.lama for s in sesi), dt.timedelta())),
        "tempat": tempat(rapat, sesi),
        "di_tempat": _di_tempat(rapat, sesi),
        "sesi": [_sesi(s, rapat, agenda) for s in sesi],
        "beda_tempat": len(_ruang(rapat, sesi)) > 1,
        # Where there is a schedule, the items of a session stand there.
        "agenda": [sebut_agenda(a) for a in agenda if len(sesi) == 1 or a.sesi_id is None],
    }


def _sekretariat(rapat: Rapat) -> list[str]:
    """Return the line that names the office which keeps the Pokja's papers, where it is known."""
    duduk = rapat.pokja.kedudukan.filter(posisi=Posisi.SEKRETARIS)
    return [f"Sekretariat: {n}" for n in duduk.values_list("lembaga__nama", flat=True)[:1]]


def sebut_agenda(agenda: AgendaRapat) -> str:
    """Return an item with who presents it."""
    return f"{agenda.judul} ({agenda.penyaji})" if agenda.penyaji else agenda.judul


def _sesi(sesi: SesiRapat, rapat: Rapat, agenda: Sequence[AgendaRapat]) -> dict[str, Any]:
    return {
        "judul": sesi.judul,
        "hari": tanggal(timezone.localtime(sesi.mulai), hari=True),
        "jam": jam(sesi),
        "tempat": tempat(rapat, [sesi]),
        "agenda": [sebut_agenda(a) for a in agenda if a.sesi_id == sesi.pk],
    }


def jam(sesi: SesiRapat) -> str:
    """Return the hours as letters write them: ``09.00 WIB s.d. 12.00 WIB``."""
    mulai, selesai = timezone.localtime(sesi.mulai), timezone.localtime(sesi.selesai)
    akhir = waktu(selesai)
    if selesai.date() != mulai.date():
        akhir = f"{tanggal(selesai, hari=True)} pukul {akhir}"
    return f"{waktu(mulai)} {SAMPAI} {akhir}"


def _waktu(sesi: Sequence[SesiRapat]) -> list[str]:
    """Return label and words: the hours of one sitting; several refer to the schedule."""
    if len(sesi) == 1:
        return ["Pukul", jam(sesi[0])]
    return ["Waktu", f"{angka_terbilang(len(sesi))} sesi menurut jadwal"]


def _rentang(sesi: Sequence[SesiRapat]) -> str:
    """Return the days of the meeting in words: one, or the first and the last."""
    saat = sesi[0].mulai, max(s.selesai for s in sesi)
    pertama, terakhir = (tanggal(timezone.localtime(s), hari=True) for s in saat)
    return pertama if pertama == terakhir else f"{pertama} {SAMPAI} {terakhir}"


def _ruang(rapat: Rapat, sesi: Sequence[SesiRapat]) -> list[str]:
    return [r for r in dict.fromkeys(s.tempat or rapat.tempat for s in sesi) if r]


def tempat(rapat: Rapat, sesi: Sequence[SesiRapat]) -> str:
    """Return where people meet: ``Pendopo dan daring``, ``Daring``; dots where nobody wrote it."""
    ruang = _ruang(rapat, sesi)
    if rapat.cara == CaraRapat.LURING:
        return deret(ruang) or TITIK
    return deret([*ruang, "daring"]) if ruang else "Daring"


def _di_tempat(rapat: Rapat, sesi: Sequence[SesiRapat]) -> str:
    """Return the same within a sentence: ``di Pendopo dan secara daring``."""
    ruang = deret(_ruang(rapat, sesi))
    jaringan = [] if rapat.cara == CaraRapat.LURING else ["secara daring"]
    return " dan ".join([*([f"di {ruang}"] if ruang else []), *jaringan]) or f"di {TITIK}"


def tanda(pejabat: Pejabat | None) -> dict[str, Any]:
    """Return who signs: lines of the office (``Plt.``, ``Plh.`` before it, Permendagri 1/2023),
    name, NIP; dots while nobody is chosen."""
    if pejabat is None:
        return {"jabatan": [TITIK], "nama": TITIK, "nip": TITIK}
    awalan = {SifatPejabat.PLT: "Plt. ", SifatPejabat.PLH: "Plh. "}.get(
        SifatPejabat(pejabat.sifat), ""
    )
    kedudukan = pejabat.kedudukan
    return {
        "jabatan": [
            f"{awalan}{kedudukan.jabatan_dinas}",
            f"selaku {kedudukan.sebutan} Kelompok Kerja",
        ],
        "nama": pejabat.nama,
        "nip": pejabat.nip,
    }


def surat(rapat: Rapat) -> str:
    """Return number and date of the invitation; dots for what is not known yet."""
    pada = tanggal(rapat.tanggal_undangan) if rapat.tanggal_undangan else TITIK
    return f"Nomor {rapat.nomor_undangan or TITIK} tanggal {pada}"


def pada(rapat: Rapat) -> str:
    """Return the day on which the minutes became final; dots until then."""
    return tanggal(timezone.localtime(rapat.final_pada)) if rapat.final_pada else TITIK


def baris(teks: str) -> list[str]:
    """Return the lines of *teks* that say something."""
    return [satu.strip() for satu in teks.splitlines() if satu.strip()]


def hitungan(hitung: Hitungan, *, unsur: bool = False) -> list[list[Any]]:
    """Return the counts of those present as rows of label and number; none where nobody came.

    A break-down that knows nobody's bidang, or unsur, is left out.
    """
    if not hitung.hadir:
        return []
    bidang = {label for label, _ in hitung.bidang} & set(Bidang.labels)
    dari_unsur = {label for label, _ in hitung.unsur} & set(Unsur.labels)
    return [
        ["Hadir, seorang dihitung sekali", hitung.hadir],
        *([["Luring", hitung.luring], ["Daring", hitung.daring]] if hitung.daring else []),
        *(list(satu) for satu in hitung.kelamin),
        *([f"Bidang {b}" if b in bidang else b, n] for b, n in hitung.bidang if bidang),
        *([f"Unsur {u[:1].lower()}{u[1:]}", n] for u, n in hitung.unsur if unsur and dari_unsur),
    ]


def yang_hadir(hitung: Hitungan) -> str:
    """Return the number of those present in words, by sex: ``40 (empat puluh) orang, terdiri atas
    26 (dua puluh enam) perempuan dan 14 (empat belas) laki-laki; yang diundang 59 (lima puluh
    sembilan) orang``. Dots while nobody is written down."""
    if not hitung.hadir:
        return f"{TITIK} orang"
    terpilah = [
        f"{angka_terbilang(n)} {f'yang {label}' if label == BELUM_DIISI else label.lower()}"
        for label, n in hitung.kelamin
    ]
    tahu = any(label != BELUM_DIISI for label, _ in hitung.kelamin)
    rinci = f", terdiri atas {deret(terpilah)}" if tahu else ""
    return (
        f"{angka_terbilang(hitung.hadir)} orang{rinci}; yang diundang "
        f"{angka_terbilang(hitung.diundang)} orang"
    )
