"""HTML in, archivable and accessible PDF out. The only package that touches WeasyPrint.

``buat_pdf`` renders ready-made HTML in separate, limited child processes and returns a file that
is PDF/A-3a and PDF/UA-1 at once. This package imports neither Django nor WeasyPrint in the
calling process: the engine lives in the child (``mesin``), where a crash, a memory hog or an
endless layout cannot hurt a request or a worker.
"""

from p3aks.core.pdf.bentuk import Batas, Hasil, Potongan
from p3aks.core.pdf.buat import buat_pdf
from p3aks.core.pdf.galat import (
    GalatDibatalkan,
    GalatHuruf,
    GalatMemori,
    GalatMesin,
    GalatPdf,
    GalatTerlaluBesar,
    GalatTerlaluLama,
)

__all__ = [
    "Batas",
    "GalatDibatalkan",
    "GalatHuruf",
    "GalatMemori",
    "GalatMesin",
    "GalatPdf",
    "GalatTerlaluBesar",
    "GalatTerlaluLama",
    "Hasil",
    "Potongan",
    "buat_pdf",
]
