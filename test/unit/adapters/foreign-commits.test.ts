import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type CommitNotices, createCommitNotices } from '../../../main/adapters/foreign-commits.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

let notices: CommitNotices;
afterEach(() => notices.close());

function watched() {
  const path = join(temporaryDirectory(), 'vault.sqlite');
  let version = 1;
  let looks = 0;
  let calls = 0;
  notices = createCommitNotices(path, () => {
    looks += 1;
    return version;
  });
  notices.onForeignCommit(() => {
    calls += 1;
  });
  return {
    touch: () => writeFileSync(`${path}-wal`, String(Math.random())),
    commit: () => {
      version += 1;
    },
    calls: () => calls,
    looks: () => looks,
  };
}

it('tells of a commit that can be seen only some time after the file was touched', async () => {
  const at = watched();
  at.touch();
  await sleep(120);
  expect(at.calls()).toBe(0);
  at.commit();
  await expect.poll(at.calls, { timeout: 5_000 }).toBe(1);
});

it('tells once of a commit that is seen at once, however often the file is touched', async () => {
  const at = watched();
  at.commit();
  for (let times = 0; times < 5; times += 1) at.touch();
  await expect.poll(at.calls, { timeout: 5_000 }).toBe(1);
  await sleep(400);
  expect(at.calls()).toBe(1);
});

it('does not look while nothing is touched', async () => {
  const at = watched();
  const before = at.looks();
  await sleep(300);
  expect(at.looks()).toBe(before);
});
