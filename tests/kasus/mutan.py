"""Makes mutants of one function: each with one condition weakened, dropped or turned round."""

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

# Calls whose arguments are conditions.
SYARAT = {"filter", "exclude", "Q"}
_BALIK: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
}


def _nama(panggilan: ast.Call) -> str:
    f = panggilan.func
    return f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "")


def _ganti(simpul: ast.AST) -> Iterator[tuple[str, Any]]:
    """Yield ``(what was done, replacement)`` for one node; None removes a statement."""
    if isinstance(simpul, ast.BinOp) and isinstance(simpul.op, ast.BitOr | ast.BitAnd):
        yield "sisi kiri saja", simpul.left
        yield "sisi kanan saja", simpul.right
    elif isinstance(simpul, ast.UnaryOp) and isinstance(simpul.op, ast.Invert | ast.Not):
        yield "tanpa ingkaran", simpul.operand
    elif isinstance(simpul, ast.Compare) and type(simpul.ops[0]) in _BALIK:
        baru = copy.deepcopy(simpul)
        baru.ops[0] = _BALIK[type(simpul.ops[0])]()
        yield "perbandingan terbalik", baru
    elif isinstance(simpul, ast.IfExp):
        yield "selalu ya", simpul.body
        yield "selalu tidak", simpul.orelse
    elif isinstance(simpul, ast.AugAssign):
        yield "tanpa tambahan", None
    elif isinstance(simpul, ast.If):
        for kata, nilai in (("selalu ya", True), ("selalu tidak", False)):
            baru = copy.deepcopy(simpul)
            uji = baru.test
            # A named expression must still give its name a value.
            baru.test = ast.BoolOp(
                ast.Or() if nilai else ast.And(),
                [uji, ast.Constant(True)] if nilai else [uji, ast.Constant(False)],
            )
            yield kata, baru
    elif isinstance(simpul, ast.Call) and _nama(simpul) in SYARAT:
        yield from _tanpa_satu(simpul)


def _tanpa_satu(simpul: ast.Call) -> Iterator[tuple[str, Any]]:
    for n in range(len(simpul.args)):
        if isinstance(simpul.args[n], ast.Starred):
            continue
        baru = copy.deepcopy(simpul)
        del baru.args[n]
        yield f"tanpa syarat ke-{n + 1}", baru
    for n, kunci in enumerate(simpul.keywords):
        baru = copy.deepcopy(simpul)
        del baru.keywords[n]
        yield f"tanpa {kunci.arg or 'syarat bernama'}", baru
    if isinstance(simpul.func, ast.Attribute) and _nama(simpul) == "exclude":
        yield "tanpa exclude", simpul.func.value


class _Pengganti(ast.NodeTransformer):
    def __init__(self, nomor: int) -> None:
        self.nomor, self.kini, self.uraian = nomor, -1, ""

    def generic_visit(self, simpul: ast.AST) -> Any:
        for uraian, baru in _ganti(simpul):
            self.kini += 1
            if self.kini == self.nomor:
                self.uraian = f"baris {getattr(simpul, 'lineno', 0)}: {uraian}"
                return ast.Pass() if baru is None else baru
        return super().generic_visit(simpul)


class _Super(ast.NodeTransformer):
    """``super()`` needs the class it was compiled in; a mutant is compiled outside."""

    def visit_Call(self, simpul: ast.Call) -> Any:
        self.generic_visit(simpul)
        if _nama(simpul) == "super" and not simpul.args:
            simpul.args = [ast.Name("_kelas", ast.Load()), ast.Name("self", ast.Load())]
        return simpul


def mutan(kelas: type, nama: str) -> Iterator[tuple[str, Any]]:
    """Yield ``(description, function)`` for each mutant of the method *nama* of *kelas*."""
    asli = kelas.__dict__[nama]
    pohon = ast.parse(textwrap.dedent(inspect.getsource(asli)))
    nomor = 0
    while True:
        ganti = _Pengganti(nomor)
        satu = ast.fix_missing_locations(_Super().visit(ganti.visit(copy.deepcopy(pohon))))
        if not ganti.uraian:
            return
        ruang: dict[str, Any] = {}
        kode = compile(satu, f"<mutan {kelas.__name__}.{nama}>", "exec")
        exec(kode, {**asli.__globals__, "_kelas": kelas}, ruang)  # noqa: S102 - our own source
        yield ganti.uraian, ruang[nama]
        nomor += 1
