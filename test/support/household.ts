import { newPerson } from './evidence.ts';
import { form } from './raw-http.ts';
import type { Knock } from './raw-http.ts';
import type { ProviderId } from './resident.ts';
import { Resident } from './resident.ts';
import type { TestService } from './service.ts';

interface LedgerLine {
  id: string;
  type: string;
  actor: string | null;
  detail: Record<string, unknown>;
}

/** A person with a record, at one or more browsers, and what the database knows of them. */
export class Household {
  private constructor(
    readonly service: TestService,
    readonly person: string,
    /** The browser at which the record began. */
    readonly resident: Resident,
    readonly residentId: string,
  ) {}

  /** Somebody new, linked and signed in. */
  static async settle(
    service: TestService,
    provider: ProviderId = 'google',
    person = newPerson(service),
  ): Promise<Household> {
    const resident = new Resident(service);
    await resident.link(provider, { person });
    const [row] = await service.database.query<{ id: string }>(
      'select resident_id as id from civic.resident_session order by created_at desc limit 1',
    );
    return new Household(service, person, resident, row?.id ?? '');
  }

  /** Signs in with a linked account at a browser of its own, or at one that is given. */
  async signIn(
    provider: ProviderId = 'google',
    at = new Resident(this.service),
    fields: Record<string, string> = {},
  ): Promise<Resident> {
    at.browser.cookiesOf(this.service.url).delete('__Host-civic-session');
    await at.open(`/link/${provider}`);
    await at.browser.submit(`/link/${provider}`, fields);
    await at.browser.open(await at.decide({ person: this.person }));
    return at;
  }

  /** Links the person's account at the other provider. */
  async linkAnother(provider: ProviderId = 'facebook'): Promise<void> {
    await this.resident.travel(provider, { person: this.person });
    await this.resident.confirm();
  }

  /** The id of the link with a provider; empty when there is none. */
  async linkWith(provider: ProviderId): Promise<string> {
    const [row] = await this.service.database.query<{ id: string }>(
      'select id from civic.link where resident_id = $1 and provider = $2',
      [this.residentId, provider],
    );
    return row?.id ?? '';
  }

  /** Entries about the person, newest first; all of them, or those of one type. */
  ledger(type: string | null = null): Promise<LedgerLine[]> {
    return this.service.database.query<LedgerLine>(
      `select id, type, actor, detail from civic.ledger_entry
       where resident_id = $1 and ($2::text is null or type = $2) order by id desc`,
      [this.residentId, type],
    );
  }

  /** The id of the newest entry of a type. */
  async entry(type: string): Promise<string> {
    return (await this.ledger(type))[0]?.id ?? '';
  }
}

/** A form of the page that is open, as this browser would send it once more or somewhere else. */
export function formAgain({ browser, page }: Resident): Knock {
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const cookies = [...browser.cookiesOf(page.url)].map((pair) => pair.join('='));
  return form({ _csrf: csrf }, { 'sec-fetch-site': 'same-origin', cookie: cookies.join('; ') });
}

/** The text of a page as it is read, without tags. */
export function textOf({ text }: { text: string }): string {
  const words = text.replace(/<head>.*?<\/head>/s, '').replace(/<[^>]*>/g, ' ');
  return words.replaceAll('&quot;', '"').replace(/\s+/g, ' ').trim();
}
