// Twelve statements answered for two relationships. The answers are in the fields of this page and nowhere else; the
// two points on each line are computed here. On Keep they travel once, as lines of text.
const sbStatements = (model) => {
  const { make, uniqueName } = sbKit;
  const { asked, lowest, highest, lines, statements } = model.get("sheet");
  const LOW = 1, HIGH = 7;
  const ENOUGH = 4; // of six: with fewer answers a mean says little even to the one who gave them
  const ORDINALS = ["First", "Second"];
  const numbers = Array.from({ length: HIGH - LOW + 1 }, (_, index) => LOW + index);

  const people = ORDINALS.map((ordinal) => {
    const id = uniqueName();
    const field = make("input", {
      id, type: "text", class: "sb-field", autocomplete: "off", autocorrect: "off", autocapitalize: "off",
      spellcheck: "false", "data-gramm": "false", "data-lt-active": "false", translate: "no", placeholder: "a word, if you like",
    });
    return {
      ordinal, field,
      row: make("div", { class: "sb-two-name" }, make("label", { for: id }, `${ordinal} relationship`), field),
      heading: make("th", { scope: "col", id: uniqueName() }, ordinal),
      word: () => field.value.trim() || ordinal,
    };
  });

  const rows = statements.map((statement) => {
    const name = make("th", { scope: "row", id: uniqueName() }, statement.text);
    const picks = people.map((person) =>
      make(
        "select",
        { class: "sb-field sb-two-pick", autocomplete: "off", "aria-labelledby": `${name.id} ${person.heading.id}` },
        make("option", { value: "" }, "–"),
        ...numbers.map((number) => make("option", { value: number }, String(number))),
      ),
    );
    const element = make("tr", {}, name, ...picks.map((pick) => make("td", {}, pick)));
    return { statement, picks, element, answer: (which) => Number(picks[which].value) || null };
  });

  const mean = (line, which) => {
    const counted = rows
      .filter((row) => row.statement.line === line.id && row.answer(which) !== null)
      .map((row) => (row.statement.turned ? LOW + HIGH - row.answer(which) : row.answer(which)));
    return counted.length < ENOUGH ? null : counted.reduce((sum, one) => sum + one, 0) / counted.length;
  };

  const drawn = lines.map((line) => {
    const tracks = people.map((person, which) => {
      const name = make("span", { class: "sb-two-who", translate: "no" });
      const dot = make("span", { class: `sb-two-dot sb-two-dot--${which}`, hidden: true });
      const said = make("span", { class: "sb-two-said" });
      return { name, dot, said, element: make("li", {}, name, make("span", { class: "sb-two-track" }, dot), said) };
    });
    const ends = make("p", { class: "sb-quiet sb-two-ends" }, make("span", {}, line.less), make("span", {}, line.more));
    const element = make("div", { class: "sb-two-line" }, make("h4", {}, line.title), make("ul", {}, ...tracks.map((one) => one.element)), ends);
    return { line, tracks, element };
  });

  function show() {
    people.forEach((person) => (person.heading.textContent = person.word()));
    for (const { line, tracks } of drawn) {
      tracks.forEach(({ name, dot, said }, which) => {
        const value = mean(line, which);
        name.textContent = people[which].word();
        dot.hidden = value === null;
        if (value !== null) dot.style.left = `${(100 * (value - LOW)) / (HIGH - LOW)}%`;
        said.textContent = value === null ? "not enough answers yet" : value.toFixed(1);
      });
    }
  }

  const element = make(
    "div",
    { class: "sb-two" },
    make("h3", { class: "sb-prompt" }, model.get("prompt")),
    make(
      "p",
      {},
      "Think of two people who matter to you. We wrote these prompts ourselves and nobody has tested them; they have no norms and give you no type. " +
        "Leave out what does not fit.",
    ),
    make("div", { class: "sb-two-names" }, ...people.map((person) => person.row)),
    make("p", { class: "sb-two-asked" }, `${asked} From 1, ${lowest}, to 7, ${highest}.`),
    make(
      "table",
      { class: "sb-two-table" },
      make("thead", {}, make("tr", {}, make("td", {}), ...people.map((person) => person.heading))),
      make("tbody", {}, ...rows.map((row) => row.element)),
    ),
    ...drawn.map((one) => one.element),
    make(
      "p",
      { class: "sb-quiet" },
      "Where a point is means nothing by itself. If the two are far apart, you might ask yourself what is different with these two people.",
    ),
  );
  element.addEventListener("input", show);
  show();

  const answered = () => people.some((person, which) => person.field.value.trim() || rows.some((row) => row.answer(which) !== null));
  const both = (of) => people.map((_, which) => of(which) ?? "–").join(" and ");
  return {
    element,
    value() {
      if (!answered()) return null;
      return [
        ...people.map((person) => `${person.ordinal}: ${person.field.value.trim() || "no word given"}`),
        ...drawn.map(({ line }) => `${line.title}: ${both((which) => mean(line, which)?.toFixed(1))}`),
        ...rows.map((row) => `${row.statement.text} ${both(row.answer)}`),
      ];
    },
    missing: "You have not answered anything yet. Answer what you like, or choose Not today.",
    empty() {
      people.forEach((person) => (person.field.value = ""));
      rows.forEach((row) => row.picks.forEach((pick) => (pick.value = "")));
      show();
    },
    focus: () => people[0].field.focus(),
  };
};

function render({ model, el }) {
  const letters = sbLetters.correspond(model);
  let card = null;
  const desk = sbDesk.mount(letters, { onLook: (info) => (card.where.textContent = info.where) });
  card = sbPrivateCard.mount(model, letters, {
    own: sbStatements(model),
    close: model.get("close_with"),
    above: [desk.slot],
    refused(answer) {
      if (answer.event !== "no journal") return false;
      card.say("");
      desk.offerSetup({
        done: () => card.keep(),
        later: (said = "Not kept yet. What you answered is still here.") => card.say(said),
        waiting: true,
      });
      return true;
    },
  });
  el.replaceChildren(card.root);
  return () => {
    desk.clear();
    card.leave();
    letters.leave();
  };
}

export default { render };
