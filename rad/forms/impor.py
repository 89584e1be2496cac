"""A spreadsheet of the RAD, checked row by row: what is new, what would change, what is wrong.

Nothing is stored here. A *masalah* keeps its row out, a *peringatan* does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from p3aks.core.formatting import normal_teks
from p3aks.core.tables.baca import baca
from p3aks.core.tables.bentuk import Lembar, huruf_kolom
from p3aks.core.uploads import BerkasDitolak
from pokja.models import Pengguna
from rad.actions.isi import IsiAksi
from rad.enums import StatusAksi
from rad.forms.baris_aksi import PembacaAksi
from rad.forms.impor_baris import Kamus, kosong
from rad.forms.impor_judul import Judul, cari_judul, lembar_bertabel
from rad.forms.impor_tabel import Baris, susun_tabel
from rad.models import Aksi, Rad
from rad.models.salinan import Salinan, beda, salin

PANJANG_NILAI = 200  # signs of a cell that a finding quotes
TETAP = StatusAksi.DITETAPKAN


@dataclass(frozen=True)
class Temuan:
    """One finding. ``baris`` as the spreadsheet counts; ``kolom`` names heading and letter;
    ``nilai`` is what stands in the cell; ``pesan`` says what is expected."""

    lembar: str
    baris: int
    kolom: str
    nilai: str
    pesan: str
    kunci: str = ""

    def data(self) -> dict[str, Any]:
        """Return the finding as the ``--json`` contract names it."""
        return {k: getattr(self, k) for k in ("lembar", "baris", "kolom", "nilai", "pesan")}


@dataclass
class CalonAksi:
    """An action that may be stored: ``aksi`` is the present one, None for a new one."""

    baris: list[int]
    isi: Salinan
    aksi: Aksi | None = None
    beda: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def jenis(self) -> str:
        """``baru``, ``berubah`` or ``sama``."""
        return "baru" if self.aksi is None else "berubah" if self.beda else "sama"

    def data(self) -> dict[str, Any]:
        """Return plain data for ``ImporRad.hasil``."""
        return {
            "baris": self.baris,
            "jenis": self.jenis,
            "id": str(self.aksi.pk) if self.aksi else None,
            "versi": self.aksi.versi if self.aksi else None,
            "isi": self.isi,
            "beda": [list(b) for b in self.beda],
        }


@dataclass
class HasilPeriksa:
    """What the check of one spreadsheet found."""

    judul: Judul
    baris: list[Baris]
    calon: list[CalonAksi] = field(default_factory=list)
    masalah: list[Temuan] = field(default_factory=list)
    peringatan: list[Temuan] = field(default_factory=list)

    @property
    def sah(self) -> int:
        """Number of spreadsheet rows that can be stored."""
        return sum(len(c.baris) for c in self.calon)

    @property
    def baris_bermasalah(self) -> list[int]:
        """Numbers of the rows that are kept out, in order."""
        return sorted({t.baris for t in self.masalah})

    def data(self) -> dict[str, Any]:
        """Return plain data for ``ImporRad.hasil``."""
        return {
            "lembar": self.judul.lembar.nama,
            "sah": self.sah,
            "bermasalah": len(self.baris_bermasalah),
            "masalah": [t.data() for t in self.masalah],
            "peringatan": [t.data() for t in self.peringatan],
            "aksi": [c.data() for c in self.calon],
        }


def periksa(nama: str, isi: bytes, *, rad: Rad, user: Pengguna) -> HasilPeriksa:
    """Read the spreadsheet *isi* (named *nama*) and check every row against *rad* for *user*.

    Raises BerkasDitolak when the file as a whole cannot be used.
    """
    lembar = baca(nama, isi)
    judul = cari_judul(lembar, rad)
    hasil = _Pemeriksa(judul, rad, user).jalankan()
    if not hasil.baris:
        raise BerkasDitolak(
            f"Lembar “{judul.lembar.nama}” memuat judul kolom, tetapi belum ada baris aksi."
        )
    hasil.peringatan[:0] = _peringatan_berkas(lembar, judul)
    return hasil


def _peringatan_berkas(lembar: Sequence[Lembar], judul: Judul) -> list[Temuan]:
    nama, nomor = judul.lembar.nama, judul.baris + 1
    lain = [x.nama for x in lembar_bertabel(lembar) if x is not judul.lembar]
    hasil = [
        Temuan(nama, nomor, f"{judul.label[c]} ({huruf_kolom(c)})", judul.label[c],
               "Kolom ini tidak dikenal dan diabaikan.")
        for c in judul.tak_dikenal
    ]  # fmt: skip
    if lain:
        pesan = f"Hanya lembar ini yang dibaca. Unggah sendiri: {', '.join(lain)}."
        hasil.append(Temuan(nama, nomor, "", "", pesan))
    return hasil


class _Pemeriksa:
    """Goes through the rows of one table."""

    def __init__(self, judul: Judul, rad: Rad, user: Pengguna) -> None:
        self.judul, self.rad, self.user = judul, rad, user
        tabel = susun_tabel(judul)
        self.kelompok = tabel.kelompok()
        self.hasil = HasilPeriksa(judul, tabel.baris)
        for b in tabel.dilewati:
            kunci = next(k for k, v in b.sel.items() if not kosong(v))
            self._ingat(b, kunci, "Baris ini dilewati karena tidak memuat aksi.")
        kamus = Kamus(rad, user)
        self.pembaca = PembacaAksi(kamus)
        self.lama = _Tersimpan(rad, user, kamus)
        self.terpakai: dict[Any, int] = {}

    def jalankan(self) -> HasilPeriksa:
        """Check every action."""
        for baris in self.kelompok:
            sebelum = len(self.hasil.masalah)
            calon = self._periksa_kelompok(baris)
            buruk = {t.baris for t in self.hasil.masalah[sebelum:]}
            if calon and not buruk:
                self.hasil.calon.append(calon)
                continue
            for b in baris:
                if b.nomor not in buruk:
                    satu = ", ".join(str(n) for n in sorted(buruk))
                    self._tolak(b, "uraian", f"Satu aksi dengan baris {satu} yang bermasalah.")
        self.hasil.masalah.sort(key=lambda t: t.baris)
        return self.hasil

    def _periksa_kelompok(self, baris: list[Baris]) -> CalonAksi | None:
        terbaca = self.pembaca.baca([b.sel for b in baris], [b.nomor for b in baris])
        for n, kunci, pesan in terbaca.masalah:
            self._tolak(baris[n], kunci, pesan)
        for n, kunci, pesan in terbaca.peringatan:
            self._ingat(baris[n], kunci, pesan)
        if self._catat_kembar(baris[0]) or terbaca.isi is None:
            return None
        return self._cocokkan(baris, terbaca.isi)

    def _catat_kembar(self, b: Baris) -> bool:
        """Remember (OPD, aksi) of this row; report it when an earlier row has the same, and tell
        whether one has."""
        isi = self.pembaca.aksi.cleaned_data
        if not (isi.get("penanggung_jawab") and isi.get("uraian")):
            return False
        kunci = (isi["penanggung_jawab"].pk, normal_teks(isi["uraian"]))
        if kunci in self.terpakai:
            self._tolak(b, "uraian", f"Aksi ini untuk perangkat daerah yang sama sudah ada di "
                        f"baris {self.terpakai[kunci]}.")  # fmt: skip
            return True
        self.terpakai[kunci] = b.nomor
        return False

    def _cocokkan(self, baris: list[Baris], terbaca: IsiAksi) -> CalonAksi | None:
        """Compare with the stored action, if there is one."""
        b, nomor = baris[0], [x.nomor for x in baris]
        lembaga, isi = terbaca.penanggung_jawab, terbaca.salinan()
        aksi = self.lama.cari(b.teks("id"), lembaga.pk, isi["uraian"])
        if aksi is None:
            return CalonAksi(nomor, isi)
        if aksi.pk in self.terpakai:
            self._tolak(b, "id", f"ID ini sudah dipakai di baris {self.terpakai[aksi.pk]}.")
            return None
        self.terpakai[aksi.pk] = b.nomor
        tersimpan = salin(aksi)
        _pertahankan(isi, tersimpan, self.judul)
        perubahan = beda(tersimpan, isi)
        if perubahan and (pesan := self._terkunci(aksi)):
            # A row that is faulty anyway differs because of its fault: one finding is enough.
            if not {x.nomor for x in baris} & set(self.hasil.baris_bermasalah):
                self._tolak(b, "uraian", pesan)
            return None
        if perubahan and self.lama.bentrok(aksi, lembaga.pk, isi["uraian"]):
            self._tolak(b, "uraian", "Perangkat daerah ini sudah memiliki aksi lain yang sama.")
            return None
        if perubahan and aksi.status == StatusAksi.DISETUJUI:
            self._ingat(b, "uraian", "Aksi ini sudah disetujui. Bila disimpan, persetujuannya "
                        "gugur dan aksi harus diajukan lagi.")  # fmt: skip
        return CalonAksi(nomor, isi, aksi, perubahan)

    def _terkunci(self, aksi: Aksi) -> str:
        """Return why the stored action may not be changed by an import; "" when it may."""
        status = StatusAksi(aksi.status)
        if status == StatusAksi.DITETAPKAN:
            return (
                "Aksi ini sudah ditetapkan. Buka dahulu perubahannya di halaman aksi (Ubah lewat "
                "perubahan), lalu ubah isinya di sana."
            )
        if aksi.mencabut:
            return "Baris ini usul pencabutan aksi; isinya tidak diubah lewat impor."
        if status == StatusAksi.DIAJUKAN:
            return "Aksi ini sudah diajukan. Tarik dahulu pengajuannya, lalu impor kembali."
        if status == StatusAksi.DISETUJUI and not self.user.has_perm("rad.kelola_rad"):
            return (
                "Aksi ini sudah disetujui Sekretariat. Ubah melalui halaman aksi, karena "
                "persetujuannya akan gugur."
            )
        return ""

    def _temuan(self, b: Baris, kunci: str, pesan: str) -> Temuan:
        nilai = b.teks(kunci)
        if len(nilai) > PANJANG_NILAI:
            nilai = nilai[:PANJANG_NILAI] + "…"
        lembar, kolom = self.judul.lembar.nama, self.judul.sebut(kunci)
        return Temuan(lembar, b.nomor, kolom, nilai, pesan, kunci)

    def _tolak(self, b: Baris, kunci: str, pesan: str) -> None:
        self.hasil.masalah.append(self._temuan(b, kunci, pesan))

    def _ingat(self, b: Baris, kunci: str, pesan: str) -> None:
        self.hasil.peringatan.append(self._temuan(b, kunci, pesan))


class _Tersimpan:
    """The stored actions that *user* may change, by id and by (OPD, wording)."""

    def __init__(self, rad: Rad, user: Pengguna, kamus: Kamus) -> None:
        daftar: models.QuerySet[Aksi] = (
            Aksi.objects.untuk(user)
            .hidup()
            .filter(rad=rad, penanggung_jawab__in=kamus.milik)
            .select_related("sasaran", "penanggung_jawab")
            .prefetch_related("pendukung", "indikator__target", "anggaran")
        )
        self.per_id = {str(a.pk): a for a in daftar}
        # Without an ID a row means the action that counts, not a change of it under way.
        urut = sorted(daftar, key=lambda a: a.menggantikan_id is None or a.status == TETAP)
        self.per_teks = {(a.penanggung_jawab_id, a.uraian_normal): a for a in urut}

    def cari(self, id_: str, lembaga: Any, uraian: str) -> Aksi | None:
        """Return the stored action of a row: by ID if there is one, else by OPD and wording."""
        return self.per_id.get(id_.lower()) or self.per_teks.get((lembaga, normal_teks(uraian)))

    def bentrok(self, aksi: Aksi, lembaga: Any, uraian: str) -> bool:
        """Tell whether another stored action already has this OPD and wording."""
        lain = self.per_teks.get((lembaga, normal_teks(uraian)))
        return lain is not None and lain.pk not in (aksi.pk, aksi.menggantikan_id)


def _pertahankan(baru: Salinan, lama: Salinan, judul: Judul) -> None:
    """Keep what is stored in every column that the spreadsheet does not have at all."""
    for k in ("nomenklatur", "pendukung", "lokasi", "keterangan"):
        if k not in judul.letak:
            baru[k] = lama[k]
    per_nama = {normal_teks(i["nama"]): i for i in lama["indikator"]}
    for i in baru["indikator"]:
        asal = per_nama.get(normal_teks(i["nama"]))
        for k in ("baseline", "jenis", "kumulatif"):
            if asal and k not in judul.letak:
                i[k] = asal[k]
