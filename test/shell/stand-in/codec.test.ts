// Test. What crosses the bridge of the stand-in arrives as structured cloning would deliver it.
import { describe, expect, it } from 'vitest';
import { createCodec } from '../../support/electron/page/codec.ts';

const codec = createCodec();

function throughText(value: unknown): unknown {
  return codec.decode(JSON.parse(JSON.stringify(codec.encode(value))));
}

describe('codec', () => {
  it.each([
    ['text', 'text'],
    ['true', true],
    ['null', null],
    ['undefined', undefined],
    ['a number', 1.5],
    ['negative zero', -0],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a big integer', 12n],
    ['a date', new Date(86_400_000)],
    ['a map', new Map([['a', { b: 1 }]])],
    ['a set', new Set([1, [2]])],
    ['bytes', Uint8Array.of(0, 255)],
    ['a list that looks like a tag', ['undefined', 0]],
    ['an object with an undefined member', { a: undefined, b: [undefined] }],
    ['a key that names the prototype', JSON.parse('{"__proto__": {"polluted": true}}')],
  ])('carries %s', (_name, value) => {
    expect(throughText(value)).toStrictEqual(value);
  });

  it('carries the name and message of an error', () => {
    const error = throughText(new RangeError('too far'));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'RangeError', message: 'too far' });
  });

  const circular: { self?: unknown } = {};
  circular.self = circular;
  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a function deep inside', { a: [{ b: () => 1 }] }],
    ['a cycle', circular],
  ])('refuses %s', (_name, value) => {
    expect(() => codec.encode(value)).toThrow('An object could not be cloned.');
  });
});
