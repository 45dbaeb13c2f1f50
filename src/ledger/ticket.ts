import { ticket } from './catalogue/field-kinds.ts';

/** Whether the ledger takes this as the number of a case elsewhere: letters, digits and dashes, at most 40. */
export function isTicket(text: string): boolean {
  return ticket.accepts(text);
}
