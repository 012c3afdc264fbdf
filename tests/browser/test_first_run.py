"""The first minute of someone who has just typed `make lab`, and where they come back to another day."""

from __future__ import annotations

from live_page import double_click, in_front, show_files
from playwright.sync_api import expect
from waiting import begins

from securebase.course.lab.opening import lesson_to_open

IS = "state => window.jupyterapp?.shell.currentWidget?.node.dataset.securebase === state"


def test_the_first_thing_is_start_here_alive_with_a_picture_to_drag_and_no_code_and_later_where_one_was(
    own_lab, make_reader
):
    lab = own_lab()
    newcomer = make_reader(lab)
    page = newcomer.page
    page.goto(lab.address(f"?token={lab.token}"))
    page.wait_for_function(IS, arg="alive", timeout=120_000)
    lesson = page.locator(".jp-NotebookPanel:visible")
    expect(lesson.get_by_role("heading", level=1)).to_have_text(begins("0. Start here"), use_inner_text=True)
    expect(page.locator("#jp-main-dock-panel .lm-TabBar-tab")).to_have_count(1)
    expect(page.get_by_role("region", name="Course")).to_be_visible()
    crowds = lesson.locator(".sb-live").first
    crowds.locator("img").wait_for()
    newcomer.screenshot("first-run")
    expect(page.locator(".jp-InputArea-editor:visible")).to_have_count(0)
    expect(page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)

    # Take the handle under the picture and slide it to the right, as the lesson says.
    said = crowds.locator(".sb-twin").inner_text()
    handle = crowds.get_by_role("slider")
    handle.scroll_into_view_if_needed()
    rail = handle.bounding_box()
    at = float(handle.evaluate("e => (e.value - e.min) / (e.max - e.min)"))
    height = rail["y"] + rail["height"] / 2
    page.mouse.move(rail["x"] + 8 + at * (rail["width"] - 16), height)
    page.mouse.down()
    page.mouse.move(rail["x"] + rail["width"] * 0.7, height, steps=8)
    page.mouse.up()
    # The picture and the sentence under it come to the place where the hand let go.
    page.wait_for_function(
        "([twin, image, said]) => twin.innerText !== said && twin.innerText === image.alt",
        arg=[crowds.locator(".sb-twin").element_handle(), crowds.locator("img").element_handle(), said],
    )
    newcomer.screenshot("first-run-moved")
    page.wait_for_timeout(1000)
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.dirty") is False
    assert newcomer.complaints == []

    # They open a file of their own; that is where they would come back to, unless it is gone by then.
    notes = lab.folder / "lessons" / "my notes.md"
    notes.write_text("# My notes\n")
    show_files(page)
    page.get_by_role("button", name="Refresh the file browser").click()
    with page.expect_response(
        lambda answer: "/lab/api/workspaces" in answer.url and "my notes" in (answer.request.post_data or "")
    ):
        double_click(page, notes.name)
    page.goto("about:blank")
    lab.stop()
    assert lesson_to_open(lab.folder) == "lessons/my notes.md"
    notes.unlink()
    lab = own_lab()
    page.goto(lab.address(f"?token={lab.token}"))
    assert in_front(page) == "00-start-here.md"
    page.wait_for_timeout(1000)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
