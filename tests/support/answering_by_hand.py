"""A person who answers a question in its panel or in a quick check, without a pointer."""

from __future__ import annotations

from playwright.sync_api import expect


def answer_by_hand(panel, question, right):
    """Give an answer as a person does who uses the keyboard."""
    _BY_KIND[question.kind](panel, question, right)


def _number(panel, _question, right):
    panel.get_by_role("textbox").fill(f"{right:g}")


def _numbers(panel, question, right):
    for item, number in right.items():
        panel.get_by_label(question.items[item], exact=True).fill(f"{number:g}")


def _choices(panel, question, right):
    for option in [right] if isinstance(right, str) else right:
        panel.get_by_label(question.options[option]).focus()
        panel.page.keyboard.press("Space")


def _order(panel, question, right):
    shown = list(question.options)
    for place, option in enumerate(right):
        for _ in range(shown.index(option) - place):
            panel.get_by_role("button", name=f"Move up: {question.options[option]}").press("Enter")
        shown.remove(option)
        shown.insert(place, option)


def _match(panel, question, right):
    for number, (item, text) in enumerate(question.items.items(), 1):
        panel.get_by_label(f"{number}. {text}").select_option(label=question.options[right[item]])


_BY_KIND = {
    "number": _number,
    "numbers": _numbers,
    "choice": _choices,
    "choices": _choices,
    "order": _order,
    "match": _match,
}


def solve_by_hand(block, question):
    """Answer a question of a quick check rightly, with the keyboard alone, and read that it is right."""
    _solve(block, question)
    block.get_by_role("button", name="Check").press("Enter")
    block.locator(".sb-verdict[data-right='true']").wait_for()
    expect(block.get_by_role("status")).to_contain_text("Right.", use_inner_text=True)


def _solve(block, question):
    match question["kind"]:
        case "single" | "several":
            kind = "radio" if question["kind"] == "single" else "checkbox"
            for place, choice in enumerate(question["choices"]):
                if choice["right"]:
                    block.get_by_role(kind).nth(place).press("Space")
        case "order":
            shown = [item["text"] for item in question["items"]]
            for place, item in enumerate(sorted(question["items"], key=lambda each: each["place"])):
                for _ in range(shown.index(item["text"]) - place):
                    block.get_by_role("button", name=f"Move up: {item['text']}").press("Enter")
                shown.remove(item["text"])
                shown.insert(place, item["text"])
        case "match":
            for place, item in enumerate(question["items"]):
                block.get_by_role("combobox").nth(place).select_option(
                    label=question["targets"][item["answer"]]
                )
        case "number":
            block.get_by_role("textbox").fill(f"{question['answer']:g}")
