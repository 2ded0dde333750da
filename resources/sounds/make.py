"""Make the four sounds: `python make.py`. Short tones with soft ends; nothing is recorded or borrowed."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22050
# name -> (frequency in Hz, seconds) one after the other; frequency 0 is silence
TONES = {
    "good": ((1760, 0.07),),
    "repeated": ((880, 0.05), (0, 0.04), (880, 0.05)),
    "order": ((1318, 0.12), (0, 0.03), (1568, 0.12), (0, 0.03), (1976, 0.22)),
    "refused": ((311, 0.16), (0, 0.05), (233, 0.26)),
}


def samples(frequency: int, seconds: float) -> list[int]:
    count, edge = int(RATE * seconds), int(RATE * 0.006)
    made = []
    for n in range(count):
        soft = min(1.0, n / edge, (count - n) / edge)
        turn = 2 * math.pi * frequency * n / RATE
        made.append(int(14000 * soft * (math.sin(turn) + 0.25 * math.sin(2 * turn)) / 1.25))
    return made


def main() -> None:
    for name, tones in TONES.items():
        with wave.open(str(Path(__file__).parent / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            for tone in tones:
                out.writeframes(b"".join(struct.pack("<h", value) for value in samples(*tone)))


if __name__ == "__main__":
    main()
