"""The engine's problems as they travel."""

import msgspec

from engine.errors import LearnerError
from server.wire.messages import Problem


def problem_of(error: LearnerError) -> Problem:
    """The sentence of an error, with its place."""
    return msgspec.convert(error.to_json(), Problem)
