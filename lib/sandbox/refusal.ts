import type { Answer } from './answers'

/** Ends a request with one of Meta's refusals. Thrown by rules, turned into an answer at one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: Answer

  constructor(answer: Answer) {
    super(answer.message)
    this.answer = answer
  }
}
