// Test and demonstration. The three people who can sign in at the practice provider.

export interface Person {
  /** `sub` and `preferred_username`. */
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

export type PersonId = 'ada' | 'ben' | 'chie';

export const people: readonly Person[] = [
  { id: 'ada', name: 'Ada Moreno', email: 'ada@example.org' },
  { id: 'ben', name: 'Ben Okafor', email: 'ben@example.org' },
  { id: 'chie', name: 'Chie Tanaka', email: 'chie@example.org' },
];

export function personOf(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

/** All claims of a person; which of them are given away depends on the scopes (OpenID Connect Core section 5.4). */
export function claimsOf(person: Person): Readonly<Record<string, unknown>> {
  return {
    sub: person.id,
    name: person.name,
    preferred_username: person.id,
    email: person.email,
    email_verified: true,
  };
}
