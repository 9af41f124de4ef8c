#!/usr/bin/env node
// Test and demonstration. A browser for BROWSER that signs in by itself, or hands the address to a waiting program:
//   browser-command.ts ada allow URL          signs in as that person and allows (or: deny)
//   browser-command.ts --hand-to PORT URL     sends the address to a port of the loopback interface, as one line
import { connect } from 'node:net';
import { openPersonsBrowser } from '../persons-browser.ts';
import { people } from './people.ts';

async function handTo(port: number, url: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(`${url}\n`));
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
}

async function signIn(user: string, decision: string, url: string): Promise<void> {
  const person = people.find(({ id }) => id === user);
  if (person === undefined || (decision !== 'allow' && decision !== 'deny'))
    throw new Error(`usage: browser-command.ts ${people.map(({ id }) => id).join('|')} allow|deny URL`);
  const browser = await openPersonsBrowser({ headless: true });
  try {
    await browser.signIn(url, { user: person.id, decision });
  } finally {
    await browser.close();
  }
}

const [first = '', second = '', url = ''] = process.argv.slice(2);
if (first === '--hand-to') await handTo(Number(second), url);
else await signIn(first, second, url);
