// Which addresses may be opened in the person's browser.
import { expect, test } from 'vitest';
import { openableUrl } from '../../../main/core/addresses.ts';

test.each([
  ['https://login.example.com/authorize?x=1#y', 'https://login.example.com/authorize?x=1#y'],
  ['HTTPS://Login.Example.com', 'https://login.example.com/'],
  ['http://127.0.0.1:4000/auth', 'http://127.0.0.1:4000/auth'],
  ['http://localhost:4000/auth', 'http://localhost:4000/auth'],
  ['http://127.1:4000/auth', 'http://127.0.0.1:4000/auth'],
  ['http://[::1]:4000/auth', 'http://[::1]:4000/auth'],
])('%.60s may be opened', (given, opened) => {
  expect(openableUrl(given)).toBe(opened);
});

test.each([
  '',
  'login.example.com',
  '/etc/passwd',
  'http://login.example.com/',
  'http://127.0.0.1.evil.example/',
  'http://localhost.evil.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://tokendeck/',
  'ms-settings:',
  'smb://host/share',
  'ssh://host',
  'vbscript:x',
  'blob:https://example.com/1',
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://:secret@example.com/',
  'http://127.0.0.1@evil.example/',
  'https://',
  'http://127.0.0.2/',
  'http://localhost./',
  'http://a.localhost/',
  '--help',
  `https://example.com/${'x'.repeat(8192)}`,
  `https://example.com/${'é'.repeat(3000)}`,
])('%.60s may not be opened', (given) => {
  expect(openableUrl(given)).toBeUndefined();
});
