"""No order of steps leads a case into an illegal state (R10, R11, R18).

The real actions on the database, with five people, one or two victims, a clock that moves, dates
typed too early and too late. ``mesin.py`` says how long.
"""

import datetime as dt
import sys
from collections import Counter
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kasus.actions import asesmen, layanan, pemantauan, rencana, terminasi
from kasus.actions.rencana import IsiButir, IsiRencana
from kasus.actions.segar import segarkan
from kasus.actions.terminasi import IsiTerminasi
from kasus.aturan import tahap as t
from kasus.documents.fakta import fakta_kasus
from kasus.documents.penanganan import (
    asesmen_terbuka,
    butir_terbuka,
    fakta_korban,
    langkah_berikut,
    muat,
    rencana_disusun,
)
from kasus.enums_akses import JenisAsesmen
from kasus.enums_layanan import AlasanAkhir, JenisLayanan, TahapKasus, TingkatRisiko
from kasus.models import (
    Asesmen,
    ButirRencana,
    Kasus,
    Korban,
    RencanaIntervensi,
    Terminasi,
    TimKasus,
)
from p3aks.core.models import JejakAudit
from pokja.enums import Peran
from pokja.models import Penugasan
from tests.kasus.jalan import CENTANG, LENGKAP
from tests.kasus.mesin import (
    AWAL,
    BOLEH_DITOLAK,
    PANJANG,
    URUT,
    T,
    jalankan,
    periksa_fakta,
    periksa_perpindahan,
)


@pytest.fixture
def orang_kasus(manajer, pendamping, supervisor, manajer_lain, orang, unit):
    """Five people: the manager; a companion; two supervisors, one of whom is also manager of the
    unit and once managed the case; a stranger."""
    ganda = orang("ganda", Peran.SUPERVISOR, lembaga=unit)
    Penugasan.objects.create(
        pengguna=ganda, peran=Peran.MANAJER_KASUS, lembaga=unit, mulai=dt.date(2020, 1, 1),
        dasar="SK uji",
    )  # fmt: skip
    return {
        "manajer": manajer,
        "pendamping": pendamping,
        "supervisor": supervisor,
        "ganda": ganda,
        "asing": manajer_lain,
    }


ORANG = st.sampled_from(
    ("manajer", "manajer", "manajer", "pendamping", "supervisor", "ganda", "asing")
)
KODE = st.sampled_from("AB")
MUNDUR = st.sampled_from((0, 0, 0, 0, 0.5, 3, 50, 2000, -5))  # hours before now


class MesinTindakan(RuleBasedStateMachine):
    """The real actions on the database; each run is rolled back."""

    orang: dict
    unit: object
    capaian: Counter

    @initialize(dua=st.booleans(), langkah=st.integers(0, 20))
    def mulai(self, dua, langkah):
        """A case with one or two victims that has gone some way already."""
        self.jam = time_machine.travel(AWAL, tick=False)
        self.waktu = self.jam.start()
        self.batal = transaction.atomic()
        self.batal.__enter__()
        o = self.orang
        self.kasus = Kasus.objects.sistem("uji").create(
            unit=self.unit, saluran="LANGSUNG", dibuat_oleh=o["manajer"],
            tanggal_lapor=timezone.now(),
        )  # fmt: skip
        for kode in "AB"[: 1 + dua]:
            Korban.objects.sistem("uji").create(
                kasus=self.kasus, kode=kode, kelamin="P", tempat="LAINNYA", usia=30
            )
        for nama, peran, selesai in (
            ("manajer", "MANAJER", None),
            ("pendamping", "PENDAMPING", None),
            ("ganda", "MANAJER", timezone.now()),
        ):
            TimKasus.objects.sistem("uji").create(
                kasus=self.kasus, pengguna=o[nama], peran=peran, selesai=selesai,
                ditunjuk_oleh=o["manajer"],
            )  # fmt: skip
        segarkan(self.kasus, by=o["manajer"])
        self.tahap, self.rencana_baru, self.berubah = T.BARU, False, True
        self.nomor = 0
        for nomor in range(langkah):
            self.langkah_yang_ditawarkan(kode="AB"[nomor % 2])
            self.sah()

    def teardown(self):
        if hasattr(self, "batal"):
            transaction.set_rollback(True)
            self.batal.__exit__(None, None, None)
            self.jam.stop()

    # --- helpers ---

    def korban(self, kode):
        semua = Korban.objects.sistem("uji").filter(kasus=self.kasus)
        return semua.filter(kode=kode).first() or semua.get(kode="A")

    def pada(self, mundur):
        return timezone.now() - dt.timedelta(hours=mundur)

    def perpindahan(self):
        """The moves in the trail since the last look."""
        semua = JejakAudit.objects.filter(rantai=f"kasus.kasus:{self.kasus.pk}")
        baru = list(semua.filter(nomor__gt=self.nomor).order_by("nomor"))
        self.nomor = baru[-1].nomor if baru else self.nomor
        tahap = [b.rincian for b in baru if b.peristiwa == "kasus.tahap"]
        pindah = [(r["dari"], r["ke"]) for r in tahap]
        assert [a for a, _ in pindah[1:]] == [b for _, b in pindah[:-1]]
        return [(TahapKasus(a), TahapKasus(b)) for a, b in pindah]

    def coba(self, tindakan, **isian):
        """Run one action: it may refuse, but only in words."""
        self.rencana_baru = tindakan is rencana.sepakati
        berakhir = self.tahap == T.TERMINASI
        try:
            with transaction.atomic():
                hasil = tindakan(**isian)
        except BOLEH_DITOLAK as galat:
            return galat
        if berakhir:
            assert tindakan is terminasi.buka_kembali, tindakan
        self.capaian[tindakan.__name__] += 1
        self.berubah = True
        return hasil

    # --- steps ---

    @rule(jam=st.sampled_from((0.01, 1, 20, 400, 900)))
    def waktu_berjalan(self, jam):
        self.waktu.shift(dt.timedelta(hours=jam))

    @rule(
        kriteria=st.sampled_from(("jenis", "risiko", "kewenangan")),
        risiko=st.sampled_from(TingkatRisiko.values),
    )
    def identifikasi(self, kriteria, risiko):
        """As the identification page does: one criterion, with its time."""
        if self.tahap == T.TERMINASI:
            return
        kasus = Kasus.objects.sistem("uji").get(pk=self.kasus.pk)
        setattr(kasus, f"{kriteria}_pada", timezone.now())
        if kriteria != "jenis":
            setattr(kasus, kriteria, risiko if kriteria == "risiko" else "KABKOTA")
        kasus.save()
        segarkan(kasus, by=self.orang["manajer"])
        self.berubah = True

    @rule(oleh=ORANG, kode=KODE, mundur=MUNDUR)
    def kedaruratan(self, oleh, kode, mundur):
        self.coba(
            layanan.catat_kedaruratan, by=self.orang[oleh], kasus=self.kasus,
            korban=[self.korban(kode).pk], pada=self.pada(mundur), jenis="KESEHATAN",
        )  # fmt: skip

    @rule(
        oleh=ORANG, kode=KODE, mundur=MUNDUR, jenis=st.sampled_from(JenisAsesmen.values),
        selesai=st.booleans(), isi=st.sampled_from((LENGKAP, LENGKAP, {})),
    )  # fmt: skip
    def asesmen_mulai(self, oleh, kode, mundur, jenis, selesai, isi):
        self.coba(
            asesmen.mulai, by=self.orang[oleh], korban=self.korban(kode), jenis=jenis,
            mulai=self.pada(mundur), isi={**isi, "psikolog": "Psikolog RSUD"},
            selesai=timezone.now() if selesai else None, kunci=uuid4(),
        )  # fmt: skip

    @rule(oleh=ORANG, kode=KODE, mundur=MUNDUR, selesai=st.booleans(), basi=st.booleans())
    def asesmen_lanjut(self, oleh, kode, mundur, selesai, basi):
        baris = Asesmen.objects.sistem("uji").filter(korban=self.korban(kode)).first()
        if baris:
            self.coba(
                asesmen.simpan, by=self.orang[oleh], asesmen=baris, isi=LENGKAP,
                versi=baris.versi - basi, selesai=self.pada(mundur) if selesai else None,
            )  # fmt: skip

    @rule(oleh=ORANG, kode=KODE, butir=st.integers(0, 3))
    def rencana_susun(self, oleh, kode, butir):
        isi = IsiRencana("Aman.", "PENERIMA", [IsiButir("KESEHATAN")] * butir)
        self.coba(rencana.susun, by=self.orang[oleh], korban=self.korban(kode), isi=isi)

    @rule(oleh=ORANG, kode=KODE, mundur=MUNDUR, basi=st.booleans())
    def rencana_sepakati(self, oleh, kode, mundur, basi):
        baris = RencanaIntervensi.objects.sistem("uji").filter(korban=self.korban(kode)).first()
        if baris:
            self.coba(
                rencana.sepakati, by=self.orang[oleh], rencana=baris, pada=self.pada(mundur),
                versi=baris.versi - basi,
            )  # fmt: skip

    @rule(oleh=ORANG, kode=KODE, mundur=MUNDUR, jenis=st.sampled_from(JenisLayanan.values))
    def layanan_bebas(self, oleh, kode, mundur, jenis):
        self.coba(
            layanan.catat_layanan, by=self.orang[oleh], korban=self.korban(kode),
            pada=self.pada(mundur), jenis=jenis,
        )  # fmt: skip

    @rule(
        oleh=ORANG,
        data=st.data(),
        mundur=MUNDUR,
        cara=st.sampled_from(("layanan", "selesai", "batal")),
    )
    def butir(self, oleh, data, mundur, cara):
        """Close one of all items that ever were, in force or not."""
        semua = list(ButirRencana.objects.sistem("uji").order_by("dibuat_pada"))
        if not semua:
            return
        baris = data.draw(st.sampled_from(range(len(semua))))
        baris, by = semua[baris], self.orang[oleh]
        if cara == "layanan":
            self.coba(
                layanan.catat_layanan, by=by, korban=baris.rencana.korban, butir=baris.pk,
                selesai=True, pada=self.pada(mundur),
            )  # fmt: skip
        elif cara == "selesai":
            self.coba(rencana.selesaikan_butir, by=by, butir=baris)
        else:
            self.coba(rencana.batalkan_butir, by=by, butir=baris, alasan="Tidak diperlukan.")

    @rule(oleh=ORANG, kode=KODE, mundur=MUNDUR, terhubung=st.booleans())
    def pemantauan(self, oleh, kode, mundur, terhubung):
        self.coba(
            pemantauan.catat_pemantauan, by=self.orang[oleh], korban=self.korban(kode),
            pada=self.pada(mundur), terhubung=terhubung, hasil="Aman.",
        )  # fmt: skip

    @rule(oleh=ORANG, alasan=st.sampled_from(AlasanAkhir.values), jelas=st.booleans())
    def usulkan(self, oleh, alasan, jelas):
        penjelasan = dict.fromkeys(terminasi.RUAS, "Sebab.") if jelas else {}
        isi = IsiTerminasi(
            alasan=alasan, ringkasan="Ringkas." if jelas else "", penjelasan=penjelasan,
            penerima=self.unit.pk if jelas else None,
            **{**CENTANG, "rencana_selesai": alasan == "TUNTAS"},
        )  # fmt: skip
        self.coba(terminasi.usulkan, by=self.orang[oleh], kasus=self.kasus, isi=isi)

    @precondition(lambda self: Terminasi.objects.sistem("uji").exists())
    @rule(oleh=ORANG, setuju=st.sampled_from((True, True, False)))
    def putuskan(self, oleh, setuju):
        usulan = Terminasi.objects.sistem("uji").order_by("-dibuat_pada").first()
        by = self.orang[oleh]
        if setuju:
            self.coba(terminasi.setujui, by=by, terminasi=usulan)
        else:
            self.coba(terminasi.kembalikan, by=by, terminasi=usulan, catatan="Lengkapi.")

    @rule(oleh=ORANG)
    def buka_kembali(self, oleh):
        if self.tahap == T.TERMINASI or oleh == "asing":
            self.coba(
                terminasi.buka_kembali, by=self.orang[oleh], kasus=self.kasus, alasan="Perlu."
            )

    @rule(kode=KODE)
    def langkah_yang_ditawarkan(self, kode):
        """What the page offers as the next step is never refused to the manager."""
        korban = self.korban(kode)
        fakta = fakta_korban(korban)
        langkah = langkah_berikut(korban, fakta) or "buka_kembali"
        self.waktu.shift(dt.timedelta(minutes=1))
        hasil = getattr(self, f"tawaran_{langkah}")(korban, fakta)
        assert not isinstance(hasil, Exception), (langkah, hasil)

    def tawaran_identifikasi(self, korban, fakta):
        belum = [n for n in t.IDENTIFIKASI if t.saat(fakta, n) is None]
        self.identifikasi(kriteria=belum[0].split("_")[0], risiko="SEDANG")

    def tawaran_kedaruratan(self, korban, fakta):
        return self.coba(
            layanan.catat_kedaruratan, by=self.orang["manajer"], kasus=self.kasus,
            korban=[korban.pk], pada=timezone.now(), jenis="KESEHATAN",
        )  # fmt: skip

    def tawaran_asesmen_baru(self, korban, fakta):
        return self.coba(
            asesmen.mulai, by=self.orang["manajer"], korban=korban, jenis="BIOPSIKOSOSIAL",
            mulai=timezone.now(), isi=LENGKAP, selesai=timezone.now(),
        )  # fmt: skip

    def tawaran_asesmen_ubah(self, korban, fakta):
        baris = asesmen_terbuka(korban, fakta)
        return self.coba(
            asesmen.simpan, by=self.orang["manajer"], asesmen=baris, isi=LENGKAP,
            versi=baris.versi, selesai=timezone.now(),
        )  # fmt: skip

    def tawaran_rencana_baru(self, korban, fakta):
        isi = IsiRencana("Aman.", "PENERIMA", [IsiButir("KESEHATAN")])
        return self.coba(rencana.susun, by=self.orang["manajer"], korban=korban, isi=isi)

    def tawaran_rencana_ubah(self, korban, fakta):
        baris = rencana_disusun(korban)
        return self.coba(
            rencana.sepakati, by=self.orang["manajer"], rencana=baris, pada=timezone.now(),
            versi=baris.versi,
        )  # fmt: skip

    def tawaran_layanan_baru(self, korban, fakta):
        return self.coba(
            layanan.catat_layanan, by=self.orang["manajer"], korban=korban,
            butir=butir_terbuka(korban)[0].pk, selesai=True, pada=timezone.now(),
        )  # fmt: skip

    def tawaran_pemantauan_baru(self, korban, fakta):
        return self.coba(
            pemantauan.catat_pemantauan, by=self.orang["manajer"], korban=korban,
            pada=timezone.now(), terhubung=True, hasil="Aman.",
        )  # fmt: skip

    def tawaran_terminasi(self, korban, fakta):
        """Propose, or decide on what was proposed; another victim may still stand against it."""
        usulan = Terminasi.objects.sistem("uji").order_by("-dibuat_pada").first()
        if usulan and usulan.menunggu:
            self.coba(terminasi.setujui, by=self.orang["supervisor"], terminasi=usulan)
        else:
            isi = IsiTerminasi(alasan="TUNTAS", **CENTANG)
            self.coba(terminasi.usulkan, by=self.orang["manajer"], kasus=self.kasus, isi=isi)

    def tawaran_buka_kembali(self, korban, fakta):
        return self.coba(
            terminasi.buka_kembali, by=self.orang["manajer"], kasus=self.kasus, alasan="Perlu."
        )

    @rule(kode=KODE)
    def langkah_lagi(self, kode):
        """The same, taken more often: a walk that only stumbles sees little."""
        self.langkah_yang_ditawarkan(kode=kode)

    # --- what always holds ---

    @invariant()
    def sah(self):
        if not getattr(self, "berubah", False):
            return  # a refused step was rolled back
        kasus = Kasus.objects.sistem("uji").get(pk=self.kasus.pk)
        fakta, tahap = fakta_kasus(kasus), TahapKasus(kasus.tahap)
        periksa_fakta(fakta, tahap)
        for pindah in self.perpindahan():
            periksa_perpindahan(*pindah, rencana_baru=self.rencana_baru)
        self.tahap, self.rencana_baru, self.berubah = tahap, False, False
        self.capaian[tahap] += 1
        assert (tahap == T.TERMINASI) == bool(kasus.alasan_akhir)
        if tahap == T.TERMINASI:
            akhir = Terminasi.objects.sistem("uji").filter(
                kasus=kasus, disetujui_pada__isnull=False
            )
            akhir = akhir.latest("disetujui_pada")
            assert akhir.disetujui_oleh_id == self.orang["supervisor"].pk != akhir.diajukan_oleh_id
            assert akhir.alasan == kasus.alasan_akhir
        for satu in muat(kasus):
            miliknya = t.putaran(fakta_korban(satu))
            urut = [w for n in URUT if (w := t.saat(miliknya, n))]
            assert urut == sorted(urut)
            assert len(urut) == sum(1 for n in URUT[: len(urut)] if t.saat(miliknya, n)), "loncat"


def test_tindakan_tidak_menuju_keadaan_terlarang(orang_kasus, unit):
    MesinTindakan.orang, MesinTindakan.unit = orang_kasus, unit
    MesinTindakan.capaian = capaian = Counter()
    jalankan(MesinTindakan, singkat=8, langkah=20)
    if PANJANG:
        sys.stderr.write(f"{dict(capaian)}\n")
        assert set(TahapKasus) <= set(capaian), "ada tahap yang tidak pernah dicapai"
