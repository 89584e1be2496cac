"""The plan's pages: who sees what, which figures, how many queries."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from pokja.enums import Peran
from rad.actions.versi import tetapkan
from rad.enums import StatusAksi
from rad.models import Aksi, Anggaran, VersiRad
from tests.rad.bantu_aksi import IsiAnggaran, diajukan, disetujui, draf
from tests.rad.bantu_matriks import banyak, kueri, teks


def alamat(rad, nama="matriks"):
    return reverse(f"rad:{nama}", args=[rad.pk])


@pytest.fixture
def rencana(rad, opd_a, opd_b, sekretariat):
    """An approved action, a submitted one of another OPD, and a draft of each."""
    disetujui(opd_a, rad, sekretariat, "Peta rawan")
    diajukan(opd_b, rad, "Visum gratis", bidang="penanganan", sasaran="Korban pulih",
             anggaran=[IsiAnggaran("dau", {2026: Decimal("1500.50")})])  # fmt: skip
    draf(opd_a, rad, "Draf Dinkes")
    draf(opd_b, rad, "Draf Disdik")
    return rad


TERBACA = {
    "opd_a": {"Peta rawan", "Draf Dinkes"},
    "opd_b": {"Peta rawan", "Visum gratis", "Draf Disdik"},
    "kepala": {"Peta rawan", "Draf Dinkes"},
    "sekretariat": {"Peta rawan", "Visum gratis", "Draf Dinkes", "Draf Disdik"},
    "bappeda": {"Peta rawan", "Visum gratis"},
    "hukum": {"Peta rawan"},
}


@pytest.mark.parametrize("siapa", TERBACA)
def test_each_role_sees_exactly_its_actions(request, masuk, rencana, siapa):
    user = request.getfixturevalue(siapa)
    for nama in ("matriks", "cetak"):
        halaman = teks(masuk(user).get(alamat(rencana, nama)))
        for uraian in TERBACA["sekretariat"]:
            assert (uraian in halaman) == (uraian in TERBACA[siapa]), (nama, uraian)


def test_former_staff_and_administrators_see_nothing(masuk, rencana, mantan, orang):
    for user in (mantan, orang("admin", Peran.ADMIN_AKUN)):
        client = masuk(user)
        for url in (reverse("rad:daftar"), alamat(rencana), alamat(rencana, "cetak")):
            assert client.get(url).status_code == 403


def test_stranger_cannot_open_a_foreign_draft(masuk, rencana, opd_b):
    milik_a = Aksi.objects.get(uraian="Draf Dinkes")
    response = masuk(opd_b).get(reverse("rad:aksi_detail", args=[milik_a.pk]))
    assert response.status_code == 404


TOMBOL = {
    "Tambah aksi": {"opd_a", "kepala", "sekretariat"},
    "Impor Excel": {"opd_a", "kepala", "sekretariat"},
    "Tetapkan versi": {"sekretariat"},
    "Buat PDF": {"sekretariat", "bappeda", "hukum"},
    "Unduh Excel": {"opd_a", "kepala", "sekretariat", "bappeda", "hukum"},
    "Cetak": {"opd_a", "kepala", "sekretariat", "bappeda", "hukum"},
}


@pytest.mark.parametrize("siapa", ["opd_a", "kepala", "sekretariat", "bappeda", "hukum"])
def test_buttons_follow_the_rights(request, masuk, rencana, siapa):
    halaman = masuk(request.getfixturevalue(siapa)).get(alamat(rencana)).content.decode()
    tombol = {re.sub(r"<span.*?</span>", "", t).strip()
              for t in re.findall(r'class="tombol[^>]*>(.*?)</(?:a|button)>', halaman)}  # fmt: skip
    for label, boleh in TOMBOL.items():
        assert (label in tombol) == (siapa in boleh), label


def jumlah_tabel(halaman: str) -> list[int]:
    """Return the grand totals of the tables under the matrix."""
    kaki = re.findall(r"<tfoot>.*?</tfoot>", halaman, re.DOTALL)
    sel = [re.findall(r'<td class="n"[^>]*>([^<]*)</td>', k)[-1] for k in kaki]
    return [int(s.replace(".", "")) for s in sel]


@pytest.mark.parametrize("kueri", ["", "?bidang=penanganan", "?sumber=pad", "?tahun=2026",
                                   "?kata=nomor 7"])  # fmt: skip
def test_totals_are_of_exactly_what_is_shown(masuk, rad, opd_a, opd_b, sekretariat, kueri):
    banyak(rad, [opd_a.lembaga, opd_b.lembaga], 40, pengaju=opd_a)
    response = masuk(sekretariat).get(alamat(rad) + kueri)
    halaman = response.content.decode()
    tampil = re.findall(r"Kegiatan nomor \d+", halaman)
    pagu = sum(a.pagu for a in Anggaran.objects.filter(aksi__uraian__in=tampil))
    assert tampil
    assert jumlah_tabel(halaman) == [pagu] * 3
    assert response.context["ringkasan"].jumlah == pagu


def test_several_pages_keep_totals_numbers_and_whole_goals(masuk, rad, opd_a, sekretariat):
    banyak(rad, [opd_a.lembaga], 450, pengaju=opd_a)
    client, nomor, uraian, jumlah = masuk(sekretariat), [], [], set()
    for halaman in (1, 2, 3):
        isi = client.get(alamat(rad), {"halaman": halaman}).content.decode()
        nomor += [int(n) for n in re.findall(r'class="urai">(\d+)\.', isi)]
        uraian += re.findall(r"Kegiatan nomor \d+", isi)
        jumlah |= set(jumlah_tabel(isi))
        assert f"Halaman {halaman} dari 3" in isi
    assert nomor == list(range(1, 451))
    assert len(set(uraian)) == len(uraian) == 450
    assert jumlah == {sum(a.pagu for a in Anggaran.objects.all())}


@pytest.mark.parametrize("saringan", ["", "?tahun=2026&kata=nomor"])
def test_queries_do_not_grow(masuk, rad, opd_a, opd_b, bappeda, saringan):
    client = masuk(bappeda)
    url = {
        alamat(rad) + saringan: 5,
        alamat(rad, "cetak") + saringan: 4,
        reverse("rad:daftar"): 4,
    }
    biaya = {satu: set() for satu in url}
    for n in (1, 9, 90):
        banyak(rad, [opd_a.lembaga, opd_b.lembaga], n, pengaju=opd_a, awalan=f"Ke-{n}")
        for satu in url:
            client.get(satu)  # names that a process keeps are kept now
            biaya[satu].add(kueri(client, satu))
    for satu, batas in url.items():
        ((milik_rad, _),) = biaya[satu]  # the same for 1, 10 and 100 actions
        assert milik_rad <= batas, satu


def test_a_further_page_costs_no_query_more(masuk, rad, opd_a, bappeda):
    banyak(rad, [opd_a.lembaga], 450, pengaju=opd_a)
    assert kueri(masuk(bappeda), alamat(rad) + "?halaman=3")[0] == 5


def test_list_of_plans_shows_state_and_totals(masuk, rencana, bappeda, sekretariat):
    tetapkan(by=sekretariat, rad=rencana)
    halaman = teks(masuk(bappeda).get(reverse("rad:daftar")))
    assert "RAD 2025–2029" in halaman
    assert "Rp85.001.500,50" in halaman
    assert "1 diajukan" in halaman
    assert "1 ditetapkan" in halaman
    assert "Versi 1" in halaman


def test_empty_states_say_what_comes_next(masuk, rad, opd_a, bappeda):
    assert "impor dari lembar Excel" in teks(masuk(opd_a).get(alamat(rad)))
    assert "setelah diajukan perangkat daerah" in teks(masuk(bappeda).get(alamat(rad)))
    draf(opd_a, rad)
    kosong = teks(masuk(opd_a).get(alamat(rad) + "?bidang=pemberdayaan"))
    assert "Tidak ada aksi yang cocok" in kosong


def test_export_and_print_keep_the_filter(masuk, rencana, bappeda):
    halaman = masuk(bappeda).get(alamat(rencana) + "?bidang=penanganan&halaman=1").content.decode()
    assert f'{alamat(rencana, "ekspor")}?bidang=penanganan"' in halaman
    assert f'{alamat(rencana, "cetak")}?bidang=penanganan"' in halaman


def test_bappeda_finds_status_totals_documents_and_earlier_versions(
    masuk, rencana, opd_a, bappeda, sekretariat
):
    satu = tetapkan(by=sekretariat, rad=rencana, keterangan="Rakor November")
    disetujui(opd_a, rencana, sekretariat, "Peta kedua")
    dua = tetapkan(by=sekretariat, rad=rencana)
    response = masuk(bappeda).get(alamat(rencana))
    halaman = response.content.decode()
    for versi in (satu, dua):
        assert reverse("rad:versi", args=[versi.pk]) in halaman
        assert versi.sidik in halaman
        assert halaman.count(f'name="objek" value="{versi.pk}"') == 2
    assert "Rakor November" in halaman
    assert "oleh Sekretariat" in teks(response)
    lama = masuk(bappeda).get(reverse("rad:versi", args=[satu.pk]))
    assert "Peta rawan" in teks(lama)
    assert "Peta kedua" not in teks(lama)
    assert "Isi cocok dengan sidiknya" in teks(lama)
    baru = masuk(bappeda).get(reverse("rad:versi", args=[dua.pk]))
    assert "1 aksi baru, 0 berubah, 0 tidak lagi termuat" in teks(baru)


def test_version_page_tells_of_a_broken_hash(masuk, rencana, bappeda, sekretariat):
    versi = tetapkan(by=sekretariat, rad=rencana)
    palsu = VersiRad.objects.create(
        rad=rencana, nomor=9, isi={**versi.isi, "periode": "2030"}, sidik=versi.sidik,
        oleh=sekretariat,
    )  # fmt: skip
    halaman = teks(masuk(bappeda).get(reverse("rad:versi", args=[palsu.pk])))
    assert "tidak cocok dengan sidiknya" in halaman


def test_fixing_shows_first_and_fixes_on_post(masuk, rencana, opd_b, sekretariat):
    client = masuk(sekretariat)
    halaman = client.get(alamat(rencana, "tetapkan"))
    assert "Tetapkan versi 1: 1 aksi baru" in teks(halaman)
    assert "1 diajukan" in teks(halaman)
    assert not VersiRad.objects.exists()
    calon = halaman.context["form"]["calon"].value()
    response = client.post(
        alamat(rencana, "tetapkan"), {"keterangan": "Rakor", "calon": calon}, follow=True
    )
    versi = VersiRad.objects.get()
    assert response.redirect_chain == [(reverse("rad:versi", args=[versi.pk]), 302)]
    assert "Versi 1 ditetapkan" in teks(response)
    assert versi.keterangan == "Rakor"
    assert Aksi.objects.get(uraian="Peta rawan").status == StatusAksi.DITETAPKAN
    assert Aksi.objects.get(uraian="Visum gratis").status == StatusAksi.DIAJUKAN


def test_what_was_not_shown_is_not_fixed(masuk, rencana, opd_a, sekretariat):
    client = masuk(sekretariat)
    calon = client.get(alamat(rencana, "tetapkan")).context["form"]["calon"].value()
    disetujui(opd_a, rencana, sekretariat, "Menyusul")
    response = client.post(alamat(rencana, "tetapkan"), {"calon": calon})
    assert "berubah sejak halaman ini dibuka" in teks(response)
    assert "Menyusul" in teks(response)
    assert not VersiRad.objects.exists()
    client.post(alamat(rencana, "tetapkan"), {"calon": response.context["form"]["calon"].value()})
    assert VersiRad.objects.get().isi["kelompok"][0]["sasaran"][0]["aksi"][1]["uraian"] == (
        "Menyusul"
    )


def test_nothing_to_fix_is_said_not_done(masuk, rad, opd_a, sekretariat):
    diajukan(opd_a, rad)
    client = masuk(sekretariat)
    assert "Belum ada yang dapat ditetapkan" in teks(client.get(alamat(rad, "tetapkan")))
    response = client.post(alamat(rad, "tetapkan"), {}, follow=True)
    assert "Belum ada aksi yang disetujui" in teks(response)
    assert not VersiRad.objects.exists()


@pytest.mark.parametrize("siapa", ["opd_a", "kepala", "bappeda", "hukum"])
def test_others_may_not_fix(request, masuk, rencana, siapa):
    client = masuk(request.getfixturevalue(siapa))
    assert client.get(alamat(rencana, "tetapkan")).status_code == 403
    assert client.post(alamat(rencana, "tetapkan")).status_code == 403
    assert not VersiRad.objects.exists()
