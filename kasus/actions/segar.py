"""Everything about a case that is computed, brought in step with its facts after each write."""

from typing import Any

from kasus.actions.mediasi import batalkan_bila_terlarang
from kasus.actions.tenggat import perbarui_tenggat
from kasus.aturan import kategori as aturan_kategori
from kasus.aturan import pasal15
from kasus.aturan.gbvims import jenis_gbvims
from kasus.aturan.tahap import hitung_tahap
from kasus.documents.fakta import fakta_kasus
from kasus.enums import BentukKekerasan
from kasus.enums_akses import JabatanTerlapor, TingkatKasus
from kasus.enums_layanan import TahapKasus
from kasus.models import BentukKorban, Hubungan, Kasus, Korban, Penampungan, Terlapor
from p3aks.core.audit import catat

ALASAN = "menghitung turunan kasus"


def segarkan(kasus: Kasus, *, by: Any) -> None:
    """Recompute sphere and category of each victim, level, stage and clocks of *kasus*, and void a
    mediation that the facts now forbid (R14); store changes.

    Call at the end of every write to a case, in its transaction. A change of level or stage is
    written to the trail.
    """
    for korban in Korban.objects.sistem(ALASAN).filter(kasus=kasus):
        _korban(kasus, korban)
    _tingkat(kasus, by)
    batalkan_bila_terlarang(kasus, by)
    _tahap(kasus, by)
    perbarui_tenggat(kasus, by)


def _korban(kasus: Kasus, korban: Korban) -> None:
    """Derive sphere, category, GBVIMS type and the circumstances of Ps 15(1) of one victim."""
    pasangan = [
        aturan_kategori.Pasangan(h, serumah, menetap)
        for h, serumah, menetap in Hubungan.objects.sistem(ALASAN)
        .filter(korban=korban)
        .values_list("hubungan", "serumah", "prt_menetap")
    ]
    bentuk = dict(
        BentukKorban.objects.sistem(ALASAN).filter(korban=korban).values_list("bentuk", "sub")
    )
    seksual = bentuk.get(BentukKekerasan.SEKSUAL, [])
    baru: dict[str, Any] = {}
    baru["ranah"] = korban.ranah_manual or aturan_kategori.ranah(pasangan, korban.tempat)
    baru["kategori"] = aturan_kategori.kategori(korban.keterkaitan, baru["ranah"])
    if not korban.gbvims_manual:
        baru["gbvims"] = (
            jenis_gbvims(bentuk, seksual, bentuk.get(BentukKekerasan.TPPO, [])) if bentuk else ""
        )
    fakta = pasal15.FaktaKorban(
        ranah=baru["ranah"],
        hubungan=frozenset(p.hubungan for p in pasangan),
        jumlah_terlapor=Terlapor.objects.sistem(ALASAN).filter(kasus=kasus).count(),
        usia=korban.usia,
        disabilitas=korban.disabilitas,
        jenis_kelamin=korban.kelamin,
        hamil=korban.hamil,
        keterkaitan=korban.keterkaitan,
        pengungsian=korban.tahap_pengungsian,
        tempat=korban.tempat,
        sub_seksual=frozenset(seksual),
    )
    # The list asks about sexual violence; of another act it says nothing.
    baru["pasal15_fakta"] = sorted(pasal15.dari_fakta(fakta)) if pasal15.berlaku(bentuk) else []
    if beda := [ruas for ruas, nilai in baru.items() if getattr(korban, ruas) != nilai]:
        for ruas in beda:
            setattr(korban, ruas, baru[ruas])
        korban.save(update_fields=[*beda, "diubah_pada"])


def _tingkat(kasus: Kasus, by: Any) -> None:
    """Raise the level where facts ask for it. It never falls by itself: what was once sealed
    may have been read, and only a supervisor may judge that."""
    pejabat = (
        Terlapor.objects.sistem(ALASAN).filter(kasus=kasus).exclude(jabatan=JabatanTerlapor.BUKAN)
    )
    if pejabat.exists():
        menurut_fakta = TingkatKasus.K3
    elif (
        Korban.objects.sistem(ALASAN).filter(kasus=kasus, anak=True).exists()
        or BentukKorban.objects.sistem(ALASAN)
        .filter(korban__kasus=kasus, bentuk__in=[BentukKekerasan.SEKSUAL, BentukKekerasan.TPPO])
        .exists()
        or Penampungan.objects.sistem(ALASAN).filter(korban__kasus=kasus).exists()
    ):
        menurut_fakta = TingkatKasus.K2
    else:
        menurut_fakta = TingkatKasus.K1
    if menurut_fakta > kasus.tingkat:
        catat(
            by=by,
            peristiwa="kasus.tingkat_naik",
            objek=kasus,
            rincian={"dari": kasus.tingkat, "ke": int(menurut_fakta)},
        )
        kasus.tingkat = menurut_fakta
        kasus.save(update_fields=["tingkat", "diubah_pada"])


def _tahap(kasus: Kasus, by: Any) -> None:
    tahap = hitung_tahap(fakta_kasus(kasus))
    if tahap == kasus.tahap:
        return
    catat(
        by=by,
        peristiwa="kasus.tahap",
        objek=kasus,
        rincian={"dari": str(kasus.tahap), "ke": str(tahap)},
    )
    kasus.tahap = tahap
    if tahap != TahapKasus.TERMINASI:
        kasus.alasan_akhir = ""
    kasus.save(update_fields=["tahap", "alasan_akhir", "diubah_pada"])
