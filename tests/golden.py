"""What golden files are compared by, and the records of the invented country that they tell of."""

from collections.abc import Callable
from pathlib import Path

BASE = Path(__file__).with_name("cases") / "_base" / "data"

Golden = Callable[[Path, str], None]
"""Compares what was made with a golden file, or writes that anew where pytest is told to."""
