"""Stage of a case: the table of R10 and R11, and that the guards never lead off the way."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasus.aturan import tahap as t
from kasus.aturan.tahap import FaktaKasus, hitung_tahap
from kasus.enums_layanan import AlasanAkhir, TahapKasus, TingkatRisiko

AWAL = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def jam(n):
    return AWAL + timedelta(hours=n)


DITERIMA = FaktaKasus(diterima=jam(0))
DIKENALI = replace(
    DITERIMA,
    jenis_ditetapkan=jam(1),
    risiko="SEDANG",
    risiko_ditetapkan=jam(1),
    kewenangan_ditetapkan=jam(1),
)
TINGGI = replace(DIKENALI, risiko="TINGGI")
JALAN = ("asesmen_mulai", "asesmen_selesai", "rencana_disepakati", "layanan_pertama")
LENGKAP = replace(
    DIKENALI,
    **{nama: jam(n) for n, nama in enumerate(JALAN, 2)},
    layanan_semua_selesai=jam(7),
    pemantauan_pertama=jam(8),
)


def sampai(dasar, nama):
    """The facts of `dasar` plus those of JALAN up to `nama`."""
    n = JALAN.index(nama) + 1
    return replace(dasar, **{x: jam(i) for i, x in enumerate(JALAN[:n], 3)})


@pytest.mark.parametrize(
    ("fakta", "hasil"),
    [
        (FaktaKasus(), "BARU"),
        (DITERIMA, "BARU"),
        (replace(DITERIMA, kedaruratan=jam(1)), "BARU"),
        (replace(DITERIMA, jenis_ditetapkan=jam(1)), "IDENTIFIKASI"),
        (replace(DIKENALI, kewenangan_ditetapkan=None), "IDENTIFIKASI"),
        (replace(DIKENALI, risiko=""), "IDENTIFIKASI"),
        (replace(TINGGI, jenis_ditetapkan=None), "IDENTIFIKASI"),
        (DIKENALI, "ASESMEN"),
        (replace(DIKENALI, kedaruratan=jam(2)), "KEDARURATAN"),
        (TINGGI, "KEDARURATAN"),
        (replace(TINGGI, asesmen_mulai=jam(3)), "KEDARURATAN"),
        (replace(TINGGI, kedaruratan=jam(2)), "KEDARURATAN"),
        (replace(TINGGI, kedaruratan=jam(2), asesmen_mulai=jam(3)), "ASESMEN"),
        (sampai(DIKENALI, "asesmen_mulai"), "ASESMEN"),
        (sampai(DIKENALI, "asesmen_selesai"), "RENCANA"),
        (sampai(DIKENALI, "rencana_disepakati"), "INTERVENSI"),
        (sampai(DIKENALI, "layanan_pertama"), "INTERVENSI"),
        (replace(LENGKAP, layanan_semua_selesai=None), "PEMANTAUAN"),
        (replace(LENGKAP, pemantauan_pertama=None), "PEMANTAUAN"),
        (LENGKAP, "PEMANTAUAN"),
        (replace(LENGKAP, terminasi=jam(9)), "TERMINASI"),
        (replace(LENGKAP, terminasi=jam(9), dibuka_kembali=jam(10)), "DIBUKA_KEMBALI"),
        # Facts without their forerunner do not count.
        (replace(DIKENALI, rencana_disepakati=jam(5)), "ASESMEN"),
        (replace(LENGKAP, asesmen_selesai=None), "ASESMEN"),
        (replace(LENGKAP, layanan_pertama=None), "INTERVENSI"),
        (replace(DIKENALI, dibuka_kembali=jam(5)), "ASESMEN"),
    ],
)
def test_tahap_dari_fakta(fakta, hasil):
    assert hitung_tahap(fakta) == hasil


def test_risiko_naik_menuntut_kedaruratan_lalu_kembali_ke_tempatnya():
    naik = replace(sampai(DIKENALI, "layanan_pertama"), risiko="TINGGI")
    assert hitung_tahap(naik) == TahapKasus.KEDARURATAN
    assert t.kurang_keluar(naik) == [t.DARURAT_DULU]
    assert hitung_tahap(replace(naik, kedaruratan=jam(20))) == TahapKasus.INTERVENSI


def test_putaran_baru_hanya_menghitung_fakta_sesudah_dibuka_kembali():
    buka = replace(LENGKAP, terminasi=jam(9), dibuka_kembali=jam(10))
    assert not t.boleh_sepakati_rencana(buka)
    assert t.boleh_mulai_asesmen(buka)
    mulai = replace(buka, asesmen_mulai=jam(11))
    assert hitung_tahap(mulai) == TahapKasus.ASESMEN
    assert hitung_tahap(replace(mulai, asesmen_selesai=jam(12))) == TahapKasus.RENCANA
    assert hitung_tahap(replace(mulai, terminasi=jam(13))) == TahapKasus.TERMINASI


def test_risiko_tinggi_dibuka_kembali_perlu_kedaruratan_baru():
    lama = replace(LENGKAP, risiko="TINGGI", kedaruratan=jam(1), terminasi=jam(9))
    assert not t.perlu_kedaruratan(lama)
    buka = replace(lama, dibuka_kembali=jam(10))
    assert t.perlu_kedaruratan(buka)
    assert t.kurang_mencatat(buka, "asesmen_mulai") == [t.DARURAT_DULU]
    assert t.boleh_mulai_asesmen(replace(buka, kedaruratan=jam(11)))


def test_kurang_keluar_menyebut_yang_belum_ada():
    assert t.kurang_keluar(FaktaKasus())[0] == t.BELUM_DITERIMA
    assert t.kurang_keluar(replace(DIKENALI, jenis_ditetapkan=None)) == ["Tetapkan jenis kasus."]
    assert t.kurang_keluar(replace(TINGGI, jenis_ditetapkan=None)) == [
        t.DARURAT_DULU,
        "Tetapkan jenis kasus.",
    ]
    assert t.kurang_keluar(replace(DIKENALI, kedaruratan=jam(2))) == [
        "Mulai asesmen biopsikososial."
    ]
    assert t.kurang_keluar(replace(LENGKAP, terminasi=jam(9))) == []
    assert t.kurang_keluar(replace(LENGKAP, terminasi=jam(9), dibuka_kembali=jam(10))) == [
        "Mulai asesmen biopsikososial.",
    ]


def test_kurang_untuk_tahap():
    assert t.kurang_untuk(DIKENALI, TahapKasus.ASESMEN) == []
    assert t.kurang_untuk(TINGGI, TahapKasus.KEDARURATAN) == []
    assert t.kurang_untuk(TINGGI, TahapKasus.ASESMEN) == [t.DARURAT_DULU]
    assert len(t.kurang_untuk(DITERIMA, TahapKasus.RENCANA)) == 5
    assert t.kurang_untuk(FaktaKasus(), TahapKasus.BARU) == [t.BELUM_DITERIMA]
    assert t.kurang_untuk(LENGKAP, TahapKasus.TERMINASI) == []
    assert t.kurang_untuk(LENGKAP, TahapKasus.DIBUKA_KEMBALI) == [t.BELUM_BERAKHIR]
    tutup = replace(LENGKAP, terminasi=jam(9))
    assert t.kurang_untuk(tutup, TahapKasus.ASESMEN) == [t.SUDAH_BERAKHIR]


def test_bantuan_darurat_tidak_menunggu_identifikasi():
    assert t.kurang_mencatat(DITERIMA, "kedaruratan") == []


def test_tanggal_tidak_mendahului_dasarnya():
    salah = "Tanggal tidak boleh mendahului tanggal "
    mulai = sampai(DIKENALI, "asesmen_mulai")
    assert t.kurang_mencatat(mulai, "asesmen_selesai", jam(2)) == [salah + "asesmen dimulai."]
    assert t.kurang_mencatat(mulai, "asesmen_selesai", jam(3)) == []
    darurat = replace(TINGGI, kedaruratan=jam(5))
    assert not t.boleh_mulai_asesmen(darurat, jam(4))
    assert t.boleh_mulai_asesmen(darurat, jam(5))
    buka = replace(LENGKAP, terminasi=jam(9), dibuka_kembali=jam(10))
    assert t.kurang_mencatat(buka, "asesmen_mulai", jam(9)) == [salah + "kasus dibuka kembali."]
    tutup = replace(LENGKAP, terminasi=jam(9))
    assert not t.boleh_buka_kembali(tutup, jam(8))
    assert t.boleh_buka_kembali(tutup, jam(9))


def test_terminasi_menurut_alasan():
    assert t.boleh_terminasi(LENGKAP)
    assert not t.boleh_terminasi(replace(LENGKAP, pemantauan_pertama=None))
    assert not t.boleh_terminasi(DIKENALI)
    assert t.boleh_terminasi(DIKENALI, AlasanAkhir.PERMINTAAN)
    assert t.boleh_terminasi(DITERIMA, AlasanAkhir.DUPLIKAT)
    assert t.kurang_terminasi(DITERIMA, AlasanAkhir.BUKAN_KEWENANGAN) == ["Tetapkan kewenangan."]
    for alasan in (AlasanAkhir.PERMINTAAN, AlasanAkhir.DILIMPAHKAN, AlasanAkhir.PUTUS_KONTAK):
        assert t.kurang_terminasi(TINGGI, alasan) == [t.DARURAT_DULU]
    assert t.boleh_terminasi(TINGGI, AlasanAkhir.MENINGGAL)
    assert not t.boleh_terminasi(replace(LENGKAP, terminasi=jam(9)), AlasanAkhir.PERMINTAAN)


def test_susun_memilih_tanggal_yang_berlaku():
    fakta = t.susun(
        {
            "diterima": [jam(0)],
            "asesmen_mulai": [jam(12), jam(2), jam(11)],
            "terminasi": [jam(9)],
            "dibuka_kembali": [jam(10)],
            "layanan_semua_selesai": [jam(7)],
        },
        "RENDAH",
    )
    assert fakta.asesmen_mulai == jam(11)
    assert fakta.layanan_semua_selesai == jam(7)
    assert t.putaran(fakta).layanan_semua_selesai is None
    assert fakta.risiko == "RENDAH"
    tutup_lagi = t.susun({"terminasi": [jam(13), jam(9)], "dibuka_kembali": [jam(10)]})
    assert t.berakhir(tutup_lagi)
    assert t.susun({}) == FaktaKasus()


def test_pada_saat_yang_sama_kasus_terbuka():
    """Nobody is forgotten: a reopening or a fact at the very moment counts."""
    sama = t.susun(
        {"terminasi": [jam(9)], "dibuka_kembali": [jam(9)], "asesmen_mulai": [jam(2), jam(9)]}
    )
    assert t.terbuka_lagi(sama)
    assert sama.asesmen_mulai == jam(9)
    assert t.putaran(sama).asesmen_mulai == jam(9)


def test_susun_di_putaran_baru_tetap_tahu_apa_yang_dikenali():
    tanggal = {nama: [jam(1)] for nama in t.NAMA_FAKTA[:11]}
    fakta = t.susun(tanggal | {"terminasi": [jam(9)], "dibuka_kembali": [jam(10)]}, "TINGGI")
    assert fakta.diterima == fakta.jenis_ditetapkan == fakta.kewenangan_ditetapkan == jam(1)
    assert fakta.kedaruratan is fakta.asesmen_mulai is fakta.pemantauan_pertama is None
    assert hitung_tahap(fakta) == TahapKasus.DIBUKA_KEMBALI
    assert t.FAKTA_PUTARAN[0] == "kedaruratan"
    assert t.FAKTA_PUTARAN[-1] == "pemantauan_pertama"


@pytest.mark.parametrize(
    ("nama", "sebelum", "penjaga"),
    [
        ("asesmen_selesai", "asesmen_mulai", t.boleh_selesaikan_asesmen),
        ("rencana_disepakati", "asesmen_selesai", t.boleh_sepakati_rencana),
        ("layanan_pertama", "rencana_disepakati", t.boleh_catat_layanan),
        ("pemantauan_pertama", "layanan_pertama", t.boleh_pantau),
        ("layanan_semua_selesai", "layanan_pertama", None),
    ],
)
def test_setiap_fakta_menunggu_pendahulunya(nama, sebelum, penjaga):
    cukup = sampai(DIKENALI, sebelum)
    kurang = replace(cukup, **{sebelum: None})
    assert t.kurang_mencatat(cukup, nama) == []
    assert len(t.kurang_mencatat(kurang, nama)) == 1
    assert penjaga is None or (penjaga(cukup), penjaga(kurang)) == (True, False)


def test_risiko_tidak_tinggi_tidak_menunggu_tanggal_kedaruratan():
    assert t.boleh_mulai_asesmen(replace(DIKENALI, kedaruratan=jam(5)), jam(4))


def test_kriteria_menunggu_pengaduan():
    for nama in (*t.IDENTIFIKASI, "kedaruratan"):
        assert t.kurang_mencatat(FaktaKasus(), nama) == [t.BELUM_DITERIMA]
        assert t.kurang_mencatat(DITERIMA, nama) == []
    buka = replace(LENGKAP, terminasi=jam(9), dibuka_kembali=jam(10))
    assert t.kurang_mencatat(buka, "risiko_ditetapkan", jam(8)) == []


def test_urutan_untuk_petunjuk_kemajuan():
    assert [t.posisi(x) for x in t.URUTAN] == list(range(8))
    assert t.posisi(TahapKasus.DIBUKA_KEMBALI) == t.posisi(TahapKasus.ASESMEN)
    assert set(t.PERPINDAHAN) == set(TahapKasus)


LANGKAH = st.lists(
    st.tuples(
        st.integers(0, 99),
        st.sampled_from(TingkatRisiko.values),
        st.sampled_from(list(AlasanAkhir)),
    ),
    min_size=5,
    max_size=40,
)


def pilihan(fakta, alasan, pada):
    """The facts that the guards let be recorded now."""
    for nama in t.NAMA_FAKTA:
        if nama == "terminasi":
            kurang = t.kurang_terminasi(fakta, alasan)
        else:
            kurang = t.kurang_mencatat(fakta, nama, pada)
        sudah = nama in t.NAMA_FAKTA[:11] and t.saat(t.putaran(fakta), nama) is not None
        if not kurang and (not sudah or nama == "risiko_ditetapkan"):
            yield nama


def jalankan(langkah):
    """Record facts one by one, chosen from those the guards allow; yield every state."""
    fakta = FaktaKasus()
    yield fakta
    for n, (undi, risiko, alasan) in enumerate(langkah):
        boleh = list(pilihan(fakta, alasan, jam(n)))
        if undi % 5 and len(boleh) > 1:  # ends rarely, or no walk would come far
            boleh = [b for b in boleh if b != "terminasi"]
        nama = boleh[undi % len(boleh)]
        tambahan = {"risiko": risiko} if nama == "risiko_ditetapkan" else {}
        fakta = replace(fakta, **{nama: jam(n)}, **tambahan)
        yield fakta


def test_penjaga_dapat_sampai_ke_setiap_tahap():
    """The walks below are worth something only if they come everywhere."""
    acak = random.Random(18)
    tahap = set()
    for _ in range(60):
        langkah = [
            (acak.randrange(100), acak.choice(TingkatRisiko.values), acak.choice([*AlasanAkhir]))
            for _ in range(40)
        ]
        tahap |= {hitung_tahap(f) for f in jalankan(langkah)}
    assert tahap == set(TahapKasus)


@given(LANGKAH)
def test_penjaga_hanya_mengizinkan_perpindahan_yang_sah(langkah):
    for lama, baru in pairwise(jalankan(langkah)):
        dari, ke = hitung_tahap(lama), hitung_tahap(baru)
        assert ke == dari or ke in t.PERPINDAHAN[dari]
        turun = t.posisi(ke) < t.posisi(dari)
        if turun and ke != TahapKasus.DIBUKA_KEMBALI:
            assert ke == TahapKasus.KEDARURATAN, "only a new danger leads back"


@given(LANGKAH)
def test_asesmen_risiko_tinggi_selalu_sesudah_kedaruratan(langkah):
    for fakta in jalankan(langkah):
        if fakta.risiko == "TINGGI" and hitung_tahap(fakta) in t.URUTAN[3:7]:
            assert t.putaran(fakta).kedaruratan is not None


@given(LANGKAH)
def test_yang_tidak_kurang_boleh_dan_maju(langkah):
    """Where nothing is missing to leave a stage, the case is no longer there."""
    for fakta in jalankan(langkah):
        tahap = hitung_tahap(fakta)
        if not t.kurang_keluar(fakta):
            assert tahap in (TahapKasus.TERMINASI, TahapKasus.PEMANTAUAN)
        if tahap not in (TahapKasus.TERMINASI, TahapKasus.DIBUKA_KEMBALI):
            assert t.kurang_untuk(fakta, tahap) == [] or tahap == TahapKasus.BARU


FAKTA_BEBAS = st.builds(
    FaktaKasus,
    risiko=st.sampled_from(["", *TingkatRisiko.values]),
    **{n: st.none() | st.integers(0, 30).map(jam) for n in t.NAMA_FAKTA},
)


@given(FAKTA_BEBAS)
def test_fakta_apa_pun_punya_satu_tahap_dan_tidak_melompat(fakta):
    """Even facts that no guard would allow give one stage, and never one that skips another."""
    tahap = hitung_tahap(fakta)
    assert tahap in TahapKasus
    kini = t.putaran(fakta)
    if tahap in t.URUTAN[3:7]:
        assert all(t.saat(kini, n) for n in t.IDENTIFIKASI)
        assert not t.perlu_kedaruratan(fakta)
    if tahap in t.URUTAN[4:7]:
        assert kini.asesmen_mulai
        assert kini.asesmen_selesai
    if tahap == TahapKasus.PEMANTAUAN:
        assert kini.rencana_disepakati
        assert kini.layanan_pertama
