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

AKAR = Path(__file__).resolve().parents[2]
GAMBAR = Path(__file__).resolve().parent / "gambar"
SANDI = "sandi-demo-untuk-gambar-panduan"
BERKAS_CACAT = AKAR / "data/contoh/rad-opd-seperti-diterima.xlsx"
LEBAR, TINGGI, LEBAR_PONSEL = 1280, 800, 360
BATAS_BITA = 120 * 1024
WARNA = 192
AKSI = "Layanan konseling bagi ibu dan anak di pengungsian"


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
            "LOG_LEVEL": "WARNING",
        }
        for perintah in (["migrate", "--verbosity", "0"], ["demo"]):
            subprocess.run(  # noqa: S603 - our own commands
                [sys.executable, "manage.py", *perintah], cwd=AKAR, env=env, check=True
            )
        web = ["gunicorn", "p3aks.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        web += ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
        kerja = ["celery", "-A", "p3aks.celery", "worker", "-Q", "default,dokumen"]
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
        self.page.evaluate("document.activeElement.blur()")
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
    h.locator("#id_versi_rad").select_option(label="RAD P3AKS 2025-2029 versi 2")
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
        peramban.close()


if __name__ == "__main__":
    siapkan_proses()
    main()
