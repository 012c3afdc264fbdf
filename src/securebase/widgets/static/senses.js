// The five steps, for the widget of grounding and for the pause corner. Where someone is in them is in the page alone.
const sbSenses = (() => {
  const { make } = sbKit;
  const CLOSED = -1;

  function mount(settings) {
    const { steps } = settings;
    const end = steps.length;
    let place = CLOSED;

    const marks = steps.map(() => make("span"));
    const count = make("p", { class: "sb-quiet" });
    const sense = make("p", { class: "sb-senses-name" });
    const text = make("p", {});
    const page = make("div", { class: "sb-senses-page", role: "status", "aria-atomic": "true" }, count, sense, text);
    const main = make("button", { type: "button", class: "sb-button sb-button--main", onclick: () => go(place + 1) });
    const back = make("button", { type: "button", class: "sb-button", onclick: () => go(place - 1) }, "Back");
    const stop = make("button", { type: "button", class: "sb-button sb-button--plain", onclick: () => halt() }, "Stop here");

    function show(words, name = "") {
      const within = place > CLOSED && place < end;
      count.textContent = within ? `Step ${place + 1} of ${end}` : "";
      sense.textContent = name;
      text.textContent = words;
      marks.forEach((mark, step) => mark.toggleAttribute("data-done", step <= place));
      main.textContent = place === CLOSED ? "Begin" : place === end - 1 ? "Finish" : within ? "Next" : "Begin again";
      // A button that goes away does not take the focus along.
      if (!within && stop.matches(":focus")) main.focus();
      back.setAttribute("aria-disabled", String(place === 0));
      back.hidden = place === CLOSED;
      stop.hidden = !within;
    }
    function go(wanted) {
      if (wanted < 0) return;
      place = wanted > end ? 0 : wanted;
      if (place === end) show(settings.end);
      else show(steps[place].invitation, steps[place].sense);
    }
    function halt() {
      if (place <= CLOSED || place >= end) return;
      place = CLOSED;
      show(settings.stopped);
    }
    show(settings.start);

    const element = make(
      "div",
      { class: "sb-senses" },
      make("p", { class: "sb-senses-safety" }, settings.safety),
      make("div", { class: "sb-senses-marks", "aria-hidden": "true" }, ...marks),
      page,
      make("div", { class: "sb-row" }, main, back, stop),
      make("p", { class: "sb-quiet sb-senses-sure" }, settings.evidence),
    );
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || place <= CLOSED || place >= end) return;
      event.stopPropagation();
      halt();
      main.focus();
    });
    return { element, focus: () => main.focus(), leave() {} };
  }

  return { mount };
})();
