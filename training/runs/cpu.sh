#!/usr/bin/env bash
# The shipped model, from the folder of corpora: runs/cpu.sh [SHARED] [--folds]
# Parser, shared part, final model; with --folds also the five models of the cross-validation.
# On two AVX2 cores: about 5 + 25 + 9 minutes, and 8 for each fold.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${1:-../shared}
python=${PYTHON:-python}
export PYTHONPATH=src:.

"$python" -m training.train parser --shared "$shared"
"$python" -m training.train shared --shared "$shared"
"$python" -m training.train decay --shared "$shared"
if [[ ${2:-} == --folds ]]; then
  for fold in 0 1 2 3 4; do
    "$python" -m training.train decay --fold "$fold" --shared "$shared"
  done
fi
