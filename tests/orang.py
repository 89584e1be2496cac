"""One person per role and one object per state: the world of the access table."""

import datetime as dt
from decimal import Decimal
from typing import Any

from pokja.enums import Bidang, Peran, StatusPokja
from pokja.models import Pengguna, Penugasan, Pokja
from rad.actions import aksi as aksi_actions
from rad.actions import versi as versi_actions
from rad.models import Aksi, Perbup

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
    "mitra_aph": (Peran.MITRA_APH, ""),
    "mitra_layanan": (Peran.MITRA_LAYANAN, ""),
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
    return aksi_actions.IsiAksi(
        bidang=bidang,
        sasaran="Korban pulih",
        uraian=uraian,
        penanggung_jawab=opd,
        indikator=[
            aksi_actions.IsiIndikator(
                nama="Jumlah korban dilayani",
                satuan="orang",
                arah="naik",
                baseline=Decimal(3),
                target={t: Decimal(10) for t in rad.tahun},
            )
        ],
        anggaran=[
            aksi_actions.IsiAnggaran(sumber="dau", pagu={t: Decimal(75_000_000) for t in rad.tahun})
        ],
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

    aksi("Aksi yang ditetapkan", "disetujui")
    versi = versi_actions.tetapkan(by=pemutus, rad=rad)
    perbup = Perbup.objects.create(rad=rad, versi_rad=versi, tentang="Rencana Aksi Daerah")
    rancangan = Pokja.objects.create(mulai=2030, selesai=2034, status=StatusPokja.RANCANGAN)
    return {
        "rad": (rad.pk,),
        "aksi_draf": (aksi("Aksi draf", "draf").pk,),
        "aksi_diajukan": (aksi("Aksi diajukan", "diajukan").pk,),
        "aksi_disetujui": (aksi("Aksi disetujui", "disetujui").pk,),
        "versi": (versi.pk,),
        "perbup": (perbup.pk,),
        "pokja": (rad.pokja_id,),
        "pokja_rancangan": (rancangan.pk,),
    }
