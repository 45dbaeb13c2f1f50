/** A text of somebody else's as one line of visible text of at most so many code points; null when nothing is left. */
export function visibleLine(text: unknown, longest: number): string | null {
  if (typeof text !== 'string') return null;
  const visible = text
    .toWellFormed()
    // Formats and ignorables first: they include direction overrides and zero-width "spaces".
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .normalize('NFC');
  return Array.from(visible.trim()).slice(0, longest).join('').trim() || null;
}
