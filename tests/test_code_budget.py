"""The size budget and the direction of imports that DESIGN.md sets."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(p for folder in ("src", "training", "evaluation") for p in (ROOT / folder).rglob("*.py"))
LAYERS = [
    {"span", "events", "reading", "claims", "document", "errors", "words", "yaml_table"},
    {"encoder", "decode", "trees", "ontology", "knowledge", "times", "sentence", "quotations"},
    {"naming", "context", "coreference", "sources", "status", "stages"},
    {"pipeline"},
    {"export", "ingest", "report"},
    {"api", "bench"},
    {"cli", "commands", "__init__", "__main__", "web"},
]


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function):
    body = function.body
    first = body[0]
    documented = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    if documented and len(body) == 1:
        return 1
    start = body[1].lineno if documented else first.lineno
    return function.end_lineno - start + 1


def test_functions_are_small():
    lengths = [length(f) for path in FILES for f in functions(ast.parse(path.read_text()))]
    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 25
    assert max(lengths) <= 60


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_are_small_and_say_what_they_are(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 400
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def layer_of(module):
    name = module.removeprefix("dragoman.").split(".")[0] if module != "dragoman" else "__init__"
    return next((i for i, names in enumerate(LAYERS) if name in names), None)


def top_level_imports(tree):
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman"):
            yield node.module


@pytest.mark.parametrize("path", sorted((ROOT / "src/dragoman").rglob("*.py")), ids=lambda p: p.stem)
def test_imports_go_one_way(path):
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    own = layer_of(".".join(parts).removesuffix(".__init__"))
    assert own is not None, f"{path} belongs to no layer: name it in LAYERS"
    for module in top_level_imports(ast.parse(path.read_text())):
        assert layer_of(module) <= own, f"{path} imports {module}"


def test_the_program_never_imports_torch():
    for path in (ROOT / "src").rglob("*.py"):
        assert "import torch" not in path.read_text(), path
