import type { VNode } from 'preact';
import { staffRoles } from '../../../permissions/permissions.ts';
import type { ListedPerson } from '../../../staff/person.ts';
import { roleNames, roleSentences } from '../../../staff/role-words.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Checkbox } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Select } from '../../../ui/select.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

/** What the page says of what was just tried. */
export type PersonDone = 'role' | 'sessions' | 'last' | 'unchecked';

export interface PersonPageProps {
  frame: PageFrame;
  person: ListedPerson;
  done?: PersonDone;
}

/** What an operator can do about one member of staff. The forms send `role`; `understood` (yes). */
export function PersonPage({ frame, person, done }: PersonPageProps): VNode {
  const { language } = frame;
  const { name, role, isFromDirectory } = person;
  const say = sayIn(language);
  return (
    <Layout
      frame={frame}
      title={say('staff.person.h1', { name })}
      isError={done === 'last' || done === 'unchecked'}
      notice={noticeOf(frame, done)}
    >
      <p class="cl-lead">{say('staff.person.is', { role: say(roleNames[role]) })}</p>
      {isFromDirectory ? (
        <p>{say('staff.directory.person', { name })}</p>
      ) : (
        <>
          <RoleForm frame={frame} person={person} />
          <NewLink frame={frame} person={person} />
        </>
      )}
      <SignOut frame={frame} person={person} />
      <Removal frame={frame} person={person} isMissed={done === 'unchecked'} />
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/people')}>
          {say('staff.people.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

type PartProps = Omit<PersonPageProps, 'done'>;

function RoleForm({ frame, person: { id, role } }: PartProps): VNode {
  const say = sayIn(frame.language);
  const at = `/staff/people/${id}`;
  return (
    <>
      <h2>{say('staff.person.role.h2')}</h2>
      <Form frame={frame} action={`${at}/role`}>
        <Select
          name="role"
          label={say('staff.people.add.role')}
          options={staffRoles.map((value) => ({ value, label: say(roleSentences[value]) }))}
          chosen={role}
        />
        <Actions>
          <Button look="outline">{say('staff.person.role.btn')}</Button>
        </Actions>
      </Form>
    </>
  );
}

function NewLink({ frame, person: { id, name } }: PartProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.person.again.h2')}</h2>
      <p>{say('staff.person.again.p')}</p>
      <Form frame={frame} action={`/staff/people/${id}/invite`}>
        <Button look="outline">{say('staff.person.again.btn', { name })}</Button>
      </Form>
    </>
  );
}

function SignOut({ frame, person: { id, name, sessions } }: PartProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.person.sessions.h2')}</h2>
      <p>{say('staff.person.sessions.p', { count: sessions })}</p>
      {sessions > 0 && (
        <Form frame={frame} action={`/staff/people/${id}/end-sessions`}>
          <Button look="outline">{say('staff.person.sessions.btn', { name })}</Button>
        </Form>
      )}
    </>
  );
}

interface RemovalProps extends Omit<PersonPageProps, 'done'> {
  isMissed: boolean;
}

function Removal({ frame, person, isMissed }: RemovalProps): VNode {
  const { id, name, isFromDirectory } = person;
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.person.remove.h2')}</h2>
      <p>{say('staff.person.remove.p')}</p>
      {isFromDirectory && <p>{say('staff.directory.removal')}</p>}
      <Form frame={frame} action={`/staff/people/${id}/remove`}>
        <Checkbox
          name="understood"
          label={say('staff.person.remove.check', { name })}
          {...(isMissed && { problem: say('staff.person.remove.missing') })}
        />
        <Actions>
          <Button look="danger">{say('staff.person.remove.btn', { name })}</Button>
        </Actions>
      </Form>
    </>
  );
}

function noticeOf({ language }: PageFrame, done: PersonDone | undefined): VNode | undefined {
  const say = sayIn(language);
  switch (done) {
    case undefined:
      return undefined;
    case 'unchecked': {
      const problems = [{ field: 'understood', message: say('staff.person.remove.missing') }];
      return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
    }
    case 'last':
      return <Alert kind="warning">{say('staff.person.last')}</Alert>;
    case 'role':
    case 'sessions':
      return (
        <Alert kind="success" isStatus>
          {say(done === 'role' ? 'staff.person.done.role' : 'staff.person.done.sessions')}
        </Alert>
      );
    default:
      return done satisfies never;
  }
}
