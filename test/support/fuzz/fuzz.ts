import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Figures } from '../../../dev/proofs/figures.ts';
import { handOver } from '../proof-figures.ts';
import { seed } from '../seeded.ts';
import { throwRequests, throwTokens } from './barrage.ts';
import type { Found } from './barrage.ts';
import { plantFaults } from './planted-faults.ts';
import { everyRequest } from './requests/asked.ts';
import { badRequest } from './requests/request-generator.ts';
import { Target } from './target.ts';
import { badToken } from './tokens/token-generator.ts';

/** How many bad tokens and bad requests, and how long each may take, in milliseconds. */
export interface FuzzPlan {
  readonly tokens: number;
  readonly requests: number;
  readonly patience: number;
}

/** Good tokens live for five minutes: what is made of them must be tried before. */
const batchSize = 2500;
/**
 * What the process may take more than after the first batch, in MiB: it fills what it may remember of good signatures
 * and collects garbage when it likes. A leak of one kilobyte a request would go beyond it.
 */
const memoryToSpare = 240;

const nothing = { found: [] as Found[], changes: 0 };

let target: Target;
const found: Found[] = [];
const memory: number[] = [];
let changes = 0;

/** Declares the tests: no bad token or request is accepted, breaks the service or leaves a trace. */
export function proveFuzz({ tokens, requests, patience }: FuzzPlan): void {
  beforeAll(async () => void (target = await Target.start()), 120_000);
  afterAll(async () => {
    handOver(figures({ tokens, requests }));
    await target.stop();
  });

  test(
    `${tokens} bad tokens are refused and change nothing (seed ${seed})`,
    async () => expect(await inBatches(tokens, tokenBatch)).toEqual(nothing),
    patience,
  );
  test(
    `${requests} bad requests are refused and change nothing (seed ${seed})`,
    async () => expect(await inBatches(requests, requestBatch)).toEqual(nothing),
    patience,
  );
  test('the service is as it was, and nobody fetched keys where tokens said', async () => {
    const { live } = await target.gather();
    expect(await target.isGood(live)).toBe(true);
    expect(target.process.isAlive).toBe(true);
    expect(target.trapped).toBe(0);
    expect(await target.misleading()).toEqual([]);
    expect(Math.max(...memory) - (memory[0] ?? 0)).toBeLessThan(memoryToSpare);
  });

  describe('a planted fault is seen:', () => {
    plantFaults(() => target);
  });
}

/** Gets ready to throw the bad things with these numbers. */
type Batch = (numbers: number[]) => Promise<() => Promise<Found[]>>;

/** Returns the first of what was found, and how often the database changed. */
async function inBatches(total: number, batch: Batch): Promise<typeof nothing> {
  for (let from = 0; from < total; from += batchSize) {
    const count = Math.min(batchSize, total - from);
    const numbers = Array.from({ length: count }, (_, place) => seed + from + place);
    const { result, changed } = await target.watch(await batch(numbers));
    found.push(...result);
    if (changed) changes += 1;
    memory.push(target.process.memory());
  }
  return { found: found.slice(0, 10), changes };
}

const tokenBatch: Batch = async (numbers) => {
  const material = await target.gather();
  const tokens = numbers.values().map((number) => badToken(number, material));
  return async () => {
    const thrown = await throwTokens(target.app, target.service, tokens);
    // Bad tokens prove nothing once the good one they were made of would be refused as well.
    if (!(await target.isGood(material.live))) throw new Error('The good token has gone bad.');
    return thrown;
  };
};

const requestBatch: Batch = async (numbers) => {
  const asked = everyRequest(target.app, (await target.gather()).worthless);
  const { host } = new URL(target.service.url);
  const requests = numbers.values().map((number) => badRequest(number, asked, host));
  return () => throwRequests(target.service, requests);
};

function figures({ tokens, requests }: { tokens: number; requests: number }): Figures {
  const faults = (fault: Found['fault']): number =>
    found.filter((one) => one.fault === fault).length;
  return {
    'bad tokens, each at two endpoints': tokens,
    'bad requests': requests,
    accepted: faults('accepted'),
    'server errors': faults('a server error'),
    'without an end': faults('no end'),
    'changes of the database': changes,
    'memory after the first batch, MiB': Math.round(memory[0] ?? 0),
    'most memory, MiB': Math.round(Math.max(...memory)),
  };
}
