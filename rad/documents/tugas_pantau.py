"""What monitoring asks of a person: reports to write, to repair, to verify."""

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from pokja.models import Pengguna
from pokja.tugas import Daftar, Tugas, dari, gabung
from rad.aturan.jadwal import Jadwal
from rad.documents.pantau import jadwal_kini
from rad.enums_pantau import StatusLaporan, StatusTanggapan
from rad.models import Aksi, AturanPantau, BukaKunci, LaporanAksi, Rad, TanggapanWarga
from rad.models.pantau_aturan import PERAN_OPD


def susun(user: Pengguna) -> Daftar:
    """An OPD repairs what came back and reports the last period until its cut-off; the Sekretariat
    verifies what came in."""
    if not user.has_perm("rad.lihat_pantau"):
        return Daftar([], 0)
    bagian = []
    if lembaga := user.lembaga_sebagai(*PERAN_OPD):
        bagian += [_perbaiki(user, lembaga), _laporkan(user, lembaga)]
    if user.has_perm("rad.verifikasi_laporan"):
        bagian += [_periksa(user), _tanggapan(user)]
    return gabung(*bagian, lanjut="rad:daftar")


def _perbaiki(user: Pengguna, lembaga: frozenset[object]) -> Daftar:
    kembali = (
        LaporanAksi.objects.untuk(user)
        .filter(status=StatusLaporan.DIKEMBALIKAN, aksi__penanggung_jawab__in=lembaga)
        .select_related("aksi")
        .order_by("diputuskan_pada", "pk")
    )
    return dari(
        kembali,
        lambda laporan: Tugas(
            judul=f"Perbaiki laporan {laporan.periode} {laporan.tahun}: {laporan.aksi.uraian}",
            alamat="rad:laporan_aksi_buka",
            pk=laporan.pk,
            keterangan="Sekretariat mengembalikannya; alasannya ada di halamannya.",
            status=laporan.status,
        ),
    )


def _laporkan(user: Pengguna, lembaga: frozenset[object]) -> Daftar:
    butir = []
    hari = timezone.localdate()
    for rad in Rad.objects.untuk(user).filter(mulai__lte=hari.year, selesai__gte=hari.year - 1):
        jadwal = jadwal_kini(AturanPantau.milik(rad))
        if not _dapat_dilaporkan(rad, jadwal, lembaga):
            continue
        terkirim = LaporanAksi.objects.filter(
            aksi=OuterRef("pk"), tahun=jadwal.tahun, periode=jadwal.periode
        ).exclude(status=StatusLaporan.DRAF)
        belum = (
            Aksi.objects.dipantau()
            .filter(~Exists(terkirim), rad=rad, penanggung_jawab__in=lembaga)
            .count()
        )
        if belum:
            butir.append(
                Tugas(
                    judul=f"Laporkan {jadwal.periode.value} {jadwal.tahun}: {belum} aksi",
                    alamat="rad:pantau_kini",
                    pk=rad.pk,
                    keterangan=f"Realisasi, anggaran, dan data dukung {rad}.",
                    batas=jadwal.batas,
                )
            )
    return Daftar(butir, len(butir))


def _dapat_dilaporkan(rad: Rad, jadwal: Jadwal, lembaga: frozenset[object]) -> bool:
    hari = timezone.localdate()
    if not jadwal.dibuka(hari):
        return False
    if not jadwal.terkunci(hari):
        return True
    dibuka = BukaKunci.objects.untuk_periode(rad, jadwal.tahun, jadwal.periode, hari)
    return dibuka.filter(Q(lembaga=None) | Q(lembaga__in=lembaga)).exists()


def _periksa(user: Pengguna) -> Daftar:
    """One task per period with reports that wait, with the number of those *user* may verify."""
    menunggu = (
        LaporanAksi.objects.untuk(user)
        .filter(status=StatusLaporan.DILAPORKAN)
        .exclude(dilaporkan_oleh=user)
        .order_by("tahun", "periode")
        .values_list("aksi__rad", "tahun", "periode")
        .annotate(n=Count("pk"))
    )
    butir = [
        Tugas(
            judul=f"Periksa laporan {periode} {tahun}: {n} aksi",
            alamat="rad:pantau_kini",
            pk=rad,
            keterangan="Data dukung, capaian, dan nilainya.",
            status=StatusLaporan.DILAPORKAN,
            kueri=f"?tahun={tahun}&periode={periode}&keadaan=dilaporkan",
        )
        for rad, tahun, periode, n in menunggu
    ]
    return Daftar(butir, len(butir))


def _tanggapan(user: Pengguna) -> Daftar:
    menunggu = TanggapanWarga.objects.untuk(user).filter(status=StatusTanggapan.MENUNGGU)
    sejak, n = menunggu.aggregate(sejak=Min("dibuat_pada"), n=Count("pk")).values()
    if not n:
        return Daftar([], 0)
    satu = Tugas(judul=f"Periksa {n} tanggapan warga", alamat="rad:tanggapan_daftar", sejak=sejak)
    return Daftar([satu], 1)
