// A guess of one number before anything is shown: a slider and a field that follow each other.

const make = sbKit.make;

function render({ model, el }) {
  const { low, high, step, unit, label } = model.get("sheet");
  const id = sbKit.uniqueName();
  let value = null;

  const slider = make("input", { type: "range", id: `${id}-slider`, min: low, max: high, step });
  // The number pads of phones have no minus.
  const keys = low < 0 ? "text" : "decimal";
  const field = make("input", { type: "text", inputmode: keys, class: "sb-field", id: `${id}-field` });
  const asked = [
    make("div", { class: "sb-guess-slide" }, make("label", { for: slider.id }, label), slider),
    make("p", { class: "sb-guess-type" }, make("label", { for: field.id }, "Or type it: "), field, ` ${unit}`),
  ];

  const shown = (number) => String(number).replace("-", "−");
  const words = (number) => `${shown(number)} ${unit}`;
  function given() {
    if (value !== null) return { message: { kind: "look", value }, words: words(value) };
    const typed = field.value.trim();
    if (!typed) return { missing: "Move the handle or type a number first. A guess that misses is fine." };
    const { trouble } = sbNumbers.read(typed, unit);
    return {
      missing: trouble || `“${typed}” is not from ${shown(low)} to ${shown(high)}. Type such a number, or move the handle.`,
    };
  }
  const sheet = sbGuessSheet.show({ model, el, asked, given });

  function unset() {
    slider.value = (low + high) / 2;
    slider.setAttribute("aria-valuetext", "no guess yet");
  }
  unset();

  slider.addEventListener("input", () => {
    value = Number(slider.value);
    field.value = shown(value);
    slider.setAttribute("aria-valuetext", words(value));
    sheet.quiet();
  });
  field.addEventListener("input", () => {
    const number = sbNumbers.read(field.value, unit).value;
    value = number >= low && number <= high ? number : null;
    if (value === null) unset();
    else {
      slider.value = value;
      slider.setAttribute("aria-valuetext", words(value));
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") sheet.answer();
  });

  return sheet.leave;
}

export default { render };
