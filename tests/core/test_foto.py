"""Photographs: small, upright, and without what the camera wrote into them."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from p3aks.core.foto import SISI, bersihkan_foto


def foto(ukuran=(3000, 1000), jenis="JPEG", **lain):
    keluar = io.BytesIO()
    Image.new("RGB", ukuran, "navy").save(keluar, jenis, **lain)
    return keluar.getvalue()


def buka(isi):
    return Image.open(io.BytesIO(isi))


def test_dikecilkan_dan_tanpa_tempat():
    exif = Image.Exif()
    exif[0x0110] = "Kamera Rahasia"
    exif.get_ifd(0x8825)[1] = "S"  # GPS
    asli = foto(exif=exif)
    assert b"Kamera Rahasia" in asli
    bersih = bersihkan_foto(asli)
    assert buka(bersih).size == (SISI, 667)
    assert not buka(bersih).getexif()
    assert b"Kamera Rahasia" not in bersih


def test_ditegakkan():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    assert buka(bersihkan_foto(foto((300, 100), exif=exif))).size == (100, 300)


def test_png_menjadi_jpeg():
    assert buka(bersihkan_foto(foto((10, 10), "PNG"))).format == "JPEG"


@pytest.mark.parametrize(
    "isi",
    [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, foto((40, 40))[:200], b"GIF89a"],
)
def test_yang_rusak_ditolak(isi):
    with pytest.raises(ValidationError):
        bersihkan_foto(isi)


def test_bom_piksel_ditolak():
    """Sixty million equal pixels pack into very little."""
    with pytest.raises(ValidationError, match="terlalu besar"):
        bersihkan_foto(foto((9000, 7000), "PNG"))
