// Evidence cards that ask first. The model holds the open cards; the page closes them, and what a reader says stays in it.
const { make, uniqueName, keepKeys } = sbKit;

const WISDOM = "clinical wisdom"; // tells how little was tested, and so stands outside the order of the others
const ORDER = ["strong", "moderate", "mixed", "contested"];

function difference(said, graded) {
  if (said === graded) return `You said ${said}, and that is how it is graded.`;
  const how =
    graded === WISDOM ? "many people work with it, and few have tested it"
    : said === WISDOM ? "there is research on it to go by"
    : ORDER.indexOf(said) < ORDER.indexOf(graded) ? "the evidence does not go that far"
    : "there is more behind it than that";
  return `You said ${said}; it is graded ${graded}: ${how}.`;
}

// The cards are our own HTML, escaped in Python, as exported pages show them. The signs are, too.
function drawn(html) {
  const holder = make("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

// A grade as its sign and its name.
function graded({ name, sign }) {
  const picture = drawn(sign);
  picture.setAttribute("aria-hidden", "true");
  return [picture, name[0].toUpperCase() + name.slice(1)];
}

// Ask about one card; returns what opens it without an answer.
function ask(card, grades, opened) {
  const { grade } = card.dataset;
  const title = card.querySelector(".sb-title");
  const rest = card.querySelector(".sb-claim-rest");
  const named = card.getAttribute("aria-label");
  title.id = uniqueName();
  card.setAttribute("aria-label", named.split(",")[0]); // a screen reader hears no grade before its owner has said one
  card.dataset.closed = "";

  function open() {
    choices.remove();
    card.setAttribute("aria-label", named);
    delete card.dataset.closed;
    opened();
  }
  // The button that had the focus goes, and what stands in its place gets it.
  function turnTo(line) {
    line.tabIndex = -1;
    line.focus();
  }
  function say(name) {
    const line = make("p", { class: "sb-claim-said" }, difference(name, grade));
    rest.prepend(line);
    open();
    turnTo(line);
  }
  function skip() {
    open();
    turnTo(rest.querySelector(".sb-graded"));
  }
  const choices = make(
    "div",
    { class: "sb-claim-choices", role: "group", "aria-label": "How sure is anyone of this?", "aria-describedby": title.id },
    ...grades.map((one) =>
      make("button", { type: "button", class: "sb-button sb-claim-choice", onclick: () => say(one.name) }, ...graded(one)),
    ),
    make("button", { type: "button", class: "sb-button sb-button--plain sb-claim-choice", onclick: skip }, "Skip"),
  );
  title.after(choices);
  return { closed: () => choices.isConnected, open };
}

function legend(grades) {
  return make(
    "details",
    { class: "sb-evidence-legend" },
    make("summary", {}, "What the five grades mean"),
    make(
      "ul",
      { role: "list" },
      ...grades.map((one) => make("li", {}, make("span", { class: "sb-grade" }, ...graded(one)), `: ${one.meaning}`)),
    ),
  );
}

function render({ model, el }) {
  const leaving = new AbortController();
  const grades = model.get("grades");
  const root = drawn(model.get("cards"));
  const openAll = make("button", { type: "button", class: "sb-button sb-evidence-all" }, "Open all");
  const settle = () => openAll.setAttribute("aria-disabled", String(!asked.some((one) => one.closed())));
  const asked = [...root.querySelectorAll(".sb-claim")].map((card) => ask(card, grades, () => settle()));
  openAll.addEventListener("click", () => asked.filter((one) => one.closed()).forEach((one) => one.open()));
  settle();
  const several = asked.length > 1;
  root.prepend(
    make(
      "div",
      { class: "sb-evidence-top" },
      make(
        "div",
        { class: "sb-evidence-lead" },
        make(
          "p",
          {},
          make("strong", {}, `How sure is anyone of ${several ? "each of these" : "this"}?`),
          ` Choose, and the ${several ? "card" : "rest"} opens.`,
        ),
        several ? openAll : "",
      ),
      legend(grades),
    ),
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
