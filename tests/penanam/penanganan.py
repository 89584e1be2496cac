"""What is done for a victim: help, assessment, plan, consent, referral, shelter, mediation, end."""

import datetime as dt

from django.utils import timezone

from kasus.documents.paket import RUAS
from p3aks.core.formatting import tanggal, tanggal_waktu
from tests.penanam import Berkas, Panggung, cari_pk, pasangan, pilihan, semua_pk, u

HAL = "penanganan"
PAKET = "/kasus/paket/{}/"
BAGIAN = ("bio", "psiko", "sosial", "spiritual", "kebutuhan", "harapan", "rencana_aman")
PERNYATAAN = ("pilihan_penerima", "bebas_tekanan", "tidak_berulang", "mediator_terlatih")


def langkah(p: Panggung, b: Berkas) -> None:
    """Facts, emergency, assessment, plan, service, follow-up, tie to a conflict."""
    m = p.manajer
    m.isi(
        u("korban_ubah", b.pk, b.korban),
        ranah_manual="KDRT",
        alasan_ranah=b.kenari("cerita", "korban_ubah"),
    )
    m.isi(u("identifikasi", b.pk), jenis="on", risiko="TINGGI", kewenangan="KABKOTA")
    darurat = b.kenari("cerita", HAL)
    m.isi(u("kedaruratan", b.pk), korban=[b.korban], jenis="KESEHATAN", uraian=darurat)
    lembar = p.pendamping.buka(u("asesmen_baru", b.pk, b.korban))
    bagian = {n: b.kenari("cerita", HAL, "asesmen_ubah") for n in BAGIAN}
    p.pendamping.kirim(lembar, u("asesmen_baru", b.pk, b.korban), selesaikan="ya", **bagian)
    m.isi(
        u("rencana_baru", b.pk, b.korban),
        tujuan=b.kenari("cerita", HAL, "rencana_ubah"),
        disusun_dengan="PENERIMA",
        butir__0__jenis="KESEHATAN",
        butir__0__uraian=b.kenari("cerita", HAL, "rencana_ubah"),
        butir__1__jenis="PSIKOLOGIS",
        butir__1__uraian=b.kenari("cerita", HAL, "rencana_ubah", "rencana_baru"),
    )
    pk = cari_pk(m.buka(u(HAL, b.pk)), "/rencana/{}/ubah/")
    m.isi(u("rencana_sepakati", b.pk, pk), u("rencana_ubah", b.pk, pk))
    lembar = m.buka(u("layanan_baru", b.pk, b.korban))
    kesehatan, uraian = pilihan(lembar, "Kesehatan"), b.kenari("cerita", HAL)
    m.kirim(
        lembar,
        u("layanan_baru", b.pk, b.korban),
        butir=kesehatan,
        selesai="on",
        uraian=uraian,
    )
    batal = cari_pk(m.buka(u(HAL, b.pk)), "/butir/{}/batal/")
    m.isi(u("butir_batal", b.pk, batal), alasan=b.kenari("cerita", HAL))
    hasil = b.kenari("cerita", HAL)
    m.isi(u("pemantauan_baru", b.pk, b.korban), terhubung="ya", hasil=hasil)
    alasan = b.kenari("cerita", "konflik")
    m.isi(u("konflik_usul", b.pk, b.korban), keterkaitan="DUGAAN", alasan=alasan)
    lembar = p.supervisor.buka(u("konflik", b.pk))
    tolak = u("konflik_tolak", b.pk, cari_pk(lembar, "/konflik/{}/tolak/"))
    p.supervisor.kirim(lembar, tolak, catatan=b.kenari("cerita", "konflik"))


def rujukan(p: Panggung, b: Berkas) -> None:
    """Consent to every field; preview, send, print; read, accepted and finished by the partner."""
    m = p.manajer
    mitra = pasangan(["mitra"], "paket", "dokumen_unduh") + pasangan(["manajer"], "dokumen_unduh")
    m.isi(
        u("persetujuan_baru", b.pk, b.korban),
        sektor="KESEHATAN",
        pemberi="SENDIRI",
        ruas=list(RUAS),
        alasan=b.alasan("rujukan"),
    )
    m.isi(u("persetujuan_baru", b.pk, b.korban), sektor="STATISTIK", pemberi="SENDIRI")
    _rujuk(
        p,
        b,
        alasan=b.alasan("rujukan_baru", "rujukan"),
        ringkasan=b.kenari("cerita", "rujukan_baru", juga=mitra),
        pesan=b.kenari("cerita", "rujukan_baru", juga=mitra),
    )
    lembar = m.buka(u("rujukan", b.pk))
    pk = cari_pk(lembar, "/rujukan/{}/surat/")
    dokumen = cari_pk(m.kirim(lembar, u("surat_buat", b.pk, pk)), "/kasus/dokumen/{}/")
    p.milik(b, pk, dokumen)
    p.cetak(dokumen)
    p.unduhan["surat-rujukan.pdf"] = m.buka(u("dokumen_unduh", dokumen))
    p.mitra.buka(u("paket_daftar"))
    p.mitra.isi(u("paket_terima", pk), u("paket", pk))
    p.mitra.buka(u("dokumen_unduh", dokumen))
    hasil = b.kenari("cerita", "rujukan", juga=pasangan(["mitra"], "paket"))
    p.mitra.isi(u("paket_selesai", pk), u("paket", pk), hasil=hasil)
    sudah = semua_pk(p.mitra.buka(u("paket_daftar")), PAKET)
    _rujuk(
        p,
        b,
        dasar="KEWAJIBAN",
        sektor="HUKUM",
        jenis="BANTUAN_HUKUM",
        alasan=b.kenari("alasan", "rujukan_baru", "rujukan"),
        pesan=b.kenari("cerita", "rujukan_baru", juga=mitra),
    )
    (lain,) = semua_pk(p.mitra.buka(u("paket_daftar")), PAKET) - sudah
    p.milik(b, lain)
    p.mitra.isi(u("paket_tolak", lain), u("paket", lain), alasan=b.kenari("alasan", "rujukan"))


def _rujuk(p: Panggung, b: Berkas, **ubah: str) -> None:
    alamat = u("rujukan_baru", b.pk, b.korban)
    lembar = p.manajer.buka(alamat)
    isian = {
        "instansi": pilihan(lembar, "RSUD"),
        "jenis": "KESEHATAN",
        "sektor": "KESEHATAN",
        "dasar": "PERSETUJUAN",
        "langkah": "lihat",
        **ubah,
    }
    pratinjau = p.manajer.kirim(lembar, alamat, status=(200,), **isian)
    p.manajer.kirim(pratinjau, alamat, langkah="kirim")


def wali(p: Panggung, b: Berkas) -> None:
    """A guardian consents for a child; the guardian's NIK is compared and not kept."""
    p.manajer.isi(
        u("persetujuan_baru", b.pk, b.korban),
        sektor="PSIKOSOSIAL",
        pemberi="WALI",
        ruas=["profil", "kejadian"],
        wali_nama=b.kenari("nama"),
        wali_hubungan="Ibu",
        wali_nik=b.kenari("nik"),
        dipastikan="on",
        alasan=b.alasan("rujukan"),
    )


def pendukung(p: Panggung, b: Berkas) -> None:
    """Shelter, its extension, and a conference with the partner."""
    m = p.manajer
    lembar = m.buka(u("penampungan_masuk", b.pk, b.korban))
    m.kirim(
        lembar,
        u("penampungan_masuk", b.pk, b.korban),
        fasilitas=pilihan(lembar, "Kenanga"),
        pada=_sekarang(),
        catatan=b.kenari("cerita", "pendukung"),
    )
    lembar = p.supervisor.buka(u("pendukung", b.pk))
    panjang = u("penampungan_perpanjang", b.pk, cari_pk(lembar, "/penampungan/{}/perpanjang/"))
    alasan = b.kenari("alasan", "pendukung")
    p.supervisor.kirim(lembar, panjang, sampai=_lusa(), alasan=alasan)
    m.buka(u("pendukung", b.pk))
    peserta = pasangan(["mitra"], "konferensi")
    baru = m.isi(
        u("konferensi_baru", b.pk),
        pada=_sekarang(),
        tempat=b.kenari(
            "pendek", "konferensi", "pendukung", juga=peserta + pasangan(["mitra"], "notifikasi")
        ),
        bahan=b.kenari("cerita", "konferensi", juga=peserta),
    )
    pk = cari_pk(baru, "/kasus/konferensi/{}/")
    p.milik(b, pk)
    konferensi = m.buka(u("konferensi", pk))
    m.kirim(
        konferensi,
        u("konferensi", pk),
        pengguna=pilihan(konferensi, "Yusuf Effendi", "Mitra"),
        keperluan=b.kenari("pendek", "konferensi", juga=peserta),
        tingkat="2",
    )
    m.isi(
        u("konferensi_hasil", pk),
        hasil=b.kenari("cerita", "konferensi", "konferensi_hasil", juga=peserta),
        kunci="ya",
    )
    p.mitra.buka(u("konferensi", pk))


def mediasi(p: Panggung, b: Berkas) -> None:
    """Two assessments, then a mediation that comes to an end."""
    m = p.manajer
    m.isi(u("identifikasi", b.pk), jenis="on", risiko="RENDAH", kewenangan="KABKOTA")
    aman = dict.fromkeys(("bio", "psiko", "sosial", "kebutuhan", "rencana_aman"), "Aman.")
    m.isi(u("asesmen_baru", b.pk, b.korban), jenis="BIOPSIKOSOSIAL", selesaikan="ya", **aman)
    psikolog = b.kenari("nama", HAL)
    m.isi(
        u("asesmen_baru", b.pk, b.korban),
        jenis="PSIKOLOG",
        psikolog=psikolog,
        selesaikan="ya",
        **aman,
    )
    m.isi(
        u("mediasi_mulai", b.pk, b.korban),
        jenis="PERDATA",
        pokok=b.kenari("cerita", "pendukung"),
        mediator=b.kenari("pendek", "pendukung"),
        pada=_sekarang(),
        **dict.fromkeys(PERNYATAAN, "on"),
    )
    lembar = m.buka(u("pendukung", b.pk))
    selesai = u("mediasi_selesai", b.pk, cari_pk(lembar, "/mediasi/{}/selesai/"))
    m.kirim(lembar, selesai, sepakat="0", hasil=b.kenari("cerita", "pendukung"))


def akhir(p: Panggung, b: Berkas) -> None:
    """The end: proposed, returned, proposed again, decided; opened again."""
    usulan = {"rencana_aman_ditinjau": "on", "sepakat": "on", "boleh_kembali": "on"}
    for putusan in ("kembalikan", "setujui"):
        penjelasan = {
            f"penjelasan_{ruas}": b.kenari("cerita", "terminasi")
            for ruas in ("kebutuhan_terpenuhi", "rencana_selesai")
        }
        ringkasan = b.kenari("cerita", "terminasi", HAL)
        isian = {**usulan, **penjelasan, "ringkasan": ringkasan}
        p.manajer.isi(u("terminasi", b.pk), alasan="PERMINTAAN", **isian)
        lembar = p.supervisor.buka(u("terminasi", b.pk))
        tujuan = u(f"terminasi_{putusan}", b.pk, cari_pk(lembar, f"/terminasi/{{}}/{putusan}/"))
        catatan = b.kenari("cerita", "terminasi", HAL) if putusan == "kembalikan" else None
        p.supervisor.kirim(lembar, tujuan, catatan=catatan)
    alasan = b.kenari("cerita", "terminasi", HAL)
    p.manajer.isi(u("buka_kembali", b.pk), u(HAL, b.pk), alasan=alasan)


def _sekarang() -> str:
    return tanggal_waktu(timezone.now())


def _lusa() -> str:
    return tanggal(timezone.localdate() + dt.timedelta(days=20))
