"""Objects of the access table around what a plan is held against."""

import datetime as dt
from typing import Any

from rad.actions import acuan, sop
from rad.contoh.keselarasan import pdf_kosong
from rad.models import Aksi, KaitanAcuan, KaitanSop, Nomenklatur


def buat_objek_selaras(orang: dict[str, Any], rad: Any, aksi: Aksi) -> dict[str, tuple[Any, ...]]:
    """Make a document with items, one SOP in force and one that is a draft, and their links."""
    pemutus, siti = orang["sekretariat"], orang["opd_operator"]
    isi = {"jenis": "rpjmd", "nama": "RPJMD", "mulai": rad.mulai, "selesai": rad.selesai}
    dokumen = acuan.simpan_dokumen(by=pemutus, isi=isi)
    kosong = acuan.simpan_dokumen(by=pemutus, isi={**isi, "nama": "RPJMD kosong"})
    butir, bebas = (
        acuan.simpan_butir(
            by=pemutus, dokumen=dokumen, isi={"jenis": "sasaran", "kode": kode, "uraian": "Rukun"}
        )
        for kode in ("T1", "T2")
    )
    acuan.kaitkan(by=pemutus, aksi=[aksi], butir=[butir])
    milik = siti.lembaga
    semua = [
        sop.simpan_sop(
            by=siti,
            isi={"nomor": n, "judul": "Rujukan", "lembaga": milik, "bidang": "", "jenis": "teknis"},
        )
        for n in ("1", "2")
    ]
    versi = [
        sop.simpan_versi(
            by=siti, sop=s, pindaian=pdf_kosong(),
            isi={"berlaku": dt.date(2025, 1, 6), "ringkasan": ""},
        )
        for s in semua
    ]  # fmt: skip
    sop.berlakukan(by=siti, versi_sop=versi[0])
    sop.kaitkan(by=siti, aksi=[aksi], sop=[semua[0]])
    Nomenklatur.objects.create(
        kode="2.08.02.2.02.0006", nama="Lama", jenis="sub_kegiatan", versi="1", tahun_mulai=2020,
        tahun_selesai=2024, pengganti="2.08.02.2.02.0007",
    )  # fmt: skip
    return {
        "acuan": (dokumen.pk,),
        "acuan_kosong": (kosong.pk,),
        "butir": (butir.pk,),
        "butir_bebas": (bebas.pk,),
        "kaitan_acuan": (KaitanAcuan.objects.get().pk,),
        "kaitan_sop": (KaitanSop.objects.get().pk,),
        "sop": (semua[0].pk,),
        "sop_draf": (semua[1].pk,),
        "sop_versi": (versi[0].pk,),
        "sop_versi_draf": (versi[1].pk,),
    }
