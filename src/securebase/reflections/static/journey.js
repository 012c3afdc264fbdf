// The whole journal, in the page for as long as someone reads it.
function render({ model, el }) {
  const { make } = sbKit;
  const { button } = sbPrivateCard;
  const { turnTo } = sbInputs;
  const letters = sbLetters.correspond(model);
  const { element: status, say } = sbPrivateCard.statusLine();
  const whose = make("p", { class: "sb-desk-whose", hidden: true });
  const restoring = make("div", {});
  const desk = sbDesk.mount(letters, {
    onLook(info) {
      whose.textContent = info.whose ?? "";
      whose.hidden = !info.whose;
      lock.hidden = info.state !== "unlocked";
      if (!["open", "unlocked"].includes(info.state)) takeAway();
      if (!restoring.firstChild) restoring.append(sbDoors.restoring(letters, info));
    },
  });
  const shown = make("div", { class: "sb-earlier", hidden: true });
  const toggle = button("Read my journey", () => (shown.hidden ? show() : hide()), "sb-button--main");
  const lock = button("Lock my journal", async () => {
    await desk.lock();
    say("Locked. Your passphrase opens it again.");
    toggle.focus();
  });
  lock.hidden = true;
  let wish = 0; // an answer to an earlier wish comes too late to be shown

  function hide() {
    wish += 1;
    desk.giveUp();
    takeAway();
  }
  function takeAway() {
    shown.replaceChildren();
    shown.hidden = true;
    toggle.textContent = "Read my journey";
  }
  async function show() {
    const mine = (wish += 1);
    say("");
    const answer = await desk.open("read", { onSilence: () => mine === wish && say(sbDoors.SILENT) });
    if (mine !== wish) return;
    if (answer === null) return turnTo(toggle);
    if (answer.event === "no journal") return say("You have no journal yet. It begins with the first answer you keep.");
    if (answer.event !== "entries") return say(sbDoors.because(answer), "not-kept");
    const entries = answer.letter.reverse();
    const title = make("h3", { class: "sb-title", tabindex: "-1" });
    let count = entries.length;
    const entitle = () => (title.textContent = count === 1 ? "One entry" : `${count || "No"} entries, from the first on`);
    entitle();
    const onDeleted = () => {
      count -= 1;
      entitle();
    };
    shown.replaceChildren(
      title,
      sbDesk.list(entries, { withPrompt: true, buttons: (entry, item) => deleting(entry, item, onDeleted) }),
      ...answer.faults.map((fault) => make("p", { class: "sb-quiet sb-entry" }, fault)),
    );
    shown.hidden = false;
    toggle.textContent = "Hide my journey";
    turnTo(title);
  }

  // Delete, and then once more: Delete it, or Keep it.
  function deleting(entry, item, onDeleted) {
    const name = `Delete the entry of ${entry.when}`;
    const first = button("Delete", () => {
      first.hidden = true;
      sure.hidden = false;
      keep.focus();
    }, "sb-button--plain sb-entry-delete");
    first.setAttribute("aria-label", name);
    const keep = button("Keep it", () => {
      sure.hidden = true;
      first.hidden = false;
      first.focus();
    });
    const erase = button("Delete it", async () => {
      erase.disabled = true;
      const answer = await letters.ask("delete", { value: [entry.id], onSilence: () => say(sbDoors.SILENT) });
      erase.disabled = false;
      if (answer.event !== "deleted") return say(sbDoors.because(answer), "not-kept");
      const next = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      onDeleted();
      say(answer.sentence, "kept");
      turnTo(next?.querySelector("button") ?? toggle);
    });
    const sure = make("div", { class: "sb-row", hidden: true, role: "group", "aria-label": name }, make("span", {}, "Delete this entry for good?"), keep, erase);
    return [first, sure];
  }

  const { root, leave } = sbPrivateCard.frame(
    { "aria-label": "Your journal", "data-part": "journey" },
    make("p", { class: "sb-title" }, "Your journey"),
    make("p", { class: "sb-timeline-what" }, "Everything you have kept, from the first day on. It is shown on this page only, and only while you look."),
    whose,
    make("div", { class: "sb-row" }, toggle, lock),
    desk.below,
    status,
    shown,
    make(
      "div",
      { class: "sb-journey-more" },
      sbJourneyMore.takingAlong(letters, desk),
      restoring,
      sbJourneyMore.passphrase(letters, desk),
      sbJourneyMore.deletingAll(letters, hide),
    ),
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
