"""Cells of tables that spreadsheet programs would take for formulas."""

import re

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠\t\r\n]")
"""How a formula begins for the programs that people open tables with, whatever stands before it (OWASP, “CSV Injection”)."""


def guarded(text: str) -> str:
    """`text` as it stands in a file of CSV: behind one ' where it would else be a formula. Without that it is the text again."""
    return f"'{text}" if _FORMULA.match(text) else text
