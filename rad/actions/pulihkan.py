"""Bringing an earlier text back, of one action or of a whole version. Nothing is fixed by it: the
text becomes a draft or a change, and is submitted and decided on like any other."""

from collections import Counter
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.formatting import normal_teks
from p3aks.core.models import SudahBerubah
from pokja.models import Lembaga, Pengguna
from rad.actions import perubahan
from rad.actions.aksi import simpan, tulis
from rad.actions.isi import IsiAksi
from rad.actions.kunci_pengisian import alasan_cukup, pastikan_terbuka
from rad.actions.penanda import wariskan
from rad.documents import pulihkan as rencana
from rad.enums import StatusAksi
from rad.models import Aksi, Indikator, Rad, TransisiAksi, VersiRad
from rad.models.salinan import Salinan, salin


@transaction.atomic
def pulihkan_aksi(*, by: Pengguna, aksi: Aksi, langkah: TransisiAksi, alasan: str = "") -> Aksi:
    """Make the text kept with *langkah* the content of the draft of this lineage, or of a change
    of what is fixed (which needs *alasan*), or of a new draft; return that.

    Raises PermissionDenied; ValidationError where something of the lineage waits for a decision,
    an institution is gone, or the plan is closed.
    """
    if not by.has_perm("rad.pulihkan_aksi", aksi) or langkah.aksi.silsilah != aksi.silsilah:
        raise PermissionDenied
    isi = _isi(langkah.salinan)
    sasaran = rencana.tujuan(aksi)
    if sasaran is None:
        hasil = _draf_baru(by, aksi.rad, aksi.silsilah, isi)
    elif sasaran.status == StatusAksi.DITETAPKAN:
        hasil = perubahan.buka(by=by, aksi=sasaran, alasan=alasan)
        simpan(by=by, rad=aksi.rad, aksi=hasil, isi=isi)
    elif sasaran.boleh_disunting:
        hasil = simpan(by=by, rad=aksi.rad, aksi=sasaran, isi=isi)
    else:
        raise ValidationError("Aksi ini sedang menunggu keputusan; isinya belum dapat dipulihkan.")
    _catat(by, hasil, alasan)
    return hasil


@transaction.atomic
def pulihkan_versi(*, by: Pengguna, versi: VersiRad, alasan: str, sidik: str = "") -> Counter[str]:
    """Make drafts, changes and proposals to drop, so that the plan reads like *versi* once they
    are approved and fixed. Returns how many of each kind. *sidik* identifies what was shown:
    SudahBerubah where something else would happen now. All or nothing.

    Raises PermissionDenied; ValidationError for a missing reason or a wording taken meanwhile.
    """
    wajib(by, "rad.kelola_rad", versi.rad)
    alasan = alasan_cukup(alasan)
    rad = Rad.objects.select_for_update().get(pk=versi.rad_id)
    langkah = rencana.rencana(versi)
    if sidik and sidik != rencana.sidik_rencana(langkah):
        raise SudahBerubah
    for satu in langkah:
        _jalankan(by, rad, satu, alasan)
    jumlah = rencana.hitung(langkah)
    catat(
        by=by,
        peristiwa="rad.versi_dipulihkan",
        objek=rad,
        rincian={"nomor": versi.nomor, "alasan": alasan, **jumlah},
    )
    return jumlah


def _jalankan(by: Pengguna, rad: Rad, satu: rencana.Langkah, alasan: str) -> None:
    match satu.jenis:
        case rencana.KEMBALI:
            hasil = _draf_baru(by, rad, UUID(satu.silsilah), _isi(satu.isi))
        case rencana.UBAH if satu.aksi is not None:
            hasil = satu.aksi
            if hasil.status == StatusAksi.DITETAPKAN:
                hasil = perubahan.buka(by=by, aksi=hasil, alasan=alasan)
            simpan(by=by, rad=rad, aksi=hasil, isi=_isi(satu.isi))
        case rencana.CABUT if satu.aksi is not None:
            perubahan.usulkan_cabut(by=by, aksi=satu.aksi, alasan=alasan)
            return
        case _:
            return
    _catat(by, hasil, alasan)


def _draf_baru(by: Pengguna, rad: Rad, silsilah: UUID, isi: IsiAksi) -> Aksi:
    """Make a new draft of a lineage that has nothing in the plan any more."""
    pastikan_terbuka(by=by, rad=rad, lembaga=[isi.penanggung_jawab.pk])
    aksi = Aksi(rad=rad, urutan=rad.aksi.urutan_akhir() + 1, asal_id=silsilah)
    tulis(by=by, aksi=aksi, isi=isi)
    lama = rad.aksi.sesilsilah(silsilah).exclude(pk=aksi.pk)
    if terakhir := lama.order_by("dibuat_pada").last():
        wariskan(by=by, dari=terakhir, ke=aksi)
    return aksi


def _isi(salinan: Salinan) -> IsiAksi:
    nama = {salinan["penanggung_jawab"], *salinan["pendukung"]}
    lembaga = {x.nama: x for x in Lembaga.objects.filter(nama__in=nama)}
    if hilang := sorted(nama - set(lembaga)):
        raise ValidationError(
            f"Lembaga ini tidak ada lagi dengan nama itu: {', '.join(hilang)}. Ubah isinya dengan "
            "tangan."
        )
    return IsiAksi.dari_salinan(salinan, lembaga)


def _sambung_indikator(aksi: Aksi) -> None:
    """Give an indicator that came back the lineage of the one of that name before it."""
    silsilah = Q(aksi=aksi.silsilah) | Q(aksi__asal=aksi.silsilah)
    lama = {
        normal_teks(i.nama): i.silsilah
        for i in Indikator.objects.filter(silsilah, aksi__rad=aksi.rad_id).exclude(aksi=aksi)
    }
    for i in aksi.indikator.filter(asal=None):
        if asal := lama.get(normal_teks(i.nama)):
            i.asal_id = asal
            i.save()


def _catat(by: Pengguna, aksi: Aksi, alasan: str) -> None:
    _sambung_indikator(aksi)
    aksi.transisi.create(
        nama="pulihkan",
        dari=aksi.status,
        ke=aksi.status,
        oleh=by,
        alasan=alasan,
        salinan=salin(aksi),
    )
    catat(by=by, peristiwa="aksi.pulihkan", objek=aksi)
