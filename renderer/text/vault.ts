// Window. The words of the vault's states and of a failure of the program itself.

/** In characters; see `isTooShort`. */
export const passphraseLength = 8;

/** What a lock without a passphrase is not. */
export const systemLock =
  'Anyone who uses this computer as you can unlock it, and the command line works on. To be asked for a passphrase, change the key in the settings.';

export const vaultWords = {
  lockedTitle: 'Tokendeck is locked',
  lockedWhat: {
    system: `Until it is unlocked, this window refreshes no token and copies none. ${systemLock}`,
    passphrase:
      'Your tokens are sealed under a passphrase. Until you enter it, nothing can be read or refreshed.',
  },
  lockedAccounts: 'Accounts',
  lockedAccountsWhat: 'As they were when it was locked:',
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlocking: 'Unlocking…',
  keychainTitle: 'The keychain cannot be used',
  keychainWhat:
    'Tokendeck keeps the key to your tokens in the system’s keychain, and stores nothing unprotected instead.',
  retry: 'Try again',
  retrying: 'Trying…',
  orPassphrase: 'Use a passphrase instead',
  orPassphraseWhat:
    'The vault is then sealed under a key made from it. It is asked for at each start and after each lock, and scripts then need --passphrase-stdin. If you forget it, the accounts must be added again.',
  newPassphrase: 'New passphrase',
  newPassphraseHint: `At least ${passphraseLength} characters; several words are a good choice.`,
  repeat: 'Repeat it',
  tooShort: `Use at least ${passphraseLength} characters. Enter both again.`,
  notSame: 'The two are not the same. Enter both again.',
  missing: 'Enter the passphrase.',
  usePassphrase: 'Seal the vault with this passphrase',
  sealing: 'Sealing…',
  failedTitle: 'The vault could not be opened',
} as const;

export const fatalWords = {
  title: 'Tokendeck cannot go on',
  what: 'The window met a fault of its own.',
  remedy: 'Reload it. Your accounts are safe in the vault; if this stays, please report it with the details.',
  noBridge: 'The window was started without its connection to Tokendeck.',
  reload: 'Reload',
} as const;
