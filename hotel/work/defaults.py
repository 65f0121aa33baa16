"""How fast the ladder runs for what the apps above have escalate: what they ship."""

from hotel.work import ladder
from hotel.work.paces import load_paces


def load() -> None:
    """Add the paces that are missing. What a hotel has changed since is left as it is."""
    for subject_type, paces in ladder.shipped_paces().items():
        load_paces(subject_type, paces)
