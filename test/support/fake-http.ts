// Test equipment. Answers requests from a function of the test, and remembers them.
import { appError } from '../../main/core/errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../../main/core/ports.ts';
import { fail, ok, type Result } from '../../main/core/result.ts';

type Answer = HttpResponse | Result<HttpResponse>;

export interface FakeHttp extends Http {
  readonly requests: readonly HttpRequest[];
}

/** An aborted request ends with `cancelled` at once, whatever `answer` is still doing, as the real adapter does it. */
export function fakeHttp(answer: (request: HttpRequest) => Answer | Promise<Answer>): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    async send(request) {
      requests.push(request);
      const answered = await Promise.race([answer(request), aborted(request.signal)]);
      return 'ok' in answered ? answered : ok(answered);
    },
  };
}

function aborted(signal: AbortSignal | undefined): Promise<Result<HttpResponse>> {
  const cancelled = fail(appError('cancelled'));
  return new Promise((resolve) => {
    if (signal?.aborted) resolve(cancelled);
    signal?.addEventListener('abort', () => resolve(cancelled), { once: true });
  });
}

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}
