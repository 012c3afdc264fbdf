// A kernel whose process is gone looks idle if nobody watches it. What tells is that it does not so much as say that
// it is busy when it is sent something.

const SILENCE = 8_000; // ms

// Calls `silent` when a kernel that is at nothing leaves a message without any word, and `heard` if a word comes after
// all: a laptop may fall asleep in between.
export function listenForSilence(panel, activity, silent, heard) {
  let waiting = null;
  let told = false;

  const stop = () => {
    clearTimeout(waiting);
    waiting = null;
  };
  const look = () => {
    waiting = null;
    told = activity.isOwing() && !activity.isAtWork();
    if (told) silent();
  };
  activity.listen((what) => {
    if (what !== "sent") stop(); // counted from the last word: until then it has only not come to the rest
    if (activity.isOwing()) waiting ??= setTimeout(look, SILENCE);
    if (what !== "word") return;
    if (told) heard();
    told = false;
  });
  panel.disposed.connect(stop);
}
