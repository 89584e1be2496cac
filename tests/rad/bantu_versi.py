"""A plan with two fixed versions that differ in every way."""

from decimal import Decimal

from rad.actions import aksi as tindakan
from rad.actions import perubahan as tindakan_perubahan
from rad.actions.isi import IsiAnggaran, IsiIndikator
from rad.actions.versi import tetapkan
from tests.rad.bantu_aksi import disetujui, isi, segar

ALASAN = "Pagu mengikuti APBD perubahan."


def buat_dua_versi(rad, opd_a, sekretariat, sekretaris):
    """Version 1 with two actions; version 2 changes one, drops one and adds one."""
    dua = [
        *isi(opd_a.lembaga).indikator,
        IsiIndikator("Kader terlatih", "orang", "naik", {t: Decimal(4) for t in rad.tahun}),
    ]
    ubah = disetujui(opd_a, rad, sekretariat, "Peta rawan", indikator=dua)
    cabut = disetujui(opd_a, rad, sekretariat, "Visum gratis", bidang="penanganan")
    satu = tetapkan(by=sekretariat, rad=rad)
    baru = tindakan_perubahan.buka(by=opd_a, aksi=segar(ubah), alasan=ALASAN)
    tindakan.simpan(
        by=opd_a,
        rad=rad,
        aksi=segar(baru),
        isi=isi(
            opd_a.lembaga,
            "Peta rawan konflik",
            indikator=dua[1:],
            anggaran=[IsiAnggaran("pad", {2026: Decimal(90_000_000)})],
        ),
    )
    usul = tindakan_perubahan.usulkan_cabut(by=opd_a, aksi=segar(cabut), alasan="Sudah selesai.")
    for aksi in (segar(baru), usul):
        tindakan.ajukan(by=opd_a, aksi=aksi)
        tindakan.setujui(by=sekretariat, aksi=aksi)
    disetujui(opd_a, rad, sekretaris, "Sekolah damai")
    return satu, tetapkan(by=sekretaris, rad=rad)
