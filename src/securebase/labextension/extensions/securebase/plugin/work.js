// A kernel that is at work for long keeps pictures and fields waiting. Most of the time that is a loop without an end in a
// learner's own cell; one that was killed at work and that nobody watches looks the same.

const LONG = 20_000; // ms
const STOPPING = 5_000; // ms for a cell to end that was told to stop
const AT_WORK = ["busy", "starting", "restarting", "autorestarting"];
const BUSY =
  "The kernel behind this page has been at work for a while, so its pictures and fields wait. It may still come to an "
  + "end. If not, stop what it does; what you kept is safe.";

// Says so, and stops what runs when the learner asks for it; calls `stuck` if that does not help, and `free` if it comes to
// an end after all.
export function watchWork(panel, notice, stuck, free) {
  const session = panel.context.sessionContext;
  let waiting = null;
  let told = false;

  const wait = (time, act) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = null;
      act();
    }, time);
  };
  const giveUp = () => {
    told = true;
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
    if (notice.kind() !== "asleep") notice.show(BUSY, { words: "Stop it", act: stop }, "busy");
  };
  const look = (_, status) => {
    if (AT_WORK.includes(status)) {
      if (waiting === null) wait(LONG, tell);
      return;
    }
    clearTimeout(waiting);
    waiting = null;
    notice.hide("busy");
    if (told) free();
    told = false;
  };
  session.statusChanged.connect(look);
  panel.disposed.connect(() => clearTimeout(waiting));
  look(session, session.session?.kernel?.status);
}
