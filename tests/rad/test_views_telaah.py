"""The reviewers' inbox."""

import dataclasses
import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from pokja.enums import Peran
from rad.actions import aksi as tindakan
from rad.documents import telaah as kotak
from rad.enums import StatusAksi
from rad.models import Aksi, Nomenklatur
from tests.rad.bantu_aksi import IsiAnggaran, diajukan, dikembalikan, draf, isi
from tests.rad.bantu_matriks import banyak, kueri, teks

TELAAH = "/rad/telaah/"


def satu(user):
    """The only row of the inbox of *user*."""
    (hasil,) = kotak.susun(user, list(kotak.dengan_kelengkapan(kotak.antrean(user))))
    return hasil


def test_oldest_first_with_days_of_waiting(masuk, rad, opd_a, opd_b, sekretariat):
    baru = diajukan(opd_a, rad, "Baru masuk")
    lama = diajukan(opd_b, rad, "Sudah lama")
    Aksi.objects.filter(pk=lama.pk).update(diajukan_pada=timezone.now() - dt.timedelta(days=3))
    halaman = teks(masuk(sekretariat).get(TELAAH))
    assert halaman.index("Sudah lama") < halaman.index("Baru masuk")
    assert "menunggu 3 hari" in halaman
    assert "diajukan hari ini" in halaman
    assert "2 aksi menunggu keputusan" in halaman
    assert kotak.antrean(sekretariat).get(pk=baru.pk)


def test_only_submissions_are_in_the_inbox(masuk, rad, opd_a, sekretariat):
    draf(opd_a, rad, "Masih draf")
    dikembalikan(opd_a, rad, sekretariat, uraian="Sudah kembali")
    halaman = teks(masuk(sekretariat).get(TELAAH))
    assert "Masih draf" not in halaman
    assert "Sudah kembali" not in halaman
    assert "Tidak ada yang menunggu keputusan" in halaman


def test_second_submission_shows_what_changed_and_why_it_was_returned(
    masuk, rad, opd_a, sekretariat
):
    aksi = dikembalikan(opd_a, rad, sekretariat, alasan="Pagu terlalu kecil.")
    isi_baru = dataclasses.replace(
        isi(opd_a.lembaga), anggaran=[IsiAnggaran("pad", {2026: Decimal(90_000_000)})]
    )
    tindakan.simpan(by=opd_a, rad=rad, aksi=aksi, isi=isi_baru)
    tindakan.ajukan(by=opd_a, aksi=Aksi.objects.get(pk=aksi.pk))
    baris = satu(sekretariat)
    assert baris.ke == 2
    assert baris.perubahan == [("Pagu 2026 (PAD)", "Rp85.000.000", "Rp90.000.000")]
    assert baris.alasan == "Pagu terlalu kecil."
    halaman = teks(masuk(sekretariat).get(TELAAH))
    assert "pengajuan ke-2" in halaman
    assert "Rp85.000.000 Rp90.000.000" in halaman


def test_first_submission_says_so(masuk, rad, opd_a, sekretariat):
    diajukan(opd_a, rad)
    assert satu(sekretariat).perubahan == []
    assert "pengajuan pertama" in teks(masuk(sekretariat).get(TELAAH))


def test_flags_what_is_missing(masuk, rad, opd_a, sekretariat):
    aksi = diajukan(opd_a, rad, anggaran=[], nomenklatur="")
    assert satu(sekretariat).kekurangan == ["Belum teranggarkan", "Belum ada kode sub kegiatan"]
    aksi.indikator.get().target.filter(tahun=2027).delete()
    assert "Target belum lengkap" in satu(sekretariat).kekurangan
    aksi.indikator.all().delete()
    assert "Belum ada indikator" in satu(sekretariat).kekurangan
    assert "Belum ada indikator" in teks(masuk(sekretariat).get(TELAAH))


def test_complete_action_has_no_flag(rad, opd_a, sekretariat):
    Nomenklatur.objects.create(
        kode="2.08.02.2.02.0006", nama="Ada", jenis="sub_kegiatan", versi="1", tahun_mulai=2021
    )
    diajukan(opd_a, rad)
    assert satu(sekretariat).kekurangan == []
    assert satu(sekretariat).kembar == []


def test_twin_of_another_institution_is_linked(masuk, rad, opd_a, opd_b, sekretariat, orang):
    diajukan(opd_a, rad, "Peta  rawan")
    kembar = draf(opd_b, rad, "peta rawan")
    halaman = masuk(sekretariat).get(TELAAH).content.decode()
    assert reverse("rad:aksi_detail", args=[kembar.pk]) in halaman
    # A koordinator may not read the other bidang's draft, so does not hear of it either.
    koordinator = orang("koordinator", Peran.KOORDINATOR_BIDANG, bidang="pencegahan")
    Aksi.objects.filter(pk=kembar.pk).update(bidang="penanganan")
    assert satu(koordinator).kembar == []


def test_filter_by_institution(masuk, rad, opd_a, opd_b, sekretariat):
    diajukan(opd_a, rad, "Milik Dinkes")
    diajukan(opd_b, rad, "Milik Disdik")
    client = masuk(sekretariat)
    halaman = teks(client.get(TELAAH, {"opd": opd_b.lembaga_id}))
    assert "Milik Disdik" in halaman
    assert "Milik Dinkes" not in halaman
    assert client.get(TELAAH, {"opd": "ngawur", "sesudah": "x_y"}).status_code == 200


def test_pages_of_fifty_cover_everything_once(masuk, rad, opd_a, sekretariat):
    semua = banyak(rad, [opd_a.lembaga], 120, pengaju=opd_a)
    client, url, lihat = masuk(sekretariat), TELAAH, []
    while url:
        response = client.get(url)
        assert len(response.context["antrean"]) <= 50
        lihat += [a.pk for a in response.context["antrean"]]
        url = response.context["url_sesudah"]
    assert lihat == [a.pk for a in semua]


def test_queries_do_not_grow(masuk, rad, opd_a, opd_b, sekretariat):
    client, biaya = masuk(sekretariat), set()
    for n in (1, 9, 90):
        banyak(rad, [opd_a.lembaga, opd_b.lembaga], n, pengaju=opd_a, awalan=f"Ke-{n}")
        client.get(TELAAH)  # names that a process keeps are kept now
        biaya.add(kueri(client, TELAAH))
    ((milik_rad, _),) = biaya  # the same for 1, 10 and 100 submissions
    assert milik_rad <= 5


def test_koordinator_reads_the_own_bidang_and_decides_nothing(masuk, rad, opd_a, orang):
    diajukan(opd_a, rad, "Milik pencegahan")
    lain = diajukan(opd_a, rad, "Milik penanganan", bidang="penanganan", sasaran="Korban pulih")
    client = masuk(orang("koordinator", Peran.KOORDINATOR_BIDANG, bidang="penanganan"))
    halaman = teks(client.get(TELAAH))
    assert "Milik penanganan" in halaman
    assert "Milik pencegahan" not in halaman
    assert "Setujui" not in halaman
    assert "Kembalikan" not in halaman
    for nama in ("telaah_setujui", "telaah_kembalikan"):
        kirim = {"aksi": [lain.pk], "alasan": "Mohon dicek."}
        assert client.post(reverse(f"rad:{nama}"), kirim).status_code == 403
    lain.refresh_from_db()
    assert lain.status == StatusAksi.DIAJUKAN


@pytest.mark.parametrize("siapa", ["opd_a", "kepala", "bappeda", "hukum", "mantan"])
def test_others_have_no_inbox(request, masuk, rad, siapa):
    client = masuk(request.getfixturevalue(siapa))
    assert client.get(TELAAH).status_code == 403
    assert client.post(reverse("rad:telaah_setujui")).status_code == 403


def test_decisions_are_post_only(masuk, sekretariat):
    client = masuk(sekretariat)
    for nama in ("telaah_setujui", "telaah_kembalikan"):
        assert client.get(reverse(f"rad:{nama}")).status_code == 405


def test_approving_the_ticked(masuk, rad, opd_a, sekretariat, sekretaris):
    dua = [diajukan(opd_a, rad, "Satu"), diajukan(opd_a, rad, "Dua")]
    sendiri = diajukan(sekretariat, rad, "Buatan sendiri", opd=opd_a.lembaga)
    terlambat = diajukan(opd_a, rad, "Terlambat")
    tindakan.setujui(by=sekretaris, aksi=terlambat)
    tidak_dicentang = diajukan(opd_a, rad, "Tidak dicentang")
    pk = [a.pk for a in (*dua, sendiri, terlambat)]
    response = masuk(sekretariat).post(reverse("rad:telaah_setujui"), {"aksi": pk}, follow=True)
    pesan = [str(m) for m in response.context["messages"]]
    assert pesan[0] == "2 aksi disetujui."
    assert pesan[1].startswith("2 dilewati: ")
    assert "“Buatan sendiri” Anda sendiri yang mengajukan" in pesan[1]
    assert "“Terlambat” sudah disetujui Sekretaris, " in pesan[1]
    assert [Aksi.objects.get(pk=a.pk).status for a in dua] == [StatusAksi.DISETUJUI] * 2
    for aksi in (sendiri, tidak_dicentang):
        aksi.refresh_from_db()
        assert aksi.status == StatusAksi.DIAJUKAN


def test_the_tick_carries_the_version_that_was_read(masuk, rad, opd_a, sekretariat):
    aksi = diajukan(opd_a, rad)
    client = masuk(sekretariat)
    (centang,) = re.findall(r'name="aksi" value="([^"]+)"', client.get(TELAAH).content.decode())
    tindakan.tarik(by=opd_a, aksi=aksi)
    tindakan.ajukan(by=opd_a, aksi=aksi)
    for harapan in ("berubah sesudah Anda membacanya", "1 aksi disetujui."):
        kirim = client.post(reverse("rad:telaah_setujui"), {"aksi": [centang]}, follow=True)
        assert harapan in teks(kirim)
        centang = f"{aksi.pk}:{Aksi.objects.get(pk=aksi.pk).versi}"
    assert Aksi.objects.get(pk=aksi.pk).status == StatusAksi.DISETUJUI


def test_own_submission_offers_no_tick(masuk, rad, opd_a, sekretariat):
    aksi = diajukan(sekretariat, rad, opd=opd_a.lembaga)
    halaman = masuk(sekretariat).get(TELAAH).content.decode()
    assert str(aksi.pk) in halaman
    assert f'value="{aksi.pk}' not in halaman
    assert "orang lain yang memutuskan" in halaman


def test_returning_the_ticked_with_one_reason(masuk, rad, opd_a, sekretariat):
    dua = [diajukan(opd_a, rad, "Satu"), diajukan(opd_a, rad, "Dua")]
    client = masuk(sekretariat)
    kirim = {"aksi": [a.pk for a in dua], "alasan": ""}
    response = client.post(reverse("rad:telaah_kembalikan"), kirim)
    assert response.status_code == 422
    halaman = response.content.decode()
    assert "Tuliskan alasannya" in halaman
    assert halaman.count("checked") == 2  # what was ticked stays ticked
    assert Aksi.objects.filter(status=StatusAksi.DIAJUKAN).count() == 2
    kirim["alasan"] = "Lengkapi baseline."
    response = client.post(reverse("rad:telaah_kembalikan"), kirim, follow=True)
    assert "2 aksi dikembalikan." in teks(response)
    assert set(Aksi.objects.values_list("status", flat=True)) == {StatusAksi.DIKEMBALIKAN}


def test_nothing_ticked_is_said(masuk, rad, opd_a, sekretariat):
    diajukan(opd_a, rad)
    for nama in ("telaah_setujui", "telaah_kembalikan"):
        response = masuk(sekretariat).post(
            reverse(f"rad:{nama}"), {"aksi": ["ngawur"], "alasan": "Mohon dicek."}, follow=True
        )
        assert "Centang dahulu" in teks(response)
    assert Aksi.objects.get().status == StatusAksi.DIAJUKAN


def test_filter_is_kept_after_deciding(masuk, rad, opd_a, sekretariat):
    aksi = diajukan(opd_a, rad)
    response = masuk(sekretariat).post(
        reverse("rad:telaah_setujui"), {"aksi": [aksi.pk], "opd": str(opd_a.lembaga_id)}
    )
    assert response.url == f"{TELAAH}?opd={opd_a.lembaga_id}"
