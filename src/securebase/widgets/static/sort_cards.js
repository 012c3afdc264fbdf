// Cards to sort: where a card was put is known to this page alone. The model holds the deck, no answer.
const { make, uniqueName, keepKeys, inWords } = sbKit;

// How far a pointer may tremble before a press on the card becomes a drag.
const STILL = 5;

// A pile is a button; a card can be let go over it as well.
function pileButton(pile, index, put) {
  const name = make("span", { class: "sb-sort-name", id: uniqueName() }, pile.name);
  const meaning = make("span", { class: "sb-sort-meaning", id: uniqueName() }, pile.meaning);
  const button = make(
    "button",
    { type: "button", class: "sb-sort-pile", "data-pile": pile.id, "aria-labelledby": name.id,
      "aria-describedby": meaning.id, "aria-keyshortcuts": `${index + 1}`, onclick: () => put(pile.id) },
    make("span", { class: "sb-sort-key", "aria-hidden": "true" }, `${index + 1}`),
    name,
    meaning,
  );
  return button;
}

// Let a card follow the pointer, and say over which pile it is let go. A finger drags by the grip alone, so that
// the page can still be scrolled with a finger on the card.
function dragging(card, grip, piles, put) {
  let from = null;
  const pileAt = ({ clientX: x, clientY: y }) =>
    piles.find((pile) => {
      const { left, right, top, bottom } = pile.getBoundingClientRect();
      return x >= left && x <= right && y >= top && y <= bottom;
    });
  const end = () => {
    from = null;
    card.style.transform = "";
    delete card.dataset.held;
    piles.forEach((pile) => delete pile.dataset.over);
  };
  card.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.pointerType === "touch" && !grip.contains(event.target))) return;
    // Without mouse events the notebook does not hear of the press. It would take the focus to its cell, where a
    // number key changes the cell; here it should put the touched card on a pile.
    event.preventDefault();
    card.focus({ preventScroll: true });
    from = { x: event.clientX, y: event.clientY };
    card.dataset.held = "pressed";
    const { left, top } = card.getBoundingClientRect();
    card.style.transformOrigin = `${from.x - left}px ${from.y - top}px`;
    card.setPointerCapture(event.pointerId);
  });
  card.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (card.dataset.held === "pressed" && Math.hypot(x, y) < STILL) return;
    card.dataset.held = "dragged";
    // Smaller in the air, around the pointer: the piles beneath can be seen.
    card.style.transform = `translate(${x}px, ${y}px) scale(0.4)`;
    const over = pileAt(event);
    piles.forEach((pile) => (pile === over ? (pile.dataset.over = "true") : delete pile.dataset.over));
  });
  card.addEventListener("pointerup", (event) => {
    const pile = card.dataset.held === "dragged" ? pileAt(event) : undefined;
    end();
    if (pile) put(pile.dataset.pile);
  });
  card.addEventListener("pointercancel", end);
}

function answerTo(card, pile, piles) {
  const right = card.fits.includes(pile);
  const named = (id) => piles.find((one) => one.id === id).name;
  const others = card.fits.filter((one) => one !== pile).map(named);
  const too = right && others.length ? ` This scene fits “${others.join("” and “")}” too.` : "";
  return [
    make("strong", { class: "sb-sort-verdict", "data-right": String(right) },
      right ? `Fits: ${named(pile)}.` : `${named(pile)}: another pile fits better.`),
    ` ${card.feedback[pile]}${too}`,
  ];
}

// How many are on piles that fit, in two or three quiet sentences.
function tally(cards, places) {
  const fits = (card, when) => card.fits.includes(places.get(card.id)?.[when]);
  const now = cards.filter((card) => fits(card, "now")).length;
  const first = cards.filter((card) => fits(card, "first")).length;
  const open = cards.filter((card) => !places.has(card.id)).length;
  const all = `${inWords(now)} of ${inWords(cards.length).toLowerCase()} cards`;
  const sentences = [now > 1 ? `${all} are on piles that fit.` : `${all} is on a pile that fits.`];
  if (first !== now) sentences.push(`${inWords(first)} ${first === 1 ? "was" : "were"} there at the first try.`);
  if (open) sentences.push(`${inWords(open)} ${open === 1 ? "has" : "have"} not been placed yet.`);
  return sentences.join(" ");
}

// A question before the first card, if the deck asks one: which pile will be hardest to tell from the others?
function askedBefore(question, piles) {
  if (!question) return { elements: [], guess: () => null };
  let guess = null;
  const name = uniqueName();
  const choices = piles.map((pile) =>
    make("label", { class: "sb-sort-guess" },
      make("input", { type: "radio", name, autocomplete: "off", onchange: () => (guess = pile.id) }), pile.name));
  const words = make("p", { id: uniqueName() }, question);
  const row = make("div", { class: "sb-row" }, ...choices);
  const group = make("div", { class: "sb-sort-before", role: "radiogroup", "aria-labelledby": words.id }, words, row);
  return { elements: [group], guess: () => guess };
}

// How the guess and the sorting agree: whose scenes went elsewhere at the first try. Nobody else's sorting is known.
function besideTheGuess(guess, cards, piles, places) {
  const strayed = piles.map(({ id, name }) => {
    const scenes = cards.filter((card) => card.fits.includes(id) && places.has(card.id));
    return { id, name, of: scenes.length, count: scenes.filter((card) => !card.fits.includes(places.get(card.id).first)).length };
  });
  const most = Math.max(...strayed.map(({ count }) => count));
  const own = strayed.find(({ id }) => id === guess);
  const begun = `Before you began you took “${own.name}” to be the hardest to tell.`;
  if (most === 0) return `${begun} At the first try none of its scenes went elsewhere, and none of any other.`;
  const named = (piles) => piles.map(({ name, count, of }) => `“${name}” (${count} of ${of})`).join(" and ");
  const others = strayed.filter(({ id, count }) => id !== guess && count === most);
  const first = `${begun} At the first try ${own.count} of its ${own.of} scenes went elsewhere`;
  if (own.count < most) return `${first}; for you it was harder to tell ${named(others)}.`;
  return others.length ? `${first}, as many as of ${named(others)}.` : `${first}, more than of any other.`;
}

function summaryList(name, cards, pile, turnTo) {
  const rows = cards.map((card) => {
    const fits = card.fits.includes(pile);
    const word = make("span", { class: "sb-sort-word", "data-right": String(fits) }, fits ? "fits" : "look again");
    const title = make("button", { type: "button", class: "sb-sort-reopen", onclick: () => turnTo(card) }, card.title);
    return make("li", {}, title, pile === null ? "" : word);
  });
  const heading = make("p", { class: "sb-sort-name", id: uniqueName() }, name);
  const list = rows.length
    ? make("ul", { role: "list", "aria-labelledby": heading.id }, ...rows)
    : make("p", { class: "sb-quiet" }, "No cards here.");
  return make("div", { class: "sb-sort-lying" }, heading, list);
}

// What stands where the cards were, once all have been turned: how they lie, and ways back to them.
function lookedBack(cards, piles, places, guess, turnTo, anew) {
  const lists = piles.map(({ id, name }) => {
    const here = cards.filter((card) => places.get(card.id)?.now === id);
    return summaryList(name, here, id, turnTo);
  });
  const open = cards.filter((card) => !places.has(card.id));
  if (open.length) lists.push(summaryList("Not on a pile yet", open, null, turnTo));
  const hint = "A title takes you back to its card. People read a scene in different ways; what each pile says there tells you why.";
  return [
    make("p", { class: "sb-sort-told", tabindex: "-1" }, tally(cards, places)),
    ...(guess ? [make("p", {}, besideTheGuess(guess, cards, piles, places))] : []),
    make("p", { class: "sb-quiet" }, hint),
    make("div", { class: "sb-sort-lists" }, ...lists),
    make("div", { class: "sb-row" }, make("button", { type: "button", class: "sb-button", onclick: anew }, "Sort them again")),
  ];
}

// The one card on the table: its elements, and show(card, "Card 3 of 12").
function table() {
  const count = make("p", { class: "sb-quiet", id: uniqueName() });
  const title = make("p", { class: "sb-sort-title", id: uniqueName() });
  const scene = make("p", { class: "sb-sort-scene", id: uniqueName() });
  const grip = make("span", { class: "sb-sort-grip", "aria-hidden": "true" });
  const card = make(
    "article",
    { class: "sb-sort-card", tabindex: "-1", "aria-labelledby": `${count.id} ${title.id}`, "aria-describedby": scene.id },
    make("div", { class: "sb-sort-top" }, count, grip),
    title,
    scene,
  );
  return {
    card,
    grip,
    show(one, counted) {
      count.textContent = counted;
      title.textContent = one.title;
      scene.textContent = one.scene;
      card.dataset.card = one.id;
    },
  };
}

function sorting(cards, piles, question) {
  const places = new Map();
  const before = askedBefore(question, piles);
  let at = 0;
  const desk = table();
  const put = (pile) => {
    const { id } = cards[at];
    places.set(id, { first: places.get(id)?.first ?? pile, now: pile });
    lay();
  };
  const buttons = piles.map((pile, index) => pileButton(pile, index, put));
  dragging(desk.card, desk.grip, buttons, put);
  const said = make("p", { class: "sb-sort-answer", role: "status" });
  const back = make("button", { type: "button", class: "sb-button", onclick: () => turn(-1) }, "Back");
  const next = make("button", { type: "button", class: "sb-button", onclick: () => turn(1) });
  const pileRow = make("div", { class: "sb-sort-piles", role: "group", "aria-label": "Piles" }, ...buttons);
  const turning = make("div", { class: "sb-row sb-sort-turning" }, back, next);
  const play = make("div", {}, ...before.elements, desk.card, pileRow, said, turning);
  const summary = make("div", { class: "sb-sort-summary", hidden: true });

  function lay() {
    const card = cards[at];
    const lies = places.get(card.id)?.now;
    desk.show(card, `Card ${at + 1} of ${cards.length}`);
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.pile === lies)));
    said.replaceChildren(...(lies ? answerTo(card, lies, piles) : []));
    back.setAttribute("aria-disabled", String(at === 0));
    const fits = card.fits.includes(lies);
    next.textContent = at === cards.length - 1 ? "See all the piles" : "Next card";
    next.classList.toggle("sb-button--main", fits);
    play.hidden = false;
    summary.hidden = true;
  }
  function turn(step) {
    if (at + step < 0) return;
    if (at + step >= cards.length) return lookBack();
    at += step;
    lay();
    desk.card.focus();
  }
  function turnTo(card) {
    at = cards.indexOf(card);
    lay();
    desk.card.focus();
  }
  function lookBack() {
    const anew = () => {
      places.clear();
      turnTo(cards[0]);
    };
    summary.replaceChildren(...lookedBack(cards, piles, places, before.guess(), turnTo, anew));
    play.hidden = true;
    summary.hidden = false;
    summary.firstChild.focus();
  }
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || play.hidden) return;
    if (event.target.matches("input")) return; // arrow keys go from guess to guess there
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const pile = piles[Number(event.key) - 1];
    if (!step && !pile) return;
    event.preventDefault();
    if (step) turn(step);
    else put(pile.id);
  }
  lay();
  return { elements: [play, summary], press };
}

function render({ model, el }) {
  const leaving = new AbortController();
  const [cards, piles] = [model.get("cards"), model.get("piles")];
  const title = make("h3", { class: "sb-title jp-toc-ignore", id: uniqueName() }, model.get("title"));
  const { elements, press } = sorting(cards, piles, model.get("before"));
  const many = cards.length === 1 ? "One card" : `${inWords(cards.length)} cards`;
  const root = make(
    "div",
    { class: "sb sb-sort", role: "group", "aria-labelledby": title.id, onkeydown: press },
    make("p", { class: "sb-eyebrow" }, "Cards to sort"),
    title,
    make("p", {}, model.get("question")),
    make(
      "p",
      { class: "sb-quiet" },
      `${many}. Press a pile or its number, or drag the card there. Arrow keys turn to another card. `,
      "Change your mind as often as you like; nothing is graded and nothing is kept.",
    ),
    ...elements,
  );
  keepKeys(root, leaving.signal);
  el.replaceChildren(root);
  return () => leaving.abort();
}

export default { render };
