import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import { fail } from '../../../../main/core/result.ts';
import { settled } from '../../../support/fake-clock.ts';
import { hour, minute, office, second } from './desk.ts';

describe('any order of events', () => {
  /** Small and seeded, so that a failure can be run again (mulberry32). */
  function chances(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  test.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'of three processes asking, forcing and failing never signs anybody out (seed %i)',
    async (seed) => {
      const chance = chances(seed + 1);
      const { clock, server, file, open, seed: put } = await office();
      const ids = ['anna', 'ben'].map((name) => put(name).id);
      const desks = [await open('window'), await open('shell'), await open('script')];
      desks[0]?.service.startKeepingFresh();
      let atOnce = new Map<string, number>();
      let mostAtOnce = 0;
      server.ways.instead = async (request, path) => {
        if (path !== '/token') return undefined;
        const token = new URLSearchParams(request.body).get('refresh_token') ?? '';
        atOnce = atOnce.set(token, (atOnce.get(token) ?? 0) + 1);
        mostAtOnce = Math.max(mostAtOnce, atOnce.get(token) ?? 0);
        for (let turn = chance() * 4; turn > 1; turn -= 1) await settled();
        atOnce.set(token, (atOnce.get(token) ?? 0) - 1);
        return chance() < 0.2 ? fail(appError('network')) : undefined;
      };
      async function pass(ms: number): Promise<void> {
        for (let left = ms; left > 0; left -= 10 * second) await clock.advance(Math.min(left, 10 * second));
      }
      const asked: Promise<unknown>[] = [];
      for (let step = 0; step < 40; step += 1) {
        const desk = desks[Math.floor(chance() * desks.length)];
        const id = ids[Math.floor(chance() * ids.length)];
        if (desk === undefined || id === undefined) continue;
        const act = chance();
        if (act < 0.4) asked.push(desk.service.tokenFor(id));
        else if (act < 0.6) asked.push(desk.service.tokenFor(id, { force: true }));
        else if (act < 0.7) asked.push(desk.service.rename(id, `${id} ${step}`));
        else if (act < 0.9) await pass(chance() * 20 * minute);
        else {
          // A request lasts no hours: those under way come to an end before the clock is set.
          while (file.leases.size > 0) await clock.advance(200);
          await clock.jumpTo(clock.now() + (chance() - 0.5) * 3 * hour);
        }
      }
      await pass(10 * minute);
      await Promise.all(asked);
      await settled();
      for (const id of ids) {
        expect(server.isLive(file.tokens.get(id)?.refreshToken?.reveal() ?? '')).toBe(true);
        expect(file.accounts.get(id)?.health.kind).not.toBe('sign_in_again');
        for (const { service } of desks) expect(service.get(id)).toEqual(file.accounts.get(id));
      }
      expect(mostAtOnce).toBeLessThanOrEqual(1);
      expect(file.leases.size).toBe(0);
      await Promise.all(desks.map(({ service }) => service.stop()));
      expect(clock.timers()).toEqual([]);
    },
  );
});
