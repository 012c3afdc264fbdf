// One open notebook: is it ours, does it wake up by itself, and what is added to it. Others stay as they are.
import { makeEnding } from "./ending.js";
import { foldCode } from "./folds.js";
import { makeNotice } from "./notice.js";
import { countParts } from "./parts.js";
import { keepPlace } from "./place.js";
import { followReloads } from "./reloading.js";
import { watchVitals } from "./vitals.js";
import { essence, keepClean, Waking } from "./waking.js";

const CHANGED = {
  lesson:
    "This lesson is not as the course made it: you or someone else changed it. So it does not run by itself. If "
    + "you know what changed, run it; otherwise look first.",
  exercise:
    "This exercise is from an earlier version of the course, or someone changed or removed a locked cell of it, or its file "
    + "holds something that is not a cell and did not come with the course. So its fields do not wake up by themselves. If "
    + "you know what is different, run it; otherwise look first. Your answers are kept either way.",
};
const besides = (files) =>
  `Next to this page are Python files that did not come with the course (${files.join(", ")}), and they might run instead of `
  + "the course's own. So it does not run by itself. If they are yours, run it; otherwise look first. Notebooks in this "
  + "workbook import nothing from the folder they are in.";
const NO_KERNEL = "Nothing here is live yet, because no kernel is running for this page.";

// Only these can be ours; no other notebook is so much as asked about.
function mayBeOurs(context) {
  return context.path.endsWith(".md") || Boolean(context.model.getMetadata("securebase"));
}

function asPlain(cell) {
  return { cell_type: cell.type, source: cell.sharedModel.getSource(), metadata: cell.metadata };
}

// What the server says of a notebook that was just read, with the cells that it says it of: they may move or change
// before they run.
async function recognised(course, context) {
  const models = Array.from(context.model.cells);
  const cells = models.map(asPlain);
  const opened = essence(context.model);
  const metadata = context.model.sharedModel.getMetadata();
  const said = await course.server.ask("recognise", { path: context.path, cells, metadata });
  return { ...said, opened, cells: models, sources: cells.map(({ source }) => source) };
}

// A person's word for "done": tests and styles read it, and so may anyone who looks at the page.
function say(panel, state) {
  if (!panel.isDisposed) panel.node.dataset.securebase = state;
}

// In another JupyterLab something may be missing; then a notebook stays as it is, and Run All works as ever.
export async function attend(course, panel) {
  try {
    await recogniseAndDress(course, panel);
  } catch (error) {
    console.warn(error);
    panel.node.classList.remove("sb-ours", "sb-lesson", "sb-exercise");
    say(panel, "other");
  }
}

async function recogniseAndDress(course, panel) {
  const { context } = panel;
  await context.ready;
  if (panel.isDisposed || !mayBeOurs(context)) return say(panel, "other");
  say(panel, "asking");
  const ours = await recognised(course, context);
  if (panel.isDisposed || ours.kind === "other") return say(panel, "other");
  await course.progress.known();
  if (!panel.isDisposed) await dress(course, panel, ours);
}

async function dress(course, panel, ours) {
  panel.node.classList.add("sb-ours", `sb-${ours.kind}`);
  endKernelOnClosing(panel.context.sessionContext);
  hushJupyterLab(panel);
  const notice = makeNotice(course, panel);
  course.pause.addButton(panel);
  makeEnding(course, panel, ours);
  if (course.progress.hasLesson(ours)) course.progress.change(panel.context.path, { lesson: ours.name, opened: true });
  countParts(course, panel, ours);
  if (ours.kind === "exercise") {
    course.handIn.saveInTime(panel);
    hideValidate(panel);
  }
  const place = keepPlace(course, panel, ours);
  const opening = keepClean(panel, { always: ours.kind === "lesson" });
  const waking = new Waking(course, panel);
  const wakeUp = async (found) => {
    foldCode(course, panel, found);
    opening.opens(found.opened);
    waking.take(found);
    await wakeUpBy(waking, found, notice);
    opening.settled();
  };
  followReloads(panel, ours.cells, async () => {
    const found = await recognised(course, panel.context);
    if (!panel.isDisposed && found.kind === ours.kind) await wakeUp(found);
  });
  await wakeUp(ours);
  place.settled();
}

// Opened again, a lesson runs again: its kernel would only fill the memory, a lesson at a time.
function endKernelOnClosing(session) {
  session.kernelPreference = { ...session.kernelPreference, shutdownOnDispose: true };
}

// Of a kernel that died it says, in a window above everything, what our own line says with what to do. Where another
// JupyterLab calls this otherwise, the window comes as before.
function hushJupyterLab(panel) {
  const { _onSessionStatusChanged: said } = panel;
  if (typeof said === "function") panel.context.sessionContext.statusChanged.disconnect(said, panel);
}

// nbgrader's button calls each part without an answer "failed", whereas our own checks say what is still to come.
function hideValidate(panel) {
  Array.from(panel.toolbar.children()).find(({ props }) => props?.className === "validate-button")?.hide();
}

async function wakeUpBy(waking, ours, notice) {
  const { course, panel } = waking;
  const watch = () => (waking.vitals ??= watchVitals(panel, waking, notice, (state) => say(panel, state)));
  notice.hide();
  if (!ours.unchanged && ours.cells.some((cell) => cell.type === "code")) {
    watch();
    offerRunAll(course, panel, ours, notice);
    return say(panel, "changed");
  }
  say(panel, "waking");
  await shown(course, panel);
  if (panel.isDisposed) return;
  watch();
  if (ours.runs.length && !(await waking.kernel())) {
    notice.show(NO_KERNEL, waking.vitals.offer, "asleep");
    return say(panel, "asleep");
  }
  if (!panel.isDisposed) waking.vitals.ended(await waking.firstRun(notice));
}

// Of several notebooks that JupyterLab opens again, those behind others wait for their turn.
function shown(course, panel) {
  if (panel.isVisible) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (!panel.isVisible && !panel.isDisposed) return;
      course.tracker.currentChanged.disconnect(look);
      resolve();
    };
    course.tracker.currentChanged.connect(look);
  });
}

function offerRunAll(course, panel, ours, notice) {
  const run = () => {
    notice.hide();
    course.app.shell.activateById(panel.id);
    return course.app.commands.execute("notebook:run-all-cells");
  };
  const why = ours.beside.length ? besides(ours.beside) : CHANGED[ours.kind];
  notice.show(why, { words: "Run all of it", act: run }, "changed");
}
