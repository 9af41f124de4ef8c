// Test. Pages of the application's own scheme keep their address, whatever Chromium shows them under.
import { describe, expect, it } from 'vitest';
import { originOf, toAppUrl, toPageUrl } from '../../support/electron/address.ts';

describe('addresses of pages', () => {
  it.each([
    ['app://tokendeck/index.html', 'https://tokendeck.app.invalid/index.html'],
    ['app://tokendeck/a?b=c#d', 'https://tokendeck.app.invalid/a?b=c#d'],
    ['other://a.b/', 'https://a.b.other.invalid/'],
  ])('%s is shown under %s and named back', (app, page) => {
    expect(toPageUrl(app)).toBe(page);
    expect(toAppUrl(page)).toBe(app);
  });

  it.each([
    'https://example.com/',
    'http://tokendeck.app.invalid/',
    'https://tokendeck.app.invalid.example.com/',
    'https://invalid/',
    'about:blank',
    'not an address',
  ])('does not take %s for a page of the application', (url) => {
    expect(toAppUrl(url)).toBe(url);
  });

  it.each([
    ['app://tokendeck/index.html', 'app://tokendeck'],
    ['https://example.com/x', 'https://example.com'],
    ['about:blank', 'null'],
    ['', 'null'],
  ])('the origin of %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});
