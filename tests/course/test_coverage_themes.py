"""Every theme of the articles is found in the rows, and in the lessons that are meant to teach it."""

from __future__ import annotations

import re

import pytest

from securebase.course.coverage import load_coverage

# theme: the lessons that teach it, and what must be found there; a stroke separates words that will do.
THEMES = {
    "attachment system": (
        {1},
        """
        bond of feeling; secure base; safe haven; proximity seeking; learns very quickly;
        nearness takes distress away
        """,
    ),
    "styles": (
        {2},
        """
        secure:; anxious:; avoidant:; disorganised:; two dimensions; silence; contact without pause;
        distance; self-blame
        """,
    ),
    "childhood": (
        {3},
        """
        steady care; inconsistent; neglect; frightening; independence grows; working models;
        safe, being answered and giving in return; repeats itself; name the pattern; origin;
        new response
        """,
    ),
    "body, fast": (
        {4},
        """
        sympathetic; parasympathetic; scanning; eyes; tone; touch; fight; flee|flight; freez;
        withdraw; adrenaline; body's signs of stress
        """,
    ),
    "body, slow": (
        {4, 5},
        """
        cortisol; recovery; feedback; load carried for weeks; early on can change a nervous system;
        lower even at rest
        """,
    ),
    "stress and intimacy": (
        {5, 8},
        """
        less available; patience; empathy; desire; irritable; withdraw; misread
        """,
    ),
    "brain": (
        {6},
        """
        amygdala; prefrontal; hippocampus; default mode; salience; reward; oxytocin; vasopressin;
        depends on the situation; plastic
        """,
    ),
    "regulation": (
        {7, 11},
        """
        breathe out slowly; what the senses find; yoga; walking; soothe yourself first;
        watch an urge
        """,
    ),
    "between two": (
        {8},
        """
        calm down together; soft tone; validat; reassur; touch; answers distress reliably;
        right time for being vulnerable
        """,
    ),
    "near and far": (
        {9},
        """
        need space; need closeness; autonomy and connection; agreement, not a wall; say no;
        time that each spends apart; digital; pursues and the other withdraws; secure independence;
        self-care; friendships; needs may differ|needs differ; agreements that respect
        """,
    ),
    "conflict and repair": (
        {10},
        """
        more slowly; listen reflectively; listen actively; before a quarrel gets hot;
        then stop, breathe; repair and find|repair succeeds; find its way back; forgiveness;
        teamwork; say directly what you need; miss each other a little every day
        """,
    ),
    "practice": (
        {11},
        """
        mindfulness; reappraise; journal of what triggers; self-compassion; tender; tiny rituals;
        routines; disclosing things where it is safe; solving problems together
        """,
    ),
    "change": (
        {12},
        """
        stability and change; corrective experience; earned security; attachment-based therapy;
        emotionally focused therapy; somatic;
        attachment history with what they do now, find the triggers; community; professional help
        """,
    ),
    "situations": (
        {8, 9, 10, 11, 12},
        """
        money; long separation; moving; retirement; transitions; digital message;
        withdrawal is best met with compassion and with curiosity;
        where trust is broken|after a rupture
        """,
    ),
    # What one reads over, and what a course easily leaves out.
    "worth of the self": ({3}, "am i worth caring for"),
    "old protection": ({3, 4, 7}, "dissociation; shutdown; shutting down"),
    "the false alarm": ({4, 7}, "false alarm"),
    "bearing closeness": ({12}, "closeness becomes easier to bear"),
    "looking back": ({12}, "look back at the past in safety while they stay grounded"),
    "quiet space": ({8, 9}, "quiet space"),
    "needs": ({10}, "leave criticism out"),
    "empathy, trained": ({10, 11}, "train your empathy"),
    "what is shared": ({9}, "aims in common; networks of trust; friends and family"),
    "practical support": ({8}, "practical help"),
    "attention": ({10, 11}, "listen without judging"),
    "security learned from others": ({12}, "takes the example in"),
    "signs of distance": ({2, 9}, "signs of avoidance can be subtle"),
    "discontent": ({10, 12}, "discontented for a long time"),
    "chaos": ({10, 12}, "after repeated chaos"),
    "limits to reassurance": ({8, 9}, "reassurance together with calm limits"),
    "phrases to examine": ({6, 9}, "neural efficiency; abandon themselves"),
}

WANTED = [
    pytest.param(lessons, words.strip(), id=f"{theme}: {words.strip()}")
    for theme, (lessons, items) in THEMES.items()
    for words in items.split(";")
]


@pytest.mark.parametrize(("lessons", "words"), WANTED)
def test_a_theme_stands_in_a_row_of_its_lesson(lessons, words):
    found = [
        row.id
        for row in load_coverage()
        if re.search(words, row.statement, re.IGNORECASE) and lessons & {row.lesson, *row.also}
    ]
    assert found
