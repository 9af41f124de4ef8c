// Test equipment: the stand-in for Electron. Makes the texts that Chromium runs in each world of a page.
import { randomUUID } from 'node:crypto';
import { createCodec } from './codec.ts';
import { createLink } from './link.ts';
import { startPageWorld, startPreloadWorld } from './worlds.ts';

export interface WorldNames {
  readonly world: string;
  readonly binding: string;
  readonly deliver: string;
  readonly page: string;
  readonly preload: string;
}

export function randomNames(): WorldNames {
  const name = (): string => `standIn${randomUUID().replaceAll('-', '')}`;
  return { world: name(), binding: name(), deliver: name(), page: name(), preload: name() };
}

/** The scripts for the two worlds; `preload` is the text of the preload bundle, a CommonJS module. */
export function worldScripts(names: WorldNames, preload: string): { page: string; preload: string } {
  const parts = `{
    createCodec: ${createCodec}, createLink: ${createLink},
    pageName: '${names.page}', preloadName: '${names.preload}',
    bindingName: '${names.binding}', deliverName: '${names.deliver}', platform: '${process.platform}',
  }`;
  return {
    page: `(${startPageWorld})(${parts});`,
    preload: `(${startPreloadWorld})(${parts}, function (exports, require, module, process) {\n${preload}\n});`,
  };
}
