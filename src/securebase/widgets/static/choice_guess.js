// A guess by choice before anything is shown: radio buttons under the question.

function render({ model, el }) {
  const { choices, label } = model.get("sheet");
  const name = sbKit.uniqueName();
  const radios = choices.map(([value]) => sbKit.make("input", { type: "radio", name, value }));
  const options = choices.map(([, words], at) =>
    sbKit.make("label", { class: "sb-choice" }, radios[at], sbKit.make("span", {}, words)),
  );
  const asked = [
    sbKit.make(
      "fieldset",
      { class: "sb-guess-choices" },
      sbKit.make("legend", { class: "sb-for-screen-readers" }, label),
      ...options,
    ),
  ];

  function given() {
    const at = radios.findIndex((radio) => radio.checked);
    if (at < 0) return { missing: "Choose one first. A guess that misses is fine." };
    const [value, words] = choices[at];
    return { message: { kind: "look", value }, words: `“${words}”` };
  }
  const sheet = sbGuessSheet.show({ model, el, asked, given });
  for (const radio of radios) radio.addEventListener("change", sheet.quiet);

  return sheet.leave;
}

export default { render };
