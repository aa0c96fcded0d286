import { createSign, generateKeyPairSync } from 'node:crypto'

// A Clerk instance whose key pair is our own, so that nothing is asked of anybody.

const HOST = 'clerk.partner.example'
export const PARTY = 'https://admin.partner.example'
export const ORGANIZATION = 'org_2abcDEF'

export const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const ours = rsa()
export const jwtKey = ours.publicKey.export({ type: 'spki', format: 'pem' }) as string

/** Opens an installation to the sessions of this instance. */
export const clerkEnv = {
  CLERK_JWT_KEY: jwtKey.replaceAll('\n', '\\n'),
  CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from(`${HOST}$`).toString('base64')}`,
  CLERK_AUTHORIZED_PARTIES: `${PARTY},http://localhost:3000`,
}

export const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
export const now = () => Math.floor(Date.now() / 1000)

/** What the token of an administrator's session says. */
export const claims = (changes: object = {}) => ({
  v: 2,
  iss: `https://${HOST}`,
  azp: PARTY,
  sub: 'user_2person',
  sid: 'sess_2session',
  iat: now() - 5,
  nbf: now() - 10,
  exp: now() + 60,
  o: { id: ORGANIZATION, rol: 'admin', slg: 'partner' },
  ...changes,
})

export function token(
  content: object,
  options: { header?: object; key?: typeof ours.privateKey } = {},
): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid: 'ins_1', ...options.header })}.${part(content)}`
  const signature = createSign('RSA-SHA256')
    .update(text)
    .sign(options.key ?? ours.privateKey, 'base64url')
  return `${text}.${signature}`
}
