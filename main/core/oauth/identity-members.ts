// Pure. Who it is, by a JSON answer that says so under names of its own.
import type { Identity } from '../accounts/account.ts';
import type { IdentityMembers } from '../providers/provider.ts';
import { memberAt } from './member-path.ts';
import { identityFrom } from './userinfo.ts';

/** The identity in an answer of any form; what is missing, or of the wrong type, is left out. Numbers are ids, too. */
export function identityAt(answer: unknown, members: Partial<IdentityMembers>): Identity {
  const text = (path: string | undefined): unknown => {
    const value = path === undefined ? undefined : memberAt(answer, path);
    return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  };
  return identityFrom({
    sub: text(members.subject),
    name: text(members.name),
    preferred_username: text(members.username),
    email: text(members.email),
  });
}
