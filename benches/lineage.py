#!/usr/bin/env python3
"""Measures igraph, rustworkx and networkx on the graphs that `benches/lineage.rs` measures.

  cargo bench --bench lineage -- write FOLDER
  benches/lineage.py FOLDER/random.txt FOLDER/wire.txt [--only igraph,rustworkx,networkx]

Run it with a Python that has igraph, rustworkx and networkx (what is not there is skipped). Reading
and building the graphs is not counted; each figure is the median processor
time of several runs of what users of the library would call. The sums are those of the answers and must be those of `cargo bench --bench lineage`.
"""
import argparse
import sys
import time

ASKED = 100


def median(work, runs):
    times = []
    for _ in range(runs):
        start = time.process_time()
        answer = work()
        times.append(time.process_time() - start)
    return sorted(times)[len(times) // 2], answer


def igraph(arrows, root, asked):
    import igraph as ig

    graph = ig.Graph(n=root + 1, edges=arrows, directed=True)
    # The root is no claim: its number is not summed where there is no dominator (-1).
    return (
        "igraph", ig.__version__, 3, 5,
        lambda: sum(len(graph.subcomponent(claim, mode="in")) for claim in asked),
        lambda: graph.dominator(root, mode="out"),
        lambda tree: sum(parent for parent in tree if parent >= 0),
    )


def rustworkx(arrows, root, asked):
    import rustworkx as rx

    graph = rx.PyDiGraph()
    graph.add_nodes_from(range(root + 1))
    graph.add_edges_from_no_data(arrows)
    return (
        "rustworkx", rx.__version__, 3, 3,
        # `ancestors` leaves out the claim itself.
        lambda: sum(len(rx.ancestors(graph, claim)) + 1 for claim in asked),
        lambda: rx.immediate_dominators(graph, root),
        lambda tree: sum(parent for node, parent in tree.items() if node != root and parent is not None),
    )


def networkx(arrows, root, asked):
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(range(root + 1))
    graph.add_edges_from(arrows)
    few = asked[:3]
    return (
        f"networkx, {len(few)} claims", nx.__version__, 1, 1,
        lambda: sum(len(nx.ancestors(graph, claim)) + 1 for claim in few),
        lambda: nx.immediate_dominators(graph, root),
        lambda tree: sum(parent for node, parent in tree.items() if node != root and parent is not None),
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+")
    options.add_argument("--only", default="igraph,rustworkx,networkx")
    given = options.parse_args()
    print(f"Python {sys.version.split()[0]}")
    for path in given.files:
        with open(path) as file:
            arrows = [(int(a), int(b)) for a, b in (line.split() for line in file)]
        root = max(max(arrow) for arrow in arrows)
        asked = [index * (root // ASKED) for index in range(ASKED)]
        print(f"{path}: {root + 1} nodes, {len(arrows)} arrows", flush=True)
        for make in (igraph, rustworkx, networkx):
            if make.__name__ not in given.only.split(","):
                continue
            try:
                name, version, some, others, ancestors, dominators, total = make(arrows, root, asked)
            except ImportError:
                print(f"  {make.__name__}: skipped, it is not installed")
                continue
            seconds, answer = median(ancestors, some)
            print(f"  {name} {version}: ancestors   {seconds * 1e6:>11.0f} µs   sum {answer}", flush=True)
            seconds, tree = median(dominators, others)
            print(f"  {name} {version}: dominators  {seconds * 1e6:>11.0f} µs   sum {total(tree)}", flush=True)


if __name__ == "__main__":
    main()
