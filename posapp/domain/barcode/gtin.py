"""GTINs: check digit, compressed UPC-E, and the one form under which a catalogue keeps and finds a bar code.

GS1 General Specifications 3.3 (GTIN in its 8, 12, 13 and 14 digit forms) and 7.9 (check digit).
"""

from __future__ import annotations

from typing import Final, Literal

GTIN_LENGTHS: Final = frozenset((8, 12, 13, 14))

Kind = Literal["gtin8", "gtin12", "gtin13", "gtin14", "in_store", "bad_check_digit", "other"]


def is_digits(text: str) -> bool:
    """Only 0-9, at least one: `str.isdigit` alone would also take ² and ٣."""
    return text.isascii() and text.isdigit()


def check_digit(body: str) -> str:
    """The digit that completes `body`: weights 3, 1, 3 … from the right, up to the next ten."""
    total = 3 * sum(map(int, body[::-2])) + sum(map(int, body[-2::-2]))
    return str(-total % 10)


def check_digit_holds(code: str) -> bool:
    """Whether the last of these digits is the right one; also for labels and SSCCs, whatever their length."""
    characters = code.encode()  # a digit's byte is 48 more than the digit; summing bytes is thrice as fast as int()
    ones, threes = characters[::-2], characters[-2::-2]
    return (sum(ones) + 3 * sum(threes) - 48 * (len(ones) + 3 * len(threes))) % 10 == 0


def catalogue_key(code: str) -> str:
    """The form under which a catalogue stores and looks up a bar code.

    One number has several spellings: a UPC-A is the EAN-13 with a leading zero, and either is a GTIN-14 with more
    zeros. A valid GTIN is therefore kept without leading zeros, filled up to 8 digits, else to 13, else it is 14 long;
    so an EAN-13 and an EAN-8 look as they are printed. Anything else (short in-store numbers, letters, a wrong check
    digit) is kept as it is, since there zeros mean something.
    """
    if len(code) not in GTIN_LENGTHS or not is_digits(code) or not check_digit_holds(code):
        return code
    bare = code.lstrip("0")
    return bare.zfill(8 if len(bare) <= 8 else 13)


def expand_upc_e(code: str) -> str | None:
    """The UPC-A behind eight digits of UPC-E (a zero, six digits, check digit); None when they are not one."""
    if len(code) != 8 or not is_digits(code) or code[0] != "0":
        return None
    body, last = code[1:6], code[6]
    if last in "012":
        middle = f"{body[:2]}{last}0000{body[2:]}"
    elif last == "3":
        middle = f"{body[:3]}00000{body[3:]}"
    elif last == "4":
        middle = f"{body[:4]}00000{body[4]}"
    else:
        middle = f"{body}0000{last}"
    upc_a = f"{code[0]}{middle}{code[7]}"
    return upc_a if check_digit_holds(upc_a) else None


def kind(code: str) -> Kind:
    """What sort of bar code a catalogue's text is, for an importer to report.

    Eight digits with a wrong check digit are a shop's own number: shops number in eight digits far more often than
    anyone mistypes an EAN-8. In twelve to fourteen digits a wrong check digit is a mistake.
    """
    if not is_digits(code):
        return "other"
    if len(code) not in GTIN_LENGTHS:
        return "in_store"
    if not check_digit_holds(code):
        return "in_store" if len(code) == 8 else "bad_check_digit"
    if is_restricted(code):
        return "in_store"
    if len(code) == 8:
        return "gtin8"
    return "gtin12" if len(code) == 12 else "gtin13" if len(code) == 13 else "gtin14"


def is_restricted(gtin: str) -> bool:
    """Whether these digits come from a range that GS1 leaves to each shop: EAN 02, 04 and 20-29, EAN-8 0 and 2."""
    if len(gtin) == 8:
        return gtin[0] in "02"
    prefix = gtin.zfill(14)[1:3]
    return prefix[0] == "2" or prefix in ("02", "04")
