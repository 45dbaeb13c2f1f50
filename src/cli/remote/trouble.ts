/** Something that a service elsewhere, or the way to it, did not do as expected; said together with what to do. */
export class Trouble extends Error {
  constructor(
    what: string,
    readonly advice: string,
  ) {
    super(what);
  }
}
