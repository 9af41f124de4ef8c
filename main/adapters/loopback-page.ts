// Main process. The pages that the person's browser shows at the redirect URI: static, nothing of the request in them.
import { createHash } from 'node:crypto';

export type PageKind = 'received' | 'refused' | 'over' | 'unrelated';

interface PageText {
  readonly title: string;
  readonly words: string;
  /** Path data of a mark in a field of 24 by 24. */
  readonly mark: string;
  readonly tone: 'good' | 'calm';
}

const texts: Readonly<Record<PageKind, PageText>> = {
  received: {
    title: 'Tokendeck has your answer.',
    words: 'You can close this page and go back.',
    mark: 'M5 12.5l4.5 4.5L19 7.5',
    tone: 'good',
  },
  refused: {
    title: 'The sign-in did not go through.',
    words:
      'The provider reported that it was declined or failed. Tokendeck shows what it said: you can close this page and go back.',
    mark: 'M6 6l12 12M18 6L6 18',
    tone: 'calm',
  },
  over: {
    title: 'This sign-in is over.',
    words: 'Tokendeck has had its answer already. You can close this page.',
    mark: 'M5 12h14',
    tone: 'calm',
  },
  unrelated: {
    title: 'Tokendeck was not waiting for this.',
    words:
      'Nothing was done with this request. If you were signing in, go back to Tokendeck and open its link again.',
    mark: 'M12 6v7.5M12 17.5v.5',
    tone: 'calm',
  },
};

const style = `
:root { color-scheme: light dark; --ground: #f4f5f7; --card: #fff; --ink: #1b1e24; --quiet: #5a6270; --line: #dfe2e8; --good: #17724a; --calm: #4a5568; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14161a; --card: #1d2026; --ink: #eceef2; --quiet: #a4acba; --line: #31363f; --good: #5ccb95; --calm: #a9b4c6; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 28rem; margin: 1rem; padding: 2.5rem 2rem; text-align: center; background: var(--card); border: 1px solid var(--line); border-radius: 16px; }
svg { width: 48px; height: 48px; padding: 12px; border: 2px solid; border-radius: 50%; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.good { color: var(--good); }
.calm { color: var(--calm); }
h1 { margin: 1.25rem 0 .5rem; font-size: 1.375rem; line-height: 1.3; font-weight: 600; text-wrap: balance; }
p { margin: 0; color: var(--quiet); text-wrap: pretty; }
footer { margin-top: 2rem; font-size: .8125rem; color: var(--quiet); letter-spacing: .02em; }
`;

function render({ title, words, mark, tone }: PageText): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<svg class="${tone}" viewBox="0 0 24 24" aria-hidden="true"><path d="${mark}"/></svg>
<h1>${title}</h1>
<p>${words}</p>
<footer>Tokendeck</footer>
</main>
</body>
</html>
`;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** The address of these pages holds a code: nothing is cached, referred onward, framed or loaded. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export const pages: Readonly<Record<PageKind, string>> = {
  received: render(texts.received),
  refused: render(texts.refused),
  over: render(texts.over),
  unrelated: render(texts.unrelated),
};
