// A situation: which way is taken stays in the page. The model holds the story and what is known, no choice.
const { make, uniqueName, keepKeys } = sbKit;

function source({ label, title, url }) {
  if (!url) return make("span", {}, `${label}, `, make("cite", {}, title));
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", title }, label);
}

function claim({ number, text, grade, nuance, sources }) {
  const works = sources.flatMap((one, index) => [index ? ", " : "", source(one)]);
  return make(
    "li",
    { class: "sb-situation-claim" },
    make("p", {}, make("span", { class: "sb-situation-grade" }, grade), text),
    make("p", { class: "sb-quiet" }, nuance),
    make("p", { class: "sb-quiet" }, `Claim ${number}`, works.length ? ": " : "", ...works),
  );
}

function ways(choices, seen) {
  const rows = choices.map(({ text, then }) => {
    const button = make("button", { type: "button", class: "sb-situation-way", "aria-expanded": "false" }, text);
    const story = make("p", { class: "sb-situation-then", id: uniqueName(), hidden: true }, then);
    button.setAttribute("aria-controls", story.id);
    return { button, story, then, element: make("li", {}, button, story) };
  });
  rows.forEach((row) =>
    row.button.addEventListener("click", () => {
      const opening = row.story.hidden;
      // One way at a time: a story goes on in one way.
      rows.forEach(({ button, story }) => {
        story.hidden = !(opening && story === row.story);
        button.setAttribute("aria-expanded", String(!story.hidden));
      });
      seen(opening ? row.then : "");
    }),
  );
  return make("ul", { class: "sb-situation-ways", role: "list" }, ...rows.map((row) => row.element));
}

function render({ model, el }) {
  const leaving = new AbortController();
  const title = make("h3", { class: "sb-title jp-toc-ignore", id: uniqueName() }, model.get("title"));
  const question = make("p", { class: "sb-situation-question", id: uniqueName() }, model.get("question"));
  const said = make("p", { role: "status", class: "sb-for-screen-readers" });
  const heading = make("p", { class: "sb-situation-heading", id: uniqueName() }, "What is known");
  const known = make(
    "section",
    { class: "sb-situation-known", "aria-labelledby": heading.id, hidden: true },
    heading,
    make("ul", { role: "list" }, ...model.get("evidence").map(claim)),
  );
  const list = ways(model.get("choices"), (then) => {
    said.textContent = then && known.hidden ? `${then} What is known about this is below.` : then;
    if (then) known.hidden = false;
  });
  list.setAttribute("aria-labelledby", question.id);
  const fear = model.get("fear");
  const root = make(
    "div",
    { class: "sb sb-situation", role: "group", "aria-labelledby": title.id },
    make("p", { class: "sb-eyebrow" }, "Situation"),
    title,
    make("p", { class: "sb-situation-scene" }, model.get("scene")),
    fear ? make("p", { class: "sb-situation-fear", role: "note", "aria-label": "If you are afraid" }, fear) : "",
    question,
    make(
      "p",
      { class: "sb-quiet" },
      "None of these is marked right or wrong. Look at one, and then at another. Nothing is kept.",
    ),
    list,
    said,
    make("p", { class: "sb-situation-limits" }, make("strong", {}, "When this does not apply: "), model.get("does_not_hold")),
    known,
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
