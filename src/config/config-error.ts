/** Exit code of a service that refuses to start half-configured (`EX_CONFIG` of sysexits.h). */
export const exitConfig = 78;

/** A setting is missing or wrong. The message is one plain sentence that names it and never shows its value. */
export class ConfigError extends Error {
  constructor(
    readonly setting: string,
    problem: string,
  ) {
    super(`${setting} ${problem}`);
    this.name = 'ConfigError';
  }
}
