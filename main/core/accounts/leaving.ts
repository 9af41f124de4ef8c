// Pure. Accounts that are removed once the person can no longer undo it.
import { appError } from '../errors.ts';
import { fail } from '../result.ts';
import type { AccountService } from './service.ts';

export function createLeaving(): Pick<AccountService, 'removeLater' | 'undoRemoval'> {
  return {
    removeLater: async () => fail(appError('not_allowed')),
    undoRemoval: async () => fail(appError('not_allowed')),
  };
}
