import type { VNode } from 'preact';
import { Checkboxes } from '../../ui/fields.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { sayIn } from '../../words/words.ts';
import type { Name, Say } from '../../words/words.ts';

/** A linked account with the values an app would see. */
export interface ShownAccount {
  /** Id of the link. */
  id: string;
  provider: Name;
  name: string | null;
  userId: string;
  /** True when the resident let this app see it before. */
  isChosen: boolean;
}

/** What of an account an app asks for. */
export interface AccountParts {
  names: boolean;
  userIds: boolean;
}

interface ShownAccountsProps {
  frame: PageFrame;
  app: { name: string };
  accounts: readonly ShownAccount[];
  parts: AccountParts;
}

/** The values of the only account there is to show, each on a line of its own. */
export function OnlyAccount({ frame, accounts, parts }: Omit<ShownAccountsProps, 'app'>): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      {accounts.map((account) => (
        <bdi class="cl-value">{lineOf(say, account, parts)}</bdi>
      ))}
    </>
  );
}

/** A choice among several accounts, with their values; nothing is chosen that was not chosen before. */
export function AccountChoice({ frame, app, accounts, parts }: ShownAccountsProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Checkboxes
      legend={say('appconsent.choose.legend', { app: app.name })}
      hint={say('appconsent.choose.hint')}
      name="link"
      options={accounts.map((account) => ({
        value: account.id,
        label: lineOf(say, account, parts),
        isChecked: account.isChosen,
      }))}
    />
  );
}

function lineOf(say: Say, account: ShownAccount, { names, userIds }: AccountParts): string {
  const { provider, name, userId } = account;
  if (!names) return say('appconsent.get.id.line', { provider, id: userId });
  const named =
    name === null
      ? say('appconsent.get.noname', { provider })
      : say('appconsent.get.name', { provider, name });
  return userIds ? say('appconsent.get.with.id', { account: named, id: userId }) : named;
}
