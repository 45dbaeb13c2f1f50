import { describe, expect, test } from '@jest/globals';
import type { VNode } from 'preact';
import { Waiting } from '../../src/admin/pages/keys/waiting.tsx';
import { RequestErrorPage } from '../../src/oauth/pages/request-error-page.tsx';
import { DeletePage } from '../../src/account/pages/delete-page.tsx';
import { renderPage } from '../../src/ui/render.ts';
import { sayIn } from '../../src/words/words.ts';
import { scopeInWords } from '../../src/admin/pages/apps/scope-words.ts';
import { frames } from './gallery/fixtures.ts';
import { everyPage } from './page-gallery.tsx';

/* What a page says must be true of the state that it is in. */

const { signedOut, signedIn } = frames('en');
const held = { frame: signedIn, providers: [], deletedBy: new Date() };
const gallery = new Map(
  everyPage({ person: 'Ana Rivera', app: 'Parks Pass' })
    .filter(({ language }) => language === 'en')
    .map(({ id, page }) => [id, page]),
);
const text = (page: VNode | undefined): string =>
  page ? renderPage(page).replaceAll(/<[^>]*>/g, '\n') : '';
const pageOf = (id: string): string => text(gallery.get(id));

describe('a record that is going to be deleted', () => {
  test('is not said to be kept by whoever only leaves the page', () => {
    expect(pageOf('delete')).toContain('No, keep it');
    for (const page of [pageOf('delete/held'), text(<DeletePage {...held} isProved />)]) {
      expect(page).not.toContain('No, keep it');
      expect(page).toContain('Go back');
      expect(page).toContain('Delete your whole record now?');
    }
  });

  test('can be deleted sooner, which the account page says', () => {
    expect(pageOf('account/held')).toContain('Delete my record now');
    expect(pageOf('account')).not.toContain('Delete my record now');
  });
});

test('accounts of which one does not work are not called good to sign in with', () => {
  expect(pageOf('account')).toContain('You can use these accounts to sign in');
  expect(pageOf('account/suspended')).not.toContain('You can use these accounts to sign in');
});

test('a request that is too old is no fault of the city service', () => {
  const page = { frame: signedOut, helpCode: null, app: { name: 'Parks Pass', backUrl: null } };
  const late = text(<RequestErrorPage {...page} error="request_expired" />);
  expect(late).toContain('This request is not open any more');
  expect(late).not.toContain('sent a request we cannot use');
  const wrong = text(<RequestErrorPage {...page} error="invalid_request" />);
  expect(wrong).toContain('Parks Pass sent a request we cannot use');
});

test('where a provider cannot be reached, the same can be tried again', () => {
  const page = gallery.get('outcome-provider-unavailable');
  expect(text(page)).toContain('Please try again in a few minutes.');
  expect(page && renderPage(page)).toMatch(/href="\/link\/google\?r=1">Try again</);
});

test('whoever asked at the server is called that', () => {
  const day = new Date();
  const key = { kid: 'k1', algorithm: 'ES256', state: 'current' } as const;
  const asked = { ...key, id: 'r1', askedBy: 'cli', askedAt: day, endsAt: day };
  const waiting = [{ ...asked, who: null }];
  const list = <Waiting frame={signedIn} waiting={waiting} canApprove={false} />;
  expect(text(list)).toContain('Someone at the server');
});

test('a scope has words for staff, and its name; one that has none has its name', () => {
  const say = sayIn('en');
  expect(scopeInWords(say, 'openid')).toBe('An ID made for this app (openid)');
  expect(scopeInWords(say, 'links.read')).toBe('links.read');
  expect(scopeInWords(say, 'constructor')).toBe('constructor');
});

test('the place in the menu stays marked, whatever an address says after its question mark', () => {
  const page = gallery.get('account');
  const there = { ...signedIn, path: '/account?done=held' };
  expect(page && renderPage(page)).toContain('aria-current="page"');
  expect(renderPage(<DeletePage {...held} frame={there} isProved />)).toContain(
    'aria-current="page"',
  );
});
