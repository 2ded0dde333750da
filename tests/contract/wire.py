"""The wire as JSON Schema: every model of `posapp.contract`, and which changes of it an older till or hub would not
survive."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import msgspec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import posapp.contract
from posapp.contract.ops import KINDS

Schema = dict[str, Any]
Wire = dict[str, dict[str, Schema]]
"""Module -> model -> schema."""

_REF: Final = "#/{name}"
_WORDS: Final = ("title", "description")
_LOW: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_HIGH: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_GROW: Final = ("feed_", "shop_", "kinds")
"""Modules whose values may take more than before: a till passes over a row that it cannot read and says so, a shop
file is read by the newer program only, and a hub keeps an entry of another kind."""
_ASKED: Final = ("feeds.FeedPage.noun",)
"""Fields that may too: a till is told only of a feed that it asked for by its name."""


@cache
def wire() -> Wire:
    """Today's, put together once: who changes it has a copy."""
    found: dict[str, dict[str, type]] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(posapp.contract.__path__)):
        for name, kind in sorted(vars(importlib.import_module(f"posapp.contract.{module}")).items()):
            if (
                isinstance(kind, type)
                and kind.__module__.endswith(f".{module}")
                and issubclass(kind, BaseModel | msgspec.Struct)
            ):
                found.setdefault(module, {})[name] = kind
    kinds = [kind for models in found.values() for kind in models.values()]
    structs = [kind for kind in kinds if issubclass(kind, msgspec.Struct)]
    models = [(kind, "validation") for kind in kinds if issubclass(kind, BaseModel)]
    schemas = dict(msgspec.json.schema_components(structs, ref_template=_REF)[1])
    schemas |= models_json_schema(models, ref_template="#/{model}")[1]["$defs"]  # type: ignore[arg-type]
    today = {module: {name: _bare(schemas[name]) for name in models} for module, models in found.items()}
    today["kinds"] = {"Entry": {"enum": sorted(KINDS)}}
    read: Wire = json.loads(json.dumps(today))  # a tuple is a list there
    return read


def words(schemas: Wire) -> set[str]:
    """Every value of every choice, with the place where it stands: feeds and kinds of entries are some of them."""

    def of(where: str, schema: Any) -> Iterator[str]:
        if isinstance(schema, dict):
            for word in schema.get("enum", [schema["const"]] if "const" in schema else ()):
                yield f"{where}: {word!r}"
            for key, part in schema.items():
                yield from of(f"{where}.{key}" if schema.keys().isdisjoint({"type", "anyOf"}) else where, part)
        elif isinstance(schema, list):
            for part in schema:
                yield from of(where, part)

    return {
        word for module, models in schemas.items() for name, s in models.items() for word in of(f"{module}.{name}", s)
    }


def text_of(schemas: Wire) -> str:
    """As it is kept: a line for each thing, in an order that does not change."""
    return json.dumps(schemas, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def breaks(before: Wire, now: Wire) -> list[str]:
    """Sentences, one for each change that breaks somebody who knows only `before`."""
    known = {name: schema for models in now.values() for name, schema in models.items()}
    return [
        sentence
        for module, models in before.items()
        for name, schema in models.items()
        for sentence in (
            _breaks(f"{module}.{name}", schema, known[name], grows=module.startswith(_GROW))
            if name in known
            else [f"{module}.{name} is gone"]
        )
    ]


def _bare(schema: Any, *, named: bool = False) -> Any:
    """Without words for people; `named`: the keys are names of fields, of which one may be "title"."""
    if isinstance(schema, dict):
        return {k: _bare(v, named=k in ("properties", "$defs")) for k, v in schema.items() if named or k not in _WORDS}
    return [_bare(item) for item in schema] if isinstance(schema, list) else schema


def _breaks(where: str, old: Schema, new: Schema, *, grows: bool) -> Iterator[str]:
    yield from _types(where, old, new, grows=grows)
    yield from _bounds(where, old, new, grows=grows)
    yield from _fields(where, old, new, grows=grows)
    for key in ("items", "additionalProperties"):
        if isinstance(old.get(key), dict) and isinstance(new.get(key), dict):
            yield from _breaks(f"{where}[]", old[key], new[key], grows=grows)
    if "default" in old and "default" in new and not _still_means(old["default"], new["default"]):
        yield f"{where}: what a left-out field means changed from {old['default']!r} to {new['default']!r}"


def _still_means(old: Any, new: Any) -> bool:
    """Whether what was there means the same; a left-out object may have a new field."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and _still_means(value, new[key]) for key, value in old.items())
    return bool(old == new)


def _types(where: str, old: Schema, new: Schema, *, grows: bool) -> Iterator[str]:
    """Kinds of values, and the words of a choice."""
    was, is_ = _kinds(old), _kinds(new)
    for kind in sorted(was.keys() - is_.keys()):
        yield f"{where}: type narrowed, it takes no {kind} any more"
    for kind in sorted(is_.keys() - was.keys()):
        if not grows:
            yield f"{where}: type widened, who knows only the old one refuses {kind}"
    for kind in was.keys() & is_.keys():
        if was[kind] is not old:
            yield from _breaks(where, was[kind], is_[kind], grows=grows)


def _kinds(schema: Schema) -> Mapping[str, Schema]:
    """What a value may be, by name; a choice of words is a kind a word."""
    if "anyOf" in schema:
        return {name: part for one in schema["anyOf"] for name, part in _kinds(one).items()}
    if "enum" in schema or "const" in schema:
        return {repr(word): {} for word in schema.get("enum", [schema.get("const")])}
    return {str(schema.get("$ref") or schema.get("type", "anything")): schema}


def _bounds(where: str, old: Schema, new: Schema, *, grows: bool) -> Iterator[str]:
    for key in (*_LOW, *_HIGH):
        if old.get(key) == new.get(key) or (key == "minItems" and "prefixItems" in old):
            continue
        tighter = key not in old or (key in new and (new[key] > old[key] if key in _LOW else new[key] < old[key]))
        if tighter or not grows:
            yield f"{where}: {key} {'narrowed' if tighter else 'widened'} from {old.get(key)} to {new.get(key)}"
    if new.get("pattern", "") != old.get("pattern", "") and not (grows and "pattern" not in new):
        yield f"{where}: type narrowed, pattern changed from {old.get('pattern')} to {new.get('pattern')}"


def _fields(where: str, old: Schema, new: Schema, *, grows: bool) -> Iterator[str]:
    was, is_ = _named(old), _named(new)
    for name in sorted(was.keys() | is_.keys()):
        field = f"{where}.{name}"
        if name not in is_:
            yield f"{field}: field removed"
        elif name not in was:
            if name in _required(new):
                yield f"{field}: required field added, nobody sends it yet; give it a default"
        else:
            if name in _required(new) - _required(old):
                yield f"{field}: required now, older ones leave it out"
            if name in _required(old) - _required(new) and not grows:
                yield f"{field}: may be left out now, older ones need it"
            yield from _breaks(field, was[name], is_[name], grows=grows or field in _ASKED)


def _named(schema: Schema) -> Mapping[str, Schema]:
    """Fields by name, of a list by place."""
    return schema.get("properties") or {str(i): item for i, item in enumerate(schema.get("prefixItems", ()))}


def _required(schema: Schema) -> set[str]:
    if "prefixItems" in schema:
        return {str(i) for i in range(schema.get("minItems", 0))}
    return set(schema.get("required", ()))
