// Pure. What a device authorization endpoint answers (RFC 8628 section 3.2), read from whatever it is.
import { openableUrl } from '../addresses.ts';
import { appError } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { Secret } from '../secret.ts';
import type { UrlRule } from './endpoints.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { plainText } from './plain-text.ts';
import { redaction } from './redaction.ts';

/** Spans in milliseconds. */
export interface DeviceAuthorization {
  readonly deviceCode: Secret;
  /** What the person enters: short, on one line, and shown as it is. */
  readonly userCode: string;
  readonly verificationUri: string;
  /** With the code in it; undefined where the server gave none that can be opened. */
  readonly verificationUriComplete: string | undefined;
  readonly lifetimeMs: number;
  /** How long to wait between two questions, at least. */
  readonly intervalMs: number;
}

const usualLifetime = 15 * 60;
const longestLifetime = 60 * 60;
const usualInterval = 5;
const shortestInterval = 1;
const longestInterval = 5 * 60;

/**
 * Reads the answer. The address may also be called `verification_url`, as Google has it; a lifetime that is missing is
 * taken for 15 minutes, one of more than an hour for an hour; an interval that is none for 5 seconds.
 * Errors: `malformed_response`; `insecure_url` for an address that is not https.
 */
export function readDeviceAuthorization(json: unknown, rule: UrlRule): Result<DeviceAuthorization> {
  if (!isJsonObject(json)) return unusable('it is not a whole JSON object');
  const deviceCode = json['device_code'];
  if (typeof deviceCode !== 'string' || !/^[\x20-\x7e]{1,8192}$/.test(deviceCode)) {
    return unusable('its device_code is not usable');
  }
  const userCode = json['user_code'];
  // Shortened or cleaned it would be another code.
  if (typeof userCode !== 'string' || userCode === '' || plainText(userCode, longestCode) !== userCode) {
    return unusable('its user_code is not usable');
  }
  const uri = verificationUri(json, rule);
  if (!uri.ok) return uri;
  const secret = new Secret(deviceCode);
  const isTelling = (address: string) =>
    deviceCode.length >= leastSecret && redaction([secret]).text(address) !== address;
  // Whoever sees it, such as the browser's history, could fetch the tokens.
  if (isTelling(uri.value)) return unusable('its verification_uri has the device_code in it');
  const complete = openable(json['verification_uri_complete'], rule);
  const lifetime = json['expires_in'] === undefined ? usualLifetime : secondsIn(json['expires_in']);
  if (lifetime === undefined) return unusable('its expires_in is not usable');
  const interval = secondsIn(json['interval']) ?? usualInterval;
  return ok({
    deviceCode: secret,
    userCode,
    verificationUri: uri.value,
    verificationUriComplete: complete === undefined || isTelling(complete) ? undefined : complete,
    lifetimeMs: Math.min(lifetime, longestLifetime) * 1000,
    intervalMs: Math.min(Math.max(interval, shortestInterval), longestInterval) * 1000,
  });
}

const longestCode = 64;
/** Of a shorter device code nothing is given away: it could be guessed, and is in an address by chance. */
const leastSecret = 8;

function verificationUri(json: JsonObject, rule: UrlRule): Result<string> {
  const given = json['verification_uri'] ?? json['verification_url'];
  const uri = openable(given, rule);
  if (uri !== undefined) return ok(uri);
  const isHttp = typeof given === 'string' && URL.parse(given)?.protocol === 'http:';
  if (!isHttp) return unusable('its verification_uri is no address');
  const detail = plainText(URL.parse(given)?.origin, 200);
  return fail(appError('insecure_url', detail === undefined ? {} : { detail }));
}

/** An address for the person's browser: https, or http on this computer where that is allowed. */
function openable(value: unknown, { dangerouslyAllowHttpOnLoopback }: UrlRule): string | undefined {
  const url = typeof value === 'string' ? openableUrl(value) : undefined;
  return url?.startsWith('https:') || dangerouslyAllowHttpOnLoopback ? url : undefined;
}

/** Seconds above 0, also as a numeric text. */
function secondsIn(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

function unusable(detail: string): Result<never> {
  return fail(appError('malformed_response', { detail, status: 200 }));
}
