// What every part of the journal shares in a page: a place where its panels come and go, and its entries as a list.
const sbDesk = (() => {
  const { make } = sbKit;
  const { turnTo } = sbInputs;
  const { setup, unlocking, backingUp, because } = sbDoors;

  const HAS_ENTRIES = new Set(["open", "locked", "unlocked"]);

  // A place in a card where panels come and go, and questions to the journal that may first need it open.
  function mount(letters, { onLook = () => {} } = {}) {
    // First use stands above the question; what an answer needs stands below, near its button.
    const slot = make("div", { hidden: true });
    const below = make("div", { class: "sb-desk-below", hidden: true });
    let info = { state: "unknown" };
    let panel = null;
    let afterSetup = null; // what is to follow the panel of first use while that is open
    let opening = null; // the passphrase that is being asked for
    const know = (news) => {
      info = news;
      // Another card or notebook has made the journal meanwhile.
      if (HAS_ENTRIES.has(info.state)) panel?.overtaken?.();
      onLook(info);
    };
    letters.onNews((news) => news.event === "journal" && know(news));
    const looked = letters.ask("look").then((answer) => {
      know(answer.event === "journal" ? answer : { state: "unknown", where: because(answer) });
    });
    function clear() {
      panel?.wipe();
      panel = null;
      afterSetup = null;
      for (const place of [slot, below]) {
        place.replaceChildren();
        place.hidden = true;
      }
      opening?.giveUp();
    }
    function put(next, place) {
      clear();
      panel = next;
      place.append(next.element);
      place.hidden = false;
    }
    // Where the panel is open already it stays, with what is typed in it, and the newest wish is what follows it:
    // someone may press Keep and choose a passphrase before the notebook has answered that there is no journal.
    function offerSetup({ done = () => {}, later = () => {}, focused = true, waiting = false } = {}) {
      const then = (which) => (said) => {
        const wish = afterSetup;
        if (wish === null) return; // the panel was put away before the notebook answered
        clear();
        wish[which](said);
      };
      if (afterSetup === null) put(setup(letters, info, { done: then("done"), later: then("later") }), slot);
      afterSetup = { done, later };
      if (waiting) panel.sayThatSomethingWaits();
      if (focused && !slot.contains(document.activeElement)) turnTo(panel);
    }

    // Ask for the passphrase; whoever asks while the panel is open already waits for the same answer, so that
    // nothing typed in it is lost. Resolves with whether the journal is open.
    function unlock() {
      if (opening) return opening.promise;
      const mine = {};
      mine.promise = new Promise((resolve) => {
        const end = (opened) => {
          if (opening !== mine) return;
          opening = null;
          clear();
          resolve(opened);
        };
        mine.giveUp = () => end(false);
        const until = info.until ? `, ${info.until}` : "";
        const words = `This is in your journal. Your passphrase opens it${until}.`;
        put(unlocking(letters, words, { done: () => end(true), cancel: () => end(false) }), below);
        opening = mine;
        turnTo(panel);
      });
      return mine.promise;
    }
    // Resolves with the answer, after unlocking if it needs that; with null if the learner would rather not.
    async function open(name, options = {}) {
      const answer = await letters.ask(name, options);
      if (answer.event !== "locked") return answer;
      return (await unlock()) ? open(name, options) : null;
    }
    // Returns whether there is anything to back up.
    async function offerBackup(cancel) {
      await looked;
      if (!HAS_ENTRIES.has(info.state)) return false;
      put(backingUp(letters, info, { cancel: () => { clear(); cancel(); } }), below);
      turnTo(panel);
      return true;
    }
    return {
      slot, below, clear, offerSetup, offerBackup, open, looked,
      info: () => info,
      giveUp: () => opening?.giveUp(),
      lock: () => letters.ask("lock"),
      panelIsOpen: () => panel !== null,
    };
  }

  // Entries as a list; the words keep their lines.
  function list(entries, { withPrompt = false, buttons = () => [] } = {}) {
    return make(
      "ol",
      { class: "sb-entries" },
      ...entries.map((entry) => {
        const item = make(
          "li",
          { class: "sb-entry" },
          make("p", { class: "sb-quiet sb-entry-when" }, entry.when),
          withPrompt ? make("p", { class: "sb-entry-prompt" }, entry.prompt) : "",
          make("p", { class: "sb-entry-words", translate: "no" }, entry.words),
        );
        item.append(...buttons(entry, item));
        return item;
      }),
    );
  }

  const unreadable = (count) =>
    count ? make("p", { class: "sb-quiet" }, `${sbKit.inWords(count)} ${count === 1 ? "entry" : "entries"} could not be read. My journey says which, and why.`) : "";

  return { mount, list, unreadable };
})();
