import { z } from 'zod';
import { Callback, callBack } from './facebook/callbacks.ts';
import { pushEvent, SentSecurityEvent } from './google/security-events.ts';
import { Person } from './people.ts';
import { json } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Handler, Route } from './route.ts';
import { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** What a test or a developer tells the simulator itself, and asks of it. */
export function controlRoutes(world: World): Route[] {
  const done = json(200, { done: true });
  return [
    {
      methods: ['POST'],
      path: '/__sim/next',
      handle: accepting(Scenario, (scenario) => world.plan(scenario)),
    },
    {
      methods: ['POST'],
      path: '/__sim/people',
      handle: accepting(Person, (person) => world.people.add(person)),
    },
    {
      methods: ['POST'],
      path: '/__sim/reset',
      handle: () => {
        world.reset();
        return done;
      },
    },
    {
      methods: ['POST'],
      path: '/__sim/signals/google',
      handle: accepting(SentSecurityEvent, ({ to, ...told }) => pushEvent(world, to, told)),
    },
    {
      methods: ['POST'],
      path: '/__sim/signals/facebook',
      handle: accepting(Callback, (callback) => callBack(world, callback)),
    },
    {
      methods: ['GET'],
      path: '/__sim/requests',
      handle: () => json(200, world.recorder.requests),
    },
    { methods: ['GET'], path: '/__sim/people', handle: () => json(200, world.people.all()) },
  ];
}

/** Reads the JSON body and hands it over, or answers 400 with what is wrong with it. */
function accepting<T>(schema: z.ZodType<T>, take: (value: T) => Reply | void): Handler {
  return ({ body }) => {
    try {
      return take(schema.parse(JSON.parse(body))) ?? json(200, { done: true });
    } catch (error) {
      return json(400, { error: String(error) });
    }
  };
}
