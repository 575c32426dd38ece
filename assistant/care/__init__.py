"""The Lotse's workshop: proposals and review, what is due, gaps, releases, erasure; pages and the logic behind them."""
