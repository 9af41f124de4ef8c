import { expect, it } from 'vitest';
import { providerPages } from '../support/provider-pages.ts';

it.each(providerPages())(
  '$file says of the providers what their presets say: otherwise run npm run pages',
  ({ text, wanted }) => {
    expect(text).toBe(wanted);
  },
);
