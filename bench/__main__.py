"""`python -m bench NAME [ARGS]` runs one bench, `python -m bench` names them all. Exit code 1: a goal was missed."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path

NO_SUCH = 2


def benches() -> dict[str, str]:
    """Name -> first sentence, of every module beside this one that has GOALS to meet (nothing is imported for it)."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        if any(_assigns(node, "GOALS") for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def _assigns(node: ast.stmt, name: str) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def main(argv: list[str]) -> int:
    """Run the bench that is named, or list them."""
    known = benches()
    if not argv or argv[0] in ("-h", "--help"):
        for name, sentence in known.items():
            print(f"{name:12} {sentence}")
        return 0
    if argv[0] not in known:
        print(f"no bench {argv[0]!r}; there are: {', '.join(known)}", file=sys.stderr)
        return NO_SUCH
    sys.argv = [f"bench {argv[0]}", *argv[1:]]
    return int(import_module(f"bench.{argv[0]}").main())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
