// Quick check: all of it happens in the page. The model holds the questions; no answer is ever written to it.
const { make, uniqueName, keepKeys, inWords } = sbKit;

const share = (some, all) => `${inWords(some)} of ${inWords(all).toLowerCase()}`;

// What is said about one choice stands beside it, and only once it has been checked.
function remark(id) {
  const element = make("p", { class: "sb-remark", id, hidden: true });
  return {
    element,
    say(text, right) {
      element.textContent = text;
      element.dataset.right = String(right);
      element.hidden = false;
      return text;
    },
    clear() {
      element.hidden = true;
      element.textContent = "";
    },
  };
}

// Each kind below makes its controls and answers four calls:
// trouble() a sentence if there is nothing to judge; judge() { right, verdict, remarks };
// clear() takes the remarks away; restart() goes back to the beginning and puts the focus there.

function choices(question, id) {
  const several = question.kind === "several";
  const rows = question.choices.map((choice, index) => {
    const said = remark(`${id}-said-${index}`);
    const input = make("input", {
      type: several ? "checkbox" : "radio",
      name: id,
      id: `${id}-${index}`,
      autocomplete: "off",
      "aria-describedby": said.element.id,
    });
    const label = make("label", { class: "sb-choice", for: input.id }, input, make("span", {}, choice.text));
    return { choice, input, said, element: make("li", {}, label, said.element) };
  });
  const clear = () => rows.forEach(({ said }) => said.clear());
  const verdict = (right) => {
    if (right) return "Right.";
    if (!several) return "Not yet.";
    const missing = rows.filter(({ choice, input }) => choice.right && !input.checked).length;
    const odd = rows.filter(({ choice, input }) => !choice.right && input.checked).length;
    const parts = [];
    if (odd) parts.push(`${inWords(odd)} of your choices ${odd > 1 ? "do" : "does"} not belong here.`);
    if (missing) parts.push(`${inWords(missing)} that ${missing > 1 ? "belong are" : "belongs is"} still missing.`);
    return parts.join(" ");
  };
  return {
    hint: several ? "Choose all that fit." : "Choose one.",
    element: make("ul", { class: "sb-rows", role: "list" }, ...rows.map((row) => row.element)),
    trouble: () => (rows.some(({ input }) => input.checked) ? "" : "Choose an answer first, then check."),
    judge() {
      const right = rows.every(({ choice, input }) => choice.right === input.checked);
      // Once all is right, the choices that were rightly left out give their reason too.
      const remarks = rows
        .filter(({ input }) => input.checked || (right && several))
        .map(({ choice, said }) => said.say(choice.feedback, choice.right));
      return { right, verdict: verdict(right), remarks };
    },
    clear,
    restart() {
      rows.forEach(({ input }) => (input.checked = false));
      rows[0].input.focus();
    },
  };
}

function order(question, id, announce) {
  const rows = question.items.map((item, index) => {
    const said = remark(`${id}-said-${index}`);
    const place = make("span", { class: "sb-place", "aria-hidden": "true" });
    const mover = (step, name, sign) =>
      make(
        "button",
        { type: "button", class: "sb-button sb-mover", "aria-label": `Move ${name}: ${item.text}`,
          onclick: (event) => move(row, step, event.currentTarget) },
        make("span", { "aria-hidden": "true" }, sign),
      );
    const up = mover(-1, "up", "↑");
    const down = mover(1, "down", "↓");
    const text = make("span", { class: "sb-order-text" }, item.text);
    const line = make("div", { class: "sb-order" }, place, text, make("span", { class: "sb-movers" }, up, down));
    const row = { item, said, place, up, down, element: make("li", {}, line, said.element) };
    return row;
  });
  let shown = [...rows];
  const list = make("ol", { class: "sb-rows", role: "list" });
  const lay = () => {
    shown.forEach((row, index) => {
      row.place.textContent = `${index + 1}`;
      // aria-disabled and not disabled: a button that reaches the end keeps the focus.
      row.up.setAttribute("aria-disabled", String(index === 0));
      row.down.setAttribute("aria-disabled", String(index === shown.length - 1));
    });
    list.replaceChildren(...shown.map((row) => row.element));
  };
  const move = (row, step, button) => {
    const from = shown.indexOf(row);
    const to = from + step;
    if (to < 0 || to >= shown.length) return;
    shown.splice(from, 1);
    shown.splice(to, 0, row);
    lay();
    button.focus();
    list.dispatchEvent(new Event("change", { bubbles: true }));
    announce(`${row.item.text}: now ${to + 1} of ${shown.length}.`);
  };
  lay();
  return {
    hint: "First at the top. Move a line with its two arrow buttons.",
    element: list,
    trouble: () => "",
    judge() {
      const inPlace = shown.filter((row, index) => row.item.place === index + 1).length;
      const remarks = shown.map((row, index) => {
        const at = index + 1;
        if (row.item.place === at) return row.said.say(row.item.feedback, true);
        return row.said.say(row.item.place < at ? "Earlier than this." : "Later than this.", false);
      });
      const right = inPlace === shown.length;
      const verb = inPlace > 1 ? "stand" : "stands";
      return { right, verdict: right ? "Right." : `${share(inPlace, shown.length)} ${verb} in place.`, remarks };
    },
    clear: () => rows.forEach(({ said }) => said.clear()),
    restart() {
      shown = [...rows];
      lay();
      shown[0].down.focus();
    },
  };
}

function match(question, id) {
  const rows = question.items.map((item, index) => {
    const said = remark(`${id}-said-${index}`);
    const select = make(
      "select",
      { class: "sb-field", id: `${id}-${index}`, autocomplete: "off", "aria-describedby": said.element.id },
      make("option", { value: "" }, "Choose …"),
      ...Object.entries(question.targets).map(([value, text]) => make("option", { value }, text)),
    );
    const line = make("div", { class: "sb-match" }, make("label", { for: select.id }, item.text), select);
    return { item, said, select, element: make("li", {}, line, said.element) };
  });
  return {
    hint: "Choose a partner for each line.",
    element: make("ul", { class: "sb-rows", role: "list" }, ...rows.map((row) => row.element)),
    trouble() {
      const open = rows.filter(({ select }) => !select.value).length;
      return open ? `Choose a partner for each line first; ${open} of ${rows.length} still wait for one.` : "";
    },
    judge() {
      const remarks = rows.map(({ item, said, select }) =>
        said.say(item.feedback[select.value], select.value === item.answer),
      );
      const fit = rows.filter(({ item, select }) => select.value === item.answer).length;
      const right = fit === rows.length;
      return { right, verdict: right ? "Right." : `${share(fit, rows.length)} ${fit > 1 ? "fit" : "fits"}.`, remarks };
    },
    clear: () => rows.forEach(({ said }) => said.clear()),
    restart() {
      rows.forEach(({ select }) => (select.value = ""));
      rows[0].select.focus();
    },
  };
}

// A number as people write it: comma or point, a true minus sign, the unit or the start of it after the number.
function readNumber(text, unit) {
  const found = /^([-−+]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(\p{L}*)\.?$/u.exec(text.trim());
  if (!found || !unit.toLowerCase().startsWith(found[2].toLowerCase())) return NaN;
  return Number(found[1].replace(",", ".").replace("−", "-"));
}

function number(question, id) {
  const { min, max } = question.accepted;
  const said = remark(`${id}-said`);
  const input = make("input", {
    class: "sb-field sb-number", id: `${id}-number`, type: "text", inputmode: "decimal", autocomplete: "off",
    spellcheck: "false", "aria-describedby": said.element.id,
  });
  const label = make("label", { for: input.id }, "Your number");
  const line = make("div", { class: "sb-row sb-number-line" }, label, input, make("span", { class: "sb-unit" }, question.unit));
  const invalid = (is) => input.setAttribute("aria-invalid", String(is));
  return {
    hint: `A number in ${question.unit}, with a comma or a point if it needs one.`,
    element: make("div", {}, line, said.element),
    trouble() {
      const value = readNumber(input.value, question.unit);
      invalid(true);
      if (!input.value.trim()) return `Write a number of ${question.unit} first, then check.`;
      if (Number.isNaN(value)) {
        return `“${input.value.trim()}” cannot be read as a number of ${question.unit}. Write digits, as in 7 or 7.5.`;
      }
      if (value < min || value > max) {
        return `${value} is out of range. This question takes ${min} to ${max} ${question.unit}.`;
      }
      invalid(false);
      return "";
    },
    judge() {
      const value = readNumber(input.value, question.unit);
      const right = Math.abs(value - question.answer) <= question.tolerance;
      const mistake = (question.mistakes ?? []).find(({ near, within }) => Math.abs(value - near) <= within);
      const { feedback } = question;
      const text = right ? feedback.right : (mistake?.feedback ?? (value < question.answer ? feedback.low : feedback.high));
      return { right, verdict: right ? "Right." : "Not yet.", remarks: [said.say(text, right)] };
    },
    clear() {
      said.clear();
      invalid(false);
    },
    restart() {
      input.value = "";
      input.focus();
    },
  };
}

const KINDS = { single: choices, several: choices, order, match, number };

function questionBlock(question, index) {
  const id = uniqueName();
  // Words for the eye and, after them, the remarks for a screen reader, which the eye reads beside each choice.
  const status = make("div", { class: "sb-verdict", role: "status" });
  const announce = (text) => status.replaceChildren(make("span", { class: "sb-for-screen-readers" }, text));
  const kind = KINDS[question.kind](question, id, announce);
  const check = make("button", { type: "button", class: "sb-button sb-button--main" }, "Check");
  const again = make("button", { type: "button", class: "sb-button", hidden: true }, "Try again");

  const forget = () => {
    kind.clear();
    status.replaceChildren();
  };
  const judge = () => {
    forget();
    const trouble = kind.trouble();
    if (trouble) {
      status.dataset.right = "false";
      status.replaceChildren(trouble);
      return;
    }
    const { right, verdict, remarks } = kind.judge();
    status.dataset.right = String(right);
    status.replaceChildren(verdict, make("span", { class: "sb-for-screen-readers" }, ` ${remarks.join(" ")}`));
    again.hidden = false;
  };
  check.addEventListener("click", judge);
  again.addEventListener("click", () => {
    forget();
    kind.restart();
    again.hidden = true;
  });
  const block = make(
    "fieldset",
    { class: "sb-question", "data-question": question.id, onchange: forget, oninput: forget },
    make("legend", {}, make("span", { class: "sb-number-of" }, `${index + 1}`), make("span", {}, question.question)),
    make(
      "div",
      { class: "sb-answer" },
      make("p", { class: "sb-quiet" }, kind.hint),
      kind.element,
      make("div", { class: "sb-row sb-checks" }, check, again, status),
    ),
  );
  block.addEventListener("keydown", (event) => {
    const typed = event.target.matches("input[type=text], input[type=radio], input[type=checkbox]");
    if (event.key === "Enter" && typed) {
      event.preventDefault();
      judge();
    }
  });
  return block;
}

function render({ model, el }) {
  const leaving = new AbortController();
  const title = make("h3", { class: "sb-title", id: uniqueName() }, model.get("title"));
  const questions = model.get("questions");
  const many = questions.length === 1 ? "One question" : `${inWords(questions.length)} questions`;
  const root = make(
    "div",
    { class: "sb sb-quick-check", role: "group", "aria-labelledby": title.id },
    make("p", { class: "sb-eyebrow" }, "Quick check"),
    title,
    make("p", { class: "sb-quiet" }, `${many}. Nothing is graded and nothing is kept: reload the page and they are new.`),
    ...questions.map(questionBlock),
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
