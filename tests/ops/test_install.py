import pytest

from ops.install import _reason

NOWHERE = """\
WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/celery/
ERROR: Could not find a version that satisfies the requirement celery==5.7.0 (from versions: none)
ERROR: No matching distribution found for celery==5.7.0
"""
UNKNOWN = """\
ERROR: Could not find a version that satisfies the requirement celery==99 (from versions: 5.7.0)
ERROR: No matching distribution found for celery==99
"""
FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"


@pytest.mark.parametrize(
    ("stderr", "sentence"),
    [
        (
            NOWHERE,
            "The package celery could not be fetched: the package index does not answer.",
        ),
        (
            UNKNOWN,
            "The package celery==99 could not be installed: the package index does not have it.",
        ),
        (FULL, "The packages could not be installed: the disk is full."),
    ],
)
def test_a_failed_installation_is_one_sentence_that_names_the_package(
    stderr: str, sentence: str
) -> None:
    assert _reason(stderr) == sentence
