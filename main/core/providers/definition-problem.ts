// Pure. What can be told about a definition of a provider that cannot be used.

/** What is wrong with a definition, and what to do about it. */
export interface DefinitionProblem {
  /** Such as `endpoints.token` or `scopes.2.name`; empty for the whole. */
  readonly path: string;
  readonly problem: string;
  readonly remedy: string;
}
