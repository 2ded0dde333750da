"""What refusals about files and addresses of the machine say: code -> (简体中文, English)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SYSTEM: Final[Mapping[str, tuple[str, str]]] = {
    "file_missing": (
        "没有这个文件或文件夹：{file}。请检查名字和位置。",
        "There is no file or folder {file}. Check the name and where it lies.",
    ),
    "file_is_folder": (
        "{file} 是一个文件夹。请写出里面文件的名字。",
        "{file} is a folder. Name a file in it.",
    ),
    "file_closed": (
        "没有权限读写 {file}。请检查它的权限，或换一个文件夹。",
        "{file} may not be read or written by this user. Check its permissions, or choose another folder.",
    ),
    "file_exists": (
        "文件 {file} 已经存在，没有改动。请换一个名字。",
        "The file {file} is there already and was not touched. Choose another name.",
    ),
    "port_taken": (
        "{file} 已被别的程序占用，也许总部接口已经在运行。请先停止它，或用 --port 换一个端口（0：自动选择）。",
        "{file} is used by another program, perhaps by a hub that runs already. Stop that one, or choose another port: "
        "--port N (0 takes a free one).",
    ),
    "address_elsewhere": (
        "{file} 不是这台机器的地址。请检查 --host。",
        "{file} is no address of this machine. Check --host.",
    ),
    "staff_gone": (
        "{person}已不在本店的员工名单里，已自动退出。柜台上的商品和收款都还在，请其他人登录后接着做。",
        "{person} is no longer on this shop's staff list and was signed out. Goods and payments on the counter are "
        "kept: whoever signs in next goes on with them.",
    ),
    "hub_said_no": ("总部没有照办：{reason}", "The hub did not do it: {reason}"),
    "system_said": (
        "系统不允许（{what}）：{reason}。请检查磁盘、权限和地址，然后再试。",
        "The system said no ({what}): {reason}. Check the disk, permissions and address, then try again.",
    ),
}
