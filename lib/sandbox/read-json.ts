/** Fields that are more than text arrive as JSON, from a form as from a body. Undefined: not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
