"""Time and peak memory of json.load, for comparison with benches/load.rs: load.py FILE."""

import json
import resource
import sys
import time

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
with open(sys.argv[1], encoding="utf-8") as file:
    collection = json.load(file)
elapsed = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
claims = sum(len(source["claims"]) for source in collection["sources"])
# Linux counts in KiB, macOS in bytes.
unit = 1024 if sys.platform == "darwin" else 1
print(f"claims={claims}")
print(f"load_us={round(elapsed * 1e6)}")
print(f"peak_kib={peak // unit}")
print(f"start_kib={before // unit}")
