"""The Tuban workshop, replayed from its published account through the real actions."""

import pytest

from pokja.contoh import WORKSHOP, muat_rapat
from pokja.documents import hadirin
from pokja.enums import Peran, Posisi
from pokja.models import Kedudukan, Lembaga, Pejabat, Rapat, TindakLanjut

SINGKATAN = (
    "Setda", "Bagian Hukum", "Bagian Kesra", "Bappeda", "Bakesbangpol", "Dinsos-P3A", "Disdik",
    "Dinkes", "Diskominfo", "Dinas PMD-KB", "Diskopperindag", "Kemenag", "Polres",
)  # fmt: skip


@pytest.fixture
def tuban_2021(db, pokja, lembaga, orang, hari_ini):
    """The meetings of the demo, in a regency with the institutions of the account."""
    milik = {s: lembaga(s, s) for s in SINGKATAN if not Lembaga.objects.filter(singkatan=s)}
    milik |= {b.singkatan: b for b in Lembaga.objects.all()}
    ketua = Kedudukan.objects.create(
        pokja=pokja, posisi=Posisi.KETUA, lembaga=milik["Setda"], jabatan_dinas="Sekda"
    )
    Pejabat.objects.create(kedudukan=ketua, nama="Ketua", mulai="2025-01-06")
    pemegang = {
        "sekretariat": (Peran.SEKRETARIAT, "Dinsos-P3A"),
        "sekretaris": (Peran.SEKRETARIS, "Dinsos-P3A"),
        "koordinator": (Peran.KOORDINATOR_BIDANG, "Bakesbangpol"),
        "opd": (Peran.OPD_OPERATOR, "Dinkes"),
        "bappeda": (Peran.BAPPEDA, "Bappeda"),
    }
    semua = {n: orang(n, p, lembaga=milik[s], bidang="") for n, (p, s) in pemegang.items()}
    muat_rapat(semua, pokja)
    muat_rapat(semua, pokja)  # a second time changes nothing
    return Rapat.objects.get(acara=WORKSHOP)


def test_dua_hari_tiga_sesi_enam_belas_undangan(tuban_2021):
    sesi = list(tuban_2021.sesi.all())
    assert [s.pukul for s in sesi] == [
        "Kamis, 27 Mei 2021, pukul 09.00–12.00 WIB",
        "Kamis, 27 Mei 2021, pukul 13.00–16.00 WIB",
        "Jumat, 28 Mei 2021, pukul 09.00–15.00 WIB",
    ]
    jumlah = hadirin.hitung(tuban_2021)
    assert (jumlah.diundang, jumlah.hadir) == (16, 16)


def test_empat_catatan_penting_menjadi_keputusan_dengan_tindak_lanjut(tuban_2021):
    keputusan = list(tuban_2021.keputusan.all())
    assert tuban_2021.status == "FINAL"
    assert len(keputusan) == 5  # the structure, and the four important notes
    assert keputusan[0].isi.startswith("Ketua Pokja: Sekretaris Daerah")
    assert all(k.tindak_lanjut.count() == 1 for k in keputusan)


def test_yang_belum_selesai_terbawa_ke_rapat_berikutnya(tuban_2021):
    depan = Rapat.objects.get(status="UNDANGAN")
    assert depan.agenda.first().lanjutan
    terbuka = TindakLanjut.objects.terbuka()
    assert terbuka.filter(keputusan__rapat=tuban_2021).get().uraian.startswith("Susun SOP")
    assert terbuka.exclude(keputusan__rapat=tuban_2021).count() == 2
