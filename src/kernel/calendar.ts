/** Midnight UTC of a calendar day such as `2026-11-23`. */
export function dayAt(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
