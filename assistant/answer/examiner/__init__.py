"""What the examiner is made of: alignment, quantities in relation, polarity, conditions, patchwork. The door is `verify`."""
