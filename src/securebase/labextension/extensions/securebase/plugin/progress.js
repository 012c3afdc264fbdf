// How far the learner is, as the server keeps it; whoever shows it is told when it changes.
export class Progress {
  constructor(server) {
    this.server = server;
    this.course = null; // workbook, lessons and progress, once asked
    this.trouble = ""; // why it could not be kept, in a sentence
    this.listeners = new Set();
    this.here = null; // the notebook in front, if it is one of the course's own
    this._turn = Promise.resolve();
  }

  // One question after the other: an answer that came late would take back what a later one said.
  _ask(body) {
    this._turn = this._turn.catch(() => {}).then(() => this.server.ask("course", body));
    return this._turn;
  }

  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async refresh() {
    try {
      this.course = await this._ask();
    } catch {
      return; // the server is away, and JupyterLab says so; what was known is still shown
    }
    this._tell();
  }

  // The whole outline and progress; asked for once it was answered no more.
  async known() {
    if (this.course === null) {
      this._asked ??= this.refresh().finally(() => (this._asked = null));
      await this._asked;
    }
    return this.course;
  }

  // Pages beside the lessons, such as the glossary, are no steps on the way.
  hasLesson({ kind, name }) {
    return kind === "lesson" && Boolean(this.course?.lessons.some((lesson) => lesson.name === name));
  }

  lesson(name) {
    return this.course?.progress?.lessons[name] ?? {};
  }

  exercise(name) {
    return this.course?.progress?.exercises[name] ?? {};
  }

  // A file's place in the workbook, whatever folder of the server the workbook is.
  inWorkbook(path) {
    const workbook = this.course?.workbook;
    return workbook && path.startsWith(`${workbook}/`) ? path.slice(workbook.length + 1) : path;
  }

  onServer(path) {
    return this.course?.workbook ? `${this.course.workbook}/${path}` : path;
  }

  async change(path, change) {
    const course = await this.known();
    if (!course?.progress) return; // a lesson that lies in no workbook
    let answer;
    try {
      answer = await this._ask({ path, change });
    } catch {
      return; // as above: a lesson never stops because its progress could not be kept
    }
    this.trouble = answer.trouble ?? "";
    if (answer.progress && this.course) this.course.progress = answer.progress;
    this._tell();
  }

  // The notebook that came to the front is where the learner is, if it is one of the course's own.
  async front(panel) {
    const course = await this.known();
    if (!course?.progress || panel?.isDisposed) return;
    if (!panel) {
      this.here = null;
      return this._tell();
    }
    const place = this.inWorkbook(panel.context.path);
    const ours = course.lessons.some((lesson) => lesson.path === place || lesson.exercise === place);
    this.here = ours ? place : null;
    if (ours && course.progress.last !== place) await this.change(panel.context.path, { last: place });
    else this._tell();
  }

  _tell() {
    for (const listener of this.listeners) listener();
  }
}
