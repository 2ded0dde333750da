"""What refusals about reports say, as in `refusal_texts`."""

from __future__ import annotations

from collections.abc import Mapping

REPORTS: Mapping[str, tuple[str, str]] = {
    "dates_format": (
        "这不是日期。请输入一个日期，或起止两个日期，如 2026-11-01 2026-11-22。",
        "These are no dates. Type one, or the first and the last, for instance 2026-11-01 2026-11-22.",
    ),
    "report_of_hub": (
        "全店日报由总部汇总，只能在屏幕上查看，或存为 PDF、CSV。",
        "The shop's day is added up by the hub: look at it on the screen, or save it as PDF or CSV.",
    ),
    "sensor_address": (
        "客流计数器地址不对：{address}。请输入主机和端口，例如 192.168.1.70:9230。",
        "This is no address of a visitor sensor: {address}. Type host and port, for example 192.168.1.70:9230.",
    ),
    "sensor_not_started": ("模拟客流计数器没有启动。", "The simulated sensor at the door did not start."),
    "visitors_format": (
        "客流要写成整数，如 120。",
        "Type how many people came in as a whole number, for instance 120.",
    ),
    "backup_folder": (
        "备份写不进 {folder}：检查硬盘是否插好、文件夹是否可写，或在“设置”里换一个。",
        "The backup cannot be written to {folder}: see whether the drive is there and may be written to, or choose another folder in the settings.",
    ),
    "backup_old": (
        "最近 {days} 天没有备份到 {folder}：检查硬盘是否插好，或在“设置”里换一个文件夹。销售照常进行。",
        "There has been no backup in {folder} for {days} days: see whether the drive is there, or choose another folder in the settings. Selling goes on.",
    ),
    "no_backup": (
        "{file} 不是收银台的备份，或已损坏。换更早的一份再试。",
        "{file} is no backup of a till, or it is damaged. Try an earlier one.",
    ),
    "no_office_key": (
        "这份备份没有用总部的密钥封存，只能用原收银台的密钥（key 文件或钥匙串）打开。",
        "This backup was not sealed to head office's key; it opens only with the till's own key (its key file or keyring).",
    ),
    "office_key_wrong": (
        "这把私钥打不开这份备份：请用与门店设置中 backup_key 配对的私钥。",
        "This private key does not open the backup: take the one that belongs to the backup_key of the shop's settings.",
    ),
    "dates_turned": (
        "结束日期 {last} 早于开始日期 {first}，请对调。",
        "The last date {last} lies before the first {first}: turn them around.",
    ),
}
