"""Bar codes: what a scan means (`read`), the form a catalogue keeps (`catalogue_key`), labels of the shop's scales."""

from posapp.domain.barcode.gtin import Kind, catalogue_key, check_digit, check_digit_holds, kind
from posapp.domain.barcode.label import LabelPattern, LabelReading, compile_labels, label_pattern
from posapp.domain.barcode.masking import nameable
from posapp.domain.barcode.read import Reading, read
from posapp.domain.barcode.readings import Element, Gs1Reading, ItemCode

__all__ = [
    "Element",
    "Gs1Reading",
    "ItemCode",
    "Kind",
    "LabelPattern",
    "LabelReading",
    "Reading",
    "catalogue_key",
    "check_digit",
    "check_digit_holds",
    "compile_labels",
    "kind",
    "label_pattern",
    "nameable",
    "read",
]
