/** Stops the PostgreSQL of this run; its data goes with it. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.testPostgres?.stop();
}
