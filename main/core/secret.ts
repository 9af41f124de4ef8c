// Pure. Keeps secret text from being printed by accident.

const redacted = '[redacted]';

/**
 * A secret held in memory: an access token, a refresh token, a client secret, a PKCE verifier.
 * String conversion, JSON and Node's inspection print `[redacted]`; `reveal` is the only way to the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The secret itself. Call it only where the text leaves for its destination. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}
