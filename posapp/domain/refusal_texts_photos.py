"""What refusals about pictures of goods that came back say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHOTOS: Final[Mapping[str, tuple[str, str]]] = {
    "photo_unreadable": (
        "这不是能识别的照片。请选择 JPEG 或 PNG 图片。",
        "This is no picture that can be read. Choose a JPEG or PNG.",
    ),
    "photo_too_large": (
        "照片太大（最多 {most}）。请换一张，或重新拍摄。",
        "This picture is too large ({most} at most). Choose another, or take it again.",
    ),
    "photo_not_found": (
        "没有找到照片：{file}。请重新选择。",
        "There is no such picture: {file}. Choose another.",
    ),
}
