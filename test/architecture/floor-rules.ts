import { basename, dirname } from 'node:path';
import type { FloorPlan } from './floor-plan.ts';
import {
  computed,
  functionLengths,
  importsOf,
  parameterCounts,
  reExports,
  usesOf,
  type SourceFile,
} from './source-file.ts';

/** A rule takes every file and the plan, and returns one complaint for each breach. */
type Rule = (files: readonly SourceFile[], plan: FloorPlan) => string[];

/** The files above all floors, which put the modules together. */
const wiring = ['main.ts', 'service.ts', 'app.module.ts', 'cli.ts', 'migrate.ts'].map(
  (name) => `src/${name}`,
);

/** `src/links/link.ts` is in module `links`; files directly in `src`, and outside it, are in none. */
function moduleOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** Every import between our files, with the modules at both ends. */
function edgesOf(files: readonly SourceFile[]) {
  return files.flatMap((file) =>
    importsOf(file).map((to) => ({
      from: file.path,
      to,
      importer: moduleOf(file.path),
      imported: moduleOf(to),
    })),
  );
}

function complain(files: readonly SourceFile[], breaks: (file: SourceFile) => boolean): string[] {
  return files.filter(breaks).map((file) => file.path);
}

/** Every folder in `src` is on the plan, and the plan has no row without a folder unless it says so. */
const everyModuleIsOnThePlan: Rule = (files, { floors, planned }) => {
  const built = new Set(
    files.map((file) => moduleOf(file.path)).filter((name) => name !== undefined),
  );
  const strays = files.filter(({ path }) => /^src\/[^/]+$/.test(path) && !wiring.includes(path));
  return [
    ...[...built].filter((name) => !floors.has(name)).map((name) => `src/${name} has no row`),
    ...[...floors.keys()]
      .filter((name) => !built.has(name) && !planned.has(name))
      .map((name) => `${name} has a row but no folder`),
    ...[...planned]
      .filter((name) => built.has(name))
      .map((name) => `${name} is there and no longer planned`),
    ...strays.map(({ path }) => `${path} belongs to no module`),
  ];
};

/** Imports go strictly down; modules on one floor are strangers. */
const importsGoDown: Rule = (files, { floors }) =>
  edgesOf(files)
    .filter(({ importer, imported }) => importer !== undefined && importer !== imported)
    .filter(({ importer, imported, to }) => {
      const own = floors.get(importer ?? '') ?? -1;
      const theirs = imported === undefined ? ceiling(to) : (floors.get(imported) ?? Infinity);
      return theirs >= own;
    })
    .map(({ from, to }) => `${from} -> ${to}`);

/** Files directly in `src` are above every floor; what is outside `src` is for another rule. */
function ceiling(to: string): number {
  return to.startsWith('src/') ? Infinity : -Infinity;
}

/** Nobody enters another module's subfolder or entity; the rooms of `platform` count as modules. */
const onlyPublicFaces: Rule = (files, { rooms }) =>
  edgesOf(files)
    .filter(({ importer, imported }) => imported !== undefined && importer !== imported)
    .filter(({ to }) => !isPublic(to, rooms))
    .map(({ from, to }) => `${from} -> ${to}`);

function isPublic(path: string, rooms: ReadonlySet<string>): boolean {
  const [, module = '', ...inside] = path.split('/');
  if (path.endsWith('.entity.ts')) return false;
  if (inside.length === 1) return true;
  return module === 'platform' && inside.length === 2 && rooms.has(inside[0] ?? '');
}

/** The rooms on the plan are the folders of `platform`. */
const everyRoomIsOnThePlan: Rule = (files, { rooms }) => {
  const folders = files.map(({ path }) => /^src\/platform\/([^/]+)\//.exec(path)?.[1]);
  const found = new Set(folders.filter((name) => name !== undefined));
  return [
    ...[...found].filter((room) => !rooms.has(room)).map((room) => `${room} is not on the plan`),
    ...[...rooms].filter((room) => !found.has(room)).map((room) => `${room} is not there`),
  ];
};

/** `src` imports nothing from around it, except that `platform/database` runs the migrations. */
const srcStandsAlone: Rule = (files) =>
  edgesOf(files)
    .filter(({ from, to }) => from.startsWith('src/') && !to.startsWith('src/'))
    .filter(({ from, to }) => {
      return !(from.startsWith('src/platform/database/') && to.startsWith('migrations/'));
    })
    .filter(({ to }) => to !== computed)
    .map(({ from, to }) => `${from} -> ${to}`);

/** A migration must still run when the code it was written beside is gone. */
const migrationsStandAlone: Rule = (files) =>
  edgesOf(files)
    .filter(({ from, to }) => from.startsWith('migrations/') && !to.startsWith('migrations/'))
    .map(({ from, to }) => `${from} -> ${to}`);

/** An import that is computed while running could go anywhere. */
const noComputedImports: Rule = (files) =>
  complain(files, (file) => file.path.startsWith('src/') && importsOf(file).includes(computed));

/** No file of what we ship is longer than 200 lines. */
const filesStaySmall: Rule = (files) =>
  complain(files, ({ path, text }) => /^(src|sdk\/src)\//.test(path) && linesIn(text) > 200);

/** No function is longer than 40 lines. */
const functionsStaySmall: Rule = (files) =>
  complain(files, (file) => {
    return (
      /^(src|sdk\/src)\//.test(file.path) && functionLengths(file).some((length) => length > 40)
    );
  });

/** Passport chooses how it calls a store by counting its parameters, and only at five hands the verifier over. */
const countedByPassport = 'src/providers/exchange/passport-types.ts';

/** A function takes at most four things; a constructor is handed at most six. */
const functionsTakeFewThings: Rule = (files) =>
  complain(files, (file) => {
    const tooMany = parameterCounts(file).some(
      ({ isConstructor, count }) => count > (isConstructor ? 6 : 4),
    );
    return /^(src|sdk\/src)\//.test(file.path) && file.path !== countedByPassport && tooMany;
  });

const wiringStaysThin: Rule = (files) =>
  complain(files, ({ path, text }) => wiring.includes(path) && linesIn(text) > 40);

function linesIn(text: string): number {
  return text.trimEnd().split('\n').length;
}

const drawer = /(^|[-./])(utils?|helpers?|commons?|shared|base|managers?|misc)([-./]|$)/;

/** Nothing is named after a drawer: the domain has a noun for it. */
const noDrawers: Rule = (files) => complain(files, ({ path }) => drawer.test(path));

/** An import names the file it needs. */
const noBarrels: Rule = (files) =>
  complain(files, (file) => {
    return file.path.startsWith('src/') && (isIndex(file.path) || reExports(file));
  });

function isIndex(path: string): boolean {
  return basename(path).startsWith('index.');
}

/** `forwardRef` hides a cycle, request scope rebuilds everything above it on each request. */
const noHiddenCycles: Rule = (files) => whoUses(files, /^(forwardRef|Scope\.REQUEST)$/);

/** Only the kernel's Clock tells the time; to convert one with `new Date(seconds)` is no breach. */
const oneClock: Rule = (files) =>
  whoUses(files, /^(new Date\(\)|Date|Date\.now)$/).filter(
    (path) => !path.startsWith('src/kernel/'),
  );

/** What the service says goes through the log, which keeps personal data out. The CLI prints. */
const noConsole: Rule = (files) =>
  whoUses(files, /^console\./).filter((path) => moduleOf(path) !== 'cli');

function whoUses(files: readonly SourceFile[], what: RegExp): string[] {
  return complain(files, (file) => {
    return file.path.startsWith('src/') && usesOf(file).some((use) => what.test(use));
  });
}

const charter = /Owns:[^]*Does not:[^]*Hands off to:/;

/** A public file of each module, and no private one, says what the module is for. */
const everyModuleHasACharter: Rule = (files) => {
  const modules = new Set(
    files.map(({ path }) => moduleOf(path)).filter((name) => name !== undefined),
  );
  return [...modules].filter(
    (name) =>
      !files.some(
        ({ path, text }) => dirname(path) === `src/${name}` && charter.test(text.slice(0, 1500)),
      ),
  );
};

/** Every rule by its name. */
export const floorRules = {
  everyModuleIsOnThePlan,
  everyRoomIsOnThePlan,
  importsGoDown,
  onlyPublicFaces,
  srcStandsAlone,
  migrationsStandAlone,
  noComputedImports,
  filesStaySmall,
  functionsStaySmall,
  functionsTakeFewThings,
  wiringStaysThin,
  noDrawers,
  noBarrels,
  noHiddenCycles,
  oneClock,
  noConsole,
  everyModuleHasACharter,
};
