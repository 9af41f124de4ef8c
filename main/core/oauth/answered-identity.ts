// Pure. Who an answer is about, by the places that a preset names.
import type { Identity } from '../accounts/account.ts';
import type { IdentityMembers } from '../providers/provider.ts';
import { memberAt } from './member-path.ts';
import { identityFrom } from './userinfo.ts';

/** The identity in an answer of any form; what is missing, or no text and no number, is left out. */
export function identityAt(answer: unknown, members: Partial<IdentityMembers>): Identity {
  const textAt = (path: string | undefined): unknown => {
    const value = path === undefined ? undefined : memberAt(answer, path);
    return Number.isSafeInteger(value) ? `${value}` : value;
  };
  return identityFrom({
    sub: textAt(members.subject),
    name: textAt(members.name),
    preferred_username: textAt(members.username),
    email: textAt(members.email),
  });
}
