"""Run the benchmarks: ``python -m benchmarks [NAME ...]`` prints each module's report."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> int:
    """Print the reports of the modules named on the command line, or of all of them."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    known = [name for name in names if not name.startswith("_")]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run: " + ", ".join(known))
    chosen = parser.parse_args().names
    for name in chosen:
        if name not in known:
            parser.error(f"there is no benchmark named {name!r}; those that exist: {', '.join(known)}")
    for name in chosen or known:
        module = importlib.import_module(f"benchmarks.{name}")
        if hasattr(module, "report"):
            print(f"Measuring {name} ...", file=sys.stderr, flush=True)
            print(module.report(), end="\n\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
