// One question twice. The two numbers are compared in the page alone.
function render({ model, el }) {
  const { make } = sbKit;
  const { button } = sbPrivateCard;
  const { turnTo: focusOn } = sbInputs;
  const letters = sbLetters.correspond(model);
  const { element: status, say } = sbPrivateCard.statusLine();
  const where = make("p", { class: "sb-quiet sb-private-where" });
  const desk = sbDesk.mount(letters, { onLook: (info) => (where.textContent = info.where) });
  const rows = {
    before: sbInputs.pick(`Before: ${model.get("prompt")}`, model.get("answers"), model.get("ends"), "rating"),
    after: sbInputs.pick(`After: ${model.get("prompt")}`, model.get("answers"), model.get("ends"), "rating"),
  };
  const given = {};
  let moment = "before";
  let round = 0; // an answer that comes after Begin again, or after Not today, belongs to an earlier round
  let working = false;

  const between = make("p", { class: "sb-between", tabindex: "-1" }, "Now the practice, for as long as you like. Then come back here for the second number.");
  const skip = button("I gave the first number earlier", () => turnTo("after"), "sb-button--plain");
  const open = make("div", { class: "sb-private-open" });
  const shut = make("div", { class: "sb-private-shut", hidden: true });
  const words = make("p", { tabindex: "-1", "aria-live": "polite" });

  function turnTo(next) {
    moment = next;
    rows.before.element.hidden = next === "after";
    between.hidden = next !== "after" || given.before === undefined;
    rows.after.element.hidden = next === "before";
    skip.hidden = next === "after";
    say("");
    focusOn(between.hidden ? rows[next] : between);
  }
  function shutWith(text) {
    words.textContent = text;
    open.hidden = true;
    shut.hidden = false;
    focusOn(words);
  }
  function notToday() {
    round += 1;
    shutWith("That is an answer too.");
  }
  function reopen() {
    round += 1;
    shut.hidden = true;
    open.hidden = false;
    Object.values(rows).forEach((row) => row.empty());
    delete given.before;
    turnTo("before");
  }
  async function keep() {
    const asked = moment;
    const number = rows[asked].value();
    if (number === null) return say(rows[asked].missing);
    if (working) return say("This has been sent. The notebook may be busy with another cell.");
    const mine = round;
    working = true;
    say("Keeping …");
    const answer = await letters.ask("keep", { value: [asked, number], onSilence: () => say(sbDoors.SILENT, "not-kept") });
    working = false;
    if (mine === round) answered(answer, asked, number);
    else if (answer.event !== "kept") say("");
    else if (open.hidden) words.textContent = answer.sentence;
    else say(answer.sentence, "kept");
  }
  function answered(answer, asked, number) {
    if (answer.event === "no journal") {
      say("");
      const later = (said = "Not kept yet. Your number is still chosen.") => say(said);
      return desk.offerSetup({ done: keep, later, waiting: true });
    }
    if (answer.event !== "kept") return say(sbPrivateCard.notKept(answer), "not-kept");
    given[asked] = number;
    if (asked === "before") {
      turnTo("after");
      return say(answer.sentence, "kept");
    }
    const both = given.before === undefined ? "" : ` Before ${given.before}, after ${number}. One time says little: such numbers wander by themselves.`;
    return shutWith(answer.sentence + both);
  }

  open.append(
    desk.slot,
    rows.before.element,
    between,
    rows.after.element,
    where,
    make("div", { class: "sb-row" }, button("Keep", keep, "sb-button--main"), button("Not today", notToday), skip),
    desk.below,
    status,
  );
  shut.append(words, button("Begin again", reopen, "sb-button--plain"));
  rows.after.element.hidden = true;
  between.hidden = true;
  const { root, leave } = sbPrivateCard.frame({ "aria-label": "For you alone", "data-prompt": model.get("prompt_id") }, open, shut);
  el.replaceChildren(root);
  return () => {
    desk.clear();
    leave();
    letters.leave();
  };
}

export default { render };
