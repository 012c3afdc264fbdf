// The controls with which a question is answered, in the quick check and in the exercises: to choose, to order, to match, to
// write a number, which numbers.js reads. Each says what it holds by `value()`, takes it by `set(value)`, and puts the focus on its beginning.
// `aside` makes, for an option or item by its place, what stands below it; its id describes the control.
const sbControls = (() => {
  const { make, uniqueName } = sbKit;
  const bare = () => null;
  const describedBy = (element) => element?.id ?? null;
  const rows = (tag, ...items) => make(tag, { class: "sb-rows", role: "list" }, ...items);
  const below = (element) => (element ? [element] : []);

  // One of the options (its place or null), or several (a list of places).
  function choices(options, { several = false, aside = bare } = {}) {
    const name = uniqueName();
    const inputs = [];
    const items = options.map((text, index) => {
      const said = aside(index);
      const input = make("input", {
        type: several ? "checkbox" : "radio", name, id: uniqueName(), autocomplete: "off", "aria-describedby": describedBy(said),
      });
      inputs.push(input);
      return make("li", {}, make("label", { class: "sb-choice", for: input.id }, input, make("span", {}, text)), ...below(said));
    });
    const chosen = () => inputs.flatMap((input, index) => (input.checked ? [index] : []));
    return {
      hint: several ? "Choose all that fit." : "Choose one.",
      element: rows("ul", ...items),
      value: () => (several ? chosen() : (chosen()[0] ?? null)),
      set: (value) => inputs.forEach((input, index) => (input.checked = several ? (value ?? []).includes(index) : value === index)),
      focus: () => inputs[0].focus(),
    };
  }

  // All options in an order: a list of places.
  function order(options, { announce, aside = bare } = {}) {
    const lines = options.map((text, index) => {
      const said = aside(index);
      const mover = (step, name, sign) =>
        make(
          "button",
          { type: "button", class: "sb-button sb-mover", "aria-label": `Move ${name}: ${text}`,
            onclick: (event) => move(line, step, event.currentTarget) },
          make("span", { "aria-hidden": "true" }, sign),
        );
      const place = make("span", { class: "sb-place", "aria-hidden": "true" });
      const up = mover(-1, "up", "↑");
      const down = mover(1, "down", "↓");
      const shown = make("div", { class: "sb-order" }, place, make("span", { class: "sb-order-text" }, text),
        make("span", { class: "sb-movers" }, up, down));
      const line = { index, text, place, up, down, element: make("li", {}, shown, ...below(said)) };
      return line;
    });
    const list = rows("ol");
    let now = [...lines];
    const lay = () => {
      now.forEach((line, place) => {
        line.place.textContent = `${place + 1}`;
        // aria-disabled and not disabled: a button that reaches the end keeps the focus.
        line.up.setAttribute("aria-disabled", String(place === 0));
        line.down.setAttribute("aria-disabled", String(place === now.length - 1));
      });
      list.replaceChildren(...now.map((line) => line.element));
    };
    const move = (line, step, button) => {
      const from = now.indexOf(line);
      const to = from + step;
      if (to < 0 || to >= now.length) return;
      now.splice(from, 1);
      now.splice(to, 0, line);
      lay();
      button.focus();
      list.dispatchEvent(new Event("change", { bubbles: true }));
      announce(`${line.text}: now ${to + 1} of ${now.length}.`);
    };
    lay();
    return {
      hint: "First at the top. Move a line with its two arrow buttons.",
      element: list,
      value: () => now.map(({ index }) => index),
      set(value) {
        now = value === null ? [...lines] : value.map((index) => lines[index]);
        lay();
      },
      focus: () => now[0].down.focus(),
    };
  }

  // For each item one of the options: a list of places, null where none is chosen yet.
  function match(items, options, { aside = bare, hint = "Choose a match for each line." } = {}) {
    const selects = [];
    const lines = items.map((text, index) => {
      const said = aside(index);
      const select = make(
        "select",
        { class: "sb-field", id: uniqueName(), autocomplete: "off", "aria-describedby": describedBy(said) },
        make("option", { value: "" }, "Choose …"),
        ...options.map((option, place) => make("option", { value: place }, option)),
      );
      selects.push(select);
      return make("li", {}, make("div", { class: "sb-match" }, make("label", { for: select.id }, text), select), ...below(said));
    });
    return {
      hint,
      element: rows("ul", ...lines),
      value: () => selects.map(({ value }) => (value === "" ? null : Number(value))),
      set: (value) => selects.forEach((select, index) => (select.value = value?.[index] ?? "")),
      focus: () => selects[0].focus(),
    };
  }

  // One field for each label: a list of numbers, null where a field is empty and NaN where it holds none.
  function numbers(labels, unit, { aside = bare } = {}) {
    const fields = [];
    const read = ({ value }) => (value.trim() ? sbNumbers.read(value, unit) : null);
    const lines = labels.map((text, index) => {
      const said = aside(index);
      const behind = unit ? [make("span", { class: "sb-unit", id: uniqueName() }, unit)] : [];
      const field = make("input", {
        // A keyboard for text: the number pads of phones have no minus, no / and no %.
        class: "sb-field sb-number", id: uniqueName(), type: "text", inputmode: "text", autocomplete: "off",
        spellcheck: "false", "aria-describedby": [...behind, ...below(said)].map(({ id }) => id).join(" ") || null,
      });
      fields.push(field);
      return make("div", {}, make("div", { class: "sb-row sb-number-line" }, make("label", { for: field.id }, text), field, ...behind),
        ...below(said));
    });
    return {
      hint: unit ? `A number in ${unit}. For decimals, use a comma or a point.` : "A number. For decimals, use a comma or a point.",
      element: make("div", {}, ...lines),
      value: () => fields.map((field) => read(field)?.value ?? null),
      trouble: (index) => read(fields[index])?.trouble ?? "",
      notes: () => fields.flatMap((field) => read(field)?.note || []),
      // What someone typed stays as they typed it, if that is what it means.
      set: (value) => fields.forEach((field, index) => {
        if (read(field)?.value !== value?.[index]) field.value = value?.[index] ?? "";
      }),
      invalid: (index, is) => fields[index].setAttribute("aria-invalid", String(is)),
      focus: () => fields[0].focus(),
    };
  }

  return { choices, order, match, numbers };
})();
