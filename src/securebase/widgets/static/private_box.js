// Private box: what is entered here is in the page and nowhere else. It is no part of the model, because a model's
// state is copied into the kernel, into messages and, with "save widget state" on, into the notebook file.
const { make, uniqueName, keepKeys } = sbKit;

const PATIENCE = 5000; // milliseconds without an answer before the box says so

function textInput(id, prompt) {
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

function pickInput(id, prompt, answers, ends, kind) {
  const isRating = kind === "rating";
  const isSeveral = kind === "several";
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

// Sends the value once for each press and hears the answer to that press only.
function keeper(model, onAnswer, onSilence) {
  let number = 0;
  let timer = null;
  const hear = (message) => {
    if (message?.number !== number) return;
    clearTimeout(timer);
    onAnswer(message);
  };
  model.on("msg:custom", hear);
  return {
    keep(value) {
      // Counted from a random start: two views of one box hear the same answers.
      number = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
      const letter = new TextEncoder().encode(JSON.stringify(value));
      clearTimeout(timer);
      timer = setTimeout(onSilence, PATIENCE);
      model.send({ ask: "keep", number }, undefined, [letter.buffer]);
    },
    leave() {
      clearTimeout(timer);
      model.off("msg:custom", hear);
    },
  };
}

function render({ model, el }) {
  const leaving = new AbortController();
  const id = uniqueName();
  const keeps = model.get("keeps");
  const kind = model.get("kind");
  const input =
    kind === "text"
      ? textInput(id, model.get("prompt"))
      : pickInput(id, model.get("prompt"), model.get("answers"), model.get("ends"), kind);

  const status = make("p", { class: "sb-private-status", role: "status" });
  const say = (text, state = "") => {
    status.textContent = text;
    status.dataset.state = state;
  };
  let kept = false;
  const letters = keeper(
    model,
    (answer) => {
      kept = answer.event === "kept";
      if (kept) say(answer.sentence, "kept");
      else {
        say(`This could not be kept (${answer.because}). What you wrote is still in the box. ` +
            "Try again, or copy it to a safe place first.", "not-kept");
      }
    },
    () => say("The notebook has not answered yet, so this is not kept so far. What you wrote is still in the box. " +
              "If nothing changes, copy it and then run this cell again.", "not-kept"),
  );

  const keep = () => {
    const value = input.value();
    if (value === null) return say(input.missing);
    kept = false;
    say("Keeping …");
    letters.keep(value);
  };
  const open = make("div", { class: "sb-private-open" });
  const shut = make("div", { class: "sb-private-shut", hidden: true });
  const words = make("p", { tabindex: "-1" });
  const shutWith = (text) => {
    words.textContent = text;
    open.hidden = true;
    shut.hidden = false;
    words.focus();
  };
  const close = () => {
    if (kept) {
      input.empty();
      kept = false;
      say("");
      return shutWith("Closed, and what you kept is where you kept it. If you like, look up from the screen for a " +
                      "moment before you read on.");
    }
    const still = input.value() === null ? "" : " What you entered is still in the box until you leave this page.";
    return shutWith(`Closed.${still} If you like, look up from the screen for a moment before you read on.`);
  };
  const reopen = () => {
    shut.hidden = true;
    open.hidden = false;
    input.focus();
  };
  const button = (text, action, look = "") =>
    make("button", { type: "button", class: `sb-button ${look}`, onclick: action }, text);

  open.append(
    input.element,
    make("p", { class: "sb-quiet sb-private-where" }, model.get("where")),
    make(
      "div",
      { class: "sb-row" },
      keeps ? button("Keep", keep, "sb-button--main") : "",
      button("Not today", () => shutWith("That is an answer too.")),
      button("Close", close, "sb-button--plain"),
    ),
    status,
  );
  shut.append(words, button("Open the box again", reopen, "sb-button--plain"));
  // What was kept is what was there at the time: once it changes, "kept" is no longer true of all of it.
  input.element.addEventListener("input", () => {
    if (!status.textContent) return;
    kept = false;
    say("");
  });

  const root = make(
    "div",
    // JupyterLab's own menu would hide the browser's, with its cut and paste.
    {
      class: "sb sb-card sb-private", role: "group", "aria-label": "For you alone",
      "data-prompt": model.get("prompt_id"), "data-jp-suppress-context-menu": true,
    },
    make("p", { class: "sb-eyebrow" }, "For you alone"),
    open,
    shut,
  );
  keepKeys(root, leaving.signal);
  // JupyterLab may read copies and pastes as ones of cells.
  for (const kindOfEvent of ["copy", "cut", "paste"]) {
    root.addEventListener(kindOfEvent, (event) => event.stopPropagation());
  }
  el.replaceChildren(root);
  return () => {
    leaving.abort();
    letters.leave();
  };
}

export default { render };
