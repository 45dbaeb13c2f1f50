/** Whether an address names an entry of the ledger as the ledger counts them. */
export function isEntryId(text: unknown): text is string {
  return typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text);
}
