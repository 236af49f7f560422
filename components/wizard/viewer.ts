/** Who looks, as far as a page has to know. */
export type Viewer = {
  name: string
  /** Owner, admin or agent: sees ids, keys and traces. */
  support: boolean
  /** May answer for Meta when no read can tell. */
  decide: boolean
  move: boolean
  /** Moves numbers for customers, who must have agreed. */
  agent: boolean
}
