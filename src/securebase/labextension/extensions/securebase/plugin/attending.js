// One open notebook: is it ours, does it wake up by itself, and what is added to it. Others stay as they are.
import { makeEnding } from "./ending.js";
import { foldCode } from "./folds.js";
import { makeNotice } from "./notice.js";
import { countParts } from "./parts.js";
import { keepPlace } from "./place.js";
import { essence, keepClean, Waking } from "./waking.js";
import { watchVitals } from "./vitals.js";

const CHANGED = {
  lesson:
    "This lesson differs from the course's own: you or someone else changed it. So it does not run by itself. "
    + "If you know what changed, run it; otherwise look first.",
  exercise:
    "A locked cell of this exercise is missing or was changed, so its fields do not wake up by themselves. "
    + "If you know what changed, run it. Your answers are kept either way.",
};
const NO_KERNEL = "Nothing here is alive yet, because no kernel is running for it.";

// Only these can be ours; no other notebook is so much as asked about.
function mayBeOurs(context) {
  return context.path.endsWith(".md") || Boolean(context.model.getMetadata("securebase"));
}

function asPlain(cell) {
  return { cell_type: cell.type, source: cell.sharedModel.getSource(), metadata: cell.metadata };
}

async function recognised(course, context) {
  const cells = Array.from(context.model.cells, asPlain);
  const exercise = context.model.getMetadata("securebase")?.exercise ?? "";
  return course.server.ask("recognise", { path: context.path, cells, exercise });
}

// A person's word for "done": tests and styles read it, and so may anyone who looks at the page.
function say(panel, state) {
  panel.node.dataset.securebase = state;
}

// In another JupyterLab something may be missing; then a notebook stays as it is, and Run All works as ever.
export async function attend(course, panel) {
  try {
    await recogniseAndDress(course, panel);
  } catch (error) {
    console.warn(error);
    say(panel, "other");
  }
}

async function recogniseAndDress(course, panel) {
  const { context } = panel;
  await context.ready;
  if (panel.isDisposed || !mayBeOurs(context)) return say(panel, "other");
  say(panel, "asking");
  const opened = essence(context.model); // just read, and so what the file holds
  const ours = await recognised(course, context);
  if (panel.isDisposed || ours.kind === "other") return say(panel, "other");
  await dress(course, panel, ours, opened);
}

async function dress(course, panel, ours, opened) {
  panel.node.classList.add("sb-ours", `sb-${ours.kind}`);
  endKernelOnClosing(panel.context.sessionContext);
  await course.progress.known();
  const notice = makeNotice(panel);
  foldCode(panel, ours);
  course.pause.addButton(panel);
  makeEnding(course, panel, ours);
  if (course.progress.hasLesson(ours)) course.progress.change(panel.context.path, { lesson: ours.name, opened: true });
  countParts(course, panel, ours);
  const place = keepPlace(course, panel, ours);
  const opening = keepClean(panel, opened, { always: ours.kind === "lesson" });
  await wakeUp(course, panel, ours, notice);
  place.settled();
  opening.settled();
}

// Opened again, a lesson runs again: its kernel would only fill the memory, a lesson at a time.
function endKernelOnClosing(session) {
  session.kernelPreference = { ...session.kernelPreference, shutdownOnDispose: true };
}

async function wakeUp(course, panel, ours, notice) {
  const waking = new Waking(course, panel, ours);
  const hasCode = Array.from(panel.context.model.cells).some((cell) => cell.type === "code");
  if (!ours.unchanged && hasCode) {
    offerRunAll(course, panel, ours, notice);
    return say(panel, "changed");
  }
  say(panel, "waking");
  await shown(course, panel);
  watchVitals(panel, waking, notice, (state) => say(panel, state));
  if (ours.runs.length && !(await waking.kernel())) {
    notice.show(NO_KERNEL, waking.offer, "asleep");
    return say(panel, "asleep");
  }
  if (await waking.firstRun(notice)) say(panel, "alive");
  else if (!panel.isDisposed) waking.failed();
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
  notice.show(CHANGED[ours.kind], { words: "Run all of it", act: run }, "changed");
}
