"""What is asked of a person, and by when. Pure reading; the number of queries does not grow.

Each source below is one rule of reference/akses.md in the words of the beranda. A long source
gives its first rows and its full count.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, When

from p3aks.core.formatting import tanggal, tanggal_waktu
from pokja.enums import Peran
from pokja.models import Pengguna
from pokja.tugas import Daftar, Tugas
from rad.documents import tugas_pantau
from rad.documents.kunci_pengisian import pengisian
from rad.enums import StatusAksi, StatusPerbup, StatusRad
from rad.models import Aksi, Anggaran, Perbup, Rad, Telaah, TransisiAksi

MAKS = 12
OPD = (Peran.OPD_OPERATOR, Peran.OPD_KEPALA)
S = StatusAksi


def susun(user: Pengguna) -> Daftar:
    """Return everything the plan asks of *user* today, the most pressing first."""
    bagian = [sumber(user) for sumber in _sumber(user)]
    return Daftar(
        [t for b in bagian for t in b.butir],
        sum(b.jumlah for b in bagian),
        "rad:telaah" if user.has_perm("rad.telaah_aksi") else "rad:daftar",
    )


def _sumber(user: Pengguna) -> Iterable[Callable[[Pengguna], Daftar]]:
    if user.lembaga_sebagai(*OPD):
        yield _mulai_opd
        yield _aksi_opd
        yield _catatan_opd
    yield tugas_pantau.susun
    if user.has_perm("rad.kelola_rad"):
        yield from (_putusan, _jawaban, _penetapan)
    elif user.bidang_sebagai(Peran.KOORDINATOR_BIDANG):
        yield _telaah_bidang
    if user.has_perm("rad.sunting_perbup"):
        yield _perbup
    if Peran.BAPPEDA in user.peran:
        yield _anggaran


def _mulai_opd(user: Pengguna) -> Daftar:
    """An OPD without any action in a plan that is being assembled is asked to begin."""
    sudah = Aksi.objects.berlaku().filter(
        rad=OuterRef("pk"), penanggung_jawab__in=user.lembaga_sebagai(*OPD)
    )
    kosong = Rad.objects.untuk(user).filter(~Exists(sudah), status=StatusRad.PENYUSUNAN)
    butir = [
        Tugas(
            judul=f"Isi {rad}",
            alamat="rad:aksi_baru",
            pk=rad.pk,
            keterangan="Perangkat daerah Anda belum memiliki aksi di dalamnya.",
            batas=rad.batas_pengisian,
        )
        for rad in kosong
        if pengisian(user, rad).terbuka
    ]
    return Daftar(butir, len(butir))


def _aksi_opd(user: Pengguna) -> Daftar:
    """An OPD repairs what came back, then completes and submits its drafts."""
    milik = Aksi.objects.untuk(user).filter(
        penanggung_jawab__in=user.lembaga_sebagai(*OPD), status__in=(S.DIKEMBALIKAN, S.DRAF)
    )
    dahulu = Case(When(status=S.DIKEMBALIKAN, then=0), default=1, output_field=IntegerField())
    kembali = TransisiAksi.objects.filter(nama="kembalikan").select_related("oleh")
    daftar = (
        milik.select_related("rad")
        .prefetch_related("indikator__target", Prefetch("transisi", kembali, to_attr="kembali"))
        .order_by(dahulu, "rad__batas_pengisian", "urutan", "pk")
    )
    butir = list(daftar[:MAKS])
    tutup = {rad.pk for rad in {a.rad for a in butir} if not pengisian(user, rad).terbuka}
    return Daftar([_tugas_opd(a, a.rad_id in tutup) for a in butir], milik.count())


def _tugas_opd(aksi: Any, tutup: bool) -> Tugas:
    # ``kembali`` is what the prefetch above put there.
    if aksi.status == S.DIKEMBALIKAN:
        judul, sebab = "Perbaiki", _sebab_kembali(aksi.kembali[-1:])
    elif kurang := aksi.kekurangan():
        judul, sebab = "Lengkapi", " ".join(kurang)
    else:
        judul, sebab = "Ajukan", "Isinya lengkap dan belum diajukan."
    if tutup:
        sebab += " Pengisian sudah ditutup; mintalah Sekretariat membukanya."
    return Tugas(
        judul=f"{judul}{_sebutan(aksi)}: {aksi.uraian}",
        alamat="rad:aksi_detail",
        pk=aksi.pk,
        keterangan=sebab,
        status=aksi.status,
        batas=aksi.rad.batas_pengisian,
    )


def _sebutan(aksi: Aksi) -> str:
    """Say what kind of action waits, where it is not simply an action."""
    if aksi.menggantikan_id is None:
        return ""
    return " usul pencabutan" if aksi.mencabut else " perubahan"


def _sebab_kembali(terakhir: list[TransisiAksi]) -> str:
    return "".join(
        f"Dikembalikan {t.oleh.nama}, {tanggal_waktu(t.pada)}: “{t.alasan}”" for t in terakhir
    )


def _catatan_opd(user: Pengguna) -> Daftar:
    """An OPD answers the open comments that others wrote on its actions."""
    lembaga = user.lembaga_sebagai(*OPD)
    terbuka = _catatan_terbuka(user).filter(aksi__penanggung_jawab__in=lembaga)
    return _tugas_catatan(terbuka.exclude(oleh__lembaga__in=lembaga), "Jawab catatan")


def _jawaban(user: Pengguna) -> Daftar:
    """The Sekretariat reads what an OPD wrote on its own action, until it is marked done."""
    dari_opd = _catatan_terbuka(user).filter(oleh__lembaga=F("aksi__penanggung_jawab"))
    return _tugas_catatan(dari_opd.exclude(oleh__lembaga=user.lembaga_id), "Baca jawaban")


def _catatan_terbuka(user: Pengguna) -> Any:
    return Telaah.objects.filter(
        selesai_pada=None, aksi__in=Aksi.objects.untuk(user).hidup().values("pk")
    )


def _tugas_catatan(catatan: Any, judul: str) -> Daftar:
    butir = [
        Tugas(
            judul=f"{judul}: {t.aksi.uraian}",
            alamat="rad:aksi_detail",
            pk=t.aksi_id,
            keterangan=f"{t.oleh.nama}, {tanggal(t.dibuat_pada)}: “{t.isi[:200]}”",
            sejak=t.dibuat_pada,
        )
        for t in catatan.select_related("aksi", "oleh").order_by("dibuat_pada")[:MAKS]
    ]
    return Daftar(butir, catatan.count())


def _putusan(user: Pengguna) -> Daftar:
    """The Sekretariat decides on submissions, the oldest first, never on the own ones."""
    antre = Aksi.objects.untuk(user).filter(status=S.DIAJUKAN).exclude(diajukan_oleh=user)
    return _tugas_pengajuan(antre, "Putuskan", S.DIAJUKAN.label_sekretariat)


def _telaah_bidang(user: Pengguna) -> Daftar:
    """A koordinator reads each submission of the own field once: a comment settles it."""
    sudah = Telaah.objects.filter(
        aksi=OuterRef("pk"), oleh=user, dibuat_pada__gte=OuterRef("diajukan_pada")
    )
    antre = Aksi.objects.untuk(user).filter(
        ~Exists(sudah),
        status=S.DIAJUKAN,
        bidang__in=user.bidang_sebagai(Peran.KOORDINATOR_BIDANG),
    )
    return _tugas_pengajuan(antre, "Telaah", "Diajukan")


def _tugas_pengajuan(antre: Any, judul: str, label: str) -> Daftar:
    daftar = antre.select_related("penanggung_jawab", "diajukan_oleh").order_by("diajukan_pada")
    butir = [
        Tugas(
            judul=f"{judul}{_sebutan(a)}: {a.uraian}",
            alamat="rad:aksi_detail",
            pk=a.pk,
            keterangan=f"{a.penanggung_jawab.nama}, diajukan {a.diajukan_oleh.nama} "
            f"{tanggal_waktu(a.diajukan_pada)}",
            status=a.status,
            label=label,
            sejak=a.diajukan_pada,
        )
        for a in daftar[:MAKS]
    ]
    return Daftar(butir, antre.count())


def _penetapan(user: Pengguna) -> Daftar:
    """The Sekretariat opens a plan, fixes a version once actions are approved, and then has the
    Perbup drafted."""
    rencana = Rad.objects.untuk(user).annotate(
        disetujui=Count("aksi", filter=Q(aksi__status=S.DISETUJUI)),
        ber_perbup=Exists(Perbup.objects.filter(rad=OuterRef("pk"))),
    )
    butir = []
    if not rencana:
        butir.append(
            Tugas(
                judul="Buka RAD yang pertama",
                alamat="rad:rad_baru",
                keterangan="Tentukan periode dan batas pengisian agar perangkat daerah dapat "
                "mengisi aksinya.",
            )
        )
    for rad in rencana:
        if rad.disetujui:
            butir.append(
                Tugas(
                    judul=f"Tetapkan versi RAD: {rad.disetujui} aksi sudah disetujui",
                    alamat="rad:matriks",
                    pk=rad.pk,
                    keterangan=f"{rad}. Aksi masuk Lampiran Perbup setelah ditetapkan.",
                    status=S.DISETUJUI,
                    label="Belum ditetapkan",
                )
            )
        if rad.status == StatusRad.DITETAPKAN and not rad.ber_perbup:
            butir.append(
                Tugas(
                    judul=f"Siapkan rancangan Peraturan Bupati untuk {rad}",
                    alamat="rad:perbup_daftar",
                    keterangan="Versi RAD sudah ditetapkan, rancangannya belum ada.",
                )
            )
    return Daftar(butir, len(butir))


def _perbup(user: Pengguna) -> Daftar:
    """The Sekretariat writes the draft; Bagian Hukum harmonises, facilitates and records the
    number and dates that come from outside."""
    diminta = {
        StatusPerbup.RANCANGAN: "Selesaikan rancangan",
        StatusPerbup.HARMONISASI: "Harmonisasikan",
        StatusPerbup.FASILITASI: "Selesaikan fasilitasi",
        StatusPerbup.FINAL: "Catat nomor dan pengundangan",
    }
    milik_hukum = Peran.BAGIAN_HUKUM in user.peran
    kelola = user.has_perm("rad.kelola_rad")
    status = [s for s in diminta if (kelola if s == StatusPerbup.RANCANGAN else milik_hukum)]
    daftar = Perbup.objects.untuk(user).filter(status__in=status).defer("snapshot_final")
    butir = []
    for p in daftar.order_by("diubah_pada"):
        kurang = p.kekurangan_pengundangan if p.status == StatusPerbup.FINAL else []
        butir.append(
            Tugas(
                judul=f"{diminta[StatusPerbup(p.status)]}: Peraturan tentang {p.tentang}",
                alamat="rad:perbup_detail",
                pk=p.pk,
                keterangan=f"Belum dicatat: {', '.join(kurang)}." if kurang else "",
                status=p.status,
            )
        )
    return Daftar(butir, len(butir))


def _anggaran(user: Pengguna) -> Daftar:
    """Bappeda looks at what has no money yet (rule 13: flagged, not refused)."""
    butir = [
        Tugas(
            judul=f"Periksa anggaran: {rad.tanpa} aksi belum teranggarkan",
            alamat="rad:matriks",
            pk=rad.pk,
            keterangan=f"{rad}. Daftarnya ada di bawah.",
        )
        for rad in _rad_tanpa_anggaran(user)
    ]
    return Daftar(butir, len(butir))


def _rad_tanpa_anggaran(user: Pengguna) -> Any:
    kosong = tanpa_anggaran(user).values("pk")
    hitung = Count("aksi", filter=Q(aksi__in=kosong))
    return Rad.objects.untuk(user).annotate(tanpa=hitung).filter(tanpa__gt=0)


def tanpa_anggaran(user: Pengguna) -> Any:
    """Return the actions *user* may read that have no money in any year (a queryset)."""
    uang = Anggaran.objects.filter(aksi=OuterRef("pk"), pagu__gt=0)
    return Aksi.objects.untuk(user).berlaku().filter(~Exists(uang))
