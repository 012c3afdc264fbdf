// What a kernel is doing, by its own words about what it was sent. JupyterLab's status cannot be relied on for that: an answer
// on the control channel, which debuggers and subshells use, makes it "idle" in the middle of a cell.

const CONTROL = [
  "create_subshell_request",
  "debug_request",
  "delete_subshell_request",
  "interrupt_request",
  "list_subshell_request",
  "shutdown_request",
  "usage_request",
];
const COMING_UP = ["starting", "restarting", "autorestarting"];

// Whoever listens is told afterwards what happened: "sent" to the kernel, a "word" from it, or another "status".
export function followActivity(panel) {
  const session = panel.context.sessionContext;
  const listeners = [];
  const running = new Map(); // by subshell: the message that it is at work on, one at a time
  let unanswered = []; // in the order of sending, which a kernel keeps: a word about one is a word about all before it
  let kernel = null;

  const tell = (what) => listeners.forEach((listener) => listener(what));
  const forget = () => {
    running.clear();
    unanswered = [];
  };
  const hear = (_, { msg, direction }) => {
    if (direction === "send") {
      if (msg.channel !== "shell") return;
      unanswered.push(msg.header.msg_id);
      return tell("sent");
    }
    const { msg_id: about, msg_type: kind, subshell_id: subshell } = msg.parent_header ?? {};
    unanswered.splice(0, unanswered.indexOf(about) + 1);
    if (msg.header.msg_type === "status" && about && !CONTROL.includes(kind)) {
      if (msg.content.execution_state === "busy") running.set(subshell, about);
      else if (running.get(subshell) === about) running.delete(subshell);
    }
    tell("word");
  };
  // What was sent to a process that is gone has gone with it.
  const onStatus = (_, status) => {
    if (status === "dead" || COMING_UP.includes(status)) forget();
    tell("status");
  };
  const attach = () => {
    forget();
    kernel?.anyMessage.disconnect(hear);
    kernel = session.session?.kernel ?? null;
    kernel?.anyMessage.connect(hear);
    tell("status");
  };
  session.kernelChanged.connect(attach);
  session.statusChanged.connect(onStatus);
  attach();
  return {
    listen: (listener) => listeners.push(listener),
    isAtWork: () => running.size > 0 || kernel?.status === "busy" || COMING_UP.includes(kernel?.status),
    owesAnswer: () => unanswered.length > 0 && kernel?.connectionStatus === "connected",
  };
}
