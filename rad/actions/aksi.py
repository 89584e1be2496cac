"""Writes around one action: its content and its way to approval.

Each function runs in one transaction, checks the right once more, logs the step and writes the
audit trail. Concurrent decisions: the second one fails with :class:`SudahBerubah`.
"""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from p3aks.core.access import wajib
from p3aks.core.alur import melangkah
from p3aks.core.audit import catat
from p3aks.core.formatting import normal_teks
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.actions.isi import IsiAksi, IsiIndikator
from rad.actions.kunci_pengisian import pastikan_terbuka
from rad.enums import StatusAksi
from rad.models import Aksi, Anggaran, Indikator, Rad, Sasaran, Target
from rad.models.salinan import salin

PESAN_KEMBAR = "Aksi yang sama baru saja disimpan untuk perangkat daerah ini."


@transaction.atomic
def simpan(
    *,
    by: Pengguna,
    isi: IsiAksi,
    rad: Rad,
    aksi: Aksi | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Aksi:
    """Store *isi* as a new action of *rad*, or as the new content of *aksi*.

    *versi* is the version the person started from; a newer one in the database raises
    :class:`SudahBerubah`. *id_baru* is the one-time key of a form for a new action: sent twice
    it makes one action, and the second call returns the first one's row unchanged.
    Editing an approved action voids the approval (back to DRAF).
    Raises PermissionDenied when *by* may not, ValidationError when the OPD already has an
    action of that wording or entering is closed.
    """
    wajib(by, "rad.ubah_aksi" if aksi else "rad.tambah_aksi", aksi)
    wajib(by, "rad.isi_untuk_lembaga", isi.penanggung_jawab)
    kena = {isi.penanggung_jawab.pk} | ({aksi.penanggung_jawab_id} if aksi else set())
    pastikan_terbuka(by=by, rad=rad, lembaga=kena)
    baru = aksi is None
    if aksi is None:
        if sudah := Aksi.objects.filter(pk=id_baru, rad=rad).first():
            wajib(by, "rad.isi_untuk_lembaga", sudah.penanggung_jawab)
            return sudah
        aksi = Aksi(rad=rad, urutan=rad.aksi.urutan_akhir() + 1, id=id_baru or uuid4())
    else:
        Aksi.objects.naikkan(aksi, versi)
    if aksi.status == StatusAksi.DISETUJUI:
        langkah(aksi, "batal_setuju", by, alasan="Isi diubah sesudah disetujui.")
    tulis(by=by, aksi=aksi, isi=isi)
    catat(by=by, peristiwa="aksi.dibuat" if baru else "aksi.diubah", objek=aksi)
    return aksi


def tulis(*, by: Pengguna, aksi: Aksi, isi: IsiAksi) -> None:
    """Store the row *aksi* with the content *isi*; rights and audit are the caller's.

    Raises ValidationError when the OPD already has an action of that wording.
    """
    aksi.bidang, aksi.uraian, aksi.nomenklatur = isi.bidang, isi.uraian, isi.nomenklatur
    aksi.sasaran = sasaran_bernama(aksi.rad, isi.bidang, isi.sasaran)
    aksi.penanggung_jawab = isi.penanggung_jawab
    aksi.lokasi, aksi.keterangan = isi.lokasi, isi.keterangan
    aksi.uraian_normal = normal_teks(isi.uraian)  # the search for duplicates reads it
    aksi.tolak_kembar()
    baru = aksi._state.adding
    try:
        with transaction.atomic():
            aksi.save()
    except IntegrityError as galat:  # somebody else's save slipped in after the check
        raise ValidationError(PESAN_KEMBAR) from galat
    pendukung = list(isi.pendukung)
    if pendukung or not baru:
        aksi.pendukung.set(pendukung)
    _ganti_rincian(by, aksi, isi, baru=baru)


@transaction.atomic
def ajukan(*, by: Pengguna, aksi: Aksi) -> None:
    """Submit. Raises ValidationError with what is still missing, or where entering is closed."""
    wajib(by, "rad.ajukan_aksi", aksi)
    _terbuka(by, aksi)
    if kurang := aksi.kekurangan():
        raise ValidationError(kurang)
    langkah(aksi, "ajukan", by, oleh=by)


@transaction.atomic
def tarik(*, by: Pengguna, aksi: Aksi) -> None:
    """Withdraw a submission that nobody has decided on."""
    wajib(by, "rad.tarik_aksi", aksi)
    _terbuka(by, aksi)
    langkah(aksi, "tarik", by)


@transaction.atomic
def batalkan(*, by: Pengguna, aksi: Aksi, alasan: str) -> None:
    """Give an action up, with a reason. It stays readable and no longer counts."""
    wajib(by, "rad.batalkan_aksi", aksi)
    _terbuka(by, aksi)
    langkah(aksi, "batalkan", by, alasan=_alasan(alasan))


@transaction.atomic
def setujui(*, by: Pengguna, aksi: Aksi, versi: int | None = None) -> None:
    """Approve. Never by who submitted. *versi* is the version that was read: nobody approves a
    text that came after it (SudahBerubah)."""
    wajib(by, "rad.setujui_aksi", aksi)
    _yang_dibaca(aksi, versi)
    langkah(aksi, "setujui", by, oleh=by)


@transaction.atomic
def kembalikan(*, by: Pengguna, aksi: Aksi, alasan: str, versi: int | None = None) -> None:
    """Return with a reason that the OPD will read. Never by who submitted. *versi* as above."""
    wajib(by, "rad.kembalikan_aksi", aksi)
    _yang_dibaca(aksi, versi)
    langkah(aksi, "kembalikan", by, alasan=_alasan(alasan), oleh=by)


def sasaran_bernama(rad: Rad, bidang: str, uraian: str) -> Sasaran:
    """Return the goal *uraian* of *bidang* in *rad*, made if new (wording compared exactly)."""

    def sesudahnya() -> int:
        return (rad.sasaran.aggregate(n=Max("urutan"))["n"] or 0) + 1

    urutan: dict[str, Any] = {"urutan": sesudahnya}
    sasaran, _ = Sasaran.objects.get_or_create(
        rad=rad, bidang=bidang, uraian=uraian, defaults=urutan
    )
    return sasaran


def langkah(aksi: Aksi, nama: str, by: Pengguna, *, alasan: str = "", **isian: Any) -> None:
    """Run transition *nama*, store it only if state and version in the database are still those
    read, and log it together with a copy of the content."""
    melangkah(
        aksi, nama, by, awalan="aksi", alasan=alasan, salinan=lambda: salin(aksi), **isian
    )  # fmt: skip


def _ganti_rincian(by: Pengguna, aksi: Aksi, isi: IsiAksi, *, baru: bool) -> None:
    """Bring indicators, targets and budget to what *isi* says; unchanged rows stay untouched. A
    *baru* action has none yet, and none are looked for."""
    daftar = list(isi.indikator)
    berpasangan, sisa = _pasangkan([] if baru else list(aksi.indikator.all()), daftar)
    for n, i in enumerate(daftar):
        baris = berpasangan.get(n) or Indikator(aksi=aksi)
        _isi(baris, urutan=n + 1, nama=i.nama, satuan=i.satuan, arah=i.arah,
             baseline=i.baseline, jenis=i.jenis, kumulatif=i.kumulatif)  # fmt: skip
        _samakan(
            by,
            Target,
            {t.tahun: t for t in baris.target.all()} if n in berpasangan else {},
            {
                tahun: {"indikator": baris, "tahun": tahun, "nilai": n}
                for tahun, n in i.target.items()
            },
        )
    for baris in sisa:
        baris.delete()
    _samakan(
        by,
        Anggaran,
        {} if baru else {(a.sumber, a.tahun): a for a in aksi.anggaran.all()},
        {
            (a.sumber, tahun): {"aksi": aksi, "sumber": a.sumber, "tahun": tahun, "pagu": pagu}
            for a in isi.anggaran
            for tahun, pagu in a.pagu.items()
        },
    )
    aksi.__dict__.pop("_prefetched_objects_cache", None)


def _pasangkan(
    lama: list[Indikator], daftar: list[IsiIndikator]
) -> tuple[dict[int, Indikator], list[Indikator]]:
    """Return which row takes the indicator at each place, and the rows left over: first those of
    the same name, so that an indicator keeps its lineage when another one goes, then the others
    in order."""
    hasil: dict[int, Indikator] = {}
    for n, i in enumerate(daftar):
        nama = normal_teks(i.nama)
        if sama := next((b for b in lama if normal_teks(b.nama) == nama), None):
            hasil[n] = sama
            lama.remove(sama)
    for n in range(len(daftar)):
        if n not in hasil and lama:
            hasil[n] = lama.pop(0)
    return hasil, lama


def _samakan(
    by: Pengguna, model: Any, lama: dict[Any, Any], baru: dict[Any, dict[str, Any]]
) -> None:
    for kunci in lama.keys() & baru.keys():
        _isi(lama[kunci], **baru[kunci])
    # In one go: a row and its history each take one statement, not two per year.
    bulk_create_with_history(
        [model(**isian) for kunci, isian in baru.items() if kunci not in lama],
        model,
        default_user=by,
    )
    for kunci in lama.keys() - baru.keys():
        lama[kunci].delete()


def _isi(baris: Any, **isian: Any) -> None:
    """Set fields, saving only what differs: history then shows true changes only."""
    if baris._state.adding or any(getattr(baris, k) != v for k, v in isian.items()):
        for k, v in isian.items():
            setattr(baris, k, v)
        baris.save()


def _terbuka(by: Pengguna, aksi: Aksi) -> None:
    pastikan_terbuka(by=by, rad=aksi.rad, lembaga=[aksi.penanggung_jawab_id])


def _yang_dibaca(aksi: Aksi, versi: int | None) -> None:
    if versi is not None and versi != aksi.versi:
        raise SudahBerubah


def _alasan(teks: str) -> str:
    if len(teks := teks.strip()) < 5:
        raise ValidationError({"alasan": "Tuliskan alasannya, paling sedikit lima huruf."})
    return teks
