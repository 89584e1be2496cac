"""What restoring an earlier text would do: shown first, done only when a person confirms."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pokja.models import Lembaga
from rad.documents.matriks import sidik
from rad.documents.perubahan import per_silsilah
from rad.enums import StatusAksi, SumberDana
from rad.models import Aksi, VersiRad
from rad.models.salinan import Salinan, beda, kanonik, salin

UBAH, KEMBALI, CABUT, TERHALANG = "ubah", "kembali", "cabut", "terhalang"


@dataclass(frozen=True)
class Langkah:
    """What happens to one lineage. ``jenis``: ``ubah`` (a draft or a change gets the old text),
    ``kembali`` (a new draft: it is not in the plan any more), ``cabut`` (a proposal to drop it:
    the version did not have it), ``terhalang`` (nothing, because of ``sebab``)."""

    jenis: str
    silsilah: str
    uraian: str
    opd: str
    aksi: Aksi | None = None
    isi: Salinan = field(default_factory=dict)
    beda: list[tuple[str, str, str]] = field(default_factory=list)
    sebab: str = ""


def tujuan(aksi: Aksi) -> Aksi | None:
    """Return the action of the lineage of *aksi* that takes a restored text: itself while it may
    be edited, else the change under way, else what is in force. None: a new draft is needed, or
    (where something of the lineage is being decided on) it has to wait."""
    if aksi.boleh_disunting:
        return aksi
    berlaku = Aksi.objects.filter(rad=aksi.rad_id).sesilsilah(aksi.silsilah).berlaku().first()
    return (berlaku and berlaku.perubahan_berjalan) or berlaku


def rencana(versi: VersiRad) -> list[Langkah]:
    """Return what would make the plan read like *versi* again, in its order. Actions that are the
    same stay untouched; drafts of which no version knows anything too."""
    isi = per_silsilah(versi.isi)
    hidup = list(
        versi.rad.aksi.hidup()
        .urut_matriks()
        .select_related("rad", "sasaran", "penanggung_jawab")
        .prefetch_related("pendukung", "indikator__target", "anggaran")
    )
    berjalan = {a.menggantikan_id: a for a in hidup if a.menggantikan_id and not _tetap(a)}
    berlaku = {str(a.silsilah): a for a in hidup if a.menggantikan_id is None or _tetap(a)}
    ada = set(
        Lembaga.objects.filter(nama__in=_nama_lembaga(isi.values())).values_list("nama", flat=True)
    )
    langkah = [
        satu
        for kunci, butir in isi.items()
        if (satu := _satu(kunci, salinan_versi(butir, versi.isi["tahun"]), berlaku.get(kunci),
                          berjalan, ada))
    ]  # fmt: skip
    lebih = [a for kunci, a in berlaku.items() if kunci not in isi and _tetap(a)]
    return langkah + [_cabut(a, berjalan.get(a.pk)) for a in lebih]


def hitung(langkah: Iterable[Langkah]) -> Counter[str]:
    """Return how many steps there are of each kind."""
    return Counter(satu.jenis for satu in langkah)


def sidik_rencana(langkah: Iterable[Langkah]) -> str:
    """Return what identifies the steps that were shown: a changed plan gives another one."""
    return sidik(
        {"langkah": [[s.jenis, s.silsilah, s.isi, s.aksi and s.aksi.versi] for s in langkah]}
    )


def salinan_versi(a: dict[str, Any], tahun: list[int]) -> Salinan:
    """Return a row of a version (with its bidang and sasaran) in the shape of ``salin``."""
    kode = {str(s.label): s.value for s in SumberDana}

    def per_tahun(nilai: list[str | None]) -> dict[str, str | None]:
        return {
            str(t): kanonik(Decimal(n)) for t, n in zip(tahun, nilai, strict=True) if n is not None
        }

    return {
        "bidang": a["bidang"],
        "sasaran": a["sasaran"],
        "nomenklatur": a["kode"],
        "uraian": a["uraian"],
        "penanggung_jawab": a["penanggung_jawab"],
        "pendukung": a["pendukung"],
        "lokasi": a["lokasi"],
        "keterangan": a["keterangan"],
        "indikator": [
            {
                "nama": i["indikator"],
                "satuan": i["satuan"],
                "arah": i["arah"],
                "baseline": i["baseline"],
                "jenis": i["jenis"],
                "kumulatif": i["kumulatif"],
                "target": per_tahun(i["target"]),
            }
            for i in a["baris"]
        ],
        "anggaran": sorted(
            ({"sumber": kode[g["sumber"]], "pagu": per_tahun(g["pagu"])} for g in a["anggaran"]),
            key=lambda g: str(g["sumber"]),
        ),
    }


def _tetap(a: Aksi) -> bool:
    return a.status == StatusAksi.DITETAPKAN


def _satu(
    kunci: str, isi: Salinan, kini: Aksi | None, berjalan: dict[Any, Aksi], ada: set[str]
) -> Langkah | None:
    siapa = (kunci, isi["uraian"], isi["penanggung_jawab"])
    berbeda = beda(salin(kini), isi) if kini else []
    if kini and not berbeda:
        return None
    if hilang := sorted({isi["penanggung_jawab"], *isi["pendukung"]} - ada):
        sebab = f"Lembaga ini tidak ada lagi dengan nama itu: {', '.join(hilang)}."
        return Langkah(TERHALANG, *siapa, kini, isi, berbeda, sebab)
    if kini is None:
        return Langkah(KEMBALI, *siapa, isi=isi)
    sasaran = berjalan.get(kini.pk) or kini
    if sasaran.boleh_disunting or (sasaran is kini and _tetap(kini)):
        return Langkah(UBAH, *siapa, sasaran, isi, berbeda)
    return Langkah(TERHALANG, *siapa, sasaran, isi, berbeda, _sebab(sasaran))


def _cabut(a: Aksi, berjalan: Aksi | None) -> Langkah:
    siapa = (str(a.silsilah), a.uraian, a.penanggung_jawab.nama)
    if berjalan is None:
        return Langkah(CABUT, *siapa, a)
    if berjalan.mencabut:
        return Langkah(TERHALANG, *siapa, berjalan, sebab="Pencabutannya sudah diusulkan.")
    return Langkah(TERHALANG, *siapa, berjalan, sebab="Perubahannya sedang disusun.")


def _sebab(a: Aksi) -> str:
    if a.mencabut:
        return "Pencabutannya sedang diusulkan; batalkan dahulu usul itu."
    return "Sedang diajukan; tunggu keputusannya, atau tarik dahulu pengajuannya."


def _nama_lembaga(butir: Iterable[dict[str, Any]]) -> set[str]:
    return {n for b in butir for n in (b["penanggung_jawab"], *b["pendukung"])}
