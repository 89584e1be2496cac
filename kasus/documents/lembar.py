"""The lembar pengaduan: the questions of the report form, on screen and on paper, in one order.

The form (`kasus.forms.pengaduan`) takes its words from here, so a sheet that was filled in
without signal is copied line by line.
"""

from dataclasses import dataclass

from kasus.aturan.triase import JAM_RUJUK, PERTANYAAN, Jawaban, Pertanyaan, Tindakan
from kasus.enums import HubunganPelaku, TempatKejadian
from kasus.enums_akses import JabatanTerlapor, KanalAman
from kasus.enums_orang import JenisKelamin

Pilihan = tuple[tuple[str, str], ...]

TEMPAT: Pilihan = (
    (TempatKejadian.RUMAH_TANGGA, "Di rumah"),
    (TempatKejadian.SEKOLAH, "Di sekolah"),
    (TempatKejadian.TEMPAT_KERJA, "Di tempat kerja"),
    (TempatKejadian.FASUM, "Di tempat umum: jalan, pasar, lapangan"),
    (TempatKejadian.PENDIDIKAN_KILAT, "Di tempat kursus atau pelatihan"),
    (TempatKejadian.PENGUNGSIAN, "Di tempat pengungsian"),
    (TempatKejadian.DARING, "Lewat telepon genggam atau internet"),
    (TempatKejadian.LAINNYA, "Tempat lain, atau tidak tahu"),
)
JABATAN: Pilihan = (
    (JabatanTerlapor.BUKAN, "Bukan, atau tidak tahu"),
    (JabatanTerlapor.PERANGKAT_DESA, "Kepala desa, lurah, atau perangkatnya"),
    (JabatanTerlapor.PEJABAT, "Pejabat pemerintah atau anggota dewan"),
    (JabatanTerlapor.ASN, "Pegawai negeri (ASN), termasuk guru negeri"),
    (JabatanTerlapor.APARAT, "TNI, polisi, jaksa, atau hakim"),
    (JabatanTerlapor.POKJA, "Anggota Pokja P3AKS"),
    (
        JabatanTerlapor.SEKANTOR,
        "Pegawai unit layanan, dinas, atau rumah sakit yang menangani kasus",
    ),
)
_H = HubunganPelaku
HUBUNGAN: Pilihan = (
    (_H.NA, "Tidak tahu"),
    (_H.SUAMI_ISTRI, "Suami atau istri"),
    (_H.MANTAN, "Mantan suami atau istri"),
    (_H.ORANG_TUA, "Orang tua, termasuk tiri dan angkat"),
    (_H.KELUARGA, "Keluarga atau saudara"),
    (_H.PACAR_TEMAN, "Pacar atau teman"),
    (_H.TETANGGA, "Tetangga"),
    (_H.GURU, "Guru, pelatih, atau guru mengaji"),
    (_H.MAJIKAN, "Majikan"),
    (_H.REKAN_KERJA, "Teman kerja"),
    (_H.PIHAK_KONFLIK, "Orang dari kelompok yang bentrok"),
    (_H.TIDAK_DIKENAL, "Orang yang tidak dikenal korban"),
    (_H.LAINNYA, "Lainnya"),
)
KANAL: Pilihan = (
    (KanalAman.TIDAK, "Jangan menghubungi korban; hubungi saya dahulu"),
    (KanalAman.TELEPON, "Telepon, pada jam yang saya tulis di bawah"),
    (KanalAman.PESAN, "Pesan singkat atau WhatsApp"),
    (KanalAman.LANGSUNG, "Hanya bertemu langsung"),
)
KELAMIN: Pilihan = ((JenisKelamin.P, "Perempuan"), (JenisKelamin.L, "Laki-laki"))
KELAMIN_TERLAPOR: Pilihan = (("", "Tidak tahu"), *KELAMIN)
ASAL: Pilihan = (
    ("", "Tidak saya sebutkan"),
    ("KORBAN", "Korban sendiri"),
    ("MELIHAT", "Saya melihat atau mendengar sendiri"),
    ("ORANG_LAIN", "Orang lain"),
)


@dataclass(frozen=True)
class Ruas:
    """One thing the sheet asks. ``baris``: writing lines on paper; ``identitas``: tier F3."""

    id: str
    tanya: str
    label: str
    bantuan: str = ""
    pilihan: Pilihan = ()
    wajib: bool = False
    identitas: bool = False
    baris: int = 1

    @property
    def pendek(self) -> bool:
        """Whether half the width of a page is enough."""
        return self.baris == 1 and len(self.pilihan) <= 3

    @property
    def garis(self) -> range:
        """One step per writing line on paper."""
        return range(self.baris)


@dataclass(frozen=True)
class Bagian:
    """A group of questions under one heading."""

    judul: str
    ruas: tuple[Ruas, ...]


BAGIAN: tuple[Bagian, ...] = (
    Bagian(
        "Apa yang terjadi",
        (
            Ruas(
                "cerita", "Apa yang terjadi?", "Yang terjadi",
                "Tulis dengan kata Anda sendiri: apa, di mana, kapan, siapa saja bila korbannya "
                "lebih dari satu. Yang belum Anda tahu tidak perlu ditanyakan kepada korban.",
                wajib=True, baris=8,
            ),
            Ruas(
                "kejadian", "Tanggal berapa kejadiannya?", "Tanggal kejadian",
                "Misalnya 22 November 2026, atau tahunnya saja. Kosongkan bila tidak tahu.",
            ),
            Ruas("tempat", "Di tempat apa?", "Tempat kejadian", pilihan=TEMPAT, wajib=True),
        ),
    ),
    Bagian(
        "Korban",
        (
            Ruas(
                "nama_korban", "Siapa korbannya?", "Nama korban",
                "Nama atau panggilan. Kosongkan bila tidak tahu.", identitas=True,
            ),
            Ruas(
                "kelamin", "Perempuan atau laki-laki?", "Jenis kelamin korban",
                pilihan=KELAMIN, wajib=True,
            ),
            Ruas(
                "usia", "Berapa umurnya waktu kejadian?", "Umur korban",
                "Kira-kira saja, dalam tahun. Kosongkan bila tidak tahu.",
            ),
        ),
    ),
    Bagian(
        "Menghubungi korban dengan aman",
        (
            Ruas(
                "kanal", "Bagaimana unit boleh menghubungi korban?", "Cara menghubungi yang aman",
                "Pilih yang tidak diketahui orang yang dilaporkan.", pilihan=KANAL,
            ),
            Ruas("telepon", "Nomor telepon yang aman", "Telepon", identitas=True),
            Ruas(
                "alamat", "Di mana dan jam berapa korban aman ditemui?", "Tempat dan jam yang aman",
                "Dusun, rumah siapa, lewat siapa.", identitas=True, baris=2,
            ),
        ),
    ),
    Bagian(
        "Orang yang dilaporkan",
        (
            Ruas(
                "jabatan", "Apakah ia pejabat, pegawai pemerintah, atau aparat?",
                "Jabatan terlapor",
                "Bila ya, laporan ini hanya dibaca kepala unit. Bila ia kepala unit itu sendiri, "
                "jangan kirim dari sini; telepon SAPA 129.",
                pilihan=JABATAN, wajib=True,
            ),
            Ruas(
                "nama_terlapor", "Siapa namanya?", "Nama terlapor",
                "Nama atau panggilan. Kosongkan bila tidak tahu.", identitas=True,
            ),
            Ruas(
                "kelamin_terlapor", "Perempuan atau laki-laki?", "Jenis kelamin terlapor",
                pilihan=KELAMIN_TERLAPOR,
            ),
            Ruas("hubungan", "Ia siapanya korban?", "Hubungan dengan korban", pilihan=HUBUNGAN),
            Ruas(
                "serumah", "Ia tinggal serumah dengan korban", "Tinggal serumah",
                pilihan=(("ya", "Ya"),),
            ),
        ),
    ),
    Bagian(
        "Tentang laporan ini",
        (
            Ruas("asal", "Dari siapa Anda tahu?", "Diketahui dari", pilihan=ASAL),
            Ruas(
                "lapor_pada", "Hari dan jam lembar kertas diisi", "Lembar kertas diisi",
                "Hanya bila laporan ini disalin dari lembar kertas, misalnya 22 November 2026 "
                "14.30. Kosongkan bila baru sekarang.",
            ),
        ),
    ),
)  # fmt: skip
RUAS: dict[str, Ruas] = {r.id: r for bagian in BAGIAN for r in bagian.ruas}


@dataclass(frozen=True)
class LembarKosong:
    """The blank sheet: numbered questions, how to read the answers, and what to write down."""

    tanya: tuple[tuple[int, Pertanyaan], ...]
    jawaban: tuple[str, ...]
    segera: str
    segera_tidak_tahu: str
    ringan: int
    jam_rujuk: int
    bagian: tuple[Bagian, ...]


def lembar_kosong() -> LembarKosong:
    """Return what the blank sheet prints, for the page and for its PDF.

    The numbers under "call now" and "stays in the village" come from the triage rule itself.
    """
    tanya = tuple(enumerate(PERTANYAAN, start=1))
    sekarang = Tindakan.HUBUNGI_SEKARANG
    return LembarKosong(
        tanya=tanya,
        jawaban=tuple(str(label) for label in Jawaban.labels),
        segera=_sebut([n for n, p in tanya if p.bila_ya == sekarang]),
        segera_tidak_tahu=_sebut([n for n, p in tanya if p.bila_tidak_tahu == sekarang]),
        ringan=next(n for n, p in tanya if p.id == "perselisihan"),
        jam_rujuk=JAM_RUJUK,
        bagian=BAGIAN,
    )


def _sebut(nomor: list[int]) -> str:
    """Write numbers as people read them: "1, 2, atau 3"."""
    *depan, akhir = [str(n) for n in nomor]
    if not depan:
        return akhir
    return f"{', '.join(depan)}{',' if len(depan) > 1 else ''} atau {akhir}"
