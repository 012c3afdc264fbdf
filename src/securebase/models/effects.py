"""What an effect size means for people: the same number said in other words, in closed form.

Two groups are taken as normal with equal spread, and where *d* meets *r* as equally large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import scipy

from securebase.models._checks import all_within, finite_array
from securebase.models._numbers import as_given

if TYPE_CHECKING:
    from securebase.models._numbers import Numbers

CORRELATION_RANGE: Final = (-1.0, 1.0)
"""Accepted range of a correlation *r*, both ends included."""


def probability_of_superiority(d: Numbers) -> Numbers:
    """Return how often one of the treated is better off than one of the others, both drawn at random.

    Parameters
    ----------
    d : float or array
        Standardised mean difference, in standard deviations (Cohen's *d*).

    Returns
    -------
    float or array of the same shape
        Probability, from 0 to 1; one half where *d* is 0. Its value at d = 0.44 is 0.622.

    Raises
    ------
    ValueError
        If *d* is not finite.

    Notes
    -----
    Φ(d / √2), the common-language effect size of McGraw & Wong (1992).
    """
    return as_given(scipy.special.ndtr(finite_array("d", d) / np.sqrt(2.0)), d)


def share_above_the_other_mean(d: Numbers) -> Numbers:
    """Return the share of the treated who are better off than the average of the others.

    Parameters
    ----------
    d : float or array
        Standardised mean difference, in standard deviations.

    Returns
    -------
    float or array of the same shape
        Share, from 0 to 1.

    Raises
    ------
    ValueError
        If *d* is not finite.

    Notes
    -----
    Φ(d), Cohen's U3 (Cohen, 1988).
    """
    return as_given(scipy.special.ndtr(finite_array("d", d)), d)


def overlap(d: Numbers) -> Numbers:
    """Return the area that the two bell curves share.

    Parameters
    ----------
    d : float or array
        Standardised mean difference, in standard deviations; its sign does not matter.

    Returns
    -------
    float or array of the same shape
        Shared area, from 0 to 1; 1 where *d* is 0.

    Raises
    ------
    ValueError
        If *d* is not finite.

    Notes
    -----
    2 Φ(−|d| / 2), the overlapping coefficient. Cohen's U1 counts non-overlap in another way, so that the
    two do not add up to 1.
    """
    return as_given(2.0 * scipy.special.ndtr(-np.abs(finite_array("d", d)) / 2.0), d)


def shared_variance(r: Numbers) -> Numbers:
    """Return the share of variance that two measures have in common.

    Parameters
    ----------
    r : float or array
        Correlation, from −1 to 1.

    Returns
    -------
    float or array of the same shape
        r², from 0 to 1.

    Raises
    ------
    ValueError
        If *r* lies outside −1 to 1.
    """
    return as_given(all_within("r", r, *CORRELATION_RANGE) ** 2, r)


def success_rates(r: Numbers) -> tuple[Numbers, Numbers]:
    """Return a correlation as two success rates: with and without what is asked about.

    Parameters
    ----------
    r : float or array
        Correlation of two yes-or-no things, each of which splits people into halves; from −1 to 1.

    Returns
    -------
    with_it, without_it : float or array of the same shape
        Success rates from 0 to 1, which differ by *r*.

    Raises
    ------
    ValueError
        If *r* lies outside −1 to 1.

    Notes
    -----
    0.5 ± r / 2, the binomial effect size display of Rosenthal & Rubin (1982). It sets both overall rates to
    one half, which a display for people should say.
    """
    checked = all_within("r", r, *CORRELATION_RANGE)
    return as_given(0.5 + checked / 2.0, r), as_given(0.5 - checked / 2.0, r)


def d_from_r(r: Numbers) -> Numbers:
    """Return the standardised mean difference that goes with a correlation, for two groups of one size.

    Parameters
    ----------
    r : float or array
        Point-biserial correlation, between −1 and 1, the ends themselves excluded.

    Returns
    -------
    float or array of the same shape
        *d* = 2r / √(1 − r²), in standard deviations.

    Raises
    ------
    ValueError
        If *r* lies outside −1 to 1 or at one of the ends, where *d* has no finite value.

    Notes
    -----
    Cohen (1988). The inverse of :func:`r_from_d`.
    """
    checked = all_within("r", r, *CORRELATION_RANGE)
    if np.any(np.abs(checked) == 1.0):
        end = checked[np.abs(checked) == 1.0][0]
        raise ValueError(
            f"r must lie between -1 and 1, the ends excluded, to be turned into d; {end:g} was given."
        )
    return as_given(2.0 * checked / np.sqrt(1.0 - checked**2), r)


def r_from_d(d: Numbers) -> Numbers:
    """Return the correlation that goes with a standardised mean difference, for two groups of one size.

    Parameters
    ----------
    d : float or array
        Standardised mean difference, in standard deviations.

    Returns
    -------
    float or array of the same shape
        *r* = d / √(d² + 4), between −1 and 1.

    Raises
    ------
    ValueError
        If *d* is not finite.

    Notes
    -----
    Cohen (1988). The inverse of :func:`d_from_r`.
    """
    checked = finite_array("d", d)
    return as_given(checked / np.hypot(checked, 2.0), d)
