/** Joins what stands on both sides of it, so that no line ends there. It is not seen. */
const wordJoiner = '\u2060';

/** The end of an id, by which people tell records apart, for pages. */
export function shortId(id: string): string {
  return `…${wordJoiner}${lastOf(id)}`;
}

/** The same for programs, which compare it. */
export function idEnd(id: string): string {
  return `…${lastOf(id)}`;
}

function lastOf(id: string): string {
  return id.slice(-8);
}
