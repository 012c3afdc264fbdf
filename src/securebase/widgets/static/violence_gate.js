// The violence gate: words, places of help, and a button that empties the tab.
const { make, uniqueName, keepKeys } = sbKit;

// Works without a network. JupyterLab asks about unsaved work before it lets a page go; here that question would hold
// someone who must be gone now, so it is taken back. Browsers differ in whose listener comes first.
function leavePage() {
  document.documentElement.style.visibility = "hidden";
  document.title = "";
  const unasked = (event) => {
    event.stopImmediatePropagation();
    event.returnValue = "";
  };
  window.addEventListener("beforeunload", unasked, { capture: true });
  window.location.replace("about:blank");
}

function place({ name, what, contact }) {
  const reached = contact.startsWith("https://")
    ? make("a", { href: contact, target: "_blank", rel: "noopener noreferrer" }, contact)
    : make("span", { class: "sb-gate-contact" }, contact);
  return make("li", {}, make("span", { class: "sb-gate-name" }, name), make("span", {}, what), reached);
}

function render({ model, el }) {
  const leaving = new AbortController();
  const title = uniqueName();
  const hint = uniqueName();
  const resources = model.get("resources");
  const checked = model.get("checked");
  const root = make(
    "div",
    { class: "sb sb-card sb-gate", role: "group", "aria-labelledby": title },
    make(
      "div",
      { class: "sb-gate-top" },
      make(
        "div",
        {},
        make("p", { class: "sb-eyebrow" }, "Safety comes first"),
        make("p", { class: "sb-title", id: title }, model.get("title")),
      ),
      make(
        "button",
        { type: "button", class: "sb-button sb-button--main", "aria-describedby": hint, onclick: leavePage },
        "Leave this page now",
      ),
    ),
    ...model.get("words").map((words) => make("p", {}, words)),
    make(
      "div",
      { class: "sb-gate-help" },
      make("p", {}, model.get("general")),
      resources.length ? make("ul", { role: "list", "aria-label": "Places of help" }, ...resources.map(place)) : "",
      checked ? make("p", { class: "sb-quiet" }, `Last checked on ${checked}.`) : "",
    ),
    make("p", {}, model.get("device")),
    make("p", { class: "sb-quiet", id: hint }, model.get("leaving")),
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
