// Packaging. The application's icon, by the same hand as the tray's: two cards on the accent's colour, the front one with a
// keyhole. Not in the package, which holds only what is made of it.
import {
  type Color,
  card,
  circle,
  draw,
  grown,
  type Layer,
  type Picture,
  type Shape,
  stroke,
  together,
  without,
} from '../main/shell/drawing.ts';

/** The icon is drawn on a square of 64 units. */
const units = 64;
const white: Color = [255, 255, 255, 1];

/** `tile` fills the square, as Linux and Windows have it; `mac` keeps the margin of Apple's icons, 100 of 1,024. */
export type IconForm = 'tile' | 'mac';

interface Ground {
  readonly margin: number;
  readonly radius: number;
  /** Where the cards lie, from side to side and from top to bottom. */
  readonly from: number;
  readonly to: number;
}

function groundOf(form: IconForm, size: number): Ground {
  if (form === 'mac') return { margin: 6.25, radius: 11.6, from: 17, to: 47 };
  // Where there are few pixels the cards get more of them.
  return size <= 32
    ? { margin: 0, radius: 12, from: 9, to: 55 }
    : { margin: 2, radius: 13, from: 14.5, to: 49.5 };
}

/** From top to bottom, lighter to darker than the accent. */
function gradient(_x: number, y: number): Color {
  const share = y / units;
  const mix = (top: number, bottom: number): number => top + (bottom - top) * share;
  return [mix(88, 33), mix(126, 62), mix(240, 176), 1];
}

/** A soft shadow of a shape, a little below it. */
function shadow(shape: Shape, spread: number, opacity: number): Layer {
  const lower: Shape = (x, y) => shape(x, y - spread / 3);
  return {
    shape: grown(lower, spread),
    color: (x, y) => [14, 26, 78, opacity * Math.min(Math.max(0.5 - lower(x, y) / spread / 2, 0), 1) ** 2],
  };
}

/** The icon with this width and height in pixels. */
export function appIcon(form: IconForm, size: number): Picture {
  const { margin, radius, from, to } = groundOf(form, size);
  const scale = (to - from) / 14;
  // The tray's mark is drawn on 16 units, with one of them free at each side.
  const free = (place: number): number => from + (place - 1) * scale;
  const pixel = units / size;
  // In the smallest pictures straight edges lie between two pixels.
  const at = (place: number): number => (size <= 32 ? Math.round(free(place) / pixel) * pixel : free(place));
  const ground = card(margin, margin, units - margin, units - margin, radius);
  const front = card(at(1), at(5), at(11), at(15), 2.2 * scale);
  const back = card(at(5), at(1), at(15), at(11), 2.2 * scale);
  const behind = without(back, grown(front, 0.75 * scale));
  const middle = (at(1) + at(11)) / 2;
  const keyhole =
    size <= 20
      ? together(circle(middle, at(9), 2 * pixel), card(middle - pixel, at(9), middle + pixel, at(13), 0))
      : together(circle(middle, at(9), 1.8 * scale), stroke(middle, at(9), middle, at(12.2), 1.6 * scale));
  return draw(size, units, [
    { shape: ground, color: gradient },
    { shape: behind, color: [255, 255, 255, 0.62] },
    ...(size <= 32 ? [] : [shadow(front, 2.4 * scale, 0.55)]),
    { shape: without(front, keyhole), color: white },
  ]);
}
