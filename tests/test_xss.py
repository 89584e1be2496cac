"""Hostile text in every field, and every page that shows it: text stays text.

The oracle is the parsed page, not the escaping: whatever a browser would execute, load or obey is
searched among its elements, and the text itself must stand there to be read.
"""

import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from pokja.models import Daerah, Lembaga, Pengguna, Pokja
from rad.actions import aksi as tindakan
from rad.actions import telaah, versi
from rad.documents import XLSX
from rad.models import Aksi, Ayat, Bab, ImporRad, Konsiderans, Paraf, Perbup, Telaah
from tests.orang import dokumen
from tests.rad.bantu_aksi import IsiIndikator, isi
from tests.rad.bantu_perbup import jadikan_final, perbup_terisi, versi_rad
from tests.serangan import MUATAN, RUMUS

TERLARANG = {
    "iframe", "object", "embed", "base", "style", "marquee", "audio", "video", "template", "math",
    "animate", "use", "noscript", "source",
}  # fmt: skip
ALAMAT = ("href", "src", "action", "formaction", "content", "srcdoc", "data", "style", "hx-get")


def periksa_halaman(isi_halaman: bytes, apa: str) -> str:
    """Fail where the page holds anything that a browser would run or fetch for a payload; return
    its text, with the values of its fields."""
    halaman = html.fromstring(isi_halaman.decode())
    tampak = []
    for unsur in halaman.iter():
        if not isinstance(unsur.tag, str):
            assert "alert" not in (unsur.text or ""), f"{apa}: komentar"
            continue
        assert unsur.tag not in TERLARANG, f"{apa}: <{unsur.tag}>"
        if unsur.tag == "script":
            asal = unsur.get("src", "")
            assert asal.startswith("/static/") or unsur.get("type") == "application/json", apa
        for nama, nilai in unsur.attrib.items():
            assert not nama.lower().startswith(("on", "hx-on")), f"{apa}: {nama}"
            if nama in ALAMAT:
                bersih = re.sub(r"[\s\x00-\x20]", "", nilai).lower()
                assert not bersih.startswith(("javascript:", "data:text", "//")), f"{apa}: {nama}"
                assert "jahat.example" not in bersih.partition("?")[0], f"{apa}: {nama}"
            tampak.append(nilai)
        if unsur.tag == "h1":
            assert unsur.text_content().strip() != "Judul palsu", apa
    return " ".join([halaman.text_content(), *tampak])


def rata(teks: str) -> str:
    return " ".join(teks.split())


@pytest.fixture
def tercemar(rad, opd_a, sekretariat, request):
    """A plan, its people and its office names full of payloads; one submitted action for each of
    every fifth payload, or of all where the test asks for them."""
    muatan_aksi = MUATAN[:: getattr(request, "param", 5)]
    Pengguna.objects.filter(pk=opd_a.pk).update(nama=MUATAN[0])
    Pengguna.objects.filter(pk=sekretariat.pk).update(nama=MUATAN[13])
    Lembaga.objects.filter(pk=opd_a.lembaga_id).update(nama=MUATAN[10], singkatan=MUATAN[15])
    Daerah.objects.update(kepala=MUATAN[3], sekda=MUATAN[4], kabag_hukum=MUATAN[5])
    Pokja.objects.update(nomor_sk=MUATAN[6])
    opd = Pengguna.objects.get(pk=opd_a.pk)
    for n, muatan in enumerate(muatan_aksi):
        aksi = tindakan.simpan(
            by=opd,
            rad=rad,
            isi=isi(
                opd.lembaga,
                f"{n} {muatan}",
                sasaran=f"{n % 9} {MUATAN[n % 9]}",
                lokasi=muatan[:200],
                keterangan=muatan,
                indikator=[
                    IsiIndikator(muatan[:300], muatan[:50], "naik", dict.fromkeys(rad.tahun, 1))
                ],
            ),
        )
        telaah.tambah(by=sekretariat, aksi=aksi, isi=muatan, ruas="uraian")
        tindakan.ajukan(by=opd, aksi=aksi)
    return rad


def test_muatan_cukup_banyak():
    assert len(set(MUATAN)) >= 60
    assert len(set(RUMUS)) >= 15


@pytest.mark.parametrize("tercemar", [1], indirect=True)
def test_aksi_dan_catatan_di_setiap_halaman(tercemar, masuk, opd_a, sekretariat):
    rad = tercemar
    semua = list(Aksi.objects.order_by("dibuat_pada"))
    client = masuk(sekretariat)
    for nama in ("matriks", "cetak"):
        alamat = reverse(f"rad:{nama}", args=[rad.pk])
        tampak, n = "", 1
        while (jawaban := client.get(alamat, {"halaman": n})) and n <= 12:
            tampak += rata(periksa_halaman(jawaban.content, f"{nama} {n}"))
            n += 1
            if nama == "cetak":
                break
        for aksi in semua:
            assert rata(aksi.uraian) in tampak, (nama, aksi.uraian)
    tampak = rata(periksa_halaman(client.get(reverse("rad:telaah")).content, "telaah"))
    assert all(rata(a.uraian) in tampak for a in semua[:50])
    for aksi in semua:
        jawaban = client.get(reverse("rad:aksi_detail", args=[aksi.pk]))
        tampak = rata(periksa_halaman(jawaban.content, aksi.uraian))
        assert rata(aksi.uraian) in tampak
        assert rata(aksi.keterangan) in tampak
        assert rata(aksi.indikator.get().nama) in tampak
        assert rata(Telaah.objects.get(aksi=aksi).isi) in tampak
    for nama in ("beranda", "rad:daftar", "rad:dokumen_daftar"):
        periksa_halaman(client.get(reverse(nama)).content, nama)
    periksa_halaman(client.get(reverse("rad:tetapkan", args=[rad.pk])).content, "tetapkan")
    client = masuk(opd_a)
    periksa_halaman(client.get("/").content, "beranda opd")


def test_formulir_mengembalikan_muatan_sebagai_teks(tercemar, masuk, opd_a):
    """The form shows what is stored, a refused form what was typed, a stale one both."""
    client = masuk(opd_a)
    for aksi in Aksi.objects.order_by("dibuat_pada"):
        tindakan.tarik(by=opd_a, aksi=aksi)
        alamat = reverse("rad:aksi_ubah", args=[aksi.pk])
        jawaban = client.get(alamat)
        assert rata(aksi.uraian) in rata(periksa_halaman(jawaban.content, aksi.uraian))
        muatan = aksi.keterangan
        ruas = ("bidang", "uraian", "sasaran", "nomenklatur", "lokasi", "indikator-0-nama")
        kiriman = {
            **dict.fromkeys(ruas, muatan),
            "versi": muatan,
            "indikator-TOTAL_FORMS": "1",
            "indikator-INITIAL_FORMS": "0",
            "indikator-0-baseline": muatan,
            "anggaran-TOTAL_FORMS": "1",
            "anggaran-INITIAL_FORMS": "0",
            "anggaran-0-pagu_2025": muatan,
            "cari_nomenklatur": "ya",
        }
        for isian in (kiriman, {k: v for k, v in kiriman.items() if k != "cari_nomenklatur"}):
            jawaban = client.post(alamat, isian)
            assert jawaban.status_code == 200
            assert rata(muatan) in rata(periksa_halaman(jawaban.content, muatan))


def test_alasan_dan_pesan(tercemar, masuk, opd_a, sekretariat):
    """Reasons come back in messages, on the home page and in the history."""
    for aksi in Aksi.objects.order_by("dibuat_pada")[::2]:
        client, alasan = masuk(sekretariat), aksi.keterangan + "     "
        alamat = reverse("rad:aksi_kembalikan", args=[aksi.pk])
        for _ in range(2):  # the second comes too late and gets its text back
            client.post(alamat, {"alasan": alasan, "versi": aksi.versi})
            jawaban = client.get(reverse("rad:aksi_detail", args=[aksi.pk]))
            assert rata(aksi.keterangan) in rata(periksa_halaman(jawaban.content, alasan))
        periksa_halaman(masuk(opd_a).get("/").content, "beranda")


def test_kata_cari_dan_alamat(tercemar, masuk, sekretariat):
    """What stands in the address comes back in the filter and in links."""
    client = masuk(sekretariat)
    for muatan in MUATAN[::6]:
        alamat = reverse("rad:matriks", args=[tercemar.pk])
        for ruas in ("kata", "opd", "status", "halaman"):
            jawaban = client.get(alamat, {ruas: muatan, "bidang": "pencegahan"})
            tampak = periksa_halaman(jawaban.content, f"{ruas}={muatan}")
            assert ruas != "kata" or rata(muatan) in rata(tampak)
        for lain in (reverse("rad:telaah"), reverse("rad:dokumen_daftar")):
            periksa_halaman(client.get(lain, {"sesudah": muatan, "opd": muatan}).content, muatan)
        isi_saran = client.get(reverse("rad:nomenklatur_cari"), {"q": muatan}).content
        assert b"<script" not in isi_saran


def test_versi_tetap_dan_halaman_publik(tercemar, client, masuk, sekretariat, opd_a):
    for aksi in Aksi.objects.all():
        tindakan.setujui(by=sekretariat, aksi=aksi)
    beku = versi.tetapkan(by=sekretariat, rad=tercemar, keterangan=MUATAN[1])
    daftar = [aksi.uraian for aksi in Aksi.objects.all()]
    dok = dokumen(sekretariat, rad=tercemar, versi=beku)
    for alamat in (
        reverse("publik"),
        reverse("publik_rad", args=[tercemar.pk]),
        reverse("rad:verifikasi", args=[dok.kode]),
    ):
        tampak = rata(periksa_halaman(client.get(alamat).content, alamat))
        if "publik/rad" in alamat:
            assert all(rata(uraian) in tampak for uraian in daftar)
    dalam = masuk(sekretariat)
    for nama, pk in (
        ("rad:versi", beku.pk),
        ("rad:dokumen_detail", dok.pk),
        ("pokja:detail", tercemar.pokja_id),
    ):
        tampak = rata(periksa_halaman(dalam.get(reverse(nama, args=[pk])).content, nama))
        assert rata({"rad:versi": MUATAN[1], "pokja:detail": MUATAN[6]}.get(nama, "")) in tampak
    tampak = periksa_halaman(dalam.get(reverse("pokja:daerah")).content, "daerah")
    assert MUATAN[3] in tampak


def test_naskah_perbup(tuban, rad, lembaga, masuk, sekretariat, hukum):
    """A regulation whose every text is hostile: read, edited, checked, frozen, public."""
    perbup = perbup_terisi(rad, versi_rad(rad, lembaga, sekretariat))
    pasal = list(Ayat.objects.filter(pasal__bab__perbup=perbup).order_by("pk"))
    for n, ayat in enumerate(pasal):
        ayat.isi = MUATAN[n % len(MUATAN)]
        ayat.save()
    for kelas, ruas in ((Konsiderans, "isi"), (Bab, "judul")):
        for n, baris in enumerate(kelas.objects.filter(perbup=perbup)):
            setattr(baris, ruas, MUATAN[-n - 1])
            baris.save()
    Paraf.objects.create(perbup=perbup, jabatan=MUATAN[9])
    Perbup.objects.filter(pk=perbup.pk).update(tentang=MUATAN[2])
    client = masuk(sekretariat)
    for nama in ("perbup_detail", "perbup_periksa", "perbup_sunting", "perbup_opsi"):
        jawaban = client.get(reverse(f"rad:{nama}", args=[perbup.pk]))
        assert jawaban.status_code == 200
        tampak = rata(periksa_halaman(jawaban.content, nama))
        if nama in ("perbup_detail", "perbup_sunting"):
            # The end mark is the drafter's: a semicolon there becomes what the place asks.
            hilang = [a.isi for a in pasal if rata(a.isi).rstrip(";") not in tampak]
            assert not hilang, nama
    ayat = pasal[0]
    alamat = reverse("rad:perbup_pasal", args=[perbup.pk, ayat.pasal_id])
    assert rata(ayat.isi) in rata(periksa_halaman(client.get(alamat).content, "pasal"))
    periksa_halaman(client.get(reverse("rad:perbup_daftar")).content, "daftar")
    jadikan_final(Perbup.objects.get(pk=perbup.pk))
    periksa_halaman(client.get(reverse("rad:perbup_detail", args=[perbup.pk])).content, "final")


def test_rumus_menjadi_teks_di_excel(rad, opd_a, masuk):
    """Export and template: no cell is a formula, and what was written is still there."""
    for n, rumus in enumerate(RUMUS):
        tindakan.simpan(
            by=opd_a,
            rad=rad,
            isi=isi(
                opd_a.lembaga,
                f"{rumus}{n}",
                sasaran=rumus,
                lokasi=rumus,
                keterangan=rumus,
                indikator=[IsiIndikator(rumus, rumus[:50], "naik", dict.fromkeys(rad.tahun, 1))],
            ),
        )
    Lembaga.objects.filter(pk=opd_a.lembaga_id).update(nama="=HYPERLINK(1)", singkatan="+1")
    client = masuk(Pengguna.objects.get(pk=opd_a.pk))
    for nama in ("ekspor", "impor_templat"):
        berkas = _unduh(client, nama, rad)
        with zipfile.ZipFile(io.BytesIO(berkas)) as arsip:
            lembar = [n for n in arsip.namelist() if n.startswith("xl/worksheets/sheet")]
            assert not [n for n in lembar if b"<f>" in arsip.read(n) or b"<f " in arsip.read(n)]
            assert "xl/vbaProject.bin" not in arsip.namelist()
    buku = openpyxl.load_workbook(io.BytesIO(_unduh(client, "ekspor", rad)))
    sel = [s for lembar in buku for baris in lembar.iter_rows() for s in baris if s.value]
    assert not [s.coordinate for s in sel if s.data_type == "f"]
    teks = {s.value for s in sel if s.data_type in ("s", "inlineStr")}
    tersimpan = set(Aksi.objects.values_list("uraian", flat=True))
    assert len(tersimpan) == len(RUMUS)
    assert tersimpan <= teks


def test_pratinjau_impor_dan_berkas_bertanda(tercemar, masuk, opd_a):
    """The same payloads on their way in: the preview shows them, the marked copy stays text."""
    client = masuk(opd_a)
    berkas = _unduh(client, "ekspor", tercemar)
    for aksi in Aksi.objects.all():  # so that the rows are new ones
        Aksi.objects.filter(pk=aksi.pk).update(uraian_normal=str(aksi.pk))
    unggahan = SimpleUploadedFile('<img src=x onerror="a">.xlsx', berkas, XLSX)
    jawaban = client.post(reverse("rad:impor", args=[tercemar.pk]), {"berkas": unggahan})
    assert jawaban.status_code == 302
    jawaban = client.get(jawaban.url)
    assert "alert(1)" in periksa_halaman(jawaban.content, "pratinjau")
    alamat = reverse("rad:impor_bertanda", args=[ImporRad.objects.get().pk])
    bertanda = b"".join(client.get(alamat).streaming_content)
    for lembar in openpyxl.load_workbook(io.BytesIO(bertanda)):
        for baris in lembar.iter_rows():
            assert not [s.coordinate for s in baris if s.data_type == "f"]


def _unduh(client, nama, rad) -> bytes:
    jawaban = client.get(reverse(f"rad:{nama}", args=[rad.pk]))
    assert jawaban.status_code == 200
    return b"".join(jawaban.streaming_content)
