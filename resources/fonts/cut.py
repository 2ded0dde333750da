"""Cut the interface fonts out of the full ones: `python cut.py INTER_FOLDER NOTO_FOLDER`.

INTER_FOLDER and NOTO_FOLDER are the unpacked font packages @expo-google-fonts/inter 0.4.2 and
@expo-google-fonts/noto-sans-sc 0.4.3 (static TTF files, SIL Open Font Licence, texts beside this file).
Needs fonttools 4.68, which the till itself does not.

Which characters stay: `han.txt` (made once from GB 2312, the 8,105 characters of the Table of General Standard
Chinese Characters of 2013, level 1 of Big5 for goods with traditional names, and the characters that the Hong Kong
price list and a mainland supermarket's list use beyond those) and, from both fonts, Latin, Greek, Cyrillic,
punctuation, currency signs, arrows and full-width forms. Missing characters show as boxes: the test of the fonts
names some that must not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ALPHABETS = ((0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF))
SIGNS = ((0x2010, 0x205E), (0x2070, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2212, 0x2265))
EAST_ASIAN = (
    (0x2460, 0x2473),
    (0x2500, 0x25FF),
    (0x2605, 0x2606),
    (0x3000, 0x30FF),
    (0x3200, 0x33FF),
    (0xFF01, 0xFFE6),
)
CUTS = (
    ("Inter_{}.ttf", "Inter-{}.ttf", ("400Regular", "500Medium", "600SemiBold", "700Bold")),
    ("NotoSansSC_{}.ttf", "NotoSansSC-{}.ttf", ("500Medium", "700Bold")),
)


def characters(han: bool) -> set[int]:
    spans = ALPHABETS + SIGNS + (EAST_ASIAN if han else ())
    found = {code for first, last in spans for code in range(first, last + 1)}
    return found | {ord(c) for c in (HERE / "han.txt").read_text(encoding="utf-8") if c > " "} if han else found


def cut(source: Path, target: Path, keep: set[int]) -> None:
    options = Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17])
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case", "zero", "ss03", "cv11"]
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    font.save(target)


def main(folders: list[str]) -> int:
    if len(folders) != 2:
        print(__doc__)
        return 2
    for folder, (source, target, weights) in zip(folders, CUTS, strict=True):
        keep = characters(han="Noto" in target)
        for weight in weights:
            out = HERE / target.format(weight[3:])
            cut(Path(folder) / weight / source.format(weight), out, keep)
            print(f"{out.name}: {out.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
