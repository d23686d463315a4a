#!/bin/sh
# Renew the locks from pyproject.toml. They name versions and hashes, and no address.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet uv
uv=".venv/bin/python -m uv"
$uv lock --quiet "$@"
export_lock() {
    target=$1
    shift
    $uv export --quiet --frozen --format requirements-txt --no-emit-project --no-annotate \
        --no-header --no-default-groups "$@" --output-file "requirements/$target" > /dev/null
}
export_lock run.lock.txt --group install
export_lock dev.lock.txt --group dev
