import type { JwtPayload } from 'jsonwebtoken';
import type { Step } from '../steps.ts';
import { StepFailed } from '../steps.ts';
import { failureLine, stepLine } from '../terminal.ts';

/** Tells what the demo does. */
export interface Narrator {
  step(this: void, step: Step): void;
  success(this: void, claims: JwtPayload): 'success';
  failure(this: void, error: unknown): 'failure';
}

/** For people, or for programs: then each line is one JSON object, and the last one says `ok`. */
export function narrator(isForPrograms: boolean): Narrator {
  return isForPrograms ? inJson() : inWords();
}

function inWords(): Narrator {
  return {
    step(step) {
      print(stepLine(step));
      if (step.traces.length > 0) print(`    ledger: ${step.traces.join(', ')}`);
    },
    success(claims) {
      print(`\nThe claims of the verified token:\n${JSON.stringify(claims, null, 2)}\n`);
      print(`Done in ${secondsSinceStart()} s.`);
      return 'success';
    },
    failure(error) {
      process.stderr.write(`${failureLine(messageOf(error))}\n`);
      return 'failure';
    },
  };
}

function inJson(): Narrator {
  return {
    step({ name, figure, seconds, traces }) {
      print(JSON.stringify({ step: name, figure, seconds: round(seconds), ledger: traces }));
    },
    success(claims) {
      print(JSON.stringify({ ok: true, seconds: secondsSinceStart(), claims }));
      return 'success';
    },
    failure(error) {
      const step = error instanceof StepFailed ? error.step : null;
      print(JSON.stringify({ ok: false, step, error: messageOf(error) }));
      return 'failure';
    },
  };
}

function secondsSinceStart(): number {
  return round(performance.now() / 1000);
}

function round(seconds: number): number {
  return Number(seconds.toFixed(3));
}

function messageOf(error: unknown): string {
  return Error.isError(error) ? error.message : String(error);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
