"""The rows as a table, beside what HotelDruid 3.0.4 needed on the same kind of machine."""

from typing import Any

from bench.http import Row

# Medians in ms at 100 rooms / 2,000 reservations and at 500 / 10,000, as far as they were taken.
PEER: dict[str, dict[int, float]] = {
    "rack_month": {2_000: 10.8, 10_000: 31.3},
    "arrivals": {2_000: 19.1, 10_000: 71.2},
    "open_reservation": {2_000: 4.0, 10_000: 6.7},
    "search_many": {2_000: 62.0, 10_000: 1162.0},
    "search_one": {2_000: 3.5, 10_000: 11.9},
    "create_reservation": {2_000: 26.8},
    "check_in": {2_000: 7.5},
}


def show(rows: list[Row]) -> None:
    sizes = dict.fromkeys((row["rooms"], row["stays"]) for row in rows)
    for size in sizes:
        print(f"\n{size[0]} rooms, {size[1]:,} stays")
        print(
            f"  {'':20} {'median ms':>10} {'p95 ms':>8} {'rps, 8 clients':>15} {'HotelDruid ms':>14}"
        )
        for row in rows:
            if (row["rooms"], row["stays"]) == size:
                print(f"  {row['name']:20} {_figures(row)}")


def _figures(row: dict[str, Any]) -> str:
    if "median_ms" in row:
        return f"{row['median_ms']:>10} {row['p95_ms']:>8} {row['rps_8']:>15} {_peer(row)}"
    if "p50_ms" in row:
        return f"{row['p50_ms']:>10} {row['p95_ms']:>8} {row['sockets']:>7} sockets"
    return ", ".join(f"{name} {peak}" for name, peak in row["peak_mb"].items()) + " MB"


def _peer(row: dict[str, Any]) -> str:
    """Of the peer at the size that is nearest, where ours is not larger than both by far."""
    known = PEER.get(row["name"], {})
    near = [figure for stays, figure in known.items() if 0.5 < row["stays"] / stays < 2]
    if not near:
        return ""
    return f"{near[0]:>14} {'ahead' if row['median_ms'] <= near[0] else 'behind'}"
