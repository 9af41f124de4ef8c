// Benchmark. How long until something is painted, measured in the page by its own clock.
import type { Page } from 'playwright-core';

/** What is to be in the document, and what is to be no longer there, as selectors. */
export interface Wanted {
  readonly shown: string;
  readonly gone?: string;
}

/** Left in the page by the functions below. */
interface Marks {
  paintedAfter?: number;
}

/**
 * Loads the page anew and returns the milliseconds from its first byte until `shown` was painted: seen in the document
 * before one frame, and that frame over. What comes before the first byte is the host's work and the same for any page.
 */
export async function paintAfterLoading(page: Page, runs: number, shown: string): Promise<readonly number[]> {
  await page.addInitScript((selector) => {
    const look = (): void => {
      if (document.querySelector(selector) === null) {
        requestAnimationFrame(look);
        return;
      }
      requestAnimationFrame(() => {
        const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        (globalThis as Marks).paintedAfter = performance.now() - (navigation?.responseStart ?? 0);
      });
    };
    requestAnimationFrame(look);
  }, shown);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await page.reload();
    times.push(await markedTime(page));
  }
  return times;
}

async function markedTime(page: Page): Promise<number> {
  const marked = await page.waitForFunction(() => (globalThis as Marks).paintedAfter);
  return Number(await marked.jsonValue());
}

/** Does something in the page and returns the milliseconds from its event until the result was painted. */
export async function paintAfter(
  page: Page,
  event: 'keydown' | 'input',
  wanted: Wanted,
  act: () => Promise<unknown>,
): Promise<number> {
  await page.evaluate(
    ({ event, shown, gone }) => {
      const marks = globalThis as Marks;
      delete marks.paintedAfter;
      const isThere = (selector: string): boolean => document.querySelector(selector) !== null;
      const look = (start: number): void => {
        if (!isThere(shown) || (gone !== undefined && isThere(gone))) {
          requestAnimationFrame(() => look(start));
          return;
        }
        requestAnimationFrame(() => {
          marks.paintedAfter = performance.now() - start;
        });
      };
      window.addEventListener(event, ({ timeStamp }) => look(timeStamp), { capture: true, once: true });
    },
    { event, ...wanted },
  );
  await act();
  return markedTime(page);
}
