// A calm line at the foot of a notebook: what happened, and one button that fixes it, which has a key as well: it may lie
// a hundred controls away.
import { button, keepKeys, make } from "./dom.js";
import { keyOf, letThrough } from "./keys.js";

const COMMAND = "securebase:do-what-it-says";
const shown = new WeakMap(); // by notebook: what the button of its notice does, while one is there

export function addNoticeKey(app, tracker, palette) {
  const act = () => shown.get(tracker.currentWidget);
  app.commands.addCommand(COMMAND, {
    label: "Do what the page says (wake it up, stop it, run it)",
    describedBy: { args: { type: "object", properties: {} } },
    isEnabled: () => Boolean(act()),
    execute: () => act()?.(),
  });
  palette?.addItem({ command: COMMAND, category: "Secure Base" });
  letThrough(app, COMMAND);
}

export function makeNotice(course, panel) {
  const words = make("p", { class: "sb-notice-words" });
  const actions = make("div", { class: "sb-row" });
  const card = make("div", { class: "sb-notice-card", hidden: true }, words, actions);
  // A region that is there from the start: what is put into it is read out.
  const element = make("div", { class: "sb sb-notice", role: "status" }, card);
  keepKeys(element);
  panel.node.append(element);
  let kind = "";

  function hide(only) {
    if (only !== undefined && only !== kind) return;
    const inside = card.contains(document.activeElement);
    card.hidden = true;
    kind = "";
    shown.delete(panel);
    words.textContent = "";
    actions.replaceChildren();
    if (inside) panel.content.node.focus();
  }

  function mendBy({ words: what, act }) {
    const made = button(what, act, "sb-button--main");
    const key = keyOf(course.app, COMMAND);
    if (key) {
      made.append(" ", make("kbd", { "aria-hidden": "true" }, key.replace(" ", "+")));
      made.setAttribute("aria-keyshortcuts", key.replaceAll(" ", "+"));
    }
    shown.set(panel, act);
    return made;
  }

  // `action` is null, or its words and what it does; `as` names what this is about.
  function show(sentence, action, as) {
    kind = as;
    shown.delete(panel);
    words.textContent = sentence;
    actions.replaceChildren(...(action ? [mendBy(action), button("Not now", () => hide())] : []));
    card.hidden = false;
  }

  return { show, hide, kind: () => kind };
}
