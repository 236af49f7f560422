/** Letters and length of a real message id: base64 of a few bytes, the person's number and the message's own part. */
export function wamid(way: 'out' | 'in', digits: string, id: string): string {
  const own = BigInt(id).toString(16).toUpperCase().padStart(18, '0')
  const bytes = [
    Buffer.from([0x1c, 0x18, digits.length]),
    Buffer.from(digits),
    Buffer.from([0x15, 0x02, 0x00, way === 'out' ? 0x11 : 0x12, 0x18, own.length]),
    Buffer.from(own),
    Buffer.from([0x00]),
  ]
  return `wamid.${Buffer.concat(bytes).toString('base64')}`
}
