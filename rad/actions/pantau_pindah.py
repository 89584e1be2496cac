"""What was planned and reported on an action goes on under the action that replaces it."""

from django.db.models.functions import Coalesce

from rad.models import (
    Aksi,
    Indikator,
    LaporanAksi,
    Realisasi,
    SyaratBukti,
    TanggapanWarga,
    TargetPeriode,
)


def pindahkan(lama: Aksi, baru: Aksi) -> None:
    """Let reports, comments, evidence owed and targets of periods of *lama* belong to *baru*;
    figures go to the indicator of the same lineage.

    Only whose they are changes, so locked periods allow it; figures of an indicator that *baru* has
    no more stay where they are. Inside the caller's transaction.
    """
    LaporanAksi.objects.filter(aksi=lama).update(aksi=baru)
    SyaratBukti.objects.filter(aksi=lama).update(aksi=baru)
    TanggapanWarga.objects.filter(aksi=lama).update(aksi=baru)
    penerus = {
        akar: pk
        for pk, akar in Indikator.objects.filter(aksi=baru)
        .annotate(akar=Coalesce("asal", "pk"))
        .values_list("pk", "akar")
    }
    for i in lama.indikator.all():
        if pk := penerus.get(i.silsilah):
            Realisasi.objects.filter(indikator=i).update(indikator=pk)
            TargetPeriode.objects.filter(indikator=i).update(indikator=pk)
