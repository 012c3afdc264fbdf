// Places of help: whom to turn to, the places themselves, and a button that empties the tab. Words that stand before them
// make them a violence gate.
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
    : make("span", { class: "sb-help-contact" }, contact);
  return make("li", {}, make("span", { class: "sb-help-name" }, name), make("span", {}, what), reached);
}

function render({ model, el }) {
  const leaving = new AbortController();
  const title = uniqueName();
  const hint = uniqueName();
  const paragraphs = (name) => model.get(name).map((words) => make("p", {}, words));
  const before = paragraphs("before");
  const places = model.get("places");
  const checked = model.get("checked");
  const root = make(
    "div",
    { class: `sb sb-card sb-help ${before.length ? "sb-gate" : ""}`, role: "group", "aria-labelledby": title },
    // Leaving comes first, where other pages have their way out.
    make(
      "div",
      { class: "sb-help-top" },
      make("p", { class: "sb-title", id: title }, model.get("title")),
      make(
        "button",
        { type: "button", class: "sb-button sb-button--main sb-leave", "aria-describedby": hint, onclick: leavePage },
        "Leave this page now",
      ),
    ),
    ...before,
    make(
      "div",
      { class: "sb-help-whom" },
      ...paragraphs("whom"),
      places.length ? make("ul", { role: "list", "aria-label": "Places to find help" }, ...places.map(place)) : "",
      checked ? make("p", { class: "sb-quiet" }, checked) : "",
    ),
    ...paragraphs("after"),
    make("p", { class: "sb-quiet sb-leave", id: hint }, model.get("leaving")),
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
