// The timeline: an image made of bytes that came in a buffer, and its sentences. Hidden again, both are gone from the page.
function render({ model, el }) {
  const { make } = sbKit;
  const { button } = sbPrivateCard;
  const { turnTo } = sbInputs;
  const letters = sbLetters.correspond(model);
  const { element: status, say } = sbPrivateCard.statusLine();
  const desk = sbDesk.mount(letters, {
    onLook: (info) => ["open", "unlocked"].includes(info.state) || takeAway(),
  });
  const shown = make("div", { class: "sb-timeline", hidden: true });
  const toggle = button("Draw my timeline", () => (shown.hidden ? show() : hide()), "sb-button--main");
  let address = null;
  let width = 600; // CSS pixels

  let wish = 0; // an answer to an earlier wish comes too late to be shown

  function hide() {
    wish += 1;
    desk.giveUp();
    takeAway();
  }
  function takeAway() {
    if (address) URL.revokeObjectURL(address);
    address = null;
    shown.replaceChildren();
    shown.hidden = true;
    toggle.textContent = "Draw my timeline";
  }
  async function show() {
    say("");
    if (await draw()) turnTo(shown.querySelector(".sb-timeline-words"));
  }
  async function draw() {
    const mine = (wish += 1);
    // While JupyterLab changes its theme it hides the notebook for a moment, and everything in it has no width.
    width = root.clientWidth ? root.clientWidth - 48 : width;
    const view = {
      width,
      ratio: window.devicePixelRatio,
      light: document.body.dataset.jpThemeLight !== "false",
    };
    const answer = await desk.open("draw", { value: view, onSilence: () => mine === wish && say(sbDoors.SILENT) });
    if (mine !== wish) return false;
    if (answer === null) turnTo(toggle);
    else if (answer.event === "no journal") say("You have no journal yet, so there is nothing to draw.");
    else if (answer.event !== "picture") say(sbDoors.because(answer), "not-kept");
    if (answer?.event !== "picture") return false;
    takeAway();
    const words = make("p", { tabindex: "-1", class: "sb-timeline-words" }, answer.letter);
    const [image] = answer.files;
    if (image) address = URL.createObjectURL(new Blob([image], { type: "image/png" }));
    shown.replaceChildren(
      make(
        "p",
        {},
        make("span", { class: "sb-badge" }, "YOURS"),
        make("span", { class: "sb-quiet" }, " your own numbers, drawn for you and kept in no notebook"),
      ),
      image ? make("img", { src: address, alt: answer.letter, class: "sb-timeline-image" }) : "",
      words,
      image ? make("p", { class: "sb-quiet" }, "Open circles: before a practice. Your days differ for many reasons; a line like this shows them and explains none.") : "",
      sbDesk.unreadable(answer.unreadable),
    );
    shown.hidden = false;
    toggle.textContent = "Hide my timeline";
    return true;
  }
  // The picture's colours are those of the page: another theme asks for another picture.
  const themes = new MutationObserver(() => shown.hidden || draw());
  themes.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });

  const { root, leave } = sbPrivateCard.frame(
    { "aria-label": "Your timeline", "data-part": "timeline" },
    make("p", { class: "sb-title" }, "Your timeline"),
    make("p", { class: "sb-timeline-what" }, "The check-ins you have kept, on a timeline. It is drawn when you ask, in this page alone."),
    make("div", { class: "sb-row" }, toggle),
    desk.below,
    status,
    shown,
  );
  el.replaceChildren(root);
  return () => {
    themes.disconnect();
    hide();
    desk.clear();
    leave();
    letters.leave();
  };
}

export default { render };
