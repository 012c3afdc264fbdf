"""A person who answers a graded question in its panel, without a pointer."""

from __future__ import annotations


def answer_by_hand(panel, question, right):
    """Give an answer as a person does who uses the keyboard."""
    page = panel.page
    match question.kind:
        case "number":
            panel.get_by_role("textbox").fill(f"{right:g}")
        case "numbers":
            for item, number in right.items():
                panel.get_by_label(question.items[item], exact=True).fill(f"{number:g}")
        case "choice" | "choices":
            for option in [right] if isinstance(right, str) else right:
                panel.get_by_label(question.options[option]).focus()
                page.keyboard.press("Space")
        case "order":
            shown = list(question.options)
            for place, option in enumerate(right):
                for _ in range(shown.index(option) - place):
                    panel.get_by_role("button", name=f"Move up: {question.options[option]}").press("Enter")
                shown.remove(option)
                shown.insert(place, option)
        case "match":
            for number, (item, text) in enumerate(question.items.items(), 1):
                panel.get_by_label(f"{number}. {text}").select_option(label=question.options[right[item]])
