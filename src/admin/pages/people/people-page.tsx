import type { VNode } from 'preact';
import { staffRoles } from '../../../permissions/permissions.ts';
import type { ListedPerson } from '../../../staff/person.ts';
import { roleNames, roleSentences } from '../../../staff/role-words.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Radios, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Moment } from '../../../ui/moment.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { formatMoment } from '../../../words/format.ts';
import { shortId } from '../records/short-id.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export interface PeoplePageProps {
  frame: PageFrame;
  people: readonly ListedPerson[];
  /** Whether the reader may let people in and change them. */
  canChange: boolean;
  problems?: readonly Problem[];
}

/** Everybody who can sign in here. The form sends `name` and `role`. */
export function PeoplePage({ frame, people, canChange, problems = [] }: PeoplePageProps): VNode {
  const say = sayIn(frame.language);
  const notice = problems.length > 0 && (
    <ErrorSummary title={say('common.error.summary')} problems={problems} />
  );
  const headings = [
    say('staff.people.th.name'),
    say('staff.people.th.role'),
    say('staff.people.th.keys'),
    say('staff.people.th.seen'),
    ...(canChange ? [say('staff.people.th.do')] : []),
  ];
  return (
    <Layout
      frame={frame}
      title={say('staff.people.h1')}
      notice={notice}
      isError={problems.length > 0}
    >
      <p class="cl-lead">{say('staff.people.lead')}</p>
      <Table
        caption={say('staff.people.table')}
        headings={headings}
        rows={people.map((person) => rowOf(frame, person, canChange))}
      />
      {canChange && <LetIn frame={frame} problems={problems} />}
    </Layout>
  );
}

function rowOf(frame: PageFrame, person: ListedPerson, canChange: boolean) {
  const { language, site } = frame;
  const say = sayIn(language);
  const { id, name, role, passkeys, isFromDirectory, lastSeenAt, invitedUntil } = person;
  const means = isFromDirectory ? say('staff.directory.people') : passkeys;
  const until = invitedUntil && formatMoment(language, invitedUntil, site.timeZone);
  return [
    <bdi>{name}</bdi>,
    say(roleNames[role]),
    until ? say('staff.people.invited', { time: until }) : means,
    lastSeenAt ? <Moment frame={frame} at={lastSeenAt} /> : say('staff.people.never'),
    ...(canChange
      ? [
          <a class="usa-link cl-action" href={pathIn(language, `/staff/people/${id}`)}>
            {say('staff.people.open')} <span class="usa-sr-only">{`${name} ${shortId(id)}`}</span>
          </a>,
        ]
      : []),
  ];
}

function LetIn({ frame, problems }: { frame: PageFrame; problems: readonly Problem[] }): VNode {
  const say = sayIn(frame.language);
  const problemOf = (field: string) => problems.find((one) => one.field === field)?.message;
  return (
    <>
      <h2>{say('staff.people.add.h2')}</h2>
      <Form frame={frame} action="/staff/people">
        <TextField
          name="name"
          label={say('staff.people.add.name')}
          hint={say('staff.people.add.name.hint')}
          problem={problemOf('name')}
        />
        <Radios
          name="role"
          legend={say('staff.people.add.role')}
          options={staffRoles.map((value) => ({ value, label: say(roleSentences[value]) }))}
          problem={problemOf('role-viewer')}
        />
        <Actions>
          <Button>{say('staff.people.add.btn')}</Button>
        </Actions>
      </Form>
    </>
  );
}
