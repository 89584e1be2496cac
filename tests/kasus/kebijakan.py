"""The world of the case policy: every kind of person, every level of case, every secret table.

What each person must see stands in ``kebijakan.csv``, which people review; the code under test is
never its own oracle.
"""

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils import timezone

from kasus.enums_akses import (
    JenisDokumenKasus,
    JenisEkspor,
    PeranTim,
    StatusPengaduan,
    StatusRujukan,
)
from kasus.models import (
    AksesIdentitas,
    Asesmen,
    BukaSegel,
    ButirRencana,
    CatatanKasus,
    DokumenKasus,
    DugaanPenelusuran,
    EksporKasus,
    Fasilitas,
    GabungOrang,
    Hubungan,
    Identitas,
    Insiden,
    Instansi,
    Kasus,
    KebutuhanKorban,
    KonferensiKasus,
    Korban,
    LaranganAkses,
    Layanan,
    Mediasi,
    NotifikasiKasus,
    Pelapor,
    Pemantauan,
    Pemusnahan,
    Penampungan,
    Pengaduan,
    PermintaanSubjek,
    Persetujuan,
    PesertaKonferensi,
    ProsesHukumTerlapor,
    RencanaIntervensi,
    Rujukan,
    TautanKonflik,
    Tenggat,
    Terlapor,
    Terminasi,
    TimKasus,
)
from kasus.models.pelindungan import UNTUK_ORANG_LUAR
from pokja.models import Lembaga, Pengguna, Penugasan

TABEL = Path(__file__).with_name("kebijakan.csv")
UJI = "dunia kebijakan"
DITANGANI = "ditangani"
HARI = dt.timedelta(days=1)
KASUS = ("k1", "k2", "k3", "asing")

# person → (role, institution); several roles joined by "+"
ORANG: dict[str, tuple[str, str]] = {
    "manajer": ("manajer_kasus", "UPTD"),
    "manajer_seunit": ("manajer_kasus", "UPTD"),
    "manajer_lain": ("manajer_kasus", "P2TP2A"),
    "supervisor": ("supervisor", "UPTD"),
    "pendamping_tim": ("pendamping", "UPTD"),
    "pendamping_selesai": ("pendamping", "UPTD"),
    "pendamping_luar": ("pendamping", "UPTD"),
    "dilarang": ("manajer_kasus", "UPTD"),
    "dilarang_satu": ("manajer_kasus", "UPTD"),
    "dilarang_dalam_tim": ("pendamping", "UPTD"),
    "dilarang_dicabut": ("manajer_kasus", "UPTD"),
    "pembuka_segel": ("manajer_kasus", "UPTD"),
    "segel_habis": ("manajer_kasus", "UPTD"),
    "segel_ditutup": ("manajer_kasus", "UPTD"),
    "dilarang_bersegel": ("manajer_kasus", "UPTD"),
    "pendamping_bersegel": ("pendamping", "UPTD"),
    "dalam_tim_tanpa_peran": ("anggota_pokja", "UPTD"),
    "rangkap_admin": ("manajer_kasus+superadmin_teknis", "UPTD"),
    "patbm": ("patbm", ""),
    "patbm_lain": ("patbm", ""),
    "mitra": ("mitra_layanan", "RSUD"),
    "mitra_disebut": ("mitra_layanan", "RSUD"),
    "mitra_lain": ("mitra_layanan", "LBH"),
    "mitra_dilarang": ("mitra_layanan", "RSUD"),
    "peserta": ("opd_kepala", "Disdik"),
    "peserta_dilarang": ("opd_kepala", "Disdik"),
    "sekretariat": ("sekretariat", "UPTD"),
    "auditor": ("auditor", "Inspektorat"),
    "ppdp": ("ppdp", "Diskominfo"),
    "ppdp_dilarang": ("ppdp", "Diskominfo"),
    "bekas_kader": ("opd_operator", "Dinkes"),
    "bappeda": ("bappeda", "Bappeda"),
    "ketua": ("ketua_wakil", "Setda"),
    "opd": ("opd_operator", "Dinkes"),
    "admin_akun": ("admin_akun", "UPTD"),
    "superadmin": ("superadmin_teknis", ""),
    "mantan": ("manajer_kasus", "UPTD"),
}
# Tables whose rows belong to one case; a cell of the table lists the cases seen.
PER_KASUS: dict[str, Any] = {
    "Kasus": Kasus,
    "Korban": Korban,
    "Identitas": Identitas,
    "Rujukan": Rujukan,
    "Pengaduan": Pengaduan,
    "DokumenKasus": DokumenKasus,
    "KonferensiKasus": KonferensiKasus,
    "PesertaKonferensi": PesertaKonferensi,
    "BukaSegel": BukaSegel,
    "AksesIdentitas": AksesIdentitas,
    "PermintaanSubjek": PermintaanSubjek,
    "NotifikasiKasus": NotifikasiKasus,
    "GabungOrang": GabungOrang,
}
# Seen exactly where the victims are seen: whoever handles the case.
SEPERTI_KORBAN: tuple[Any, ...] = (
    Asesmen, ButirRencana, CatatanKasus, Hubungan, KebutuhanKorban, LaranganAkses, Layanan,
    Mediasi, Pelapor, Pemantauan, Penampungan, Persetujuan, ProsesHukumTerlapor,
    RencanaIntervensi, TautanKonflik, Tenggat, Terlapor, Terminasi, TimKasus,
)  # fmt: skip
# Tables of the office; a cell says "ya" where any row is seen.
UMUM: dict[str, Any] = {
    "Fasilitas": Fasilitas,
    "Insiden": Insiden,
    "EksporKasus": EksporKasus,
    "Pemusnahan": Pemusnahan,
    "DugaanPenelusuran": DugaanPenelusuran,
}


def harapan() -> dict[str, dict[str, set[str]]]:
    """Return what each person must see: person → table → cases (or ``ya``)."""
    with TABEL.open(encoding="utf-8", newline="") as berkas:
        return {
            b.pop("orang"): {tabel: set(sel.split()) for tabel, sel in b.items()}
            for b in csv.DictReader(berkas)
        }


def terlihat(dunia: "Dunia", nama: str, tabel: Iterable[str] = ()) -> dict[str, set[str]]:
    """Return what *nama* sees now, in the shape of :func:`harapan` (of *tabel*, or of all)."""
    user = Pengguna.objects.get(pk=dunia.orang[nama].pk)
    return {t: _lihat(dunia, user, t) for t in tabel or (*PER_KASUS, *UMUM, DITANGANI)}


def _lihat(dunia: "Dunia", user: Pengguna, tabel: str) -> set[str]:
    if tabel in UMUM:
        return {"ya"} if UMUM[tabel].objects.untuk(user).exists() else set()
    if tabel == DITANGANI:
        baris = Kasus.objects.untuk(user).ditangani(user)
    else:
        baris = PER_KASUS[tabel].objects.untuk(user)
    return {dunia.label[pk] for pk in baris.values_list("pk", flat=True)}


class Dunia:
    """Everybody, four cases, and one row per case in each secret table."""

    def __init__(self, tuban: Any) -> None:
        self.label: dict[Any, str] = {}
        self.lembaga = {
            n: Lembaga.objects.create(nama=f"Lembaga {n}", singkatan=n, wilayah=tuban.wilayah)
            for n in {unit for _, unit in ORANG.values() if unit}
        }
        self.orang = {nama: self._orang(nama) for nama in ORANG}
        self.instansi = {
            n: Instansi.objects.create(lembaga=self.lembaga[n], tipe="RSUD", layanan=[])
            for n in ("RSUD", "LBH")
        }
        self.kasus = {
            nama: self._kasus(nama, tingkat, unit)
            for nama, tingkat, unit in (
                ("k1", 1, "UPTD"), ("k2", 2, "UPTD"), ("k3", 3, "UPTD"), ("asing", 1, "P2TP2A"),
            )
        }  # fmt: skip
        self._akses()
        self._antar_kasus()
        self._umum()

    def _orang(self, nama: str) -> Pengguna:
        peran, unit = ORANG[nama]
        lembaga = self.lembaga.get(unit)
        user = Pengguna.objects.create(username=nama, nama=nama, lembaga=lembaga, demo=True)
        for satu in peran.split("+"):
            Penugasan.objects.create(
                pengguna=user, peran=satu, lembaga=lembaga, dasar="SK uji",
                mulai=dt.date(2020, 1, 1),
                selesai=dt.date(2021, 1, 1) if nama == "mantan" else None,
            )  # fmt: skip
        return user

    def buat(self, model: Any, label: str, /, **isian: Any) -> Any:
        """Make a row that belongs to the case called *label*."""
        baris = model.objects.sistem(UJI).create(**isian)
        self.label[baris.pk] = label
        return baris

    def _kasus(self, nama: str, tingkat: int, unit: str) -> Kasus:
        kini, o = timezone.now(), self.orang
        manajer = o["manajer_lain" if nama == "asing" else "manajer"]
        kasus = self.buat(
            Kasus, nama, unit=self.lembaga[unit], tingkat=tingkat, saluran="LANGSUNG",
            tanggal_lapor=kini - HARI, dibuat_oleh=manajer,
        )  # fmt: skip
        korban = self.buat(Korban, nama, kasus=kasus, kode="A", kelamin="P", tempat="LAINNYA")
        terlapor = self.buat(Terlapor, nama, kasus=kasus, kode="X", kelamin="L")
        k = {"korban": korban}
        self.buat(Identitas, nama, kasus=kasus, **k, nama="DEMO Korban")
        self.buat(Hubungan, nama, **k, terlapor=terlapor, hubungan="NA")
        self.buat(Pelapor, nama, kasus=kasus)
        self.buat(
            ProsesHukumTerlapor, nama, terlapor=terlapor, proses="PENYELIDIKAN",
            tanggal=dt.date(2026, 1, 1), dicatat_oleh=manajer,
        )  # fmt: skip
        self.buat(CatatanKasus, nama, kasus=kasus, isi="x", oleh=manajer)
        self.buat(Asesmen, nama, **k, mulai=kini, oleh=manajer)
        rencana = self.buat(
            RencanaIntervensi, nama, **k, tujuan="x", disusun_dengan="x", oleh=manajer
        )
        self.buat(ButirRencana, nama, rencana=rencana, jenis="KESEHATAN")
        self.buat(Layanan, nama, **k, jenis="KESEHATAN", fungsi="PENDAMPINGAN", oleh=manajer)
        self.buat(Pemantauan, nama, **k, oleh=manajer)
        self.buat(Terminasi, nama, kasus=kasus, alasan="TUNTAS", diajukan_oleh=manajer)
        persetujuan = self.buat(
            Persetujuan, nama, **k, sektor="KESEHATAN", dasar="PERSETUJUAN", pemberi="SENDIRI",
            oleh=manajer,
        )  # fmt: skip
        self.buat(TautanKonflik, nama, **k, keterkaitan="DUGAAN", alasan="x", oleh=manajer)
        self.buat(
            KebutuhanKorban, nama, **k, kebutuhan="PANGAN", dibutuhkan_pada=dt.date(2026, 1, 1),
            dicatat_oleh=manajer,
        )  # fmt: skip
        self.buat(
            Mediasi, nama, **k, pilihan_penerima=True, pokok="x", mediator="x", mulai=kini,
            jenis="PERDATA", bebas_tekanan=True, tidak_berulang=True, mediator_terlatih=True,
            dicatat_oleh=manajer,
        )  # fmt: skip
        self.buat(Tenggat, nama, kasus=kasus, langkah="RESPONS", mulai=kini, batas=kini + HARI)
        fasilitas = Fasilitas.objects.sistem(UJI).create(
            kode=f"Melati {nama}", unit=self.lembaga[unit], kapasitas=4
        )
        self.buat(Penampungan, nama, **k, fasilitas=fasilitas, masuk=kini, dicatat_oleh=manajer)
        self._rujukan(nama, kasus, korban, persetujuan, manajer)
        self._di_sekitar(nama, kasus, korban, manajer)
        return kasus

    def _rujukan(self, nama: str, kasus: Any, korban: Any, persetujuan: Any, by: Any) -> None:
        kini = timezone.now()

        def kirim(kode: str, **lain: Any) -> Rujukan:
            isian = {
                "kode": f"R-{nama}-{kode}"[:12], "korban": korban,
                "instansi": self.instansi["RSUD"], "jenis": "KESEHATAN", "sektor": "KESEHATAN",
                "persetujuan": persetujuan, "dasar": "PERSETUJUAN", "alasan": "x",
                "dikirim_oleh": by, "dikirim_pada": kini - HARI, "batas_jawab": kini + HARI,
                "sampai": kini + 90 * HARI, "tersegel": kasus.tersegel,
            } | lain  # fmt: skip
            return Rujukan.objects.sistem(UJI).create(**isian)

        satu = kirim("1", penerima=self.orang["mitra_disebut"] if kasus.tersegel else None)
        self.label[satu.pk] = nama
        # Expired and withdrawn: a partner sees neither any more.
        for lain in (
            kirim("2", sampai=kini - HARI),
            kirim("3", status=StatusRujukan.DITARIK, ditarik_pada=kini),
        ):
            self.label[lain.pk] = f"{nama}-mati"
        dokumen = DokumenKasus.objects.sistem(UJI).create(
            jenis=JenisDokumenKasus.SURAT_RUJUKAN, judul="Surat", snapshot={"a": 1},
            versi_templat="uji", kunci=uuid4().hex, diminta_oleh=by, kasus=kasus, rujukan=satu,
        )  # fmt: skip
        self.label[dokumen.pk] = nama

    def _di_sekitar(self, nama: str, kasus: Any, korban: Any, by: Any) -> None:
        kini, o = timezone.now(), self.orang
        self.buat(
            Pengaduan, nama, kunci=uuid4(), pelapor=o["patbm"], unit=kasus.unit,
            lapor_pada=kini - HARI, dibuat_pada=kini - HARI / 2, tindakan="RUJUK",
            langsung=kasus.tersegel, kasus=kasus, status=StatusPengaduan.DITERIMA,
            diterima_oleh=by, diterima_pada=kini,
        )  # fmt: skip
        if nama in ("k1", "k3"):
            self.buat(
                Pengaduan, f"{nama}-baru", kunci=uuid4(), pelapor=o["patbm"], unit=kasus.unit,
                lapor_pada=kini - HARI, tindakan="RUJUK", langsung=kasus.tersegel,
            )  # fmt: skip
        konferensi = self.buat(KonferensiKasus, nama, kasus=kasus, pada=kini, bahan="x", oleh=by)
        if nama == "k2":
            for diundang in ("peserta", "peserta_dilarang", "superadmin"):
                self.buat(
                    PesertaKonferensi, nama, konferensi=konferensi, pengguna=o[diundang],
                    keperluan="x",
                )  # fmt: skip
        self.buat(PermintaanSubjek, nama, korban=korban, jenis="JEJAK", batas=kini + HARI, oleh=by)
        if nama == "k1":
            lalu = self.buat(
                KonferensiKasus, "k1-lalu", kasus=kasus, pada=kini - 8 * HARI, bahan="x", oleh=by
            )
            self.buat(
                PesertaKonferensi, "k1-lalu", konferensi=lalu, pengguna=o["peserta"],
                keperluan="x",
            )  # fmt: skip
            self.buat(
                Pengaduan, "k1-bekas", kunci=uuid4(), pelapor=o["bekas_kader"], unit=kasus.unit,
                lapor_pada=kini - HARI, tindakan="RUJUK",
            )  # fmt: skip

    def _akses(self) -> None:
        kini, o = timezone.now(), self.orang
        tim = [(n, "manajer") for n in ("k1", "k2", "k3")] + [("asing", "manajer_lain")]
        tim += [(n, "pendamping_tim") for n in ("k1", "k2", "k3")]
        tim += [(n, "dilarang_dalam_tim") for n in ("k1", "k3")]
        tim += [("k1", "dalam_tim_tanpa_peran"), ("k1", "rangkap_admin"), ("k1", "mantan")]
        for kasus, nama in tim:
            self.buat(
                TimKasus, kasus, kasus=self.kasus[kasus], pengguna=o[nama],
                peran=PeranTim.PENDAMPING, mulai=kini - HARI, ditunjuk_oleh=o["manajer"],
                selesai=kini + HARI if (nama, kasus) == ("pendamping_tim", "k1") else None,
            )  # fmt: skip
        TimKasus.objects.sistem(UJI).create(
            kasus=self.kasus["k1"], pengguna=o["pendamping_selesai"], peran=PeranTim.PENDAMPING,
            mulai=kini - 2 * HARI, selesai=kini - HARI, ditunjuk_oleh=o["manajer"],
        )  # fmt: skip
        TimKasus.objects.sistem(UJI).create(
            kasus=self.kasus["k2"], pengguna=o["pendamping_selesai"], peran=PeranTim.PENDAMPING,
            mulai=kini + HARI, ditunjuk_oleh=o["manajer"],
        )  # fmt: skip
        for nama in ("dilarang", "dilarang_dalam_tim", "dilarang_bersegel", "mitra_dilarang",
                     "peserta_dilarang", "ppdp_dilarang", "dilarang_satu"):  # fmt: skip
            for kasus in self.kasus.values():
                if nama == "dilarang_satu" and kasus != self.kasus["k1"]:
                    continue
                self.buat(
                    LaranganAkses, self.label[kasus.pk], kasus=kasus, pengguna=o[nama],
                    alasan="x", oleh=o["manajer"],
                )  # fmt: skip
        LaranganAkses.objects.sistem(UJI).create(
            kasus=self.kasus["k1"], pengguna=o["dilarang_dicabut"], alasan="x", oleh=o["manajer"],
            dicabut_oleh=o["manajer"], dicabut_pada=kini + HARI,
        )  # fmt: skip
        for nama, sampai, ditutup in (
            ("pembuka_segel", kini + HARI, None), ("segel_habis", kini - HARI / 8, None),
            ("segel_ditutup", kini + HARI, kini), ("dilarang_bersegel", kini + HARI, None),
            ("pendamping_bersegel", kini + HARI, None),
        ):  # fmt: skip
            self.buat(
                BukaSegel, "k3", kasus=self.kasus["k3"], pengguna=o[nama], alasan="x",
                dibuat_pada=kini - HARI / 4, sampai=sampai, ditutup_pada=ditutup,
                batas_telaah=kini + 3 * HARI,
            )  # fmt: skip
        for kasus, nama, sampai in (
            ("k1", "manajer", kini + HARI), ("k1", "supervisor", kini - HARI / 8),
            ("k1", "dilarang", kini + HARI), ("k3", "pembuka_segel", kini + HARI),
            ("k3", "segel_habis", kini + HARI), ("k1", "sekretariat", kini + HARI),
        ):  # fmt: skip
            self.buat(
                AksesIdentitas, kasus, kasus=self.kasus[kasus], pengguna=o[nama], alasan="x",
                dibuat_pada=kini - HARI / 4, sampai=sampai,
            )  # fmt: skip

    def _antar_kasus(self) -> None:
        """Rows between cases, and notices: who gets them is not only a matter of one case."""
        o, korban = self.orang, Korban.objects.sistem(UJI)
        for satu, dua in (("k1", "k2"), ("k1", "k3"), ("k1", "asing"), ("asing", "k2")):
            self.buat(
                GabungOrang, f"{satu}+{dua}", tetap=korban.get(kasus=self.kasus[satu]),
                digabung=korban.get(kasus=self.kasus[dua]), alasan="x", oleh=o["manajer"],
                sama=False,
            )  # fmt: skip
        for nama, kasus, jenis in (
            ("manajer", "k1", "uji"), ("manajer", "k3", "uji"), ("dilarang", "k1", "uji"),
            ("pendamping_luar", "k1", "uji"), ("pendamping_luar", "k3", "uji"),
            ("mitra_disebut", "k3", sorted(UNTUK_ORANG_LUAR)[0]), ("opd", "", "uji"),
        ):  # fmt: skip
            self.buat(
                NotifikasiKasus, kasus or "tanpa", pengguna=o[nama], kasus=self.kasus.get(kasus),
                kode="K-UJI", jenis=jenis,
            )  # fmt: skip
        for label, kasus, oleh in (
            ("k1-jejak", "k1", "ppdp"), ("k3-jejak", "k3", "manajer_seunit"),
            ("kosong", "", "patbm"),
        ):  # fmt: skip
            self.buat(
                DokumenKasus, label, jenis=JenisDokumenKasus.LEMBAR_PENGADUAN, judul="x",
                snapshot={"a": 1}, versi_templat="uji", kunci=uuid4().hex, diminta_oleh=o[oleh],
                kasus=self.kasus.get(kasus),
            )  # fmt: skip

    def _umum(self) -> None:
        kini, o = timezone.now(), self.orang
        Insiden.objects.sistem(UJI).create(
            kode="I-UJI", diketahui_pada=kini, batas=kini + 3 * HARI, uraian="x",
            data_terungkap="x", upaya="x", oleh=o["ppdp"],
        )  # fmt: skip
        EksporKasus.objects.sistem(UJI).create(
            kode="E-UJI", jenis=JenisEkspor.SIMFONI, dari=kini.date(), sampai=kini.date(),
            jumlah=1, sha256="0" * 64, oleh=o["manajer"],
        )  # fmt: skip
        Pemusnahan.objects.sistem(UJI).create(
            diusulkan_oleh=o["supervisor"], per_tanggal=kini.date(), daftar=[], jumlah=0
        )
        DugaanPenelusuran.objects.sistem(UJI).create(
            pengguna=o["manajer_seunit"], jumlah=21, di_luar_tugas=4
        )
