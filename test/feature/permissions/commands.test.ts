import { expect, test } from '@jest/globals';
import { commands } from '../../../src/cli/run-command.ts';
import { commands as listed } from '../../support/permissions/cells.ts';
import { cellsIn, promised } from '../../support/permissions/read-cells.ts';

const cells = cellsIn(listed);
const rows = new Map(promised().map((row) => [row.action, row]));

test('every command that works with the service has a cell', () => {
  expect(Object.keys(commands).toSorted()).toEqual(cells.map(({ place }) => place).toSorted());
});

test.each(cells)('civic-link $place does what an operator may: $action', ({ action }) => {
  expect(rows.get(action)?.roles).toContain('operator');
});
