"""Statistics of the service: four units, never mixed, and nobody counted who may not be known."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from kasus.documents.statistik import Masa, susun
from kasus.enums import BentukKekerasan, HubunganPelaku, TempatKejadian
from kasus.enums_orang import JenisKelamin, KelompokUsia
from kasus.models import (
    BentukKorban,
    ButirRencana,
    Hubungan,
    Kasus,
    Korban,
    Layanan,
    RencanaIntervensi,
    Terlapor,
)
from tests.kasus.bantu_inti import teks, url
from tests.kasus.bantu_pelindungan import korban_dari, kueri, larang

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
        rencana = buat(
            RencanaIntervensi, korban=korban, tujuan="Pulih", disusun_dengan="PENERIMA",
            disepakati_pada=timezone.now(), oleh=manajer,
        )  # fmt: skip
        for satu_jenis in jenis:
            buat(ButirRencana, rencana=rencana, jenis=satu_jenis, instansi=unit)
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
