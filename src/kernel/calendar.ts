/** Midnight of a calendar day such as `2026-11-23`, as clocks in a time zone show it. */
export function dayIn(day: string, timeZone: string): Date {
  const nearly = startOf(day, offsetAt(new Date(`${day}T00:00:00Z`), timeZone));
  // Where clocks changed between that midnight and the one in Greenwich, the first answer is an hour off.
  return startOf(day, offsetAt(nearly, timeZone));
}

function startOf(day: string, offset: string): Date {
  return new Date(`${day}T00:00:00${offset}`);
}

function offsetAt(moment: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return /GMT([+-]\d\d:\d\d)/.exec(format.format(moment))?.[1] ?? 'Z';
}
