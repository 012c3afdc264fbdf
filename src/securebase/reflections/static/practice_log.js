// The practice log: the plan while there is none, and then today's draw, a number, and the days so far.
function render({ model, el }) {
  const { make, uniqueName } = sbKit;
  const { button } = sbPrivateCard;
  const { turnTo } = sbInputs;
  const letters = sbLetters.correspond(model);
  const { element: status, say } = sbPrivateCard.statusLine();
  const desk = sbDesk.mount(letters, { onLook: (info) => ["open", "unlocked"].includes(info.state) || takeAwayLog() });
  const shown = make("div", { class: "sb-practice", hidden: true });
  const toggle = button("Open my practice log", () => (shown.hidden ? open() : hide()), "sb-button--main");
  let plan = null; // what is being written stays until it is kept, also where the log is hidden or locked meanwhile
  let wish = 0; // an answer to an earlier wish comes too late to be shown

  function hide() {
    wish += 1;
    desk.giveUp();
    takeAway();
  }
  function takeAway() {
    shown.replaceChildren();
    shown.hidden = true;
    toggle.textContent = "Open my practice log";
  }
  const takeAwayLog = () => shown.contains(plan?.element ?? null) || takeAway();
  function put(...children) {
    shown.replaceChildren(...children);
    shown.hidden = false;
    toggle.textContent = "Hide my practice log";
  }
  // `said` is what has just been kept: it stands there whether or not the log can be shown then.
  async function open(said = "") {
    const mine = (wish += 1);
    say(said, said && "kept");
    const answer = await desk.open("open", { onSilence: () => mine === wish && !said && say(sbDoors.SILENT) });
    if (mine !== wish) return;
    if (answer === null) return turnTo(toggle);
    if (answer.event !== "log") return said || say(sbDoors.because(answer), "not-kept");
    if (answer.letter) showLog(answer.letter);
    else showPlan();
  }

  function showPlan() {
    wish += 1;
    plan ??= sbPracticePlan.mount(begin);
    put(plan.element);
    turnTo(plan);
  }
  async function begin({ value, say: tell, again }) {
    tell("Drawing the days …");
    const answer = await letters.ask("begin", { value: value(), onSilence: () => tell(sbDoors.SILENT) });
    if (answer.event === "no journal") {
      tell("");
      const later = (said = "Not kept yet. Your plan is still here.") => tell(said);
      return desk.offerSetup({ done: again, later });
    }
    if (answer.event !== "kept") return tell(sbDoors.because(answer), "not-kept");
    const seen = shown.contains(plan.element);
    plan = null;
    if (seen) open(answer.sentence);
    else say(answer.sentence, "kept");
  }

  function numberField(log) {
    const question = `${log.measure}${log.unit ? `, in ${log.unit}` : ""}`;
    if (!log.unit) return sbInputs.pick(question, Array.from({ length: 11 }, (_, number) => String(number)), ["", ""], "rating");
    const id = uniqueName();
    const field = make("input", { id, type: "text", inputmode: "decimal", class: "sb-field sb-count", autocomplete: "off" });
    return {
      element: make("div", {}, make("label", { class: "sb-prompt", for: id }, question), field),
      value() {
        const number = Number(field.value.trim().replace(",", ".").replace("−", "-"));
        return field.value.trim() && Number.isFinite(number) ? number : null;
      },
      missing: "There is no number yet. Write one, such as 2.5.",
      focus: () => field.focus(),
    };
  }

  function showLog(log) {
    const past = log.days.filter((day) => day.practised !== null);
    const over = log.today > log.days.length;
    const today = over ? null : log.days[log.today - 1];
    const title = make("h3", { class: "sb-title", tabindex: "-1" }, over ? "The 14 days are over" : `Day ${log.today} of ${log.days.length}: ${today.practised ? "with the practice" : "without the practice"}`);
    const dayId = uniqueName();
    const chosen = make("select", { id: dayId, class: "sb-field", autocomplete: "off" }, ...past.map((day, index) => make("option", { value: day.day }, `Day ${index + 1}, ${day.words}`)));
    chosen.selectedIndex = past.length - 1;
    const input = numberField(log);
    let working = false;
    async function keep() {
      if (working) return;
      const number = input.value();
      if (number === null) return say(input.missing);
      working = true;
      say("Keeping …");
      const value = { plan: log.plan, day: chosen.value, number, rating: !log.unit };
      const answer = await letters.ask("number", { value, onSilence: () => say(sbDoors.SILENT) });
      working = false;
      if (answer.event !== "kept") return say(sbPrivateCard.notKept(answer), "not-kept");
      // Someone may have gone on to another day, or hidden the log, before the answer came.
      const unchanged = shown.contains(title) && input.value() === number && chosen.value === value.day;
      if (unchanged) open(answer.sentence);
      else say(answer.sentence, "kept");
    }
    const cells = past.map((day, index) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, String(index + 1)),
        make("td", {}, day.words),
        make("td", {}, day.practised ? "with" : "without"),
        make("td", {}, day.number === null ? "—" : String(day.number)),
      ),
    );
    const again = button("Plan a new log", () => showPlan(), "sb-button--plain");
    put(
      title,
      make("p", {}, make("strong", {}, "The practice: "), log.practice),
      make("p", {}, make("strong", {}, "You stop if: "), log.stop),
      make("div", { class: "sb-plan" }, make("div", { class: "sb-passphrase-row" }, make("label", { for: dayId }, "The day"), chosen), input.element, make("div", { class: "sb-row" }, button("Keep", keep, "sb-button--main"), button("Not today", () => { hide(); say("That is an answer too. The day is left out, and it costs nothing."); toggle.focus(); }))),
      make(
        "table",
        { class: "sb-days" },
        make("caption", { class: "sb-quiet" }, "The days so far. Days to come stay closed until they come."),
        make("thead", {}, make("tr", {}, ...["Day", "Date", "Practice", "Number"].map((name) => make("th", { scope: "col" }, name)))),
        make("tbody", {}, ...cells),
      ),
      make("div", { class: "sb-row" }, again),
      make("p", { class: "sb-quiet" }, "A new plan begins anew; this one stays in your journal."),
    );
    turnTo(title);
  }

  const { root, leave } = sbPrivateCard.frame(
    { "aria-label": "Your practice log", "data-part": "practice-log" },
    make("p", { class: "sb-title" }, "Your practice log"),
    make("p", { class: "sb-timeline-what" }, "One practice, one number a day, 14 days in random order. It is kept in your journal and shown on this page only."),
    desk.slot,
    make("div", { class: "sb-row" }, toggle),
    desk.below,
    status,
    shown,
  );
  el.replaceChildren(root);
  return () => {
    hide();
    desk.clear();
    leave();
    letters.leave();
  };
}

export default { render };
