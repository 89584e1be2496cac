"""Shelter, case conference and mediation."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kasus.aturan.mediasi import JenisPerkara
from kasus.enums_akses import StatusMediasi, TingkatData
from kasus.models.dasar import PenangananQuerySet, PerKorbanQuerySet, Rahasia, petugas
from kasus.models.kasus import PERAN_TERLARANG, Kasus, LaranganAkses
from kasus.models.orang import Korban
from p3aks.core.fields import RahasiaField
from p3aks.core.lingkup import LingkupQuerySet
from p3aks.core.models import Berversi, BerversiQuerySet
from pokja.models import Lembaga

JENIS_MEDIASI = [p for p in JenisPerkara if p != JenisPerkara.DELIK_BIASA]
LAMA_TERBUKA = dt.timedelta(days=7)  # how long a conference stays open to its participants


class FasilitasQuerySet(BerversiQuerySet, LingkupQuerySet):
    """Shelters. Where one lies is itself a secret."""

    def saring(self, user: Any) -> Self:
        """Case workers see the code and the places left; the address stays encrypted (F3)."""
        return self if user.has_perm("kasus.lihat_penampungan") else self.filter(pk=None)


class Fasilitas(Berversi, Rahasia):
    """A shelter: a code name, its places, its encrypted address."""

    kode = models.CharField("nama sandi", max_length=40, unique=True)
    unit = models.ForeignKey(
        Lembaga, verbose_name="pengelola", on_delete=models.PROTECT, related_name="+"
    )
    kapasitas = models.PositiveSmallIntegerField("kapasitas (orang)")
    alamat = RahasiaField("alamat", blank=True, max_length=500)
    aktif = models.BooleanField("aktif", default=True)

    objects = FasilitasQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "fasilitas penampungan"
        ordering = ("kode",)

    def __str__(self) -> str:
        return self.kode


class PenampunganQuerySet(PerKorbanQuerySet):
    """Stays."""

    def dihuni(self) -> Self:
        """Return the stays that go on."""
        return self.filter(keluar=None)


class Penampungan(Rahasia):
    """A stay of at most 14 days; then a further referral or a signed extension (R13)."""

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="penampungan")
    fasilitas = models.ForeignKey(Fasilitas, on_delete=models.PROTECT, related_name="+")
    orang = models.PositiveSmallIntegerField("jumlah orang (dengan anak/keluarga)", default=1)
    masuk = models.DateTimeField("masuk")
    keluar = models.DateTimeField("keluar", null=True, blank=True)
    rujukan_lanjutan = models.ForeignKey(
        "kasus.Rujukan", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    diperpanjang_sampai = models.DateField("diperpanjang sampai", null=True, blank=True)
    perpanjangan_oleh = petugas("perpanjangan ditandatangani oleh", null=True, blank=True)
    perpanjangan_pada = models.DateTimeField("diperpanjang pada", null=True, blank=True)
    alasan_perpanjangan = RahasiaField("alasan perpanjangan", blank=True, max_length=1000)
    catatan = RahasiaField("catatan", blank=True, max_length=2000)
    dicatat_oleh = petugas("dicatat oleh")

    objects = PenampunganQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "penampungan"
        ordering = ("-masuk",)
        constraints = [
            models.UniqueConstraint(
                name="penampungan_sekali_dihuni", fields=["korban"], condition=Q(keluar=None)
            ),
            models.CheckConstraint(
                name="penampungan_urutan", condition=Q(keluar=None) | Q(keluar__gte=F("masuk"))
            ),
            models.CheckConstraint(
                name="penampungan_perpanjangan_lengkap",
                condition=Q(
                    diperpanjang_sampai=None, perpanjangan_oleh=None, perpanjangan_pada=None
                )
                | Q(
                    diperpanjang_sampai__isnull=False,
                    perpanjangan_oleh__isnull=False,
                    perpanjangan_pada__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return "penampungan"


class KonferensiQuerySet(BerversiQuerySet, PenangananQuerySet):
    """Case conferences."""

    def saring(self, user: Any) -> Self:
        """Those of cases one handles, and those one is invited to, until a week after.

        Never for who is on the deny-list, nor for account and technical administrators.
        """
        if user.peran & PERAN_TERLARANG:
            return self.filter(pk=None)
        tolak = LaranganAkses.objects.sistem("daftar tolak").aktif().filter(pengguna=user)
        # Handled cases are joined by id: "|" of two scopes would be refused, and rightly so.
        ditangani = Kasus.objects.sistem("lingkup konferensi").ditangani(user).values("pk")
        boleh = Q(kasus__in=ditangani) | Q(pk__in=self._diundang(user))
        return self.filter(boleh).exclude(kasus__in=tolak.values("kasus"))

    def mengundang(self, user: Any) -> Self:
        """Return those that *user* is invited to, with the code of the case as ``kasus_kode``."""
        return self.filter(pk__in=self._diundang(user)).annotate(kasus_kode=F("kasus__kode"))

    def _diundang(self, user: Any) -> Any:
        batas = timezone.now() - LAMA_TERBUKA
        undangan = PesertaKonferensi.objects.sistem("hak peserta")
        return undangan.filter(pengguna=user, konferensi__pada__gt=batas).values("konferensi")


class KonferensiKasus(Berversi, Rahasia):
    """A meeting about one case with people who need to know."""

    kasus = models.ForeignKey(Kasus, on_delete=models.PROTECT, related_name="konferensi")
    pada = models.DateTimeField("waktu")
    tempat = RahasiaField("tempat", max_length=200, blank=True)
    bahan = RahasiaField("bahan untuk peserta", max_length=4000)
    hasil = RahasiaField("hasil", max_length=8000, blank=True)
    final_pada = models.DateTimeField("hasil dikunci pada", null=True, blank=True)
    oleh = petugas("diundang oleh")

    objects = KonferensiQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "konferensi kasus"
        ordering = ("-pada",)

    def __str__(self) -> str:
        return "konferensi kasus"


class PesertaKonferensiQuerySet(LingkupQuerySet):
    """Participants."""

    def saring(self, user: Any) -> Self:
        """Those of the conferences one may see."""
        konferensi = KonferensiKasus.objects.untuk(user).values("pk")
        return self.filter(konferensi__in=konferensi)


class PesertaKonferensi(Rahasia):
    """Somebody invited, and why they need to know."""

    konferensi = models.ForeignKey(
        KonferensiKasus, on_delete=models.PROTECT, related_name="peserta"
    )
    pengguna = petugas("peserta")
    keperluan = RahasiaField("keperluan", max_length=200)
    tingkat = models.PositiveSmallIntegerField(
        "tingkat data", choices=TingkatData, default=TingkatData.F1
    )
    hadir = models.BooleanField("hadir", null=True, blank=True)

    objects = PesertaKonferensiQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "peserta konferensi"
        constraints = [
            models.UniqueConstraint(name="peserta_sekali", fields=["konferensi", "pengguna"])
        ]

    def __str__(self) -> str:
        return "peserta konferensi"


class Mediasi(Rahasia):
    """A mediation, where the law allows one at all (R14).

    Made by ``kasus.actions.mediasi`` alone, which asks the rules first.
    """

    korban = models.ForeignKey(Korban, on_delete=models.PROTECT, related_name="mediasi")
    jenis = models.CharField("jenis perkara", max_length=11, choices=JenisPerkara, default="")
    pilihan_penerima = models.BooleanField("dipilih sendiri oleh penerima manfaat")
    bebas_tekanan = models.BooleanField("asesmen: bebas dari tekanan", default=False)
    tidak_berulang = models.BooleanField("asesmen: kekerasan tidak akan berulang", default=False)
    mediator_terlatih = models.BooleanField("mediator terlatih", default=False)
    pokok = RahasiaField("pokok perkara", max_length=2000)
    mediator = RahasiaField("mediator", max_length=150)
    mulai = models.DateTimeField("mulai")
    status = models.CharField(
        "status", max_length=13, choices=StatusMediasi, default=StatusMediasi.BERJALAN
    )
    hasil = RahasiaField("kesepakatan", max_length=4000, blank=True)
    berita_acara = models.BooleanField("berita acara disimpan", default=False)
    kesepakatan_ditandatangani = models.BooleanField("kesepakatan ditandatangani", default=False)
    tanggung_jawab = models.BooleanField("memuat tanggung jawab terlapor", default=False)
    pantau_mulai = models.DateField("pemantauan mulai", null=True, blank=True)
    selesai_pada = models.DateTimeField("selesai pada", null=True, blank=True)
    sebab_gugur = models.CharField("sebab gugur", max_length=300, blank=True)
    dicatat_oleh = petugas("dicatat oleh")

    objects = PerKorbanQuerySet.as_manager()

    class Meta(Rahasia.Meta):
        verbose_name = verbose_name_plural = "mediasi"
        ordering = ("-mulai",)
        constraints = [
            models.CheckConstraint(
                name="mediasi_dipilih_sendiri", condition=Q(pilihan_penerima=True)
            ),
            models.CheckConstraint(
                name="mediasi_bersyarat",
                condition=Q(
                    bebas_tekanan=True,
                    tidak_berulang=True,
                    mediator_terlatih=True,
                    jenis__in=JENIS_MEDIASI,
                ),
            ),
            models.UniqueConstraint(
                name="mediasi_satu_berjalan",
                fields=["korban"],
                condition=Q(status=StatusMediasi.BERJALAN),
            ),
            models.CheckConstraint(
                name="mediasi_gugur_bersebab",
                condition=~Q(status=StatusMediasi.GUGUR) | ~Q(sebab_gugur=""),
            ),
        ]

    def __str__(self) -> str:
        return "mediasi"
