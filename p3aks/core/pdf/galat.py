"""What can go wrong while a PDF is made, said so that a clerk knows what to do next."""


class GalatPdf(Exception):
    """Base of all PDF errors.

    ``str()`` is the Indonesian text for the person who asked for the document; ``rinci`` is the
    technical detail for the log (never shown, may be empty).
    """

    pesan = "Dokumen belum dapat dibuat. Coba lagi, atau hubungi pengelola sistem."

    def __init__(self, rinci: str = "") -> None:
        super().__init__(self.pesan)
        self.rinci = rinci
        if rinci:
            self.add_note(rinci)  # seen in tracebacks, never in str()


class GalatTerlaluBesar(GalatPdf):
    pesan = (
        "Isi dokumen terlalu besar atau terlalu rumit untuk dicetak sekaligus. "
        "Persempit isinya, misalnya per bidang atau per tahun, lalu buat kembali."
    )


class GalatTerlaluLama(GalatPdf):
    pesan = (
        "Pembuatan dokumen dihentikan karena melewati batas waktu. "
        "Coba lagi saat sistem tidak sibuk, atau persempit isi dokumen."
    )


class GalatMemori(GalatPdf):
    pesan = (
        "Memori untuk membuat dokumen ini tidak cukup. "
        "Persempit isi dokumen, atau minta pengelola sistem menaikkan batas memori."
    )


class GalatHuruf(GalatPdf):
    pesan = (
        "Huruf Bookman untuk naskah dinas tidak ditemukan pada server, sehingga dokumen tidak "
        "dibuat. Minta pengelola sistem memeriksa pengaturan huruf (FONTCONFIG_FILE)."
    )


class GalatMesin(GalatPdf):
    pesan = (
        "Mesin pembuat PDF berhenti tiba-tiba. Data Anda tidak berubah. "
        "Coba lagi; bila terulang, hubungi pengelola sistem."
    )


class GalatDibatalkan(GalatPdf):
    pesan = "Pembuatan dokumen dibatalkan."
