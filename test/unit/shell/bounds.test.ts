import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textFile } from '../../../main/adapters/text-file.ts';
import { boundsToOpen, parseBounds, usual } from '../../../main/shell/bounds.ts';
import { readBounds, writeBounds } from '../../../main/shell/bounds-file.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

describe('where the window opens', () => {
  it('is where it was', () => {
    const saved = { x: 100, y: 50, width: 1200, height: 800 };
    expect(boundsToOpen(saved, [screen])).toEqual(saved);
    const second = { x: -1800, y: 50, width: 1200, height: 800 };
    expect(boundsToOpen(second, [screen, { x: -1920, y: 0, width: 1920, height: 1080 }])).toEqual(second);
  });

  it('is up to the system the first time', () => {
    expect(boundsToOpen(undefined, [screen])).toEqual(usual);
  });

  it.each([
    ['its screen is gone', { x: 2000, y: 50, width: 1200, height: 800 }],
    ['hardly a corner of it is to be seen', { x: 1900, y: 50, width: 1200, height: 800 }],
    ['it is above the screen', { x: 100, y: -790, width: 1200, height: 800 }],
  ])('is up to the system when %s', (_name, saved) => {
    expect(boundsToOpen(saved, [screen])).toEqual(usual);
  });

  it('is never smaller than 640 x 420', () => {
    expect(boundsToOpen({ x: 0, y: 0, width: 1, height: 1 }, [screen])).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 420,
    });
  });
});

it.each([
  '',
  'null',
  '[]',
  '1',
  '{"x":0}',
  '{"x":"0","y":0,"width":1,"height":1}',
  '{"x":0.5,"y":0,"width":1,"height":1}',
  '{"x":1e9,"y":0,"width":1,"height":1}',
  '{"x":null,"y":0,"width":1,"height":1}',
  '{"x":0,"y":0,"width":1,"height":1',
])('%j are no bounds', (text) => {
  expect(parseBounds(text)).toBeUndefined();
});

it('remembers bounds in a file of this user alone, and lives without one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tokendeck-bounds-'));
  const path = join(folder, 'window.json');
  const file = textFile(path);
  expect(readBounds(file)).toBeUndefined();
  const bounds = { x: 1, y: 2, width: 700, height: 500 };
  writeBounds(file, bounds);
  expect(readBounds(file)).toEqual(bounds);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
  expect(() => writeBounds(file, bounds)).not.toThrow();
});
