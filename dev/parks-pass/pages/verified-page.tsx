import type { VNode } from 'preact';
import type { Check } from '../checks.ts';
import type { Userinfo } from '../civic-link.ts';
import type { TokenParts } from '../token-parts.ts';
import type { Notice, Trial } from '../visitors.ts';
import { noticeWords, words } from '../words.ts';
import type { Language } from '../words.ts';
import { ChecksView } from './checks-view.tsx';
import { Action, Layout } from './layout.tsx';
import { TokenView } from './token-view.tsx';

export interface VerifiedPageProps {
  language: Language;
  subject: string;
  userinfo: Userinfo;
  trial: Trial;
  notice: Notice | undefined;
  checks: readonly Check[];
  parts: TokenParts;
  /** The text of `verifyAccessToken`, and what it said of this token. */
  code: string;
  said: string;
  curl: string;
}

/** What an app gets from Civic Link, taken apart for those who build one. */
export function VerifiedPage(props: VerifiedPageProps): VNode {
  const { language, notice, trial, checks, parts } = props;
  return (
    <Layout language={language} title={words.signedIn[language]}>
      {notice && (
        <p class="notice" role="status">
          {noticeWords[notice][language]}
        </p>
      )}
      <Who {...props} />
      <ChecksView language={language} trial={trial} checks={checks} />
      <Actions language={language} />
      <TokenView language={language} parts={parts} />
      <Yourself {...props} />
      <Action language={language} path="/sign-out">
        {words.signOut[language]}
      </Action>
    </Layout>
  );
}

function Who({ language, subject, userinfo }: VerifiedPageProps): VNode {
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who[language]}</h2>
      <dl>
        <dt>{words.subject[language]}</dt>
        <dd>
          <code>{subject}</code> {words.subjectNote[language]}
        </dd>
        <dt>{words.accounts[language]}</dt>
        <dd>
          <Accounts language={language} userinfo={userinfo} />
        </dd>
      </dl>
    </section>
  );
}

function Accounts({ language, userinfo }: Pick<VerifiedPageProps, 'language' | 'userinfo'>): VNode {
  if (userinfo.kind === 'refused') {
    return (
      <>
        {words.notTold[language]} <code>{userinfo.error}</code>
      </>
    );
  }
  if (userinfo.accounts.length === 0) return <>{words.noAccounts[language]}</>;
  return (
    <ul>
      {userinfo.accounts.map(({ provider, name }) => (
        <li>
          {provider}: <bdi>{name ?? words.noName[language]}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Actions({ language }: { language: Language }): VNode {
  return (
    <section class="actions" aria-labelledby="try">
      <h2 id="try">{words.tryThis[language]}</h2>
      <Action language={language} path="/check" trial="as-issued" isMain>
        {words.again[language]}
      </Action>
      <Action language={language} path="/refresh">
        {words.refresh[language]}
      </Action>
      <Action language={language} path="/remove-link">
        {words.remove[language]}
      </Action>
      <p>{words.removeNote[language]}</p>
      <Action language={language} path="/check" trial="library">
        {words.library[language]}
      </Action>
      <Action language={language} path="/check" trial="broken-signature">
        {words.broken[language]}
      </Action>
    </section>
  );
}

function Yourself({ language, code, said, curl }: VerifiedPageProps): VNode {
  return (
    <section aria-labelledby="yourself">
      <h2 id="yourself">{words.yourself[language]}</h2>
      <p>{words.withNode[language]}</p>
      <pre>{code}</pre>
      <p>
        {words.said[language]} <code>{said}</code>
      </p>
      <p>{words.withCurl[language]}</p>
      <pre>{curl}</pre>
    </section>
  );
}
