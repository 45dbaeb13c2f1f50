import { violations } from '../invariants.ts';
import type { CrashWorld } from './crash-world.ts';
import type { KillPoint, Passed } from './kill-switch.ts';
import type { Stage } from './stages.ts';

/** One kill and what came of it. */
export interface Trial {
  readonly stage: string;
  readonly point: KillPoint;
  readonly label: string;
  /** False when the journey ended before the point was reached. */
  readonly killed: boolean;
  /** Everything that went wrong; empty when the kill did no harm. */
  readonly harm: string[];
}

/** A stage with every message that passes in it. */
export interface Script {
  readonly stage: Stage;
  readonly messages: readonly Passed[];
}

/** Plays a stage undisturbed and writes down its messages. */
export async function rehearse(world: CrashWorld, stage: Stage): Promise<Script> {
  const attempt = await stage.prepare(world);
  world.killSwitch.arm(null);
  await attempt();
  world.killSwitch.disarm();
  return { stage, messages: [...world.killSwitch.passed] };
}

/** Every point of a script at which the service can be killed, before and after each message. */
export function pointsOf({ messages }: Script): KillPoint[] {
  const counts = new Map<string, number>();
  return messages.flatMap(({ channel }) => {
    const message = (counts.get(channel) ?? 0) + 1;
    counts.set(channel, message);
    return (['before', 'after'] as const).map((moment) => ({ channel, message, moment }));
  });
}

/** What the message at a point was when the script was written. */
export function labelOf({ messages }: Script, { channel, message }: KillPoint): string {
  return messages.filter((one) => one.channel === channel)[message - 1]?.label ?? '';
}

/** Kills the service at a point, puts another in its place, and lets the resident start again. */
export async function killAt(world: CrashWorld, script: Script, point: KillPoint): Promise<Trial> {
  const harm: string[] = [];
  const judge = async (when: string): Promise<void> => {
    const broken = await violations((sql) => world.service.database.query(sql));
    harm.push(...broken.map((rule) => `${when}: ${rule}`));
  };
  const attempt = await script.stage.prepare(world);
  world.killSwitch.arm(point);
  const failure = await failureOf(attempt);
  world.killSwitch.disarm();
  const killed = world.killSwitch.hasFired;
  if (failure && !killed) harm.push(`failed without a kill: ${failure}`);
  await judge('after the kill');
  await world.restart();
  const again = killed ? await failureOf(attempt) : null;
  if (again) harm.push(`starting again failed: ${again}`);
  await judge('after starting again');
  return { stage: script.stage.name, point, label: labelOf(script, point), killed, harm };
}

async function failureOf(attempt: () => Promise<void>): Promise<string | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    return String(error);
  }
}
