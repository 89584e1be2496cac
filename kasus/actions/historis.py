"""Storing old printed tables, as they are."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kasus.aturan.historis_tabel import Hasil, TabelCetak
from kasus.documents.historis import data_isi, data_saran, data_temuan
from kasus.models import TabelHistoris
from p3aks.core.access import wajib
from p3aks.core.audit import catat
from p3aks.core.models import SudahBerubah
from pokja.models import Pengguna

ALASAN = "Tuliskan alasan versi baru, paling sedikit 10 huruf."


@transaction.atomic
def simpan(
    *,
    by: Pengguna,
    tabel: Sequence[tuple[TabelCetak, Hasil]],
    sumber: str,
    asli: str,
    menggantikan: TabelHistoris | None = None,
    alasan: str = "",
) -> list[TabelHistoris]:
    """Store *tabel* with what was found in them; a held table is stored as held.

    *sumber* says who printed it, where and when; *asli* is the text or the name of the file.
    *menggantikan*: the version that a correction replaces, with the reason; the table of its year
    is the new version. Raises PermissionDenied; ValidationError for a missing reason or a
    correction without a table of that year; SudahBerubah where it was replaced meanwhile.
    """
    wajib(by, "kasus.kelola_historis", menggantikan)
    if menggantikan:
        tabel = [(t, h) for t, h in tabel if t.tahun == menggantikan.tahun]
        if not tabel:
            raise ValidationError(f"Tidak ada tabel tahun {menggantikan.tahun} di dalamnya.")
        if len(alasan.strip()) < 10:
            raise ValidationError({"alasan": ALASAN})
    try:
        with transaction.atomic():
            return [_satu(by, t, h, sumber, asli, menggantikan, alasan.strip()) for t, h in tabel]
    except IntegrityError as galat:
        raise SudahBerubah from galat


def _satu(
    by: Pengguna,
    tabel: TabelCetak,
    hasil: Hasil,
    sumber: str,
    asli: str,
    lama: TabelHistoris | None,
    alasan: str,
) -> TabelHistoris:
    isian: dict[str, Any] = {
        "tahun": tabel.tahun,
        "satuan": tabel.satuan,
        "sumber": sumber,
        "asli": asli,
        "isi": data_isi(tabel),
        "temuan": data_temuan(hasil),
        "saran": data_saran(hasil),
        "putusan": hasil.putusan.value,
        "oleh": by,
    }
    if lama:
        isian |= {"nomor": lama.nomor + 1, "menggantikan": lama, "alasan": alasan}
    baru: TabelHistoris = TabelHistoris.objects.sistem("impor historis").create(**isian)
    catat(
        by=by,
        peristiwa="historis.diimpor",
        objek=baru,
        rincian={"tahun": tabel.tahun, "putusan": hasil.putusan.value, "versi": baru.nomor},
    )
    return baru
