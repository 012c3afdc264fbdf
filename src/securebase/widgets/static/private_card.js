// The card of everything personal: a question, Keep, Not today, Close, and a line that says where things stand.
const sbPrivateCard = (() => {
  const { make, keepKeys } = sbKit;
  const SILENT = "The notebook has not answered yet, so this is not kept so far. What you wrote is still in the box. " +
    "If nothing changes, copy it and then run this cell again.";
  const NOT_YET = "This is not kept yet. What you wrote is still in the box: open it to go on.";
  const DECLINED = "That is an answer too.";
  const NOT_COUNTED = "The exercise has not noted this step: the notebook does not answer. Run its first cell and this one again.";
  const LOOK_UP = "If you like, look up from the screen for a moment before you read on.";

  const button = (text, action, look = "") => make("button", { type: "button", class: `sb-button ${look}`, onclick: action }, text);

  // The frame alone, for components with other contents: their keys and their pastes are their own.
  function frame(attributes, ...children) {
    const leaving = new AbortController();
    const root = make(
      "div",
      // JupyterLab's own menu would hide the browser's, with its cut and paste.
      { class: "sb sb-card sb-private", role: "group", "data-jp-suppress-context-menu": true, ...attributes },
      make("p", { class: "sb-eyebrow" }, "For you alone"),
      ...children,
    );
    keepKeys(root, leaving.signal);
    // JupyterLab may read copies and pastes as ones of cells.
    for (const kindOfEvent of ["copy", "cut", "paste"]) {
      root.addEventListener(kindOfEvent, (event) => event.stopPropagation());
    }
    return { root, leave: () => leaving.abort() };
  }

  function statusLine() {
    const element = make("p", { class: "sb-private-status", role: "status" });
    return {
      element,
      say(text, state = "") {
        element.textContent = text;
        element.dataset.state = state;
      },
    };
  }

  const notKept = (answer) =>
    answer.sentence
      ? `${answer.sentence} What you wrote is still in the box.`
      : `This could not be kept (${answer.because}). What you wrote is still in the box. Try again, or copy it to a safe place first.`;

  // `refused(answer)` may take over when something was not kept: it returns true if it did.
  // `close` is the sentence after Close, and `onClose` is called with it; `buttons` stand between Not today and Close.
  // `own` is an input of the component's own, in place of the model's kind.
  function mount(
    model,
    letters,
    { refused = () => false, close = LOOK_UP, onClose = () => {}, hint = "", above = [], below = [], buttons = [], own = null } = {},
  ) {
    const keeps = model.get("keeps");
    const input = own ?? sbInputs.of(model.get("kind"), model.get("prompt"), model.get("answers"), model.get("ends"));
    const { element: status, say } = statusLine();
    const underWay = new Set(); // what is on its way, as text: pressing Keep twice must not keep it twice
    let kept = null;
    let declined = false; // Not today was pressed after Keep
    let onReopen = () => {};
    const entered = () => JSON.stringify(input.value());

    async function keep() {
      const value = input.value();
      if (value === null) return say(input.missing);
      const letter = JSON.stringify(value);
      if (letter === kept) return say("This is kept already. If you change it, Keep adds the new version.", "kept");
      if (underWay.has(letter)) return say(`This is on its way. ${SILENT}`);
      underWay.add(letter);
      declined = false;
      say("Keeping …");
      const answer = await letters.ask("keep", { value, onSilence: () => say(SILENT, "not-kept") });
      underWay.delete(letter);
      if (answer.event === "kept") isKept(letter, answer.sentence);
      else if (declined) say("");
      else if (open.hidden) {
        // The box stays shut, for someone may have come in; what there is to do waits inside.
        words.textContent = NOT_YET;
        onReopen = () => refused(answer) || say(notKept(answer), "not-kept");
      } else if (!refused(answer)) say(notKept(answer), "not-kept");
    }
    function isKept(letter, sentence) {
      const still = entered() === letter;
      if (still) kept = letter;
      say(sentence + (still ? "" : " What you have changed since is not kept yet."), "kept");
      if (!open.hidden) return;
      words.textContent = status.textContent;
      if (still) forget();
    }
    function forget() {
      input.empty();
      kept = null;
      say("");
    }

    const open = make("div", { class: "sb-private-open" });
    const shut = make("div", { class: "sb-private-shut", hidden: true });
    const words = make("p", { tabindex: "-1", "aria-live": "polite" });
    const shutWith = (text) => {
      onClose();
      words.textContent = text;
      open.hidden = true;
      shut.hidden = false;
      words.focus();
    };
    const shutBox = () => {
      if (kept !== null && entered() === kept) {
        forget();
        return shutWith(`Closed, and what you kept is where you kept it. ${close}`);
      }
      const still = " What you entered is still in the box until you leave this page.";
      const waits = " The notebook has not answered yet; here you are told when it is kept.";
      return shutWith(`Closed.${input.value() === null ? "" : underWay.size ? waits : still} ${close}`);
    };
    const reopen = () => {
      declined = false;
      shut.hidden = true;
      open.hidden = false;
      input.focus();
      onReopen();
      onReopen = () => {};
    };
    const notToday = async () => {
      declined = true;
      shutWith(DECLINED);
      if (!model.get("counts")) return;
      const tell = (more) => declined && (words.textContent = `${DECLINED} ${more}`.trim());
      const answer = await letters.ask("not today", { onSilence: () => tell(NOT_COUNTED) });
      tell(answer.event === "counted" ? answer.sentence : NOT_COUNTED);
    };

    const where = make("p", { class: "sb-quiet sb-private-where" }, model.get("where"));
    const row = make(
      "div",
      { class: "sb-row" },
      keeps ? button("Keep", keep, "sb-button--main") : "",
      button("Not today", notToday),
      ...buttons,
      button("Close", shutBox, "sb-button--plain"),
    );
    const hints = hint ? [make("p", { class: "sb-quiet sb-hint" }, hint)] : [];
    open.append(...above, input.element, ...hints, where, row, status, ...below);
    shut.append(words, button("Open the box again", reopen, "sb-button--plain"));
    // What was kept is what was there at the time: once it changes, "kept" is no longer true of all of it.
    input.element.addEventListener("input", () => {
      if (status.textContent) say("");
    });
    const { root, leave } = frame({ "aria-label": "For you alone", "data-prompt": model.get("prompt_id") }, open, shut);
    return { root, leave, keep, say, input, where };
  }

  return { mount, frame, statusLine, button, notKept };
})();
