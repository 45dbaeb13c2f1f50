import type { TestService } from '../service.ts';
import { dumpDatabase, dumpTable } from './database-dump.ts';
import type { Sink } from './scanner.ts';
import type { Wire } from './wire.ts';

export type SinkName =
  | 'database'
  | 'ledger'
  | 'log'
  | 'metrics'
  | 'answers'
  | 'headers of answers'
  | 'tokens'
  | 'provider addresses';

/** Reads every place where the service leaves something. */
export class Sinks {
  constructor(
    private readonly service: TestService,
    private readonly wire: Wire,
  ) {}

  async read(): Promise<Record<SinkName, Sink>> {
    const { database } = this.service;
    const ledger = ['ledger_entry', 'ledger_recipient'];
    const entries = ledger.map((name) => dumpTable(database, { schema: 'civic', name }));
    return named({
      database: await dumpDatabase(database),
      ledger: Buffer.concat(await Promise.all(entries)),
      log: Buffer.from(this.service.log()),
      metrics: Buffer.from(await (await fetch(this.service.metricsUrl)).text()),
      answers: this.wire.sent,
      'headers of answers': Buffer.from(this.wire.heads, 'latin1'),
      tokens: decodedTokens(this.wire.sent),
      'provider addresses': this.providerAddresses(),
    });
  }

  private providerAddresses(): Buffer {
    return Buffer.from(this.service.simulator.requests.map(({ url }) => `${url}\n`).join(''));
  }
}

function named(contents: Record<SinkName, Buffer>): Record<SinkName, Sink> {
  const sinks = Object.entries(contents).map(([name, content]) => [name, { name, content }]);
  return Object.fromEntries(sinks) as Record<SinkName, Sink>;
}

/** Header and payload of every JWT the service has sent, in clear. */
function decodedTokens(sent: Buffer): Buffer {
  const found = sent.toString('latin1').matchAll(/\beyJ[\w-]+\.eyJ[\w-]+(?=\.)/g);
  const parts = [...found].flatMap(([token]) => token.split('.'));
  return Buffer.concat(
    parts.flatMap((part) => [Buffer.from(part, 'base64url'), Buffer.from('\n')]),
  );
}
