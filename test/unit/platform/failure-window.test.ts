import { beforeEach, expect, test } from '@jest/globals';
import { CircuitState } from 'cockatiel';
import { Clock } from '../../../src/kernel/clock.ts';
import { FailureWindow } from '../../../src/platform/outgoing/rules/failure-window.ts';
import { exchangeLimits } from '../../../src/platform/outgoing/limits.ts';

class StillClock extends Clock {
  now = 0;
  override milliseconds(): number {
    return this.now;
  }
}

let clock: StillClock;
let window: FailureWindow;
beforeEach(() => {
  clock = new StillClock();
  window = new FailureWindow(clock, exchangeLimits.circuit);
});

const fail = (times: number) => Array.from({ length: times }, () => window.failure()).at(-1);

test('the fifth failure opens the circuit, not the fourth', () => {
  expect(fail(4)).toBe(false);
  expect(fail(1)).toBe(true);
});

test('failures older than ten seconds do not count', () => {
  fail(4);
  clock.now += 10_000;
  expect(fail(4)).toBe(false);
});

test('five failures among many successes do not open it', () => {
  for (let time = 0; time < 6; time++) window.success(CircuitState.Closed);
  expect(fail(5)).toBe(false);
  expect(fail(1)).toBe(true);
});

test('a probe that succeeds starts a clean sheet', () => {
  fail(5);
  window.success(CircuitState.HalfOpen);
  expect(fail(4)).toBe(false);
});
