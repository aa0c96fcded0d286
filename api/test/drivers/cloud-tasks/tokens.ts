import { createSign, generateKeyPairSync } from 'node:crypto'

export interface Signer {
  /** What Google publishes: PEM by key id. */
  certificates: Record<string, string>
  /** A token of these claims; those of a right one are filled in. */
  sign(claims?: Record<string, unknown>, header?: Record<string, unknown>): string
}

/** Signs tokens as Google does for tasks, with a key of its own. */
export function createSigner(audience: string, email: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return {
    certificates: { k1: publicKey.export({ type: 'spki', format: 'pem' }) as string },
    sign(claims = {}, header = {}) {
      const now = Math.floor(Date.now() / 1000)
      const signed = [
        part({ alg: 'RS256', kid: 'k1', typ: 'JWT', ...header }),
        part({
          iss: 'https://accounts.google.com',
          aud: audience,
          azp: '1',
          sub: '1',
          email,
          email_verified: true,
          iat: now,
          exp: now + 3600,
          ...claims,
        }),
      ].join('.')
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`
    },
  }
}
