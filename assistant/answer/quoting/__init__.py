"""What the drafter without a model is made of: reading the question, rating sentences, composing. The door is `quotes`."""
