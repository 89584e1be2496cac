"""Spreadsheets, in and out.

* ``baca.baca(isi)`` – a checked .xlsx file as plain grids, read in a limited child process
  (``anak``), because what people upload is not trusted.
* ``tulis.Buku`` – a workbook in constant memory whose text cells are always text.

Nothing is imported here: the child process starts through this package and must stay small.
"""
