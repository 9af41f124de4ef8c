// The channel that changes the vault's key: what is wrong is said at once, the rest is work that can be watched.
import { expect, it } from 'vitest';
import type { KeyRequest } from '../../../main/compose.ts';
import { appError, type ErrorCode } from '../../../main/core/errors.ts';
import { fail, ok } from '../../../main/core/result.ts';
import { createDesktopHandlers, type DesktopHandlerParts } from '../../../main/shell/desktop-handlers.ts';
import { createWorks } from '../../../main/shell/works.ts';
import type { WorkView } from '../../../preload/contract.ts';
import { fakeClock, settled } from '../../support/fake-clock.ts';
import { fakeLog } from '../../support/fake-log.ts';
import { fakeRandom } from '../../support/fake-random.ts';

function setUp(refusal?: ErrorCode, failure?: ErrorCode) {
  const requests: KeyRequest[] = [];
  const views: WorkView[] = [];
  const clock = fakeClock();
  const works = createWorks({
    clock,
    random: fakeRandom(),
    log: fakeLog(),
    onChange: (view) => views.push(view),
  });
  const vault = {
    async prepareKeyChange(request: KeyRequest) {
      requests.push(request);
      if (refusal !== undefined) return fail(appError(refusal));
      return ok(async () =>
        failure === undefined ? ok({ secretsKeptIn: request.to }) : fail(appError(failure)),
      );
    },
  };
  const handlers = createDesktopHandlers({ vault, works, clock } as unknown as DesktopHandlerParts);
  return { handlers, requests, views };
}

const toPassphrase = { to: 'passphrase', passphrase: 'new words', currentPassphrase: 'old words' } as const;

it('takes the texts as secrets and reports where the key is then', async () => {
  const { handlers, requests, views } = setUp();
  expect(await handlers.changeKey(toPassphrase)).toMatchObject({
    ok: true,
    value: { kind: 'change_key', state: 'running', report: undefined },
  });
  await settled();
  expect(views.at(-1)).toMatchObject({
    state: 'done',
    report: { kind: 'change_key', secretsKeptIn: 'passphrase' },
  });
  const [request] = requests;
  expect(request?.to === 'passphrase' && request.passphrase.reveal()).toBe('new words');
  expect(request?.currentPassphrase?.reveal()).toBe('old words');
  expect(JSON.stringify([requests, views])).not.toMatch(/new words|old words/);
});

it('passes no passphrase on for the system’s keychain', async () => {
  const { handlers, requests } = setUp();
  await handlers.changeKey({ to: 'system', passphrase: 'of no use', currentPassphrase: '' });
  expect(Object.keys(requests[0] ?? {}).sort()).toEqual(['currentPassphrase', 'to']);
});

it.each(['passphrase_wrong', 'passphrase_too_short', 'vault_locked'] as const)(
  'says %s at once',
  async (code) => {
    const { handlers, views } = setUp(code);
    expect(await handlers.changeKey(toPassphrase)).toMatchObject({ ok: false, error: { code } });
    await settled();
    expect(views).toEqual([]);
  },
);

it('says what goes wrong later with the work', async () => {
  const { handlers, views } = setUp(undefined, 'vault_busy');
  await handlers.changeKey(toPassphrase);
  await settled();
  expect(views.at(-1)).toMatchObject({ state: 'failed', error: { code: 'vault_busy' } });
});
