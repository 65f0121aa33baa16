// Reads the rack's data (frontdesk/selectors/rack.py): columns with one place a bar, minutes since the
// first midnight. Becomes rooms with their bars, in days: 0.583 is 14:00 of the first day.
(() => {
  const yingbin = (window.yingbin = window.yingbin || {});
  const DAY = 86400000, MINUTES = 1440;

  yingbin.readRack = (text, codes) => {
    const told = JSON.parse(text);
    const { starts, ends, lanes, stays, names, phases, marks, dates, called } = told;
    const midnight = Date.parse(`${told.first}T00:00:00Z`), days = told.days, written = new Map();
    // The day of a number, which may lie before or after those shown.
    const date = (number) => {
      if (!written.has(number)) written.set(number, new Date(midnight + number * DAY).toISOString().slice(0, 10));
      return written.get(number);
    };
    const rooms = new Map(told.rooms.map(([id, number, floor, type, states, flags]) => {
      const [occupancy, cleanliness, block] = states.split(" ");
      return [id, { id, number, floor, type, code: codes[states], occupancy, cleanliness, block, flags, bars: [] }];
    }));
    const roomless = new Map(told.types.map(([type]) => [type, []]));
    const cut = (start, end) => ({ from: Math.max(0, start / MINUTES), to: Math.min(days, end / MINUTES) });

    for (let at = 0; at < lanes.length; at++) {
      const stay = stays[at], [vip, group] = marks[stay] || ["", ""];
      const [arrival, departure] = dates[stay] || [Math.floor(starts[at] / MINUTES), Math.floor(ends[at] / MINUTES)];
      const bar = { ...cut(starts[at], ends[at]), phase: called[phases[at]], stay, name: names[at], vip, group, arrival, departure };
      (lanes[at] > 0 ? rooms.get(lanes[at])?.bars : roomless.get(-lanes[at]))?.push(bar);
    }
    for (const [room, start, end, kind, reason, block] of told.blocks) rooms.get(room)?.bars.push({ ...cut(start, end), block, kind, name: reason });
    rooms.forEach((room) => room.bars.sort((a, b) => a.from - b.from));
    roomless.forEach((bars) => bars.sort((a, b) => a.from - b.from || a.stay - b.stay));
    return {
      rooms, roomless, date, left: told.left, today: told.today, now: told.now / MINUTES,
      days: Array.from({ length: days }, (_none, number) => date(number)),
      types: new Map(told.types.map(([id, code, name]) => [id, { code, name }])),
    };
  };
})();
