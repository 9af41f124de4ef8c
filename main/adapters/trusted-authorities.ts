// Main process. Reads the person's own certificate authorities, for networks that have one.
import { X509Certificate } from 'node:crypto';
import { statSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { appError } from '../core/errors.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { readRegular } from './whole-file.ts';

/** Bundles of all that the world trusts have a quarter of a MiB. */
const largestFile = 4 * 1024 * 1024;
const beginning = '-----BEGIN CERTIFICATE-----';
/** No dash within: a text of many beginnings and no end would be gone over from each of them. */
const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

/** Undefined also for what is no regular file, such as a pipe, which could keep everything waiting. */
function readText(path: string): string | undefined {
  try {
    // Also where there is no O_NONBLOCK.
    if (!statSync(path).isFile()) return undefined;
    return readRegular(path, largestFile, { followLinks: true })?.text;
  } catch {
    return undefined;
  }
}

/**
 * The built-in authorities together with those of a PEM file of at most 4 MiB, or a link to one. A file that cannot be
 * used is an error and not left out: the person would otherwise look for the cause in the wrong place. Errors:
 * `invalid_argument`.
 */
export function trustedAuthorities(caFile: string): Result<readonly string[]> {
  const text = readText(caFile);
  if (text === undefined) return unusable(`the CA file ${caFile} cannot be read`);
  const own = text.match(certificateBlock) ?? [];
  const areWhole = own.length === text.split(beginning).length - 1;
  if (own.length === 0 || !areWhole || !own.every(isCertificate)) {
    return unusable(`the CA file ${caFile} holds no usable certificate`);
  }
  return ok([...rootCertificates, ...own]);
}

function unusable(detail: string): Result<never> {
  return fail(appError('invalid_argument', { detail }));
}
