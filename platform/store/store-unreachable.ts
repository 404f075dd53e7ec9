/** The database server does not answer, or has no connection to spare: the same request may come again. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable';

  constructor(options?: ErrorOptions) {
    super('The database does not answer', options);
  }
}
