// Elements without a framework.

// Make an element: attributes by name, on… as listeners, children as nodes or as text (never as HTML).
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function button(words, onclick, look = "") {
  return make("button", { type: "button", class: `sb-button ${look}`.trim(), onclick }, words);
}

// Put these parts into an element. One that stays the same stays the very node: a window that closes gives the focus back to the
// button that opened it. What has the focus is known by `key`, a data attribute, and keeps it.
export function redraw(element, parts, key) {
  const there = [...element.children];
  const kept = parts.filter(Boolean).map((part) => there.find((one) => one.isEqualNode(part)) ?? part);
  if (kept.length === there.length && kept.every((part, at) => part === there[at])) return;
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset[key] : null;
  element.replaceChildren(...kept);
  if (focused) element.querySelector(`[data-${key}="${CSS.escape(focused)}"]`)?.focus();
}

export function addStyles(...addresses) {
  for (const href of addresses) document.head.append(make("link", { rel: "stylesheet", href: String(href) }));
}

const saving = (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";

// Keys pressed on a control of ours inside a notebook are not JupyterLab's shortcuts: Enter would open a cell's
// editor, two d's delete it. Saving is let through. JupyterLab listens on the document and honours the attribute,
// so the choice is made on the window, before it.
export function keepKeys(root) {
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  root.dataset.securebaseKeys = "true";
}

// A notebook sends whatever is focused beside its cells to the active one. What is ours keeps the focus.
export function keepFocus(root) {
  for (const kind of ["focusin", "focusout", "mousedown", "mouseup", "click"]) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }
  root.addEventListener("keydown", (event) => saving(event) || event.stopPropagation());
}

window.addEventListener(
  "keydown",
  (event) => {
    const root = event.target instanceof Element ? event.target.closest("[data-securebase-keys]") : null;
    if (!root) return;
    if (saving(event)) root.removeAttribute("data-lm-suppress-shortcuts");
    else root.setAttribute("data-lm-suppress-shortcuts", "true");
  },
  { capture: true },
);
