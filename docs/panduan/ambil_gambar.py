"""Take the guide's pictures anew: ``.venv/bin/python -m docs.panduan.ambil_gambar``.

Starts the demo in a throw-away folder (web server and document worker, SQLite), walks through it
as each role does in the guide, and replaces ``docs/panduan/gambar/*.png``. A step that no longer
exists stops the walk, so the guide cannot quietly drift away from the pages.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, sync_playwright

from p3aks.bootstrap.lingkungan import lingkungan_anak, siapkan_proses
from p3aks.bootstrap.rahasia import kunci_baru

AKAR = Path(__file__).resolve().parents[2]
GAMBAR = Path(__file__).resolve().parent / "gambar"
SANDI = "sandi-demo-untuk-gambar-panduan"
BERKAS_CACAT = AKAR / "data/contoh/rad-opd-seperti-diterima.xlsx"
LEBAR, TINGGI, LEBAR_PONSEL = 1280, 800, 360
BATAS_BITA = 120 * 1024
WARNA = 192
AKSI = "Layanan konseling bagi ibu dan anak di pengungsian"
CERITA = "Tetangga bercerita anak itu sering dipukul di rumah. (DEMO)"
SURAT = "wati@contoh.invalid"
# Places of the demo cases in the list, once the report from the village has become the first.
TERSEGEL, ANAK, KONFLIK = 2, 3, 4


def _menjawab(alamat: str, proses: subprocess.Popen) -> None:
    for _ in range(300):
        if proses.poll() is not None:
            raise RuntimeError("Server web berhenti sebelum siap.")
        try:
            with urllib.request.urlopen(alamat, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{alamat} tidak menjawab.")


@contextmanager
def sistem() -> Iterator[str]:
    """Yield the address of a running demo; stop and remove it afterwards."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        port = soket.getsockname()[1]
    with tempfile.TemporaryDirectory() as var:
        env = {
            **lingkungan_anak(),
            "DEBUG": "true",
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "P3AKS_VAR": var,
            "P3AKS_DEMO_PASSWORD": SANDI,
            "P3AKS_KUNCI_DATA": kunci_baru(),
            "P3AKS_KUNCI_INDEKS": kunci_baru(),
            "LOG_LEVEL": "WARNING",
        }
        for perintah in (["migrate", "--verbosity", "0"], ["demo"]):
            subprocess.run(  # noqa: S603 - our own commands
                [sys.executable, "manage.py", *perintah], cwd=AKAR, env=env, check=True
            )
        web = ["gunicorn", "p3aks.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        web += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
        kerja = ["celery", "-A", "p3aks.celery", "worker", "-Q", "default,dokumen,rahasia"]
        kerja += ["--concurrency", "1", "--loglevel", "WARNING"]
        proses = [
            subprocess.Popen([sys.executable, "-m", *p], cwd=AKAR, env=env)  # noqa: S603
            for p in (web, kerja)
        ]
        try:
            _menjawab(f"http://127.0.0.1:{port}/sehat/", proses[0])
            yield f"http://127.0.0.1:{port}"
        finally:
            for p in proses:
                p.terminate()
            for p in proses:
                p.wait(30)


class Juru:
    """Somebody at a browser who takes pictures of what they see."""

    def __init__(self, peramban: Browser, alamat: str, lebar: int = LEBAR) -> None:
        self.alamat, self.lebar = alamat, lebar
        konteks = peramban.new_context(
            viewport={"width": lebar, "height": TINGGI},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        self.page = konteks.new_page()
        self.page.set_default_timeout(20_000)

    def buka(self, jalur: str) -> None:
        """Open *jalur*, which may be a whole address."""
        self.page.goto(jalur if jalur.startswith("http") else self.alamat + jalur)

    def masuk(self, nama: str) -> None:
        """Log in as demo account *nama*."""
        self.page.context.clear_cookies()
        self.buka("/masuk/")
        self.page.locator("[name=login]").fill(nama)
        self.page.locator("[name=password]").fill(SANDI)
        self.tekan("Masuk", persis=True)
        self.page.wait_for_url(self.alamat + "/")

    def tekan(self, tombol: str, *, persis: bool = False) -> None:
        """Press the last button of that name (the first of a form is the one Enter presses)."""
        self.page.get_by_role("button", name=tombol, exact=persis).last.click()

    def ikuti(self, tautan: str) -> None:
        """Follow the first link of that name."""
        self.page.locator("main").get_by_role("link", name=tautan).first.click()

    def lipatan(self, teks: str) -> None:
        """Open the folded part of that name."""
        self.page.locator("summary", has_text=teks).first.click()

    def foto(self, nama: str, tinggi: int = TINGGI, bagian: Locator | None = None) -> None:
        """Keep the top *tinggi* pixels of the page, or of its column that starts at *bagian*."""
        self.page.wait_for_load_state()
        self.page.evaluate("document.activeElement?.blur()")
        x, y, lebar = 0, 0, self.lebar
        if bagian:
            x, y, lebar = bagian.evaluate(
                "e => { const r = e.getBoundingClientRect();"
                " return [r.x - 12, r.y + scrollY - 12, r.width + 24]; }"
            )
        bita = self.page.screenshot(
            full_page=True,
            animations="disabled",
            clip={"x": x, "y": y, "width": lebar, "height": tinggi},
        )
        berkas = GAMBAR / f"{nama}.png"
        gambar = Image.open(BytesIO(bita)).convert("RGB")
        gambar.quantize(WARNA, dither=Image.Dither.NONE).save(berkas, optimize=True)
        if berkas.stat().st_size > BATAS_BITA:
            raise RuntimeError(f"{berkas.name} lebih besar dari {BATAS_BITA // 1024} KB.")


def perangkat_daerah(juru: Juru) -> None:
    """Fill in an action with a slip, hand it in, repair the returned one in two windows."""
    h = juru.page
    juru.buka("/masuk/")
    juru.foto("masuk", 700)
    juru.masuk("opd")
    juru.foto("beranda-opd", 680)
    juru.ikuti("Tambah aksi")
    h.locator("#id_bidang").select_option(label="Penanganan")
    h.locator("#id_sasaran").fill("Korban pulih secara fisik dan psikis")
    h.locator("#id_uraian").fill(AKSI)
    h.locator("#id_nomenklatur").fill("rujukan perempuan korban")
    juru.tekan("Cari sub kegiatan")
    juru.foto("aksi-kode", 840, h.locator("#apa"))
    h.get_by_role("button", name="Pilih 2.08.03.2.02.0002").click()
    h.locator("#id_indikator-0-nama").fill("Jumlah ibu dan anak yang didampingi konselor")
    h.locator("#id_indikator-0-satuan").fill("orang")
    h.locator("#id_indikator-0-baseline").fill("40")
    for n, tahun in enumerate(range(2025, 2030)):
        h.locator(f"#id_indikator-0-target_{tahun}").fill(str(50 + 10 * n))
        h.locator(f"#id_anggaran-0-pagu_{tahun}").fill("75.000.000")
    h.locator("#id_anggaran-0-sumber").select_option(label="DAU")
    h.locator("#id_indikator-0-arah").select_option("naik")
    juru.foto("aksi-angka", 1170, h.locator("#diukur"))
    h.locator("#id_indikator-0-arah").select_option("")
    h.locator("#id_anggaran-0-pagu_2026").fill("75 juta")
    juru.tekan("Simpan dan ajukan")
    juru.foto("aksi-galat", 420)
    h.locator("#id_indikator-0-arah").select_option("naik")
    h.locator("#id_anggaran-0-pagu_2026").fill("75.000.000")
    juru.tekan("Simpan dan ajukan")
    juru.foto("aksi-diajukan", 700)
    juru.buka("/")
    juru.ikuti("Perbaiki: Pelayanan kesehatan")
    juru.foto("aksi-dikembalikan", 560)
    juru.ikuti("Perbaiki")
    _dua_jendela(juru)


def _dua_jendela(juru: Juru) -> None:
    """The same form saved twice: the second one is shown what the first one stored."""
    h = juru.page
    lain = h.context.new_page()
    lain.goto(h.url)
    lain.locator("#id_indikator-0-target_2027").fill("58")
    lain.get_by_role("button", name="Simpan perubahan").last.click()
    lain.close()
    h.locator("#id_indikator-0-target_2027").fill("60")
    juru.tekan("Simpan perubahan")
    juru.foto("aksi-bentrok", 600)
    juru.tekan("Simpan isian saya")


def sekretariat(juru: Juru) -> None:
    """Read what is handed in, return one, fix a version, look at a faulty spreadsheet."""
    h = juru.page
    juru.masuk("sekretariat")
    matriks = h.get_by_role("link", name="Buka matriks RAD").get_attribute("href")
    juru.buka(f"{matriks}impor/")
    h.locator("input[type=file]").set_input_files(BERKAS_CACAT)
    juru.tekan("Periksa berkas")
    juru.foto("impor-temuan", 760)
    juru.tekan("Buang")
    juru.buka("/rad/telaah/")
    juru.foto("telaah", 760)
    juru.ikuti(AKSI)
    juru.lipatan("Kembalikan dengan alasan")
    h.locator("[name=alasan]").fill("Mohon sebut sumber angka baseline 2024.")
    juru.foto("kembalikan", 690)
    juru.tekan("Kembalikan", persis=True)
    juru.buka(f"{matriks}tetapkan/")
    juru.foto("tetapkan", 580)
    h.locator("[name=keterangan]").fill("Hasil rapat koordinasi 20 November 2026")
    juru.tekan("Tetapkan versi 2")
    juru.buka("/perbup/")
    juru.ikuti("Rencana Aksi")
    peraturan = h.url
    juru.buka(f"{peraturan}sunting/opsi/")
    h.locator("#id_versi_rad").select_option(label="RAD P3AKS 2025\N{EN DASH}2029 versi 2")
    juru.tekan("Simpan")
    juru.buka(peraturan)
    juru.lipatan("Kirim ke harmonisasi")
    juru.foto("perbup-rancangan", 780)
    juru.tekan("Ya, kirim ke harmonisasi")


def bagian_hukum(juru: Juru) -> None:
    """Write a paragraph with references, make the text final, record number and dates."""
    h = juru.page
    juru.masuk("hukum")
    juru.buka("/perbup/")
    juru.ikuti("Rencana Aksi")
    peraturan = h.url
    juru.buka(f"{peraturan}sunting/")
    h.get_by_role("link", name="Sunting Pasal 6", exact=True).click()
    juru.tekan("Lihat pratinjau")
    juru.foto("perbup-pasal")
    juru.buka(peraturan)
    juru.lipatan("Kirim ke fasilitasi gubernur")
    juru.tekan("Ya, kirim ke fasilitasi gubernur")
    juru.lipatan("Jadikan final")
    juru.tekan("Ya, jadikan final")
    catatan = h.locator("form[action$='/catat/']")
    for ruas, nilai in {
        "nomor": "21",
        "tahun": "2026",
        "tanggal_ditetapkan": "20 November 2026",
        "tanggal_diundangkan": "20 November 2026",
        "nomor_berita_daerah": "21",
    }.items():
        catatan.locator(f"[name={ruas}]").fill(nilai)
    juru.foto("perbup-catat", 1150, h.locator("section:has(> #fakta)"))
    juru.tekan("Simpan catatan")
    juru.lipatan("Tandai diundangkan")
    juru.tekan("Ya, tandai diundangkan")
    juru.tekan("Buat PDF")
    h.get_by_role("link", name="Unduh").wait_for(timeout=120_000)
    juru.foto("dokumen", 680)
    juru.buka(h.locator("a[href*='/verifikasi/']").get_attribute("href"))
    juru.foto("verifikasi", 720)


def pembaca(juru: Juru) -> None:
    """Bappeda's look at the plan, and everybody's account page."""
    juru.masuk("bappeda")
    juru.ikuti("Buka matriks RAD")
    juru.foto("matriks-bappeda")
    juru.page.get_by_role("link", name="Akun saya").click()
    juru.foto("dua-langkah", 640)


def patbm(juru: Juru) -> None:
    """A report from the village on a phone: questions, what to do, sent."""
    h = juru.page
    juru.masuk("patbm")
    juru.buka("/kasus/lapor/")
    juru.foto("patbm-tanya", 900)
    for kotak in h.locator("input[value=TIDAK]").all():
        kotak.check()
    for nama in ("anak", "kdrt"):
        h.locator(f"[name=t_{nama}][value=YA]").check()
    juru.tekan("Lihat yang harus dilakukan")
    juru.foto("patbm-hasil", 560, h.locator("section:has(> #hasil)"))
    h.locator("[name=cerita]").fill(CERITA)
    h.locator("[name=tempat]").select_option(label="Di rumah")
    h.locator("[name=kelamin][value=P]").check()
    h.locator("[name=jabatan]").select_option(label="Bukan, atau tidak tahu")
    juru.tekan("Kirim laporan")
    juru.foto("patbm-terkirim", 760)


def manajer_kasus(juru: Juru) -> None:
    """Take a report over, ask for consent, refer, propose the end of a case."""
    h = juru.page
    juru.masuk("manajer")
    juru.ikuti("Terima pengaduan")
    juru.tekan("Terima sebagai kasus")
    juru.buka("/kasus/")
    juru.foto("kasus-daftar", 620)
    anak, konflik = (_kasus(juru, n) for n in (ANAK, KONFLIK))
    juru.buka(f"{anak}rujukan/")
    juru.ikuti("Tanyakan persetujuan")
    _persetujuan(juru, "Orang tua/wali")
    h.locator("[name=wali_nama]").fill("DEMO Terlapor 3")
    h.locator("[name=wali_hubungan]").select_option(label="Ayah tiri")
    juru.tekan("Catat persetujuan")
    juru.foto("kasus-wali", 330, h.locator("fieldset", has=h.locator("[name=wali_nama]")))
    juru.buka(konflik)
    juru.foto("kasus-ringkasan", 760)
    juru.buka(f"{konflik}rujukan/")
    juru.ikuti("Tanyakan persetujuan")
    _persetujuan(juru, "Penerima manfaat sendiri")
    juru.tekan("Catat persetujuan")
    juru.ikuti("Buat rujukan")
    h.locator("[name=instansi]").select_option(label="RSUD dr. R. Koesma (RSUD/RS)")
    for ruas in ("jenis", "sektor"):
        h.locator(f"[name={ruas}]").select_option(label="Kesehatan")
    h.get_by_label("Persetujuan yang tercatat").check()
    h.locator("[name=ringkasan]").fill("Korban A diancam sekelompok orang dan sulit tidur. (DEMO)")
    h.locator("[name=pesan]").fill("Mohon pemeriksaan kesehatan. Jawab lewat sistem. (DEMO)")
    juru.tekan("Lihat paketnya")
    juru.foto("kasus-pratinjau", 960)
    juru.tekan("Kirim rujukan")
    juru.tekan("Buat surat")
    h.get_by_role("link", name="Unduh").wait_for(timeout=120_000)
    _usulkan_terminasi(juru, konflik)


def _kasus(juru: Juru, letak: int) -> str:
    """Return the address of a demo case by its place in the list, newest first."""
    tautan = juru.page.locator("tbody th a").nth(letak)
    return juru.alamat + str(tautan.get_attribute("href"))


def _persetujuan(juru: Juru, pemberi: str) -> None:
    """Fill in what is shared with the health sector, and who says so."""
    h = juru.page
    h.locator("[name=sektor]").select_option(label="Kesehatan")
    for data in ("Jenis kelamin dan kelompok usia", "Bentuk kekerasan", "Ringkasan kejadian"):
        h.get_by_label(data).check()
    h.get_by_label(pemberi, exact=True).check()


def _usulkan_terminasi(juru: Juru, kasus: str) -> None:
    h = juru.page
    juru.buka(f"{kasus}penanganan/")
    for _ in range(h.get_by_role("button", name="Tandai selesai").count()):
        juru.tekan("Tandai selesai")
    juru.buka(f"{kasus}terminasi/")
    h.locator("[name=alasan]").select_option(label="Permintaan penerima manfaat")
    h.locator("[name=ringkasan]").fill("Penerima manfaat pindah dan merasa aman. (DEMO)")
    for kotak in h.locator("main fieldset input[type=checkbox]").all():
        kotak.check()
    juru.tekan("Usulkan terminasi")
    h.get_by_text("Menunggu supervisor").first.wait_for()


def mitra(juru: Juru) -> None:
    """The packet as the hospital reads it, and its answer."""
    juru.masuk("mitra")
    juru.foto("mitra-beranda", 380)
    juru.ikuti("Jawab rujukan")
    juru.foto("mitra-paket", 900)
    juru.tekan("Terima rujukan")
    juru.ikuti("R-")
    juru.foto("mitra-hasil", 330, juru.page.locator("section:has(> #selesai)"))


def pengawas(juru: Juru) -> None:
    """The supervisor decides and opens a seal; the data protection officer judges it."""
    h = juru.page
    juru.masuk("manajer")
    juru.buka("/kasus/")
    kode = h.locator("tbody th a").nth(TERSEGEL).inner_text()
    juru.masuk("supervisor")
    juru.buka("/kasus/beban/")
    juru.foto("supervisor-beban", 700)
    juru.buka("/")
    juru.ikuti("Putuskan")
    juru.ikuti("Baca usulan terminasi")
    juru.foto("supervisor-terminasi", 560, h.locator("section:has(> .judul > #usulan)"))
    juru.buka("/kasus/segel/")
    h.locator("[name=kode]").fill(kode)
    h.locator("[name=alasan]").fill("Korban di IGD dan tim tidak dapat dihubungi malam ini.")
    juru.foto("supervisor-segel", 720)
    h.locator("[name=bukti]").fill(SANDI)
    juru.tekan("Buka segel")
    juru.masuk("ppdp")
    juru.ikuti("Nilai pembukaan segel")
    if h.locator("ul.tugas a").count():
        juru.ikuti(kode)
    juru.foto("ppdp-telaah", 920)
    juru.buka("/kasus/jejak/")
    h.locator("[name=kode]").fill(kode)
    juru.tekan("Tampilkan jejak")
    juru.foto("ppdp-jejak", 620)
    juru.buka("/kasus/insiden/baru/")
    juru.foto("ppdp-insiden", 820)


def pengelola(juru: Juru) -> None:
    """A case role is proposed by one person and decided by another."""
    h = juru.page
    juru.masuk("admin")
    juru.buka("/pokja/akun/baru/")
    # Not a demo account: those get their roles at once.
    for ruas, nilai in {"nama": "Wati DEMO", "username": "wati", "email": SURAT}.items():
        h.locator(f"[name={ruas}]").fill(nilai)
    juru.tekan("Buat akun")
    h.locator("select[name=peran]").select_option(label="Pendamping")
    h.locator("[name=lembaga]").select_option(
        label="Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak"
    )
    h.locator("[name=dasar]").fill("SK Kepala Dinas Nomor 12 Tahun 2026 (DEMO)")
    juru.foto("akun-usulan", 900)
    juru.tekan("Usulkan peran")
    juru.masuk("sekretaris")
    juru.buka("/pokja/akun/")
    juru.foto("akun-putusan", 480)
    juru.tekan("Setujui")


def main() -> None:
    """Take all pictures."""
    GAMBAR.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    # The document fonts are for the PDF engine; the browser has the machine's own.
    env = {k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"}
    with sistem() as alamat, sync_playwright() as p:
        peramban = p.chromium.launch(
            executable_path=chromium, env=env, args=["--no-sandbox", "--disable-gpu"]
        )
        ponsel = Juru(peramban, alamat, LEBAR_PONSEL)
        ponsel.masuk("opd")
        ponsel.foto("beranda-ponsel", 720)
        juru = Juru(peramban, alamat)
        for langkah in (perangkat_daerah, sekretariat, bagian_hukum, pembaca):
            langkah(juru)
        patbm(ponsel)
        for langkah in (manajer_kasus, mitra, pengawas, pengelola):
            langkah(juru)
        peramban.close()


if __name__ == "__main__":
    siapkan_proses()
    main()
