const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  return value >>> 0
})

/** Castagnoli's checksum as Cloud Storage writes it: four bytes, big-endian, in Base64. */
export function crc32c(body: Uint8Array): string {
  let value = 0xffffffff
  for (const byte of body) value = TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE((value ^ 0xffffffff) >>> 0)
  return bytes.toString('base64')
}
