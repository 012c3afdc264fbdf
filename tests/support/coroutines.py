"""Coroutines in tests that are none themselves."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor


def result_of(coroutine):
    """Run a coroutine to its end and return what it gives.

    In a thread of its own: the browser's driver, once it was asked for, has a loop running in the main one.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
