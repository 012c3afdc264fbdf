// Handing in: a window that says what travels, what it earns and what stays, before and after, and gives the file to
// send where there is no nbgrader.
import { button, make } from "./dom.js";

const EVENT = "urn:securebase:handed-in";
const COMMAND = "securebase:hand-in";
const KEPT = "securebase-kept"; // what the kernel updates when it has kept an answer
const SUBMIT = "#fetched_assignments_list button"; // nbgrader's own

const HOW =
  "If your course uses nbgrader, open its Assignment List (menu Nbgrader) and press Submit next to this exercise. "
  + "Otherwise save the file below and send it to your instructor: your answers are in it.";
const NOTHING = "Nothing yet: you have kept no answers, and none of your cells holds code.";
const ALL = "None of your work. Other files, outputs and your journal are never sent.";
const UNSAVED = "The open notebook has changes that were not saved, and so were not sent: save it and submit again.";
const RUNNING = "Your work is being run from the start, as it will be when it is graded …";

export function makeHandIn(course, palette) {
  const { app, server, tracker } = course;
  const ofPanel = () => tracker.currentWidget;

  async function before(panel) {
    const shown = showWindow("Hand in");
    try {
      await panel.context.save(); // what is on the disk is what is sent
      const report = await server.ask("hand-in", { path: panel.context.path });
      if (report.trouble) return shown.say(report.trouble);
      shown.fill(report, HOW, "Save the file to hand in");
      await shown.score(server);
    } catch (error) {
      console.warn(error);
      shown.say("The server did not answer. Your work is safe where it is; try again in a moment.");
    }
  }

  // Every open page hears of it; the one in front tells.
  async function after({ schema_id: kind, token }) {
    if (kind !== EVENT || document.visibilityState !== "visible") return;
    const shown = showWindow("Handed in");
    try {
      const report = await server.ask("hand-in", { token });
      const when = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      const sent = `Sent to the course ${report.course} at ${when}, from ${report.source}.`;
      const more = isUnsaved(report.source) ? UNSAVED : "You may hand in again: the last one counts.";
      shown.fill(report, `${sent} ${more}`, "Save a copy of what was sent");
      await shown.score(server);
    } catch (error) {
      console.warn(error);
      shown.say("It is handed in. What was sent cannot be shown here, because the server did not answer.");
    }
  }

  const isUnsaved = (path) => tracker.find(({ context }) => context.path === path && context.model.dirty) !== undefined;

  app.serviceManager.events?.stream.connect((_, event) => void after(event));
  saveBeforeSubmit(tracker);
  app.commands.addCommand(COMMAND, {
    label: "Hand in This Exercise",
    describedBy: { args: { type: "object", properties: {} } },
    isEnabled: () => Boolean(ofPanel()?.node.classList.contains("sb-exercise")),
    execute: () => before(ofPanel()),
  });
  palette?.addItem({ command: COMMAND, category: "Secure Base" });
  return { show: before, saveInTime: (panel) => saveInTime(app.shell, panel) };
}

// What is on the disk is what is sent. So the notebook is saved when an answer was kept, which it then carries too, and
// when the learner turns to something else, such as the Assignment List.
function saveInTime(shell, panel) {
  const { context } = panel;
  saveOneAtATime(context);
  const heard = (_, { header, content }) => {
    if (header.msg_type === "update_display_data" && content.transient?.display_id === KEPT) void save(context);
  };
  const left = (_, { oldValue }) => {
    if (oldValue === panel && !panel.isDisposed && context.model.dirty) void save(context);
  };
  context.sessionContext.iopubMessage.connect(heard);
  shell.currentChanged?.connect(left);
  panel.disposed.connect(() => {
    context.sessionContext.iopubMessage.disconnect(heard);
    shell.currentChanged?.disconnect(left);
  });
}

async function save(context) {
  if (context.isDisposed || context.model.readOnly) return;
  await context.save().catch((error) => console.warn(error));
}

// Submit may be pressed before that save is done, or beside a notebook that nobody left: it waits for the disk.
function saveBeforeSubmit(tracker) {
  let letThrough = null;
  async function press(submit, unsaved) {
    submit.disabled = true;
    await Promise.all(unsaved.map(save));
    submit.disabled = false;
    letThrough = submit;
    submit.click();
    letThrough = null;
  }
  document.addEventListener(
    "click",
    (event) => {
      const submit = event.target.closest?.(SUBMIT);
      if (submit?.textContent !== "Submit" || submit === letThrough) return;
      const unsaved = [];
      tracker.forEach(({ node, context }) => {
        if (node.classList.contains("sb-exercise") && context.model.dirty) unsaved.push(context);
      });
      if (!unsaved.length) return;
      event.stopImmediatePropagation();
      void press(submit, unsaved);
    },
    true,
  );
}

// JupyterLab lets two saves of a notebook run at once, and then takes the first for somebody else's: "File Changed".
const inTurn = new WeakSet(); // contexts; two views share one
function saveOneAtATime(context) {
  if (inTurn.has(context)) return;
  inTurn.add(context);
  const saveNow = context.save.bind(context);
  let before = Promise.resolve();
  context.save = () => (before = before.catch(() => {}).then(() => context.isDisposed || saveNow()));
}

function showWindow(title) {
  const from = document.activeElement;
  const heading = make("h2", { class: "sb-title", id: "sb-hand-in-title", tabindex: "-1" }, title);
  const score = make("p", { class: "sb-hand-in-score", role: "status" });
  const body = make("div", { class: "sb-hand-in-body" });
  const close = button("Close", () => dialog.close(), "sb-button--main");
  const buttons = make("div", { class: "sb-row" }, close);
  const dialog = make("dialog", { class: "sb sb-hand-in", "aria-labelledby": heading.id }, heading, score, body, buttons);
  document.querySelector("dialog.sb-hand-in")?.close();
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (from?.isConnected) from.focus();
  });
  for (const kind of ["keydown", "keypress", "keyup"]) dialog.addEventListener(kind, (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  heading.focus();
  score.textContent = "One moment …";
  let shown = null;

  return {
    say: (words) => (score.textContent = words),
    fill(report, how, saving) {
      shown = report;
      heading.textContent = `${title}: ${report.title}`;
      score.textContent = RUNNING;
      body.replaceChildren(
        make("p", {}, how),
        make("h3", {}, "What is sent"),
        list(report.travels, NOTHING),
        make("h3", {}, "What stays here"),
        list(report.stays, ALL),
      );
      const save = button(saving, () => download(report), "sb-button--main");
      buttons.replaceChildren(save, close);
      (report.course ? save : close).classList.remove("sb-button--main");
    },
    async score(server) {
      const found = await server.ask("score", { token: shown.token });
      if (!dialog.isConnected) return;
      score.textContent = found.trouble ?? `${found.points} of ${found.most} points.`;
      if (found.parts) body.prepend(make("ul", { class: "sb-hand-in-parts" }, ...found.parts.map(part)));
    },
  };
}

function part({ title, points, most }) {
  const earned = points === null ? `read by your instructor, up to ${most}` : `${points} of ${most}`;
  return make("li", {}, make("span", {}, title), " ", make("span", { class: "sb-quiet" }, earned));
}

function list(sentences, otherwise) {
  if (!sentences.length) return make("p", {}, otherwise);
  return make("ul", {}, ...sentences.map((sentence) => make("li", {}, sentence)));
}

function download({ file, notebook }) {
  const address = URL.createObjectURL(new Blob([notebook], { type: "application/x-ipynb+json" }));
  make("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
