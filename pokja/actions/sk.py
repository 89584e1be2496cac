"""The SK: it puts a draft in force, closes the Pokja before it, and is kept as a scan."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from p3aks.core.audit import catat
from p3aks.core.formatting import tanggal
from p3aks.core.pindaian import bertanda_tangan, ganti_berkas
from pokja.actions.pejabat import akhiri_peran, pulang
from pokja.actions.struktur import kunci_rancangan, wajib_kelola
from pokja.aturan.masa import SEHARI
from pokja.documents.susunan import komposisi
from pokja.enums import StatusPokja
from pokja.models import Pejabat, Pengguna, Pokja


@transaction.atomic
def berlakukan(
    *, by: Pengguna, pokja: Pokja, nomor_sk: str, tanggal_sk: dt.date, pindaian: bytes | None = None
) -> Pokja:
    """Put the draft in force with the SK that came back signed; the Pokja before it ends on the
    day before, its history stays (rule 1).

    Nobody sits before the SK: earlier times begin on its date. Roles that came with a seat follow
    their holder into the same position of the new Pokja, or end. Raises ValidationError where
    *pokja* is no draft, its structure would make the SK void, or the date lies in the future or
    not after the last SK.
    """
    wajib_kelola(by)
    pokja = kunci_rancangan(pokja)
    if batal := komposisi(pokja, max(timezone.localdate(), tanggal_sk)).batal:
        raise ValidationError([t.kalimat for t in batal])
    if tanggal_sk > timezone.localdate():
        raise ValidationError({"tanggal_sk": "SK bertanggal besok atau sesudahnya belum berlaku."})
    _ganti_yang_berlaku(pokja, nomor_sk, tanggal_sk)
    for pejabat in Pejabat.objects.filter(kedudukan__pokja=pokja, mulai__lt=tanggal_sk):
        if pejabat.selesai and pejabat.selesai < tanggal_sk:
            pejabat.delete()
        else:
            pejabat.mulai = tanggal_sk
            pejabat.save()
    catat(by=by, peristiwa="pokja.diberlakukan", objek=pokja)
    if pindaian is not None:
        simpan_pindaian(by=by, pokja=pokja, isi=pindaian)
    return pokja


@transaction.atomic
def bentuk_pokja(*, mulai: int, selesai: int, nomor_sk: str, tanggal_sk: dt.date) -> Pokja:
    """Record the Pokja in force with its SK, without seats; the one before it ends (rule 1).

    The same SK once more is the same Pokja. Raises ValidationError where years or SK are not valid,
    or the date is not after the last SK.
    """
    ada = Pokja.objects.filter(mulai=mulai, selesai=selesai, nomor_sk=nomor_sk).first()
    if ada:
        return ada
    pokja = Pokja(mulai=mulai, selesai=selesai)
    pokja.full_clean()
    pokja.save()
    _ganti_yang_berlaku(pokja, nomor_sk, tanggal_sk)
    catat(by=None, peristiwa="pokja.dibentuk", objek=pokja)
    return pokja


@transaction.atomic
def simpan_pindaian(*, by: Pengguna, pokja: Pokja, isi: bytes) -> None:
    """Store the signed SK of a Pokja that is or was in force; *isi* is a PDF that the form has
    looked at. One before it goes once this is committed. Raises ValidationError for a draft."""
    wajib_kelola(by)
    pokja = Pokja.objects.select_for_update().get(pk=pokja.pk)
    if pokja.status == StatusPokja.RANCANGAN:
        raise ValidationError("Catat nomor dan tanggal SK dahulu.")
    sidik = ganti_berkas(pokja.berkas_sk, isi)
    pokja.sk_bertanda_tangan = bertanda_tangan(isi)
    pokja.save()
    catat(by=by, peristiwa="pokja.pindaian_sk", objek=pokja, rincian={"sha256": sidik})


def _ganti_yang_berlaku(pokja: Pokja, nomor_sk: str, tanggal_sk: dt.date) -> None:
    """Let *pokja* take the place of the Pokja in force."""
    lama = Pokja.objects.select_for_update().filter(status=StatusPokja.BERLAKU).first()
    if lama:
        if lama.tanggal_sk and tanggal_sk <= lama.tanggal_sk:
            kapan = tanggal(lama.tanggal_sk)
            raise ValidationError({"tanggal_sk": f"SK yang berlaku kini bertanggal {kapan}."})
        _tutup(lama, pokja, tanggal_sk - SEHARI)
    pokja.nomor_sk, pokja.tanggal_sk, pokja.status = nomor_sk, tanggal_sk, StatusPokja.BERLAKU
    pokja.full_clean()
    pokja.save()


def _tutup(lama: Pokja, baru: Pokja, berakhir: dt.date) -> None:
    """End *lama* on the day *berakhir*, and with it everybody's time there."""
    lama.status, lama.berakhir = StatusPokja.BERAKHIR, berakhir
    lama.save()
    semua = Pejabat.objects.select_related("kedudukan")
    lanjut = Q(selesai=None) | Q(selesai__gt=berakhir)
    pindah = {
        (p.pengguna_id, p.kedudukan.posisi, p.kedudukan.bidang): p
        for p in semua.filter(lanjut, kedudukan__pokja=baru, pengguna__isnull=False)
    }
    for pejabat in semua.filter(lanjut, kedudukan__pokja=lama):
        duduk = (pejabat.pengguna_id, pejabat.kedudukan.posisi, pejabat.kedudukan.bidang)
        if penerus := pindah.get(duduk):
            pejabat.penugasan.update(pejabat=penerus)
            if penerus.selesai:
                akhiri_peran(penerus, penerus.selesai)
        if pejabat.mulai > berakhir:
            akhiri_peran(pejabat, berakhir)
            pejabat.delete()
        else:
            pulang(pejabat, berakhir)
