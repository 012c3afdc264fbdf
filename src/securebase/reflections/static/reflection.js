// A question whose answer goes to the journal: the private box, with the journal's desk above and earlier answers below.
function render({ model, el }) {
  const { make } = sbKit;
  const { button } = sbPrivateCard;
  const { turnTo } = sbInputs;
  const letters = sbLetters.correspond(model);
  const shown = make("div", { class: "sb-earlier", hidden: true });
  const earlier = button("Earlier answers", () => (shown.hidden ? showEarlier() : hideEarlier()));
  const backup = button("Download a backup", () => desk.offerBackup(() => backup.focus()));
  backup.hidden = true;
  let card = null;
  let wish = 0; // an answer to an earlier wish comes too late to be shown

  const desk = sbDesk.mount(letters, {
    onLook(info) {
      card.where.textContent = info.where;
      backup.hidden = !info.whose || !["open", "locked", "unlocked"].includes(info.state);
      if (!["open", "unlocked"].includes(info.state)) takeAway();
      const another = document.querySelector(".sb-desk-panel");
      if (info.state === "none" && !desk.panelIsOpen() && !another) {
        desk.offerSetup({ focused: false, done: (said) => said && card.say(said, "kept"), later: (said) => said && card.say(said) });
      }
    },
  });

  function hideEarlier() {
    wish += 1;
    desk.giveUp();
    takeAway();
  }
  function takeAway() {
    shown.replaceChildren();
    shown.hidden = true;
    earlier.textContent = "Earlier answers";
  }
  async function showEarlier() {
    const mine = (wish += 1);
    card.say("");
    const answer = await desk.open("earlier", { onSilence: () => mine === wish && card.say(sbDoors.SILENT) });
    if (mine !== wish) return;
    if (answer === null) return turnTo(earlier);
    if (answer.event === "no journal") return card.say("You have no journal yet, so there is nothing earlier.");
    if (answer.event !== "entries") return card.say(sbDoors.because(answer), "not-kept");
    const entries = answer.letter;
    if (!entries.length) return card.say("You have kept no answer to this question yet.");
    const title = make("p", { class: "sb-entry-prompt", tabindex: "-1" }, "What you kept before, the newest first");
    const lock = button("Lock my journal", async () => {
      await desk.lock();
      card.say("Locked. Your passphrase opens it again.");
      earlier.focus();
    });
    shown.replaceChildren(
      title,
      sbDesk.list(entries),
      sbDesk.unreadable(answer.unreadable),
      make("div", { class: "sb-row" }, desk.info().state === "open" ? "" : lock),
    );
    shown.hidden = false;
    earlier.textContent = "Hide earlier answers";
    turnTo(title);
  }

  card = sbPrivateCard.mount(model, letters, {
    close: model.get("close_with"),
    above: [desk.slot],
    below: [desk.below, shown],
    buttons: [earlier, backup],
    hint: model.get("hint"),
    onClose: hideEarlier,
    refused(answer) {
      if (answer.event !== "no journal") return false;
      card.say("");
      desk.offerSetup({
        done: () => {
          turnTo(card.input);
          card.keep();
        },
        later: (said = "Not kept yet. What you wrote is still in the box.") => {
          card.say(said);
          turnTo(card.input);
        },
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
