import { styleText } from 'node:util';

/** What runs, and where. */
export interface Addresses {
  issuer: string;
  parksPass: string;
  console: string;
  simulator: string;
  metrics: string;
  log: string;
}

/** Everything a newcomer needs on one screen: addresses, one next step, and that nothing here is real. */
export function banner(addresses: Addresses): string {
  const { issuer, parksPass } = addresses;
  const rule = styleText('cyan', '─'.repeat(78));
  return [
    rule,
    line('Residents', `${issuer}/`, `in Spanish: ${issuer}/es`),
    line('Parks Pass', `${parksPass}/`, 'a sample city app'),
    line('Staff', addresses.console, noteOn(addresses.console)),
    line('Simulator', addresses.simulator, 'pretends to be the providers'),
    line('Discovery', `${issuer}/.well-known/openid-configuration`),
    line('Keys', `${issuer}/.well-known/jwks.json`),
    line('Metrics', addresses.metrics),
    line('Log', addresses.log),
    line('Terminal', tryCommand(issuer), 'signs you in as an app would'),
    rule,
    `${styleText(['bold', 'green'], 'Next:')} open ${styleText('bold', `${parksPass}/`)} and choose "Sign in to Parks Pass".`,
    styleText('yellow', 'This is a test site: all accounts are made up. Ctrl-C stops everything.'),
    '',
  ].join('\n');
}

function line(name: string, address: string, note = ''): string {
  const remark = note === '' ? '' : `  ${styleText('dim', note)}`;
  return `${styleText('bold', name.padEnd(11))} ${address}${remark}`;
}

function noteOn(door: string): string {
  return door.endsWith('/sign-in') ? '' : 'makes you an operator: once, for 15 minutes';
}

function tryCommand(issuer: string): string {
  const command = 'npm run civic-link -- test login';
  return issuer === 'http://localhost:3000' ? command : `${command} --issuer ${issuer}`;
}
