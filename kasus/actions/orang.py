"""Writes about the people of a case: victims, alleged perpetrators, what they are to each other.

Facts in groups only; names stand in :mod:`kasus.actions.identitas`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from kasus.actions import verifikasi
from kasus.actions.dasar import kunci
from kasus.actions.isi import IsiHubungan, IsiKorban, IsiOrang, IsiTerlapor, Waktu
from kasus.actions.segar import segarkan
from kasus.aturan import abh, kategori, waktu
from kasus.models import BentukKorban, Hubungan, Identitas, Kasus, Korban, Terlapor
from p3aks.core.audit import catat
from p3aks.core.formatting import huruf
from p3aks.core.models import SudahBerubah

ALASAN = "menulis orang dalam kasus"
KODE_TERLAPOR = "XYZ"
# Kept in other rows, or decided below.
BUKAN_KOLOM = {"bentuk", "gbvims", "pasal15", "pasal15_kecuali"}


@dataclass(frozen=True)
class BarisHubungan:
    """One pair as a form sends it. ``versi`` 0: the pair had no relation yet."""

    korban: Korban
    terlapor: Terlapor
    isi: IsiHubungan
    versi: int = 0


@transaction.atomic
def simpan_korban(
    *,
    by: Any,
    kasus: Kasus,
    isi: IsiKorban,
    korban: Korban | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Korban:
    """Store *isi* as a new victim of *kasus*, or as the new facts of *korban*.

    *versi* is what the person started from; a newer one raises :class:`SudahBerubah`. *id_baru*
    is the one-time key of a form for a new victim: sent twice it makes one row. Age band and
    child mark are computed here and stored as they were at the incident (R03).
    Raises PermissionDenied unless *by* manages the case, ValidationError by field (R04, R05, R08).
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    if korban is None:
        if sudah := _sudah_ada(Korban, kasus, id_baru):
            return sudah
        baris, ruas = tambah_korban(kasus, isi, id_baru=id_baru), None
    else:
        baris, ruas = _ubah_korban(_rebut(kasus, korban, versi), kasus, isi)
    _selesai(by, kasus, "korban", baris, ruas)
    return baris


@transaction.atomic
def simpan_terlapor(
    *,
    by: Any,
    kasus: Kasus,
    isi: IsiTerlapor,
    terlapor: Terlapor | None = None,
    versi: int | None = None,
    id_baru: UUID | None = None,
) -> Terlapor:
    """Store *isi* as a new alleged perpetrator, or as the new facts of *terlapor*.

    Arguments and errors as :func:`simpan_korban`. An office seals the case at once (K3): only its
    team knows of it from then on.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    if terlapor is None:
        if sudah := _sudah_ada(Terlapor, kasus, id_baru):
            return sudah
        baris, ruas = tambah_terlapor(kasus, isi, id_baru=id_baru), None
    else:
        baris = _rebut(kasus, terlapor, versi)
        ruas = _isikan(baris, _kolom(isi))
        hitung_usia(kasus, baris)
        baris.save()
    _selesai(by, kasus, "terlapor", baris, ruas)
    return baris


@transaction.atomic
def simpan_hubungan(*, by: Any, kasus: Kasus, daftar: Iterable[BarisHubungan]) -> int:
    """Store what each pair of *daftar* is to each other; return how many changed.

    All pairs or none: raises :class:`SudahBerubah` where one was changed meanwhile,
    PermissionDenied unless *by* manages the case.
    """
    kasus = kunci(by, kasus, "kasus.kelola")
    jumlah = sum(_simpan_pasangan(kasus, baris) for baris in daftar)
    if jumlah:
        verifikasi.gugurkan(kasus)
        segarkan(kasus, by=by)
        catat(by=by, peristiwa="kasus.hubungan_diubah", objek=kasus, rincian={"jumlah": jumlah})
    return jumlah


# --- what an intake and a change share; the case is locked already --------------------------------


def tambah_korban(
    kasus: Kasus, isi: IsiKorban, *, lahir: str = "", id_baru: UUID | None = None
) -> Korban:
    """Add a victim to a locked *kasus*. *lahir*: the date of birth, where it is being stored."""
    nomor = Korban.objects.sistem(ALASAN).filter(kasus=kasus).count() + 1
    korban = Korban(id=id_baru or uuid4(), kasus=kasus, kode=huruf(nomor).upper(), **_kolom(isi))
    hitung_usia(kasus, korban, lahir)
    _turunan(korban, isi)
    korban.save(force_insert=True)
    _ganti_bentuk(korban, isi.bentuk)
    return korban


def tambah_terlapor(
    kasus: Kasus, isi: IsiTerlapor, *, lahir: str = "", id_baru: UUID | None = None
) -> Terlapor:
    """Add an alleged perpetrator to a locked *kasus*."""
    nomor = Terlapor.objects.sistem(ALASAN).filter(kasus=kasus).count()
    putaran, letak = divmod(nomor, len(KODE_TERLAPOR))
    kode = KODE_TERLAPOR[letak] + (str(putaran + 1) if putaran else "")
    terlapor = Terlapor(id=id_baru or uuid4(), kasus=kasus, kode=kode, **_kolom(isi))
    hitung_usia(kasus, terlapor, lahir)
    terlapor.save(force_insert=True)
    return terlapor


def tanggal_kejadian(kasus: Kasus) -> Waktu:
    """Return the day or the year of the incident, or None."""
    return kasus.tanggal_kejadian or kasus.tahun_kejadian


def hitung_usia(kasus: Kasus, orang: Korban | Terlapor, lahir: str | None = None) -> None:
    """Set age at the incident, age band and child mark of *orang*, without saving (R03, R08).

    *lahir* is the date of birth (ISO day or year, "" for none); None reads the stored one. Raises
    ValidationError for a birth after the incident, and for a child's status given to an adult.
    """
    if lahir is None:
        lahir = _lahir_tersimpan(orang)
    tanggal, tahun = waktu_lahir(lahir)
    kejadian = tanggal_kejadian(kasus)
    usia = waktu.usia_saat(
        kejadian,
        lahir=tanggal,
        tahun_lahir=tahun,
        usia_dilaporkan=orang.usia,
        lapor=kasus.tanggal_lapor,
    )
    if lahir and kejadian is not None and usia is None:
        raise ValidationError({"tanggal_lahir": "Tanggal lahir ini sesudah kejadian."})
    orang.usia, orang.kelompok_usia = usia, waktu.kelompok_usia(usia)
    if usia is not None:  # whoever was called a child stays protected while the age is not known
        orang.anak = waktu.adalah_anak(usia)
    if masalah := abh.periksa_abh(orang.status_anak, usia):
        raise ValidationError({"status_anak": masalah})


def waktu_lahir(lahir: str) -> tuple[date | None, int | None]:
    """Return (day, year) of a stored date of birth; one of them or both are None."""
    if len(lahir) == 4:
        return None, int(lahir)
    return (date.fromisoformat(lahir) if lahir else None), None


def hitung_ulang_usia(kasus: Kasus) -> None:
    """Compute the age of everybody in a locked *kasus* anew, after its dates have changed."""
    for model in (Korban, Terlapor):
        for orang in model.objects.sistem(ALASAN).filter(kasus=kasus):
            hitung_usia(kasus, orang)
            orang.save(update_fields=["usia", "kelompok_usia", "anak", "diubah_pada"])


# --- parts ----------------------------------------------------------------------------------------


def _ubah_korban(korban: Korban, kasus: Kasus, isi: IsiKorban) -> tuple[Korban, list[str]]:
    ruas = _isikan(korban, _kolom(isi))
    hitung_usia(kasus, korban)
    if _ganti_bentuk(korban, isi.bentuk):
        ruas.append("bentuk")
    _turunan(korban, isi)
    korban.save()
    return korban, ruas


def _turunan(korban: Any, isi: IsiKorban) -> None:
    """Store what a person decided against a rule, with the reason (R05, R09); the rules
    themselves are applied by :func:`segarkan`."""
    if isi.ranah_manual:
        turunan = kategori.ranah(_pasangan(korban), isi.tempat)
        if masalah := kategori.periksa_ranah(turunan, isi.ranah_manual, isi.alasan_ranah):
            raise ValidationError({"alasan_ranah": masalah})
        if isi.ranah_manual == turunan:
            korban.ranah_manual = ""
    korban.pasal15 = sorted(isi.pasal15)
    korban.pasal15_kecuali = {h: a.strip() for h, a in isi.pasal15_kecuali.items() if a.strip()}
    korban.gbvims_manual = bool(isi.gbvims)
    if isi.gbvims:
        korban.gbvims = isi.gbvims


def _pasangan(korban: Korban) -> list[kategori.Pasangan]:
    baris = Hubungan.objects.sistem(ALASAN).filter(korban=korban)
    ruas = baris.values_list("hubungan", "serumah", "prt_menetap")
    return [kategori.Pasangan(*satu) for satu in ruas]


def _ganti_bentuk(korban: Korban, bentuk: Mapping[str, tuple[str, ...]]) -> bool:
    """Make the stored forms of violence those of *bentuk*; tell whether anything changed (R04)."""
    if not bentuk:
        raise ValidationError({"bentuk": "Pilih sedikitnya satu bentuk kekerasan."})
    semua = BentukKorban.objects.sistem(ALASAN).filter(korban=korban)
    lama = {b.bentuk: b for b in semua}
    if {b: list(r.sub) for b, r in lama.items()} == {b: list(sub) for b, sub in bentuk.items()}:
        return False
    semua.exclude(bentuk__in=bentuk).delete()
    for nama, sub in bentuk.items():
        if baris := lama.get(nama):
            baris.sub = list(sub)
            baris.save(update_fields=["sub", "diubah_pada"])
        else:
            BentukKorban.objects.sistem(ALASAN).create(korban=korban, bentuk=nama, sub=list(sub))
    return True


def _simpan_pasangan(kasus: Kasus, baris: BarisHubungan) -> bool:
    if {baris.korban.kasus_id, baris.terlapor.kasus_id} != {kasus.pk}:
        raise ValidationError("Pasangan ini bukan dari kasus yang sama.")
    semua = Hubungan.objects.sistem(ALASAN)
    lama = semua.filter(korban=baris.korban, terlapor=baris.terlapor).first()
    nilai = {f.name: getattr(baris.isi, f.name) for f in fields(baris.isi)}
    if lama is None:
        semua.create(korban=baris.korban, terlapor=baris.terlapor, **nilai)
        return True
    if not _isikan(lama, nilai):
        return False
    if not semua.rebut(pk=lama.pk, versi=baris.versi, **nilai):
        raise SudahBerubah
    return True


def _rebut(kasus: Kasus, orang: Any, versi: int | None) -> Any:
    """Return the row of *kasus* as it is now, its version raised; SudahBerubah where *versi* is
    old."""
    semua = type(orang).objects.sistem(ALASAN).filter(kasus=kasus)
    if not semua.rebut(pk=orang.pk, versi=versi):
        raise SudahBerubah
    return semua.get(pk=orang.pk)


def _sudah_ada(model: Any, kasus: Kasus, id_baru: UUID | None) -> Any:
    """Return the row that the form with key *id_baru* has made already."""
    if id_baru is None:
        return None
    return model.objects.sistem(ALASAN).filter(pk=id_baru, kasus=kasus).first()


def _kolom(isi: IsiOrang) -> dict[str, Any]:
    return {f.name: getattr(isi, f.name) for f in fields(isi) if f.name not in BUKAN_KOLOM}


def _isikan(baris: Any, nilai: Mapping[str, Any]) -> list[str]:
    """Set *nilai* on *baris*; return the names of what changed."""
    ruas = [n for n, v in nilai.items() if getattr(baris, n) != v]
    for nama, isi in nilai.items():
        setattr(baris, nama, isi)
    return ruas


def _lahir_tersimpan(orang: Korban | Terlapor) -> str:
    kunci_orang = "korban" if isinstance(orang, Korban) else "terlapor"
    semua = Identitas.objects.sistem("usia dihitung dari tanggal lahir")
    identitas = semua.filter(**{kunci_orang: orang}).first()
    return identitas.tanggal_lahir if identitas else ""


def _selesai(
    by: Any, kasus: Kasus, jenis: str, orang: Korban | Terlapor, ruas: list[str] | None
) -> None:
    """Recompute and record; *ruas* None: the person is new."""
    verifikasi.gugurkan(kasus)
    segarkan(kasus, by=by)
    catat(
        by=by,
        peristiwa=f"kasus.{jenis}_{'ditambah' if ruas is None else 'diubah'}",
        objek=kasus,
        rincian={"orang": orang.kode, "ruas": ",".join(ruas or ())},
    )
