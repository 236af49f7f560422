export type Letter = { subject: string; body: string }

/** To nobody yet: the person knows the address. Line ends as mail programs want them (RFC 6068, section 5). */
export const mailTo = ({ subject, body }: Letter): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`
