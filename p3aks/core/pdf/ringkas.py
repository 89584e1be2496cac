"""Shortens and straightens the structure tree before it is written. Runs in the child only.

WeasyPrint wraps every line of text in a Span and every anonymous box in a NonStruct element.
Neither means anything to a reader, yet they are two thirds of all objects of a table: leaving
them out halves the file, and the time to join parts, with the same tags for assistive software.
Its table headers are bound by identifiers that repeat on every page; a scope says the same
unambiguously (ISO 14289-1 7.5) and costs nothing per cell.
"""

# Elements that may hold text directly (ISO 32000-1 14.8.4; others only hold other elements).
_WADAH = frozenset(
    f"/{n}"
    for n in ("P", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "LBody", "Lbl", "Caption")
) | {"/NonStruct", "/Span"}
_HAMPA = frozenset(("/NonStruct", "/Span"))
_BIASA = {"Type", "S", "K", "Pg", "P"}


def ringkas_pohon(_dokumen, pdf) -> None:
    """Replace meaningless elements by their content; a *finisher* for ``Document.write_pdf``."""
    unsur = {
        o.reference: o
        for o in pdf.objects
        if isinstance(o, dict) and o.get("Type") == "/StructElem"
    }
    pengganti: dict[bytes, bytes] = {}
    for rujukan in reversed(unsur):  # children are made after their parents
        isi = unsur[rujukan]
        induk = unsur.get(isi["P"])
        if (
            induk is None
            or isi["S"] not in _HAMPA
            or induk["S"] not in _WADAH
            or induk.get("Pg") != isi["Pg"]
            or isi.keys() != _BIASA
            or not all(isinstance(k, int) for k in isi["K"])
        ):
            continue
        letak = induk["K"].index(rujukan)
        induk["K"][letak : letak + 1] = isi["K"]
        pengganti[rujukan] = induk.reference
        isi.clear()  # nobody refers to it any more; the join drops it
    _arahkan(pdf, pengganti)
    _beri_lingkup(unsur)


def _arahkan(pdf, pengganti: dict[bytes, bytes]) -> None:
    """Point the parent tree at the elements that took the content over."""
    nomor = int(pdf.catalog["StructTreeRoot"].split()[0])
    akar = pdf.objects[nomor]
    peta = pdf.objects[int(akar["ParentTree"].split()[0])]["Nums"]
    for daftar in peta[1::2]:
        if isinstance(daftar, list):
            for i, rujukan in enumerate(daftar):
                while rujukan in pengganti:
                    rujukan = pengganti[rujukan]
                daftar[i] = rujukan


def _beri_lingkup(unsur: dict[bytes, dict]) -> None:
    """Give header cells a scope instead of identifiers: rows head rows, all else heads columns."""
    baris_kepala = {
        r: all(unsur[k]["S"] == "/TH" for k in o["K"])
        for r, o in unsur.items()
        if o.get("S") == "/TR"
    }
    for isi in unsur.values():
        if isi.get("S") == "/TH":
            isi.pop("ID", None)
            atas = unsur[unsur[isi["P"]]["P"]]["S"] == "/THead" or baris_kepala[isi["P"]]
            isi["A"]["Scope"] = "/Column" if atas else "/Row"
        elif isi.get("S") == "/TD":
            isi["A"].pop("Headers", None)
            if isi["A"].keys() == {"O"}:
                del isi["A"]
