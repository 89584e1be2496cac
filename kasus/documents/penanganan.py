"""What is done for each victim: her own facts, where she stands, what is next.

The stage of a case counts what is true of one of its victims (`kasus.documents.fakta`). Work is
done for one person at a time, so the guards ask for her own facts; they are never weaker than
those of the case, because her rows are among the case's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from kasus.aturan.tahap import (
    FAKTA_PUTARAN,
    FaktaKasus,
    NamaFakta,
    berakhir,
    boleh_catat_layanan,
    boleh_mulai_asesmen,
    boleh_sepakati_rencana,
    hitung_tahap,
    kurang_keluar,
    kurang_mencatat,
    kurang_terminasi,
    perlu_kedaruratan,
    putaran,
    saat,
    susun,
    terbuka_lagi,
)
from kasus.documents.fakta import fakta_kasus
from kasus.enums_akses import JenisAsesmen
from kasus.enums_layanan import AlasanAkhir, TahapKasus
from kasus.models import (
    Asesmen,
    ButirRencana,
    Kasus,
    Korban,
    Layanan,
    Pemantauan,
    RencanaIntervensi,
    Terminasi,
)

# Shape and word of a step's state.
BELUM = ("draf", "Belum")
BERJALAN = ("jalan", "Berjalan")
SELESAI = ("selesai", "Selesai")
SEGERA = ("gagal", "Perlu segera")
TIDAK_PERLU = ("draf", "Bila diperlukan")


@dataclass(frozen=True)
class BagianKorban:
    """One victim on the page of a case. ``langkah`` is the code of her next step."""

    korban: Korban
    fakta: FaktaKasus
    tahap: TahapKasus
    kurang: list[str]
    langkah: str
    asesmen: list[Asesmen]
    rencana: list[RencanaIntervensi]
    layanan: list[Layanan]
    pemantauan: list[Pemantauan]

    @property
    def kedaruratan(self) -> list[Layanan]:
        """Her emergency actions, newest first."""
        return [baris for baris in self.layanan if baris.kedaruratan]

    @property
    def layanan_rencana(self) -> list[Layanan]:
        """Her other services, newest first."""
        return [baris for baris in self.layanan if not baris.kedaruratan]

    @property
    def keadaan(self) -> dict[str, tuple[str, str]]:
        """Each step with the shape and the word of its state."""
        kini = putaran(self.fakta)
        darurat = SEGERA if perlu_kedaruratan(self.fakta) else TIDAK_PERLU
        return {
            "kedaruratan": SELESAI if kini.kedaruratan else darurat,
            "asesmen": _keadaan(kini.asesmen_mulai, kini.asesmen_selesai),
            "rencana": _keadaan(rencana_disusun(self.korban), kini.rencana_disepakati),
            "layanan": _keadaan(kini.layanan_pertama, kini.layanan_semua_selesai),
            "pemantauan": _keadaan(kini.pemantauan_pertama, None),
        }

    @property
    def boleh(self) -> dict[str, bool]:
        """Which records may be added now."""
        terbuka = not berakhir(self.fakta)
        return {
            "kedaruratan": not kurang_mencatat(self.fakta, "kedaruratan"),
            "asesmen": boleh_mulai_asesmen(self.fakta),
            "rencana": boleh_sepakati_rencana(self.fakta) and not rencana_disusun(self.korban),
            "layanan": boleh_catat_layanan(self.fakta),
            "butir": boleh_catat_layanan(self.fakta) and bool(butir_terbuka(self.korban)),
            "pemantauan": terbuka,  # an attempt may be made at any stage
            "lanjut": terbuka,
        }


def fakta_korban(korban: Korban) -> FaktaKasus:
    """Return the facts of one victim, with those of her case that hold for everybody in it.

    *korban* was read in a scope; prefetched rows are used. Plans that were replaced count as well:
    a service given under the old one was given under a plan.
    """
    kasus = korban.kasus
    asesmen = [a for a in korban.asesmen.all() if a.jenis != JenisAsesmen.PSIKOLOG]
    layanan = list(korban.layanan.all())
    akhir = [t for t in kasus.terminasi.all() if t.disetujui_pada]
    tanggal: dict[NamaFakta, Iterable[datetime]] = {
        "diterima": [kasus.tanggal_lapor],
        "jenis_ditetapkan": _ada([kasus.jenis_pada]),
        "risiko_ditetapkan": _ada([kasus.risiko_pada]),
        "kewenangan_ditetapkan": _ada([kasus.kewenangan_pada]),
        "kedaruratan": [b.pada for b in layanan if b.kedaruratan],
        "asesmen_mulai": [a.mulai for a in asesmen],
        "asesmen_selesai": _ada(a.selesai for a in asesmen),
        "rencana_disepakati": _ada(r.disepakati_pada for r in korban.rencana.all()),
        "layanan_pertama": [b.pada for b in layanan if not b.kedaruratan],
        "layanan_semua_selesai": _semua_selesai(korban),
        "pemantauan_pertama": [p.pada for p in korban.pemantauan.all() if p.terhubung],
        "terminasi": _ada(t.disetujui_pada for t in akhir),
        "dibuka_kembali": _ada(t.dibuka_kembali_pada for t in akhir),
    }
    return susun(tanggal, kasus.risiko)


def rencana_berlaku(korban: Korban) -> RencanaIntervensi | None:
    """Return the plan that was agreed and not replaced since."""
    berlaku = [r for r in korban.rencana.all() if r.disepakati_pada and not r.digantikan_pada]
    return berlaku[0] if berlaku else None


def rencana_disusun(korban: Korban) -> RencanaIntervensi | None:
    """Return the plan that is being written and was not agreed yet."""
    return next((r for r in korban.rencana.all() if r.disepakati_pada is None), None)


def butir_terbuka(korban: Korban) -> list[ButirRencana]:
    """Return the items of the agreed plan that are neither done nor cancelled."""
    rencana = rencana_berlaku(korban)
    return [b for b in rencana.butir.all() if b.terbuka] if rencana else []


def asesmen_terbuka(korban: Korban, fakta: FaktaKasus, jenis: str = "") -> Asesmen | None:
    """Return the assessment of this round that was begun and not finished (of kind *jenis*).

    Without *jenis*: any but a psychologist's, which the stage does not wait for.
    """
    for baris in korban.asesmen.all():
        cocok = baris.jenis == jenis if jenis else baris.jenis != JenisAsesmen.PSIKOLOG
        if cocok and baris.selesai is None and putaran_ini(fakta, baris.mulai):
            return baris
    return None


def putaran_ini(fakta: FaktaKasus, waktu: datetime) -> bool:
    """Whether *waktu* lies in the present round of the case (after its last reopening)."""
    buka = fakta.dibuka_kembali
    return not terbuka_lagi(fakta) or buka is None or waktu >= buka


def kontak(korban: Korban) -> tuple[int, int]:
    """Return the days without contact with *korban* and the attempts made since (R18).

    Any work done with her is contact: the report, an assessment, an agreement, a service, a
    follow-up that reached her. Counted from the records, never typed in.
    """
    fakta = fakta_korban(korban)
    bertemu = [korban.kasus.tanggal_lapor, *_ada([fakta.dibuka_kembali])]
    for asesmen in korban.asesmen.all():
        bertemu += _ada([asesmen.mulai, asesmen.selesai])
    bertemu += _ada(r.disepakati_pada for r in korban.rencana.all())
    bertemu += [b.pada for b in korban.layanan.all()]
    bertemu += [p.pada for p in korban.pemantauan.all() if p.terhubung]
    terakhir = max(bertemu)
    upaya = [p for p in korban.pemantauan.all() if not p.terhubung and p.pada > terakhir]
    return (timezone.now() - terakhir).days, len(upaya)


def langkah_berikut(korban: Korban, fakta: FaktaKasus) -> str:
    """Return the code of what is to be done next for one victim; "" when the case has ended."""
    if berakhir(fakta):
        return ""
    if perlu_kedaruratan(fakta):
        return "kedaruratan"
    kini = putaran(fakta)
    if not (kini.jenis_ditetapkan and kini.risiko_ditetapkan and kini.kewenangan_ditetapkan):
        return "identifikasi"
    if kini.asesmen_selesai is None:
        return "asesmen_ubah" if asesmen_terbuka(korban, fakta) else "asesmen_baru"
    if kini.rencana_disepakati is None:
        return _langkah_rencana(korban)
    if kini.layanan_pertama is None:
        return "layanan_baru" if butir_terbuka(korban) else _langkah_rencana(korban)
    if kini.layanan_semua_selesai is None:
        return "layanan_baru" if butir_terbuka(korban) else _langkah_rencana(korban)
    return "pemantauan_baru" if kini.pemantauan_pertama is None else "terminasi"


def _langkah_rencana(korban: Korban) -> str:
    return "rencana_ubah" if rencana_disusun(korban) else "rencana_baru"


def kurang_mengakhiri(kasus: Kasus, alasan: AlasanAkhir) -> list[str]:
    """Return what the facts lack before *kasus* may end for *alasan*; [] when nothing.

    TUNTAS holds for each victim. After a reopening whoever needed nothing more is not asked again.
    """
    fakta = fakta_kasus(kasus)
    hasil = kurang_terminasi(fakta, alasan)
    if alasan != AlasanAkhir.TUNTAS or berakhir(fakta):
        return hasil
    for korban in muat(kasus):
        miliknya = fakta_korban(korban)
        if terbuka_lagi(fakta) and not _dikerjakan(miliknya):
            continue
        kurang = [k for k in kurang_terminasi(miliknya, alasan) if k not in hasil]
        hasil += [f"Korban {korban.kode}: {k[0].lower()}{k[1:]}" for k in kurang]
    return hasil


def _dikerjakan(fakta: FaktaKasus) -> bool:
    kini = putaran(fakta)
    return any(saat(kini, nama) for nama in FAKTA_PUTARAN)


def muat(kasus: Kasus) -> list[Korban]:
    """Return the victims of *kasus* with all that was done for them, in its scope.

    A constant number of queries, however many victims and records there are.
    """

    def dengan(model: Any, *relasi: str) -> Any:
        return model.objects.seperti(kasus).select_related(*relasi)

    prefetch_related_objects(
        [kasus],
        Prefetch(
            "terminasi",
            queryset=dengan(
                Terminasi,
                "diajukan_oleh",
                "disetujui_oleh",
                "dikembalikan_oleh",
                "dibuka_kembali_oleh",
                "penerima",
            ),
        ),
        "korban",
        Prefetch("korban__asesmen", queryset=dengan(Asesmen, "oleh")),
        Prefetch("korban__rencana", queryset=dengan(RencanaIntervensi, "oleh")),
        Prefetch("korban__rencana__butir", queryset=dengan(ButirRencana, "instansi")),
        Prefetch("korban__layanan", queryset=dengan(Layanan, "instansi", "oleh")),
        Prefetch("korban__pemantauan", queryset=dengan(Pemantauan, "oleh")),
    )
    return list(kasus.korban.all())


def bagian_korban(kasus: Kasus) -> list[BagianKorban]:
    """Return the page of *kasus*, victim by victim, in the scope *kasus* was read in."""
    hasil = []
    for korban in muat(kasus):
        fakta = fakta_korban(korban)
        hasil.append(
            BagianKorban(
                korban=korban,
                fakta=fakta,
                tahap=hitung_tahap(fakta),
                kurang=kurang_keluar(fakta),
                langkah=langkah_berikut(korban, fakta),
                asesmen=list(korban.asesmen.all()),
                rencana=list(korban.rencana.all()),
                layanan=list(korban.layanan.all()),
                pemantauan=list(korban.pemantauan.all()),
            )
        )
    return hasil


def _keadaan(mulai: object, selesai: object) -> tuple[str, str]:
    if selesai:
        return SELESAI
    return BERJALAN if mulai else BELUM


def _ada(waktu: Iterable[datetime | None]) -> list[datetime]:
    return [w for w in waktu if w is not None]


def _semua_selesai(korban: Korban) -> list[datetime]:
    """Return the time the last item of her agreed plan was done, once none is open."""
    rencana = rencana_berlaku(korban)
    butir = [b for b in rencana.butir.all() if b.batal_pada is None] if rencana else []
    selesai = _ada(b.selesai_pada for b in butir)
    return [max(selesai)] if selesai and len(selesai) == len(butir) else []
