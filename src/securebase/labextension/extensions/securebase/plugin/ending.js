// The foot of a lesson or an exercise: the one before, the next, and "I have finished this lesson" or "Hand in".
import { button, keepFocus, keepKeys, make, redraw } from "./dom.js";

export function makeEnding(course, panel, ours) {
  const { progress } = course;
  const element = make("nav", { class: "sb sb-ending", "aria-label": "Where to go from here" });
  keepKeys(element);
  keepFocus(element);
  panel.content.outerNode.append(element);

  function draw() {
    const lessons = progress.course?.lessons ?? [];
    const place = lessons.findIndex((lesson) => lesson.name === ours.name);
    redraw(element, ours.kind === "lesson" ? ofLesson(lessons, place) : ofExercise(lessons, place), "part");
  }

  function link(part, before, title, path) {
    const go = () => course.open(progress.onServer(path));
    const words = make("span", {}, make("span", { class: "sb-ending-kind" }, before), title);
    const made = button(words, go, "sb-ending-link");
    Object.assign(made.dataset, { part, path }); // a link that leads elsewhere is another one
    return made;
  }

  function ofLesson(lessons, place) {
    const lesson = lessons[place];
    if (!lesson) return [];
    return [
      finished(lesson),
      place > 0 && link("before", "Previous", titled(lessons[place - 1]), lessons[place - 1].path),
      lesson.exercise && link("exercise", "To try it out", `Exercise ${lesson.number}`, lesson.exercise),
      place + 1 < lessons.length && link("next", "Next", titled(lessons[place + 1]), lessons[place + 1].path),
    ];
  }

  function ofExercise(lessons, place) {
    const lesson = lessons[place];
    const next = lesson && lessons[place + 1];
    return [
      handIn(),
      lesson && link("before", "Back to the lesson", titled(lesson), lesson.path),
      next && link("next", "Next", titled(next), next.path),
    ];
  }

  function finished(lesson) {
    const done = Boolean(progress.lesson(lesson.name).finished);
    const toggle = () => progress.change(panel.context.path, { lesson: lesson.name, finished: !done });
    const made = button(done ? "Finished ✓" : "I have finished this lesson", toggle, done ? "" : "sb-button--main");
    made.dataset.part = "finished";
    made.setAttribute("aria-pressed", String(done));
    if (done) made.setAttribute("aria-label", "Finished. Press to take it back.");
    return make("div", { class: "sb-ending-finished" }, made);
  }

  function handIn() {
    const made = button("Hand in …", () => course.handIn.show(panel), "sb-button--main");
    made.dataset.part = "hand-in";
    return make("div", { class: "sb-ending-finished" }, made);
  }

  const stop = progress.onChange(draw);
  panel.disposed.connect(stop);
  draw();
}

export function titled(lesson) {
  return `${lesson.number}. ${lesson.title}`;
}
