"""What talks to a local language model and reads its stream. The doors are `models`, `generate` and `rephrase`."""
