// The panels in which a journal is made, opened, and brought in and out as a backup.
const sbDoors = (() => {
  const { make, uniqueName } = sbKit;
  const { button, statusLine } = sbPrivateCard;
  const { turnTo } = sbInputs;
  const SILENT = "The notebook has not answered yet. It may be busy with another cell. If nothing happens, run this cell again.";

  const because = (answer) => answer.sentence ?? `This did not work (${answer.because}). Try again, or run this cell again.`;

  // Hand a file to the browser's downloads; nothing of it stays in the page.
  function download(parts, name, type) {
    const address = URL.createObjectURL(new Blob(parts, { type }));
    const link = make("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  function heading(text) {
    return make("h3", { class: "sb-title", tabindex: "-1" }, text);
  }

  function choice(name, title, words, checked, onChoose) {
    const id = uniqueName();
    const input = make("input", { type: "radio", id, name, autocomplete: "off", onchange: onChoose });
    input.checked = checked;
    return make(
      "label",
      { class: "sb-pick", for: id },
      input,
      make("span", {}, make("strong", {}, title), make("span", { class: "sb-quiet sb-desk-means" }, words)),
    );
  }

  // The one panel of first use. `done` is called when there is a journal, with a sentence if a backup made it.
  function setup(letters, info, { done, later }) {
    const first = sbInputs.passphrase("A passphrase");
    const second = sbInputs.passphrase("The same again");
    const shower = sbInputs.shower(first, second);
    const { element: status, say } = statusLine();
    const name = uniqueName();
    let withPassphrase = true;
    let working = false;
    let overtaken = false; // someone made the journal elsewhere while this panel was at work
    const fields = make(
      "div",
      { class: "sb-desk-fields sb-desk-inset" },
      make("p", { class: "sb-quiet" }, "Four or five words that belong together only in your mind make a strong passphrase that is easy to type."),
      first.element,
      second.element,
      shower.element,
    );
    const choose = (wanted) => () => {
      withPassphrase = wanted;
      fields.hidden = !wanted;
      say("");
    };
    const wipe = () => {
      first.empty();
      second.empty();
      shower.hide();
    };
    async function create() {
      if (working) return;
      if (withPassphrase && !first.value().trim()) {
        first.focus();
        return say("Type a passphrase, or choose to do without one.", "not-kept");
      }
      if (withPassphrase && first.value() !== second.value()) {
        second.focus();
        return say("The two are not the same. Type the second one again.", "not-kept");
      }
      const passphrase = withPassphrase ? first.value() : null;
      wipe();
      working = true;
      say("Making your journal …");
      const answer = await letters.ask("create", { value: [passphrase], onSilence: () => say(SILENT) });
      working = false;
      if (answer.event === "journal") return done();
      if (!overtaken) return say(because(answer), "not-kept");
      later(`${because(answer)} It was made elsewhere meanwhile, and opens as it was made there. Press Keep again.`);
    }
    second.onEnter(create);
    const title = heading("First, a place for it: your journal");
    const waits = make("p", { hidden: true }, "What you wrote is still in the box below. It will be kept as soon as there is a journal.");
    const element = make(
      "section",
      { class: "sb-desk-panel", "aria-label": "Your journal" },
      title,
      waits,
      make(
        "p",
        {},
        "What you write about yourself goes into a journal of your own, a folder separate from the course: ",
        make("span", { class: "sb-desk-place" }, info.place ?? ""),
        ". It is never handed in, and nobody grades it. The page “What is kept, where, and who can read it” says more.",
      ),
      info.whose ? make("p", { class: "sb-desk-whose" }, info.whose) : "",
      make(
        "fieldset",
        { class: "sb-desk-choices" },
        make("legend", {}, "Who can open it?"),
        choice(name, "Only someone with my passphrase", "What you write is encrypted. Writing never asks for the passphrase; reading does. " +
          "If you forget it, nobody can open what is there.", true, choose(true)),
        fields,
        choice(name, "Anyone who uses this computer account", "Nothing to remember. Good if the account is yours alone.", false, choose(false)),
      ),
      make("div", { class: "sb-row" }, button("Make my journal", create, "sb-button--main"), button("Not now", () => { wipe(); later(); }, "sb-button--plain")),
      status,
      restoring(letters, info, { isFree: () => !working, onStart: () => (working = true), onEnd: () => (working = false), done }),
    );
    return {
      element,
      focus: () => title.focus(),
      wipe,
      overtaken: () => (working ? (overtaken = true) : done()),
      sayThatSomethingWaits: () => (waits.hidden = false),
    };
  }

  // Bring a backup back, wherever there is a journal or none.
  function restoring(letters, info, { isFree = () => true, onStart = () => {}, onEnd = () => {}, done = () => {} } = {}) {
    const id = uniqueName();
    const file = make("input", { type: "file", id, class: "sb-desk-file", autocomplete: "off" });
    const secret = sbInputs.passphrase("Its passphrase");
    const shower = sbInputs.shower(secret);
    const { element: status, say } = statusLine();
    let working = false;
    async function restore() {
      if (working || !isFree()) return;
      const [chosen] = file.files;
      if (!chosen) return say("Choose the backup file first.", "not-kept");
      if (chosen.size > sbLetters.LARGEST) {
        return say("This file is too large to be read by a page. In a terminal, use securebase journal restore.", "not-kept");
      }
      const passphrase = secret.value();
      if (!passphrase) return say("Type the passphrase of the backup first.", "not-kept");
      // The file may have been moved or unplugged since it was chosen.
      const archive = await chosen.arrayBuffer().catch(() => null);
      if (archive === null) return say("The browser cannot read this file any more. Choose it again.", "not-kept");
      secret.empty();
      shower.hide();
      say("Restoring …");
      working = true;
      onStart();
      const answer = await letters.ask("restore", { value: [passphrase], files: [archive], onSilence: () => say(SILENT) });
      working = false;
      onEnd();
      if (answer.event !== "restored") return say(because(answer), "not-kept");
      file.value = "";
      say(answer.sentence, "kept");
      done(answer.sentence);
    }
    secret.onEnter(restore);
    return make(
      "details",
      { class: "sb-desk-more", open: info.machine === "binder" && info.state === "none" },
      make("summary", {}, "I have a backup to bring back"),
      make(
        "div",
        { class: "sb-desk-fields sb-desk-inset" },
        make("div", { class: "sb-passphrase-row" }, make("label", { for: id }, "The backup file"), file),
        secret.element,
        shower.element,
        make("div", { class: "sb-row" }, button("Restore it", restore)),
        make("p", { class: "sb-quiet" }, "What is in your journal stays; the backup is added to it."),
        status,
      ),
    );
  }

  // Ask for the passphrase in place. `done` is called when the journal is open.
  function unlocking(letters, words, { done, cancel }) {
    const secret = sbInputs.passphrase("Your passphrase");
    const shower = sbInputs.shower(secret);
    const { element: status, say } = statusLine();
    let working = false;
    let cancelled = false;
    async function unlock() {
      if (working) return;
      const passphrase = secret.value();
      if (!passphrase) return say("Type your passphrase first.", "not-kept");
      working = true;
      secret.empty();
      shower.hide();
      say("Opening …");
      const answer = await letters.ask("unlock", { value: [passphrase], onSilence: () => say(SILENT) });
      working = false;
      if (answer.event === "journal") return cancelled ? letters.ask("lock") : done();
      say(because(answer), "not-kept");
      turnTo(secret);
    }
    secret.onEnter(unlock);
    const element = make(
      "section",
      { class: "sb-desk-panel", "aria-label": "Open your journal" },
      make("p", {}, words),
      secret.element,
      shower.element,
      make("div", { class: "sb-row" }, button("Open", unlock, "sb-button--main"), button("Cancel", () => { cancelled = true; cancel(); }, "sb-button--plain")),
      status,
    );
    return { element, focus: () => secret.focus(), wipe: () => secret.empty() };
  }

  // A backup to download; it always has a passphrase, because downloads lie around.
  function backingUp(letters, info, { cancel }) {
    const open = info.state === "open";
    const first = sbInputs.passphrase(open ? "A passphrase for it" : "Your passphrase");
    const second = sbInputs.passphrase("The same again");
    const shower = sbInputs.shower(...(open ? [first, second] : [first]));
    const { element: status, say } = statusLine();
    const wipe = () => {
      first.empty();
      second.empty();
      shower.hide();
    };
    let working = false;
    async function makeIt() {
      if (working) return;
      const passphrase = first.value();
      if (!passphrase) {
        first.focus();
        return say("Type a passphrase first.", "not-kept");
      }
      if (open && passphrase !== second.value()) {
        second.focus();
        return say("The two are not the same. Type the second one again.", "not-kept");
      }
      wipe();
      say("Making the backup …");
      working = true;
      const answer = await letters.ask("backup", { value: [passphrase], onSilence: () => say(SILENT) });
      working = false;
      if (answer.event !== "file") return say(because(answer), "not-kept");
      download([answer.files[0]], answer.name, "application/octet-stream");
      say(answer.sentence, "kept");
    }
    first.onEnter(open ? () => second.focus() : makeIt);
    second.onEnter(makeIt);
    const title = heading("A backup to download");
    const element = make(
      "section",
      { class: "sb-desk-panel", "aria-label": "A backup to download" },
      title,
      make("p", {}, open
        ? "Your journal has no passphrase, so this file gets one of its own: downloads are left lying around, and get copied."
        : "One encrypted file with everything in your journal. Your passphrase opens it, on any computer."),
      first.element,
      open ? second.element : "",
      shower.element,
      make("div", { class: "sb-row" }, button("Make the backup", makeIt, "sb-button--main"), button("Done", () => { wipe(); cancel(); }, "sb-button--plain")),
      status,
    );
    return { element, focus: () => first.focus(), wipe };
  }

  return { setup, restoring, unlocking, backingUp, download, because, SILENT };
})();
