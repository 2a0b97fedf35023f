#!/usr/bin/env bash
# The shipped model, from the folder of corpora: runs/cpu.sh [SHARED] [--folds]
# Parser, shared part, final model; with --folds also the five models of the cross-validation, two at a time.
# Measured on two busy AVX2 cores: 8 + 27 + 16 minutes, and 45 for the folds (LOG.md).
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${1:-../shared}
python=${PYTHON:-python}
export PYTHONPATH=src:.

stage() { "$python" -m training.train "$@" --shared "$shared"; }

folds() { # one thread each: two processes beat two threads
  local workers=() fold
  for fold in "$@"; do
    OMP_NUM_THREADS=1 stage decay --fold "$fold" --threads 1 &
    workers+=($!)
  done
  for fold in "${workers[@]}"; do wait "$fold"; done
}

stage parser
# The first model's shared part ended here for lack of time; without --steps it has 4375.
stage shared --steps 3085
stage decay
if [[ ${2:-} == --folds ]]; then
  folds 0 1
  folds 2 3
  folds 4
fi
