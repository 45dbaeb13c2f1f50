/** The end of an id, by which people tell records apart. */
export function shortId(id: string): string {
  return `…${id.slice(-8)}`;
}
