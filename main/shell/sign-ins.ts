// Main process. The sign-ins that the window has started and that still go on.
import type { SignIn } from '../core/accounts/sign-in.ts';

export interface SignIns {
  /** Remembers a sign-in until it ends, and gives it back. */
  add(signIn: SignIn): SignIn;
  /** Undefined once it has ended. */
  get(id: string): SignIn | undefined;
  cancelAll(): void;
}

export function createSignIns(): SignIns {
  const running = new Map<string, SignIn>();
  return {
    add(signIn) {
      running.set(signIn.id, signIn);
      void signIn.finished.then(() => running.delete(signIn.id));
      return signIn;
    },
    get: (id) => running.get(id),
    cancelAll() {
      for (const signIn of running.values()) signIn.cancel();
    },
  };
}
