// Test equipment. Who signs in at the providers, and how far the tests may tell them apart.
export interface ProviderPerson {
  readonly subject: string;
  readonly number: number;
  readonly username: string;
  readonly name: string;
  readonly email: string;
}

export const ada: ProviderPerson = {
  subject: '4711',
  number: 4711,
  username: 'ada_l',
  name: 'Ada Lovelace',
  email: 'ada@example.test',
};
