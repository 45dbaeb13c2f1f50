/** The floor plan as `docs/architecture.md` draws it. */
export interface FloorPlan {
  /** Module to floor. */
  readonly floors: ReadonlyMap<string, number>;
  /** Modules on the plan that are not built yet. */
  readonly planned: ReadonlySet<string>;
  /** The folders inside `platform` whose files are public. */
  readonly rooms: ReadonlySet<string>;
}

/** Reads the tables `Floor | Module` and `Room | Owns`; throws when one of them is not there. */
export function readFloorPlan(page: string): FloorPlan {
  const modules = tableBelow(page, 'Floor').map(([floor = '', module = '']) => ({
    floor: Number(floor),
    name: nameIn(module),
    planned: /planned/.test(module),
  }));
  const rooms = tableBelow(page, 'Room').map(([room = '']) => nameIn(room));
  return {
    floors: new Map(modules.map(({ name, floor }) => [name, floor])),
    planned: new Set(modules.filter(({ planned }) => planned).map(({ name }) => name)),
    rooms: new Set(rooms),
  };
}

/** The cells of each row below the header that starts with this word. */
function tableBelow(page: string, firstHeader: string): string[][] {
  const lines = page.split('\n');
  const header = lines.findIndex((line) => cellsOf(line)[0] === firstHeader);
  if (header === -1) throw new Error(`The page has no table that starts with "${firstHeader}".`);
  const body = lines.slice(header + 2);
  const end = body.findIndex((line) => !line.startsWith('|'));
  return body.slice(0, end === -1 ? undefined : end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function nameIn(cell: string): string {
  const name = /`([^`]+)`/.exec(cell)?.[1];
  if (name === undefined) throw new Error(`The cell "${cell}" names nothing in backticks.`);
  return name;
}
