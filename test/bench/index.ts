// Benchmark. `npm run bench`: prints one row per figure. Nothing here passes or fails by time.
import { benchTokens } from './tokens.ts';
import { benchVault } from './vault.ts';

await benchTokens();
await benchVault();
