// One graded question. The page holds what is chosen; Keep sends it whole, once, and what is kept comes back from the disk.
const { make, uniqueName, keepKeys } = sbKit;

const SILENT = "The notebook has not answered yet, so this is not kept. What you entered is still here. If nothing changes, run "
  + "the notebook's first cell and then this one again.";
const NOTHING = "Not kept: there is nothing here yet, or something is still missing.";

const places = (names, value) => value.map((name) => names.indexOf(name));
const filled = (items, values) => {
  const pairs = items.map((item, index) => [item, values[index]]).filter(([, value]) => value !== null);
  return pairs.length ? Object.fromEntries(pairs) : null;
};

// What cannot be read as a number is said here and sent nowhere.
class NoNumber extends Error {}

function numbers(question, items) {
  const { unit } = question;
  const single = !items.length;
  const names = single ? ["number"] : items.map(([name]) => name);
  const labels = single ? ["Your number"] : items.map(([, text]) => text);
  const control = { ...sbControls.numbers(labels, unit), hint: "For decimals, use a comma or a point." };
  const read = () => {
    const values = control.value();
    values.forEach((value, index) => control.invalid(index, Number.isNaN(value)));
    const wrong = values.findIndex((value) => Number.isNaN(value));
    if (wrong < 0) return filled(names, values);
    throw new NoNumber(`Not kept. ${control.trouble(wrong)}`);
  };
  return {
    control,
    value: () => (single ? (read()?.number ?? null) : read()),
    set: (answer) => control.set(single ? [answer] : names.map((name) => answer[name])),
    notes: control.notes,
  };
}

// By kind: the control, and how its places become the answer's names and back.
const KINDS = {
  number: (question) => numbers(question, []),
  numbers: (question) => numbers(question, question.items),
  choice({ options }) {
    const names = options.map(([name]) => name);
    const control = sbControls.choices(options.map(([, text]) => text));
    return { control, value: () => names[control.value()] ?? null, set: (answer) => control.set(names.indexOf(answer)) };
  },
  choices({ options }) {
    const names = options.map(([name]) => name);
    const control = sbControls.choices(options.map(([, text]) => text), { several: true });
    return { control, value: () => control.value().map((index) => names[index]), set: (answer) => control.set(places(names, answer)) };
  },
  order({ options }, announce) {
    const names = options.map(([name]) => name);
    const control = sbControls.order(options.map(([, text]) => text), { announce });
    return { control, value: () => control.value().map((index) => names[index]), set: (answer) => control.set(places(names, answer)) };
  },
  match({ items, options }) {
    const names = options.map(([name]) => name);
    const asked = items.map(([name]) => name);
    const lines = items.map(([, text], index) => `${index + 1}. ${text}`);
    const control = sbControls.match(lines, options.map(([, text]) => text), { hint: "Choose what fits each line." });
    return {
      control,
      value: () => filled(asked, control.value().map((index) => (index === null ? null : names[index]))),
      set: (answer) => control.set(asked.map((item) => (item in answer ? names.indexOf(answer[item]) : null))),
    };
  },
  attest: () => ({ control: { hint: "", element: "" }, value: () => true, set: () => {} }),
};

function render({ model, el }) {
  const leaving = new AbortController();
  const letters = sbLetters.correspond(model);
  const question = model.get("question");
  const live = make("span", { class: "sb-for-screen-readers", role: "status" });
  const kind = KINDS[question.kind](question, (text) => (live.textContent = text));
  const status = make("p", { class: "sb-panel-status", role: "status" });
  const found = make("div", { class: "sb-panel-found", role: "status" });
  const say = (text) => (status.textContent = text);
  let changed = false; // whether there is something here that Keep has not sent

  const show = () => {
    const answer = model.get("answer");
    if (!changed && answer !== null) kind.set(answer);
    if (!changed) say(model.get("said"));
  };
  const change = () => {
    changed = true;
    found.replaceChildren();
    say(`Changed. Press “${question.keep}” to keep it.`);
  };

  // What is here, or null with the reason said.
  function entered() {
    try {
      const value = kind.value();
      if (value === null) say(NOTHING);
      return value;
    } catch (error) {
      if (!(error instanceof NoNumber)) throw error;
      say(error.message);
      return null;
    }
  }

  async function send(ask, value) {
    const sent = changed;
    changed = false;
    const notes = kind.notes?.() ?? [];
    const answer = await letters.ask(ask, { value, onSilence: () => say(SILENT) });
    if (answer.event === "done") {
      if (changed) return answer;
      show();
      if (value !== null) say([...notes, model.get("said")].join(" "));
    } else {
      changed ||= sent;
      say(answer.sentence ?? `Not kept (${answer.because}). What you entered is still here.`);
    }
    return answer;
  }

  async function keep() {
    const value = entered();
    if (value !== null) await send("keep", value);
  }

  async function check() {
    const value = changed ? entered() : null;
    if (changed && value === null) return;
    const { event, sentences } = await send("check", value);
    if (event === "done" && !changed) found.replaceChildren(...sentences.map((text) => make("p", {}, text)));
  }

  // The name begins with the words on the button, and says which of the page's parts it belongs to.
  const button = (text, act, look = "") =>
    make("button", { type: "button", class: `sb-button ${look}`, "aria-label": `${text}: ${question.title}`, onclick: act }, text);
  const row = make(
    "div",
    { class: "sb-row sb-panel-buttons" },
    button(question.keep, keep, "sb-button--main"),
    question.points ? button("Check this part", check) : "",
  );
  const title = make("legend", {}, question.title);
  const hint = kind.control.hint ? [make("p", { class: "sb-quiet" }, kind.control.hint)] : [];
  const root = make(
    "fieldset",
    { class: "sb sb-card sb-panel", "data-question": question.id, oninput: change, onchange: () => changed || change() },
    title, ...hint, kind.control.element, row, status, found, live,
  );
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    void keep();
  });
  keepKeys(root, leaving.signal);
  model.on("change:answer change:said", show);
  show();
  el.replaceChildren(root);
  return () => {
    leaving.abort();
    letters.leave();
    model.off("change:answer change:said", show);
  };
}

export default { render };
