"""Long measurements on this machine, loopback only: `python -m tests.load load|kill|growth`."""
