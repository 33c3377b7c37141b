#!/usr/bin/env python3
"""Measures the engine beside z3, HiGHS and CPMpy, and compares its answers with z3's.

  benches/engine.py SOLVE INSTANCES BASELINES [--cpmpy PYTHON] [--large]

SOLVE is the built example `solve` (`cargo build --release --example solve`), INSTANCES the
generator of instance files, BASELINES the script that runs one other solver on such a file. Run it
with a Python that has z3-solver, highspy and scipy; CPMpy needs an environment of its own.
Our times are wall-clock times, the others' their own CPU times without reading and building.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

# kind, variables, wrong claims; MARCO on z3 only for the last column's instances
SMALL = [("tree", 5, 1, True), ("tree", 50, 1, True), ("tree", 500, 1, True), ("tree", 500, 5, False),
         ("cube", 5, 1, True), ("cube", 50, 1, True), ("cube", 500, 1, True), ("cube", 500, 5, False)]
LARGE = [(kind, size, 10, False) for size in (5_000, 50_000) for kind in ("tree", "cube")]
PATIENCE = 120


def ours(solve, path, seconds):
    """What `solve` prints, by name; what it printed until then where time ran out."""
    try:
        text = subprocess.run([solve, path], capture_output=True, text=True, timeout=seconds).stdout
    except subprocess.TimeoutExpired as end:
        text = (end.stdout or b"").decode()
    return dict(line.split("=", 1) for line in text.splitlines())


def theirs(python, baselines, what, path, *more):
    """What a baseline prints as JSON; nothing where it fails or takes too long."""
    try:
        run = subprocess.run([python, baselines, what, path, *more], capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {}
    merged = {}
    for line in run.stdout.splitlines():
        if line.startswith("{"):
            merged.update(json.loads(line))
    return merged


def read(path):
    count, rows = 0, []
    for line in open(path):
        words = line.split()
        if words[0] == "p":
            count = int(words[1])
        elif words[0] == "r":
            ends = [None if word in "-+" else int(word) for word in words[4:6]]
            terms = [(int(v), int(c)) for v, c in zip(words[7::2], words[8::2])]
            rows.append((words[2] == "claim", int(words[3]), ends, terms))
    return count, rows


def z3_says(path, dropped, core):
    """Whether z3 agrees: all rows fail, the core fails, less of it does not, the rest holds."""
    import z3
    count, rows = read(path)
    x = [z3.Real(f"x{i}") for i in range(count)]

    def holds(keep):
        solver = z3.Solver()
        solver.add([v >= 0 for v in x])
        for index in keep:
            _, _, (low, high), terms = rows[index]
            total = z3.Sum([c * x[v] for v, c in terms])
            solver.add(*([total >= low] if low is not None else []), *([total <= high] if high is not None else []))
        return solver.check() == z3.sat

    rules = [i for i, row in enumerate(rows) if not row[0]]
    every = range(len(rows))
    minimal = all(holds(rules + [i for i in core if i != one]) for one in core)
    return not holds(every) and not holds(rules + core) and minimal and holds([i for i in every if i not in dropped])


def ids(text):
    return [int(word) for word in text.split(",") if word]


def ms(seconds):
    return "-" if seconds is None else f"{seconds * 1000:.3g}"


def times(other, own):
    return "-" if other is None or own is None else f"{other / own:.3g}x"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("solve", "instances", "baselines"):
        options.add_argument(name)
    options.add_argument("--cpmpy", help="a Python that has cpmpy")
    options.add_argument("--large", action="store_true", help="also 5,000 and 50,000 variables")
    given = options.parse_args()
    print("| instance | rows | conflict ms | z3 | HiGHS | CPMpy | all ms | conflicts | corrections | z3 MARCO "
          "| lightest | z3 Optimize | consistent ms | z3 agrees |")
    print("|" + "---|" * 14)
    with tempfile.TemporaryDirectory() as folder:
        for kind, size, wrong, marco in SMALL + (LARGE if given.large else []):
            path = str(Path(folder) / f"{kind}-{size}-{wrong}.txt")
            with open(path, "w") as file:
                subprocess.run([sys.executable, given.instances, kind, str(size), str(wrong), "1"], stdout=file, check=True)
            row(given, path, f"{kind} {size}, {wrong} wrong", size, marco)


def row(given, path, name, size, marco):
    mine = ours(given.solve, path, PATIENCE)
    seconds = {key[:-3]: int(value) / 1e6 for key, value in mine.items() if key.endswith("_us")}
    one, every, rest = (seconds.get(key) for key in ("conflict", "enumeration", "consistency"))
    run = lambda python, what, *more: theirs(python, given.baselines, what, path, *more)
    core = run(sys.executable, "z3").get("check_and_min_core") if size <= 5_000 else None
    highs = run(sys.executable, "highs").get("solve") if size <= 5_000 else None
    cpmpy = run(given.cpmpy, "cpmpy").get("mus") if given.cpmpy and size <= 500 else None
    listed = run(sys.executable, "z3_marcoh", "100000").get("marco") if marco else None
    best = run(sys.executable, "z3_opt") if size <= 500 else {}
    agrees = "-"
    if size <= 500 and "dropped" in mine:
        same = best.get("weight") is None or best["weight"] == int(mine["lightest"])
        agrees = "yes" if same and z3_says(path, ids(mine["dropped"]), ids(mine["core"])) else "NO"
    more = "+" if mine.get("cut") == "true" else ""
    print(f"| {name} | {mine.get('constraints')} | {ms(one)} | {ms(core)} ({times(core, one)}) "
          f"| {ms(highs)} ({times(highs, one)}) | {ms(cpmpy)} ({times(cpmpy, one)}) | {ms(every)} "
          f"| {mine.get('conflicts', '-')}{more} | {mine.get('corrections', '-')}{more} "
          f"| {ms(listed)} ({times(listed, every)}) | {mine.get('lightest', '-')} | {best.get('weight', '-')} "
          f"in {ms(best.get('mcs'))} | {ms(rest)} | {agrees} |", flush=True)


if __name__ == "__main__":
    main()
