"""A whole action as one plain value: what a form or a spreadsheet row gives, what a save takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from pokja.models import Lembaga
from rad.models.salinan import Salinan, desimal, kanonik


@dataclass(frozen=True)
class IsiIndikator:
    """One indicator as entered. ``target`` maps year → value."""

    nama: str
    satuan: str
    arah: str
    target: Mapping[int, Decimal]
    baseline: Decimal | None = None
    jenis: str = "keluaran"
    kumulatif: bool = False


@dataclass(frozen=True)
class IsiAnggaran:
    """One source of funds as entered. ``pagu`` maps year → rupiah."""

    sumber: str
    pagu: Mapping[int, Decimal]


@dataclass(frozen=True)
class IsiAksi:
    """The whole content of an action."""

    bidang: str
    sasaran: str
    uraian: str
    penanggung_jawab: Lembaga
    nomenklatur: str = ""
    pendukung: Iterable[Lembaga] = ()
    lokasi: str = ""
    keterangan: str = ""
    indikator: Iterable[IsiIndikator] = field(default_factory=list)
    anggaran: Iterable[IsiAnggaran] = field(default_factory=list)

    def salinan(self) -> Salinan:
        """Return the content in the shape of ``rad.models.salinan.salin``."""
        return {
            "bidang": self.bidang,
            "sasaran": self.sasaran,
            "nomenklatur": self.nomenklatur,
            "uraian": self.uraian,
            "penanggung_jawab": self.penanggung_jawab.nama,
            "pendukung": sorted(p.nama for p in self.pendukung),
            "lokasi": self.lokasi,
            "keterangan": self.keterangan,
            "indikator": [
                {
                    "nama": i.nama,
                    "satuan": i.satuan,
                    "arah": i.arah,
                    "baseline": kanonik(i.baseline),
                    "jenis": i.jenis,
                    "kumulatif": i.kumulatif,
                    "target": _teks_tahun(i.target),
                }
                for i in self.indikator
            ],
            "anggaran": [
                {"sumber": a.sumber, "pagu": _teks_tahun(a.pagu)}
                for a in sorted(self.anggaran, key=lambda a: a.sumber)
            ],
        }

    @classmethod
    def dari_salinan(cls, salinan: Salinan, lembaga: Mapping[str, Lembaga]) -> Self:
        """Return the content that :meth:`salinan` wrote down. KeyError for an institution that
        is no longer in *lembaga* (name → row)."""
        return cls(
            bidang=salinan["bidang"],
            sasaran=salinan["sasaran"],
            nomenklatur=salinan["nomenklatur"],
            uraian=salinan["uraian"],
            penanggung_jawab=lembaga[salinan["penanggung_jawab"]],
            pendukung=[lembaga[nama] for nama in salinan["pendukung"]],
            lokasi=salinan["lokasi"],
            keterangan=salinan["keterangan"],
            indikator=[
                IsiIndikator(
                    nama=i["nama"],
                    satuan=i["satuan"],
                    arah=i["arah"],
                    baseline=desimal(i["baseline"]),
                    jenis=i["jenis"],
                    kumulatif=i["kumulatif"],
                    target=_angka_tahun(i["target"]),
                )
                for i in salinan["indikator"]
            ],
            anggaran=[
                IsiAnggaran(sumber=a["sumber"], pagu=_angka_tahun(a["pagu"]))
                for a in salinan["anggaran"]
            ],
        )


def _teks_tahun(nilai: Mapping[int, Decimal]) -> dict[str, str | None]:
    return {str(t): kanonik(n) for t, n in sorted(nilai.items())}


def _angka_tahun(nilai: Mapping[str, str]) -> dict[int, Decimal]:
    return {int(t): Decimal(n) for t, n in nilai.items()}
