// The icon files of packages, read by their published layouts and not by what has written them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeIcons } from '../../script/icons.ts';
import { type ReadPicture, readPng } from '../support/read-png.ts';

vi.setConfig({ hookTimeout: 120_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokendeck-icons-'));
  writeIcons(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string): Buffer => readFileSync(join(folder, name));

/** Red, green, blue and opacity at a point, given in shares of the width and height. */
function at({ width, height, pixels }: ReadPicture, x: number, y: number): readonly number[] {
  const start = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
  return [...pixels.subarray(start, start + 4)];
}

describe('the icon files', () => {
  it('of Linux are named by their size', () => {
    const names = readdirSync(join(folder, 'linux'));
    expect(names).toContain('512x512.png');
    for (const name of names) {
      const { width, height } = readPng(read(join('linux', name)));
      expect(`${width}x${height}.png`).toBe(name);
    }
  });

  it('of Windows hold each size from 16 to 256 pixels as PNG', () => {
    const file = read('icon.ico');
    expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
    const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + index * 16;
      const [length, start] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)];
      const { width } = readPng(file.subarray(start, start + length));
      expect(file.readUInt8(entry)).toBe(width % 256);
      return width;
    });
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  });

  it('of macOS hold each size that Apple names, plain and doubled', () => {
    const file = read('icon.icns');
    expect(file.toString('latin1', 0, 4)).toBe('icns');
    expect(file.readUInt32BE(4)).toBe(file.length);
    const found: Record<string, number> = {};
    for (let start = 8; start < file.length; start += file.readUInt32BE(start + 4)) {
      const content = file.subarray(start + 8, start + file.readUInt32BE(start + 4));
      found[file.toString('latin1', start, start + 4)] = readPng(content).width;
    }
    expect(found).toEqual({
      ic07: 128,
      ic08: 256,
      ic09: 512,
      ic10: 1024,
      ic11: 32,
      ic12: 64,
      ic13: 256,
      ic14: 512,
    });
  });

  it.each([16, 32, 48, 256])('show a white card on blue with free corners, also at %i pixels', (size) => {
    const picture = readPng(read(`linux/${size}x${size}.png`));
    expect(at(picture, 0, 0)[3]).toBeLessThan(64);
    const [red = 255, green = 255, blue = 0, opacity] = at(picture, 0.5, 0.1);
    expect(opacity).toBe(255);
    expect(blue).toBeGreaterThan(Math.max(red, green) + 60);
    // Left of the keyhole in the front card, and in the keyhole.
    expect(at(picture, 0.28, 0.7)).toEqual([255, 255, 255, 255]);
    expect(at(picture, 0.39, 0.57)[0]).toBeLessThan(160);
  });
});
