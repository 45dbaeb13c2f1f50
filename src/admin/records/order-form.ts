import type { FastifyRequest } from 'fastify';
import { isTicket } from '../../ledger/ticket.ts';
import { blockPeriods } from '../../links/link-blocks.ts';
import { isStaffReason } from '../../links/reasons.ts';
import type { Problem } from '../../ui/error-summary.tsx';
import type { Say } from '../../words/words.ts';
import type { OrderPageProps, OrderSent } from '../pages/records/order-page.tsx';
import { fieldIn } from '../staff-form.ts';

/** What the form of an order sent, and whether it is the click that does it. */
export interface OrderRead {
  sent: OrderSent;
  isFinal: boolean;
}

export const nothingSent: OrderSent = { ticket: '', isUnderstood: false };

export function readOrder({ body }: FastifyRequest): OrderRead {
  const reason = fieldIn(body, 'reason');
  const blockFor = blockPeriods.find((period) => period === fieldIn(body, 'block'));
  return {
    sent: {
      ...(isStaffReason(reason) && { reason }),
      ticket: fieldIn(body, 'ticket'),
      ...(blockFor && { blockFor }),
      isUnderstood: fieldIn(body, 'understood') === 'yes',
    },
    isFinal: fieldIn(body, 'step') === 'do',
  };
}

/** What is wrong with what was sent, in the order of the questions. */
export function problemsIn(
  say: Say,
  { reason, ticket, isUnderstood }: OrderSent,
  asks: OrderPageProps['asks'] & { missing?: string },
): Problem[] {
  const problems: Problem[] = [];
  if (asks.reason && reason === undefined) {
    problems.push({ field: 'reason', message: say('order.reason.missing') });
  }
  if (asks.ticket && ticket !== '' && !isTicket(ticket)) {
    problems.push({ field: 'ticket', message: say('order.ticket.wrong') });
  }
  if (asks.check !== undefined && !isUnderstood) {
    problems.push({ field: 'understood', message: asks.missing ?? '' });
  }
  return problems;
}
