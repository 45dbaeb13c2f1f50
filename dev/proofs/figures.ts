/** What a proof counted, by the words the page says it with: `{ pairs: 10000, 'two winners': 0 }`. */
export type Figures = Readonly<Record<string, number>>;

/** Reads what a proof wrote down; null unless it is figures. */
export function figuresOf(text: string | null): Figures | null {
  const figures: unknown = text === null ? null : JSON.parse(text);
  if (typeof figures !== 'object' || figures === null) return null;
  const isCounted = Object.values(figures).every((figure) => Number.isFinite(figure));
  return isCounted ? (figures as Figures) : null;
}

/** Figures as the page shows them. */
export function inWords(figures: Figures): string {
  const parts = Object.entries(figures).map(
    ([name, figure]) => `${name}: ${figure.toLocaleString('en-US')}`,
  );
  return parts.join(', ');
}
