"""One action: its page, its steps to approval, and the comments on it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from p3aks.core.access import izin
from p3aks.core.formatting import tanggal_waktu
from p3aks.core.parsing import baca_bilangan
from rad.actions import aksi as tindakan
from rad.actions import telaah as catatan
from rad.actions import versi
from rad.documents import jejak_aksi, silsilah
from rad.documents.kunci_pengisian import pengisian
from rad.documents.panel_selaras import panel
from rad.enums import StatusAksi
from rad.forms.aksi import AlasanForm, KembalikanForm, TelaahForm
from rad.forms.isian_aksi import nama_nomenklatur
from rad.forms.perubahan import AlasanPerubahanForm
from rad.models import Aksi, KaitanTindakLanjut, Telaah
from rad.models.salinan import salin
from rad.views.aksi_form import dengan_isi
from rad.views.rinci import per_ruas, tabel_anggaran, tabel_indikator

HAK = (
    "ubah", "ajukan", "tarik", "batalkan", "perubahan", "cabut", "setujui", "kembalikan",
    "tetapkan",
)  # fmt: skip
TERKUNCI = ("ubah", "ajukan", "tarik", "batalkan", "perubahan", "cabut")
KEPUTUSAN = {"setujui": "disetujui", "kembalikan": "dikembalikan"}


@izin("rad.lihat_aksi")
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The action with its state, what is missing, its comments and its history."""
    return halaman_aksi(request, get_object_or_404(dengan_isi(request.user), pk=pk))


@izin("rad.ajukan_aksi")
@require_POST
def ajukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the action to the Sekretariat."""
    return _langkah(request, pk, tindakan.ajukan, "Aksi diajukan kepada Sekretariat.")


@izin("rad.tarik_aksi")
@require_POST
def tarik(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a submission back."""
    return _langkah(request, pk, tindakan.tarik, "Pengajuan ditarik; aksi kembali menjadi draf.")


@izin("rad.batalkan_aksi")
@require_POST
def batalkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the action up, with a reason."""
    berhasil = "Aksi dibatalkan. Isinya tetap dapat dibaca."
    return _dengan_alasan(request, pk, "batalkan", AlasanForm, berhasil)


@izin("rad.setujui_aksi")
@require_POST
def setujui(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve what was read."""
    dibaca = request.POST.get("versi", "")
    isian = {"versi": baca_bilangan(dibaca)} if dibaca else {}
    return _langkah(request, pk, tindakan.setujui, "Aksi disetujui.", keputusan=True, **isian)


@izin("rad.kembalikan_aksi")
@require_POST
def kembalikan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the action to the OPD with a reason."""
    berhasil = "Aksi dikembalikan. Perangkat daerah membaca alasan Anda di beranda."
    return _dengan_alasan(request, pk, "kembalikan", KembalikanForm, berhasil, keputusan=True)


@izin("rad.tetapkan_aksi")
@require_POST
def tetapkan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fix this action alone in a new version of the plan."""

    def jalankan(*, by: Any, aksi: Aksi) -> None:
        if not by.has_perm("rad.tetapkan_aksi", aksi):
            raise PermissionDenied
        versi.tetapkan(by=by, rad=aksi.rad, hanya=aksi)

    return _langkah(
        request, pk, jalankan, "Aksi ditetapkan dalam versi RAD yang baru.", keputusan=True
    )


@izin("rad.jawab_telaah")
@require_POST
def telaah_tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a comment, or answer one."""
    aksi = get_object_or_404(dengan_isi(request.user), pk=pk)
    form = TelaahForm(request.POST, auto_id="telaah_%s")
    if not form.is_valid():
        return halaman_aksi(request, aksi, form_telaah=form)
    catatan.tambah(by=request.user, aksi=aksi, **form.cleaned_data)
    messages.success(request, "Catatan disimpan.")
    return redirect("rad:aksi_detail", aksi.pk)


@izin("rad.jawab_telaah")
@require_POST
def telaah_selesai(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark a comment as done."""
    terlihat = Telaah.objects.untuk(request.user).select_related("aksi__penanggung_jawab")
    telaah = get_object_or_404(terlihat, pk=pk)
    if catatan.selesaikan(by=request.user, telaah=telaah):
        messages.success(request, "Catatan ditandai selesai.")
    else:
        messages.info(request, "Catatan ini sudah ditandai selesai sebelumnya.")
    return redirect("rad:aksi_detail", telaah.aksi_id)


def _langkah(
    request: HttpRequest,
    pk: UUID,
    jalankan: Callable[..., Any],
    berhasil: str,
    *,
    keputusan: bool = False,
    **isian: Any,
) -> HttpResponse:
    """Run one step and go back to the action's page. *keputusan*: a step of the Sekretariat.

    Who lacks the role gets 403; who comes too late is told who was first.
    """
    aksi = get_object_or_404(Aksi.objects.untuk(request.user), pk=pk)
    try:
        jalankan(by=request.user, aksi=aksi, **isian)
    except PermissionDenied:
        if not _berwenang(request.user, aksi, keputusan):
            raise
        _terlambat(request, pk, isian)
    except tindakan.SudahBerubah:
        _terlambat(request, pk, isian)
    except ValidationError as galat:
        for pesan in galat.messages:
            messages.error(request, pesan)
    else:
        messages.success(request, berhasil)
    return redirect("rad:aksi_detail", pk)


def _dengan_alasan(
    request: HttpRequest,
    pk: UUID,
    nama: str,
    kelas: type[AlasanForm],
    berhasil: str,
    *,
    keputusan: bool = False,
) -> HttpResponse:
    """Run step *nama*, which needs a reason; without one, show the page with what was typed."""
    form = kelas(request.POST)
    aksi = get_object_or_404(dengan_isi(request.user), pk=pk)
    if not form.is_valid() and request.user.has_perm(f"rad.{nama}_aksi", aksi):
        return halaman_aksi(request, aksi, form_alasan=form)
    isian = {"alasan": "", **form.cleaned_data}
    jalankan = getattr(tindakan, nama)
    return _langkah(request, pk, jalankan, berhasil, keputusan=keputusan, **isian)


def _berwenang(user: Any, aksi: Aksi, keputusan: bool) -> bool:
    """Whether the role allows the step; then only the state of the action stands against it."""
    if keputusan:
        menunggu = aksi.status == StatusAksi.DIAJUKAN
        return user.has_perm("rad.kelola_rad") and not (
            menunggu and aksi.diajukan_oleh_id == user.pk
        )
    return user.has_perm("rad.isi_untuk_lembaga", aksi.penanggung_jawab)


def _terlambat(request: HttpRequest, pk: UUID, isian: dict[str, Any]) -> None:
    """Say who was faster, and give back the reason that was typed."""
    aksi = Aksi.objects.untuk(request.user).get(pk=pk)
    akhir = aksi.transisi.select_related("oleh").order_by("-pada", "-pk").first()
    if akhir is None or (aksi.status == StatusAksi.DIAJUKAN and isian.get("versi")):
        pesan = "Isi aksi berubah sejak Anda membukanya. Baca dahulu yang baru, lalu putuskan."
    elif akhir.nama in KEPUTUSAN:
        pesan = (
            f"Sudah diputuskan oleh {akhir.oleh.nama} pada {tanggal_waktu(akhir.pada)}: "
            f"{KEPUTUSAN[akhir.nama]}."
        )
    else:
        pesan = (
            f"{jejak_aksi.JUDUL[akhir.nama]} oleh {akhir.oleh.nama} pada "
            f"{tanggal_waktu(akhir.pada)}. Langkah Anda tidak dijalankan."
        )
    if alasan := isian.get("alasan"):
        pesan += f" Alasan yang Anda tulis: “{alasan}”"
    messages.warning(request, pesan)


def halaman_aksi(request: HttpRequest, aksi: Aksi, **form: Any) -> HttpResponse:
    """Show the page of *aksi*; *form*: bound forms with what was typed, under their names here."""
    user = request.user
    hak = {nama: user.has_perm(f"rad.{nama}_aksi", aksi) for nama in HAK}
    isian = pengisian(user, aksi.rad, [aksi.penanggung_jawab_id])
    menunggu_opd = not isian.terbuka and any(hak[nama] for nama in TERKUNCI)
    if not isian.terbuka:
        hak |= dict.fromkeys(TERKUNCI, False)
    lihat_telaah = user.has_perm("rad.lihat_telaah", aksi)
    semua_langkah = list(aksi.transisi.select_related("oleh"))
    transisi = semua_langkah if lihat_telaah else []
    kini = salin(aksi)
    perubahan = jejak_aksi.sejak_pengajuan(
        transisi, kini, diajukan=aksi.status == StatusAksi.DIAJUKAN
    )
    telaah = list(aksi.telaah.select_related("oleh", "selesai_oleh")) if lihat_telaah else []
    selaras = panel(user, aksi)
    konteks = {
        "aksi": aksi,
        "rad": aksi.rad,
        "selaras": selaras,
        "hak": hak,
        "pengisian": isian,
        "menunggu_opd": menunggu_opd,
        "salinan_kini": kini,
        "boleh_pulihkan": user.has_perm("rad.pulihkan_aksi", aksi) and isian.terbuka,
        "silsilah": silsilah.susun(user, aksi),
        "putusan": silsilah.putusan(semua_langkah),
        "label_status": _label_status(aksi, hak),
        "kurang": aksi.kekurangan() if hak["ajukan"] else [],
        "peringatan": [*aksi.peringatan(), *selaras["peringatan"]],
        "kaitan": KaitanTindakLanjut.objects.untuk(user)
        .filter(aksi=aksi)
        .select_related("tindak_lanjut__lembaga"),
        "boleh_pantau": user.has_perm("rad.pantau_aksi", aksi),
        "kembar": Aksi.objects.untuk(user).kembar(aksi).select_related("penanggung_jawab")[:5],
        "nama_kode": nama_nomenklatur(aksi.nomenklatur),
        "indikator": tabel_indikator(aksi),
        "anggaran": tabel_anggaran(aksi),
        "lihat_telaah": lihat_telaah,
        "telaah": per_ruas(telaah),
        # Reviewers may help an OPD along, but a returned action is the OPD's turn.
        "giliran_opd": not user.has_perm("rad.telaah_aksi", aksi),
        "boleh_jawab": user.has_perm("rad.jawab_telaah", aksi),
        "langkah": jejak_aksi.susun(transisi),
        "pembuat": _pembuat(aksi) if lihat_telaah else None,
        "pengajuan_ke": jejak_aksi.pengajuan_ke(transisi),
        "perubahan": perubahan,
        "belum_diperbaiki": aksi.status == StatusAksi.DIKEMBALIKAN and not perubahan,
        "alasan_kembali": _alasan_kembali(aksi, transisi),
        "berikutnya": _berikutnya(user, aksi),
        "pemutus": user.has_perm("rad.kelola_rad"),
        "form_alasan": form.get("form_alasan") or AlasanForm(),
        "form_kembali": form.get("form_alasan") or KembalikanForm(initial={"versi": aksi.versi}),
        "form_perubahan": form.get("form_perubahan") or AlasanPerubahanForm(auto_id="perubahan_%s"),
        "form_cabut": form.get("form_cabut") or AlasanPerubahanForm(auto_id="cabut_%s"),
        "form_telaah": form.get("form_telaah") or TelaahForm(auto_id="telaah_%s"),
    }
    return render(request, "rad/aksi_detail.html", konteks)


def _label_status(aksi: Aksi, hak: dict[str, bool]) -> str:
    status = StatusAksi(aksi.status)
    if aksi.mencabut and status != StatusAksi.DICABUT:
        return f"Usul pencabutan: {status.label.lower()}"
    return status.label_sekretariat if hak["setujui"] else str(status.label)


def _pembuat(aksi: Aksi) -> Any:
    awal = aksi.riwayat.filter(history_type="+").select_related("history_user").first()
    return awal.history_user if awal else None


def _alasan_kembali(aksi: Aksi, transisi: list[Any]) -> Any:
    """Return the return that the OPD still has to answer, or None."""
    if aksi.status != StatusAksi.DIKEMBALIKAN:
        return None
    return next((t for t in reversed(transisi) if t.nama == "kembalikan"), None)


def _berikutnya(user: Any, aksi: Aksi) -> dict[str, Any] | None:
    """Return the submission that has waited longest besides this one, and how many wait."""
    if not user.has_perm("rad.kelola_rad"):
        return None
    antre = Aksi.objects.untuk(user).filter(status=StatusAksi.DIAJUKAN).exclude(pk=aksi.pk)
    antre = antre.exclude(diajukan_oleh=user).order_by("diajukan_pada", "pk")
    daftar = list(antre.values_list("pk", flat=True)[:100])
    return {"pk": daftar[0], "jumlah": len(daftar)} if daftar else None
