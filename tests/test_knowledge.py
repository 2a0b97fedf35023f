"""The tables of knowledge together: which must be there, and what their hash is of."""

import shutil

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge import _NEEDED, TABLES, _hash, _table_files, load_knowledge


@pytest.fixture
def tables(tmp_path):
    """A folder with the names of the tables and next to nothing in them."""
    for name in _NEEDED:
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize("name", _NEEDED)
def test_a_missing_table_stops_the_program(tables, name):
    (tables / name).unlink()
    with pytest.raises(KnowledgeError, match=name):
        load_knowledge.__wrapped__(tables)


def test_every_table_of_the_package_is_needed_or_only_the_builders():
    assert {path.name for path in TABLES.iterdir()} - set(_NEEDED) == {"place_aliases.tsv"}


def test_what_else_lies_in_the_folder_does_not_count(tables):
    before = _hash(_table_files(tables))
    (tables / "folder").mkdir()
    (tables / "notes.txt").write_text("note")
    assert _hash(_table_files(tables)) == before
    (tables / "people-more.tsv").write_text("more")
    assert _hash(_table_files(tables)) != before


@pytest.mark.parametrize("name", ["times/words.tsv", "ontology/types.yaml"])
def test_the_hash_is_of_times_and_codebook_too(tables, tmp_path_factory, monkeypatch, name):
    package = tmp_path_factory.mktemp("package")
    for folder in ("times", "ontology"):
        shutil.copytree(TABLES.parent.parent / folder, package / folder)
    monkeypatch.setattr("dragoman.knowledge.__file__", str(package / "knowledge/__init__.py"))
    before = _hash(_table_files(tables))
    (package / name).write_text("other")
    assert _hash(_table_files(tables)) != before
