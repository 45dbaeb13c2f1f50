/** One thing that was done, with what is worth telling about it. */
export interface Step {
  name: string;
  figure: string;
  seconds: number;
  /** What it left behind, such as entries of the ledger. */
  traces: readonly string[];
}

/** Something failed while a step was taken; the message is for people. */
export class StepFailed extends Error {
  constructor(
    readonly step: string,
    cause: unknown,
  ) {
    super(`${step}: ${Error.isError(cause) ? cause.message : String(cause)}`, { cause });
    this.name = 'StepFailed';
  }
}

type LookForTraces = () => Promise<readonly string[]>;

/** Does things one after another and tells of each with the time it took. */
export class Steps {
  readonly #tell: (step: Step) => void;
  readonly #traces: LookForTraces;

  constructor(tell: (step: Step) => void, traces: LookForTraces = async () => []) {
    this.#tell = tell;
    this.#traces = traces;
  }

  /**
   * @param figure what to tell about the result
   * @throws StepFailed
   */
  async take<T>(
    name: string,
    work: () => T | Promise<T>,
    figure: (result: T) => string = () => '',
  ): Promise<T> {
    const start = performance.now();
    try {
      const result = await work();
      const seconds = (performance.now() - start) / 1000;
      this.#tell({ name, figure: figure(result), seconds, traces: await this.#traces() });
      return result;
    } catch (cause) {
      throw new StepFailed(name, cause);
    }
  }
}
