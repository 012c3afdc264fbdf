// A kernel that is at work for long keeps pictures and fields waiting. Most of the time that is a loop without an end in a
// learner's own cell; one that was killed at work and that nobody watches looks the same.

const LONG = 20_000; // ms
const STOPPING = 5_000; // ms for a cell to end that was told to stop
const BUSY =
  "The kernel behind this page has been busy for a while, so its pictures and fields have to wait. It may still "
  + "finish. If it does not, stop it; what you kept is safe.";

// Says so, and stops what runs when the learner asks for it; calls `stuck` if that does not help, and `free` if it comes to
// an end after all.
export function watchWork(panel, activity, notice, stuck, free) {
  const session = panel.context.sessionContext;
  let waiting = null;
  let said = false; // once for each time at work
  let gaveUp = false;

  const wait = (time, act) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = null;
      act();
    }, time);
  };
  const giveUp = () => {
    gaveUp = true;
    stuck();
  };
  const stop = async () => {
    notice.hide("busy");
    wait(STOPPING, giveUp);
    try {
      await session.session?.kernel?.interrupt();
    } catch (error) {
      console.warn(error); // the server is away, or the kernel is gone
    }
  };
  const tell = () => {
    said = true;
    if (notice.kind() !== "asleep") notice.show(BUSY, { words: "Stop it", act: stop }, "busy");
  };
  const look = () => {
    if (activity.isAtWork()) {
      if (waiting === null && !said) wait(LONG, tell);
      return;
    }
    clearTimeout(waiting);
    waiting = null;
    notice.hide("busy");
    if (gaveUp) free();
    said = gaveUp = false;
  };
  activity.listen(look);
  panel.disposed.connect(() => clearTimeout(waiting));
  look();
}
