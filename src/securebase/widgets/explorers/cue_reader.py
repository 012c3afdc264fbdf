"""How much a silence says, entered by a guess."""

from __future__ import annotations

from securebase.figures.cue_reader import cue_reader as picture
from securebase.models.inference import posterior
from securebase.widgets.controls import Preset, Slider
from securebase.widgets.guesses import Guess
from securebase.widgets.live_figure import LiveFigure
from securebase.widgets.prediction import PredictThenLook

# An evening of two hundred is half a percent, so that these come out whole.
PRIORS = tuple(percent / 100 for percent in range(51))
CHANCES = tuple(percent / 100 for percent in range(0, 101, 5))
PRIOR, HIT, FALSE_ALARM = 0.05, 0.8, 0.3
MISS = 5  # of 100: a guess within this is called near


def cue_reader() -> PredictThenLook:
    """Ask how likely rejection is, given silence; then show the evenings as dots."""
    guess = Guess(
        title="No answer tonight: how often is it rejection?",
        question=(
            "Two invented people, and what is true of their evenings. On 5 of 100 evenings one of them "
            "really "
            "is pulling away. On such an evening a message gets no answer 8 times in 10. On all other "
            "evenings "
            "it gets none 3 times in 10: a flat phone, a full bus, sleep.\n"
            "Tonight no answer has come. Of 100 such silent evenings, on how many is it rejection?"
        ),
        label="Rejection, of 100 silent evenings",
        unit="of 100",
        span=(0, 100, 1),
    )
    return PredictThenLook(guess, _explorer)


def remark(guess: float | None) -> str:
    """Return what is said to a guess, beside the evenings that answer it; nothing if there was none."""
    if guess is None:
        return ""
    right = 100 * posterior(PRIOR, HIT, FALSE_ALARM)
    told = f"You guessed {guess:g} of 100; here it is {right:.0f}."
    if abs(guess - right) <= MISS:
        return f"{told} Near: you let the many ordinary evenings count."
    if guess < right:
        return f"{told} The silence does say something: it more than doubles the 5 of 100 from before."
    if abs(guess - 100 * HIT) <= MISS:
        return (
            f"{told} Many people answer with the 8 in 10. That is how often rejection brings silence; the "
            "question was how often silence means rejection."
        )
    return f"{told} Most silences come from the many evenings on which nothing is wrong."


def _explorer(guess: float | None) -> LiveFigure:
    return LiveFigure(
        picture,
        title="Two hundred evenings",
        remark=remark(guess),
        controls=[
            _slider("prior", "It is rejection, before any silence", PRIORS, PRIOR),
            _slider("hit", "Rejection brings silence", CHANCES, HIT),
            _slider("false_alarm", "Any other evening brings silence", CHANCES, FALSE_ALARM),
        ],
        presets=[
            Preset("An ordinary week", {"prior": PRIOR, "hit": HIT, "false_alarm": FALSE_ALARM}),
            Preset("A busy week", {"prior": PRIOR, "hit": HIT, "false_alarm": 0.6}),
            Preset("After a quarrel", {"prior": 0.2, "hit": HIT, "false_alarm": FALSE_ALARM}),
            Preset("Someone who always answers", {"prior": PRIOR, "hit": HIT, "false_alarm": 0.05}),
        ],
        invitations=[
            "Choose “A busy week”. Notice that the same silence now says almost nothing.",
            "Choose “After a quarrel”. Notice that the message is no different, only what came before it.",
            "Make the second and the third slider equal. Notice that silence then tells you nothing at all.",
        ],
    )


def _slider(name: str, label: str, values: tuple[float, ...], start: float) -> Slider:
    return Slider(
        name,
        label,
        values=values,
        words=[f"{100 * value:.0f} of 100" for value in values],
        start=values.index(start),
    )
