"""What a partner may be told about one victim: a copy of the agreed fields and nothing else (R16).

``RUAS`` is the one list of fields that can be agreed on. A consent stores their codes, a referral
stores the packet made here, and partner page, preview and letter all show that packet.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kasus.enums_akses import KanalAman, PemberiPersetujuan, TingkatData
from kasus.enums_layanan import DasarPemrosesan, JenisLayanan, SektorPersetujuan
from kasus.enums_orang import Disabilitas
from kasus.models import (
    BentukKorban,
    ButirRencana,
    Hubungan,
    Identitas,
    Instansi,
    Kasus,
    KebutuhanKorban,
    Korban,
    Layanan,
    Persetujuan,
)
from p3aks.core.documents import kanonik
from p3aks.core.formatting import tanggal

ALASAN = "menyusun paket rujukan"
BELUM = "Belum tercatat"
Isi = list[list[str]]  # pairs of label and value; lists, as JSON gives them back


@dataclass(frozen=True)
class Bahan:
    """The victim whose packet is made, and what the sender wrote for the partner."""

    korban: Korban
    kasus: Kasus
    identitas: Identitas | None
    ringkasan: str


@dataclass(frozen=True)
class Ruas:
    """One field of a packet: its name in words that can be read to the beneficiary, its tier."""

    kode: str
    label: str
    tingkat: TingkatData
    isi: Callable[[Bahan], Isi]


@dataclass(frozen=True)
class Tujuan:
    """Where a packet goes and for what."""

    instansi: Instansi
    jenis: str
    sektor: str
    dasar: str
    pesan: str


def _profil(b: Bahan) -> Isi:
    k = b.korban
    return [
        ["Jenis kelamin", k.get_kelamin_display()],
        ["Kelompok usia", k.get_kelompok_usia_display()],
    ]


def _wilayah(b: Bahan) -> Isi:
    return [["Kecamatan", b.korban.kecamatan.nama if b.korban.kecamatan else BELUM]]


def _kejadian(b: Bahan) -> Isi:
    bentuk = BentukKorban.objects.sistem(ALASAN).filter(korban=b.korban)
    return [["Bentuk kekerasan", _gabung(s.get_bentuk_display() for s in bentuk)]]


def _risiko(b: Bahan) -> Isi:
    return [["Risiko", b.kasus.get_risiko_display() or BELUM]]


def _khusus(b: Bahan) -> Isi:
    k = b.korban
    ada = [k.get_disabilitas_display()] if k.disabilitas not in _BUKAN_DISABILITAS else []
    ada += ["Hamil"] if k.hamil else []
    ada += ["Anak terpisah atau tanpa pendamping"] if k.terpisah else []
    return [["Keadaan khusus", _gabung(ada, "Tidak ada yang tercatat")]]


def _kebutuhan(b: Bahan) -> Isi:
    dasar = KebutuhanKorban.objects.sistem(ALASAN).filter(korban=b.korban, terpenuhi_pada=None)
    rencana = ButirRencana.objects.sistem(ALASAN).filter(
        rencana__korban=b.korban,
        rencana__disepakati_pada__isnull=False,
        rencana__digantikan_pada=None,
        selesai_pada=None,
        batal_pada=None,
    )
    return [
        ["Kebutuhan yang belum terpenuhi", _gabung(s.get_kebutuhan_display() for s in dasar)],
        ["Layanan dalam rencana", _gabung(s.get_jenis_display() for s in rencana)],
    ]


def _ringkasan(b: Bahan) -> Isi:
    return [["Ringkasan", b.ringkasan or BELUM]]


def _layanan(b: Bahan) -> Isi:
    sudah = Layanan.objects.sistem(ALASAN).filter(korban=b.korban).order_by("pada")
    return [
        ["Layanan yang sudah diberikan", _gabung(f"{s} ({tanggal(s.pada)})" for s in sudah)],
    ]


def _hubungan(b: Bahan) -> Isi:
    """The relation alone; who the alleged perpetrator is never travels in a packet."""
    semua = Hubungan.objects.sistem(ALASAN).filter(korban=b.korban)
    kata = [f"{s}, tinggal serumah" if s.serumah else str(s) for s in semua]
    return [["Hubungan terlapor dengan korban", _gabung(kata)]]


def _nama(b: Bahan) -> Isi:
    return [["Nama", _identitas(b, "nama")], ["Nama panggilan", _identitas(b, "alias")]]


def _nik(b: Bahan) -> Isi:
    return [["NIK", _identitas(b, "nik")]]


def _lahir(b: Bahan) -> Isi:
    return [
        ["Tempat lahir", _identitas(b, "tempat_lahir")],
        ["Tanggal lahir", _identitas(b, "tanggal_lahir")],
    ]


def _alamat(b: Bahan) -> Isi:
    return [["Alamat", _identitas(b, "alamat")], ["Desa/kelurahan", _identitas(b, "desa")]]


def _kontak(b: Bahan) -> Isi:
    """A telephone number only where the victim said that a call or message is safe (T23)."""
    cara = [["Cara menghubungi", b.korban.get_kanal_aman_display()]]
    if b.korban.kanal_aman in (KanalAman.TELEPON, KanalAman.PESAN):
        return [["Telepon", _identitas(b, "telepon")], *cara]
    return [*cara, ["Hubungan selanjutnya", "Melalui petugas unit pengirim"]]


def _sekolah(b: Bahan) -> Isi:
    return [["Sekolah/tempat kerja", _identitas(b, "sekolah")]]


def _orang_tua(b: Bahan) -> Isi:
    return [["Orang tua/wali", _identitas(b, "orang_tua")]]


_BUKAN_DISABILITAS = (Disabilitas.TIDAK, Disabilitas.NA)
_F1, _F2, _F3 = TingkatData.F1, TingkatData.F2, TingkatData.F3

RUAS: dict[str, Ruas] = {
    r.kode: r
    for r in (
        Ruas("profil", "Jenis kelamin dan kelompok usia", _F1, _profil),
        Ruas("wilayah", "Kecamatan tempat tinggal", _F1, _wilayah),
        Ruas("kejadian", "Bentuk kekerasan", _F1, _kejadian),
        Ruas("risiko", "Tingkat risiko", _F1, _risiko),
        Ruas("khusus", "Disabilitas, kehamilan, keadaan khusus lain", _F1, _khusus),
        Ruas("kebutuhan", "Kebutuhan dan layanan yang direncanakan", _F2, _kebutuhan),
        Ruas("ringkasan", "Ringkasan kejadian yang ditulis petugas", _F2, _ringkasan),
        Ruas("layanan", "Layanan yang sudah diberikan", _F2, _layanan),
        Ruas("hubungan", "Hubungan terlapor dengan korban", _F2, _hubungan),
        Ruas("nama", "Nama", _F3, _nama),
        Ruas("kontak", "Telepon dan cara menghubungi yang aman", _F3, _kontak),
        Ruas("alamat", "Alamat", _F3, _alamat),
        Ruas("lahir", "Tempat dan tanggal lahir", _F3, _lahir),
        Ruas("nik", "NIK", _F3, _nik),
        Ruas("orang_tua", "Nama orang tua/wali", _F3, _orang_tua),
        Ruas("sekolah", "Sekolah/tempat kerja", _F3, _sekolah),
    )
}
MINIMUM = ("profil", "kejadian", "risiko", "khusus")
"""What may be told without consent, on a legal duty or for a vital interest (R16)."""

# What a text box of the referral form fills; the form asks for it only where it is agreed on.
RINGKASAN = "ringkasan"


def ruas_berlaku(persetujuan: Persetujuan | None) -> tuple[str, ...]:
    """Return the codes of the fields *persetujuan* lets through, in the order of ``RUAS``.

    Without a consent, and for a legal basis that stands in for one, never more than ``MINIMUM``.
    """
    if persetujuan is None:
        return MINIMUM
    boleh = set(persetujuan.ruas)
    if persetujuan.pemberi == PemberiPersetujuan.TANPA:
        boleh &= set(MINIMUM)
    return tuple(k for k in RUAS if k in boleh)


def label_ruas(kode: Iterable[str]) -> list[str]:
    """Return the names of the fields *kode*, in the order of ``RUAS``; unknown codes fall away."""
    ada = set(kode)
    return [r.label for r in RUAS.values() if r.kode in ada]


def tingkat_ruas(kode: Iterable[str]) -> TingkatData:
    """Return the highest tier among the fields *kode*."""
    return max((RUAS[k].tingkat for k in kode), default=TingkatData.F0)


def susun(korban: Korban, kasus: Kasus, tujuan: Tujuan, ruas: Sequence[str], ringkasan: str) -> Any:
    """Return the packet as plain data: the copy that the partner reads.

    Keys: ``unit``, ``instansi``, ``layanan``, ``sektor``, ``dasar``, ``pesan`` and ``ruas``, a
    list of ``{kode, label, tingkat, isi}`` with *isi* pairs of label and value. The identity is
    opened only where *ruas* holds a field of tier F3. It carries no code of the case.
    """
    identitas = None
    if tingkat_ruas(ruas) == TingkatData.F3:
        identitas = Identitas.objects.sistem(ALASAN).filter(korban=korban).first()
    bahan = Bahan(korban, kasus, identitas, ringkasan.strip())
    return {
        "unit": kasus.unit.nama,
        "instansi": tujuan.instansi.lembaga.nama,
        "layanan": str(JenisLayanan(tujuan.jenis).label),
        "sektor": str(SektorPersetujuan(tujuan.sektor).label),
        "dasar": str(DasarPemrosesan(tujuan.dasar).label),
        "pesan": tujuan.pesan.strip(),
        "ruas": [
            {"kode": r.kode, "label": r.label, "tingkat": int(r.tingkat), "isi": r.isi(bahan)}
            for r in (RUAS[k] for k in ruas)
        ],
    }


def sidik_paket(paket: Any) -> str:
    """Return the hash by which a preview and what is sent are told to be the same."""
    return hashlib.sha256(kanonik(paket).encode()).hexdigest()


def tingkat_paket(paket: Any) -> str:
    """Return the highest tier in *paket*, as the trail writes it: ``F2``."""
    return f"F{max((r['tingkat'] for r in paket['ruas']), default=0)}"


def _identitas(b: Bahan, nama: str) -> str:
    return (getattr(b.identitas, nama) if b.identitas else "") or BELUM


def _gabung(kata: Iterable[Any], kosong: str = BELUM) -> str:
    return ", ".join(str(k) for k in kata) or kosong
