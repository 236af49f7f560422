/**
 * How far the versions of a restored copy are ahead of it: further than any page of before can have seen. What people pressed there is
 * not in the copy any more, so the same press, sent again by a browser, must not count as a new one.
 */
export const VERSIONS_AHEAD = 1000
