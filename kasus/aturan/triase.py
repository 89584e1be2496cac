"""Guided triage for village volunteers (PATBM): call now, refer, or accompany (R15).

The volunteer answers plain questions; the rule decides. "Tidak tahu" and an empty answer are the
same, and never make the result lighter: only a clear "tidak" does. For danger and for the age of
the victim they count as "ya".
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

JAM_RUJUK = 24
JAM_SEGERA = 1  # "at once", with an hour to write down what was done

NOMOR_DARURAT = ("110 (polisi)", "129 (SAPA 129)", "UPTD PPA")


class Jawaban(TextChoices):
    """What may be answered."""

    YA = "YA", "Ya"
    TIDAK = "TIDAK", "Tidak"
    TIDAK_TAHU = "TIDAK_TAHU", "Tidak tahu"


class Tindakan(TextChoices):
    """What the volunteer does; the order of the list is from heavy to light."""

    HUBUNGI_SEKARANG = "HUBUNGI_SEKARANG", "Hubungi sekarang, lalu rujuk"
    RUJUK = "RUJUK", "Rujuk ke UPTD PPA dalam 24 jam"
    DAMPINGI = "DAMPINGI", "Dampingi di desa"


BERAT: dict[str, int] = {Tindakan.DAMPINGI: 0, Tindakan.RUJUK: 1, Tindakan.HUBUNGI_SEKARANG: 2}


@dataclass(frozen=True)
class Pertanyaan:
    """One question, and what its "ya" and its "tidak tahu" lead to.

    `meringankan`: the other way round, a "ya" is needed to keep the case in the village.
    """

    id: str
    teks: str
    bila_ya: Tindakan = Tindakan.RUJUK
    alasan: str = ""
    bila_tidak_tahu: Tindakan = Tindakan.RUJUK
    meringankan: bool = False


_SEKARANG = Tindakan.HUBUNGI_SEKARANG

PERTANYAAN: tuple[Pertanyaan, ...] = (
    Pertanyaan(
        "bahaya",
        "Apakah sekarang ada orang yang sedang dipukuli, disekap, dikejar, atau terancam dilukai?",
        _SEKARANG,
        "Ada orang yang mungkin sedang dalam bahaya.",
        _SEKARANG,
    ),
    Pertanyaan(
        "gawat",
        "Apakah ada yang pingsan, berdarah banyak, atau berkata ingin mengakhiri hidupnya?",
        _SEKARANG,
        "Ada nyawa yang mungkin terancam.",
        _SEKARANG,
    ),
    Pertanyaan(
        "risiko",
        "Apakah ada ancaman membunuh, memegang senjata, atau kekerasannya makin sering dan "
        "makin parah?",
        _SEKARANG,
        "Risikonya tinggi atau belum jelas.",
    ),
    Pertanyaan(
        "seksual",
        "Apakah ada rabaan, paksaan berhubungan badan, ucapan atau pesan cabul, atau foto dan "
        "video telanjang yang diminta atau disebar?",
        alasan="Kekerasan seksual tidak boleh diselesaikan di desa (UU 12/2022 Pasal 23).",
    ),
    Pertanyaan(
        "anak",
        "Apakah korbannya berumur di bawah 18 tahun?",
        alasan="Korbannya anak, atau umurnya belum pasti.",
    ),
    Pertanyaan(
        "luka",
        "Apakah korban luka, memar, patah tulang, atau sakit karena kejadian itu?",
        alasan="Korban luka atau sakit.",
    ),
    Pertanyaan(
        "kdrt",
        "Apakah yang melakukan itu suami, istri, orang tua, anak, atau orang lain yang tinggal "
        "serumah dengan korban?",
        alasan="Kejadian ini mungkin kekerasan dalam rumah tangga.",
    ),
    Pertanyaan(
        "tppo",
        "Apakah korban dibawa atau dijanjikan kerja ke tempat lain, lalu dipaksa bekerja, tidak "
        "boleh pulang, atau ditahan surat-suratnya?",
        alasan="Kejadian ini mungkin perdagangan orang.",
    ),
    Pertanyaan(
        "telantar",
        "Apakah korban dibiarkan tanpa makan, obat, tempat tinggal, atau orang yang mengurusnya?",
        alasan="Korban mungkin ditelantarkan.",
    ),
    Pertanyaan(
        "abh",
        "Apakah ada anak di bawah 18 tahun yang dituduh berbuat kejahatan atau harus menjadi "
        "saksi di kepolisian?",
        alasan="Ada anak yang berhadapan dengan hukum.",
    ),
    Pertanyaan(
        "konflik",
        "Apakah kejadian ini karena bentrokan antarkelompok warga, atau terjadi saat mengungsi?",
        alasan="Kejadian ini mungkin terkait konflik sosial.",
    ),
    Pertanyaan(
        "antaranak",
        "Khusus bila korbannya anak: apakah ini hanya pertengkaran antaranak, tanpa luka?",
        meringankan=True,
    ),
    Pertanyaan(
        "perselisihan",
        "Apakah masalahnya hanya cekcok, kata-kata yang menyakitkan, atau cara mengasuh anak?",
        meringankan=True,
        alasan="Belum jelas bahwa ini hanya perselisihan, ucapan, atau pola asuh.",
    ),
)
MENURUT_ID: dict[str, Pertanyaan] = {p.id: p for p in PERTANYAAN}


@dataclass(frozen=True)
class HasilTriase:
    """The decision and the reasons for it, in the order of the questions.

    `ringan`: PATBM may close the case itself (R15). `hubungi`: whom to call now.
    `beri_tahu_pokja`: tell the POKJA, bidang penanganan, without any identity.
    """

    tindakan: Tindakan
    alasan: tuple[str, ...]
    batas_jam: int | None
    ringan: bool
    hubungi: tuple[str, ...] = ()
    beri_tahu_pokja: bool = False

    @property
    def rujuk(self) -> bool:
        """Whether a referral to the UPTD is made, with the deadline `batas_jam`."""
        return self.tindakan != Tindakan.DAMPINGI


def nilai(jawaban: Mapping[str, str]) -> HasilTriase:
    """Decide from the answers, by question id (table of who may close what, R15).

    HUBUNGI_SEKARANG: danger, a life at stake, high risk; the referral follows within the hour.
    RUJUK, 24 hours: sexual violence, child victim, injury, KDRT, TPPO, neglect, ABH, conflict,
    or any of these not known. DAMPINGI: everything clearly "tidak", and the matter is a dispute,
    words or upbringing. A quarrel among children without injury is accompanied but not `ringan`:
    the UPTD closes it. ValueError for an unknown question or answer.
    """
    _periksa(jawaban)
    pertengkaran = all(_jawab(jawaban, n) == Jawaban.YA for n in ("anak", "antaranak"))
    tindakan, alasan = Tindakan.DAMPINGI, []
    for tanya in PERTANYAAN:
        hasil = _akibat(tanya, _jawab(jawaban, tanya.id))
        if tanya.id == "antaranak" or (tanya.id == "anak" and pertengkaran):
            continue
        if hasil == Tindakan.DAMPINGI:
            continue
        alasan.append(tanya.alasan)
        if BERAT[hasil] > BERAT[tindakan]:
            tindakan = hasil
    if tindakan == Tindakan.DAMPINGI:
        sebab = "Pertengkaran antaranak tanpa luka" if pertengkaran else "Perselisihan ringan"
        sebab += "; semua tanda bahaya dijawab tidak."
        return HasilTriase(tindakan, (sebab,), None, ringan=not pertengkaran)
    sekarang = tindakan == Tindakan.HUBUNGI_SEKARANG
    return HasilTriase(
        tindakan,
        tuple(alasan),
        JAM_SEGERA if sekarang else JAM_RUJUK,
        ringan=False,
        hubungi=NOMOR_DARURAT if sekarang else (),
        beri_tahu_pokja=_jawab(jawaban, "konflik") == Jawaban.YA,
    )


def _jawab(jawaban: Mapping[str, str], nama: str) -> str:
    return jawaban.get(nama) or Jawaban.TIDAK_TAHU


def _akibat(tanya: Pertanyaan, jawab: str) -> Tindakan:
    """Return what one answer alone leads to."""
    if tanya.meringankan:
        return Tindakan.DAMPINGI if jawab == Jawaban.YA else Tindakan.RUJUK
    if jawab == Jawaban.TIDAK:
        return Tindakan.DAMPINGI
    return tanya.bila_ya if jawab == Jawaban.YA else tanya.bila_tidak_tahu


def _periksa(jawaban: Mapping[str, str]) -> None:
    asing = sorted(set(jawaban) - set(MENURUT_ID))
    if asing:
        raise ValueError(f"Pertanyaan tidak dikenal: {', '.join(asing)}.")
    if not set(jawaban.values()) <= {*Jawaban.values, ""}:
        raise ValueError("Jawaban hanya ya, tidak, atau tidak tahu.")
