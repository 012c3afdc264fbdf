// What can be done with a whole journal besides reading it: taking it along, another passphrase, deleting it.
const sbJourneyMore = (() => {
  const { make, uniqueName } = sbKit;
  const { button, statusLine } = sbPrivateCard;

  function section(title, ...children) {
    return make("details", { class: "sb-desk-more" }, make("summary", {}, title), make("div", { class: "sb-desk-fields sb-desk-inset" }, ...children));
  }

  function takingAlong(letters, desk) {
    const { element: status, say } = statusLine();
    const fetch = async (form) => {
      say("Writing it …");
      const answer = await desk.open("export", { value: [form], onSilence: () => say(sbDoors.SILENT) });
      if (answer === null) return say("");
      if (answer.event === "no journal") return say("You have no journal yet.");
      if (answer.event !== "file") return say(sbDoors.because(answer), "not-kept");
      sbDoors.download([answer.files[0]], answer.name, form === "html" ? "text/html" : "text/markdown");
      say(answer.sentence, "kept");
    };
    const backUp = async () => {
      const offered = await desk.offerBackup(() => {});
      const { state, where } = desk.info();
      say(offered ? "" : state === "none" ? "You have no journal yet." : where);
    };
    return section(
      "Take it with you",
      make("p", {}, "The backup is encrypted and can be brought back, here or on another computer. The other two are plain pages for you to read or print: anyone who has the file can read it."),
      make(
        "div",
        { class: "sb-row" },
        button("Encrypted backup", backUp),
        button("A page to read (HTML)", () => fetch("html")),
        button("Plain text (Markdown)", () => fetch("markdown")),
      ),
      status,
    );
  }

  function passphrase(letters, desk) {
    const old = sbInputs.passphrase("The one you have");
    const first = sbInputs.passphrase("The new one");
    const second = sbInputs.passphrase("The same again");
    const shower = sbInputs.shower(old, first, second);
    const { element: status, say } = statusLine();
    const wipe = () => {
      [old, first, second].forEach((field) => field.empty());
      shower.hide();
    };
    let working = false;
    let warned = false;
    async function change() {
      if (working) return;
      if (first.value() !== second.value()) {
        second.focus();
        return say("The two are not the same. Type the second one again.", "not-kept");
      }
      if (!first.value() && !warned) {
        warned = true;
        return say("Without a new passphrase, anyone who uses this computer account can read your journal. If that is what you want, press Change it again.");
      }
      const value = [old.value() || null, first.value() || null];
      wipe();
      say("Changing it …");
      working = true;
      const answer = await letters.ask("change", { value, onSilence: () => say(sbDoors.SILENT) });
      working = warned = false;
      say(answer.event === "changed" ? answer.sentence : sbDoors.because(answer), answer.event === "changed" ? "kept" : "not-kept");
    }
    second.onEnter(change);
    first.onInput(() => (warned = false));
    return section(
      "Change the passphrase",
      make("p", {}, "Leave the first field empty if your journal has none. Leave the new ones empty to do without one from now on: then anyone who uses this computer account can read it."),
      old.element,
      first.element,
      second.element,
      shower.element,
      make("div", { class: "sb-row" }, button("Change it", change)),
      status,
    );
  }

  function deletingAll(letters, onDeleted) {
    const id = uniqueName();
    const field = make("input", { id, type: "text", inputmode: "numeric", class: "sb-field sb-count", autocomplete: "off" });
    const label = make("label", { for: id }, "");
    const words = make("p", {}, "");
    const erase = button("Delete everything", async () => {
      if (working) return;
      if (field.value.trim() !== String(count)) {
        field.focus();
        return say(`Nothing was deleted. To delete, type ${count} in the field.`, "not-kept");
      }
      say("Deleting …");
      working = true;
      const answer = await letters.ask("delete all", { value: [count], onSilence: () => say(sbDoors.SILENT) });
      working = false;
      field.value = "";
      if (answer.event !== "deleted") {
        say(sbDoors.because(answer), "not-kept");
        return recount();
      }
      onDeleted();
      await recount();
      say(answer.sentence, "kept");
    });
    const { element: status, say } = statusLine();
    let count = 0;
    let working = false;
    async function recount() {
      const answer = await letters.ask("count");
      count = answer.event === "count" ? answer.count : 0;
      words.textContent = count
        ? `Your journal holds ${count} ${count === 1 ? "entry" : "entries"}. The key is deleted first, so that nothing can be read from then on. This cannot be undone. You do not need your passphrase. Backups you have downloaded stay where they are.`
        : "There is nothing to delete: your journal holds no entries.";
      label.textContent = `To go on, type ${count}`;
      erase.textContent = `Delete all ${count} ${count === 1 ? "entry" : "entries"}`;
      row.hidden = !count;
    }
    const row = make("div", { class: "sb-desk-fields", hidden: true }, make("div", { class: "sb-passphrase-row" }, label, field), make("div", { class: "sb-row" }, erase));
    const whole = section("Delete everything", words, row, status);
    whole.addEventListener("toggle", () => whole.open && recount());
    return whole;
  }

  return { takingAlong, passphrase, deletingAll };
})();
