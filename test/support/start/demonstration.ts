// Demonstration, run as a program. The main job without a display: the built application in headless Chromium, the
// practice provider, the person's own browser, a real keychain and vault. Says what happens, and takes pictures.
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openStage } from '../../e2e/stage.ts';
import { openTour } from './tour.ts';

const pictures = join(import.meta.dirname, '../../../pictures/demonstration');

/** Seconds; long enough to be read off the pictures, and short enough to wait for its end. */
const shortLife = 12;

/** Of a vault that is removed at the end. */
const passphrase = 'only for this demonstration';

function tell(sentence: string): void {
  console.log(sentence);
}

async function demonstrate(): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const stage = await openStage({ accessTokenSeconds: 3600 });
  const app = await stage.launch();
  const tour = openTour(stage, app, pictures);
  try {
    tell(`The practice provider listens at ${stage.provider.issuer}.`);
    const sealed = await tour.open(passphrase);
    if (sealed === 'passphrase') tell('The window found no keychain: a passphrase was chosen in it.');
    await tour.picture('1-empty');

    await tour.signIn('ada');
    tell('Ada Moreno signed in, in her own browser, and allowed access.');
    await tour.picture('2-first-account');
    await tour.signIn('ben');
    tell('Ben Okafor signed in through the same client, with one click in the window.');

    const token = await tour.copyToken('Ada Moreno');
    const answer = await fetch(`${stage.provider.issuer}/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`userinfo answered ${answer.status} to the copied token`);
    const { name } = (await answer.json()) as { name?: string };
    tell(`Ada’s access token was copied with one click. Userinfo answers to it: ${answer.status}, ${name}.`);
    await tour.picture('3-copied');

    await tour.refresh('Ada Moreno');
    tell(`Her token was refreshed; the provider has replaced ${stage.provider.rotations()} refresh token.`);

    stage.provider.setAccessTokenSeconds(shortLife);
    await tour.keepFresh('Ben Okafor', false);
    await tour.refresh('Ben Okafor');
    tell(`Ben’s account is no longer kept fresh, and its new token lives ${shortLife} seconds.`);
    await tour.expired('Ben Okafor', shortLife);
    tell('It has run out.');
    await tour.picture('4-expired');

    const list = sealed === 'passphrase' ? ['list', '--passphrase-stdin'] : ['list'];
    const table = await stage.tokendeck(list, `${passphrase}\n`);
    tell(`\n$ tokendeck ${list.join(' ')}\n${table.out}${table.err}`);
    if (table.code !== 0) throw new Error(`tokendeck list ended with ${table.code}`);
    tell(`Pictures of the window, light and dark, are in ${relative(process.cwd(), pictures)}`);
  } finally {
    await app.close();
    await stage.close();
  }
}

await demonstrate();
