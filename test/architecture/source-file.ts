import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** One file of ours; the path is relative to the repository. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Reads every TypeScript file that matches, in the order of their paths. */
export function readSources(root: string, patterns: readonly string[]): SourceFile[] {
  return globSync(patterns, { cwd: root })
    .filter((path) => !path.includes('node_modules'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What an import that is computed while running is called. */
export const computed = '(computed)';

/**
 * The paths of our own files that a file imports, in whatever form: static, dynamic, of types, or as a
 * re-export. Packages are left out; a dynamic import that does not say what it imports is `computed`.
 */
export function importsOf(file: SourceFile): string[] {
  return nodesOf(file)
    .map(specifierOf)
    .filter((specifier) => specifier !== undefined)
    .filter((specifier) => specifier.startsWith('.') || specifier === computed)
    .map((specifier) =>
      specifier === computed ? specifier : normalize(join(dirname(file.path), specifier)),
    );
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier === undefined ? undefined : literal(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : computed;
  }
  const imports =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      node.expression.getText() === 'require');
  return imports ? literal(node.arguments[0]) : undefined;
}

function literal(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : computed;
}

/** Whether the file passes on what another file exports. */
export function reExports(file: SourceFile): boolean {
  return nodesOf(file).some((node) => ts.isExportDeclaration(node) && node.moduleSpecifier);
}

/** Everything the file calls, constructs or reads by a dot: `Date.now`, `new Date` or, without arguments, `new Date()`. */
export function usesOf(file: SourceFile): string[] {
  return nodesOf(file).flatMap((node) => {
    if (ts.isNewExpression(node)) {
      return [`new ${node.expression.getText()}${node.arguments?.length ? '' : '()'}`];
    }
    if (ts.isCallExpression(node)) return [node.expression.getText()];
    return ts.isPropertyAccessExpression(node) ? [node.getText()] : [];
  });
}

/** How many lines each function takes, from its first word to its last bracket. */
export function functionLengths(file: SourceFile): number[] {
  return nodesOf(file)
    .filter((node) => ts.isFunctionLike(node))
    .map((node) => node.getText().split('\n').length);
}

/** How many parameters each function takes; constructors apart, since injection fills theirs. */
export function parameterCounts(file: SourceFile): { isConstructor: boolean; count: number }[] {
  return nodesOf(file)
    .filter((node) => ts.isFunctionLike(node))
    .map((node) => ({
      isConstructor: ts.isConstructorDeclaration(node),
      count: node.parameters.length,
    }));
}

const parsed = new WeakMap<SourceFile, ts.Node[]>();

/** Every node of the file, so that comments and text in strings never count as code. */
function nodesOf(file: SourceFile): ts.Node[] {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  parsed.set(file, nodes);
  return nodes;
}
