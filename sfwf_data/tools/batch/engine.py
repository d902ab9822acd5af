"""A papermill engine that runs cells in this process: a child of a parent that imported everything.

A cold kernel spends about two seconds on starting, importing and stopping; a forked child none.
The child executes one notebook and ends, so nothing leaks from one run to the next.
"""

from __future__ import annotations

import sys
from io import TextIOBase

from sfwf_data.words.errors import needs_extra

with needs_extra("notebooks"):
    import nbformat
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from papermill.engines import Engine
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config


class Outputs:
    """The outputs of the cell that is running, as a kernel would send them."""

    def __init__(self) -> None:
        self.cell: list = []

    def stream(self, name: str, text: str) -> None:
        if self.cell and self.cell[-1].output_type == "stream" and self.cell[-1].name == name:
            self.cell[-1].text += text
        else:
            self.cell.append(nbformat.v4.new_output("stream", name=name, text=text))


class Publisher(DisplayPublisher):
    """`display` appends to the outputs of the cell."""

    outputs: Outputs

    def publish(self, data, metadata=None, **_):
        self.outputs.cell.append(
            nbformat.v4.new_output("display_data", data=data, metadata=metadata or {})
        )

    def clear_output(self, wait=False):
        self.outputs.cell.clear()


class Hook(DisplayHook):
    """The value of a cell's last expression appends to the outputs of the cell."""

    outputs: Outputs

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        output = nbformat.v4.new_output(
            "execute_result",
            data=format_dict,
            metadata=md_dict or {},
            execution_count=self.prompt_count,
        )
        self.outputs.cell.append(output)

    def finish_displayhook(self):
        pass


class Stream(TextIOBase):
    """Standard output or error of the cells."""

    def __init__(self, name: str, outputs: Outputs):
        self.stream_name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        self.outputs.stream(self.stream_name, text)
        return len(text)


class InProcessEngine(Engine):
    """Run a notebook's code cells in an IPython shell of this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **_):
        outputs = Outputs()
        # A batch keeps no history: it would write to the home folder, and start a thread.
        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        shell.display_pub = Publisher(parent=shell)
        shell.display_pub.outputs = outputs
        shell.displayhook = Hook(shell=shell)
        shell.displayhook.outputs = outputs
        shell.display_trap.hook = shell.displayhook
        # An error becomes an output of its own, as a kernel sends it; nothing prints it beside.
        shell._showtraceback = lambda *_: None
        sys.stdout, sys.stderr = Stream("stdout", outputs), Stream("stderr", outputs)
        # The manager would serialise the whole notebook, pictures included, before and after each
        # cell; it is written once, at the end.
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type == "code" and cell.source.strip():
                run_cell(shell, cell, outputs, nb_man, index)


def run_cell(shell: InteractiveShell, cell, outputs: Outputs, nb_man, index: int) -> None:
    outputs.cell = []
    result = shell.run_cell(cell.source, store_history=True)
    cell.execution_count = shell.execution_count - 1
    error = result.error_before_exec or result.error_in_exec
    cell.outputs = outputs.cell
    if error is None:
        return
    lines = shell.InteractiveTB.structured_traceback(
        type(error), error, error.__traceback__, tb_offset=1
    )
    cell.outputs.append(
        nbformat.v4.new_output(
            "error", ename=type(error).__name__, evalue=str(error), traceback=lines
        )
    )
    nb_man.cell_exception(cell, index)
    raise PapermillExecutionError(
        index, cell.execution_count, cell.source, type(error).__name__, str(error), lines
    )
