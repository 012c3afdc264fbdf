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

// Each kind below has a control, a remark beside each choice, and answers two calls: trouble() a sentence if there is nothing
// to judge; judge() { right, verdict, remarks }.

function choices(question, id) {
  const several = question.kind === "several";
  const said = question.choices.map((_, index) => remark(`${id}-said-${index}`));
  const control = sbControls.choices(question.choices.map(({ text }) => text), { several, aside: (index) => said[index].element });
  const chosen = () => [control.value() ?? []].flat();
  const verdict = (right, picked) => {
    if (right) return "Right.";
    if (!several) return "Not yet.";
    const missing = question.choices.filter((choice, index) => choice.right && !picked.includes(index)).length;
    const odd = picked.filter((index) => !question.choices[index].right).length;
    const parts = [];
    if (odd) parts.push(`${inWords(odd)} of your choices ${odd > 1 ? "do" : "does"} not belong here.`);
    if (missing) parts.push(`${inWords(missing)} that ${missing > 1 ? "belong are" : "belongs is"} still missing.`);
    return parts.join(" ");
  };
  return {
    control,
    said,
    trouble: () => (chosen().length ? "" : "Choose an answer first, then check."),
    judge() {
      const picked = chosen();
      const right = question.choices.every((choice, index) => choice.right === picked.includes(index));
      // Once all is right, the choices that were rightly left out give their reason too.
      const remarks = question.choices.flatMap((choice, index) =>
        picked.includes(index) || (right && several) ? [said[index].say(choice.feedback, choice.right)] : [],
      );
      return { right, verdict: verdict(right, picked), remarks };
    },
  };
}

function order(question, id, announce) {
  const said = question.items.map((_, index) => remark(`${id}-said-${index}`));
  const control = sbControls.order(question.items.map(({ text }) => text), { announce, aside: (index) => said[index].element });
  return {
    control,
    said,
    trouble: () => "",
    judge() {
      const shown = control.value();
      const remarks = shown.map((index, place) => {
        const item = question.items[index];
        if (item.place === place + 1) return said[index].say(item.feedback, true);
        return said[index].say(item.place <= place ? "Earlier than this." : "Later than this.", false);
      });
      const inPlace = shown.filter((index, place) => question.items[index].place === place + 1).length;
      const right = inPlace === shown.length;
      const verb = inPlace > 1 ? "are" : "is";
      return { right, verdict: right ? "Right." : `${share(inPlace, shown.length)} ${verb} in the right place.`, remarks };
    },
  };
}

function match(question, id) {
  const { items } = question;
  const targets = Object.keys(question.targets);
  const said = items.map((_, index) => remark(`${id}-said-${index}`));
  const control = sbControls.match(items.map(({ text }) => text), Object.values(question.targets), { aside: (index) => said[index].element });
  return {
    control,
    said,
    trouble() {
      const open = control.value().filter((target) => target === null).length;
      return open ? `Choose a match for each line first; ${open} of ${items.length} ${open === 1 ? "has" : "have"} none yet.` : "";
    },
    judge() {
      const chosen = control.value().map((place) => targets[place]);
      const remarks = items.map((item, index) => said[index].say(item.feedback[chosen[index]], chosen[index] === item.answer));
      const fit = items.filter((item, index) => chosen[index] === item.answer).length;
      const right = fit === items.length;
      return { right, verdict: right ? "Right." : `${share(fit, items.length)} ${fit > 1 ? "fit" : "fits"}.`, remarks };
    },
  };
}

function number(question, id) {
  const { unit, accepted: { min, max } } = question;
  const said = [remark(`${id}-said`)];
  const control = sbControls.numbers(["Your number"], unit, { aside: () => said[0].element });
  const trouble = () => {
    const [value] = control.value();
    if (value === null) return `Write a number of ${unit} first, then check.`;
    if (Number.isNaN(value)) return control.trouble(0);
    if (value < min || value > max) return `${value} is out of range. This question takes ${min} to ${max} ${unit}.`;
    return "";
  };
  return {
    control,
    said,
    trouble() {
      const sentence = trouble();
      control.invalid(0, Boolean(sentence));
      return sentence;
    },
    judge() {
      const [value] = control.value();
      const right = Math.abs(value - question.answer) <= question.tolerance;
      const mistake = (question.mistakes ?? []).find(({ near, within }) => Math.abs(value - near) <= within);
      const { feedback } = question;
      const text = right ? feedback.right : (mistake?.feedback ?? (value < question.answer ? feedback.low : feedback.high));
      return { right, verdict: right ? "Right." : "Not yet.", remarks: [said[0].say(text, right)] };
    },
    clear: () => control.invalid(0, false),
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
    kind.said.forEach((one) => one.clear());
    kind.clear?.();
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
    kind.control.set(null);
    kind.control.focus();
    again.hidden = true;
  });
  const block = make(
    "fieldset",
    { class: "sb-question", "data-question": question.id, onchange: forget, oninput: forget },
    make("legend", {}, make("span", { class: "sb-number-of" }, `${index + 1}`), make("span", {}, question.question)),
    make(
      "div",
      { class: "sb-answer" },
      make("p", { class: "sb-quiet" }, kind.control.hint),
      kind.control.element,
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
    make("p", { class: "sb-quiet" }, `${many}. Nothing is graded and nothing is kept: reload the page to start again.`),
    ...questions.map(questionBlock),
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
