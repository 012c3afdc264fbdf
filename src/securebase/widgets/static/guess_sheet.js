// What a guess of a number and a guess by choice share: title, question, two buttons, and how the sheet closes.
const sbGuessSheet = (() => {
  // `asked` goes between question and buttons; `given()` is the message to send, or a sentence on what is missing.
  function show({ model, el, asked, given }) {
    const { title, question } = model.get("sheet");
    const id = sbKit.uniqueName();
    let done = false;
    const button = (look, words) => sbKit.make("button", { type: "button", class: `sb-button ${look}` }, words);
    const look = button("sb-button--main", "Look");
    const skip = button("sb-button--plain", "Skip the prediction");
    const status = sbKit.make("p", { class: "sb-quiet", role: "status", tabindex: -1 });
    const root = sbKit.make(
      "section",
      { class: "sb sb-guess", "aria-labelledby": `${id}-title` },
      sbKit.make("p", { class: "sb-eyebrow" }, "Predict, then look"),
      sbKit.make("h3", { class: "sb-title", id: `${id}-title` }, title),
      ...question.split("\n").map((paragraph) => sbKit.make("p", {}, paragraph)),
      ...asked,
      sbKit.make("div", { class: "sb-row" }, look, skip),
      status,
    );
    el.append(root);
    const listening = new AbortController();
    sbKit.keepKeys(root, listening.signal);

    function close() {
      done = true;
      root.classList.add("sb-guess--done");
      for (const field of root.querySelectorAll("input")) field.disabled = true;
      for (const one of [look, skip]) one.setAttribute("aria-disabled", "true");
    }
    const looking = sbLooking.watch(model, status, close, "The picture is below.");

    function answer() {
      if (done) return;
      const { message, words, missing } = given();
      if (missing) status.textContent = missing;
      else looking.ask(message, `You guessed ${words}. `);
    }
    look.addEventListener("click", answer);
    skip.addEventListener("click", () => done || looking.ask({ kind: "skip" }));

    return {
      answer,
      quiet: () => (status.textContent = ""),
      leave() {
        listening.abort();
        looking.leave();
      },
    };
  }

  return { show };
})();
