import { z } from 'zod';
import type { Operation } from '../contracts.ts';
import { idempotencyKeyShape, takesIdempotencyKey } from '../idempotency-key.ts';
import { schemaOf } from './answers.ts';

const isAnsweredAgain =
  'Sent again under it within 72 hours, the same request is answered as before and not done again.';
const isDoneAgain =
  'Sent again under it at the same time, the same request is refused; later it is done again, since its answer is not kept.';

function idempotencyKey({ forgetsAnswer }: Operation['contract']): object {
  const what = forgetsAnswer ? isDoneAgain : isAnsweredAgain;
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: `A new random value, for instance a UUID, for each new request. ${what}`,
    schema: schemaOf(z.string().regex(idempotencyKeyShape)),
  };
}

/** What an operation reads from its address, its query and its headers, as OpenAPI 3.1 §4.8.12 has it. */
export function parametersOf(operation: Operation): object[] {
  const { ids = {}, query } = operation.contract;
  return [
    ...Object.entries(ids).map(([name, { says, shape }]) => inPath(name, says, shape)),
    ...Object.entries(query?.shape ?? {}).map(([name, schema]) =>
      inQuery(name, schema as z.ZodType),
    ),
    ...(takesIdempotencyKey(operation) ? [idempotencyKey(operation.contract)] : []),
  ];
}

function inPath(name: string, description: string, shape: z.ZodType = z.uuid()): object {
  return { name, in: 'path', required: true, description, schema: schemaOf(shape) };
}

/** What is sent, not what becomes of it: a default is filled in later. */
function inQuery(name: string, shape: z.ZodType): object {
  const { description, ...schema } = schemaOf(shape, 'input') as { description?: string };
  const required = !shape.safeParse(undefined).success;
  return { name, in: 'query', required, ...(description && { description }), schema };
}
