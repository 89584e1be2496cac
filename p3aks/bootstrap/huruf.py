"""Write ``fonts.conf`` for the container image: ``python -m p3aks.bootstrap.huruf TARGET``."""

import sys
from pathlib import Path

from p3aks.bootstrap.lingkungan import AKAR, folder_var, tulis_fonts_conf

if __name__ == "__main__":
    tulis_fonts_conf(
        Path(sys.argv[1]), font=AKAR / "static/fonts", tembolok=folder_var() / "cache/fontconfig"
    )
