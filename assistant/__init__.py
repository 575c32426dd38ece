"""Lotsenwissen: answers with proof for Digital-Navigatoren, on the municipality's own machine."""

__version__ = "0.1.0"
