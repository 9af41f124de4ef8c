import { describe, expect, it } from 'vitest';
import { type TrayShape, type TrayStyle, trayIcon } from '../../../main/shell/tray-icons.ts';
import { type ReadPicture, readPng } from '../../support/read-png.ts';

const shapes: readonly TrayShape[] = ['well', 'attention', 'error', 'offline'];
const styles: readonly TrayStyle[] = ['template', 'light', 'dark'];
const pairs = shapes.flatMap((one, index) => shapes.slice(index + 1).map((other) => [one, other] as const));

/** The smallest picture of a state: the hardest one to tell apart. */
function smallest(shape: TrayShape, style: TrayStyle, platform: NodeJS.Platform): ReadPicture {
  const [image] = trayIcon(shape, style, platform);
  if (image === undefined) throw new Error('There is no image.');
  return readPng(image.png);
}

function opacities({ pixels }: ReadPicture): readonly number[] {
  return [...pixels].filter((_, index) => index % 4 === 3);
}

function colors({ pixels }: ReadPicture): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) > 250) found.add([...pixels.subarray(at, at + 3)].join(' '));
  }
  return found;
}

describe('a tray icon', () => {
  it.each([
    ['darwin', [16, 32, 48], [1, 2, 3]],
    ['win32', [16, 20, 24, 28, 32, 36, 40, 48, 64], [1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 4]],
    ['linux', [22, 44], [1, 2]],
    ['freebsd', [22, 44], [1, 2]],
  ] as const)('has the sizes of %s', (platform, sizes, scales) => {
    const images = trayIcon('well', 'template', platform);
    expect(images.map(({ png }) => readPng(png).width)).toEqual(sizes);
    expect(images.map(({ scaleFactor }) => scaleFactor)).toEqual(scales);
  });

  it.each(pairs)('%s is told from %s by its shape, at the smallest size', (one, other) => {
    for (const platform of ['darwin', 'linux'] as const) {
      const first = opacities(smallest(one, 'template', platform));
      const second = opacities(smallest(other, 'template', platform));
      const differing = first.filter((opacity, index) => Math.abs(opacity - (second[index] ?? 0)) > 127);
      // Of 16 by 16 pixels at least 20.
      expect(differing.length / first.length).toBeGreaterThan(0.078);
    }
  });

  it.each(shapes)('%s has the same shape in each style, so that no colour is needed', (shape) => {
    const [template, ...others] = styles.map((style) => opacities(smallest(shape, style, 'linux')));
    for (const other of others) expect(other).toEqual(template);
  });

  it.each(shapes)('%s is nothing but black as a template, which macOS demands', (shape) => {
    expect([...colors(smallest(shape, 'template', 'darwin'))]).toEqual(['0 0 0']);
  });

  it.each(shapes)('%s is drawn well visible and leaves its corners free', (shape) => {
    const all = opacities(smallest(shape, 'template', 'darwin'));
    const covered = all.reduce((sum, opacity) => sum + opacity, 0) / 255 / all.length;
    expect(covered).toBeGreaterThan(0.35);
    expect(covered).toBeLessThan(0.85);
    expect([all[0], all[15], all[240], all[255]].every((opacity = 255) => opacity < 64)).toBe(true);
  });

  it.each([
    ['light', '#2b2b2b'],
    ['dark', '#f3f3f3'],
  ] as const)('in %s ink stands out from its panel with 4.5:1', (style, panel) => {
    const ground = [1, 3, 5].map((at) => Number.parseInt(panel.slice(at, at + 2), 16));
    for (const shape of shapes) {
      for (const color of colors(smallest(shape, style, 'win32'))) {
        expect(contrast(color.split(' ').map(Number), ground), color).toBeGreaterThan(4.5);
      }
    }
  });
});

/** WCAG 2.2's contrast of two colours. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
