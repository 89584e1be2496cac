"""Meetings and follow-ups for the access table, made through the real actions."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile

from pokja.actions import notula, peserta, rapat, ringkasan, tindak_lanjut
from pokja.models import Pejabat, Rapat

AWAL = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)
SELESAI = AWAL + dt.timedelta(hours=3)
ISI = {
    "acara": "Rapat koordinasi", "jenis": "rakor", "bidang": "", "cara": "luring",
    "tempat": "Pendopo", "tautan": "", "maksud": "", "dasar": "",
}  # fmt: skip


def buat_objek_rapat(
    orang: dict[str, Any], pejabat: Pejabat, dinkes: Any
) -> dict[str, tuple[Any, ...]]:
    """One meeting in each state; Dinkes is invited to those that are convened, and owes two
    follow-ups."""
    by = orang["sekretariat"]

    def satu(sampai: str) -> Rapat:
        baru = rapat.buat_rapat(by=by, isi=ISI, waktu=(AWAL, SELESAI))
        rapat.simpan_agenda(by=by, rapat=baru, isi={"judul": "Capaian"})
        peserta.undang_peserta(by=by, rapat=baru, lembaga=[dinkes])
        rapat.ubah_rapat(by=by, rapat=baru, isi={"penandatangan": pejabat})
        for langkah in ("undang", "buka", "tutup"):
            if sampai == "rencana":
                break
            getattr(rapat, langkah)(by=by, rapat=baru)
            if langkah == sampai:
                break
        baru = Rapat.objects.get(pk=baru.pk)
        return baru

    rencana, diundang, dibuka, selesai = (satu(s) for s in ("rencana", "undang", "buka", "tutup"))
    agenda = dibuka.agenda.first()
    agenda.materi.save("materi.pdf", ContentFile(b"%PDF-1.7 uji"))
    dibuka.daftar_hadir.save("hadir.pdf", ContentFile(b"%PDF-1.7 uji"))
    keputusan = notula.simpan_keputusan(
        by=by, rapat=dibuka, isi={"isi": "Inventarisasi", "agenda": agenda}
    )
    besok = (AWAL + dt.timedelta(days=30)).date()
    terbuka, dilaporkan = (
        tindak_lanjut.simpan_tindak_lanjut(
            by=by, keputusan=keputusan, isi={"uraian": u, "lembaga": dinkes, "tenggat": besok}
        )
        for u in ("Susun SOP", "Kirim data")
    )
    bukti = tindak_lanjut.laporkan(
        by=orang["opd_operator"], tindak_lanjut=dilaporkan, uraian="Sudah dikirim"
    )
    bukti.berkas.save("bukti.pdf", ContentFile(b"%PDF-1.7 uji"))
    tamu = diundang.kehadiran.get()
    ringkasan.atur_kalender(by=by, menyala=True)
    return {
        "rapat_rencana": (rencana.pk,),
        "rapat": (diundang.pk,),
        "rapat_buka": (dibuka.pk,),
        "rapat_notula": (selesai.pk,),
        "sesi": (diundang.sesi.get().pk,),
        "agenda": (agenda.pk,),
        "agenda_naik": (agenda.pk, "naik"),
        "tamu": (tamu.pk,),
        "undangan": (tamu.token,),
        "undangan_sesi": (tamu.token, tamu.rapat.sesi.get().pk),
        "hadir": (tamu.rapat.sesi.get().token,),
        "kalender": (by.kalender,),
        "keputusan": (keputusan.pk,),
        "tindak_lanjut": (terbuka.pk,),
        "tindak_dilaporkan": (dilaporkan.pk,),
        "bukti": (bukti.pk,),
    }
