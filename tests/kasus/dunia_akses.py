"""The case objects of the access table: one per state that the table names."""

import datetime as dt
import hashlib
import json
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from kasus.actions.pengaduan import kirim
from kasus.actions.segar import segarkan
from kasus.actions.terima import terima
from kasus.documents.pengaduan import IsiPengaduan
from kasus.enums_akses import JabatanTerlapor, JenisAsesmen, JenisDokumenKasus, PeranTim
from kasus.models import (
    Asesmen,
    BentukKorban,
    BukaSegel,
    ButirRencana,
    DokumenKasus,
    DugaanPenelusuran,
    Fasilitas,
    GabungOrang,
    Hubungan,
    Identitas,
    Insiden,
    Kasus,
    KonferensiKasus,
    Korban,
    LaranganAkses,
    Mediasi,
    Pemusnahan,
    Penampungan,
    Pengaduan,
    PermintaanSubjek,
    PesertaKonferensi,
    RencanaIntervensi,
    Rilis,
    Rujukan,
    SudutPandang,
    TabelHistoris,
    TautanKonflik,
    Terlapor,
    Terminasi,
    TimKasus,
)
from p3aks.core.documents import Status
from pokja.enums import Peran, TingkatWilayah
from pokja.models import Pengguna, Penugasan, PeristiwaKonflik, RekapTerbit, Wilayah
from tests.kasus import bantu_rujukan

UJI = "dunia tabel akses"
HARI = dt.timedelta(days=1)


def buat(model: Any, **isian: Any) -> Any:
    """Make a row of a secret table."""
    return model.objects.sistem(UJI).create(**isian)


def buat_kasus(manajer: Any, unit: Any, kecamatan: Any, tingkat: int = 1, **isian: Any) -> Kasus:
    """Make a case with one victim and one alleged perpetrator, led by *manajer*.

    Level 1: an adult woman, psychological violence by a neighbour; 2: a child; 3: against an
    official. *isian*: columns of the case, and ``usia``, ``bentuk`` of the victim.
    """
    usia = isian.pop("usia", None) or (12 if tingkat == 2 else 30)
    bentuk = isian.pop("bentuk", "PSIKIS")
    kasus = buat(
        Kasus, unit=unit, saluran="LANGSUNG", tanggal_lapor=timezone.now() - HARI / 24,
        kecamatan=kecamatan, dibuat_oleh=manajer, **isian,
    )  # fmt: skip
    korban = buat(
        Korban, kasus=kasus, kode="A", kelamin="P", tempat="LAINNYA", usia=usia, anak=usia < 18,
        kelompok_usia="U6_12" if usia < 18 else "U25_44", kecamatan=kecamatan,
    )  # fmt: skip
    terlapor = buat(
        Terlapor, kasus=kasus, kode="X", kelamin="L", usia=40, kelompok_usia="U25_44",
        jabatan=JabatanTerlapor.PERANGKAT_DESA if tingkat == 3 else JabatanTerlapor.BUKAN,
    )  # fmt: skip
    buat(Hubungan, korban=korban, terlapor=terlapor, hubungan="TETANGGA")
    buat(BentukKorban, korban=korban, bentuk=bentuk)
    buat(TimKasus, kasus=kasus, pengguna=manajer, peran=PeranTim.MANAJER, ditunjuk_oleh=manajer)
    segarkan(kasus, by=manajer)
    return Kasus.objects.sistem(UJI).get(pk=kasus.pk)


def buat_objek_kasus(orang: dict[str, Pengguna], wilayah: Wilayah) -> dict[str, tuple[Any, ...]]:
    """Make the case objects of the table for the people *orang*; returns URL arguments by name.

    ``pendamping`` is in the team of kasus_k1; nobody of the table in that of kasus_k3.
    """
    kecamatan = Wilayah.objects.create(
        kode="35.23.18", nama="Palang", tingkat=TingkatWilayah.KECAMATAN, induk=wilayah
    )
    desa = Wilayah.objects.create(
        kode="35.23.18.2001", nama="Glodog", tingkat=TingkatWilayah.DESA, induk=kecamatan
    )
    orang["patbm"].penugasan.update(wilayah=desa)
    manajer, unit = orang["manajer_kasus"], orang["manajer_kasus"].lembaga
    luar = _manajer_luar(unit)
    semua = {
        "k1": buat_kasus(manajer, unit, kecamatan),
        "k2": buat_kasus(manajer, unit, kecamatan, 2),
        "k3": buat_kasus(luar, unit, kecamatan, 3),
    }
    buat(
        TimKasus, kasus=semua["k1"], pengguna=orang["pendamping"], peran=PeranTim.PENDAMPING,
        ditunjuk_oleh=manajer,
    )  # fmt: skip
    objek: dict[str, tuple[Any, ...]] = {}
    for nama, kasus in semua.items():
        objek |= _per_kasus(nama, kasus)
    objek |= _penanganan(semua["k1"], manajer, orang["pendamping"])
    objek |= _di_sekitar(semua, orang, desa)
    objek |= _rujukan(semua, orang, luar)
    objek |= _pelindungan(semua, orang, luar)
    return objek


def _manajer_luar(unit: Any) -> Pengguna:
    """A manager of the unit who is not in the table: leads the sealed case."""
    luar = Pengguna.objects.create(username="manajer_k3", nama="Manajer K3", demo=True)
    Penugasan.objects.create(
        pengguna=luar, peran=Peran.MANAJER_KASUS, lembaga=unit, mulai=dt.date(2020, 1, 1),
        dasar="SK uji",
    )  # fmt: skip
    return luar


def _per_kasus(nama: str, kasus: Kasus) -> dict[str, tuple[Any, ...]]:
    korban = Korban.objects.sistem(UJI).get(kasus=kasus)
    terlapor = Terlapor.objects.sistem(UJI).get(kasus=kasus)
    buat(Identitas, kasus=kasus, korban=korban, nama="DEMO Korban")
    anggota = TimKasus.objects.sistem(UJI).filter(kasus=kasus).order_by("dibuat_pada").last()
    return {
        f"kasus_{nama}": (kasus.pk,),
        f"korban_{nama}": (kasus.pk, korban.pk),
        f"kasus_{nama}_korban": (kasus.pk, korban.pk),
        f"terlapor_{nama}": (kasus.pk, terlapor.pk),
        f"identitas_{nama}": (kasus.pk, "korban", korban.pk),
        f"tim_{nama}": (kasus.pk, anggota.pk),
        f"baris_{nama}": (korban.pk,),
    }


def _penanganan(
    kasus: Kasus, manajer: Pengguna, pendamping: Pengguna
) -> dict[str, tuple[Any, ...]]:
    korban, kini = Korban.objects.sistem(UJI).get(kasus=kasus), timezone.now()
    asesmen = buat(
        Asesmen, korban=korban, jenis=JenisAsesmen.BIOPSIKOSOSIAL, mulai=kini, oleh=manajer
    )
    rencana = buat(
        RencanaIntervensi, korban=korban, tujuan="Aman", disusun_dengan="PENERIMA", oleh=manajer
    )
    butir = buat(ButirRencana, rencana=rencana, jenis="KESEHATAN")
    terminasi = buat(Terminasi, kasus=kasus, alasan="TUNTAS", diajukan_oleh=manajer)
    tautan = buat(TautanKonflik, korban=korban, keterkaitan="DUGAAN", alasan="Uji", oleh=pendamping)
    mediasi = buat(
        Mediasi, korban=korban, pilihan_penerima=True, jenis="PERDATA", bebas_tekanan=True,
        tidak_berulang=True, mediator_terlatih=True, pokok="Nafkah", mediator="Uji", mulai=kini,
        dicatat_oleh=manajer,
    )  # fmt: skip
    return {
        "asesmen_k1": (kasus.pk, asesmen.pk),
        "rencana_k1": (kasus.pk, rencana.pk),
        "butir_k1": (kasus.pk, butir.pk),
        "terminasi_k1": (kasus.pk, terminasi.pk),
        "tautan_k1": (kasus.pk, tautan.pk),
        "mediasi_k1": (kasus.pk, mediasi.pk),
    }


def _di_sekitar(
    semua: dict[str, Kasus], orang: dict[str, Pengguna], desa: Wilayah
) -> dict[str, tuple[Any, ...]]:
    kini, manajer, unit = timezone.now(), orang["manajer_kasus"], semua["k1"].unit
    patbm = Pengguna.objects.get(pk=orang["patbm"].pk)
    fasilitas = buat(Fasilitas, kode="Melati", unit=unit, kapasitas=4)
    huni = buat(
        Penampungan, korban=Korban.objects.sistem(UJI).get(kasus=semua["k2"]),
        fasilitas=fasilitas, masuk=kini, dicatat_oleh=manajer,
    )  # fmt: skip
    konferensi = buat(
        KonferensiKasus, kasus=semua["k1"], pada=kini + HARI, bahan="Uji", oleh=manajer
    )
    peserta = buat(
        PesertaKonferensi, konferensi=konferensi, pengguna=orang["mitra_layanan"], keperluan="Uji"
    )
    peristiwa = PeristiwaKonflik.objects.create(
        nama="Uji", mulai=dt.date(2026, 1, 1), wilayah=desa, sumber="SARA"
    )

    def lapor(**isian: Any) -> Pengaduan:
        isi = IsiPengaduan(cerita="Uji", kelamin="P", tempat="LAINNYA", **isian)
        return kirim(by=patbm, kunci=uuid4(), unit=unit, isi=isi, jawaban={}, desa=desa)

    diterima, tersegel = lapor(), lapor(jabatan="ASN")
    terima(by=manajer, pengaduan=diterima)
    terima(by=orang["supervisor"], pengaduan=tersegel)
    return {
        "fasilitas": (fasilitas.pk,),
        "huni_k2": (semua["k2"].pk, huni.pk),
        "konferensi_k1": (konferensi.pk,),
        "peserta_k1": (konferensi.pk, peserta.pk),
        "peristiwa": (peristiwa.pk,),
        "sla_unit": (unit.pk, "RESPONS-TINGGI"),
        "pengaduan": (lapor().pk,),
        "pengaduan_langsung": (lapor(jabatan="ASN").pk,),
        "pengaduan_diterima": (diterima.pk,),
        "pengaduan_tersegel": (tersegel.pk,),
    }


def _rujukan(
    semua: dict[str, Kasus], orang: dict[str, Pengguna], luar: Pengguna
) -> dict[str, tuple[Any, ...]]:
    manajer, mitra = orang["manajer_kasus"], orang["mitra_layanan"]
    izin = bantu_rujukan.setuju(semua["k1"], manajer)
    satu = bantu_rujukan.kirim(semua["k1"], manajer, mitra)
    tiga = bantu_rujukan.wajib(semua["k3"], luar, mitra, penerima=mitra)
    habis = bantu_rujukan.wajib(semua["k1"], manajer, mitra)
    Rujukan.objects.sistem(UJI).filter(pk=habis.pk).update(sampai=timezone.now())
    surat = _dokumen(JenisDokumenKasus.SURAT_RUJUKAN, manajer, kasus=semua["k1"], rujukan=satu)
    lembar = _dokumen(JenisDokumenKasus.LEMBAR_PENGADUAN, orang["patbm"])
    k1, k3 = semua["k1"].pk, semua["k3"].pk
    return {
        "instansi": (satu.instansi_id,),
        "persetujuan_k1": (k1, izin.pk),
        "rujukan_k1": (k1, satu.pk),
        "rujukan_k3": (k3, tiga.pk),
        "paket_k1": (satu.pk,),
        "paket_k3": (tiga.pk,),
        "paket_habis": (habis.pk,),
        "surat_k1": (surat.pk,),
        "lembar": (lembar.pk,),
    }


def _dokumen(jenis: str, oleh: Pengguna, **objek: Any) -> DokumenKasus:
    """Make a finished document."""
    isi, kini = f"%PDF-1.7 uji {jenis}".encode(), timezone.now()
    baru = DokumenKasus(
        jenis=jenis, judul="Dokumen", snapshot={}, versi_templat="uji", kunci=uuid4().hex,
        diminta_oleh=oleh, status=Status.SELESAI, persen=100, dibuat_pada=kini, mulai_pada=kini,
        selesai_pada=kini, sha256=hashlib.sha256(isi).hexdigest(), ukuran=len(isi), halaman=1,
        **objek,
    )  # fmt: skip
    baru.berkas.save("uji.pdf", ContentFile(isi), save=False)
    baru.save()
    return baru


ISI_REKAP: dict[str, Any] = {
    "format": 1,
    "masa": {"tahun": 2024, "paruh": 0, "label": "Tahun 2024"},
    "per": "2025-01-31",
    "ambang": {"umum": 5, "kecamatan": 10},
    "satuan": [
        {"kunci": "kasus", "label": "kasus", "jumlah": 31},
        {"kunci": "korban", "label": "korban", "jumlah": 32},
        {"kunci": "pasangan", "label": "pasangan korban dan terlapor", "jumlah": None},
    ],
    "tabel": [
        {
            "kunci": "kecamatan", "judul": "Korban menurut kecamatan kejadian", "satuan": "korban",
            "jenis": "habis", "catatan": "", "kolom": [],
            "baris": [
                {"kode": "35.23.18", "label": "Palang", "sel": [], "jumlah": None},
                {"kode": "-", "label": "Tidak dicatat", "sel": [], "jumlah": 20},
            ],
            "total": [], "jumlah": 32,
        }
    ],
}  # fmt: skip


def _rilis(oleh: Pengguna) -> Rilis:
    """A release that waits for a second person."""
    isi = json.dumps(
        {"isi": ISI_REKAP, "kecil": [["kecamatan", "35.23.18", None]],
         "pelindung": [["pasangan", None, None]],
         "selang": [["kecamatan", "35.23.18", None, 1, 12], ["pasangan", None, None, 1, None]]}
    ).encode()  # fmt: skip
    kini = timezone.now()
    baru = Rilis(
        jenis="rilis", judul="Statistik Tahun 2023", snapshot={"lama": [], "blok": []},
        versi_templat="uji", kunci=uuid4().hex, diminta_oleh=oleh, status=Status.SELESAI,
        persen=100, dibuat_pada=kini, mulai_pada=kini, selesai_pada=kini, ukuran=len(isi),
        sha256=hashlib.sha256(isi).hexdigest(), tahun=2023, paruh=0, k=5, k_kecamatan=10,
    )  # fmt: skip
    baru.berkas.save("uji.json", ContentFile(isi), save=False)
    baru.save()
    return baru


def _pelindungan(
    semua: dict[str, Kasus], orang: dict[str, Pengguna], luar: Pengguna
) -> dict[str, tuple[Any, ...]]:
    kini, manajer, ppdp = timezone.now(), orang["manajer_kasus"], orang["ppdp"]
    korban = {n: Korban.objects.sistem(UJI).get(kasus=k) for n, k in semua.items()}
    segel = buat(
        BukaSegel, kasus=semua["k3"], pengguna=luar, alasan="Uji", sampai=kini + HARI / 6,
        batas_telaah=kini + 3 * HARI,
    )  # fmt: skip
    insiden = buat(
        Insiden, kode="I-UJI", diketahui_pada=kini, batas=kini + 3 * HARI, uraian="Uji",
        data_terungkap="Uji", upaya="Uji", oleh=ppdp,
    )  # fmt: skip
    historis = buat(
        TabelHistoris, tahun=2022, sumber="Uji", asli="Uji", putusan="bersih", oleh=manajer,
        isi={"kolom": ["P"], "larik": [{"label": "fisik", "sel": {"P": 1}, "jumlah": 1}],
             "total": None},
    )  # fmt: skip
    sudut = buat(SudutPandang, pemilik=manajer, nama="Uji", kueri="hitung=korban&baris=usia")
    dugaan = buat(DugaanPenelusuran, pengguna=luar, jumlah=21, di_luar_tugas=4)
    larangan = buat(
        LaranganAkses, kasus=semua["k1"], pengguna=orang["opd_kepala"], alasan="Uji", oleh=manajer
    )
    permintaan = buat(
        PermintaanSubjek, korban=korban["k1"], jenis="JEJAK", batas=kini + 3 * HARI, oleh=manajer
    )
    usulan = buat(
        Pemusnahan, diusulkan_oleh=orang["supervisor"], per_tanggal=kini.date(), daftar=[], jumlah=0
    )
    gabung = buat(
        GabungOrang, tetap=korban["k1"], digabung=korban["k2"], alasan="Uji", oleh=manajer,
        orang_lama={
            str(korban[n].pk): str(korban[n].orang) for n in ("k1", "k2")
        },
    )  # fmt: skip
    permintaan_k3 = buat(
        PermintaanSubjek, korban=korban["k3"], jenis="JEJAK", batas=kini + 3 * HARI, oleh=luar
    )
    dijalankan = buat(
        Pemusnahan, diusulkan_oleh=orang["supervisor"], per_tanggal=kini.date(), daftar=[],
        jumlah=0, dibuat_pada=kini - HARI, disetujui_oleh=ppdp, disetujui_pada=kini,
        dijalankan_oleh=ppdp, dijalankan_pada=kini,
    )  # fmt: skip
    rilis = _rilis(orang["supervisor"])
    rekap = RekapTerbit.objects.create(
        tahun=2024, paruh=0, isi=ISI_REKAP, sidik="0" * 64, disusun_oleh=orang["supervisor"],
        ditandatangani_oleh=orang["sekretaris"],
    )  # fmt: skip
    return {
        "rilis": (rilis.pk,),
        "rekap": (rekap.pk,),
        "segel_k3": (segel.pk,),
        "insiden": (insiden.pk,),
        "historis": (historis.pk,),
        "sudut": (sudut.pk,),
        "dugaan": (dugaan.pk,),
        "larangan_k1": (larangan.pk,),
        "permintaan_k1": (permintaan.pk,),
        "permintaan_k3": (permintaan_k3.pk,),
        "pemusnahan": (usulan.pk,),
        "pemusnahan_jalan": (dijalankan.pk,),
        "gabung": (gabung.pk,),
        "duplikat_k1_k2": (korban["k1"].pk, korban["k2"].pk),
        "duplikat_k1_k3": (korban["k1"].pk, korban["k3"].pk),
    }
