"""Statistics of the service: four units, never mixed, and nobody counted who may not be known."""

import datetime as dt
import random
from statistics import median

import pytest
from django.utils import timezone

from kasus.documents.statistik import susun, tahun_tersedia
from kasus.documents.statistik_dasar import Masa
from kasus.enums import BentukKekerasan, HubunganPelaku, TempatKejadian
from kasus.enums_orang import JenisKelamin, KelompokUsia
from kasus.models import (
    BentukKorban,
    Fasilitas,
    Hubungan,
    Kasus,
    Korban,
    Layanan,
    Penampungan,
    Rujukan,
    Tenggat,
    Terlapor,
)
from tests.kasus import bantu_rujukan
from tests.kasus.bantu_inti import teks, url
from tests.kasus.bantu_pelindungan import korban_dari, kueri, larang, rencana_sepakat

pytestmark = pytest.mark.django_db
KINI = Masa(timezone.localdate().year)


def tabel(user, kunci, masa=KINI, **lain):
    return next(t for t in susun(user, masa, **lain).tabel if t.kunci == kunci)


def satuan(user, masa=KINI, **lain):
    return dict(susun(user, masa, **lain).satuan)


def buat(model, **isian):
    return model.objects.sistem("uji").create(**isian)


def tambah_korban(kasus, acak, kode):
    """Another victim, with one form or several, and one perpetrator or two."""
    usia = acak.choice([3, 9, 16, 20, 30, 50, 70])
    kelompok = next(
        k for k, sampai in zip(KelompokUsia, (5, 12, 17, 24, 44, 59, 200), strict=False)
        if usia <= sampai
    )  # fmt: skip
    korban = buat(
        Korban, kasus=kasus, kode=kode, kelamin=acak.choice(list(JenisKelamin)), usia=usia,
        anak=usia < 18, kelompok_usia=kelompok, tempat=acak.choice(list(TempatKejadian)),
    )  # fmt: skip
    for bentuk in acak.sample(list(BentukKekerasan), acak.randint(1, 3)):
        buat(BentukKorban, korban=korban, bentuk=bentuk)
    for terlapor in Terlapor.objects.sistem("uji").filter(kasus=kasus):
        buat(
            Hubungan, korban=korban, terlapor=terlapor,
            hubungan=acak.choice(list(HubunganPelaku)),
        )  # fmt: skip
    return korban


@pytest.mark.parametrize("benih", range(3))
def test_each_table_adds_up_in_its_own_unit(benih, manajer, buat_kasus):
    """Σ tempat = korban; Σ bentuk ≥ korban; hubungan belongs to the pair (R04)."""
    acak = random.Random(benih)
    for _ in range(4):
        kasus = buat_kasus(acak.choice([1, 2]))
        for kode in "BCD"[: acak.randint(0, 3)]:
            tambah_korban(kasus, acak, kode)
        if acak.random() < 0.5:
            buat(Terlapor, kasus=kasus, kode="Y", kelamin="L")
    s = susun(manajer, KINI)
    jumlah = dict(s.satuan)
    semua = {
        "kasus": Kasus, "korban": Korban, "terlapor": Terlapor,
        "pasangan korban dan terlapor": Hubungan,
    }  # fmt: skip
    assert jumlah == {k: m.objects.sistem("uji").count() for k, m in semua.items()}
    for t in s.tabel:
        if t.kunci == "layanan":
            continue
        assert t.jumlah == jumlah[t.satuan], t.kunci
        assert all(sum(x.sel) == x.jumlah for x in t.larik if x.sel), t.kunci
        per_kolom = [sum(x.sel[n] for x in t.larik) for n in range(len(t.kolom))]
        if t.kunci == "bentuk":
            assert sum(x.jumlah for x in t.larik) == BentukKorban.objects.sistem("uji").count()
            assert all(a >= b for a, b in zip(per_kolom, t.total, strict=True))
        else:
            assert per_kolom == t.total, t.kunci
            assert sum(x.jumlah for x in t.larik) == t.jumlah, t.kunci


def test_sealed_cases_count_for_nobody_who_is_not_named(supervisor, manajer, buat_kasus):
    buat_kasus(1)
    buat_kasus(3)
    assert satuan(supervisor)["kasus"] == 1
    assert satuan(manajer)["kasus"] == 2
    assert sum(t.jumlah for t in susun(supervisor, KINI).tabel if t.satuan == "korban") > 0
    assert tabel(supervisor, "kategori").jumlah == 1


def test_denied_and_other_services_see_nothing(supervisor, manajer, manajer_lain, buat_kasus):
    kasus = buat_kasus(1)
    larang(kasus, supervisor, manajer)
    for siapa in (supervisor, manajer_lain):
        assert set(satuan(siapa).values()) == {0}
        assert not any(t.larik for t in susun(siapa, KINI).tabel)


def test_companion_sees_the_own_cases(pendamping, buat_kasus, masukkan_tim):
    masukkan_tim(buat_kasus(1), pendamping)
    buat_kasus(1)
    assert satuan(pendamping)["kasus"] == 1


@pytest.mark.parametrize(
    ("bulan", "masa", "ada"),
    [
        (202506, Masa(2025, 1), True), (202507, Masa(2025, 1), False),
        (202507, Masa(2025, 2), True), (202512, Masa(2025), True), (202601, Masa(2025), False),
    ],
)  # fmt: skip
def test_periods(manajer, buat_kasus, bulan, masa, ada):
    kasus = buat_kasus(1)
    Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(bulan=bulan)
    assert satuan(manajer, masa)["kasus"] == int(ada)


def test_what_is_not_over_is_not_compared(manajer, buat_kasus):
    kasus = buat_kasus(1)
    Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(bulan=202406)
    assert susun(manajer, KINI).sebelumnya is None
    assert susun(manajer, Masa(2024, 2)).sebelumnya == 1
    assert Masa(2025).sebelumnya == Masa(2024)
    assert Masa(2025, 1).sebelumnya == Masa(2024, 2)


def test_verified_only(manajer, buat_kasus):
    buat_kasus(1)
    kasus = buat_kasus(2)
    Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(
        verifikasi="TERVERIFIKASI", verifikasi_oleh=manajer, verifikasi_pada=timezone.now()
    )
    assert satuan(manajer, terverifikasi=True)["kasus"] == 1
    assert tabel(manajer, "usia", terverifikasi=True).larik[0].label == "6–12"


def test_need_is_the_denominator_of_a_service(manajer, unit, buat_kasus):
    satu, dua = korban_dari(buat_kasus(1)), korban_dari(buat_kasus(1))
    for korban, jenis in ((satu, ["KESEHATAN", "BANTUAN_HUKUM"]), (dua, ["KESEHATAN"])):
        rencana_sepakat(korban, jenis, oleh=manajer, instansi=unit)
        buat(
            Layanan, korban=korban, jenis="KESEHATAN", fungsi="PENDAMPINGAN", instansi=unit,
            oleh=manajer,
        )  # fmt: skip
    buat(
        Layanan, korban=dua, jenis="PEMULANGAN", fungsi="PENDAMPINGAN", instansi=unit, oleh=manajer
    )
    t = tabel(manajer, "layanan")
    assert [(x.label, x.sel) for x in t.larik] == [("Kesehatan", [2, 2]), ("Bantuan hukum", [1, 0])]
    assert t.total == [2, 1]
    assert susun(manajer, KINI).lama[1].dari == 2


def test_how_long_it_took(manajer, buat_kasus):
    lapor = timezone.now()
    for hari in (1, 3, 10):
        kasus = buat_kasus(1)
        Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(
            tanggal_lapor=lapor, tanggal_kejadian=timezone.localdate(lapor) - dt.timedelta(hari)
        )
    buat_kasus(1)
    dari_kejadian = susun(manajer, KINI).lama[0]
    assert (dari_kejadian.median, dari_kejadian.terlama) == (3, 10)
    assert (dari_kejadian.dari, dari_kejadian.semua) == (3, 4)


def test_page_names_its_units_and_no_case(masuk, manajer, buat_kasus):
    kasus = buat_kasus(1)
    ngawur = {"tahun": "x", "paruh": "9", "verifikasi": "?"}
    isi = teks(masuk(manajer).get(url("statistik"), ngawur))
    for kalimat in ("Yang dihitung: korban.", "Yang dihitung: pasangan korban dan terlapor.",
                    "Jumlah laporan bukan jumlah kekerasan"):  # fmt: skip
        assert kalimat in isi
    assert kasus.kode not in isi
    assert "<title>Lembar kerja" in isi


def test_queries_do_not_grow(masuk, manajer, buat_kasus):
    client, biaya = masuk(manajer), set()
    for n in (1, 5):
        for _ in range(n):
            tambah_korban(buat_kasus(1), random.Random(n), "B")
        client.get(url("statistik"))
        biaya.add(kueri(client, url("statistik")))
    assert len(biaya) == 1


def bagian(user, kunci, masa=KINI):
    """Title → (part, whole) of one group of shares."""
    kelompok = next(k for k in susun(user, masa).mutu if k.kunci == kunci)
    return {b.judul: (b.n, b.dari) for b in kelompok.isi}


def test_referrals_and_their_denominators(manajer, mitra, buat_kasus):
    kini = timezone.now()
    jam, kasus = dt.timedelta(hours=1), buat_kasus(1)
    pola = (
        # answered after, due after, withdrawn, state
        (1, 2, False, "SELESAI"), (3, 2, False, "DITERIMA"), (1, 2, True, "DITARIK"),
        (None, 2, False, "DIKIRIM"), (None, 99, False, "DIKIRIM"), (None, 2, True, "DITARIK"),
    )  # fmt: skip
    for n, (jawab, batas, tarik, status) in enumerate(pola):
        satu = bantu_rujukan.wajib(kasus, manajer, mitra)
        kirim = kini - 9 * jam
        Rujukan.objects.sistem("uji").filter(pk=satu.pk).update(
            dikirim_pada=kirim, batas_jawab=kirim + batas * jam, status=status,
            dijawab_pada=kirim + jawab * jam if jawab else None,
            dijawab_oleh=mitra if jawab else None, ditarik_pada=kini if tarik else None,
            kode=f"R-UJI{n}",
        )  # fmt: skip
    rujukan = next(k for k in susun(manajer, KINI).mutu if k.kunci == "rujukan")
    assert "6 rujukan dikirim, 1 ditarik sebelum dijawab" in rujukan.catatan
    assert bagian(manajer, "rujukan") == {
        "Dijawab mitra": (3, 5), "Dijawab tepat waktu": (2, 4), "Selesai dilayani": (1, 5),
    }  # fmt: skip


def test_cases_within_their_time_limits(manajer, buat_kasus):
    kini = timezone.now()
    hari = dt.timedelta(days=1)
    tepat = {"mulai": kini - 3 * hari, "batas": kini - hari, "dipenuhi_pada": kini - 2 * hari}
    pola = (
        ("TINGGI", [tepat]),
        ("TINGGI", [tepat, {**tepat, "dipenuhi_pada": kini}]),
        ("TINGGI", [{**tepat, "dipenuhi_pada": None}]),
        ("RENDAH", [{**tepat, "dipenuhi_pada": None, "batas": kini + hari}]),
        ("RENDAH", [{**tepat, "dilanggar_pada": kini}]),
        ("RENDAH", [{**tepat, "dipenuhi_pada": None, "gugur_pada": kini}]),  # no clock left
        ("RENDAH", [{**tepat, "gugur_pada": kini, "dilanggar_pada": kini}]),  # the breach stays
        ("", [tepat]),
    )  # fmt: skip
    for risiko, jam in pola:
        kasus = buat_kasus(1)
        Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(
            risiko=risiko, risiko_pada=kini if risiko else None
        )
        Tenggat.objects.sistem("uji").filter(kasus=kasus).delete()
        for n, satu in enumerate(jam):
            buat(Tenggat, kasus=kasus, langkah=f"UJI{n}", **satu)
    assert bagian(manajer, "waktu") == {
        "Risiko tinggi": (1, 3), "Risiko sedang": (0, 0), "Risiko rendah": (1, 3),
        "Risiko belum ditetapkan": (1, 1),
    }  # fmt: skip


def test_long_stays_and_late_reports(manajer, unit, buat_kasus):
    """Day 14 is the last day of a stay; the day of entry is day 1, by the calendar here."""
    kini = timezone.localtime().replace(hour=23, minute=30)
    hari = dt.timedelta(days=1)
    rumah = buat(Fasilitas, kode="Melati", unit=unit, kapasitas=9)
    for lama, masih in ((13, False), (14, False), (13, True), (14, True)):
        kasus = buat_kasus(1)
        masuk_pada = (timezone.now() if masih else kini) - lama * hari
        buat(
            Penampungan, korban=korban_dari(kasus), fasilitas=rumah, masuk=masuk_pada,
            keluar=None if masih else kini.replace(hour=0), dicatat_oleh=manajer,
        )  # fmt: skip
        Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(
            tanggal_kejadian=timezone.localdate(kasus.tanggal_lapor) - (lama + 17) * hari
        )
    buat_kasus(1)
    assert bagian(manajer, "lain") == {
        "Tinggal lebih dari 14 hari": (2, 4),
        "Dilaporkan lebih dari 30 hari sesudah kejadian": (2, 4),
    }


def test_shares_are_of_the_period_and_the_reader(manajer, mitra, manajer_lain, buat_kasus):
    kasus = buat_kasus(1)
    bantu_rujukan.wajib(kasus, manajer, mitra)
    assert bagian(manajer, "rujukan")["Dijawab mitra"] == (0, 1)
    for siapa, masa in ((manajer_lain, KINI), (manajer, Masa(2020))):
        assert {dari for k in susun(siapa, masa).mutu for _, _, dari, _ in k.isi} == {0}


@pytest.mark.parametrize("hari", [[4], [4, 4, 9], [0, 10], [1, 2, 2, 50]])
def test_median_without_reading_rows(manajer, buat_kasus, hari):
    for satu in hari:
        kasus = buat_kasus(1)
        Kasus.objects.sistem("uji").filter(pk=kasus.pk).update(
            tanggal_kejadian=timezone.localdate(kasus.tanggal_lapor) - dt.timedelta(satu)
        )
    lama = susun(manajer, KINI).lama[0]
    assert (lama.median, lama.terlama, lama.dari) == (median(hari), max(hari), len(hari))


def test_months_and_their_chart(masuk, manajer, buat_kasus):
    for bulan in (202501, 202503, 202503):
        Kasus.objects.sistem("uji").filter(pk=buat_kasus(1).pk).update(bulan=bulan)
    s = susun(manajer, Masa(2025, 1))
    assert [n for _, n in s.bulanan] == [1, 0, 2, 0, 0, 0]
    assert [t.angka for t in s.bagan.tiang] == [1, 0, 2, 0, 0, 0]
    satu, _, dua, *_ = s.bagan.tiang
    assert dua.tinggi == pytest.approx(2 * satu.tinggi, abs=0.1)
    isi = teks(masuk(manajer).get(url("statistik"), {"tahun": "2025", "paruh": "1"}))
    assert 'role="img" aria-label="Kasus per bulan, Semester I 2025. Angkanya ada' in isi
    assert "Kasus menurut bulan lapor" in isi


def test_years_from_the_first_case_on(manajer, buat_kasus):
    assert tahun_tersedia(manajer) == [KINI.tahun]
    buat_kasus(1)
    Kasus.objects.sistem("uji").filter(pk=buat_kasus(1).pk).update(bulan=(KINI.tahun - 2) * 100 + 5)
    assert tahun_tersedia(manajer) == [KINI.tahun, KINI.tahun - 1, KINI.tahun - 2]


def test_years_long_ago_are_folded_away(masuk, manajer, buat_kasus):
    Kasus.objects.sistem("uji").filter(pk=buat_kasus(1).pk).update(bulan=(KINI.tahun - 6) * 100 + 5)
    client = masuk(manajer)
    assert '<details class="lipat"><summary>Tahun sebelumnya' in teks(client.get(url("statistik")))
    lama = teks(client.get(url("statistik"), {"tahun": str(KINI.tahun - 6)}))
    assert '<details class="lipat" open><summary>Tahun sebelumnya' in lama
