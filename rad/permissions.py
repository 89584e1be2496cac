"""Rights around the plan. Each predicate's docstring is the rule as the Sekretariat would sign it
(reference table: docs/keamanan.md). ``obj`` None asks "at all?"."""

from typing import Any

import rules

from pokja.enums import Peran
from pokja.permissions import pemegang
from rad.enums import StatusAksi, StatusPerbup
from rad.enums_pantau import StatusLaporan
from rad.enums_selaras import StatusSop
from rad.models.perbup import PERAN_BACA_RANCANGAN

P = Peran
PEMBACA_RAD = tuple(set(Peran) - {P.ADMIN_AKUN, P.SUPERADMIN_TEKNIS})
PEMUTUS = (P.SEKRETARIAT, P.SEKRETARIS)

lihat_rad = pemegang(*PEMBACA_RAD)
PEMBACA_PANTAU = (P.KETUA_WAKIL, P.KOORDINATOR_BIDANG, P.ANGGOTA_POKJA, P.BAPPEDA, P.AUDITOR)
kelola_rad = pemegang(*PEMUTUS)
lihat_dokumen = pemegang(*PEMBACA_RAD)
sunting_perbup_peran = pemegang(P.SEKRETARIAT, P.SEKRETARIS, P.BAGIAN_HUKUM)


@rules.predicate
def tambah_aksi(user: Any, obj: Any = None) -> bool:
    """An OPD's operator or head enters actions for the own OPD; the Sekretariat for any."""
    return bool(user.peran & {P.OPD_OPERATOR, P.OPD_KEPALA, *PEMUTUS})


@rules.predicate
def isi_untuk_lembaga(user: Any, lembaga: Any = None) -> bool:
    """An OPD enters actions for itself only; the Sekretariat for any institution."""
    if lembaga is None or user.peran & set(PEMUTUS):
        return tambah_aksi(user)
    return lembaga.pk in user.lembaga_sebagai(P.OPD_OPERATOR, P.OPD_KEPALA)


@rules.predicate
def menangani(user: Any, aksi: Any = None) -> bool:
    """Only the responsible OPD works on an action; the Sekretariat may help any OPD."""
    return isi_untuk_lembaga(user, aksi and aksi.penanggung_jawab)


@rules.predicate
def dapat_disunting(user: Any, aksi: Any = None) -> bool:
    """Drafts, returned and approved actions may be edited (an approved one falls back to
    draft); a submitted one must be withdrawn first; a fixed one is changed by opening a
    *perubahan*; a proposal to drop an action holds no text of its own."""
    return aksi is None or aksi.boleh_disunting


@rules.predicate
def dapat_berubah(user: Any, aksi: Any = None) -> bool:
    """Of a fixed action one change at a time is made: a new text, or that it is dropped."""
    return aksi is None or aksi.dapat_berubah


@rules.predicate
def siap_diajukan(user: Any, aksi: Any = None) -> bool:
    """Drafts and returned actions may be submitted."""
    return aksi is None or aksi.status in (StatusAksi.DRAF, StatusAksi.DIKEMBALIKAN)


@rules.predicate
def sedang_diajukan(user: Any, aksi: Any = None) -> bool:
    """Only a submission that nobody has decided on can be withdrawn or decided."""
    return aksi is None or aksi.status == StatusAksi.DIAJUKAN


@rules.predicate
def bukan_pengaju(user: Any, aksi: Any = None) -> bool:
    """Nobody decides on what they submitted themselves."""
    return aksi is None or aksi.diajukan_oleh_id != user.pk


@rules.predicate
def sudah_disetujui(user: Any, aksi: Any = None) -> bool:
    """Only approved actions enter a fixed version."""
    return aksi is None or aksi.status == StatusAksi.DISETUJUI


@rules.predicate
def lihat_celah(user: Any, obj: Any = None) -> bool:
    """Who reads the inventory of potentials sees where the plan has no action of prevention."""
    return lihat_rad(user) and user.has_perm("pokja.lihat_potensi")


@rules.predicate
def kaitkan(user: Any, tindak_lanjut: Any = None) -> bool:
    """Who verifies follow-ups of meetings, or stands for the institution that owes one, says which
    action of the plan carries it out."""
    if not lihat_rad(user):
        return False
    return user.has_perm("pokja.periksa_tindak_lanjut") or user.has_perm(
        "pokja.laporkan_tindak_lanjut", tindak_lanjut
    )


@rules.predicate
def telaah_bidang(user: Any, aksi: Any = None) -> bool:
    """The Sekretariat and Sekretaris review everything; a koordinator the own field."""
    if user.peran & set(PEMUTUS):
        return True
    bidang = user.bidang_sebagai(P.KOORDINATOR_BIDANG)
    return bool(bidang) if aksi is None else aksi.bidang in bidang


@rules.predicate
def lihat_telaah(user: Any, aksi: Any = None) -> bool:
    """Comments, reasons and earlier wordings are for those who work on an action or decide on
    it, and for Ketua/Wakil, Bappeda and auditors; everybody else sees the result only."""
    return (
        menangani(user, aksi)
        or telaah_bidang(user, aksi)
        or bool(user.peran & {P.KETUA_WAKIL, P.BAPPEDA, P.AUDITOR})
    )


@rules.predicate
def perbup_dapat_disunting(user: Any, perbup: Any = None) -> bool:
    """The Sekretariat writes the draft; once it is with Bagian Hukum, Bagian Hukum does; a final
    text does not change."""
    if perbup is None:
        return True
    if perbup.status == StatusPerbup.RANCANGAN:
        return bool(user.peran & set(PEMUTUS))
    return (
        perbup.status in (StatusPerbup.HARMONISASI, StatusPerbup.FASILITASI)
        and P.BAGIAN_HUKUM in user.peran
    )


@rules.predicate
def giliran_perbup(user: Any, perbup: Any = None) -> bool:
    """The Sekretariat and Sekretaris hand a draft over; from harmonisation on every step is
    Bagian Hukum's: sending it on, returning it, making it final, promulgating, revoking."""
    if perbup is None:
        return True
    if perbup.status == StatusPerbup.RANCANGAN:
        return bool(user.peran & set(PEMUTUS))
    return P.BAGIAN_HUKUM in user.peran


@rules.predicate
def menunggu_fakta(user: Any, perbup: Any = None) -> bool:
    """Number, dates and the signed scan are recorded once the text is final; a slip can be put
    right while the regulation is in force."""
    return perbup is None or perbup.status in (StatusPerbup.FINAL, StatusPerbup.DIUNDANGKAN)


@rules.predicate
def menunggu_paraf(user: Any, perbup: Any = None) -> bool:
    """Initials are put on a text that was handed over and is not yet promulgated."""
    return perbup is None or perbup.status in (
        StatusPerbup.HARMONISASI,
        StatusPerbup.FASILITASI,
        StatusPerbup.FINAL,
    )


lihat_pantau = pemegang(*PEMUTUS, *PEMBACA_PANTAU, P.OPD_OPERATOR, P.OPD_KEPALA)
"""The Pokja, Bappeda, auditors and the OPD read monitoring; each as far as its reports go."""

lihat_semua_pantau = pemegang(*PEMUTUS, *PEMBACA_PANTAU)
"""Whoever leads, checks or plans sees every OPD's progress; an OPD alone sees its own."""


@rules.predicate
def pantau_aksi(user: Any, aksi: Any = None) -> bool:
    """A fixed action is monitored: by those who see every OPD's progress, and by its own OPD."""
    if aksi is None or lihat_semua_pantau(user):
        return lihat_pantau(user) and (aksi is None or aksi.status == StatusAksi.DITETAPKAN)
    milik = user.lembaga_sebagai(P.OPD_OPERATOR, P.OPD_KEPALA)
    return aksi.penanggung_jawab_id in milik and aksi.status == StatusAksi.DITETAPKAN


atur_pantau = pemegang(*PEMUTUS)
"""The Sekretariat sets deadlines, weights and formula."""

buka_kunci = pemegang(*PEMUTUS, P.KETUA_WAKIL)
"""The Sekretariat, Sekretaris and Ketua/Wakil reopen a locked period, with a reason."""


@rules.predicate
def rencanakan_pantau(user: Any, aksi: Any = None) -> bool:
    """The responsible OPD, or the Sekretariat, says what each period is measured by and which
    evidence is owed."""
    return bool(lihat_pantau(user) and menangani(user, aksi))


@rules.predicate
def isi_laporan(user: Any, laporan: Any = None) -> bool:
    """The responsible OPD writes the report while it is a draft or came back. For an institution
    that does not use the system the Sekretariat does; then somebody else verifies."""
    if laporan is None:
        return tambah_aksi(user)
    return menangani(user, laporan.aksi) and laporan.boleh_disunting


@rules.predicate
def tarik_laporan(user: Any, laporan: Any = None) -> bool:
    """The OPD, or whoever sent the report for it, takes it back while nobody has decided on it."""
    if laporan is None:
        return tambah_aksi(user)
    milik = user.lembaga_sebagai(P.OPD_OPERATOR, P.OPD_KEPALA)
    boleh = laporan.aksi.penanggung_jawab_id in milik or laporan.dilaporkan_oleh_id == user.pk
    return boleh and laporan.status == StatusLaporan.DILAPORKAN


@rules.predicate
def bukan_pelapor(user: Any, laporan: Any = None) -> bool:
    """Nobody verifies what they reported themselves."""
    return laporan is None or laporan.dilaporkan_oleh_id != user.pk


verifikasi_laporan = pemegang(*PEMUTUS) & bukan_pelapor
"""The Sekretariat and Sekretaris accept, score and return reports, never their own."""


susun_laporan = pemegang(*PEMUTUS)
"""The Sekretariat writes the reports on a plan."""

moderasi_tanggapan = pemegang(*PEMUTUS)
"""The Sekretariat reads what citizens wrote, and decides what everybody reads."""

finalkan_laporan = pemegang(P.SEKRETARIS, P.KETUA_WAKIL)
"""Sekretaris and Ketua/Wakil make a report final."""


lihat_kerja_perbup = pemegang(*PERAN_BACA_RANCANGAN)
"""Findings, initials and reasons are for those who read drafts; everybody else reads what is
promulgated."""
pemaraf = pemegang(P.SEKRETARIS, P.KETUA_WAKIL, P.BAGIAN_HUKUM)
"""The chain of initials: head of the drafting office, Bagian Hukum, Asisten and Sekda."""


@rules.predicate
def buat_dokumen(user: Any, obj: Any = None) -> bool:
    """The Sekretariat, Sekretaris, Ketua/Wakil, Bappeda and Bagian Hukum have documents made of
    anything they may read; everybody else of what is fixed (a version)."""
    if not lihat_rad(user):
        return False
    if user.peran & {*PEMUTUS, P.KETUA_WAKIL, P.BAPPEDA, P.BAGIAN_HUKUM, P.AUDITOR}:
        return True
    return obj is None or obj._meta.model_name in ("versirad", "banding")


rules.add_perm("rad.kaitkan", kaitkan)
rules.add_perm("rad.lihat_celah", lihat_celah)
rules.add_perm("rad.lihat_rad", lihat_rad)
rules.add_perm("rad.lihat_pantau", lihat_pantau)
rules.add_perm("rad.lihat_semua_pantau", lihat_semua_pantau)
rules.add_perm("rad.pantau_aksi", pantau_aksi)
rules.add_perm("rad.atur_pantau", atur_pantau)
rules.add_perm("rad.buka_kunci", buka_kunci)
rules.add_perm("rad.rencanakan_pantau", rencanakan_pantau)
rules.add_perm("rad.isi_laporan", isi_laporan)
rules.add_perm("rad.susun_laporan", susun_laporan)
rules.add_perm("rad.moderasi_tanggapan", moderasi_tanggapan)
rules.add_perm("rad.finalkan_laporan", finalkan_laporan)
rules.add_perm("rad.tarik_laporan", tarik_laporan)
rules.add_perm("rad.verifikasi_laporan", verifikasi_laporan)
rules.add_perm("rad.kelola_rad", kelola_rad)
rules.add_perm("rad.tetapkan_rad", kelola_rad)
rules.add_perm("rad.lihat_aksi", lihat_rad)
rules.add_perm("rad.tambah_aksi", tambah_aksi)
rules.add_perm("rad.isi_untuk_lembaga", isi_untuk_lembaga)
rules.add_perm("rad.ubah_aksi", menangani & dapat_disunting)
rules.add_perm("rad.ajukan_aksi", menangani & siap_diajukan)
rules.add_perm("rad.tarik_aksi", menangani & sedang_diajukan)
rules.add_perm("rad.batalkan_aksi", menangani & siap_diajukan)
rules.add_perm("rad.perubahan_aksi", menangani & dapat_berubah)
rules.add_perm("rad.cabut_aksi", menangani & dapat_berubah)
rules.add_perm("rad.pulihkan_aksi", menangani)
rules.add_perm("rad.telaah_aksi", telaah_bidang)
rules.add_perm("rad.jawab_telaah", menangani | telaah_bidang)
rules.add_perm("rad.lihat_telaah", lihat_telaah)
rules.add_perm("rad.setujui_aksi", kelola_rad & sedang_diajukan & bukan_pengaju)
rules.add_perm("rad.kembalikan_aksi", kelola_rad & sedang_diajukan & bukan_pengaju)
rules.add_perm("rad.tetapkan_aksi", kelola_rad & sudah_disetujui)
rules.add_perm("rad.impor", tambah_aksi)
rules.add_perm("rad.lihat_perbup", pemegang(*Peran))
rules.add_perm("rad.sunting_perbup", sunting_perbup_peran & perbup_dapat_disunting)
rules.add_perm("rad.ubah_status_perbup", sunting_perbup_peran & giliran_perbup)
rules.add_perm("rad.catat_perbup", pemegang(P.BAGIAN_HUKUM) & menunggu_fakta)
rules.add_perm("rad.paraf_perbup", pemaraf & menunggu_paraf)
rules.add_perm("rad.lihat_kerja_perbup", lihat_kerja_perbup)
rules.add_perm("rad.lihat_dokumen", lihat_dokumen)
rules.add_perm("rad.buat_dokumen", buat_dokumen)


kelola_acuan = pemegang(P.SEKRETARIAT, P.SEKRETARIS, P.BAPPEDA)
"""The Sekretariat and Bappeda keep the documents that the plan must agree with."""


@rules.predicate
def selaraskan(user: Any, aksi: Any = None) -> bool:
    """The responsible OPD, the Sekretariat and Bappeda say which targets an action serves, which
    SOPs it follows and what it counts towards; also once it is fixed: this is not its content."""
    return menangani(user, aksi) or P.BAPPEDA in user.peran


@rules.predicate
def kelola_sop(user: Any, sop: Any = None) -> bool:
    """An OPD keeps its own SOPs; the Sekretariat those of any institution."""
    return isi_untuk_lembaga(user, sop and sop.lembaga)


@rules.predicate
def kelola_versi_sop(user: Any, versi: Any = None) -> bool:
    """Who keeps an SOP writes its versions, puts them in force and revokes them."""
    return kelola_sop(user, versi and versi.sop)


@rules.predicate
def versi_sop_draf(user: Any, versi: Any = None) -> bool:
    """A version in force does not change any more: the next one does."""
    return versi is None or versi.status == StatusSop.DRAF


@rules.predicate
def versi_sop_berlaku(user: Any, versi: Any = None) -> bool:
    """Only what is in force can be revoked."""
    return versi is None or versi.status == StatusSop.BERLAKU


rules.add_perm("rad.kelola_acuan", kelola_acuan)
rules.add_perm("rad.selaraskan", selaraskan)
rules.add_perm("rad.isi_kebutuhan", menangani)
rules.add_perm("rad.usulkan_kode", kelola_rad)
rules.add_perm("rad.kelola_sop", kelola_sop)
rules.add_perm("rad.ubah_versi_sop", kelola_versi_sop & versi_sop_draf)
rules.add_perm("rad.cabut_versi_sop", kelola_versi_sop & versi_sop_berlaku)
