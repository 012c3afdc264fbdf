// The pacer itself, for the widget of that name and for the pause corner. All of it happens in the page.
const sbPacer = (() => {
  const { make, uniqueName } = sbKit;
  const STEPS = 5; // of the bar that stands in for the moving shape
  const GONE = 500; // milliseconds without a place on the page
  const WORDS = { in: "In", out: "Out" };

  // Counts breaths against the clock, so that late timers do not add up.
  function metronome(lengths, onStep) {
    let timer = null;
    let count = 0;
    let due = 0;
    let length = {};
    const tick = () => {
      const place = count % (2 * STEPS);
      if (place === 0) length = lengths(); // another pace begins with another breath
      const phase = place < STEPS ? "in" : "out";
      onStep(phase, place % STEPS, length[phase]);
      count += 1;
      const step = length[phase] / STEPS;
      // A machine that slept does not catch up on the breaths in between.
      if (performance.now() - due > step) due = performance.now();
      due += step;
      timer = setTimeout(tick, Math.max(0, due - performance.now()));
    };
    return {
      start() {
        count = 0;
        due = performance.now();
        tick();
      },
      stop: () => clearTimeout(timer),
    };
  }

  function rateControl(settings, id) {
    // Hidden from screen readers, which hear it from the slider.
    const value = make("span", { class: "sb-pacer-value", "aria-hidden": "true" });
    const input = make("input", {
      type: "range", id, min: settings.slowest, max: settings.fastest, step: settings.step, value: settings.rate,
      autocomplete: "off",
    });
    const show = () => {
      value.textContent = input.value;
      input.setAttribute("aria-valuetext", `${input.value} breaths a minute`);
    };
    input.addEventListener("input", show);
    show();
    return {
      element: make(
        "div",
        {},
        make("div", { class: "sb-pacer-label" }, make("label", { for: id }, "Breaths a minute"), value),
        input,
      ),
      rate: () => Number(input.value),
    };
  }

  function tick(id, label, hint, changed = () => {}) {
    const input = make("input", { type: "checkbox", id, "aria-describedby": `${id}-hint`, autocomplete: "off" });
    input.addEventListener("change", changed);
    return {
      element: make(
        "div",
        {},
        make("label", { class: "sb-pacer-tick", for: id }, input, make("span", {}, label)),
        make("p", { class: "sb-quiet sb-pacer-hint", id: `${id}-hint` }, hint),
      ),
      on: () => input.checked,
    };
  }

  // What shows the breath: a disc in a ring, the word in its middle, and for those without motion a bar.
  function stage() {
    const word = make("p", { class: "sb-pacer-word" }, "Ready");
    const seconds = make("p", { class: "sb-quiet sb-pacer-seconds" });
    const bar = make("div", { class: "sb-pacer-bar", "aria-hidden": "true" });
    for (let step = 0; step < STEPS; step += 1) bar.append(make("span"));
    const element = make(
      "div",
      { class: "sb-pacer-stage" },
      make("div", { class: "sb-pacer-ring", "aria-hidden": "true" }, make("div", { class: "sb-pacer-disc" })),
      make("div", { class: "sb-pacer-words" }, word, seconds),
      bar,
    );
    const fill = (count) =>
      [...bar.children].forEach((one, place) => one.toggleAttribute("data-filled", place < count));
    return {
      element,
      show(phase, step, length) {
        if (step === 0) {
          word.textContent = WORDS[phase];
          seconds.textContent = `for ${Number((length / 1000).toFixed(1))} seconds`;
          element.style.setProperty("--sb-pacer-length", `${length}ms`);
          element.dataset.phase = phase;
        }
        fill(phase === "in" ? step + 1 : STEPS - step - 1);
      },
      rest() {
        // Not announced as a phase: the status line says that it stopped.
        word.setAttribute("aria-live", "off");
        word.textContent = "Ready";
        seconds.textContent = "";
        element.style.removeProperty("--sb-pacer-length");
        delete element.dataset.phase;
        fill(0);
      },
      dress(look) {
        element.dataset.look = look;
        word.setAttribute("aria-live", look === "words" ? "polite" : "off");
      },
    };
  }

  // Calls back when the browser's tab is hidden, or when another tab of JupyterLab hides the notebook.
  function whenOutOfSight(element, signal, call) {
    document.addEventListener("visibilitychange", () => document.hidden && call(), { signal });
    // Asked again after a while: a new theme takes the page away for a moment, and a page scrolled past has a width.
    let again = null;
    const sight = new IntersectionObserver(() => {
      clearTimeout(again);
      again = setTimeout(() => element.getBoundingClientRect().width === 0 && call(), GONE);
    });
    sight.observe(element);
    signal.addEventListener("abort", () => {
      clearTimeout(again);
      sight.disconnect();
    });
  }

  function mount(settings) {
    const id = uniqueName();
    const leaving = new AbortController();
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    const breath = stage();
    const rate = rateControl(settings, `${id}-rate`);
    const longer = tick(
      `${id}-longer`,
      "A longer out-breath",
      "Go by feel. How you divide a breath seems to matter little; the trials that compared it disagree.",
    );
    const words = tick(
      `${id}-words`,
      "Words only",
      "No moving shape. A screen reader says each “in” and “out”.",
      () => dress(),
    );
    const status = make("p", { class: "sb-quiet sb-pacer-status", role: "status" });
    const button = make("button", { type: "button", class: "sb-button sb-button--main", onclick: () => toggle() });

    let running = false;
    const beat = metronome(() => {
      const whole = 60000 / rate.rate();
      const out = longer.on() ? settings.longer : 0.5;
      return { in: whole * (1 - out), out: whole * out };
    }, breath.show);

    const dress = () => breath.dress(words.on() ? "words" : still.matches ? "still" : "moving");
    const say = (now, said) => {
      running = now;
      button.textContent = running ? "Stop" : "Start";
      status.textContent = said;
    };
    const stop = (said) => {
      if (!running) return;
      beat.stop();
      breath.rest();
      say(false, said);
    };
    const stopByHand = () => stop("Stopped. Let your breath go its own way for a moment.");
    const toggle = () => {
      if (running) return stopByHand();
      dress();
      say(true, "Escape stops it too.");
      beat.start();
    };
    say(false, "");
    dress();

    const panel = make(
      "div",
      { class: "sb-pacer-panel" },
      make("div", { class: "sb-row" }, button, status),
      rate.element,
      longer.element,
      words.element,
    );
    const element = make(
      "div",
      { class: "sb-pacer" },
      make("p", { class: "sb-pacer-safety" }, settings.safety),
      make("div", { class: "sb-pacer-sides" }, breath.element, panel),
    );
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !running) return;
      event.stopPropagation();
      stopByHand();
      button.focus();
    });
    still.addEventListener("change", dress, { signal: leaving.signal });
    whenOutOfSight(breath.element, leaving.signal, () =>
      stop("Stopped because this page was out of sight. Start again if you like."),
    );
    return {
      element,
      focus: () => button.focus(),
      leave() {
        beat.stop();
        leaving.abort();
      },
    };
  }

  return { mount };
})();
