"""The long proofs: `make proofs`."""
