// The plan of a practice log: one practice, one measure, a stop rule, and how the days are drawn.
const sbPracticePlan = (() => {
  const { make, uniqueName } = sbKit;
  const { button, statusLine } = sbPrivateCard;

  function line(label, hint) {
    const id = uniqueName();
    const field = make("input", { id, type: "text", class: "sb-field sb-plan-field", autocomplete: "off", autocorrect: "off", spellcheck: "false", "data-gramm": "false", translate: "no", maxlength: "300" });
    return {
      element: make("div", { class: "sb-plan-line" }, make("label", { for: id }, label), field, make("p", { class: "sb-quiet" }, hint)),
      value: () => field.value,
      focus: () => field.focus(),
    };
  }

  // `begin` is given the plan as it is written at that moment, a line to say how it went, and itself to try again.
  function mount(begin) {
    const practice = line("The practice", "Small, and the same each time: ten slow breaths before bed; one thank-you said aloud.");
    const measure = line("What you count or rate, once a day", "One thing, at the same time of day: how tense the evening was.");
    const unit = line("Its unit", "Minutes, cups, times. Leave it empty for a rating from 0 to 10.");
    const stop = line("When you stop before the 14 days are over", "A rule you decide on now: if I sleep badly three nights in a row; if it feels wrong.");
    const plain = sbInputs.pick("How the days are drawn", ["any order", "in pairs of days"], ["", ""], "choice");
    plain.element.querySelector("input").checked = true;
    const { element: status, say } = statusLine();
    const value = () => ({
      practice: practice.value(), measure: measure.value(), unit: unit.value(), stop: stop.value(), design: plain.value(),
    });
    let working = false;
    async function go() {
      if (working) return;
      working = true;
      await begin({ value, say, again: go });
      working = false;
    }
    const element = make(
      "section",
      { "aria-label": "A plan for 14 days", class: "sb-plan" },
      make("p", {}, "For 14 days, chance decides each day: seven with the practice, seven without. You keep one number a day. Days you miss are left out, and that costs nothing."),
      practice.element,
      measure.element,
      unit.element,
      stop.element,
      plain.element,
      make("p", { class: "sb-quiet" }, "The lesson's test expects “any order”. In pairs, one of every two days has the practice."),
      make("div", { class: "sb-row" }, button("Draw the days, and begin today", go, "sb-button--main")),
      status,
    );
    return { element, focus: () => practice.focus() };
  }

  return { mount };
})();
