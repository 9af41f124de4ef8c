// Pure. Changing the vault's key. The new key is safe in its own place before anything is sealed with it, everything is
// sealed anew beside what is there, one transaction exchanges all of it, and only then the key before is forgotten.
import { leaseMs } from '../accounts/policy.ts';
import { pause } from '../accounts/waiting.ts';
import { appError } from '../errors.ts';
import { newIdentifier } from '../identifiers.ts';
import type { Keychain, Random, ResealOutcome, StoredLease } from '../ports.ts';
import type { Progress } from '../progress.ts';
import { fail, ok, type Result } from '../result.ts';
import { type ForgettingParts, forgetUnusedKeys } from './forget-keys.ts';
import { keyCheckName, opensKeyCheck, sealKeyCheck } from './key-check.ts';
import type { HeldKey, KeyInUse } from './key-in-use.ts';
import { inUse, isInUseAt, type KeyPlace, unused } from './key-place.ts';
import { type Turn, takeTurn } from './key-turn.ts';
import { createResealer, type Resealer } from './resealing.ts';
import { createSealer, keyLength, type Sealer } from './sealing.ts';
import type { KeyChanged, NewKey } from './vault.ts';

export interface ChangeParts extends ForgettingParts {
  readonly key: KeyInUse;
  /** Runs the task while nothing else of this process is committed. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
  /** Whether leases of this holder were taken by this process. */
  readonly isOurs: (holder: string) => boolean;
}

/** While it is held, no other process is given a lease on an account: those that are out come back at last. */
export const exchangeName = 'key exchange';
/** Short: should this process be killed, nobody refreshes for so long. */
const exchangeMs = 10_000;

/** Longer than the turn of a process that was killed. */
const turnPatienceMs = 40_000;
/** Longer than any lease that nobody gives back. */
const leasePatienceMs = leaseMs + 20_000;
const pollMs = 250;
/** How often others may commit in between before they are left alone for a while. */
const triesAtOnce = 20;

/** See `Vault.changeKey`. */
export async function changeKey(
  parts: ChangeParts,
  to: NewKey,
  progress: Progress,
): Promise<Result<KeyChanged>> {
  const turn = await takeTurn(parts, turnPatienceMs, progress.signal);
  if (!turn.ok) return turn;
  try {
    return await changeInTurn(parts, to, turn.value, progress);
  } finally {
    turn.value.end();
  }
}

async function changeInTurn(
  parts: ChangeParts,
  to: NewKey,
  turn: Turn,
  progress: Progress,
): Promise<Result<KeyChanged>> {
  const { store, random, key } = parts;
  if (key.isChanged()) return fail(appError('vault_key_changed'));
  const place: KeyPlace = { kind: to.kind, id: newIdentifier(random).slice(0, 16) };
  // Noted before there is one, so that it is found and forgotten if all ends here.
  const noted = store.setMeta(unused(place, 'new'));
  if (!noted.ok) return noted;
  const changed = await change(parts, { to, place, turn, progress });
  await forgetUnusedKeys(parts, key, turn);
  return changed;
}

interface Change {
  readonly to: NewKey;
  readonly place: KeyPlace;
  readonly turn: Turn;
  readonly progress: Progress;
}

async function change(
  parts: ChangeParts,
  { to, place, turn, progress }: Change,
): Promise<Result<KeyChanged>> {
  const { store, key } = parts;
  const before = key.held();
  const check = store.getMeta(keyCheckName);
  if (!check.ok) return check;
  if (check.value === undefined || !(await opensKeyCheck(before.sealer, check.value)))
    return key.explain(fail(appError('vault_wrong_key')));

  const keychain = to.keychain(place.id);
  const sealer = await makeKey(keychain, parts.random);
  if (!sealer.ok) return sealer;
  const after: HeldKey = { place, sealer: sealer.value };
  const resealer = createResealer(store, before.sealer, after.sealer);
  const goOn = (): Result<void> => (progress.signal.aborted ? fail(appError('cancelled')) : turn.extend());
  const sealed = await resealer.catchUp((done, total) => {
    progress.report(done, total);
    return goOn();
  });
  if (!sealed.ok) return sealed;

  const newCheck = await sealKeyCheck(after.sealer);
  const kept = await isKept(keychain, newCheck, parts.random);
  if (!kept.ok) return kept;
  return exchange(parts, { before, after, resealer, turn, goOn, newCheck, oldCheck: check.value }, progress);
}

/** The key as the keychain gives it back, so that nothing is ever sealed with one that it does not have. */
async function makeKey(keychain: Keychain, random: Random): Promise<Result<Sealer>> {
  const key = random.bytes(keyLength);
  const written = await keychain.write(key);
  if (!written.ok) {
    key.fill(0);
    return written;
  }
  const kept = await keychain.read();
  if (!kept.ok) {
    key.fill(0);
    return kept;
  }
  const isSame = kept.value?.length === keyLength && kept.value.every((byte, index) => byte === key[index]);
  key.fill(0);
  if (kept.value === undefined || !isSame) return fail(notKept());
  const sealer = await createSealer(kept.value, random);
  kept.value.fill(0);
  return ok(sealer);
}

/** Once more before everything depends on it: what the keychain has now opens what the next start opens first. */
async function isKept(keychain: Keychain, check: string, random: Random): Promise<Result<void>> {
  const key = await keychain.read();
  if (!key.ok) return key;
  if (key.value?.length !== keyLength) return fail(notKept());
  const sealer = await createSealer(key.value, random);
  key.value.fill(0);
  return (await opensKeyCheck(sealer, check)) ? ok() : fail(notKept());
}

function notKept() {
  return appError('keychain_unavailable', { detail: 'it did not keep the key' });
}

interface Exchange {
  readonly before: HeldKey;
  readonly after: HeldKey;
  readonly resealer: Resealer;
  readonly turn: Turn;
  readonly goOn: () => Result<void>;
  readonly newCheck: string;
  readonly oldCheck: string;
}

/** Tries until no refresh is under way elsewhere and nobody has committed in between. */
async function exchange(
  parts: ChangeParts,
  exchanged: Exchange,
  progress: Progress,
): Promise<Result<KeyChanged>> {
  const { holder } = exchanged.turn;
  try {
    return await exchangeInTime(parts, exchanged, progress);
  } finally {
    parts.store.releaseLease(exchangeName, holder);
  }
}

async function exchangeInTime(
  parts: ChangeParts,
  exchanged: Exchange,
  progress: Progress,
): Promise<Result<KeyChanged>> {
  const { store, key, clock } = parts;
  const isInTheWay = leaseJudge(parts);
  const begun = clock.now();
  let gateAt: number | undefined;
  for (;;) {
    const going = exchanged.goOn();
    if (!going.ok) return going;
    const now = clock.now();
    if (gateAt === undefined || Math.abs(now - gateAt) > exchangeMs / 3) {
      store.takeLease(exchangeName, exchanged.turn.holder, now, now + exchangeMs);
      gateAt = now;
    }
    const outcome = await parts.alone(() => exchangeNow(parts, exchanged, isInTheWay));
    if (outcome.ok && outcome.value === 'resealed') {
      const { resealer } = exchanged;
      const total = resealer.rows().length;
      progress.report(total, total);
      return ok({ unreadable: resealer.unreadable() });
    }
    if (outcome.ok && outcome.value === 'refused') return key.explain(fail(appError('vault_busy')));
    if (!outcome.ok && outcome.error.code !== 'vault_busy') return outcome;
    if (Math.abs(clock.now() - begun) > leasePatienceMs) return fail(appError('vault_busy'));
    await pause(clock, pollMs, progress.signal);
  }
}

async function exchangeNow(
  { store, key }: ChangeParts,
  { before, after, resealer, turn, goOn, newCheck, oldCheck }: Exchange,
  isInTheWay: (lease: StoredLease) => boolean,
): Promise<Result<ResealOutcome>> {
  for (let tries = 0; tries < triesAtOnce; tries += 1) {
    const outcome = store.reseal({
      expected: [
        inUse(before.place),
        { name: keyCheckName, value: oldCheck },
        // Somebody who took this process for dead may have begun to forget the new key.
        unused(after.place, 'new'),
      ],
      lease: turn,
      isInTheWay,
      rows: resealer.rows(),
      meta: [
        inUse(after.place),
        { name: keyCheckName, value: newCheck },
        unused(after.place, undefined),
        unused(before.place, 'former'),
      ],
    });
    if (isExchanged(outcome, store, after.place)) {
      key.adopt(after);
      return ok('resealed');
    }
    if (!outcome.ok || outcome.value !== 'outdated') return outcome;
    const caughtUp = await resealer.catchUp(goOn);
    if (!caughtUp.ok) return caughtUp;
  }
  return ok('outdated');
}

/** A commit whose answer is an error may be there all the same. */
function isExchanged(outcome: Result<ResealOutcome>, store: ChangeParts['store'], place: KeyPlace): boolean {
  if (outcome.ok) return outcome.value === 'resealed';
  const isThere = isInUseAt(store, place);
  return isThere.ok && isThere.value;
}

/**
 * Which leases have to be given back first: those on accounts that others hold, for their answer would be sealed with a
 * key that is gone. No lease lasts longer than `leaseMs`; one that seems to was taken before the clock was set back.
 */
function leaseJudge({ clock, isOurs }: ChangeParts): (lease: StoredLease) => boolean {
  const seen = new Map<string, number>();
  return ({ name, holder, until }) => {
    const now = clock.now();
    if (!name.startsWith('account ') || isOurs(holder) || until <= now) return false;
    const mark = `${name} ${holder} ${until}`;
    const since = seen.get(mark) ?? now;
    seen.set(mark, since);
    return now - since < leaseMs;
  };
}
