"""Each drafting rule: a text that breaks it is found, a correct text is left in peace."""

import datetime as dt
from dataclasses import replace

import pytest

from pokja.models import Daerah
from rad.documents.periksa_perbup import (
    ATURAN,
    GALAT,
    PERINGATAN,
    menghalangi,
    periksa,
    periksa_naskah,
)
from rad.naskah import naskah_awal
from rad.naskah.bentuk import (
    ATAU,
    AyatTeks,
    BabTeks,
    BagianTeks,
    Butir,
    KonsideransTeks,
    PasalTeks,
    ayat,
    bab,
    bagian,
    butir,
    definisi,
    pasal,
)
from tests.rad.bantu_perbup import DAERAH, UU, UUD, naskah, perbup_terisi, versi_rad

PER = dt.date(2026, 1, 5)


def temukan(teks, **daerah):
    return periksa_naskah(teks, {**DAERAH, **daerah}, PER)


def kode(teks):
    return {t.aturan for t in temukan(teks)}


def k(*isi, jenis="filosofis"):
    return naskah(konsiderans=tuple(KonsideransTeks(jenis, i) for i in isi))


def d(*dasar):
    return naskah(dasar_hukum=(*naskah().dasar_hukum, *dasar))


def badan(*isi):
    return naskah(*(i if isinstance(i, PasalTeks) else pasal("uji", i) for i in isi))


def bab_uji(b: BabTeks):
    dasar = naskah()
    return replace(dasar, bab=(dasar.bab[0], b, dasar.bab[2]))


def pasal1(*isi):
    dasar = naskah()
    return replace(dasar, bab=(bab("Ketentuan Umum", pasal("d", *isi)), *dasar.bab[1:]))


def tanpa(bagian_naskah):
    return naskah(**{bagian_naskah: ()})


def akhir(judul, isi):
    dasar = naskah()
    lampiran = dasar.bab[2].bagian[0].pasal[0]
    return replace(dasar, bab=(*dasar.bab[:2], bab(judul, lampiran, pasal("p", isi))))


PERATURAN_LAIN = {**UU, "nomor": "9", "tahun": 2020, "tentang": "Uji"}
PERMEN = {**PERATURAN_LAIN, "jenis": "permen", "pembentuk": "Menteri Dalam Negeri"}
LIMA = butir("satu", butir("dua", butir("tiga", butir("empat", "lima", "enam"), "x"), "x"), "x")
RUJUK = pasal("tujuan", "satu", ayat("dua", kunci="kedua"))

PELANGGARAN = {
    "JDL-01": naskah(tentang=" "),
    "JDL-02": naskah(tentang="RAD P3AKS Tahun 2025-2029"),
    "JDL-03": naskah(tentang="Rencana Aksi Daerah Tahun 2025-2029."),
    "JDL-04": naskah(tentang="Peraturan Bupati tentang Rencana Aksi"),
    "KSD-01": tanpa("konsiderans"),
    "KSD-02": k("perempuan berhak atas rasa aman"),
    "KSD-03": naskah(konsiderans=tuple(reversed(naskah().konsiderans))),
    "KSD-04": k("bahwa saja"),
    "KSD-05": k("bahwa perlu menetapkan Peraturan Bupati"),
    "KSD-06": k("bahwa satu. Lalu dua"),
    "KSD-07": k("bahwa"),
    "MGT-01": tanpa("dasar_hukum"),
    "MGT-02": naskah(dasar_hukum=(UU,)),
    "MGT-03": naskah(dasar_hukum=(UUD, UU)),
    "MGT-04": naskah(dasar_hukum=(UUD,)),
    "MGT-05": d({**PERATURAN_LAIN, "terverifikasi": False}),
    "MGT-06": d({**PERATURAN_LAIN, "lembaran": ""}),
    "MGT-07": d({**PERATURAN_LAIN, "tambahan": ""}),
    "MGT-08": d({**PERATURAN_LAIN, "jenis": "perpres"}),
    "MGT-09": d({**PERATURAN_LAIN, "berlaku_sampai": dt.date(2026, 1, 4)}),
    "MGT-10": d(UU),
    "MGT-11": d({**PERMEN, "pembentuk": ""}),
    "MGT-12": d({**PERATURAN_LAIN, "perubahan": [{"jenis": "uu", "nomor": "1", "tahun": 2022}]}),
    "BTG-01": tanpa("bab"),
    "BTG-02": bab_uji(BabTeks("Kosong", ())),
    "BTG-03": bab_uji(BabTeks("Uji", (BagianTeks((PasalTeks(()),)),))),
    "BTG-04": badan(" "),
    "BTG-05": bab_uji(
        BabTeks("Uji", (BagianTeks((pasal("a", "x"),)), bagian("Umum", pasal("b", "y"))))
    ),
    "BTG-06": bab_uji(bab("Uji", bagian("Umum", pasal("a", "x")))),
    "BTG-07": badan(ayat("Tugas", LIMA, "x")),
    "BTG-08": badan(ayat("Tugas", "satu")),
    "BTG-09": badan(ayat("Tugas", "satu", "dua", penghubung="")),
    "BTG-10": badan("Tugas meliputi:"),
    "BTG-11": badan(ayat("Tugas", "Menyusun laporan tahunan", "menilai")),
    "BTG-12": badan(ayat("Tugas", "a. satu", "dua")),
    "BTG-13": badan("Rapat diadakan 3 kali"),
    "BTG-14": badan("Rapat diadakan 3 (empat) kali"),
    "RJK-01": badan("Sebagaimana dimaksud dalam {pasal:tidak-ada}"),
    "RJK-02": badan(pasal("sama", "x"), pasal("sama", "y")),
    "RJK-03": badan(RUJUK, pasal("r", "Sebagaimana dimaksud pada {ayat:kedua}")),
    "RJK-04": badan("Sebagaimana dimaksud dalam Pasal 2"),
    "RJK-05": badan("Sebagaimana {bab:satu}"),
    "DEF-01": replace(naskah(), bab=(bab("Umum", *naskah().bab[0].bagian[0].pasal),
                                     *naskah().bab[1:])),
    "DEF-02": pasal1("Daerah menyusun RAD"),
    "DEF-03": pasal1(definisi("Dimaksud:", "Daerah ialah Kabupaten Tuban.")),
    "DEF-04": pasal1(definisi("Dimaksud:", "Forum adalah pertemuan.")),
    "DEF-05": pasal1(definisi("Dimaksud:", "daerah adalah Kabupaten Tuban.")),
    "DEF-06": badan("UPTD melaksanakan RAD"),
    "PNP-01": akhir("Ketentuan Penutup", "Peraturan ini berlaku"),
    "PNP-02": akhir("Lain-lain", "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan"),
    "LMP-02": replace(naskah(), bab=naskah().bab[:2]),
    "DTP-01": badan("Korban bernomor 3523011234567890 dilayani"),
}  # fmt: skip
DENGAN_BASIS_DATA = {"JDL-05", "LMP-01", "LMP-03", "PJB-01", "PJB-02", "PJB-03"}


def test_the_short_correct_text_has_no_finding():
    assert temukan(naskah()) == []


@pytest.mark.parametrize("aturan", sorted(PELANGGARAN))
def test_each_breach_is_found(aturan):
    temuan = [t for t in temukan(PELANGGARAN[aturan]) if t.aturan == aturan]
    assert temuan, f"{aturan} ({ATURAN[aturan].bunyi}) tidak ditemukan"
    assert all(t.tempat and t.pesan.endswith((".", "?")) and t.dasar for t in temuan)


def test_every_rule_is_tested():
    assert set(PELANGGARAN) | DENGAN_BASIS_DATA == set(ATURAN)
    assert len(ATURAN) >= 30


@pytest.mark.parametrize(
    "kalimat",
    [
        "Rapat diadakan {3} kali",
        "Rapat diadakan 3 (tiga) kali",
        "Paling sedikit 30% (tiga puluh persen) anggota",
        "Terhitung sejak tahun 2025 sampai dengan tahun 2029",
        "Undang-Undang Nomor 7 Tahun 2012",
        "Pada tanggal 5 Januari 2026",
        "Periode B04 dan B08",
        "Tahun 2025-2029",
    ],
)
def test_numbers_that_are_right_are_left_alone(kalimat):
    assert not kode(badan(kalimat)) & {"BTG-13", "BTG-14"}


def test_names_at_the_start_of_an_item_keep_their_capitals():
    isi = ayat("Terdiri atas", "Pencegahan", "Perangkat Daerah terkait", "UPTD PPA setempat")
    assert "BTG-11" not in kode(badan(isi))


def test_reference_that_names_its_article_first_is_right():
    assert "RJK-03" not in kode(badan(RUJUK, pasal("r", "Lihat {pasal:tujuan} {ayat:kedua}")))
    assert "RJK-03" not in kode(badan(pasal("t", ayat("x", kunci="satu"), "Lihat {ayat:satu}")))


def test_reference_to_an_unnumbered_paragraph_is_broken():
    teks = badan(pasal("t", ayat("x", kunci="satu")), pasal("r", "Lihat {ayat:satu}"))
    temuan = [t for t in temukan(teks) if t.aturan == "RJK-01"]
    assert len(temuan) == 1
    assert "tidak bernomor" in temuan[0].pesan


def test_place_names_paragraph_and_item():
    isi = ayat("Tugas", butir("satu", "x", Butir("3 kali")), "dua", penghubung=ATAU)
    temuan = [t for t in temukan(badan(pasal("u", "a", isi))) if t.aturan == "BTG-13"]
    assert [t.tempat for t in temuan] == ["Pasal 2 ayat (2) huruf a angka 2"]


def test_a_rule_that_ends_on_the_day_itself_still_holds():
    assert "MGT-09" not in kode(d({**PERATURAN_LAIN, "berlaku_sampai": PER}))


def test_ready_made_draft_has_no_error_and_no_remark_on_its_text():
    temuan = temukan(naskah_awal(DAERAH, 2025, 2029))
    assert menghalangi(temuan) == []
    assert {t.aturan for t in temuan} == {"MGT-05", "MGT-06"}


def test_ready_made_draft_fits_a_city():
    kota = {**DAERAH, "jenis": "Kota", "nama": "Blitar", "sebutan_kepala": "Wali Kota"}
    teks = naskah_awal(kota, 2026, 2030)
    temuan = periksa_naskah(teks, kota, PER)
    assert menghalangi(temuan) == []
    assert "MGT-03" in {t.aturan for t in temuan}
    semua = repr(teks)
    assert "Tuban" not in semua
    assert "Bupati" not in semua
    assert "[" not in semua.replace("perubahan': [", "").replace("'perubahan': [", "")
    assert "Wali Kota adalah Wali Kota Blitar" in semua


def test_findings_of_a_stored_regulation(rad, lembaga, sekretariat, django_assert_max_num_queries):
    lama = versi_rad(rad, lembaga, sekretariat)
    perbup = perbup_terisi(rad, lama)
    with django_assert_max_num_queries(14):
        temuan = {t.aturan for t in periksa(perbup, PER)}
    assert temuan == {"MGT-05", "MGT-06", "PJB-03"}

    Daerah.objects.update(kepala="Dr. Aditya Contoh, S.H.", sekda="")
    perbup.versi_rad, perbup.tentang = None, "Rencana Aksi"
    perbup.save()
    temuan = periksa(perbup, PER)
    assert {t.aturan for t in temuan} >= {"PJB-01", "PJB-02", "LMP-01", "JDL-05"}
    assert {t.aturan for t in menghalangi(temuan)} == {"LMP-01", "JDL-05"}


def test_an_older_version_in_the_lampiran_is_mentioned(rad, lembaga, sekretariat, baris):
    lama = versi_rad(rad, lembaga, sekretariat)
    perbup = perbup_terisi(rad, lama)
    baris("rad.VersiRad", rad=rad, nomor=2, isi=lama.isi, oleh=sekretariat)
    temuan = [t for t in periksa(perbup, PER) if t.aturan == "LMP-03"]
    assert [(t.tingkat, t.tempat) for t in temuan] == [(PERINGATAN, "Lampiran")]


def test_findings_point_to_the_row_to_open(rad):
    perbup = perbup_terisi(rad)
    salah = perbup.bab.get(urutan=9).pasal.get().ayat.get()
    salah.isi = "Peraturan Bupati ini berlaku {pasal:entah}"
    salah.save()
    putus = [t for t in periksa(perbup, PER) if t.aturan == "RJK-01"]
    assert [(t.tingkat, t.tempat, t.objek) for t in putus] == [
        (GALAT, "Pasal 26", f"ayat:{salah.pk}")
    ]


def test_typed_item_level_is_kept_by_definition_lists():
    isi = AyatTeks("Dimaksud:", (Butir("Daerah adalah x.", (Butir("satu"), Butir("dua"))),), "",
                   "definisi")  # fmt: skip
    assert "BTG-07" not in kode(pasal1(isi))
