// Tests. Walks through the window with Tab alone: each stop is in sight, has a name, shows that it has the focus, and the
// way leads round to where it began.
import type { Page } from 'playwright-core';

/** More stops than any state has. */
const longest = 120;

interface Stop {
  readonly html: string;
  readonly name: string;
  readonly isInSight: boolean;
  readonly tabIndex: number;
  /** Whether it looks different without the focus; undefined where the focus has not gone on. */
  readonly isMarked: boolean | undefined;
}

interface Walker {
  /** Notes where the focus is. Answers how the walk goes on. */
  readonly step: () => Promise<'on' | 'round' | 'astray'>;
  readonly stops: () => readonly Stop[];
}

/** Is sent to the page as text, so it uses nothing from outside. */
function makeWalker(): Walker {
  const looks = ['outline', 'borderColor', 'boxShadow', 'backgroundColor'] as const;
  const noted = new Map<Element, Stop>();
  let before: { readonly element: Element; readonly look: string } | undefined;

  /** Of the element, and of the parts in and around it that show its focus in its place. */
  function lookOf(element: Element): string {
    const around = element.closest('.check, .switch, .search');
    const parts = [element, ...(around === null ? [] : [around, ...around.querySelectorAll('span')])];
    return parts
      .map((part) => {
        const style = getComputedStyle(part);
        return looks.map((look) => style[look]).join(' ');
      })
      .join('; ');
  }

  function nameOf(element: Element): string {
    const labelledBy = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const texts = [
      element.getAttribute('aria-label'),
      ...labelledBy.map((id) => document.getElementById(id)?.textContent),
      ...[...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent),
      element.textContent,
    ];
    return texts.find((text) => (text ?? '').trim() !== '')?.trim() ?? '';
  }

  /** As much of it is in the window as a target must be large, and nothing lies over that. */
  function isInSight(element: Element): boolean {
    const place = element.closest('.check, .switch') ?? element;
    const { top, left, bottom, right, width, height } = place.getBoundingClientRect();
    const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
    const [seenWidth, seenHeight] = [Math.min(right, innerWidth) - x, Math.min(bottom, innerHeight) - y];
    if (seenWidth < Math.min(24, width) - 1 || seenHeight < Math.min(24, height) - 1) return false;
    const inset = Math.min(12, seenHeight / 2);
    return [inset, seenHeight / 2, seenHeight - inset].some((down) => {
      const there = document.elementFromPoint(x + seenWidth / 2, y + down);
      return there !== null && (place.contains(there) || there.contains(place));
    });
  }

  /** A list scrolls in the frame after the one in which it got the focus, and nobody presses Tab twice in one frame. */
  async function painted(): Promise<void> {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  }

  function leave(): void {
    const stop = before === undefined ? undefined : noted.get(before.element);
    if (before === undefined || stop === undefined) return;
    noted.set(before.element, { ...stop, isMarked: lookOf(before.element) !== before.look });
    before = undefined;
  }

  async function step(): Promise<'on' | 'round' | 'astray'> {
    await painted();
    const element = document.activeElement;
    if (element !== before?.element) leave();
    // Past its last stop the focus leaves the page for the browser's own.
    if (element === null || element === document.body) return 'on';
    if (element === noted.keys().next().value) return 'round';
    // A field for a date has several stops of its own.
    if (noted.has(element)) return element === before?.element ? 'on' : 'astray';
    before = { element, look: lookOf(element) };
    noted.set(element, {
      html: element.outerHTML.slice(0, 240),
      name: nameOf(element),
      isInSight: isInSight(element),
      tabIndex: (element as HTMLElement).tabIndex,
      isMarked: undefined,
    });
    return 'on';
  }

  return { step, stops: () => [...noted.values()] };
}

/** All stops from wherever the focus is until it is back at the first of them. */
async function walk(page: Page): Promise<{ readonly stops: readonly Stop[]; readonly comesRound: boolean }> {
  const walker = await page.evaluateHandle(makeWalker);
  let way: 'on' | 'round' | 'astray' = 'on';
  for (let presses = 0; presses < longest && way === 'on'; presses += 1) {
    await page.keyboard.press('Tab');
    way = await walker.evaluate((one) => one.step());
  }
  const stops = await walker.evaluate((one) => one.stops());
  return { stops, comesRound: way === 'round' || stops.length === 0 };
}

/** What is wrong on the way through the page, each in one line. It leaves the focus where the way ends. */
export async function faultsOfWalk(page: Page): Promise<readonly string[]> {
  const { stops, comesRound } = await walk(page);
  const way = stops.map(({ name }) => name).join(' | ');
  return [
    ...stops.flatMap((stop) => faultsOf(stop).map((fault) => `${fault}: ${stop.html}`)),
    ...(comesRound ? [] : [`does not come round: ${way}`]),
  ];
}

function faultsOf({ name, isInSight, isMarked, tabIndex }: Stop): readonly string[] {
  return [
    ...(name === '' ? ['without a name'] : []),
    ...(isInSight ? [] : ['out of sight']),
    ...(isMarked === false ? ['not marked'] : []),
    ...(tabIndex > 0 ? ['out of turn'] : []),
  ];
}
