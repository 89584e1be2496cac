"""What every write on a regulation's text shares: the right, the version lock, the cross
references that must not break, the initials that a change voids, the trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna
from rad.documents.perbup_batang import Nomor
from rad.documents.perbup_teks import kunci_dirujuk
from rad.documents.periksa_perbup_batang import Letak, semua_teks
from rad.models import Perbup
from rad.naskah import muat
from rad.naskah.bentuk import NaskahTeks

__all__ = ["batalkan_paraf", "isi_baris", "penyuntingan", "rujukan_putus"]

# Article row, "pasal" or "ayat", key.
Rujukan = tuple[str, str, str]


@contextmanager
def penyuntingan(*, by: Pengguna, perbup: Perbup, versi: int, bagian: str) -> Iterator[None]:
    """Run a change of the text of *perbup* in one transaction.

    *versi* is the version the person started from, *bagian* the changed part's name for the
    trail. Raises PermissionDenied, :class:`SudahBerubah` when the regulation changed since, and
    ValidationError when the change would leave a cross reference that points nowhere. Initials
    put on the earlier text lapse.
    """
    wajib(by, "rad.sunting_perbup", perbup)
    with transaction.atomic():
        if not Perbup.objects.rebut(pk=perbup.pk, versi=versi):
            raise SudahBerubah
        sebelum = muat(perbup)
        yield
        _jaga_rujukan(sebelum, muat(perbup))
        batalkan_paraf(perbup)
        catat(by=by, peristiwa="perbup.disunting", objek=perbup, rincian={"bagian": bagian})
    perbup.versi = versi + 1


def rujukan_putus(naskah: NaskahTeks) -> dict[Rujukan, str]:
    """Return the cross references of *naskah* that point nowhere, each with the place in words
    ("Pasal 7 ayat (2)"). A paragraph that is the only one of its article has no number, so it
    cannot be referred to either."""
    nomor = Nomor(naskah)
    putus: dict[Rujukan, str] = {}
    for no, pasal in enumerate(naskah.semua_pasal(), start=1):
        for urut, ayat in enumerate(pasal.ayat, start=1):
            sebut = f"Pasal {no}" + (f" ayat ({urut})" if len(pasal.ayat) > 1 else "")
            for teks, _ in semua_teks(ayat, Letak(sebut, pasal.objek, no)):
                for jenis, kunci in kunci_dirujuk(teks):
                    if nomor(jenis, kunci) is None:
                        putus.setdefault((pasal.objek, jenis, kunci), sebut)
    return putus


def _jaga_rujukan(sebelum: NaskahTeks, sesudah: NaskahTeks) -> None:
    lama = rujukan_putus(sebelum)
    dulu = Nomor(sebelum)
    pesan = []
    for (objek, jenis, kunci), tempat in rujukan_putus(sesudah).items():
        if (objek, jenis, kunci) in lama:
            continue
        tanda = f"{{{jenis}:{kunci}}}"
        if dulu(jenis, kunci) is None:
            pesan.append(
                f"{tempat} memakai penanda {tanda}, yang tidak menunjuk ke mana pun. "
                "Lihat daftar penanda di samping formulir pasal."
            )
        else:
            pesan.append(
                f"{tempat} merujuk {tanda}, yang hilang oleh perubahan ini. "
                "Ubah dahulu rujukan itu, lalu coba lagi."
            )
    if pesan:
        raise ValidationError(pesan)


def batalkan_paraf(perbup: Perbup) -> None:
    """Take back all initials: they were put on a text that no longer stands."""
    for paraf in perbup.paraf.exclude(oleh=None):
        isi_baris(paraf, oleh=None, pada=None)


def isi_baris(baris: Model, **isian: Any) -> bool:
    """Set fields and save only if one differs, so that the history shows true changes alone.

    Returns whether something was saved.
    """
    baru = baris._state.adding
    if not baru and all(getattr(baris, k) == v for k, v in isian.items()):
        return False
    for k, v in isian.items():
        setattr(baris, k, v)
    baris.save(update_fields=None if baru else [*isian, "diubah_pada"])
    return True
