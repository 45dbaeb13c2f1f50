export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Three significant digits at most. */
export function short(value: number): string {
  return String(Number(value.toPrecision(value < 1 ? 2 : 3)));
}
