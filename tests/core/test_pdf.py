"""buat_pdf as its users see it: the file, its numbers, its failures, what it refuses to load."""

import hashlib
import http.server
import io
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import page
import pikepdf
import psutil
import pypdf
import pytest

from p3aks.core import pdf
from p3aks.core.pdf.cap import kata_penyambung
from p3aks.core.pdf.penulis import Penulis, rujuk
from p3aks.core.pdf.tembolok import Tembolok, bungkus

AKAR = Path(__file__).resolve().parents[2]
PROFIL = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
GAYA = (
    "@page{{size:{ukuran};margin:25mm 20mm 25mm 30mm}}"
    "html{{font:12pt/1.5 'TeX Gyre Bonum'}}h1,h2{{font-size:12pt}}"
)
TEGAK, REBAH = "215mm 330mm", "330mm 215mm"
BOM = "<table><tr><td colspan=1000000>x</td></tr></table>"


def html(isi: str, ukuran: str = TEGAK) -> str:
    gaya = GAYA.format(ukuran=ukuran)
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title>'
        f"<style>{gaya}</style></head><body>{isi}</body></html>"
    )


def batang_tubuh(pasal: int = 8, judul: str = "PERATURAN BUPATI") -> str:
    """A regulation whose every article starts with its own number and word."""
    isi = "".join(
        f"<h2 id=p{i}>Pasal {i}</h2><p>({i}) Ketentuan{i} " + f"isi{i} " * 260 + "</p>"
        for i in range(1, pasal + 1)
    )
    return f"<h1>{judul}</h1><p><a href='#p{pasal}'>pasal akhir</a></p>{isi}"


def lampiran_tabel(baris: int = 60) -> str:
    isi = "".join(f"<tr><td>{i}<td>Aksi nomor {i} bagi korban</tr>" for i in range(baris))
    return (
        "<h1>LAMPIRAN</h1><table style='width:200mm'><thead><tr><th>No<th>Aksi</thead>"
        f"<tbody>{isi}</tbody></table>"
    )


@pytest.fixture(autouse=True)
def huruf(tmp_path_factory, monkeypatch, tmp_path):
    """Bookman from the project itself, whatever this machine has installed; a cache per test."""
    konf = tmp_path_factory.getbasetemp() / "fonts.conf"
    if not konf.exists():
        konf.write_text(
            f"<fontconfig><dir>{AKAR / 'static/fonts'}</dir>"
            f"<cachedir>{konf.parent / 'fontconfig'}</cachedir></fontconfig>"
        )
    monkeypatch.setenv("FONTCONFIG_FILE", str(konf))
    monkeypatch.setenv("P3AKS_VAR", str(tmp_path / "var"))


@pytest.fixture
def buat(tmp_path):
    """Make a PDF with usual arguments; return the path and the result."""
    nomor = itertools.count()

    def _buat(*potongan, **pilihan):
        tujuan = tmp_path / f"hasil-{next(nomor)}.pdf"
        bagian = [p if isinstance(p, pdf.Potongan) else pdf.Potongan(html(p)) for p in potongan]
        argumen = {"judul": "Peraturan Bupati tentang Uji", "penulis": "Bagian Hukum", **pilihan}
        return tujuan, pdf.buat_pdf(bagian, tujuan, **argumen)

    return _buat


def teks(berkas: Path) -> list[str]:
    return [h.extract_text() for h in pypdf.PdfReader(berkas).pages]


def patuh(berkas: Path) -> None:
    for profil in PROFIL:
        laporan = page.validate_pdf(str(berkas), profile=profil)
        assert laporan.is_compliant, [(f.rule_id, f.message) for f in laporan.failures]


def anak_saya() -> list[psutil.Process]:
    return [a for a in psutil.Process().children() if "p3aks.core.pdf.mesin" in a.cmdline()]


@pytest.fixture(scope="module")
def sambungan(tmp_path_factory):
    """One joined document with everything on: body, landscape annex, restarted annex."""
    konf = tmp_path_factory.getbasetemp() / "fonts.conf"
    with pytest.MonkeyPatch.context() as m:
        if not konf.exists():
            konf.write_text(f"<fontconfig><dir>{AKAR / 'static/fonts'}</dir></fontconfig>")
        m.setenv("FONTCONFIG_FILE", str(konf))
        tujuan = tmp_path_factory.mktemp("pdf") / "sambungan.pdf"
        hasil = pdf.buat_pdf(
            [
                pdf.Potongan(html(batang_tubuh())),
                pdf.Potongan(html(lampiran_tabel(), REBAH)),
                pdf.Potongan(html(batang_tubuh(4, "LAMPIRAN II")), nomor="ulang"),
            ],
            tujuan,
            judul="Peraturan Bupati tentang Uji",
            penulis="Bagian Hukum",
            tanda_air="RANCANGAN",
            kata_sambung=True,
            lampiran=[
                ("rad.json", "application/json", b'{"a": 1}'),
                ("rad.csv", "text/csv", b"a\n1"),
            ],
            dibuat=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
        )
        yield tujuan, hasil


def test_file_tunggal_adalah_pdf_a_3a_dan_pdf_ua_1(buat):
    tujuan, hasil = buat(batang_tubuh())
    patuh(tujuan)
    assert hasil.sha256 == hashlib.sha256(tujuan.read_bytes()).hexdigest()
    assert hasil.ukuran == tujuan.stat().st_size
    assert hasil.halaman == len(pypdf.PdfReader(tujuan).pages) > 3


def test_validator_menolak_file_yang_tidak_bertag():
    """Guards the checks above: they must be able to fail."""
    kosong = pikepdf.new()
    kosong.add_blank_page()
    wadah = io.BytesIO()
    kosong.save(wadah)
    for profil in PROFIL:
        assert not page.validate_pdf_bytes(wadah.getvalue(), profile=profil).is_compliant


def test_sambungan_lengkap_tetap_patuh(sambungan):
    patuh(sambungan[0])


def test_banyak_bagian_disambung_utuh(buat):
    """Many parts, joined by a fresh child: tags, links, numbers and order survive."""
    judul = [f"BAGIAN-{i}" for i in range(23)]
    isi = [f"<h1>{j}</h1><p id=t>tujuan</p><p><a href='#t'>kembali</a></p>" for j in judul]
    tujuan, hasil = buat(*isi)
    patuh(tujuan)
    assert hasil.halaman == len(judul)
    for i, (teks_halaman, j) in enumerate(zip(teks(tujuan), judul, strict=True), start=1):
        assert j in teks_halaman
        assert (f"- {i} -" in teks_halaman) is (i > 1)
    dokumen = pikepdf.open(tujuan)
    for h in dokumen.pages:
        assert h.obj.Annots[0].Dest[0].objgen == h.obj.objgen
    assert len(dokumen.Root.StructTreeRoot.K[0].K) == 3 * len(judul)


def test_nomor_halaman_lanjut_lalu_ulang(sambungan):
    halaman = teks(sambungan[0])
    baca = pypdf.PdfReader(sambungan[0])
    mulai_ulang = next(i for i, t in enumerate(halaman) if "LAMPIRAN II" in t.split("...")[0])
    for i, isi in enumerate(halaman):
        nomor = i + 1 if i < mulai_ulang else i - mulai_ulang + 1
        assert (f"- {nomor} -" in isi) is (nomor > 1), (i, isi[:80])
        assert baca.page_labels[i] == str(nomor)
    rebah = [float(h.mediabox.width) for h in baca.pages]
    assert pytest.approx(609.4, abs=1) == rebah[0]
    assert pytest.approx(935.4, abs=1) == max(rebah)


def test_nomor_halaman_di_tengah_atas(buat):
    tujuan, _ = buat(batang_tubuh())
    letak = {}

    def catat(isi, _cm, tm, *_):
        if isi.strip() == "- 2 -":
            letak["x"], letak["y"] = tm[4], tm[5]

    pypdf.PdfReader(tujuan).pages[1].extract_text(visitor_text=catat)
    tengah = (30 + (215 - 20)) / 2 * 72 / 25.4
    assert letak["x"] < tengah < letak["x"] + 40
    assert letak["y"] > (330 - 25) * 72 / 25.4


def test_tanpa_nomor_halaman(buat):
    tujuan, _ = buat(batang_tubuh(), nomor_halaman=False)
    assert not any("- 2 -" in t for t in teks(tujuan))


def test_kata_penyambung_adalah_kata_pertama_halaman_berikutnya(buat):
    polos = teks(buat(batang_tubuh(), nomor_halaman=False)[0])
    bersambung = teks(buat(batang_tubuh(), nomor_halaman=False, kata_sambung=True)[0])
    assert len(polos) > 3
    for ini, nanti, asli in zip(bersambung, polos[1:], polos, strict=False):
        kata = kata_penyambung(nanti.split()[:2])
        assert ini.split() == asli.split() + kata.split()
    assert bersambung[-1] == polos[-1]


def test_kata_penyambung_tidak_melompati_penomoran_ulang(sambungan):
    halaman = teks(sambungan[0])
    akhir = next(i for i, t in enumerate(halaman) if "LAMPIRAN II" in t) - 1
    assert "..." not in halaman[akhir]
    assert "..." in halaman[0]


@pytest.mark.parametrize(
    ("kata", "harapan"),
    [
        (["BAB", "II"], "BAB II ..."),
        (["Pasal", "5"], "Pasal 5 ..."),
        (["(2)", "Setiap"], "(2) Setiap ..."),
        (["b.", "bahwa,"], "b. bahwa ..."),
        (["perlindungan;", "dan"], "perlindungan ..."),
        (["anak"], "anak ..."),
        ([], ""),
    ],
)
def test_bentuk_kata_penyambung(kata, harapan):
    assert kata_penyambung(kata) == harapan


def test_tanda_air_tidak_mengubah_lapisan_teks(buat):
    polos, _ = buat(batang_tubuh(2))
    bertanda, _ = buat(batang_tubuh(2), tanda_air="RANCANGAN")
    assert teks(polos) == teks(bertanda)
    isi = pypdf.PdfReader(bertanda).pages[0].get_contents().get_data()
    assert b"/Watermark" in isi
    assert isi.index(b"/Watermark") < isi.index(b"BT"), "the watermark lies behind the text"
    patuh(bertanda)


def test_penanda_buku_dari_semua_bagian(sambungan):
    baca = pypdf.PdfReader(sambungan[0])

    def ratakan(butir):
        for b in butir:
            if isinstance(b, list):
                yield from ratakan(b)
            else:
                yield b.title, baca.get_destination_page_number(b)

    garis = list(ratakan(baca.outline))
    judul = [j for j, _ in garis]
    assert judul == [
        "PERATURAN BUPATI",
        *(f"Pasal {i}" for i in range(1, 9)),
        "LAMPIRAN",
        "LAMPIRAN II",
        *(f"Pasal {i}" for i in range(1, 5)),
    ]
    halaman = teks(sambungan[0])
    assert all(j in halaman[h] for j, h in garis)


def test_tautan_dalam_tiap_bagian_menuju_halamannya_sendiri(sambungan):
    dokumen = pikepdf.open(sambungan[0])
    nomor = {h.obj.objgen: i for i, h in enumerate(dokumen.pages)}
    halaman = teks(sambungan[0])
    tautan = [
        (i, nomor[c.Dest[0].objgen])
        for i, h in enumerate(dokumen.pages)
        for c in h.obj.get("/Annots", ())
    ]
    assert len(tautan) == 2
    assert "Pasal 8" in halaman[tautan[0][1]]
    assert "Pasal 4" in halaman[tautan[1][1]]
    assert tautan[1][1] > tautan[1][0] > tautan[0][1]


def test_pohon_tag_memuat_semua_halaman_dan_lingkup_judul_kolom(sambungan):
    dokumen = pikepdf.open(sambungan[0])
    akar = dokumen.Root.StructTreeRoot
    assert [str(k.S) for k in akar.K] == ["/Document"]
    halaman = {k.Pg.objgen for k in akar.K[0].K}
    assert halaman == {h.obj.objgen for h in dokumen.pages}
    peta = list(akar.ParentTree.Nums)
    assert [int(n) for n in peta[::2]] == sorted({int(n) for n in peta[::2]})
    for h in dokumen.pages:
        induk = peta[2 * int(h.obj.StructParents) + 1]
        assert all(u.Pg.objgen == h.obj.objgen for u in induk)
    tabel = next(k for k in akar.K[0].K if k.S == "/Table")
    assert all(sel.A.Scope == "/Column" for sel in tabel.K[0].K[0].K)


def test_lampiran_data_tersimpan_utuh(sambungan):
    dokumen = pikepdf.open(sambungan[0])
    assert json.loads(dokumen.attachments["rad.json"].get_file().read_bytes()) == {"a": 1}
    assert dokumen.attachments["rad.csv"].get_file().read_bytes() == b"a\n1"
    assert {str(f.AFRelationship) for f in dokumen.Root.AF} == {"/Data"}


def test_keterangan_dokumen(sambungan):
    dokumen = pikepdf.open(sambungan[0])
    assert dokumen.Root.Lang == "id"
    assert dokumen.Root.ViewerPreferences.DisplayDocTitle
    with dokumen.open_metadata() as meta:
        assert meta["dc:title"] == "Peraturan Bupati tentang Uji" == str(dokumen.docinfo.Title)
        assert meta["pdfaid:part"] == "3"
        assert meta["pdfaid:conformance"] == "A"
        assert meta["xmp:CreateDate"] == "2026-11-22T02:00:00+00:00"


def test_masukan_sama_hasil_sama(buat):
    argumen = {"tanda_air": "RANCANGAN", "kata_sambung": True}
    a, hasil_a = buat(batang_tubuh(3), lampiran_tabel(5), **argumen)
    b, hasil_b = buat(batang_tubuh(3), lampiran_tabel(5), **argumen)
    assert teks(a) == teks(b)
    assert hasil_a == hasil_b


def test_hanya_alamat_data_yang_dibuka(buat, tmp_path):
    """A file, a server and a stylesheet named in the document stay untouched and unembedded."""
    rahasia = tmp_path / "rahasia.txt"
    rahasia.write_text("ISI-RAHASIA")
    diminta = []

    class Pelayan(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            diminta.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Pelayan) as pelayan:
        threading.Thread(target=pelayan.serve_forever, daemon=True).start()
        luar, dalam = f"http://127.0.0.1:{pelayan.server_port}", rahasia.as_uri()
        tujuan, _ = buat(
            f"<h1>Uji</h1><link rel=attachment href='{dalam}'><img alt=a src='{luar}/a.png'>"
            f"<a rel=attachment href='{dalam}'>b</a><object data='{luar}/c'></object>"
            f"<style>@import '{luar}/d.css';@font-face{{font-family:x;src:url({luar}/e)}}</style>"
            f"<svg width=9 height=9><title>s</title><image href='{luar}/f.png'/></svg>"
            f"<p style='font-family:x;background:url({dalam})'>isi</p>"
        )
        pelayan.shutdown()
    assert diminta == []
    assert not pikepdf.open(tujuan).attachments
    with pikepdf.open(tujuan) as dokumen:
        aliran = [o.read_bytes() for o in dokumen.objects if isinstance(o, pikepdf.Stream)]
    assert not any(b"ISI-RAHASIA" in a for a in aliran)
    assert "isi" in teks(tujuan)[0]


def test_pembatalan_menghentikan_anak_dan_menyisakan_file_lama(buat, tmp_path):
    lama = tmp_path / "hasil-0.pdf"
    lama.write_bytes(b"lama")
    awal = time.monotonic()
    with pytest.raises(pdf.GalatDibatalkan, match="dibatalkan"):
        buat(BOM, batal=lambda: time.monotonic() - awal > 1)
    assert anak_saya() == []
    assert lama.read_bytes() == b"lama"
    assert [b.name for b in tmp_path.iterdir()] == ["hasil-0.pdf"]


@pytest.mark.parametrize("batas", [pdf.Batas(detik=1.5), pdf.Batas(cpu=1)])
def test_batas_waktu(buat, batas):
    with pytest.raises(pdf.GalatTerlaluLama, match="batas waktu"):
        buat(BOM, batas=batas)
    assert anak_saya() == []


def test_batas_memori(buat):
    with pytest.raises(pdf.GalatMemori, match="Memori"):
        buat(lampiran_tabel(20_000), batas=pdf.Batas(memori=420 * 1024**2))


@pytest.mark.parametrize(
    ("isi", "batas"),
    [
        ("<div>" * 4000 + "x", pdf.Batas()),
        (batang_tubuh(9), pdf.Batas(halaman=2)),
        ("x" * 2000, pdf.Batas(html=1000)),
    ],
    ids=["bersarang", "halaman", "html"],
)
def test_dokumen_terlalu_besar(buat, isi, batas):
    with pytest.raises(pdf.GalatTerlaluBesar, match="terlalu besar"):
        buat(isi, batas=batas)


def test_batas_halaman_berlaku_untuk_seluruh_dokumen(buat):
    with pytest.raises(pdf.GalatTerlaluBesar):
        buat(batang_tubuh(4), batang_tubuh(4), batang_tubuh(4), batas=pdf.Batas(halaman=4))


def test_tanpa_huruf_bookman_tidak_ada_dokumen(buat, monkeypatch, tmp_path):
    konf = tmp_path / "kosong.conf"
    konf.write_text("<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>")
    for nilai in (str(konf), str(tmp_path / "tidak-ada.conf"), ""):
        monkeypatch.setenv("FONTCONFIG_FILE", nilai)
        with pytest.raises(pdf.GalatHuruf, match="Bookman"):
            buat("<h1>Uji</h1>")


def test_mesin_yang_mati_menjadi_pesan(buat):
    def bunuh():
        while not (anak := anak_saya()):
            time.sleep(0.05)
        time.sleep(0.5)
        anak[0].send_signal(signal.SIGSEGV)

    pembunuh = threading.Thread(target=bunuh)
    pembunuh.start()
    with pytest.raises(pdf.GalatMesin, match="berhenti tiba-tiba"):
        buat(BOM)
    pembunuh.join()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="PR_SET_PDEATHSIG is Linux's")
def test_anak_mati_bersama_induknya(tmp_path):
    program = (
        "from pathlib import Path; from p3aks.core.pdf import *;"
        f"buat_pdf([Potongan({html(BOM)!r})], Path({str(tmp_path / 'x.pdf')!r}),"
        "judul='u', penulis='u')"
    )
    induk = subprocess.Popen([sys.executable, "-c", program], cwd=AKAR, env=os.environ.copy())
    try:
        batas = time.monotonic() + 20
        while not (anak := psutil.Process(induk.pid).children()) and time.monotonic() < batas:
            time.sleep(0.05)
        time.sleep(1)
    finally:
        induk.kill()
        induk.wait()
    assert anak
    assert psutil.wait_procs(anak, timeout=5)[1] == []


def test_anak_berprioritas_rendah_dan_tanpa_rahasia(buat, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "jangan-bocor")
    lihat = {}

    def intip():
        for anak in anak_saya():
            if (baik := anak.nice()) >= 10:
                lihat.update(nice=baik, env=anak.environ())
        return bool(lihat)

    with pytest.raises(pdf.GalatDibatalkan):
        buat(BOM, batal=intip, batas=pdf.Batas(detik=20))
    assert lihat["nice"] >= 10
    assert "SECRET_KEY" not in lihat["env"]


def test_tembolok_hanya_mencetak_yang_berubah(buat, tmp_path):
    def cetak(*isi, **pilihan):
        bagian = [pdf.Potongan(html(i), kunci="1") for i in isi]
        return buat(*bagian, tembolok=tmp_path / "cache", **pilihan)

    a, b, c = batang_tubuh(2), lampiran_tabel(4), lampiran_tabel(5)
    asli, pertama = cetak(a, b)
    assert pertama.dari_tembolok == 0
    assert cetak(a, c)[1].dari_tembolok == 1
    ulang, kedua = cetak(a, b)
    assert kedua.dari_tembolok == 2
    assert ulang.read_bytes() == asli.read_bytes()
    # Another look of the same parts is another file, made from the same parts.
    assert cetak(a, b, tanda_air="RANCANGAN")[1].sha256 != pertama.sha256


def test_tembolok_bawaan_ada_di_folder_data_dan_tertutup_bagi_yang_lain(buat, tmp_path):
    _, pertama = buat(pdf.Potongan(html(batang_tubuh(1)), kunci="1"))
    _, kedua = buat(pdf.Potongan(html(batang_tubuh(1)), kunci="1"))
    assert (pertama.dari_tembolok, kedua.dari_tembolok) == (0, 1)
    folder = tmp_path / "var/cache/pdf"
    assert list(folder.iterdir())
    assert folder.stat().st_mode & 0o077 == 0


def test_satu_bagian_rahasia_membuat_seluruh_file_tidak_disimpan(buat, tmp_path):
    buat(pdf.Potongan(html("<h1>a</h1>"), kunci="1"), pdf.Potongan(html("<h1>NAMA-KORBAN</h1>")))
    isi = list((tmp_path / "var/cache/pdf").iterdir())
    assert [b.name.split("-")[0] for b in isi] == ["bagian"]


def test_tanpa_kunci_tidak_ada_yang_disimpan(buat, tmp_path):
    tujuan, hasil = buat(batang_tubuh(2))
    assert not (tmp_path / "var").exists()
    assert hasil.halaman == len(pypdf.PdfReader(tujuan).pages)


def test_isi_tembolok_yang_rusak_dicetak_ulang(buat, tmp_path):
    bagian = [pdf.Potongan(html(batang_tubuh(2)), kunci="1")]
    _, pertama = buat(*bagian, tembolok=tmp_path / "cache")
    for berkas in (tmp_path / "cache").iterdir():
        berkas.write_bytes(berkas.read_bytes()[:-9])
    _, kedua = buat(*bagian, tembolok=tmp_path / "cache")
    assert kedua == pertama


def test_tembolok_membuang_yang_paling_lama_tidak_dipakai(tmp_path):
    simpanan = Tembolok(tmp_path / "c", maksimum=3500)
    for i in range(4):
        os.utime(simpanan.simpan(f"n{i}", bungkus({}, b"x" * 1000)), (i, i))
    assert simpanan.ambil("n0")  # touched: now the youngest
    simpanan.pangkas()
    assert simpanan.ambil("n1") is None
    assert all(simpanan.ambil(f"n{i}") for i in (0, 2, 3))


def test_kemajuan_naik_sampai_selesai(buat):
    langkah = []
    buat(batang_tubuh(4), lampiran_tabel(30), kemajuan=lambda p, t: langkah.append((p, t)))
    persen = [p for p, _ in langkah]
    assert persen == sorted(set(persen))
    assert langkah[-1] == (100, "Selesai")
    assert any("dari 2" in t for _, t in langkah)


def tulis(dokumen: pikepdf.Pdf) -> bytes:
    """The file that ``Penulis`` makes of a whole document."""
    wadah = io.BytesIO()
    penulis = Penulis(wadah)
    nomor = penulis.salin(dokumen, [dokumen.Root])[dokumen.Root.objgen[0]]
    sidik, ukuran = penulis.tutup(nomor, nomor)
    assert (sidik, ukuran) == (hashlib.sha256(wadah.getvalue()).hexdigest(), wadah.tell())
    return wadah.getvalue()


@pytest.mark.parametrize("panjang", [40, 998])
def test_akhir_aliran_tidak_pernah_kembali_gerobak(panjang):
    """Data that ends in CR would run into the line feed before endstream."""
    dokumen = pikepdf.new()
    data = b"a" * panjang + b"\r"
    dokumen.Root.Metadata = dokumen.make_stream(data, Type=pikepdf.Name.Metadata)
    hasil = tulis(dokumen)
    assert b"\r\nendstream" not in hasil
    dibuka = pikepdf.open(io.BytesIO(hasil))
    assert dibuka.check_pdf_syntax() == []
    assert dibuka.Root.Metadata.read_raw_bytes() == data + b"\n"


def test_teks_yang_mirip_rujukan_tetap_teks():
    """The writer renumbers references in printed objects; strings and names are not references."""
    isi = {
        "Satu": pikepdf.String("lihat 1 0 R (bukan 2 0 R) dan \\ 3 0 R /P3Rujuk.4"),
        "Dua": pikepdf.String("é) 5 0 R ("),
        "Tiga": pikepdf.String(bytes(range(256))),
        "Empat": pikepdf.Name("/Satu#20 7"),
        "Lima": pikepdf.Array([1, 0, 2, pikepdf.Array([pikepdf.Dictionary(A=None, B=1.5)])]),
    }
    dokumen = pikepdf.new()
    for nama, nilai in isi.items():
        dokumen.Root[f"/{nama}"] = dokumen.make_indirect(nilai) if nama != "Satu" else nilai
    dibuka = pikepdf.open(io.BytesIO(tulis(dokumen)))
    for nama, nilai in isi.items():
        assert dibuka.Root[f"/{nama}"].unparse(resolved=True) == nilai.unparse(resolved=True)


def test_objek_dari_dua_file_menunjuk_objek_bersama():
    """More objects than one object stream holds, a forward reference, and a shared object."""
    wadah = io.BytesIO()
    penulis = Penulis(wadah)
    bersama = penulis.pesan()
    nomor = []
    for huruf in ("a", "b"):
        sumber = pikepdf.new()
        rantai = sumber.make_indirect(pikepdf.Dictionary(Akhir=rujuk(bersama)))
        for i in range(250):
            rantai = sumber.make_indirect(pikepdf.Dictionary(Nama=f"{huruf}{i}", Berikut=rantai))
        nomor.append(penulis.salin(sumber, [rantai])[rantai.objgen[0]])
    akhir = pikepdf.new()
    akhir.Root.Bagian = pikepdf.Array([rujuk(n) for n in nomor])
    milik = akhir.make_indirect(pikepdf.Dictionary(Milik="bersama"))
    peta = penulis.salin(akhir, [milik, akhir.Root], [bersama])
    penulis.tutup(peta[akhir.Root.objgen[0]], peta[akhir.Root.objgen[0]])
    dibuka = pikepdf.open(io.BytesIO(wadah.getvalue()))
    ujung = []
    for simpul in dibuka.Root.Bagian:
        nama, kini = [], simpul
        while "/Nama" in kini:
            nama.append(str(kini.Nama))
            kini = kini.Berikut
        assert nama == [f"{nama[0][0]}{i}" for i in reversed(range(250))]
        ujung.append(kini.Akhir)
    assert ujung[0].objgen == ujung[1].objgen == (bersama, 0)
    assert ujung[0].Milik == "bersama"
