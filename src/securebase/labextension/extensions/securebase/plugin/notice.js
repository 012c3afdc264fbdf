// A calm line at the foot of a notebook: what happened, and one button that mends it.
import { button, keepKeys, make } from "./dom.js";

export function makeNotice(panel) {
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
    words.textContent = "";
    actions.replaceChildren();
    if (inside) panel.content.node.focus();
  }

  // `action` is null, or its words and what it does; `as` names what this is about.
  function show(sentence, action, as) {
    kind = as;
    words.textContent = sentence;
    actions.replaceChildren(
      ...(action ? [button(action.words, action.act, "sb-button--main"), button("Not now", () => hide())] : []),
    );
    card.hidden = false;
  }

  return { show, hide, kind: () => kind };
}
