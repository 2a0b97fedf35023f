# What a developer runs. `just` alone lists it.
default:
    @just --list

# Fast tests, lint, types
check:
    pytest -q -m "not model"
    ruff check
    ruff format --check
    mypy

# Everything that CI runs, in a clean environment
ci:
    .ci/run

# Rebuild the gazetteer from GeoNames (extra: knowledge)
places:
    python -m dragoman.knowledge.build_places

# Train, export and cross-validate from the folder of corpora
train shared="../shared":
    training/runs/cpu.sh {{shared}} --folds
    python -m evaluation.crossvalidate {{shared}}/corpus/news training/work/folds
