import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


from hypothesis import HealthCheck, settings

from dragoman.document import Document
from dragoman.knowledge import load_knowledge
from dragoman.ontology import load_ontology
from dragoman.pipeline import Resources, code_document, load_resources
from fakes import FakeEncoder

# A slow or busy machine is no failure of the program.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def fake_resources() -> Resources:
    """The real tables with a fake model."""
    return Resources(FakeEncoder(), load_knowledge(), load_ontology())


@pytest.fixture(scope="session")
def shipped_resources() -> Resources:
    """The program as it ships."""
    return load_resources()


@pytest.fixture
def coded(fake_resources):
    """Codes a text with the fake model."""

    def run(text: str, published: date | None = date(2019, 1, 4)) -> Document:
        return code_document(Document("d_test", text, published=published), fake_resources)

    return run
