// Controls, and the sentence that the kernel says of where they stand.
const { make, uniqueName, keepKeys } = sbKit;

function render({ model, el }) {
  const leaving = new AbortController();
  const id = uniqueName();
  const controls = model.get("controls");
  const moved = (name, position) => {
    model.set("positions", { ...model.get("positions"), [name]: position });
    model.save_changes();
  };
  const made = Object.fromEntries(controls.map((one, index) => [one.name, sbControls[one.kind](one, `${id}-${index}`, moved)]));
  const again = () => {
    model.set("rounds", model.get("rounds") + 1);
    model.save_changes();
  };
  const button = model.get("again") ? [make("button", { type: "button", class: "sb-button", onclick: again }, model.get("again"))] : [];
  const said = make("p", { class: "sb-twin", role: "status" });
  const root = make(
    "section",
    { class: "sb sb-live sb-read-out", "aria-label": model.get("title") },
    make("div", { class: "sb-controls" }, ...controls.map(({ name }) => made[name].node)), ...button, said,
  );
  keepKeys(root, leaving.signal);

  // Every view of it stands where the last one was moved to.
  const stand = () => Object.entries(model.get("positions")).forEach(([name, position]) => made[name].set(position));
  const speak = () => (said.textContent = model.get("said"));
  model.on("change:positions", stand);
  model.on("change:said", speak);
  stand();
  speak();
  el.replaceChildren(root);
  return () => {
    leaving.abort();
    model.off("change:positions", stand);
    model.off("change:said", speak);
  };
}

export default { render };
