// What something personal is entered with. A value is in the page's own field and nowhere else: a model's state is
// copied into the kernel, into messages and, with "save widget state" on, into the notebook file.
const sbInputs = (() => {
  const { make, uniqueName } = sbKit;

  function text(prompt) {
    const id = uniqueName();
    // No name, and autocomplete off: browsers offer again what was typed in fields they can recognise.
    // No spell checking, no autocorrection: some browsers send the text to a server for it.
    const area = make("textarea", {
      id, class: "sb-field sb-private-text", rows: "5", autocomplete: "off", autocorrect: "off", autocapitalize: "off",
      spellcheck: "false", "data-gramm": "false", "data-lt-active": "false", translate: "no",
    });
    return {
      element: make("div", {}, make("label", { class: "sb-prompt", for: id }, prompt), area),
      value: () => (area.value.trim() ? area.value : null),
      missing: "There is nothing in the box yet. Write something, or choose Not today.",
      empty: () => (area.value = ""),
      focus: () => area.focus(),
    };
  }

  function pick(prompt, answers, ends, kind) {
    const isRating = kind === "rating";
    const isSeveral = kind === "several";
    const id = uniqueName();
    const inputs = answers.map((answer, index) =>
      // A new name for each view: browsers restore what they recognise by name.
      make("input", { type: isSeveral ? "checkbox" : "radio", id: `${id}-${index}`, name: id, value: answer, autocomplete: "off" }),
    );
    const rows = inputs.map((input, index) =>
      make("label", { class: isRating ? "sb-rate" : "sb-pick", for: input.id }, input, make("span", {}, answers[index])),
    );
    const [low, high] = ends.map((end) => (end && isRating ? make("span", { class: "sb-quiet" }, end) : ""));
    return {
      element: make(
        "fieldset",
        {},
        make("legend", { class: "sb-prompt" }, prompt),
        make("div", { class: isRating ? "sb-rates" : isSeveral ? "sb-picks-several" : "sb-picks" }, low, ...rows, high),
      ),
      value() {
        const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
        if (isSeveral) return ticked.length ? ticked : null;
        const chosen = ticked[0] ?? null;
        return isRating && chosen !== null ? Number(chosen) : chosen;
      },
      missing: isSeveral
        ? "Nothing is ticked yet. Tick what fits, or choose Not today."
        : "Nothing is chosen yet. Choose an answer, or Not today.",
      empty: () => inputs.forEach((input) => (input.checked = false)),
      focus: () => (inputs.find((input) => input.checked) ?? inputs[0]).focus(),
    };
  }

  // A passphrase: hidden unless its owner asks to see it, and gone from the field once it has been handed over.
  function passphrase(label) {
    const id = uniqueName();
    const field = make("input", {
      id, type: "password", class: "sb-field sb-passphrase", autocomplete: "off", autocorrect: "off", autocapitalize: "off",
      spellcheck: "false", "data-1p-ignore": true, "data-lpignore": "true", "data-bwignore": true, "data-form-type": "other",
    });
    return {
      element: make("div", { class: "sb-passphrase-row" }, make("label", { for: id }, label), field),
      value: () => field.value,
      empty: () => (field.value = ""),
      focus: () => field.focus(),
      show: (shown) => (field.type = shown ? "text" : "password"),
      onInput: (action) => field.addEventListener("input", action),
      onEnter: (action) => field.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && action()),
    };
  }

  // One box to tick that shows what is typed in all of these fields.
  function shower(...fields) {
    const id = uniqueName();
    const box = make("input", { type: "checkbox", id, autocomplete: "off" });
    box.addEventListener("change", () => fields.forEach((field) => field.show(box.checked)));
    return {
      element: make("label", { class: "sb-pick sb-quiet", for: id }, box, make("span", {}, "Show what I type")),
      hide() {
        box.checked = false;
        fields.forEach((field) => field.show(false));
      },
    };
  }

  // An answer of the notebook may come while someone is already writing elsewhere: the focus stays where they write,
  // or their next letters would be lost.
  const WRITABLE = "textarea, select, [contenteditable=true], input:not([type=radio], [type=checkbox], [type=file])";
  function turnTo(place) {
    if (!document.activeElement?.matches(WRITABLE)) place.focus();
  }

  const of = (kind, prompt, answers, ends) => (kind === "text" ? text(prompt) : pick(prompt, answers, ends, kind));

  return { of, text, pick, passphrase, shower, turnTo };
})();
