import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A secret as it is kept; the newest has no end. */
export interface KeptSecret {
  sealed: string
  until: string | null
}

/** Encrypts and opens the secrets of endpoints. */
export interface Vault {
  seal(endpointId: string, secret: string): string
  open(endpointId: string, sealed: string): string
}

/** Standard Webhooks: `whsec_` and the key in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * A secret must be at hand to sign with, so no hash will do. It is kept encrypted under a key made of the
 * installation's own secret: a glance at the table, a log or an export of it shows nothing; a copy of the whole
 * database shows all.
 */
export function createVault(installationSecret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'vitrine webhook secrets', 32))
  return {
    seal(endpointId, secret) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(endpointId))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
    },
    open(endpointId, sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(
        Buffer.from(endpointId),
      )
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()
    },
  }
}

/** Those that sign at a time, the newest first. */
export function current(secrets: KeptSecret[], now: Date): KeptSecret[] {
  return secrets.filter(({ until }) => until === null || new Date(until) > now)
}

/** The headers of Standard Webhooks, with a signature for each secret. */
export function signedHeaders(
  id: string,
  now: Date,
  body: string,
  secrets: string[],
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000)
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}
