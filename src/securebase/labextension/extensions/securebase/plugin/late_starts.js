// Whether a picture or a field was ready in time. One that takes more than two seconds, on a computer that is very busy,
// is given up by anywidget: it may be drawn afterwards, but whatever the kernel tells it is dropped, and it stands still.
const GIVEN_UP = "[anywidget] Failed to initialize model";

export function listenForLateStarts(panel, act) {
  const hear = ({ reason }) => {
    if (panel.isVisible && String(reason?.message).startsWith(GIVEN_UP)) act();
  };
  window.addEventListener("unhandledrejection", hear);
  panel.disposed.connect(() => window.removeEventListener("unhandledrejection", hear));
}
