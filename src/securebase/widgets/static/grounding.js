function render({ model, el }) {
  const { make, keepKeys, uniqueName } = sbKit;
  const leaving = new AbortController();
  const title = uniqueName();
  const senses = sbSenses.mount(model.get("settings"));
  const root = make(
    "div",
    { class: "sb sb-card", role: "group", "aria-labelledby": title },
    make("p", { class: "sb-eyebrow" }, "A practice, if you like"),
    make("p", { class: "sb-title", id: title }, "Come back to the room through your senses"),
    senses.element,
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => {
    leaving.abort();
    senses.leave();
  };
}

export default { render };
