"""The drafting rules that a regulation is checked against, and the shape of a finding.

``dasar`` names the source only as far as it was read; no number is cited that
was not seen. A galat keeps the text from becoming final, a peringatan does not.
"""

from dataclasses import dataclass

GALAT, PERINGATAN = "galat", "peringatan"
LAMPIRAN_II = "UU 12/2011 Lampiran II"
PRODUK_HUKUM = "Tata naskah produk hukum daerah"
SISTEM = "Aturan sistem"


@dataclass(frozen=True)
class Aturan:
    """A rule: its code, its sentence, where it comes from, how grave a breach is."""

    kode: str
    bunyi: str
    dasar: str = LAMPIRAN_II
    tingkat: str = GALAT


@dataclass(frozen=True)
class Temuan:
    """A breach: which rule, how grave, what is wrong in words for the drafter, and where.

    ``objek`` is ``"model:uuid"`` of the row to open, or empty.
    """

    aturan: str
    tingkat: str
    pesan: str
    tempat: str
    objek: str = ""

    @property
    def bunyi(self) -> str:
        """The rule in one sentence."""
        return ATURAN[self.aturan].bunyi

    @property
    def dasar(self) -> str:
        """Where the rule comes from."""
        return ATURAN[self.aturan].dasar


def temuan(kode: str, pesan: str, tempat: str, objek: str = "") -> Temuan:
    """Make a finding against rule *kode*; its gravity is the rule's."""
    return Temuan(kode, ATURAN[kode].tingkat, pesan, tempat, objek)


W = PERINGATAN
ATURAN: dict[str, Aturan] = {
    a.kode: a
    for a in (
        Aturan("JDL-01", "Peraturan mempunyai judul."),
        Aturan("JDL-02", "Judul tidak memuat singkatan atau akronim."),
        Aturan("JDL-03", "Judul tidak diakhiri tanda baca.", tingkat=W),
        Aturan("JDL-04", "Jenis peraturan tidak ditulis ulang dalam namanya."),
        Aturan("JDL-05", "Tahun dalam judul sama dengan periode RAD.", SISTEM),
        Aturan("KSD-01", "Konsiderans Menimbang wajib ada."),
        Aturan("KSD-02", "Setiap pertimbangan dimulai dengan kata “bahwa”.", tingkat=W),
        Aturan("KSD-03", "Urutan pertimbangan: filosofis, sosiologis, yuridis.", tingkat=W),
        Aturan(
            "KSD-04", "Pertimbangan memuat unsur filosofis, sosiologis, dan yuridis.", tingkat=W
        ),
        Aturan("KSD-05", "Pertimbangan terakhir “perlu menetapkan …” disusun oleh sistem."),
        Aturan("KSD-06", "Setiap pertimbangan merupakan satu kalimat.", tingkat=W),
        Aturan("KSD-07", "Pertimbangan berisi."),
        Aturan("MGT-01", "Dasar hukum Mengingat wajib ada."),
        Aturan("MGT-02", "Dasar kewenangan pada UUD 1945 dicantumkan.", tingkat=W),
        Aturan("MGT-03", "Undang-undang pembentukan daerah dicantumkan.", tingkat=W),
        Aturan("MGT-04", "Undang-undang pemerintahan daerah dicantumkan.", tingkat=W),
        Aturan("MGT-05", "Dasar hukum dicocokkan dengan naskah resminya.", SISTEM, W),
        Aturan("MGT-06", "Nomor lembaran atau berita negara/daerah dicantumkan.", tingkat=W),
        Aturan("MGT-07", "Undang-undang dan PP memuat nomor Tambahan Lembaran Negara.", tingkat=W),
        Aturan(
            "MGT-08", "Peraturan Presiden tidak mempunyai Tambahan Lembaran Negara.", PRODUK_HUKUM
        ),
        Aturan("MGT-09", "Dasar hukum masih berlaku."),
        Aturan("MGT-10", "Satu peraturan disebut satu kali."),
        Aturan("MGT-11", "Peraturan menteri atau daerah menyebut pembentuknya."),
        Aturan("MGT-12", "Perubahan disebut dari yang terlama; yang terakhir dikutip lengkap."),
        Aturan("BTG-01", "Batang tubuh mempunyai bab dan pasal."),
        Aturan("BTG-02", "Bab dan bagian tidak kosong."),
        Aturan("BTG-03", "Pasal tidak kosong."),
        Aturan("BTG-04", "Ayat dan rincian tidak kosong."),
        Aturan("BTG-05", "Dalam bab yang berbagian, setiap pasal termasuk satu bagian."),
        Aturan("BTG-06", "Bab tidak dibagi menjadi satu bagian saja.", tingkat=W),
        Aturan("BTG-07", "Rincian paling dalam empat tingkat: a., 1., a), 1)."),
        Aturan("BTG-08", "Rincian terdiri atas dua butir atau lebih.", tingkat=W),
        Aturan("BTG-09", "Sebelum rincian terakhir ada “dan”, “atau”, atau “dan/atau”."),
        Aturan("BTG-10", "Kalimat yang diakhiri titik dua diikuti rincian."),
        Aturan("BTG-11", "Rincian dimulai dengan huruf kecil.", tingkat=W),
        Aturan("BTG-12", "Nomor dan huruf tidak diketik; sistem yang memberi nomor.", SISTEM, W),
        Aturan("BTG-13", "Bilangan dalam norma diikuti kata dalam kurung: 3 (tiga)."),
        Aturan("BTG-14", "Kata dalam kurung sama dengan bilangannya."),
        Aturan("RJK-01", "Setiap rujukan menuju pasal atau ayat yang ada.", SISTEM),
        Aturan("RJK-02", "Kunci rujukan tidak dipakai dua kali.", SISTEM),
        Aturan("RJK-03", "Rujukan ke ayat pada pasal lain menyebut pasalnya.", tingkat=W),
        Aturan("RJK-04", "Rujukan diketik dengan kunci, bukan nomor tetap.", SISTEM, W),
        Aturan("RJK-05", "Tanda kurung kurawal hanya untuk rujukan dan bilangan.", SISTEM, W),
        Aturan("DEF-01", "Bab pertama memuat Ketentuan Umum.", tingkat=W),
        Aturan("DEF-02", "Pasal 1 memuat batasan pengertian.", tingkat=W),
        Aturan("DEF-03", "Setiap batasan pengertian memakai kata “adalah”.", tingkat=W),
        Aturan(
            "DEF-04", "Istilah yang diberi batasan dipakai dalam pasal-pasal berikutnya.", tingkat=W
        ),
        Aturan("DEF-05", "Batasan pengertian diawali huruf kapital.", tingkat=W),
        Aturan("DEF-06", "Singkatan dijelaskan sebelum dipakai.", tingkat=W),
        Aturan("PNP-01", "Pasal terakhir menyatakan saat mulai berlaku."),
        Aturan("PNP-02", "Bab terakhir memuat Ketentuan Penutup.", tingkat=W),
        Aturan("LMP-01", "Lampiran berasal dari satu versi RAD yang sudah ditetapkan.", SISTEM),
        Aturan("LMP-02", "Batang tubuh menyatakan Lampiran bagian tidak terpisahkan."),
        Aturan("LMP-03", "Lampiran memakai versi RAD terbaru.", SISTEM, W),
        Aturan("PJB-01", "Nama pejabat penanda tangan terisi.", PRODUK_HUKUM, W),
        Aturan("PJB-02", "Nama pejabat ditulis tanpa gelar.", PRODUK_HUKUM, W),
        Aturan("PJB-03", "Lambang negara tersedia untuk kop.", PRODUK_HUKUM, W),
        Aturan("DTP-01", "Naskah tidak memuat nomor identitas orang.", SISTEM),
    )
}
