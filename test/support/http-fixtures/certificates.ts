// Tests. A certificate authority in memory (X.509, RFC 5280), so that TLS is real without any other program.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateAuthority {
  readonly cert: string;
  /** `hosts` are DNS names and IPv4 addresses. */
  issue(hosts: readonly string[], validity?: Validity): IssuedCertificate;
}

export interface Validity {
  readonly from: Date;
  readonly until: Date;
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const bitString = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
const octets = (bytes: Uint8Array) => der(0x04, bytes);
const yes = der(0x01, Buffer.from([0xff]));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return der(0x18, Buffer.from(digits));
}

function name(common: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(common)))));
}

function alternativeName(host: string): Buffer {
  return isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
}

function certificate(
  issuer: { readonly common: string; readonly key: KeyObject },
  subject: { readonly common: string; readonly key: KeyObject; readonly extension: Buffer },
  validity: Validity,
): string {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name(issuer.common),
    sequence(time(validity.from), time(validity.until)),
    name(subject.common),
    subject.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(subject.extension)),
  );
  const whole = sequence(body, ecdsaWithSha256, bitString(sign('sha256', body, issuer.key)));
  const lines = whole
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const day = 86_400_000;

export function createAuthority(common = 'Tokendeck test authority'): CertificateAuthority {
  const usual = { from: new Date(Date.now() - day), until: new Date(Date.now() + day) };
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const basicConstraints = sequence(oid('551d13'), yes, octets(sequence(yes)));
  const issuer = { common, key: own.privateKey };
  return {
    cert: certificate(issuer, { common, key: own.publicKey, extension: basicConstraints }, usual),
    issue(hosts, validity = usual) {
      const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const extension = sequence(oid('551d11'), octets(sequence(...hosts.map(alternativeName))));
      const subject = { common: hosts[0] ?? 'nobody', key: leaf.publicKey, extension };
      return {
        cert: certificate(issuer, subject, validity),
        key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}
