"""The composition report: what a structure lacks, by which rule, and what would void the SK."""

from decimal import Decimal

import pytest

from pokja.aturan.komposisi import Duduk, Orang, periksa
from pokja.enums import Bidang, Kelamin, Posisi, Unsur

BUPATI = Duduk(Posisi.PENGARAH, "", Unsur.DINAS, "Bupati", (Orang("Aditya", kelamin="L"),))


def utuh() -> list[Duduk]:
    """A structure with nothing to say against it."""
    inti = [
        Duduk(Posisi.KETUA, "", Unsur.DINAS, "Sekretaris Daerah"),
        Duduk(Posisi.WAKIL_KETUA, "", Unsur.DINAS, "Kepala Bappeda"),
        Duduk(Posisi.SEKRETARIS, "", Unsur.DINAS, "Kepala Dinsos"),
        *(Duduk(Posisi.KOORDINATOR, b, Unsur.DINAS, f"Koordinator {b}") for b in Bidang),
        *(
            Duduk(Posisi.ANGGOTA, list(Bidang)[n % 3], unsur, f"Wakil {unsur}")
            for n, unsur in enumerate(Unsur)
        ),
    ]
    return [
        d._replace(pemangku=(Orang(f"Orang {n}", kelamin="PL"[n % 2]),)) for n, d in enumerate(inti)
    ]


def kalimat(susunan) -> str:
    return "\n".join(t.kalimat for t in periksa(susunan).temuan)


def test_susunan_yang_lengkap_tanpa_temuan():
    laporan = periksa(utuh())
    assert laporan.temuan == []
    assert (laporan.kedudukan, laporan.kosong) == (16, 0)
    assert laporan.perempuan == laporan.laki_laki == 8
    assert laporan.persen_perempuan == Decimal(50)
    assert sum(laporan.unsur.values()) == 16


def test_susunan_kosong_membatalkan_sk():
    laporan = periksa([])
    assert [t.kalimat for t in laporan.batal] == ["Susunan masih kosong."]
    assert laporan.persen_perempuan is None


@pytest.mark.parametrize(
    ("posisi", "tanpa", "dua", "batal"),
    [
        (Posisi.KETUA, "Belum ada Ketua.", "Ada lebih dari satu Ketua.", True),
        (Posisi.SEKRETARIS, "Belum ada Sekretaris.", "Ada lebih dari satu Sekretaris.", False),
        (Posisi.WAKIL_KETUA, "Belum ada Wakil Ketua.", None, False),
        (Posisi.KOORDINATOR, "belum punya Koordinator", "lebih dari satu Koordinator", False),
        (Posisi.ANGGOTA, "belum punya Anggota", None, False),
    ],
)
def test_pimpinan_dan_bidang(posisi, tanpa, dua, batal):
    semua = utuh()
    kurang = [d for d in semua if d.posisi != posisi]
    assert tanpa in kalimat(kurang)
    assert bool(periksa(kurang).batal) is batal
    satu = next(d for d in semua if d.posisi == posisi)
    lebih = [*semua, satu._replace(jabatan="Lain", pemangku=(Orang("Lain", kelamin="P"),))]
    assert kalimat(lebih) == "" if dua is None else dua in kalimat(lebih)
    assert bool(periksa(lebih).batal) is (batal and dua is not None)


@pytest.mark.parametrize("unsur", Unsur)
def test_setiap_unsur_yang_hilang_disebut(unsur):
    kurang = [d for d in utuh() if d.unsur != unsur]
    temuan = [t for t in periksa(kurang).temuan if t.kalimat.startswith("Unsur yang belum")]
    assert [t.kalimat for t in temuan] == [f"Unsur yang belum terwakili: {unsur.label.lower()}."]
    assert temuan[0].dasar == "Perpres 18/2014 Pasal 24 ayat (3)"


def test_porsi_perempuan_di_batasnya():
    """Thirty percent is enough, a bit less is not; one person in two seats counts once."""

    def dengan(perempuan, laki_laki):
        nama = ["P"] * perempuan + ["L"] * laki_laki
        return [
            Duduk(Posisi.PENGARAH, "", Unsur.DINAS, f"J{n}", (Orang(f"O{n}", kelamin=k),))
            for n, k in enumerate(nama)
        ]

    assert "kurang dari 30%" not in kalimat(dengan(3, 7))
    assert "Perempuan 2 dari 9 orang, kurang dari 30%." in kalimat(dengan(2, 7))
    rangkap = [*dengan(2, 7), *dengan(2, 0)]
    assert periksa(rangkap).perempuan == 2
    assert "Jenis kelamin 1 orang belum tercatat." in kalimat(
        [Duduk(Posisi.KETUA, "", Unsur.DINAS, "Sekda", (Orang("Budi"),))]
    )


def test_rangkap_orang_dan_jabatan():
    ketua, wakil = utuh()[:2]
    budi = Orang("Budi  Santoso", kelamin=Kelamin.LAKI_LAKI)
    dua = [
        ketua._replace(pemangku=(budi,)),
        wakil._replace(pemangku=(budi._replace(nama="budi santoso"),)),
    ]
    assert "memangku 2 kedudukan: Ketua (Sekretaris Daerah); Wakil Ketua (Kepala Bappeda)" in (
        kalimat(dua)
    )
    nip = "1" * 18
    beda = [
        ketua._replace(pemangku=(Orang("Budi", nip=nip),)),
        wakil._replace(pemangku=(Orang("Drs. Budi", nip=nip),)),
    ]
    assert "memangku 2 kedudukan" in kalimat(beda)
    plh = budi._replace(sifat="plh")
    assert "memangku" not in kalimat([dua[0], wakil._replace(pemangku=(plh,))])
    sama = [ketua, wakil._replace(jabatan="sekretaris  daerah")]
    assert "tercantum 2 kali: Ketua; Wakil Ketua" in kalimat(sama)


def test_kedudukan_kosong_disebut():
    semua = [BUPATI, *utuh()[1:], utuh()[0]._replace(pemangku=())]
    laporan = periksa(semua)
    assert laporan.kosong == 1
    assert laporan.temuan[-1].kalimat == "Belum ada pejabatnya: Ketua (Sekretaris Daerah)."
    assert not laporan.batal
