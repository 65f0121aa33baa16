"""Tables as files: CSV for one, a workbook for all. Text stays text: no cell is read as a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from vip.seeing.tables import Column, Table, plain

FORMATS = {"percent": "0%", "money": "#,##0.00", "date": "yyyy-mm-dd", "span": "0.0"}
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def heading(column: Column) -> str:
    """A length of time is given in minutes, and its heading says so."""
    return _("%(label)s (min)") % {"label": column.label} if column.kind == "span" else column.label


def csv_of(table: Table) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    page = StringIO()
    sheet = csv.writer(page)
    sheet.writerow([harmless(heading(column)) for column in table.columns])
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        cells = (plain(cell, kind) for cell, kind in zip(row, kinds, strict=True))
        sheet.writerow(["" if cell is None else harmless(cell) for cell in cells])
    return page.getvalue().encode("utf-8-sig")


def harmless(cell: Any) -> Any:
    """A text a spreadsheet would calculate gets the apostrophe that has it stay text."""
    risky = isinstance(cell, str) and cell.startswith(_RISKY)
    return f"'{cell}" if risky else cell


def workbook_of(tables: Iterable[Table], facts: Sequence[str]) -> bytes:
    """One sheet a table, headings fixed; `facts` stand above each: which days, made when by whom."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        strong = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        grey = book.add_format({"font_color": "#5F6A71"})
        formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
        for table in tables:
            sheet = book.add_worksheet(table.code)
            sheet.write_string(0, 0, table.title, book.add_format({"bold": True, "font_size": 14}))
            sheet.write_string(1, 0, " · ".join(facts), grey)
            for place, column in enumerate(table.columns):
                sheet.write_string(3, place, heading(column), strong)
                sheet.set_column(place, place, 30 if column.kind == "text" else 14)
            for number, row in enumerate(table.rows, start=4):
                for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                    _write(sheet, number, place, plain(cell, column.kind), formats.get(column.kind))
            sheet.freeze_panes(4, 1)
    return out.getvalue()


def _write(sheet: Any, row: int, place: int, cell: Any, form: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, place, cell, form)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell)
    else:
        sheet.write_number(row, place, cell, form)
