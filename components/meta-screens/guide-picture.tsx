import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { MetaGrey, MetaPress, MetaScreen } from './meta-screen'
import { PERMISSIONS } from './permissions'

export const GUIDE_PAGES = [1, 2, 3, 4, 5, 6] as const
export type GuidePage = (typeof GUIDE_PAGES)[number]

export async function GuidePicture({ page }: { page: GuidePage }) {
  const t = await getTranslations(`guide.p${page}`)
  return (
    <MetaScreen alt={t('alt')} bar={t('bar')}>
      {drawings[page]((key) => t(key))}
    </MetaScreen>
  )
}

const drawings: Readonly<Record<GuidePage, (word: (key: string) => string) => ReactNode>> = {
  1: (word) => (
    <Columns
      side={
        <>
          <MetaGrey size="short" />
          <MetaPress pin={1}>{word('a')}</MetaPress>
          <MetaGrey />
          <MetaPress pin={2}>{word('b')}</MetaPress>
          <MetaGrey />
          <MetaGrey size="short" />
        </>
      }
    >
      <MetaGrey size="wide" />
      <MetaGrey />
      <MetaGrey size="short" />
    </Columns>
  ),
  2: (word) => (
    <Columns
      side={
        <>
          <MetaGrey />
          <MetaGrey size="short" />
          <MetaGrey />
        </>
      }
    >
      <MetaPress pin={1}>{word('a')}</MetaPress>
      <span className="meta-box">
        <MetaGrey size="short" />
        <span className="rounded border border-edge px-3 py-1">{word('field')}</span>
        <MetaPress pin={2}>{word('b')}</MetaPress>
        <MetaPress pin={3}>{word('c')}</MetaPress>
      </span>
    </Columns>
  ),
  3: (word) => (
    <Columns
      side={
        <>
          <MetaGrey size="short" />
          <MetaPress pin={1}>{word('a')}</MetaPress>
          <MetaGrey />
        </>
      }
    >
      <span className="meta-box">
        <MetaGrey size="short" />
        <MetaPress pin={2}>{word('b')}</MetaPress>
      </span>
      <span className="meta-box">
        <MetaGrey />
        <MetaPress pin={3}>{word('c')}</MetaPress>
      </span>
      <MetaPress pin={4}>{word('d')}</MetaPress>
    </Columns>
  ),
  4: (word) => (
    <Columns
      side={
        <>
          <MetaGrey size="short" />
          <MetaPress pin={1}>{word('a')}</MetaPress>
          <MetaGrey />
        </>
      }
    >
      <MetaPress pin={2}>{word('b')}</MetaPress>
      <span className="meta-box">
        <MetaGrey size="short" />
        <MetaPress pin={3}>{word('c')}</MetaPress>
        <MetaGrey />
        <MetaPress pin={4}>{word('d')}</MetaPress>
      </span>
    </Columns>
  ),
  5: (word) => (
    <span className="meta-box">
      <MetaPress pin={1}>{word('a')}</MetaPress>
      <MetaPress pin={2}>{word('b')}</MetaPress>
      <MetaGrey size="short" />
      {PERMISSIONS.map((permission) => (
        <span key={permission} className="meta-tick">
          {permission}
        </span>
      ))}
      <MetaPress pin={3}>{word('c')}</MetaPress>
    </span>
  ),
  6: (word) => (
    <span className="meta-box">
      <MetaGrey size="short" />
      <span className="digits truncate rounded border border-edge px-3 py-2">EAA••••••••••••••••••••••</span>
      <MetaPress pin={1}>{word('a')}</MetaPress>
      <MetaGrey />
    </span>
  ),
}

function Columns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <span className="meta-columns grid gap-4">
      <span className="meta-side">{side}</span>
      <span className="meta-main">{children}</span>
    </span>
  )
}
