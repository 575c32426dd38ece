"""`python -m tests.load`: the load test; `… kill` and `… growth` the other two long measurements."""

import argparse
import sys

from tests.load import growth, kill, load

_MEASUREMENTS = {"load": load, "kill": kill, "growth": growth}


def main() -> int:
    name = sys.argv[1] if sys.argv[1:2] and sys.argv[1] in _MEASUREMENTS else "load"
    rest = sys.argv[2:] if sys.argv[1:2] == [name] else sys.argv[1:]
    parser = argparse.ArgumentParser(prog=f"python -m tests.load {name}", description=_MEASUREMENTS[name].__doc__)
    _MEASUREMENTS[name].add_arguments(parser)
    return _MEASUREMENTS[name].run(parser.parse_args(rest))


if __name__ == "__main__":
    sys.exit(main())
