import type { VNode } from 'preact';
import { ProvePage } from '../../../src/sign-in/pages/prove-page.tsx';
import { NamePage } from '../../../src/sign-in/pages/name-page.tsx';
import { NewNamePage } from '../../../src/sign-in/pages/new-name-page.tsx';
import type { PageFrame } from '../../../src/ui/site.ts';
import { google, facebook } from './fixtures.ts';

export function proofPages(frame: PageFrame, name: string): Record<string, VNode> {
  const both = [
    { provider: { ...google, isAvailable: true }, names: [name, null] },
    { provider: { ...facebook, isAvailable: true }, names: [name] },
  ];
  const off = [{ provider: { ...google, isAvailable: false }, names: [name] }];
  const suspended = [
    { provider: { ...google, isAvailable: false, isSuspended: true }, names: [name] },
  ];
  const link = { action: 'link', object: 'facebook' } as const;
  const exporting = { action: 'export', object: null } as const;
  const erase = { action: 'erase', object: null } as const;
  const other = { setback: 'other-account', provider: facebook } as const;
  const stale = { setback: 'not-fresh', provider: google } as const;
  return {
    prove: <ProvePage frame={frame} goal={link} accounts={both} seconds={300} request="1" />,
    'prove/export': <ProvePage frame={frame} goal={exporting} accounts={both} seconds={300} />,
    'prove/erase': <ProvePage frame={frame} goal={erase} accounts={both} seconds={300} />,
    'prove/off': <ProvePage frame={frame} goal={erase} accounts={off} seconds={300} />,
    'prove/not-fresh': (
      <ProvePage frame={frame} goal={erase} accounts={both} seconds={300} wentWrong={stale} />
    ),
    'prove/suspended': <ProvePage frame={frame} goal={erase} accounts={suspended} seconds={300} />,
    'prove/other-account': (
      <ProvePage frame={frame} goal={erase} accounts={both} seconds={300} wentWrong={other} />
    ),
  };
}

export function namePages(frame: PageFrame, name: string): Record<string, VNode> {
  const names = { frame, linkId: 'l1', provider: { ...google, isAvailable: true } };
  const theirs = { theirs: name, ours: name };
  return {
    name: <NamePage {...names} name={name} />,
    'name/only-id': <NamePage {...names} name={null} done="dropped" />,
    'name/off': (
      <NamePage {...names} provider={{ label: 'Google', isAvailable: false }} name={name} />
    ),
    'name/saved': <NamePage {...names} name={name} done="saved" />,
    'name/same': <NamePage {...names} name={name} done="same" />,
    'name/none': <NamePage {...names} name={name} done="none" />,
    'name/cancelled': (
      <NamePage {...names} name={name} wentWrong={{ setback: 'cancelled', provider: google }} />
    ),
    'new-name': (
      <NewNamePage frame={frame} linkId="l1" pending="p1" provider={google} names={theirs} />
    ),
  };
}
