import type { Sql } from '../platform/database/statement.ts';
import { lockOperators } from './statements/people.ts';

interface Operator {
  id: string;
  hasPasskey: boolean;
}

/**
 * Whether nobody else could let anybody in if this person were no operator. Locks the operators, so that no two of them
 * can leave nobody. One with a passkey is not replaced by one without: the identity provider may be down.
 */
export async function isLastOperator(sql: Sql, personId: string): Promise<boolean> {
  const operators = await sql.run<Operator>(lockOperators, []);
  const person = operators.find(({ id }) => id === personId);
  if (person === undefined) return false;
  return !operators.some((one) => one !== person && (one.hasPasskey || !person.hasPasskey));
}
