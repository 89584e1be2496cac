"""Meetings of the demo regency: the workshop that agreed on the Pokja, a rakor, one to come.

The workshop follows the published account of 27–28 May 2021; its hours and everybody's names are
made up.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from pokja.actions import notula, peserta, rapat, tindak_lanjut
from pokja.actions.notula import Naskah
from pokja.enums import Posisi
from pokja.enums_rapat import CaraHadir, StatusRapat
from pokja.models import Lembaga, Pejabat, Pengguna, Pokja, Rapat, TindakLanjut

WORKSHOP = "Workshop Pembentukan Kelembagaan Pokja P3AKS Inklusif dan Efektif"
HARI_WORKSHOP = dt.date(2021, 5, 27)
SESI_WORKSHOP = (
    # (name, day after the first, begin, end, what was said)
    (
        "Pemaparan awal",
        0, 9, 12,
        "Kemenko PMK memaparkan kebijakan P3AKS. Pemerintah kabupaten mendukung dan menjadikannya "
        "bagian dari kelembagaan dan RPJMD. Anggaran menjadi perhatian: belum ada tindak lanjut "
        "dari Kementerian Dalam Negeri.",
    ),
    (
        "Pembentukan struktur Pokja P3AKS",
        0, 13, 16,
        "Struktur disepakati bersama: Ketua Sekretaris Daerah, Wakil Ketua Bappeda, Sekretaris "
        "Dinsos-P3A, dengan bidang pencegahan, penanganan, serta pemberdayaan dan partisipasi.",
    ),
    (
        "Perumusan rencana aksi per bidang",
        1, 9, 15,
        "Setiap bidang merumuskan rencana aksinya. Empat catatan penting disepakati agar Pokja "
        "inklusif dan efektif.",
    ),
)  # fmt: skip
UNDANGAN_WORKSHOP = (
    "Setda", "Bagian Hukum", "Bagian Kesra", "Bappeda", "Bakesbangpol", "Dinsos-P3A", "Disdik",
    "Dinkes", "Diskominfo", "Dinas PMD-KB", "Diskopperindag", "Kemenag", "Polres",
)  # fmt: skip
TAMU_WORKSHOP = (
    {"jabatan": "Kepala Bidang Pencegahan Konflik Sosial", "instansi": "Kemenko PMK"},
    {"jabatan": "Perwakilan", "instansi": "Friedrich-Ebert-Stiftung"},
    {"jabatan": "Peneliti", "instansi": "CSWS FISIP Universitas Airlangga"},
)
KEPUTUSAN_WORKSHOP = (
    # (item of the agenda, decision, what follows from it, who owes it, what was done)
    (
        1,
        "Ketua Pokja: Sekretaris Daerah; Wakil Ketua: Bappeda; Sekretaris: Dinsos-P3A.",
        "Siapkan rancangan SK Bupati pembentukan Pokja",
        "Dinsos-P3A",
        "SK Bupati sudah terbit.",
    ),
    (
        2,
        "Draf awal disesuaikan dengan keadaan lapangan: potensi konflik agama, pilkades, dan "
        "bantuan sosial; daerah, pola, dan potensi konflik diinventarisasi.",
        "Inventarisasi daerah, pola, dan potensi konflik",
        "Bakesbangpol",
        "Inventaris potensi konflik sudah diisi per kecamatan.",
    ),
    (
        2,
        "RAD memunculkan sistem operasi dan prosedur.",
        "Susun SOP penanganan korban sebagai bagian RAD",
        "Dinkes",
        "",
    ),
    (
        2,
        "RPJMD diturunkan sampai menjadi Peraturan Bupati, dengan komitmen penganggaran.",
        "Selaraskan RAD dengan RPJMD dan pagu anggaran",
        "Bappeda",
        "RAD 2025–2029 sudah diselaraskan.",
    ),
    (
        2,
        "Kesekretariatan dimatangkan; korban kekerasan dipisahkan menurut konflik sosial dan KDRT.",
        "Mantapkan rumah perlindungan dan pemisahan pencatatan korban",
        "Dinsos-P3A",
        "Korban konflik sosial dan KDRT dicatat terpisah sejak aplikasi ini dipakai.",
    ),
)

PELAPOR = ("sekretariat", "koordinator", "opd", "bappeda")


def muat_rapat(orang: dict[str, Pengguna], pokja: Pokja) -> None:
    """Load the meetings; what exists stays as it is."""
    if Rapat.objects.exists():
        return
    _workshop(orang, pokja)
    _rakor(orang, pokja)
    _akan_datang(orang, pokja)


def _workshop(orang: dict[str, Pengguna], pokja: Pokja) -> None:
    by = orang["sekretariat"]
    satu = _rencana(
        by, pokja, acara=WORKSHOP, jenis="workshop", cara="luring", hari=HARI_WORKSHOP,
        tempat="Ruang Vision Lt. 2, Hotel DoubleTree, Surabaya",
        maksud="Membentuk kelembagaan Pokja P3AKS, tugasnya, dan agenda programnya.",
        sesi=[s[:4] for s in SESI_WORKSHOP], agenda=[s[0] for s in SESI_WORKSHOP],
    )  # fmt: skip
    lembaga = Lembaga.objects.filter(singkatan__in=UNDANGAN_WORKSHOP)
    peserta.undang_peserta(by=by, rapat=satu, lembaga=lembaga, lain=TAMU_WORKSHOP)
    _berlangsung(by, satu, [s[4] for s in SESI_WORKSHOP])
    utang = {
        _putuskan(by, satu, ke, isi, uraian, singkatan, tenggat=dt.date(2021, 12, 31)): hasil
        for ke, isi, uraian, singkatan, hasil in KEPUTUSAN_WORKSHOP
    }
    _sahkan(orang, satu, pimpinan="Asisten Sekretaris Daerah (DEMO)")
    pelapor = {o.lembaga_id: o for o in orang.values() if o.username in PELAPOR}
    for tugas, hasil in utang.items():
        if hasil:
            bukti = tindak_lanjut.laporkan(
                by=pelapor[tugas.lembaga_id], tindak_lanjut=tugas, uraian=hasil
            )
            tindak_lanjut.periksa(by=orang["sekretaris"], bukti=bukti, memadai=True)
        else:
            tindak_lanjut.undur(
                by=orang["sekretaris"], tindak_lanjut=tugas,
                tenggat=timezone.localdate() + dt.timedelta(days=20),
                alasan="Menunggu RAD 2025–2029 ditetapkan.",
            )  # fmt: skip


def _rakor(orang: dict[str, Pengguna], pokja: Pokja) -> None:
    """A month ago: what it decided is owed, reported, or overdue."""
    by, hari_ini = orang["sekretariat"], timezone.localdate()
    satu = _rencana(
        by, pokja, acara="Rapat koordinasi kesiapan pilkades serentak (DEMO)", jenis="rakor",
        cara="hibrida", hari=hari_ini - dt.timedelta(days=30), tempat="Ruang rapat Dinsos-P3A",
        tautan="https://rapat.contoh.go.id/pokja", maksud="Menyiapkan pencegahan di desa rawan.",
        sesi=[("", 0, 9, 12)], agenda=["Peta desa rawan", "Kesiapan layanan bagi korban"],
    )  # fmt: skip
    peserta.undang_peserta(by=by, rapat=satu, pejabat=_pemangku(pokja))
    _berlangsung(
        by, satu,
        ["Tiga kecamatan dinilai rawan menjelang pilkades.", "Tenaga pendamping masih kurang."],
    )  # fmt: skip
    minggu = dt.timedelta(days=7)
    dinkes = _putuskan(
        by, satu, 1, "Posko layanan disiapkan di tiga kecamatan rawan.",
        "Siapkan petugas dan obat untuk tiga posko", "Dinkes", tenggat=hari_ini + minggu,
    )  # fmt: skip
    _putuskan(
        by, satu, 0, "Sekolah di desa rawan mendapat pendidikan damai.",
        "Jadwalkan kunjungan ke sekolah di desa rawan", "Disdik", tenggat=hari_ini - minggu,
    )  # fmt: skip
    _sahkan(orang, satu, pimpinan="Bambang Sutrisno (DEMO)")
    tindak_lanjut.laporkan(
        by=orang["opd"], tindak_lanjut=dinkes, uraian="Petugas ditunjuk; obat dikirim Senin."
    )


def _akan_datang(orang: dict[str, Pengguna], pokja: Pokja) -> None:
    """In ten days, with the open follow-ups as its first item."""
    by = orang["sekretariat"]
    satu = _rencana(
        by, pokja, acara="Evaluasi semester RAD P3AKS (DEMO)", jenis="evaluasi", cara="hibrida",
        hari=timezone.localdate() + dt.timedelta(days=10), tempat="Pendopo Krida Manunggal",
        tautan="https://rapat.contoh.go.id/pokja", maksud="Menilai capaian dan hambatan RAD.",
        sesi=[("", 0, 9, 12)], agenda=["Capaian per bidang", "Usulan perubahan RAD"],
    )  # fmt: skip
    peserta.undang_peserta(by=by, rapat=satu, pejabat=_pemangku(pokja))
    rapat.undang(by=by, rapat=satu)


def _pemangku(pokja: Pokja) -> Sequence[Pejabat]:
    duduk = Pejabat.objects.filter(kedudukan__pokja=pokja).exclude(
        kedudukan__posisi=Posisi.PENGARAH
    )
    return list(duduk.select_related("kedudukan__lembaga").order_by("kedudukan__urutan"))


def _rencana(
    by: Pengguna,
    pokja: Pokja,
    *,
    hari: dt.date,
    sesi: Sequence[tuple[str, int, int, int]],
    agenda: Sequence[str],
    **isi: str,
) -> Rapat:
    """Plan a meeting with its sessions ``(name, day after *hari*, begin, end)`` and its agenda."""
    waktu = [
        tuple(
            timezone.make_aware(dt.datetime.combine(hari + dt.timedelta(days=lewat), dt.time(jam)))
            for jam in (mulai, selesai)
        )
        for _, lewat, mulai, selesai in sesi
    ]
    satu = rapat.buat_rapat(by=by, isi=isi, waktu=(waktu[0][0], waktu[0][1]))
    pertama = satu.sesi.get()
    for ke, (nama, *_) in enumerate(sesi):
        kolom = {"judul": nama, "mulai": waktu[ke][0], "selesai": waktu[ke][1]}
        rapat.simpan_sesi(by=by, rapat=satu, isi=kolom, sesi=None if ke else pertama)
    for judul in agenda:
        rapat.simpan_agenda(by=by, rapat=satu, isi={"judul": judul})
    ketua = Pejabat.objects.get(kedudukan__pokja=pokja, kedudukan__posisi=Posisi.KETUA)
    surat = {
        "penandatangan": ketua,
        "nomor_undangan": f"005/DEMO/{hari.year}",
        "tanggal_undangan": min(hari - dt.timedelta(days=7), timezone.localdate()),
    }
    return rapat.ubah_rapat(by=by, rapat=satu, isi=surat)


def _berlangsung(by: Pengguna, satu: Rapat, pembahasan: Sequence[str]) -> None:
    """Hold the meeting: everybody comes, every third online where it is hybrid."""
    rapat.undang(by=by, rapat=satu)
    rapat.buka(by=by, rapat=satu)
    hibrida = satu.cara == "hibrida"
    cara = {
        k.pk: CaraHadir.DARING if hibrida and ke % 3 == 2 else CaraHadir.LURING
        for ke, k in enumerate(satu.kehadiran.all())
    }
    for sesi in satu.sesi.all():
        peserta.catat_kehadiran(by=by, sesi=sesi, perubahan=cara)
    for agenda, teks in zip(satu.agenda.filter(lanjutan=False), pembahasan, strict=True):
        notula.simpan_pembahasan(by=by, agenda=agenda, teks=teks, versi=agenda.versi)


def _putuskan(
    by: Pengguna, satu: Rapat, ke: int, isi: str, uraian: str, singkatan: str, *, tenggat: dt.date
) -> TindakLanjut:
    agenda = satu.agenda.filter(lanjutan=False)[ke]
    keputusan = notula.simpan_keputusan(by=by, rapat=satu, isi={"isi": isi, "agenda": agenda})
    kolom = {
        "uraian": uraian,
        "lembaga": Lembaga.objects.get(singkatan=singkatan),
        "tenggat": tenggat,
    }
    return tindak_lanjut.simpan_tindak_lanjut(by=by, keputusan=keputusan, isi=kolom)


def _sahkan(orang: dict[str, Pengguna], satu: Rapat, *, pimpinan: str) -> None:
    by = orang["sekretariat"]
    kini = Rapat.objects.get(pk=satu.pk)
    kepala = {"pimpinan": pimpinan, "notulis": by.nama}
    notula.simpan_kepala(by=by, rapat=kini, isi=kepala, versi=kini.versi)
    rapat.tutup(by=by, rapat=kini)
    kini = Rapat.objects.get(pk=satu.pk, status=StatusRapat.NOTULA)
    naskah = Naskah(
        pembukaan="Rapat dibuka oleh pemimpin rapat.",
        pembahasan={a.pk: (a.versi, a.pembahasan) for a in kini.agenda.all()},
        penutup="Rapat ditutup setelah keputusan dibacakan.",
    )
    notula.sahkan(by=orang["sekretaris"], rapat=kini, versi=kini.versi, naskah=naskah)
