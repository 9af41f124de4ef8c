// A sealed record opens in its own place under its own key, and nowhere else.
import { expect, test } from 'vitest';
import { createSealer, type Place } from '../../../../main/core/vault/sealing.ts';
import { fakeRandom } from '../../../support/fake-random.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const content = new TextEncoder().encode('the content');
const place: Place = { kind: 'account', id: 'a' };

async function sealed() {
  const sealer = await createSealer(key(1), fakeRandom());
  return { sealer, bytes: await sealer.seal(place, content) };
}

test('opens what it sealed, also when made anew under the same key', async () => {
  const { sealer, bytes } = await sealed();
  expect(await sealer.open(place, bytes)).toEqual(content);
  const later = await createSealer(key(1), fakeRandom('other'));
  expect(await later.open(place, bytes)).toEqual(content);
});

test('does not show its content, and never seals the same way twice', async () => {
  const { sealer, bytes } = await sealed();
  expect(Buffer.from(bytes).includes('content')).toBe(false);
  expect(await sealer.seal(place, content)).not.toEqual(bytes);
});

test.each<Place>([
  { kind: 'account', id: 'b' },
  { kind: 'tokens', id: 'a' },
  { kind: 'event', id: 'a' },
  { kind: 'account', id: '' },
])('does not open for $kind "$id"', async (other) => {
  const { sealer, bytes } = await sealed();
  expect(await sealer.open(other, bytes)).toBeUndefined();
});

test('does not open under another key', async () => {
  const { bytes } = await sealed();
  const other = await createSealer(key(2), fakeRandom());
  expect(await other.open(place, bytes)).toBeUndefined();
});

test('does not open with any byte changed or cut off', async () => {
  const { sealer, bytes } = await sealed();
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await sealer.open(place, changed), `byte ${at} changed`).toBeUndefined();
    expect(await sealer.open(place, bytes.slice(0, at)), `cut to ${at}`).toBeUndefined();
  }
});
