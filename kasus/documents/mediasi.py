"""What is on record about a case, for the rules of mediation (R14)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kasus.aturan.mediasi import FaktaMediasi, JenisPerkara, larangan_mutlak, syarat_kurang
from kasus.enums import BentukKekerasan
from kasus.enums_akses import JenisAsesmen
from kasus.models import Asesmen, BentukKorban, Kasus, Korban

ALASAN = "fakta untuk aturan mediasi"
USIA_ANAK = 17  # stands for "a child of an age that nobody wrote down"
# What the form asks; taken as given where only the record is judged.
PERNYATAAN: dict[str, Any] = {
    "perkara": JenisPerkara.PERDATA,
    "bebas_tekanan": True,
    "tidak_berulang": True,
    "dipilih_penerima": True,
    "mediator_terlatih": True,
}


@dataclass(frozen=True)
class CatatanMediasi:
    """What is on record about a case, read once for all its victims."""

    bentuk: frozenset[str]
    sub_seksual: frozenset[str]
    usia_korban: tuple[int | None, ...]
    risiko: str
    asesmen: dict[Any, set[str]]  # finished ones, by victim

    def fakta(self, korban: Korban, **pernyataan: Any) -> FaktaMediasi:
        """Return the facts for mediating on behalf of *korban*, with what the form says.

        Forms of violence and ages are those of all victims: one of them bars it for all.
        """
        selesai = self.asesmen.get(korban.pk, set())
        return FaktaMediasi(
            bentuk=self.bentuk,
            sub_seksual=self.sub_seksual,
            usia_korban=self.usia_korban,
            risiko=self.risiko,
            asesmen_pendamping=bool(selesai - {JenisAsesmen.PSIKOLOG}),
            asesmen_psikolog=JenisAsesmen.PSIKOLOG in selesai,
            **pernyataan,
        )

    def sebab(self, korban: Korban) -> tuple[list[str], list[str]]:
        """Return what bars a mediation for *korban*, and what is only missing on record."""
        fakta = self.fakta(korban, **PERNYATAAN)
        return larangan_mutlak(fakta), syarat_kurang(fakta)


def catatan_mediasi(kasus: Kasus) -> CatatanMediasi:
    """Read what the rules of mediation ask about *kasus*: three queries."""
    bentuk = list(
        BentukKorban.objects.sistem(ALASAN).filter(korban__kasus=kasus).values_list("bentuk", "sub")
    )
    usia = Korban.objects.sistem(ALASAN).filter(kasus=kasus).values_list("usia", "anak")
    asesmen: dict[Any, set[str]] = defaultdict(set)
    selesai = Asesmen.objects.sistem(ALASAN).filter(korban__kasus=kasus, selesai__isnull=False)
    for korban, jenis in selesai.values_list("korban", "jenis"):
        asesmen[korban].add(jenis)
    return CatatanMediasi(
        bentuk=frozenset(b for b, _ in bentuk),
        sub_seksual=frozenset(s for b, sub in bentuk if b == BentukKekerasan.SEKSUAL for s in sub),
        usia_korban=tuple(USIA_ANAK if u is None and anak else u for u, anak in usia),
        risiko=kasus.risiko,
        asesmen=dict(asesmen),
    )
