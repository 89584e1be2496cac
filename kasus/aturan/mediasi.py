"""When mediation is impossible, and what it needs (R14; standar layanan mediasi).

No role overrides either list. The difference is what can still be done: a bar (`larangan_mutlak`)
ends the matter and voids a mediation already open, a missing condition can be met.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from kasus.aturan.waktu import adalah_anak
from kasus.enums import BentukKekerasan
from kasus.enums_layanan import TingkatRisiko


class JenisPerkara(TextChoices):
    """What the matter is; all but the last may be mediated."""

    PERDATA = "PERDATA", "Perdata (nafkah, hak asuh, gono-gini, waris, upah)"
    PERBURUHAN = "PERBURUHAN", "Perselisihan perburuhan"
    DELIK_ADUAN = "DELIK_ADUAN", "Delik aduan yang tidak dituntut penerima manfaat"
    DELIK_BIASA = "DELIK_BIASA", "Delik biasa"


@dataclass(frozen=True)
class FaktaMediasi:
    """What is on record about the case; the defaults are "not yet".

    `usia_korban`: the age of every victim at the incident, None where it is not known.
    """

    bentuk: frozenset[str] = frozenset()
    sub_seksual: frozenset[str] = frozenset()
    usia_korban: tuple[int | None, ...] = ()
    risiko: str = ""
    perkara: str = ""
    asesmen_pendamping: bool = False
    asesmen_psikolog: bool = False
    bebas_tekanan: bool = False
    tidak_berulang: bool = False
    dipilih_penerima: bool = False
    mediator_terlatih: bool = False


@dataclass(frozen=True)
class HasilMediasi:
    """What closes a mediation."""

    berita_acara: bool = False
    kesepakatan_ditandatangani: bool = False
    tanggung_jawab_pelaku: bool = False
    jadwal_pemantauan: bool = False


def larangan_mutlak(fakta: FaktaMediasi) -> list[str]:
    """Return the bars of R14: TPKS, TPPO, a child, high risk; and an ordinary offence.

    A kind of sexual violence bars also when the form "seksual" was not ticked. Delik aduan is no
    way around: some sexual offences are delik aduan, and are barred all the same.
    """
    larangan = []
    if BentukKekerasan.SEKSUAL in fakta.bentuk or fakta.sub_seksual:
        larangan.append(
            "Kekerasan seksual tidak boleh diselesaikan di luar peradilan (UU 12/2022 Pasal 23)."
        )
    if BentukKekerasan.TPPO in fakta.bentuk:
        larangan.append("Perdagangan orang tidak dapat dimediasi.")
    if any(adalah_anak(u) for u in fakta.usia_korban):
        larangan.append("Ada korban anak; perkaranya tidak dapat dimediasi.")
    if fakta.risiko == TingkatRisiko.TINGGI:
        larangan.append("Risikonya tinggi; dahulukan keselamatan penerima manfaat.")
    if fakta.perkara == JenisPerkara.DELIK_BIASA:
        larangan.append("Delik biasa tidak dapat dimediasi.")
    return larangan


def syarat_kurang(fakta: FaktaMediasi) -> list[str]:
    """Return the conditions not met yet; what is not known is not met.

    The choice is the beneficiary's own: both assessments say that she is free from pressure and
    that the act will not be repeated, and only then does her wish count.
    """
    syarat = (
        (bool(fakta.bentuk), "Tetapkan bentuk kekerasan."),
        (bool(fakta.usia_korban), "Catat korban."),
        (None not in fakta.usia_korban, "Pastikan umur setiap korban: ia mungkin anak."),
        (bool(fakta.risiko), "Nilai tingkat risiko."),
        (
            bool(fakta.perkara),
            "Tetapkan jenis perkara: perdata, perburuhan, atau delik aduan yang tidak dituntut.",
        ),
        (fakta.asesmen_pendamping, "Lengkapi asesmen pendamping."),
        (fakta.asesmen_psikolog, "Lengkapi asesmen psikolog."),
        (fakta.bebas_tekanan, "Asesmen harus menyatakan penerima manfaat bebas dari tekanan."),
        (fakta.tidak_berulang, "Asesmen harus menyatakan kekerasan tidak akan berulang."),
        (fakta.dipilih_penerima, "Mediasi harus pilihan penerima manfaat sendiri."),
        (fakta.mediator_terlatih, "Tunjuk mediator yang terlatih."),
    )
    return [kalimat for terpenuhi, kalimat in syarat if not terpenuhi]


def larangan_mediasi(fakta: FaktaMediasi) -> list[str]:
    """Return every sentence against mediating now, the bars first; [] when it may begin (R14)."""
    return larangan_mutlak(fakta) + syarat_kurang(fakta)


def gugur(fakta: FaktaMediasi) -> bool:
    """Whether a mediation already open is void: a bar has come up since (R14)."""
    return bool(larangan_mutlak(fakta))


def kurang_penutupan(hasil: HasilMediasi) -> list[str]:
    """Return what a mediation lacks before it is closed with an agreement."""
    syarat = (
        (hasil.berita_acara, "Lampirkan berita acara."),
        (hasil.kesepakatan_ditandatangani, "Lampirkan kesepakatan yang ditandatangani."),
        (hasil.tanggung_jawab_pelaku, "Kesepakatan harus memuat tanggung jawab pelaku."),
        (hasil.jadwal_pemantauan, "Tetapkan jadwal pemantauan."),
    )
    return [kalimat for terpenuhi, kalimat in syarat if not terpenuhi]
