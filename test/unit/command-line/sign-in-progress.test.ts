import { describe, expect, test } from 'vitest';
import { progressTeller } from '../../../main/command-line/sign-in-progress.ts';
import type { SignInState } from '../../../main/core/accounts/sign-in.ts';
import { appError } from '../../../main/core/errors.ts';

const now = Date.UTC(2026, 10, 21, 9);

function teller({ columns, paste = false }: { readonly columns?: number; readonly paste?: boolean } = {}) {
  let told = '';
  const terminal = {
    err(text: string): void {
      told += text;
    },
    pictureColumns: columns,
  };
  return { tell: progressTeller({ terminal, now: () => now, paste }), told: () => told };
}

const waiting: Extract<SignInState, { kind: 'waiting' }> = {
  kind: 'waiting',
  url: 'https://id.example/auth?state=x',
  redirectUri: 'http://127.0.0.1:4711/callback',
  isPasted: false,
  deadline: now + 300_000,
  browserError: undefined,
};

const device: Extract<SignInState, { kind: 'device' }> = {
  kind: 'device',
  userCode: 'WDJB-MJHT',
  verificationUri: 'https://id.example/device',
  verificationUriComplete: 'https://id.example/device?user_code=WDJB-MJHT',
  deadline: now + 599_600,
  pollError: undefined,
};

describe('in the browser', () => {
  test('the address and where the answer is waited for, once', () => {
    const { tell, told } = teller();
    tell({ kind: 'preparing' });
    tell(waiting);
    tell(waiting);
    tell({ kind: 'exchanging' });
    expect(told().split('https://id.example/auth?state=x\n')).toHaveLength(2);
    expect(told()).toContain('Waiting for the answer at http://127.0.0.1:4711/callback; Ctrl-C cancels.');
    expect(told()).not.toMatch(/paste/i);
    expect(told()).toMatch(/Fetching the tokens\.\n$/);
  });

  test('that the address may be pasted, where it is read', () => {
    const { tell, told } = teller({ paste: true });
    tell(waiting);
    expect(told()).toContain('paste the address of the page that it ends on here');
    expect(told()).toContain('Waiting for the answer at');
  });

  test('that it must be pasted, where nothing listens', () => {
    const { tell, told } = teller();
    tell({
      ...waiting,
      isPasted: true,
      redirectUri: 'https://app.example/done',
      browserError: appError('browser_not_opened'),
    });
    expect(told()).toContain('ends on a page under https://app.example/done. Paste the whole address');
    expect(told()).not.toContain('Waiting for the answer at');
  });

  test('that no browser opened, once', () => {
    const { tell, told } = teller();
    for (let times = 0; times < 3; times += 1)
      tell({ ...waiting, browserError: appError('browser_not_opened') });
    expect(told().split('No browser could be opened')).toHaveLength(2);
  });
});

describe('with a code', () => {
  test('the code, both addresses and the time left, without a picture where there is no terminal', () => {
    const { tell, told } = teller();
    tell(device);
    expect(told()).toMatch(/\n {2}https:\/\/id\.example\/device\n/);
    expect(told()).toMatch(/\n {2}WDJB-MJHT\n/);
    expect(told()).toMatch(/\n {2}https:\/\/id\.example\/device\?user_code=WDJB-MJHT\n/);
    expect(told()).toContain('The code is good for 10 min.');
    expect(told()).not.toMatch(/[█▀▄]/u);
  });

  test('the picture where there is one that is wide enough', () => {
    const { tell, told } = teller({ columns: 80 });
    tell(device);
    expect(told()).toMatch(/█/u);
    const narrow = teller({ columns: 20 });
    narrow.tell(device);
    expect(narrow.told()).not.toMatch(/█/u);
  });

  test('a server without an address for the code is not given one', () => {
    const { tell, told } = teller();
    tell({ ...device, verificationUriComplete: undefined });
    expect(told()).not.toContain('user_code');
  });

  test('each trouble with asking once, and anew after it was over', () => {
    const { tell, told } = teller();
    const trouble = { ...device, pollError: appError('network', { detail: 'id.example' }) };
    for (const state of [device, trouble, trouble, device, trouble]) tell(state);
    expect(told().match(/could not be reached: id\.example\. It is asked again\.\n/g)).toHaveLength(2);
    expect(told().split('WDJB-MJHT')).toHaveLength(3);
  });

  test('nothing of what the server sends steers the terminal', () => {
    const { tell, told } = teller();
    tell({
      ...device,
      userCode: '\u001b[2JX',
      verificationUri: 'https://id.example/\u202e',
      verificationUriComplete: 'https://id.example/\u0007',
    });
    expect(told().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});
