// Running what may run by itself, so that nothing of it is left in the file.
import { liftDrafts } from "./drafts.js";

const PATIENCE = 30_000; // ms for a kernel to start before a sentence says so
const COMING_UP = 10_000; // ms for a kernel to come up that is being restarted
const SLOW = 1_500; // ms after which the learner is told that it is under way
const firstRuns = new WeakMap(); // by first cell: a notebook that is open in several views runs once for all of them

// What a person decides in a notebook: cells and what they hold, but no output and nothing a kernel reports.
export function essence(model) {
  return JSON.stringify(
    Array.from(model.cells, (cell) => {
      const { execution, trusted, ...metadata } = cell.metadata;
      return [cell.type, cell.sharedModel.getSource(), metadata];
    }),
  );
}

// Opening a notebook marks it as changed: a kernel reports its language, cells get outputs. As long as nobody
// changed anything, that mark is taken away, so that nothing is written and nobody is asked whether to save.
// Of a lesson no output is ever stored, so there this holds for as long as it is open.
export function keepClean(panel, { always }) {
  const { model } = panel.context;
  let opening = true;
  let held = null; // what the file holds
  let closing = null;
  const check = () => {
    if (opening && !panel.isDisposed && model.dirty && essence(model) === held) model.dirty = false;
  };
  const later = (_, change) => change.name === "dirty" && change.newValue && setTimeout(check);
  model.stateChanged.connect(later);
  return {
    opens(essenceOfFile) {
      clearTimeout(closing);
      held = essenceOfFile;
      opening = true;
      check();
    },
    settled() {
      check();
      if (!always) closing = setTimeout(() => (check(), (opening = false)), 2_000); // the kernel's report may come late
    },
  };
}

export class Waking {
  constructor(course, panel) {
    this.course = course;
    this.panel = panel;
    this.running = null;
    this.deaf = false; // whether the kernel does not answer, so that only a new one helps
    this.disturbed = ""; // what happened to the kernel while cells were run, in a sentence
  }

  // What the server said of the notebook, and the cells that it said it of.
  take(ours) {
    this.ours = ours;
    this.verified = new Map(ours.runs.map((place) => [ours.cells[place].sharedModel, ours.sources[place]]));
    this.ran = false; // whether there is anything yet that a stopped kernel could leave dead
  }

  get session() {
    return this.panel.context.sessionContext;
  }

  // Whether there is a kernel, once it had time to start.
  async kernel() {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await Promise.race([this.session.ready, late]);
    return Boolean(this.session.session?.kernel);
  }

  // The cells to run: of an exercise the released ones, wherever they are now; of a lesson, and of what somebody changed
  // and the learner ran all the same, all that there are now.
  cells() {
    const cells = this.panel.content.widgets.filter((cell) => cell.model.type === "code");
    const all = this.ours.kind === "lesson" || !this.ours.unchanged;
    return all ? cells : cells.filter((cell) => this.verified.has(cell.model.sharedModel));
  }

  // Run by itself: only cells that still hold what was verified.
  firstRun(notice) {
    const [first] = this.verified.keys();
    if (!first) return Promise.resolve(true);
    const same = ({ model }) => this.verified.get(model.sharedModel) === model.sharedModel.getSource();
    if (!firstRuns.has(first)) firstRuns.set(first, this.run(notice, this.cells().filter(same)));
    return firstRuns.get(first).finally(() => (this.ran = true));
  }

  // What ran is dead: a further view would have to run it.
  stopped() {
    const [first] = this.verified.keys();
    firstRuns.delete(first);
  }

  // Run cells; false if something stood in the way. A second call waits for the first.
  run(notice, cells = this.cells()) {
    this.running ??= this._run(notice, cells).finally(() => (this.running = null));
    return this.running;
  }

  async _run(notice, cells) {
    if (!cells.length) return true;
    const slow = setTimeout(() => notice.show("Waking up the pictures …", null, "waking"), SLOW);
    const putBack = liftDrafts(cells);
    try {
      await this._comesUp();
      this.disturbed = "";
      await this.course.actions.runCells(this.panel.content, cells, this.session);
    } finally {
      clearTimeout(slow);
      notice.hide("waking");
      this.ran = true;
    }
    await putBack();
    return !this.panel.isDisposed && cells.every((cell) => cell.model.executionCount !== null);
  }

  // A fresh kernel if the old one is gone or does not answer.
  async revive() {
    const status = this.session.session?.kernel?.status;
    if (!status) await this.session.startKernel();
    else if (status === "dead" || status === "unknown") await this._replace();
    else if (this.deaf || !(await this._comesUp())) await this.session.restartKernel();
    this.deaf = false;
    await this.session.ready;
    await this.running; // what the old kernel left behind comes to its end
  }

  // Whether a kernel that is being started is there within a moment.
  async _comesUp() {
    const until = Date.now() + COMING_UP;
    while (!["idle", "busy"].includes(this.session.session?.kernel?.status)) {
      if (Date.now() > until || this.panel.isDisposed) return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return true;
  }

  // In place of a kernel that is dead. A server that was restarted does not know its session any more either.
  async _replace() {
    const { session } = this;
    const name = session.session.kernel.name;
    await session.sessionManager.refreshRunning();
    const known = Array.from(session.sessionManager.running()).some(({ id }) => id === session.session.id);
    if (known) return session.changeKernel({ name });
    await session.shutdown();
    return session.changeKernel({ name });
  }
}
