// Main process. The tray's four icons: one mark, a card with a keyhole before another, told apart by shape and not by
// colour alone, so that macOS can tint them and nobody needs to see red.
import {
  type Color,
  card,
  circle,
  draw,
  grown,
  type Layer,
  type Shape,
  stroke,
  together,
  without,
} from './drawing.ts';
import { png } from './png.ts';

/** All well; an account needs somebody soon; one has failed; no network. */
export type TrayShape = 'well' | 'attention' | 'error' | 'offline';

/** `template` is black for macOS to tint; `light` is light ink for a dark panel; `dark` is dark ink for a light one. */
export type TrayStyle = 'template' | 'light' | 'dark';

export interface IconImage {
  /** Pixels of the image for one of the panel's points. */
  readonly scaleFactor: number;
  readonly png: Uint8Array;
}

interface Sizes {
  /** Width and height in the panel's points. */
  readonly points: number;
  readonly scaleFactors: readonly number[];
}

/** The size that each system's tray shows, and the scales of its screens. */
const sizesOf: Readonly<Record<'darwin' | 'win32' | 'linux', Sizes>> = {
  darwin: { points: 16, scaleFactors: [1, 2, 3] },
  win32: { points: 16, scaleFactors: [1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 4] },
  linux: { points: 22, scaleFactors: [1, 2] },
};

const inks: Readonly<Record<TrayStyle, Readonly<Record<'mark' | 'attention' | 'error', Color>>>> = {
  template: { mark: [0, 0, 0, 1], attention: [0, 0, 0, 1], error: [0, 0, 0, 1] },
  light: { mark: [245, 245, 247, 1], attention: [255, 190, 92, 1], error: [255, 122, 112, 1] },
  dark: { mark: [29, 30, 32, 1], attention: [158, 92, 0, 1], error: [190, 32, 24, 1] },
};

/** The icons are drawn on a square of 16 units. */
const units = 16;
/** The least gap between two parts that stays a gap at 16 pixels. */
const gap = 1.5;

interface Parts {
  readonly front: Shape;
  readonly back: Shape;
  /** What is seen of the card at the back. */
  readonly behind: Shape;
  readonly keyhole: Shape;
  readonly exclamation: Shape;
  readonly cross: Shape;
  readonly slash: Shape;
}

/** The parts for a picture of so many pixels: straight edges lie between two pixels, so that they stay sharp. */
function partsFor(size: number): Parts {
  const pixels = size / units;
  const at = (place: number): number => Math.round(place * pixels) / pixels;
  const front = card(at(1), at(5), at(11), at(15), 2);
  const back = card(at(5), at(1), at(15), at(11), 2);
  const [left, right] = [at(12.5), at(15)];
  return {
    front,
    back,
    behind: without(back, grown(front, at(1))),
    keyhole: together(circle(at(6), 9.25, at(2)), card(at(5), 9, at(7), at(13), 0.5)),
    exclamation: together(card(left, at(6), right, at(11), 1), card(left, at(13), right, at(15), 1)),
    cross: together(stroke(10, 10, 14.5, 14.5, 2), stroke(14.5, 10, 10, 14.5, 2)),
    slash: stroke(1.5, 1.5, 14.5, 14.5, 1.75),
  };
}

function layers(shape: TrayShape, style: TrayStyle, parts: Parts): readonly Layer[] {
  const ink = inks[style];
  const { front, back, behind, keyhole, exclamation, cross, slash } = parts;
  const badged = (mark: Shape, badge: Shape, color: Color): readonly Layer[] => [
    { shape: without(mark, grown(badge, gap)), color: ink.mark },
    { shape: badge, color },
  ];
  // The keyhole is there only when all is well, and the line between the cards not under the slash: at 16 pixels each
  // state differs from the others in as many pixels as it can.
  switch (shape) {
    case 'well':
      return [{ shape: together(without(front, keyhole), behind), color: ink.mark }];
    case 'attention':
      return badged(together(front, behind), exclamation, ink.attention);
    case 'error':
      return badged(together(front, behind), cross, ink.error);
    case 'offline':
      return badged(together(front, back), slash, ink.mark);
  }
}

/**
 * The icon of a state, once for each scale that a screen of the system may have, the smallest first: macOS and Windows
 * at 16 points, Linux at 22. Electron's tray on Windows shows only the image for scale 1 and blows it up (electron#33044):
 * there the image of the screen's scale should be given as that one, alone.
 *
 * @param platform the system whose sizes are wanted; any that is not known has Linux's
 */
export function trayIcon(
  shape: TrayShape,
  style: TrayStyle,
  platform: NodeJS.Platform,
): readonly IconImage[] {
  const { points, scaleFactors } =
    platform === 'darwin' || platform === 'win32' ? sizesOf[platform] : sizesOf.linux;
  return scaleFactors.map((scaleFactor) => ({
    scaleFactor,
    png: trayPicture(shape, style, Math.round(points * scaleFactor)),
  }));
}

function trayPicture(shape: TrayShape, style: TrayStyle, size: number): Uint8Array {
  return png(draw(size, units, layers(shape, style, partsFor(size))));
}
