"""Supervision and data protection, the report from the village, searches and refused forms."""

from uuid import uuid4

from kasus.aturan.triase import PERTANYAAN
from tests.kebocoran import cari
from tests.penanam import Berkas, Panggung, cari_pk, pasangan, pilihan, semua_pk, u
from tests.penanam.kasus import KEMBAR, KEMBARAN, PEMBACA_ALASAN
from tests.peramban_http import BERSAMA

UNIT = ("manajer", "supervisor")


def supervisi(p: Panggung, b: Berkas) -> None:
    """Data returned, somebody kept out, cases opened beyond one's work, two victims compared."""
    catatan = b.kenari("cerita", "detail")
    p.supervisor.isi(u("verifikasi", b.pk), u("detail", b.pk), alasan=catatan, putusan="kembalikan")
    lembar = p.manajer.buka(u("akses", b.pk))
    auditor = pilihan(lembar, "Indra Wijaya", "Auditor")
    alasan = b.kenari("alasan", "akses")
    p.manajer.kirim(lembar, u("larangan_tambah", b.pk), pengguna=auditor, alasan=alasan)
    for lain in p.berkas[2:7]:
        halaman = p.supervisor.buka(u("detail", lain.pk))
        if halaman.alamat.endswith("/alasan/"):
            alasan = p.sarang.baru("alasan", lain.nama, pasangan(["ppdp"], "penelusuran_telaah"))
            p.supervisor.kirim(halaman, u("alasan_buka", lain.pk), alasan=alasan)
    dugaan = cari_pk(p.ppdp.buka(u("penelusuran")), "/kasus/penelusuran/{}/")
    hasil = p.sarang.baru("alasan", "pelindungan", pasangan(["ppdp"], "penelusuran_telaah"))
    p.ppdp.isi(u("penelusuran_telaah", dugaan), catatan=hasil)
    p.ppdp.buka(u("penelusuran_telaah", dugaan))
    satu, dua = (p.berkas[n - 1] for n in (KEMBAR, KEMBARAN))
    for satu_berkas in (satu, dua):
        p.manajer.buka(u("identitas", satu_berkas.pk))
    banding = u("duplikat_banding", satu.korban, dua.korban)
    alasan = p.sarang.baru("alasan", BERSAMA, pasangan(UNIT, "duplikat"), wajib=False)
    p.manajer.isi(u("duplikat_bukan", satu.korban, dua.korban), banding, alasan=alasan)


def segel(p: Panggung, b: Berkas, sandi: str) -> None:
    """Nobody but the team knows of the sealed case, until its seal is broken with a reason."""
    assert p.supervisor.minta("GET", u("detail", b.pk)).status == 404
    kode = cari_pk(p.manajer.buka(u("detail", b.pk)), "<h1>(K-[A-Z0-9]{8})</h1>")
    telaah = pasangan(["ppdp", "supervisor"], "segel_telaah")
    alasan = p.sarang.baru("alasan", b.nama, telaah)
    p.supervisor.isi(u("buka_segel"), kode=kode, alasan=alasan, bukti=sandi)
    pk = cari_pk(p.ppdp.buka(u("segel_daftar")), "/kasus/segel/{}/")
    p.milik(b, pk)
    catatan = p.sarang.baru("alasan", b.nama, telaah)
    p.ppdp.isi(u("segel_telaah", pk), wajar="ya", catatan=catatan)
    p.ppdp.buka(u("segel_telaah", pk))


def pelindungan(p: Panggung, b: Berkas) -> None:
    """A request of the victim, a breach and its export, the trail of a case, exports."""
    catatan = b.kenari("cerita", "subjek_jejak", juga=pasangan(["ppdp"], "subjek_jejak"))
    p.manajer.isi(u("subjek_baru", b.korban), jenis="JEJAK", catatan=catatan)
    pk = cari_pk(p.ppdp.buka(u("subjek_daftar")), "/kasus/subjek/{}/")
    p.milik(b, pk)
    p.ppdp.isi(
        u("subjek_jejak", pk),
        catatan=b.kenari("cerita", "subjek_jejak", juga=pasangan(["ppdp"], "subjek_jejak")),
    )
    lembar = p.ppdp.buka(u("insiden_baru"))
    isi = {
        ruas: p.sarang.baru("cerita", "insiden", pasangan(["ppdp"], "insiden", "insiden_surat"))
        for ruas in ("data_terungkap", "uraian", "upaya")
    }
    insiden = p.ppdp.kirim(
        lembar, u("insiden_baru"), akun=pilihan(lembar, "Maya Sari", "Manajer"),
        mulai="1 Januari 2020 00.00", selesai="1 Januari 2099 00.00", **isi,
    )  # fmt: skip
    pk = cari_pk(insiden, "/kasus/insiden/{}/")
    p.unduhan["insiden.xlsx"] = p.ppdp.buka(u("insiden_ekspor", pk))
    p.ppdp.buka(u("insiden_surat", pk))
    p.ppdp.isi(u("insiden_langkah", pk), u("insiden", pk), langkah="beritahukan")
    p.ppdp.buka(u("insiden", pk))
    p.ppdp.buka(u("jejak_kasus", b.pk))
    lembar = p.manajer.buka(u("ekspor"))
    for jenis in ("SIMFONI", "GBVIMS"):
        berkas = p.manajer.kirim(lembar, u("ekspor_unduh"), status=(200,), jenis=jenis)
        p.unduhan[jenis] = berkas


def laporan_desa(p: Panggung) -> None:
    """Three reports: one becomes a case, one stays in the village, one is about an official."""
    b = _lapor(p, "laporan 1", luka="YA")
    tambah = b.kenari("cerita", "pengaduan_detail", "detail", "kejadian", juga=_KADER)
    p.patbm.isi(u("pengaduan_tambah", b.pk), u("pengaduan_detail", b.pk), teks=tambah)
    terima = p.manajer.isi(u("pengaduan_terima", b.pk), u("pengaduan_detail", b.pk))
    kasus = cari_pk(terima, "/kasus/{}/")
    p.milik(b, kasus)
    p.manajer.isi(u("identitas", kasus), alasan=b.alasan(juga=PEMBACA_ALASAN))
    sesudah = p.patbm.buka(u("pengaduan_detail", b.pk))
    assert not cari(sesudah.isi), "kader masih membaca laporan yang sudah diterima"
    ringan = _lapor(p, "laporan 2")
    catatan = ringan.kenari("cerita", "pengaduan_detail")
    p.patbm.isi(
        u("pengaduan_selesai", ringan.pk), u("pengaduan_detail", ringan.pk), catatan=catatan
    )
    p.manajer.buka(u("pengaduan_detail", ringan.pk))
    langsung = _lapor(p, "laporan 3", jabatan="PERANGKAT_DESA", luka="YA")
    daftar = u("pengaduan_daftar")  # only the head of the unit has this one on the list
    kepala, manajer = (
        semua_pk(siapa.buka(daftar), "/kasus/pengaduan/{}/") for siapa in (p.supervisor, p.manajer)
    )
    (langsung.pk,) = kepala - manajer
    p.milik(langsung, langsung.pk)
    assert p.manajer.minta("GET", u("pengaduan_detail", langsung.pk)).status == 404
    p.supervisor.buka(u("pengaduan_detail", langsung.pk))


_KADER = pasangan(["patbm"], "lapor", "pengaduan_detail")


def _lapor(p: Panggung, nama: str, jabatan: str = "BUKAN", **jawab: str) -> Berkas:
    tersegel = jabatan != "BUKAN"
    b = Berkas(p.sarang, nama, ("supervisor",) if tersegel else UNIT)
    p.berkas.append(b)
    triase = {f"t_{t.id}": "TIDAK" for t in PERTANYAAN}
    triase |= {"t_perselisihan": "YA", **{f"t_{k}": v for k, v in jawab.items()}}
    fakta = p.patbm.isi(u("lapor"), langkah="lanjut", status=(200,), **triase)
    isian = {
        "cerita": b.kenari("cerita", "pengaduan_detail", "detail", "kejadian", juga=_KADER),
        **{
            ruas: b.identitas(ruas.removesuffix("_korban").removesuffix("_terlapor"), juga=_KADER)
            for ruas in ("nama_korban", "telepon", "alamat", "nama_terlapor")
        },
        "kelamin": "P",
        "usia": "34",
        "tempat": "RUMAH_TANGGA",
        "hubungan": "TETANGGA",
        "jabatan": jabatan,
        "asal": "KORBAN",
    }
    if 'name="unit"' in fakta.teks:  # more than one unit receives reports
        isian["unit"] = pilihan(fakta, "Dinas Sosial")
    ubah = p.patbm.kirim(fakta, u("lapor"), status=(200,), langkah="ubah", **isian)
    fakta = p.patbm.kirim(ubah, u("lapor"), status=(200,), langkah="lanjut")
    akhir = p.patbm.kirim(fakta, u("lapor"), langkah="kirim")
    if not tersegel:
        b.pk = cari_pk(akhir, "/kasus/pengaduan/{}/")
        p.milik(b, b.pk)
    return b


def isian_ditolak(p: Panggung) -> None:
    """Words that are looked for, and a form that is refused and comes back with what was typed."""
    cari_halaman = pasangan(["manajer"], "cari")
    for ruas in ("nama", "nik"):
        kata = p.sarang.baru(ruas, "pencarian", cari_halaman)
        p.manajer.isi(u("cari"), u("daftar"), status=(200,), **{ruas: kata})
    baru = pasangan(["manajer"], "baru")
    isian = {
        f"id__korban__{ruas}": p.sarang.baru(ruas, "ditolak", baru)
        for ruas in ("nama", "nik", "alamat", "telepon")
    }
    p.manajer.isi(u("baru"), status=(422,), **isian)
    b = p.berkas[KEMBAR - 1]
    alamat = u("kejadian", b.pk)
    lembar = p.manajer.buka(alamat)
    for status in (302, 409):  # the second save starts from the same page: both texts are shown
        kronologi = b.kenari("cerita", "kejadian", "detail")
        p.manajer.kirim(lembar, alamat, status=(status,), kronologi=kronologi)
    asing = {"isi": b.kenari("cerita"), "kunci": str(uuid4())}
    tertolak = p.manajer.minta("POST", u("catatan", b.pk), asing)
    assert tertolak.status == 403  # no token against forgery; the page says nothing of the text
