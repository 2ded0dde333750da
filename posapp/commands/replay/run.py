"""`posapp replay`: run scripts on a stage and print one JSON object a step."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from posapp.commands.hub_process import HubProcess, still_hub
from posapp.commands.replay.render import sale_shown
from posapp.commands.replay.script import Header, NotAScript, Step, differences, read_script
from posapp.commands.replay.stage import World
from posapp.commands.replay.verbs import known, perform
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text

RERUN = frozenset({"sign_in", "clock", "offline", "online"})
"""Steps that a resumed run does again: they change no books."""

Shown = dict[str, Any]


def main(argv: list[str], hub_in: Callable[[Path], HubProcess] = still_hub) -> int:
    """Exit code 0: every step met its expectation; 1: one did not; 2: not a script. `hub_in`: makes a stage's hub."""
    parser = argparse.ArgumentParser(prog="./run replay", description="Run a script through the till without a window.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--data-dir", type=Path, help="keep the data here and go on where an earlier run stopped")
    parser.add_argument("--keep", action="store_true", help="keep temporary data and say where it is")
    parser.add_argument("--summary", action="store_true", help="print totals only")
    options = parser.parse_args(argv)
    worst = 0
    for number, file in enumerate(options.files):
        named = options.data_dir
        folder = (
            (named / str(number) if len(options.files) > 1 else named) if named else Path(tempfile.mkdtemp("-replay"))
        )
        try:
            worst = max(worst, run_script(file, folder, options.summary, hub_in))
        except NotAScript as problem:
            print(f"{file.name}: {problem}", file=sys.stderr)
            worst = 2
        except Refused as refused:
            print(f"{file.name}: {refusal_text(refused, 'en')}", file=sys.stderr)
            worst = 2
        finally:
            if not named and not options.keep:
                shutil.rmtree(folder, ignore_errors=True)
            elif not named:
                print(f"data kept in {folder}", file=sys.stderr)
    return worst


def run_script(file: Path, folder: Path, summary: bool, hub_in: Callable[[Path], HubProcess] = still_hub) -> int:
    """Run one script on its stage; 1 when a step did not meet its expectation or the books do not agree at the end."""
    for step in read_script(file)[1]:
        known(step)  # to its last line, before anything is started or sold
    header, steps = read_script(file)
    world = World(header, folder, _script_name(file), hub_in=hub_in)
    for problem in world.hub.problems:
        print(f"{file.name}: shop file: {problem}", file=sys.stderr)
    try:
        done = Counter[str]()
        for shown in _run(world, steps):
            done["ok" if shown["ok"] else "refused"] += 1
            done["failed"] += bool(shown.get("expected"))
            if not summary or shown.get("expected"):
                _print(shown)
        return _finish(world, header, done, summary)
    finally:
        world.close()


def _script_name(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _print(shown: Shown) -> None:
    print(json.dumps(shown, ensure_ascii=False), flush=True)


def _run(world: World, steps: Iterator[Step]) -> Iterator[Shown]:
    resume = {name: world.sold_before(till) for name, till in world.tills.items()}
    for step in steps:
        if step.line <= resume[step.till] and step.verb not in RERUN:
            shown = _done_before(world, step)
            if shown is not None:
                yield shown
            continue
        yield _step(world, step)


def _done_before(world: World, step: Step) -> Shown | None:
    """What an earlier run made of the step: a sale is shown as the books have it, the rest needs no word."""
    if step.verb != "complete":
        return None
    till = world.tills[step.till]
    sale = till.running.till.sales.by_ref(world.ref(step))
    if sale is None:
        return None
    result = sale_shown(sale, till.app.desk.store.currency)
    return _judged(step, {"n": step.line, "do": step.verb, "ok": True, "again": True, "result": result}, result)


def _step(world: World, step: Step) -> Shown:
    try:
        result = perform(world, step)
    except Refused as refused:
        shown = {"code": refused.code, "text": refusal_text(refused, "zh")}
        return _judged(
            step, {"n": step.line, "do": step.verb, "ok": False, "refused": shown}, {"refused": refused.code}
        )
    return _judged(step, {"n": step.line, "do": step.verb, "ok": True, "result": result}, result)


def _judged(step: Step, shown: Shown, got: Shown) -> Shown:
    """The step with what was expected and did not come; an expected refusal is met by its code."""
    if step.expect is None:
        return shown
    wrong = differences(step.expect, got)
    return {**shown, "expected": wrong} if wrong else shown


def _finish(world: World, header: Header, done: Counter[str], summary: bool) -> int:
    if not summary:
        return 1 if done["failed"] else 0
    totals: Shown = {
        "steps": done["ok"] + done["refused"],
        "refused": done["refused"],
        "failed": done["failed"],
        "tills": {},
    }
    agreed = True
    for name in header.tills:
        till = world.tills[name]
        synced = world.sync(till)
        checked = world.verify(till)
        agreed = agreed and bool(checked["ok"])
        totals["tills"][name] = {"sync": synced, **checked}
    totals["agreed"] = agreed
    _print(totals)
    return 1 if done["failed"] or not agreed else 0
