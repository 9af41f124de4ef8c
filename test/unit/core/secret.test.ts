import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../main/core/secret.ts';

const text = 'mark-4f1c';
const secret = new Secret(text);

describe('a secret is not printed by accident', () => {
  test.each([
    ['string conversion', () => String(secret)],
    ['a template', () => `${secret}`],
    ['joining', () => [secret].join()],
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['inspection', () => inspect({ secret }, { depth: 9, showHidden: true })],
    ['an error’s message', () => inspect(new Error(`about ${secret}`))],
    ['its own keys', () => JSON.stringify([Object.keys(secret), Object.values(secret), { ...secret }])],
  ])('%s', (_how, print) => {
    expect(print()).not.toContain(text);
  });

  test('structured cloning, as IPC does it, drops the text', () => {
    expect(inspect(structuredClone({ secret }), { depth: 9 })).not.toContain(text);
  });
});

test('the one named way out gives the text', () => {
  expect(secret.reveal()).toBe(text);
});
