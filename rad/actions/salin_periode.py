"""Beginning a plan from an earlier one: its actions copied as drafts, with their lineage."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from p3aks.core.audit import catat
from pokja.models import Pengguna
from rad.actions.aksi import tulis
from rad.actions.isi import IsiAksi, IsiIndikator
from rad.actions.kunci_pengisian import pastikan_terbuka
from rad.actions.penanda import wariskan
from rad.actions.perubahan import isi_dari, wariskan_indikator
from rad.models import Aksi, Rad
from rad.models.salinan import salin


@dataclass(frozen=True)
class HasilSalin:
    """What came of it: the new drafts, and per action that was left out the reason."""

    disalin: list[Aksi] = field(default_factory=list)
    dilewati: list[tuple[Aksi, str]] = field(default_factory=list)


@transaction.atomic
def salin_periode(
    *, by: Pengguna, rad: Rad, aksi: Iterable[Aksi], dengan_pagu: bool = False
) -> HasilSalin:
    """Copy *aksi* of earlier plans into *rad* as drafts.

    Wording, institutions and indicators come along; the last target of the earlier plan becomes
    the proposed baseline; targets stay blank, and so does money unless *dengan_pagu*, which moves
    it by whole years. An action whose lineage *rad* has already is not copied again.

    Raises PermissionDenied where *by* may not enter for an institution, PengisianDitutup after
    the deadline, ValidationError for a plan that is not earlier.
    """
    rad = Rad.objects.select_for_update().get(pk=rad.pk)  # two at once would copy twice
    sudah = rad.aksi.silsilah_dimuat()
    urutan = rad.aksi.urutan_akhir()
    hasil = HasilSalin()
    for lama in aksi:
        if not by.has_perm("rad.isi_untuk_lembaga", lama.penanggung_jawab):
            raise PermissionDenied
        if lama.rad.mulai >= rad.mulai:
            raise ValidationError("Hanya aksi RAD periode sebelumnya yang dapat disalin.")
        pastikan_terbuka(by=by, rad=rad, lembaga=[lama.penanggung_jawab_id])
        if lama.silsilah in sudah:
            hasil.dilewati.append((lama, "sudah ada dalam RAD ini"))
        elif not lama.penanggung_jawab.aktif:
            hasil.dilewati.append((lama, f"{lama.penanggung_jawab} tidak aktif lagi"))
        else:
            urutan += 1
            try:
                hasil.disalin.append(_salin(by, rad, lama, urutan, dengan_pagu))
                sudah.add(lama.silsilah)
            except ValidationError as galat:
                hasil.dilewati.append((lama, " ".join(galat.messages)))
    if hasil.disalin:
        rincian = {"aksi": len(hasil.disalin), "pagu": dengan_pagu}
        catat(by=by, peristiwa="rad.salin_periode", objek=rad, rincian=rincian)
    return hasil


def _salin(by: Pengguna, rad: Rad, lama: Aksi, urutan: int, dengan_pagu: bool) -> Aksi:
    baru = Aksi(rad=rad, urutan=urutan, asal_id=lama.silsilah)
    tulis(by=by, aksi=baru, isi=_geser(isi_dari(lama), lama.rad, rad, dengan_pagu))
    wariskan_indikator(lama, baru)
    wariskan(by=by, dari=lama, ke=baru)
    baru.transisi.create(
        nama="salin_periode", dari="", ke=baru.status, oleh=by, alasan=str(lama.rad),
        salinan=salin(baru),
    )  # fmt: skip
    catat(by=by, peristiwa="aksi.salin_periode", objek=baru, rincian={"asal": str(lama.pk)})
    return baru


def _geser(isi: IsiAksi, lama: Rad, baru: Rad, dengan_pagu: bool) -> IsiAksi:
    """Return the content as the new period begins with it."""
    geser = baru.mulai - lama.mulai
    anggaran = [
        replace(a, pagu=pagu)
        for a in isi.anggaran
        if (pagu := {t + geser: n for t, n in a.pagu.items() if t + geser in baru.tahun})
    ]
    return replace(
        isi,
        indikator=[replace(i, target={}, baseline=_akhir(i)) for i in isi.indikator],
        anggaran=anggaran if dengan_pagu else [],
    )


def _akhir(i: IsiIndikator) -> Decimal | None:
    return i.target[max(i.target)] if i.target else i.baseline
