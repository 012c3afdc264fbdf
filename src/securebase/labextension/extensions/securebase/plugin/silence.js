// A kernel whose process is gone looks idle if nobody watches it. What tells is that it does not so much as say that
// it is busy when it is sent something.

const SILENCE = 8_000; // ms

// Calls `silent` when a kernel that is not at work leaves a message without any word, and `heard` if a word comes after
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
    told = activity.owesAnswer() && !activity.isAtWork();
    if (told) silent();
  };
  activity.listen((what) => {
    if (what !== "sent") stop(); // counted from the last word: a kernel that still speaks is not silent
    if (activity.owesAnswer()) waiting ??= setTimeout(look, SILENCE);
    if (what !== "word") return;
    if (told) heard();
    told = false;
  });
  panel.disposed.connect(stop);
}
