"""The Navigator's own guide: towns like mine, the guided conversation, the plan with its proofs, and exports."""
