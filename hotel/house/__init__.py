"""The hotel's own rules: times, deposits, charges, texts. One row, edited by supervisors."""
