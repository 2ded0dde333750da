"""The till: values and rules, use cases, storage; the only place with rules."""

__version__ = "0.1.0"
