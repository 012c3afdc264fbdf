// A guess of one number before anything is shown: a slider and a field that follow each other.

const make = sbKit.make;

function render({ model, el }) {
  const { title, question, low, high, step, unit, label } = model.get("sheet");
  const id = sbKit.uniqueName();
  let value = null;
  let done = false;

  const slider = make("input", { type: "range", id: `${id}-slider`, min: low, max: high, step });
  // The number pads of phones have no minus.
  const keys = low < 0 ? "text" : "decimal";
  const field = make("input", { type: "text", inputmode: keys, class: "sb-field", id: `${id}-field` });
  const look = make("button", { type: "button", class: "sb-button sb-button--main" }, "Look");
  const skip = make("button", { type: "button", class: "sb-button sb-button--plain" }, "Skip the prediction");
  const status = make("p", { class: "sb-quiet", role: "status", tabindex: -1 });

  const root = make(
    "section",
    { class: "sb sb-guess", "aria-labelledby": `${id}-title` },
    make("p", { class: "sb-eyebrow" }, "Predict, then look"),
    make("h3", { class: "sb-title", id: `${id}-title` }, title),
    ...question.split("\n").map((paragraph) => make("p", {}, paragraph)),
    make("div", { class: "sb-guess-slide" }, make("label", { for: slider.id }, label), slider),
    make("p", { class: "sb-guess-type" }, make("label", { for: field.id }, "Or type it: "), field, ` ${unit}`),
    make("div", { class: "sb-row" }, look, skip),
    status,
  );
  el.append(root);
  const listening = new AbortController();
  sbKit.keepKeys(root, listening.signal);

  const shown = (number) => String(number).replace("-", "−");
  const words = (number) => `${shown(number)} ${unit}`;
  function unset() {
    slider.value = (low + high) / 2;
    slider.setAttribute("aria-valuetext", "no guess yet");
  }
  unset();

  slider.addEventListener("input", () => {
    value = Number(slider.value);
    field.value = shown(value);
    slider.setAttribute("aria-valuetext", words(value));
    status.textContent = "";
  });
  field.addEventListener("input", () => {
    const typed = field.value.trim().replace(",", ".").replace("−", "-");
    const number = Number(typed);
    value = typed !== "" && Number.isFinite(number) && number >= low && number <= high ? number : null;
    if (value === null) unset();
    else {
      slider.value = value;
      slider.setAttribute("aria-valuetext", words(value));
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") answer();
  });

  function answer() {
    if (value !== null) finish({ kind: "look", value });
    else if (field.value.trim())
      status.textContent = `“${field.value.trim()}” is no number from ${shown(low)} to ${shown(high)}. Type one, or move the handle.`;
    else status.textContent = "Move the handle or type a number first. A guess that misses is fine.";
  }
  look.addEventListener("click", answer);
  skip.addEventListener("click", () => finish({ kind: "skip" }));

  function close() {
    done = true;
    root.classList.add("sb-guess--done");
    for (const one of [slider, field]) one.disabled = true;
    for (const one of [look, skip]) one.setAttribute("aria-disabled", "true");
  }
  const looking = sbLooking.watch(model, status, close, "The picture is below.");

  function finish(message) {
    if (!done) looking.ask(message, message.kind === "skip" ? "" : `You guessed ${words(message.value)}. `);
  }

  return () => {
    listening.abort();
    looking.leave();
  };
}

export default { render };
