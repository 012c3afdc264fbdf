// The course in the left bar: lessons and exercises, what is done, what comes next, and a pause.
import { button, make, redraw } from "./dom.js";
import { titled } from "./ending.js";
import { exerciseOf, nextStep } from "./steps.js";

const ID = "securebase-course";
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161"
  d="M12 5.5C9.6 4.1 6.6 3.8 3 4v14.5c3.6-.2 6.6.2 9 1.6 2.4-1.4 5.4-1.8 9-1.6V4c-3.6-.2-6.6.1-9 1.5zM5 6c2.300 0 4.200.4 6 1.400v9.900c-1.800-.700-3.700-1-6-.900V6zm14 10.400c-2.300-.1-4.200.2-6 .9V7.400C14.800 6.400 16.700 6 19 6v10.400z"/></svg>`;
export const NARROW = 900; // CSS pixels: below this, an open panel would leave a lesson too little room

export function makeCoursePanel(course, labShell, restorer, palette, LabIcon) {
  const { app, progress, Widget } = course;
  const panel = new Widget();
  panel.id = ID;
  panel.title.caption = "Course";
  panel.title.icon = new LabIcon({ name: "securebase:course", svgstr: ICON });
  panel.node.classList.add("sb-course-panel");
  panel.node.setAttribute("role", "region");
  panel.node.setAttribute("aria-label", "Course");
  const body = make("div", { class: "sb sb-course" });
  panel.node.append(body);
  panel.onAfterShow = () => progress.refresh();
  panel.onActivateRequest = () => body.querySelector("button")?.focus();

  labShell.add(panel, "left", { rank: 1 });
  restorer?.add(panel, ID);
  const show = "securebase:show-course";
  app.commands.addCommand(show, {
    label: "Show the Course",
    describedBy: { args: { type: "object", properties: {} } },
    execute: () => labShell.activateById(ID),
  });
  palette?.addItem({ command: show, category: "Secure Base" });

  progress.onChange(() => draw(course, body));
  labShell.restored.then(async (layout) => {
    await progress.known();
    draw(course, body);
    // Where nobody arranged anything yet, the contents lie open beside the lesson, which keeps the focus. In a narrow
    // window they would take its place, however they lay in a wide one.
    if (window.innerWidth < NARROW) labShell.collapseLeft();
    else if (layout.fresh && progress.course?.workbook !== null) showQuietly(labShell, panel);
  });
}

function showQuietly(labShell, panel) {
  const { onActivateRequest } = panel;
  panel.onActivateRequest = () => {};
  labShell.activateById(panel.id);
  setTimeout(() => (panel.onActivateRequest = onActivateRequest));
}

function draw(course, body) {
  const { progress } = course;
  const lessons = progress.course?.lessons ?? [];
  const scrolled = body.parentElement.scrollTop;
  const none = make("p", {}, "There is no workbook in this folder. `securebase lab` creates one and opens it.");
  const parts = () => [
    goOn(course, lessons),
    make("h3", { class: "sb-course-part", id: "sb-course-lessons" }, "Lessons and exercises"),
    make("ol", { class: "sb-course-list", "aria-labelledby": "sb-course-lessons" }, ...lessons.map((lesson) => entry(course, lesson))),
    foot(course),
  ];
  redraw(body, [heading(), ...(lessons.length ? parts() : [none])], "path");
  body.parentElement.scrollTop = scrolled;
}

function heading() {
  return make("h2", { class: "sb-title" }, "Secure Base");
}

function goOn(course, lessons) {
  const { progress } = course;
  const next = nextStep(progress, lessons);
  if (!next) return make("p", {}, "You have worked through all of it. Every lesson stays open to you.");
  const made = button(next.begun ? "Go on" : "Begin", () => course.open(progress.onServer(next.path)), "sb-button--main");
  made.dataset.path = "next";
  made.setAttribute("aria-label", `${made.textContent}: ${next.title}`);
  return make(
    "div",
    { class: "sb-course-next" },
    make("p", {}, make("span", { class: "sb-ending-kind" }, "Next"), next.title),
    next.minutes && make("p", { class: "sb-quiet" }, `about ${next.minutes} minutes`),
    made,
  );
}

function entry(course, lesson) {
  const { progress } = course;
  const { opened, finished } = progress.lesson(lesson.name);
  const state = finished ? "finished" : opened ? "begun" : "";
  return make(
    "li",
    { class: "sb-course-lesson", "data-state": state || "new" },
    line(course, lesson.path, titled(lesson), inBrief(lesson.minutes, state)),
    lesson.exercise
      && line(course, lesson.exercise, exerciseOf(lesson), inBrief(lesson.exercise_minutes, parts(progress.exercise(lesson.name)))),
  );
}

function inBrief(minutes, state) {
  return [minutes && `${minutes} min`, state].filter(Boolean).join(" · ");
}

function parts({ done, of }) {
  if (!of) return "";
  return done === of ? `all ${of} parts done` : `${done} of ${of} parts done`;
}

function line(course, path, words, more) {
  const { progress } = course;
  const here = progress.here === path;
  return make(
    "button",
    {
      type: "button",
      class: "sb-course-line",
      "data-path": path,
      "aria-current": here ? "page" : null,
      onclick: () => course.open(progress.onServer(path)),
    },
    make("span", { class: "sb-course-words" }, words),
    more && make("span", { class: "sb-quiet" }, make("span", { class: "sb-for-screen-readers" }, ", "), more),
  );
}

function foot(course) {
  const { pause, progress } = course;
  const made = button("Pause", () => pause.show());
  made.dataset.path = "pause";
  const key = pause.key();
  return make(
    "div",
    { class: "sb-course-foot" },
    made,
    make("p", { class: "sb-quiet" }, key ? `${key} does the same, from anywhere in a lesson.` : ""),
    make("p", { class: "sb-quiet" }, progress.trouble || "Your progress is kept in progress.json in your workbook: names and counts, and nothing you write."),
  );
}
