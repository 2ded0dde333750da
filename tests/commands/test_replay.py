"""Replay: what is no script is said with its line, and a run that was cut off goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from posapp.commands.hub_process import HubProcess
from posapp.commands.replay.run import main
from posapp.commands.replay.script import differences
from tests.support.hub import ReadyHubs
from tests.support.hub_inside import hubs_inside

HubIn = Callable[[Path], HubProcess]

SHOP = Path(__file__).parents[1] / "scenarios" / "shop.json"
HEADER = {"replay": 1, "shop": str(SHOP), "tills": ["1"], "clock": "2026-11-21T09:00:00+08:00"}
START: list[dict[str, Any]] = [{"do": "sign_in", "staff": "c1", "pin": "1111"}, {"do": "open_shift", "float": "0.00"}]


@pytest.fixture
def hub_in(ready_hubs: ReadyHubs) -> HubIn:
    """The hub of a script in this process; as a process of its own test_doctor.py runs one."""
    return hubs_inside(ready_hubs)


def script(folder: Path, *steps: dict[str, Any], header: dict[str, Any] = HEADER) -> Path:
    path = folder / "script.jsonl"
    path.write_text("\n".join(json.dumps(step) for step in (header, *steps)), encoding="utf-8")
    return path


def sale(sku: str) -> list[dict[str, Any]]:
    return [
        {"do": "add", "sku": sku},
        {"do": "pay"},
        {"do": "tender", "type": "cash", "amount": "1000.00"},
        {"do": "complete"},
    ]


@pytest.mark.parametrize(
    "text,said",
    [
        ("", "line 1"),
        ("not json", "line 1: not JSON"),
        ("[1]", "line 1: not a JSON object"),
        ('{"replay":2}', "line 1"),
        (json.dumps({**HEADER, "tills": []}), "line 1"),
        (json.dumps({**HEADER, "clock": "yesterday"}), "is not a time"),
        (json.dumps({**HEADER, "clock": "2026-11-21T09:00:00"}), "needs its offset"),
        (json.dumps(HEADER) + "\n\n{}", 'line 3: "do" is missing'),
        (json.dumps(HEADER) + '\n{"do":"fly"}', "line 2: there is no verb 'fly'"),
        (json.dumps(HEADER) + '\n{"do":"lock","till":"9"}', "line 2: till '9'"),
        (json.dumps({**HEADER, "shop": "nowhere.json"}), "nowhere.json is not there"),
    ],
)
def test_what_is_no_script_is_said_with_its_line(
    tmp_path: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "script.jsonl"
    path.write_text(text, encoding="utf-8")
    assert main([str(path)]) == 2
    assert said in capsys.readouterr().err


def test_nothing_is_sold_from_a_script_whose_last_line_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script(tmp_path, *START, *sale("A"), {"do": "fly"})
    folder = tmp_path / "data"
    assert main(["--data-dir", str(folder), str(path)]) == 2
    said = capsys.readouterr()
    assert (said.out, "line 8: there is no verb 'fly'" in said.err) == ("", True)
    assert not folder.exists()


def test_an_expectation_that_is_not_met_is_named(
    tmp_path: Path, hub_in: HubIn, capsys: pytest.CaptureFixture[str]
) -> None:
    path = script(tmp_path, *START, {"do": "add", "sku": "A", "expect": {"total": "98.00"}})
    assert main([str(path)], hub_in) == 1
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["expected"] == [".total: expected '98.00', got '99.00'"]


def test_given_amounts_are_for_import_scripts_only(
    tmp_path: Path, hub_in: HubIn, capsys: pytest.CaptureFixture[str]
) -> None:
    step = {"do": "add", "sku": "A", "amount": "1.00"}
    assert main([str(script(tmp_path, *START, step))], hub_in) == 2
    assert "import scripts only" in capsys.readouterr().err
    assert main([str(script(tmp_path, *START, step, header={**HEADER, "import": True}))], hub_in) == 0


def test_a_run_that_was_cut_off_goes_on_and_the_books_are_the_same(
    tmp_path: Path, hub_in: HubIn, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = [*START, *sale("A"), *sale("B"), *sale("C")]
    folder = tmp_path / "data"
    path = script(tmp_path, *whole)
    text = path.read_text("utf-8")
    # The cut: the first sale is complete, the second basket was being paid.
    cut = script(tmp_path, *whole[:8])
    assert main(["--data-dir", str(folder), str(cut)], hub_in) == 0
    rename(folder, old=cut, new=text)
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["--summary", "--data-dir", str(folder), str(path)], hub_in) == 0
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert summary["tills"]["1"]["sales"] == 3
    assert summary["tills"]["1"]["total"] == "147.30"
    assert summary["tills"]["1"]["journal"]["entries"] == 4
    assert main(["--summary", "--data-dir", str(folder), str(path)], hub_in) == 0
    again = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert again["tills"]["1"]["total"] == "147.30"


def rename(folder: Path, old: Path, new: str) -> None:
    """The cut-off script has another name than the whole one: give its sales the name of the whole."""
    import hashlib

    from posapp.storage.key import till_key
    from posapp.storage.till import open_till

    was = hashlib.sha256(old.read_bytes()).hexdigest()[:12]
    now = hashlib.sha256(new.encode()).hexdigest()[:12]
    till = open_till(folder / "till-1", till_key(folder / "till-1")[0])
    with till.database.transaction() as tx:
        tx.execute("UPDATE sale SET ref = replace(ref, ?, ?)", (was, now))
    till.close()


def test_a_killed_till_starts_with_its_basket(
    tmp_path: Path, hub_in: HubIn, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = [
        *START,
        {"do": "add", "sku": "A"},
        {"do": "kill"},
        {"do": "scan", "code": "1", "expect": {"refused": "till_is_off"}},
    ]
    path = script(tmp_path, *steps, {"do": "start", "expect": {"total": "99.00"}})
    assert main([str(path)], hub_in) == 0, capsys.readouterr().out


def test_decimal_texts_are_compared_by_value_and_the_rest_to_the_letter() -> None:
    assert differences({"qty": "1.23"}, {"qty": "1.230", "more": 1}) == []
    assert differences({"sku": "007"}, {"sku": "7x"}) != []
    assert differences({"lines": [{}, {}]}, {"lines": [{}]}) != []


def test_baskets_are_set_aside_and_recalled(tmp_path: Path, hub_in: HubIn) -> None:
    steps: list[dict[str, Any]] = [
        {"do": "add", "sku": "A", "qty": "2"},
        {"do": "hold", "label": "blue bag", "expect": {"label": "blue bag", "lines": [{"sku": "A", "qty": "2"}]}},
        {"do": "add", "sku": "B"},
        {"do": "hold"},
        {"do": "kill"},
        {"do": "start"},
        *START[:1],
        {"do": "held", "expect": {"held": [{"label": "blue bag"}, {"label": ""}]}},
        {"do": "recall", "expect": {"refused": "hold_unknown"}},
        {"do": "recall", "hold": "blue bag", "expect": {"lines": [{"sku": "A", "qty": "2"}]}},
        {"do": "recall", "expect": {"refused": "counter_not_empty"}},
    ]
    assert main([str(script(tmp_path, *START, *steps))], hub_in) == 0


def test_three_lie_aside_the_plug_is_pulled_and_the_other_register_recalls_one(tmp_path: Path, hub_in: HubIn) -> None:
    second = [{**step, "till": "2"} for step in START]
    steps: list[dict[str, Any]] = [
        *(step for n in "123" for step in ({"do": "add", "sku": "A", "qty": n}, {"do": "hold", "label": f"cart {n}"})),
        {"do": "sync"},
        {"do": "kill"},
        {"do": "start"},
        *second,
        {"do": "sync"},
        {"do": "recall", "hold": "cart 2", "expect": {"lines": [{"sku": "A", "qty": "2"}], "total": "198.00"}},
        {**START[0], "till": "1"},
        {"do": "offline"},
        {"do": "recall", "hold": "cart 3", "expect": {"total": "297.00"}},
        {"do": "void", "approve": {"staff": "m1", "pin": "9999"}},
        {"do": "online"},
        {"do": "recall", "hold": "cart 2", "expect": {"refused": "hold_taken"}},
        {"do": "sync"},
        {"do": "sync", "till": "2"},
        {"do": "sync", "till": "1"},
        {"do": "held", "expect": {"held": [{"label": "cart 1", "till": "1", "taken": None}]}},
        {"do": "held", "till": "2", "expect": {"held": [{"label": "cart 1", "till": "1"}]}},
        {"do": "recall", "hold": "cart 2", "till": "1", "expect": {"refused": "hold_taken"}},
    ]
    header = {**HEADER, "tills": ["1", "2"]}
    assert main([str(script(tmp_path, *START, *steps, header=header))], hub_in) == 0


def test_what_happens_centrally_reaches_the_tills(tmp_path: Path, hub_in: HubIn) -> None:
    shop, after_the_delisting = json.loads(SHOP.read_text("utf-8")), (datetime.now(UTC) + timedelta(days=2)).isoformat()
    line = {"sku": "A", "qty": "1", "amount": "99.00"}
    shop["orders"] = [{"id": "O1", "store": "S1", "placed": "2026-11-20T00:00:00Z", "lines": [line]}]
    shop["members"] = [{"id": "M1", "name": "王芳", "phone": "13800138000", "store": "S1"}]
    shop["stock"] = [{"store": "S1", "sku": "A", "on_hand": "5", "reserved": "2"}]
    taken = [{"do": "add", "sku": "A"}, {"do": "hold", "label": "red coat"}, {"do": "sync"}]
    steps: list[dict[str, Any]] = [
        {"do": "show", "what": "stock", "sku": "A", "expect": {"on_hand": "5", "reserved": "2"}},
        {"do": "show", "what": "member", "member": "+8613800138000", "expect": {"id": "M1", "name": "王芳"}},
        {"do": "show", "what": "order", "order": "O1", "expect": {"state": "NEW"}},
        {"do": "hub", "act": "cancel_order", "order": "O1"},
        {"do": "hub", "act": "change_price", "sku": "A", "price": "109.00"},
        {"do": "hub", "act": "stop_sale", "sku": "B", "reason": "glass"},
        {"do": "sync"},
        {"do": "show", "what": "order", "order": "O1", "expect": {"state": "CANCELLED"}},
        {"do": "add", "sku": "B", "expect": {"refused": "stop_sale"}},
        {"do": "hub", "act": "lift_stop", "sku": "B"},
        {"do": "hub", "act": "lift_stop", "sku": "B", "expect": {"refused": "hub_said_no"}},
        {"do": "add", "sku": "A", "expect": {"total": "109.00"}},
        {"do": "void", "approve": {"staff": "m1", "pin": "9999"}},
        *taken,
        {"do": "hub", "act": "free_hold", "hold": "red coat", "reason": "x", "expect": {"refused": "hub_said_no"}},
        {"do": "hub", "act": "delete_product", "sku": "B"},
        {"do": "clock", "set": after_the_delisting},
        {"do": "add", "sku": "B", "expect": {"total": "35.50"}},
        {"do": "pay", "approve": {"staff": "m1", "pin": "9999"}},
        {"do": "tender", "type": "cash", "amount": "40.00"},
        {"do": "complete"},
        {"do": "show", "what": "exceptions", "expect": {"exceptions": []}},
        {"do": "sync"},
        {"do": "show", "what": "exceptions", "expect": {"exceptions": [{"kind": "delisted", "amount": "35.50"}]}},
        {"do": "hub", "act": "settle", "how": "accepted", "by": "finance", "note": "last piece"},
        {"do": "show", "what": "exceptions", "expect": {"exceptions": []}},
        {"do": "add", "sku": "B", "expect": {"refused": "unknown_sku"}},
        {"do": "hub", "act": "remove", "feed": "members", "key": "M1"},
        {"do": "sync"},
        {"do": "show", "what": "member", "member": "M1", "expect": {"id": None}},
    ]
    assert main([str(script(tmp_path, *START, *steps, header={**HEADER, "shop": shop}))], hub_in) == 0


@pytest.mark.parametrize("step", [{"act": "fly"}, {}])
def test_what_is_no_central_act_is_said(
    tmp_path: Path, step: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(script(tmp_path, {"do": "hub", **step}))]) == 2
    assert 'line 2: hub takes "act": one of change_price, ' in capsys.readouterr().err
