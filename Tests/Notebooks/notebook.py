"""Validates a notebook, runs it, and holds what its variables come to against the trace of the lesson.

notebook.py x.ipynb trace.npz [--kernel]: the trace has one array for each quantity, iterations first (lesson run
--trace-file). With --kernel the cells run in Jupyter (nbclient), else in this process. Prints what was found as JSON.
Ends with 77 where a module is missing.
"""

import contextlib
import io
import json
import sys
import warnings

try:
    import nbformat
    import numpy as np

    if "--kernel" in sys.argv:
        import ipykernel  # noqa: F401
        from nbclient import NotebookClient
except ImportError as error:
    print(f"SKIPPED: {error}")
    sys.exit(77)

# Stands in the first cell. The largest difference, as a part of the largest number of the quantity; of small numbers
# 1e-14 is none.
CHECK = """
import json as _json, numpy as _np
_trace, _found = _np.load({trace!r}), {{"first": [], "last": [], "worst": 0.0, "wrong": []}}

def _hold(when, quantity, value):
    if quantity not in _trace.files:
        return
    numbers = _trace[quantity]
    expected = numbers[0 if when == "first" else -1]
    value = _np.asarray(value, float)
    if value.size != expected.size or value.size > 1 and value.shape != expected.shape:
        _found["wrong"].append(f"{{when}} {{quantity}}: {{value.shape}} instead of {{expected.shape}}")
        return
    value, finite = value.reshape(expected.shape), _np.isfinite(expected)
    most = _np.max(_np.abs(expected[finite]), initial=0.0)
    off = float(_np.max(_np.abs(value[finite] - expected[finite]), initial=0.0) / (most + 1e-2))
    same = _np.array_equal(value[~finite], expected[~finite], equal_nan=True)
    _found[when].append(quantity)
    _found["worst"] = max(_found["worst"], off)
    if not same or not off <= 1e-12:
        _found["wrong"].append(f"{{when}} {{quantity}}: {{off}}")
"""


def main():
    path, trace = sys.argv[1], sys.argv[2]
    notebook = nbformat.read(path, as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(notebook)
    lesson = notebook.metadata.lesson
    computed = [cell.metadata.lesson.quantity for cell in notebook.cells if "lesson" in cell.metadata]
    ids = {cell.id for cell in notebook.cells}
    cells = [nbformat.v4.new_code_cell(CHECK.format(trace=trace))]
    for cell in notebook.cells:
        cells.append(cell)
        # A name that several quantities have is none that a trace could tell them apart by.
        if "lesson" in cell.metadata and computed.count(cell.metadata.lesson.quantity) == 1:
            quantity, variable = cell.metadata.lesson.quantity, cell.metadata.lesson.variable
            cells.append(nbformat.v4.new_code_cell(f"_hold('first', {quantity!r}, {variable})"))
        if cell.id == "loop-check":
            changed = {variable for quantity, variable in lesson.variables.items() if quantity.startswith("new(")}
            for quantity, variable in lesson.variables.items():
                # What has a new value under its name no longer has the old one.
                if computed.count(quantity) == 1 and (quantity.startswith("new(") or variable not in changed):
                    cells.append(nbformat.v4.new_code_cell(f"_hold('last', {quantity!r}, {variable})"))
    cells.append(nbformat.v4.new_code_cell("print(_json.dumps(_found))"))
    notebook.cells = cells
    if "--kernel" in sys.argv:
        NotebookClient(notebook, timeout=600, kernel_name="python3").execute()
        said = "".join(output.text for output in cells[-1].outputs)
    else:
        space, said = {}, io.StringIO()
        np.seterr(all="ignore")
        for cell in cells:
            if cell.cell_type == "code":
                with contextlib.redirect_stdout(said):
                    exec(compile(cell.source, cell.id, "exec"), space)
        said = said.getvalue()
    found = json.loads(said)
    found["hasLoop"] = "loop" in ids
    found["isLoopChecked"] = "loop-check" in ids
    found["graded"] = {
        cell.id: cell.metadata.nbgrader.get("points", 0) for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")
    }
    print(json.dumps(found))


main()
