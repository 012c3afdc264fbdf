"""What the kernels of handed-on notebooks import: nothing beside them, where they still find answers."""

from __future__ import annotations

import json
import os
import py_compile
import subprocess
import sys
from types import SimpleNamespace

import jupytext
import nbformat
import pytest
from coroutines import result_of
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.kernelspec import KernelSpec, NoSuchKernel
from real_hub import start_hub
from real_kernel import Kernel
from real_lab import start_lab

from securebase.content import content_root
from securebase.course.live.kernels import guard_kernels, safe_environment

NAME = "04-the-first-hour"
LESSON = f"lessons/{NAME}.md"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"
BESIDE = (
    "import sys; from pathlib import Path; print([p for p in sys.path if Path(p).resolve() == Path.cwd()])"
)
LAUNCHER = ["ipykernel_launcher"]
RC_FILES = {
    "another look": b"lines.linewidth: 9\naxes.grid: True\n",
    "nothing can be drawn": b"text.usetex: True\n",
    "not to be read": b"lines.linewidth: \xff\xfe\n",
    "a backend": b"backend: module://planted\n",
    "a hook": b"figure.hooks: planted:run\n",
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """`securebase lab`, for someone with an empty and a relative place in PYTHONPATH, as many have."""
    home = tmp_path_factory.mktemp("lab")
    running = start_lab(home / "workbook", home, environment={"PYTHONPATH": f"{os.pathsep}."})
    yield running
    running.stop()


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    running = start_hub(tmp_path_factory.mktemp("hub"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def imported(lab):
    """Every module that a kernel has imported once a lesson and an exercise have begun to draw."""
    lesson = [
        cell.source for cell in jupytext.read(content_root() / LESSON).cells if cell.cell_type == "code"
    ]
    exercise = [
        cell.source for cell in nbformat.read(lab.folder / EXERCISE, 4).cells if cell.cell_type == "code"
    ]
    kernel = Kernel(lab, LESSON)
    for source in (*lesson[:2], *exercise[:1], "import securebase.figures.canvas"):
        assert "Error" not in kernel.say(source)
    said = kernel.say(
        "import sys; frozen = [*sys.builtin_module_names, '__main__']\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules if name.isascii()} - set(frozen)))"
    )
    names = said.split()
    assert {"securebase", "IPython", "numpy", "matplotlib", "ipykernel", "zmq", "json"} <= set(names)
    return names


def plant(folder, name, kind):
    """Put a module beside a notebook that leaves a sign when it is run."""
    code = f"open('ran-{name}', 'w').close()\n"
    place = folder / name / "__init__.py" if kind == "a package" else folder / f"{name}.py"
    place.parent.mkdir(exist_ok=True)
    place.write_text(code)
    if kind == "compiled":
        py_compile.compile(str(place), cfile=str(place.with_suffix(".pyc")))
        place.unlink()


@pytest.mark.parametrize("kind", ["a file", "a package", "compiled"])
@pytest.mark.parametrize("what", ["the kernel's start", "whatever else the course imports"])
def test_nothing_that_lies_beside_a_notebook_runs_in_place_of_what_it_imports(lab, imported, what, kind):
    folder = lab.folder / f"{what} {kind}".replace("'", "").replace(" ", "-")
    folder.mkdir()
    names = LAUNCHER if what == "the kernel's start" else imported
    for name in names:
        plant(folder, name, kind)
    kernel = Kernel(lab, f"{folder.name}/mine.ipynb")
    assert kernel.say("\n".join(f"import {name}" for name in imported if not name.startswith("_"))) == ""
    assert [place.name for place in folder.glob("ran-*")] == []
    assert kernel.say(BESIDE) == "[]\n"


@pytest.mark.parametrize("how", [{}, {"type": "console"}, {"type": "file"}])
@pytest.mark.parametrize("path", [LESSON, EXERCISE, "mine.ipynb", "notes/deep/mine.ipynb"])
def test_no_kernel_in_the_lab_has_its_folder_on_its_path_and_all_are_in_it(lab, path, how):
    folder = (lab.folder / path).parent
    folder.mkdir(parents=True, exist_ok=True)
    kernel = Kernel(lab, path, **how)
    assert kernel.say(BESIDE) == "[]\n"
    assert kernel.say("print(Path.cwd())") == f"{folder.resolve()}\n"


def test_a_kernel_without_a_notebook_and_one_that_was_restarted_have_no_folder_on_their_path_either(lab):
    kernel = Kernel(lab, LESSON)
    kernel.restart()
    assert kernel.say(BESIDE) == "[]\n"
    kernel.id = lab.api("kernels", method="POST", body={"name": "python3"})["id"]
    assert kernel.say(BESIDE) == "[]\n"


def test_answers_beside_an_exercise_are_found_as_ever(lab):
    kernel = Kernel(lab, EXERCISE)
    kernel.say(nbformat.read(lab.folder / EXERCISE, 4).cells[1].source)
    assert "Kept" in kernel.say('answer("peak-minute", 12.5)')
    kept = (lab.folder / EXERCISE).with_name(f"{NAME}.answers.json")
    assert json.loads(kept.read_text())["answers"] == {"peak-minute": 12.5}


def test_a_file_of_ones_own_can_still_be_run_with_what_lies_beside_it(lab):
    (lab.folder / "helper.py").write_text("word = 'helped'\n")
    (lab.folder / "own.py").write_text("import helper\nprint(helper.word)\n")
    kernel = Kernel(lab, "mine.ipynb")
    assert kernel.say("%run own.py") == "helped\n"
    assert kernel.say("import helper2") == "ModuleNotFoundError: No module named 'helper2'"


def test_on_a_hub_the_workbooks_kernels_import_nothing_beside_them_and_others_do(hub):
    for folder in ("workbook/lessons", "another course"):
        (hub.folder / folder).mkdir(exist_ok=True)
        (hub.folder / folder / "helper.py").write_text("word = 'helped'\n")
    (hub.folder / "a link").symlink_to(hub.folder / "workbook" / "lessons")
    use = "import helper; print(helper.word)"
    assert Kernel(hub, "another course/a.ipynb").say(use) == "helped\n"
    for path in ("workbook/lessons/a.ipynb", "a link/a.ipynb"):
        assert Kernel(hub, path).say(use) == "ModuleNotFoundError: No module named 'helper'"


@pytest.mark.parametrize("rc", RC_FILES.values(), ids=RC_FILES)
def test_matplotlibs_settings_beside_a_notebook_are_not_read(lab, rc, request):
    folder = lab.folder / request.node.callspec.id.replace(" ", "-")
    folder.mkdir()
    (folder / "matplotlibrc").write_bytes(rc)
    plant(folder, "planted", "a file")
    own = lab.home / ".config" / "matplotlib" / "matplotlibrc"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("lines.linewidth: 7\n")
    kernel = Kernel(lab, f"{folder.name}/mine.ipynb")
    said = kernel.say(
        "from matplotlib import rcParams\n"
        "print(*(rcParams[one] for one in ('lines.linewidth', 'text.usetex', 'figure.hooks', 'axes.grid')))"
    )
    assert said == "7.0 False [] False\n", "the learner's own settings count, and no others"
    assert "planted" not in kernel.say("print(matplotlib.rcParams['backend'])")
    assert kernel.say("from pathlib import Path; print(Path.cwd().name)") == f"{folder.name}\n"


def test_other_courses_notebooks_on_a_hub_have_matplotlibs_settings_beside_them(hub):
    (hub.folder / "another course").mkdir(exist_ok=True)
    (hub.folder / "another course" / "matplotlibrc").write_bytes(RC_FILES["another look"])
    see = "import matplotlib; print(matplotlib.rcParams['lines.linewidth'])"
    assert Kernel(hub, "another course/a.ipynb").say(see) == "9.0\n"
    (hub.folder / "workbook" / "lessons" / "matplotlibrc").write_bytes(RC_FILES["another look"])
    assert Kernel(hub, "workbook/lessons/a.ipynb").say(see) == "1.5\n"


@pytest.mark.parametrize("rc", RC_FILES.values(), ids=RC_FILES)
def test_the_courses_pictures_take_no_settings_from_where_python_was_started(tmp_path, rc):
    """Also in a Jupyter or a script that knows nothing of the course's server."""
    (tmp_path / "matplotlibrc").write_bytes(rc)
    code = (
        "import os, sys\nfrom securebase.figures.style import LIGHT, new_figure\n"
        "assert 'matplotlib' not in sys.modules\nfigure, _ = new_figure(LIGHT, size=(200, 100))\n"
        "import matplotlib\nassert matplotlib.rcParams == matplotlib.rcParamsDefault\nprint(os.getcwd())"
    )
    variables = os.environ | {"MPLCONFIGDIR": str(tmp_path / "own"), "MPLBACKEND": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"{tmp_path.resolve()}\n", "")


def test_matplotlib_can_be_imported_where_the_folder_is_gone(tmp_path):
    code = (
        "import os, securebase; os.rmdir(os.getcwd()); import matplotlib as m; print(m.rcParams['axes.grid'])"
    )
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False)
    assert done.stdout == "False\n", done.stderr


class Kernels:
    """A kernel manager that starts nothing and says how it was asked to."""

    default_kernel_name = "python"
    commands = {  # noqa: RUF012 - nobody writes to it
        "python": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "elsewhere": ["/opt/another/bin/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "another language": ["R", "--slave", "-e", "IRkernel::main()"],
    }

    def __init__(self):
        self.kernel_spec_manager = self

    def get_kernel_spec(self, name):
        if name not in self.commands:
            raise NoSuchKernel(name)
        return KernelSpec(argv=self.commands[name])

    async def start_kernel(self, **how):
        return how


def asked(tmp_path, **how):
    """How a kernel is started for something in a workbook."""
    (tmp_path / ".securebase").mkdir(exist_ok=True)
    (tmp_path / ".securebase" / "filled.json").touch()
    kernels = Kernels()
    guard_kernels(
        SimpleNamespace(kernel_manager=kernels, contents_manager=SimpleNamespace(root_dir=str(tmp_path)))
    )
    return result_of(kernels.start_kernel(**how))


@pytest.mark.parametrize("how", [{}, {"path": "lessons"}, {"path": "/lessons"}, {"kernel_name": "python"}])
def test_an_ipython_kernel_is_told_to_look_nowhere_beside(tmp_path, how):
    started = asked(tmp_path, **how)
    assert started["env"]["PYTHONSAFEPATH"] == "1"
    assert started["extra_arguments"][0] == "--InteractiveShellApp.ignore_cwd=True"
    assert len(started["extra_arguments"]) == 2


def test_the_kernel_of_an_environment_without_the_course_is_asked_for_nothing_of_it(tmp_path):
    arguments = asked(tmp_path, kernel_name="elsewhere")["extra_arguments"]
    assert arguments == ["--InteractiveShellApp.ignore_cwd=True"]


@pytest.mark.parametrize("name", ["another language", "no such kernel"])
def test_a_kernel_of_another_language_gets_no_words_that_it_does_not_understand(tmp_path, name):
    started = asked(tmp_path, kernel_name=name, extra_arguments=["--its-own"])
    assert started["extra_arguments"] == ["--its-own"]


PLACES = st.lists(
    st.sampled_from(["", ".", "..", "lib", "./lib", "/opt/lib", "/usr/share/python"]), max_size=5
)


@given(PLACES)
def test_of_pythonpath_only_whole_paths_are_kept_and_in_order(places):
    kept = safe_environment({"PYTHONPATH": os.pathsep.join(places), "HOME": "/home/me"})
    whole = [place for place in places if place.startswith("/")]
    assert kept == {"HOME": "/home/me", "PYTHONSAFEPATH": "1"} | (
        {"PYTHONPATH": os.pathsep.join(whole)} if whole else {}
    )
