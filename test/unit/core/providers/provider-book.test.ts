// Tests the book of providers: presets and the person's own definitions, which come, change, break and go.
import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/core/errors.ts';
import type { ProviderFile, ProviderFiles } from '../../../../main/core/ports.ts';
import type { Provider } from '../../../../main/core/providers/provider.ts';
import { createProviderBook } from '../../../../main/core/providers/provider-book.ts';
import { fixedProviders } from '../../../../main/core/providers/registry.ts';
import { fail, ok } from '../../../../main/core/result.ts';
import { fakeLog } from '../../../support/fake-log.ts';
import { errorCode, okValue } from '../../../support/result.ts';

const presets = fixedProviders().all();

function definition(id: string, more: object = {}): string {
  const endpoints = { authorization: 'https://example.com/authorize', token: 'https://example.com/token' };
  return JSON.stringify({ id, name: `The ${id}`, endpoints, ...more });
}

/** Files that a test can change behind the book's back. */
function changingFiles(...files: readonly (readonly [name: string, text: string])[]) {
  const texts = new Map(files);
  const state = { fails: false };
  const port: ProviderFiles = {
    folder: '/data/providers',
    list: () =>
      state.fails
        ? fail(appError('provider_files', { detail: '/data/providers (EACCES)' }))
        : ok([...texts].map(([name, text]): ProviderFile => ({ name, text }))),
    write({ name, text }) {
      if (state.fails) return fail(appError('provider_files'));
      texts.set(name, text);
      return ok();
    },
    remove(name) {
      texts.delete(name);
      return ok();
    },
  };
  return { port, texts, state };
}

function bookOf(files = changingFiles(), extra: readonly Provider[] = []) {
  const log = fakeLog();
  return { book: createProviderBook({ files: files.port, extra, log }), files, log };
}

const ids = (providers: readonly Provider[]) => providers.map(({ id }) => id);

test('without files there are the presets', () => {
  const { book } = bookOf();
  expect(book.all()).toEqual(presets);
  expect(book.broken()).toEqual([]);
  expect(book.isOwn('google')).toBe(false);
});

test('a provider that nothing else knows of is offered as soon as its file is there', () => {
  const { book, files } = bookOf();
  expect(book.find('shop')).toBeUndefined();
  files.texts.set('shop', definition('shop'));
  expect(book.find('shop')).toMatchObject({ id: 'shop', name: 'The shop' });
  expect(book.isOwn('shop')).toBe(true);
  expect(ids(book.all())).toEqual(['shop', ...ids(presets)]);
});

test('a changed file is read again, an unchanged one is not', () => {
  const { book, files } = bookOf(changingFiles(['shop', definition('shop')], ['work', definition('work')]));
  const [shop, work] = [book.find('shop'), book.find('work')];
  files.texts.set('shop', definition('shop', { name: 'Changed' }));
  expect(book.find('shop')?.name).toBe('Changed');
  expect(book.find('shop')).not.toBe(shop);
  expect(book.find('work')).toBe(work);
});

test('a file that goes takes its provider along', () => {
  const { book, files } = bookOf(changingFiles(['shop', definition('shop')]));
  expect(book.isOwn('shop')).toBe(true);
  files.texts.delete('shop');
  expect(book.find('shop')).toBeUndefined();
});

test('what is given beside the presets comes before one’s own', () => {
  const [first] = presets;
  if (first === undefined) throw new Error('there are no presets');
  const practice = { ...first, id: 'practice' };
  const { book } = bookOf(changingFiles(['shop', definition('shop')]), [practice]);
  expect(ids(book.all()).slice(0, 3)).toEqual(['practice', 'shop', first.id]);
  expect(book.isOwn('practice')).toBe(false);
});

describe('files that cannot be used', () => {
  test('hide no others, and are told with what is wrong', () => {
    const files = changingFiles(
      ['bad', '{'],
      ['shop', definition('shop')],
      ['worse', definition('worse', { flow: 1 })],
    );
    const { book, log } = bookOf(files);
    expect(ids(book.all()).slice(0, 2)).toEqual(['shop', ids(presets)[0]]);
    expect(book.broken().map(({ name, problems }) => [name, problems.map(({ path }) => path)])).toEqual([
      ['bad', ['']],
      ['worse', ['flow']],
    ]);
    expect(log.entries.map(({ event, fields }) => [event, fields['name']])).toEqual([
      ['providers.broken', 'bad'],
      ['providers.broken', 'worse'],
    ]);
    book.all();
    expect(log.entries).toHaveLength(2);
  });

  test('may be mended', () => {
    const { book, files } = bookOf(changingFiles(['shop', '{']));
    expect(book.find('shop')).toBeUndefined();
    files.texts.set('shop', definition('shop'));
    expect(book.find('shop')?.id).toBe('shop');
    expect(book.broken()).toEqual([]);
  });

  test('may have the name of another id', () => {
    const { book } = bookOf(changingFiles(['shop', definition('work')]));
    expect(book.find('work')).toBeUndefined();
    expect(book.broken()[0]?.problems[0]).toMatchObject({
      path: 'id',
      remedy: expect.stringContaining('work.json'),
    });
  });

  test('may claim the id of a preset, which stays what it is', () => {
    const { book } = bookOf(changingFiles(['google', definition('google')]));
    expect(book.find('google')).toBe(presets.find(({ id }) => id === 'google'));
    expect(book.isOwn('google')).toBe(false);
    expect(book.broken()[0]).toMatchObject({ name: 'google', problems: [{ path: 'id' }] });
    expect(okValue(book.remove('google'))).toBeUndefined();
    expect(book.broken()).toEqual([]);
  });

  test('may be a folder that cannot be read: what was in it stays, and it is noted once', () => {
    const { book, files, log } = bookOf(changingFiles(['shop', definition('shop')]));
    book.all();
    files.state.fails = true;
    expect(book.find('shop')?.id).toBe('shop');
    expect(book.find('google')?.id).toBe('google');
    expect(log.entries.map(({ event }) => event)).toEqual(['providers.unreadable']);
    files.state.fails = false;
    files.texts.delete('shop');
    expect(book.find('shop')).toBeUndefined();
  });
});

describe('checking', () => {
  test('finds what adding would find, and keeps nothing', () => {
    const { book, files } = bookOf();
    expect(book.check(definition('shop'))).toMatchObject({ ok: true, value: { id: 'shop' } });
    expect(book.check(definition('google'))).toMatchObject({ ok: false, error: [{ path: 'id' }] });
    expect(book.check('{"id":"shop"}')).toMatchObject({ ok: false, error: [{ path: 'name' }] });
    expect(files.texts.size).toBe(0);
  });
});

describe('adding', () => {
  test('keeps the whole definition under its id', () => {
    const { book, files } = bookOf();
    const added = book.add(definition('shop'), { replace: false });
    expect(added).toMatchObject({ ok: true, value: { id: 'shop' } });
    expect(JSON.parse(files.texts.get('shop') ?? '')).toMatchObject({
      id: 'shop',
      dialect: {},
      refreshTokens: 'unknown',
    });
    expect(book.find('shop')).toEqual(added.ok ? added.value : undefined);
  });

  test('tells what is wrong, and keeps nothing', () => {
    const { book, files } = bookOf();
    const added = book.add('{"id":"shop"}', { replace: true });
    expect(added).toMatchObject({ ok: false, error: { problems: [{ path: 'name' }] } });
    expect(files.texts.size).toBe(0);
  });

  test.each(['google', 'openid', 'start-gg'])('cannot take the id of the preset %s', (id) => {
    const { book, files } = bookOf();
    expect(book.add(definition(id), { replace: true })).toMatchObject({
      ok: false,
      error: { problems: [{ path: 'id', remedy: `Choose another id, such as “my-${id}”.` }] },
    });
    expect(files.texts.size).toBe(0);
  });

  test.each([
    ['one’s own', definition('shop')],
    ['a broken one', '{'],
  ])('replaces %s only where that is meant', (_what, before) => {
    const { book, files } = bookOf(changingFiles(['shop', before]));
    const refused = book.add(definition('shop', { name: 'New' }), { replace: false });
    expect(refused).toMatchObject({
      ok: false,
      error: { error: { code: 'provider_exists', detail: 'shop' } },
    });
    expect(files.texts.get('shop')).toBe(before);
    expect(book.add(definition('shop', { name: 'New' }), { replace: true }).ok).toBe(true);
    expect(book.find('shop')?.name).toBe('New');
  });

  test('tells that the folder cannot be written to', () => {
    const { book, files } = bookOf();
    files.state.fails = true;
    expect(book.add(definition('shop'), { replace: true })).toMatchObject({
      ok: false,
      error: { error: { code: 'provider_files' } },
    });
  });
});

describe('removing', () => {
  test('takes one’s own away', () => {
    const { book } = bookOf(changingFiles(['shop', definition('shop')]));
    expect(book.remove('shop').ok).toBe(true);
    expect(book.find('shop')).toBeUndefined();
  });

  test.each(['google', 'nobody', '', '../vault', '\u001b[31m'])('finds no %j', (id) => {
    const removed = bookOf().book.remove(id);
    expect(errorCode(removed)).toBe('provider_not_found');
    expect(JSON.stringify(removed)).not.toContain('\\u001b');
  });
});

describe('a definition', () => {
  test('of a preset can be added again under another id and name, not under its own', () => {
    const { book } = bookOf();
    const preset = okValue(book.definition('twitch'));
    expect(preset).toMatch(/^\{\n {2}"id"/);
    const namesake = preset.replace('"id": "twitch"', '"id": "my-twitch"');
    for (const name of ['Twitch', ' TWITCH', 'Ｔwitch']) {
      expect(book.add(namesake.replace('"Twitch"', `"${name}"`), { replace: false })).toMatchObject({
        ok: false,
        error: { problems: [{ path: 'name' }] },
      });
    }
    const text = namesake.replace('"Twitch"', '"My Twitch"');
    expect(book.add(text, { replace: false }).ok).toBe(true);
    expect(book.find('my-twitch')?.dialect).toEqual(book.find('twitch')?.dialect);
  });

  test('of one’s own is what was added', () => {
    const { book, files } = bookOf();
    book.add(definition('shop'), { replace: false });
    expect(okValue(book.definition('shop'))).toBe(files.texts.get('shop'));
  });

  test('of nobody is not found', () => {
    expect(errorCode(bookOf().book.definition('nobody'))).toBe('provider_not_found');
  });
});
