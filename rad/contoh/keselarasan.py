"""Reference documents that ship with the system, and what the demo hangs on them."""

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from pokja.models import Pengguna
from rad.actions import acuan, penanda, sop
from rad.models import Aksi, ButirAcuan, DokumenAcuan, Rad

DATA = Path(settings.BASE_DIR) / "data"
BUTIR = ("kode", "uraian", "induk", "jenis", "indikator", "satuan", "target")
# (words of the action, codes of the items it serves, tags)
KAITAN = (
    ("damai", ("T1.S1", "16.1", "P"), {"anak": ""}),
    ("visum", ("T1.S2", "5.2", "T"), {"pug": "", "anak": "", "kla": "5"}),
    ("kewirausahaan", ("T1.S3", "5.5", "B"), {"pug": ""}),
    ("permodalan", ("T1.S3", "B"), {"pug": ""}),
    ("bersekolah", ("5.2", "16.2"), {"anak": "", "kla": "4"}),
)


def muat_acuan(oleh: Pengguna, berkas: Path = DATA / "acuan.csv") -> int:
    """Load the documents of *berkas* with their items; a document that is there stays as it is.
    Return how many are new."""
    dengan_butir: dict[DokumenAcuan, list[dict[str, str]]] = {}
    with berkas.open(encoding="utf-8", newline="") as aliran:
        for b in csv.DictReader(aliran):
            isi = {
                "jenis": b["jenis_dokumen"], "nama": b["dokumen"], "dasar_hukum": b["dasar_hukum"],
                "mulai": int(b["mulai"]), "selesai": int(b["selesai"]),
            }  # fmt: skip
            ada = next((d for d in dengan_butir if d.nama == isi["nama"]), None)
            if ada is None:
                if DokumenAcuan.objects.filter(nama=isi["nama"]).exists():
                    continue
                ada = acuan.simpan_dokumen(by=oleh, isi=isi)
                dengan_butir[ada] = []
            dengan_butir[ada].append({n: b[n] for n in BUTIR})
    for dokumen, baris in dengan_butir.items():
        acuan.masukkan_tabel(by=oleh, dokumen=dokumen, baris=baris)
    return len(dengan_butir)


def muat_keselarasan(rad: Rad, orang: dict[str, Pengguna]) -> None:
    """Give the demo's plan documents, links, tags, an SOP and needs: some of each, so that the
    reports have something to report."""
    pemutus = orang["sekretariat"]
    muat_acuan(pemutus)
    muat_acuan(pemutus, DATA / "contoh" / "acuan.csv")
    butir = {b.kode: b for b in ButirAcuan.objects.all()}
    for kata, kode, tanda in KAITAN:
        for aksi in rad.aksi.filter(uraian__icontains=kata).select_related("penanggung_jawab"):
            acuan.kaitkan(by=pemutus, aksi=[aksi], butir=[butir[k] for k in kode])
            penanda.simpan_penanda(by=pemutus, aksi=aksi, penanda=tanda)
    terpilih = rad.aksi.filter(uraian__icontains="visum").select_related("penanggung_jawab").first()
    if terpilih:
        _lengkapi(terpilih, pemutus)


def _lengkapi(aksi: Aksi, pemutus: Pengguna) -> None:
    """An SOP in force, and a need above the budget."""
    isi = {
        "nomor": "067/DEMO/2025", "judul": "Pelayanan visum bagi korban (CONTOH)",
        "lembaga": aksi.penanggung_jawab, "bidang": aksi.bidang, "jenis": "teknis",
    }  # fmt: skip
    satu = sop.simpan_sop(by=pemutus, isi=isi)
    draf = sop.simpan_versi(
        by=pemutus, sop=satu, pindaian=pdf_kosong(),
        isi={"berlaku": dt.date(2025, 2, 3), "ringkasan": "Naskah pertama (contoh)."},
    )  # fmt: skip
    if draf.berlaku and draf.berlaku <= timezone.localdate():
        sop.berlakukan(by=pemutus, versi_sop=draf)
    sop.kaitkan(by=pemutus, aksi=[aksi], sop=[satu])
    pagu = {a.tahun: a.pagu for a in aksi.anggaran.all()}
    butuh = {t: pagu.get(t, Decimal(0)) + 25_000_000 for t in aksi.rad.tahun}
    penanda.simpan_kebutuhan(by=pemutus, aksi=aksi, kebutuhan=butuh)


def pdf_kosong() -> bytes:
    """Return an empty sheet, in place of a signed SOP."""
    import pikepdf  # noqa: PLC0415  a large library that few requests need

    tujuan = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(609, 935))
        pdf.save(tujuan, deterministic_id=True)
    return tujuan.getvalue()
