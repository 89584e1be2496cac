"""Synthetic cases for the demo regency, made by the same actions as real work.

Every name says DEMO, every NIK has a region that does not exist (R32).
"""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kasus.actions import asesmen, identifikasi, kasus, konflik, layanan, pengaduan, rencana, tim
from kasus.actions.instansi import IsiInstansi
from kasus.actions.instansi import simpan as simpan_instansi
from kasus.actions.isi import (
    IsiHubungan,
    IsiIdentifikasi,
    IsiIdentitas,
    IsiKejadian,
    IsiKorban,
    IsiLaporan,
    IsiPelapor,
    IsiTerlapor,
)
from kasus.actions.penampungan import simpan_fasilitas
from kasus.actions.rencana import IsiButir, IsiRencana
from kasus.aturan.triase import PERTANYAAN, Jawaban
from kasus.contoh import tahun_lalu
from kasus.documents.pengaduan import IsiPengaduan
from kasus.enums_akses import PeranTim
from kasus.models import Kasus, Korban
from pokja.actions import muat_lembaga
from pokja.actions.peristiwa import simpan_peristiwa
from pokja.enums import Peran
from pokja.models import Lembaga, Pengguna, PeristiwaKonflik, Wilayah

MITRA = {
    "nama": "RSUD dr. R. Koesma",
    "singkatan": "RSUD",
    "jenis": "layanan",
    "unsur": "dinas",
}
NIK_REKAAN = "99231850129000"  # region 99 does not exist
JAM = dt.timedelta(hours=1)


@transaction.atomic
def muat(*, lapor: Callable[[str], None]) -> int:
    """Load the demo cases for the demo accounts; what exists stays. Returns how many there are.

    *lapor* is told each step. Without the demo accounts nothing happens.
    """
    orang = {p.username: p for p in Pengguna.objects.filter(demo=True)}
    if "manajer" not in orang or Kasus.objects.sistem("data contoh").exists():
        return Kasus.objects.sistem("data contoh").count()
    lapor("Kasus contoh: orang dan tempat")
    muat_lembaga(baris=[MITRA])
    rsud = Lembaga.objects.get(nama=MITRA["nama"])
    _lengkapi_akun(orang, rsud)
    # Read anew: roles are looked up once per object.
    orang = {p.username: p for p in Pengguna.objects.filter(demo=True)}
    manajer = orang["manajer"]
    _perlengkapan(manajer, rsud)
    lapor("Kasus contoh: laporan dan penanganan")
    _ditangani(manajer, orang["pendamping"])
    _kdrt(manajer)
    _anak(manajer, orang["pendamping"])
    _tersegel(manajer)
    _pengaduan(orang["patbm"], manajer)
    lapor("Kasus contoh: tahun lalu dan rilisnya")
    tahun_lalu.muat(manajer, _unit(manajer), orang["supervisor"], orang["sekretaris"])
    return Kasus.objects.sistem("data contoh").count()


def _lengkapi_akun(orang: dict[str, Pengguna], rsud: Lembaga) -> None:
    """The volunteer serves a village, the partner works at the hospital."""
    desa = Wilayah.objects.filter(kode__startswith=f"{settings.WILAYAH}.", tingkat="desa").first()
    orang["patbm"].penugasan.filter(peran=Peran.PATBM).update(wilayah=desa)
    orang["mitra"].penugasan.filter(peran=Peran.MITRA_LAYANAN).update(lembaga=rsud)
    Pengguna.objects.filter(pk=orang["mitra"].pk).update(lembaga=rsud)


def _perlengkapan(manajer: Pengguna, rsud: Lembaga) -> None:
    simpan_instansi(
        by=manajer,
        isi=IsiInstansi(
            lembaga=rsud,
            tipe="RSUD",
            layanan=["KESEHATAN", "PSIKOLOGIS"],
            kontak="IGD (DEMO)",
            jam="24 jam",
            aktif=True,
        ),
    )
    simpan_fasilitas(
        by=manajer,
        kode="Melati",
        unit=_unit(manajer),
        kapasitas=6,
        aktif=True,
        alamat="Alamat rumah aman DEMO",
    )
    nama = "Perselisihan antarpendukung pemilihan kepala desa (DEMO)"
    if not PeristiwaKonflik.objects.filter(nama=nama).exists():
        simpan_peristiwa(
            by=manajer,
            nama=nama,
            mulai=timezone.localdate() - dt.timedelta(days=20),
            selesai=None,
            wilayah=_kecamatan(),
            sumber="PILKADES",
            pola="POLITIK",
            fase="penghentian",
        )


def _unit(manajer: Pengguna) -> Lembaga:
    return Lembaga.objects.get(pk__in=manajer.lembaga_sebagai(Peran.MANAJER_KASUS))


def _kecamatan() -> Wilayah:
    return Wilayah.objects.kecamatan(settings.WILAYAH).order_by("kode")[15]


def _laporan(
    manajer: Pengguna,
    *,
    nomor: int,
    hari: int,
    kronologi: str,
    korban: IsiKorban,
    terlapor: IsiTerlapor,
    hubungan: IsiHubungan,
    saluran: str = "LANGSUNG",
) -> Kasus:
    """Take a first report that arrived *hari* days ago."""
    kini = timezone.now()
    return kasus.buat(
        by=manajer,
        isi=IsiLaporan(
            unit=_unit(manajer),
            kejadian=IsiKejadian(
                saluran=saluran,
                tanggal_lapor=kini - dt.timedelta(days=hari),
                kejadian=timezone.localdate() - dt.timedelta(days=hari + 2),
                kecamatan=_kecamatan(),
                kronologi=kronologi,
            ),
            korban=korban,
            terlapor=terlapor,
            hubungan=hubungan,
            pelapor=IsiPelapor(hubungan="tetangga"),
            identitas_korban=IsiIdentitas(
                nama=f"DEMO Korban {nomor}", nik=f"{NIK_REKAAN}{nomor:02}", alamat="Alamat DEMO"
            ),
            identitas_terlapor=IsiIdentitas(nama=f"DEMO Terlapor {nomor}"),
            identitas_pelapor=IsiIdentitas(nama=f"DEMO Pelapor {nomor}"),
        ),
    )


def _kenali(satu: Kasus, manajer: Pengguna, risiko: str) -> Kasus:
    satu = Kasus.objects.untuk(manajer).get(pk=satu.pk)
    identifikasi.tetapkan(
        by=manajer,
        kasus=satu,
        isi=IsiIdentifikasi(jenis=True, risiko=risiko, kewenangan="KABKOTA"),
        versi=satu.versi,
    )
    return Kasus.objects.untuk(manajer).get(pk=satu.pk)


def _ditangani(manajer: Pengguna, pendamping: Pengguna) -> None:
    """A conflict case on its way: assessed, planned, first service given, link proposed."""
    satu = _laporan(
        manajer,
        nomor=1,
        hari=6,
        kronologi="Korban diancam sekelompok orang sesudah pemilihan kepala desa. (DEMO)",
        korban=IsiKorban(
            kelamin="P", usia=34, tempat="FASUM", bentuk={"PSIKIS": ()}, kecamatan=_kecamatan()
        ),
        terlapor=IsiTerlapor(kelamin="L", usia=40),
        hubungan=IsiHubungan(hubungan="PIHAK_KONFLIK"),
    )
    satu = _kenali(satu, manajer, "SEDANG")
    tim.tambah(by=manajer, kasus=satu, pengguna=pendamping, peran=PeranTim.PENDAMPING)
    korban = _korban(satu, manajer)
    kini = timezone.now()
    asesmen.mulai(
        by=manajer,
        korban=korban,
        jenis="BIOPSIKOSOSIAL",
        mulai=kini,
        isi={
            "bio": "Tidak ada luka. (DEMO)",
            "psiko": "Cemas, sulit tidur. (DEMO)",
            "sosial": "Didukung keluarga. (DEMO)",
            "kebutuhan": "Rasa aman dan konseling. (DEMO)",
            "rencana_aman": "Tinggal sementara di rumah saudara. (DEMO)",
        },
        selesai=timezone.now(),
    )
    baru = rencana.susun(
        by=manajer,
        korban=korban,
        isi=IsiRencana(
            "Korban merasa aman dan tidur nyenyak kembali. (DEMO)",
            "PENERIMA",
            [IsiButir("PSIKOLOGIS"), IsiButir("BANTUAN_HUKUM")],
        ),
    )
    baru = rencana.sepakati(by=manajer, rencana=baru, pada=timezone.now(), versi=baru.versi)
    layanan.catat_layanan(
        by=manajer,
        korban=korban,
        pada=timezone.now(),
        butir=baru.butir.order_by("jenis").last().pk,
        uraian="Konseling pertama. (DEMO)",
    )
    konflik.usulkan(
        by=manajer,
        kasus=Kasus.objects.untuk(manajer).get(pk=satu.pk),
        korban=korban,
        keterkaitan="LANGSUNG",
        peristiwa=PeristiwaKonflik.objects.get(sumber="PILKADES"),
        alasan="Ancaman terjadi karena pilihan politik keluarga korban. (DEMO)",
    )


def _kdrt(manajer: Pengguna) -> None:
    """A wife hurt by her husband, high risk: emergency help first."""
    satu = _laporan(
        manajer,
        nomor=2,
        hari=1,
        kronologi="Korban dipukul suaminya dan mengungsi ke rumah tetangga. (DEMO)",
        korban=IsiKorban(
            kelamin="P",
            usia=29,
            tempat="RUMAH_TANGGA",
            bentuk={"FISIK": (), "PSIKIS": ()},
            kecamatan=_kecamatan(),
        ),
        terlapor=IsiTerlapor(kelamin="L", usia=33),
        hubungan=IsiHubungan(hubungan="SUAMI_ISTRI", serumah=True),
        saluran="TELEPON",
    )
    _kenali(satu, manajer, "TINGGI")


def _anak(manajer: Pengguna, pendamping: Pengguna) -> None:
    """A child: very confidential by itself."""
    satu = _laporan(
        manajer,
        nomor=3,
        hari=3,
        kronologi="Anak menceritakan kejadian itu kepada gurunya. (DEMO)",
        korban=IsiKorban(
            kelamin="P",
            usia=13,
            tempat="LAINNYA",
            bentuk={"SEKSUAL": ("CABUL",)},
            kecamatan=_kecamatan(),
            pendidikan="SMP",
            pekerjaan="PELAJAR",
        ),
        terlapor=IsiTerlapor(kelamin="L", usia=45),
        hubungan=IsiHubungan(hubungan="TETANGGA"),
        saluran="RUJUKAN",
    )
    tim.tambah(
        by=manajer,
        kasus=Kasus.objects.untuk(manajer).get(pk=satu.pk),
        pengguna=pendamping,
        peran=PeranTim.PENDAMPING,
    )


def _tersegel(manajer: Pengguna) -> None:
    """Against an official: sealed, only the team knows of it."""
    _laporan(
        manajer,
        nomor=4,
        hari=2,
        kronologi="Korban didesak seorang perangkat desa. (DEMO)",
        korban=IsiKorban(
            kelamin="P",
            usia=41,
            tempat="TEMPAT_KERJA",
            bentuk={"PSIKIS": ()},
            kecamatan=_kecamatan(),
        ),
        terlapor=IsiTerlapor(kelamin="L", usia=50, jabatan="PERANGKAT_DESA"),
        hubungan=IsiHubungan(hubungan="REKAN_KERJA"),
    )


def _pengaduan(patbm: Pengguna, manajer: Pengguna) -> None:
    """A report from the village that waits to be taken over."""
    penugasan = patbm.penugasan.get(peran=Peran.PATBM)
    pengaduan.kirim(
        by=patbm,
        kunci=uuid4(),
        unit=_unit(manajer),
        isi=IsiPengaduan(
            cerita="Tetangga mendengar teriakan dan melihat anak menangis di luar. (DEMO)",
            kelamin="L",
            tempat="RUMAH_TANGGA",
            nama_korban="DEMO Korban 5",
            usia=9,
            nama_terlapor="DEMO Terlapor 5",
            kelamin_terlapor="L",
            hubungan="ORANG_TUA",
            serumah=True,
        ),
        jawaban={t.id: Jawaban.YA if t.id == "anak" else Jawaban.TIDAK for t in PERTANYAAN},
        desa=penugasan.wilayah,
    )


def _korban(satu: Kasus, manajer: Pengguna) -> Korban:
    return Korban.objects.untuk(manajer).get(kasus=satu, kode="A")
