"""Case work in a real browser, at laptop and phone width: from the report of a village volunteer to
the end of the case, with everybody who takes part and those who must see nothing of it."""

import re

import pypdf
import pytest
from playwright.sync_api import expect

from tests.kebocoran import cari
from tests.penanam import PETUGAS, pasangan

pytestmark = pytest.mark.e2e

# What was typed on these pages may be read there by those who took part; the scan knows the rest.
HALAMAN_KASUS = (
    "lapor", "pengaduan_detail", "detail", "kejadian", "identitas", "identitas_ubah", "orang",
    "cari", "penanganan", "asesmen_ubah", "rencana_ubah", "rujukan", "rujukan_baru", "terminasi",
)  # fmt: skip
PEMBACA = [*PETUGAS, "patbm", "mitra"]


def test_dari_laporan_desa_sampai_kasus_berakhir(orang, sarang):
    isi = Isian(sarang, orang.lebar)
    kode = _kader_melapor(orang, isi)
    kasus = _manajer_menerima(orang, isi, kode)
    _manajer_mengenali_dan_menolong(orang, kasus)
    _manajer_menilai_dan_merencanakan(orang)
    rujukan = _manajer_merujuk(orang, isi, kasus)
    _surat_rujukan(orang, isi)
    _mitra_membaca_paket(orang, isi, rujukan, kasus)
    _manajer_mengusulkan_terminasi(orang, kasus)
    _supervisor_memutuskan(orang, kasus)
    _ppdp_melihat_siapa_membuka(orang, kasus)
    _kader_hanya_melihat_status(orang, isi, kode)
    _orang_asing_tidak_melihat(orang, isi, kasus, rujukan)


class Isian:
    """What is typed: every name, number and story a canary of its own."""

    def __init__(self, sarang, lebar: int) -> None:
        boleh = pasangan(PEMBACA, *HALAMAN_KASUS)
        boleh += pasangan(["mitra"], "paket", "dokumen_unduh")
        boleh += pasangan(["manajer"], "dokumen_unduh")

        def baru(jenis: str) -> str:
            return sarang.baru(jenis, f"perjalanan {lebar}", boleh, wajib=False)

        self.cerita, self.nama, self.telepon = baru("cerita"), baru("nama"), baru("telepon")
        self.alamat, self.terlapor, self.nik = baru("alamat"), baru("nama"), baru("nik")
        self.ringkasan, self.pesan, self.hasil = baru("cerita"), baru("cerita"), baru("cerita")
        self.rahasia = (self.nama, self.telepon, self.alamat, self.terlapor, self.nik)


def _kader_melapor(orang, isi) -> str:
    """Twelve questions, what to do, few facts, sent; the report stands in the own list."""
    orang.masuk("patbm")
    orang.lihat("kasus-beranda-patbm")
    halaman = orang.page
    halaman.goto(orang.sistem + "/kasus/lapor/")
    orang.lihat("kasus-lapor-tanya")
    for tanya in halaman.locator(".triase fieldset").all():
        tanya.get_by_label("Tidak", exact=True).check()
    halaman.locator("[name=t_luka][value=YA]").check()
    orang.tekan("Lihat yang harus dilakukan")
    expect(halaman.get_by_role("heading", name="Rujuk ke unit layanan")).to_be_visible()
    halaman.locator("[name=cerita]").fill(isi.cerita)
    halaman.locator("[name=nama_korban]").fill(isi.nama)
    # The sex is missing: the page says so and keeps every word.
    orang.tekan("Kirim laporan")
    assert halaman.locator("[name=cerita]").input_value() == isi.cerita
    orang.lihat("kasus-lapor-galat")
    halaman.locator("[name=kelamin][value=P]").check()
    halaman.locator("[name=usia]").fill("34")
    halaman.locator("[name=tempat]").select_option("RUMAH_TANGGA")
    halaman.locator("[name=kanal]").select_option("TELEPON")
    halaman.locator("[name=telepon]").fill(isi.telepon)
    halaman.locator("[name=alamat]").fill(isi.alamat)
    halaman.locator("[name=jabatan]").select_option("BUKAN")
    halaman.locator("[name=nama_terlapor]").fill(isi.terlapor)
    halaman.locator("[name=hubungan]").select_option("SUAMI_ISTRI")
    halaman.locator("[name=asal]").select_option("KORBAN")
    if halaman.locator("[name=unit]").count():
        orang.pilih("unit", "Sosial")
    orang.lihat("kasus-lapor-isi")
    orang.tekan("Kirim laporan")
    kode = halaman.get_by_role("heading", level=1).inner_text()
    orang.lihat("kasus-lapor-terkirim")
    orang.tekan("Laporan saya", peran="link")
    expect(halaman.get_by_role("link", name=kode)).to_be_visible()
    orang.lihat("kasus-laporan-saya")
    return kode


def _manajer_menerima(orang, isi, kode: str) -> str:
    """The unit finds the report without a name, takes it over, and opens the identity."""
    orang.masuk("manajer")
    halaman = orang.page
    orang.lihat("kasus-beranda-manajer")
    orang.buka("/kasus/pengaduan/")
    orang.lihat("kasus-pengaduan")
    halaman.get_by_role("link", name=kode).click()
    assert isi.nama not in halaman.content()
    orang.lihat("kasus-pengaduan-satu")
    orang.tekan("Terima sebagai kasus")
    expect(halaman.get_by_text("Pengaduan diterima sebagai kasus")).to_be_visible()
    orang.lihat("kasus-baru-diterima")
    kasus = halaman.url
    assert not any(r in halaman.content() for r in isi.rahasia)
    halaman.get_by_role("link", name="Buka identitas orang").click()
    orang.lihat("kasus-identitas-alasan")
    halaman.get_by_label("Untuk apa identitas dibuka").fill("terlalu")
    orang.tekan("Buka identitas")
    expect(halaman.locator("#error_1_id_alasan")).to_be_visible()
    halaman.get_by_label("Untuk apa identitas dibuka").fill("Menyiapkan rujukan ke RSUD sore ini.")
    orang.tekan("Buka identitas")
    expect(halaman.get_by_text(isi.nama)).to_be_visible()
    orang.lihat("kasus-identitas")
    halaman.get_by_role("link", name=re.compile("Ubah|Isi")).first.click()
    halaman.locator("#id_nik").fill(isi.nik)
    orang.lihat("kasus-identitas-ubah")
    orang.tekan("Simpan identitas")
    expect(halaman.get_by_text(isi.nik)).to_be_visible()
    return kasus


def _manajer_mengenali_dan_menolong(orang, kasus: str) -> None:
    """Identification with high risk, then emergency help."""
    halaman = orang.page
    halaman.goto(kasus)
    orang.tekan("Mulai identifikasi", peran="link")
    orang.lihat("kasus-identifikasi")
    halaman.get_by_label("Bentuk kekerasan di atas").check()
    halaman.get_by_label("Tinggi").check()
    halaman.locator("#id_kewenangan").select_option("KABKOTA")
    orang.tekan("Simpan identifikasi")
    expect(halaman.get_by_text("Identifikasi disimpan.")).to_be_visible()
    orang.lihat("kasus-risiko-tinggi")
    orang.tekan("Catat tindakan kedaruratan", peran="link")
    orang.tekan("Catat tindakan kedaruratan", peran="link")
    orang.lihat("kasus-kedaruratan")
    halaman.locator("#id_jenis").select_option("KESEHATAN")
    halaman.locator("#id_uraian").fill("Diantar ke puskesmas; lukanya dirawat.")
    orang.tekan("Catat tindakan")
    expect(halaman.get_by_text("Tindakan kedaruratan dicatat.")).to_be_visible()


def _manajer_menilai_dan_merencanakan(orang) -> None:
    """The assessment in two pieces; a plan of one service, agreed; the service itself."""
    halaman = orang.page
    orang.tekan("Mulai asesmen", peran="link")
    halaman.locator("#id_bio").fill("Lebam di lengan, tidak hamil.")
    orang.tekan("Simpan")
    expect(halaman.get_by_text("Asesmen disimpan.")).to_be_visible()
    orang.tekan("Lanjutkan asesmen", peran="link")
    assert halaman.locator("#id_bio").input_value() == "Lebam di lengan, tidak hamil."
    for ruas in ("psiko", "sosial", "kebutuhan", "rencana_aman"):
        halaman.locator(f"#id_{ruas}").fill("Takut pulang; ingin tinggal di rumah saudara.")
    orang.lihat("kasus-asesmen")
    orang.tekan("Selesaikan asesmen")
    expect(halaman.get_by_text("Asesmen selesai.")).to_be_visible()
    orang.tekan("Susun rencana", peran="link")
    halaman.locator("#id_tujuan").fill("Pulih dan merasa aman.")
    halaman.locator("#id_disusun_dengan").select_option("PENERIMA")
    halaman.locator("#id_butir-0-jenis").select_option("KESEHATAN")
    orang.lihat("kasus-rencana")
    orang.tekan("Simpan rencana")
    orang.tekan("Lanjutkan dan sepakati rencana", peran="link")
    orang.lihat("kasus-rencana-sepakati")
    orang.tekan("Catat kesepakatan")
    orang.tekan("Catat layanan", peran="link")
    halaman.locator("#id_butir").select_option(index=1)
    halaman.locator("#id_selesai").check()
    halaman.locator("#id_uraian").fill("Pemeriksaan dan visum di RSUD.")
    orang.lihat("kasus-layanan")
    orang.tekan("Catat layanan")
    expect(halaman.get_by_text("Layanan dicatat.")).to_be_visible()
    orang.lihat("kasus-penanganan")


def _manajer_merujuk(orang, isi, kasus: str) -> str:
    """Consent for two fields only, preview of exactly these, sent; the letter is asked for."""
    halaman = orang.page
    halaman.goto(kasus + "rujukan/")
    halaman.get_by_role("link", name=re.compile("Tanyakan persetujuan")).click()
    halaman.locator("#id_sektor").select_option("KESEHATAN")
    for ruas in ("profil", "nama", "ringkasan"):
        halaman.locator(f"[name=ruas][value={ruas}]").check()
    halaman.locator("[name=pemberi][value=SENDIRI]").check()
    orang.lihat("kasus-persetujuan")
    orang.tekan("Catat persetujuan")
    halaman.get_by_role("link", name=re.compile("Buat rujukan")).click()
    orang.pilih("instansi", "RSUD")
    halaman.locator("#id_jenis").select_option("KESEHATAN")
    halaman.locator("#id_sektor").select_option("KESEHATAN")
    halaman.locator("[name=dasar][value=PERSETUJUAN]").check()
    halaman.locator("#id_ringkasan").fill(isi.ringkasan)
    halaman.locator("#id_pesan").fill(isi.pesan)
    orang.lihat("kasus-rujukan-baru")
    orang.tekan("Lihat paketnya")
    expect(halaman.get_by_text(isi.nama)).to_be_visible()
    assert not any(r in halaman.content() for r in isi.rahasia[1:])
    orang.lihat("kasus-rujukan-pratinjau")
    orang.tekan("Kirim rujukan")
    kode = halaman.get_by_text(re.compile(r"Rujukan R-\w{8} dikirim")).inner_text()
    orang.lihat("kasus-rujukan")
    return re.search(r"R-\w{8}", kode)[0]


def _surat_rujukan(orang, isi) -> None:
    """Made by the worker of the queue ``rahasia``; its name and its metadata tell nothing."""
    halaman = orang.page
    halaman.get_by_role("button", name=re.compile("Buat surat")).click()
    orang.lihat("kasus-surat-berjalan")
    halaman.get_by_role("link", name="Unduh", exact=True).wait_for(timeout=90_000)
    orang.lihat("kasus-surat-selesai")
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Unduh", exact=True).click()
    assert re.fullmatch(r"surat-rujukan-[\w-]+\.pdf", unduhan.value.suggested_filename)
    pdf = pypdf.PdfReader(unduhan.value.path())
    teks = "".join(h.extract_text() for h in pdf.pages)
    nomor = cari(f"{isi.nama} {isi.ringkasan} {isi.pesan}".encode())
    assert cari(teks.encode()) == nomor
    assert not cari(str(pdf.metadata).encode())


def _mitra_membaca_paket(orang, isi, rujukan: str, kasus: str) -> None:
    """The partner sees the packet and nothing else of the case; accepts, reports the result."""
    orang.masuk("mitra")
    halaman = orang.page
    orang.lihat("kasus-beranda-mitra")
    orang.buka("/kasus/paket/")
    orang.lihat("kasus-paket-daftar")
    halaman.get_by_role("link", name=rujukan).click()
    assert cari(halaman.content().encode()) == cari(
        f"{isi.nama} {isi.ringkasan} {isi.pesan}".encode()
    )
    orang.lihat("kasus-paket")
    orang.tekan("Terima rujukan")
    halaman.locator("[name=hasil]").fill(isi.hasil)
    orang.lihat("kasus-paket-hasil")
    orang.tekan("Kirim hasil")
    assert halaman.goto(kasus).status == 403
    orang.lihat("kasus-ditolak-mitra", ditolak=True)


def _manajer_mengusulkan_terminasi(orang, kasus: str) -> None:
    """The answer is there; a last contact; five ticks of the manager."""
    orang.masuk("manajer")
    halaman = orang.page
    halaman.goto(kasus + "penanganan/")
    orang.tekan("Catat pemantauan", peran="link")
    halaman.locator("[name=terhubung][value=ya]").check()
    halaman.locator("#id_hasil").fill("Merasa aman di rumah saudara, sudah bekerja lagi.")
    orang.lihat("kasus-pemantauan")
    orang.tekan("Catat pemantauan")
    orang.tekan("Usulkan terminasi", peran="link")
    orang.lihat("kasus-terminasi")
    halaman.locator("#id_alasan").select_option("TUNTAS")
    orang.tekan("Usulkan terminasi")
    expect(halaman.locator(".galat").first).to_be_visible()
    orang.lihat("kasus-terminasi-galat")
    for centang in halaman.locator("form.formulir input[type=checkbox]").all():
        centang.check()
    orang.tekan("Usulkan terminasi")
    expect(halaman.get_by_text("Menunggu supervisor", exact=True)).to_be_visible()
    orang.lihat("kasus-terminasi-diusulkan")


def _supervisor_memutuskan(orang, kasus: str) -> None:
    """The sixth tick is somebody else's."""
    orang.masuk("supervisor")
    halaman = orang.page
    orang.lihat("kasus-beranda-supervisor")
    halaman.goto(kasus + "terminasi/")
    orang.lihat("kasus-terminasi-putus")
    orang.tekan("Setujui terminasi")
    expect(halaman.get_by_text("Terminasi disetujui. Kasus ini berakhir.")).to_be_visible()
    orang.lihat("kasus-berakhir")
    halaman.goto(kasus + "akses/")
    pembuka = halaman.locator("section[aria-labelledby=dibuka]")
    expect(pembuka.get_by_text("Maya Sari (DEMO)").first).to_be_visible()
    orang.lihat("kasus-akses")


def _ppdp_melihat_siapa_membuka(orang, kasus: str) -> None:
    """The data protection officer sees who opened what and when, and none of what it says."""
    orang.masuk("ppdp")
    halaman = orang.page
    orang.lihat("kasus-beranda-ppdp")
    orang.buka(f"/kasus/jejak/{kasus.rstrip('/').rpartition('/')[2]}/")
    for nama in ("Maya Sari", "Hadi Purnomo", "Yusuf Effendi"):
        expect(halaman.get_by_text(nama).first).to_be_visible()
    assert not cari(halaman.content().encode())
    orang.lihat("kasus-jejak")
    assert halaman.goto(kasus).status == 403


def _kader_hanya_melihat_status(orang, isi, kode: str) -> None:
    """After the unit has it, the volunteer's page holds code, state and dates."""
    orang.masuk("patbm")
    halaman = orang.page
    orang.buka("/kasus/pengaduan/")
    halaman.get_by_role("link", name=kode).click()
    expect(halaman.get_by_text("Diterima unit")).to_be_visible()
    assert not cari(halaman.content().encode())
    orang.lihat("kasus-laporan-diterima")


def _orang_asing_tidak_melihat(orang, isi, kasus: str, rujukan: str) -> None:
    """Others meet a closed door at every address, and it says nothing."""
    halaman = orang.page
    for nama in ("opd", "bappeda", "admin"):
        orang.masuk(nama)
        assert "/kasus/" not in halaman.locator("header").inner_html()
        for alamat in ("", "identitas/", "rujukan/", "penanganan/", "akses/"):
            assert halaman.goto(kasus + alamat).status in (403, 404)
            assert not cari(halaman.content().encode())
    orang.lihat("kasus-ditolak", ditolak=True)
    halaman.context.clear_cookies()
    halaman.goto(kasus)
    assert "/masuk/" in halaman.url
