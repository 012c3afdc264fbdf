function render({ model, el }) {
  const { make, keepKeys, uniqueName } = sbKit;
  const leaving = new AbortController();
  const title = uniqueName();
  const pacer = sbPacer.mount(model.get("settings"));
  const root = make(
    "div",
    { class: "sb sb-card", role: "group", "aria-labelledby": title },
    make("p", { class: "sb-eyebrow" }, "A practice, if you like"),
    make("p", { class: "sb-title", id: title }, "Breathe slowly"),
    pacer.element,
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => {
    leaving.abort();
    pacer.leave();
  };
}

export default { render };
