import type { Face } from './fonts'

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89 }
export const MARGIN = { side: 46, top: 42, bottom: 54 }
export const WIDTH = PAGE.width - 2 * MARGIN.side
export const BOTTOM = PAGE.height - MARGIN.bottom

export type Look = { face: Face; size: number; leading: number }

export const LOOKS = {
  title: { face: 'strong', size: 19, leading: 26 },
  heading: { face: 'strong', size: 13, leading: 19 },
  body: { face: 'text', size: 11, leading: 14.5 },
  strong: { face: 'strong', size: 11, leading: 14.5 },
  plate: { face: 'digits', size: 17, leading: 22 },
  foot: { face: 'text', size: 9.5, leading: 13 },
  stamp: { face: 'strong', size: 72, leading: 0 },
} as const satisfies Record<string, Look>
