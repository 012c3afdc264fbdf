"""What every test may ask for: how many repetitions to run, and hypothesis' profiles."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Timing is not what tests are for, and shared machines are slow at times: no deadline.
settings.register_profile("once", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("proof", max_examples=1000, deadline=None)


def pytest_addoption(parser):
    parser.addoption("--proof", action="store_true", help="run the proofs at full counts (long)")


def pytest_configure(config):
    settings.load_profile("proof" if config.getoption("--proof") else "once")


@pytest.fixture(scope="session")
def repetitions(request):
    """Choose between the count for `make test` and the one for `make proof`: ``repetitions(40, 500)``."""
    full = request.config.getoption("--proof")
    return lambda once, proof: proof if full else once
