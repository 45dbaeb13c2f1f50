import vm from 'node:vm';

/*
 * Every test file gets a fresh copy of all modules, which jest compiles anew from the same text. Loaded into the jest
 * processes with `--import`, this keeps what V8 made of each file, so that a process parses it once and not once per suite.
 */

interface Kept {
  text: string;
  data: Buffer | undefined;
}

/** Types of Node leave out what its documentation lists. */
declare module 'node:vm' {
  interface SourceTextModule {
    createCachedData(): Buffer;
  }
}

const { compileFunction, SourceTextModule } = vm;
const functions = new Map<string, Kept>();
const modules = new Map<string, Kept>();

/** What was made of a file, if it still says the same. */
const find = (kept: Map<string, Kept>, name: string, text: string): Buffer | undefined => {
  const known = kept.get(name);
  return known?.text === text ? known.data : undefined;
};

function compileOnce(
  text: string,
  params: readonly string[] = [],
  options: vm.CompileFunctionOptions = {},
) {
  const name = `${options.filename} ${params.join()}`;
  const cachedData = find(functions, name, text);
  if (cachedData) return compileFunction(text, params, { ...options, cachedData });
  const compiled = compileFunction(text, params, { ...options, produceCachedData: true });
  functions.set(name, { text, data: compiled.cachedData });
  return compiled;
}

class ModuleCompiledOnce extends SourceTextModule {
  constructor(text: string, options: vm.SourceTextModuleOptions = {}) {
    const cachedData = find(modules, `${options.identifier}`, text);
    super(text, { ...options, ...(cachedData && { cachedData }) });
    if (!cachedData) modules.set(this.identifier, { text, data: this.createCachedData() });
  }
}

Object.assign(vm, { compileFunction: compileOnce, SourceTextModule: ModuleCompiledOnce });
