// Pure. How a provider departs from the RFCs, as data, and the two functions that apply it around the library.

export interface Dialect {
  /** Extra parameters by phase. */
  readonly extraParameters?: {
    readonly authorize?: Readonly<Record<string, string>>;
    readonly token?: Readonly<Record<string, string>>;
    readonly refresh?: Readonly<Record<string, string>>;
  };
}
