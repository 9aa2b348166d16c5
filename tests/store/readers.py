"""Programs that we did not write, which tests let read our files."""

from __future__ import annotations

import importlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

SCHEMAS = Path(__file__).parent / "schemas"
BASE = "http://local/defs/"


def required(module: str) -> Any:
    """A module of the development extra; where it is missing the test skips, but not in CI."""
    if os.environ.get("CI"):
        return importlib.import_module(module)
    return pytest.importorskip(module)


def schema(name: str) -> Any:
    """A schema that lies beside the tests."""
    return json.loads((SCHEMAS / name).read_text("utf-8"))


def annotation_faults(annotations: list[Any]) -> list[str]:
    """The MUST assertions of the W3C's own test suite that an annotation fails, by name."""
    jsonschema, referencing = required("jsonschema"), required("referencing")
    draft4 = importlib.import_module("referencing.jsonschema").DRAFT4
    held = schema("web_annotation_musts.json")
    known = referencing.Registry()
    for name, definition in held["definitions"].items():
        definition.pop("id", None)
        resource = referencing.Resource(contents=definition, specification=draft4)
        known = known.with_resources([(uri, resource) for uri in (BASE + name, name, "/" + name)])
    faults = []
    for name, rule in held["musts"].items():
        check = jsonschema.Draft4Validator({**rule, "id": BASE + "x.json"}, registry=known)
        wanted = rule.get("expectedResult", "valid") != "invalid"
        faults += [name for one in annotations if check.is_valid(one) != wanted]
    return faults


def schema_faults(document: Any, name: str) -> list[str]:
    """What a JSON Schema that lies beside the tests finds wrong."""
    jsonschema = required("jsonschema")
    found = schema(name)
    check = jsonschema.validators.validator_for(found)(found)
    return [error.message for error in check.iter_errors(document)]
