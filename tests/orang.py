"""One person per role and one object per state: the world of the access table."""

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from p3aks.core.documents import Status
from pokja.enums import Bidang, JenisDokumenPokja, JenisJejaring, Peran, Posisi, StatusPokja
from pokja.models import (
    DokumenPokja,
    Jejaring,
    Kedudukan,
    Pejabat,
    Pengguna,
    Penugasan,
    Pokja,
    PotensiKonflik,
    Wilayah,
)
from rad.actions import aksi as aksi_actions
from rad.actions import perbup as perbup_actions
from rad.actions import versi as versi_actions
from rad.actions.isi import IsiAksi, IsiAnggaran, IsiIndikator
from rad.enums import JenisDokumen, StatusPerbup
from rad.models import (
    Aksi,
    Ayat,
    Bab,
    Dokumen,
    ImporRad,
    KaitanTindakLanjut,
    Konsiderans,
    Paraf,
    Pasal,
    PembukaanPengisian,
    Perbup,
    Telaah,
)
from tests.kasus.dunia_akses import buat_objek_kasus
from tests.pokja.dunia_dini import buat_objek_dini
from tests.pokja.dunia_konflik import buat_objek_konflik
from tests.pokja.dunia_rapat import buat_objek_rapat
from tests.rad.dunia_pantau import buat_objek_pantau
from tests.rad.dunia_selaras import buat_objek_selaras

CONTOH = Path(__file__).resolve().parent.parent / "data/contoh/rad-tuban-2025-2029.xlsx"

# column of the table → (role, short name of the institution); None: not logged in
PERAN_UJI: dict[str, tuple[str | None, str]] = {
    "publik": (None, ""),
    "opd_operator": (Peran.OPD_OPERATOR, "Dinkes"),
    "opd_lain": (Peran.OPD_OPERATOR, "Disdik"),
    "opd_kepala": (Peran.OPD_KEPALA, "Dinkes"),
    "sekretariat": (Peran.SEKRETARIAT, "Dinsos-P3A"),
    "sekretaris": (Peran.SEKRETARIS, "Dinsos-P3A"),
    "ketua_wakil": (Peran.KETUA_WAKIL, "Setda"),
    "koordinator_bidang": (Peran.KOORDINATOR_BIDANG, "Bakesbangpol"),
    "anggota_pokja": (Peran.ANGGOTA_POKJA, "Kemenag"),
    "bappeda": (Peran.BAPPEDA, "Bappeda"),
    "bagian_hukum": (Peran.BAGIAN_HUKUM, "Bag. Hukum"),
    "manajer_kasus": (Peran.MANAJER_KASUS, "Dinsos-P3A"),
    "pendamping": (Peran.PENDAMPING, "Dinsos-P3A"),
    "supervisor": (Peran.SUPERVISOR, "Dinsos-P3A"),
    "patbm": (Peran.PATBM, ""),
    "mitra_aph": (Peran.MITRA_APH, "Polres"),
    "mitra_layanan": (Peran.MITRA_LAYANAN, "RSUD"),
    "auditor": (Peran.AUDITOR, "Setda"),
    "ppdp": (Peran.PPDP, ""),
    "admin_akun": (Peran.ADMIN_AKUN, "Dinsos-P3A"),
    "superadmin_teknis": (Peran.SUPERADMIN_TEKNIS, ""),
    "mantan": (Peran.OPD_OPERATOR, "Dinkes"),
}


def buat_orang(lembaga: Any) -> dict[str, Pengguna]:
    """Make the people of the table, by column name. ``mantan``'s term has ended."""
    hasil = {}
    for kolom, (peran, singkatan) in PERAN_UJI.items():
        if peran is None:
            continue
        unit = lembaga(f"Lembaga {singkatan}", singkatan) if singkatan else None
        user = Pengguna.objects.create(username=kolom, nama=kolom, lembaga=unit, demo=True)
        Penugasan.objects.create(
            pengguna=user,
            peran=peran,
            lembaga=unit,
            bidang=Bidang.PENCEGAHAN if peran == Peran.KOORDINATOR_BIDANG else "",
            mulai=dt.date(2020, 1, 1),
            selesai=dt.date(2021, 1, 1) if kolom == "mantan" else None,
            dasar="SK uji",
        )
        hasil[kolom] = user
    return hasil


def isi_aksi(rad: Any, opd: Any, uraian: str, bidang: str = Bidang.PENANGANAN) -> Any:
    """Return a complete action's content for *opd*."""
    return IsiAksi(
        bidang=bidang,
        sasaran="Korban pulih",
        uraian=uraian,
        penanggung_jawab=opd,
        indikator=[
            IsiIndikator(
                nama="Jumlah korban dilayani",
                satuan="orang",
                arah="naik",
                baseline=Decimal(3),
                target={t: Decimal(10) for t in rad.tahun},
            )
        ],
        anggaran=[IsiAnggaran(sumber="dau", pagu={t: Decimal(75_000_000) for t in rad.tahun})],
    )


def buat_objek(rad: Any, orang: dict[str, Pengguna], lembaga: Any) -> dict[str, tuple[Any, ...]]:
    """Make the objects of the table; returns the URL arguments by name."""
    siti, pemutus = orang["opd_operator"], orang["sekretariat"]

    def aksi(uraian: str, sampai: str) -> Aksi:
        baru = aksi_actions.simpan(by=siti, isi=isi_aksi(rad, siti.lembaga, uraian), rad=rad)
        if sampai != "draf":
            aksi_actions.ajukan(by=siti, aksi=baru)
        if sampai == "disetujui":
            aksi_actions.setujui(by=pemutus, aksi=baru)
        return Aksi.objects.get(pk=baru.pk)

    tetap = aksi("Aksi yang ditetapkan", "disetujui")
    versi = versi_actions.tetapkan(by=pemutus, rad=rad)
    perbup = Perbup.objects.create(rad=rad, versi_rad=versi, tentang="Rencana Aksi Daerah")
    bab = Bab.objects.create(perbup=perbup, judul="Ketentuan umum")
    pasal = Pasal.objects.create(bab=bab, kunci="umum")
    Ayat.objects.create(pasal=pasal, isi="Peraturan ini mulai berlaku pada tanggal diundangkan")
    kalimat = Konsiderans.objects.create(perbup=perbup, jenis="filosofis", isi="bahwa perlu")
    serahan = Perbup.objects.create(rad=rad, versi_rad=versi, tentang="Rencana Aksi Daerah")
    paraf = Paraf.objects.create(perbup=serahan, jabatan="Kepala Bagian Hukum")
    perbup_actions.harmonisasikan(by=orang["sekretariat"], perbup=serahan)
    terkunci = {"rad": rad, "versi_rad": versi, "snapshot_final": {}, "sidik_final": "0" * 64}
    luar = {
        "nomor": 1,
        "tahun": 2025,
        "tanggal_ditetapkan": dt.date(2025, 2, 3),
        "tanggal_diundangkan": dt.date(2025, 2, 3),
        "nomor_berita_daerah": 1,
    }
    fasilitasi = Perbup.objects.create(
        rad=rad, versi_rad=versi, tentang="RAD", status=StatusPerbup.FASILITASI
    )
    final = Perbup.objects.create(**terkunci, tentang="RAD", status=StatusPerbup.FINAL)
    berlaku = Perbup.objects.create(
        **terkunci, **luar, tentang="RAD", status=StatusPerbup.DIUNDANGKAN
    )
    rancangan = Pokja.objects.create(mulai=2030, selesai=2034, status=StatusPokja.RANCANGAN)
    kedudukan = [
        Kedudukan.objects.create(
            pokja=p, posisi=Posisi.KETUA, lembaga=siti.lembaga, jabatan_dinas="Sekretaris Daerah"
        )
        for p in (rad.pokja, rancangan)
    ]
    pejabat = Pejabat.objects.create(
        kedudukan=kedudukan[0], nama="Bambang", mulai=dt.date(2025, 1, 6)
    )
    diajukan = aksi("Aksi diajukan", "diajukan")
    catatan = Telaah.objects.create(aksi=diajukan, isi="Mohon dicek.", oleh=pemutus)
    impor = ImporRad(
        rad=rad,
        oleh=siti,
        nama_berkas="rad.xlsx",
        sidik="0" * 64,
        hasil={
            "lembar": "RAD",
            "sah": 0,
            "bermasalah": 0,
            "masalah": [],
            "peringatan": [],
            "aksi": [],
        },
    )
    impor.berkas.save("rad.xlsx", ContentFile(CONTOH.read_bytes()))
    rancangan_pdf = dokumen(pemutus, rad=rad)
    rapat = buat_objek_rapat(orang, pejabat, orang["opd_operator"].lembaga)
    disetujui = aksi("Aksi disetujui", "disetujui")
    kaitan = KaitanTindakLanjut.objects.create(
        aksi=disetujui, tindak_lanjut_id=rapat["tindak_lanjut"][0], oleh=pemutus
    )
    kasus = buat_objek_kasus(orang, Wilayah.objects.get(kode="35.23"))
    return {
        "rad": (rad.pk,),
        "aksi_draf": (aksi("Aksi draf", "draf").pk,),
        "aksi_diajukan": (diajukan.pk,),
        "telaah": (catatan.pk,),
        "impor": (impor.pk,),
        "dokumen_rancangan": (rancangan_pdf.pk,),
        "dokumen_versi": (dokumen(pemutus, rad=rad, versi=versi).pk,),
        "verifikasi": (rancangan_pdf.kode,),
        "aksi_disetujui": (disetujui.pk,),
        "aksi_ditetapkan": (tetap.pk,),
        "aksi_pulihkan": (tetap.pk, tetap.transisi.first().pk),
        "pembukaan": (_pembukaan(rad, pemutus).pk,),
        "versi": (versi.pk,),
        "perbup": (perbup.pk,),
        "perbup_pasal": (perbup.pk, pasal.pk),
        "perbup_konsiderans": (perbup.pk, "konsiderans", kalimat.pk),
        "perbup_konsiderans_baru": (perbup.pk, "konsiderans"),
        "perbup_harmonisasi": (serahan.pk,),
        "perbup_fasilitasi": (fasilitasi.pk,),
        "perbup_final": (final.pk,),
        "perbup_diundangkan": (berlaku.pk,),
        "perbup_paraf": (serahan.pk, paraf.pk),
        "pokja": (rad.pokja_id,),
        "pokja_rancangan": (rancangan.pk,),
        "kedudukan": (kedudukan[0].pk,),
        "kedudukan_rancangan": (kedudukan[1].pk,),
        "pejabat": (pejabat.pk,),
        "pokja_ber_sk": (_ber_sk(rad.pokja).pk,),
        "sk_pokja": (rancangan.pk, "sk-pokja"),
        "dokumen_pokja": (_dokumen_pokja(pemutus, pokja=rad.pokja).pk,),
        "dokumen_rapat": (_dokumen_pokja(pemutus, pokja=rad.pokja, rapat_id=rapat["rapat"][0]).pk,),
        "rapat_jenis": (*rapat["rapat"], "undangan-rapat"),
        "lembaga": (siti.lembaga_id,),
        "akun": (siti.pk,),
        "usulan": (_usulan(orang["bappeda"]).pk,),
        "kecamatan": ("35.23.18",),
        "potensi": (_potensi("desa").pk,),
        "potensi_intelijen": (_potensi("intelijen").pk,),
        "jejaring": (_jejaring().pk,),
        **rapat,
        **buat_objek_pantau(orang, rad),
        **buat_objek_selaras(orang, rad, disetujui),
        "kaitan": (kaitan.pk,),
        **buat_objek_dini(orang, orang["opd_operator"].lembaga),
        **buat_objek_konflik(orang, kasus["peristiwa"][0]),
        **kasus,
    }


def _pembukaan(rad: Any, oleh: Pengguna) -> PembukaanPengisian:
    return PembukaanPengisian.objects.create(
        rad=rad, sampai=timezone.localdate(), alasan="Menunggu APBD perubahan", oleh=oleh
    )


def _usulan(pengguna: Pengguna) -> Penugasan:
    """Propose a case role; it waits for a second person."""
    return Penugasan.objects.create(
        pengguna=pengguna,
        peran=Peran.PENDAMPING,
        mulai=dt.date(2020, 1, 1),
        dasar="SK uji",
        menunggu=True,
    )


def dokumen(oleh: Pengguna, **objek: Any) -> Dokumen:
    """Make a finished document."""
    baru = Dokumen(jenis=JenisDokumen.MATRIKS_RAD, judul="Matriks", **_selesai(oleh, objek))
    baru.berkas.save("uji.pdf", ContentFile(_isi_pdf(objek)), save=False)
    baru.save()
    baru.peminta.add(oleh)
    return baru


def _dokumen_pokja(oleh: Pengguna, **objek: Any) -> DokumenPokja:
    baru = DokumenPokja(jenis=JenisDokumenPokja.SK, judul="SK", **_selesai(oleh, objek))
    baru.berkas.save("uji.pdf", ContentFile(_isi_pdf(objek)))
    return baru


def _jejaring() -> Jejaring:
    return Jejaring.objects.create(
        jenis=JenisJejaring.P2TP2A, wilayah_id="35.23.18", mulai=dt.date(2025, 1, 6)
    )


def _potensi(asal: str) -> PotensiKonflik:
    return PotensiKonflik.objects.create(
        judul="Batas dusun", wilayah_id="35.23.18", sumber="BATAS", pola="LAHAN", tingkat="sedang",
        asal=asal, ditinjau=dt.date(2025, 1, 6),
    )  # fmt: skip


def _ber_sk(pokja: Pokja) -> Pokja:
    pokja.berkas_sk.save("sk.pdf", ContentFile(b"%PDF-1.7 uji"))
    return pokja


def _isi_pdf(objek: dict[str, Any]) -> bytes:
    return b"%PDF-1.7 uji " + str(sorted(objek)).encode()


def _selesai(oleh: Pengguna, objek: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a finished document made of *objek*."""
    kini, isi = timezone.now(), _isi_pdf(objek)
    return {
        "snapshot": {}, "versi_templat": "uji", "kunci": hashlib.sha256(isi).hexdigest(),
        "diminta_oleh": oleh, "status": Status.SELESAI, "persen": 100, "dibuat_pada": kini,
        "mulai_pada": kini, "selesai_pada": kini, "sha256": hashlib.sha256(isi).hexdigest(),
        "ukuran": len(isi), "halaman": 1, **objek,
    }  # fmt: skip
