"""`import dragoman` opens no file but Python's own, no socket, and loads no model library."""

import subprocess
import sys

PROGRAM = """
import sys
opened, sockets = [], []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])
    if event.startswith(("socket.", "urllib.", "subprocess.")):
        sockets.append(event)

sys.addaudithook(watch)
{statement}
print([name for name in opened if not name.endswith((".py", ".pyc"))])
print(sockets)
print(sorted({{"numpy", "onnxruntime", "tokenizers", "rich", "click", "yaml", "trafilatura"}} & set(sys.modules)))
"""


def watched(statement):
    program = PROGRAM.format(statement=statement)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return [eval(line) for line in done.stdout.splitlines()]


def test_import_opens_nothing():
    assert watched("import dragoman\nassert dragoman.__version__\ndir(dragoman)") == [[], [], []]


def test_the_command_line_starts_light():
    files, sockets, modules = watched("import dragoman.cli")
    assert (files, sockets, modules) == ([], [], ["click"])


def test_the_watch_sees_what_it_should():
    """The test above can fail: loading the codebook opens a table."""
    files, _, modules = watched("from dragoman.ontology import load_ontology\nload_ontology()")
    assert any(name.endswith("types.yaml") for name in files)
    assert modules == ["yaml"]
