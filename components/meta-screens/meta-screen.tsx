import type { ReactNode } from 'react'

type MetaScreenProps = {
  /** The whole drawing in one sentence, for those who do not see it. */
  alt: string
  /** What stands at the top of that screen. */
  bar: string
  children: ReactNode
}

/**
 * A drawing, not a screenshot: it can be translated, mirrored, zoomed and dark, and it does not grow old with
 * Meta's decoration. Grey blocks everywhere; words only where you press.
 */
export function MetaScreen({ alt, bar, children }: MetaScreenProps) {
  return (
    <figure className="my-4">
      <div className="meta-screen" role="img" aria-label={alt}>
        <div className="meta-bar">{bar}</div>
        <div className="meta-body">{children}</div>
      </div>
    </figure>
  )
}

/** Where to press, in order. */
export function MetaPress({ pin, children }: { pin: number; children: ReactNode }) {
  return (
    <span className="meta-press">
      <span className="meta-pin">{pin}</span>
      {children}
    </span>
  )
}

export function MetaGrey({ size = 'normal' }: { size?: 'short' | 'normal' | 'wide' }) {
  return <span className={`meta-grey ${size === 'normal' ? '' : `meta-grey-${size}`}`} />
}

export function MetaColumns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <span className="meta-columns grid gap-4">
      <span className="meta-side">{side}</span>
      <span className="meta-main">{children}</span>
    </span>
  )
}
