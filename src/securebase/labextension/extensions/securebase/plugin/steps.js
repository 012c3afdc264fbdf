// The way through the course, a lesson and its exercise in turn, and what comes next on it.
import { titled } from "./ending.js";

export function exerciseOf(lesson) {
  return `Exercise ${lesson.number}`;
}

function lessonStep(progress, lesson) {
  const { opened, finished } = progress.lesson(lesson.name);
  return { path: lesson.path, title: titled(lesson), minutes: lesson.minutes, begun: opened, done: finished, over: finished };
}

// Nobody needs all parts of an exercise: one that was begun is offered again only to who is in it.
function exerciseStep(progress, lesson) {
  const { done, of } = progress.exercise(lesson.name);
  const [begun, whole] = [Boolean(done), Boolean(of) && done === of];
  return {
    path: lesson.exercise, title: exerciseOf(lesson), minutes: lesson.exercise_minutes, begun, done: whole, over: begun,
  };
}

// The step to go on with: the one where the learner was, unless that is done or in front already; else the first after it
// that is still to come, and then what was left out before it.
export function nextStep(progress, lessons) {
  const steps = lessons.flatMap((lesson) => [
    lessonStep(progress, lesson),
    ...(lesson.exercise ? [exerciseStep(progress, lesson)] : []),
  ]);
  const last = progress.course.progress?.last;
  const place = Math.max(0, steps.findIndex(({ path }) => path === last));
  const [where, ...others] = [...steps.slice(place), ...steps.slice(0, place)];
  if (!where.done && where.path !== progress.here) return where;
  return others.find(({ over }) => !over) ?? (where.done ? null : where);
}
