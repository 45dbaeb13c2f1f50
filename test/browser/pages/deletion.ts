import { Deletions } from '../../../src/erasure/deletions.ts';
import { newConfirmationCode } from '../../../src/kernel/confirmation-code.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { proveHere } from '../proofs.ts';
import { meet } from '../visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const now = '/account/delete';
const later = '/account/delete/later';
const status = '/deletion/:code';
const wait = { en: '7 days', es: '7 días' };

/** Deleting everything, at once or after a wait, and what became of it. */
export const deletionPages: readonly PageState[] = [
  { id: 'delete', route: now, reach: (visitor) => openDelete(visitor) },
  {
    id: 'delete/proved',
    route: now,
    async reach(visitor) {
      await openDelete(visitor);
      await prove(visitor);
    },
  },
  {
    id: 'delete/unchecked',
    route: now,
    status: 422,
    isError: true,
    async reach(visitor) {
      await openDelete(visitor);
      await prove(visitor);
      await visitor.press('delete.btn.yes');
    },
  },
  { id: 'deleted', route: null, reach: (visitor) => deleteAtOnce(visitor) },
  {
    id: 'deleted/waited',
    route: null,
    async reach(visitor) {
      await wish(visitor);
      await visitor.open(now);
      await prove(visitor);
      await visitor.pick('delete.check');
      await visitor.press('delete.btn.yes');
    },
  },
  { id: 'later', route: later, reach: (visitor) => openLater(visitor) },
  {
    id: 'later/unchecked',
    route: later,
    status: 422,
    isError: true,
    async reach(visitor) {
      await openLater(visitor);
      await visitor.press('later.btn', { wait: wait[visitor.language] });
    },
  },
  { id: 'later-done', route: null, reach: (visitor) => wish(visitor) },
  {
    id: 'delete/held',
    route: now,
    async reach(visitor) {
      await wish(visitor);
      await visitor.open(now);
    },
  },
  {
    id: 'account/held',
    route: '/account',
    async reach(visitor) {
      await wish(visitor);
      await visitor.press('unlinked.btn');
    },
  },
  { id: 'status', route: '/deletion', reach: (visitor) => visitor.open('/deletion') },
  {
    id: 'status/slip',
    route: null,
    status: 422,
    isError: true,
    async reach(visitor) {
      await visitor.open('/deletion');
      await visitor.press('status.btn');
    },
  },
  {
    id: 'status/unknown',
    route: status,
    status: 404,
    isError: true,
    reach: (visitor) => visitor.open('/deletion/0000-0000-0000-0000-0000'),
  },
  {
    id: 'status/working',
    route: status,
    async reach(visitor) {
      await wish(visitor);
      await visitor.press('delete.done.status');
    },
  },
  {
    id: 'status/cancelled',
    route: status,
    async reach(visitor) {
      await wish(visitor);
      const code = await codeOn(visitor);
      await visitor.press('unlinked.btn');
      await visitor.press('later.held.btn');
      await visitor.open(`/deletion/${code}`);
    },
  },
  {
    id: 'status/done',
    route: status,
    async reach(visitor) {
      await deleteAtOnce(visitor);
      await visitor.press('delete.done.status');
    },
  },
  {
    id: 'status/link-working',
    route: status,
    reach: (visitor) => openCode(visitor, (book, sql, code) => book.linkWaits(sql, code, 86_400)),
  },
  {
    id: 'status/link-done',
    route: status,
    reach: (visitor) => openCode(visitor, (book, sql, code) => book.linkGone(sql, code)),
  },
  {
    id: 'status/link-cancelled',
    route: status,
    reach: (visitor) =>
      openCode(visitor, async (book, sql, code) => {
        await book.linkWaits(sql, code, 86_400);
        await book.linksStay(sql, [code]);
      }),
  },
];

/** The page of a code that Facebook got for somebody. */
async function openCode(
  visitor: Visitor,
  note: (book: Deletions, sql: Database, code: string) => Promise<void>,
): Promise<void> {
  const { app } = visitor.service.running;
  const code = newConfirmationCode();
  await note(app.get(Deletions), app.get(Database), code);
  await visitor.open(`/deletion/${code}`);
}

async function openDelete(visitor: Visitor): Promise<void> {
  await visitor.signIn('google', { person: meet(visitor.service) });
  await visitor.press('success.btn.list');
  await visitor.press('links.delete.btn');
}

async function prove(visitor: Visitor): Promise<void> {
  await proveHere(visitor, 'erase');
  await visitor.open(now);
}

async function deleteAtOnce(visitor: Visitor): Promise<void> {
  await openDelete(visitor);
  await prove(visitor);
  await visitor.pick('delete.check');
  await visitor.press('delete.btn.yes');
}

async function openLater(visitor: Visitor): Promise<void> {
  await openDelete(visitor);
  await visitor.press('delete.btn.later');
}

async function wish(visitor: Visitor): Promise<void> {
  await openLater(visitor);
  await visitor.pick('delete.check');
  await visitor.press('later.btn', { wait: wait[visitor.language] });
}

async function codeOn(visitor: Visitor): Promise<string> {
  return visitor.page.locator('.cl-code').innerText();
}
