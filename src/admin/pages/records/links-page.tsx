import type { VNode } from 'preact';
import type { OpenedLink } from '../../../support/opened-record.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card, CardList, SummaryList } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { nameIn, pathIn, sayIn } from '../../../words/words.ts';
import { RecordFrame } from './record-frame.tsx';
import type { ShownRecord } from './record-frame.tsx';
import type { Name } from '../../../words/words.ts';

export interface RecordLinksPageProps extends ShownRecord {
  isHeld: boolean;
  provider: (id: string) => Name;
  can: RecordRights;
}

/** What the role of the reader lets them do here. */
export interface RecordRights {
  unmask: boolean;
  revoke: boolean;
  endSessions: boolean;
  hold: boolean;
  erase: boolean;
}

/** The first part of a record: the facts, the linked accounts, and what can be done to the whole. */
export function RecordLinksPage(props: RecordLinksPageProps): VNode {
  const { frame, record } = props;
  const say = sayIn(frame.language);
  return (
    <RecordFrame {...props} tab="links">
      <Facts {...props} />
      <h2>{say('record.links.h2')}</h2>
      {record.links.length === 0 && <p>{say('record.links.none')}</p>}
      <CardList>
        {record.links.map((link) => (
          <LinkCard {...props} link={link} />
        ))}
      </CardList>
      <More {...props} />
    </RecordFrame>
  );
}

function Facts({ frame, record, isHeld }: RecordLinksPageProps): VNode {
  const say = sayIn(frame.language);
  const { since, lastVisitAt, language, sessions, unreachableSince } = record;
  const state = isHeld
    ? 'record.state.held'
    : unreachableSince
      ? 'record.state.unreachable'
      : 'record.state.live';
  return (
    <SummaryList
      rows={[
        { term: say('record.state'), value: say(state) },
        { term: say('record.since'), value: <Moment frame={frame} at={since} /> },
        {
          term: say('record.visit'),
          value: lastVisitAt ? <Moment frame={frame} at={lastVisitAt} /> : say('record.never'),
        },
        {
          term: say('record.language'),
          value: say(language === 'en' ? 'record.language.en' : 'record.language.es'),
        },
        { term: say('record.sessions'), value: String(sessions) },
      ]}
    />
  );
}

function LinkCard(props: RecordLinksPageProps & { link: OpenedLink }): VNode {
  const { frame, record, link, can } = props;
  const say = sayIn(frame.language);
  const provider = nameIn(frame.language, props.provider(link.provider));
  const at = `/staff/records/${record.id}/links/${link.id}`;
  return (
    <Card title={`${provider}: ${link.name ?? say('found.nameless')}`}>
      <SummaryList
        rows={[
          { term: say('record.link.id'), value: link.userId },
          { term: say('record.link.since'), value: <Moment frame={frame} at={link.createdAt} /> },
          { term: say('record.link.used'), value: <Moment frame={frame} at={link.lastUsedAt} /> },
          ...(link.isSuspended
            ? [{ term: say('record.link.state'), value: say('record.link.suspended') }]
            : []),
        ]}
      />
      {can.unmask && (
        <Form frame={frame} action={`${at}/unmask`}>
          <Actions>
            <Button look="plain">
              {say('record.unmask')}{' '}
              <span class="usa-sr-only">
                {`${say('record.unmask.which', { provider })} ${link.userId}`}
              </span>
            </Button>
          </Actions>
        </Form>
      )}
      {can.revoke && (
        <a class="usa-link cl-action" href={pathIn(frame.language, `${at}/revoke`)}>
          {say('record.remove', { provider })} <span class="usa-sr-only">{link.userId}</span>
        </a>
      )}
    </Card>
  );
}

function More({ frame, record, isHeld, can }: RecordLinksPageProps): VNode | null {
  const { language } = frame;
  const say = sayIn(language);
  const at = `/staff/records/${record.id}`;
  const choices = [
    can.endSessions && record.sessions > 0 && { path: 'end-sessions', label: say('record.end') },
    can.hold && !isHeld && { path: 'hold', label: say('record.hold') },
    can.erase && { path: 'erase', label: say('record.erase') },
  ].filter((choice) => choice !== false);
  if (choices.length === 0 && !(can.hold && isHeld)) return null;
  return (
    <>
      <h2>{say('record.more.h2')}</h2>
      <ul class="usa-list">
        {choices.map(({ path, label }) => (
          <li>
            <a class="usa-link cl-action" href={pathIn(language, `${at}/${path}`)}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {can.hold && isHeld && (
        <Form frame={frame} action={`${at}/release`}>
          <Button look="outline">{say('record.release')}</Button>
        </Form>
      )}
    </>
  );
}
