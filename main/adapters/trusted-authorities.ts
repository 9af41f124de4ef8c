// Main process. Reads the person's own certificate authorities, for networks that have one.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The built-in authorities together with those of a PEM file. A file that cannot be used is an error and not left out:
 * the person would otherwise look for the cause in the wrong place. Errors: `invalid_argument`.
 */
export function trustedAuthorities(caFile: string): Result<readonly string[]> {
  const text = readText(caFile);
  if (text === undefined) {
    return fail(appError('invalid_argument', { detail: `the CA file ${caFile} cannot be read` }));
  }
  const own = text.match(certificateBlock) ?? [];
  if (own.length === 0 || !own.every(isCertificate)) {
    return fail(
      appError('invalid_argument', { detail: `the CA file ${caFile} holds no usable certificate` }),
    );
  }
  return ok([...rootCertificates, ...own]);
}
