// A kernel whose process is gone looks idle if nobody watches it. What tells is that it does not so much as say that
// it is busy when it is sent something.

const SILENCE = 8_000; // ms
const AFRESH = ["starting", "restarting", "autorestarting", "dead"]; // what was sent before has gone with the old process

// Calls `silent` when a kernel that is connected and looks idle leaves a message without any word, and `heard` if a
// word comes after all: a laptop may fall asleep in between.
export function listenForSilence(panel, silent, heard) {
  const session = panel.context.sessionContext;
  let kernel = null;
  let unanswered = []; // in the order of sending, which a kernel keeps: a word about one is a word about all before it
  let waiting = null;
  let told = false;

  const look = () => {
    waiting = null;
    told = kernel?.status === "idle" && kernel.connectionStatus === "connected";
    if (told) silent();
  };
  // Counted from the last word: a kernel that still speaks of something older has only not come to the rest.
  const wait = () => {
    clearTimeout(waiting);
    waiting = unanswered.length ? setTimeout(look, SILENCE) : null;
  };
  const forget = () => {
    unanswered = [];
    wait();
  };
  const hear = (_, { msg, direction }) => {
    if (direction === "send") {
      if (msg.channel !== "shell") return;
      unanswered.push(msg.header.msg_id);
      if (waiting === null && !told) wait();
      return;
    }
    unanswered.splice(0, unanswered.indexOf(msg.parent_header?.msg_id) + 1);
    wait();
    if (told) heard();
    told = false;
  };
  const onStatus = (_, status) => AFRESH.includes(status) && forget();
  const attach = () => {
    forget();
    kernel?.anyMessage.disconnect(hear);
    kernel = session.session?.kernel ?? null;
    kernel?.anyMessage.connect(hear);
  };
  session.kernelChanged.connect(attach);
  session.statusChanged.connect(onStatus);
  panel.disposed.connect(forget);
  attach();
}
