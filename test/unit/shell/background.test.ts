import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backgroundColor } from '../../../main/shell/background.ts';

it('is the page’s own ground in light and dark, so that opening never flashes', () => {
  const styles = readFileSync(join(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8');
  const grounds = [...styles.matchAll(/--ground: (#[0-9a-f]{6});/g)].map((match) => match[1]);
  expect(grounds[0]).toBe(backgroundColor(false));
  expect(grounds[1]).toBe(backgroundColor(true));
});
