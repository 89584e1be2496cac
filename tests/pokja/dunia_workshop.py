"""The meetings of the demo, in a regency with the institutions of the published account."""

from pokja.contoh.rapat import muat_rapat
from pokja.enums import Peran, Posisi
from pokja.models import Kedudukan, Lembaga, Pejabat

SINGKATAN = (
    "Setda", "Bagian Hukum", "Bagian Kesra", "Bappeda", "Bakesbangpol", "Dinsos-P3A", "Disdik",
    "Dinkes", "Diskominfo", "Dinas PMD-KB", "Diskopperindag", "Kemenag", "Polres",
)  # fmt: skip
PEMEGANG = {
    "sekretariat": (Peran.SEKRETARIAT, "Dinsos-P3A"),
    "sekretaris": (Peran.SEKRETARIS, "Dinsos-P3A"),
    "koordinator": (Peran.KOORDINATOR_BIDANG, "Bakesbangpol"),
    "opd": (Peran.OPD_OPERATOR, "Dinkes"),
    "bappeda": (Peran.BAPPEDA, "Bappeda"),
}


def gelar_workshop(pokja, lembaga, orang):
    """Load the meetings twice: the second time changes nothing."""
    ada = set(Lembaga.objects.values_list("singkatan", flat=True))
    for singkatan in SINGKATAN:
        if singkatan not in ada:
            lembaga(singkatan, singkatan)
    milik = {b.singkatan: b for b in Lembaga.objects.all()}
    ketua = Kedudukan.objects.create(
        pokja=pokja, posisi=Posisi.KETUA, lembaga=milik["Setda"], jabatan_dinas="Sekretaris Daerah"
    )
    Pejabat.objects.create(kedudukan=ketua, nama="Sri Wahyuni", mulai="2025-01-06")
    semua = {n: orang(n, p, lembaga=milik[s]) for n, (p, s) in PEMEGANG.items()}
    muat_rapat(semua, pokja)
    muat_rapat(semua, pokja)
