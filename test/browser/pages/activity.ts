import { longName, markup } from '../names.ts';
import { meet } from '../visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const activity = '/account/activity';
const sessions = '/account/sessions';
const notMe = '/account/activity/:entry/not-me';
const ended = '/session-ended';

/** What happened on a record, where its resident is signed in, and how that ends. */
export const activityPages: readonly PageState[] = [
  { id: 'account/news', route: '/account', reach: comeBack },
  {
    id: 'activity',
    route: activity,
    async reach(visitor) {
      await comeBack(visitor);
      await visitor.press('visits.more');
    },
  },
  {
    id: 'activity/many',
    route: activity,
    async reach(visitor) {
      await visitor.signIn('google', { person: meet(visitor.service, longName) });
      await signOutOften(visitor, 60);
      await visitor.open(activity);
      await visitor.press('activity.older');
    },
  },
  {
    id: 'activity/none',
    route: activity,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.open(`${activity}?before=1`);
    },
  },
  {
    id: 'not-me',
    route: notMe,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.linkAnother('facebook', { person: meet(visitor.service, markup) });
      await openDoubt(visitor, 'link.created');
    },
  },
  {
    id: 'not-me/only',
    route: notMe,
    async reach(visitor) {
      await visitor.signIn();
      await openDoubt(visitor, 'resident.signed-in');
    },
  },
  {
    id: 'not-me-done',
    route: null,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.linkAnother();
      await openDoubt(visitor, 'link.created');
      await visitor.press('notme.btn.yes');
    },
  },
  {
    id: 'sessions/one',
    route: sessions,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.open(sessions);
    },
  },
  {
    id: 'sessions',
    route: sessions,
    async reach(visitor) {
      await visitor.signIn();
      await signInElsewhere(visitor);
      await visitor.open('/account');
      await visitor.press('sessions.link');
    },
  },
  {
    id: 'sessions/done',
    route: sessions,
    async reach(visitor) {
      await visitor.signIn();
      await signInElsewhere(visitor);
      await visitor.open(sessions);
      await visitor.press('sessions.end.others');
    },
  },
  {
    id: 'session-ended/idle',
    route: ended,
    async reach(visitor) {
      await visitor.signIn();
      await wait(visitor, 'last_seen_at', 31);
      await visitor.open(activity);
    },
  },
  {
    id: 'session-ended/lost',
    route: ended,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.linkAnother();
      await visitor.open(`/account/links/${await linkOf(visitor)}/remove`);
      await wait(visitor, 'created_at', 12 * 60);
      await visitor.press('unlink.btn.yes');
    },
  },
  {
    id: 'session-ended/long-ago',
    route: ended,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.service.database.query('delete from civic.resident_session');
      await visitor.open('/account');
    },
  },
];

/** Comes back after a while in which staff, a second browser and the resident did something. */
async function comeBack(visitor: Visitor): Promise<void> {
  const person = meet(visitor.service);
  await visitor.signIn('google', { person });
  await visitor.linkAnother();
  await recordLook(visitor);
  await visitor.page.context().clearCookies();
  await visitor.open('/link/google');
  await visitor.travel('google', { person });
}

/** The resident of the newest session, which is the visitor's. */
async function residentOf({ service }: Visitor): Promise<string> {
  const [row] = await service.database.query<{ id: string }>(
    'select resident_id as id from civic.resident_session order by created_at desc limit 1',
  );
  return row?.id ?? '';
}

async function recordLook(visitor: Visitor): Promise<void> {
  await visitor.service.database.query(
    `insert into civic.ledger_entry (type, actor_kind, actor, resident_id, detail)
     values ('record.found', 'staff', 'cli', $1, '{"by": "display-name", "role": "operator"}')`,
    [await residentOf(visitor)],
  );
}

async function signOutOften(visitor: Visitor, times: number): Promise<void> {
  const resident = await residentOf(visitor);
  await visitor.service.database.query(
    `insert into civic.ledger_entry (type, actor_kind, actor, resident_id, detail)
     select 'resident.signed-out', 'resident', $1::uuid::text, $1::uuid, '{}' from generate_series(1, $2::int)`,
    [resident, times],
  );
}

async function openDoubt(visitor: Visitor, type: string): Promise<void> {
  const [row] = await visitor.service.database.query<{ id: string }>(
    `select id from civic.ledger_entry where resident_id = $1 and type = $2 order by id desc limit 1`,
    [await residentOf(visitor), type],
  );
  await visitor.open(`${activity}/${row?.id}/not-me`);
}

/** A second browser of the same resident, as far as the service can tell. */
async function signInElsewhere(visitor: Visitor): Promise<void> {
  await visitor.service.database.query(
    `with here as (select * from civic.resident_session order by created_at desc limit 1),
     there as (
       insert into civic.resident_session
         (id, token_hash, resident_id, auth_link, provider, is_shared, last_seen_at)
       select gen_random_uuid(), sha256(id::text::bytea), resident_id, auth_link, provider, true,
         civic.now() - interval '1 minute' from here
       returning id)
     insert into civic.coverage (subject_id, rule, id, epoch)
     select there.id, 'session', there.id::text, 0 from there`,
  );
}

async function wait(visitor: Visitor, since: string, minutes: number): Promise<void> {
  await visitor.service.database.query(
    `update civic.resident_session set ${since} = ${since} - make_interval(mins => $2)
     where resident_id = $1`,
    [await residentOf(visitor), minutes],
  );
}

async function linkOf(visitor: Visitor): Promise<string> {
  const [row] = await visitor.service.database.query<{ id: string }>(
    'select id from civic.link where resident_id = $1',
    [await residentOf(visitor)],
  );
  return row?.id ?? '';
}
