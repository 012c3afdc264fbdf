"""The same curve shown four ways, one notebook each: ours, the usual two, and a floor that draws nothing."""

from __future__ import annotations

OURS = """\
from securebase.widgets.explorers.cortisol_after_speech import _explorer
_explorer(None)
"""

SHARED = """\
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, VBox, interact
from securebase.figures.cortisol import MINUTES, group_means
from securebase.models.cortisol import saliva_after_tsst, spread_between_people

low, high = spread_between_people(MINUTES)
minutes, means = group_means("male")

def still(axes):
    axes.fill_between(MINUTES, low, high, alpha=0.2)
    axes.plot(minutes, means, "o")
    axes.set(xlabel="Minutes since the task began", ylabel="Cortisol in saliva, nmol/L", ylim=(0, 50))
"""

INTERACT = """\
%matplotlib inline
def draw(amplitude):
    figure, axes = plt.subplots(figsize=(7.6, 4.3))
    still(axes)
    axes.plot(MINUTES, saliva_after_tsst(MINUTES, amplitude=amplitude))
    plt.show()

interact(draw, amplitude=FloatSlider(min=0, max=2, step=0.05, value=1));
"""

IPYMPL = """\
%matplotlib widget
with plt.ioff():
    figure, axes = plt.subplots(figsize=(7.6, 4.3))
still(axes)
(line,) = axes.plot(MINUTES, saliva_after_tsst(MINUTES))
slider = FloatSlider(min=0, max=2, step=0.05, value=1)

def move(change):
    line.set_ydata(saliva_after_tsst(MINUTES, amplitude=change.new))
    figure.canvas.draw_idle()

slider.observe(move, "value")
VBox([slider, figure.canvas])
"""

FLOOR = """\
import anywidget

class Echo(anywidget.AnyWidget):
    _esm = '''
    function render({ model, el }) {
      const input = document.createElement("input");
      Object.assign(input, { type: "range", min: 0, max: 40, value: 20, className: "echo" });
      input.setAttribute("data-lm-suppress-shortcuts", "true");
      const said = document.createElement("output");
      input.addEventListener("input", () => model.send({ value: Number(input.value) }));
      model.on("msg:custom", (message) => (said.textContent = message.value));
      el.append(input, said);
    }
    export default { render };
    '''

echo = Echo()
echo.on_msg(lambda widget, content, buffers: widget.send(content))
echo
"""

# A notebook each, because %matplotlib chooses for the whole kernel. The last cell shows the picture.
NOTEBOOKS = {"floor": [FLOOR], "ours": [OURS], "interact": [SHARED, INTERACT], "ipympl": [SHARED, IPYMPL]}
# For each way: the handle that takes the keys, and what shows the answer, inside the last cell's output.
PARTS = {
    "floor": ("input.echo", "output"),
    "ours": ("input[type=range]", "img"),
    "interact": (".noUi-handle", ".jp-OutputArea-output img"),
    "ipympl": (".noUi-handle", "canvas"),
}
