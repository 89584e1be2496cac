"""The grid: many actions at once, each saved for itself, nothing typed lost."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from p3aks.core.access import izin
from p3aks.core.models import SudahBerubah
from p3aks.core.parsing import baca_bilangan
from p3aks.core.uploads import BerkasDitolak
from pokja.enums import Bidang
from rad.actions import aksi as tindakan
from rad.actions.isi import IsiAksi
from rad.actions.kunci_pengisian import PengisianDitutup
from rad.documents.kisi import Baris, baris_aksi, gabung, kolom_kisi
from rad.documents.kunci_pengisian import pengisian
from rad.enums import Arah, JenisIndikator, StatusAksi, SumberDana
from rad.forms.baris_aksi import Catatan, PembacaAksi
from rad.forms.impor_baris import Kamus
from rad.forms.kisi import BARIS_TEMPEL, AksiKisi, Keadaan, baca_kisi, baca_tempelan, baru
from rad.forms.saring import AksiFilter
from rad.models import Aksi, Rad
from rad.models.salinan import salin
from rad.views.aksi_form import dengan_isi, halangan_ubah

PER_HALAMAN = 25
BARIS_BARU = 5
TERBUKA = (StatusAksi.DRAF, StatusAksi.DIKEMBALIKAN)
DISETUJUI = (
    "Aksi ini sudah disetujui. Ubah lewat formulirnya, karena persetujuannya akan gugur; isian di "
    "sini belum tersimpan."
)
TIDAK_ADA = "Aksi ini tidak ada lagi, atau tidak dapat Anda baca. Isian di sini belum tersimpan."
BUKAN_MILIK = "Aksi ini bukan wewenang Anda. Isian di sini belum tersimpan."


@izin("rad.tambah_aksi")
@require_http_methods(["GET", "POST"])
def kisi(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The actions of plan *pk* that the person may change, as a grid with empty rows below."""
    rad = get_object_or_404(Rad.objects.untuk(request.user), pk=pk)
    kamus = Kamus(rad, request.user)
    if request.method == "POST":
        return _simpan(request, rad, kamus)
    if tutup := pengisian(request.user, rad).pesan:
        messages.warning(request, tutup)
        return redirect("rad:matriks", rad.pk)
    semua = Aksi.objects.untuk(request.user).filter(
        rad=rad, status__in=TERBUKA, mencabut=False, penanggung_jawab__in=kamus.milik
    )
    saring = AksiFilter(request.GET, semua, rad=rad)
    saring.pilihan_opd((o.pk, o.nama) for o in kamus.lembaga.values() if o.pk in kamus.milik)
    urut = dengan_isi(request.user).filter(pk__in=saring.qs.values("pk")).order_by("urutan", "pk")
    halaman = Paginator(urut, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = [_tersimpan(AksiKisi(a.pk, []), a) for a in halaman]
    isi += baru(BARIS_BARU, _awal_baru(kamus))
    return _tampil(request, rad, kamus, isi, saring=saring, halaman=halaman)


def _simpan(request: HttpRequest, rad: Rad, kamus: Kamus) -> HttpResponse:
    data = request.POST
    isi = baca_kisi(data, kolom_kisi(rad))
    ditempel, pesan, tolak = _tempelan(request, rad, _awal_baru(kamus))
    isi += ditempel
    _Penyimpan(request.user, rad, kamus).simpan(
        isi, timpa=data.get("timpa", ""), pakai=data.get("pakai", "")
    )
    for satu in isi:
        if str(satu.id) == data.get("tambah"):
            satu.baris.append({})
    isi += baru(min(baca_bilangan(data.get("tambah_aksi", "")), BARIS_TEMPEL), _awal_baru(kamus))
    return _tampil(
        request, rad, kamus, isi, pesan_tempel=pesan, tolak_tempel=tolak,
        tempel=data.get("tempel", "") if tolak else "",
    )  # fmt: skip


def _tempelan(request: HttpRequest, rad: Rad, awal: Baris) -> tuple[list[AksiKisi], list[str], str]:
    """Return the pasted actions, each beginning with *awal* where it says nothing else; what to
    tell about the table; and why it was refused."""
    if not (teks := request.POST.get("tempel", "")).strip():
        return [], [], ""
    try:
        hasil = baca_tempelan(teks, rad, request.POST.get("mulai", ""))
    except BerkasDitolak as galat:
        return [], [], str(galat)
    kosong = baru(len(hasil.aksi), {})
    for satu, baris in zip(kosong, hasil.aksi, strict=True):
        satu.baris, satu.keadaan = [{**awal, **baris[0]}, *baris[1:]], Keadaan.BELUM
    return kosong, hasil.ingat, ""


class _Penyimpan:
    """Saves actions of the grid one by one: what is wrong with one holds up no other."""

    def __init__(self, user: Any, rad: Rad, kamus: Kamus) -> None:
        self.user, self.rad = user, rad
        self.pembaca = PembacaAksi(kamus)

    @transaction.atomic
    def simpan(self, semua: Sequence[AksiKisi], *, timpa: str = "", pakai: str = "") -> None:
        """Save *semua*; each tells afterwards how it stands. *timpa* and *pakai*: the id of the one
        whose typed, or stored, text was chosen of two."""
        ada = self._baca(satu.id for satu in semua)
        ditulis = []
        for satu in semua:
            aksi = ada.get(satu.id)
            if aksi and str(satu.id) == pakai:
                _tersimpan(satu, aksi)
            elif self._satu(satu, aksi, dipilih=str(satu.id) == timpa):
                ditulis.append(satu)
        segar = self._baca(satu.id for satu in ditulis)
        for satu in ditulis:
            _tersimpan(satu, segar[satu.id])

    def _baca(self, pk: Iterable[UUID]) -> dict[UUID, Aksi]:
        return {a.pk: a for a in dengan_isi(self.user).filter(rad=self.rad, pk__in=list(pk))}

    def _satu(self, satu: AksiKisi, aksi: Aksi | None, *, dipilih: bool) -> bool:
        """Save one; return whether what it says is stored now."""
        if aksi is None and satu.versi:
            return _tolak(satu, TIDAK_ADA)
        if satu.kosong:
            satu.keadaan = Keadaan.KOSONG
            return False
        if aksi and not self._satukan(satu, aksi, dipilih=dipilih):
            return False
        terbaca = self.pembaca.baca(satu.baris, range(1, len(satu.baris) + 1))
        # On paper an unknown supporter is let go with a warning; here the person is still typing.
        salah = [*terbaca.masalah, *(c for c in terbaca.peringatan if c.kunci == "pendukung")]
        if salah or terbaca.isi is None:
            satu.tolak(salah)
            return False
        satu.ingat += [c.pesan for c in terbaca.peringatan]
        if aksi and terbaca.isi.salinan() == salin(aksi):
            return True
        return self._tulis(satu, aksi, terbaca.isi)

    def _tulis(self, satu: AksiKisi, aksi: Aksi | None, isi: IsiAksi) -> bool:
        if aksi and (halangan := _halangan(aksi)):
            return _tolak(satu, halangan)
        versi = aksi.versi if aksi else None
        try:
            tindakan.simpan(
                by=self.user, rad=self.rad, isi=isi, aksi=aksi, versi=versi, id_baru=satu.id
            )
        except SudahBerubah:
            return self._satu(satu, self._baca([satu.id]).get(satu.id), dipilih=False)
        except PermissionDenied:
            return _tolak(satu, BUKAN_MILIK)
        except PengisianDitutup as galat:
            return _tolak(satu, " ".join(galat.messages))
        except ValidationError as galat:
            satu.tolak([Catatan(0, "uraian", pesan) for pesan in galat.messages])
            return False
        return True

    def _satukan(self, satu: AksiKisi, aksi: Aksi, *, dipilih: bool) -> bool:
        """Bring *satu* to the stored version; False where a person has to choose first."""
        if satu.keadaan == Keadaan.BENTROK and not dipilih:
            return False
        # A row that was sent twice before an answer came back is still its first version.
        if satu.versi == aksi.versi or (satu.versi is None and aksi.versi == 1):
            return True
        kini = baris_aksi(aksi)
        hasil = gabung(satu.awal, kini, satu.baris)
        satu.baris, satu.awal, satu.versi = hasil.baris, kini, aksi.versi
        if hasil.beda:
            satu.keadaan = Keadaan.BENTROK
            return False
        satu.ingat.append("Digabung dengan perubahan yang disimpan orang lain sementara itu.")
        return True


def _halangan(aksi: Aksi) -> str:
    return DISETUJUI if aksi.status == StatusAksi.DISETUJUI else halangan_ubah(aksi)


def _tolak(satu: AksiKisi, pesan: str) -> bool:
    satu.keadaan = Keadaan.GALAT
    satu.pesan.append(pesan)
    return False


def _tersimpan(satu: AksiKisi, aksi: Aksi) -> AksiKisi:
    """Let *satu* say what is stored."""
    satu.baris = baris_aksi(aksi)
    satu.awal, satu.versi, satu.keadaan = satu.baris, aksi.versi, Keadaan.TERSIMPAN
    return satu


def _awal_baru(kamus: Kamus) -> Baris:
    """Return what an empty row begins with: the institution, where only one may be meant."""
    if len(kamus.milik) != 1:
        return {}
    return {"penanggung_jawab": next(o.nama for o in kamus.lembaga.values() if o.pk in kamus.milik)}


def _tampil(
    request: HttpRequest, rad: Rad, kamus: Kamus, isi: list[AksiKisi], **konteks: Any
) -> HttpResponse:
    kolom = kolom_kisi(rad)
    keadaan = [satu.keadaan for satu in isi]
    konteks = {
        "saring": None,
        "tempel": "",
        "tolak_tempel": "",
        "pesan_tempel": [],
        **konteks,
        "rad": rad,
        "kolom": kolom,
        "isi": [(satu, satu.sel(kolom)) for satu in isi],
        "jumlah": {k.value: keadaan.count(k) for k in Keadaan},
        "dikirim": request.method == "POST",
    }
    bentrok = Keadaan.BENTROK in keadaan
    salah = Keadaan.GALAT in keadaan or konteks["tolak_tempel"]
    status = 409 if bentrok else 422 if salah else 200
    if request.headers.get("X-Kisi"):
        return render(request, "rad/_kisi_isi.html", konteks, status=status)
    daftar_opd = sorted({o.nama for o in kamus.lembaga.values() if o.pk in kamus.milik})
    konteks["pilihan"] = {
        "bidang": [label for _, label in Bidang.choices],
        "arah": [arah.capitalize() for arah in Arah],
        "sumber": [label for _, label in SumberDana.choices],
        "jenis": [label for _, label in JenisIndikator.choices],
        "kumulatif": ["ya", "tidak"],
        "penanggung_jawab": daftar_opd,
        "sasaran": list(rad.sasaran.order_by("uraian").values_list("uraian", flat=True).distinct()),
    }
    return render(request, "rad/kisi.html", konteks, status=status)
